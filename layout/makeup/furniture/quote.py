"""A pull quote's block -> its region: the story's words on lines broken between words, a rule above and below."""

from __future__ import annotations

from collections.abc import Sequence

from content.marking.headmarks import read_marks
from layout.makeup.desk import AS_ASKED, BlockMakeup, BlockSpot, Desk
from layout.makeup.furniture.listing import (
    Row,
    framed_items,
    level_rule,
    most_white,
    room_of,
    spread_rows,
    too_deep,
)
from layout.makeup.heads.headfit import TierRoom, fit_tier, limits_of
from layout.makeup.text.inlines import inks_of
from layout.makeup.text.lineproblems import overfull_lines, unknown_characters
from layout.makeup.text.reach import reach_of
from layout.makeup.text.text import Look, place_line, set_one_line
from layout.makeup.text.wording import Wording, read_wording
from layout.plan.blocks import QuoteBlock
from layout.scene import Item, Mpt, Rect

MOST_LINES = 12
"""Lines that a quote is broken into."""


def make_quote(block: QuoteBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """Makes up a pull quote in its style's size; under it, who says so."""
    room = room_of(block, desk)
    dress = room.dress(desk, block.style, "body")
    by_dress = room.dress(desk, block.by_style, block.style)
    read = read_marks(block.text)
    limits = limits_of(desk.paper, AS_ASKED, strict=True).lines(MOST_LINES, dress.style.size)
    wording = Wording(read.text, read.breaks, read.inlines)
    fitted = fit_tier("quote", [wording], TierRoom(dress, room.rect.width, limits))
    texts = [(piece.trimmed(), dress, "text") for piece in fitted.pieces[0]]
    if block.by is not None:
        texts.append((read_wording(block.by), by_dress, "by"))
    lines = [set_one_line(words, own, room.rect.width) for words, own, _ in texts]
    reaches = [reach_of(line, own) for line, (_, own, _) in zip(lines, texts, strict=True)]
    rows = [
        Row(reach.deepen(own.line_height, own.em_depth), loose=own is not dress)
        for reach, (_, own, _) in zip(reaches, texts, strict=True)
    ]
    items: list[Item] = []
    problems = too_deep(sum(row.height for row in rows), room.rect.height, room.plot, spot)
    inset = desk.grid.em // 4  # the lines of the story around it are nearer than those inside
    for rule, y in ((block.above, room.rect.y + inset), (block.below, room.rect.bottom - inset)):
        if rule is not None:
            items.append(level_rule(room.rect, y, rule, desk))
    places = zip(rows, _tops(rows, room.rect, block.place, most_white(desk)), reaches, lines, strict=True)
    for (words, own, key), (row, top, reach, line) in zip(texts, places, strict=True):
        size = own.em_depth
        look = Look("quote", inks_of(own, own), None, own.vertical)
        baseline = top + reach.inset(row.height, size) + room.plot.ascent(size)
        placed = place_line(line, room.rect.x, baseline, look)
        items.append(placed)
        problems += unknown_characters(words, own, spot.at(key), None)
        problems += overfull_lines((placed,), spot.at(key), room.plot.longer)
    items_on_page = framed_items(block, desk, room.plot, items)
    return BlockMakeup(desk.region(block, spot, items_on_page), problems=tuple(problems))


def _tops(rows: Sequence[Row], rect: Rect, place: str, most: Mpt) -> list[Mpt]:
    """Where each row begins. Spread, the words and who says them keep in the middle, between the rules."""
    free = max(0, rect.height - sum(row.height for row in rows))
    spread = spread_rows(rows, rect, place, min(most, free // 2))
    return [top + spread.rest // 2 for top in spread.tops]
