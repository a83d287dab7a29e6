"""The ways through a paragraph, by number of lines -> the number it takes of itself, and those inside the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

LEEWAY = 3e7
"""A way through a paragraph that costs so much more than the best is not worth having, even if it breaks no rule."""


@dataclass(frozen=True, slots=True)
class ParagraphWay:
    """One way through a paragraph: what it costs, how many of its lines break a rule, and the last unit of each."""

    cost: float
    faults: int
    ends: tuple[int, ...]


@dataclass(frozen=True)
class ParagraphWays:
    """For each number of lines that a paragraph can take at a measure, the best way to take it.

    Only the best of all is sure to be there, which has the `natural` number of lines.
    """

    by_count: Mapping[int, ParagraphWay]

    @cached_property
    def natural(self) -> int:
        """The number of lines that the paragraph takes of itself: the cheapest, and the fewer of two."""
        return min(self.by_count, key=lambda count: (self.by_count[count].cost, count))

    @cached_property
    def costs(self) -> Mapping[int, float]:
        """What each number of lines costs that copy-fitting may take: where rules are broken no more often than in the
        natural one.
        """
        own = self.by_count[self.natural]
        return {
            count: way.cost
            for count, way in self.by_count.items()
            if way.faults <= own.faults and way.cost < own.cost + LEEWAY
        }

    @cached_property
    def costs_over_natural(self) -> Mapping[int, float]:
        """How much more each of these costs than the natural number."""
        own = self.by_count[self.natural].cost
        return {count: cost - own for count, cost in self.costs.items()}
