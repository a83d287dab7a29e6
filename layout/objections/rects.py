"""Rectangles of a page -> what hulls them, whether they overlap, and what lies between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.scene import Mpt, Rect

Span = tuple[Mpt, Mpt]
"""From where to where something reaches."""


def hull(rects: Iterable[Rect]) -> Rect | None:
    """The smallest rectangle that holds all of them; None of none."""
    every = [*rects]
    if not every:
        return None
    left, top = min(one.x for one in every), min(one.y for one in every)
    right, bottom = max(one.right for one in every), max(one.bottom for one in every)
    return Rect(left, top, right - left, bottom - top)


def across(one: Rect) -> Span:
    """From its left to its right edge."""
    return one.x, one.right


def down(one: Rect) -> Span:
    """From its top to its foot."""
    return one.y, one.bottom


def shared(one: Span, other: Span) -> Mpt:
    """The length that two spans have in common; negative where they are apart, by how much."""
    return min(one[1], other[1]) - max(one[0], other[0])


def alongside(one: Span, other: Span) -> bool:
    """Whether two spans share at least half of the shorter."""
    return 2 * shared(one, other) >= min(one[1] - one[0], other[1] - other[0]) > 0


def meet(one: Rect, other: Rect) -> bool:
    """Whether two rectangles have more than an edge in common."""
    return shared(across(one), across(other)) > 0 and shared(down(one), down(other)) > 0


def distance(one: Rect, other: Rect) -> Mpt:
    """How far two rectangles are apart, across or down, whichever is more; 0 where they touch."""
    return max(0, -shared(across(one), across(other)), -shared(down(one), down(other)))


def gaps(spans: Iterable[Span]) -> list[Span]:
    """What several spans leave free between them, in order."""
    found: list[Span] = []
    end: Mpt | None = None
    for start, stop in sorted(spans):
        if end is not None and start > end:
            found.append((end, start))
        end = stop if end is None else max(end, stop)
    return found


def corridor(one: Rect, other: Rect, *, sideways: bool) -> Rect | None:
    """The white between two rectangles that stand side by side (or one below the other), where they face each other.

    None where they don't.
    """
    if sideways:
        first, second = sorted((one, other), key=lambda rect: rect.x)
        top, bottom = max(one.y, other.y), min(one.bottom, other.bottom)
        if second.x < first.right or bottom <= top:
            return None
        return Rect(first.right, top, second.x - first.right, bottom - top)
    first, second = sorted((one, other), key=lambda rect: rect.y)
    left, right = max(one.x, other.x), min(one.right, other.right)
    if second.y < first.bottom or right <= left:
        return None
    return Rect(left, first.bottom, right - left, second.y - first.bottom)


def stand_between(space: Rect, things: Sequence[Rect]) -> bool:
    """Whether one of some things stands in a space. A rule, which has no width, counts as one point wide."""
    return any(meet(space, thing) for thing in things)
