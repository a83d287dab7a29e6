"""What a picture file says of its pixels' shape -> how many times as wide as high one is (JFIF, Exif, PNG, TIFF).

A fax has 204 pixels to the inch across and 98 down: printed with square pixels its circles lie flat. What no scanner or
camera makes is not believed, with a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from content.pictures.tiff.directories import Directory

MOST: Final = 2.5
"""How many times as long as the other a side of a pixel may be: a fax's is 2.08 times as high as wide."""

SAME: Final = 0.01
"""Shapes that differ by less are one: 72 to the inch and 28 to the centimetre."""


@dataclass(frozen=True, slots=True)
class PixelShape:
    """How many times as wide as high a pixel is where it lies in the file. `doubt`, where the file says what is not
    believed, follows "The picture's pixels are".
    """

    wide: float = 1.0
    doubt: str = ""


SQUARE: Final = PixelShape()


def pixel_shape(image: Any, chunk: tuple[int, int] | None, directory: Directory | None) -> PixelShape:
    """The shape, of a picture that Pillow opened. `chunk` is PNG's pHYs, across and down; `directory` TIFF's."""
    own = _density(image, chunk, directory)
    exif = (0.0, 0.0) if directory is not None else _exif_density(image)
    said = [density for density in (own, exif) if min(density) > 0]
    shapes = [down / across for across, down in said]
    if all(abs(wide - 1) <= SAME for wide in shapes):
        lacking = min(own) <= 0 < max(own)
        return PixelShape(doubt="said to have no length on one side") if lacking else SQUARE
    across, down = said[0]
    words = f"{across:g} across to {down:g} down"
    if len(shapes) == 2 and abs(shapes[0] / shapes[1] - 1) > SAME:
        # 1 : 1 in JFIF without a unit is what programs write that know of no size.
        if image.info.get("jfif_unit") == 0 and abs(shapes[0] - 1) <= SAME:
            shapes, words = shapes[1:], "{:g} across to {:g} down".format(*said[1])
        else:
            return PixelShape(doubt=f"said to be of two shapes ({words}, and else in its Exif data)")
    wide = shapes[0]
    if not 1 / MOST <= wide <= MOST:
        return PixelShape(doubt=f"said to be of a shape that none have ({words})")
    return PixelShape(wide)


def _density(image: Any, chunk: tuple[int, int] | None, directory: Directory | None) -> tuple[float, float]:
    """Pixels across and down in one length, whatever it is; noughts where nothing is said."""
    if directory is not None:
        across, down = directory.rational(282), directory.rational(283)
        return (across[0], down[0]) if across and down else (0.0, 0.0)
    if chunk is not None:
        return float(chunk[0]), float(chunk[1])
    across, down = image.info.get("jfif_density", (0, 0))
    return float(across), float(down)


def _exif_density(image: Any) -> tuple[float, float]:
    try:
        exif = image.getexif()
        return float(exif.get(0x011A, 0)), float(exif.get(0x011B, 0))
    except Exception:  # whatever damaged metadata lead to, the pixels may be sound
        return 0.0, 0.0


def png_density(chunks: Mapping[bytes, bytes]) -> tuple[int, int] | None:
    """The numbers of pHYs (ISO/IEC 15948 11.3.4.3), of `png.head_chunks`."""
    data = chunks.get(b"pHYs", b"")
    return (int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")) if len(data) == 9 else None
