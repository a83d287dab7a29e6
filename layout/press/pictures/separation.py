"""Pixels of a photo in its own colours -> pixels in the press's four inks, within the limit of total ink.

RGB goes through littleCMS: relative colorimetric with black point compensation. Gray goes to black ink alone,
as much as prints that bright, so that a gray photo can't take on a tint when the inks are out of balance.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from layout.press.profile import RELATIVE, Profile

Pixels = NDArray[np.uint8]
"""Rows, columns, and where there are four inks a third axis of them: 255 is a solid."""

FULL: Final = 255
STRIP: Final = 256
"""Rows that are clamped at a time: the sums need wider integers than the inks."""

COMPENSATED: Final = ImageCms.Flags.BLACKPOINTCOMPENSATION
SPACES: Final = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK", "LAB": b"Lab "}
"""The colour space that a profile has to be of, to be a picture's in this mode (ICC.1 table 19)."""


def separate(image: Image.Image, embedded: bytes | None, press: Profile, ink_limit: float) -> Pixels:
    """The four inks of an image of mode L, RGB, LAB or CMYK. `ink_limit` is percent of total ink.

    `embedded` is the image's own profile. Where it has none, or one of another colour space, or a damaged
    one, gray and RGB are taken for sRGB, and CMYK for the press's own inks.
    """
    if image.mode == "RGB" and _colourless(image):
        image = image.getchannel(0)
    own = embedded if embedded and embedded[16:20] == SPACES[image.mode] else None
    if image.mode == "L":
        black = np.asarray(image.point(list(_black_of_gray(own, press))))
        four = np.zeros((*black.shape, 4), np.uint8)
        four[..., 3] = black
    elif image.mode == "CMYK" and (own is None or own == press.data):
        four = np.array(image)
    else:
        four = np.array(_to_press(image, own, press))
    return clamped(four, ink_limit)


def _to_press(image: Image.Image, own: bytes | None, press: Profile) -> Image.Image:
    try:
        transform = _transform(own, image.mode, press)
    except (ImageCms.PyCMSError, OSError, ValueError):
        if image.mode == "CMYK":
            return image
        transform = _transform(None, image.mode, press)
    converted = transform.apply(image)
    assert isinstance(converted, Image.Image)
    return converted


@lru_cache(maxsize=8)
def _transform(own: bytes | None, mode: str, press: Profile) -> ImageCms.ImageCmsTransform:
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


def _colourless(image: Image.Image) -> bool:
    """Whether red, green and blue are the same everywhere: a gray photo that was stored as RGB."""
    red, green, blue = (band.tobytes() for band in image.split())
    return red == green == blue


@lru_cache(maxsize=8)
def _black_of_gray(own: bytes | None, press: Profile) -> tuple[int, ...]:
    """For each of the 256 grays, the black ink that prints as bright.

    Black point compensation for luminance alone: the range from black to white is scaled to that from solid
    black to paper.
    """
    scale = b"".join(bytes((0, 0, 0, black)) for black in range(256))
    printed = _luminance(
        Image.frombytes("CMYK", (256, 1), scale), ImageCms.ImageCmsProfile(io.BytesIO(press.data))
    )
    grays = Image.frombytes("L", (256, 1), bytes(range(256)))
    try:
        wanted = _luminance(grays, _source(own, "L")) if own else None
    except (ImageCms.PyCMSError, OSError, ValueError):
        wanted = None
    if wanted is None:
        wanted = _luminance(grays.convert("RGB"), ImageCms.createProfile("sRGB"))
    solid = printed.min()
    wanted = solid + wanted * (1 - solid)
    # Lightness is told in 8 bits, so neighbours of the scale coincide: each step counts at its middle.
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


def clamped(four: Pixels, ink_limit: float) -> Pixels:
    """The same inks with no pixel over `ink_limit` percent: black is kept, the colours shrink by one factor.

    Where black alone is over the limit, black shrinks too and no colour is left.
    """
    limit = int(ink_limit * FULL // 100)
    result = four.copy()
    for start in range(0, len(result), STRIP):
        strip = result[start : start + STRIP]
        over = strip.sum(axis=2, dtype=np.uint16) > limit
        if not over.any():
            continue
        heavy = strip[over].astype(np.uint32)
        black = np.minimum(heavy[:, 3], limit)
        colours = heavy[:, :3].sum(axis=1)
        # Rounded down, so that the sum stays within the limit.
        shrunk = heavy[:, :3] * (limit - black)[:, None] // np.maximum(colours, 1)[:, None]
        strip[over] = np.column_stack([shrunk, black]).astype(np.uint8)
    return result
