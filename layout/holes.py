"""A page's blocks and its grid -> the places of the type area that nothing stands in, before anything is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from content.problems import Place, Problem
from content.reading import Read
from layout.blocks import Block
from layout.edition import EditionModel
from layout.grid import HEAD, Area, make_grid
from layout.paper import Paper

MOST_TOLD = 12
"""Holes of one page that are told: a page with more is hardly begun."""


def holes(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Places that no block covers and that are deeper than the paper allows. White that is meant is a block."""
    if paper.holes.told == "off":
        return
    for number, page in enumerate(read.value.pages):
        if page.holes == "off":
            continue
        grid = make_grid(paper, page.grid)
        found = empty_places(page.blocks, (grid.columns, grid.lines), paper.holes.lines)
        for area in islice(found, MOST_TOLD):
            yield Problem(
                "hole",
                paper.holes.told,
                f"Nothing stands in {area}.",
                Place(read.file, read.line_of(("pages", number, "name")), page=page.name),
                "let a block reach over it, or declare it with a block of `kind: white`",
            )


def empty_places(blocks: Sequence[Block], size: tuple[int, int], lines: int) -> Iterator[Area]:
    """The largest rectangles of a grid of so many columns and lines that no block covers, deeper than `lines`: the
    largest first, none over another.
    """
    columns, depth = size
    covered = [[False] * (depth + 2) for _ in range(columns + 2)]
    for block in blocks:
        for area in block.areas:
            if area == HEAD:
                continue
            for column in range(max(1, area.first_column), min(columns, area.last_column) + 1):
                for line in range(max(1, area.first_line), min(depth, area.last_line) + 1):
                    covered[column][line] = True
    while (empty := _largest(covered, columns, depth, lines)) is not None:
        yield empty
        for column in range(empty.first_column, empty.last_column + 1):
            covered[column][empty.first_line : empty.last_line + 1] = [True] * empty.lines


def _largest(covered: Sequence[Sequence[bool]], columns: int, depth: int, lines: int) -> Area | None:
    """The largest empty rectangle that is deeper than `lines`, the first of several."""
    best: tuple[int, Area] | None = None
    for first in range(1, columns + 1):
        free = [True] * (depth + 2)
        for last in range(first, columns + 1):
            free = [
                free[line] and not covered[last][line] if 1 <= line <= depth else False
                for line in range(depth + 2)
            ]
            for start, end in _runs(free):
                size = (end - start + 1) * (last - first + 1)
                if end - start + 1 > lines and (best is None or size > best[0]):
                    best = size, Area(first, last, start, end)
    return None if best is None else best[1]


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last of each run of free lines; the ends of the list are not free."""
    start = 0
    for line in range(1, len(free)):
        if free[line] and not free[line - 1]:
            start = line
        elif free[line - 1] and not free[line]:
            yield start, line - 1
