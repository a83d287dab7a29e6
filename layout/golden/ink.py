"""Turns two gray pictures of a page into the places where their ink differs: level 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from layout.golden.earlier import Difference
from layout.scene import Line, Mpt, Page, Rect, Region
from layout.scene.places import line_rect, stands

DPI = 100
"""A dense broadsheet is 274 kB of PNG at this, and one character is some hundred pixels."""

TOLERANCE = 2
"""Gray levels (of 256) that a pixel may be off. Two releases of pdfium differ by one."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as rendered: its gray picture, and where the trim begins on it, in pixels."""

    picture: Image.Image
    corner: tuple[float, float]


def deviations(golden: Image.Image, actual: Image.Image) -> Mask:
    """Where the two, of one size, are more than `TOLERANCE` levels apart."""
    old, new = np.asarray(golden, dtype=np.int16), np.asarray(actual, dtype=np.int16)
    return np.asarray(np.abs(old - new) > TOLERANCE)


def ink_differences(bad: Mask, sheet: Sheet, page: Page) -> list[Difference]:
    """The deviating pixels shared out to the regions and lines that stand there; small regions first.

    A region inside another (a photo in a story's frame) so takes what is its own. What no region holds is
    named by its box in points from the trim's corner.
    """
    left = bad.copy()
    out = []
    for region in sorted(page.regions, key=lambda region: region.frame.width * region.frame.height):
        cut = _pixels(region.frame, sheet)
        count = int(left[cut].sum())
        if count:
            what = f"{count} pixels deviate{_first_line(left, region, sheet)}"
            out.append(Difference("ink", what, page.name, region.id, region.story, weight=count))
            left[cut] = False
    count = int(left.sum())
    if count:
        out.append(
            Difference(
                "ink",
                f"{count} pixels deviate outside every region, {_box(left, sheet)}",
                page.name,
                weight=count,
            )
        )
    return sorted(out, key=lambda difference: -difference.weight)


def heat(bad: Mask, actual: Image.Image) -> Image.Image:
    """The page now, pale, with each deviating pixel a red spot large enough to be seen."""
    pale = actual.point(lambda level: 150 + level * 105 // 255).convert("RGB")
    spots = Image.fromarray(bad.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(5))
    pale.paste((220, 20, 30), mask=spots)
    return pale


def _pixels(rect: Rect, sheet: Sheet) -> tuple[slice, slice]:
    """The rows and columns of `rect` on the sheet, a pixel wider all round: edges are soft."""
    x, y = sheet.corner
    width, height = sheet.picture.size

    def place(length: Mpt, corner: float, end: int, more: int) -> int:
        return min(end, max(0, round(length / 1000 * DPI / 72 + corner) + more))

    rows = slice(place(rect.y, y, height, -1), place(rect.bottom, y, height, 1))
    return rows, slice(place(rect.x, x, width, -1), place(rect.right, x, width, 1))


def _first_line(left: Mask, region: Region, sheet: Sheet) -> str:
    """`, first in the line …, at character 4 (沈)` for the first set line with deviating pixels."""
    for line in _lines(region):
        rows, columns = _pixels(line_rect(line), sheet)
        hit = left[rows, columns].any(axis=1 if line.vertical else 0)
        if hit.any():
            edge = (rows if line.vertical else columns).start + int(hit.argmax())
            corner = sheet.corner[1 if line.vertical else 0]
            along = (edge - corner + 1) * 72 / DPI * 1000
            kind = "vertical line" if line.vertical else "line"
            return f", first in the {kind} “{line.text}”{_character(line, along)}"
    return ""


def _lines(region: Region) -> Iterator[Line]:
    return (item for item in region.items if isinstance(item, Line))


def _character(line: Line, along: float) -> str:
    """The last character whose glyph begins before a place along the line."""
    best, at = "", 0
    for stand in stands(line):
        if stand.start <= along:
            best = f", at character {at} ({stand.text})"
        at += len(stand.text)
    return best


def _box(left: Mask, sheet: Sheet) -> str:
    rows, columns = np.flatnonzero(left.any(axis=1)), np.flatnonzero(left.any(axis=0))
    x, y = ((at - corner) * 72 / DPI for at, corner in zip((columns[0], rows[0]), sheet.corner, strict=True))
    width, height = ((int(ends[-1]) - int(ends[0]) + 1) * 72 / DPI for ends in (columns, rows))
    return f"x {x:.1f} y {y:.1f} w {width:.1f} h {height:.1f} pt"
