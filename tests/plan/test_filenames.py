"""Names of press files: the patterns that a paper may give, and what comes of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from layout.plan.filenames import LONGEST, Named, file_name, is_pattern

DAY = date(2024, 11, 5)


def named(pattern: str, page: str = "A01", paper: str = "WJRB", number: int = 7) -> str:
    return file_name(is_pattern(pattern), Named(paper, "wujin", DAY, page, number))


@pytest.mark.parametrize(
    ("pattern", "page", "name"),
    [
        ("{paper}{date:%Y%m%d}{section}{page:02}", "A01", "WJRB20241105A01"),
        ("{paper}{date:%y%j}_{page:03}", "A1", "WJRB24310_001"),
        ("{edition}-{name}", "B12", "wujin-B12"),
        ("{date}", "A01", "2024-11-05"),
        ("p{page}", "07", "p7"),
        ("p{page}", "front", "p7"),  # a page without digits is counted
        ("{section}-{page:02}", "A-3", "A--03"),
        ("{section}{page}", "7", "7"),
    ],
)
def test_a_pattern_names_a_page(pattern: str, page: str, name: str) -> None:
    assert named(pattern, page) == name


@pytest.mark.parametrize(
    "pattern",
    [
        "{paper",
        "{}",
        "{0}",
        "{page.__class__}",
        "{date[0]}",
        "{paper!r}",
        "{page:>99}",
        "{date:%H:%M}",
        "{date:%c}",
        "{name:02}",
        "a/b",
        "..\\x",
        "a b",
        "{{x}}",
        "a\nb",
        "",
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PydanticCustomError):
        is_pattern(pattern)


def test_marks_that_no_file_may_have_become_hyphens() -> None:
    assert named("{paper}", paper="Daily News: 24/7") == "Daily-News--24-7"
    assert named("{paper}{page}", paper="../..", page="1") == "1"
    assert named("{paper}", paper="...") == "page"


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_name_of_a_paper_gives_a_file_that_a_disk_can_hold(paper: str, page: str) -> None:
    try:
        name = named("{paper}-{section}{page:02}-{name}", page, paper)
    except UnicodeEncodeError:
        return  # surrogates: no YAML file can hold them
    assert name and "/" not in name and "\\" not in name and "\0" not in name
    assert name not in (".", "..") and len(name.encode()) <= LONGEST
