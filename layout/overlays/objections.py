"""What is wrong on a page, whoever found it -> its places tinted and numbered, and a legend under the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from layout.overlays.sheet import OverlaySheet, outline
from layout.scene import Mpt, Rect
from layout.scene.overlay import Drawn, Label, Overlay, Patch, PenStroke, Pointed, ScreenColour

RED: Final[ScreenColour] = (200, 16, 32)
AMBER: Final[ScreenColour] = (176, 104, 0)
BLUE: Final[ScreenColour] = (40, 84, 160)
TINTS: Final[dict[ScreenColour, ScreenColour]] = {
    RED: (255, 222, 222),
    AMBER: (255, 240, 206),
    BLUE: (222, 232, 250),
}
SIZE: Final[Mpt] = 8_000
ROW: Final[Mpt] = 13_000
EDGE: Final[Mpt] = 750
_MARGIN: Final[Mpt] = 6_000


def colour_of(severity: str) -> ScreenColour:
    """Red holds the page from the press, amber is worth a look, blue is a note."""
    if severity == "warning":
        return AMBER
    return BLUE if severity == "note" else RED


def draw_objections(sheet: OverlaySheet, pointed: Sequence[Pointed]) -> Overlay:
    """The overlay: the graver first, numbered as in the legend. What has no place is in the legend alone."""
    rows = sorted(pointed, key=lambda row: (RED, AMBER, BLUE).index(colour_of(row.severity)))
    if not rows:
        return Overlay("objections", ())
    items: list[Drawn] = []
    for row in reversed(rows):
        colour = colour_of(row.severity)
        items += [Patch(place, TINTS[colour]) for place in dict.fromkeys(row.places)]
        items += [side for place in row.places for side in outline(place, EDGE, colour)]
    for number, row in enumerate(rows, 1):
        for place in dict.fromkeys(row.places):
            items.append(sheet.name_place(str(number), SIZE, place, colour_of(row.severity)))
    return Overlay("objections", (*items, *_draw_legend(sheet, rows)), len(rows) * ROW + 2 * _MARGIN)


def _draw_legend(sheet: OverlaySheet, rows: Sequence[Pointed]) -> list[Drawn]:
    """The messages below the sheet's foot, one to a line, each as long as the sheet is wide."""
    left, top = -sheet.around, sheet.page.height + sheet.around
    width = sheet.page.width + 2 * sheet.around
    drawn: list[Drawn] = [PenStroke(left, top, left + width, top, EDGE, colour_of(rows[0].severity))]
    for number, row in enumerate(rows, 1):
        room = width - 2 * _MARGIN
        text = sheet.fitted(f"{number} {row.message}", SIZE, room - 2 * _MARGIN)
        rect = Rect(left + _MARGIN, top + _MARGIN + (number - 1) * ROW, room, ROW)
        drawn.append(Label(rect, text, SIZE, colour_of(row.severity)))
    return drawn
