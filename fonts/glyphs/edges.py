"""A glyph of an opened face -> how far its ink reaches in each band across it: what optical kerning asks.

The box round a glyph's ink says too little: 一 and 争 come near each other at one height alone, 卜 and 木 at none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import uharfbuzz as hb

BANDS_PER_EM: Final = 24
_STEPS: Final = 6
"""Straight pieces that a curve is taken for: within a thousandth of an em of it, in type for reading."""

Point = tuple[float, float]
Bands = dict[int, tuple[int, int]]
"""Band -> the least and the greatest place of ink in it, in font units. Band 0 begins at the origin."""


def row_edges(font: hb.Font, glyph: int) -> Bands:
    """For each horizontal band the ink's left and right end, from the origin."""
    return _edges(font, glyph, swapped=False)


def column_edges(font: hb.Font, glyph: int) -> Bands:
    """For each vertical band the ink's lower and upper end, from the origin."""
    return _edges(font, glyph, swapped=True)


def _edges(font: hb.Font, glyph: int, *, swapped: bool) -> Bands:
    pen = _Outline()
    font.draw_glyph_with_pen(glyph, pen)
    deep = font.face.upem / BANDS_PER_EM
    bands: dict[int, tuple[float, float]] = {}
    for start, end in pen.strokes:
        (x0, y0), (x1, y1) = (start[::-1], end[::-1]) if swapped else (start, end)
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        for band in range(int(y0 // deep), int(y1 // deep) + 1):
            low, high = max(y0, band * deep), min(y1, (band + 1) * deep)
            places = (x0, x1)
            if y1 > y0:
                places = (x0 + (x1 - x0) * (low - y0) / (y1 - y0), x0 + (x1 - x0) * (high - y0) / (y1 - y0))
            least, most = bands.get(band, places)
            bands[band] = min(least, *places), max(most, *places)
    return {band: (round(least), round(most)) for band, (least, most) in sorted(bands.items())}


class _Outline:
    """A pen (fontTools' protocol) that keeps what is drawn as straight strokes."""

    def __init__(self) -> None:
        self.strokes: list[tuple[Point, Point]] = []
        self._at = self._begin = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:
        self._at = self._begin = point

    def lineTo(self, point: Point) -> None:
        self.strokes.append((self._at, point))
        self._at = point

    def qCurveTo(self, *points: Point) -> None:
        """A quadratic curve, or several that meet in the middle of their control points."""
        controls, end = points[:-1], points[-1]
        for number, control in enumerate(controls):
            last = number == len(controls) - 1
            following = end if last else _between(control, controls[number + 1], 0.5)
            self._curve((self._at, control, following))
        if not controls:
            self.lineTo(end)

    def curveTo(self, *points: Point) -> None:
        self._curve((self._at, *points))

    def closePath(self) -> None:
        if self._at != self._begin:
            self.lineTo(self._begin)

    def endPath(self) -> None:
        self.closePath()

    def _curve(self, points: Sequence[Point]) -> None:
        """Straight pieces along a Bézier curve (de Casteljau)."""
        for step in range(1, _STEPS + 1):
            reached = list(points)
            while len(reached) > 1:
                reached = [_between(a, b, step / _STEPS) for a, b in pairwise(reached)]
            self.lineTo(reached[0])


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
