"""The values of pixels and a limit -> the areas of pixels over it, each with its place and its size."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

PixelBox = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; right and bottom are the first ones outside."""


@dataclass(frozen=True, slots=True)
class InkArea:
    """Pixels that lie together: the box around them, how many they are, and the largest value among them."""

    box: PixelBox
    pixels: int
    highest: int


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
