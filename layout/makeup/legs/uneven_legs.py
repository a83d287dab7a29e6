"""Portions of a body and legs whose lines differ in length -> how each is broken, and how far each leg is filled.

Which lines a portion may take depends on where it begins, and on which lines the legs have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.division import BEYOND, HANGING_SUBHEAD_COST, Division, divide
from layout.makeup.legs.ground import BodyLeg
from layout.makeup.legs.leg_ends import HeldWay, LineRoom, find_turns, lines_at
from layout.makeup.legs.level_legs import POURED_COST, WHITE_COST
from layout.makeup.text.signature import Signature, signed_totals
from layout.plan.grid import em_of
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

_VERSE_TOTALS_TRIED = 60
"""Totals that are looked at so that no stanza is parted."""


@dataclass(frozen=True, slots=True)
class LineMeasures:
    """The measures of a portion's lines, the last for all beyond; the first `beside` are `less` shorter."""

    widths: tuple[Mpt, ...]
    less: Mpt = 0
    beside: int = 0

    def __call__(self, line: int) -> Mpt:
        width = self.widths[min(line, len(self.widths) - 1)]
        return max(1, width - self.less) if line < self.beside else width


@dataclass(frozen=True, slots=True)
class UnevenPortion:
    """A paragraph or subhead whose lines are as long as `widths` says, which has the lines of all legs. Its first
    `beside` lines are `less` shorter, for an initial. A `rigid` one takes its own number of lines and no other, behind
    `white` empty ones where no leg begins with it. A `stanza` may leave white at a leg's foot and begin the next. A
    `signature` stands behind its last line, or on lines more. With `turns`, the lines of the body that no other stands
    right below, it counts what is parted there.
    """

    prepared: PreparedParagraph
    kept: KeptParagraphs
    subhead: bool = False
    rigid: bool = False
    less: Mpt = 0
    beside: int = 0
    widths: tuple[Mpt, ...] = ()
    white: int = 0
    stanza: bool = False
    signature: Signature | None = None
    turns: frozenset[int] = frozenset()
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
        style = self.prepared.style
        less = self.less + em_of(max(style.indent, style.hanging) + style.end_indent, style.type_along)
        narrowest = max(min(self.widths) - less, self.prepared.em)
        lines = self.prepared.length // narrowest + len(self.prepared.closing) + 16
        return self.kept.find_ways(self.prepared, self.measure(start, lines))

    def totals(self, start: int) -> Mapping[int, int]:
        """By the lines that it may take in all where it begins there: those that it takes without its signature."""
        ways = self.ways(start)
        if self.signature is None:
            counts = [ways.natural] if self.rigid else ways.costs
            return {count: count for count in counts}
        most = max(ways.costs)
        measure = self.measure(start, most + 1)
        totals = signed_totals(self.signature, self.prepared, ways, measure)
        return dict([next(iter(totals.items()))]) if self.rigid else totals

    def whites(self, left: int, *, at_head: bool) -> tuple[int, ...]:
        """The lines of white that may stand over it."""
        if at_head:
            return (0,)
        return (self.white, left) if self.stanza and left else (self.white,)

    def begins_at(self, foot: int, end: int) -> bool:
        return end - foot in self.totals(foot)

    def costs_at(self, start: int, left: int, *, at_head: bool) -> Mapping[int, float]:
        if not (self.rigid or self.white or self.signature or self.turns):
            return self.ways(start).costs
        found: dict[int, float] = {}
        for number, white in enumerate(self.whites(left, at_head=at_head)):
            ways = self.ways(start + white)
            for total, count in self.totals(start + white).items():
                # It leaves the rest of a leg white only where it would be parted there.
                if not number or total + self.white > left:
                    cost = ways.by_count[count].cost + self.hold(start + white, count).cost
                    found.setdefault(total + white, cost + number * POURED_COST * left)
        return found

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        return 0.0  # it is in `costs_at`, since it is known where legs end

    def hold(self, start: int, count: int) -> HeldWay:
        """The way in `count` lines that parts as little as can be at the turns, where it begins behind line `start`."""
        way = self.ways(start).by_count[count]
        if not self.turns or self.subhead or self.stanza:
            return HeldWay(way)
        room = LineRoom(self.kept, self.prepared, self.measure(start, count))
        return room.hold(way, lines_at(self.turns, start, count))


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
    What is over stands behind them. With the division come the widths of the lines that it was found for. A
    `mindful` one counts what is parted where legs end.
    """
    room = LegRoom(legs, poured=poured)
    whole = room.widths(room.capacity)

    def turns(total: int) -> frozenset[int]:
        return find_turns(legs, room.depths(total)) if mindful else frozenset()

    free = _divide(portions, whole, [*room.depths(room.capacity), BEYOND], turns=turns(room.capacity))
    if min(free) > room.capacity:
        return Division(free[min(free)][1], room.depths(room.capacity)), whole
    best: tuple[float, tuple[int, ...], int] | None = None
    parted = False
    verse = any(portion.stanza for portion in portions)
    tries = 0
    own = [leg.width for leg in legs]
    most = max(free) * max(own) // min(own)  # copy that moves on to narrower legs takes more lines
    for total in range(min(room.capacity, most + len(legs)), 0, -1):
        white = (room.capacity - total) * WHITE_COST / len(legs)
        if best is not None and (white >= best[0] or tries >= _TOTALS_TRIED):
            break
        tries += best is not None
        found = _divide(portions, room.widths(total), room.depths(total), turns=turns(total)).get(total)
        if found is not None:
            cost = found[0] + white + (0 if room.ends_level(total) else UNEVEN_COST)
            if best is None or cost < best[0]:
                best = cost, found[1], total
                parted = verse and found[0] >= BREAK_FACTOR * HANGING_SUBHEAD_COST
    found_verse = _fill_with_verse(portions, room, min(free)) if verse and (best is None or parted) else None
    if found_verse is not None:
        return found_verse
    if best is not None:
        _, counts, total = best
        return Division(counts, room.depths(total)), room.widths(total)
    # No total can be met exactly: the copy as it likes, its last leg short.
    if max(own) > min(own) and (nearly := _fill_nearly(portions, room, most + len(legs))) is not None:
        return nearly
    total = min((at for at in free if at <= room.capacity), key=lambda at: (free[at][0], at))
    return Division(free[total][1], room.filled_in_order(total)), whole


def _fill_nearly(
    portions: Sequence[UnevenPortion], room: LegRoom, most: int
) -> tuple[Division, tuple[Mpt, ...]] | None:
    """Legs of different widths that end level but for the last, which is as little short as can be."""
    best: tuple[int, int, tuple[int, ...]] | None = None
    for total in range(min(room.capacity, most), 0, -1):
        ways = _divide(portions, room.widths(total), room.depths(total))
        filled = max((at for at in ways if total - room.depths(total)[-1] < at <= total), default=None)
        if filled is not None and (best is None or total - filled <= best[0]):
            best = total - filled, total, ways[filled][1]
    if best is None:
        return None
    short, total, counts = best
    depths = room.depths(total)
    return Division(counts, (*depths[:-1], depths[-1] - short)), room.widths(total)


def _fill_with_verse(
    portions: Sequence[UnevenPortion], room: LegRoom, least: int
) -> tuple[Division, tuple[Mpt, ...]] | None:
    """The shallowest legs that hold copy with verse and part no stanza, if any do: with white at their feet."""
    for total in range(least, min(room.capacity, least + _VERSE_TOTALS_TRIED) + 1):
        widths, depths = room.widths(total), room.depths(total)
        ways = _divide(portions, widths, depths, may_end_short=True)
        cost, filled, counts = min(
            ((cost, at, counts) for at, (cost, counts) in ways.items()), default=(inf, 0, ())
        )
        if cost < BREAK_FACTOR * HANGING_SUBHEAD_COST:
            left = [filled]
            for depth in depths:
                left.append(max(0, left[-1] - depth))
            taken = tuple(before - after for before, after in pairwise(left))
            return Division(counts, taken, open=True), widths
    return None


def _divide(
    portions: Sequence[UnevenPortion],
    widths: tuple[Mpt, ...],
    depths: Sequence[int],
    *,
    turns: frozenset[int] = frozenset(),
    may_end_short: bool = False,
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """By the lines that all portions take in legs of these depths: the cost of the cheapest way, and its counts."""
    own = [replace(portion, widths=widths, turns=turns) for portion in portions]
    return divide(own, depths, break_factor=BREAK_FACTOR, places=_PLACES, may_end_short=may_end_short)
