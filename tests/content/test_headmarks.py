"""The marks of a head's line breaks are read, and a text that has their characters is written so that it reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.headmarks import FREE, Breaks, as_written, read_breaks
from content.problems import Refused
from content.story import parse_story


@pytest.mark.parametrize(
    ("written", "text", "breaks"),
    [
        ("一二", "一二", FREE),
        ("一|二~三", "一二三", Breaks((1,), (2,))),
        ("|一二|", "一二", FREE),
        ("一||二", "一二", Breaks((1,))),
        ("一~|二", "一二", Breaks((1,))),
        (r"一\|二\~", "一|二~", FREE),
        (r"一\二", r"一\二", FREE),
        ("{漢|かん}字|二", "{漢|かん}字二", Breaks((7,))),
    ],
)
def test_marks(written: str, text: str, breaks: Breaks) -> None:
    assert read_breaks(written) == (text, breaks)


@given(st.text(alphabet="一二|~\\ab", max_size=20))
def test_what_is_written_reads_back(text: str) -> None:
    plain = text.replace("\\", "")
    assert read_breaks(as_written(plain)) == (plain, FREE)


def test_a_line_of_marks_alone_is_refused_with_its_place() -> None:
    with pytest.raises(Refused) as refused:
        parse_story("---\nheadline: ['题', '~|']\n---\n文。", id="a", file="a.md")
    [problem] = refused.value.problems
    assert (problem.id, problem.where.line) == ("only-marks", 2)
