"""A table's block -> its region: title, headings, rows and note at the table's own rhythm, with rules between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from content.problems import Problem
from content.table import Table
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import (
    Room,
    Row,
    framed_items,
    level_rule,
    room_of,
    tops,
)
from layout.makeup.furniture.tablerows import TableCell, TableRow, TableRowKind, table_rows
from layout.makeup.plot import Plot
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Copy, Look, natural_width, place_line, set_one_line
from layout.plan.blocks import TableBlock
from layout.scene import Box, CopyText, Item, Line, Mpt, Overset, Rect, Span
from layout.typeset import SetLine

_ROLES: Final[Mapping[TableRowKind, str]] = {
    "title": "table-title",
    "heading": "table-heading",
    "row": "table",
    "note": "table-note",
}
"""The role in the scene of each kind of row."""


def make_table(block: TableBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a table. Rows that have no room are overset."""
    table = desk.tables[block.table]
    room = room_of(block, desk)
    rows = table_rows(block, table, room, desk)
    fitting = _count_fitting(rows, room)
    shown = rows[:fitting]
    places = tops([Row(row.height) for row in shown], room.rect, block.place)
    points_at = _decimal_points(rows)
    lines = [
        line
        for row, top in zip(shown, places, strict=True)
        for number, cell in enumerate(row.cells)
        for line in _cell_lines(table, _PlacedCell(cell, row, top, points_at.get(number, 0)), room.plot)
    ]
    problems = [
        problem
        for row in rows
        for cell in row.cells
        for problem in unknown_characters(cell.text, row.dress, spot, Copy(table.id, cell.part))
    ]
    problems += _too_wide(lines, spot, room.plot.longer)
    items = (*_rules(block, shown, places, room.rect, desk), *lines)
    region = desk.region(block, spot, framed_items(block, desk, room.plot, items))
    overset = _overset(table, rows[fitting:])
    if overset is not None:
        problems.append(_no_room(table, rows[fitting:], overset, spot))
        region = replace(region, overset=overset)
    copy = tuple(CopyText(table.id, cell.part, cell.text) for row in rows for cell in row.cells if cell.text)
    return BlockMakeup(region, copy, problems=tuple(problems))


def _too_wide(lines: Sequence[Line], spot: BlockSpot, longer: str) -> list[Problem]:
    """Lines longer than their columns, as one problem of the table: where one is too long, most are."""
    wide = sorted(
        (line for line in lines if line.step == "overfull"), key=lambda line: line.measure - line.width
    )
    told = overfull_lines(wide[:1], spot, longer)
    if len(wide) < 2:
        return told
    what = f"{len(wide)} lines of the table are longer than their columns. {told[0].what}"
    hint = f"set it smaller, give it more {longer}, or its columns other shares"
    return [replace(told[0], what=what, hint=hint)]


def _decimal_points(rows: Sequence[TableRow]) -> dict[int, Mpt]:
    """By column: how far from its end the points of its figures are."""
    found: dict[int, Mpt] = {}
    for row in rows:
        for number, cell in enumerate(row.cells):
            if row.kind == "row" and cell.align == "decimal":
                found[number] = max(found.get(number, 0), natural_width(_behind_point(cell.text), row.dress))
    return found


def _behind_point(text: str) -> str:
    """A figure from its point on."""
    return text[text.index(".") :] if "." in text else ""


@dataclass(frozen=True, slots=True)
class _PlacedCell:
    """A cell, its row and the row's top; how far from the cell's end the points of its column's figures are."""

    cell: TableCell
    row: TableRow
    top: Mpt
    point: Mpt


def _cell_lines(table: Table, placed: _PlacedCell, plot: Plot) -> Iterator[Line]:
    """The lines of a cell, in the middle of its row."""
    row, cell = placed.row, placed.cell
    step, size = row.dress.line_height, row.dress.em_depth
    y = placed.top + (row.height - len(cell.lines) * step) // 2
    look = Look(_ROLES[row.kind], {0: row.dress.ink}, Copy(table.id, cell.part), row.dress.vertical)
    start = 0
    for text in cell.lines:
        line = place_line(
            _align_line(text.strip(), placed), cell.x, y + (step - size) // 2 + plot.ascent(size), look
        )
        # The space that a cell is broken at is copy too, though nothing is printed of it.
        yield replace(line, span=Span(table.id, cell.part, start, start + len(text)))
        start += len(text)
        y += step


def _align_line(text: str, placed: _PlacedCell) -> SetLine:
    """A line of a cell. Figures are set so far from the cell's end that their points are one below the other."""
    row, cell = placed.row, placed.cell
    if cell.align != "decimal":
        return set_one_line(text, row.dress, cell.width, cell.align)
    free = placed.point - natural_width(_behind_point(text), row.dress) if row.kind == "row" else 0
    return set_one_line(text, row.dress, max(1, cell.width - free), "end")


def _rules(
    block: TableBlock, rows: Sequence[TableRow], places: Sequence[Mpt], rect: Rect, desk: Desk
) -> list[Item]:
    """The tint behind the headings, and the rules: in the middle of the white between two rows."""
    bottoms = [top + row.height for row, top in zip(rows, places, strict=True)]
    middles = {
        number + 1: (bottom + after) // 2
        for number, (bottom, after) in enumerate(zip(bottoms, places[1:], strict=False))
    }
    inside = [number for number, row in enumerate(rows) if row.kind in ("heading", "row")]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    head = middles.get(first, rect.y)
    foot = middles.get(last + 1, rect.bottom)
    found: list[Item] = []
    if rows[first].kind == "heading" and block.heading_tint is not None and first + 1 in middles:
        band = Rect(rect.x, head, rect.width, middles[first + 1] - head)
        found.append(Box(band, fill=desk.ink(block.heading_tint)))
    if block.outer_rule is not None:
        edges = [head, foot] + (
            [middles[first + 1]] if rows[first].kind == "heading" and first < last else []
        )
        found += [level_rule(rect, y, block.outer_rule, desk) for y in edges]
    if block.rule is not None:
        pairs = [(row, other) for row, other in pairwise(inside) if rows[row].kind == "row"]
        found += [level_rule(rect, middles[other], block.rule, desk) for _, other in pairs]
    return found


def _count_fitting(rows: Sequence[TableRow], room: Room) -> int:
    """How many rows have room."""
    used = 0
    for number, row in enumerate(rows):
        used += row.height
        if used > room.rect.height:
            return number
    return len(rows)


def _overset(table: Table, left: Sequence[TableRow]) -> Overset | None:
    cells = [cell for row in left for cell in row.cells if cell.text]
    if not cells:
        return None
    text = "".join(cell.text for cell in cells)
    spans = tuple(Span(table.id, cell.part, 0, len(cell.text)) for cell in cells)
    return Overset(
        sum(max(len(cell.lines) for cell in row.cells) for row in left), len(text), text[:40], spans
    )


def _no_room(table: Table, left: Sequence[TableRow], overset: Overset, spot: BlockSpot) -> Problem:
    deep = sum(row.height for row in left) / 1000
    what = f"{len(left)} rows of the table, {overset.characters} characters, have no room, from “{overset.text[:20]}”."
    hint = f"give the block {deep:.0f} pt more, take rows out, or set the type smaller"
    return Problem("overset", "press", what, spot.place(table.id, overset.spans[0].part, 0), hint)
