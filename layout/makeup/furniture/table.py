"""A table's block -> its region: title, headings, rows and notes at the table's own rhythm, with rules between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.problems import Problem
from content.table import Table
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import Room, framed_items, room_of, white_at_foot
from layout.makeup.furniture.tables.cells import (
    DressedCell,
    DressedRow,
    TableSetting,
    dress_heads,
    dress_notes,
    dress_rows,
    dress_title,
    unknown_styles,
)
from layout.makeup.furniture.tables.columns import TableColumns, fit_columns
from layout.makeup.furniture.tables.legs import (
    LegsRoom,
    PlacedRow,
    PlacedTable,
    TableParts,
    place_rows,
    split_width,
)
from layout.makeup.furniture.tables.rows import SetTableCell, SetTableRow, set_across, set_rows
from layout.makeup.furniture.tables.rules import draw_leg
from layout.makeup.plot import Plot
from layout.makeup.text.inlines import inks_of
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Copy, Look, place_line, set_one_line
from layout.plan.blocks import TableBlock
from layout.scene import Line, Mpt, Overset, Span


def make_table(block: TableBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a table. Rows that have no room are overset."""
    table = desk.tables[block.table]
    setting = TableSetting(block, table, room_of(block, desk), desk)
    plot, rect = setting.room.plot, setting.room.rect
    dressed = _DressedTable(
        dress_title(setting), dress_heads(setting), dress_rows(setting), dress_notes(setting)
    )
    problems = [*unknown_styles(setting, spot), *_unknown_characters(dressed.cells, table, spot)]
    starts, width = split_width(rect, block.legs, desk.grid.gutter)
    columns = fit_columns(dressed.grid, setting, width)
    region = desk.region(block, spot, framed_items(block, desk, plot, ()))
    overset: Overset | None
    if isinstance(columns, TableColumns):
        most = round(desk.paper.white.rows_lines * desk.grid.leading)
        room = LegsRoom(rect, starts, width, block.place, most)
        placed = place_rows(_set_parts(dressed, setting, columns), room)
        items = [item for leg in placed.legs for item in draw_leg(block, leg, columns, desk)]
        lines = list(_lines(table, placed, setting.room))
        cells = tuple(
            place
            for leg in placed.legs
            for row in leg.rows
            if not row.again
            for cell in row.row.cells
            for place in cell.cell.place
        )
        region = replace(region, items=framed_items(block, desk, plot, (*items, *lines)), cells=cells)
        problems += overfull_lines(lines, spot, plot.longer)
        problems += white_at_foot(placed.rest, desk, plot, spot)
        overset = _overset(table, [cell.cell for row in placed.left for cell in row.cells], len(placed.left))
        if overset is not None:
            problems.append(_no_room(table, placed.left, overset, spot))
    else:
        overset = _overset(table, dressed.cells, len(dressed.rows))
        problems.append(_no_width(table, dressed.cells, (columns, width), (plot, spot)))
    copy = tuple(cell.copy_text(table) for cell in dressed.cells if cell.words.text)
    return BlockMakeup(replace(region, overset=overset), copy, problems=tuple(problems))


@dataclass(frozen=True, slots=True)
class _DressedTable:
    """The rows of a table in their dress, by what they are."""

    title: list[DressedRow]
    heads: list[DressedRow]
    body: list[DressedRow]
    notes: list[DressedRow]

    @property
    def grid(self) -> list[DressedRow]:
        """Those that stand in columns."""
        return [*self.heads, *self.body]

    @property
    def rows(self) -> list[DressedRow]:
        return [*self.title, *self.grid, *self.notes]

    @property
    def cells(self) -> list[DressedCell]:
        return [cell for row in self.rows for cell in row.cells]


def _set_parts(dressed: _DressedTable, setting: TableSetting, columns: TableColumns) -> TableParts:
    width = setting.room.rect.width
    grid = set_rows(dressed.grid, setting, columns)
    heads = len(dressed.heads)
    title, notes = ([set_across(row, width) for row in rows] for rows in (dressed.title, dressed.notes))
    return TableParts(title, grid[:heads], grid[heads:], notes)


def _unknown_characters(cells: Sequence[DressedCell], table: Table, spot: BlockSpot) -> Iterator[Problem]:
    for cell in cells:
        yield from unknown_characters(cell.words, cell.dress, spot, Copy(table.id, cell.part))


def _lines(table: Table, placed: PlacedTable, room: Room) -> Iterator[Line]:
    """The lines of a table in the order that it is read in: title, leg by leg, notes."""
    titles = [row for row in placed.across if row.row.kind == "title"]
    for row in titles:
        yield from _row_lines(table, (row, (row,)), room.rect.x, room.plot)
    for leg in placed.legs:
        for row in leg.rows:
            yield from _row_lines(table, (row, leg.rows), leg.x, room.plot)
    for row in placed.across:
        if row not in titles:
            yield from _row_lines(table, (row, (row,)), room.rect.x, room.plot)


def _row_lines(
    table: Table, placed: tuple[PlacedRow, Sequence[PlacedRow]], x: Mpt, plot: Plot
) -> Iterator[Line]:
    """The lines of a row's cells, each in the middle of its rows. A heading that stands again is no copy."""
    row, rows = placed
    for cell in row.row.cells:
        span = cell.cell.span
        last = row.row.number if span is None else span.last_row
        bottom = next(other.bottom for other in rows if other.row.number == last)
        copy = None if row.again else Copy(table.id, cell.cell.part)
        top = row.top + (bottom - row.top - len(cell.lines) * cell.step) // 2
        look = Look(row.row.role, inks_of(cell.cell.dress, cell.cell.dress), copy, cell.cell.dress.vertical)
        yield from _cell_lines(cell, (x, top), look, plot)


def _cell_lines(cell: SetTableCell, at: tuple[Mpt, Mpt], look: Look, plot: Plot) -> Iterator[Line]:
    x, y = at
    dress, words = cell.cell.dress, cell.cell.words
    size = dress.em_depth
    for (start, end), begin in zip(cell.lines, cell.starts, strict=True):
        room = cell.room[0] + cell.room[1] - begin
        line = set_one_line(words.part(start, end).trimmed(), dress, room, "start")
        baseline = y + cell.reach.inset(cell.step, size) + plot.ascent(size)
        placed = place_line(line, x + begin, baseline, look)
        # The space that a cell is broken at is copy too, though nothing is printed of it.
        yield (
            placed
            if placed.span is None
            else replace(placed, span=replace(placed.span, start=start, end=end))
        )
        y += cell.step


def _overset(table: Table, left: Sequence[DressedCell], lines: int) -> Overset | None:
    cells = [cell for cell in left if cell.words.text]
    if not cells:
        return None
    text = "".join(cell.words.text for cell in cells)
    spans = tuple(Span(table.id, cell.part, 0, len(cell.words.text)) for cell in cells)
    return Overset(lines, len(text), text[:40], spans)


def _no_room(table: Table, left: Sequence[SetTableRow], overset: Overset, spot: BlockSpot) -> Problem:
    deep = sum(row.height for row in left) / 1000
    rows = "1 row" if len(left) == 1 else f"{len(left)} rows"
    have = "has" if len(left) == 1 else "have"
    begins = overset.text[:20]
    what = f"{rows} of the table, {overset.characters} characters, {have} no room, from “{begins}”."
    hint = f"give the block {deep:.0f} pt more, take rows out, or set the type smaller"
    return Problem("overset", "press", what, spot.place(table.id, overset.spans[0].part, 0), hint)


def _no_width(
    table: Table, cells: Sequence[DressedCell], widths: tuple[Mpt, Mpt], at: tuple[Plot, BlockSpot]
) -> Problem:
    """That the columns of a table have no room side by side: nothing of it is set. Where one word alone takes half of
    the room, it is what is to be changed.
    """
    plot, spot = at
    needed, width = (length / 1000 for length in widths)
    columns = len(table.columns)
    many = f"{columns} columns" if columns > 1 else "one column"
    side = "length" if plot.vertical else "width"
    what = f"The table's {many} need a {side} of {needed:.1f} pt, and have {width:.1f} pt: none of it is set."
    hint = (
        f"give the block more {plot.longer} or fewer legs, set it smaller, or take columns or long words out"
    )
    widest = max((cell for cell in cells if cell.span is not None), key=lambda cell: cell.least)
    if 2 * widest.least <= widths[1]:
        return Problem("no-columns", "press", what, spot.at(plot.longer).place(), hint)
    what = f"{what} Its longest word takes {widest.least / 1000:.1f} pt."
    return Problem("no-columns", "press", what, spot.place(table.id, widest.part, 0), hint)
