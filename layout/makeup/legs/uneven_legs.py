"""Portions of a body and legs whose lines differ in length -> how each is broken, and how far each leg is filled.

Which lines a portion may take depends on where it begins, and on which lines the legs have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.division import BEYOND, Division, divide
from layout.makeup.legs.ground import BodyLeg
from layout.makeup.legs.leg_ends import HeldWay, LineRoom, find_turns, lines_at
from layout.makeup.legs.level_legs import WHITE_COST
from layout.scene import Mpt
from layout.typeset import Measure, ParagraphWays, PreparedParagraph

UNEVEN_COST = 3e5
"""Feet that are a line apart."""

BREAK_FACTOR = 4
"""A lone line at a leg's end is worse than feet that are a line apart, or a line of white at the foot of one leg."""

_PLACES = 24
"""Places that the search goes on from after each portion."""

_TOTALS_TRIED = 12
"""Totals that are looked at beyond the first one that the copy can take."""


@dataclass(frozen=True, slots=True)
class LineMeasures:
    """The measures of a portion's lines, the last for all beyond; the first `beside` are `less` shorter."""

    widths: tuple[Mpt, ...]
    less: Mpt = 0
    beside: int = 0

    def __call__(self, line: int) -> Mpt:
        width = self.widths[min(line, len(self.widths) - 1)]
        return width - self.less if line < self.beside else width


@dataclass(frozen=True, slots=True)
class UnevenPortion:
    """A paragraph or subhead whose lines are as long as `widths` says, which has the lines of all legs. Its first
    `beside` lines are `less` shorter, for an initial. A `rigid` one takes its own number of lines and no other, behind
    `white` empty ones where no leg begins with it. With `turns`, the lines of the body that no other stands right
    below, what is parted there counts.
    """

    prepared: PreparedParagraph
    kept: KeptParagraphs
    subhead: bool = False
    rigid: bool = False
    less: Mpt = 0
    beside: int = 0
    widths: tuple[Mpt, ...] = ()
    turns: frozenset[int] = frozenset()
    white: int = 0
    fewest: float = 0
    most: float = inf

    def measure(self, start: int, lines: int) -> Measure:
        """The measure of its first `lines` lines, where it begins behind line `start` of the body."""
        own = self.widths[start : start + lines]
        own = own if len(own) == lines else (*own, self.widths[-1])
        if not self.less and len(set(own)) == 1:
            return own[0]
        return LineMeasures(own, self.less, self.beside)

    def ways(self, start: int) -> ParagraphWays:
        """The ways through it where it begins there. It hardly takes more lines than are looked at."""
        narrowest = max(min(self.widths) - self.less, self.prepared.em)
        lines = self.prepared.length // narrowest + 16
        return self.kept.find_ways(self.prepared, self.measure(start, lines))

    def costs_at(self, start: int, *, at_head: bool) -> Mapping[int, float]:
        white = 0 if at_head else self.white
        ways = self.ways(start + white)
        costs = {ways.natural: ways.by_count[ways.natural].cost} if self.rigid else ways.costs
        if not self.turns and not white:
            return costs
        return {count + white: cost + self.hold(start + white, count).cost for count, cost in costs.items()}

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        return 0.0  # what it costs is in `costs_at`, since it is known where legs end

    def hold(self, start: int, count: int) -> HeldWay:
        """The way in `count` lines that parts as little as can be at the turns, where it begins behind line `start`."""
        room = LineRoom(self.kept, self.prepared, self.measure(start, count))
        held = frozenset() if self.subhead else lines_at(self.turns, start, count)
        return room.hold(self.ways(start).by_count[count], held)


class LegRoom:
    """The lines that legs have, and which of them are given up for white. With `poured` all legs end level but the
    last: on a vertical page white inside a story looks like a hole.
    """

    def __init__(self, legs: Sequence[BodyLeg], *, poured: bool) -> None:
        self.legs, self.poured = legs, poured
        self.rooms = tuple(len(leg.slots) for leg in legs)
        self.capacity = sum(self.rooms)
        places = [(slot.line, number) for number, leg in enumerate(legs) for slot in leg.slots]
        # In this order lines are given up: at the foot of the story, the last leg first.
        self._given_up = sorted(places, reverse=True)

    def ends_level(self, total: int) -> bool:
        """Whether legs that hold `total` lines end on one line of the grid, as far as they must."""
        white = self.capacity - total
        if self.poured or not white:
            return True
        return self._given_up[white - 1][0] != self._given_up[white][0]

    def depths(self, total: int) -> tuple[int, ...]:
        """How many of `total` lines each leg has."""
        white = self.capacity - total
        feet = {leg.slots[-1].line for leg in self.legs}
        if self.poured and len(feet) > 1 and white < self.rooms[-1]:
            # Where the story's own feet are not level, its end is in the last leg, and the white behind it.
            return (*self.rooms[:-1], self.rooms[-1] - white)
        if self.poured and total:
            foot = self._given_up[white][0]
            left = [sum(slot.line <= foot for slot in leg.slots) for leg in self.legs]
            over = sum(left) - total
            for number in reversed(range(len(left))):
                given = min(over, left[number])
                left[number] -= given
                over -= given
            return tuple(left)
        given_up = [number for _, number in self._given_up[:white]]
        return tuple(room - given_up.count(number) for number, room in enumerate(self.rooms))

    def filled_in_order(self, total: int) -> tuple[int, ...]:
        """The same where one leg is filled after the other."""
        depths = []
        for room in self.rooms:
            depths.append(min(total, room))
            total -= depths[-1]
        return tuple(depths)

    def widths(self, total: int) -> tuple[Mpt, ...]:
        """The measure of each of `total` lines."""
        depths = self.depths(total)
        return tuple(
            slot.width for leg, depth in zip(self.legs, depths, strict=True) for slot in leg.slots[:depth]
        )


def fill_uneven_legs(
    portions: Sequence[UnevenPortion], legs: Sequence[BodyLeg], *, poured: bool, mindful: bool = False
) -> tuple[Division, tuple[Mpt, ...]]:
    """Fills the legs to their feet where the setter's rules allow it, else to a level end, else to one a line apart.
    What is over stands behind them. With the division come the widths of the lines that it was found for. If `mindful`
    it counts what is parted where legs end.
    """
    room = LegRoom(legs, poured=poured)
    whole = room.widths(room.capacity)

    def divide_into(
        widths: tuple[Mpt, ...], depths: Sequence[int]
    ) -> dict[int, tuple[float, tuple[int, ...]]]:
        """By the lines that all portions take in legs of these depths: the cost of the cheapest way, and its counts."""
        turns = find_turns(legs, depths[: len(legs)]) if mindful else frozenset()
        own = [replace(portion, widths=widths, turns=turns) for portion in portions]
        return divide(own, depths, break_factor=BREAK_FACTOR, places=_PLACES)

    free = divide_into(whole, [*room.depths(room.capacity), BEYOND])
    if min(free) > room.capacity:
        return Division(free[min(free)][1], room.depths(room.capacity)), whole
    best: tuple[float, tuple[int, ...], int] | None = None
    tries = 0
    for total in range(min(room.capacity, max(free) + len(legs)), 0, -1):
        white = (room.capacity - total) * WHITE_COST / len(legs)
        if best is not None and (white >= best[0] or tries >= _TOTALS_TRIED):
            break
        tries += best is not None
        found = divide_into(room.widths(total), room.depths(total)).get(total)
        if found is not None:
            cost = found[0] + white + (0 if room.ends_level(total) else UNEVEN_COST)
            if best is None or cost < best[0]:
                best = cost, found[1], total
    if best is not None:
        _, counts, total = best
        return Division(counts, room.depths(total)), room.widths(total)
    # No total can be met exactly: the copy as it likes, its last leg short.
    total = min((at for at in free if at <= room.capacity), key=lambda at: (free[at][0], at))
    return Division(free[total][1], room.filled_in_order(total)), whole
