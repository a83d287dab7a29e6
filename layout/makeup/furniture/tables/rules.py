"""A table on its place -> what is drawn between and behind its rows: rules, and tints of headings and of every other
row. All of it stands in the middle of the white between two rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.makeup.desk import Desk
from layout.makeup.furniture.listing import level_rule
from layout.makeup.furniture.tables.columns import TableColumns
from layout.makeup.furniture.tables.legs import PlacedRow, TableLeg
from layout.plan.blocks import TableBlock
from layout.scene import Box, Item, Mpt, Rect


def draw_leg(block: TableBlock, leg: TableLeg, columns: TableColumns, desk: Desk) -> list[Item]:
    """What is drawn of one leg, tints before rules."""
    if not leg.rows:
        return []
    middles = [
        leg.head,
        *((row.bottom + after.top) // 2 for row, after in zip(leg.rows, leg.rows[1:], strict=False)),
        leg.foot,
    ]
    return [*_tints(block, leg, middles, desk), *_rules(block, leg, middles, columns, desk)]


def _tints(block: TableBlock, leg: TableLeg, middles: list[Mpt], desk: Desk) -> Iterator[Item]:
    count = leg.headings
    if count and block.heading_tint is not None:
        yield Box(_band(leg, middles[0], middles[count]), fill=desk.ink(block.heading_tint))
    if block.row_tint is None:
        return
    tinted = False
    for number, placed in enumerate(leg.rows[count:], count):
        if placed.row.kind != "row":
            tinted = False
            continue
        if tinted:
            yield Box(_band(leg, middles[number], middles[number + 1]), fill=desk.ink(block.row_tint))
        tinted = not tinted


def _band(leg: TableLeg, top: Mpt, bottom: Mpt) -> Rect:
    return Rect(leg.x, top, leg.width, bottom - top)


def _rules(
    block: TableBlock, leg: TableLeg, middles: list[Mpt], columns: TableColumns, desk: Desk
) -> Iterator[Item]:
    whole = _band(leg, leg.head, leg.foot)
    count = leg.headings
    if block.outer_rule is not None:
        edges = [leg.head, leg.foot, *(middles[count : count + 1] if 0 < count < len(leg.rows) else [])]
        yield from (level_rule(whole, y, block.outer_rule, desk) for y in edges)
    for number in range(1, len(leg.rows)):
        y, placed = middles[number], leg.rows[number]
        if number < count:
            rule, stretches = block.rule or block.outer_rule, _under_groups(leg.rows[number - 1])
        elif number > count:
            total = placed.row.kind in ("subtotal", "total") and block.total_rule is not None
            rule = block.total_rule if total else block.rule
            stretches = _free_stretches(leg, number, columns)
        else:
            continue
        if rule is not None:
            for start, end in stretches:
                yield level_rule(Rect(leg.x + start, y, end - start, 0), y, rule, desk)


def _under_groups(placed: PlacedRow) -> Iterator[tuple[Mpt, Mpt]]:
    """From where to where a row of headings has cells over several columns: a rule under each holds those together."""
    for cell in placed.row.cells:
        span = cell.cell.span
        if span is not None and span.across > 1 and span.down == 1:
            yield cell.room[0], cell.room[0] + cell.room[1]


def _free_stretches(leg: TableLeg, number: int, columns: TableColumns) -> Iterator[tuple[Mpt, Mpt]]:
    """From where to where a rule over one of a leg's rows runs: through no cell that reaches down past it."""
    row = leg.rows[number].row.number
    covered = {
        column
        for placed in leg.rows[:number]
        for cell in placed.row.cells
        if cell.cell.span is not None and cell.cell.span.row < row <= cell.cell.span.last_row
        for column in cell.cell.span.columns
    }
    free = [at for at in range(len(columns.starts)) if at not in covered]
    while free:
        count = next((at for at in range(1, len(free)) if free[at] != free[0] + at), len(free))
        first, last = columns.edges_of(free[0], free[count - 1])
        yield (
            (0 if free[0] == 0 else first),
            (leg.width if free[count - 1] == len(columns.starts) - 1 else last),
        )
        free = free[count:]
