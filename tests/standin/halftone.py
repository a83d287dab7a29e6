"""Draws a photo as newspaper prints it, seen through a loupe:
`python -m tests.standin.halftone PHOTO OUT.jpg BOX CELL [WIDTHxHEIGHT]`.

`BOX` is the part of the photo, `left,top,right,bottom` in its pixels; `CELL` how many pixels of the picture one cell of
the screen takes. Four screens at the angles that the trade uses, each dot as large as its ink is deep.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from tests.standin.noise import F, fractal
from tests.standin.picture import jpeg

SHAPE = (940, 1540)
ANGLES = {"cyan": 15.0, "magenta": 75.0, "yellow": 0.0, "black": 45.0}
"""Angles of the screens, in degrees: yellow, which is seen least, lies nearest to the others."""

INKS = {
    "cyan": (0.22, 0.56, 0.72),
    "magenta": (0.80, 0.26, 0.45),
    "yellow": (0.93, 0.84, 0.25),
    "black": (0.20, 0.19, 0.19),
}
"""What each ink lets through of red, green and blue on newsprint."""

PAPER = (0.93, 0.91, 0.86)


def halftone(photo: Image.Image, cell: float, width: int = SHAPE[0], height: int = SHAPE[1]) -> Image.Image:
    """The photo in dots of four inks, `cell` pixels from dot to dot."""
    small = photo.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    light = np.ones((height, width, 3), np.float32) * np.array(PAPER, np.float32)
    light *= (0.97 + 0.05 * fractal(columns / 9, rows / 23, 61, 4))[..., None]
    ragged = (fractal(columns / (cell * 0.16), rows / (cell * 0.16), 71, 3) - 0.5) * 0.16
    for name, tone in _inks(np.asarray(small, np.float32) / 255).items():
        covered = _dots(tone, ANGLES[name], cell, (rows, columns), ragged)
        through = 1 - covered[..., None] * (1 - np.array(INKS[name], np.float32))
        light *= through
    return Image.fromarray((np.clip(light, 0, 1) ** (1 / 1.15) * 255 + 0.5).astype(np.uint8))


def _inks(rgb: F) -> dict[str, F]:
    """How deep each ink is, 0 to 1; what the three colours have in common is printed in black for the most part."""
    cyan, magenta, yellow = (1 - rgb[..., at] for at in range(3))
    black = np.clip(np.minimum(np.minimum(cyan, magenta), yellow) * 1.1 - 0.25, 0, 1)
    rest = {"cyan": cyan, "magenta": magenta, "yellow": yellow}
    inks: dict[str, F] = {name: np.clip(deep - 0.8 * black, 0, 1) for name, deep in rest.items()}
    return {**inks, "black": np.asarray(black)}


def _dots(tone: F, angle: float, cell: float, at: tuple[F, F], ragged: F) -> F:
    """How far each place is covered: the tone at the middle of its cell decides how large the cell's dot is."""
    rows, columns = at
    turn = np.radians(angle)
    across = (columns * np.cos(turn) + rows * np.sin(turn)) / cell
    down = (rows * np.cos(turn) - columns * np.sin(turn)) / cell
    middle_u, middle_v = np.floor(across) + 0.5, np.floor(down) + 0.5
    x = (middle_u * np.cos(turn) - middle_v * np.sin(turn)) * cell
    y = (middle_u * np.sin(turn) + middle_v * np.cos(turn)) * cell
    height, width = tone.shape
    deep = tone[np.clip(y.astype(np.int32), 0, height - 1), np.clip(x.astype(np.int32), 0, width - 1)]
    # The round dot that grows to a chequer at one half and to round holes beyond.
    wave = (np.cos(2 * np.pi * (across - middle_u)) + np.cos(2 * np.pi * (down - middle_v))) / 2
    edge = np.cos(np.pi * np.clip(deep, 0, 1))
    soft = max(0.04, 0.9 / cell)
    return np.asarray(np.clip((wave - edge + ragged) / (2 * soft) + 0.5, 0, 1) * 0.96, np.float32)


def draw(
    photo: Path, box: tuple[int, int, int, int], cell: float, size: tuple[int, int] = SHAPE
) -> Image.Image:
    """The picture of a part of a photo, so large."""
    with Image.open(photo) as opened:
        return halftone(opened.convert("RGB").crop(box), cell, *size)


if __name__ == "__main__":
    source, out, part, dots, *rest = sys.argv[1:]
    left, top, right, bottom = (int(side) for side in part.split(","))
    wide, high = (int(side) for side in rest[0].split("x")) if rest else SHAPE
    made = draw(Path(source), (left, top, right, bottom), float(dots), (wide, high))
    Path(out).write_bytes(jpeg(made))
