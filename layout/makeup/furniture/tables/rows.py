"""Rows of dressed cells and the columns of a table -> the same rows set: each cell on its lines, each row so deep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from content.tablegrid import CellSpan
from layout.makeup.furniture.tables.cells import DressedCell, DressedRow, SetRowKind, TableSetting
from layout.makeup.furniture.tables.columns import TableColumns
from layout.makeup.furniture.tables.figures import FigureGroup, gather_figures, is_figure, start_of
from layout.makeup.text.reach import NO_REACH, Reach
from layout.scene import Mpt

LEAST_WHITE = 4
"""Of its em box a row has so much white at least over and under its lines together, a quarter: type keeps off the rules
and tints of the table though its style sets it solid.
"""


_BY_THEMSELVES = ("column", "section")
"""What headings head that are no part of the group of figures in their column."""

_ALONE = FigureGroup(grouped=False)
"""The group of a cell that stands by itself."""


@dataclass(frozen=True, slots=True)
class SetTableCell:
    """A cell on its lines: where each begins, from the table's edge, what room it has there, and what stands beside."""

    cell: DressedCell
    lines: tuple[tuple[int, int], ...]
    starts: tuple[Mpt, ...]
    room: tuple[Mpt, Mpt]
    reach: Reach

    @property
    def step(self) -> Mpt:
        """From line to line."""
        return self.reach.deepen(self.cell.dress.line_height, self.cell.dress.em_depth)

    @property
    def depth(self) -> Mpt:
        """Its lines one below the other, with the white that they need."""
        size = self.cell.dress.em_depth
        least = size + self.reach.over + self.reach.under + size // LEAST_WHITE
        return max(len(self.lines), 1) * self.step + max(0, least - self.step)


@dataclass(frozen=True, slots=True)
class SetTableRow:
    """A row, set: its kind, the role of its lines, its cells, and how deep it is."""

    kind: SetRowKind
    role: str
    cells: tuple[SetTableCell, ...]
    height: Mpt

    @property
    def number(self) -> int:
        """Which row of the table it is, those of headings counted first; −1 for what is over and under the table."""
        spans = (cell.cell.span for cell in self.cells)
        return next((span.row for span in spans if span is not None), -1)


def set_rows(rows: Sequence[DressedRow], setting: TableSetting, columns: TableColumns) -> list[SetTableRow]:
    """The rows of the table's grid, headings first. A cell that reaches down makes its last row deep enough."""
    broken = [
        [
            (cell, cell.break_lines(columns.room_of(span)[1]), span)
            for cell in dressed.cells
            if (span := cell.span) is not None
        ]
        for dressed in rows
    ]
    headed = {
        at
        for cells in broken
        for cell, lines, span in cells
        if cell.heads == "column" and lines and span.across == 1
        for at in span.columns
    }
    groups: dict[int, FigureGroup] = {}
    for at, column in enumerate(setting.table.columns):
        own = [
            (cell, lines)
            for cells in broken
            for cell, lines, span in cells
            if span.column == at and span.across == 1 and cell.heads not in _BY_THEMSELVES
        ]
        # Text at its column's end, as the left side of a score box, stands there: it has no heading to be under.
        together = at in headed or all(is_figure(cell) for cell, _ in own)
        groups[at] = gather_figures(own, grouped=column.grouped and together)
    found = []
    for dressed, own_cells in zip(rows, broken, strict=True):
        done = tuple(
            _set_cell(cell, lines, columns.room_of(span), _group_of(cell, span, groups))
            for cell, lines, span in own_cells
        )
        depths = [cell.depth for cell in done if cell.cell.span is not None and cell.cell.span.down == 1]
        found.append(SetTableRow(dressed.kind, dressed.role, done, max(depths, default=0)))
    return _deepened(found, setting)


def _deepened(rows: list[SetTableRow], setting: TableSetting) -> list[SetTableRow]:
    """The rows, as deep as a line of the table where they have nothing of their own, and as cells from above need."""
    least = setting.dress.line_height
    found = [row if row.height else replace(row, height=least) for row in rows]
    for row in rows:
        for cell in row.cells:
            span = cell.cell.span
            if span is None or span.down == 1:
                continue
            lacking = cell.depth - sum(other.height for other in found[span.row : span.last_row + 1])
            if lacking > 0:
                last = found[span.last_row]
                found[span.last_row] = replace(last, height=last.height + lacking)
    return found


def set_across(row: DressedRow, width: Mpt) -> SetTableRow:
    """A row over the whole width: the title, a note, the source."""
    [cell] = row.cells
    done = _set_cell(cell, cell.break_lines(width), (0, width), _ALONE)
    return SetTableRow(row.kind, row.role, (done,), done.step * len(done.lines))


def _group_of(cell: DressedCell, span: CellSpan, groups: Mapping[int, FigureGroup]) -> FigureGroup:
    """The group that a cell's lines stand in; one over several columns, or a heading, stands by itself."""
    return _ALONE if span.across > 1 or cell.heads in _BY_THEMSELVES else groups[span.column]


def _set_cell(
    cell: DressedCell, lines: Sequence[tuple[int, int]], room: tuple[Mpt, Mpt], group: FigureGroup
) -> SetTableCell:
    starts = tuple(room[0] + start_of(cell, line, room[1], group) for line in lines)
    reach = cell.reach(lines) if cell.words.inlines else NO_REACH
    return SetTableCell(cell, tuple(lines), starts, room, reach)
