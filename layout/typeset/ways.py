"""The lines that can begin at each unit -> the best way through a paragraph, and the best in each number of lines.

Knuth and Plass's search. It goes through a long paragraph a stretch at a time: once all ways that are still open share
their first lines, these are settled, whatever follows. So it needs memory for a stretch, not for the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from layout.typeset.inline import Measure
from layout.typeset.optimum import (
    FAULT_COST,
    LOOSE_COST,
    RUNT_COST,
    USUAL_COST,
    LineEnds,
    Search,
)
from layout.typeset.paragraphways import LEEWAY, ParagraphWay, ParagraphWays

SETTLE, SETTLE_AGAIN, GIVE_UP = 512, 256, 4096
"""Units after which the search looks for the first time, and again, whether its first lines are settled, and after
which half of the cheapest way is taken, settled or not. Hardly a paragraph of a newspaper is as long as the first.
"""

BAND = 12
"""Lines more or fewer than the cheapest that a way may have taken anywhere: nobody fits copy by more."""

_FAR = float("inf")
T = TypeVar("T")

Node = tuple[int, int]
"""A place in the search: a unit that begins a line, and the line's number (always 0 where it does not matter)."""

WayState = tuple[float, int, int]
"""How a place was come to: the cost so far, how many lines broke a rule, and where the line before began."""


def best(search: Search, measure: Measure) -> list[int]:
    """The last unit of each line."""
    settling = Settling(search, measure)
    ends: list[int] = []
    while not ends or ends[-1] < search.count - 1:
        ends += settling.following()
    return ends


class Settling:
    """The search for the best lines, from the first on, as a text is read: it gives lines as soon as they are settled.

    `search` is of a part of the text, which `move` replaces by one further on.
    """

    __slots__ = ("_begin", "_done", "_forward", "_look", "_measure", "_search")

    def __init__(self, search: Search, measure: Measure) -> None:
        self._search, self._measure = search, measure
        self._start((0, 0))

    def _start(self, begin: Node) -> None:
        self._begin, self._done, self._look = begin, begin[0], begin[0] + SETTLE
        self._forward = _forward(self._search, self._measure, USUAL_COST)
        self._forward.begin(begin)

    def move(self, search: Search, by: int) -> None:
        """Goes on in units that begin `by` further on in the text and end further on."""
        self._search = search
        self._begin = self._begin[0] - by, self._begin[1]
        self._done, self._look = self._done - by, self._look - by
        self._forward.move(search, by)

    def following(self) -> tuple[int, ...]:
        """The last units of the next lines: as many as are settled whatever follows, or all that are left.

        Raises `NeedsMore` where the text that was read does not say.
        """
        while True:
            aim = min(self._look, self._search.count)
            self._forward.go(self._done, aim)
            self._done = aim
            if aim == self._search.count:
                return self._settled(_cheapest(self._forward, aim), meets=False)
            found = self._forward.meeting(aim)
            if found[0] > self._begin[0]:
                return self._settled(found, meets=True)
            if aim - self._begin[0] >= GIVE_UP:
                return self._settled(_halfway(self._forward, self._begin, aim), meets=False)
            self._look = aim + SETTLE_AGAIN

    def _settled(self, node: Node, *, meets: bool) -> tuple[int, ...]:
        """The lines to a place; if all open ways meet there, the search goes on with these."""
        begin, way = self._begin, _back(self._forward, self._begin, node)
        wide = way.faults > 0
        # Wide gaps are better than a split unit or a runt, but it takes longer to look at all of them.
        if wide:
            node, way = _widely(self._search, begin, self._measure, LOOSE_COST)
        if way.cost >= LOOSE_COST:
            node, way = _widely(self._search, begin, self._measure, RUNT_COST)
        if wide or not meets:
            self._start(node)
        else:
            self._begin = node
            self._look = max(self._done + SETTLE_AGAIN, node[0] + SETTLE)
            self._forward.forget(node[0])
        return way.ends


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
    forward.begin((0, 0))
    forward.go(0, search.count)
    last = forward.states[search.count]
    return ParagraphWays({number: _back(forward, (0, 0), (search.count, number)) for number in sorted(last)})


def _forward(search: Search, measure: Measure, limit_cost: float) -> _Forward:
    if callable(measure):
        return Numbered(search, measure, limit_cost)
    return _Even(search, measure, limit_cost)


def _widely(search: Search, begin: Node, measure: Measure, limit_cost: float) -> tuple[Node, ParagraphWay]:
    """Where the next settled lines end, and the way there, from among more lines than are usually looked at."""
    forward = _forward(search, measure, limit_cost)
    forward.begin(begin)
    first = done = begin[0]
    look = first + SETTLE
    node: Node | None = None
    while node is None and look < search.count:
        forward.go(done, look)
        done, look = look, look + SETTLE_AGAIN
        found = forward.meeting(done)
        # What is behind the meeting place is done again, so it must not be more than what is settled.
        if 2 * (found[0] - first) >= done - first:
            node = found
        elif done - first >= GIVE_UP:
            node = max(found, _halfway(forward, begin, done))
    if node is None:
        forward.go(done, search.count)
        node = _cheapest(forward, search.count)
    return node, _back(forward, begin, node)


class _Forward(Protocol):
    """Ways through a paragraph that grow from its beginning, and the places where their lines begin."""

    def begin(self, node: Node) -> None:
        """All ways begin at a unit, with a line's number."""

    def move(self, search: Search, by: int) -> None:
        """Goes on in other units of the same text, which begin `by` further on."""

    def forget(self, before: int) -> None:
        """Drops what is known of units before this one."""

    def go(self, first: int, until: int) -> None:
        """Tries all lines that begin at units `first` to `until`, exclusive; those before were tried."""

    def meeting(self, done: int) -> Node:
        """The last place that all ways share which go on from unit `done` or later; the beginning at least."""

    def open(self, since: int) -> Iterable[Node]:
        """The places from unit `since` on that ways have come to."""

    def cost(self, node: Node) -> float: ...
    def before(self, node: Node) -> Node: ...


class _Even:
    """Ways through lines of one measure: how many lines went before does not matter."""

    __slots__ = ("_came", "_cost", "_limit_cost", "_lines_from", "_measure")

    def __init__(self, search: Search, measure: int, limit_cost: float) -> None:
        self._measure, self._limit_cost = measure, limit_cost
        self._lines_from = search.finder(measure, limit_cost)
        self._cost: dict[int, float] = {}
        self._came: dict[int, int] = {}

    def begin(self, node: Node) -> None:
        self._cost[node[0]] = 0.0

    def move(self, search: Search, by: int) -> None:
        self._lines_from = search.finder(self._measure, self._limit_cost)
        self._cost = {at - by: cost for at, cost in self._cost.items()}
        self._came = {at - by: came - by for at, came in self._came.items()}

    def forget(self, before: int) -> None:
        self._cost = {at: cost for at, cost in self._cost.items() if at >= before}
        self._came = {at: came for at, came in self._came.items() if at > before}

    def go(self, first: int, until: int) -> None:
        cost, came, lines_from = self._cost, self._came, self._lines_from
        known = cost.get
        for at in range(first, until):
            base = known(at)
            if base is None:
                continue
            for end, price in lines_from(at):
                if base + price < known(end + 1, _FAR):
                    cost[end + 1] = base + price
                    came[end + 1] = at

    def meeting(self, done: int) -> Node:
        places = sorted(self._cost, reverse=True)
        return _meeting(places, {at for at in self._cost if at >= done}, self._came.__getitem__), 0

    def open(self, since: int) -> Iterable[Node]:
        return [(at, 0) for at in self._cost if at >= since]

    def cost(self, node: Node) -> float:
        return self._cost[node[0]]

    def before(self, node: Node) -> Node:
        return self._came[node[0]], 0


class Numbered:
    """Ways through lines that are counted: `states` are for each unit that begins a line, by that line's number.

    With `forgets` those of units that are done are dropped: then it is known what the ways cost, not where they went.
    """

    __slots__ = ("_finders", "_forgets", "_limit_cost", "_measure", "_search", "states")

    def __init__(self, search: Search, measure: Measure, limit_cost: float, *, forgets: bool = False) -> None:
        self._search, self._measure, self._limit_cost, self._forgets = search, measure, limit_cost, forgets
        self._finders: dict[int, Callable[[int], LineEnds]] = {}
        self.states: dict[int, dict[int, WayState]] = {}

    def begin(self, node: Node) -> None:
        self.states[node[0]] = {node[1]: (0.0, 0, node[0])}

    def move(self, search: Search, by: int) -> None:
        self._search, self._finders = search, {}
        self.states = {
            at - by: {number: (cost, faults, came - by) for number, (cost, faults, came) in here.items()}
            for at, here in self.states.items()
        }

    def forget(self, before: int) -> None:
        self.states = {at: here for at, here in self.states.items() if at >= before}

    def go(self, first: int, until: int) -> None:
        states, measure, varying = self.states, self._measure, callable(self._measure)
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
            for number, (base, faults, _) in here.items():
                if base >= dear:
                    continue
                limit = measure(number) if callable(measure) else measure
                lines = found.get(limit)
                if lines is None:
                    lines = found[limit] = self._lines_from(at, limit)
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


def _halfway(forward: _Forward, begin: Node, done: int) -> Node:
    """The last place of the cheapest way in the first half of what was searched, or the first behind it."""
    node, most = _cheapest(forward, done), (begin[0] + done) // 2
    while node[0] > most and forward.before(node) != begin:
        node = forward.before(node)
    return node


def _cheapest(forward: _Forward, since: int) -> Node:
    return min(forward.open(since), key=lambda node: (forward.cost(node), node))


def _back(forward: _Forward, begin: Node, node: Node) -> ParagraphWay:
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
