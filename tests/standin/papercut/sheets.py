"""Sheets of coloured paper, cut out and laid one on the other with their shadows -> a picture."""

from __future__ import annotations

from collections.abc import Sequence
from math import sin
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

FINER = 2
"""Sheets are cut this much larger and brought down, which smooths their edges."""

Colour = tuple[int, int, int]
Points = Sequence[tuple[float, float]]


class Papercut:
    """A picture of `width` × `height` pixels; what is cut is measured in them, from the upper left."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self._size = width * FINER, height * FINER
        self._picture = Image.new("RGB", self._size, ground)
        self._mask, self._draw = self._new_sheet()

    def _new_sheet(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        mask = Image.new("L", self._size)
        return mask, ImageDraw.Draw(mask)

    def cut(self, points: Points, ink: int = 255) -> None:
        """Adds a polygon to the sheet in hand; with `ink` 0 it is cut out of it."""
        self._draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: int = 255) -> None:
        """Adds a disc, or cuts one out."""
        box = [(v + sign * radius) * FINER for sign in (-1, 1) for v in (x, y)]
        self._draw.ellipse(box, fill=ink)

    def strip(self, points: Points, width: float, ink: int = 255) -> None:
        """Adds a strip along a line, with round joints."""
        line = [(x * FINER, y * FINER) for x, y in points]
        self._draw.line(line, fill=ink, width=max(1, round(width * FINER)), joint="curve")

    def box(self, x: float, y: float, right: float, foot: float, ink: int = 255) -> None:
        """Adds a rectangle, or cuts one out."""
        self.cut([(x, y), (right, y), (right, foot), (x, foot)], ink)

    def lay(self, colour: Colour, depth: float = 6.0) -> None:
        """Lays the sheet in hand down, `depth` pixels over what is there, and takes up a new one."""
        deep = depth * FINER
        shadow = Image.new("L", self._size)
        shadow.paste(self._mask, (round(0.35 * deep), round(0.7 * deep)))
        shadow = shadow.filter(ImageFilter.GaussianBlur(deep * 0.8)).point(lambda value: value * 45 // 100)
        self._picture.paste(Image.new("RGB", self._size), (0, 0), shadow)
        self._picture.paste(Image.new("RGB", self._size, colour), (0, 0), self._mask)
        self._mask, self._draw = self._new_sheet()

    def finished(self, width: int | None = None) -> Image.Image:
        """The picture with the grain of the paper, at its size or `width` pixels wide."""
        wide = width or self.width
        small = self._picture.resize((wide, self.height * wide // self.width), Image.Resampling.LANCZOS)
        grain = np.random.default_rng(1).normal(0, 2.2, (small.height, small.width, 1))
        return Image.fromarray(np.clip(np.asarray(small, np.float64) + grain, 0, 255).astype(np.uint8))


def wave(left: float, right: float, level: float, height: float, length: float) -> list[tuple[float, float]]:
    """The points of a wavy line from left to right."""
    steps = max(8, round((right - left) / 6))
    return [
        (x, level + height * sin(x / length * 6.283))
        for x in (left + (right - left) * step / steps for step in range(steps + 1))
    ]


def hills(width: float, level: float, height: float, seed: int) -> list[tuple[float, float]]:
    """The points of a ridge over the whole width."""
    random = Random(seed)
    phases = [random.uniform(0, 6.283) for _ in range(3)]
    return [
        (
            x,
            level
            - height
            * (
                0.5
                + 0.30 * sin(x / width * 7 + phases[0])
                + 0.16 * sin(x / width * 15 + phases[1])
                + 0.06 * sin(x / width * 41 + phases[2])
            ),
        )
        for x in np.linspace(-10, width + 10, 160).tolist()
    ]
