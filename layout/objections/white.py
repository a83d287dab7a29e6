"""White and rules: holes on the page (天窗), and rules that part nothing."""

from __future__ import annotations

from collections.abc import Iterator

from layout.objections.cells import cell_grid, free_cells, is_full
from layout.objections.headroom import head_holes
from layout.objections.offence import Offence, millimetres
from layout.objections.seen import SeenPage
from layout.scene import PageGrid, Rect, Rule
from layout.scene.geometry import largest_free

LEAST_LINES = 4
"""Lines that a hole is deep at least: less is the white between two blocks."""

MOST_HOLES = 9
"""The most holes that are objected to on a page."""


def orphaned_rule(seen: SeenPage) -> Iterator[Offence]:
    """A rule with nothing near on one of its sides. The paper's own rules in gutters stand between blocks by
    themselves.
    """
    near = round(seen.limits.rule_apart_lines * seen.leading)
    things = seen.printed
    for region in seen.page.regions:
        if region.kind != "rule":
            continue
        for rule in (item for item in region.items if isinstance(item, Rule)):
            bare = [
                side
                for side, space in _sides(rule, near)
                if not any(space.overlaps(thing) for thing in things)
            ]
            if bare:
                what = f"The rule {region.id} parts nothing: there is nothing near {' or '.join(bare)} it."
                hint = "take it out, or move it between two blocks"
                yield Offence(what, hint, (region.id,), (rule.reach,))


def white_hole(seen: SeenPage) -> Iterator[Offence]:
    """天窗: a rectangle of the type area, cells of the grid, in which no block stands and no copy; and the white that a
    head leaves of its room, on a page in the making too.
    """
    of_heads = [*head_holes(seen)]
    yield from of_heads
    grid = cell_grid(seen)
    if grid is None or not is_full(seen):
        return
    free = free_cells(seen, grid)
    for hole in of_heads:
        _take(seen, grid, free, hole.places[0])  # it is an offence already
    least = max(1.0, seen.limits.white_hole_percent * grid.columns * grid.lines / 100)
    for _ in range(MOST_HOLES):
        cells = largest_free(free, LEAST_LINES)
        if cells is None or (area := len(cells[0]) * len(cells[1])) < least:
            return
        columns, lines = cells
        place = _cells(seen, grid, columns, lines)
        share = 100 * area / (grid.columns * grid.lines)
        what = (
            f"There is a hole of white of {millimetres(place.width)} by {millimetres(place.height)}, {share:.1f} % of "
            "the type area."
        )
        hint = "let a block take it in, add copy, or place something there"
        yield Offence(what, hint, _neighbours(seen, place), (place,))
        for column in columns:
            free[column][lines.start : lines.stop] = [False] * len(lines)


def _take(seen: SeenPage, grid: PageGrid, free: list[list[bool]], place: Rect) -> None:
    """Marks the cells that a rectangle of the page reaches into as taken."""
    for column, lines in enumerate(free):
        for line in range(len(lines)):
            if _cells(seen, grid, range(column, column + 1), range(line, line + 1)).overlaps(place):
                lines[line] = False


def _sides(rule: Rule, near: int) -> Iterator[tuple[str, Rect]]:
    """The places along both sides of a rule, as deep as `near`."""
    reach = rule.reach
    if reach.width >= reach.height:
        yield "above", Rect(reach.x, reach.y - near, reach.width, near)
        yield "below", Rect(reach.x, reach.bottom, reach.width, near)
    else:
        yield "left of", Rect(reach.x - near, reach.y, near, reach.height)
        yield "right of", Rect(reach.right, reach.y, near, reach.height)


def _cells(seen: SeenPage, grid: PageGrid, columns: range, lines: range) -> Rect:
    """Cells of the grid as a rectangle of the page."""
    pitch = grid.column + grid.gutter
    area = seen.flat(grid.area)
    x, y = area.x + columns.start * pitch, area.y + lines.start * grid.leading
    return seen.on_page(Rect(x, y, len(columns) * pitch - grid.gutter, len(lines) * grid.leading))


def _neighbours(seen: SeenPage, place: Rect) -> tuple[str, ...]:
    """The stories that a hole is in or beside, first the one that has most of it."""
    near = 2 * seen.leading
    wide = Rect(place.x - near, place.y - near, place.width + 2 * near, place.height + 2 * near)
    beside = [story for story in seen.stories if wide.overlaps(story.region.frame)]
    return tuple(
        story.id for story in sorted(beside, key=lambda story: -place.common_area(story.region.frame))
    )
