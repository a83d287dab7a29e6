"""Turns places of the model into pixels: one camera with an upright lens, and its mirror image in the water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.standin.noise import F

EYE_Y = -300.0
"""Where the camera stands, in metres before the far shore (y = 0)."""
EYE_Z = 33.0
LENS = 1.20
"""Focal length in widths of the picture: a short tele lens, about 43 mm on small film."""
HORIZON = 0.50
"""How far down the picture the horizon lies. The lens is shifted, not tilted, so walls stay upright."""
SUN = np.array([-0.66, -0.50, 0.56], np.float32) / np.float32(np.sqrt(0.66**2 + 0.5**2 + 0.56**2))
"""The direction to the sun: behind the camera to the left, an autumn afternoon."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture of `width` × `height` pixels. `mirror` looks up from below the water's plane."""

    width: int
    height: int
    mirror: bool = False

    @property
    def focal(self) -> float:
        return LENS * self.width

    @property
    def eye(self) -> tuple[float, float, float]:
        return (0.0, EYE_Y, -EYE_Z if self.mirror else EYE_Z)

    @property
    def horizon(self) -> float:
        return HORIZON * self.height

    def rays(self, box: tuple[int, int, int, int]) -> tuple[F, F]:
        """The slopes (dx, dz for each metre of dy) of the rays through the pixels of `box` (x0, y0, x1, y1)."""
        x0, y0, x1, y1 = box
        dx = (np.arange(x0, x1, dtype=np.float32) + 0.5 - self.width / 2) / self.focal
        dz = (self.horizon - np.arange(y0, y1, dtype=np.float32) - 0.5) / self.focal
        if self.mirror:
            dz = -dz
        grid_x, grid_z = np.meshgrid(dx, dz)
        return grid_x.astype(np.float32), grid_z.astype(np.float32)

    def project(self, x: float, y: float, z: float) -> tuple[float, float]:
        """The pixel where (x, y, z) is seen; y must lie before the camera."""
        ex, ey, ez = self.eye
        away = y - ey
        sign = -1 if self.mirror else 1
        return self.width / 2 + self.focal * (x - ex) / away, self.horizon - sign * self.focal * (
            z - ez
        ) / away

    def box(self, points: list[tuple[float, float, float]]) -> tuple[int, int, int, int] | None:
        """The pixels that could show a thing with these corners, or None if it is out of the picture."""
        seen = [self.project(*point) for point in points]
        x0 = max(0, int(min(x for x, _ in seen)) - 1)
        y0 = max(0, int(min(y for _, y in seen)) - 1)
        x1 = min(self.width, int(max(x for x, _ in seen)) + 2)
        y1 = min(self.height, int(max(y for _, y in seen)) + 2)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
