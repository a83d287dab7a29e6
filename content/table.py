"""A table's YAML sheet -> one Table: the cells of a data box, a score box or the weather, with the line of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from content.characters.half_width import half_width_problem
from content.marking.body import Text
from content.marking.linemarks import read_line
from content.marking.unread_marks import line_text_problems
from content.problems import Place, Problem, Refused
from content.reading import key_lines, read_model
from content.tablegrid import CellSpan
from content.tablesheet import CellModel, ColumnAlign, TableColumn, TableRowKind, TableSheet


@dataclass(frozen=True, slots=True)
class TableText:
    """A text of a table: which part of its copy it is, the text, and its runs where it has marks."""

    part: str
    text: str
    inlines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, what it covers of the grid, and how it stands where that is otherwise than in its column."""

    words: TableText
    span: CellSpan
    align: ColumnAlign | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells that begin in one row, and what kind of row it is."""

    cells: tuple[TableCell, ...]
    kind: TableRowKind | Literal["heading"] = "row"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it will be set: rows of headings and of cells, each counted from 0. `sheet` and `lines` (line of each
    key) say where it was read, `told` what was seen then; they are no part of its identity.
    """

    id: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    heads: tuple[TableRow, ...] = ()
    title: TableText | None = None
    note: TableText | None = None
    source: TableText | None = None
    sheet: str | None = field(default=None, compare=False)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    told: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def texts(self) -> Iterator[TableText]:
        """Every text of it: those over and under it, then its cells."""
        yield from (text for text in (self.title, self.note, self.source) if text is not None)
        yield from (cell.words for row in (*self.heads, *self.rows) for cell in row.cells)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Spots in its text that are worth a look, and marks that hold the press."""
        known = {self._place_of(text.part).field for text in self.texts}
        found = [problem for problem in self.told if problem.where.field not in known]
        for text in self.texts:
            where = self._place_of(text.part)
            found += [problem for problem in self.told if problem.where.field == where.field]
            if text.part in ("title", "note", "source"):
                found += half_width_problem(text.text, where)
            found += line_text_problems(text.text, where)
        return tuple(found)

    def _place_of(self, part: str) -> Place:
        key = f"columns{part[4:]}.heading" if part.startswith("head[") else part
        return Place(file=self.sheet, line=self.line_of(part), field=key)

    def line_of(self, field: str) -> int | None:
        """The line (from 1) of a key in the table's sheet: `title`, `rows[2]`, `rows[2][1]`; a heading's is
        `head[1]`.
        """
        if field.startswith("head["):
            field = f"columns{field[4:]}"
        lines = dict(self.lines)
        return lines.get(field, lines.get(field.rpartition("[")[0], lines.get(field.partition("[")[0])))

    def cut_after(self, count: int) -> Table:
        """The table with its first rows alone, so many of them; cells that reach further down end there."""
        rows = tuple(
            replace(row, cells=tuple(_end_at(cell, count) for cell in row.cells)) for row in self.rows[:count]
        )
        return replace(self, rows=rows)


def _end_at(cell: TableCell, row: int) -> TableCell:
    return replace(cell, span=replace(cell.span, down=min(cell.span.down, row - cell.span.row)))


def read_table(path: Path, *, root: Path) -> Table:
    """Reads a table's sheet; its name without the ending is the table's id. Raises Refused with every problem."""
    read = read_model(path, TableSheet, root=root)
    sheet = read.value
    lines = dict(key_lines(read))
    for key, line in read.lines.items():
        if len(key) == 2 and isinstance(key[1], int):
            lines[f"{key[0]}[{key[1]}]"] = line
    reader = _Reader()
    title, note, source = (
        None if text is None else reader.read(part, text)
        for part, text in (("title", sheet.title), ("note", sheet.note), ("source", sheet.source))
    )
    table = Table(
        id=path.stem,
        columns=sheet.columns,
        rows=tuple(_read_rows(sheet, reader)),
        heads=tuple(_read_heads(sheet, reader)),
        title=title,
        note=note,
        source=source,
        sheet=read.file,
        lines=tuple(sorted(lines.items())),
    )
    faults = [replace(fault, where=table._place_of(part)) for part, fault in reader.faults]
    if refused := [fault for fault in faults if fault.severity == "refused"]:
        raise Refused(refused)
    return replace(table, told=(*read.cut, *faults))


@dataclass(slots=True)
class _Reader:
    """Reads the marks of a table's texts, and keeps what is wrong with them, each with its part."""

    faults: list[tuple[str, Problem]] = field(default_factory=list)

    def read(self, part: str, written: str) -> TableText:
        line = read_line(written)
        self.faults += [(part, fault) for fault in line.faults]
        return TableText(part, line.text, line.inlines)

    def row(self, part: str, cells: Sequence[CellModel], spans: Sequence[CellSpan]) -> Iterator[TableCell]:
        """The cells of a row, which is called so."""
        for at, (cell, span) in enumerate(zip(cells, spans, strict=True)):
            yield TableCell(self.read(f"{part}[{at}]", cell.text), span, cell.align, cell.style)


def _read_heads(sheet: TableSheet, reader: _Reader) -> Iterator[TableRow]:
    """The rows of headings; the columns' own are the last, without those that a heading from above covers."""
    laid, _ = sheet.lay_heads()
    for number, (cells, spans) in enumerate(zip(sheet.heads, laid, strict=True)):
        yield TableRow(tuple(reader.row(f"heads[{number}]", cells, spans)), "heading")
    if not sheet.has_headings:
        return
    last = len(sheet.heads)
    covered = {column for row in laid for span in row if span.last_row == last for column in span.columns}
    own = [
        TableCell(reader.read(f"head[{at}]", column.heading), CellSpan(last, at))
        for at, column in enumerate(sheet.columns)
        if at not in covered
    ]
    yield TableRow(tuple(own), "heading")


def _read_rows(sheet: TableSheet, reader: _Reader) -> Iterator[TableRow]:
    laid, _ = sheet.lay_rows()
    for number, (row, cells, spans) in enumerate(zip(sheet.rows, sheet.widest_cells, laid, strict=True)):
        yield TableRow(tuple(reader.row(f"rows[{number}]", cells, spans)), row.kind)
