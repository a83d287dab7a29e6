"""One line of units and its measure -> each unit's place: the order of steps, shrink before expanding.

Within a step all places give in proportion to their size; what rounding leaves is shared from the line's start,
so that the last character ends on the measure to the unit.
"""

from __future__ import annotations

from layout.typeset.breaks.break_costs import FORBIDDEN, SPLITS_ADDRESS, SPLITS_WORD
from layout.typeset.drawn_type import draw_line, to_drawn, to_plain
from layout.typeset.lines import LineSpacing, SetLine
from layout.typeset.search.prepared import FIELD, MASK, PreparedParagraph, hangs, widest_gap, widest_loosening
from layout.typeset.units.runs import line_glyphs
from layout.typeset.units.spacing import end_give


def fill_line(prepared: PreparedParagraph, first: int, end: int, measure: int, offset: int = 0) -> SetLine:
    """Units `first` to `end` (inclusive) as a set line. `offset` is that of the first unit of all in its paragraph."""
    style = prepared.style
    if style.is_square:
        return _fill_line(prepared, first, end, measure, offset)
    plain = _fill_line(prepared, first, end, to_plain(measure, style), offset)
    return draw_line(plain, style, measure - to_drawn(style.end_indent, style))


def _fill_line(prepared: PreparedParagraph, first: int, end: int, measure: int, offset: int) -> SetLine:
    """The line in type that is as wide and as high as its size."""
    units, style = prepared.units, prepared.style
    kinds, starts = units.kinds, units.starts
    closing = end in prepared.closing
    filled = style.align == "justify" and not closing
    gaps = list(prepared.naturals[first:end])
    slack = measure + prepared.starts[first] - prepared.ends[end]
    start, edge, hang = prepared.start_blanks[kinds[first]], prepared.end_blanks[kinds[end]], 0
    if style.profile.hang_always and hangs(kinds[end], style.profile):
        hang = units.cores[end] + edge
    elif slack < 0 and end in prepared.gives:
        slack += prepared.gives[end]
        if hangs(kinds[end], style.profile):
            hang = units.cores[end] + edge
        else:
            edge -= end_give(kinds[end], style.profile)
    step = ""
    if slack < 0:
        step, slack = _shrink(prepared, first, gaps, slack)
    elif slack > 0 and filled:
        step, slack = _stretch(prepared, first, gaps, slack)
    if slack < 0:
        step = "overfull"
    elif not closing and units.breaks[end + 1] in (FORBIDDEN, SPLITS_ADDRESS, SPLITS_WORD):
        step = "forced"
    elif filled and slack > 0:
        step = "underfull"
    begin = start + prepared.indent_at(first)
    if slack > 0 and style.align != "justify":
        begin += slack // 2 if style.align == "center" else slack if style.align == "end" else 0
    found = line_glyphs(units, first, gaps, begin, prepared.manner)
    offsets = starts[first : end + 2]
    return SetLine(
        start=offset + offsets[0],
        end=offset + offsets[-1],
        measure=measure - style.end_indent,
        width=found.end + edge - hang,
        justified=filled and slack == 0,
        step=step,
        runs=found.runs,
        strokes=found.strokes,
        hang=hang,
        spacing=LineSpacing(
            tuple(kinds[first : end + 1]),
            tuple([offset + at for at in offsets] if offset else offsets),
            tuple(prepared.spaces[first:end]),
            tuple(gaps),
            (start, edge),
        ),
    )


def _shrink(prepared: PreparedParagraph, first: int, gaps: list[int], slack: int) -> tuple[str, int]:
    """Takes `-slack` out of the gaps, step by step; gives the last step touched and what is still missing."""
    touched = ""
    end = first + len(gaps)
    spaces = prepared.spaces[first:end]
    rooms = prepared.shrinks[end] - prepared.shrinks[first]
    for _, group in prepared.shrink_order:
        room, rooms = rooms & MASK, rooms >> FIELD
        if not room:
            continue
        places = [(number, space.shrink) for number, space in enumerate(spaces) if space.shrink_step in group]
        gave = {spaces[number].shrink_step for number, amount in places if amount}
        touched = "shrink:" + "+".join(step for step in group if step in gave)
        take = min(-slack, room)
        _share(gaps, places, -take)
        slack += take
        if slack == 0:
            break
    return touched, slack


def _stretch(prepared: PreparedParagraph, first: int, gaps: list[int], slack: int) -> tuple[str, int]:
    """Puts `slack` into the gaps, step by step; what the last step can't take goes to all that expands, equally. Gives
    the last step touched and what is left: a line of words is left short rather than its spaces get too wide.
    """
    touched = ""
    end = first + len(gaps)
    spaces = prepared.spaces[first:end]
    rooms = prepared.stretches[end] - prepared.stretches[first]
    limits = {"han": (rooms & MASK) * widest_gap(prepared.em)}
    for _, step in prepared.stretch_order:
        rooms >>= FIELD
        limits[step] = rooms & MASK
    for step in prepared.style.profile.stretch_order:
        give = min(slack, limits.get(step, 0))
        if not give:
            continue
        places = [
            (number, 1 if step == "han" else space.stretch)
            for number, space in enumerate(spaces)
            if space.stretch_step == step
        ]
        touched = f"stretch:{step}"
        _share(gaps, places, give)
        slack -= give
        if slack == 0:
            return touched, 0
    places = [(number, 1) for number, space in enumerate(spaces) if space.stretch_step is not None]
    only_words = not limits["han"]
    if only_words and slack > len(places) * widest_loosening(prepared.em, prepared.style.profile):
        return touched, slack  # letters are never spaced: the line is left short
    _share(gaps, places, slack)
    return "stretch:all", 0


def _share(gaps: list[int], places: list[tuple[int, int]], amount: int) -> None:
    """Adds `amount` to the gaps at `places`, in proportion to each place's size, exactly."""
    whole = sum(size for _, size in places)
    seen = given = 0
    for number, size in places:
        seen += size
        due = amount * seen // whole if amount >= 0 else -(-amount * seen // whole)
        gaps[number] += due - given
        given = due
