"""Turns places on the ground into lawn, paving and earth, and the mirror image of the far shore into water."""

from __future__ import annotations

import numpy as np

from tests.standin.light import Canvas, hazed, lit
from tests.standin.noise import F, fractal, noise, ramp
from tests.standin.sky import clear
from tests.standin.view import EYE_Z, SUN

GRASS = np.array([0.17, 0.25, 0.08], np.float32)
DRY = np.array([0.34, 0.33, 0.16], np.float32)
PAVING = np.array([0.55, 0.53, 0.49], np.float32)
EARTH = np.array([0.44, 0.37, 0.28], np.float32)
REED = np.array([0.30, 0.27, 0.13], np.float32)
DEEP = np.array([0.055, 0.095, 0.10], np.float32)


def far_shore(x: F | float) -> F:
    """How far the water reaches (y) on the campus's side."""
    x = np.asarray(x, dtype=np.float32)
    return np.asarray(
        7 * np.sin(x * 0.013 + 0.6) + 3.5 * np.sin(x * 0.041) + 5 * (noise(x * 0.02, x * 0, 3) - 0.5)
    )


def near_shore(x: F | float) -> F:
    """Where the water begins (y) on the camera's side."""
    x = np.asarray(x, dtype=np.float32)
    bend = -166 + 0.0060 * np.maximum(0, -(x - 8)) ** 2 + 0.0024 * np.maximum(0, x - 18) ** 2
    return np.asarray(bend + 7 * (fractal(x * 0.06, x * 0 + 2, 13, 4) - 0.5))


def ground(x: F, y: F, sun: F) -> F:
    """The light from land at (x, y): a bank on this side, lawns and walks and building ground on the other."""
    fine = fractal(x * 0.9, y * 0.9, 23, 5, 0.6)
    broad = fractal(x * 0.03 + 8, y * 0.03, 27, 4)
    dry = (ramp(broad, 0.42, 0.66) * 0.7)[..., None]
    tuft = 0.25 + 1.5 * ramp(fractal(x * 1.9, y * 0.9, 25, 4, 0.7), 0.25, 0.75)
    albedo = (GRASS * (1 - dry) + DRY * dry) * (tuft * (0.6 + 0.8 * fine))[..., None]
    inland = y - far_shore(x)
    walk = ((inland > 4.0) & (inland < 10.5)) | ((inland > 58) & (inland < 66))
    albedo = np.where(walk[..., None], PAVING * (0.9 + 0.2 * fine)[..., None], albedo)
    wall = (inland > 0) & (inland < 1.6)
    albedo = np.where(wall[..., None], PAVING * 0.8, albedo)
    site = ramp(broad + 0.2 * noise(x * 0.05, y * 0.05, 29), 0.50, 0.62) * ramp(inland, 80, 110)
    albedo = albedo * (1 - site[..., None]) + EARTH * (0.8 + 0.4 * fine)[..., None] * site[..., None]
    return lit(albedo.astype(np.float32), np.full_like(x, SUN[2]), sun, np.ones_like(x))


def draw_water(canvas: Canvas, mirrored: F, box: tuple[int, int, int, int]) -> None:
    """Lays water on the lake's pixels in `box`: the `mirrored` picture, shaken by small waves."""
    view = canvas.view
    dx, dz = view.rays(box)
    x0, y0, x1, y1 = box
    t = EYE_Z / np.maximum(-dz, 1e-5)
    x, y = t * dx, view.eye[1] + t
    # Waves are long across the view and short along it; wind ruffles some patches and leaves others smooth.
    breeze = 0.35 + 1.25 * ramp(fractal(x * 0.012 + 5, y * 0.030, 91, 4), 0.40, 0.68)
    swell = fractal(x * 0.10, y * 0.22, 93, 3) - 0.5
    ripple = fractal(x * 0.55, y * 1.1, 95, 4, 0.62) - 0.5
    # Waves shorter than a pixel's reach on the water even out.
    reach = t * t / (view.focal * EYE_Z)
    ripple = ripple * np.exp(-((reach * 0.9) ** 2))
    slope = (swell * 0.011 + ripple * 0.024) * breeze
    side = (fractal(x * 0.4 + 60, y * 0.5, 97, 3) - 0.5) * 0.006 * breeze
    columns = np.arange(x0, x1, dtype=np.float32)[None, :] + side * view.focal
    height, width = mirrored.shape[:2]
    c = np.clip(columns, 0, width - 1).astype(np.int64)
    image = np.zeros((*t.shape, 3), np.float32)
    # One pixel of water holds waves of many slants: three looks are nearer to that than one.
    for share, length in ((0.3, 0.5), (0.4, 1.4), (0.3, 2.4)):
        rows = np.arange(y0, y1, dtype=np.float32)[:, None] + slope * view.focal * length
        image += share * mirrored[np.clip(rows, view.horizon + 1, height - 1).astype(np.int64), c]
    # A face of a wave tilted to the viewer shows higher sky and less of it: this is what gives ripples their form.
    glance = np.clip(np.abs(dz) - slope * 3.0, 0.004, 1)
    shine = np.clip(0.03 + 0.97 * (1 - glance / np.sqrt(1 + glance**2)) ** 5.5, 0, 0.93)[..., None]
    high = clear(0.25 + 6 * np.maximum(-slope, 0))
    image = image * 0.88 + high * 0.12
    body = DEEP * (0.85 + 0.5 * fractal(x * 0.02, y * 0.04, 99, 3))[..., None]
    colour = hazed(np.asarray(image * shine + body * (1 - shine), np.float32), t)
    cover = ((y < far_shore(x)) & (y > near_shore(x))).astype(np.float32)
    canvas.put(box, colour, np.where(cover > 0, t - 0.5, t).astype(np.float32), cover)
