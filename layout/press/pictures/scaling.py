"""Decoded pixels and a crop of them -> that crop in as many pixels as are wanted, its edges steeper, in little memory.

The picture is scaled (Lanczos) in bands, each made plain and scaled for itself: beside what was decoded there never is
another copy of all of it. Bands overlap by as much as the filter reaches, so that they join without a seam.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from PIL import Image, ImageFilter

from content.pictures.tiff.channels import turn_upright
from layout.press.pictures.opening import DecodedPicture, Size, lie_down, turn_size
from layout.scene.condition import Sharpening

BAND: Final = 2_000_000
"""Pixels of a band before it is scaled, about."""

LEAST_ROWS: Final = 12
"""Rows of the result in a band: each is read with what the filter reaches beyond, which is most of a narrow one."""

REACH: Final = 3
"""How far Lanczos looks to either side, in pixels of the result."""

STRIP: Final = 256
"""Rows whose channels are changed at a time: the sums need wider integers than the pixels."""

Plain = Callable[[Image.Image], Image.Image]


class Window(NamedTuple):
    """A box of decoded pixels, in parts of a pixel where they were decoded smaller."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def outside(self) -> tuple[int, int, int, int]:
        """The whole pixels that it touches. What lies outside of them does not come into the result."""
        left, top, right, bottom = self
        return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


def scale_crop(
    opened: DecodedPicture, crop: tuple[int, int, int, int], wanted: Size, plain: Plain
) -> Image.Image:
    """The crop of the upright picture in `wanted` pixels, which are no more than it has; `plain` is done before."""
    window = Window(*(edge / opened.scale for edge in lie_down(crop, opened.size, opened.turn)))
    scaled = _scale_window(opened.image, window, turn_size(wanted, opened.turn), plain)
    return turn_upright(scaled, opened.turn)


def _scale_window(image: Image.Image, window: Window, size: Size, plain: Plain) -> Image.Image:
    left, _, right, _ = window.outside
    step = (window.bottom - window.top) / size[1]
    rows = max(LEAST_ROWS, int(BAND / (step * (right - left))))
    result: Image.Image | None = None
    for row in range(0, size[1], rows):
        band = _scale_band(image, window, (row, min(size[1], row + rows)), size, plain)
        if result is None:
            if band.size == size:
                return band
            result = Image.new(band.mode, size)
        result.paste(band, (0, row))
    assert result is not None
    return result


def _scale_band(
    image: Image.Image, window: Window, rows: tuple[int, int], size: Size, plain: Plain
) -> Image.Image:
    """Some rows of the result."""
    left, top, right, bottom = window.outside
    step = (window.bottom - window.top) / size[1]
    first, last = window.top + rows[0] * step, window.top + rows[1] * step
    if (right - left, bottom - top) == size:
        return plain(image.crop((left, top + rows[0], right, top + rows[1])))
    reach = REACH * max(1.0, step)
    above = max(top, math.floor(first - reach))
    below = min(bottom, math.ceil(last + reach))
    part = plain(image.crop((left, above, right, below)))
    # Along the rows first in every band. Pillow takes first what is less work, which may differ from band to band, and
    # what is cut off between the two, at white and black, would differ with it.
    across = (window.left - left, 0.0, min(part.width, window.right - left), float(part.height))
    narrow = part.resize((size[0], part.height), Image.Resampling.LANCZOS, across)
    down = (0.0, max(0.0, first - above), float(size[0]), min(part.height, last - above))
    return narrow.resize((size[0], rows[1] - rows[0]), Image.Resampling.LANCZOS, down)


def sharpen(image: Image.Image, wish: Sharpening) -> Image.Image:
    """The image, of mode L, RGB, LAB or CMYK, through an unsharp mask.

    Of RGB and Lab the lightness alone is sharpened, and red, green and blue move by as much as their brightness does:
    an edge between two colours gets no fringe of a third. Of CMYK each ink is sharpened for itself.
    """
    mask = ImageFilter.UnsharpMask(wish.radius, wish.percent, wish.threshold)
    if image.mode == "LAB":
        lightness, *colours = image.split()
        return Image.merge("LAB", (lightness.filter(mask), *colours))
    if image.mode != "RGB":
        return image.filter(mask)
    before = image.convert("L")
    after, pixels = np.asarray(before.filter(mask)), np.array(image)
    was = np.asarray(before)
    for start in range(0, len(pixels), STRIP):
        strip = pixels[start : start + STRIP]
        change = after[start : start + STRIP].astype(np.int16) - was[start : start + STRIP]
        strip[:] = np.clip(strip + change[..., None], 0, 255)
    return Image.fromarray(pixels)
