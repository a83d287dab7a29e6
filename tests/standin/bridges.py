"""Turns bridges (a viaduct of stone, a bridge on stays) into light on the canvas.

A bridge stands in one upright plane, turned against the picture, so that it runs away from the eye.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import numpy as np
from PIL import Image, ImageDraw

from tests.standin.cranes import FINE
from tests.standin.facade import stripe
from tests.standin.light import SKYLIGHT, SUNLIGHT, Canvas, hazed, lit
from tests.standin.noise import F, chance, fractal
from tests.standin.view import EYE_Y, SUN

STONE = np.array([0.50, 0.41, 0.33], np.float32)
CONCRETE = np.array([0.70, 0.70, 0.68], np.float32)
TRAIN = np.array([0.10, 0.19, 0.27], np.float32)
STRIPE = np.array([0.80, 0.66, 0.20], np.float32)


@dataclass(frozen=True, slots=True)
class Plane:
    """The upright plane of a bridge: its y at x = 0, and how much farther it is for each metre to the right."""

    y: float
    slope: float

    def reach(self, dx: F) -> F:
        """How far away in y the plane is on each ray."""
        return (self.y - EYE_Y) / (1 - self.slope * dx)

    def place(self, along: float, up: float) -> tuple[float, float, float]:
        """A point of the plane, `along` it from x = 0 and `up` from the water, in metres."""
        x = along / (1 + self.slope**2) ** 0.5
        return x, self.y + self.slope * x, up


@dataclass(frozen=True, slots=True)
class Viaduct:
    """Arches of stone: metres from pier to pier, of the opening, of its height to the spring, and of the rails.

    `train` is the stretch of it that a train is on.
    """

    plane: Plane
    span: float
    opening: float
    spring: float
    rails: float
    train: tuple[float, float]
    depth: float = 8.0


@dataclass(frozen=True, slots=True)
class StayedBridge:
    """A road on stays: the places of its pylons along it, their height, that of the road, and the number of stays on
    each side of a pylon.
    """

    plane: Plane
    pylons: tuple[float, ...]
    height: float
    road: float
    stays: int


def draw_bridge(canvas: Canvas, bridge: StayedBridge | Viaduct) -> None:
    """Draws the bridge where nothing nearer hides it."""
    match bridge:
        case Viaduct():
            _draw_viaduct(canvas, bridge)
        case StayedBridge():
            _draw_stayed(canvas, bridge)
        case _:
            assert_never(bridge)


def _seen(canvas: Canvas, plane: Plane) -> tuple[tuple[int, int, int, int], F, F, F]:
    """The whole canvas, and for each pixel how far the plane is, and the place on it: along, and up."""
    view = canvas.view
    box = (0, 0, view.width, view.height)
    dx, dz = view.rays(box)
    away = plane.reach(dx)
    along = away * dx * np.float32((1 + plane.slope**2) ** 0.5)
    up = view.eye[2] + away * dz
    return box, away, along, up


def _draw_viaduct(canvas: Canvas, bridge: Viaduct) -> None:
    box, away, along, up = _seen(canvas, bridge.plane)
    pixel = away / canvas.view.focal
    radius = bridge.opening / 2
    across = np.mod(along, bridge.span) - bridge.span / 2
    # How far a place is outside of its opening: negative in it.
    over = np.hypot(across, np.maximum(up - bridge.spring, 0)) - radius
    top = bridge.rails + 1.3
    inside = np.clip(-over / pixel + 0.5, 0, 1)
    stone = np.clip((top - up) / pixel + 0.5, 0, 1) * np.clip(up / pixel + 0.5, 0, 1)
    course, ring = 1.1, 1.5
    row = np.floor(up / course).astype(np.int64)
    shift = np.mod(row, 2) * 1.2
    joints = np.maximum(
        stripe(up, course, 0.0, 0.12, pixel), stripe(along + shift, 2.4, 0.0, 0.12, pixel)
    ) * np.clip(1 - pixel / 0.5, 0, 1)
    blocks = 0.86 + 0.28 * chance(np.floor((along + shift) / 2.4).astype(np.int64), row, 5)
    weather = 0.62 + 0.62 * fractal(along * 0.10, up * 0.035, 21, 5)
    tone = blocks * weather * (1 - 0.22 * joints)
    voussoirs = np.clip((ring - over) / pixel, 0, 1) * np.clip((up - bridge.spring) / pixel, 0, 1)
    tone = tone * (1 + 0.16 * voussoirs)
    cornice = np.clip(1 - np.abs(up - bridge.rails + 0.3) / 0.55 / (1 + pixel), 0, 1)
    shade = np.clip(1 - np.abs(up - bridge.rails + 1.3) / 0.6 / (1 + pixel), 0, 1)
    tone = tone * (1 + 0.35 * cornice) * (1 - 0.45 * shade)
    # Piers are dark and green where the water has been.
    wet = np.clip(1 - up / 3.0, 0, 1)[..., None]
    albedo = STONE * tone[..., None] * (1 - 0.55 * wet * np.array([1, 0.75, 1], np.float32))
    front = lit(
        albedo.astype(np.float32), np.full_like(up, -SUN[1] + 0.12), np.ones_like(up), np.ones_like(up)
    )
    canvas.put(box, hazed(front, away), away, stone * (1 - inside))
    _draw_vault(canvas, bridge, inside * stone)
    _draw_train(canvas, bridge)


def _draw_vault(canvas: Canvas, bridge: Viaduct, opening: F) -> None:
    """What is seen through an opening of the bridge's own thickness: the vault above, and the pier's flank."""
    box, away, along, up = _seen(canvas, bridge.plane)
    dx, dz = canvas.view.rays(box)
    deeper = bridge.depth
    far_along, far_up = along + deeper * (dx - bridge.plane.slope), up + deeper * dz
    across = far_along - np.floor(along / bridge.span) * bridge.span - bridge.span / 2
    over = np.hypot(across, np.maximum(far_up - bridge.spring, 0)) - bridge.opening / 2
    hit = np.clip(over / (away / canvas.view.focal) + 0.5, 0, 1) * opening
    sunny = np.where((across > 0) & (far_up < bridge.spring), 0.85, 0.10).astype(np.float32)
    tone = 0.65 + 0.5 * fractal(far_up * 0.3, over * 0.8, 31, 4)
    albedo = (STONE * 0.9 * tone[..., None]).astype(np.float32)
    flank = lit(albedo, np.full_like(up, 0.5), sunny, np.full_like(up, 0.55))
    canvas.put(box, hazed(flank, away), away + np.float32(deeper / 2), hit)


def _draw_train(canvas: Canvas, bridge: Viaduct) -> None:
    box, away, along, up = _seen(canvas, Plane(bridge.plane.y + bridge.depth / 2, bridge.plane.slope))
    pixel = away / canvas.view.focal
    first, last = bridge.train
    coach, height = 20.0, bridge.rails + 4.6
    body = np.clip((along - first) / pixel, 0, 1) * np.clip((last - along) / pixel, 0, 1)
    body = body * np.clip((height - up) / pixel, 0, 1) * np.clip((up - bridge.rails) / pixel, 0, 1)
    body = body * (1 - stripe(along - first, coach, 0.0, 0.5, pixel))
    windows = stripe(along - first, 2.0, 0.4, 1.7, pixel) * np.clip(
        1 - np.abs(up - bridge.rails - 3.1) / 0.55, 0, 1
    )
    doors = stripe(along - first, coach, 6.0, 7.4, pixel) + stripe(along - first, coach, 13.0, 14.4, pixel)
    band = np.clip(1 - np.abs(up - bridge.rails - 1.9) / 0.35, 0, 1)[..., None]
    albedo = TRAIN * (1 - band) + STRIPE * band
    albedo = albedo * (1 - 0.75 * windows * (1 - doors))[..., None] + STRIPE * (0.5 * doors * body)[..., None]
    glow = np.clip((up - bridge.rails - 3.9) / 0.7, 0, 1)[..., None] * 0.35
    albedo = (albedo * (1 - glow) + glow).astype(np.float32)
    side = lit(albedo, np.full_like(up, 0.62), np.ones_like(up), np.ones_like(up))
    canvas.put(box, hazed(side, away), away, body)


def _draw_stayed(canvas: Canvas, bridge: StayedBridge) -> None:
    box, away, along, up = _seen(canvas, bridge.plane)
    pixel = away / canvas.view.focal
    cover = np.zeros_like(up)
    tone = np.ones_like(up)
    for middle in bridge.pylons:
        # A needle that narrows upward, on a foot in the water.
        half = 4.2 - 2.9 * np.clip(up / bridge.height, 0, 1)
        needle = np.clip((half - np.abs(along - middle)) / pixel + 0.5, 0, 1)
        needle = needle * np.clip((bridge.height - up) / pixel + 0.5, 0, 1) * np.clip(up / pixel + 0.5, 0, 1)
        foot = np.clip((9.5 - np.abs(along - middle)) / pixel, 0, 1) * np.clip((3.2 - up) / pixel, 0, 1)
        foot = foot * np.clip(up / pixel + 0.5, 0, 1)
        round_ = np.clip((along - middle) / np.maximum(half, 0.5), -1, 1)
        tone = np.where(needle > 0.01, 1.02 - 0.42 * np.clip(round_ + 0.15, 0, 1), tone)
        cover = np.maximum(cover, np.maximum(needle, foot))
    deck = np.clip((up - bridge.road + 3.0) / pixel + 0.5, 0, 1) * np.clip(
        (bridge.road + 1.0 - up) / pixel, 0, 1
    )
    girder = np.where(up < bridge.road - 0.9, 0.52, 1.06) * (1 - 0.18 * stripe(along, 8.0, 0.0, 0.35, pixel))
    tone = np.where(deck > 0.3, girder, tone)
    cover = np.maximum(cover, deck)
    for pier in np.arange(-420.0, 420.0, 60.0):
        if min(abs(pier - middle) for middle in bridge.pylons) > bridge.pylons[-1] - bridge.pylons[0]:
            leg = np.clip((2.2 - np.abs(along - pier)) / pixel, 0, 1) * np.clip(
                (bridge.road - 2.6 - up) / pixel, 0, 1
            )
            leg = leg * np.clip(up / pixel + 0.5, 0, 1)
            tone = np.where(leg > 0.3, 0.80, tone)
            cover = np.maximum(cover, leg)
    weather = 0.88 + 0.2 * fractal(along * 0.2, up * 0.05, 41, 4)
    albedo = (CONCRETE * (tone * weather)[..., None]).astype(np.float32)
    front = lit(albedo, np.full_like(up, 0.62), np.ones_like(up), np.ones_like(up))
    canvas.put(box, hazed(front, away), away, cover)
    _draw_stays(canvas, bridge)


def _draw_stays(canvas: Canvas, bridge: StayedBridge) -> None:
    """The stays as fine lines, from the pylons to the edge of the road, and lamps along it."""
    view, plane = canvas.view, bridge.plane
    paper = Image.new("L", (view.width * FINE // 2, view.height * FINE // 2), 0)
    pen = ImageDraw.Draw(paper)
    gap = (bridge.pylons[-1] - bridge.pylons[0]) / 2 if len(bridge.pylons) > 1 else 120.0

    def rule(one: tuple[float, float, float], two: tuple[float, float, float], thick: float) -> None:
        ends = [(x * FINE / 2, y * FINE / 2) for x, y in (view.project(*one), view.project(*two))]
        away = one[1] - view.eye[1]
        pen.line(ends, fill=255, width=max(2, round(thick * view.focal / away * FINE / 2)))

    for middle in bridge.pylons:
        for stay in range(1, bridge.stays + 1):
            share = stay / bridge.stays
            high = bridge.road + (bridge.height - bridge.road - 4) * (0.52 + 0.48 * share)
            for way in (-1, 1):
                foot = plane.place(middle + way * (10 + (gap - 12) * share), bridge.road + 0.8)
                rule(plane.place(middle, high), foot, 0.22)
    for lamp in np.arange(-360.0, 360.0, 24.0):
        rule(plane.place(lamp, bridge.road + 1), plane.place(lamp, bridge.road + 7.5), 0.18)
        rule(plane.place(lamp, bridge.road + 7.5), plane.place(lamp + 1.8, bridge.road + 7.7), 0.18)
    cover = np.asarray(paper.resize((view.width, view.height), Image.Resampling.BOX), dtype=np.float32) / 255
    dx, _ = view.rays((0, 0, view.width, view.height))
    away = plane.reach(dx)
    paint = np.array([0.86, 0.87, 0.88], np.float32) * (SUNLIGHT * 0.6 + SKYLIGHT)
    colour = np.asarray(np.broadcast_to(paint, (*cover.shape, 3)), np.float32)
    canvas.put((0, 0, view.width, view.height), hazed(colour, away), away - np.float32(0.5), cover)
