"""Portions of a body and the depths that legs may have -> the cheapest ways to divide the portions over the legs.

A dynamic programme over the portions: its states are the lines filled so far and the leg that they end in. A way costs
what the setter asks for its numbers of lines, and what the desk asks for bad breaks at the ends of legs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from layout.makeup.legs.leg_ends import lines_at

LONE_LINE_COST = 1e5
"""A paragraph's first line alone at a leg's foot, or its last alone at a leg's head (孤行, CLREQ)."""

HANGING_SUBHEAD_COST = 1e6
"""A subhead at a leg's foot, away from its text."""

BEYOND = 10**9
"""The depth of a leg behind the last one, for copy that may be over."""


class Portion(Protocol):
    """A paragraph or subhead as the search sees it: the least and most lines it can take, and what each number of them
    costs. `white` of a subhead's lines are empty and stand over the others; at a leg's head it has none of them. A
    `stanza` is not parted where any other way is to be had.
    """

    @property
    def subhead(self) -> bool: ...
    @property
    def stanza(self) -> bool: ...
    @property
    def white(self) -> int: ...
    @property
    def fewest(self) -> float: ...
    @property
    def most(self) -> float: ...
    def costs_at(self, start: int, left: int, *, at_head: bool) -> Mapping[int, float]:
        """What it costs by number of lines, where it begins behind line `start` of the body, with so many lines `left`
        to the leg's foot, or at a leg's head.
        """

    def begins_at(self, foot: int, end: int) -> bool:
        """Whether all of its own lines stand between a leg's foot and its end, with white alone before that."""

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        """What it costs more in `count` lines that legs end behind the lines `held` of it, by their numbers from 0."""


@dataclass(frozen=True, slots=True)
class Division:
    """Lines of each portion, and lines of each leg. An `open` one leaves white at the feet of legs, as verse has it."""

    counts: tuple[int, ...]
    depths: tuple[int, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class BadEnd:
    """A leg's end at a bad place of a portion, by numbers from 0: `line` is the one that is left alone, or whose end
    parts a word or what belongs together (`parted`).
    """

    portion: int
    line: int
    hanging: bool
    parted: bool = False


LegPlace = tuple[int, int, int]
"""Lines filled so far; the number of the leg they end in, which has room left; where that leg ends."""

LegsWay = tuple[float, tuple[int, ...], tuple[int, ...]]
"""What it costs; each leg's depth so far, negative so that of two equal ways the one with deeper first legs is less;
each portion's lines.
"""


def cheapest_ways(
    portions: Sequence[Portion],
    depths: Sequence[tuple[int, ...]],
    *,
    break_factor: float = 1.0,
    places: int = 0,
    may_end_short: bool = False,
) -> dict[LegPlace, LegsWay]:
    """The cheapest way to each place that the portions can end at. `depths` are those that each leg may have.

    `break_factor` multiplies the cost of bad breaks at the feet of legs. With `places` the search goes on from the
    cheapest places after each portion, that many; it gives up the dearer ones. Ways that fill no leg to its foot count
    where they `may_end_short`.
    """
    least, room = sum(map(min, depths)), sum(map(max, depths))
    rest, more = sum(portion.fewest for portion in portions), sum(portion.most for portion in portions)
    least = 0 if may_end_short else least
    feet = _Feet(depths)
    ways: dict[LegPlace, LegsWay] = {place: (0.0, opened, ()) for place, opened in feet.open_leg(0, 0)}
    for number, portion in enumerate(portions):
        rest -= portion.fewest
        more -= portion.most
        hangs = portion.subhead and number < len(portions) - 1
        following: dict[LegPlace, LegsWay] = {}
        for place, (spent, so_far, counts) in ways.items():
            start, _, foot = place
            # A leg that has as many lines left as it is deep begins here.
            for count, cost in portion.costs_at(
                start, foot - start, at_head=foot + so_far[-1] == start
            ).items():
                end = start + count
                if end + rest > room or end + more < least:
                    continue
                for to, met, opened in feet.reach(place, end):
                    paid = spent + cost
                    if met:
                        paid += break_factor * _break_cost(portion, start, end, met)
                        paid += portion.parting_cost(count, lines_at(met, start, count))
                        if hangs and end in met:
                            paid += HANGING_SUBHEAD_COST
                    reached = (*so_far, *opened)
                    old = following.get(to)
                    if old is None or paid < old[0] or (paid == old[0] and reached < old[1]):
                        following[to] = paid, reached, (*counts, count)
        if places and len(following) > places:
            kept = sorted(following, key=lambda at: (following[at][0], at))[:places]
            following = {at: following[at] for at in sorted(kept)}
        ways = following
    return ways


def divide(
    portions: Sequence[Portion],
    depths: Sequence[int],
    *,
    break_factor: float = 1.0,
    places: int = 0,
    may_end_short: bool = False,
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """By the lines that all portions take in legs of these depths: the cost of the cheapest way, and its counts."""
    ways = cheapest_ways(
        portions,
        [(depth,) for depth in depths],
        break_factor=break_factor,
        places=places,
        may_end_short=may_end_short,
    )
    return {filled: (cost, counts) for (filled, _, _), (cost, _, counts) in ways.items()}


class _Feet:
    """The feet of legs that may be of several depths: which of them a portion meets on its way."""

    def __init__(self, depths: Sequence[tuple[int, ...]]) -> None:
        self.depths = depths
        self.known: dict[tuple[LegPlace, int], list[tuple[LegPlace, frozenset[int], tuple[int, ...]]]] = {}

    def open_leg(self, at: int, leg: int) -> list[tuple[LegPlace, tuple[int, ...]]]:
        """Each depth that the leg which begins behind line `at` can have; legs of none are passed over."""
        if leg == len(self.depths):
            return [((at, leg, at), ())]
        found: list[tuple[LegPlace, tuple[int, ...]]] = []
        for depth in self.depths[leg]:
            if depth:
                found.append(((at, leg, at + depth), (-depth,)))
            else:
                found += [(place, (0, *opened)) for place, opened in self.open_leg(at, leg + 1)]
        return found

    def reach(self, place: LegPlace, end: int) -> list[tuple[LegPlace, frozenset[int], tuple[int, ...]]]:
        """Each way for a portion to go on from a place to line `end`: where it is then, the feet that it has met, and
        the depths of the legs that it has opened.
        """
        found = self.known.get((place, end))
        if found is None:
            found = self.known[place, end] = list(self._reach(place, end, frozenset(), ()))
        return found

    def _reach(
        self, place: LegPlace, end: int, met: frozenset[int], opened: tuple[int, ...]
    ) -> list[tuple[LegPlace, frozenset[int], tuple[int, ...]]]:
        _, leg, foot = place
        if leg == len(self.depths):
            return [((end, leg, foot), met, opened)] if foot == end else []
        if foot > end:
            return [((end, leg, foot), met, opened)]
        found = []
        for to, more in self.open_leg(foot, leg + 1):
            found += self._reach(to, end, met | {foot}, (*opened, *more))
        return found


def _break_cost(portion: Portion, start: int, end: int, feet: frozenset[int]) -> float:
    """What the feet inside a portion cost: its first line alone before one, or its last alone behind one."""
    if end - start < 2:
        return 0.0
    if portion.stanza:
        parted = any(start < foot < end and not portion.begins_at(foot, end) for foot in feet)
        return HANGING_SUBHEAD_COST if parted else 0.0
    if portion.white:
        return HANGING_SUBHEAD_COST if any(start < foot < end for foot in feet) else 0.0
    each = HANGING_SUBHEAD_COST if portion.subhead else LONE_LINE_COST
    return each * ((start + 1 in feet) + (end - 1 in feet))


def bad_ends(subheads: Sequence[bool], division: Division) -> list[BadEnd]:
    """Where legs end at bad places; `subheads` says which portions are some. Copy that is over will be cut and divided
    anew, so its legs have none.
    """
    feet = frozenset(accumulate(division.depths))
    if sum(division.counts) > sum(division.depths):
        return []
    found = []
    start = 0
    for number, (subhead, count) in enumerate(zip(subheads, division.counts, strict=True)):
        end = start + count
        if subhead:
            last = number == len(subheads) - 1
            found += [
                BadEnd(number, line, hanging=True)
                for line in range(count)
                if start + line + 1 in feet and not (last and line == count - 1)
            ]
        elif count > 1 and start + 1 in feet:
            found.append(BadEnd(number, 0, hanging=False))
        elif count > 1 and end - 1 in feet:
            found.append(BadEnd(number, count - 1, hanging=False))
        start = end
    return found
