"""A picture at its placed size -> the same with its edges steeper (an unsharp mask), in its own colours."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from layout.scene.condition import Sharpening

STRIP: Final = 256
"""Rows whose channels are changed at a time: the sums need wider integers than the pixels."""


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
