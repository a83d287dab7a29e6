"""A picture of a code that machines read -> how wide its modules are, and how much white it has round it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageOps

from content.files import open_plain

CodeKind = Literal["qr", "bar"]

QUIET_MODULES: Final[dict[CodeKind, tuple[int, int]]] = {"qr": (4, 4), "bar": (11, 0)}
"""White that a code must have at its sides, and over and under it, in modules (ISO/IEC 18004 6.3.8; EAN-13: ISO/IEC
15420 4.3.4, whose longer side is taken for both).
"""

FINDER: Final = 7
"""Modules across the square in the corner of a QR code (ISO/IEC 18004 6.3.3.1)."""

QR_MODULES: Final = (21, 177)
"""Modules across the smallest and the largest QR code (versions 1 and 40)."""

MOST_PIXELS: Final = 50_000_000
"""Of a larger picture nothing is measured: the largest QR code has 34,000 modules."""

DARK: Final = 128
"""Grays below, of 255, are modules."""


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """What a picture shows as a code. `module` is the width of a module and `white` what is left round the code: left,
    top, right, bottom, all in pixels.
    """

    kind: CodeKind
    module: float
    white: tuple[int, int, int, int]

    @property
    def lacking(self) -> tuple[int, int, int, int]:
        """White that the quiet zone of the code has too little in the file: left, top, right, bottom, in pixels."""
        across, down = (round(number * self.module) for number in QUIET_MODULES[self.kind])
        left, top, right, bottom = self.white
        return max(0, across - left), max(0, down - top), max(0, across - right), max(0, down - bottom)


def measure_code(path: Path, kind: CodeKind) -> CodeFacts | None:
    """The code in a picture; None where there is none that stands upright."""
    gray = _grays(path)
    if gray is None:
        return None
    box = gray.point(lambda value: 255 if value < DARK else 0).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    if kind == "qr":
        edge = _runs(gray.crop((left, top, right, top + 1)))
        module = edge[0] / FINDER
        least, most = QR_MODULES
        if not least - 1 <= (right - left) / module <= most + 1:
            return None
    else:
        middle = (top + bottom) // 2
        edge = _runs(gray.crop((left, middle, right, middle + 1)))
        if len(edge) < 2 * FINDER:
            return None
        module = float(min(edge))
    return CodeFacts(kind, module, (left, top, gray.width - right, gray.height - bottom))


def _runs(row: Image.Image) -> list[int]:
    """The lengths of a row's dark and light runs, the first a dark one."""
    return [len([*run]) for _, run in groupby(value < DARK for value in row.tobytes())]


def _grays(path: Path) -> Image.Image | None:
    """A picture as it is looked at on white paper."""
    # Late: few pictures are codes.
    from content.pictures.picture import open_picture_file

    with open_plain(path) as stream, open_picture_file(stream) as picture:
        if picture.image is None or picture.size[0] * picture.size[1] > MOST_PIXELS:
            return None
        upright = ImageOps.exif_transpose(picture.image)
        if upright.mode == "CMYK":
            return upright.convert("L")
        seen = upright.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("L")
