"""Turns blocks (walls on a rectangle, turned by an angle) into light on the canvas, with their shadows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from tests.standin.facade import Wall, look
from tests.standin.light import Canvas, hazed, lit
from tests.standin.noise import F, chance, fractal, ramp
from tests.standin.sky import clear
from tests.standin.view import SUN


@dataclass(frozen=True, slots=True)
class Block:
    """A box of a building: the middle of its foot, its size, its turn in degrees, what its walls look like."""

    x: float
    y: float
    width: float
    depth: float
    height: float
    turn: float
    kind: str
    seed: int
    foot: float = 0.0

    def local(self, x: F | float, y: F | float) -> tuple[F, F]:
        """(x, y) as the block sees it: along its front, and through it."""
        c, s = cos(radians(self.turn)), sin(radians(self.turn))
        return np.asarray(x * c + y * s, np.float32), np.asarray(y * c - x * s, np.float32)

    def corners(self) -> list[tuple[float, float, float]]:
        c, s = cos(radians(self.turn)), sin(radians(self.turn))
        return [
            (
                self.x + a * self.width / 2 * c - b * self.depth / 2 * s,
                self.y + a * self.width / 2 * s + b * self.depth / 2 * c,
                z,
            )
            for a in (-1, 1)
            for b in (-1, 1)
            for z in (self.foot, self.foot + self.height)
        ]


def shadow(x: F, y: F, z: F, blocks: Sequence[Block]) -> F:
    """0 where a block stands between the place and the sun, 1 where none does."""
    out = np.ones(x.shape, np.float32)
    for block in blocks:
        sun_a, sun_b = (float(v) for v in block.local(float(SUN[0]), float(SUN[1])))
        a, b = block.local(x - block.x, y - block.y)
        near, far = _slab(a, sun_a, block.width / 2)
        near_b, far_b = _slab(b, sun_b, block.depth / 2)
        top = (block.foot + block.height - z) / SUN[2]
        enter, leave = np.maximum(np.maximum(near, near_b), 0.05), np.minimum(np.minimum(far, far_b), top)
        out[(leave - enter) > 0.05] = 0
    return out


def _slab(start: F, step: float | F, half: float) -> tuple[F, F]:
    step = np.where(np.abs(step) < 1e-6, 1e-6, step)
    one, two = (-half - start) / step, (half - start) / step
    return np.minimum(one, two), np.maximum(one, two)


def draw_block(canvas: Canvas, block: Block, others: Sequence[Block]) -> None:
    """Casts a ray through each pixel that could show the block and lays down what it meets."""
    view = canvas.view
    box = view.box(block.corners())
    if box is None:
        return
    dx, dz = view.rays(box)
    ex, ey, ez = view.eye
    a0, b0 = (float(v) for v in block.local(ex - block.x, ey - block.y))
    da, db = block.local(dx, np.ones_like(dx))
    near_a, far_a = _slab(np.asarray(a0), da, block.width / 2)
    near_b, far_b = _slab(np.asarray(b0), db, block.depth / 2)
    near_z, far_z = _slab(np.asarray(ez - block.foot - block.height / 2), dz, block.height / 2)
    t = np.maximum(np.maximum(near_a, near_b), near_z)
    hit = (t < np.minimum(np.minimum(far_a, far_b), far_z)) & (t > 1)
    if not hit.any():
        return
    t = np.where(hit, t, 500).astype(np.float32)
    a, b, z = a0 + t * da, b0 + t * db, ez + t * dz - block.foot
    on_side, on_top = (near_a >= near_b) & (near_a >= near_z), (near_z > near_a) & (near_z > near_b)
    world = (ex + t * dx, ey + t, z + block.foot)
    sun = shadow(*world, [other for other in others if other is not block])
    colour = np.zeros((*t.shape, 3), np.float32)
    pixel = t / view.focal
    for face, pick in (("front", hit & ~on_side & ~on_top), ("side", hit & on_side & ~on_top)):
        if pick.any():
            colour[pick] = _wall(
                block,
                face,
                _Seen(a[pick], b[pick], z[pick], pixel[pick], sun[pick], da[pick], db[pick], dz[pick]),
            )
    pick = hit & on_top
    if pick.any():
        colour[pick] = _roof(block, a[pick], b[pick], sun[pick])
    canvas.put(box, hazed(colour, t), t, hit.astype(np.float32))


@dataclass(frozen=True, slots=True)
class _Seen:
    a: F
    b: F
    z: F
    pixel: F
    sun: F
    da: F
    db: F
    dz: F


def _wall(block: Block, face: str, seen: _Seen) -> F:
    front = face == "front"
    across, length = (seen.a, block.width) if front else (seen.b, block.depth)
    through = seen.db if front else seen.da
    slant = np.clip(np.abs(through), 0.12, 1)
    c, s = cos(radians(block.turn)), sin(radians(block.turn))
    toward = -np.sign(float(through.mean()))
    normal = (-s * toward, c * toward) if front else (c * toward, s * toward)
    wall = Wall(
        across + length / 2,
        seen.z,
        seen.pixel / slant,
        seen.pixel,
        length,
        block.height,
        block.seed + (0 if front else 50),
    )
    seen_there = look(block.kind, wall)
    facing = np.full_like(across, max(0.0, normal[0] * float(SUN[0]) + normal[1] * float(SUN[1])))
    # Near the ground a wall sees less sky, and gets some light back from the ground instead.
    open_sky = 0.70 + 0.30 * ramp(seen.z, 0, 14)
    plain = lit(seen_there.albedo, facing, seen.sun * seen_there.open, open_sky)
    glass = _glass(wall, seen, through, normal)
    share = seen_there.glass[..., None]
    return np.asarray(plain * (1 - share) + glass * seen_there.open[..., None] * share, dtype=np.float32)


def _glass(wall: Wall, seen: _Seen, through: F, normal: tuple[float, float]) -> F:
    """Panes: a dark room behind, and the sky or the house across the road in front."""
    column, row = np.floor(wall.u / 1.8).astype(np.int64), np.floor(wall.v / 3.9).astype(np.int64)
    tilt = (chance(column, row, wall.seed + 7) - 0.5) * 0.03
    slope = np.abs(seen.dz) * 0.6 + 0.07 + tilt + wall.v * 0.0016
    mirrored = clear(slope)
    # Low panes mirror trees and houses, high ones the sky.
    dark = ramp(wall.v + 5 * fractal(wall.u * 0.12, wall.v * 0.1, wall.seed + 5, 3), 3, 15)[..., None]
    mirrored = mirrored * (0.30 + 0.70 * dark)
    room = (
        np.array([0.045, 0.055, 0.065], np.float32)
        * (0.6 + 1.3 * chance(column, row, wall.seed + 3))[..., None]
    )
    blind = (chance(column, row, wall.seed + 11) > 0.88)[..., None] * np.array([0.30, 0.30, 0.28], np.float32)
    lit_blind = blind * (
        0.35 + 0.8 * seen.sun[..., None] * max(0.0, float(normal[0] * SUN[0] + normal[1] * SUN[1]))
    )
    grazing = np.clip(1 - np.abs(through) / np.sqrt(seen.da**2 + seen.db**2 + seen.dz**2), 0, 1)
    strength = (0.30 + 0.55 * grazing**3)[..., None]
    # Walls that look away from the sun see the darker half of the sky.
    facing_sun = 0.62 + 0.38 * max(0.0, float(normal[0] * SUN[0] + normal[1] * SUN[1])) ** 0.5
    return np.asarray(
        (room + lit_blind) * (1 - strength) + mirrored * strength * facing_sun, dtype=np.float32
    )


def _roof(block: Block, a: F, b: F, sun: F) -> F:
    tone = 0.42 + 0.14 * fractal(a * 0.2 + block.seed, b * 0.2, block.seed, 4)
    edge = np.minimum(block.width / 2 - np.abs(a), block.depth / 2 - np.abs(b))
    parapet = (edge < 0.6)[..., None]
    albedo = np.where(parapet, np.float32(0.8), tone[..., None]) * np.array([1, 0.99, 0.97], np.float32)
    # The parapet shades the roof behind it.
    inner = 1 - 0.7 * ((edge >= 0.6) & (edge < 1.6))
    return lit(albedo.astype(np.float32), np.full_like(a, SUN[2]), sun * inner, np.ones_like(a))
