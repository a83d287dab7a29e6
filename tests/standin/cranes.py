"""Turns tower cranes into lines on the canvas: lattice mast, jib, counter-jib, ties and cab."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from PIL import Image, ImageDraw

from tests.standin.light import SKYLIGHT, SUNLIGHT, Canvas, hazed

PAINT = np.array([0.50, 0.15, 0.04], np.float32)
FINE = 3
"""Lines are drawn this many times larger and then brought down, which softens them."""

Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Crane:
    """Where it stands, how high its jib is, how long, and which way it points (degrees from the right)."""

    x: float
    y: float
    height: float
    reach: float
    turn: float


def _bars(crane: Crane) -> list[tuple[Point, Point, float]]:
    """Each bar of the crane: from, to, thickness in metres."""
    c, s = cos(radians(crane.turn)), sin(radians(crane.turn))

    def at(along: float, across: float, up: float) -> Point:
        return crane.x + along * c - across * s, crane.y + along * s + across * c, up

    half, step, top = 1.1, 2.6, crane.height
    bars: list[tuple[Point, Point, float]] = []
    legs = ((-half, -half), (half, -half), (half, half), (-half, half))
    bars += [(at(a, b, 0), at(a, b, top), 0.26) for a, b in legs]
    level = 0.0
    while level < top - step:
        for (a, b), (a2, b2) in zip(legs, legs[1:] + legs[:1], strict=True):
            bars.append((at(a, b, level), at(a2, b2, level + step), 0.13))
            bars.append((at(a, b, level), at(a2, b2, level), 0.12))
        level += step
    bars += [(at(0, 0, top), at(0, 0, top + 8), 0.5)]
    tip, tail = crane.reach, -crane.reach * 0.28
    for across in (-0.7, 0.7):
        bars.append((at(tail, across, top), at(tip, across, top), 0.24))
    bars.append((at(0, 0, top + 1.5), at(tip - 2, 0, top + 1.2), 0.22))
    along = 0.0
    while along < tip - 3:
        bars.append((at(along, -0.7, top), at(along + 1.6, 0, top + 1.4), 0.11))
        bars.append((at(along + 1.6, 0, top + 1.4), at(along + 3.2, -0.7, top), 0.11))
        along += 3.2
    for end in (tip * 0.45, tip * 0.85, tail * 0.92):
        bars.append((at(0, 0, top + 8), at(end, 0, top + 1.2), 0.10))
    bars.append((at(tail, 0, top - 1.2), at(tail * 0.72, 0, top - 1.2), 2.6))
    bars.append((at(1.8, 0.4, top - 1.2), at(3.4, 0.4, top - 1.2), 2.0))
    hook = tip * 0.62
    bars.append((at(hook, 0, top), at(hook, 0, top - 21), 0.08))
    bars.append((at(hook, 0, top - 21), at(hook, 0, top - 22.4), 0.8))
    return bars


def draw_crane(canvas: Canvas, crane: Crane) -> None:
    """Draws the crane where nothing nearer hides it."""
    view = canvas.view
    bars = _bars(crane)
    box = view.box([point for one, two, _ in bars for point in (one, two)])
    if box is None:
        return
    x0, y0, x1, y1 = box
    paper = Image.new("L", ((x1 - x0) * FINE, (y1 - y0) * FINE), 0)
    pen = ImageDraw.Draw(paper)
    away = crane.y - view.eye[1]
    for one, two, thick in bars:
        ends = [((px - x0) * FINE, (py - y0) * FINE) for px, py in (view.project(*one), view.project(*two))]
        pen.line(ends, fill=255, width=max(1, round(thick * view.focal / away * FINE)))
    cover = np.asarray(paper.reduce(FINE), dtype=np.float32) / 255
    shape = cover.shape
    colour = np.broadcast_to(PAINT * (SUNLIGHT * 0.75 + SKYLIGHT), (*shape, 3))
    depth = np.full(shape, away, np.float32)
    canvas.put(box, hazed(np.asarray(colour, np.float32), depth), depth, cover)
