"""The boxes and the number of a file's pages -> whether a plant can place them on a plate without opening them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pikepdf

from content.pdf.geometry import PageBox
from content.pdf.trees import inherited_entry
from content.pdf.values import entry, number, numbers, rectangle
from layout.preflight.finding import Finding
from layout.preflight.pageboxes import MM, PageBoxes, page_boxes
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule

TRIM: Final = Rule(
    "trim-box",
    "error",
    "Every page has a TrimBox of its own or else an ArtBox, and not both.",
    "ISO 15930-7, ISO 15930-4",
)
NESTED: Final = Rule(
    "page-boxes",
    "error",
    "Every page has a MediaBox; the BleedBox lies within it, and the TrimBox within that.",
    "ISO 15930-7, ISO 15930-4",
)
CROP: Final = Rule(
    "crop-box", "error", "A page has no CropBox, or one that cuts nothing of the bleed.", "GWG 2015"
)
UNIT: Final = Rule("user-unit", "error", "UserUnit is 1: a page is as large as its boxes say.", "GWG 2015")
TURN: Final = Rule("rotation", "error", "Rotate is 0: a page stands as it is printed.", "GWG 2015")
SIZE: Final = Rule("trim-size", "error", "The trim has the size that the plant prints.", "the plant")
BLEED: Final = Rule(
    "bleed", "error", "The bleed is as wide as the plant asks for, on every side.", "the plant"
)
ALIKE: Final = Rule("page-sizes", "warning", "Every page of a file has the same trim.", "GWG 2015")
COUNT: Final = Rule(
    "page-count", "error", "The file has as many pages as the plant takes in one.", "GWG 2015"
)

RULES: Final = (TRIM, NESTED, CROP, UNIT, TURN, SIZE, BLEED, ALIKE, COUNT)

NEAR: Final = 0.01
"""Points by which boxes may differ and still be the same: programs round them so."""


def check_boxes(pdf: pikepdf.Pdf, plant: Plant) -> Iterator[Finding]:
    """Every page's boxes, and the pages side by side."""
    if plant.pages is not None and len(pdf.pages) != plant.pages:
        what = f"the file has {len(pdf.pages)} pages, the plant takes {plant.pages} in one file"
        yield Finding(COUNT.id, COUNT.severity, what, "export the pages as the plant takes them")
    first: tuple[float, float] | None = None
    for count, page in enumerate(pdf.pages, 1):
        sheet = page_boxes(page.obj)
        yield from _own_boxes(page.obj, sheet, count)
        if rectangle(page.obj.get("/TrimBox")) or rectangle(page.obj.get("/ArtBox")):
            yield from _as_ordered(sheet, plant, count)
        width, height = sheet.size_mm
        if first is None:
            first = (width, height)
        elif max(abs(width - first[0]), abs(height - first[1])) > plant.trim_tolerance_mm:
            what = f"page {count} is {_size(width, height)}, page 1 is {_size(*first)}"
            yield Finding(ALIKE.id, ALIKE.severity, what, "export pages of one size as one file", page=count)


def _own_boxes(page: Any, sheet: PageBoxes, count: int) -> Iterator[Finding]:
    found = {
        key: sheet.points(box) if (box := rectangle(entry(page, key))) is not None else None
        for key in ("/BleedBox", "/TrimBox", "/ArtBox")
    }
    trim, art, bleed = found["/TrimBox"], found["/ArtBox"], found["/BleedBox"]
    hint = "export it with a TrimBox of the size that it is cut to"
    if trim is None and art is None:
        yield Finding(TRIM.id, TRIM.severity, f"page {count} has no TrimBox", hint, page=count)
    elif trim is not None and art is not None:
        yield Finding(
            TRIM.id,
            TRIM.severity,
            f"page {count} has a TrimBox and an ArtBox",
            "leave the ArtBox out",
            page=count,
        )
    for key, box in found.items():
        if box is None and key in page:
            what = f"the {key[1:]} of page {count} is no rectangle"
            yield Finding(NESTED.id, NESTED.severity, what, "export the page anew", page=count)
    if rectangle(inherited_entry(page, "/MediaBox")) is None:
        yield Finding(
            NESTED.id, NESTED.severity, f"page {count} has no MediaBox", "export the page anew", page=count
        )
    for key in ("/MediaBox", *found):
        corners = numbers(inherited_entry(page, key) if key == "/MediaBox" else entry(page, key))
        if len(corners) == 4 and (corners[0] > corners[2] or corners[1] > corners[3]):
            what = f"the {key[1:]} of page {count} begins at another corner than the lower left one"
            yield Finding(NESTED.id, "warning", what, "write left, bottom, right, top", page=count)
    cut = trim or art
    chain = [("MediaBox", sheet.media), ("BleedBox", bleed), ("TrimBox" if trim else "ArtBox", cut)]
    there = [(label, box) for label, box in chain if box is not None]
    for (outer_label, outer), (label, box) in pairwise(there):
        if not _holds(outer, box):
            what = f"the {label} of page {count} stands out of its {outer_label}"
            place = sheet.millimetres(box)
            yield Finding(NESTED.id, NESTED.severity, what, "export the page anew", page=count, place=place)
    cropped = rectangle(inherited_entry(page, "/CropBox"))
    crop = sheet.points(cropped) if cropped is not None else None
    if crop is not None and not _holds(crop, sheet.bleed):
        what = f"the CropBox of page {count} cuts into what is printed"
        yield Finding(
            CROP.id, CROP.severity, what, "leave the CropBox out", page=count, place=sheet.millimetres(crop)
        )
    unit = page.get("/UserUnit")
    if unit is not None and number(unit) != 1:
        what = f"page {count} counts in units of {unit if number(unit) is not None else 'no number'} points"
        yield Finding(UNIT.id, UNIT.severity, what, "export it in points", page=count)
    turn = inherited_entry(page, "/Rotate")
    if turn is not None and number(turn) != 0:
        what = (
            f"page {count} is turned by {number(turn):g} degrees"
            if number(turn)
            else f"page {count} has a broken Rotate"
        )
        yield Finding(TURN.id, TURN.severity, what, "export it upright", page=count)


def _as_ordered(sheet: PageBoxes, plant: Plant, count: int) -> Iterator[Finding]:
    width, height = sheet.size_mm
    if plant.trim_mm is not None:
        wanted = plant.trim_mm
        # Numbers of binary fractions: a size at the tolerance itself is within it.
        if max(abs(width - wanted[0]), abs(height - wanted[1])) > plant.trim_tolerance_mm + NEAR / MM:
            what = f"page {count} is {_size(width, height)}, the plant prints {_size(*wanted)}"
            yield Finding(SIZE.id, SIZE.severity, what, "make the page up in the plant's size", page=count)
    left, top, right, bottom = sheet.millimetres(sheet.bleed)
    least = min(-left, -top, right - width, bottom - height)
    # A BleedBox within the trim is no bleed at all, and is told as such.
    if plant.bleed_mm > 0 and least < plant.bleed_mm - NEAR / MM - 0.005:
        what = f"page {count} has a bleed of {max(least, 0):.2f} mm, the plant asks for {plant.bleed_mm:g} mm"
        yield Finding(BLEED.id, BLEED.severity, what, "export it with the plant's bleed", page=count)


def _holds(outer: PageBox, inner: PageBox) -> bool:
    return (
        outer[0] <= inner[0] + NEAR
        and outer[1] <= inner[1] + NEAR
        and outer[2] >= inner[2] - NEAR
        and outer[3] >= inner[3] - NEAR
    )


def _size(width: float, height: float) -> str:
    return f"{width:.1f} × {height:.1f} mm"
