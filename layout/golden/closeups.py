"""A page that differs, with its drawings -> the pictures that a report shows: whole, and each difference close up."""

from __future__ import annotations

import numpy as np
from PIL import Image

from layout.golden.goldenfolder import ComparedPage
from layout.golden.pdfpages import DPI, DrawnPage, Gray
from layout.golden.verdict import (
    BoxMm,
    DetailPictures,
    InkDifference,
    PageComparison,
    PagePictures,
    SceneDifference,
)
from layout.proof.raster import png

DETAIL_DPI = 200
MOST_DETAILS = 12
"""Differences of a page that are shown close up."""

MARGIN_MM = 4.0
"""Paper round a difference that is shown with it."""

Side = tuple[ComparedPage | None, DrawnPage | None]
"""A page, or its golden, and how it is drawn."""


def page_pictures(golden: Side, today: Side, page: PageComparison) -> PagePictures:
    """The pictures of a page that differs: all of it, and its first differences close up. Raises Refused."""
    was, now = golden[1], today[1]
    origin = (0.0, 0.0)
    return PagePictures(
        None if was is None else _png(was.gray, DPI),
        None if now is None else _png(now.gray, DPI),
        origin if was is None else was.corner,
        origin if now is None else now.corner,
        DPI,
        _details(golden, today, page),
    )


def _details(golden: Side, today: Side, page: PageComparison) -> tuple[DetailPictures, ...]:
    """The first differences close up. What has no place of its own (the file) is not shown."""
    (was_page, was), (now_page, now) = golden, today
    if was_page is None or was is None or now_page is None or now is None:
        return ()
    areas: list[tuple[int, BoxMm]] = []
    for number, difference in enumerate(page.differences):
        if len(areas) < MOST_DETAILS and (area := _area(difference, now.size)) is not None:
            areas.append((number, area))
    if not areas:
        return ()
    boxes = [_points(area) for _, area in areas]
    closer = [_close_up(was_page, was, boxes), _close_up(now_page, now, boxes)]
    return tuple(
        DetailPictures(
            number,
            area,
            _png(_as_large(old, new), DETAIL_DPI),
            _png(new, DETAIL_DPI),
            DETAIL_DPI,
            enlarged=was_page.details is None,
        )
        for (number, area), old, new in zip(areas, *closer, strict=True)
    )


def _area(difference: object, size: tuple[float, float]) -> BoxMm | None:
    """The place of a difference with some paper round it, on the page; what its cause covers, without what followed."""
    match difference:
        case SceneDifference():
            boxes = [*difference.was_boxes[:20], *difference.boxes[:20]]
        case InkDifference():
            boxes = [difference.box]
        case _:
            boxes = []
    if not boxes:
        return None
    width, height = (side / 72 * 25.4 for side in size)
    left = max(0.0, min(box.left for box in boxes) - MARGIN_MM)
    top = max(0.0, min(box.top for box in boxes) - MARGIN_MM)
    right = min(width, max(box.left + box.width for box in boxes) + MARGIN_MM)
    bottom = min(height, max(box.top + box.height for box in boxes) + MARGIN_MM)
    if right - left < 1 or bottom - top < 1:
        return None
    return BoxMm(*(round(side, 2) for side in (left, top, right - left, bottom - top)))


def _points(area: BoxMm) -> tuple[float, float, float, float]:
    left, top, width, height = (side / 25.4 * 72 for side in (area.left, area.top, area.width, area.height))
    return left, top, width, height


def _close_up(
    page: ComparedPage, drawn: DrawnPage, boxes: list[tuple[float, float, float, float]]
) -> list[Gray]:
    """Parts of a page at `DETAIL_DPI`: drawn anew, or enlarged where there is a picture alone."""
    if page.details is not None:
        return page.details(boxes, DETAIL_DPI)
    found = []
    for left, top, width, height in boxes:
        x, y = (round(at * DPI / 72 + corner) for at, corner in zip((left, top), drawn.corner, strict=True))
        part = Image.fromarray(drawn.gray).crop(
            (x, y, x + round(width * DPI / 72), y + round(height * DPI / 72))
        )
        large = part.resize((part.width * DETAIL_DPI // DPI, part.height * DETAIL_DPI // DPI))
        found.append(np.asarray(large))
    return found


def _as_large(picture: Gray, other: Gray) -> Gray:
    """The picture in the size of another, from which it differs by a pixel or two."""
    height, width = other.shape
    return (
        picture
        if picture.shape == other.shape
        else np.asarray(Image.fromarray(picture).resize((width, height)))
    )


def _png(gray: Gray, dpi: float) -> bytes:
    return png(Image.fromarray(gray), dpi=dpi)
