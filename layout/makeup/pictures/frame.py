"""A block's frame and its area -> what is drawn behind its copy: a box, and a pattern (花边) along its edge.

The pattern has whole repeats on each side. A side is drawn in its own coordinates: `u` runs along it, clockwise round
the rectangle, `v` inward from the edge, so that one description of a repeat serves all four. Corners are pieces of
their own, and the repeats between them are made a little longer or shorter so that a whole number fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from layout.makeup.desk import Desk
from layout.plan.blocks import Frame
from layout.plan.grid import points
from layout.scene import Box, Ink, Item, Mpt, Rect, Wave

_Cells = tuple[tuple[float, float, float, float], ...]
"""Filled rectangles of a repeat: u1, v1, u2, v2, each from 0 to 1 of its length and of the band's depth."""

FRET: _Cells = (
    (0, 0.8, 1, 1),
    (0, 0, 1 / 6, 1),
    (0, 0, 5 / 6, 0.2),
    (4 / 6, 0, 5 / 6, 0.6),
    (2 / 6, 0.4, 5 / 6, 0.6),
)
"""A fret (回纹): up from the base, along, down and back in, with a base that all repeats share."""

CHECKS: _Cells = ((0, 0, 0.5, 0.5), (0.5, 0.5, 1, 1))
SQUARES: _Cells = ((0.25, 0.25, 0.75, 0.75),)
DASHES: _Cells = ((0.15, 0.3, 0.85, 0.7),)
RING: _Cells = ((0, 0, 1, 0.2), (0, 0.8, 1, 1), (0, 0.2, 0.2, 0.8), (0.8, 0.2, 1, 0.8), (0.4, 0.4, 0.6, 0.6))
SOLID: _Cells = ((0, 0, 1, 1),)


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A pattern of filled cells: its repeat, how long that is in depths of the band, and its corner."""

    cells: _Cells
    length: float
    corner: _Cells


_REPEATS = {
    "fret": _Repeat(FRET, 1.2, RING),
    "checks": _Repeat(CHECKS, 1.0, SOLID),
    "squares": _Repeat(SQUARES, 1.0, SQUARES),
    "dashes": _Repeat(DASHES, 2.5, ((0.3, 0.3, 0.7, 0.7),)),
}

_Placed = Callable[[float, float, float, float], Rect]


def room_of_pattern(frame: Frame, desk: Desk) -> Mpt:
    """How far from the frame's edge its pattern keeps type: its depth, and white as in a table's cells; 0 for none."""
    if frame.border is None:
        return 0
    return points(frame.border_pt) + round(desk.paper.white.cell_em * desk.grid.em)


def frame_padding(frame: Frame, desk: Desk) -> Mpt:
    """What a frame takes where lines begin, and where they end."""
    return max(round(frame.padding_em * desk.grid.em), room_of_pattern(frame, desk))


def frame_lines(frame: Frame, desk: Desk) -> int:
    """Lines of the grid that a frame takes over a story, and under it: one, or as many as its pattern needs."""
    return max(1, -(-room_of_pattern(frame, desk) // desk.grid.leading))


def frame_items(frame: Frame | None, rect: Rect, desk: Desk) -> tuple[Item, ...]:
    """What a frame draws at a rectangle (`Grid.inner`: where body text's em boxes end): tint, rule and
    pattern.
    """
    if frame is None:
        return ()
    box = (
        Box(
            rect=rect,
            fill=desk.ink(frame.tint) if frame.tint else None,
            stroke=desk.ink(frame.stroke.ink) if frame.stroke else None,
            stroke_width=points(frame.stroke.width_pt) if frame.stroke else 0,
        ),
    )
    if frame.border is None:
        return box
    return (*box, *border_items(frame.border, rect, points(frame.border_pt), desk.ink(frame.border_ink)))


def border_items(pattern: str, rect: Rect, depth: Mpt, ink: Ink) -> tuple[Item, ...]:
    """A border so deep along the inside of a rectangle's edge. `thick-thin` (文武线) and `double` are lines, `wave` and
    `twist` run in waves, the others repeat.
    """
    depth = max(1, min(depth, rect.width // 4, rect.height // 4))
    if pattern in ("thick-thin", "double"):
        return tuple(_lines(pattern, rect, depth, ink))
    if pattern in ("wave", "twist"):
        return tuple(_waves(pattern, rect, depth, ink))
    repeat = _REPEATS[pattern]
    found: list[Item] = []
    for length, placed in _sides(rect, depth):
        count = max(1, round((length - 2 * depth) / (repeat.length * depth)))
        step = (length - 2 * depth) / count
        found += _fill_cells(repeat.corner, placed, (0, depth, depth), ink)
        for number in range(count):
            found += _fill_cells(repeat.cells, placed, (depth + number * step, step, depth), ink)
    return tuple(found)


def _sides(rect: Rect, depth: Mpt) -> Iterator[tuple[Mpt, _Placed]]:
    """The length of each side, and where a rectangle of its coordinates is: top, right, bottom, left."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    yield rect.width, lambda u1, v1, u2, v2: _rect_between(x + u1, y + v1, x + u2, y + v2)
    yield rect.height, lambda u1, v1, u2, v2: _rect_between(right - v2, y + u1, right - v1, y + u2)
    yield rect.width, lambda u1, v1, u2, v2: _rect_between(right - u2, bottom - v2, right - u1, bottom - v1)
    yield rect.height, lambda u1, v1, u2, v2: _rect_between(x + v1, bottom - u2, x + v2, bottom - u1)


def _rect_between(x1: float, y1: float, x2: float, y2: float) -> Rect:
    left, top = round(x1), round(y1)
    return Rect(left, top, max(1, round(x2) - left), max(1, round(y2) - top))


def _fill_cells(cells: _Cells, placed: _Placed, at: tuple[float, float, Mpt], ink: Ink) -> Iterator[Box]:
    start, length, depth = at
    for u1, v1, u2, v2 in cells:
        yield Box(placed(start + u1 * length, v1 * depth, start + u2 * length, v2 * depth), fill=ink)


def _lines(pattern: str, rect: Rect, depth: Mpt, ink: Ink) -> Iterator[Box]:
    """Two lines, of which the outer takes half of the depth (文武线), or both a quarter."""
    outer = depth // 2 if pattern == "thick-thin" else depth // 4
    inner = max(1, depth // 8) if pattern == "thick-thin" else depth // 4
    for offset, width in ((0, outer), (depth - inner, inner)):
        edge = offset + width // 2
        inside = Rect(rect.x + edge, rect.y + edge, rect.width - 2 * edge, rect.height - 2 * edge)
        yield Box(inside, stroke=ink, stroke_width=width)


def _waves(pattern: str, rect: Rect, depth: Mpt, ink: Ink) -> Iterator[Item]:
    """One wave, or two that cross, between squares at the corners."""
    width = max(1, depth // 6)
    swing = (depth - width) // 2
    half = depth // 2
    for length, placed in _sides(rect, depth):
        yield from _fill_cells(((0.2, 0.2, 0.8, 0.8),), placed, (0, depth, depth), ink)
        count = max(1, round((length - 2 * depth) / (2 * depth)))
        line = placed(depth, half, length - depth, half)
        level = line.width > line.height
        x2, y2 = (line.right, line.y) if level else (line.x, line.bottom)
        step = (length - 2 * depth) // count
        for height in (swing, -swing) if pattern == "twist" else (swing,):
            yield Wave(line.x, line.y, x2, y2, width, ink, step, height)
