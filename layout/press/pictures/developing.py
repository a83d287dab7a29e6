"""The bytes of a photo's file -> its crop in the press's inks, scaled, with rows that compress well."""

from __future__ import annotations

import io
import warnings
import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from layout.press.objects import DEFLATE_LEVEL
from layout.press.pictures.cache import PressImage
from layout.press.pictures.separation import Pixels, separate
from layout.press.profile import Profile

FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
"""The only decoders that a photo may reach: others start programs (EPS) or are seldom tested."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo's file, what is seen of it (left, top, right, bottom in upright pixels), and the result's pixels."""

    data: bytes
    crop: tuple[int, int, int, int]
    width: int
    height: int


def develop(photo: Photo, press: Profile, ink_limit: float) -> PressImage:
    """The photo in the press's inks, none of its pixels over `ink_limit` percent.

    Raises ValueError, in words for the editor, where the file can't be decoded or the crop is not inside it.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd EXIF and of many pixels: neither is news here, and errors still are errors.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(photo.data), formats=FORMATS) as opened:
                embedded = opened.info.get("icc_profile")
                upright = ImageOps.exif_transpose(opened)
                upright.load()
            plain = opaque(upright)
    except UnidentifiedImageError:
        # Its message names an object in memory.
        raise ValueError(f"is none of {', '.join(FORMATS)}, or damaged at its beginning") from None
    except Exception as error:
        # Pillow's decoders raise a dozen kinds of exception at damaged data.
        raise ValueError(f"can't be decoded ({error})") from error
    if not _within(photo.crop, plain.size):
        raise ValueError(
            f"has {plain.width} × {plain.height} pixels, and the crop {photo.crop} is not inside"
        )
    scaled = plain.crop(photo.crop)
    if scaled.size != (photo.width, photo.height):
        scaled = scaled.resize((photo.width, photo.height), Image.Resampling.LANCZOS)
    four = separate(scaled, embedded, press, ink_limit)
    return PressImage(photo.width, photo.height, zlib.compress(predicted(four), DEFLATE_LEVEL))


def opaque(image: Image.Image) -> Image.Image:
    """The same picture in mode L, RGB, LAB or CMYK, on white where it lets something through."""
    mode = image.mode
    if mode in ("L", "RGB", "LAB", "CMYK") and "transparency" not in image.info:
        return image
    if mode.startswith("I"):
        return _gray_of_integers(image)
    if mode in ("1", "YCbCr"):
        return image.convert("L" if mode == "1" else "RGB")
    if mode in ("La", "RGBa"):
        image = image.convert(mode.upper())
    elif mode not in ("L", "LA", "P", "PA", "RGB", "RGBA", "RGBX"):
        raise ValueError(f"pixels of the kind {mode} are not known")
    layered = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("RGB")


def _gray_of_integers(image: Image.Image) -> Image.Image:
    """Gray of 16 bits (mode I;16 and its kin, or I, in which Pillow holds it too) in 8."""
    values = np.asarray(image).astype(np.int64)
    return Image.fromarray(np.clip(values >> 8, 0, 255).astype(np.uint8))


def _within(crop: tuple[int, int, int, int], size: tuple[int, int]) -> bool:
    left, top, right, bottom = crop
    return 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]


def predicted(four: Pixels) -> bytes:
    """The rows as differences from their neighbours, which deflate better (PNG's Paeth filter)."""
    rows, columns, _ = four.shape
    above = np.zeros_like(four)
    above[1:] = four[:-1]
    left = np.zeros_like(four)
    left[:, 1:] = four[:, :-1]
    corner = np.zeros_like(four)
    corner[1:, 1:] = four[:-1, :-1]
    a, b, c = (neighbour.astype(np.int16) for neighbour in (left, above, corner))
    to_a, to_b, to_c = np.abs(b - c), np.abs(a - c), np.abs(a + b - 2 * c)
    nearest = np.where((to_a <= to_b) & (to_a <= to_c), left, np.where(to_b <= to_c, above, corner))
    filtered = np.empty((rows, 1 + columns * 4), np.uint8)
    filtered[:, 0] = 4
    filtered[:, 1:] = (four - nearest).reshape(rows, columns * 4)
    return filtered.tobytes()
