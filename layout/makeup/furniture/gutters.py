"""The blocks of a page -> the rules in the gutters between those that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.makeup.desk import Desk
from layout.makeup.legs.ground import runs_of
from layout.makeup.plot import turn_items
from layout.plan.blocks import Block, RuleBlock, WhiteBlock
from layout.plan.edition import block_id, stories_on
from layout.plan.grid import Area, points
from layout.scene import Item, Mpt, Rule


def gutter_rules(blocks: Sequence[Block], desk: Desk) -> tuple[Item, ...]:
    """Rules in the gutters between blocks that stand side by side; one below the other in a vertical paper (段罫).

    A rule runs from the head of the higher of two neighbours to the foot of the deeper one, beside head and text alike
    and past white on one side. It is interrupted by a block that lies across the gutter; beside a frame's own rule,
    which parts its block from the next already: two lines that stand so close look like a mistake; beside a nameplate,
    ear or folio; and between blocks of one story, unless the paper has it so. From the edge of a frame, picture or
    advertisement, or from a level rule, it keeps the paper's distance at least.
    """
    model = desk.paper.rules.between_blocks
    if model is None:
        return ()
    grid = desk.grid
    rules: list[Item] = []
    families = _name_families(blocks, desk)
    for column in range(1, grid.columns):
        x = grid.column_x(column) + grid.column + grid.gutter // 2
        gutter = _gutter(blocks, families, column)
        drawn = [_drawn_edges(block, area, desk) for block, area in gutter.drawn]
        for first, last in find_stretches(gutter):
            top = max(grid.line_y(first) + grid.inset, *(end for line, _, end in drawn if line < first), 0)
            bottom = grid.line_y(last + 1) - grid.inset
            bottom = min(bottom, *(start for line, start, _ in drawn if line > last), bottom)
            if bottom - top > grid.leading:  # a rule of one line is a stub
                rules.append(Rule(x, top, x, bottom, points(model.width_pt), desk.ink(model.ink)))
    return turn_items(rules, grid.trim[0]) if grid.vertical else tuple(rules)


@dataclass(frozen=True, slots=True)
class Gutter:
    """What is left and right of a gutter, what keeps a rule out of it, and which of that is `drawn` to its edge."""

    left: tuple[Area, ...]
    right: tuple[Area, ...]
    barriers: tuple[Area, ...]
    drawn: tuple[tuple[Block, Area], ...] = ()


def find_stretches(gutter: Gutter) -> Iterator[tuple[int, int]]:
    """First and last line of each rule in a gutter."""
    barred = {line for area in gutter.barriers for line in _lines_of(area)}
    left = {line for area in gutter.left for line in _lines_of(area)}
    right = {line for area in gutter.right for line in _lines_of(area)}
    meeting = left & right - barred
    areas = (*gutter.left, *gutter.right)
    for start, end in runs_of(sorted((left | right | _between(left | right)) - barred)):
        met = sorted(line for line in meeting if start <= line <= end)
        if not met:
            continue
        neighbours = [area for area in areas if any(line in met for line in _lines_of(area))]
        first = min(area.first_line for area in neighbours)
        last = max(area.last_line for area in neighbours)
        # Of a neighbour that goes on beside what bars the rule, a line stays free.
        yield (
            first if first >= start else min(met[0], start + 1),
            last if last <= end else max(met[-1], end - 1),
        )


def _between(lines: set[int]) -> set[int]:
    return set(range(min(lines), max(lines))) if lines else set()


def _lines_of(area: Area) -> range:
    return range(area.first_line, area.last_line + 1)


def _name_families(blocks: Sequence[Block], desk: Desk) -> list[str]:
    """The story's block that each belongs to, or its own name: a photo by `goes_with`, a quote by its story."""
    names = [block_id(block, number) for number, block in enumerate(blocks)]
    if desk.paper.rules.beside_own_photos:
        return names
    holders = {block.story: name for name, block in reversed(stories_on(blocks).items())}
    quoted = [holders.get(block.quotes.story) if block.quotes is not None else None for block in blocks]
    return [
        block.belongs_to or story or name for block, story, name in zip(blocks, quoted, names, strict=True)
    ]


def _gutter(blocks: Sequence[Block], families: Sequence[str], column: int) -> Gutter:
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
    crossing = [(block, area) for block, area in areas if area.first_column <= column < area.last_column]
    framed = [(block, area) for block, area in (*left, *right) if block.has_stroke]
    furniture = [
        area
        for block, area in (*left, *right)
        if block.is_furniture and not isinstance(block, RuleBlock | WhiteBlock)
    ]
    return Gutter(
        tuple(area for block, area in left if not block.is_furniture),
        tuple(area for block, area in right if not block.is_furniture),
        (
            *(area for _, area in (*crossing, *framed)),
            *kin,
            *furniture,
            *(within if len(within) > 1 else ()),
        ),
        (*framed, *((block, area) for block, area in crossing if _is_drawn(block))),
    )


def _is_drawn(block: Block) -> bool:
    """Whether a block is seen to its edge: a frame, a picture, an advertisement, a rule."""
    pictured = any(thing.kind in ("photo", "advert") for thing in block.shows)
    return block.has_stroke or block.is_rule or pictured


def _drawn_edges(block: Block, area: Area, desk: Desk) -> tuple[int, Mpt, Mpt]:
    """A line of something that is drawn, and where rules over it end and those under it begin."""
    grid = desk.grid
    white = round(desk.paper.white.rule_ends_lines * grid.leading) + grid.inset
    if isinstance(block, RuleBlock):
        y = grid.line_y(area.first_line) + block.rule_down(grid)
        return area.first_line, y - white, y + white
    top, bottom = grid.line_y(area.first_line) + grid.inset, grid.line_y(area.last_line + 1) - grid.inset
    return area.first_line, top - white, bottom + white
