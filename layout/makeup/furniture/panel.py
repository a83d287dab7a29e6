"""A panel of type (nameplate, ear, label, motto) -> its region: lines one after the other."""

from __future__ import annotations

from content.problems import Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import framed_items, room_of, too_deep
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import PanelBlock, TextBit
from layout.plan.grid import points
from layout.scene import Line, Mpt


def make_panel(block: PanelBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Lines of type one after the other, at the first side of their area, in its middle or at its last side."""
    ground = room_of(block, desk)
    plot, room = ground.plot, ground.plot.inner
    dresses = [plot.dress(desk.wardrobe[bit.style]) for bit in block.text]
    heights = [
        _bit_height(bit, dress, first=number == 0)
        for number, (bit, dress) in enumerate(zip(block.text, dresses, strict=True))
    ]
    height = sum(heights)
    free = room.height - height
    y = room.y + (0 if block.place in ("top", "right") else free // 2 if block.place == "middle" else free)
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, (bit, dress, deep) in enumerate(zip(block.text, dresses, heights, strict=True)):
        size, bottom = dress.em_depth, y + deep
        line = set_one_line(bit.text, dress, ground.rect.width, bit.align)
        look = Look(block.kind, {0: dress.ink}, None, dress.vertical)
        placed = place_line(line, ground.rect.x, bottom - size + plot.ascent(size), look)
        at_text = spot.at("text", number, "text")
        problems += overfull_lines((placed,), at_text, plot.longer)
        problems += unknown_characters(bit.text, dress, at_text, None)
        lines.append(placed)
        y = bottom
    problems += too_deep(height, plot.whole.height, plot, spot)
    region = desk.region(block, spot, framed_items(block, desk, plot, lines))
    return BlockMakeup(region, problems=tuple(problems))


def _bit_height(bit: TextBit, dress: Dress, *, first: bool) -> Mpt:
    """A line's type, and under another the white that its leading puts above it."""
    white = 0 if first else dress.line_height - dress.em_depth
    return max(0, dress.em_depth + white + points(bit.white_above_pt))
