"""A page's boxes, turn and unit -> its sheet in points, and places on it in millimetres from the trim's corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from layout.press.preflight.content.entries import box, inherited, number, whole
from layout.press.preflight.content.geometry import Box, Matrix, common
from layout.press.preflight.finding import Millimetres

MM: Final = 25.4 / 72
USUAL: Final = Box(0, 0, 612, 792)
"""The media of a page that has none: what readers take it to be."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The boxes of a page in points (UserUnit applied), before its turn by `rotate` degrees clockwise.

    A page without a TrimBox is trimmed at its CropBox, else at its MediaBox; without a BleedBox it bleeds to the trim.
    """

    media: Box
    bleed: Box
    trim: Box
    rotate: int = 0
    unit: float = 1.0

    @property
    def start(self) -> Matrix:
        """The matrix of a page's content before its first operator: user units to points."""
        return (self.unit, 0.0, 0.0, self.unit, 0.0, 0.0)

    def millimetres(self, place: Box) -> Millimetres:
        """The place as the page is seen: from the upper left corner of its trim, y downward, to 0.01 mm."""
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
        return Millimetres(*(round(edge * MM, 2) + 0.0 for edge in edges))


def sheet_of(page: Any) -> Sheet:
    """The sheet of a page's dictionary. Boxes that are none, or outside the media, count as absent."""
    unit = number(inherited(page, "/UserUnit")) or 1.0
    unit = unit if 0 < unit <= 1000 else 1.0
    media = _sized(inherited(page, "/MediaBox"), None) or USUAL
    crop = _sized(inherited(page, "/CropBox"), media) or media
    trim = _sized(inherited(page, "/TrimBox"), media) or crop
    bleed = _sized(inherited(page, "/BleedBox"), media) or trim
    turn = whole(inherited(page, "/Rotate")) % 360
    return Sheet(
        _times(media, unit), _times(bleed, unit), _times(trim, unit), turn if turn % 90 == 0 else 0, unit
    )


def _sized(value: Any, within: Box | None) -> Box | None:
    found = box(value)
    if found is not None and within is not None:
        found = common(found, within)
    return found if found is not None and found.area > 0 else None


def _times(of: Box, unit: float) -> Box:
    return Box(*(edge * unit for edge in of))
