"""One line of units and its measure -> each unit's place: the order of steps, shrink before expanding.

Within a step all places give in proportion to their size; what rounding leaves is shared from the line's start,
so that the last character ends on the measure to the unit.
"""

from __future__ import annotations

from layout.typeset.breaks import FORBIDDEN, SPLITS_WORD
from layout.typeset.lines import LineSpacing, SetLine
from layout.typeset.manner import Manner
from layout.typeset.prepared import Prepared, widest_gap, word_gaps
from layout.typeset.runs import line_glyphs
from layout.typeset.spacing import end_blank, start_blank


def fill_line(prepared: Prepared, first: int, end: int, measure: int) -> SetLine:
    """Units `first` to `end` (inclusive) as a set line."""
    units, style = prepared.units, prepared.style
    last = end == len(units.kinds) - 1
    gaps = [space.natural for space in prepared.spaces[first:end]]
    slack = measure + prepared.starts[first] - prepared.ends[end]
    step = ""
    if slack < 0:
        step, slack = _shrink(prepared, first, gaps, slack)
    elif slack > 0 and style.align == "justify" and not last:
        step, slack = _stretch(prepared, first, gaps, slack)
    if slack < 0:
        step = "overfull"
    elif not last and units.breaks[end + 1] in (FORBIDDEN, SPLITS_WORD):
        step = "forced"
    offset = 0
    if style.align == "center":
        offset = max(0, slack) // 2
    elif style.align == "end":
        offset = max(0, slack)
    begin = start_blank(units.kinds[first], style.profile) + (style.indent if first == 0 else 0) + offset
    found = line_glyphs(units, first, gaps, begin, Manner(style.profile, style.vertical))
    return SetLine(
        start=units.starts[first],
        end=units.starts[end + 1],
        measure=measure,
        width=found.end + end_blank(units.kinds[end], style.profile),
        justified=style.align == "justify" and not last and slack == 0,
        step=step,
        runs=found.runs,
        strokes=found.strokes,
        spacing=LineSpacing(
            tuple(units.kinds[first : end + 1]),
            tuple(units.starts[first : end + 2]),
            tuple(prepared.spaces[first:end]),
            tuple(gaps),
            (start_blank(units.kinds[first], style.profile), end_blank(units.kinds[end], style.profile)),
        ),
    )


def _shrink(prepared: Prepared, first: int, gaps: list[int], slack: int) -> tuple[str, int]:
    """Takes `-slack` out of the gaps, step by step; gives the last step touched and what is still missing."""
    touched = ""
    spaces = prepared.spaces[first : first + len(gaps)]
    for _, step in prepared.shrink_order:
        places = [(number, space.shrink) for number, space in enumerate(spaces) if space.shrink_step == step]
        room = sum(amount for _, amount in places)
        if not room:
            continue
        touched = f"shrink:{step}"
        take = min(-slack, room)
        _share(gaps, places, -take)
        slack += take
        if slack == 0:
            break
    return touched, slack


def _stretch(prepared: Prepared, first: int, gaps: list[int], slack: int) -> tuple[str, int]:
    """Puts `slack` into the gaps, step by step; what the last step can't take goes to all that expands, equally."""
    touched = ""
    spaces = prepared.spaces[first : first + len(gaps)]
    for step in prepared.style.profile.stretch_order:
        if step == "han":
            places = [(number, 1) for number, space in enumerate(spaces) if space.stretch_step == step]
            give = min(slack, len(places) * widest_gap(prepared.em))
        else:
            places = [
                (number, space.stretch) for number, space in enumerate(spaces) if space.stretch_step == step
            ]
            give = min(slack, sum(amount for _, amount in places))
        if not places or not give:
            continue
        touched = f"stretch:{step}"
        _share(gaps, places, give)
        slack -= give
        if slack == 0:
            break
    places = [(number, 1) for number, space in enumerate(spaces) if space.stretch_step is not None]
    if not places:
        places = [(number, 1) for number in word_gaps(prepared, first, first + len(gaps))]
    if slack and places:
        touched = "stretch:all"
        _share(gaps, places, slack)
        slack = 0
    return touched, slack


def _share(gaps: list[int], places: list[tuple[int, int]], amount: int) -> None:
    """Adds `amount` to the gaps at `places`, in proportion to each place's size, exactly."""
    whole = sum(size for _, size in places)
    seen = given = 0
    for number, size in places:
        seen += size
        due = amount * seen // whole if amount >= 0 else -(-amount * seen // whole)
        gaps[number] += due - given
        given = due
