"""Pixels of any kind that a decoder gives -> gray, RGB, Lab, CMYK or bits, on white where they are transparent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageChops

DEEP: Final = ("I;16", "I;16L", "I;16B", "I;16N")
"""Gray of up to 16 bits, in Pillow's names for the order of its bytes."""

NAMES: Final = {"F": "floating-point numbers", "I": "integers of 32 bits or with a sign"}
"""Kinds of pixels that do not say which number is black and which is white."""


class Unusable(ValueError):
    """A picture that can't be brought to press, in words for the editor that follow its name."""


@dataclass(frozen=True, slots=True)
class Nature:
    """What a file says of its numbers and Pillow does not carry into the pixels.

    `bits` is how many a deep gray really has, `negative` whether its largest number is no light (or, for four inks,
    whether they came inverted).
    """

    bits: int = 16
    negative: bool = False


def make_plain(image: Image.Image, nature: Nature) -> Image.Image:
    """The same picture in mode 1, L, RGB, LAB or CMYK. Raises Unusable for pixels of a kind that has no meaning here.

    Pillow decodes RGB of 16 bits to its upper 8 (PNG, TIFF); gray of 16 bits is rounded to 8 here, since the black
    ink has no more.
    """
    mode = image.mode
    if mode in DEEP:
        return _gray(image, nature)
    if mode == "CMYK":
        return ImageChops.invert(image) if nature.negative else image
    if mode in ("1", "L", "RGB"):
        return _on_white(image) if image.info.get("transparency") is not None else image
    if mode == "LAB":
        return image
    if mode in ("YCbCr", "RGBX") or (mode == "P" and image.info.get("transparency") is None):
        return image.convert("RGB")
    if mode in ("P", "PA"):
        return _flat(image.convert("RGBA"))
    if mode in ("La", "RGBa"):
        image = image.convert(mode.upper())
    if image.mode in ("LA", "RGBA"):
        return _flat(image)
    raise Unusable(f"has pixels of a kind that can't be printed ({NAMES.get(mode, mode)})")


def _flat(image: Image.Image) -> Image.Image:
    """Gray or RGB with alpha, on white."""
    mode = "L" if image.mode == "LA" else "RGB"
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground


def _on_white(image: Image.Image) -> Image.Image:
    """Pixels of which one value lets through (PNG's tRNS, ISO/IEC 15948 11.3.2.1)."""
    clear = image.info["transparency"]
    values = np.array(image)
    if image.mode == "RGB":
        # Of a picture of 16 bits a channel the upper 8 were decoded.
        wanted = [part >> 8 if max(clear) > 255 else part for part in clear]
        values[(values == wanted).all(axis=2)] = 255
    else:
        values[values == (bool(clear) if image.mode == "1" else clear)] = 255 if image.mode == "L" else True
    return Image.fromarray(values)


def _gray(image: Image.Image, nature: Nature) -> Image.Image:
    """Deep gray in 8 bits, each number rounded to the nearest."""
    values = np.asarray(image).astype(np.uint32)
    most = (1 << nature.bits) - 1
    gray = (np.minimum(values, most) * 255 + most // 2) // most
    if nature.negative:
        gray = 255 - gray
    if (clear := image.info.get("transparency")) is not None:
        gray[values == clear] = 255
    return Image.fromarray(gray.astype(np.uint8))
