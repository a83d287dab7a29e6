"""Lengths and rectangles of a page: thousandths of a point from the upper left corner of the trim, y downward."""

from __future__ import annotations

from dataclasses import dataclass

Mpt = int
"""A length in thousandths of a point (1 pt = 1/72 in)."""


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
