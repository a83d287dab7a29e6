"""Turns a place on a wall (along it, and above its foot, in metres) into what the wall shows there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.standin.noise import F, chance, fractal, noise


@dataclass(frozen=True, slots=True)
class Wall:
    """The places asked about: `u` along, `v` up, in metres; `pu`, `pv` a pixel's width and height there."""

    u: F
    v: F
    pu: F
    pv: F
    width: float
    height: float
    seed: int


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen: how much light comes back (r, g, b), how much of it is glass, and what of the sun gets in."""

    albedo: F
    glass: F
    open: F


STONE = np.array([0.74, 0.69, 0.62], np.float32)
WHITE = np.array([0.80, 0.80, 0.78], np.float32)
BRICK = np.array([0.52, 0.33, 0.25], np.float32)
CLAY = np.array([0.66, 0.52, 0.42], np.float32)
CONCRETE = np.array([0.56, 0.55, 0.53], np.float32)
NET = np.array([0.13, 0.27, 0.23], np.float32)


def look(kind: str, wall: Wall) -> Look:
    """The wall's look by its kind: `ribbon`, `grid`, `fins`, `curtain` or `shell` (still being built)."""
    return _KINDS[kind](wall)


def stripe(x: F, period: float, low: float, high: float, pixel: F) -> F:
    """1 where x, counted anew every `period`, lies from `low` to `high`; soft over one pixel."""
    at = np.mod(x, period)
    return np.asarray(
        np.clip((at - low) / pixel + 0.5, 0, 1) * np.clip((high - at) / pixel + 0.5, 0, 1), dtype=np.float32
    )


def _weather(wall: Wall) -> F:
    """Stains and uneven paint, 0.9 to 1.05, streaked downward."""
    return 0.90 + 0.16 * fractal(wall.u * 0.22 + wall.seed, wall.v * 0.06, wall.seed, 4)


def _pane(wall: Wall, bay: float, floor: float) -> F:
    column, row = np.floor(wall.u / bay).astype(np.int64), np.floor(wall.v / floor).astype(np.int64)
    return chance(column, row, wall.seed)


def _spread(colour: F, amount: F) -> F:
    return np.asarray(colour * amount[..., None], dtype=np.float32)


def _ends(wall: Wall, side: float, top: float, foot: float) -> F:
    """1 away from the wall's ends: its corners, parapet and plinth stay plain."""
    along = np.clip((wall.u - side) / wall.pu, 0, 1) * np.clip((wall.width - side - wall.u) / wall.pu, 0, 1)
    up = np.clip((wall.v - foot) / wall.pv, 0, 1) * np.clip((wall.height - top - wall.v) / wall.pv, 0, 1)
    return np.asarray(along * up, dtype=np.float32)


def _ribbon(wall: Wall) -> Look:
    floor = 3.9
    inside = _ends(wall, 1.0, 1.6, 0.4)
    glass = stripe(wall.v, floor, 1.0, 3.3, wall.pv) * inside
    mullion = stripe(wall.u, 1.8, 0.0, 0.14, wall.pu) + stripe(wall.u, 9.0, 0.0, 0.7, wall.pu)
    glass = glass * (1 - np.clip(mullion, 0, 1))
    shadow = 1 - 0.55 * stripe(wall.v, floor, 2.85, 3.3, wall.pv) * inside
    sill = 1 + 0.10 * stripe(wall.v, floor, 0.86, 1.0, wall.pv) * inside
    albedo = _spread(WHITE, _weather(wall) * sill)
    return Look(albedo, glass, shadow)


def _grid(wall: Wall) -> Look:
    floor, bay = 3.5, 3.6
    inside = _ends(wall, 0.9, 1.5, 0.3)
    across, up = stripe(wall.u, bay, 0.8, 2.9, wall.pu), stripe(wall.v, floor, 0.9, 2.8, wall.pv)
    glass = across * up * inside
    glass = glass * (1 - stripe(wall.u, bay, 1.8, 1.92, wall.pu))
    shade = 1 - 0.6 * across * stripe(wall.v, floor, 2.4, 2.8, wall.pv) * inside
    # Every fourth bay is a recessed balcony with a parapet in front.
    column = np.floor(wall.u / bay).astype(np.int64)
    balcony = (np.mod(column, 4) == 2).astype(np.float32) * inside
    slot = balcony * stripe(wall.v, floor, 1.15, 3.2, wall.pv)
    shade = shade * (1 - 0.45 * slot)
    cladding = BRICK if wall.seed % 2 else CLAY
    bands = stripe(wall.v, floor, 0.0, 0.35, wall.pv)[..., None]
    pier = stripe(wall.u, bay * 4, 0.0, 0.8, wall.pu)[..., None]
    pale = np.clip(bands + pier, 0, 1) * 0.8
    albedo = cladding * (1 - pale) + WHITE * pale
    return Look(_spread(albedo, _weather(wall)), glass * (1 - 0.3 * slot), shade)


def _fins(wall: Wall) -> Look:
    floor = 4.5
    inside = _ends(wall, 0.6, 2.2, 0.2)
    fin = stripe(wall.u, 2.4, 0.0, 0.75, wall.pu)
    slab = stripe(wall.v, floor, 0.0, 0.5, wall.pv)
    glass = (1 - fin) * (1 - slab) * inside
    # The sun stands to the left, so each fin throws its shade on the glass to its right.
    shade = 1 - 0.55 * stripe(wall.u, 2.4, 0.75, 1.35, wall.pu) * inside * (1 - slab)
    return Look(_spread(STONE, _weather(wall)), glass, shade)


def _curtain(wall: Wall) -> Look:
    floor = 4.0
    inside = _ends(wall, 0.3, 0.9, 0.0)
    bars = stripe(wall.u, 1.5, 0.0, 0.11, wall.pu) + stripe(wall.v, floor, 0.0, 0.16, wall.pv)
    spandrel = stripe(wall.v, floor, 0.0, 0.95, wall.pv)
    glass = inside * (1 - np.clip(bars, 0, 1)) * (1 - 0.45 * spandrel)
    return Look(_spread(WHITE * 0.72, _weather(wall)), glass, np.ones_like(glass))


def _shell(wall: Wall) -> Look:
    """Floors of bare concrete; the lower ones behind green netting on scaffolding, the top ones open."""
    floor, bay = 3.9, 4.4
    open_from = wall.height * (0.70 + 0.05 * (wall.seed % 3))
    slab = stripe(wall.v, floor, 0.0, 0.5, wall.pv)
    column = stripe(wall.u, bay, 0.0, 0.6, wall.pu)
    frame = np.clip(slab + column, 0, 1)
    # Light falls in on each floor and fades under the next one's slab.
    rise = np.mod(wall.v, floor) / floor
    depth = (0.08 + 0.30 * _pane(wall, bay, floor) ** 3) * (1.7 - 1.3 * rise)
    props = stripe(wall.u, 1.1, 0.0, 0.12, wall.pu) * (_pane(wall, bay, floor * 2) > 0.5)
    depth = depth + 0.12 * props
    bare = _spread(CONCRETE, (frame + (1 - frame) * depth) * _weather(wall))
    sheet = (
        0.62
        + 0.46 * noise(wall.u * 0.9, wall.v * 0.13, wall.seed)
        + 0.30 * noise(wall.u * 0.3, wall.v * 0.3, 5)
    )
    lift = 1 - 0.36 * stripe(wall.v, 1.95, 0.0, 0.22, wall.pv) - 0.16 * stripe(wall.u, 2.2, 0.0, 0.2, wall.pu)
    patch = 1 - 0.22 * (_pane(wall, 6.0, 3.9) > 0.88)
    net = _spread(NET, sheet * lift * patch)
    # The net ends a floor higher or lower from one lift of scaffolding to the next.
    lifts = np.floor(wall.u / 6.0).astype(np.int64)
    top = open_from + floor * np.round(2 * chance(lifts, 0, wall.seed + 9) - 1)
    netted = np.clip((top - wall.v) / wall.pv, 0, 1)[..., None]
    plain = np.zeros_like(wall.u)
    return Look(np.asarray(bare * (1 - netted) + net * netted, np.float32), plain, plain + 1)


_KINDS = {"ribbon": _ribbon, "grid": _grid, "fins": _fins, "curtain": _curtain, "shell": _shell}
