"""Blocks that are no story's -> their regions: panels of type (nameplate, ear, label, motto), the folio, rules."""

from __future__ import annotations

from content.problems import Problem
from layout.blocks import FolioBlock, PanelBlock, RuleBlock, TextBit
from layout.grid import Area, points
from layout.makeup.desk import Desk, Made, Spot
from layout.makeup.story import frame_items
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
    texts: tuple[tuple[str, Align], ...] = (
        (block.left, "start"),
        (block.center, "center"),
        (block.right, "end"),
    )
    lines = [
        place_line(set_one_line(text, dress, rect.width, align), rect.x, baseline, look)
        for text, align in texts
        if text
    ]
    items: list[Item] = []
    if block.above is not None:
        items.append(_across(rect.x, rect.right, rect.y + desk.grid.inset, block.above, desk))
    if block.below is not None:
        items.append(_across(rect.x, rect.right, rect.bottom - desk.grid.inset, block.below, desk))
    problems = [*overfull_lines(lines, spot), *_too_deep(dress.font.size, rect.height, spot)]
    for text, _ in texts:
        problems += unknown_characters(text, dress, spot, None) if text else []
    region = Region(spot.block, block.kind, None, desk.paper.lang, rect, (*items, *lines))
    return Made(region, problems=tuple(problems))


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


def gutter_rules(areas: list[Area], furniture: list[Area], desk: Desk) -> tuple[Item, ...]:
    """Rules in the gutters between blocks that stand side by side.

    A rule runs from the first to the last line on which blocks meet at its gutter, also past white on one side,
    and is interrupted only by a block that lies across the gutter. Furniture gets no rules; it interrupts them.
    """
    model = desk.paper.rules.between_blocks
    if model is None:
        return ()
    rules: list[Item] = []
    for column in range(1, desk.grid.columns):
        x = desk.grid.column_x(column) + desk.grid.column + desk.grid.gutter // 2
        crossing = [area for area in (*areas, *furniture) if area.first_column <= column < area.last_column]
        for first, last in _stretches(areas, crossing, column, desk.grid.lines):
            top, bottom = (
                desk.grid.line_y(first) + desk.grid.inset,
                desk.grid.line_y(last + 1) - desk.grid.inset,
            )
            rules.append(Rule(x, top, x, bottom, points(model.width_pt), desk.ink(model.ink)))
    return tuple(rules)


def _stretches(areas: list[Area], crossing: list[Area], column: int, lines: int) -> list[tuple[int, int]]:
    """First and last line of each rule behind a column."""
    found: list[tuple[int, int]] = []
    meeting: list[int] = []
    for line in range(1, lines + 2):
        here = [area for area in areas if area.first_line <= line <= area.last_line]
        across = any(area.first_line <= line <= area.last_line for area in crossing)
        if across or line > lines:
            if meeting:
                found.append((meeting[0], meeting[-1]))
            meeting = []
        elif any(area.last_column == column for area in here) and any(
            area.first_column == column + 1 for area in here
        ):
            meeting.append(line)
    return found
