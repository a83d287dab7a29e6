"""The cells of a table and the width that it has -> where each of its columns stands, and how wide it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.tablegrid import CellSpan
from layout.makeup.furniture.tables.cells import DressedCell, DressedRow, TableSetting
from layout.scene import Mpt


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table: where the texts of each begin, from the table's edge, and how wide they may be; what
    white is between two, and inside of the table's edges.
    """

    starts: tuple[Mpt, ...]
    widths: tuple[Mpt, ...]
    between: Mpt
    inset: Mpt

    def room_of(self, span: CellSpan) -> tuple[Mpt, Mpt]:
        """Where the text of a cell may begin, and how wide it may be."""
        first, last = span.column, span.column + span.across - 1
        start = self.starts[first]
        return start, self.starts[last] + self.widths[last] - start

    def edges_of(self, first: int, last: int) -> tuple[Mpt, Mpt]:
        """From where to where some columns reach with the white inside their cells."""
        end = len(self.starts) - 1
        start = self.starts[first] - (self.inset if first == 0 else self.between // 2)
        return start, self.starts[last] + self.widths[last] + (
            self.inset if last == end else self.between // 2
        )


@dataclass(frozen=True, slots=True)
class _Needs:
    """What each column needs: on one line, parted between words alone, and parted wherever it can be."""

    natural: list[Mpt]
    by_words: list[Mpt]
    least: list[Mpt]


def fit_columns(rows: Sequence[DressedRow], setting: TableSetting, width: Mpt) -> TableColumns | Mpt:
    """The columns of a table so wide: by their shares, or by their widest cells. What is over is shared out. The
    longest column is broken first, and has what the others leave. Where even that is too little for a word or a figure
    there are none, but the width that they would need.
    """
    count = len(setting.table.columns)
    between, inset = setting.between, setting.cell_em
    room = width - (count - 1) * between - 2 * inset
    needs = _measure(rows, count, between)
    if sum(needs.least) > room:
        return sum(needs.least) + width - room
    floors = needs.by_words if sum(needs.by_words) <= room else needs.least
    shares = [column.share for column in setting.table.columns]
    if all(shares):
        widths = _by_shares([share or 0 for share in shares], floors, room)
    elif sum(needs.natural) <= room:
        widths = _share_out(needs.natural, room, [share or 1 for share in shares])
    else:
        widths = _share_out(_narrow(rows, needs, floors, room), room, [1.0] * count)
    starts = [inset + sum(widths[:at]) + at * between for at in range(count)]
    return TableColumns(tuple(starts), tuple(widths), between, inset)


def _cells_of(rows: Sequence[DressedRow]) -> Iterator[tuple[DressedCell, CellSpan]]:
    for row in rows:
        for cell in row.cells:
            if cell.span is not None and cell.words.text:
                yield cell, cell.span


def _measure(rows: Sequence[DressedRow], count: int, between: Mpt) -> _Needs:
    """What the columns need for the cells in them. One over several columns asks only that its words have room."""
    needs = _Needs(*([1] * count for _ in range(3)))
    wide = []
    for cell, span in _cells_of(rows):
        if span.across > 1:
            wide.append((cell, span))
            continue
        for held, own in (
            (needs.natural, cell.natural),
            (needs.by_words, cell.by_words),
            (needs.least, cell.least),
        ):
            held[span.column] = max(held[span.column], own)
    for cell, span in wide:
        for held, own in ((needs.by_words, cell.by_words), (needs.least, cell.least)):
            lacking = own - sum(held[at] for at in span.columns) - (span.across - 1) * between
            for at in span.columns if lacking > 0 else ():
                held[at] += -(-lacking // span.across)
    for at in range(count):
        needs.natural[at] = max(needs.natural[at], needs.by_words[at])
    return needs


def _by_shares(shares: Sequence[float], floors: Sequence[Mpt], room: Mpt) -> list[Mpt]:
    """Widths by shares; a column that would be too narrow for its words is as wide as they are."""
    fixed: dict[int, Mpt] = {}
    while True:
        left = room - sum(fixed.values())
        free = [at for at in range(len(shares)) if at not in fixed]
        whole = sum(shares[at] for at in free)
        widths = {at: int(left * shares[at] / whole) for at in free}
        narrow = [at for at in free if widths[at] < floors[at]]
        if not narrow:
            return [(fixed | widths)[at] for at in range(len(shares))]
        fixed |= {at: floors[at] for at in narrow}


def _share_out(widths: Sequence[Mpt], room: Mpt, shares: Sequence[float]) -> list[Mpt]:
    """Widths that fill the room: what is over goes to all by their shares."""
    over, whole = room - sum(widths), sum(shares)
    return [width + int(over * share / whole) for width, share in zip(widths, shares, strict=True)]


def _narrow(rows: Sequence[DressedRow], needs: _Needs, floors: Sequence[Mpt], room: Mpt) -> list[Mpt]:
    """Widths of columns that are too long for the room. From the shortest on each has what it needs, or its even part
    of what is left; on more lines it needs less than that, and the longer ones have the rest.
    """
    count = len(floors)
    widths: dict[int, Mpt] = {}
    for at in sorted(range(count), key=lambda at: (needs.natural[at], at)):
        waiting = [other for other in range(count) if other not in widths and other != at]
        left = room - sum(widths.values())
        most = left - sum(floors[other] for other in waiting)
        own = min(needs.natural[at], max(floors[at], min(left // (len(waiting) + 1), most)))
        if own < needs.natural[at] and waiting:
            own = max(floors[at], _widest_line(rows, at, own))
        widths[at] = own
    return [widths[at] for at in range(count)]


def _widest_line(rows: Sequence[DressedRow], column: int, measure: Mpt) -> Mpt:
    """The widest line of a column's cells, broken at a measure."""
    return max(
        (
            cell.width_of(*line)
            for cell, span in _cells_of(rows)
            if span.across == 1 and span.column == column
            for line in cell.break_lines(measure)
        ),
        default=1,
    )
