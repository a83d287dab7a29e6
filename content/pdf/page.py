"""An open PDF -> its first page: what it inherits, which part of it is placed, and how large that is upright.

ISO 32000-1 7.7.3 (page tree) and 14.11.2 (boxes).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from content.pdf.file import PdfFile
from content.pdf.geometry import PageBox
from content.pdf.limited import Unreadable
from content.pdf.trees import check_nesting, inherited_entry
from content.pdf.values import box, exact_whole, number, raw_entries

SMALLEST: Final = 3.0
"""Points. A page that is narrower or lower is a mistake."""

LARGEST: Final = 14_400.0
"""Points, 5 m: the largest page that readers of PDF know."""

_FARTHEST: Final = 1_000_000.0
"""Units from the origin within which a box has to lie."""

_LETTER: Final = PageBox(0, 0, 612, 792)
_INHERITED: Final = ("Resources", "MediaBox", "CropBox", "Rotate")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page of a PDF.

    `entries` are the page's own with those it inherits. `box` is the part that is placed, in the page's own units:
    the TrimBox, else the ArtBox, else the CropBox, else the MediaBox (`box_name`), as far as it is on the media.
    `turn` is how far the page is turned clockwise to be read, in degrees; `unit` is its UserUnit, points to the unit.
    `width` and `height` are the box's in points, turned.
    """

    entries: Mapping[bytes, Any]
    box: PageBox
    box_name: str
    turn: int
    unit: float

    @property
    def width(self) -> float:
        return (self.box.height if self.turn % 180 else self.box.width) * self.unit

    @property
    def height(self) -> float:
        return (self.box.width if self.turn % 180 else self.box.height) * self.unit


def first_page(file: PdfFile) -> FirstPage:
    """The first page. Raises Unreadable where there is none, or where its boxes can't be a page's."""
    entries = _find_first(file)
    turn = exact_whole(entries[b"Rotate"]) if b"Rotate" in entries else 0
    if turn is None or turn % 90:
        raise Unreadable("has a first page turned by no right angle (Rotate)")
    unit = number(entries[b"UserUnit"]) if b"UserUnit" in entries else 1.0
    if unit is None or not 0 < unit <= LARGEST:
        raise Unreadable("has a first page with a UserUnit that is none")
    media = _box(entries, b"MediaBox")
    # qpdf gives a page without one a sheet of letter paper, and says so.
    if media is None or (media == _LETTER and any("MediaBox" in damage for damage in file.damage())):
        raise Unreadable("has a first page without a MediaBox")
    # PDF/X has a TrimBox or an ArtBox, and either is what is printed (ISO 15930-7).
    boxes = ((key, _box(entries, key)) for key in (b"TrimBox", b"ArtBox", b"CropBox"))
    key, found = next(((key, found) for key, found in boxes if found is not None), (b"MediaBox", media))
    shown = PageBox(*map(max, found[:2], media[:2]), *map(min, found[2:], media[2:]))
    page = FirstPage(entries, shown, key.decode("ascii"), turn % 360, unit)
    for size in (page.width, page.height):
        if not SMALLEST <= size <= LARGEST:
            raise Unreadable(
                f"has a first page whose {page.box_name} on its media is {page.width:.1f} × {page.height:.1f} pt"
            )
    return page


def _find_first(file: PdfFile) -> dict[bytes, Any]:
    """The entries of the first page, with what it inherits from the nodes above it."""
    if not file.pdf.pages:
        if any("bad_alloc" in damage for damage in file.damage()):
            raise Unreadable("takes more memory to be read than a file may")
        raise Unreadable("has no page")
    page = file.pdf.pages[0].obj
    check_nesting(page)
    above = {key.encode(): inherited_entry(page, f"/{key}") for key in _INHERITED}
    return {key: value for key, value in above.items() if value is not None} | raw_entries(page)


def _box(entries: Mapping[bytes, Any], key: bytes) -> PageBox | None:
    """A box with its sides in order; None where there is none. Raises Unreadable for one that is no box."""
    if entries.get(key) is None:
        return None
    found = box(entries[key])
    if found is None or any(abs(side) > _FARTHEST for side in found):
        raise Unreadable(f"has a first page with a {key.decode('ascii')} that is no box")
    return found
