"""Turns directions into the light of the sky, its clouds and the hills along the horizon."""

from __future__ import annotations

import numpy as np

from tests.standin.noise import F, fractal, ramp

ZENITH = np.array([0.10, 0.23, 0.50], np.float32)
MIDDLE = np.array([0.33, 0.53, 0.80], np.float32)
HAZE = np.array([0.80, 0.85, 0.90], np.float32)
"""The colour far things fade into."""
LIT = np.array([1.30, 1.25, 1.17], np.float32)
SHADED = np.array([0.60, 0.66, 0.75], np.float32)

Colour = F


def clear(dz: F) -> Colour:
    """The cloudless sky at slope `dz` above the horizon: pale low down, deeper blue higher up."""
    low = ramp(dz, -0.02, 0.16)[..., None]
    high = ramp(dz, 0.10, 0.62)[..., None]
    return (HAZE * (1 - low) + MIDDLE * low) * (1 - high) + ZENITH * high


def sky(dx: F, dz: F) -> Colour:
    """The sky with fair-weather clouds, in rows that close up towards the horizon."""
    base = clear(dz)
    lift = np.maximum(dz, 0) + 0.055
    u, v = dx / lift * 0.52, 0.52 / lift
    bend = fractal(u * 0.7 + 9, v * 0.7, 301, 3) - 0.5
    u, v = u + bend * 0.7, v + bend * 0.5
    body = _cloud(u, v)
    sunward = _cloud(u - 0.16, v - 0.10)
    # Where the way to the sun is thicker than here, the cloud is in its own shade.
    shade = np.clip(0.52 + (sunward - body) * 2.2, 0, 1)[..., None]
    colour = LIT * (1 - shade) + SHADED * shade
    cover = (ramp(body, 0.53, 0.72) * ramp(dz, 0.0, 0.09) * 0.96)[..., None]
    veil = (ramp(fractal(u * 0.35 + 40, v * 1.5, 331, 5), 0.45, 0.85) * ramp(dz, 0.05, 0.3) * 0.30)[..., None]
    base = base * (1 - veil) + LIT * 0.92 * veil
    return np.asarray(base * (1 - cover) + colour * cover, dtype=np.float32)


def _cloud(u: F, v: F) -> F:
    coarse = fractal(u * 1.25, v * 1.6, 311, 7, 0.55)
    patches = fractal(u * 0.28 + 3.3, v * 0.28, 321, 2)
    return coarse * 0.78 + patches * 0.30 - 0.02


def hills(dx: F, dz: F, under: Colour) -> Colour:
    """Three ridges in growing haze, laid over the sky `under`."""
    out = under
    for seed, height, rough, tone in ((51, 0.062, 2.2, 0.66), (61, 0.042, 3.6, 0.48), (71, 0.020, 7.0, 0.30)):
        ridge = height * (0.35 + 1.1 * fractal(dx[:1] * rough * 2 + seed, dx[:1] * 0 + 1, seed, 6, 0.45))
        mass = np.array([0.13, 0.21, 0.23], np.float32)
        wood = 0.9 + 0.2 * fractal(dx * 160, dz * 420, seed + 3, 3)
        # Mist lies in the valleys: the foot of a ridge is paler than its crest.
        foot = np.clip(1 - dz / ridge, 0, 1) * 0.5
        haze = np.clip(tone + foot * (1 - tone), 0, 1)[..., None]
        colour = (mass * wood[..., None]) * (1 - haze) + HAZE * 0.93 * haze
        edge = np.clip((ridge - dz) * 1500 + 0.5, 0, 1)[..., None]
        out = out * (1 - edge) + colour * edge
    return np.asarray(out, dtype=np.float32)
