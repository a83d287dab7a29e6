"""A ground (反白, 底纹; 白抜き, 地紋) and its styles -> their inks, its padding, its box, and whether they are seen."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import Ground
from layout.plan.grid import points
from layout.plan.inks import spots_of
from layout.scene import Box, Ink, Mpt, Rect
from layout.scene.contrast import LEAST_LARGE, least_contrast, measure_contrast, measure_luminance

WHITE: Final = Ink(0, 0, 0, 0)

LIGHT: Final = Ink(0, 0, 0, 20)
"""The ink of a pattern that names none: type over a fifth of black is read as easily as on paper."""


def padding_of(ground: Ground, dresses: Iterable[Dress], desk: Desk) -> Mpt:
    """The white between a ground's edges and its type, of the smallest of some styles; never none at all."""
    ems = desk.paper.white.in_ground_em if ground.padding_em is None else ground.padding_em
    return max(1, round(ems * min((dress.em_depth for dress in dresses), default=desk.grid.em_depth)))


def dress_on(ground: Ground, dress: Dress, desk: Desk) -> Dress:
    """A style in the ink that it has on a ground: that which the ground says; white where white is well seen on it;
    else its own.
    """
    if ground.type_ink is not None:
        return replace(dress, ink=desk.ink(ground.type_ink))
    if ground.ink is not None and _contrast(WHITE, desk.ink(ground.ink), desk) >= LEAST_LARGE:
        return replace(dress, ink=WHITE)
    return dress


def draw_ground(ground: Ground, rect: Rect, desk: Desk) -> Box:
    """The ground's box, with its pattern."""
    fill = None if ground.ink is None else desk.ink(ground.ink)
    if ground.pattern is None:
        return Box(rect, fill=fill)
    ink = LIGHT if ground.pattern_ink is None else desk.ink(ground.pattern_ink)
    return Box(rect, fill, pattern=ground.pattern, pattern_ink=ink, pattern_pitch=points(ground.pattern_pt))


def find_faint(
    ground: Ground, named: Iterable[tuple[str, Dress]], desk: Desk, spot: BlockSpot
) -> list[Problem]:
    """A problem for the first of some styles, dressed for a ground, that is hard to read on it or on its pattern."""
    box = draw_ground(ground, Rect(0, 0, 1, 1), desk)
    under = [box.fill or WHITE, *([box.pattern_ink] if box.pattern_ink is not None else [])]
    for name, dress in named:
        least = min(_contrast(dress.ink, ink, desk) for ink in under)
        needed = least_contrast(points(dress.style.size))
        if least < needed:
            shown = math.floor(10 * least) / 10
            what = (
                f"The {name} has a contrast of {shown} to 1 with its ground where it is least; type of "
                f"{dress.style.size:g} pt needs {needed:g}."
            )
            hint = (
                "take a darker or lighter `ink`, a lighter `pattern_ink`, or say the type's with `type_ink`"
            )
            return [Problem("faint-on-ground", "warning", what, spot.place(), hint)]
    return []


def _contrast(ink: Ink, other: Ink, desk: Desk) -> float:
    """The contrast of two inks on white paper."""
    spots = spots_of(desk.paper.inks)
    return measure_contrast(measure_luminance(ink, spots), measure_luminance(other, spots))
