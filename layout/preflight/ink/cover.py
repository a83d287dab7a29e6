"""The plates of a page -> how much ink lies where, the areas over a limit, and the figures for the ink keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from content.pdf.geometry import common
from layout.preflight.finding import Millimetres
from layout.preflight.ink.areas import InkArea, find_areas
from layout.preflight.ink.separations import Plate, Separations
from layout.preflight.pageboxes import PageBoxes
from layout.preflight.report import InkFigures

LEAST_AREA: Final = 1.0
"""Square millimetres. Less is not seen to set off, nor to stay wet."""

TOGETHER: Final = 1.0
"""Millimetres within which heavy pixels are one area."""

ROUNDING: Final = 2
"""Of 255 levels: four plates, each rounded, may be over a limit by so much without being over it."""


@dataclass(frozen=True, slots=True, eq=False)
class InkMap:
    """The total ink on each pixel within the bleed, 255 for 100 percent, and where these pixels are.

    `left` and `top` are the first pixel's, in millimetres from the trim's upper left corner, `wide` and `high` a
    pixel's size. `plates` are cut to the same pixels.
    """

    total: NDArray[np.uint16]
    plates: Mapping[str, Plate]
    left: float
    top: float
    wide: float
    high: float

    def place(self, box: tuple[int, int, int, int]) -> Millimetres:
        """Pixels (left, top, right, bottom) as a place on the page."""
        left, top, right, bottom = box
        edges = (
            self.left + left * self.wide,
            self.top + top * self.high,
            self.left + right * self.wide,
            self.top + bottom * self.high,
        )
        return Millimetres(*(round(edge, 1) + 0.0 for edge in edges))


def ink_map(made: Separations, sheet: PageBoxes) -> InkMap | None:
    """The total ink of a page within its bleed: what lies outside, such as registration marks, is cut off.

    None where there are no plates.
    """
    if not made.plates:
        return None
    height, width = next(iter(made.plates.values())).shape
    left, top, right, bottom = sheet.millimetres(sheet.shown)
    wide, high = (right - left) / width, (bottom - top) / height
    inner = sheet.millimetres(common(sheet.bleed, sheet.shown) or sheet.shown)
    first, last = round((inner.left - left) / wide), round((inner.right - left) / wide)
    upper, lower = round((inner.top - top) / high), round((inner.bottom - top) / high)
    cut = (slice(max(upper, 0), max(lower, upper + 1)), slice(max(first, 0), max(last, first + 1)))
    plates = {ink: plate[cut] for ink, plate in made.plates.items()}
    total = np.zeros(next(iter(plates.values())).shape, np.uint16)
    for plate in plates.values():
        total += plate
    return InkMap(total, plates, left + max(first, 0) * wide, top + max(upper, 0) * high, wide, high)


def ink_figures(of: InkMap, sheet: PageBoxes) -> InkFigures:
    """The figures of a page, over its trim: ink keys are set by what readers get."""
    width, height = sheet.size_mm
    rows = slice(max(round(-of.top / of.high), 0), max(round((height - of.top) / of.high), 1))
    columns = slice(max(round(-of.left / of.wide), 0), max(round((width - of.left) / of.wide), 1))
    # A trim off the page has no pixels: then all of it counts.
    cut = (rows, columns) if of.total[rows, columns].size else (slice(None), slice(None))
    highest = round(int(of.total[cut].max(initial=0)) / 2.55, 1)
    coverage = {ink: round(float(plate[cut].mean()) / 2.55, 2) for ink, plate in of.plates.items()}
    return InkFigures(highest, coverage)


def areas_over_limit(of: InkMap, percent: float) -> list[InkArea]:
    """The areas over a limit that are large enough to count, the largest first."""
    pixel = of.wide * of.high
    cell = max(1, round(TOGETHER / of.wide))
    found = find_areas(of.total, min(int(percent * 2.55) + ROUNDING, 65535), cell)
    # A pixel at the rim of an area counts as a part of itself: 1 mm² of it may have lost a tenth.
    return [area for area in found if area.pixels * pixel >= 0.9 * LEAST_AREA]
