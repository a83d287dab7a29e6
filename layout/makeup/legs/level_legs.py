"""Portions of a body and level legs of one measure -> the lines of each portion, so that legs fill and end level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from layout.makeup.legs.division import (
    CLOSED_COST,
    HANGING_SUBHEAD_COST,
    LINES_AFTER_SUBHEAD,
    LONE_LINE_COST,
    Division,
    bad_ends,
    cheapest_ways,
    divide,
    find_whites,
    short_cost,
)
from layout.makeup.legs.leg_ends import PARTED_COST, lines_at

WHITE_COST = 1e6
"""A line of white at the feet of all legs: more than any adjustment inside the rules."""

OTHER_TOTAL_COST = 2e4
"""A line more or less, of all legs together, than was asked for, where legs can't end level."""

POURED_COST = 10
"""A line of white at a leg's foot before a stanza that begins the next leg."""

MOST_APART = 2
"""Lines that the text of legs which begin level may end apart."""

_VERSE_DEPTHS_TRIED = 40
"""Depths that legs of verse are tried deeper, so that no stanza is parted."""

_DEPTHS_TRIED = 3
"""Depths that are looked at where legs can't end level: further ones have more white or wider gaps."""


@dataclass(frozen=True, slots=True)
class EvenPortion:
    """A portion that takes the same wherever it begins: by number of lines what it costs more than its own number,
    `natural`. `white` of its lines stand empty over the others; `gap` lines more always do, but at a leg's head. A
    `stanza` that is `poured` may leave white at a leg's foot and begin the next, and so may a subhead which would stand
    there without its text. `parting`, if given, says what it costs more in a number of lines that legs end behind some
    of them.
    """

    costs: Mapping[int, float]
    natural: int
    subhead: bool = False
    white: int = 0
    gap: int = 0
    stanza: bool = False
    poured: bool = False
    parting: Callable[[int, frozenset[int]], float] | None = None

    @property
    def fewest(self) -> int:
        return min(self.costs)

    @property
    def deepest(self) -> int:
        """The most lines that it takes where nothing is left white for it."""
        return max(self.costs) + self.gap

    @property
    def most(self) -> int:
        if self.subhead:
            return self.deepest + self.bare + LINES_AFTER_SUBHEAD - 1
        return self.deepest + (max(self.costs) if self.poured else 0)

    @property
    def bare(self) -> int:
        """Its own number of lines, without any that are empty."""
        return self.natural - self.white

    @property
    def whole(self) -> int:
        """Its own number of lines with the gap over it."""
        return self.natural + self.gap

    def costs_at(self, start: int, left: int, *, at_head: bool) -> Mapping[int, float]:
        if self.subhead:
            return self._subhead_costs(left, at_head=at_head)
        if at_head or not (self.gap or self.poured):
            return self.costs
        over = min(self.gap, left)
        found = {count + over: cost for count, cost in self.costs.items()}
        if self.poured and 0 < left < min(found):
            found |= {left + count: cost + POURED_COST * left for count, cost in self.costs.items()}
        return found

    def _subhead_costs(self, left: int, *, at_head: bool) -> Mapping[int, float]:
        """A subhead stands behind its white, or leaves the rest of a leg that is too short for it and its text, or has
        less white so that both have room.
        """
        bare, over = self.bare, self.natural - self.bare + self.gap
        cost = self.costs[bare if at_head else self.natural]
        if at_head:
            return {bare: cost}
        found = {over + bare: cost} if over + bare <= left else {}
        if left < over + bare + LINES_AFTER_SUBHEAD:
            found.setdefault(left + bare, cost + short_cost(left))
            if left >= bare + LINES_AFTER_SUBHEAD:
                found.setdefault(left - LINES_AFTER_SUBHEAD, cost + CLOSED_COST)
        return found

    def white_over(self, start: int, left: int, count: int, *, at_head: bool) -> int:
        if self.subhead or self.stanza:
            return count - self.bare
        return 0 if at_head else min(self.gap, left)

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        return self.parting(count, held) if held and self.parting is not None else 0.0

    @property
    def fixed(self) -> EvenPortion:
        """The same with its own number of lines and no other."""
        return replace(self, costs={self.natural: self.costs[self.natural]})

    @property
    def closed(self) -> EvenPortion:
        """The same without white."""
        if not self.white:
            return self
        return replace(self, natural=self.natural - self.white, white=0).fixed

    @property
    def tight(self) -> int:
        """The fewest lines that it takes where it does not begin a leg."""
        return self.fewest + self.gap


def level_legs(portions: Sequence[EvenPortion], legs: int, room: int, *, level: bool) -> Division:
    """How many lines each portion takes in `legs` legs of at most `room` lines.

    Fills the legs to the foot where the setter's rules allow; else to the deepest level end; else evenly, the first
    legs a line deeper unless a subhead would hang. What has no room at all is set as tight as the rules allow. Where
    they need not be `level`, each portion takes its own number of lines.
    """
    if not level:
        portions = [portion.closed for portion in portions]
    natural = tuple(portion.whole for portion in portions)
    total = min(sum(natural), legs * room)
    if not portions or (not level and total < sum(natural)):
        return Division(natural, share_out(total, legs))
    if not level:
        fixed = [portion.fixed for portion in portions]
        verse = _level_verse(fixed, legs, room) if any(portion.stanza for portion in portions) else None
        return verse or _level_nearly(fixed, legs, room, total)
    fewest, most = sum(portion.fewest for portion in portions), sum(portion.deepest for portion in portions)
    if fewest > legs * room:
        return Division(tuple(portion.tight for portion in portions), (room,) * legs)
    found = [
        (way[0] + (room - depth) * WHITE_COST, depth, way[1])
        for depth in range(-(-fewest // legs), min(room, most // legs) + 1)
        if (way := divide(portions, (depth,) * legs).get(legs * depth)) is not None
    ]
    if any(portion.stanza for portion in portions):
        whole = _level_verse(portions, legs, room)
        best = min((way[0] - (room - way[1]) * WHITE_COST for way in found), default=None)
        if whole is not None and (best is None or best >= HANGING_SUBHEAD_COST):
            return whole
    if found:
        _, depth, counts = min(found, key=lambda way: way[0])
        even = Division(counts, (depth,) * legs)
        if not any(_count_faults(portions, even)):
            return even
        return _level_soundly(portions, legs, room, legs * depth, even)
    if not any(portion.white for portion in portions):
        return _level_soundly(portions, legs, room, total)
    # With white over subheads: legs of which the first are a line deeper, as deep as they can be; else without it.
    for lines in range(min(most, legs * room), fewest - 1, -1):
        way = divide(portions, share_out(lines, legs)).get(lines)
        if way is not None and way[0] < HANGING_SUBHEAD_COST:
            return Division(way[1], share_out(lines, legs))
    return level_legs([portion.closed for portion in portions], legs, room, level=True)


def _level_soundly(
    portions: Sequence[EvenPortion], legs: int, room: int, wanted: int, even: Division | None = None
) -> Division:
    """Legs that end a line apart, or two where that saves more: better than a subhead without its text, a line alone,
    or a number without its unit. The last leg is shorter rather than another.
    """
    sound = even
    for short_from in (legs, legs - 1, 0):
        uneven = _level_nearly(portions, legs, room, wanted, short_from)
        if sound is None or _count_faults(portions, uneven) < _count_faults(portions, sound):
            sound = uneven
        if not any(_count_faults(portions, sound)):
            break
    assert sound is not None
    return sound


def _level_verse(portions: Sequence[EvenPortion], legs: int, room: int) -> Division | None:
    """Legs that begin with stanzas and may end short, as shallow as can be with every stanza whole; else those with the
    fewest stanzas parted. None where nothing has room.
    """
    poured = [replace(portion, poured=portion.stanza) for portion in portions]
    least = sum(portion.fewest for portion in portions)
    best: tuple[float, int, int, tuple[int, ...]] | None = None
    shallowest = max(1, -(-least // legs))
    for depth in range(shallowest, min(room, shallowest + _VERSE_DEPTHS_TRIED) + 1):
        ways = cheapest_ways(poured, [(depth,)] * legs, may_end_short=True)
        found = min(
            ((cost, filled, counts) for (filled, _, _), (cost, _, counts) in ways.items()), default=None
        )
        if found is not None and (best is None or found[0] < best[0] - HANGING_SUBHEAD_COST / 2):
            best = found[0], depth, found[1], found[2]
        if best is not None and best[0] < HANGING_SUBHEAD_COST:
            break
    if best is None:
        return None
    _, depth, filled, counts = best
    depths = tuple(min(depth, max(0, filled - leg * depth)) for leg in range(legs))
    return Division(counts, depths, open=True)


def share_out(total: int, legs: int) -> tuple[int, ...]:
    """The lines of each leg where `total` lines are shared out evenly, the first legs a line deeper."""
    each, over = divmod(total, legs)
    return tuple(each + (number < over) for number in range(legs))


def _level_nearly(
    portions: Sequence[EvenPortion], legs: int, room: int, wanted: int, short_from: int | None = None
) -> Division:
    """Legs that differ by a line, anywhere, by two those from the leg `short_from` on: the cheapest that are near to
    `wanted` lines in all.
    """
    portions = [portion.closed for portion in portions]
    tight = tuple(portion.tight for portion in portions)
    fewest, most = sum(portion.fewest for portion in portions), sum(portion.most for portion in portions)
    shallow = range(fewest // legs, min(room - 1, most // legs) + 1)
    middle = (wanted - 1) // legs
    best: tuple[float, tuple[float, tuple[int, ...], tuple[int, ...]]] | None = None
    for number, depth in enumerate(sorted(shallow, key=lambda at: (abs(at - middle), at))):
        if best is not None and (number >= _DEPTHS_TRIED or best[0] < LONE_LINE_COST):
            break
        depths: list[tuple[int, ...]] = [(depth + 1, depth)] * legs
        if short_from is not None and depth > 1:
            depths[short_from:] = [(depth + 1, depth, depth - 1)] * (legs - short_from)
        ways = cheapest_ways(portions, depths)
        whole = [
            (way[0] + OTHER_TOTAL_COST * abs(filled - wanted), way)
            for (filled, leg, _), way in ways.items()
            if leg == legs
        ]
        found = min(whole, default=best)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None:
        return Division(tight, share_out(min(sum(tight), legs * room), legs))
    _, (_, taken, counts) = best
    return Division(counts, tuple(-depth for depth in taken))


def _count_faults(portions: Sequence[EvenPortion], division: Division) -> tuple[int, int, int, int]:
    """Subheads that hang, ends of legs that part something, lines that stand alone, and lines by which the text of legs
    ends further apart than it should.
    """
    whites = find_whites(portions, division.counts, division.depths)
    ends = bad_ends([portion.subhead for portion in portions], replace(division, whites=whites))
    hanging = sum(end.hanging for end in ends)
    feet = frozenset(accumulate(division.depths))
    starts = accumulate(division.counts, initial=0)
    cost = sum(
        portion.parting_cost(count, lines_at(feet, start, count))
        for portion, count, start in zip(portions, division.counts, starts, strict=False)
    )
    ragged = max(0, _measure_spread(division, whites) - MOST_APART)
    return hanging, int(cost // PARTED_COST), len(ends) - hanging, ragged


def _measure_spread(division: Division, whites: Sequence[int]) -> int:
    """By how many lines the text of legs ends apart. What moved on to the next leg left white at the foot of one."""
    depths = [depth for depth in division.depths if depth]
    feet = [*accumulate(depths)]
    for start, white in zip(accumulate(division.counts, initial=0), whites, strict=False):
        if white and start + white in feet:
            depths[feet.index(start + white)] -= white
    return max(depths, default=0) - min(depths, default=0)
