"""A framed story of several rectangles -> its parts inside the frame: legs that share edges, and lines kept free.

White is kept along the frame alone, not where two parts adjoin. A leg that runs on from one part into the next has one
measure in both, so what the frame takes of it anywhere it takes everywhere; legs of one measure stay of one measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, assert_never

from layout.makeup.legs.ground import Measures, RectObstacle, Strip, part_legs, runs_of
from layout.plan.grid import Area, Grid, Leg
from layout.scene import Mpt

_Side = Literal["top", "right", "bottom", "left"]


def inset_strips(
    areas: Sequence[Area], strips: Sequence[Strip], padding: Mpt, grid: Grid, measures: Measures
) -> tuple[Strip, ...]:
    """The parts with the legs that a frame leaves. The first begins a line lower where the frame is over any of it, as
    its head does; each ends a line higher where the frame is under all of it.
    """
    plain = [part_legs(grid, strip, measures) for strip in strips]
    before, behind = set[Leg](), set[Leg]()
    for area, legs in zip(areas, plain, strict=True):
        if [*_bare(areas, area, "left")]:
            before.add(legs[0])
        if [*_bare(areas, area, "right")]:
            behind.add(legs[-1])
    every = sorted({leg for legs in plain for leg in legs}, key=lambda leg: (leg.x, leg.width))
    rooms = {leg: leg.width - padding * ((leg in before) + (leg in behind)) for leg in every}
    widths = {}
    for leg in every:
        least = min(rooms[other] for other in every if other.width == leg.width)
        widths[leg] = least - least % measures.em if least > measures.em else max(1, least)
    placed = dict(_place(every, widths, (before, behind), padding))
    found = []
    for number, (area, strip) in enumerate(zip(areas, strips, strict=True)):
        own = tuple(placed[leg] for leg in plain[number])
        over, under = [*_bare(areas, area, "top")], [*_bare(areas, area, "bottom")]
        columns = (area.first_column, area.last_column)
        found.append(
            replace(
                strip,
                first_line=strip.first_line + bool(over == [columns] or (over and not number)),
                last_line=strip.last_line - bool(under == [columns]),
                x=own[0].x,
                width=own[-1].x + own[-1].width - own[0].x,
                own=own,
            )
        )
    return tuple(found)


def lines_at_frame(areas: Sequence[Area], grid: Grid) -> Iterator[RectObstacle]:
    """The first and last lines of parts that lie along the frame, which text keeps free."""
    for area in areas:
        for first, last in _bare(areas, area, "top"):
            yield RectObstacle(grid.rect(Area(first, last, area.first_line, area.first_line)), 0)
        for first, last in _bare(areas, area, "bottom"):
            yield RectObstacle(grid.rect(Area(first, last, area.last_line, area.last_line)), 0)


def _bare(areas: Sequence[Area], area: Area, side: _Side) -> Iterator[tuple[int, int]]:
    """The columns, or for the left and right side the lines, at which no other part adjoins a part: first and last of
    each run.
    """
    match side:
        case "left" | "right":
            column = area.first_column - 1 if side == "left" else area.last_column + 1
            beside = [Area(column, column, at, at) for at in range(area.first_line, area.last_line + 1)]
        case "top" | "bottom":
            line = area.first_line - 1 if side == "top" else area.last_line + 1
            beside = [Area(at, at, line, line) for at in range(area.first_column, area.last_column + 1)]
        case _:
            assert_never(side)
    free = [cell for cell in beside if not any(cell.overlap(other) for other in areas)]
    return runs_of(cell.first_line if side in ("left", "right") else cell.first_column for cell in free)


def _place(
    legs: Sequence[Leg], widths: dict[Leg, Mpt], ends: tuple[set[Leg], set[Leg]], padding: Mpt
) -> Iterator[tuple[Leg, Leg]]:
    """Where each leg is: those along the frame at its white, those between them at equal distances."""
    before, behind = ends
    held: dict[Leg, Mpt] = {}
    for leg in legs:
        room, over = leg.x + padding * (leg in before), leg.width - widths[leg]
        if leg in before and leg in behind:
            held[leg] = room + (over - 2 * padding) // 2
        elif leg in before:
            held[leg] = room
        elif leg in behind:
            held[leg] = leg.x + over - padding
    free: list[Leg] = []
    edge: Mpt | None = None
    for leg in legs:
        if leg not in held:
            free.append(leg)
            continue
        if free and edge is not None:
            white = held[leg] - edge - sum(widths[own] for own in free)
            for number, own in enumerate(free, 1):
                filled = sum(widths[other] for other in free[: number - 1])
                held[own] = edge + filled + white * number // (len(free) + 1)
        free, edge = [], held[leg] + widths[leg]
    for leg in legs:
        yield leg, Leg(held.get(leg, leg.x + (leg.width - widths[leg]) // 2), widths[leg])
