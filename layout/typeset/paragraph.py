"""Inline content, a style and a measure -> set lines: collect, prepare, search, fill."""

from __future__ import annotations

from collections.abc import Sequence

from fonts.remembered import remember
from layout.typeset.breaks.break_costs import FORBIDDEN, FREE, SPLITS_UNIT
from layout.typeset.fill_line import fill_line
from layout.typeset.inline import NO_HOLDS, Font, Holds, Inline, Measure, ParagraphStyle
from layout.typeset.lines import Measurement, Missing, SetParagraph, note_missing
from layout.typeset.search.line_costs import Search
from layout.typeset.search.prepared import PreparedParagraph
from layout.typeset.search.settling import best
from layout.typeset.search.ways import ParagraphWay, ParagraphWays, by_count
from layout.typeset.stream import WINDOW, count_ways, set_lines
from layout.typeset.units.collect import make_units
from layout.typeset.units.glyphs import Manner


def prepare_paragraph(
    inlines: Sequence[Inline], style: ParagraphStyle, holds: Holds = NO_HOLDS
) -> PreparedParagraph:
    """What can be known of a paragraph before its measure is: units, spaces and their sums."""
    units = make_units(inlines, Manner(style.profile, style.vertical))
    if holds is not NO_HOLDS:
        for number, start in enumerate(units.starts[:-1]):
            if start in holds.never:
                units.breaks[number] = FORBIDDEN
            elif start in holds.seldom and units.breaks[number] == FREE:
                units.breaks[number] = SPLITS_UNIT
    return PreparedParagraph(units, style)


def set_prepared(prepared: PreparedParagraph, measure: Measure) -> SetParagraph:
    """A prepared paragraph at its measure, in its natural number of lines."""
    ends = best(Search(prepared), measure) if prepared.units.kinds else ()
    return _set_lines(prepared, measure, ends)


def find_ways(prepared: PreparedParagraph, measure: Measure) -> ParagraphWays:
    """Every number of lines that a prepared paragraph can take at a measure, with the best way to take it."""
    if not prepared.units.kinds:
        return ParagraphWays({0: ParagraphWay(0.0, 0, ())})
    return by_count(Search(prepared), measure)


def set_way(prepared: PreparedParagraph, measure: Measure, way: ParagraphWay) -> SetParagraph:
    """A prepared paragraph at its measure, in one of the ways that `find_ways` found there."""
    return _set_lines(prepared, measure, way.ends)


def _set_lines(prepared: PreparedParagraph, measure: Measure, ends: Sequence[int]) -> SetParagraph:
    """The paragraph with the last unit of each line."""
    first = 0
    lines = []
    for number, end in enumerate(ends):
        lines.append(fill_line(prepared, first, end, measure(number) if callable(measure) else measure))
        first = end + 1
    return note_missing(SetParagraph(prepared.text, tuple(lines)), prepared.units.missing)


def set_paragraph(
    inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure, lines: int | None = None
) -> SetParagraph:
    """Sets a paragraph (lengths in thousandths of a point). Every character of the inlines is in exactly one line.

    With `lines` it is set in so many, if the rules allow it (see `measure_paragraph`), else in its own number.
    Full lines of a justified paragraph are as wide as the measure; a line that can't be says `overfull` in its
    `step`. Characters that no face has are listed in `missing` and set as 〓; `stand_ins` are those that another face
    sets since the font's own has no sound glyph of them.
    """
    if lines is None and sum(len(inline.text) for inline in inlines) > WINDOW:
        missing: list[Missing] = []
        made = tuple(set_lines(inlines, style, measure, missing))
        return note_missing(SetParagraph("".join(inline.text for inline in inlines), made), missing)
    prepared = prepare_paragraph(inlines, style)
    if lines is not None:
        ways = find_ways(prepared, measure)
        if lines in ways.costs:
            return set_way(prepared, measure, ways.by_count[lines])
    return set_prepared(prepared, measure)


@remember(1024)
def set_text(text: str, font: Font, style: ParagraphStyle, measure: int) -> SetParagraph:
    """A text in one font, set as `set_paragraph` sets it. A head is asked for its width before it is placed, so what
    was set is remembered.
    """
    return set_paragraph([Inline(text, font)], style, measure)


def measure_paragraph(inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure) -> Measurement:
    """The fewest, natural and most lines the paragraph can take inside the rules at this measure.

    It is what copy-fitting asks before it sets anything.
    """
    if sum(len(inline.text) for inline in inlines) > WINDOW:
        counts = count_ways(inlines, style, measure).costs
        natural = sum(1 for _ in set_lines(inlines, style, measure))
        return Measurement(min(*counts, natural), natural, max(*counts, natural))
    ways = find_ways(prepare_paragraph(inlines, style), measure)
    return Measurement(min(ways.costs), ways.natural, max(ways.costs))
