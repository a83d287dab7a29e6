"""Path operators -> the outline that is filled or stroked (ISO 32000-1 8.5)."""

from __future__ import annotations

import math
from typing import Final

from content.pdf.geometry import Matrix, PageBox, PagePoint, area_of, determinant, least_scale, move_point

MOST_CORNERS: Final = 400
"""Corners of a path that are kept: one with more is a drawing, of which the box is enough."""


class CurrentPath:
    """A path under construction, in points of the page. `corners` of its pieces are kept up to `MOST_CORNERS`."""

    __slots__ = ("bottom", "count", "curved", "here", "left", "pieces", "right", "start", "top")

    def __init__(self) -> None:
        self.pieces: list[list[PagePoint]] = []
        self.curved: set[int] = set()
        self.count = 0
        self.left = self.bottom = math.inf
        self.right = self.top = -math.inf
        # Where the pen is and where its piece began, in the user's own units: `v` begins with that.
        self.here: PagePoint = (0.0, 0.0)
        self.start: PagePoint = (0.0, 0.0)

    def __bool__(self) -> bool:
        return self.count > 0

    def move(self, to: PagePoint, by: Matrix) -> None:
        self.start = self.here = to
        self.pieces.append([])
        self._add(to, by)

    def line(self, to: PagePoint, by: Matrix) -> None:
        self.here = to
        self._add(to, by)

    def curve(self, first: PagePoint, second: PagePoint, to: PagePoint, by: Matrix) -> None:
        """A curve lies inside the box of its ends and its two controls."""
        for point in (first, second, to):
            self._add(point, by)
        self.curved.add(len(self.pieces) - 1)
        self.here = to

    def close(self) -> None:
        self.here = self.start

    def rectangle(self, corner: PagePoint, size: PagePoint, by: Matrix) -> None:
        (x, y), (wide, high) = corner, size
        self.move((x, y), by)
        for to in ((x + wide, y), (x + wide, y + high), (x, y + high)):
            self._add(to, by)
        self.here = corner

    def _add(self, point: PagePoint, by: Matrix) -> None:
        x, y = move_point(point, by)
        self.count += 1
        if not (self.left <= x <= self.right and self.bottom <= y <= self.top):
            self.left, self.right = min(self.left, x), max(self.right, x)
            self.bottom, self.top = min(self.bottom, y), max(self.top, y)
        if self.count <= MOST_CORNERS:
            self.pieces[-1].append((x, y))

    @property
    def box(self) -> PageBox:
        return PageBox(self.left, self.bottom, self.right, self.top)

    @property
    def area(self) -> float:
        """The area of its pieces, at most that of its box; 0 for a path with too many corners to say."""
        if self.count > MOST_CORNERS:
            return 0.0
        return min(sum(area_of(piece) for piece in self.pieces if len(piece) > 2), self.box.area)

    def thin_box(self) -> tuple[float | None, float]:
        """How thick the thinnest piece with four straight sides is, and how long it is: what is used as a rule."""
        thickness, length = None, 0.0
        if self.count > MOST_CORNERS:
            return thickness, length
        for at, piece in enumerate(self.pieces):
            # A triangle is no rule, and what has more corners no box.
            if (
                len(piece) > 5
                or at in self.curved
                or len(corners := list(dict.fromkeys(piece))) not in {2, 4}
            ):
                continue
            longest = max(math.dist(corner, corners[index - 1]) for index, corner in enumerate(corners))
            thin = area_of(corners) / longest
            if thickness is None or thin < thickness:
                thickness, length = thin, longest
        return thickness, length

    def pen(self, width: float, by: Matrix) -> float:
        """How wide a pen of `width` is on the page, at least.

        Across a single straight line exactly; of all else, where the matrix scales least.
        """
        area = abs(determinant(by))
        if self.count == 2 and len(self.pieces) == 1 and area:
            (x1, y1), (x2, y2) = self.pieces[0]
            long = math.hypot(x2 - x1, y2 - y1)
            # The line's direction before the matrix: a width across it and a length along it make the area.
            a, b, c, d = by[:4]
            back = math.hypot(d * (x2 - x1) - c * (y2 - y1), a * (y2 - y1) - b * (x2 - x1)) / area
            if long:
                return width * area * back / long
        return width * least_scale(by)
