"""A paper and an edition's pages -> grids, styles and sides that don't go with each other."""

from __future__ import annotations

from collections.abc import Iterable

from content.problems import Place, Problem
from content.reading import Read
from layout.plan.edition import EditionModel, block_place, blocks_of, stories_of
from layout.plan.grid import Grid, make_grid
from layout.plan.paper import Paper


def outside_trim(paper: Read[Paper]) -> Iterable[Problem]:
    """Grids that the paper's page has no room for."""
    for name in (None, *paper.value.grids):
        path = ("grid",) if name is None else ("grids", name)
        yield from _outside_trim(paper, path, make_grid(paper.value, name))


def _outside_trim(paper: Read[Paper], path: tuple[str, ...], grid: Grid) -> Iterable[Problem]:
    area, trim = grid.type_area, paper.value.trim
    outside = area.x < 0 or area.y < 0 or area.right > grid.page_width or area.bottom > grid.page_height
    if outside:
        area = grid.on_page(area)
        left, right, top, bottom = (
            f"{length * 25.4 / 72_000:.1f}" for length in (area.x, area.right, area.y, area.bottom)
        )
        narrower = "shorter" if grid.vertical else "narrower"
        yield Problem(
            "grid-outside-trim",
            "refused",
            f"The grid reaches from {left} to {right} mm across and from {top} to {bottom} mm down; "
            f"the page is {trim.width_mm:g} mm wide and {trim.height_mm:g} mm deep.",
            Place(file=paper.file, line=paper.line_of(path), field=".".join(path)),
            f"take fewer or {narrower} columns, fewer lines, or a larger trim",
        )


def wrong_sides(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Blocks whose lines of type or rule are placed at a side that their writing has not: the top of vertical lines."""
    for page, number, _, block in blocks_of(read.value):
        writing = block.own_writing or paper.grid_of(read.value.pages[page].grid).writing
        sides = ("right", "middle", "left") if writing == "vertical" else ("top", "middle", "bottom")
        if block.depth_place is not None and block.depth_place not in sides:
            yield Problem(
                "wrong-side",
                "refused",
                f"In {writing} writing nothing can be placed at the {block.depth_place} of a block.",
                block_place(read, page, number, "place"),
                f"write {sides[0]}, {sides[1]} or {sides[2]}",
            )


def over_leading(read: Read[EditionModel], paper: Read[Paper]) -> Iterable[Problem]:
    """Styles of text on the grid in type larger than the grid's lines: it would overlap itself."""
    used = {
        (name, read.value.pages[page].grid): None
        for page, _, _, block in stories_of(read.value)
        for name in (block.body_style, block.subhead_style)
    }
    for name, grid in used:
        style = paper.value.styles.get(name)
        leading = paper.value.grid_of(grid).leading_pt
        if style is not None and style.size > leading:
            path = ("styles", name, "size")
            yield Problem(
                "over-leading",
                "refused",
                f"The style {name!r} is {style.size:g} pt, and the lines of the grid are {leading:g} pt apart.",
                Place(file=paper.file, line=paper.line_of(path), field=".".join(path)),
                "make it smaller, give the grid more leading, or name another style in the block",
            )
