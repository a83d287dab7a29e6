"""A pull quote's block -> its region: the story's words on lines broken between words, a rule above and below."""

from __future__ import annotations

from content.headmarks import read_breaks
from layout.makeup.desk import NOTHING, Desk, Made, Spot
from layout.makeup.furniture.listing import (
    Row,
    level_rule,
    line_height,
    lines_of,
    region_of,
    room_of,
    too_deep,
    tops,
)
from layout.makeup.heads.headfit import Wording, fit_tier, limits_of
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.plan.blocks import QuoteBlock
from layout.scene import Item

MOST_LINES = 12
"""Lines that a quote is broken into."""


def make_quote(block: QuoteBlock, desk: Desk, spot: Spot) -> Made:
    """Makes up a pull quote in its style's size; who says it stands under it."""
    room = room_of(block, desk)
    dress = room.dress(desk, block.style, "body")
    by_dress = room.dress(desk, block.by_style, block.style)
    text, breaks = read_breaks(block.text)
    limits = limits_of(desk.paper, NOTHING, strict=True).lines(MOST_LINES, dress.style.size)
    fitted = fit_tier("quote", [Wording(text, breaks)], dress, room.rect.width, limits)
    texts = [(piece.strip(), dress) for piece in fitted.pieces[0]]
    if block.by is not None:
        texts.append((block.by, by_dress))
    rows = [Row(line_height(own), loose=own is not dress) for _, own in texts]
    items: list[Item] = []
    problems = [*too_deep(rows, room, spot)]
    inset = desk.grid.em // 4  # the lines of the story around it are nearer than those inside
    for rule, y in ((block.above, room.rect.y + inset), (block.below, room.rect.bottom - inset)):
        if rule is not None:
            items.append(level_rule(room.rect, y, rule, desk))
    for (words, own), row, top in zip(texts, rows, tops(rows, room.rect, block.place), strict=True):
        size = own.font.size
        line = set_one_line(words, own, room.rect.width)
        look = Look("quote", {0: own.ink}, None, own.vertical)
        baseline = top + (row.height - size) // 2 + room.plot.ascent(size)
        items.append(place_line(line, room.rect.x, baseline, look))
        problems += unknown_characters(words, own, spot, None)
    problems += overfull_lines(lines_of(items), spot, room.plot.longer)
    return Made(region_of(block, desk, spot, (room.plot, items)), problems=tuple(problems))
