"""What an editor writes of a table, as a model: columns, rows of headings, rows of cells, note and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from content.characters.unseen import is_blank
from content.patterns import NAME, pattern
from content.storyfront import PlainLine
from content.tablegrid import CellSpan, GridFault, lay_cells

MOST_COLUMNS = 40
MOST_ROWS = 200


def _empty(value: object) -> object:
    """Lets a cell be left empty, or have blanks alone. A figure without quotes is refused here, and so read as it is
    written: 14.80, 007.
    """
    return "" if value is None or (isinstance(value, str) and is_blank(value)) else value


_ONE_LINE = pattern(r"^[^\n\t]*$", "text on one line, without tabs")
CellText = Annotated[str, BeforeValidator(_empty), Field(max_length=300, pattern=_ONE_LINE)]
ColumnAlign = Literal["start", "center", "end", "decimal"]
TableRowKind = Literal["row", "section", "subtotal", "total"]
_StyleName = Annotated[str, Field(pattern=NAME, max_length=60)]


class CellModel(BaseModel):
    """One cell: its text alone, or a text with what it covers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: CellText = Field(
        "", description="What it says. Marks of the body (ruby, strong text) are read in it."
    )
    across: int = Field(1, ge=1, le=MOST_COLUMNS, description="Columns that it covers.")
    down: int = Field(1, ge=1, le=MOST_ROWS, description="Rows that it covers; those below leave it out.")
    align: ColumnAlign | None = Field(None, description="How it stands, if otherwise than its column.")
    style: _StyleName | None = Field(
        None, description="One of the paper's styles, if another than its row's: a score, set large."
    )

    @model_validator(mode="before")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        """Lets a cell be written as its text."""
        return value if isinstance(value, dict | CellModel) else {"text": value}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of a cell with keys, or of its text."""
        return {"anyOf": [{"type": ["string", "number", "null"]}, handler.resolve_ref_schema(handler(core))]}


class RowModel(BaseModel):
    """One row: a list of its cells, or such a list with what kind of row it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cells: tuple[CellModel, ...] = Field(
        min_length=1,
        max_length=MOST_COLUMNS,
        description="Its cells, from the first column that no cell from above covers.",
    )
    kind: TableRowKind = Field(
        "row",
        description="`section` heads the rows under it, and its one cell goes over all columns; `subtotal` and `total` "
        "sum rows up, and have a rule above them.",
    )

    @model_validator(mode="before")
    @classmethod
    def _is_list(cls, value: Any) -> Any:
        """Lets a row be written as the list of its cells."""
        return value if isinstance(value, dict | RowModel) else {"cells": value}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of a row with keys, or of the list of its cells."""
        own = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [own["properties"]["cells"], own]}


class TableColumn(BaseModel):
    """One column of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: CellText = Field("", description="Its heading; none where left out.")
    align: ColumnAlign = Field(
        "start",
        description="How its cells stand: at the `start`, the `center` or the `end`; `decimal` sets figures with their "
        "points one below the other.",
    )
    grouped: bool = Field(
        True,
        description="Whether cells at the `end`, and figures (`decimal`), stand together in the middle of the column, "
        "under its heading; `false` sets them at its end.",
    )
    share: float | None = Field(
        None,
        gt=0,
        le=100,
        description="Its part of the table's width, as a number beside those of the other columns; by its widest cell "
        "where left out.",
    )
    heads_rows: bool = Field(
        False,
        description="Whether its cells say what their rows are: they are set as `row_heading_style` says, and read "
        "aloud with the other cells of the row.",
    )


class TableSheet(BaseModel):
    """What an editor writes of a table, in tables/ID.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Table")

    title: PlainLine | None = Field(None, description="Title over the table.")
    columns: tuple[TableColumn, ...] = Field(
        min_length=1, max_length=MOST_COLUMNS, description="The columns, from the first."
    )
    heads: tuple[tuple[CellModel, ...], ...] = Field(
        (),
        max_length=4,
        description="Rows of headings over those of the columns. A cell goes `across` the columns that it heads, or "
        "`down` to their cells where they have no heading of their own.",
    )
    rows: tuple[RowModel, ...] = Field(
        min_length=1,
        max_length=MOST_ROWS,
        description="The rows, each a list of as many cells as there are columns that no other cell covers.",
    )
    note: PlainLine | None = Field(
        None, description="Note under the table: what the figures are, and since when."
    )
    source: PlainLine | None = Field(
        None, description="Who gave the figures: a line of its own at the foot, behind `来源：` or its like."
    )

    @property
    def widest_cells(self) -> tuple[tuple[CellModel, ...], ...]:
        """The cells of each row; the one cell of a section goes over all columns."""
        count = len(self.columns)
        return tuple(
            (row.cells[0].model_copy(update={"across": count}),)
            if row.kind == "section" and len(row.cells) == 1
            else row.cells
            for row in self.rows
        )

    @property
    def has_headings(self) -> bool:
        return any(column.heading for column in self.columns)

    def lay_heads(self) -> tuple[list[list[CellSpan]], list[GridFault]]:
        """Where the cells of the headings' rows stand, and what is wrong; the columns' own are the last row."""
        count = len(self.columns)
        depth = len(self.heads) + self.has_headings
        return lay_cells([_spans(row) for row in self.heads], count, depth)

    def lay_rows(self) -> tuple[list[list[CellSpan]], list[GridFault]]:
        """Where the cells of the rows stand, and what is wrong."""
        return lay_cells([_spans(row) for row in self.widest_cells], len(self.columns), len(self.rows))

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Each place of the table has one cell, and each cell is on it."""
        heads, faults = self.lay_heads()
        wrong = [_detail("heads", fault) for fault in faults]
        under = {
            column for row in heads for cell in row for column in cell.columns if cell.last_row == len(heads)
        }
        wrong += [
            _detail("columns", GridFault("cells-overlap", _COVERED, _FREE, at), "heading")
            for at, column in enumerate(self.columns)
            if column.heading and at in under
        ]
        wrong += [_detail("rows", fault) for fault in self.lay_rows()[1]]
        if wrong:
            raise ValidationError.from_exception_data("TableSheet", wrong)
        return self


_COVERED = "A heading from above reaches down over this one"
_FREE = "take the heading out, or let the one above cover fewer rows"


def _spans(cells: Sequence[CellModel]) -> list[tuple[int, int]]:
    return [(cell.across, cell.down) for cell in cells]


def _detail(key: str, fault: GridFault, *more: str) -> InitErrorDetails:
    cell: Iterator[int] = (number for number in (fault.cell,) if number is not None)
    error = PydanticCustomError(fault.id, "{what}", {"what": fault.what, "hint": fault.hint})
    return InitErrorDetails(type=error, loc=(key, fault.row, *cell, *more), input=None)
