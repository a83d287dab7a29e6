"""Blocks that are no story's -> their regions: panels of type (nameplate, ear, label, motto), the folio, rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.problems import Problem
from layout.blocks import Block, CopyBlock, FolioBlock, PanelBlock, RuleBlock, TextBit
from layout.grid import Area, points
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.frame import frame_items
from layout.makeup.text import (
    Look,
    ascent,
    overfull_lines,
    place_line,
    set_one_line,
    unknown_characters,
)
from layout.paper import LineModel
from layout.scene import Item, Line, Mpt, Region, Rule
from layout.style import Align

FURNITURE = ("nameplate", "ear", "folio", "rule")
"""Kinds of block that stand outside the run of stories: they come first in reading order, and get no gutter rules."""


def make_panel(block: PanelBlock, desk: Desk, spot: Spot) -> Made:
    """Lines of type one below the other, at the top, middle or bottom of their area."""
    rect = desk.grid.rect(block.area)
    padding = round(block.frame.padding_em * desk.grid.em) if block.frame else 0
    inset = desk.grid.inset
    height = sum(_bit_height(bit, desk, first=number == 0) for number, bit in enumerate(block.text))
    free = rect.height - 2 * inset - height
    y = rect.y + inset + (0 if block.place == "top" else free // 2 if block.place == "middle" else free)
    lines: list[Line] = []
    for number, bit in enumerate(block.text):
        dress = desk.wardrobe[bit.style]
        size = dress.font.size
        bottom = y + _bit_height(bit, desk, first=number == 0)
        line = set_one_line(bit.text, dress, rect.width - 2 * padding, bit.align)
        look = Look(block.kind, {0: dress.ink}, None)
        lines.append(place_line(line, rect.x + padding, bottom - size + ascent(size), look))
        y = bottom
    items = (*frame_items(block.frame, rect, desk), *lines)
    problems = [*overfull_lines(lines, spot), *_too_deep(height, rect.height, spot)]
    for bit in block.text:
        problems += unknown_characters(bit.text, desk.wardrobe[bit.style], spot, None)
    return Made(Region(spot.block, block.kind, None, desk.paper.lang, rect, items), problems=tuple(problems))


def _bit_height(bit: TextBit, desk: Desk, *, first: bool) -> Mpt:
    """A line's size, and under another the white that its leading puts above it."""
    dress = desk.wardrobe[bit.style]
    white = 0 if first else round(dress.style.line_height * 1000) - dress.font.size
    return max(0, dress.font.size + white + points(bit.white_above_pt))


def _too_deep(height: Mpt, room: Mpt, spot: Spot) -> list[Problem]:
    if height <= room:
        return []
    return [
        Problem(
            "too-deep",
            "press",
            f"The lines of type are {height / 1000:.1f} pt deep, the block {room / 1000:.1f} pt.",
            spot.place(),
            "give the block more lines, or set the type smaller",
        )
    ]


def make_folio(block: FolioBlock, desk: Desk, spot: Spot) -> Made:
    """Left, middle and right text on one baseline, in the middle of the area, between the rules."""
    rect = desk.grid.rect(block.area)
    dress = desk.wardrobe[block.style]
    baseline = rect.y + (rect.height - dress.font.size) // 2 + ascent(dress.font.size)
    look = Look("folio", {0: dress.ink}, None)
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
        items.append(_across(rect.x, rect.right, rect.y + desk.grid.inset, block.above, desk))
    if block.below is not None:
        items.append(_across(rect.x, rect.right, rect.bottom - desk.grid.inset, block.below, desk))
    problems = [
        *overfull_lines(lines, spot),
        *_collisions(named, dress.font.size, spot),
        *_too_deep(dress.font.size, rect.height, spot),
    ]
    for _, text, _ in texts:
        problems += unknown_characters(text, dress, spot, None) if text else []
    region = Region(spot.block, block.kind, None, desk.paper.lang, rect, (*items, *lines))
    return Made(region, problems=tuple(problems))


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


def _across(left: Mpt, right: Mpt, y: Mpt, rule: LineModel, desk: Desk) -> Rule:
    return Rule(left, y, right, y, points(rule.width_pt), desk.ink(rule.ink))


def make_rule(block: RuleBlock, desk: Desk, spot: Spot) -> Made:
    """A rule along the longer side of its area; an upright one stands in the middle."""
    rect = desk.grid.rect(block.area)
    width, ink = points(block.rule.width_pt), desk.ink(block.rule.ink)
    if rect.width >= rect.height:
        inset = desk.grid.inset
        y = {"top": rect.y + inset, "middle": rect.y + rect.height // 2, "bottom": rect.bottom - inset}[
            block.place
        ]
        rule = Rule(rect.x, y, rect.right, y, width, ink)
    else:
        x = rect.x + rect.width // 2
        rule = Rule(x, rect.y + desk.grid.inset, x, rect.bottom - desk.grid.inset, width, ink)
    return Made(Region(spot.block, block.kind, None, desk.paper.lang, rect, (rule,)))


def gutter_rules(blocks: Sequence[Block], desk: Desk) -> tuple[Item, ...]:
    """Rules in the gutters between blocks that stand side by side.

    A rule runs from the first line on which blocks meet at its gutter to the foot of the deeper neighbour, also past
    white on one side. It is interrupted by a block that lies across the gutter, and beside a frame's own rule, which
    parts its block from the next already: two lines that stand so close look like a mistake. Furniture gets no rules;
    it interrupts them, but a level rule that ends at the gutter is a neighbour.
    """
    model = desk.paper.rules.between_blocks
    if model is None:
        return ()
    rules: list[Item] = []
    for column in range(1, desk.grid.columns):
        x = desk.grid.column_x(column) + desk.grid.column + desk.grid.gutter // 2
        for first, last in _stretches(_gutter(blocks, column), desk.grid.lines):
            top, bottom = (
                desk.grid.line_y(first) + desk.grid.inset,
                desk.grid.line_y(last + 1) - desk.grid.inset,
            )
            rules.append(Rule(x, top, x, bottom, points(model.width_pt), desk.ink(model.ink)))
    return tuple(rules)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """What stands left and right of a gutter, the level rules that end at it, and what keeps a rule out of it."""

    left: tuple[Area, ...]
    right: tuple[Area, ...]
    level: tuple[Area, ...]
    barriers: tuple[Area, ...]


def _gutter(blocks: Sequence[Block], column: int) -> _Gutter:
    """The gutter behind a column."""
    left = [block for block in blocks if block.area.last_column == column]
    right = [block for block in blocks if block.area.first_column == column + 1]
    crossing = [block for block in blocks if block.area.first_column <= column < block.area.last_column]
    framed = [block for block in (*left, *right) if _has_stroke(block)]
    return _Gutter(
        tuple(block.area for block in left if block.kind not in FURNITURE),
        tuple(block.area for block in right if block.kind not in FURNITURE),
        tuple(block.area for block in (*left, *right) if _is_level_rule(block)),
        tuple(block.area for block in (*crossing, *framed)),
    )


def _is_level_rule(block: Block) -> bool:
    return isinstance(block, RuleBlock) and block.area.columns > 1


def _has_stroke(block: Block) -> bool:
    return (
        isinstance(block, CopyBlock | PanelBlock)
        and block.frame is not None
        and block.frame.stroke is not None
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
