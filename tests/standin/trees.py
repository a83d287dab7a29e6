"""Turns random clumps of leaves into the picture of a tree, and stands such trees on the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from tests.standin.light import SKYLIGHT, SUNLIGHT, Canvas, hazed
from tests.standin.noise import F, fractal
from tests.standin.view import SUN


@dataclass(frozen=True, slots=True)
class Tree:
    """Where it stands, how tall, which drawing, how its leaves are tinted, how much sun it gets."""

    x: float
    y: float
    height: float
    drawing: int
    tint: tuple[float, float, float]
    sun: float = 1.0
    foot: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A tree as drawn once: light from the sun and from the sky on each pixel, and how much it covers."""

    sun: F
    sky: F
    cover: F


def draw_drawing(seed: int, shape: str, size: int) -> Drawing:
    """A broad (`round`), tall (`poplar`) or low (`shrub`) tree, or a stand of `reed`, `size` pixels square."""
    random = Random(seed)
    return _reeds(random, size) if shape == "reed" else _leaves(random, seed, shape, size)


def _leaves(random: Random, seed: int, shape: str, side: int) -> Drawing:
    """Boughs of overlapping clumps of leaves."""
    axis = np.linspace(0, 1, side, dtype=np.float32)
    gx, gz = np.meshgrid(axis - 0.5, 1 - axis)
    front = np.full(gx.shape, -1, np.float32)
    normal = np.zeros((*gx.shape, 3), np.float32)
    inner = np.zeros(gx.shape, np.float32)
    rough = fractal(gx * 70 + seed, gz * 70, seed, 3, 0.7) - 0.5
    for bough in _boughs(random, shape):
        for _ in range(110):
            # Even in the bough's volume, then pushed outward: leaves grow where the light is.
            ax, ay, az = (random.gauss(0, 1) for _ in range(3))
            reach = random.random() ** 0.4 / max(1e-3, (ax * ax + ay * ay + az * az) ** 0.5)
            px, py, pz = ax * reach, ay * reach, az * reach
            size = bough.radius * (0.11 + 0.20 * random.random() ** 1.5)
            cx, cy = bough.x + px * bough.radius, bough.y + py * bough.radius
            cz = bough.z + pz * bough.radius * bough.tall
            x0, x1 = (min(side, max(0, round((cx + 0.5 + way * size * 2) * side))) for way in (-1, 1))
            y0, y1 = (min(side, max(0, round((1 - cz + way * size * 2) * side))) for way in (-1, 1))
            cut = (slice(y0, y1), slice(x0, x1))
            hx, hz = (gx[cut] - cx) / size, (gz[cut] - cz) / size
            d2 = (hx**2 + hz**2) * (1 + 3.0 * rough[cut])
            bulge = np.sqrt(np.maximum(1 - d2, 0))
            deep = 1 - cy + bulge * size
            better = (d2 < 1) & (deep > front[cut])
            front[cut] = np.where(better, deep, front[cut])
            # The leaf is shaded by the clump's roundness, the bough's and the whole crown's.
            n = np.stack((hx, -bulge, hz), -1) * 0.42
            n = (
                n
                + np.array([px + cx * 1.2, min(py, 0.0) - 0.3, pz + 0.25 + (cz - 0.5) * 0.8], np.float32)
                * 0.7
            )
            normal[cut] = np.where(better[..., None], n, normal[cut])
            depth = 0.35 + 0.65 * min(1.0, (px * px + py * py + pz * pz) ** 0.5)
            inner[cut] = np.where(better, np.float32(depth), inner[cut])
    cover = (front > -1).astype(np.float32)
    facing = normal @ SUN / np.maximum(np.linalg.norm(normal, axis=-1), 1e-3)
    leaf = np.clip(0.55 + 1.6 * (fractal(gx * 110, gz * 110 + seed, seed + 1, 3, 0.7) - 0.30), 0.2, 1.8)
    low = 0.55 + 0.45 * np.clip((gz - 0.1) / 0.5, 0, 1)
    sun = np.clip(facing * 1.15 - 0.02, 0.0, 1) * leaf * inner
    sky = (0.30 + 0.70 * np.clip(normal[..., 2] * 0.5 + 0.5, 0, 1)) * leaf * inner * low
    if shape != "shrub":
        trunk = (np.abs(gx + 0.02 * np.sin(gz * 9)) < 0.010 + 0.008 * (1 - gz)) & (gz < 0.5) & (cover == 0)
        cover = np.maximum(cover, trunk)
        sun, sky = np.where(trunk, 0.25, sun), np.where(trunk, 0.30, sky)
    return Drawing(sun.astype(np.float32), sky.astype(np.float32), cover.astype(np.float32))


def _reeds(random: Random, side: int) -> Drawing:
    """Some hundred bent blades, darker towards the root, some with a plume."""
    planes = [Image.new("F", (side, side), 0) for _ in range(3)]
    sun, sky, cover = (ImageDraw.Draw(plane) for plane in planes)
    for _ in range(170):
        foot, tall, lean = random.uniform(0.08, 0.92), random.uniform(0.35, 0.98), random.gauss(0.04, 0.09)
        bright = random.uniform(0.4, 1.2)
        before = (foot * side, float(side))
        for i in range(1, 9):
            up = i / 8 * tall
            now = ((foot + lean * (i / 8) ** 2) * side, (1 - up) * side)
            thick = max(1, round(side / 107 * (1 - i / 9)))
            if i == 8 and random.random() < 0.3:
                thick = max(1, side // 71)
            sun.line((before, now), fill=bright * (0.25 + 0.75 * up), width=thick)
            sky.line((before, now), fill=bright * (0.35 + 0.65 * up), width=thick)
            cover.line((before, now), fill=1.0, width=thick)
            before = now
    return Drawing(*(np.asarray(plane, dtype=np.float32) for plane in planes))


@dataclass(frozen=True, slots=True)
class _Bough:
    x: float
    y: float
    z: float
    radius: float
    tall: float


def _boughs(random: Random, shape: str) -> list[_Bough]:
    """The masses a crown is made of, in parts of the drawing's size; y away from the eye."""
    spread = random.uniform
    match shape:
        case "poplar":
            return [
                _Bough(spread(-0.03, 0.03), spread(-0.05, 0.05), 0.16 + 0.11 * i, 0.15 - 0.013 * i, 1.3)
                for i in range(7)
            ]
        case "shrub":
            return [
                _Bough(spread(-0.34, 0.34), spread(-0.1, 0.2), spread(0.10, 0.24), spread(0.12, 0.2), 0.9)
                for _ in range(7)
            ]
        case _:
            low = [
                _Bough(spread(-0.32, 0.32), spread(-0.2, 0.2), spread(0.22, 0.50), spread(0.07, 0.14), 0.8)
                for _ in range(15)
            ]
            high = [
                _Bough(spread(-0.22, 0.22), spread(-0.15, 0.2), spread(0.5, 0.84), spread(0.06, 0.13), 1.0)
                for _ in range(13)
            ]
            return low + high


def draw_tree(canvas: Canvas, tree: Tree, drawing: Drawing) -> None:
    """Scales the drawing to the tree's size on the canvas and lays it there, in sun and sky light."""
    view = canvas.view
    x, foot = view.project(tree.x, tree.y, tree.foot)
    _, top = view.project(tree.x, tree.y, tree.foot + tree.height)
    size = round(abs(foot - top))
    if size < 2:
        return
    left, upper = round(x - size / 2), round(min(foot, top))
    x0, y0 = max(0, left), max(0, upper)
    x1, y1 = min(view.width, left + size), min(view.height, upper + size)
    if x0 >= x1 or y0 >= y1:
        return
    cut = (slice(y0 - upper, y1 - upper), slice(x0 - left, x1 - left))
    cover = _scaled(drawing.cover, size, view.mirror)[cut]
    weight = np.maximum(cover, 1e-3)
    sun = _scaled(drawing.sun * drawing.cover, size, view.mirror)[cut] / weight
    sky = _scaled(drawing.sky * drawing.cover, size, view.mirror)[cut] / weight
    tint = np.array(tree.tint, np.float32)
    colour = tint * (SUNLIGHT * (sun * tree.sun)[..., None] * 1.15 + SKYLIGHT * sky[..., None])
    away = np.full(cover.shape, tree.y - view.eye[1], np.float32)
    canvas.put((x0, y0, x1, y1), hazed(colour, away), away, cover)


def _scaled(plane: F, size: int, upside_down: bool) -> F:
    picture = Image.fromarray(plane[::-1].copy() if upside_down else plane)
    return np.asarray(
        picture.resize(
            (size, size), Image.Resampling.BOX if size < len(plane) else Image.Resampling.BILINEAR
        ),
        dtype=np.float32,
    )
