"""Units and a measure -> where the lines of a paragraph end, best for the paragraph as a whole.

Knuth and Plass's search, with a cost that is ordered by step of adjustment: a line that gets by with an earlier
step always costs less than one that needs a later one (CLREQ 3.2.4: shrink before expanding, each step used up
before the next). Widths are prefix sums, so a line's is a subtraction, and only the few breaks
that can end a line are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from layout.typeset.breaks import FORBIDDEN, SPLITS_UNIT, SPLITS_WORD
from layout.typeset.inline import Measure
from layout.typeset.prepared import FIELD, MASK, Prepared, widest_gap, word_gaps
from layout.typeset.units import Units

STEP_FACTOR = 4.0

USUAL_COST = 3e6
"""A line with gaps of 0.1 em: in most paragraphs no line need be worse, so worse ones are looked at last."""

WIDE_COST = 5e6
"""What a gap between Han that is wider than the widest of a good line adds, growing with its square."""

SPLIT_COST = 3e7
"""As bad as gaps of 0.2 em: a unit stays with its number where the measure allows."""

RUNT_COST = 3e8
"""As bad as gaps of half an em, which no measure but the narrowest asks to mend a last line of one character."""

SPLIT_WORD_COST = 1e9
SPACED_OUT_COST = 5e9
"""For gaps of an em between the letters of an address: rather than gaps of a fifth, it is split at a letter."""

FORCED_COST = 1e10
OVERFULL_COST = 1e12

FAULT_COST = 9e6
"""A line that costs as much breaks a rule: a runt, a forced break, a unit split, a gap wider than the widest of a good
line. A dearer paragraph need not: at 8 em every line is dear.
"""

LEEWAY = SPLIT_COST
"""A way through a paragraph that costs so much more than the best is not worth having, even if it breaks no rule."""

SHORTEST_RAGGED = 0.5
"""A ragged line that leaves more of the measure empty is only taken where there is no other way."""

_GAP_UNIT_EM = 0.03


class Search:
    """The lines that can be set from each unit, and the best way through the paragraph."""

    __slots__ = ("_costs", "_gap_unit", "_last", "_runt_from", "_widest", "prepared")

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        profile = prepared.style.profile
        self._last = len(prepared.units.kinds) - 1
        steps = len(profile.shrink_order) + len(profile.stretch_order)
        self._costs = [STEP_FACTOR**rank for rank in range(steps + 1)]
        self._widest = widest_gap(prepared.em)
        self._gap_unit = _GAP_UNIT_EM * prepared.em
        self._runt_from = _runt_from(prepared.units)

    def lines_from(self, first: int, measure: int, limit_cost: float = USUAL_COST) -> list[tuple[int, float]]:
        """Each unit that can end a line beginning at unit `first`, with that line's cost; longest line first.

        Shorter lines than the first that breaks no rule are given up at the first that costs more than `limit_cost`.
        """
        prepared, last = self.prepared, self._last
        ends, total, breaks = prepared.ends, prepared.total, prepared.units.breaks
        limit = measure + prepared.starts[first]
        given = total[first]
        end = forced = bisect_right(prepared.reach, limit - given, first) - 1
        if end < first:
            return [(first, OVERFULL_COST)]
        justified = prepared.style.align == "justify"
        lines: list[tuple[int, float]] = []
        found = False
        while end >= first:
            slack = limit - ends[end]
            if slack + total[end] < given:
                forced = max(end - 1, first)
            elif end == last:
                cost = 0.0 if slack >= 0 else self._shrink_cost(first, end, -slack)
                lines.append((end, cost + RUNT_COST if first >= self._runt_from and first else cost))
                found = True
            elif (price := breaks[end + 1]) != FORBIDDEN:
                if slack < 0:
                    cost = self._shrink_cost(first, end, -slack)
                elif slack == 0:
                    cost = 0.0
                elif justified:
                    cost = self._stretch_cost(first, end, slack)
                else:
                    cost = self._ragged_cost(slack / measure)
                if found and cost > limit_cost:
                    break
                if price == SPLITS_UNIT:
                    cost += SPLIT_COST
                elif price == SPLITS_WORD:
                    cost += SPLIT_WORD_COST
                else:
                    found = True
                lines.append((end, cost))
            end -= 1
        if not found and (not lines or lines[-1][1] >= FORCED_COST):
            lines.append((forced, FORCED_COST))
        return lines

    def _ragged_cost(self, short: float) -> float:
        """For a ragged line that leaves a part of its measure empty, 0 to 1."""
        return self._costs[3] * short**2 if short < SHORTEST_RAGGED else WIDE_COST * (1 + short)

    def _shrink_cost(self, first: int, end: int, need: int) -> float:
        prepared = self.prepared
        rooms = prepared.shrinks[end] - prepared.shrinks[first]
        for rank, _ in prepared.shrink_order:
            room = rooms & MASK
            if need <= room:
                return self._costs[rank] * (1 + need / room)
            need -= room
            rooms >>= FIELD
        return OVERFULL_COST

    def _stretch_cost(self, first: int, end: int, need: int) -> float:
        prepared = self.prepared
        rooms = prepared.stretches[end] - prepared.stretches[first]
        count = rooms & MASK
        for rank, _ in prepared.stretch_order:
            rooms >>= FIELD
            room = rooms & MASK
            if need <= room:
                return self._costs[rank] * (1 + need / room)
            need -= room
        if need > count * self._widest:
            # What the gaps between Han cannot take is shared by all that expands.
            everywhere = prepared.elastic[end] - prepared.elastic[first]
            if not everywhere:
                inside = len(word_gaps(prepared, first, end))
                return SPACED_OUT_COST * need / inside / prepared.em if inside else FORCED_COST
            gap = (need - count * self._widest) / everywhere + (self._widest if count else 0)
        else:
            gap = need / count
        cost = self._costs[-1] * (1 + (gap / self._gap_unit) ** 2)
        if gap > self._widest:
            cost += WIDE_COST * (gap / self._widest) ** 2
        return cost

    def best(self, measure: int) -> list[int]:
        """The last unit of each line, for lines of one measure."""
        ends, cost = self._best(measure, USUAL_COST)
        if cost >= SPLIT_COST:
            # Wide gaps are better than a split unit or a runt, but it takes longer to look at all of them.
            ends, _ = self._best(measure, RUNT_COST)
        return ends

    def _best(self, measure: int, limit_cost: float) -> tuple[list[int], float]:
        count = self._last + 1
        cost = [float("inf")] * (count + 1)
        came = [0] * (count + 1)
        cost[0] = 0.0
        for first in range(count):
            base = cost[first]
            if base == float("inf"):
                continue
            for end, price in self.lines_from(first, measure, limit_cost):
                if base + price < cost[end + 1]:
                    cost[end + 1] = base + price
                    came[end + 1] = first
        ends = []
        at = count
        while at > 0:
            ends.append(at - 1)
            at = came[at]
        return ends[::-1], cost[count]

    def by_count(self, measure: Measure) -> dict[int, Way]:
        """For each number of lines that the paragraph can take, the best way to take it.

        Only the best is sure to be there; ways that cost `LEEWAY` more may be left out.
        """
        ways = self._by_count(measure, USUAL_COST)
        if ways[natural_count(ways)].cost >= SPLIT_COST:
            ways = self._by_count(measure, RUNT_COST)
        return ways

    def _by_count(self, measure: Measure, limit_cost: float) -> dict[int, Way]:
        count = self._last + 1
        states: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(count + 1)]
        states[0][0] = (0.0, 0, 0)
        for first in range(count):
            if not states[first]:
                continue
            known: dict[int, list[tuple[int, float]]] = {}
            # With one measure for all lines, what follows costs the same however many lines went before.
            dear = float("inf") if callable(measure) else LEEWAY + min(states[first].values())[0]
            for number, (base, faults, _) in states[first].items():
                if base >= dear:
                    continue
                limit = measure(number) if callable(measure) else measure
                lines = known.get(limit)
                if lines is None:
                    lines = known[limit] = self.lines_from(first, limit, limit_cost)
                for end, price in lines:
                    following = states[end + 1]
                    old = following.get(number + 1)
                    if old is None or base + price < old[0]:
                        following[number + 1] = (base + price, faults + (price >= FAULT_COST), first)
        return {
            number: Way(cost, faults, _back(states, number))
            for number, (cost, faults, _) in sorted(states[count].items())
        }


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a paragraph: what it costs, how many of its lines break a rule, and the last unit of each."""

    cost: float
    faults: int
    ends: tuple[int, ...]


def inside_rules(ways: Mapping[int, Way]) -> dict[int, Way]:
    """The ways that break rules no more often than the paragraph's own number of lines: what copy-fitting may take."""
    own = ways[natural_count(ways)]
    return {
        count: way for count, way in ways.items() if way.faults <= own.faults and way.cost < own.cost + LEEWAY
    }


def natural_count(ways: Mapping[int, Way]) -> int:
    """The number of lines that a paragraph takes of itself: the cheapest, and the fewer of two."""
    return min(ways, key=lambda count: (ways[count].cost, count))


def _back(states: list[dict[int, tuple[float, int, int]]], number: int) -> tuple[int, ...]:
    ends = []
    at = len(states) - 1
    for left in range(number, 0, -1):
        ends.append(at - 1)
        at = states[at][left][2]
    return tuple(ends[::-1])


def _runt_from(units: Units) -> int:
    """The first unit from which a last line would be a runt: one character, with or without marks behind it."""
    letters = 0
    for index in range(len(units.kinds) - 1, -1, -1):
        if units.kinds[index].letter in "HA":
            letters += units.starts[index + 1] - units.starts[index]
            if letters > 1:
                return index + 1
    return 0
