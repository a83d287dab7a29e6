"""A block's frame and its area -> what is drawn behind its copy: a box, and a pattern (花边) along its edge.

The pattern has whole repeats on each side. A side is drawn in its own coordinates: `u` runs along it, clockwise round
the rectangle, `v` inward from the edge, so that one description of a repeat serves all four. Corners are pieces of
their own, and the repeats between them are made a little longer or shorter so that a whole number fits. Round a shape
of several rectangles (an L, a U) there are as many sides as it has; at a corner that points inward a side is longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from layout.makeup.desk import Desk
from layout.plan.blocks import Frame
from layout.plan.grid import points
from layout.plan.outline import Outline, Vertex, edges_of, outline_of, part_in_rects
from layout.scene import Box, Ink, Item, Mpt, Rect, Rule, Wave

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


def shape_items(frame: Frame, outlines: Sequence[Outline], desk: Desk) -> tuple[Item, ...]:
    """What a frame draws round and behind a shape of several rectangles: the tint in rectangles that share edges and
    nothing else, the rule and the pattern along the outlines.
    """
    tint = desk.ink(frame.tint) if frame.tint else None
    found: list[Item] = [Box(rect, fill=tint) for rect in part_in_rects(outlines)]
    for outline in outlines:
        if frame.stroke is not None:
            found += _rules_along(outline, points(frame.stroke.width_pt), desk.ink(frame.stroke.ink))
        if frame.border is not None:
            found += draw_border(frame.border, outline, points(frame.border_pt), desk.ink(frame.border_ink))
    return tuple(found)


def border_items(pattern: str, rect: Rect, depth: Mpt, ink: Ink) -> tuple[Item, ...]:
    """A border so deep along the inside of a rectangle's edge. `thick-thin` (文武线) and `double` are lines, `wave` and
    `twist` run in waves, the others repeat.
    """
    depth = max(1, min(depth, rect.width // 4, rect.height // 4))
    if pattern in ("thick-thin", "double"):
        return tuple(_lines(pattern, rect, depth, ink))
    return tuple(_repeat_along(pattern, outline_of(rect), depth, ink))


def draw_border(pattern: str, outline: Outline, depth: Mpt, ink: Ink) -> Iterator[Item]:
    """The same along the inside of an outline."""
    if pattern in ("thick-thin", "double"):
        for offset, width in _line_widths(pattern, depth):
            yield from _rules_along(_move_in(outline, offset + width // 2), width, ink)
        return
    yield from _repeat_along(pattern, outline, depth, ink)


def _repeat_along(pattern: str, outline: Outline, depth: Mpt, ink: Ink) -> Iterator[Item]:
    """A pattern of waves or cells, between pieces at the corners."""
    if pattern in ("wave", "twist"):
        yield from _waves(pattern, outline, depth, ink)
        return
    repeat = _REPEATS[pattern]
    for side in _sides(outline, depth):
        yield from _fill_cells(repeat.corner, side.placed, (side.corner, depth, depth), ink)
        count = max(1, round(side.length / (repeat.length * depth)))
        step = side.length / count
        for number in range(count):
            at = side.start + number * step, step, depth
            yield from _fill_cells(repeat.cells, side.placed, at, ink)


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of an outline: where its first corner's piece begins, where what is between its corners does, and how long
    that is; `placed` says where a rectangle of its coordinates is.
    """

    corner: Mpt
    start: Mpt
    length: Mpt
    placed: _Placed


def _sides(outline: Outline, depth: Mpt) -> Iterator[_Side]:
    """The sides of an outline, in its order. A corner that points outward has its piece on the side that begins there,
    one that points inward before it.
    """
    edges = [*edges_of(outline)]
    outward = [_turns_right(edges[at - 1], edge) for at, edge in enumerate(edges)]
    for at, ((x1, y1), (x2, y2)) in enumerate(edges):
        length = abs(x2 - x1) + abs(y2 - y1)
        start = depth if outward[at] else 0
        less = start + (depth if outward[(at + 1) % len(edges)] else 0)
        yield _Side(0 if outward[at] else -depth, start, length - less, _placing((x1, y1), (x2, y2)))


def _turns_right(edge: tuple[Vertex, Vertex], after: tuple[Vertex, Vertex]) -> bool:
    (x1, y1), (x2, y2) = edge
    (x3, y3), (x4, y4) = after
    return (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3) > 0


def _placing(start: Vertex, end: Vertex) -> _Placed:
    """Where a rectangle is that is given along an edge and inward from it."""
    (x, y), (x2, y2) = start, end
    if x2 > x:
        return lambda u1, v1, u2, v2: _rect_between(x + u1, y + v1, x + u2, y + v2)
    if y2 > y:
        return lambda u1, v1, u2, v2: _rect_between(x - v2, y + u1, x - v1, y + u2)
    if x2 < x:
        return lambda u1, v1, u2, v2: _rect_between(x - u2, y - v2, x - u1, y - v1)
    return lambda u1, v1, u2, v2: _rect_between(x + v1, y - u2, x + v2, y - u1)


def _move_in(outline: Outline, by: Mpt) -> Outline:
    """An outline so much further in."""
    count = len(outline)
    found = []
    for at, (x, y) in enumerate(outline):
        # Corners at even places begin a level edge, the others end one.
        level = outline[at if at % 2 == 0 else at - 1], outline[(at + 1) % count if at % 2 == 0 else at]
        upright = outline[at - 1 if at % 2 == 0 else at], outline[at if at % 2 == 0 else (at + 1) % count]
        down = by if level[1][0] > level[0][0] else -by
        across = -by if upright[1][1] > upright[0][1] else by
        found.append((x + across, y + down))
    return tuple(found)


def _rules_along(outline: Outline, width: Mpt, ink: Ink) -> Iterator[Rule]:
    """Rules along an outline: the level ones have the corners, the upright ones end in the middle of them, so that no
    reader of the file shows a hair of white between the two.
    """
    half = width // 2
    for (x1, y1), (x2, y2) in edges_of(outline):
        left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        if y1 == y2:
            yield Rule(left - half, y1, right + half, y1, width, ink)
        elif bottom > top:
            yield Rule(x1, top, x1, bottom, width, ink)


def _rect_between(x1: float, y1: float, x2: float, y2: float) -> Rect:
    left, top = round(x1), round(y1)
    return Rect(left, top, max(1, round(x2) - left), max(1, round(y2) - top))


def _fill_cells(cells: _Cells, placed: _Placed, at: tuple[float, float, Mpt], ink: Ink) -> Iterator[Box]:
    start, length, depth = at
    for u1, v1, u2, v2 in cells:
        yield Box(placed(start + u1 * length, v1 * depth, start + u2 * length, v2 * depth), fill=ink)


def _lines(pattern: str, rect: Rect, depth: Mpt, ink: Ink) -> Iterator[Box]:
    """Two lines, of which the outer takes half of the depth (文武线), or both a quarter."""
    for offset, width in _line_widths(pattern, depth):
        edge = offset + width // 2
        inside = Rect(rect.x + edge, rect.y + edge, rect.width - 2 * edge, rect.height - 2 * edge)
        yield Box(inside, stroke=ink, stroke_width=width)


def _line_widths(pattern: str, depth: Mpt) -> tuple[tuple[Mpt, Mpt], tuple[Mpt, Mpt]]:
    """How far in two lines begin, and how wide they are."""
    outer = depth // 2 if pattern == "thick-thin" else depth // 4
    inner = max(1, depth // 8) if pattern == "thick-thin" else depth // 4
    return (0, outer), (depth - inner, inner)


def _waves(pattern: str, outline: Outline, depth: Mpt, ink: Ink) -> Iterator[Item]:
    """One wave, or two that cross, between squares at the corners."""
    width = max(1, depth // 6)
    swing = (depth - width) // 2
    half = depth // 2
    for side in _sides(outline, depth):
        yield from _fill_cells(((0.2, 0.2, 0.8, 0.8),), side.placed, (side.corner, depth, depth), ink)
        count = max(1, round(side.length / (2 * depth)))
        line = side.placed(side.start, half, side.start + side.length, half)
        level = line.width > line.height
        x2, y2 = (line.right, line.y) if level else (line.x, line.bottom)
        step = side.length // count
        for height in (swing, -swing) if pattern == "twist" else (swing,):
            yield Wave(line.x, line.y, x2, y2, width, ink, step, height)
