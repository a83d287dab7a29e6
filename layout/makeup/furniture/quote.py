"""A pull quote's block -> its region: the story's words on lines broken between words, a rule above and below."""

from __future__ import annotations

from content.marking.headmarks import read_breaks
from layout.makeup.desk import AS_ASKED, BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import (
    Row,
    framed_items,
    level_rule,
    room_of,
    too_deep,
    tops,
)
from layout.makeup.heads.headfit import TierRoom, Wording, fit_tier, limits_of
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.plan.blocks import QuoteBlock
from layout.scene import Item

MOST_LINES = 12
"""Lines that a quote is broken into."""


def make_quote(block: QuoteBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a pull quote in its style's size; under it, who says so."""
    room = room_of(block, desk)
    dress = room.dress(desk, block.style, "body")
    by_dress = room.dress(desk, block.by_style, block.style)
    text, breaks = read_breaks(block.text)
    limits = limits_of(desk.paper, AS_ASKED, strict=True).lines(MOST_LINES, dress.style.size)
    fitted = fit_tier("quote", [Wording(text, breaks)], TierRoom(dress, room.rect.width, limits))
    texts = [(piece.strip(), dress, "text") for piece in fitted.pieces[0]]
    if block.by is not None:
        texts.append((block.by, by_dress, "by"))
    rows = [Row(own.line_height, loose=own is not dress) for _, own, _ in texts]
    items: list[Item] = []
    problems = too_deep(sum(row.height for row in rows), room.rect.height, room.plot, spot)
    inset = desk.grid.em // 4  # the lines of the story around it are nearer than those inside
    for rule, y in ((block.above, room.rect.y + inset), (block.below, room.rect.bottom - inset)):
        if rule is not None:
            items.append(level_rule(room.rect, y, rule, desk))
    for (words, own, key), row, top in zip(texts, rows, tops(rows, room.rect, block.place), strict=True):
        size = own.em_depth
        line = set_one_line(words, own, room.rect.width)
        look = Look("quote", {0: own.ink}, None, own.vertical)
        baseline = top + (row.height - size) // 2 + room.plot.ascent(size)
        placed = place_line(line, room.rect.x, baseline, look)
        items.append(placed)
        problems += unknown_characters(words, own, spot.at(key), None)
        problems += overfull_lines((placed,), spot.at(key), room.plot.longer)
    items_on_page = framed_items(block, desk, room.plot, items)
    return BlockMakeup(desk.region(block, spot, items_on_page), problems=tuple(problems))
