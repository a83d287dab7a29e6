"""The boxes and the number of a file's pages -> whether a plant can place them on a plate without opening them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from content.pdf.geometry import PageBox
from content.pdf.trees import inherited_entry
from content.pdf.values import entry, number, numbers, rectangle
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.pageboxes import MM, PageBoxes
from layout.preflight.plant import Plant
from layout.preflight.rule import PDF_X, PreflightRule, WarningRule, file_check

TRIM: Final = PreflightRule(
    "trim-box", "Every page has a TrimBox of its own or else an ArtBox, and not both.", PDF_X
)
NESTED: Final = PreflightRule(
    "page-boxes",
    "Every page has a MediaBox; the BleedBox lies within it, and the TrimBox within that.",
    PDF_X,
)
CROP: Final = PreflightRule(
    "crop-box", "A page has no CropBox, or one that cuts nothing of the bleed.", "GWG 2015"
)
UNIT: Final = PreflightRule("user-unit", "UserUnit is 1: a page is as large as its boxes say.", "GWG 2015")
TURN: Final = PreflightRule("rotation", "Rotate is 0: a page stands as it is printed.", "GWG 2015")
SIZE: Final = PreflightRule("trim-size", "The trim has the size that the plant prints.", "the plant")
BLEED: Final = PreflightRule(
    "bleed", "The bleed is as wide as the plant asks for, on every side.", "the plant"
)
ALIKE: Final = WarningRule("page-sizes", "Every page of a file has the same trim.", "GWG 2015")
COUNT: Final = PreflightRule(
    "page-count", "The file has as many pages as the plant takes in one.", "GWG 2015"
)

NEAR: Final = 0.01
"""Points by which boxes may differ and still be the same: programs round them so."""


@file_check("page boxes")
def check_boxes(file: ExaminedFile) -> Iterator[Finding]:
    """Every page's boxes, and the pages side by side."""
    pdf, plant = file.pdf, file.plant
    if plant.pages is not None and len(pdf.pages) != plant.pages:
        what = f"the file has {len(pdf.pages)} pages, the plant takes {plant.pages} in one file"
        yield COUNT.broken(what, "export the pages as the plant takes them")
    for count, page in enumerate(pdf.pages, 1):
        sheet = file.sheets[count]
        yield from _box_faults(page.obj, sheet, count)
        yield from _view_faults(page.obj, sheet, count)
        if rectangle(page.obj.get("/TrimBox")) or rectangle(page.obj.get("/ArtBox")):
            yield from _size_faults(sheet, plant, count)
        (width, height), first = sheet.size_mm, file.sheets[1].size_mm
        if max(abs(width - first[0]), abs(height - first[1])) > plant.trim_tolerance_mm:
            what = f"page {count} is {_say_size(width, height)}, page 1 is {_say_size(*first)}"
            yield ALIKE.broken(what, "export pages of one size as one file", page=count)


def _box_faults(page: Any, sheet: PageBoxes, count: int) -> Iterator[Finding]:
    """Boxes that are missing or broken, and boxes that do not lie within each other."""
    found = {
        key: sheet.points(box) if (box := rectangle(entry(page, key))) is not None else None
        for key in ("/BleedBox", "/TrimBox", "/ArtBox")
    }
    trim, art, bleed = found["/TrimBox"], found["/ArtBox"], found["/BleedBox"]
    anew = "export the page anew"
    if trim is None and art is None:
        hint = "export it with a TrimBox of the size that it is cut to"
        yield TRIM.broken(f"page {count} has no TrimBox", hint, page=count)
    elif trim is not None and art is not None:
        yield TRIM.broken(f"page {count} has a TrimBox and an ArtBox", "leave the ArtBox out", page=count)
    for key, box in found.items():
        if box is None and key in page:
            yield NESTED.broken(f"the {key[1:]} of page {count} is no rectangle", anew, page=count)
    if rectangle(inherited_entry(page, "/MediaBox")) is None:
        yield NESTED.broken(f"page {count} has no MediaBox", anew, page=count)
    for key in ("/MediaBox", *found):
        corners = numbers(inherited_entry(page, key) if key == "/MediaBox" else entry(page, key))
        if len(corners) == 4 and (corners[0] > corners[2] or corners[1] > corners[3]):
            what = f"the {key[1:]} of page {count} begins at another corner than the lower left one"
            yield NESTED.at("warning").broken(what, "write left, bottom, right, top", page=count)
    chain = [("MediaBox", sheet.media), ("BleedBox", bleed), ("TrimBox" if trim else "ArtBox", trim or art)]
    there = [(label, box) for label, box in chain if box is not None]
    for (outer_label, outer), (label, box) in pairwise(there):
        if not _holds(outer, box):
            what = f"the {label} of page {count} stands out of its {outer_label}"
            yield NESTED.broken(what, anew, page=count, place=sheet.millimetres(box))


def _view_faults(page: Any, sheet: PageBoxes, count: int) -> Iterator[Finding]:
    """What makes programs show the page otherwise than its boxes say: a crop, a unit, a turn."""
    cropped = rectangle(inherited_entry(page, "/CropBox"))
    crop = sheet.points(cropped) if cropped is not None else None
    if crop is not None and not _holds(crop, sheet.bleed):
        what = f"the CropBox of page {count} cuts into what is printed"
        yield CROP.broken(what, "leave the CropBox out", page=count, place=sheet.millimetres(crop))
    unit = page.get("/UserUnit")
    if unit is not None and number(unit) != 1:
        what = f"page {count} counts in units of {unit if number(unit) is not None else 'no number'} points"
        yield UNIT.broken(what, "export it in points", page=count)
    turn = inherited_entry(page, "/Rotate")
    if turn is not None and number(turn) != 0:
        what = f"is turned by {number(turn):g} degrees" if number(turn) else "has a broken Rotate"
        yield TURN.broken(f"page {count} {what}", "export it upright", page=count)


def _size_faults(sheet: PageBoxes, plant: Plant, count: int) -> Iterator[Finding]:
    width, height = sheet.size_mm
    if plant.trim_mm is not None:
        wanted = plant.trim_mm
        # Numbers of binary fractions: a size at the tolerance itself is within it.
        if max(abs(width - wanted[0]), abs(height - wanted[1])) > plant.trim_tolerance_mm + NEAR / MM:
            what = f"page {count} is {_say_size(width, height)}, the plant prints {_say_size(*wanted)}"
            yield SIZE.broken(what, "make the page up in the plant's size", page=count)
    left, top, right, bottom = sheet.millimetres(sheet.bleed)
    least = min(-left, -top, right - width, bottom - height)
    # A BleedBox within the trim is no bleed at all, and is reported as that.
    if plant.bleed_mm > 0 and least < plant.bleed_mm - NEAR / MM - 0.005:
        what = f"page {count} has a bleed of {max(least, 0):.2f} mm, the plant asks for {plant.bleed_mm:g} mm"
        yield BLEED.broken(what, "export it with the plant's bleed", page=count)


def _holds(outer: PageBox, inner: PageBox) -> bool:
    left, bottom, right, top = (outside - inside for outside, inside in zip(outer, inner, strict=True))
    return left <= NEAR and bottom <= NEAR and right >= -NEAR and top >= -NEAR


def _say_size(width: float, height: float) -> str:
    return f"{width:.1f} × {height:.1f} mm"
