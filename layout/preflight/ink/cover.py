"""The plates of a page -> how much ink lies where, the areas over a limit, and the figures for the ink keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from content.pdf.geometry import common
from layout.preflight.finding import Millimetres
from layout.preflight.ink.separations import Plate, Separations
from layout.preflight.pageboxes import PageBoxes
from layout.preflight.report import InkFigures

LEAST_AREA: Final = 1.0
"""Square millimetres. Less is not seen to set off, nor to stay wet."""

TOGETHER: Final = 1.0
"""Millimetres within which heavy pixels are one area."""

ROUNDING: Final = 2
"""Of 255 levels: four plates, each rounded, may be over a limit by so much without being over it."""

PixelBox = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; right and bottom are the first ones outside."""


@dataclass(frozen=True, slots=True)
class InkArea:
    """Pixels that lie together: the box around them, how many they are, and the largest value among them."""

    box: PixelBox
    pixels: int
    highest: int


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

    def place(self, box: PixelBox) -> Millimetres:
        """Pixels as a place on the page."""
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


def find_areas(values: NDArray[np.uint16], limit: int, cell: int) -> list[InkArea]:
    """The areas of pixels over `limit`, the largest first.

    What lies within about `cell` pixels of each other is one area: a word of text over a tint, and not its strokes.
    """
    over = values > limit
    if not over.any():
        return []
    height, width = values.shape
    rows, columns = -(-height // cell), -(-width // cell)
    padded = np.zeros((rows * cell, columns * cell), np.uint16)
    padded[:height, :width] = np.where(over, values, 0)
    cells = padded.reshape(rows, cell, columns, cell)
    counts = np.count_nonzero(cells, axis=(1, 3))
    highest = cells.max(axis=(1, 3))
    found = []
    for runs in _group_cells(counts > 0):
        pixels = sum(int(counts[row, start:end].sum()) for row, start, end in runs)
        most = max(int(highest[row, start:end].max()) for row, start, end in runs)
        left, right = min(start for _, start, _ in runs), max(end for _, _, end in runs)
        top, bottom = min(row for row, _, _ in runs), max(row for row, _, _ in runs) + 1
        box = (left * cell, top * cell, min(right * cell, width), min(bottom * cell, height))
        found.append(InkArea(_shrink_box(over, box), pixels, most))
    return sorted(found, key=lambda area: (-area.pixels, area.box))


def _shrink_box(over: NDArray[np.bool_], box: PixelBox) -> PixelBox:
    """The box shrunk to the pixels over the limit: cells are coarser than these."""
    left, top, right, bottom = box
    part = over[top:bottom, left:right]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


CellRun = tuple[int, int, int]
"""Cells of one row side by side: the row, the first, the one behind the last."""


def _group_cells(marked: NDArray[np.bool_]) -> list[list[CellRun]]:
    """The marked cells in groups that touch, at corners too, each as runs."""
    runs: list[CellRun] = []
    firsts: list[int] = []
    for row in range(len(marked)):
        firsts.append(len(runs))
        edges = np.flatnonzero(np.diff(marked[row].astype(np.int8), prepend=0, append=0))
        runs += [(row, int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    firsts.append(len(runs))
    parents = list(range(len(runs)))

    def root(run: int) -> int:
        while parents[run] != run:
            parents[run] = run = parents[parents[run]]
        return run

    for above, below in pairwise(range(len(marked))):
        upper, lower = firsts[above], firsts[below]
        while upper < firsts[above + 1] and lower < firsts[below + 1]:
            _, start, end = runs[upper]
            _, first, last = runs[lower]
            if start <= last and first <= end:
                parents[root(lower)] = root(upper)
            # The run that ends first meets no more.
            if end < last:
                upper += 1
            else:
                lower += 1
    groups: dict[int, list[CellRun]] = {}
    for run, place in enumerate(runs):
        groups.setdefault(root(run), []).append(place)
    return list(groups.values())
