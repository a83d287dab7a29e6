"""A panel of type (nameplate, ear, label, motto) -> its region: lines one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.problems import Problem
from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.drawnpanel import make_drawn_panel
from layout.makeup.furniture.listing import framed_items, room_of, too_deep
from layout.makeup.ground import draw_ground, dress_on, find_faint, padding_of
from layout.makeup.plot import Plot
from layout.makeup.text.inkspan import ink_of
from layout.makeup.text.inlines import inks_of
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.reach import Reach, reach_of
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.makeup.text.wording import Wording, read_wording
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import ImprintBlock, PanelBlock, TextBit
from layout.plan.grid import points
from layout.scene import Line, Mpt
from layout.typeset import SetLine


def make_panel(block: PanelBlock | ImprintBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Lines of type one after the other, at the first side of their area, in its middle or at its last side; or the
    picture that has them drawn.
    """
    if isinstance(block, PanelBlock) and block.picture is not None:
        return make_drawn_panel(block, block.picture, desk, spot)
    ground = room_of(block, desk)
    plot, room = ground.plot, ground.plot.inner
    dresses = [plot.dress(desk.wardrobe[bit.style]) for bit in block.text]
    if block.kind not in ("ear", "imprint"):  # whose lines are read as text is
        dresses = [dress.display for dress in dresses]
    base = block.ground if isinstance(block, PanelBlock) else None
    padding = 0
    if base is not None:
        padding = padding_of(base, dresses, desk)
        dresses = [dress_on(base, dress, desk) for dress in dresses]
    bits = [
        _set_bit(*pair, max(1, ground.rect.width - 2 * padding))
        for pair in zip(block.text, dresses, strict=True)
    ]
    height = sum(_bit_height(bit, first=number == 0) for number, bit in enumerate(bits))
    free = room.height - height
    middle = free // 2 - _off_middle(bits, plot)
    # What a frame keeps over and under its lines, as far as they leave it.
    edge = min(ground.rect.y - room.y, max(0, free // 2))
    first_side, last_side = edge, free - edge
    y = room.y + (
        first_side if block.place in ("top", "right") else middle if block.place == "middle" else last_side
    )
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, bit in enumerate(bits):
        dress = bit.dress
        look = Look(block.kind, inks_of(dress, dress), None, dress.vertical)
        placed = place_line(
            bit.line, ground.rect.x + padding, y + _to_baseline(bit, plot, first=number == 0), look
        )
        at_text = spot.at("text", number, "text")
        problems += overfull_lines((placed,), at_text, plot.longer)
        problems += unknown_characters(bit.words, dress, at_text, None)
        lines.append(placed)
        y += _bit_height(bit, first=number == 0)
    problems += too_deep(height, plot.whole.height, plot, spot)
    items = framed_items(block, desk, plot, lines)
    if base is not None:
        items = (*plot.on_page((draw_ground(base, plot.inner, desk),)), *items)
        problems += find_faint(base, ((block.kind, bit.dress) for bit in bits), desk, spot.at("ground"))
    region = desk.region(block, spot, items)
    return BlockMakeup(region, problems=tuple(problems))


@dataclass(frozen=True, slots=True)
class _SetBit:
    """A line of type, set: its words and their dress, what stands beside it, and the white that it asks for above."""

    words: Wording
    dress: Dress
    line: SetLine
    reach: Reach
    white: Mpt


def _set_bit(bit: TextBit, dress: Dress, measure: Mpt) -> _SetBit:
    words = read_wording(bit.text)
    line = set_one_line(words, dress, measure, bit.align)
    if (bit.align or dress.style.align) == "center" and line.step != "overfull":
        line = _centre_ink(line, dress)
    return _SetBit(words, dress, line, reach_of(line, dress), points(bit.white_above_pt))


def _centre_ink(line: SetLine, dress: Dress) -> SetLine:
    """A line with its ink in the middle of its measure: tracking and marks have blanks at one side."""
    ink = ink_of(line, vertical=dress.vertical)
    if ink is None:
        return line
    return line.moved((line.measure - ink.start - ink.end) // 2, vertical=dress.vertical)


def _to_baseline(bit: _SetBit, plot: Plot, *, first: bool) -> Mpt:
    """From where a line's height begins to its baseline."""
    size = bit.dress.em_depth
    return _bit_height(bit, first=first) - bit.reach.under - size + plot.ascent(size)


def _off_middle(bits: Sequence[_SetBit], plot: Plot) -> Mpt:
    """How far under the middle of the lines' heights the middle of their ink is, from the first line to the last. What
    stands beside a line counts as ink.
    """
    tops: list[Mpt] = []
    bottoms: list[Mpt] = []
    height = 0
    for number, bit in enumerate(bits):
        baseline = height + _to_baseline(bit, plot, first=number == 0)
        height += _bit_height(bit, first=number == 0)
        if (ink := ink_of(bit.line, vertical=bit.dress.vertical)) is not None:
            em_top = baseline - plot.ascent(bit.dress.em_depth)
            beside = [em_top - bit.reach.over] if bit.reach.over else []
            under = [em_top + bit.dress.em_depth + bit.reach.under] if bit.reach.under else []
            tops.append(min([baseline - ink.high, *beside]))
            bottoms.append(max([baseline - ink.low, *under]))
    return (min(tops) + max(bottoms) - height) // 2 if tops else 0


def _bit_height(bit: _SetBit, *, first: bool) -> Mpt:
    """A line's type with what stands beside it, and under another the white that its leading puts above it."""
    size, reach = bit.dress.em_depth, bit.reach
    white = bit.white + (0 if first else bit.dress.line_height - size)
    return max(0, (max(reach.over, white) if reach.over else white) + size + reach.under)
