"""What photos and advertisements have in common on a page: the stand-in of a missing one (FPO), and resolution."""

from __future__ import annotations

import math

from content.problems import Place, Problem
from layout.makeup.desk import Desk
from layout.makeup.text.text import Look, natural_width, place_line, set_one_line
from layout.plan.blocks.pictures import Corner
from layout.plan.grid import ascent
from layout.scene import Box, Ink, Item, Picture, Rect, Rule
from layout.scene.deskwords import desk_words
from layout.scene.geometry import as_millimetres

FPO_TINT = Ink(0, 0, 0, 15)
SQUARE_TO = 0.95
"""How much fewer pixels a crop may have down than across for being whole pixels."""
FPO_RULE = Ink(0, 0, 0, 60)


def share_white(align: Corner) -> tuple[float, float]:
    """Which share of the white round something stands left of it, and over it, as the page is looked at."""
    across = {"left": 0.0, "right": 1.0}.get(align.rpartition("-")[2], 0.5)
    return across, {"top": 0.0, "bottom": 1.0}.get(align.partition("-")[0], 0.5)


def fpo_items(file: str, rect: Rect, desk: Desk) -> tuple[Item, ...]:
    """A tinted, crossed box with the missing file's name and the place's size (占位图)."""
    dress = desk.body.running(vertical=False)
    size = f"{as_millimetres(rect.width):.1f} × {as_millimetres(rect.height):.1f} mm"
    texts = (f"{desk_words(desk.paper.lang).missing} {file.rpartition('/')[2]}", size)
    widest = max(natural_width(text, dress) for text in texts)
    em, depth = dress.em, dress.em_depth
    left, top = rect.x + (rect.width - widest) // 2 - em, rect.y + rect.height // 2 - 2 * depth
    label = Rect(left, top, widest + 2 * em, 4 * depth)
    items: list[Item] = [
        Box(rect, FPO_TINT, FPO_RULE, 500),
        Rule(rect.x, rect.y, rect.right, rect.bottom, 500, FPO_RULE),
        Rule(rect.x, rect.bottom, rect.right, rect.y, 500, FPO_RULE),
    ]
    if label.width <= rect.width and label.height <= rect.height:
        items.append(Box(label, Ink(0, 0, 0, 0)))
        for number, text in enumerate(texts):
            line = set_one_line(text, dress, label.width, "center")
            baseline = label.y + depth * 5 // 8 + number * depth * 3 // 2 + ascent(depth)
            items.append(place_line(line, label.x, baseline, Look("fpo", {0: dress.ink}, None)))
    return tuple(items)


def low_resolution(picture: Picture, desk: Desk, where: Place, *, line_art: bool = False) -> list[Problem]:
    """What is wrong with a picture's pixels to the inch at its placed size: nothing, or one problem.

    Line art (one bit a pixel) needs more, since its edges have no grays that would smooth them.
    """
    left, top, right, bottom = picture.crop
    ppi, down = (right - left) * 72_000 / picture.rect.width, (bottom - top) * 72_000 / picture.rect.height
    if down < ppi * SQUARE_TO:
        ppi = down  # the pixels are not square
    press = desk.paper.press
    least = press.least_line_art_ppi if line_art else press.least_picture_ppi
    thing = "line art" if line_art else "picture" if where.advert else "photo"
    facts = desk.pictures.get(picture.photo)

    def hint(needed: int) -> str:
        smaller = f"place it at {int(100 * ppi / needed)} % of its size or smaller"
        if facts is None or where.advert:
            return f"{smaller}, or get a larger file"
        width, height = (math.ceil(side * needed / ppi) for side in (facts.width, facts.height))
        return (
            f"{smaller}, or get a file of {width} by {height} pixels (it has {facts.width} by {facts.height})"
        )

    has = f"The {thing} has {ppi:.0f} pixels to the inch at its placed size"
    if ppi < least:
        return [Problem("low-resolution", "press", f"{has}; the press needs {least}.", where, hint(least))]
    if not line_art and ppi < press.warn_picture_ppi:
        what = f"{has}; it is sharp from {press.warn_picture_ppi} on."
        return [Problem("low-resolution", "warning", what, where, hint(press.warn_picture_ppi))]
    return []
