"""Inline content, a style and a measure -> set lines: collect, prepare, search, fill."""

from __future__ import annotations

from collections.abc import Sequence

from layout.typeset.fill import fill_line
from layout.typeset.lines import Inline, Measure, Measurement, ParagraphStyle, SetParagraph
from layout.typeset.optimum import FORCED_COST, Prepared, Search
from layout.typeset.units import make_units


def prepare(inlines: Sequence[Inline], style: ParagraphStyle) -> Prepared:
    """What can be known of a paragraph before its measure is: units, spaces and their sums."""
    return Prepared(make_units(inlines, style.profile), style)


def set_prepared(prepared: Prepared, measure: Measure, lines: int | None = None) -> SetParagraph:
    """The paragraph at its measure, in `lines` lines if it can be (see `measure_paragraph`), else in its own number."""
    units = prepared.units
    if not units.kinds:
        return SetParagraph(units.text, (), tuple(units.missing))
    search = Search(prepared)
    if callable(measure) or lines is not None:
        found = search.by_count(measure)
        best = min(found, key=lambda count: (found[count][0], count))
        ends = found[lines if lines in found else best][1]
    else:
        ends = search.best(measure)
    length = measure if callable(measure) else lambda number: measure
    first = 0
    done = []
    for number, end in enumerate(ends):
        done.append(fill_line(prepared, first, end, length(number)))
        first = end + 1
    return SetParagraph(units.text, tuple(done), tuple(units.missing))


def measure_prepared(prepared: Prepared, measure: Measure) -> Measurement:
    """The fewest, natural and most lines inside the rules at this measure."""
    if not prepared.units.kinds:
        return Measurement(0, 0, 0)
    found = Search(prepared).by_count(measure)
    natural = min(found, key=lambda count: (found[count][0], count))
    inside = [count for count, (cost, _) in found.items() if cost < FORCED_COST / 1000] or [natural]
    return Measurement(min(*inside, natural), natural, max(*inside, natural))


def set_paragraph(
    inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure, lines: int | None = None
) -> SetParagraph:
    """Sets a paragraph (lengths in thousandths of a point). Every character of the inlines is in exactly one line.

    Full lines of a justified paragraph are as wide as the measure; a line that can't be says `overfull` in its
    `step`. Characters that no face has are listed in `missing` and set as 〓.
    """
    return set_prepared(prepare(inlines, style), measure, lines)


def measure_paragraph(inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure) -> Measurement:
    """How many lines the paragraph can take: what copy-fitting asks before it sets anything."""
    return measure_prepared(prepare(inlines, style), measure)
