"""The lines that can begin at each unit -> the best way through a paragraph of any length.

A long paragraph is gone through a stretch at a time: once all ways that are still open share their first lines, these
are settled, whatever follows. So the search needs memory for a stretch, not for the text.
"""

from __future__ import annotations

from layout.typeset.inline import Measure
from layout.typeset.search.line_costs import Search
from layout.typeset.search.prices import LOOSE_COST, RUNT_COST, USUAL_COST
from layout.typeset.search.ways import (
    NOWHERE,
    Forward,
    Node,
    ParagraphWay,
    cheapest_node,
    make_forward,
    way_between,
)

SETTLE, SETTLE_AGAIN, GIVE_UP = 512, 256, 4096
"""Units after which the search looks for the first time, and again, whether its first lines are settled, and after
which half of the cheapest way is taken, settled or not. Hardly a paragraph of a newspaper is as long as the first.
"""


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

    __slots__ = ("_before", "_begin", "_done", "_forward", "_look", "_measure", "_search")

    def __init__(self, search: Search, measure: Measure) -> None:
        self._search, self._measure, self._before = search, measure, NOWHERE
        self._start((0, 0))

    def _start(self, begin: Node) -> None:
        self._begin, self._done, self._look = begin, begin[0], begin[0] + SETTLE
        self._forward = make_forward(self._search, self._measure, USUAL_COST, begin, self._before)

    def move(self, search: Search, by: int) -> None:
        """Goes on in units that begin `by` further on in the text and end further on."""
        self._search = search
        self._begin = self._begin[0] - by, self._begin[1]
        self._before = max(self._before - by, NOWHERE)
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
                return self._settled(cheapest_node(self._forward, aim), meets=False)
            found = self._forward.meeting(aim)
            if found[0] > self._begin[0]:
                return self._settled(found, meets=True)
            if aim - self._begin[0] >= GIVE_UP:
                return self._settled(_halfway(self._forward, self._begin, aim), meets=False)
            self._look = aim + SETTLE_AGAIN

    def _settled(self, node: Node, *, meets: bool) -> tuple[int, ...]:
        """The lines to a place; if all open ways meet there, the search goes on with these."""
        begin, way = self._begin, way_between(self._forward, self._begin, node)
        # Wide gaps are better than a split unit or a runt, but it takes longer to look at all of them.
        if way.faults:
            node, way = self._widely(LOOSE_COST)
            meets = False
        if way.cost >= LOOSE_COST:
            node, way = self._widely(RUNT_COST)
            meets = False
        self._before = way.ends[-2] + 1 if len(way.ends) > 1 else begin[0]
        if not meets:  # the ways that are open may not have come there
            self._start(node)
        else:
            self._begin = node
            self._look = max(self._done + SETTLE_AGAIN, node[0] + SETTLE)
            self._forward.forget(node[0])
        return way.ends

    def _widely(self, limit_cost: float) -> tuple[Node, ParagraphWay]:
        """Where the next settled lines end, and the way there, from among more lines than are usually looked at."""
        search, begin = self._search, self._begin
        forward = make_forward(search, self._measure, limit_cost, begin, self._before)
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
            node = cheapest_node(forward, search.count)
        return node, way_between(forward, begin, node)


def _halfway(forward: Forward, begin: Node, done: int) -> Node:
    """The last place of the cheapest way in the first half of what was searched, or the first behind it."""
    node, most = cheapest_node(forward, done), (begin[0] + done) // 2
    while node[0] > most and forward.before(node) != begin:
        node = forward.before(node)
    return node
