"""A page -> its boxes, and any place on it in millimetres from the trim's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from layout.press.preflight.finding import Millimetres
from layout.press.preflight.values import Rectangle, inherited, number, rectangle, whole

MM: Final = 72 / 25.4
"""Points in a millimetre."""

LETTER: Final[Rectangle] = (0, 0, 612, 792)
"""What readers take for the media of a page that has no MediaBox."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The boxes of a page, in units of the page (left, bottom, right, top), of `unit` points each.

    A box that a page has not is the one around it. `shown` is the CropBox within the media: what programs draw,
    turned by `rotate` degrees clockwise.
    """

    media: Rectangle
    shown: Rectangle
    bleed: Rectangle
    trim: Rectangle
    rotate: int = 0
    unit: float = 1

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trim, as the page is seen."""
        left, top, right, bottom = self.millimetres(self.trim)
        return right - left, bottom - top

    def millimetres(self, box: Rectangle) -> Millimetres:
        """A rectangle of the page as a place, as the page is seen: from the trim's upper left corner, y downward."""
        left, bottom, right, top = self.trim
        match self.rotate:
            case 90:
                edges = (box[1] - bottom, box[0] - left, box[3] - bottom, box[2] - left)
            case 180:
                edges = (right - box[2], box[1] - bottom, right - box[0], box[3] - bottom)
            case 270:
                edges = (top - box[3], right - box[2], top - box[1], right - box[0])
            case _:
                edges = (box[0] - left, top - box[3], box[2] - left, top - box[1])
        # A sum with 0 turns the zero that is negative into the other.
        return Millimetres(*(round(edge * self.unit / MM, 2) + 0.0 for edge in edges))


def sheet_of(page: Any) -> Sheet:
    """The boxes of a page object. Boxes that are none are passed over: the rules on boxes tell of them."""
    media = rectangle(inherited(page, "/MediaBox")) or LETTER
    shown = _within(rectangle(inherited(page, "/CropBox")), media)
    # The other boxes are not inherited (ISO 32000-1 table 30).
    own = {key: rectangle(page.get(key)) for key in ("/BleedBox", "/TrimBox", "/ArtBox")}
    trim = own["/TrimBox"] or own["/ArtBox"] or shown
    turn = (whole(inherited(page, "/Rotate")) or 0) % 360
    unit = number(page.get("/UserUnit")) or 1
    return Sheet(
        media,
        shown,
        own["/BleedBox"] or trim,
        trim,
        turn if turn % 90 == 0 else 0,
        unit if 0 < unit <= 1000 else 1,
    )


def _within(box: Rectangle | None, outer: Rectangle) -> Rectangle:
    if box is None:
        return outer
    left, bottom = max(box[0], outer[0]), max(box[1], outer[1])
    right, top = min(box[2], outer[2]), min(box[3], outer[3])
    return (left, bottom, right, top) if right > left and top > bottom else outer
