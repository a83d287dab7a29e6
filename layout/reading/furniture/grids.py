"""An edition and its paper's grids -> pages whose type area, foot or folio is not where that of the others is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from content.problems import Place, Problem
from content.reading import Read
from layout.plan.blocks import FolioBlock
from layout.plan.edition import EditionModel, PageModel
from layout.plan.grid import HEAD, Grid, make_grid
from layout.plan.paper import Paper
from layout.scene import Mpt
from layout.scene.geometry import as_millimetres


def apart_grids(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Grids of pages whose type area, from the first em box to the last, is another than that of the edition's first
    page on the paper's own grid; and folios at the head or foot of such pages that stand at another height.
    """
    if paper.type_areas == "free":
        return
    by_grid: dict[str | None, list[_GriddedPage]] = {}
    for number, page in enumerate(read.value.pages):
        grid = page.grid if page.grid in paper.grids else None
        by_grid.setdefault(grid, []).append(_GriddedPage(number, page, make_grid(paper, grid)))
    if len(by_grid) < 2:
        return
    own = by_grid.get(None) or next(iter(by_grid.values()))
    for pages in by_grid.values():
        if pages is own:
            continue
        for what in (_area_apart(own[0], pages), *_folios_apart(own, pages)):
            if what is not None:
                line = read.line_of(("pages", pages[0].number, "grid"))
                place = Place(read.file, line, "grid", page=pages[0].page.name)
                hint = "mend the grid in the paper's file, or let the paper say `type_areas: free`"
                yield Problem("grids-apart", "warning", what, place, hint)


@dataclass(frozen=True, slots=True)
class _GriddedPage:
    """A page in its place in the edition, from 0, and its grid."""

    number: int
    page: PageModel
    grid: Grid


_APART_MM: Final = 0.5
"""Edges that are nearer to each other look like one."""


def _area_apart(own: _GriddedPage, pages: Sequence[_GriddedPage]) -> str | None:
    """By how much each edge of a type area is off, in words."""
    first = pages[0].grid
    theirs, ours = (grid.on_page(grid.less_white(grid.type_area)) for grid in (first, own.grid))
    off = [
        f"{side} is {abs(apart):.1f} mm further {ways[0] if apart > 0 else ways[1]}"
        for side, theirs_at, ours_at, ways in (
            ("head", theirs.y, ours.y, ("down", "up")),
            ("foot", theirs.bottom, ours.bottom, ("down", "up")),
            ("left edge", theirs.x, ours.x, ("right", "left")),
            ("right edge", theirs.right, ours.right, ("right", "left")),
        )
        if abs(apart := as_millimetres(theirs_at - ours_at)) > _APART_MM
    ]
    if not off:
        return None
    return f"{_called(pages)} another type area than page {own.page.name}: its {', its '.join(off)}."


def _folios_apart(own: Sequence[_GriddedPage], pages: Sequence[_GriddedPage]) -> Iterator[str]:
    """Folios at the head or foot of pages that are not as high on the sheet as those of the edition's other pages."""
    ours = next(_folios_of(own), None)
    for theirs in _folios_of(pages) if ours is not None else ():
        if ours is not None and ours.at_head == theirs.at_head:
            apart = as_millimetres(theirs.middle - ours.middle)
            if abs(apart) > _APART_MM:
                way = "lower" if apart > 0 else "higher"
                yield (
                    f"The folio of page {theirs.page} stands {abs(apart):.1f} mm {way} than that of page {ours.page}."
                )
                return


@dataclass(frozen=True, slots=True)
class _FolioPlace:
    """Where a page's level folio is: at its head or foot, and how far down its middle."""

    page: str
    at_head: bool
    middle: Mpt


def _folios_of(pages: Sequence[_GriddedPage]) -> Iterator[_FolioPlace]:
    for planned in pages:
        grid = planned.grid
        for block in planned.page.blocks:
            if not isinstance(block, FolioBlock) or block.writing == "vertical":
                continue
            if block.area == HEAD:
                area = grid.less_white(grid.type_area) if grid.vertical else grid.type_area
                y = grid.on_page(area).y - grid.em
                yield _FolioPlace(planned.page.name, at_head=True, middle=y)
                continue
            rect, page = grid.on_page(grid.rect(block.area)), grid.on_page(grid.type_area)
            at_head, at_foot = rect.y - page.y < grid.leading, page.bottom - rect.bottom < grid.leading
            if at_head or at_foot:
                middle = rect.y + rect.height // 2
                yield _FolioPlace(planned.page.name, at_head=at_head, middle=middle)


def _called(pages: Sequence[_GriddedPage]) -> str:
    """Pages in words, with their verb."""
    names = [planned.page.name for planned in pages]
    return f"Page {names[0]} has" if len(names) == 1 else f"Pages {', '.join(names)} have"
