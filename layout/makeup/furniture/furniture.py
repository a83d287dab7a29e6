"""Blocks that are no story's -> their regions: panels of type (nameplate, ear, label, motto), the folio, rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.problems import Problem
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.pictures.frame import frame_items
from layout.makeup.plot import Plot, head_plot, make_plot
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.makeup.turning import turned
from layout.plan.blocks import (
    AdvertBlock,
    Block,
    CaptionedBlock,
    CopyBlock,
    FolioBlock,
    ListingBlock,
    PanelBlock,
    RuleBlock,
    TextBit,
    WhiteBlock,
)
from layout.plan.edition import block_id
from layout.plan.grid import HEAD, Area, points
from layout.plan.paper import LineModel
from layout.plan.style import Align
from layout.scene import Item, Line, Mpt, Rect, Region, Rule

FURNITURE = ("nameplate", "ear", "folio", "rule", "white")
"""Kinds of block that stand outside the run of stories: they come first in reading order, and get no gutter rules."""


def make_panel(block: PanelBlock, desk: Desk, spot: Spot) -> Made:
    """Lines of type one after the other, at the first side of their area, in its middle or at its last side."""
    vertical = desk.grid.vertical if block.writing is None else block.writing == "vertical"
    plot = make_plot(desk.grid, block.area, vertical=vertical)
    room = plot.inner
    padding = round(block.frame.padding_em * desk.grid.em) if block.frame else 0
    height = sum(_bit_height(bit, desk, first=number == 0) for number, bit in enumerate(block.text))
    free = room.height - height
    y = room.y + (0 if block.place in ("top", "right") else free // 2 if block.place == "middle" else free)
    lines: list[Line] = []
    for number, bit in enumerate(block.text):
        dress = plot.dress(desk.wardrobe[bit.style])
        size = dress.font.size
        bottom = y + _bit_height(bit, desk, first=number == 0)
        line = set_one_line(bit.text, dress, room.width - 2 * padding, bit.align)
        look = Look(block.kind, {0: dress.ink}, None, dress.vertical)
        lines.append(place_line(line, room.x + padding, bottom - size + plot.ascent(size), look))
        y = bottom
    items = plot.on_page((*frame_items(block.frame, room, desk), *lines))
    problems = [*overfull_lines(lines, spot, plot.longer), *_too_deep(height, plot, spot)]
    for bit in block.text:
        problems += unknown_characters(bit.text, plot.dress(desk.wardrobe[bit.style]), spot, None)
    area = desk.grid.on_page(desk.grid.rect(block.area))
    return Made(Region(spot.block, block.kind, None, desk.paper.lang, area, items), problems=tuple(problems))


def _bit_height(bit: TextBit, desk: Desk, *, first: bool) -> Mpt:
    """A line's size, and under another the white that its leading puts above it."""
    dress = desk.wardrobe[bit.style]
    white = 0 if first else round(dress.style.line_height * 1000) - dress.font.size
    return max(0, dress.font.size + white + points(bit.white_above_pt))


def _too_deep(height: Mpt, plot: Plot, spot: Spot) -> list[Problem]:
    room = plot.whole.height
    if height <= room:
        return []
    deep = "wide" if plot.vertical else "deep"
    return [
        Problem(
            "too-deep",
            "press",
            f"The lines of type are {height / 1000:.1f} pt {deep}, the block {room / 1000:.1f} pt.",
            spot.place(),
            f"give the block more {plot.deeper}, or set the type smaller",
        )
    ]


def make_folio(block: FolioBlock, desk: Desk, spot: Spot) -> Made:
    """Left, middle and right text on one baseline, in the middle of the area, between the rules."""
    plot = _folio_plot(block, desk)
    rect, dress = plot.inner, plot.dress(desk.wardrobe[block.style])
    baseline = rect.y + (rect.height - dress.font.size) // 2 + plot.ascent(dress.font.size)
    look = Look("folio", {0: dress.ink}, None, dress.vertical)
    texts: tuple[tuple[str, str, Align], ...] = (
        ("left", block.left, "start"),
        ("center", block.center, "center"),
        ("right", block.right, "end"),
    )
    named = [
        (name, place_line(set_one_line(text, dress, rect.width, align), rect.x, baseline, look))
        for name, text, align in texts
        if text
    ]
    lines = [line for _, line in named]
    items: list[Item] = []
    if block.above is not None:
        items.append(_along(rect, rect.y, block.above, desk))
    if block.below is not None:
        items.append(_along(rect, rect.bottom, block.below, desk))
    problems = [
        *overfull_lines(lines, spot, plot.longer),
        *_collisions(named, dress.font.size, spot),
        *_too_deep(dress.font.size, plot, spot),
        *(_outside(plot, desk, spot) if block.area == HEAD else ()),
    ]
    for _, text, _ in texts:
        problems += unknown_characters(text, dress, spot, None) if text else []
    area = plot.whole if block.area == HEAD else desk.grid.on_page(desk.grid.rect(block.area))
    region = Region(spot.block, block.kind, None, desk.paper.lang, area, plot.on_page((*items, *lines)))
    return Made(region, problems=tuple(problems))


def _folio_plot(block: FolioBlock, desk: Desk) -> Plot:
    """The folio's area; in the head margin as much as its line needs, with half its size of white to each rule."""
    if block.area == HEAD:
        return head_plot(desk.grid, 2 * desk.wardrobe[block.style].font.size)
    return make_plot(desk.grid, block.area, vertical=block.writing == "vertical")


def _outside(plot: Plot, desk: Desk, spot: Spot) -> list[Problem]:
    """A head margin that is too small for its folio."""
    if plot.whole.y >= 0:
        return []
    over = -plot.whole.y * 25.4 / 72_000
    margin = (plot.whole.bottom + desk.grid.em) * 25.4 / 72_000
    return [
        Problem(
            "no-head-margin",
            "press",
            f"The head margin of {margin:.1f} mm is {over:.1f} mm too small for the folio.",
            spot.place(),
            "set the folio smaller, let the paper's type area begin lower, or give the folio columns and lines",
        )
    ]


def _collisions(lines: Sequence[tuple[str, Line]], em: Mpt, spot: Spot) -> list[Problem]:
    """A problem for each two neighbours on the folio's line that don't keep an em apart."""
    if any(line.step == "overfull" for _, line in lines):
        return []  # it is told already, and where that line ends says nothing of its neighbours
    found = []
    for (one, before), (other, after) in pairwise((name, line) for name, line in lines if line.runs):
        gap = after.runs[0].x - (before.x + before.width)
        if gap >= em:
            continue
        apart, over = f"stand {gap / 1000:.1f} pt apart", f"print over each other by {-gap / 1000:.1f} pt"
        what = (
            f"The folio's {one} and {other} texts {apart if gap >= 0 else over}; an em is {em / 1000:g} pt."
        )
        hint = "shorten one of them, set the folio smaller, or give it more columns"
        found.append(Problem("folio-collides", "press", what, spot.place(), hint))
    return found


def _along(rect: Rect, y: Mpt, rule: LineModel, desk: Desk) -> Rule:
    return Rule(rect.x, y, rect.right, y, points(rule.width_pt), desk.ink(rule.ink))


def make_rule(block: RuleBlock, desk: Desk, spot: Spot) -> Made:
    """A rule along the longer side of its area; one across the paper's lines stands in the middle."""
    plot = make_plot(desk.grid, block.area, vertical=desk.grid.vertical)
    rect = plot.inner
    width, ink = points(block.rule.width_pt), desk.ink(block.rule.ink)
    if plot.whole.width >= plot.whole.height:
        middle = plot.whole.y + plot.whole.height // 2
        y = rect.y if block.place in ("top", "right") else middle if block.place == "middle" else rect.bottom
        rule = Rule(rect.x, y, rect.right, y, width, ink)
    else:
        x = rect.x + rect.width // 2
        rule = Rule(x, rect.y, x, rect.bottom, width, ink)
    area = desk.grid.on_page(plot.whole)
    return Made(Region(spot.block, block.kind, None, desk.paper.lang, area, plot.on_page((rule,))))


def make_white(block: WhiteBlock, desk: Desk, spot: Spot) -> Made:
    """White that is meant: a region without anything in it."""
    area = desk.grid.on_page(desk.grid.rect(block.area))
    return Made(Region(spot.block, block.kind, None, desk.paper.lang, area, ()))


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
    families = [block_id(block, at) for at, block in enumerate(blocks)]
    if not desk.paper.rules.beside_own_photos:
        families = [_goes_with(block) or name for block, name in zip(blocks, families, strict=True)]
    for column in range(1, desk.grid.columns):
        x = desk.grid.column_x(column) + desk.grid.column + desk.grid.gutter // 2
        for first, last in _stretches(_gutter(blocks, families, column), desk.grid.lines):
            top, bottom = (
                desk.grid.line_y(first) + desk.grid.inset,
                desk.grid.line_y(last + 1) - desk.grid.inset,
            )
            rules.append(Rule(x, top, x, bottom, points(model.width_pt), desk.ink(model.ink)))
    return turned(rules, desk.grid.trim[0]) if desk.grid.vertical else tuple(rules)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """What stands left and right of a gutter, the level rules that end at it, and what keeps a rule out of it."""

    left: tuple[Area, ...]
    right: tuple[Area, ...]
    level: tuple[Area, ...]
    barriers: tuple[Area, ...]


def _goes_with(block: Block) -> str | None:
    """The block that a photo goes with."""
    return block.goes_with if isinstance(block, CaptionedBlock) else None


def _gutter(blocks: Sequence[Block], families: Sequence[str], column: int) -> _Gutter:
    """The gutter behind a column. What stands in a story has no neighbours: text runs round it. Nothing parts blocks of
    one family, where they face each other.
    """
    areas = [(block, area) for block in blocks if block.inside is None for area in block.areas]
    named = {id(block): family for block, family in zip(blocks, families, strict=True)}
    left = [one for one in areas if one[1].last_column == column]
    right = [one for one in areas if one[1].first_column == column + 1]
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
    framed = [area for block, area in (*left, *right) if _has_stroke(block)]
    return _Gutter(
        tuple(area for block, area in left if block.kind not in FURNITURE),
        tuple(area for block, area in right if block.kind not in FURNITURE),
        tuple(area for block, area in (*left, *right) if _is_level_rule(block)),
        (*crossing, *framed, *kin, *(within if len(within) > 1 else ())),
    )


def _is_level_rule(block: Block) -> bool:
    return isinstance(block, RuleBlock) and block.area.columns > 1


def _has_stroke(block: Block) -> bool:
    return (
        isinstance(block, CopyBlock | PanelBlock | AdvertBlock | ListingBlock)
        and block.frame is not None
        and (block.frame.stroke is not None or block.frame.border is not None)
    )


def _stretches(gutter: _Gutter, lines: int) -> list[tuple[int, int]]:
    """First and last line of each rule in a gutter."""
    if not (gutter.left and gutter.right):
        return []
    found: list[tuple[int, int]] = []
    beside: list[int] = []
    deepest = 0
    for line in range(1, lines + 2):
        barred = any(_on(area, line) for area in gutter.barriers)
        if barred or line > lines:
            if deepest:
                # A neighbour that goes on beside the barrier: the rule keeps a line of white from it.
                foot = deepest if deepest < line else line - 2
                if max(beside[-1], foot) > beside[0]:  # a rule of one line is a stub
                    found.append((beside[0], max(beside[-1], foot)))
            beside, deepest = [], 0
            continue
        left = [area.last_line for area in gutter.left if _on(area, line)]
        right = [area.last_line for area in gutter.right if _on(area, line)]
        if left and right:
            deepest = max(deepest, *left, *right)
        if (left and right) or ((left or right) and any(_on(area, line) for area in gutter.level)):
            beside.append(line)
    return found


def _on(area: Area, line: int) -> bool:
    return area.first_line <= line <= area.last_line
