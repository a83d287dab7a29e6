"""What is read of a PDF's objects: names in any encoding, numbers however they stand, and nothing where nothing is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from content.pdf.limited import Unreadable
from content.pdf.trees import check_nesting
from content.pdf.values import (
    entries,
    entry,
    exact_whole,
    flag,
    number,
    numbers,
    raw_entries,
    resource,
    whole,
)
from tests.finished import one_page, pdf

STATES = (
    b"/ExtGState << /Plain 1 /\xcb\xce\xcc\xe5 2 /\xe5\xae\x8b 3 /\xff\xfe 4 /G << /N 5 0 R /R .50 /T true "
    b"/S (7) /A [1 6 0 R 3] /B [1 true] >> >>"
)


@pytest.fixture(params=["implicit", "explicit"])
def states(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The dictionary of states of a page, with scalars as Python's own, and as objects."""
    data = pdf(one_page(b"f", STATES, more={5: b"42", 6: b"2.5"}))
    convert = pikepdf.explicit_conversion if request.param == "explicit" else pikepdf.implicit_conversion
    with convert(), pikepdf.open(io.BytesIO(data)) as file:
        yield file.pages[0].obj.Resources


def test_names_may_be_in_any_encoding(states: Any) -> None:
    found = entry(states, "/ExtGState")
    assert {key: number(value) for key, value in entries(found) if key != "G"} == {
        "Plain": 1,
        "宋体": 2,
        "宋": 3,
        "ÿþ": 4,
    }
    assert number(raw_entries(found)["宋体".encode("gbk")]) == 2
    assert number(resource(states, "/ExtGState", "宋体")) == 2
    assert resource(states, "/ExtGState", "楷体") is None


def test_values_are_read_and_what_is_none_is_nothing(states: Any) -> None:
    state = entry(states, "/ExtGState", "/G")
    of = {key: entry(state, f"/{key}") for key in "NRTSABX"}
    assert [number(of[key]) for key in "NRTSX"] == [42, 0.5, None, None, None]
    assert (whole(of["R"]), exact_whole(of["R"]), exact_whole(of["N"])) == (0, None, 42)
    assert (flag(of["T"]), flag(of["N"])) == (True, None)
    assert (numbers(of["A"]), numbers(of["B"]), numbers(of["N"])) == ([1, 2.5, 3], [], [])


def test_a_name_that_holds_a_null_has_no_value() -> None:
    # qpdf mends a lone # so, and takes no such name itself.
    data = pdf(one_page(b"f", b"/ExtGState << /#arent 1 /B 2 >>"))
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as file:
        found = dict(entries(file.pages[0].obj.Resources.ExtGState))
    assert found.pop("B") == 2
    assert set(found.values()) <= {None}


def test_what_is_nested_too_deep_is_refused() -> None:
    check_nesting(pikepdf.Object.parse(b"[" * 60 + b"]" * 60))
    for deep in (b"[" * 62 + b"]" * 62, b"<</A" * 62 + b" 1" + b">>" * 62):
        with pytest.raises(Unreadable, match="over 60 deep"):
            check_nesting(pikepdf.Object.parse(deep))
