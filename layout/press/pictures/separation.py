"""Pixels of a photo in its own colours -> pixels in the press's four inks, within the limit of total ink.

RGB goes through littleCMS: relative colorimetric with black point compensation. Gray goes to black ink alone,
as much as prints that bright, so that a gray photo can't take on a tint when the inks are out of balance.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageCms

from layout.press.file.profile import RELATIVE, OutputProfile

Pixels = NDArray[np.uint8]
"""Rows, columns, and where there are four inks a third axis of them: 255 is a solid."""

FULL: Final = 255
STRIP: Final = 64
"""Rows that are converted at a time: what is worked on stays small, and near the processor."""

COMPENSATED: Final = ImageCms.Flags.BLACKPOINTCOMPENSATION


def reduce_to_gray(image: Image.Image) -> Image.Image:
    """An RGB image whose red, green and blue are the same everywhere as what it is, a gray one; others as they are."""
    if image.mode == "RGB":
        red, green, blue = image.split()
        if not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(red, blue).getbbox():
            return red
    return image


def separate_inks(
    image: Image.Image, own: bytes | None, press: OutputProfile, ink_limit: float
) -> Iterator[Pixels]:
    """The four inks of an image of mode L, RGB, LAB or CMYK, some rows at a time. `ink_limit` is percent of total ink.

    `own` is the image's profile, of its colour space, or of RGB where it is gray. Without one, gray and RGB are sRGB,
    and CMYK is the press's own inks.
    """
    for top in range(0, image.height, STRIP):
        strip = image.crop((0, top, image.width, min(image.height, top + STRIP)))
        yield clamp_inks(_inks(strip, own, press), ink_limit)


def _inks(image: Image.Image, own: bytes | None, press: OutputProfile) -> Pixels:
    if image.mode == "L":
        black = np.asarray(image.point(list(_black_of_gray(own, press))))
        four = np.zeros((*black.shape, 4), np.uint8)
        four[..., 3] = black
        return four
    if image.mode == "CMYK" and own is None:
        return np.array(image)
    converted = _transform(own, image.mode, press).apply(image)
    assert isinstance(converted, Image.Image)
    return np.array(converted)


@lru_cache(maxsize=8)
def _transform(own: bytes | None, mode: str, press: OutputProfile) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        _source(own, mode),
        ImageCms.ImageCmsProfile(io.BytesIO(press.data)),
        mode,
        "CMYK",
        RELATIVE,
        COMPENSATED,
    )


def _source(own: bytes | None, mode: str) -> Any:
    if own is not None:
        return ImageCms.ImageCmsProfile(io.BytesIO(own))
    if mode == "LAB":
        return ImageCms.createProfile("LAB")
    return ImageCms.createProfile("sRGB")


@lru_cache(maxsize=8)
def _black_of_gray(own: bytes | None, press: OutputProfile) -> tuple[int, ...]:
    """For each of the 256 grays, the black ink that prints as bright.

    Black point compensation for luminance alone: the range from black to white is scaled to that from solid
    black to paper.
    """
    scale = b"".join(bytes((0, 0, 0, black)) for black in range(256))
    printed = _luminance(
        Image.frombytes("CMYK", (256, 1), scale), ImageCms.ImageCmsProfile(io.BytesIO(press.data))
    )
    grays = Image.frombytes("L", (256, 1), bytes(range(256)))
    if own is None or own[16:20] == b"RGB ":
        grays = grays.convert("RGB")
    wanted = _luminance(grays, _source(own, grays.mode))
    solid = printed.min()
    wanted = solid + wanted * (1 - solid)
    # Lightness has 8 bits, so neighbours of the scale coincide: each step counts at its middle.
    levels, step = np.unique(printed, return_inverse=True)
    amounts = np.bincount(step, weights=np.arange(256)) / np.bincount(step)
    amounts[-1], amounts[0] = 0, FULL
    return tuple(int(value) for value in np.rint(np.interp(wanted, levels, amounts)))


def _luminance(image: Image.Image, profile: Any) -> NDArray[np.float64]:
    """The luminance Y, 0 to 1, of each pixel of a picture that is one row high."""
    to_lab = ImageCms.buildTransform(profile, ImageCms.createProfile("LAB"), image.mode, "LAB", RELATIVE)
    lab = to_lab.apply(image)
    assert isinstance(lab, Image.Image)
    lightness = np.asarray(lab)[0, :, 0] * (100 / FULL)
    # CIE 15: the cube above the linear foot, which ends at L* = 8.
    return np.where(lightness > 8, ((lightness + 16) / 116) ** 3, lightness * 27 / 24389)


def clamp_inks(four: Pixels, ink_limit: float) -> Pixels:
    """The inks with no pixel over `ink_limit` percent: black is kept, the colours shrink by one factor.

    Where black alone is over the limit, black shrinks too and no colour is left. Changes `four`, and gives it back.
    """
    limit = int(ink_limit * FULL // 100)
    over = four.sum(axis=2, dtype=np.uint16) > limit
    if over.any():
        heavy = four[over].astype(np.uint32)
        black = np.minimum(heavy[:, 3], limit)
        colours = heavy[:, :3].sum(axis=1)
        # Rounded down, so that the sum stays within the limit.
        shrunk = heavy[:, :3] * (limit - black)[:, None] // np.maximum(colours, 1)[:, None]
        four[over] = np.column_stack([shrunk, black]).astype(np.uint8)
    return four
