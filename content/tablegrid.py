"""Rows of cells that cover columns and rows -> where each stands in the table's grid, and which have no place there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellSpan:
    """What a cell covers: from a row and a column (both from 0) so many rows down and columns across."""

    row: int
    column: int
    down: int = 1
    across: int = 1

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.across)

    @property
    def last_row(self) -> int:
        return self.row + self.down - 1


@dataclass(frozen=True, slots=True)
class GridFault:
    """What is wrong with a row, or with one of its cells: the problem's id, what, and what to do."""

    id: str
    what: str
    hint: str
    row: int
    cell: int | None = None


def lay_cells(
    rows: Sequence[Sequence[tuple[int, int]]], columns: int, depth: int
) -> tuple[list[list[CellSpan]], list[GridFault]]:
    """Where the cells of each row stand, which are given by the columns and rows that they cover: one behind the other,
    in the places that no cell from above covers. `depth` is how many rows cells may reach down to.
    """
    taken: set[tuple[int, int]] = set()
    laid: list[list[CellSpan]] = []
    faults: list[GridFault] = []
    for row, cells in enumerate(rows):
        laid.append([])
        column = 0
        faulty = False
        free = sum((row, at) not in taken for at in range(columns))
        for number, (across, down) in enumerate(cells):
            while (row, column) in taken:
                column += 1
            if column >= columns:
                break
            span, found = _fit(CellSpan(row, column, down, across), (columns, depth), taken, number)
            faults += found
            faulty = faulty or bool(found)
            laid[-1].append(span)
            taken |= {(row + below, beside) for below in range(span.down) for beside in span.columns}
            column = span.columns.stop
        asked = sum(across for across, _ in cells)
        if asked != free and not faulty:
            faults.append(_uneven(row, len(cells), asked, (free, columns)))
    return laid, faults


def _fit(
    cell: CellSpan, size: tuple[int, int], taken: set[tuple[int, int]], number: int
) -> tuple[CellSpan, list[GridFault]]:
    """What a cell may cover of a table of so many columns and rows, and what is wrong where it asks for more."""
    columns, depth = size
    across, down = min(cell.across, columns - cell.column), min(cell.down, depth - cell.row)
    found = []
    for asked, room, of in ((cell.across, across, "columns"), (cell.down, down, "rows")):
        if room < asked:
            what = f"The cell covers {asked} {of}, and the table has {room} from it on"
            found.append(GridFault("cell-over-edge", what, f"let it cover {room} at most", cell.row, number))
    free = next((beside for beside in range(across) if (cell.row, cell.column + beside) in taken), across)
    if free < across:
        what = f"The cell covers {across} columns, and one from above covers column {cell.column + free + 1}"
        hint = f"let it cover {free} at most, or the one above fewer rows"
        found.append(GridFault("cells-overlap", what, hint, cell.row, number))
    return CellSpan(cell.row, cell.column, down, free), found


def _uneven(row: int, count: int, asked: int, places: tuple[int, int]) -> GridFault:
    """A row with more or fewer cells than it has places."""
    free, columns = places
    hint = "give it as many cells as there are columns; an empty one is ''"
    if asked == count and free == columns:
        return GridFault(
            "uneven-row", f"The row has {count} cells, and the table {columns} columns", hint, row
        )
    what = f"The cells of the row cover {asked} columns, and {free} of the {columns} are free for them"
    hint = "let its cells cover each column that no cell from above covers; an empty one is ''"
    return GridFault("uneven-row", what, hint, row)
