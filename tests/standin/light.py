"""Turns a surface (its colour, its slant, whether the sun reaches it) into the light that comes to the eye."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.standin.noise import F
from tests.standin.sky import HAZE
from tests.standin.view import View

SUNLIGHT = np.array([1.52, 1.37, 1.12], np.float32)
SKYLIGHT = np.array([0.19, 0.24, 0.33], np.float32)
HAZE_LENGTH = 2900.0
"""Metres after which all but a third of a thing's own light is lost in haze."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The picture so far: `light` (rows, columns, 3) and the distance in y of what each pixel shows."""

    view: View
    light: F
    depth: F

    def put(self, box: tuple[int, int, int, int], colour: F, depth: F, cover: F) -> None:
        """Lays `colour` over the pixels of `box` by `cover` (0 to 1) where nothing nearer stands."""
        x0, y0, x1, y1 = box
        light, far = self.light[y0:y1, x0:x1], self.depth[y0:y1, x0:x1]
        alpha = np.where(depth < far, cover, 0)[..., None].astype(np.float32)
        light += (colour - light) * alpha
        np.copyto(far, np.broadcast_to(depth, far.shape), where=alpha[..., 0] > 0.5)


def lit(albedo: F, facing: F, sun: F, open_sky: F) -> F:
    """`facing`: cosine between the surface and the sun; `sun`: 0 in shadow; `open_sky`: share of sky in sight."""
    direct = SUNLIGHT * (np.maximum(facing, 0) * sun)[..., None]
    return np.asarray(albedo * (direct + SKYLIGHT * open_sky[..., None]), dtype=np.float32)


def hazed(colour: F, away: F) -> F:
    """`colour` seen through `away` metres of autumn air."""
    left = np.exp(-((away / HAZE_LENGTH) ** 1.35))[..., None]
    return np.asarray(colour * left + HAZE * 0.86 * (1 - left), dtype=np.float32)
