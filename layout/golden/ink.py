"""Two gray pictures of a page -> the blocks, or the spots outside of them, whose ink differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from layout.golden.pdfpages import DPI, Gray
from layout.golden.rows import SetBlock, SetPage
from layout.golden.verdict import BoxMm, InkDifference, SceneDifference
from layout.scene import Mpt, Rect

TOLERANCE = 2
"""Gray levels (of 256) that a pixel may be off. Two releases of pdfium differ by one."""

REACH = 4
"""Pixels that the ink of a line may reach out of its box: glyphs overhang, and edges are soft."""

CELL = 16
"""Pixels that ink outside of all blocks may be apart and still be one spot."""

MOST_SPOTS = 50

Spots = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DifferingInk:
    """Which pixels of a page differ, and where the trim begins on it, in pixels."""

    differs: Spots
    corner: tuple[float, float]

    def cut(self, rect: Rect, more: int = 1) -> tuple[slice, slice]:
        """The rows and columns of a rectangle, wider by some pixels all round: edges are soft."""
        height, width = self.differs.shape
        x, y = self.corner
        rows = slice(_pixel(rect.y, y, height, -more), _pixel(rect.bottom, y, height, more))
        return rows, slice(_pixel(rect.x, x, width, -more), _pixel(rect.right, x, width, more))

    def box(self, spots: Spots, at: tuple[int, int] = (0, 0)) -> BoxMm:
        """The box of the pixels that are set in a part of the page that begins `at` a row and column."""
        rows, columns = np.flatnonzero(spots.any(axis=1)), np.flatnonzero(spots.any(axis=0))
        left, right = int(columns[0]) + at[1] - self.corner[0], int(columns[-1]) + 1 + at[1] - self.corner[0]
        top, bottom = int(rows[0]) + at[0] - self.corner[1], int(rows[-1]) + 1 + at[0] - self.corner[1]
        return BoxMm(*(round(side / DPI * 25.4, 2) for side in (left, top, right - left, bottom - top)))


def _pixel(length: Mpt, corner: float, end: int, more: int) -> int:
    return min(end, max(0, round(length / 72_000 * DPI + corner) + more))


def deviations(golden: Gray, now: Gray) -> Spots:
    """Where the two, of one size, are more than `TOLERANCE` levels apart."""
    return np.asarray(np.maximum(golden, now) - np.minimum(golden, now) > TOLERANCE)


def hide(ink: DifferingInk, rects: Iterable[Rect]) -> int:
    """Takes what differs in some rectangles out of the map; how many pixels that were."""
    hidden = 0
    for rect in rects:
        spots = ink.differs[ink.cut(rect)]
        hidden += int(spots.sum())
        spots[...] = False
    return hidden


def ink_differences(
    ink: DifferingInk, golden: SetPage, now: SetPage, scene: Sequence[SceneDifference]
) -> Iterator[InkDifference]:
    """What differs, shared out to the blocks that are there now or were, small ones first: a photo in a story's frame
    takes what is its own.

    Where a row of the scene differs the ink does: that is explained, if the scene has a difference to say.
    """
    left = ink.differs.copy()
    known = np.zeros_like(left)
    rows = [Counter(row for block in page.blocks for row in block.rows) for page in (golden, now)]
    if scene:
        for row in (rows[0] - rows[1]) + (rows[1] - rows[0]):
            known[ink.cut(row.reach, REACH)] = True
    blocks = [block for page in (now, golden) for block in page.blocks if block.shown is not None]
    for block in sorted(blocks, key=lambda block: block.frame.width * block.frame.height):
        cut = ink.cut(block.frame)
        for explained in (True, False):
            spots = left[cut] & (known[cut] if explained else ~known[cut])
            if spots.any():
                box = ink.box(spots, (cut[0].start, cut[1].start))
                yield _difference(now.name, int(spots.sum()), box, block, explained)
        left[cut] = False
    for explained in (True, False):
        spots = left & (known if explained else ~known)
        for count, box in _spots(ink, spots):
            yield _difference(now.name, count, box, None, explained)


def _difference(page: str, pixels: int, box: BoxMm, block: SetBlock | None, explained: bool) -> InkDifference:
    where = f"{page} · {block.shown}" if block is not None else page
    place = f"at {box.left:.1f}–{box.left + box.width:.1f}, {box.top:.1f}–{box.top + box.height:.1f} mm"
    kept = "" if explained else ", where the text and its place are the same"
    sentence = f"{where}: the ink differs by {pixels:,} pixel{'s' if pixels > 1 else ''} {place}{kept}"
    if block is None:
        return InkDifference(page, sentence, pixels, box, explained=explained)
    return InkDifference(page, sentence, pixels, box, block.shown, block.story, explained)


def _spots(ink: DifferingInk, spots: Spots) -> Iterator[tuple[int, BoxMm]]:
    """Pixels that are near each other, as one spot; the largest first, what are too many as one."""
    if not spots.any():
        return
    height, width = spots.shape
    padded = np.zeros((-(-height // CELL) * CELL, -(-width // CELL) * CELL), dtype=np.bool_)
    padded[:height, :width] = spots
    parted = padded.reshape(padded.shape[0] // CELL, CELL, padded.shape[1] // CELL, CELL)
    groups = sorted(_groups(np.argwhere(parted.any(axis=(1, 3)))), key=lambda cells: (-len(cells), cells))
    if len(groups) > MOST_SPOTS:
        groups = [[cell for cells in groups for cell in cells]]
    for group in groups:
        mask = np.zeros_like(padded)
        for row, column in group:
            mask[row * CELL : (row + 1) * CELL, column * CELL : (column + 1) * CELL] = True
        found = mask[:height, :width] & spots
        yield int(found.sum()), ink.box(found)


def _groups(cells: NDArray[np.intp]) -> Iterator[list[tuple[int, int]]]:
    """Cells (row and column) that touch each other."""
    left = {(int(row), int(column)) for row, column in cells}
    while left:
        waiting = [min(left)]
        left.discard(waiting[0])
        group = []
        while waiting:
            row, column = waiting.pop()
            group.append((row, column))
            for near in ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)):
                if near in left:
                    left.discard(near)
                    waiting.append(near)
        yield sorted(group)
