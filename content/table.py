"""A table's YAML sheet -> one Table: the rows of a data box or a weather box, with the line of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from content.characters.half_width import half_width_problem
from content.characters.unseen import is_blank
from content.marking.unread_marks import plain_text_problems
from content.patterns import pattern
from content.problems import Place, Problem
from content.reading import key_lines, read_model
from content.storyfront import PlainLine


def _empty(value: object) -> object:
    """Lets a cell be left empty, or have blanks alone. A figure without quotes is refused here, and so read as it is
    written: 14.80, 007.
    """
    return "" if value is None or (isinstance(value, str) and is_blank(value)) else value


_ONE_LINE = pattern(r"^[^\n\t]*$", "text on one line, without tabs")
Cell = Annotated[str, BeforeValidator(_empty), Field(max_length=300, pattern=_ONE_LINE)]
ColumnAlign = Literal["start", "center", "end", "decimal"]


class TableColumn(BaseModel):
    """One column of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: Cell = Field("", description="Its heading; none where left out.")
    align: ColumnAlign = Field(
        "start",
        description="How its cells stand: at the `start`, the `center` or the `end`; `decimal` sets figures with their "
        "points one below the other.",
    )
    share: float | None = Field(
        None,
        gt=0,
        le=100,
        description="Its part of the table's width, as a number beside those of the other columns; by its widest cell "
        "where left out.",
    )


class TableSheet(BaseModel):
    """What an editor writes of a table, in tables/ID.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Table")

    title: PlainLine | None = Field(None, description="Title over the table.")
    columns: tuple[TableColumn, ...] = Field(
        min_length=1, max_length=20, description="The columns, from the first."
    )
    rows: tuple[tuple[Cell, ...], ...] = Field(
        min_length=1,
        max_length=200,
        description="The rows, each a list of as many cells as there are columns.",
    )
    note: PlainLine | None = Field(
        None, description="Note under the table: what the figures are, and since when."
    )
    source: PlainLine | None = Field(None, description="Who gave the figures, set behind the note.")

    @model_validator(mode="after")
    def _is_even(self) -> Self:
        wrong = [
            InitErrorDetails(
                type=PydanticCustomError(
                    "uneven_row",
                    f"The row has {len(row)} cells, and the table {len(self.columns)} columns",
                    {"hint": "give it as many cells as there are columns; an empty one is ''"},
                ),
                loc=("rows", number),
                input=None,
            )
            for number, row in enumerate(self.rows)
            if len(row) != len(self.columns)
        ]
        if wrong:
            raise ValidationError.from_exception_data("TableSheet", wrong)
        return self


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it will be set. `sheet` and `lines` (line of each key) say where it was read and are no part of its
    identity.
    """

    id: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str | None = None
    note: str | None = None
    source: str | None = None
    sheet: str | None = field(default=None, compare=False)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    cut: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Spots in its text that are worth a look, and marks that hold the press."""
        found = list(self.cut)
        for key, text in (("title", self.title), ("note", self.note), ("source", self.source)):
            where = Place(file=self.sheet, line=self.line_of(key), field=key)
            found += half_width_problem(text or "", where) + plain_text_problems(text or "", where)
        for at, column in enumerate(self.columns):
            where = Place(file=self.sheet, line=self.line_of("columns"), field=f"columns[{at}].heading")
            found += plain_text_problems(column.heading, where)
        for number, row in enumerate(self.rows):
            for at, cell in enumerate(row):
                key = f"rows[{number}][{at}]"
                found += plain_text_problems(cell, Place(file=self.sheet, line=self.line_of(key), field=key))
        return tuple(found)

    def line_of(self, field: str) -> int | None:
        """The line (from 1) of a key in the table's sheet: `title`, `rows[2]`, `rows[2][1]`."""
        lines = dict(self.lines)
        return lines.get(field, lines.get(field.rpartition("[")[0], lines.get(field.partition("[")[0])))


def read_table(path: Path, *, root: Path) -> Table:
    """Reads a table's sheet; its name without the ending is the table's id. Raises Refused with every problem."""
    read = read_model(path, TableSheet, root=root)
    sheet = read.value
    rows = (
        (f"rows[{key[1]}]", line) for key, line in read.lines.items() if len(key) == 2 and key[0] == "rows"
    )
    return Table(
        id=path.stem,
        columns=sheet.columns,
        rows=sheet.rows,
        title=sheet.title,
        note=sheet.note,
        source=sheet.source,
        sheet=read.file,
        lines=tuple(sorted((*key_lines(read), *rows))),
        cut=read.cut,
    )
