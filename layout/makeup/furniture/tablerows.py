"""A table and the width that it has -> its rows: the texts of the cells on lines, in columns as wide as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from content.table import ColumnAlign, Table
from layout.makeup.desk import Desk
from layout.makeup.furniture.listing import Room
from layout.makeup.text.headline_breaks import Within, break_headline
from layout.makeup.text.text import natural_width
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import TableBlock
from layout.scene import Mpt, Rect

MOST_LINES = 8
"""Lines that a cell is broken into."""

GAP_EM = 1
"""White between two columns, at least, in ems of the cells' type."""


TableRowKind = Literal["title", "heading", "row", "note"]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A text of a table, on its lines: which part of its copy it is, and what it may take of the width."""

    part: str
    text: str
    lines: tuple[str, ...]
    x: Mpt
    width: Mpt
    align: ColumnAlign


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, their dress, and its kind."""

    kind: TableRowKind
    cells: tuple[TableCell, ...]
    dress: Dress

    @property
    def height(self) -> Mpt:
        return max((len(cell.lines) for cell in self.cells), default=1) * self.dress.line_height


def table_rows(block: TableBlock, table: Table, room: Room, desk: Desk) -> list[TableRow]:
    """The rows of a table, from its title to its note and source."""
    dress = room.dress(desk, block.style, "body")
    heading = room.dress(desk, block.heading_style, block.style)
    note = room.dress(desk, block.note_style, block.style)
    columns = _columns(table, dress, heading, room.rect)
    found: list[TableRow] = []
    if table.title is not None:
        title = room.dress(desk, block.title_style, block.style)
        found.append(TableRow("title", (_across("title", table.title, title, room.rect),), title))
    if any(column.heading for column in table.columns):
        texts = [(f"head[{at}]", column.heading) for at, column in enumerate(table.columns)]
        found.append(TableRow("heading", _cells(table, texts, columns, heading), heading))
    for number, row in enumerate(table.rows):
        texts = [(f"rows[{number}][{at}]", text) for at, text in enumerate(row)]
        found.append(TableRow("row", _cells(table, texts, columns, dress), dress))
    found += _notes(table, note, room.rect)
    return found


def _notes(table: Table, dress: Dress, rect: Rect) -> list[TableRow]:
    """Note and source: on one line where both have room on it."""
    cells = [
        _across(part, text, dress, rect)
        for part, text in (("note", table.note), ("source", table.source))
        if text is not None
    ]
    if len(cells) == 2:
        widths = [natural_width(cell.text, dress) for cell in cells]
        if sum(widths) + 2 * dress.em <= rect.width:
            note, source = cells
            at_end = replace(source, x=rect.right - widths[1], width=widths[1], align="end")
            return [TableRow("note", (replace(note, width=widths[0], align="start"), at_end), dress)]
    return [TableRow("note", (cell,), dress) for cell in cells]


def _across(part: str, text: str, dress: Dress, rect: Rect) -> TableCell:
    """A text over the whole width, as its style aligns it."""
    align: ColumnAlign = "start" if dress.style.align == "justify" else dress.style.align
    return TableCell(part, text, _break_cell(text, dress, rect.width), rect.x, rect.width, align)


def _cells(
    table: Table, texts: Sequence[tuple[str, str]], columns: Sequence[tuple[Mpt, Mpt]], dress: Dress
) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(part, text, _break_cell(text, dress, width), x, width, column.align)
        for (part, text), (x, width), column in zip(texts, columns, table.columns, strict=True)
    )


def _break_cell(text: str, dress: Dress, measure: Mpt) -> tuple[str, ...]:
    if not text:
        return ()
    spans = break_headline(
        text,
        lambda start, end: natural_width(text[start:end].strip(), dress),
        measure,
        dress.paragraph.profile,
        Within(MOST_LINES),
    )
    return tuple(text[start:end] for start, end in spans or [(0, len(text))])


def _columns(table: Table, dress: Dress, heading: Dress, rect: Rect) -> list[tuple[Mpt, Mpt]]:
    """Where each column begins and how wide it is: by its share, or by its widest cell; what is over is shared out."""
    count = len(table.columns)
    gap = GAP_EM * dress.em
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
        widths = _share_width(natural, room)
    found = []
    x = rect.x
    for width in widths:
        found.append((x, width))
        x += width + gap
    return found


def _share_width(natural: Sequence[Mpt], room: Mpt) -> list[Mpt]:
    """Widths that fill the room: all wider by as much, or the widest cut down to one width."""
    over = sum(natural) - room
    if over <= 0:
        return [width - over // len(natural) for width in natural]
    left = room
    narrow: dict[int, Mpt] = {}
    for at, width in sorted(enumerate(natural), key=lambda item: item[1]):
        narrow[at] = min(width, left // (len(natural) - len(narrow)))
        left -= narrow[at]
    return [narrow[at] for at in range(len(natural))]
