"""Portions of a body and legs whose lines differ in length -> how each is broken, and how far each leg is filled.

Which lines a portion may take depends on where it begins, and on which lines the legs have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.division import (
    BEYOND,
    CLOSED_COST,
    HANGING_SUBHEAD_COST,
    LINES_AFTER_SUBHEAD,
    LONE_LINE_COST,
    SHORT_COST,
    Division,
    divide,
    short_cost,
)
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

MOST_SHORT = 2
"""Lines that the last leg may end above the others, so that no line or subhead stands alone."""

LEAST_OVER = 3
"""Lines that a part of a leg has at least where one of them is left white: fewer hardly make a leg."""

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
class Reading:
    """How a portion takes its lines: `over` empty ones, then its own, of which its text takes `taken` and a signature
    the others. Before its own line `short`, if any, a line is left white, so that not one alone stands below.
    """

    over: int
    taken: int
    cost: float
    short: int | None = None


@dataclass(frozen=True, slots=True)
class UnevenPortion:
    """A paragraph or subhead whose lines are as long as `widths` says, which has the lines of all legs. Its first
    `beside` lines are `less` shorter, for an initial. A `rigid` one takes its own number of lines and no other. `white`
    lines stand empty over it where no leg begins with it. A `stanza` may leave white at a leg's foot and begin the
    next; so may what `moves`, where a line of it would stand there alone, or where its text would not follow it. A
    `signature` stands behind its last line, or on lines more. `feet` are the lines of the body behind which a leg ends,
    or something stands across it. A `mindful` one counts what is parted there.
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
    moves: bool = False
    signature: Signature | None = None
    feet: tuple[int, ...] = ()
    mindful: bool = False
    fewest: float = 0
    most: float = inf
    _read_so_far: dict[tuple[int, int, bool], dict[int, Reading]] = field(
        init=False, default_factory=dict, compare=False
    )

    def measure(self, start: int, lines: int, short: int | None = None) -> Measure:
        """The measure of its first `lines` lines, where it begins behind line `start` of the body."""
        own = self.widths[start : start + lines + (short is not None)]
        if short is not None:
            own = (*own[:short], *own[short + 1 :])
        own = own if len(own) == lines else (*own, self.widths[-1])
        if not self.less and len(set(own)) == 1:
            return own[0]
        return LineMeasures(own, self.less, self.beside)

    def ways(self, start: int, short: int | None = None) -> ParagraphWays:
        """The ways through it where it begins there. It hardly takes more lines than are looked at."""
        style = self.prepared.style
        less = self.less + em_of(max(style.indent, style.hanging) + style.end_indent, style.type_along)
        narrowest = max(min(self.widths) - less, self.prepared.em)
        lines = self.prepared.length // narrowest + len(self.prepared.closing) + 16
        return self.kept.find_ways(self.prepared, self.measure(start, lines, short))

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

    def readings(self, start: int, left: int, *, at_head: bool) -> Mapping[int, Reading]:
        """How it may take its lines where it begins there, by their number."""
        known = self._read_so_far.get((start, left, at_head))
        if known is not None:
            return known
        found: dict[int, Reading] = {}
        self._read_so_far[start, left, at_head] = found
        if at_head:
            self._read(found, start, 0)
        elif self.subhead:
            self._read_subhead(found, start, left)
        else:
            if self.moves and left == 1 and self._may_be_short(start + left):
                self._read(found, start, left, SHORT_COST)
            self._read(found, start, min(self.white, left))
            if self.stanza and left:
                # It leaves the rest of a leg white only where it would be parted there.
                self._read(found, start, left, POURED_COST * left, parted_by=left - self.white)
        if self.moves and not self.subhead and self.signature is None:
            self._read_short(found, start)
        return found

    def _read(
        self, found: dict[int, Reading], start: int, over: int, more: float = 0.0, *, parted_by: int = 0
    ) -> None:
        """Adds the readings with so many empty lines over it, which cost `more`; those found before it come first."""
        first, ways = start + over, self.ways(start + over)
        if not (self.rigid or self.signature or self.mindful or found or parted_by):
            found |= {count + over: Reading(over, count, cost + more) for count, cost in ways.costs.items()}
            return
        for total, count in self.totals(first).items():
            if total > parted_by and total + over not in found:
                held = self.hold(first, count).cost if self.mindful else 0.0
                found[total + over] = Reading(over, count, ways.by_count[count].cost + held + more)

    def _read_subhead(self, found: dict[int, Reading], start: int, left: int) -> None:
        """A subhead stands behind its white, or leaves the rest of a leg that is too short for it and its text, or has
        less white so that both have room.
        """
        standing: dict[int, Reading] = {}
        self._read(standing, start, self.white)
        found |= {count: reading for count, reading in standing.items() if count <= left}
        if left < max(standing) + LINES_AFTER_SUBHEAD and self.moves:
            self._read(found, start, left, short_cost(left))
            over = left - (max(standing) - self.white) - LINES_AFTER_SUBHEAD
            if 0 <= over < self.white:
                self._read(found, start, over, CLOSED_COST)
        if not found:
            found |= standing

    def _read_short(self, found: dict[int, Reading], start: int) -> None:
        """Adds readings that leave a line white before a foot, where it has no way to set two lines behind it."""
        ends = max(found, default=0)
        for before, foot in pairwise((start, *(foot for foot in self.feet if start < foot < start + ends))):
            own, short = foot - start + 1, foot - start - 1
            if foot - before <= 2 or foot + 1 in self.feet or own + 1 in found or own not in found:
                continue
            if not self._may_be_short(foot):
                continue
            way = self.ways(start, short).by_count.get(own)
            if way is not None:
                cost = way.cost + self.hold(start, own, short).cost + SHORT_COST
                found[own + 1] = Reading(0, own, cost, short)

    def _may_be_short(self, foot: int) -> bool:
        """Whether enough lines are left of a part of a leg where its last is left white."""
        return foot - max((other for other in self.feet if other < foot), default=0) > LEAST_OVER

    def costs_at(self, start: int, left: int, *, at_head: bool) -> Mapping[int, float]:
        return {count: reading.cost for count, reading in self.readings(start, left, at_head=at_head).items()}

    def white_over(self, start: int, left: int, count: int, *, at_head: bool) -> int:
        return self.readings(start, left, at_head=at_head)[count].over

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        return 0.0  # it is in `costs_at`, since it is known where legs end

    def hold(self, start: int, count: int, short: int | None = None) -> HeldWay:
        """The way in `count` lines that parts as little as can be at the feet, where it begins behind line `start`."""
        way = self.ways(start, short).by_count[count]
        if not self.mindful or self.subhead or self.stanza:
            return HeldWay(way)
        room = LineRoom(self.kept, self.prepared, self.measure(start, count, short))
        return room.hold(way, self.held_lines(start, count, short))

    def held_lines(self, start: int, count: int, short: int | None = None) -> frozenset[int]:
        """Which of its `count` lines a foot is behind, by their numbers."""
        if short is None:
            return lines_at(frozenset(self.feet), start, count)
        lines = lines_at(frozenset(self.feet), start, count + 1)
        return frozenset(line - (line >= short) for line in lines)


@dataclass(frozen=True, slots=True)
class UnevenFill:
    """How portions fill legs, with the widths of the lines and the feet that it was found for."""

    division: Division
    widths: tuple[Mpt, ...]
    feet: tuple[int, ...]


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

    def short_ended(self, total: int) -> Iterator[tuple[int, ...]]:
        """Depths for as many lines where the last leg, in which the story ends, is a line or two short of others."""
        if self.poured or len(self.rooms) < 2:
            return
        for short in range(1, min(MOST_SHORT, self.capacity - total) + 1):
            *others, last = self.depths(total + short)
            slots = self.legs[-1].slots
            if last > short and slots[last - short - 1].line + short == slots[last - 1].line:
                yield *others, last - short

    def feet(self, depths: Sequence[int]) -> tuple[int, ...]:
        """Behind which lines a leg of such a depth ends, or something stands across one."""
        return tuple(sorted(find_turns(self.legs, depths)))

    def filled_in_order(self, total: int) -> tuple[int, ...]:
        """The same where one leg is filled after the other."""
        depths = []
        for room in self.rooms:
            depths.append(min(total, room))
            total -= depths[-1]
        return tuple(depths)

    def widths(self, depths: Sequence[int]) -> tuple[Mpt, ...]:
        """The measure of each line in legs of such depths."""
        return tuple(
            slot.width for leg, depth in zip(self.legs, depths, strict=True) for slot in leg.slots[:depth]
        )


def fill_uneven_legs(
    portions: Sequence[UnevenPortion], legs: Sequence[BodyLeg], *, poured: bool, mindful: bool = False
) -> UnevenFill:
    """Fills the legs to their feet where the setter's rules allow it, else to a level end, else to one a line apart.
    What is over stands behind them. A `mindful` one counts what is parted where legs end.
    """
    room = LegRoom(legs, poured=poured)
    portions = [replace(portion, mindful=mindful) for portion in portions]
    whole, feet = room.widths(room.rooms), room.feet(room.rooms)
    free = _divide(portions, whole, (*feet, feet[-1] + BEYOND))
    if min(free) > room.capacity:
        division = Division(free[min(free)][1], room.rooms)
        return UnevenFill(division, whole, (*feet, feet[-1] + BEYOND))
    best: tuple[float, tuple[int, ...], tuple[int, ...]] | None = None
    parted = alone = sound = False
    verse = any(portion.stanza for portion in portions)
    tries = 0
    own = [leg.width for leg in legs]
    most = max(free) * max(own) // min(own)  # copy that moves on to narrower legs takes more lines
    for total in range(min(room.capacity, most + len(legs)), 0, -1):
        white = (room.capacity - total) * WHITE_COST / len(legs)
        if best is not None and (white >= best[0] or tries >= _TOTALS_TRIED):
            break
        tries += best is not None
        for number, depths in enumerate((room.depths(total), *room.short_ended(total))):
            if number and (sound or not alone):
                break
            found = _divide(portions, room.widths(depths), room.feet(depths)).get(total)
            alone = found is None or found[0] >= BREAK_FACTOR * LONE_LINE_COST
            if found is not None:
                cost = found[0] + white + (0 if not number and room.ends_level(total) else UNEVEN_COST)
                if best is None or cost < best[0]:
                    best, sound = (cost, found[1], depths), not alone
                    parted = verse and found[0] >= BREAK_FACTOR * HANGING_SUBHEAD_COST
    found_verse = _fill_with_verse(portions, room, min(free)) if verse and (best is None or parted) else None
    if found_verse is not None:
        return found_verse
    if best is not None:
        _, counts, depths = best
        return UnevenFill(Division(counts, depths), room.widths(depths), room.feet(depths))
    # No total can be met exactly: the copy as it likes, its last leg short.
    if max(own) > min(own) and (nearly := _fill_nearly(portions, room, most + len(legs))) is not None:
        return nearly
    total = min((at for at in free if at <= room.capacity), key=lambda at: (free[at][0], at))
    return UnevenFill(Division(free[total][1], room.filled_in_order(total)), whole, feet)


def _fill_nearly(portions: Sequence[UnevenPortion], room: LegRoom, most: int) -> UnevenFill | None:
    """Legs of different widths that end level but for the last, which is as little short as can be."""
    best: tuple[int, int, tuple[int, ...]] | None = None
    for total in range(min(room.capacity, most), 0, -1):
        depths = room.depths(total)
        ways = _divide(portions, room.widths(depths), room.feet(depths))
        filled = max((at for at in ways if total - depths[-1] < at <= total), default=None)
        if filled is not None and (best is None or total - filled <= best[0]):
            best = total - filled, total, ways[filled][1]
    if best is None:
        return None
    short, total, counts = best
    depths = room.depths(total)
    depths = (*depths[:-1], depths[-1] - short)
    return UnevenFill(Division(counts, depths), room.widths(depths), room.feet(depths))


def _fill_with_verse(portions: Sequence[UnevenPortion], room: LegRoom, least: int) -> UnevenFill | None:
    """The shallowest legs that hold copy with verse and part no stanza, if any do: with white at their feet."""
    for total in range(least, min(room.capacity, least + _VERSE_TOTALS_TRIED) + 1):
        depths = room.depths(total)
        widths, feet = room.widths(depths), room.feet(depths)
        ways = _divide(portions, widths, feet, may_end_short=True)
        cost, filled, counts = min(
            ((cost, at, counts) for at, (cost, counts) in ways.items()), default=(inf, 0, ())
        )
        if cost < BREAK_FACTOR * HANGING_SUBHEAD_COST:
            left = [filled]
            for depth in depths:
                left.append(max(0, left[-1] - depth))
            taken = tuple(before - after for before, after in pairwise(left))
            return UnevenFill(Division(counts, taken, open=True), widths, feet)
    return None


def _divide(
    portions: Sequence[UnevenPortion],
    widths: tuple[Mpt, ...],
    feet: tuple[int, ...],
    *,
    may_end_short: bool = False,
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """By the lines that all portions take in legs with such feet: the cost of the cheapest way, and its counts. Where
    something stands across a leg, copy goes on as it does at its foot.
    """
    own = [replace(portion, widths=widths, feet=feet) for portion in portions]
    depths = [foot - before for before, foot in pairwise((0, *feet))]
    return divide(own, depths, break_factor=BREAK_FACTOR, places=_PLACES, may_end_short=may_end_short)
