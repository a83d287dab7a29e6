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

SHORT_COST = 5e4
"""A line of white at a leg's foot, or over what stands in a leg, that saves a subhead or a line from standing alone."""

CLOSE_SUBHEAD_COST = 5e5
"""A subhead with less text behind it, before a leg ends, than should follow it, but with some."""

LINES_AFTER_SUBHEAD = 2
"""Lines of text that follow a subhead at least, before a leg ends or something stands in its way (背题)."""

SHORT_LEG_COST = 3e4
"""A leg of the least of three depths: two lines shorter than others."""

CLOSED_COST = 4e5
"""A subhead near a leg's foot with less white over it than others have: better than three lines of white at a foot."""

BEYOND = 10**9
"""The depth of a leg behind the last one, for copy that may be over."""


class Portion(Protocol):
    """A paragraph or subhead as the search sees it: the least and most lines it can take, and what each number of them
    costs. A `stanza` is not parted where any other way is to be had.
    """

    @property
    def subhead(self) -> bool: ...
    @property
    def stanza(self) -> bool: ...
    @property
    def fewest(self) -> float: ...
    @property
    def most(self) -> float: ...
    def costs_at(self, start: int, left: int, *, at_head: bool) -> Mapping[int, float]:
        """What it costs by number of lines, where it begins behind line `start` of the body, with so many lines `left`
        to the leg's foot, or at a leg's head.
        """

    def white_over(self, start: int, left: int, count: int, *, at_head: bool) -> int:
        """How many of its `count` lines are empty and stand over its own, where it begins there."""

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        """What it costs more in `count` lines that legs end behind the lines `held` of it, by their numbers from 0."""


@dataclass(frozen=True, slots=True)
class Division:
    """Lines of each portion, and lines of each leg. An `open` one leaves white at the feet of legs, as verse has it.

    `whites` are the empty lines over each portion's own. `feet` says behind which lines a reader goes on elsewhere,
    where that is not at the ends of legs alone: something stands across one.
    """

    counts: tuple[int, ...]
    depths: tuple[int, ...]
    open: bool = False
    whites: tuple[int, ...] = ()
    feet: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class BadEnd:
    """A leg's end at a bad place of a portion, by numbers from 0: `line` of its own lines is the one that is left
    alone, or whose end parts a word or what belongs together (`parted`). A subhead is `hanging`, with so many lines of
    text `behind` it. It may be no leg's end, but what stands `across` the leg.
    """

    portion: int
    line: int
    hanging: bool
    parted: bool = False
    behind: int = 0
    across: bool = False


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
        last = number == len(portions) - 1
        hangs = portion.subhead and not last
        follows = number > 0 and portions[number - 1].subhead
        following: dict[LegPlace, LegsWay] = {}
        for place, (spent, so_far, counts) in ways.items():
            start, _, foot = place
            # A leg that has as many lines left as it is deep begins here.
            at_head, left = foot + so_far[-1] == start, foot - start
            for count, cost in portion.costs_at(start, left, at_head=at_head).items():
                end = start + count
                if end + rest > room or end + more < least:
                    continue
                alone = (
                    follows and left < LINES_AFTER_SUBHEAD and not at_head and not (last and count <= left)
                )
                spending = spent + cost + (CLOSE_SUBHEAD_COST if alone else 0)
                for to, met, opened in feet.reach(place, end):
                    paid = spending
                    if met:
                        first = start + portion.white_over(start, left, count, at_head=at_head)
                        paid += break_factor * _break_cost(portion, first, end, met)
                        paid += portion.parting_cost(count, lines_at(met, start, count))
                        if hangs and end in met:
                            paid += HANGING_SUBHEAD_COST
                    reached = (*so_far, *opened)
                    if opened:
                        paid += SHORT_LEG_COST * feet.count_short(len(so_far), opened)
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

    def count_short(self, first: int, opened: Sequence[int]) -> int:
        """How many of the legs opened, from the leg `first` on, have the least of three depths."""
        own = self.depths[first : first + len(opened)]
        return sum(len(each) > 2 and -depth == each[-1] for each, depth in zip(own, opened, strict=True))

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


def short_cost(left: int) -> float:
    """What it costs to leave so many lines at a leg's foot white: much white costs more than its lines each."""
    return SHORT_COST * left * left


def _break_cost(portion: Portion, first: int, end: int, feet: frozenset[int]) -> float:
    """What feet cost inside a portion's own lines: its first line alone before one, or its last alone behind one. A
    subhead or stanza should be parted by none.
    """
    if end - first < 2:
        return 0.0
    if portion.stanza or portion.subhead:
        return HANGING_SUBHEAD_COST if any(first < foot < end for foot in feet) else 0.0
    return LONE_LINE_COST * ((first + 1 in feet) + (end - 1 in feet))


def find_whites(portions: Sequence[Portion], counts: Sequence[int], depths: Sequence[int]) -> tuple[int, ...]:
    """The empty lines over each portion's own, of portions that take so many lines in legs of such depths."""
    feet = [0, *accumulate(depth for depth in depths if depth)]
    found, start = [], 0
    for portion, count in zip(portions, counts, strict=True):
        foot = next((foot for foot in feet if foot > start), start + count)
        found.append(portion.white_over(start, foot - start, count, at_head=start in feet))
        start += count
    return tuple(found)


def bad_ends(subheads: Sequence[bool], division: Division) -> list[BadEnd]:
    """Where legs end at bad places; `subheads` says which portions are some. Copy that is over will be cut and divided
    anew, so its legs have none.
    """
    ends = frozenset(accumulate(division.depths))
    feet, total = division.feet or ends, sum(division.counts)
    if total > sum(division.depths):
        return []
    found: list[BadEnd] = []
    start = 0
    whites = division.whites or (0,) * len(subheads)
    for number, (subhead, count, white) in enumerate(zip(subheads, division.counts, whites, strict=True)):
        first, end = start + white, start + count
        if subhead:
            found += [
                BadEnd(number, foot - first - 1, hanging=True, across=foot not in ends)
                for foot in sorted(feet)
                if first < foot <= end and not (foot == end == total)
            ]
            for behind in range(1, LINES_AFTER_SUBHEAD):
                if end + behind in feet and end not in feet and total > end + behind:
                    across = end + behind not in ends
                    found.append(BadEnd(number, end - first - 1, hanging=True, behind=behind, across=across))
        elif end - first > 1 and first + 1 in feet:
            found.append(BadEnd(number, 0, hanging=False, across=first + 1 not in ends))
        elif end - first > 1 and end - 1 in feet:
            found.append(BadEnd(number, end - first - 1, hanging=False, across=end - 1 not in ends))
        start = end
    return found
