"""Pieces of body with the line counts each can take -> how many lines each gets, so that legs fill and end level.

A dynamic programme over the pieces: the state is how many lines are filled so far, the cost is what the setter
asks for a count that is not a piece's own, and what the desk asks for a bad break at a leg's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDOW_COST = 1e5
"""A paragraph's first line alone at a leg's foot, or its last alone at a leg's head (孤行, CLREQ)."""

HANGING_SUBHEAD_COST = 1e6
"""A subhead at a leg's foot, away from its text."""

OTHER_TOTAL_COST = 2e4
"""A line more or less, of all legs together, than was asked for, where legs can't end level."""

_DEPTHS_TRIED = 3
"""Depths that are looked at where legs can't end level: further ones have more white or wider gaps."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or subhead: the cost of each number of lines it can take inside the rules, and its own number.

    `white` of its lines are empty and stand over the others; at a leg's head it has none of them.
    """

    costs: Mapping[int, float]
    natural: int
    subhead: bool = False
    white: int = 0

    def counts_at(self, start: int, leg_ends: frozenset[int]) -> Iterable[int]:
        """The numbers of lines that it can take where it begins behind line `start`."""
        if not self.white:
            return self.costs
        return (self.natural - self.white if not start or start in leg_ends else self.natural,)

    @property
    def closed(self) -> Piece:
        """The same without white."""
        if not self.white:
            return self
        bare = self.natural - self.white
        return Piece({bare: self.costs[bare]}, bare, self.subhead)


@dataclass(frozen=True, slots=True)
class Fill:
    """Lines of each piece, and lines of each leg: no leg is more than a line deeper than another."""

    counts: tuple[int, ...]
    depths: tuple[int, ...]

    @property
    def depth(self) -> int:
        """Lines of the deepest leg."""
        return max(self.depths, default=0)


@dataclass(frozen=True, slots=True)
class BadEnd:
    """A leg's end at a bad place of a piece, by numbers from 0: `line` is the one that is left alone."""

    piece: int
    line: int
    hanging: bool


def fill_legs(pieces: Sequence[Piece], legs: int, room: int, *, level: bool) -> Fill:
    """How many lines each piece takes in `legs` legs of at most `room` lines.

    Fills the legs to the foot where the setter's rules allow; else to the deepest level end; else evenly, the first
    legs a line deeper unless a subhead would hang. What has no room at all is set as tight as the rules allow.
    """
    if not level:
        pieces = [piece.closed for piece in pieces]
    natural = tuple(piece.natural for piece in pieces)
    if not pieces or (not level and sum(natural) > legs * room):
        return Fill(natural, shared_out(min(sum(natural), legs * room), legs))
    if not level:
        return _uneven([_rigid(piece) for piece in pieces], legs, room, sum(natural))
    fewest = sum(min(piece.costs) for piece in pieces)
    most = sum(max(piece.costs) for piece in pieces)
    if fewest > legs * room:
        return Fill(tuple(min(piece.costs) for piece in pieces), (room,) * legs)
    best: tuple[float, int, tuple[int, ...]] | None = None
    for depth in range(-(-fewest // legs), min(room, most // legs) + 1):
        found = _cheapest(pieces, (depth,) * legs)
        if found is None:
            continue
        # A line of white at the foot of all legs weighs more than any adjustment inside the rules.
        cost = found[0] + (room - depth) * WIDOW_COST * 10
        if best is None or cost < best[0]:
            best = (cost, depth, found[1])
    if best is None and any(piece.white for piece in pieces):
        return _spaced(pieces, legs, room) or fill_legs(
            [one.closed for one in pieces], legs, room, level=True
        )
    if best is None:
        return _uneven(pieces, legs, room, min(sum(natural), legs * room))
    even = Fill(best[2], (best[1],) * legs)
    if not _hanging(pieces, even):
        return even
    # Legs that end a line apart are better than a subhead without its text.
    return min(even, _uneven(pieces, legs, room, legs * best[1]), key=lambda fill: _hanging(pieces, fill))


def _spaced(pieces: Sequence[Piece], legs: int, room: int) -> Fill | None:
    """Pieces with white in legs of which the first are a line deeper, as deep as they can be; None where they can't."""
    most = min(sum(max(piece.costs) for piece in pieces), legs * room)
    for total in range(most, sum(min(piece.costs) for piece in pieces) - 1, -1):
        depths = shared_out(total, legs)
        found = _cheapest(pieces, depths)
        if found is not None and found[0] < HANGING_SUBHEAD_COST:
            return Fill(found[1], depths)
    return None


def bad_ends(pieces: Sequence[Piece], fill: Fill) -> list[BadEnd]:
    """Where legs end at bad places. Copy that is over will be cut and filled anew, so its legs have none."""
    feet = frozenset(accumulate(fill.depths))
    if sum(fill.counts) > sum(fill.depths):
        return []
    found = []
    start = 0
    for number, (piece, count) in enumerate(zip(pieces, fill.counts, strict=True)):
        end = start + count
        if piece.subhead:
            last = number == len(pieces) - 1
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


def _hanging(pieces: Sequence[Piece], fill: Fill) -> int:
    return sum(end.hanging for end in bad_ends(pieces, fill))


def _rigid(piece: Piece) -> Piece:
    """A piece that takes its own number of lines and no other."""
    return Piece({piece.natural: piece.costs[piece.natural]}, piece.natural, piece.subhead)


def _uneven(pieces: Sequence[Piece], legs: int, room: int, wanted: int) -> Fill:
    """Legs that differ by a line, anywhere: the cheapest that are near to `wanted` lines in all."""
    pieces = [piece.closed for piece in pieces]
    fewest = sum(min(piece.costs) for piece in pieces)
    most = sum(max(piece.costs) for piece in pieces)
    shallow = range(fewest // legs, min(room - 1, most // legs) + 1)
    middle = (wanted - 1) // legs
    best: tuple[float, Fill] | None = None
    for number, depth in enumerate(sorted(shallow, key=lambda one: (abs(one - middle), one))):
        if best is not None and (number >= _DEPTHS_TRIED or best[0] < WIDOW_COST):
            break
        found = _Ragged(pieces, legs, depth).cheapest(wanted)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is not None:
        return best[1]
    tight = tuple(min(piece.costs) for piece in pieces)
    return Fill(tight, shared_out(min(sum(tight), legs * room), legs))


def poured(fill: Fill) -> Fill:
    """The same lines with every leg full but the last: on a vertical page white inside a story looks like a hole."""
    total, legs = sum(fill.depths), len(fill.depths)
    depth = max(fill.depths, default=0)
    depths = [min(depth, max(0, total - number * depth)) for number in range(legs)]
    return Fill(fill.counts, tuple(depths))


def shared_out(total: int, legs: int) -> tuple[int, ...]:
    """The lines of each leg if so many lines are shared out evenly, the first legs a line deeper."""
    each, over = divmod(total, legs)
    return tuple(each + (number < over) for number in range(legs))


_Place = tuple[int, int, int]
"""Lines filled so far; the number of the leg they end in, which has room left; where that leg ends."""

_Way = tuple[float, tuple[int, ...], tuple[int, ...]]
"""What it costs; each leg's depth so far, negative so that of two equal ways the one with deeper first legs is less;
each piece's lines.
"""


class _Ragged:
    """Legs of `depth` lines or one more each, filled at the least cost: the choice of the deeper ones is part of it."""

    def __init__(self, pieces: Sequence[Piece], legs: int, depth: int) -> None:
        self.pieces, self.legs, self.depth = pieces, legs, depth

    def cheapest(self, wanted: int) -> tuple[float, Fill] | None:
        """The cheapest way, with what it costs to be another number of lines than `wanted`."""
        rest = sum(min(piece.costs) for piece in self.pieces)
        more = sum(max(piece.costs) for piece in self.pieces)
        states: dict[_Place, _Way] = {}
        for place, depths in self._opened(0, 0, ()):
            states[place] = (0.0, depths, ())
        for number, piece in enumerate(self.pieces):
            rest -= min(piece.costs)
            more -= max(piece.costs)
            last = number == len(self.pieces) - 1
            own = piece.costs[piece.natural]
            following: dict[_Place, _Way] = {}
            for place, (cost, depths, counts) in states.items():
                for count, price in piece.costs.items():
                    end = place[0] + count
                    if end + rest > self.legs * (self.depth + 1) or end + more < self.legs * self.depth:
                        continue
                    paid = cost + max(0.0, price - own)
                    for to, ends, reached in self._through(place, end, depths):
                        total = paid + break_cost(piece, place[0], end, ends)
                        if not last and piece.subhead and end in ends:
                            total += HANGING_SUBHEAD_COST
                        way = (total, reached, (*counts, count))
                        if to not in following or way < following[to]:
                            following[to] = way
            states = following
        best: tuple[float, _Way] | None = None
        for (filled, leg, _), way in states.items():
            if leg != self.legs:
                continue
            cost = way[0] + OTHER_TOTAL_COST * abs(filled - wanted)
            if best is None or (cost, way) < best:
                best = (cost, way)
        if best is None:
            return None
        return best[0], Fill(best[1][2], tuple(-depth for depth in best[1][1]))

    def _opened(self, at: int, leg: int, depths: tuple[int, ...]) -> list[tuple[_Place, tuple[int, ...]]]:
        """Each depth that the leg which begins behind line `at` can have; legs of none are passed over."""
        if leg == self.legs:
            return [((at, leg, at), depths)]
        found = [((at, leg, at + self.depth + 1), (*depths, -self.depth - 1))]
        if self.depth:
            found.append(((at, leg, at + self.depth), (*depths, -self.depth)))
        else:
            found += self._opened(at, leg + 1, (*depths, 0))
        return found

    def _through(
        self, place: _Place, end: int, depths: tuple[int, ...]
    ) -> list[tuple[_Place, frozenset[int], tuple[int, ...]]]:
        """Each way for a piece to go on from a place to line `end`: where it is then, and the leg ends it has met."""
        done: list[tuple[_Place, frozenset[int], tuple[int, ...]]] = []
        open_ways = [(place, frozenset[int](), depths)]
        while open_ways:
            (_, leg, foot), ends, so_far = open_ways.pop()
            if leg == self.legs:
                if foot == end:
                    done.append(((end, leg, foot), ends, so_far))
            elif foot > end:
                done.append(((end, leg, foot), ends, so_far))
            else:
                met = ends | {foot}
                open_ways += [(to, met, reached) for to, reached in self._opened(foot, leg + 1, so_far)]
        return done


def _cheapest(pieces: Sequence[Piece], depths: tuple[int, ...]) -> tuple[float, tuple[int, ...]] | None:
    """The cheapest counts that fill legs of these depths."""
    feet = list(accumulate(depths))
    total, leg_ends = feet[-1], frozenset(feet)
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    after = [0] * (len(pieces) + 1)
    before = [0] * (len(pieces) + 1)
    for number in range(len(pieces) - 1, -1, -1):
        after[number] = after[number + 1] + min(pieces[number].costs)
        before[number] = before[number + 1] + max(pieces[number].costs)
    for number, piece in enumerate(pieces):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        own = piece.costs[piece.natural]
        for filled, (cost, counts) in states.items():
            for count in piece.counts_at(filled, leg_ends):
                end = filled + count
                if not end + after[number + 1] <= total <= end + before[number + 1]:
                    continue
                price = cost + max(0.0, piece.costs[count] - own) + break_cost(piece, filled, end, leg_ends)
                if number < len(pieces) - 1 and piece.subhead and end in leg_ends:
                    price += HANGING_SUBHEAD_COST
                old = following.get(end)
                if old is None or price < old[0]:
                    following[end] = (price, (*counts, count))
        states = following
    return states.get(total)


def break_cost(piece: Piece, start: int, end: int, leg_ends: frozenset[int]) -> float:
    """What the leg ends inside a piece cost: its first line alone before one, or its last alone behind one."""
    if end - start < 2:
        return 0.0
    if piece.white:
        return HANGING_SUBHEAD_COST if any(start < one < end for one in leg_ends) else 0.0
    cost = 0.0
    if start + 1 in leg_ends:
        cost += HANGING_SUBHEAD_COST if piece.subhead else WIDOW_COST
    if end - 1 in leg_ends:
        cost += HANGING_SUBHEAD_COST if piece.subhead else WIDOW_COST
    return cost
