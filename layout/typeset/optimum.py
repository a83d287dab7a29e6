"""Units and a measure -> where the lines of a paragraph end, best for the paragraph as a whole.

Knuth and Plass's search, with a cost that is ordered by step of adjustment: a line that gets by with an earlier
step always costs less than one that needs a later one (TYPOGRAPHY: shrink before expanding, each step used up
before the next). Widths are prefix sums, so a line's is a subtraction, and only the few breaks
that can end a line are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from layout.typeset.breaks import FORBIDDEN, SPLITS_UNIT
from layout.typeset.lines import Measure, ParagraphStyle
from layout.typeset.spacing import Space, end_blank, space_between, start_blank
from layout.typeset.units import Units

STEP_FACTOR = 4.0
SPLIT_COST = 3e6
RUNT_COST = 1e8
FORCED_COST = 1e10
OVERFULL_COST = 1e12

WIDEST_GAP_EM = 0.125
"""A gap between Han characters that is wider is only taken where there is no other way (Typst's worst is 0.09)."""

_GAP_UNIT_EM = 0.03


class Prepared:
    """A paragraph's units with all that the search and the filling of lines ask of them, as columns."""

    __slots__ = (
        "em",
        "ends",
        "rank",
        "reach",
        "shrinks",
        "spaces",
        "starts",
        "stretches",
        "style",
        "total",
        "units",
    )

    def __init__(self, units: Units, style: ParagraphStyle) -> None:
        profile, kinds, cores = style.profile, units.kinds, units.cores
        self.units = units
        self.style = style
        pairs: dict[tuple[int, int], Space] = {}
        spaces: list[Space] = []
        for before, after in pairwise(kinds):
            key = (id(before), id(after))
            space = pairs.get(key)
            if space is None:
                space = pairs[key] = space_between(before, after, profile)
            spaces.append(space)
        self.spaces = spaces
        self.em = max((kind.em for kind in kinds), default=1000)
        natural = [space.natural for space in spaces]
        begins = [0, *accumulate(core + gap for core, gap in zip(cores, natural, strict=False))]
        self.starts = [begin - start_blank(kind, profile) for begin, kind in zip(begins, kinds, strict=False)]
        if self.starts:
            self.starts[0] -= style.indent
        self.ends = [
            begin + core + end_blank(kind, profile)
            for begin, core, kind in zip(begins, cores, kinds, strict=False)
        ]
        used = {space.shrink_step for space in pairs.values() if space.shrink}
        self.rank = [step for step in profile.shrink_order if step in used]
        self.shrinks = [
            [0, *accumulate(space.shrink if space.shrink_step == step else 0 for space in spaces)]
            for step in self.rank
        ]
        self.total = (
            [sum(column) for column in zip(*self.shrinks, strict=True)] if self.rank else [0] * len(kinds)
        )
        self.reach = [begin - given for begin, given in zip(begins, self.total, strict=False)]
        self.stretches = [
            [0, *accumulate(_stretch(space, step) for space in spaces)]
            for step in ("word-space", "han-latin", "han")
        ]


def _stretch(space: Space, step: str) -> int:
    """The most a space takes at a step; for `han`, which has no limit, 1 for each place."""
    if space.stretch_step != step:
        return 0
    return 1 if step == "han" else space.stretch


class Search:
    """The lines that can be set from each unit, and the best way through the paragraph."""

    __slots__ = ("_gap_unit", "_last", "_order", "_runt_from", "_widest", "prepared")

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        units = prepared.units
        self._last = len(units.kinds) - 1
        self._order = {step: number + 1 for number, step in enumerate(prepared.style.profile.shrink_order)}
        self._widest = WIDEST_GAP_EM * prepared.em
        self._gap_unit = _GAP_UNIT_EM * prepared.em
        self._runt_from = _runt_from(units)

    def lines_from(self, first: int, measure: int) -> Iterator[tuple[int, float]]:
        """Each unit that can end a line beginning at unit `first`, with that line's cost; longest line first."""
        prepared, last = self.prepared, self._last
        starts, ends, total = prepared.starts, prepared.ends, prepared.total
        breaks = prepared.units.breaks
        begin = starts[first]
        given = total[first]
        ragged = prepared.style.align != "justify"
        places = prepared.stretches[2]
        end = bisect_right(prepared.reach, measure + begin - given, first) - 1
        if end < first:
            yield first, OVERFULL_COST
            return
        found = False
        forced = end
        while end >= first:
            slack = measure + begin - ends[end]
            if slack + total[end] - given < 0:
                end -= 1
                forced = max(end, first)
                continue
            if end == last:
                cost = 0.0 if slack >= 0 else self._shrink_cost(first, end, -slack)
                yield end, cost + (RUNT_COST if first >= self._runt_from and first > 0 else 0.0)
                found = True
                end -= 1
                continue
            price = breaks[end + 1]
            if price == FORBIDDEN:
                end -= 1
                continue
            if slack < 0:
                cost = self._shrink_cost(first, end, -slack)
            elif ragged:
                cost = STEP_FACTOR**3 * (slack / measure) ** 2
            elif slack == 0:
                cost = 0.0
            else:
                if found and slack > self._widest * (places[end] - places[first] + 1) + 2 * prepared.em:
                    return
                cost = self._stretch_cost(first, end, slack)
                if found and cost > SPLIT_COST:
                    return
            if price == SPLITS_UNIT:
                cost += SPLIT_COST
            else:
                found = True
            yield end, cost
            end -= 1
        if not found:
            yield forced, FORCED_COST

    def _shrink_cost(self, first: int, end: int, need: int) -> float:
        prepared = self.prepared
        for step, column in zip(prepared.rank, prepared.shrinks, strict=True):
            room = column[end] - column[first]
            if need <= room:
                return float(STEP_FACTOR ** self._order[step] * (1 + need / room))
            need -= room
        return OVERFULL_COST

    def _stretch_cost(self, first: int, end: int, need: int) -> float:
        words, latin, places = self.prepared.stretches
        steps = len(self._order)
        for number, column in ((1, words), (2, latin)):
            room = column[end] - column[first]
            if need <= room:
                return float(STEP_FACTOR ** (steps + number) * (1 + need / room))
            need -= room
        count = places[end] - places[first]
        if count == 0:
            return FORCED_COST
        gap = need / count
        cost = STEP_FACTOR ** (steps + 3) * (1 + (gap / self._gap_unit) ** 2)
        if gap > self._widest:
            cost += SPLIT_COST * (gap / self._widest) ** 2
        return float(cost)

    def best(self, measure: int) -> list[int]:
        """The last unit of each line, for lines of one measure."""
        count = self._last + 1
        cost = [float("inf")] * (count + 1)
        came = [0] * (count + 1)
        cost[0] = 0.0
        for first in range(count):
            base = cost[first]
            if base == float("inf"):
                continue
            for end, price in self.lines_from(first, measure):
                sum_ = base + price
                if sum_ < cost[end + 1]:
                    cost[end + 1] = sum_
                    came[end + 1] = first
        ends = []
        at = count
        while at > 0:
            ends.append(at - 1)
            at = came[at]
        return ends[::-1]

    def by_count(self, measure: Measure) -> dict[int, tuple[float, list[int]]]:
        """For each number of lines the paragraph can take: the cost and the last unit of each line."""
        count = self._last + 1
        length = measure if callable(measure) else lambda number: measure
        states: list[dict[int, tuple[float, int]]] = [{} for _ in range(count + 1)]
        states[0][0] = (0.0, 0)
        for first in range(count):
            known: dict[int, list[tuple[int, float]]] = {}
            for number, (base, _) in states[first].items():
                limit = length(number)
                if limit not in known:
                    known[limit] = list(self.lines_from(first, limit))
                for end, price in known[limit]:
                    old = states[end + 1].get(number + 1)
                    if old is None or base + price < old[0]:
                        states[end + 1][number + 1] = (base + price, first)
        found = {}
        for number, (price, _) in sorted(states[count].items()):
            ends, at, left = [], count, number
            while at > 0:
                ends.append(at - 1)
                at = states[at][left][1]
                left -= 1
            found[number] = (price, ends[::-1])
        return found


def _runt_from(units: Units) -> int:
    """The first unit from which a last line would be a runt: one character, with or without marks behind it."""
    letters = 0
    for index in range(len(units.kinds) - 1, -1, -1):
        if units.kinds[index].letter in "HA":
            letters += units.starts[index + 1] - units.starts[index]
            if letters > 1:
                return index + 1
    return 0
