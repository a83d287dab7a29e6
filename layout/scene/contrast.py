"""Inks and colours -> how light they are, and how well type of one is seen on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from layout.scene.condition import Spot
from layout.scene.geometry import Mpt
from layout.scene.inks import Ink

LARGE: Final[Mpt] = 14_000
"""Type is large from 14 points on: the standard has 18 for Latin text, 14 for bold, and less for characters of Han."""

LEAST_LARGE: Final = 3.0
LEAST_SMALL: Final = 4.5


def least_contrast(size: Mpt) -> float:
    """The contrast that type of a size needs with what it stands on."""
    return LEAST_LARGE if size >= LARGE else LEAST_SMALL


def measure_contrast(luminance: float, other: float) -> float:
    """How many times as light as the other one of two luminances is, each with 0.05 added: 1 to 21."""
    return (max(luminance, other) + 0.05) / (min(luminance, other) + 0.05)


def measure_luminance(ink: Ink, spots: Iterable[Spot]) -> float:
    """The relative luminance of an ink on white paper, 0 to 1: that of the colour of its process inks."""
    parts = ink.cyan, ink.magenta, ink.yellow, ink.black
    if ink.spot:
        spot = next((spot for spot in spots if spot.name == ink.spot), None)
        parts = spot.looks if spot is not None else (0, 0, 0, 100)
    share = ink.tint / 100 if ink.spot else 1
    cyan, magenta, yellow, black = (min(1.0, part * share / 100) for part in parts)
    return colour_luminance(*((1 - own) * (1 - black) for own in (cyan, magenta, yellow)))


def colour_luminance(red: float, green: float, blue: float) -> float:
    """The relative luminance of a colour whose parts are 0 to 1."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
