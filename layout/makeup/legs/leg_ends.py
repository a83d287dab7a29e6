"""A paragraph's way and the ends of legs inside it -> the way in as many lines that parts nothing there, and its cost.

Where a leg ends, or something stands across it, no word is divided, and no number, name or title parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.ground import BodyLeg
from layout.scene import Mpt
from layout.typeset import Measure, ParagraphWay, PreparedParagraph, find_parted_ends

PARTED_COST = 1e7
"""A leg's end that parts something: legs come out otherwise for it, but are not all left a line short."""

MOST_HELD_COST = 5e6
"""What a way may cost more, at most, that parts nothing there: gaps are better than to part something all the same."""


def find_turns(legs: Sequence[BodyLeg], depths: Sequence[int]) -> frozenset[int]:
    """Behind which lines, counted from 1 through all legs, the next one does not stand right below: at a leg's end, and
    where something stands across it.
    """
    turns: set[int] = set()
    at = 0
    for leg, depth in zip(legs, depths, strict=True):
        for number, slot in enumerate(leg.slots[:depth], 1):
            at += 1
            if number == depth or leg.slots[number].line != slot.line + 1:
                turns.add(at)
    return frozenset(turns)


def lines_at(turns: AbstractSet[int], start: int, count: int) -> frozenset[int]:
    """Which of the `count` lines of a portion that begins behind line `start` turns are behind, by numbers from 0."""
    return frozenset(turn - start - 1 for turn in turns if start < turn < start + count)


@dataclass(frozen=True, slots=True)
class HeldWay:
    """A way of a paragraph that parts as little as can be at the ends of legs: the numbers of lines that part something
    there all the same, and what that costs.
    """

    way: ParagraphWay
    parted: frozenset[int] = frozenset()
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class LineRoom:
    """What a paragraph is set with: what is kept of it, and the measure of its lines."""

    kept: KeptParagraphs
    prepared: PreparedParagraph
    measure: Mpt | Measure

    def hold(self, way: ParagraphWay, held: frozenset[int]) -> HeldWay:
        """The way in as many lines that parts nothing at the ends of lines `held`, if there is one."""
        if not held or not find_parted_ends(self.prepared, way) & held:
            return HeldWay(way)
        found = self.kept.hold_ends(self.prepared, self.measure, way, held)
        return self.keep(found, held, found.cost - way.cost)

    def keep(self, way: ParagraphWay, held: frozenset[int], more: float = 0.0) -> HeldWay:
        """The way as it is, with what it parts at the ends of lines `held`; it costs so much `more` than another."""
        parted = find_parted_ends(self.prepared, way) & held
        return HeldWay(way, parted, max(0.0, min(more, MOST_HELD_COST)) + PARTED_COST * len(parted))
