"""The cells of a table and what each marks -> its rows as elements, each cell with the cells that head it.

ISO 32000-1 14.8.4.3.4 and 14.8.5.7; a header cell says what it heads, and each cell its headers (ISO 14289-1 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from layout.press.tags.elements import CellElement, Element, Mark
from layout.scene import CellPlace


def cell_kind(cell: CellPlace) -> str:
    """The element of a cell."""
    return "TH" if cell.heads else "TD"


def table_rows(
    table: str, cells: Sequence[CellPlace], marked: Mapping[str, tuple[Element | Mark, ...]]
) -> Iterator[Element]:
    """The rows of a table, which is called so; `marked` has what the cells with ink mark, by their part. A heading
    without ink heads nothing.
    """
    heads = [cell for cell in cells if cell.heads and cell.part in marked]
    for row in sorted({cell.row for cell in cells}):
        own = sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column)
        yield Element("TR", tuple(_cell(cell, heads, (table, marked)) for cell in own))


def _cell(
    cell: CellPlace,
    heads: Sequence[CellPlace],
    of: tuple[str, Mapping[str, tuple[Element | Mark, ...]]],
) -> CellElement:
    table, marked = of
    own = cell.heads in ("", "row")
    headers = [*_over(cell, heads), *_rows_beside(cell, heads)] if own else []
    return CellElement(
        cell_kind(cell) if cell.part in marked else "TD",
        marked.get(cell.part, ()),
        id=_id(table, cell) if cell in heads else "",
        cell=cell,
        headers=tuple(_id(table, head) for head in headers),
    )


def _id(table: str, cell: CellPlace) -> str:
    """The id of a heading. No story is called so."""
    return f"{table}:{cell.part}"


def _over(cell: CellPlace, heads: Sequence[CellPlace]) -> Iterator[CellPlace]:
    """The headings of a cell's columns, and its section, which is the last one over it."""
    over = [head for head in heads if head.row < cell.row]
    for head in over:
        if head.heads == "column" and _meet(head.column, head.across, cell.column, cell.across):
            yield head
    yield from [head for head in over if head.heads == "section"][-1:]


def _rows_beside(cell: CellPlace, heads: Sequence[CellPlace]) -> Iterator[CellPlace]:
    """The headings of a cell's rows."""
    for head in heads:
        if head.heads == "row" and head != cell and _meet(head.row, head.down, cell.row, cell.down):
            yield head


def _meet(start: int, length: int, other: int, others_length: int) -> bool:
    return start < other + others_length and other < start + length
