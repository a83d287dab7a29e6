"""Rectangles of ink, as the proofs of a page reckon with them -> what they have in common, and with an outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from layout.scene import Mpt, Rect

InkBox = tuple[Mpt, Mpt, Mpt, Mpt]
"""Left, top, right and bottom on the page. A page has thousands: plain tuples are compared in a third of the time."""


_Edge = tuple[tuple[Mpt, Mpt], tuple[Mpt, Mpt]]


def hull_boxes(boxes: Sequence[InkBox]) -> InkBox:
    """What hulls some rectangles."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def intersect(box: InkBox, other: InkBox, least: Mpt = 0) -> InkBox | None:
    """What two rectangles have in common, if that is more than `least` across and down."""
    left, right = max(box[0], other[0]), min(box[2], other[2])
    top, bottom = max(box[1], other[1]), min(box[3], other[3])
    if right - left <= least or bottom - top <= least:
        return None
    return left, top, right, bottom


def is_within(box: InkBox, room: Rect, slack: Mpt) -> bool:
    """Whether a box is inside a rectangle, or out of it by no more than `slack`."""
    return (
        box[0] >= room.x - slack
        and box[1] >= room.y - slack
        and box[2] <= room.right + slack
        and box[3] <= room.bottom + slack
    )


def is_covered(box: InkBox, rooms: Iterable[Rect], slack: Mpt) -> bool:
    """Whether some rectangles cover a box together, less `slack` at each of its sides."""
    left = [(box[0] + slack, box[1] + slack, box[2] - slack, box[3] - slack)]
    for room in rooms:
        left = [part for piece in left for part in _cut_out(piece, room)]
    return not left


def _cut_out(box: InkBox, room: Rect) -> Iterator[InkBox]:
    """What of a box is outside of a rectangle: over it, under it, and at its sides."""
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    shared = intersect(box, (room.x, room.y, room.right, room.bottom))
    if shared is None:
        yield box
        return
    x0, y0, x1, y1 = shared
    sides = (
        (box[0], box[1], box[2], y0),
        (box[0], y1, box[2], box[3]),
        (box[0], y0, x0, y1),
        (x1, y0, box[2], y1),
    )
    yield from (side for side in sides if side[0] < side[2] and side[1] < side[3])


def meets_outline(box: InkBox, points: Sequence[tuple[Mpt, Mpt]]) -> bool:
    """Whether a rectangle has something in common with a polygon."""
    x0, y0, x1, y1 = box
    if any(x0 < x < x1 and y0 < y < y1 for x, y in points):
        return True
    edges = [*pairwise((*points, points[0]))]
    if any(_runs_through(edge, box) for edge in edges):
        return True
    return _is_inside((x0 + x1) // 2, (y0 + y1) // 2, edges)


def _runs_through(edge: _Edge, box: InkBox) -> bool:
    """Whether a straight line runs through a rectangle (Liang and Barsky's clipping)."""
    (xa, ya), (xb, yb) = edge
    low, high = 0.0, 1.0
    for start, step, least, most in ((xa, xb - xa, box[0], box[2]), (ya, yb - ya, box[1], box[3])):
        if not step:
            if not least < start < most:
                return False
            continue
        first, second = sorted(((least - start) / step, (most - start) / step))
        low, high = max(low, first), min(high, second)
    return low < high


def _is_inside(x: Mpt, y: Mpt, edges: Sequence[_Edge]) -> bool:
    """Whether a point is in a polygon: a ray from it crosses an odd number of sides."""
    crossed = sum(
        1
        for (xa, ya), (xb, yb) in edges
        if (ya > y) != (yb > y) and x < xa + (xb - xa) * (y - ya) / (yb - ya)
    )
    return crossed % 2 == 1
