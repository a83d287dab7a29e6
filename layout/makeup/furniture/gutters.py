"""The blocks of a page -> the rules in the gutters between those that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.makeup.desk import Desk
from layout.makeup.plot import turn_items
from layout.plan.blocks import Block
from layout.plan.edition import block_id
from layout.plan.grid import Area, points
from layout.scene import Item, Rule


def gutter_rules(blocks: Sequence[Block], desk: Desk) -> tuple[Item, ...]:
    """Rules in the gutters between blocks that stand side by side; one below the other in a vertical paper (段罫).

    A rule runs from the first line on which blocks meet at its gutter to the foot of the deeper neighbour, also past
    white on one side. It is interrupted by a block that lies across the gutter, and beside a frame's own rule, which
    parts its block from the next already: two lines that stand so close look like a mistake; and between a photo and
    what it goes with, unless the paper has it so. Furniture gets no rules; it interrupts them, but a level rule that
    ends at the gutter is a neighbour.
    """
    model = desk.paper.rules.between_blocks
    if model is None:
        return ()
    rules: list[Item] = []
    families = [block_id(block, number) for number, block in enumerate(blocks)]
    if not desk.paper.rules.beside_own_photos:
        families = [block.belongs_to or name for block, name in zip(blocks, families, strict=True)]
    for column in range(1, desk.grid.columns):
        x = desk.grid.column_x(column) + desk.grid.column + desk.grid.gutter // 2
        for first, last in _stretches(_gutter(blocks, families, column), desk.grid.lines):
            top = desk.grid.line_y(first) + desk.grid.inset
            bottom = desk.grid.line_y(last + 1) - desk.grid.inset
            rules.append(Rule(x, top, x, bottom, points(model.width_pt), desk.ink(model.ink)))
    return turn_items(rules, desk.grid.trim[0]) if desk.grid.vertical else tuple(rules)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """What is left and right of a gutter, the level rules that end at it, and what keeps a rule out of it."""

    left: tuple[Area, ...]
    right: tuple[Area, ...]
    level: tuple[Area, ...]
    barriers: tuple[Area, ...]


def _gutter(blocks: Sequence[Block], families: Sequence[str], column: int) -> _Gutter:
    """The gutter behind a column. What is inside a story has no neighbours: text runs round it. Nothing parts blocks
    of one family, where they face each other.
    """
    areas = [(block, area) for block in blocks if block.inside is None for area in block.areas]
    named = {id(block): family for block, family in zip(blocks, families, strict=True)}
    left = [(block, area) for block, area in areas if area.last_column == column]
    right = [(block, area) for block, area in areas if area.first_column == column + 1]
    # Two parts of one story are no neighbours.
    own = {id(block) for block, _ in left} & {id(block) for block, _ in right}
    within = [area for block, area in (*left, *right) if id(block) in own]
    kin = [
        both
        for block, area in left
        for other, beside in right
        if other is not block and named[id(block)] == named[id(other)]
        if (
            both := replace(area, first_column=column, last_column=column).overlap(
                replace(beside, first_column=column, last_column=column)
            )
        )
        is not None
    ]
    crossing = [area for _, area in areas if area.first_column <= column < area.last_column]
    framed = [area for block, area in (*left, *right) if block.has_stroke]
    return _Gutter(
        tuple(area for block, area in left if not block.is_furniture),
        tuple(area for block, area in right if not block.is_furniture),
        tuple(area for block, area in (*left, *right) if block.is_rule and block.area.columns > 1),
        (*crossing, *framed, *kin, *(within if len(within) > 1 else ())),
    )


def _stretches(gutter: _Gutter, lines: int) -> list[tuple[int, int]]:
    """First and last line of each rule in a gutter."""
    if not (gutter.left and gutter.right):
        return []
    found: list[tuple[int, int]] = []
    beside: list[int] = []
    deepest = 0
    for line in range(1, lines + 2):
        barred = any(_is_on(area, line) for area in gutter.barriers)
        if barred or line > lines:
            if deepest:
                # A neighbour that goes on beside the barrier: the rule keeps a line of white from it.
                foot = deepest if deepest < line else line - 2
                if max(beside[-1], foot) > beside[0]:  # a rule of one line is a stub
                    found.append((beside[0], max(beside[-1], foot)))
            beside, deepest = [], 0
            continue
        left = [area.last_line for area in gutter.left if _is_on(area, line)]
        right = [area.last_line for area in gutter.right if _is_on(area, line)]
        if left and right:
            deepest = max(deepest, *left, *right)
        if (left and right) or ((left or right) and any(_is_on(area, line) for area in gutter.level)):
            beside.append(line)
    return found


def _is_on(area: Area, line: int) -> bool:
    return area.first_line <= line <= area.last_line
