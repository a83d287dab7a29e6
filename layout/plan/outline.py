"""A story's areas and its grid -> the outline of its shape, and the rectangles that it is made of without a seam.

Areas that adjoin are one shape: the gutter between two columns belongs to it where both do. Edges along the lines keep
the white at a first and a last line (`Grid.inner`). All is counted along the grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layout.plan.grid import Area, Grid
from layout.scene import Mpt, Rect

Vertex = tuple[Mpt, Mpt]

Outline = tuple[Vertex, ...]
"""A closed line of level and upright edges, the first from left to right: what it holds is at its right hand."""

_Step = tuple[int, int]


def trace_outlines(areas: Sequence[Area], grid: Grid) -> tuple[Outline, ...]:
    """The outlines of a shape: one, and one for each hole in it."""
    lines = sorted({line for area in areas for line in (area.first_line, area.last_line + 1)})
    xs = [x for number in range(1, grid.columns + 1) for x in _ends(grid, number)]
    ways = _find_edges(areas, lines, grid.columns)
    found = []
    while ways:
        way = _join(ways)
        # Each level edge gives its height to both of its ends.
        heights = [
            grid.line_y(lines[y]) + (grid.inset if other[0] > x else -grid.inset)
            for (x, y), other in pairwise((*way, way[0]))
        ]
        found.append(tuple((xs[x], heights[at if at % 2 == 0 else at - 1]) for at, (x, _) in enumerate(way)))
    return tuple(found)


def outline_of(rect: Rect) -> Outline:
    """The outline of a rectangle."""
    return (rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)


def edges_of(outline: Outline) -> Iterator[tuple[Vertex, Vertex]]:
    """The edges of an outline, from corner to corner."""
    yield from pairwise((*outline, outline[0]))


def part_in_rects(outlines: Sequence[Outline]) -> tuple[Rect, ...]:
    """The rectangles that a shape is made of: none lies over another, and nothing is left between two."""
    edges = [edge for outline in outlines for edge in edges_of(outline)]
    heights = sorted({y for outline in outlines for _, y in outline})
    found: list[Rect] = []
    for top, bottom in pairwise(heights):
        crossed = sorted(x for (x, y), (_, end) in edges if min(y, end) <= top and max(y, end) >= bottom)
        for left, right in zip(crossed[::2], crossed[1::2], strict=True):
            over = Rect(left, top, right - left, bottom - top)
            last = next((at for at, own in enumerate(found) if _goes_on(own, over)), None)
            if last is None:
                found.append(over)
            else:
                found[last] = Rect(left, found[last].y, right - left, bottom - found[last].y)
    return tuple(found)


def _goes_on(rect: Rect, under: Rect) -> bool:
    return (rect.x, rect.width, rect.bottom) == (under.x, under.width, under.y)


def _ends(grid: Grid, number: int) -> tuple[Mpt, Mpt]:
    return grid.column_x(number), grid.column_x(number) + grid.column


def _find_edges(areas: Sequence[Area], lines: Sequence[int], columns: int) -> dict[_Step, list[_Step]]:
    """The edges of a shape's cells that are no edge of another of them, from each corner. A cell is a column or a
    gutter, counted together from 0, and the lines between two of `lines`.
    """

    def covers(column: int, band: int) -> bool:
        line = lines[band]
        return any(
            area.first_column <= column <= area.last_column and area.first_line <= line <= area.last_line
            for area in areas
        )

    cells = {
        (at, band)
        for band in range(len(lines) - 1)
        for at in range(2 * columns - 1)
        if covers(at // 2 + 1, band) and covers((at + 1) // 2 + 1, band)
    }
    ways: dict[_Step, list[_Step]] = {}
    for x, y in sorted(cells):
        for beside, start, end in (
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        ):
            if beside not in cells:
                ways.setdefault(start, []).append(end)
    return ways


def _join(ways: dict[_Step, list[_Step]]) -> list[_Step]:
    """Takes one closed way out of some edges: its corners, from the upper left one on."""
    start = min(ways, key=lambda at: (at[1], at[0]))
    way = [start]
    while True:
        at = way[-1]
        before = way[-2] if len(way) > 1 else at
        # Where two corners meet each keeps to itself: the way turns right.
        right = (at[1] - before[1]) * -1, at[0] - before[0]
        ends = ways[at]
        end = next((end for end in ends if (end[0] - at[0], end[1] - at[1]) == right), ends[0])
        ends.remove(end)
        if not ends:
            del ways[at]
        if end == start:
            break
        way.append(end)
    corners = [
        at
        for before, at, after in zip((way[-1], *way), way, (*way[1:], way[0]), strict=False)
        if (before[0] == at[0]) != (at[0] == after[0])
    ]
    level = next(
        at for at, (corner, after) in enumerate(pairwise((*corners, corners[0]))) if corner[1] == after[1]
    )
    return corners[level:] + corners[:level]
