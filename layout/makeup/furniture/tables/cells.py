"""The texts of a table and the styles of its block -> rows of cells in their dress, before they have a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from content.marking.body import Text
from content.problems import Problem
from content.table import Table, TableCell, TableRow, TableText
from content.tablegrid import CellSpan
from content.tablesheet import ColumnAlign
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.furniture.listing import Room
from layout.makeup.text.headline_breaks import Within, break_headline, breaks_of, chop_headline
from layout.makeup.text.inlines import beside_of, inlines_of
from layout.makeup.text.reach import Reach, reach_of, widest_reach
from layout.makeup.text.text import natural_width, set_one_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import TableBlock
from layout.scene import CellHeads, CellPlace, CopyText, Mpt

MOST_LINES = 8
"""Lines that a cell is broken into evenly; longer ones are filled line by line."""

SetRowKind = Literal["title", "heading", "row", "section", "subtotal", "total", "note"]

_ROLES: Final[dict[SetRowKind, str]] = {
    "title": "table-title",
    "heading": "table-heading",
    "note": "table-note",
}
"""The role in the scene of the lines of each kind of row; `table` for those of the table itself."""

_SOURCE_WORDS = {
    "zh-Hans": "来源：{source}",
    "zh": "來源：{source}",
    "ja": "出典：{source}",
    "ko": "자료: {source}",
    "en": "Source: {source}",
}
"""How the source of a table is named, by the paper's language."""

_NAMED_SOURCE = re.compile(
    r"\W*(?:(?:数据|资料|數據|資料|信息)?(?:来源|來源|出处|出處)|出典|資料：|자료|출처|sources?\b)",
    re.IGNORECASE,
)
"""A source that says itself that it is one."""


@dataclass(frozen=True, slots=True)
class TableSetting:
    """What a table is set from: its block, the table, the ground of the block, and the desk."""

    block: TableBlock
    table: Table
    room: Room
    desk: Desk

    @property
    def dress(self) -> Dress:
        """The dress of the cells."""
        return self.room.dress(self.desk, self.block.style, "body")

    @property
    def cell_em(self) -> Mpt:
        """White inside a cell, at either end of its lines."""
        return round(self.desk.paper.white.cell_em * self.dress.em)

    @property
    def between(self) -> Mpt:
        """White between the texts of two columns."""
        return max(round(self.desk.paper.white.between_columns_em * self.dress.em), 2 * self.cell_em)

    def dress_of(self, kind: SetRowKind) -> Dress:
        """The dress of a kind of row. Sums and sections stand out by their face where no style is named for them."""
        block = self.block
        own = {
            "title": block.title_style,
            "heading": block.heading_style,
            "note": block.note_style,
            "section": block.section_style,
            "subtotal": block.total_style,
            "total": block.total_style,
        }.get(kind)
        dress = self.room.dress(self.desk, own, block.style)
        return _in_strong(dress) if own is None and kind in ("section", "subtotal", "total") else dress


def _in_strong(dress: Dress) -> Dress:
    return replace(dress, font=dress.strong)


@dataclass(frozen=True)
class DressedCell:
    """A text of a table in its dress: which part of its copy it is, how it stands, and what it covers of the grid (rows
    of headings are counted first), if it is in it. `heads` says what it heads.
    """

    part: str
    words: Wording
    dress: Dress
    align: ColumnAlign
    span: CellSpan | None = None
    heads: CellHeads = ""

    @property
    def place(self) -> Iterator[CellPlace]:
        """Its place in the table, as the scene has it."""
        if self.span is not None:
            span = self.span
            yield CellPlace(self.part, span.row, span.column, span.down, span.across, self.heads)

    def copy_text(self, table: Table) -> CopyText:
        beside = tuple(beside_of(inlines_of(self.words.inlines, self.dress)))
        return CopyText(table.id, self.part, self.words.text, beside)

    def width_of(self, start: int, end: int) -> Mpt:
        """The natural width of a part of its text."""
        return natural_width(self.words.part(start, end).trimmed(), self.dress)

    @cached_property
    def natural(self) -> Mpt:
        """Its width on one line."""
        return self.width_of(0, len(self.words.text))

    @cached_property
    def by_words(self) -> Mpt:
        """The width of what is not parted between words."""
        ends = [
            at for at in breaks_of(self.words.text, self.dress.paragraph.profile) if at not in self.words.held
        ]
        size = len(self.words.text)
        return max(
            (self.width_of(*piece) for piece in zip([0, *ends], [*ends, size], strict=True)), default=0
        )

    @cached_property
    def least(self) -> Mpt:
        """The width of what can't be parted at all."""
        return max((self.width_of(*piece) for piece in self._chop(1)), default=0)

    def break_lines(self, measure: Mpt) -> list[tuple[int, int]]:
        """Where each of its lines begins and ends: as few as can be, broken between words where they fit so."""
        if not self.words.text:
            return []
        profile = self.dress.paragraph.profile
        even = Within(MOST_LINES, self.words.held)
        return break_headline(self.words.text, self.width_of, measure, profile, even) or self._chop(measure)

    def _chop(self, measure: Mpt) -> list[tuple[int, int]]:
        held = Within(MOST_LINES, self.words.held)
        return chop_headline(self.words.text, self.width_of, measure, self.dress.paragraph.profile, held)

    def reach(self, lines: Sequence[tuple[int, int]]) -> Reach:
        """What stands beside its lines."""
        parts = (self.words.part(*line) for line in lines)
        return widest_reach(
            reach_of(set_one_line(part, self.dress, self.natural), self.dress)
            for part in parts
            if part.inlines
        )


@dataclass(frozen=True, slots=True)
class DressedRow:
    """The cells that begin in one row, and what kind of row it is."""

    kind: SetRowKind
    cells: tuple[DressedCell, ...]

    @property
    def role(self) -> str:
        """The role of its lines in the scene."""
        return _ROLES.get(self.kind, "table")


def dress_title(setting: TableSetting) -> list[DressedRow]:
    """The row of the title, if there is one."""
    words, dress = setting.table.title, setting.dress_of("title")
    return [] if words is None else [DressedRow("title", (_across(words, dress),))]


def dress_notes(setting: TableSetting) -> list[DressedRow]:
    """The rows under the table: its note, and at the end of the last line who gave the figures."""
    dress, table = setting.dress_of("note"), setting.table
    rows = [] if table.note is None else [DressedRow("note", (_across(table.note, dress),))]
    if table.source is not None:
        source = replace(_across(_named_source(table.source, setting), dress), align="end")
        rows.append(DressedRow("note", (source,)))
    return rows


def _across(text: TableText, dress: Dress) -> DressedCell:
    """A text over the whole width, as its style aligns it."""
    align: ColumnAlign = "start" if dress.style.align == "justify" else dress.style.align
    return DressedCell(text.part, Wording(text.text, inlines=text.inlines), dress, align)


def _named_source(source: TableText, setting: TableSetting) -> TableText:
    """The source with the words that name it, unless it says itself what it is."""
    lang = setting.desk.paper.lang
    known = next((words for tag, words in _SOURCE_WORDS.items() if lang.startswith(tag)), _SOURCE_WORDS["en"])
    words = setting.block.source_words
    if words is None:
        words = "{source}" if _NAMED_SOURCE.match(source.text) else known
    before, _, behind = words.partition("{source}")
    runs = source.inlines and tuple(run for run in (Text(before), *source.inlines, Text(behind)) if run.text)
    return TableText(source.part, before + source.text + behind, runs)


def dress_heads(setting: TableSetting) -> list[DressedRow]:
    """The rows of headings. Those of figures stand in the middle, as the figures under them do."""
    dress = setting.dress_of("heading")
    return [
        DressedRow("heading", tuple(_heading(cell, setting, dress) for cell in row.cells))
        for row in setting.table.heads
    ]


def _heading(cell: TableCell, setting: TableSetting, dress: Dress) -> DressedCell:
    column = setting.table.columns[cell.span.column]
    align: ColumnAlign = column.align
    if align in ("end", "decimal"):
        align = "center" if column.grouped else "end"
    if cell.span.across > 1:
        align = "center"
    return replace(_dress(cell, setting, dress), align=cell.align or align, heads="column")


def dress_rows(setting: TableSetting) -> list[DressedRow]:
    """The rows of the table under its headings."""
    rows = (_row(row, setting, setting.dress_of(_kind(row))) for row in setting.table.rows)
    return list(rows)


def _kind(row: TableRow) -> SetRowKind:
    return row.kind


def _row(row: TableRow, setting: TableSetting, dress: Dress) -> DressedRow:
    below = len(setting.table.heads)
    cells = []
    for cell in row.cells:
        own = _dress(cell, setting, dress)
        column = setting.table.columns[cell.span.column]
        align = cell.align or ("start" if row.kind == "section" else column.align)
        if cell.align is None and cell.span.across > 1 and row.kind != "section":
            align = "center"
        heads: CellHeads = ""
        if row.kind == "section":
            heads = "section"
        elif column.heads_rows:
            heads = "row"
        if heads == "row" and row.kind == "row" and cell.style is None:
            other = setting.room.dress(setting.desk, setting.block.row_heading_style, setting.block.style)
            own = replace(own, dress=other)
        span = replace(cell.span, row=cell.span.row + below)
        cells.append(replace(own, align=align, span=span, heads=heads))
    return DressedRow(_kind(row), tuple(cells))


def _dress(cell: TableCell, setting: TableSetting, dress: Dress) -> DressedCell:
    """A cell in its own style, or in that of its row."""
    own = (
        dress if cell.style is None else setting.room.plot.dress(setting.desk.wardrobe.get(cell.style, dress))
    )
    words = Wording(cell.words.text, inlines=cell.words.inlines)
    return DressedCell(cell.words.part, words, own, "start", cell.span)


def unknown_styles(setting: TableSetting, spot: BlockSpot) -> Iterator[Problem]:
    """Styles that cells of the table name and the paper has not."""
    styles = setting.desk.paper.styles
    for row in (*setting.table.heads, *setting.table.rows):
        for cell in row.cells:
            if cell.style is not None and cell.style not in styles:
                what = (
                    f"A cell is in the style {cell.style!r}, and the paper has none: it is set as its row is."
                )
                hint = f"add {cell.style!r} to the paper's styles, or name another"
                place = spot.place(setting.table.id, cell.words.part)
                yield Problem("no-style", "press", what, place, hint)
