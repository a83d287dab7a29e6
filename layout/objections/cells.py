"""A page's grid and what stands on it -> which of its cells are free: basic columns, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.objections.seen import SeenPage
from layout.scene import PageGrid, Rect, Region
from layout.scene.geometry import measure_shared

MOST_COLUMNS, MOST_LINES = 40, 400
"""The largest grid that a paper may have; a larger one is not looked at."""


def cell_grid(seen: SeenPage) -> PageGrid | None:
    """The page's grid, if it has one that parts it."""
    grid = seen.grid
    if grid is None or not (1 <= grid.columns <= MOST_COLUMNS and 1 <= grid.lines <= MOST_LINES):
        return None
    return grid if grid.column + grid.gutter > 0 and grid.leading > 0 else None


def is_full(seen: SeenPage) -> bool:
    """Whether so much of the page is taken that it can be looked at as a whole: one that is being made up is not."""
    grid = cell_grid(seen)
    if grid is None:
        return True
    free = sum(map(sum, free_cells(seen, grid)))
    return free * 100 <= grid.columns * grid.lines * (100 - seen.limits.full_percent)


def free_cells(seen: SeenPage, grid: PageGrid) -> list[list[bool]]:
    """For each basic column, from the first, and each line of it whether nothing stands there."""
    taken = [rect for region in seen.page.regions if region.is_block for rect in _find_taken(seen, region)]
    free = [[True] * grid.lines for _ in range(grid.columns)]
    area = seen.flat(grid.area)
    pitch = grid.column + grid.gutter
    for rect in taken:
        flat = seen.flat(rect)
        for column in range(grid.columns):
            start = area.x + column * pitch
            if measure_shared(flat.across, (start, start + grid.column)) <= grid.column // 10:
                continue
            # Half a line of ink takes the line.
            first = max(0, (flat.y - area.y + grid.leading // 2) // grid.leading)
            last = min(grid.lines, -((area.y - flat.bottom + grid.leading // 2) // grid.leading))
            for line in range(first, last):
                free[column][line] = False
    return free


def _find_taken(seen: SeenPage, region: Region) -> Iterator[Rect]:
    """What a block takes of the page: its area, and of a story's legs what has lines."""
    story = next((story for story in seen.stories if story.region is region), None)
    if story is None or story.framed or not story.legs:
        yield region.frame
        return
    if story.head is not None:
        yield story.head.place
        yield from _over_legs(seen, region.frame, [leg.place for leg in story.legs], story.head.place)
    yield from (leg.filled for leg in story.legs if leg.filled is not None)


def _over_legs(seen: SeenPage, frame: Rect, legs: Sequence[Rect], head: Rect) -> Iterator[Rect]:
    """The white round a head that stands over the legs: as wide as the story, down to where they begin."""
    flat = seen.flat(frame)
    begin = min(seen.flat(leg).y for leg in legs)
    if seen.flat(head).bottom <= begin + seen.leading:
        yield seen.on_page(Rect(flat.x, flat.y, flat.width, max(0, begin - flat.y)))
