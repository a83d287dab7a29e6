"""A paragraph's units -> columns of sums: all that the search and the filling of lines ask of them.

Widths are prefix sums, so a line's is a subtraction, and what its spaces can give is another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from operator import add, sub

from layout.typeset.inline import ParagraphStyle
from layout.typeset.profile import flat
from layout.typeset.spacing import end_blank, space_table, start_blank
from layout.typeset.units import Units

WIDEST_GAP_EM = 0.125
"""A gap between Han characters that is wider is only taken where there is no other way (Typst's worst is 0.09)."""

FIELD = 40
"""Bits of one sum in a packed column: room for a million points of what can give."""

MASK = (1 << FIELD) - 1


class Prepared:
    """A paragraph's units with all that the search and the filling of lines ask of them, as columns.

    `starts` and `ends` are where a line begins and ends that has the unit first or last, edges trimmed; a line's
    natural width is a difference of the two. The sums of what can give are over the spaces before each unit;
    `shrinks` and `stretches` hold the sums of all steps side by side in one integer, `FIELD` bits each; `elastic`
    counts the spaces that expand at any step.
    """

    __slots__ = (
        "elastic",
        "em",
        "ends",
        "reach",
        "shrink_order",
        "shrinks",
        "spaces",
        "starts",
        "stretch_order",
        "stretches",
        "style",
        "total",
        "units",
    )

    def __init__(self, units: Units, style: ParagraphStyle) -> None:
        profile, kinds, cores = style.profile, units.kinds, units.cores
        self.units = units
        self.style = style
        spaces = self.spaces = list(map(space_table(profile).__getitem__, pairwise(kinds)))
        distinct, different = dict.fromkeys(kinds), dict.fromkeys(spaces)
        self.em = max((kind.em for kind in distinct), default=1000)
        naturals = [space.natural for space in spaces]
        begins = [0, *accumulate(map(add, cores, naturals))]
        blanks = {kind: start_blank(kind, profile) for kind in distinct}
        self.starts = list(map(sub, begins, map(blanks.__getitem__, kinds)))
        if self.starts:
            self.starts[0] -= style.indent
        blanks = {kind: end_blank(kind, profile) for kind in distinct}
        self.ends = list(map(add, map(add, begins, cores), map(blanks.__getitem__, kinds)))
        self.total = [0, *accumulate([space.shrink for space in spaces])]
        self.reach = list(map(sub, begins, self.total))
        shrink_order = tuple(flat(profile.shrink_order))
        self.shrink_order = _order(
            shrink_order, {space.shrink_step for space in different if space.shrink}, 1
        )
        fields: dict[str | None, int] = {step: FIELD * at for at, (_, step) in enumerate(self.shrink_order)}
        packed = {space: space.shrink << fields.get(space.shrink_step, 0) for space in different}
        self.shrinks = [0, *accumulate(map(packed.__getitem__, spaces))]
        limited = {space.stretch_step for space in different if space.stretch}
        self.stretch_order = _order(profile.stretch_order, limited, len(shrink_order) + 1)
        # The lowest field counts the places of the last step, which has no limit.
        fields = {step: FIELD * (at + 1) for at, (_, step) in enumerate(self.stretch_order)}
        packed = {
            space: 1 if space.stretch_step == "han" else space.stretch << fields.get(space.stretch_step, 0)
            for space in different
        }
        self.stretches = [0, *accumulate(map(packed.__getitem__, spaces))]
        elastic = {space: space.stretch_step is not None for space in different}
        self.elastic = [0, *accumulate(map(elastic.__getitem__, spaces))]


def _order(order: Sequence[str], used: Collection[str | None], first: int) -> list[tuple[int, str]]:
    """The steps that a paragraph can use, in order, each with its rank among all steps."""
    return [(rank, step) for rank, step in enumerate(order, first) if step in used]


def word_gaps(prepared: Prepared, first: int, end: int) -> list[int]:
    """The gaps of a line, from 0, inside a word or address: where a line has no others, that is spaced out."""
    kinds = prepared.units.kinds
    return [at - first for at in range(first, end) if kinds[at].letter == kinds[at + 1].letter == "A"]


def widest_gap(em: int) -> int:
    """The widest gap between Han characters before all other gaps of the line grow too."""
    return round(WIDEST_GAP_EM * em)
