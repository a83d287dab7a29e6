"""Turns a face and some text into metal type: what stands how high, in ems, on a forme or in a case of sorts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.standin.noise import F, fractal

FINEST = 96
"""Pixels to the em of the relief that the finished picture is taken of."""
SHOULDER = -0.34
"""How far the metal round a letter lies below its printing face (Japanese type: about a millimetre at 9 pt)."""

METAL = (0.50, 0.51, 0.53)
LEAD = (0.20, 0.205, 0.215)
WOOD = (0.42, 0.25, 0.12)


@dataclass(frozen=True, slots=True)
class Relief:
    """A surface seen from above: `height` in ems (0 is the printing face), `albedo`, and how it `shine`s (0 to 1).

    `cell` is how many pixels of it make an em.
    """

    height: F
    albedo: F
    shine: F
    cell: int


@dataclass(frozen=True, slots=True)
class Letters:
    """The face that sorts are cut in."""

    path: Path
    weight: int | None = None
    cell: int = FINEST

    def stamp(self, character: str) -> F:
        """How high a sort stands at each place of its body, the letter the right way round."""
        cell = self.cell
        font = ImageFont.truetype(str(self.path), round(cell * 0.90))
        if self.weight is not None:
            font.set_variation_by_axes([self.weight])
        drawn = Image.new("L", (cell, cell), 0)
        ImageDraw.Draw(drawn).text((cell / 2, cell / 2), character, font=font, fill=255, anchor="mm")
        ink = np.asarray(drawn, np.float32) / 255
        # The walls of a letter widen to its foot: metal that is cast must leave its mould.
        foot = np.asarray(drawn.filter(ImageFilter.GaussianBlur(cell * 0.030)), np.float32) / 255
        height = SHOULDER * (1 - np.maximum(ink, np.clip(foot * 1.25, 0, 1) * 0.75))
        edge = np.minimum.reduce([*np.indices((cell, cell)), *np.indices((cell, cell))[:, ::-1, ::-1]])
        height -= np.where(edge < 0.016 * cell, 0.30, 0) + np.where(edge < 0.036 * cell, 0.06, 0)
        return height.astype(np.float32)


def forme(letters: Letters, lines: list[str]) -> Relief:
    """Lines of type that stand upright from right to left on the print, with leads between: the forme mirrors it."""
    cell, gap = letters.cell, letters.cell // 2
    rows = max(len(line) for line in lines) * cell
    height = np.full((rows, len(lines) * (cell + gap)), -0.85, np.float32)
    metal = np.zeros_like(height)
    random = Random(3)
    stamps = {c: letters.stamp(c) for c in sorted({c for line in lines for c in line})}
    for number, line in enumerate(lines):
        x = height.shape[1] - (number + 1) * (cell + gap) + gap // 2
        for place, character in enumerate(line):
            box = np.s_[place * cell : (place + 1) * cell, x : x + cell]
            blank = character == "　"
            stands = -0.62 if blank else 0.022 * (random.random() - 0.5)
            height[box] = np.full((cell, cell), stands) if blank else stamps[character] + stands
            metal[box] = 0.45 if blank else 1
    return _finished(height[:, ::-1], metal[:, ::-1], np.zeros_like(metal), cell)


def case(letters: Letters, characters: str, across: int, copies: tuple[int, int]) -> Relief:
    """Bays of a type case, `across` of them in a row, each with `copies` (across, down) of its sort, faces outward."""
    cell, wall = letters.cell, letters.cell // 3
    wide, deep = copies[0] * cell + wall, copies[1] * cell + wall
    down = -(-len(characters) // across)
    height = np.full((down * deep + wall, across * wide + wall), 0.45, np.float32)
    metal, wood = np.zeros_like(height), np.ones_like(height)
    random = Random(8)
    for number, character in enumerate(characters):
        y, x = (number // across) * deep + wall, (number % across) * wide + wall
        stamp = letters.stamp(character)[:, ::-1]
        used = random.choice((0, 0, 0, 1, 2, 4))
        for place in range(copies[0] * copies[1]):
            row, column = divmod(place, copies[0])
            box = np.s_[
                y + row * cell : y + (row + 1) * cell,
                x + column * cell : x + (column + 1) * cell,
            ]
            # Sorts are taken from the top of a bay, and those that are left are not pushed in alike.
            there = place >= used
            height[box] = stamp - 0.10 - 0.22 * random.random() ** 2 if there else -2.2
            metal[box], wood[box] = (1.0 if there else 0.25), 0
    return _finished(height, metal, wood, cell)


def _finished(height: F, metal: F, wood: F, cell: int) -> Relief:
    rows, columns = np.mgrid[0 : height.shape[0], 0 : height.shape[1]].astype(np.float32)
    wear = fractal(columns / cell * 3, rows / cell * 3, 17, 4)
    grain = fractal(columns / cell * 0.9, rows / cell * 9, 29, 5, 0.6)
    scratch = fractal(columns / cell * 22, rows / cell * 5, 41, 3)
    face = np.clip((height - SHOULDER * 0.5) / (-SHOULDER * 0.4), 0, 1) * (metal > 0.9)
    # Ink that was not washed out darkens what lies below the face; the face itself is rubbed bright.
    tone = 0.40 + 0.35 * wear + face * (0.75 + 0.25 * scratch)
    albedo = (
        np.where(metal[..., None] > 0.9, np.array(METAL, np.float32), np.array(LEAD, np.float32))
        * tone[..., None]
    )
    albedo = np.where(
        wood[..., None] > 0, np.array(WOOD, np.float32) * (0.55 + 0.9 * grain)[..., None], albedo
    )
    shine = np.where(wood > 0, 0.06, 0.25 + 0.75 * face) * (0.6 + 0.6 * scratch)
    return Relief(height.astype(np.float32), albedo.astype(np.float32), shine.astype(np.float32), cell)
