"""Primaries, white and a curve -> an ICC profile of RGB: the same bytes for the same numbers (ICC.1:2010 8.3, 10)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from numpy import dtype, float64, ndarray

XY = tuple[float, float]
"""A colour's chromaticity (CIE 1931 x, y)."""

D50: Final = (0.9642, 1.0, 0.8249)
"""The white of profiles (ICC.1 7.2.16)."""
D65: Final = (0.3127, 0.3290)

_BRADFORD: Final = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""From XYZ to the cones that are adapted to a white (ICC.1 annex E)."""


@dataclass(frozen=True, slots=True)
class Curve:
    """From a number to light: a power; or (a·x + b)^power from `least` on and c·x below; or a table of 16 bits.

    The parameters are those of parametricCurveType 3 (ICC.1 table 68).
    """

    power: float = 1.0
    foot: tuple[float, float, float, float] | None = None
    table: tuple[int, ...] = ()

    def tag(self) -> bytes:
        """The curve as an element of a profile."""
        if self.table:
            body = struct.pack(">I", len(self.table)) + struct.pack(f">{len(self.table)}H", *self.table)
            return b"curv\0\0\0\0" + body + bytes(-len(body) % 4)
        numbers = (self.power, *(self.foot or ()))
        kind = 3 if self.foot else 0
        return b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + b"".join(map(_pack_fixed, numbers))


SRGB_CURVE: Final = Curve(2.4, (1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
"""IEC 61966-2-1."""
VIDEO_CURVE: Final = Curve(1 / 0.45, (1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081))
"""ITU-R BT.709, turned round."""


@dataclass(frozen=True, slots=True)
class Primaries:
    """The chromaticities of red, green, blue and white."""

    red: XY
    green: XY
    blue: XY
    white: XY = D65

    def near(self, other: Primaries) -> bool:
        """Whether they are the same to what files round them to."""
        pairs = zip(chain(*astuple(self)), chain(*astuple(other)), strict=True)
        return all(abs(own - theirs) <= 0.003 for own, theirs in pairs)


SRGB: Final = Primaries((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
ADOBE_RGB: Final = Primaries((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
ADOBE_CURVE: Final = Curve(563 / 256)
"""Adobe RGB (1998), 4.3."""


def rgb_profile(primaries: Primaries, curves: Sequence[Curve]) -> bytes:
    """A profile of a screen. `curves` are those of red, green and blue, or one for all.

    Raises ValueError for primaries that span no colours.
    """
    matrix = _to_d50(primaries)
    curves = tuple(curves) * (3 if len(curves) == 1 else 1)
    tags = [(name, _xyz(matrix[:, column])) for column, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))]
    tags += [(name, curve.tag()) for name, curve in zip((b"rTRC", b"gTRC", b"bTRC"), curves, strict=True)]
    tags.append((b"wtpt", _xyz(D50)))
    start = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags:
        table += name + struct.pack(">II", start + len(data), len(value))
        data += value
    head = bytearray(128)
    head[0:4] = struct.pack(">I", start + len(data))
    head[8:12] = b"\x04\x20\0\0"
    head[12:24] = b"mntrRGB XYZ "
    head[36:40] = b"acsp"
    head[68:80] = b"".join(map(_pack_fixed, D50))
    return bytes(head) + table + data


def _to_d50(primaries: Primaries) -> ndarray[tuple[int, ...], dtype[float64]]:
    """From light of red, green and blue to XYZ under D50 (ICC.1 annex E; SMPTE RP 177)."""
    import numpy as np  # late: few pictures need a profile

    bradford = np.array(_BRADFORD)
    corners = (primaries.red, primaries.green, primaries.blue, primaries.white)
    if any(not (0 <= x <= 1 and 0 < y <= 1 and x + y <= 1) for x, y in corners):
        raise ValueError("no colours")
    columns = np.array([(x / y, 1.0, (1 - x - y) / y) for x, y in corners]).T
    lights, white = columns[:, :3], columns[:, 3]
    if abs(np.linalg.det(lights)) < 1e-3:
        raise ValueError("no colours")
    matrix = lights * np.linalg.solve(lights, white)
    before, after = bradford @ white, bradford @ np.array(D50)
    if (matrix.sum(axis=0) <= 0).any() or (np.abs(before) < 1e-6).any():
        raise ValueError("no colours")
    adapted = np.linalg.solve(bradford, np.diag(after / before) @ bradford @ matrix)
    if np.abs(adapted).max() > 4:
        raise ValueError("no colours")
    return adapted


def _xyz(values: Iterable[float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_pack_fixed, values))


def _pack_fixed(value: float) -> bytes:
    """s15Fixed16Number (ICC.1 4.6)."""
    return struct.pack(">i", round(float(value) * 65536))
