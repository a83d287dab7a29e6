"""The set rows of a table and its ground -> where each row stands: title, legs side by side with their headings, notes.

White is shared out between the rows, a line of the grid at most; what is over stays at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.makeup.furniture.tables.rows import SetTableRow
from layout.scene import Mpt, Rect


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and where it begins. `again`: it is a heading that stands over an earlier leg already."""

    row: SetTableRow
    top: Mpt
    again: bool = False

    @property
    def bottom(self) -> Mpt:
        return self.top + self.row.height


@dataclass(frozen=True, slots=True)
class TableLeg:
    """A part of the table on its place: its rows, headings first, and between which edges they stand."""

    x: Mpt
    width: Mpt
    head: Mpt
    foot: Mpt
    rows: tuple[PlacedRow, ...]

    @property
    def headings(self) -> int:
        """How many of its rows are headings."""
        return sum(placed.row.kind == "heading" for placed in self.rows)


@dataclass(frozen=True, slots=True)
class TableParts:
    """The rows of a table by what they are: over the whole width, headings, those of the table itself, and notes."""

    title: Sequence[SetTableRow]
    heads: Sequence[SetTableRow]
    body: Sequence[SetTableRow]
    notes: Sequence[SetTableRow]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table on its place: rows over the whole width, its legs, the rows that have no room, and the white that is
    over at its foot.
    """

    across: tuple[PlacedRow, ...]
    legs: tuple[TableLeg, ...]
    left: tuple[SetTableRow, ...]
    rest: Mpt


@dataclass(frozen=True, slots=True)
class LegsRoom:
    """The ground of a table: its rectangle, how many legs it may have and where each begins, how white is placed, and
    the most of it between two rows.
    """

    rect: Rect
    starts: tuple[Mpt, ...]
    width: Mpt
    place: str
    most: Mpt


def split_width(rect: Rect, count: int, gutter: Mpt) -> tuple[tuple[Mpt, ...], Mpt]:
    """Where each of some legs begins in a rectangle, and how wide each is."""
    width = max(1, (rect.width - (count - 1) * gutter) // count)
    return tuple(rect.x + number * (width + gutter) for number in range(count)), width


def place_rows(parts: TableParts, room: LegsRoom) -> PlacedTable:
    """Where each row stands. Rows that have no room are left: from the foot, notes before rows of the table."""
    title, heads = parts.title, parts.heads
    over = _depth(title)
    if over > room.rect.height or over + _depth(heads) + _first_depth(parts.body) > room.rect.height:
        fits = over <= room.rect.height
        shown = tuple(title) if fits else ()
        places = tuple(PlacedRow(row, room.rect.y) for row in shown)
        without = (*(() if fits else title), *heads, *parts.body, *parts.notes)
        return PlacedTable(places, (), without, 0)
    for kept in range(len(parts.notes), -1, -1):
        notes = parts.notes[:kept]
        free = room.rect.height - over - _depth(heads) - _depth(notes)
        divided, left = _divide(parts.body, len(room.starts), free)
        if not left or not kept:
            break
    # Of a table without room for all of its rows the notes have none either.
    return _place(replace(parts, notes=notes), divided, room, (*left, *parts.notes[kept:]))


def _depth(rows: Sequence[SetTableRow]) -> Mpt:
    return sum(row.height for row in rows)


def _first_depth(rows: Sequence[SetTableRow]) -> Mpt:
    return next((_depth(group) for group in _groups(rows)), 0)


def _groups(rows: Sequence[SetTableRow]) -> Iterator[list[SetTableRow]]:
    """Rows that no leg's end parts: those that a cell covers together, a section and the row under it, a sum and the
    row over it.
    """
    group: list[SetTableRow] = []
    reach = -1
    for row in rows:
        joined = group and (
            row.number <= reach or row.kind in ("subtotal", "total") or group[-1].kind == "section"
        )
        if group and not joined:
            yield group
            group = []
        group.append(row)
        reach = max([reach, *(cell.cell.span.last_row for cell in row.cells if cell.cell.span is not None)])
    if group:
        yield group


def _divide(
    rows: Sequence[SetTableRow], count: int, depth: Mpt
) -> tuple[list[list[SetTableRow]], list[SetTableRow]]:
    """The rows on legs of the least depth that holds all of them, and those that no leg up to `depth` has room for."""
    groups = list(_groups(rows))
    low, high = 0, depth
    if _fill(groups, count, depth)[1]:
        return _fill(groups, count, depth)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if _fill(groups, count, middle)[1] else (low, middle)
    return _fill(groups, count, low)


def _fill(
    groups: Sequence[list[SetTableRow]], count: int, depth: Mpt
) -> tuple[list[list[SetTableRow]], list[SetTableRow]]:
    """The rows on legs so deep, one after the other, and those that are left."""
    legs: list[list[SetTableRow]] = [[]]
    for number, group in enumerate(groups):
        if _depth(legs[-1]) + _depth(group) > depth and legs[-1]:
            legs.append([])
        if len(legs) > count or _depth(group) > depth:
            return legs[:count], [row for left in groups[number:] for row in left]
        legs[-1] += group
    return legs, []


def _place(
    parts: TableParts, divided: Sequence[Sequence[SetTableRow]], room: LegsRoom, left: tuple[SetTableRow, ...]
) -> PlacedTable:
    """The rows of each leg, and those over and under them, with the white between them."""
    title, heads, notes = parts.title, parts.heads, parts.notes
    most = max((len(heads) + len(leg) for leg in divided), default=0)
    deepest = _depth(heads) + max((_depth(leg) for leg in divided), default=0)
    free = max(0, room.rect.height - _depth(title) - deepest - _depth(notes))
    # Counted in halves: half of the white between two rows is between the first or last one and the rule beside it, and
    # between that rule and the title or notes.
    halves = 2 * (most - 1) + (2 if title else 1) + (2 if notes else 1)
    half = min(free // halves, room.most // 2) if room.place == "spread" else 0
    used = half * halves
    y = room.rect.y
    if room.place != "spread":
        y += {"middle": free // 2, "bottom": free, "left": free}.get(room.place, 0)
    across = []
    for row in title:
        across.append(PlacedRow(row, y))
        y += row.height + half
    head = y
    foot = head + half + deepest + 2 * half * (most - 1) + half
    legs = []
    for number, rows in enumerate(divided):
        top = head + half
        placed = []
        for row in (*heads, *rows):
            placed.append(PlacedRow(row, top, again=number > 0 and row.kind == "heading"))
            top += row.height + 2 * half
        legs.append(TableLeg(room.starts[number], room.width, head, top - half, tuple(placed)))
    y = foot + half
    for row in notes:
        across.append(PlacedRow(row, y))
        y += row.height
    rest = free - used if room.place == "spread" else 0
    return PlacedTable(tuple(across), tuple(legs), left, rest)
