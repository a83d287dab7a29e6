"""Pieces of body with the line counts each can take -> how many lines each gets, so that legs fill and end level.

A dynamic programme over the pieces: the state is how many lines are filled so far, the cost is what the setter
asks for a count that is not a piece's own, and what the desk asks for a bad break at a leg's end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDOW_COST = 1e5
"""A paragraph's first line alone at a leg's foot, or its last alone at a leg's head (孤行, CLREQ)."""

HANGING_SUBHEAD_COST = 1e6
"""A subhead at a leg's foot, away from its text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or subhead: the cost of each number of lines it can take inside the rules, and its own number."""

    costs: Mapping[int, float]
    natural: int
    subhead: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """Lines of each piece, and lines of each leg: no leg is more than a line deeper than another."""

    counts: tuple[int, ...]
    depths: tuple[int, ...]

    @property
    def depth(self) -> int:
        """Lines of the deepest leg."""
        return max(self.depths, default=0)

    @property
    def level(self) -> bool:
        """Whether all legs have as many lines."""
        return len(set(self.depths)) <= 1


def fill_legs(pieces: Sequence[Piece], legs: int, room: int, *, level: bool) -> Fill:
    """How many lines each piece takes in `legs` legs of at most `room` lines.

    Fills the legs to the foot where the setter's rules allow; else to the deepest level end; else evenly,
    the first legs a line deeper. What has no room at all is set as tight as the rules allow.
    """
    natural = tuple(piece.natural for piece in pieces)
    if not level or not pieces:
        return Fill(natural, shared_out(min(sum(natural), legs * room), legs))
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
    if best is not None:
        return Fill(best[2], (best[1],) * legs)
    return _uneven(pieces, legs, room)


def _uneven(pieces: Sequence[Piece], legs: int, room: int) -> Fill:
    """Legs that can't end level: as near to the pieces' own counts as fits."""
    for total in _nearest(sum(piece.natural for piece in pieces), legs * room):
        depths = shared_out(total, legs)
        found = _cheapest(pieces, depths)
        if found is not None:
            return Fill(found[1], depths)
    fewest = tuple(min(piece.costs) for piece in pieces)
    return Fill(fewest, shared_out(min(sum(fewest), legs * room), legs))


def shared_out(total: int, legs: int) -> tuple[int, ...]:
    """The lines of each leg if so many lines are shared out evenly, the first legs a line deeper."""
    each, over = divmod(total, legs)
    return tuple(each + (number < over) for number in range(legs))


def _nearest(wanted: int, most: int) -> list[int]:
    return sorted(
        range(max(1, wanted - 8), min(most, wanted + 8) + 1), key=lambda total: (abs(total - wanted), total)
    )


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
            for count in piece.costs:
                end = filled + count
                if not end + after[number + 1] <= total <= end + before[number + 1]:
                    continue
                price = cost + max(0.0, piece.costs[count] - own) + _break_cost(piece, filled, end, leg_ends)
                if number < len(pieces) - 1 and piece.subhead and end in leg_ends:
                    price += HANGING_SUBHEAD_COST
                old = following.get(end)
                if old is None or price < old[0]:
                    following[end] = (price, (*counts, count))
        states = following
    return states.get(total)


def _break_cost(piece: Piece, start: int, end: int, leg_ends: frozenset[int]) -> float:
    """What the leg ends inside a piece cost: its first line alone before one, or its last alone behind one."""
    if end - start < 2:
        return 0.0
    cost = 0.0
    if start + 1 in leg_ends:
        cost += HANGING_SUBHEAD_COST if piece.subhead else WIDOW_COST
    if end - 1 in leg_ends:
        cost += HANGING_SUBHEAD_COST if piece.subhead else WIDOW_COST
    return cost
