"""Lengths and rectangles of a page: thousandths of a point from the upper left corner of the trim, y downward."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Mpt = int
"""A length in thousandths of a point (1 pt = 1/72 in)."""

Extent = tuple[Mpt, Mpt]
"""From where to where something reaches, across the page or down it."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: left, top, width, height."""

    x: Mpt
    y: Mpt
    width: Mpt
    height: Mpt

    @property
    def right(self) -> Mpt:
        return self.x + self.width

    @property
    def bottom(self) -> Mpt:
        return self.y + self.height

    @property
    def across(self) -> Extent:
        """From its left to its right edge."""
        return self.x, self.x + self.width

    @property
    def down(self) -> Extent:
        """From its top to its foot."""
        return self.y, self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """Whether the two have more than an edge in common."""
        return measure_shared(self.across, other.across) > 0 and measure_shared(self.down, other.down) > 0

    def common_area(self, other: Rect) -> int:
        """The area that the two have in common, in square thousandths of a point."""
        across, down = measure_shared(self.across, other.across), measure_shared(self.down, other.down)
        return max(0, across) * max(0, down)


def measure_shared(extent: Extent, other: Extent) -> Mpt:
    """The length that two extents have in common; negative where they are apart, by how much."""
    return min(extent[1], other[1]) - max(extent[0], other[0])


def hull(rects: Iterable[Rect]) -> Rect | None:
    """The smallest rectangle that holds all of them; None of none."""
    every = [*rects]
    if not every:
        return None
    left, top = min(rect.x for rect in every), min(rect.y for rect in every)
    right, bottom = max(rect.right for rect in every), max(rect.bottom for rect in every)
    return Rect(left, top, right - left, bottom - top)
