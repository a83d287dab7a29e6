"""Texts of any length, set as they are read: the same lines as of the whole, and no more of it held than is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.typeset import paragraph, stream
from layout.typeset.inline import Inline, UprightMark
from layout.typeset.lines import Missing, SetLine
from layout.typeset.paragraph import (
    find_ways,
    measure_paragraph,
    prepare_paragraph,
    set_paragraph,
    set_prepared,
)
from layout.typeset.search import ways
from layout.typeset.stream import count_ways, set_lines
from layout.typeset.units import collect
from tests.typeset.setting import HAN, PLAIN, Case, mpt
from tests.typeset.test_properties import newspaper_copy
from tests.typeset.texts import KINDS
from tests.work import calls_made

COPY = "".join(KINDS.values()).replace("\n", "")
CLAUSES = re.findall("[^，。；]+[，。；]", COPY)
SMALL = 96
"""A window of which a story needs many. It is larger than what is taken to either side of a cut."""


def shuffled(size: int) -> str:
    """Copy in which no two stretches are the same: clauses in any order."""
    return "".join(Random(1).choices(CLAUSES, k=size // 5))[:size]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "WINDOW", SMALL)


def streamed(text: str, measure: float, case: Case = PLAIN) -> list[SetLine]:
    return list(set_lines(case.inlines(text), case.style, mpt(measure)))


def whole(text: str, measure: float, case: Case = PLAIN) -> list[SetLine]:
    return list(set_prepared(prepare_paragraph(case.inlines(text), case.style), mpt(measure)).lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(newspaper_copy, min_size=3, max_size=8).map("".join), st.sampled_from([7.0, 9.5, 13.0]))
def test_what_is_set_as_it_is_read_is_what_the_whole_would_be(small: None, text: str, measure: float) -> None:
    assert streamed(text, measure) == whole(text, measure)


@pytest.mark.parametrize("case", [Case(indent=2), Case(align="start"), Case(vertical=True)])
@pytest.mark.parametrize("measure", [8, 13, 40])
def test_copy_at_any_measure(small: None, case: Case, measure: int) -> None:
    found, expected = streamed(COPY, measure, case), whole(COPY, measure, case)
    assert found == expected
    assert [line.spacing for line in found] == [line.spacing for line in expected]


def test_windows_hold_only_a_part_of_the_text(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    held = []
    make_units = collect.make_units

    def counted(inlines: list[Inline], *rest: object) -> object:
        held.append(sum(len(inline.text) for inline in inlines))
        return make_units(inlines, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(stream, "make_units", counted)
    copy = shuffled(8000)
    assert len(streamed(copy, 13)) > 500
    # What the search looks at before it says that lines are settled, and as much again that was read too early.
    assert max(held) < 3000 < len(copy)


def test_the_text_is_read_as_it_is_needed(small: None) -> None:
    read = 0

    def without_end() -> Iterator[Inline]:
        nonlocal read
        while True:
            for clause in CLAUSES[read % 7 :]:
                read += len(clause)
                yield Inline(clause, PLAIN.font)

    lines = list(islice(set_lines(without_end(), PLAIN.style, mpt(13)), 100))
    assert len(lines) == 100
    assert read < lines[-1].end + 3000


def test_even_text_whose_ways_never_meet_is_set_all_the_same(small: None) -> None:
    text = HAN * 300
    found = streamed(text, 13)
    assert found == whole(text, 13)
    assert [line.step for line in found] == [""] * len(found)


def test_a_measure_that_changes_from_line_to_line(small: None) -> None:
    def measure(line: int) -> int:
        return mpt(7 + line % 5)

    text = KINDS["news"].replace("\n", "") * 2
    found = set_lines(PLAIN.inlines(text), PLAIN.style, measure)
    assert list(found) == list(
        set_prepared(prepare_paragraph(PLAIN.inlines(text), PLAIN.style), measure).lines
    )


def test_inlines_are_parted_but_those_with_a_mark(small: None) -> None:
    inlines = [
        piece
        for number in range(60)
        for piece in (Inline(HAN, PLAIN.font, number), Inline("12", PLAIN.font, -1, UprightMark()))
    ]
    case = Case(vertical=True)
    found = list(set_lines(inlines, case.style, mpt(13)))
    assert found == list(set_prepared(prepare_paragraph(inlines, case.style), mpt(13)).lines)


def test_what_no_face_has_is_named_at_its_place(small: None) -> None:
    text = HAN * 10 + "𠀀" + HAN * 10
    missing: list[Missing] = []
    list(set_lines(PLAIN.inlines(text), PLAIN.style, mpt(13), missing))
    assert missing == [Missing(len(HAN) * 10, "𠀀")]


def test_no_text_has_no_lines() -> None:
    assert streamed("", 13) == []
    assert list(set_lines([], PLAIN.style, mpt(13))) == []
    assert len(streamed("\u200b", 13)) == 1


def test_a_text_that_nothing_cuts_is_read_whole(small: None) -> None:
    text = "1，" * 300
    assert streamed(text, 9) == whole(text, 9)


def test_set_paragraph_goes_by_windows_where_the_text_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = PLAIN.set(COPY, 13)
    monkeypatch.setattr(stream, "WINDOW", SMALL)
    monkeypatch.setattr(paragraph, "WINDOW", SMALL)
    assert set_paragraph(PLAIN.inlines(COPY), PLAIN.style, mpt(13)) == expected


@pytest.mark.parametrize("kind", ["news", "figures"])
def test_numbers_of_lines_are_counted_without_the_whole(kind: str, small: None) -> None:
    text = KINDS[kind].replace("\n", "")
    found = find_ways(prepare_paragraph(PLAIN.inlines(text), PLAIN.style), mpt(13))
    counted = count_ways(PLAIN.inlines(text), PLAIN.style, mpt(13))
    assert {count: way.faults for count, way in counted.by_count.items()} == {
        count: way.faults for count, way in found.by_count.items()
    }
    assert all(
        counted.by_count[count].cost == pytest.approx(way.cost) for count, way in found.by_count.items()
    )
    assert counted.natural == found.natural


def test_a_long_text_is_measured_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "WINDOW", SMALL)
    monkeypatch.setattr(paragraph, "WINDOW", SMALL)
    found = measure_paragraph(PLAIN.inlines(COPY), PLAIN.style, mpt(13))
    assert found.fewest <= found.natural < found.most
    assert found.natural == len(set_paragraph(PLAIN.inlines(COPY), PLAIN.style, mpt(13)).lines)


def test_work_grows_with_the_text() -> None:
    copy = shuffled(20_000)
    assert calls_made(lambda: streamed(copy, 13)) < 2.3 * calls_made(lambda: streamed(copy[:10_000], 13))


def test_the_work_of_measuring_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "BAND", 3)
    copy = shuffled(12_000)

    def work(text: str) -> int:
        return calls_made(lambda: count_ways(PLAIN.inlines(text), PLAIN.style, mpt(13)))

    assert work(copy) < 2.8 * work(copy[:6000])  # by the square it would be four times
