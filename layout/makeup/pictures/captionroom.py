"""The captions of a picture as they stand on the page -> the rectangles that text round the picture keeps out of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from layout.scene import Line, Mpt, Rect
from layout.scene.geometry import hull, turned_back, turned_rect
from layout.scene.places import filled_rect


def find_caption_rooms(
    lines: Sequence[Line], picture: Rect, block: Rect, page_width: Mpt
) -> tuple[Rect, ...]:
    """From the picture to the edge of its block on the side where the captions are, and as wide as both; a credit that
    has a row of its own takes its own width. None for captions on the picture.
    """
    if not any(line.vertical for line in lines):
        return tuple(_rooms(lines, [filled_rect(line) for line in lines], picture, block))
    flat = [turned_back(filled_rect(line), page_width) for line in lines]
    rooms = _rooms(lines, flat, turned_back(picture, page_width), turned_back(block, page_width))
    return tuple(turned_rect(room, page_width) for room in rooms)


def _rooms(lines: Sequence[Line], places: Sequence[Rect], picture: Rect, block: Rect) -> Iterator[Rect]:
    """The same, along the captions' lines."""
    own = hull(places)
    if own is None:
        return
    left, right = min(own.x, picture.x), max(own.right, picture.right)
    top, bottom = min(own.y, picture.y), max(own.bottom, picture.bottom)
    if own.y >= picture.bottom:
        yield from _rows_under(lines, places, picture, block)
    elif own.bottom <= picture.y:
        yield Rect(left, block.y, right - left, picture.y - block.y)
    elif own.right <= picture.x:
        yield Rect(block.x, top, picture.x - block.x, bottom - top)
    elif own.x >= picture.right:
        yield Rect(picture.right, top, block.right - picture.right, bottom - top)


def _rows_under(lines: Sequence[Line], places: Sequence[Rect], picture: Rect, block: Rect) -> Iterator[Rect]:
    """Row by row, the last one down to the foot of the block."""
    known = sorted(zip(places, lines, strict=True), key=lambda pair: pair[0].bottom)
    rows = [[*row] for _, row in groupby(known, lambda pair: _row_of(pair[1]))]
    whole = hull([picture, *places]) or picture
    top = picture.bottom
    for number, row in enumerate(rows):
        credited = all(line.role != "caption" for _, line in row)
        place = hull(place for place, _ in row) if credited else None
        x, width = (whole.x, whole.width) if place is None else (place.x, place.width)
        foot = block.bottom if number == len(rows) - 1 else max(place.bottom for place, _ in row)
        yield Rect(x, top, width, foot - top)
        top = foot


def _row_of(line: Line) -> Mpt:
    return line.x if line.vertical else line.baseline
