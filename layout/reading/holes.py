"""A page's blocks and its grid -> the places of the type area that are empty, before anything is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from content.problems import Place, Problem
from content.reading import Read
from layout.plan.blocks import Block
from layout.plan.edition import EditionModel
from layout.plan.freecells import largest_free
from layout.plan.grid import HEAD, Area, as_millimetres, make_grid
from layout.plan.paper import Paper
from layout.scene import Rect

MOST_HOLES = 12
"""Holes of one page that are listed: a page with more is hardly begun."""


def holes(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Places that no block covers and that are deeper than the paper allows. White that is meant is a block."""
    if paper.holes.told == "off":
        return
    for number, page in enumerate(read.value.pages):
        if page.holes == "off":
            continue
        grid = make_grid(paper, page.grid)
        found = empty_places(page.blocks, (grid.columns, grid.lines), paper.holes.lines)
        for area in islice(found, MOST_HOLES):
            yield Problem(
                "hole",
                paper.holes.told,
                f"Nothing stands in {area}.",
                Place(
                    read.file,
                    read.line_of(("pages", number, "name")),
                    page=page.name,
                    area_mm=_in_mm(grid.on_page(grid.rect(area))),
                ),
                "let a block reach over it, or declare it with a block of `kind: white`",
            )


def _in_mm(rect: Rect) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a rectangle of the page, in millimetres, to a tenth."""
    left, top, right, bottom = (
        round(as_millimetres(side), 1) for side in (rect.x, rect.y, rect.right, rect.bottom)
    )
    return left, top, right, bottom


def empty_places(blocks: Sequence[Block], size: tuple[int, int], lines: int) -> Iterator[Area]:
    """The largest rectangles of a grid of so many columns and lines that no block covers, deeper than `lines`: the
    largest first, none over another.
    """
    columns, depth = size
    free = [[True] * depth for _ in range(columns)]
    for block in blocks:
        for area in block.areas:
            if area == HEAD or block.inside is not None:  # what is inside a story is on its cells
                continue
            for column in range(max(1, area.first_column), min(columns, area.last_column) + 1):
                for line in range(max(1, area.first_line), min(depth, area.last_line) + 1):
                    free[column - 1][line - 1] = False
    while (cells := largest_free(free, lines + 1)) is not None:
        across, down = cells
        yield Area(across.start + 1, across.stop, down.start + 1, down.stop)
        for column in across:
            free[column][down.start : down.stop] = [False] * len(down)
