"""Turns a relief of type into a picture: rays through a lens, one lamp with its shadows, a shallow depth of field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from tests.standin.noise import F
from tests.standin.sorts import Relief

STEPS = 72
SHADOW_STEPS = 28
LAMP = np.array([-0.62, -0.42, 0.66], np.float32) / np.float32(np.sqrt(0.62**2 + 0.42**2 + 0.66**2))
"""The direction to the lamp: from the upper left and not high, so that letters throw shadows."""
WARM = np.array([1.75, 1.60, 1.38], np.float32)
COOL = np.array([0.24, 0.27, 0.33], np.float32)


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at `target` (x, y in ems of the relief) from `distance` ems away, `tilt` degrees off the upright and turned
    by `turn` degrees; `lens` is its focal length in widths of the picture, `blur` its softness away from the target.
    """

    target: tuple[float, float]
    distance: float
    tilt: float
    turn: float
    lens: float
    blur: float


def shoot(relief: Relief, camera: Camera, width: int, height: int) -> F:
    """The light (rows, columns, 3) that comes to the camera from the relief."""
    light = np.zeros((height, width, 3), np.float32)
    away = np.zeros((height, width), np.float32)
    scene = _Scene(relief)
    for first in range(0, height, 64):
        rows = slice(first, min(first + 64, height))
        light[rows], away[rows] = scene.seen(camera, rows, width, height)
    return _focused(light, np.abs(away / camera.distance - 1) * camera.blur * width)


def _turned(tilt: float, turn: float) -> tuple[F, F, F]:
    """The camera's right, down and forward, as vectors of the relief (x right, y down the page, z up)."""
    t, u = np.radians(tilt), np.radians(turn)
    right = np.array([np.cos(u), np.sin(u), 0], np.float32)
    away = np.array([np.sin(u), -np.cos(u), 0], np.float32)
    forward = away * np.float32(np.sin(t)) + np.array([0, 0, -np.cos(t)], np.float32)
    return right, np.asarray(np.cross(right, forward), np.float32), np.asarray(forward, np.float32)


class _Scene:
    """A relief made ready to be looked at: its slopes, and how much of the room each place of it sees."""

    def __init__(self, relief: Relief) -> None:
        self.relief = relief
        self.cell = relief.cell
        self.rows, self.columns = relief.height.shape
        soft = _softened(relief.height, self.cell * 0.16)
        wide = _softened(relief.height, self.cell * 0.55)
        below = 1.7 * np.maximum(soft - relief.height, 0) + 0.9 * np.maximum(wide - relief.height, 0)
        self.open = np.exp(-below).astype(np.float32)
        down, right = np.gradient(_softened(relief.height, 1.2) * self.cell)
        self.slope = np.stack([right, down], -1).astype(np.float32)

    def at(self, x: F, y: F) -> tuple[np.ndarray, np.ndarray]:
        """The row and column of the relief's place nearest to (x, y) in ems; beyond its edge, the edge's."""
        row = np.clip((y * self.cell).astype(np.int32), 0, self.rows - 1)
        return row, np.clip((x * self.cell).astype(np.int32), 0, self.columns - 1)

    def seen(self, camera: Camera, rows: slice, width: int, height: int) -> tuple[F, F]:
        """Light and distance for some rows of the picture."""
        right, down, forward = _turned(camera.tilt, camera.turn)
        u = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / (camera.lens * width)
        v = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - height / 2) / (camera.lens * width)
        grid_u, grid_v = np.meshgrid(u, v)
        ray = forward + grid_u[..., None] * right + grid_v[..., None] * down
        eye = np.array([*camera.target, 0], np.float32) - forward * np.float32(camera.distance)
        top, bottom = float(self.relief.height.max()), float(self.relief.height.min())
        near, far = (top + 0.01 - eye[2]) / ray[..., 2], (bottom - 0.01 - eye[2]) / ray[..., 2]
        t, last, met = near.copy(), near.copy(), np.zeros(near.shape, bool)
        for step in range(1, STEPS + 1):
            now = near + (far - near) * np.float32(step / STEPS)
            row, column = self.at(eye[0] + now * ray[..., 0], eye[1] + now * ray[..., 1])
            under = eye[2] + now * ray[..., 2] < self.relief.height[row, column]
            last = np.where(met, last, t)
            t = np.where(met, t, now)
            met |= under
        for _ in range(6):
            middle = (t + last) / 2
            row, column = self.at(eye[0] + middle * ray[..., 0], eye[1] + middle * ray[..., 1])
            under = eye[2] + middle * ray[..., 2] < self.relief.height[row, column]
            t, last = np.where(under, middle, t), np.where(under, last, middle)
        place = eye + t[..., None] * ray
        return self._lit(place, ray), t

    def _lit(self, place: F, ray: F) -> F:
        row, column = self.at(place[..., 0], place[..., 1])
        slope = np.clip(self.slope[row, column] * 0.8, -4, 4)
        normal = np.concatenate([-slope, np.ones((*slope.shape[:-1], 1), np.float32)], -1)
        normal /= np.sqrt((normal**2).sum(-1, keepdims=True))
        sun = self._reached(place)
        facing = np.maximum((normal * LAMP).sum(-1), 0) * sun
        back = -ray / np.sqrt((ray**2).sum(-1, keepdims=True))
        half = back + LAMP
        half /= np.sqrt((half**2).sum(-1, keepdims=True))
        glint = (
            np.maximum((normal * half).sum(-1), 0) ** 26
            * self.relief.shine[row, column]
            * (0.15 + 0.85 * sun)
        )
        room = self.open[row, column] * (0.55 + 0.45 * normal[..., 2])
        plain = self.relief.albedo[row, column] * (WARM * facing[..., None] + COOL * 1.4 * room[..., None])
        return np.asarray(plain + WARM * (0.75 * glint * room)[..., None], np.float32)

    def _reached(self, place: F) -> F:
        """1 where the lamp reaches, less in the shadows that taller metal throws."""
        out = np.ones(place.shape[:-1], np.float32)
        for step in range(1, SHADOW_STEPS + 1):
            way = np.float32(0.03 * step + 0.0012 * step * step)
            row, column = self.at(place[..., 0] + LAMP[0] * way, place[..., 1] + LAMP[1] * way)
            over = self.relief.height[row, column] - (place[..., 2] + LAMP[2] * way) - 0.015
            # A lamp has a breadth: an edge just in the way takes only some of its light.
            out = np.minimum(out, 1 - np.clip(over / (0.03 + 0.10 * way), 0, 1))
        return out


def _softened(values: F, radius: float) -> F:
    low, high = float(values.min()), float(values.max())
    grey = Image.fromarray(((values - low) / max(high - low, 1e-6)).astype(np.float32))
    # Pillow blurs whole numbers alone: 8 bits are steps that slopes would show, so wide blurs only go that way.
    if radius > 4:
        eight = Image.fromarray((np.asarray(grey) * 255 + 0.5).astype(np.uint8))
        soft = np.asarray(eight.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255
    else:
        soft = np.asarray(grey)
        for axis in (0, 1):
            soft = (np.roll(soft, 1, axis) + 2 * soft + np.roll(soft, -1, axis)) / 4
    return np.asarray(soft * (high - low) + low, np.float32)


def _focused(light: F, radius: F) -> F:
    """`light` blurred by `radius` pixels at each place."""
    out, done = light.copy(), 0.0
    soft = light
    for size in (1.5, 3.0, 6.0, 12.0):
        soft = _blurred(soft, np.sqrt(size**2 - done**2))
        share = np.clip((radius - done) / (size - done), 0, 1)[..., None]
        out = out * (1 - share) + soft * share
        done = size
    return np.asarray(out, np.float32)


def _blurred(light: F, sigma: float) -> F:
    reach = int(np.ceil(2.5 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (0, 1):
        pad = [(reach, reach) if a == axis else (0, 0) for a in range(3)]
        wide = np.pad(light, pad, mode="edge")
        count = light.shape[axis]
        parts = (np.take(wide, range(i, i + count), axis) * k for i, k in enumerate(kernel))
        light = np.asarray(sum(parts), np.float32)
    return light
