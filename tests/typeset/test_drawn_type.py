"""Type with a width and a height of its own is set as plain type in a longer measure, and drawn together to the unit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.plan.grid import em_of
from layout.plan.style import Align
from layout.typeset import (
    Font,
    Inline,
    NoteMark,
    ParagraphStyle,
    UnusableFont,
    UprightMark,
    measure_paragraph,
    prepare_paragraph,
    set_lines,
    set_paragraph,
)
from tests.typeset.setting import EM, HAN, PLAIN, square
from tests.typeset.test_properties import newspaper_copy

DRAWN = st.tuples(st.integers(500, 1500), st.integers(500, 1500))
ALIGNED: st.SearchStrategy[Align] = st.sampled_from(("justify", "start", "center", "end"))


def style_of(wide: int, high: int, align: Align = "justify", *, vertical: bool = False) -> ParagraphStyle:
    return replace(PLAIN.style, align=align, vertical=vertical, type_width=wide, type_height=high)


@given(newspaper_copy, DRAWN, ALIGNED, st.booleans(), st.integers(6, 20))
def test_lines_break_as_in_plain_type_of_as_many_ems(
    text: str, drawn: tuple[int, int], align: Align, vertical: bool, ems: int
) -> None:
    style = style_of(*drawn, align, vertical=vertical)
    along = drawn[1] if vertical else drawn[0]
    inlines = [Inline(text, PLAIN.font)]
    measure = ems * EM * along // 1000
    plain = set_paragraph(inlines, replace(style, type_width=1000, type_height=1000), ems * EM)
    found = set_paragraph(inlines, style, measure)
    # A measure that is no whole number of units may be half a unit shorter than its ems; where it is one, all is alike.
    if ems * EM * along % 1000 == 0:
        assert [(line.start, line.end, line.step) for line in found.lines] == [
            (line.start, line.end, line.step) for line in plain.lines
        ]
    for line in found.lines:
        assert line.measure == measure
        if line.justified:
            assert line.width == measure
        elif line.step != "overfull":
            assert line.width <= measure
    assert "".join(text[line.start : line.end] for line in found.lines) == text


@given(measure=st.integers(80_000, 200_000), along=st.integers(500, 1500))
def test_a_justified_line_fills_any_measure_to_the_unit(measure: int, along: int) -> None:
    """Roundings of thousandths add up to nothing at a line's end."""
    found = set_paragraph([Inline("天，地。" * 60, PLAIN.font)], style_of(along, 1000), measure)
    assert {line.width for line in found.lines if line.justified} == {measure}


@given(
    size=st.integers(5_001, 12_000), along=st.integers(500, 1500), ems=st.integers(5, 40), step=st.booleans()
)
def test_a_measure_of_so_many_ems_holds_as_many_characters(
    size: int, along: int, ems: int, step: bool
) -> None:
    """Whatever roundings make of an em: a character too few in each line would leave all of them stretched."""
    em = em_of(size, along)
    assert em * 1000 >= size * along > (em - 1) * 1000
    style = style_of(along, 1000)
    font = Font(square(), size)
    found = set_paragraph([Inline(HAN[:1] * (2 * ems), font)], style, ems * em)
    assert [line.end - line.start for line in found.lines] == [ems, ems]


def test_places_tracking_and_indent_are_drawn_with_the_type() -> None:
    style = replace(style_of(800, 1000), indent=2 * EM)
    font = replace(PLAIN.font, tracking=1_000)
    line = set_paragraph([Inline(HAN[:6], font)], style, 200_000).lines[0]
    (run,) = line.runs
    assert run.xs[0] == 2 * 8_000
    assert {later - earlier for earlier, later in pairwise(run.xs)} == {8_800}
    assert (run.size, run.condensed, run.flattened) == (EM, 800, 1000)
    assert {*run.advances} == {8_000}


def test_what_stands_across_a_vertical_line_is_drawn_as_wide_as_its_type() -> None:
    """Figures side by side are 10 pt wide in type of 80 × 50, and half an em is 2.5 pt there."""
    style = style_of(800, 500, vertical=True)
    inlines = [
        Inline("天", PLAIN.font),
        Inline("29", PLAIN.font, mark=UprightMark()),
        Inline("①", replace(PLAIN.font, size=6_000), mark=NoteMark(4_000)),
    ]
    plain = set_paragraph(inlines, replace(style, type_width=1000, type_height=1000), 20 * EM).lines[0]
    drawn = set_paragraph(inlines, style, 10 * EM).lines[0]
    assert drawn.width == plain.width // 2
    figures, was = (next(run for run in line.runs if run.turn == "level") for line in (drawn, plain))
    assert figures.along == was.along // 2
    assert [x * 10 for x in figures.xs] == [x * 8 for x in was.xs]
    assert (figures.rise, drawn.runs[-1].rise) == (was.rise * 8 // 10, plain.runs[-1].rise * 8 // 10)
    assert {(run.condensed, run.flattened) for run in drawn.runs} == {(800, 500)}


def test_long_texts_are_set_alike_a_line_at_a_time_and_measured_alike() -> None:
    style, measure = style_of(925, 1000), 13 * em_of(EM, 925)
    inlines = [Inline(HAN * 300 + "。", PLAIN.font)]
    found = list(set_lines(inlines, style, measure))
    assert {line.end - line.start for line in found[:-1]} == {13}
    counts = measure_paragraph(inlines, style, measure)
    assert counts.natural == len(found)
    assert prepare_paragraph(inlines, style).length == pytest.approx(300 * len(HAN) * em_of(EM, 925), abs=EM)


@pytest.mark.parametrize("measure", [0, 1, 7, -5_000])
def test_a_measure_of_nothing_still_has_every_character(measure: int) -> None:
    text = HAN[:3] + "GDP。\u200b"
    for align in ("justify", "start", "end"):
        found = set_paragraph([Inline(text, PLAIN.font)], style_of(900, 1000, align), measure)
        assert "".join(text[line.start : line.end] for line in found.lines) == text


@pytest.mark.parametrize("drawn", [(0, 1000), (1000, -5)])
def test_type_without_a_width_or_height_is_refused(drawn: tuple[int, int]) -> None:
    with pytest.raises(UnusableFont, match="both must be more than 0"):
        style_of(*drawn)
