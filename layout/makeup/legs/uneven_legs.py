"""Portions of a body and legs whose lines differ in length -> how each is broken, and how far each leg is filled.

Which lines a portion may take depends on where it begins, and on which lines the legs have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from layout.makeup.legs.division import (
    BEYOND,
    HANGING_SUBHEAD_COST,
    LONE_LINE_COST,
    Division,
    divide,
)
from layout.makeup.legs.ground import BodyLeg
from layout.makeup.legs.leg_ends import find_turns
from layout.makeup.legs.level_legs import WHITE_COST
from layout.makeup.legs.uneven_portion import UnevenPortion
from layout.scene import Mpt

UNEVEN_COST = 3e5
"""Feet that are a line apart."""

BREAK_FACTOR = 4
"""A lone line at a leg's end is worse than feet that are a line apart, or a line of white at the foot of one leg."""

MOST_SHORT = 2
"""Lines that the last leg may end above the others, so that no line or subhead stands alone."""

_PLACES = 24
"""Places that the search goes on from after each portion."""

_TOTALS_TRIED = 12
"""Totals that are looked at beyond the first one that the copy can take."""

_VERSE_TOTALS_TRIED = 60
"""Totals that are looked at so that no stanza is parted."""


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
