"""Inline content, a style and a measure -> set lines: collect, prepare, search, fill."""

from __future__ import annotations

from collections.abc import Sequence

from fonts.remembered import remember
from layout.typeset.collect import make_units
from layout.typeset.fill import fill_line
from layout.typeset.inline import Font, Inline, Measure, ParagraphStyle
from layout.typeset.lines import Measurement, Missing, SetParagraph, noted
from layout.typeset.manner import Manner
from layout.typeset.optimum import Search, Way, inside_rules, natural_count
from layout.typeset.prepared import Prepared
from layout.typeset.stream import WINDOW, count_ways, set_lines
from layout.typeset.ways import best, by_count


def prepare(inlines: Sequence[Inline], style: ParagraphStyle) -> Prepared:
    """What can be known of a paragraph before its measure is: units, spaces and their sums."""
    return Prepared(make_units(inlines, Manner(style.profile, style.vertical)), style)


def set_prepared(prepared: Prepared, measure: Measure) -> SetParagraph:
    """A prepared paragraph at its measure, in its natural number of lines."""
    if not prepared.units.kinds:
        return noted(SetParagraph(prepared.units.text, ()), prepared.units.missing)
    return set_way(prepared, measure, best(Search(prepared), measure))


def ways_through(prepared: Prepared, measure: Measure) -> dict[int, Way]:
    """Every number of lines that the paragraph can take, with what it costs and where its lines end."""
    return by_count(Search(prepared), measure) if prepared.units.kinds else {0: Way(0.0, 0, ())}


def set_way(prepared: Prepared, measure: Measure, ends: Sequence[int]) -> SetParagraph:
    """The paragraph with its lines ending where `ends` says (see `ways_through`)."""
    first = 0
    lines = []
    for number, end in enumerate(ends):
        lines.append(fill_line(prepared, first, end, measure(number) if callable(measure) else measure))
        first = end + 1
    return noted(SetParagraph(prepared.units.text, tuple(lines)), prepared.units.missing)


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
        return noted(SetParagraph("".join(inline.text for inline in inlines), made), missing)
    prepared = prepare(inlines, style)
    if lines is not None:
        ways = inside_rules(ways_through(prepared, measure))
        if lines in ways:
            return set_way(prepared, measure, ways[lines].ends)
    return set_prepared(prepared, measure)


@remember(1024)
def set_again(text: str, font: Font, style: ParagraphStyle, measure: int) -> SetParagraph:
    """A text in one font, set as `set_paragraph` sets it. A head is asked for its width before it is placed, so what
    was set is kept.
    """
    return set_paragraph([Inline(text, font)], style, measure)


def measure_paragraph(inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure) -> Measurement:
    """The fewest, natural and most lines the paragraph can take inside the rules at this measure.

    It is what copy-fitting asks before it sets anything.
    """
    if sum(len(inline.text) for inline in inlines) > WINDOW:
        inside = inside_rules(count_ways(inlines, style, measure))
        natural = sum(1 for _ in set_lines(inlines, style, measure))
        return Measurement(min(*inside, natural), natural, max(*inside, natural))
    ways = ways_through(prepare(inlines, style), measure)
    inside = inside_rules(ways)
    return Measurement(min(inside), natural_count(ways), max(inside))
