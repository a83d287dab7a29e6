"""Rectangles of a page -> how far they are apart, and what lies between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.scene import Mpt, Rect
from layout.scene.geometry import Extent, measure_shared


def are_alongside(extent: Extent, other: Extent) -> bool:
    """Whether two spans share at least half of the shorter."""
    return 2 * measure_shared(extent, other) >= min(extent[1] - extent[0], other[1] - other[0]) > 0


def measure_distance(rect: Rect, other: Rect) -> Mpt:
    """How far two rectangles are apart, across or down, whichever is more; 0 where they touch."""
    return max(
        0,
        -measure_shared(rect.across, other.across),
        -measure_shared(rect.down, other.down),
    )


def find_gaps(spans: Iterable[Extent]) -> list[Extent]:
    """What several spans leave free between them, in order."""
    found: list[Extent] = []
    end: Mpt | None = None
    for start, stop in sorted(spans):
        if end is not None and start > end:
            found.append((end, start))
        end = stop if end is None else max(end, stop)
    return found


def find_corridor(own: Rect, other: Rect, *, sideways: bool) -> Rect | None:
    """The white between two rectangles that stand side by side (or one below the other), where they face each other.

    None where they don't.
    """
    if sideways:
        first, second = sorted((own, other), key=lambda rect: rect.x)
        top, bottom = max(own.y, other.y), min(own.bottom, other.bottom)
        if second.x < first.right or bottom <= top:
            return None
        return Rect(first.right, top, second.x - first.right, bottom - top)
    first, second = sorted((own, other), key=lambda rect: rect.y)
    left, right = max(own.x, other.x), min(own.right, other.right)
    if second.y < first.bottom or right <= left:
        return None
    return Rect(left, first.bottom, right - left, second.y - first.bottom)


def is_between(space: Rect, things: Sequence[Rect]) -> bool:
    """Whether one of some things stands in a space. A rule, which has no width, counts as one point wide."""
    return any(space.overlaps(thing) for thing in things)
