"""The regions of a page, in reading order -> a number on each, and arrows from leg to leg and from story to story."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from layout.overlays.sheet import OverlaySheet
from layout.scene import HEAD_ROLES, Mpt, Rect, Region
from layout.scene.overlay import Drawn, Overlay, PenStroke, ScreenColour

INK: Final[ScreenColour] = (0, 122, 72)
LEGS: Final[ScreenColour] = (110, 190, 150)
SIZE: Final[Mpt] = 10_000
WIDTH: Final[Mpt] = 1_000
DASH: Final[Mpt] = 4_000
_HEAD: Final[Mpt] = 7_000
"""Length of an arrow's barbs."""

ArrowEnd = tuple[Mpt, Mpt]


def draw_order(sheet: OverlaySheet) -> Overlay:
    """The overlay. Blocks without copy of their own (photos, furniture) are numbered, and no arrow leads to them; rules
    are not read.
    """
    items: list[Drawn] = []
    ways = [(region, _ends(region)) for region in sheet.blocks if region.legs]
    for region, _ in ways:
        upright = _is_vertical(region)
        for leg, following in pairwise(region.legs):
            items += arrow(_end_of(leg, upright), _start_of(following, upright), LEGS)
    for (_, (_, end)), (_, (start, _)) in pairwise(ways):
        items += arrow(end, start, INK, DASH)
    for number, region in enumerate((block for block in sheet.blocks if block.kind != "rule"), 1):
        items.append(sheet.name_place(str(number), SIZE, region.places[0], INK))
    return Overlay("order", tuple(items))


def arrow(start: ArrowEnd, end: ArrowEnd, colour: ScreenColour, dash: Mpt = 0) -> Iterator[PenStroke]:
    """A line with two barbs at its end."""
    yield PenStroke(*start, *end, WIDTH, colour, dash)
    along = math.atan2(end[1] - start[1], end[0] - start[0])
    for aside in (math.pi * 5 / 6, -math.pi * 5 / 6):
        x = end[0] + round(_HEAD * math.cos(along + aside))
        y = end[1] + round(_HEAD * math.sin(along + aside))
        yield PenStroke(*end, x, y, WIDTH, colour)


def _ends(region: Region) -> tuple[ArrowEnd, ArrowEnd]:
    """Where a story's copy begins and where it ends: its head is read first, so it begins at the frame."""
    upright = _is_vertical(region)
    return _start_of(region.frame, upright), _end_of(region.legs[-1], upright)


def _is_vertical(region: Region) -> bool:
    return next((line.vertical for line in region.lines if line.role not in HEAD_ROLES), False)


def _start_of(place: Rect, upright: bool) -> ArrowEnd:
    """Inside the head of a leg: its middle, or for vertical lines the middle of its right side."""
    if upright:
        return place.right, place.y + place.height // 2
    return place.x + place.width // 2, place.y


def _end_of(place: Rect, upright: bool) -> ArrowEnd:
    if upright:
        return place.x, place.y + place.height // 2
    return place.x + place.width // 2, place.bottom
