"""A problem and a page -> the blocks of the page that it is of, and the rectangles to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from content.problems import Place, Problem
from layout.scene import Advert, Page, Picture, Rect, Region
from layout.scene.geometry import millimetres

_FOLDERS: Final = {
    "stories": (".md", ("story", "sidebar")),
    "photos": (".yaml", ("photo", "photo-group")),
    "adverts": (".yaml", ("advert",)),
    "tables": (".yaml", ("table",)),
}
"""The folders of an edition that hold a file for each thing that a block shows: how those end, the kinds of block."""


def places_of(problem: Problem, page: Page) -> tuple[Rect, ...]:
    """The rectangles of a page that a problem is of: the area that it names; else those of its block, or of the blocks
    that show its story, photo, advertisement or table; else the type area, of a problem of the page and no block. None
    of a problem of another page, or of the edition as a whole.
    """
    where = problem.where
    if where.page not in (None, page.name):
        return ()
    if where.area_mm is not None and where.page is not None:
        left, top, right, bottom = (millimetres(side) for side in where.area_mm)
        return (Rect(left, top, right - left, bottom - top),)
    found = tuple(place for region in page.regions if is_of(problem, region) for place in region.places)
    if found or where.page is None or where.block is not None:
        return found
    return (page.grid.area if page.grid is not None else Rect(0, 0, page.width, page.height),)


def on_page(problems: Iterable[Problem], page: Page, pages: Sequence[Page]) -> tuple[Problem, ...]:
    """The problems that the proof of a page lists, in their order: its own, and those of the edition as a whole. One of
    a file is of the pages that show what is in it; a warning of what none of the `pages` shows is on no proof.
    """
    return tuple(problem for problem in problems if _concerns(problem, page, pages))


def _concerns(problem: Problem, page: Page, pages: Sequence[Page]) -> bool:
    if problem.where.page is not None or is_on(problem, page):
        return is_on(problem, page)
    if any(is_on(problem, other) for other in pages):
        return False
    return problem.severity != "warning" or not _shown_in(problem.where)


def is_on(problem: Problem, page: Page) -> bool:
    """Whether a problem is of a page: it names the page, or it names none and is of one of the page's blocks."""
    if problem.where.page is not None:
        return problem.where.page == page.name
    return any(is_of(problem, region) for region in page.regions)


def is_of(problem: Problem, region: Region) -> bool:
    """Whether a problem is of a block of its page: it names the block, or what the block shows. Problems of copy were
    often found when its file was read, before that had a place on a page.
    """
    where = problem.where
    if where.block is not None:
        return where.page is not None and where.block == region.id
    if any(region.kind in kinds and _shows(region, name) for name, kinds in _shown_in(where)):
        return True
    return where.file is not None and any(
        isinstance(item, Picture | Advert) and item.file == where.file for item in region.items
    )


def _shown_in(where: Place) -> list[tuple[str, tuple[str, ...]]]:
    """The thing that a place is in, by what it names or by its file, and the kinds of block that show such."""
    found = [
        (name, _FOLDERS[folder][1])
        for name, folder in ((where.story, "stories"), (where.photo, "photos"), (where.advert, "adverts"))
        if name is not None
    ]
    folder, _, file = (where.file or "").partition("/")
    if not found and folder in _FOLDERS:
        suffix, kinds = _FOLDERS[folder]
        if file.endswith(suffix):
            found = [(file.removesuffix(suffix), kinds)]
    return found


def _shows(region: Region, name: str) -> bool:
    """Whether a block shows a thing; of a group, one of its photos."""
    if region.kind != "photo-group":
        return region.story == name
    captioned = (line.span.story for line in region.lines if line.span is not None)
    return name in captioned or name in (item.photo for item in region.items if isinstance(item, Picture))
