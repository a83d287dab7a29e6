"""An edition's pages and its paper -> what is wrong with where blocks are on the grid, and what they leave empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from content.problems import Place, Problem
from content.reading import Read
from layout.plan.blocks import Block, CopyBlock
from layout.plan.edition import EditionModel, PlannedBlock, blocks_of, stories_of, stories_on, stories_round
from layout.plan.grid import HEAD, Area, make_grid
from layout.plan.paper import Paper
from layout.plan.style import Writing
from layout.plan.things import FOLDERS, Shown
from layout.plan.turnedgrid import is_turned, turned_leading
from layout.scene.geometry import as_millimetres, largest_free

MOST_HOLES = 12
"""Holes of one page that are listed: a page with more is hardly begun."""


def placed_twice(read: Read[EditionModel]) -> Iterable[Problem]:
    """A story or photo in two blocks, two pages or two blocks of a page with one name.

    Several blocks may show one advertisement: it is ordered so often.
    """
    seen: dict[Shown, str] = {}
    ids: set[tuple[str, str]] = set()
    names: set[str] = set()
    for page, model in enumerate(read.value.pages):
        # Files are named by the page, and on some disks a01 and A01 are one file.
        if model.name.upper() in names:
            place = Place(read.file, read.line_of(("pages", page, "name")), "name")
            hint = "give each page its own name, not told apart by A and a"
            yield Problem("page-name-twice", "refused", f"Two pages are called {model.name}.", place, hint)
        names.add(model.name.upper())
    for at in blocks_of(read):
        # The rest of a story is held to its first part by its jump; an advertisement may be shown twice.
        twice = False
        for thing in () if at.block.comes_from else at.block.shows:
            if thing in seen and thing.kind != "advert":
                twice = True
                what = f"The {thing.kind} {thing.id!r} stands in two blocks, the other on page {seen[thing]}."
                hint = "take one of the blocks out"
                yield at.refusal(f"{thing.kind}-placed-twice", what, hint, at.block.shown_key)
            seen[thing] = at.page.name
        if twice:
            continue
        if (at.page.name, at.id) in ids:
            what = f"Two blocks of page {at.page.name} are called {at.id!r}."
            hint = f"give one of them an id of its own, such as `id: {at.id}-{at.number + 1}`"
            yield at.refusal("block-id-twice", what, hint, "id")
        ids.add((at.page.name, at.id))


def never_placed(read: Read[EditionModel], adverts: Iterable[str]) -> Iterable[Problem]:
    """Advertisements in no block: orders that are not carried out. Stories and photos may wait in the pool."""
    shown = {thing for at in blocks_of(read) for thing in at.block.shows}
    folder, suffix = FOLDERS["advert"]
    for name in adverts:
        if Shown("advert", name) not in shown:
            what = f"The advertisement {name!r} stands in no block of any page."
            hint = f"give it a block in edition.yaml, or move the file out of {folder}/"
            yield Problem("advert-never-placed", "press", what, Place(f"{folder}/{name}{suffix}"), hint)


def off_grid(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Areas outside the grid or turned round, and blocks that share a cell, but for what is inside a story."""
    placed: list[tuple[PlannedBlock[Block], Area, tuple[str, ...]]] = []
    for at in blocks_of(read):
        if not at.number:  # the first of its page
            grid, placed, stories = make_grid(paper, at.page.grid), [], stories_on(at.page.blocks)
        around = stories_round(at.block, stories)
        for part, cells in enumerate(at.block.areas):
            if cells != HEAD:
                for field, first, last, most in (
                    ("columns", cells.first_column, cells.last_column, grid.columns),
                    ("lines", cells.first_line, cells.last_line, grid.lines),
                ):
                    on_legs = field == "columns" and at.block.columns_are == "legs"
                    if last < first or (last > most and not on_legs):
                        what = f"The {field} {first}-{last} are not on the grid."
                        hint = f"the page has {field} 1 to {most}"
                        yield at.refusal("off-grid", what, hint, "more" if part else field)
            if at.block.is_rule:
                continue  # it may lie over anything
            for other, taken, its_around in placed:
                if other.id in around or at.id in its_around:
                    continue
                if _is_panel_on(at, other) or _is_panel_on(other, at):
                    continue
                both = _shared_cells(at.block, cells, other.block, taken)
                if both is not None:
                    which = "itself" if other is at else f"block {other.id!r}"
                    field = "more" if part else "place" if cells == HEAD else "lines"
                    what = f"The block lies over {which} in {both}."
                    yield at.refusal("overlap", what, "move or shorten one of the two", field)
                    break  # one is enough to move it: a thousand blocks on one spot would make half a million
            placed.append((at, cells, around))


def _is_panel_on(at: PlannedBlock[Block], other: PlannedBlock[Block]) -> bool:
    """Whether a block is a panel that lies on another; of a story only its head does."""
    return at.block.lies_on == other.id and not isinstance(at.block, CopyBlock)


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
    trim = paper.value.trim
    for name in (None, *paper.value.grids):
        grid = make_grid(paper.value, name)
        area = grid.type_area
        if area.x < 0 or area.y < 0 or area.right > grid.page_width or area.bottom > grid.page_height:
            sides = grid.on_page(area).sides
            left, top, right, bottom = (f"{as_millimetres(side):.1f}" for side in sides)
            what = (
                f"The grid reaches from {left} to {right} mm across and from {top} to {bottom} mm down; "
                f"the page is {trim.width_mm:g} mm wide and {trim.height_mm:g} mm deep."
            )
            hint = f"take fewer or {'shorter' if grid.vertical else 'narrower'} columns, fewer lines, or a larger trim"
            place = paper.place(*(("grid",) if name is None else ("grids", name)))
            yield Problem("grid-outside-trim", "refused", what, place, hint)


def wrong_sides(read: Read[EditionModel], paper: Paper) -> Iterable[Problem]:
    """Blocks whose lines of type or rule are placed at a side that their writing has not: the top of vertical lines."""
    for at in blocks_of(read):
        writing = at.block.own_writing or paper.grid_of(at.page.grid).writing
        sides = ("right", "middle", "left") if writing == "vertical" else ("top", "middle", "bottom")
        side = at.block.depth_place
        if side is not None and side not in sides:
            what = f"In {writing} writing nothing can be placed at the {side} of a block."
            yield at.refusal("wrong-side", what, f"write {sides[0]}, {sides[1]} or {sides[2]}", "place")


def over_leading(read: Read[EditionModel], paper: Read[Paper]) -> Iterable[Problem]:
    """Styles of text on the grid in type larger than the grid's lines: it would overlap itself."""
    used = {
        (name, *_lines_of(at, paper.value)): None
        for at in stories_of(read)
        for name in _styles_on_grid(at.block)
    }
    for name, writing, leading in used:
        style = paper.value.styles.get(name)
        if style is None:
            continue
        wide, high = style.proportions
        depth = style.size * (wide if writing == "vertical" else high) / 1000
        if depth > leading:
            what = f"The style {name!r} is {depth:g} pt, and the lines of the grid are {leading:g} pt apart."
            hint = "make it smaller, give the grid more leading, or name another style in the block"
            yield Problem("over-leading", "refused", what, paper.place("styles", name, "size"), hint)


def _lines_of(at: PlannedBlock[CopyBlock], paper: Paper) -> tuple[Writing, float]:
    """How the lines of a story's grid run, and how far apart they are, in points."""
    model, block = paper.grid_of(at.page.grid), at.block
    if block.writing is None or not is_turned(block, vertical=model.writing == "vertical"):
        return model.writing, model.leading_pt
    return block.writing, turned_leading(block, paper, make_grid(paper, at.page.grid)) / 1000


def _styles_on_grid(block: CopyBlock) -> tuple[str, ...]:
    """The styles of a story's text that stands on the grid whatever their leading is."""
    return (
        block.body_style,
        block.subhead_style,
        block.quotation_style,
        block.verse_style,
        block.signature_style,
    )


def unlike_lead_ins(read: Read[EditionModel], paper: Read[Paper]) -> Iterable[Problem]:
    """Styles of lead-ins with a width or height of their own: a lead-in is drawn as the line that it opens."""
    for opening, body in dict.fromkeys(
        (at.block.lead_in_style, at.block.body_style) for at in stories_of(read)
    ):
        own, line = paper.value.styles.get(opening), paper.value.styles.get(body)
        if own is None or line is None or own.proportions == line.proportions:
            continue
        for key in sorted({"width_percent", "height_percent"} & own.model_fields_set):
            if getattr(own, key) != getattr(line, key):
                what = (
                    f"The {key} of the style {opening!r} changes nothing: a lead-in is drawn as wide and high as "
                    f"{body!r}, which it opens."
                )
                hint = f"leave it out, or write {getattr(line, key):g}"
                yield Problem("unlike-lead-in", "warning", what, paper.place("styles", opening, key), hint)


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
            line = read.line_of(("pages", number, "name"))
            place = Place(read.file, line, page=page.name, area_mm=grid.on_page(grid.rect(area)).in_mm)
            hint = "let a block reach over it, or declare it with a block of `kind: white`"
            yield Problem("hole", paper.holes.told, f"Nothing stands in {area}.", place, hint)


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
