"""A page -> its boxes in points, and any place on it in millimetres from the trim's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from content.pdf.geometry import Matrix, PageBox, common, move_box
from content.pdf.trees import inherited_entry
from content.pdf.values import entry, number, rectangle, whole
from layout.preflight.finding import Millimetres

MM: Final = 72 / 25.4
"""Points in a millimetre."""

LETTER: Final = PageBox(0, 0, 612, 792)
"""What readers take for the media of a page that has no MediaBox."""


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of a page in points (UserUnit applied), before its turn by `rotate` degrees clockwise.

    A box that a page has not is the one around it. `shown` is the CropBox within the media: what programs draw. `unit`
    is how many points the page's own unit is.
    """

    media: PageBox
    shown: PageBox
    bleed: PageBox
    trim: PageBox
    rotate: int = 0
    unit: float = 1.0

    @property
    def start(self) -> Matrix:
        """The matrix of a page's content before its first operator: the page's own units to points."""
        return (self.unit, 0.0, 0.0, self.unit, 0.0, 0.0)

    def points(self, box: PageBox) -> PageBox:
        """A rectangle in the page's own units, as its dictionaries have it, in points."""
        return move_box(box, self.start)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trim, as the page is seen."""
        left, top, right, bottom = self.millimetres(self.trim)
        return right - left, bottom - top

    def millimetres(self, place: PageBox) -> Millimetres:
        """A rectangle in points as a place, as the page is seen: from the upper left corner of its trim, y downward."""
        left, bottom, right, top = self.trim
        match self.rotate:
            case 90:
                edges = (place.bottom - bottom, place.left - left, place.top - bottom, place.right - left)
            case 180:
                edges = (right - place.right, place.bottom - bottom, right - place.left, place.top - bottom)
            case 270:
                edges = (top - place.top, right - place.right, top - place.bottom, right - place.left)
            case _:
                edges = (place.left - left, top - place.top, place.right - left, top - place.bottom)
        # A sum with 0 turns the zero that is negative into the other.
        return Millimetres(*(round(edge / MM, 2) + 0.0 for edge in edges))


def page_boxes(page: Any) -> PageBoxes:
    """The boxes of a page object. Boxes that are none are passed over: the rules on boxes tell of them."""
    unit = number(entry(page, "/UserUnit")) or 1.0
    unit = unit if 0 < unit <= 1000 else 1.0
    media = rectangle(inherited_entry(page, "/MediaBox")) or LETTER
    crop = rectangle(inherited_entry(page, "/CropBox"))
    shown = common(crop, media) if crop is not None else None
    if shown is None or shown.area <= 0:
        shown = media
    # The other boxes are not inherited_entry (ISO 32000-1 table 30).
    trim = rectangle(entry(page, "/TrimBox")) or rectangle(entry(page, "/ArtBox")) or shown
    bleed = rectangle(entry(page, "/BleedBox")) or trim
    turn = whole(inherited_entry(page, "/Rotate"), 0) % 360
    media, shown, bleed, trim = (
        move_box(box, (unit, 0, 0, unit, 0, 0)) for box in (media, shown, bleed, trim)
    )
    return PageBoxes(media, shown, bleed, trim, turn if turn % 90 == 0 else 0, unit)
