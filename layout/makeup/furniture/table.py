"""A table's block -> its region: title, headings, rows and note at the table's own rhythm, with rules between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.problems import Problem
from content.table import ColumnAlign, Table
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.furniture.listing import (
    Room,
    Row,
    level_rule,
    line_height,
    lines_of,
    region_of,
    room_of,
    tops,
)
from layout.makeup.heads.headline_breaks import Within, break_headline
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Copy, Look, natural_width, place_line, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import TableBlock
from layout.scene import Box, CopyText, Item, Line, Mpt, Overset, Rect, Span
from layout.typeset import SetLine

MOST_LINES = 8
"""Lines that a cell is broken into."""

GAP_EM = 1
"""White between two columns, at least, in ems of the cells' type."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text of a table, on its lines: which part of its copy it is, and where along the line it may stand."""

    part: str
    text: str
    lines: tuple[str, ...]
    x: Mpt
    width: Mpt
    align: ColumnAlign


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row, their dress, and its kind: `title`, `heading`, `row` or `note`."""

    kind: str
    cells: tuple[_Cell, ...]
    dress: Dress

    @property
    def height(self) -> Mpt:
        return max((len(cell.lines) for cell in self.cells), default=1) * line_height(self.dress)


def make_table(block: TableBlock, desk: Desk, spot: Spot) -> Made:
    """Makes up a table. Rows that have no room are told, and named as overset."""
    table = desk.tables[block.table]
    room = room_of(block, desk)
    rows = _rows(block, table, room, desk)
    kept = _that_fit(rows, room)
    places = tops([Row(row.height) for row in rows[:kept]], room.rect, block.place)
    items: list[Item] = [*_rules(block, rows[:kept], places, (room, desk))]
    problems: list[Problem] = []
    points_at = _decimal_points(table, rows)
    for row, top in zip(rows[:kept], places, strict=True):
        for number, cell in enumerate(row.cells):
            items += _cell_lines(table, (row, cell), top, (room, points_at.get(number, 0)))
    for row in rows:
        for cell in row.cells:
            problems += unknown_characters(cell.text, row.dress, spot, Copy(table.id, cell.part))
    problems += _too_wide(lines_of(items), spot, room.plot.longer)
    region = region_of(block, desk, spot, (room.plot, items))
    overset = _overset(table, rows[kept:])
    if overset is not None:
        problems.append(_no_room(table, rows[kept:], overset, spot))
        region = replace(region, overset=overset)
    copy = tuple(CopyText(table.id, cell.part, cell.text) for row in rows for cell in row.cells if cell.text)
    return Made(region, copy, problems=tuple(problems))


def _too_wide(lines: Sequence[Line], spot: Spot, longer: str) -> list[Problem]:
    """Lines longer than their columns, told once for the table: where one is, most are."""
    wide = sorted(
        (line for line in lines if line.step == "overfull"), key=lambda line: line.measure - line.width
    )
    told = overfull_lines(wide[:1], spot, longer)
    if len(wide) < 2:
        return told
    what = f"{len(wide)} lines of the table are longer than their columns. {told[0].what}"
    hint = f"set it smaller, give it more {longer}, or its columns other shares"
    return [replace(told[0], what=what, hint=hint)]


def _rows(block: TableBlock, table: Table, room: Room, desk: Desk) -> list[_Row]:
    dress = room.dress(desk, block.style, "body")
    heading = room.dress(desk, block.heading_style, block.style)
    note = room.dress(desk, block.note_style, block.style)
    columns = _columns(table, (dress, heading), room.rect)
    found: list[_Row] = []
    if table.title is not None:
        title = room.dress(desk, block.title_style, block.style)
        found.append(_Row("title", (_across("title", table.title, title, room.rect),), title))
    if any(column.heading for column in table.columns):
        texts = [(f"head[{at}]", column.heading) for at, column in enumerate(table.columns)]
        found.append(_Row("heading", _cells(table, texts, columns, heading), heading))
    for number, row in enumerate(table.rows):
        texts = [(f"rows[{number}][{at}]", text) for at, text in enumerate(row)]
        found.append(_Row("row", _cells(table, texts, columns, dress), dress))
    found += _notes(table, note, room.rect)
    return found


def _notes(table: Table, dress: Dress, rect: Rect) -> list[_Row]:
    """Note and source: on one line where both have room on it."""
    cells = [
        _across(part, text, dress, rect)
        for part, text in (("note", table.note), ("source", table.source))
        if text is not None
    ]
    if len(cells) == 2:
        widths = [natural_width(cell.text, dress) for cell in cells]
        if sum(widths) + 2 * dress.font.size <= rect.width:
            note, source = cells
            at_end = replace(source, x=rect.right - widths[1], width=widths[1], align="end")
            return [_Row("note", (replace(note, width=widths[0], align="start"), at_end), dress)]
    return [_Row("note", (cell,), dress) for cell in cells]


def _across(part: str, text: str, dress: Dress, rect: Rect) -> _Cell:
    """A text over the whole width, as its style aligns it."""
    align: ColumnAlign = "start" if dress.style.align == "justify" else dress.style.align
    return _Cell(part, text, _broken(text, dress, rect.width), rect.x, rect.width, align)


def _cells(
    table: Table, texts: Sequence[tuple[str, str]], columns: Sequence[tuple[Mpt, Mpt]], dress: Dress
) -> tuple[_Cell, ...]:
    return tuple(
        _Cell(part, text, _broken(text, dress, width), x, width, column.align)
        for (part, text), (x, width), column in zip(texts, columns, table.columns, strict=True)
    )


def _broken(text: str, dress: Dress, measure: Mpt) -> tuple[str, ...]:
    if not text:
        return ()
    lines = break_headline(
        text,
        lambda one: natural_width(one.strip(), dress),
        measure,
        dress.paragraph.profile,
        Within(MOST_LINES),
    )
    return tuple(lines or [text])


def _columns(table: Table, dresses: tuple[Dress, Dress], rect: Rect) -> list[tuple[Mpt, Mpt]]:
    """Where each column begins and how wide it is: by its share, or by its widest cell; what is over is shared out."""
    dress, heading = dresses
    count = len(table.columns)
    gap = GAP_EM * dress.font.size
    room = max(count, rect.width - (count - 1) * gap)
    if all(column.share for column in table.columns):
        whole = sum(column.share or 0 for column in table.columns)
        widths = [int(room * (column.share or 0) / whole) for column in table.columns]
    else:
        natural = [
            max(
                natural_width(column.heading, heading),
                *(natural_width(row[at], dress) for row in table.rows),
                1,
            )
            for at, column in enumerate(table.columns)
        ]
        widths = _levelled(natural, room)
    found = []
    x = rect.x
    for width in widths:
        found.append((x, width))
        x += width + gap
    return found


def _levelled(natural: Sequence[Mpt], room: Mpt) -> list[Mpt]:
    """Widths that fill the room: all wider by as much, or the widest cut down to one width."""
    over = sum(natural) - room
    if over <= 0:
        return [width - over // len(natural) for width in natural]
    left, widths = room, dict(enumerate(natural))
    narrow: dict[int, Mpt] = {}
    for at, width in sorted(widths.items(), key=lambda one: one[1]):
        most = left // (len(widths) - len(narrow))
        narrow[at] = min(width, most)
        left -= narrow[at]
    return [narrow[at] for at in range(len(natural))]


def _decimal_points(table: Table, rows: Sequence[_Row]) -> dict[int, Mpt]:
    """By column: how far from its end its figures' points stand."""
    found: dict[int, Mpt] = {}
    for row in rows:
        for number, cell in enumerate(row.cells):
            if row.kind == "row" and cell.align == "decimal":
                found[number] = max(found.get(number, 0), natural_width(_behind_point(cell.text), row.dress))
    return found


def _behind_point(text: str) -> str:
    """A figure from its point on."""
    return text[text.index(".") :] if "." in text else ""


def _cell_lines(table: Table, at: tuple[_Row, _Cell], top: Mpt, where: tuple[Room, Mpt]) -> list[Item]:
    """The lines of a cell, in the middle of its row."""
    row, cell = at
    room, point = where
    step, size = line_height(row.dress), row.dress.font.size
    y = top + (row.height - len(cell.lines) * step) // 2
    role = {"title": "table-title", "heading": "table-heading", "note": "table-note"}.get(row.kind, "table")
    look = Look(role, {0: row.dress.ink}, Copy(table.id, cell.part), row.dress.vertical)
    placed: list[Item] = []
    start = 0
    for text in cell.lines:
        line = _aligned(cell, text.strip(), row, point)
        one = place_line(line, cell.x, y + (step - size) // 2 + room.plot.ascent(size), look)
        # The space that a cell is broken at is copy too, though nothing is printed of it.
        placed.append(replace(one, span=Span(table.id, cell.part, start, start + len(text))))
        start += len(text)
        y += step
    return placed


def _aligned(cell: _Cell, text: str, row: _Row, point: Mpt) -> SetLine:
    """A line of a cell. Figures are set so far from the cell's end that their points stand one below the other."""
    if cell.align != "decimal":
        return set_one_line(text, row.dress, cell.width, cell.align)
    free = point - natural_width(_behind_point(text), row.dress) if row.kind == "row" else 0
    return set_one_line(text, row.dress, max(1, cell.width - free), "end")


def _rules(
    block: TableBlock, rows: Sequence[_Row], places: Sequence[Mpt], at: tuple[Room, Desk]
) -> list[Item]:
    """The tint behind the headings, and the rules: in the middle of the white between two rows."""
    room, desk = at
    rect = room.rect
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
        pairs = [(one, other) for one, other in pairwise(inside) if rows[one].kind == "row"]
        found += [level_rule(rect, middles[other], block.rule, desk) for _, other in pairs]
    return found


def _that_fit(rows: Sequence[_Row], room: Room) -> int:
    """How many rows have room."""
    used = 0
    for number, row in enumerate(rows):
        used += row.height
        if used > room.rect.height:
            return number
    return len(rows)


def _overset(table: Table, left: Sequence[_Row]) -> Overset | None:
    cells = [cell for row in left for cell in row.cells if cell.text]
    if not cells:
        return None
    text = "".join(cell.text for cell in cells)
    spans = tuple(Span(table.id, cell.part, 0, len(cell.text)) for cell in cells)
    return Overset(
        sum(max(len(cell.lines) for cell in row.cells) for row in left), len(text), text[:40], spans
    )


def _no_room(table: Table, left: Sequence[_Row], overset: Overset, spot: Spot) -> Problem:
    deep = sum(row.height for row in left) / 1000
    what = f"{len(left)} rows of the table, {overset.characters} characters, have no room, from “{overset.text[:20]}”."
    hint = f"give the block {deep:.0f} pt more, take rows out, or set the type smaller"
    return Problem("overset", "press", what, spot.place(table.id, overset.spans[0].part, 0), hint)
