"""An edition's pages and its paper -> what is wrong with where blocks are on the grid, before anything is set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from content.problems import Place, Problem
from content.reading import Read
from layout.plan.blocks import Block
from layout.plan.edition import EditionModel, block_id, block_place, blocks_of, stories_of
from layout.plan.grid import HEAD, Area, Grid, make_grid
from layout.plan.paper import Paper
from layout.plan.things import FOLDERS, Shown


def placed_twice(read: Read[EditionModel]) -> Iterable[Problem]:
    """A story or photo in two blocks, two pages or two blocks of a page with one name.

    Several blocks may show one advertisement: it is ordered so often.
    """
    seen: dict[Shown, str] = {}
    ids: set[tuple[str, str]] = set()
    names: set[str] = set()
    for page, page_model in enumerate(read.value.pages):
        # Files are named by the page, and on some disks a01 and A01 are one file.
        if page_model.name.upper() in names:
            yield Problem(
                "page-name-twice",
                "refused",
                f"Two pages are called {page_model.name}.",
                Place(file=read.file, line=read.line_of(("pages", page, "name")), field="name"),
                "give each page its own name, not told apart by A and a",
            )
        names.add(page_model.name.upper())
    for page, number, page_name, block in blocks_of(read.value):
        name = block_id(block, number)
        # The rest of a story is held to its first part by layout.reading.jumps; an advertisement may be shown twice.
        twice = False
        for thing in () if block.comes_from else block.shows:
            if thing in seen and thing.kind != "advert":
                twice = True
                yield Problem(
                    f"{thing.kind}-placed-twice",
                    "refused",
                    f"The {thing.kind} {thing.id!r} stands in two blocks, the other on page {seen[thing]}.",
                    block_place(read, page, number, block.shown_key),
                    "take one of the blocks out",
                )
            seen[thing] = page_name
        if twice:
            continue
        if (page_name, name) in ids:
            yield Problem(
                "block-id-twice",
                "refused",
                f"Two blocks of page {page_name} are called {name!r}.",
                block_place(read, page, number, "id"),
                f"give one of them an id of its own, such as `id: {name}-{number + 1}`",
            )
        ids.add((page_name, name))


def never_placed(read: Read[EditionModel], adverts: Iterable[str]) -> Iterable[Problem]:
    """Advertisements in no block: orders that are not carried out. Stories and photos may wait in the pool."""
    shown = {thing for _, _, _, block in blocks_of(read.value) for thing in block.shows}
    folder, suffix = FOLDERS["advert"]
    for name in adverts:
        if Shown("advert", name) not in shown:
            yield Problem(
                "advert-never-placed",
                "press",
                f"The advertisement {name!r} stands in no block of any page.",
                Place(file=f"{folder}/{name}{suffix}"),
                f"give it a block in edition.yaml, or move the file out of {folder}/",
            )


def off_grid(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Areas outside the grid or turned round, and blocks that share a cell, but for what is inside a story."""
    for page, page_model in enumerate(read.value.pages):
        grid = make_grid(paper, page_model.grid)
        placed: list[tuple[int, Block, Area]] = []
        for number, block in enumerate(page_model.blocks):
            for part, cells in enumerate(block.areas):
                ranges = (
                    ()
                    if cells == HEAD
                    else (
                        ("columns", cells.first_column, cells.last_column, grid.columns),
                        ("lines", cells.first_line, cells.last_line, grid.lines),
                    )
                )
                for field, first, last, most in ranges:
                    if last < first or (
                        last > most and not (field == "columns" and block.columns_are == "legs")
                    ):
                        yield Problem(
                            "off-grid",
                            "refused",
                            f"The {field} {first}-{last} are not on the grid.",
                            block_place(read, page, number, "more" if part else field),
                            f"the page has {field} 1 to {most}",
                        )
                if block.is_rule:
                    continue  # it may lie over anything
                for other_number, other, taken in placed:
                    if _is_inside(block, number, other, other_number):
                        continue
                    both = _shared_cells(block, cells, other, taken)
                    if both is not None:
                        which = "itself" if other is block else f"block {block_id(other, other_number)!r}"
                        field = "more" if part else "place" if cells == HEAD else "lines"
                        yield Problem(
                            "overlap",
                            "refused",
                            f"The block lies over {which} in {both}.",
                            block_place(read, page, number, field),
                            "move or shorten one of the two",
                        )
                        break  # one is enough to move it: a thousand blocks on one spot would make half a million
                placed.append((number, block, cells))


def _is_inside(block: Block, number: int, other: Block, other_number: int) -> bool:
    """Whether one of two blocks is inside the other."""
    return block.inside == block_id(other, other_number) or other.inside == block_id(block, number)


def _shared_cells(block: Block, cells: Area, other: Block, taken: Area) -> Area | None:
    """The cells that two blocks both cover, if any. A block on the legs of a story is inside it, and so shares none
    with what isn't; it may share no line with one on basic columns in the same story.
    """
    if block.columns_are == other.columns_are == "basic":
        return cells.overlap(taken)
    if block.inside != other.inside:
        return None
    if block.columns_are != other.columns_are:
        taken = replace(taken, first_column=cells.first_column, last_column=cells.last_column)
    return cells.overlap(taken)


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
