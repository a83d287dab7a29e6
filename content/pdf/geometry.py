"""Matrices and boxes of a page: user space -> points of the page, y upward (ISO 32000-1 8.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
"""The six numbers of `cm`: (x, y) goes to (a·x + c·y + e, b·x + d·y + f)."""

PagePoint = tuple[float, float]

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

FARTHEST: Final = 1e12
"""The largest number that is worked with: products of a few such stay finite."""


class PageBox(NamedTuple):
    """An upright rectangle in points of the page, from its lower left corner; it may be without area."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def area(self) -> float:
        return self.width * self.height


EVERYWHERE: Final = PageBox(-math.inf, -math.inf, math.inf, math.inf)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then` after it."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def move_point(point: PagePoint, by: Matrix) -> PagePoint:
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def is_sound(matrix: Matrix) -> bool:
    """Whether all six numbers are of a size that can be worked with."""
    return all(-FARTHEST < number < FARTHEST for number in matrix)


def determinant(matrix: Matrix) -> float:
    """The area of what was one unit square; negative where the matrix mirrors."""
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def least_scale(matrix: Matrix) -> float:
    """By how much the matrix scales in the direction in which it scales least (its lesser singular value)."""
    a, b, c, d = matrix[:4]
    squares = a * a + b * b + c * c + d * d
    area = abs(a * d - b * c)
    largest = math.sqrt((squares + math.sqrt(max(squares * squares - 4 * area * area, 0))) / 2)
    return area / largest if largest else 0.0


def box_of(points: Iterable[PagePoint]) -> PageBox:
    """The box round points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return PageBox(min(xs), min(ys), max(xs), max(ys))


def move_box(box: PageBox, by: Matrix) -> PageBox:
    """The box round a box that a matrix has moved."""
    left, bottom, right, top = box
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return box_of(move_point(corner, by) for corner in corners)


def common(box: PageBox, other: PageBox) -> PageBox | None:
    """What two boxes share; edges that touch are shared, so that a line has a box. None for nothing."""
    if other[0] <= box[0] <= box[2] <= other[2] and other[1] <= box[1] <= box[3] <= other[3]:
        return box
    left, bottom = max(box[0], other[0]), max(box[1], other[1])
    right, top = min(box[2], other[2]), min(box[3], other[3])
    return PageBox(left, bottom, right, top) if left <= right and bottom <= top else None


def overlap(box: PageBox, other: PageBox) -> bool:
    """Whether two boxes share an area: edges that touch share none."""
    return box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]


def area_of(corners: Sequence[PagePoint]) -> float:
    """The area of a polygon, by the shoelace formula."""
    twice = 0.0
    x1, y1 = corners[-1]
    for x2, y2 in corners:
        twice += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return abs(twice) / 2
