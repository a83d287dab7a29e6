"""Lengths and rectangles of a page: thousandths of a point from the upper left corner of the trim, y downward."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

PageSide = Literal["top", "left", "right", "bottom"]
"""A side of a page or of a rectangle on it, as the page is looked at."""

SIDES: Final[tuple[PageSide, ...]] = ("left", "top", "right", "bottom")
"""In the order of `Rect.sides`."""

Mpt = int
"""A length in thousandths of a point (1 pt = 1/72 in)."""

Extent = tuple[Mpt, Mpt]
"""From where to where something reaches, across the page or down it."""

Cells = tuple[range, range]
"""The columns and the lines of a rectangle, counted from 0."""


def millimetres(value: float) -> Mpt:
    """Millimetres -> thousandths of a point."""
    return round(value * 72_000 / 25.4)


def as_millimetres(length: Mpt) -> float:
    """Thousandths of a point -> millimetres."""
    return length * 25.4 / 72_000


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

    @property
    def sides(self) -> tuple[Mpt, Mpt, Mpt, Mpt]:
        """Left, top, right and bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height

    @property
    def in_mm(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in millimetres, to a tenth."""
        left, top, right, bottom = (round(as_millimetres(side), 1) for side in self.sides)
        return left, top, right, bottom

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


def make_rect(left: Mpt, top: Mpt, right: Mpt, bottom: Mpt) -> Rect:
    """The rectangle of these sides."""
    return Rect(left, top, right - left, bottom - top)


def bleed_over(rect: Rect, sides: Iterable[PageSide], trim: tuple[Mpt, Mpt], bleed: Mpt) -> Rect:
    """A rectangle with some of its sides moved out over the edges of a page of that trim, by the bleed."""
    edges = (-bleed, -bleed, trim[0] + bleed, trim[1] + bleed)
    moved = frozenset(sides)
    return make_rect(
        *(edge if name in moved else own for name, own, edge in zip(SIDES, rect.sides, edges, strict=True))
    )


def turned_rect(rect: Rect, page_width: Mpt) -> Rect:
    """A rectangle along vertical lines -> the same on the page, `page_width` wide: y is counted from its right edge."""
    return Rect(page_width - rect.bottom, rect.x, rect.height, rect.width)


def turned_back(rect: Rect, page_width: Mpt) -> Rect:
    """The inverse of `turned_rect`."""
    return Rect(rect.y, page_width - rect.right, rect.height, rect.width)


def are_alongside(extent: Extent, other: Extent) -> bool:
    """Whether two extents share at least half of the shorter."""
    return 2 * measure_shared(extent, other) >= min(extent[1] - extent[0], other[1] - other[0]) > 0


def find_gaps(extents: Iterable[Extent]) -> list[Extent]:
    """What several extents leave free between them, in order."""
    found: list[Extent] = []
    end: Mpt | None = None
    for start, stop in sorted(extents):
        if end is not None and start > end:
            found.append((end, start))
        end = stop if end is None else max(end, stop)
    return found


def measure_distance(rect: Rect, other: Rect) -> Mpt:
    """How far two rectangles are apart, across or down, whichever is more; 0 where they touch."""
    return max(0, -measure_shared(rect.across, other.across), -measure_shared(rect.down, other.down))


def find_corridor(own: Rect, other: Rect, *, sideways: bool) -> Rect | None:
    """The white between two rectangles that stand side by side (or one below the other), where they face each other.

    None where they don't.
    """
    left, right = max(own.x, other.x), min(own.right, other.right)
    top, bottom = max(own.y, other.y), min(own.bottom, other.bottom)
    if sideways:
        return Rect(right, top, left - right, bottom - top) if left >= right and bottom > top else None
    return Rect(left, bottom, right - left, top - bottom) if top >= bottom and right > left else None


def is_between(space: Rect, things: Iterable[Rect]) -> bool:
    """Whether one of some things stands in a space. A rule, which has no width, counts as one point wide."""
    return any(space.overlaps(thing) for thing in things)


def largest_free(free: Sequence[Sequence[bool]], lines: int) -> Cells | None:
    """The largest rectangle of free cells that is at least so many lines deep, of equal ones the first. `free` says of
    each column, and of each line in it, whether the cell is free.
    """
    best: tuple[int, Cells] | None = None
    depth = len(free[0]) if free else 0
    for first in range(len(free)):
        both = [True] * depth
        for last in range(first, len(free)):
            both = [here and there for here, there in zip(both, free[last], strict=True)]
            if True not in both:
                break  # nor in wider ones
            start = 0
            for line in range(depth + 1):
                if line < depth and both[line]:
                    continue
                cells = (line - start) * (last - first + 1)
                if line - start >= max(1, lines) and (best is None or cells > best[0]):
                    best = cells, (range(first, last + 1), range(start, line))
                start = line + 1
    return None if best is None else best[1]
