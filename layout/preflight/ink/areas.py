"""A map of pixels that are meant -> the areas that they form, each with its place and its size."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; right and bottom are the first ones outside."""


@dataclass(frozen=True, slots=True)
class Area:
    """Pixels that lie together: the box around them, how many they are, and the largest value among them."""

    box: Box
    pixels: int
    highest: int


def areas(values: NDArray[np.uint16], limit: int, cell: int) -> list[Area]:
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
    for runs in _together(counts > 0):
        pixels = sum(int(counts[row, start:end].sum()) for row, start, end in runs)
        most = max(int(highest[row, start:end].max()) for row, start, end in runs)
        left, right = min(start for _, start, _ in runs), max(end for _, _, end in runs)
        top, bottom = min(row for row, _, _ in runs), max(row for row, _, _ in runs) + 1
        box = (left * cell, top * cell, min(right * cell, width), min(bottom * cell, height))
        found.append(Area(_drawn_in(over, box), pixels, most))
    return sorted(found, key=lambda area: (-area.pixels, area.box))


def _drawn_in(over: NDArray[np.bool_], box: Box) -> Box:
    """The box drawn in to the pixels that are meant, which cells only surround."""
    left, top, right, bottom = box
    part = over[top:bottom, left:right]
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


Run = tuple[int, int, int]
"""Cells of one row side by side: the row, the first, the one behind the last."""


def _together(marked: NDArray[np.bool_]) -> list[list[Run]]:
    """The marked cells in groups that touch, at corners too, each as runs."""
    runs: list[Run] = []
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
        one, other = firsts[above], firsts[below]
        while one < firsts[above + 1] and other < firsts[below + 1]:
            _, start, end = runs[one]
            _, first, last = runs[other]
            if start <= last and first <= end:
                parents[root(other)] = root(one)
            # The run that ends first meets no more.
            if end < last:
                one += 1
            else:
                other += 1
    groups: dict[int, list[Run]] = {}
    for run, place in enumerate(runs):
        groups.setdefault(root(run), []).append(place)
    return list(groups.values())
