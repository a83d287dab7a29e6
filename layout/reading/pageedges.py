"""An edition's photos at the edges of their pages -> what is wrong with those that bleed, or lie over the fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from content.nearest import meant
from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import FolioBlock, PhotoBlock
from layout.plan.blocks.base import FramedBlock
from layout.plan.edition import EditionModel, PlannedBlock, block_id, blocks_of
from layout.plan.facing import find_facing_page, find_fold
from layout.plan.grid import HEAD, make_grid
from layout.plan.paper import Paper
from layout.scene.geometry import SIDES, PageSide

_Photo = PlannedBlock[PhotoBlock]


def bad_bleeds(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Photos that are to run over an edge of the page, and don't reach it or may not."""
    for at in _photos_of(read):
        if not at.block.bleed:
            continue
        yield from _kept_inside(at, "bleed", "runs over the edge of the page")
        reached = _sides_reached(at, paper)
        fold = find_fold(paper, read.value.pages, at.page.name)
        for side in dict.fromkeys(at.block.bleed):
            if side == fold and at.block.spreads_with is not None:
                what = f"The picture goes on on the facing page at the {side}, and does not bleed there."
                yield at.refusal("bleed-at-fold", what, f"take {side} out of `bleed`", "bleed")
            elif side not in reached and at.block.columns_are == "basic":
                what = f"The picture is to bleed at the {side}, and its block does not reach the edge of the type area."
                hint = f"give it the {'lines' if _is_along_lines(at, paper, side) else 'columns'} up to that edge"
                yield at.refusal("bleed-inside", what, f"{hint}, or take {side} out of `bleed`", "bleed")
            elif side == "top" and any(_is_head_folio(block) for block in at.page.blocks):
                what = "The picture bleeds at the top, where the folio stands in the head margin."
                hint = "take top out of `bleed`, or give the folio columns and lines of its own"
                yield at.refusal("bleed-over-folio", what, hint, "bleed")


def bad_spreads(read: Read[EditionModel], paper: Paper, faulty: frozenset[str]) -> Iterable[Problem]:
    """Pictures over two pages that don't face each other, have another grid, or no answering half. What is on a
    `faulty` page is not known, so nothing is said of whether it answers.
    """
    pages = read.value.pages
    halves = [at for at in _photos_of(read) if at.block.spreads_with is not None]
    for at in halves:
        block, page = at.block, at.page.name
        key, back = ("spread_to", "spread_from") if block.spread_to else ("spread_from", "spread_to")
        other = block.spreads_with or ""
        yield from _kept_inside(at, key, "lies over the fold")
        names = [model.name for model in pages]
        facing = find_facing_page(pages, page)
        if other not in names:
            what = f"There is no page {other!r} for the other half of the photo {block.photo!r}."
            yield at.refusal(
                "spread-nowhere", what, meant(other, names, f"the pages are {', '.join(names)}"), key
            )
            continue
        if other != facing:
            what = (
                f"The pages {page} and {other} do not face each other, so that no picture can lie over both."
            )
            hint = f"page {page} faces {facing}" if facing else f"no page of the edition faces {page}"
            yield at.refusal("not-facing", what, f"{hint}; take `{key}` out where that is not meant", key)
            continue
        beyond = next(model for model in pages if model.name == other)
        if beyond.grid != at.page.grid:
            what = f"The pages {page} and {other} are made up on different grids, so that the halves do not meet."
            yield at.refusal("spread-grids", what, "give both pages one grid", key)
            continue
        fold = find_fold(paper, pages, page)
        if fold not in _sides_reached(at, paper):
            what = f"The picture's half on page {page} does not reach the fold, which is at the {fold}."
            lines = "lines" if _is_along_lines(at, paper, fold) else "columns"
            yield at.refusal(
                "off-fold", what, f"give it the {lines} up to the {fold} edge of the type area", lines
            )
        answer = next((half for half in halves if _answers(at, half)), None)
        if answer is None:
            if other not in faulty:
                what = f"The photo {block.photo!r} has no block on page {other} with {back}: {page}."
                hint = f"give it one there, with `{back}: {page}`, or take `{key}` out"
                yield at.refusal("spread-unanswered", what, hint, key)
        elif block.spread_to:
            yield from _uneven(at, answer, paper)


def _uneven(at: _Photo, other: _Photo, paper: Paper) -> Iterator[Problem]:
    """Halves that begin at different heights, or of which one alone bleeds over an edge that both have."""
    own, beyond = (make_grid(paper, half.page.grid).picture_rect(half.block.area) for half in (at, other))
    key = "columns" if make_grid(paper, at.page.grid).vertical else "lines"
    if own.y != beyond.y:
        what = f"The halves of the picture begin at different heights on pages {at.page.name} and {other.page.name}."
        yield at.refusal("spread-uneven", what, f"let both begin in the same {key}", key)
    for side in ("top", "bottom"):
        if (side in at.block.bleed) != (side in other.block.bleed):
            what = f"One half of the picture bleeds at the {side}, and the other does not."
            yield at.refusal(
                "spread-uneven", what, f"give both halves {side} in `bleed`, or neither", "bleed"
            )


def _kept_inside(at: _Photo, key: str, does: str) -> Iterator[Problem]:
    """A photo at the edge of the page that stands in a frame, or counts the legs of a story."""
    blocks = {block_id(block, number): block for number, block in enumerate(at.page.blocks)}
    around = blocks.get(at.block.inside or "")
    if isinstance(around, FramedBlock) and around.frame is not None:
        what = f"The picture {does}, and stands in block {at.block.inside!r}, which has a frame."
        yield at.refusal("framed-edge", what, f"take `{key}` out, or let it stand outside of the frame", key)
    elif at.block.columns_are == "legs":
        what = f"The picture {does}, and counts the legs of a story."
        yield at.refusal("framed-edge", what, "let it count the page's own columns", "columns_are")


def _photos_of(read: Read[EditionModel]) -> Iterator[_Photo]:
    for at in blocks_of(read):
        if isinstance(at.block, PhotoBlock):
            yield cast("_Photo", at)


def _sides_reached(at: _Photo, paper: Paper) -> frozenset[PageSide]:
    """The sides of the type area that a block's area touches, as the page is looked at."""
    grid = make_grid(paper, at.page.grid)
    own, whole = grid.on_page(grid.rect(at.block.area)), grid.on_page(grid.type_area)
    return frozenset(
        name for name, side, edge in zip(SIDES, own.sides, whole.sides, strict=True) if side == edge
    )


def _is_along_lines(at: _Photo, paper: Paper, side: PageSide) -> bool:
    """Whether it is by its lines, and not by its columns, that a block reaches a side."""
    return (side in ("top", "bottom")) != make_grid(paper, at.page.grid).vertical


def _is_head_folio(block: object) -> bool:
    return isinstance(block, FolioBlock) and block.area == HEAD


def _answers(at: _Photo, half: _Photo) -> bool:
    """Whether a half of a picture is the other one of another."""
    return (
        half.block is not at.block
        and half.block.photo == at.block.photo
        and half.page.name == at.block.spreads_with
        and at.page.name == half.block.spreads_with
        and (half.block.spread_to is None) != (at.block.spread_to is None)
    )
