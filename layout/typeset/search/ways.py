"""The lines that can begin at each unit -> the ways through a paragraph, and the best in each number of lines.

Knuth and Plass's search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from layout.typeset.breaks.break_costs import FORBIDDEN, FREE
from layout.typeset.inline import Measure
from layout.typeset.search.line_costs import LineEnds, Search
from layout.typeset.search.prices import (
    FAULT_COST,
    LADDER_COST,
    LOOSE_COST,
    PARTED_END_COST,
    RUNT_COST,
    USUAL_COST,
)
from layout.typeset.units.units import Units

BAND = 12
"""Lines more or fewer than the cheapest that a way may have taken anywhere: nobody fits copy by more."""

LEEWAY = 3e7
"""A way through a paragraph that costs so much more than the best is not worth having, even if it breaks no rule."""

_CONNECTORS = "-‐‑‒–~～〜"
"""What a line ends with that parts a compound or a range, as it may inside a leg."""

NOWHERE = -1
"""Where the line before the first begins."""

_FAR = float("inf")
T = TypeVar("T")

Node = tuple[int, int]
"""A place in the search: a unit that begins a line, and the line's number (always 0 where it does not matter)."""

WayState = tuple[float, int, int]
"""How a place was come to: the cost so far, how many lines broke a rule, and where the line before began."""


@dataclass(frozen=True, slots=True)
class ParagraphWay:
    """One way through a paragraph: what it costs, how many of its lines break a rule, and the last unit of each."""

    cost: float
    faults: int
    ends: tuple[int, ...]


@dataclass(frozen=True)
class ParagraphWays:
    """For each number of lines that a paragraph can take at a measure, the best way to take it.

    Only the best of all is sure to be there, which has the `natural` number of lines.
    """

    by_count: Mapping[int, ParagraphWay]

    @cached_property
    def natural(self) -> int:
        """The number of lines that the paragraph takes of itself: the cheapest, and the fewer of two."""
        return min(self.by_count, key=lambda count: (self.by_count[count].cost, count))

    @cached_property
    def costs(self) -> Mapping[int, float]:
        """What each number of lines costs that copy-fitting may take: where rules are broken no more often than in the
        natural one.
        """
        own = self.by_count[self.natural]
        return {
            count: way.cost
            for count, way in self.by_count.items()
            if way.faults <= own.faults and way.cost < own.cost + LEEWAY
        }

    @cached_property
    def costs_over_natural(self) -> Mapping[int, float]:
        """How much more each of these costs than the natural number."""
        own = self.by_count[self.natural].cost
        return {count: cost - own for count, cost in self.costs.items()}


def by_count(search: Search, measure: Measure) -> ParagraphWays:
    """The best way to take each number of lines that the paragraph can take.

    Only the best is sure to be there; ways that cost `LEEWAY` more may be left out, or are `BAND` lines away.
    """
    return look_wider(lambda limit_cost: _by_count(search, measure, limit_cost))


def look_wider(find: Callable[[float], ParagraphWays]) -> ParagraphWays:
    """The ways among usual lines; where the best of these is bad, among more of them, which takes longer to look at."""
    ways = find(USUAL_COST)
    if ways.by_count[ways.natural].faults:
        ways = find(LOOSE_COST)
    if ways.by_count[ways.natural].cost >= LOOSE_COST:
        ways = find(RUNT_COST)
    return ways


def _by_count(search: Search, measure: Measure, limit_cost: float) -> ParagraphWays:
    forward = Numbered(search, measure, limit_cost)
    forward.begin((0, 0), NOWHERE)
    forward.go(0, search.count)
    last = forward.states[search.count]
    return ParagraphWays(
        {number: way_between(forward, (0, 0), (search.count, number)) for number in sorted(last)}
    )


class Unnumbered:
    """Ways that grow through lines of one measure: how many lines went before does not matter."""

    __slots__ = ("_came", "_cost", "_hyphened", "_limit_cost", "_lines_from", "_measure")

    def __init__(self, search: Search, measure: int, limit_cost: float) -> None:
        self._measure, self._limit_cost = measure, limit_cost
        self._lines_from, self._hyphened = search.finder(measure, limit_cost), search.hyphened
        self._cost: dict[int, float] = {}
        self._came: dict[int, int] = {}

    def begin(self, node: Node, before: int) -> None:
        """All ways begin at a unit, with a line's number; the line before begins at the unit `before`."""
        self._cost[node[0]] = 0.0
        self._came[node[0]] = before

    def move(self, search: Search, by: int) -> None:
        """Goes on in other units of the same text, which begin `by` further on."""
        self._lines_from = search.finder(self._measure, self._limit_cost)
        self._hyphened = search.hyphened
        self._cost = {at - by: cost for at, cost in self._cost.items()}
        self._came = {at - by: came - by for at, came in self._came.items()}

    def forget(self, before: int) -> None:
        """Drops what is known of units before this one."""
        self._cost = {at: cost for at, cost in self._cost.items() if at >= before}
        self._came = {at: came for at, came in self._came.items() if at > before}

    def go(self, first: int, until: int) -> None:
        """Tries all lines that begin at units `first` to `until`, exclusive; those before were tried."""
        cost, came, lines_from, hyphened = self._cost, self._came, self._lines_from, self._hyphened
        known = cost.get
        for at in range(first, until):
            base = known(at)
            if base is None:
                continue
            lines = lines_from(at)
            if at in hyphened and came.get(at) in hyphened:
                lines = _off_ladder(lines, hyphened)
            for end, price in lines:
                if base + price < known(end + 1, _FAR):
                    cost[end + 1] = base + price
                    came[end + 1] = at

    def meeting(self, done: int) -> Node:
        """The last place that all ways share which go on from unit `done` or later; the beginning at least."""
        places = sorted(self._cost, reverse=True)
        return _meeting(places, {at for at in self._cost if at >= done}, self._came.__getitem__), 0

    def open(self, since: int) -> Iterable[Node]:
        """The places from unit `since` on that ways have come to."""
        return [(at, 0) for at in self._cost if at >= since]

    def cost(self, node: Node) -> float:
        return self._cost[node[0]]

    def before(self, node: Node) -> Node:
        return self._came[node[0]], 0


class Numbered:
    """The same through lines that are counted: `states` are for each unit that begins a line, by that line's number.

    With `forgets` those of units that are done are dropped: then it is known what the ways cost, not where they went.
    Lines of the numbers `held` cost `PARTED_END_COST` more where they part something at their end.
    """

    __slots__ = ("_finders", "_forgets", "_held", "_limit_cost", "_measure", "_search", "states")

    def __init__(
        self,
        search: Search,
        measure: Measure,
        limit_cost: float,
        *,
        forgets: bool = False,
        held: AbstractSet[int] = frozenset(),
    ) -> None:
        self._search, self._measure, self._limit_cost, self._forgets = search, measure, limit_cost, forgets
        self._held = held
        self._finders: dict[int, Callable[[int], LineEnds]] = {}
        self.states: dict[int, dict[int, WayState]] = {}

    def begin(self, node: Node, before: int) -> None:
        self.states[node[0]] = {node[1]: (0.0, 0, before)}

    def move(self, search: Search, by: int) -> None:
        self._search, self._finders = search, {}
        self.states = {
            at - by: {number: (cost, faults, came - by) for number, (cost, faults, came) in here.items()}
            for at, here in self.states.items()
        }

    def forget(self, before: int) -> None:
        self.states = {at: here for at, here in self.states.items() if at >= before}

    def go(self, first: int, until: int) -> None:
        states, measure, held = self.states, self._measure, self._held
        varying, hyphened = callable(measure) or bool(held), self._search.hyphened
        for at in range(first, until):
            here = states.get(at)
            if here is None:
                continue
            dear = _FAR
            if len(here) > 1:
                if not varying:
                    # With one measure for all lines, what follows costs the same however many lines went before.
                    dear = LEEWAY + min(here.values())[0]
                _narrow(here)
            found: dict[int, LineEnds] = {}
            for number, (base, faults, came) in here.items():
                if base >= dear:
                    continue
                limit = measure(number) if callable(measure) else measure
                lines = found.get(limit)
                if lines is None:
                    lines = found[limit] = self._lines_from(at, limit)
                if at in hyphened and came in hyphened:
                    lines = _off_ladder(lines, hyphened)
                if number in held:
                    lines = _off_parts(lines, self._search.prepared.units)
                for end, price in lines:
                    following = states.get(end + 1)
                    if following is None:
                        following = states[end + 1] = {}
                    old = following.get(number + 1)
                    if old is None or base + price < old[0]:
                        following[number + 1] = (base + price, faults + (price >= FAULT_COST), at)
            if self._forgets:
                del states[at]

    def _lines_from(self, at: int, measure: int) -> LineEnds:
        finder = self._finders.get(measure)
        if finder is None:
            finder = self._finders[measure] = self._search.finder(measure, self._limit_cost)
        return finder(at)

    def meeting(self, done: int) -> Node:
        return _meeting(sorted(self.open(0), reverse=True), set(self.open(done)), self.before)

    def open(self, since: int) -> Iterable[Node]:
        return [(at, number) for at, here in self.states.items() if at >= since for number in here]

    def cost(self, node: Node) -> float:
        return self.states[node[0]][node[1]][0]

    def before(self, node: Node) -> Node:
        return self.states[node[0]][node[1]][2], node[1] - 1


Forward = Unnumbered | Numbered


def make_forward(
    search: Search, measure: Measure, limit_cost: float, begin: Node, before: int = NOWHERE
) -> Forward:
    """The ways through lines of a measure, all of which begin at a place; the line before begins at `before`."""
    forward: Forward = (
        Numbered(search, measure, limit_cost)
        if callable(measure)
        else Unnumbered(search, measure, limit_cost)
    )
    forward.begin(begin, before)
    return forward


def _off_ladder(lines: LineEnds, hyphened: frozenset[int]) -> LineEnds:
    """The lines that can begin below two that end with a hyphen: a third one is not set where another way is left."""
    return [(end, price + LADDER_COST if end + 1 in hyphened else price) for end, price in lines]


def _off_parts(lines: LineEnds, units: Units) -> LineEnds:
    """The lines that can begin where nothing is to be parted at their end."""
    return [(end, price + PARTED_END_COST if parts_at(units, end + 1) else price) for end, price in lines]


def parts_at(units: Units, at: int) -> bool:
    """Whether a line that begins at this unit parts a word, a number and its unit, a name, a compound or a range."""
    return at < len(units.kinds) and (
        units.breaks[at] not in (FREE, FORBIDDEN) or units.text[units.starts[at] - 1] in _CONNECTORS
    )


def _narrow(here: dict[int, WayState]) -> None:
    """Forgets the numbers of lines that are over `BAND` away from the cheapest."""
    if len(here) > BAND:
        middle = min(here, key=lambda number: (here[number][0], number))
        for number in [number for number in here if abs(number - middle) > BAND]:
            del here[number]


def _meeting(nodes: Iterable[T], shared: set[T], before: Callable[[T], T]) -> T:
    """The last place that the ways to all `shared` ones have in common, of all places from the last to the first."""
    for node in nodes:
        if node in shared:
            if len(shared) == 1:
                break  # at the beginning at the latest
            shared.remove(node)
            shared.add(before(node))
    return shared.pop()


def cheapest_node(forward: Forward, since: int) -> Node:
    return min(forward.open(since), key=lambda node: (forward.cost(node), node))


def way_between(forward: Forward, begin: Node, node: Node) -> ParagraphWay:
    """The way that has come from one place to another."""
    whole = cost = forward.cost(node)
    faults, ends = 0, []
    while node != begin:
        ends.append(node[0] - 1)
        node = forward.before(node)
        before = forward.cost(node)
        faults += cost - before >= FAULT_COST
        cost = before
    return ParagraphWay(whole - cost, faults, tuple(ends[::-1]))
