"""Turns coordinates into noise: the same numbers on every machine, since it hashes integers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.floating[Any]]
"""Numbers by pixel. What is kept is of 32 bits, which is half the memory and all the eye needs."""


def chance(ix: NDArray[np.int64], iy: NDArray[np.int64] | int, seed: int) -> F:
    """An even spread of numbers from 0 to 1, one for each whole (ix, iy)."""
    h = (ix * 374761393 + np.asarray(iy) * 668265263 + seed * 1442695041) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 1103515245) & 0xFFFFFFFF
    return np.asarray(((h ^ (h >> 15)) & 0xFFFFFF) / 0xFFFFFF, dtype=np.float32)


def noise(x: F, y: F, seed: int) -> F:
    """Smooth noise from 0 to 1 with features about one unit wide."""
    fx, fy = np.floor(x), np.floor(y)
    ix, iy = fx.astype(np.int64), fy.astype(np.int64)
    u, v = x - fx, y - fy
    u = u * u * u * (u * (u * 6 - 15) + 10)
    v = v * v * v * (v * (v * 6 - 15) + 10)
    low = chance(ix, iy, seed) * (1 - u) + chance(ix + 1, iy, seed) * u
    high = chance(ix, iy + 1, seed) * (1 - u) + chance(ix + 1, iy + 1, seed) * u
    return np.asarray(low * (1 - v) + high * v, dtype=np.float32)


def fractal(x: F, y: F, seed: int, octaves: int = 5, gain: float = 0.5) -> F:
    """Noise summed over `octaves` of doubling fineness, from 0 to 1, mean near 0.5."""
    total = np.zeros(np.broadcast(x, y).shape, np.float32)
    amplitude, whole = 1.0, 0.0
    for octave in range(octaves):
        # Each octave is turned against the last, so that no lattice shows through.
        turned_x, turned_y = x * 0.8 - y * 0.6, x * 0.6 + y * 0.8
        total += amplitude * noise(turned_x, turned_y, seed + octave * 17)
        whole += amplitude
        amplitude *= gain
        x, y = turned_x * 2.03, turned_y * 2.03
    return total / np.float32(whole)


def ramp(x: F, low: float, high: float) -> F:
    """0 up to `low`, 1 from `high` on, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)
