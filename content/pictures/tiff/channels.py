"""A TIFF's picture -> its pixels: by Pillow where that reads it right, else channel by channel here.

Pillow takes channels that lie apart (PlanarConfiguration 2) of 16 bits for 8, knows no transparency beside inks, and
has no Lab of 16 bits. Any such picture is a gray one to it if the directory says so: so it unpacks them, and what the
channels mean is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO, Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from content.pictures.fault import OddKind
from content.pictures.overlay import PatchedStream
from content.pictures.tiff.directories import (
    CIELAB,
    ICCLAB,
    INKS,
    WHITE_IS_ZERO,
    Directory,
    as_gray,
    write_directory,
)
from content.pictures.tiff.kinds import CHANNEL_MODES, MULTIPLIED, TRANSPARENT

STRIP: Final = 256
"""Rows whose numbers are changed at a time."""

MOST_SAMPLES: Final = 500_000_000
"""Numbers of all channels that are read at once."""


@dataclass(frozen=True, slots=True)
class Channels:
    """A picture read here: 8 bits of gray, RGB, inks or Lab, laid on paper white; and how it is seen through (L)."""

    image: Image.Image
    alpha: Image.Image | None


def read_channels(stream: IO[bytes], directory: Directory) -> Channels:
    """The pixels, upright. Raises OddKind for more of them than fit, and whatever Pillow does at damaged data."""
    width, height = directory.size
    if width * height * directory.samples > MOST_SAMPLES:
        raise OddKind("more channels than can be read at its size")
    used = directory.colours + len(directory.extras)
    if directory.apart:
        wanted = [*range(directory.colours), *(_seen_through(directory) or ())]
        found = {sample: _plane(stream, as_gray(directory, sample), directory)[..., 0] for sample in wanted}
    else:
        rows = _plane(stream, as_gray(directory, None), directory)
        found = {sample: rows[..., sample] for sample in range(used)}
    image, alpha = _merge_bands(directory, found)
    turn = directory.first_value(274, 1)
    return Channels(turn_upright(image, turn), None if alpha is None else turn_upright(alpha, turn))


def turn_upright(image: Image.Image, turn: int) -> Image.Image:
    """A picture turned as Orientation (tag 274 of TIFF and Exif) says."""
    how = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(turn)
    return image if how is None else image.transpose(how)


def _seen_through(directory: Directory) -> tuple[int, ...]:
    """The sample that says how a pixel is seen through, if any."""
    found = [number for number, extra in enumerate(directory.extras) if extra in (MULTIPLIED, TRANSPARENT)]
    return (directory.colours + found[0],) if found else ()


def _plane(stream: IO[bytes], gray: Directory, directory: Directory) -> NDArray[Any]:
    """Rows, columns and samples of one channel, or of all where they lie side by side."""
    stream.seek(0, 2)
    gray = Directory(stream.tell() + stream.tell() % 2, gray.order, gray.big, gray.numbers, gray.raw)
    head, tail = write_directory(gray)
    file = PatchedStream(stream, head, bytes(gray.at - stream.tell()) + tail)
    # Opened without Pillow's look at the number of pixels: here it is that of all channels.
    with TiffImagePlugin.TiffImageFile(cast(IO[bytes], file)) as opened:
        values = np.asarray(opened)
    samples = gray.size[0] // directory.size[0]
    values = values.reshape(values.shape[0], directory.size[0], samples)
    if values.dtype != np.uint8:
        values = values.astype(np.uint16)
    if directory.first_value(317, 1) == 2:
        values = _sum_differences(values, directory.first_value(322, directory.size[0]))
    return values


def _sum_differences(differences: NDArray[Any], wide: int) -> NDArray[Any]:
    """Numbers of which the differences along each row of a tile were packed (Predictor 2, TIFF 6.0 section 14)."""
    values = np.empty_like(differences)
    for left in range(0, differences.shape[1], wide):
        part = differences[:, left : left + wide]
        np.cumsum(part, axis=1, dtype=part.dtype, out=values[:, left : left + wide])
    return values


def _merge_bands(
    directory: Directory, found: dict[int, NDArray[Any]]
) -> tuple[Image.Image, Image.Image | None]:
    """The channels as a picture on paper white, and its alpha."""
    through = _seen_through(directory)
    alpha = _in_strips(found[through[0]], _in_eight) if through else None
    multiplied = bool(through) and directory.extras[through[0] - directory.colours] == MULTIPLIED
    bands = []
    for number in range(directory.colours):
        band = _in_strips(found[number], partial(_convert_band, directory.kind, number))
        if alpha is not None:
            _lay_on_paper(band, alpha, _paper(directory.kind, number), multiplied=multiplied)
        bands.append(Image.fromarray(band))
    image = bands[0] if len(bands) == 1 else Image.merge(CHANNEL_MODES[directory.kind], bands)
    return image, None if alpha is None else Image.fromarray(alpha)


def _in_strips(
    values: NDArray[Any], change: Callable[[NDArray[Any]], NDArray[np.uint8]]
) -> NDArray[np.uint8]:
    """A channel in 8 bits, some rows at a time: what is worked on is wider than what comes out."""
    made = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), STRIP):
        made[top : top + STRIP] = change(values[top : top + STRIP])
    return made


def _paper(kind: int, number: int) -> int:
    """A channel's number of white paper: all light, no ink; in Lab white, without colour."""
    return 0 if kind == INKS else 128 if number and kind in (CIELAB, ICCLAB) else 255


def _in_eight(values: NDArray[Any]) -> NDArray[np.uint8]:
    if values.dtype == np.uint8:
        return values
    return ((values.astype(np.uint32) * 255 + 32_767) // 65_535).astype(np.uint8)


def _convert_band(kind: int, number: int, values: NDArray[Any]) -> NDArray[np.uint8]:
    """A colour's channel in 8 bits, in Pillow's way: of Lab, a and b lie round 128."""
    deep = values.dtype != np.uint8
    if kind == WHITE_IS_ZERO:
        return 255 - _in_eight(values)
    if kind == CIELAB and number:
        # With a sign (TIFF 6.0 section 23); of 16 bits, in 256ths.
        return (
            _from_256ths(values.astype(np.int32) - (values >= 32_768) * 65_536)
            if deep
            else values ^ np.uint8(128)
        )
    if kind == ICCLAB and deep:
        # Lightness 100 is FF00, and a and b are in 256ths round 8000 (TIFF Technical Note 4).
        if number:
            return _from_256ths(values.astype(np.int32) - 32_768)
        return (np.minimum(values.astype(np.uint32), 65_280) * 255 // 65_280).astype(np.uint8)
    return _in_eight(values)


def _from_256ths(values: NDArray[np.int32]) -> NDArray[np.uint8]:
    return np.clip((values + 128) // 256 + 128, 0, 255).astype(np.uint8)


def _lay_on_paper(band: NDArray[np.uint8], alpha: NDArray[np.uint8], paper: int, *, multiplied: bool) -> None:
    """Change a channel to what it is on paper."""
    for top in range(0, len(band), STRIP):
        rows = slice(top, top + STRIP)
        seen = alpha[rows].astype(np.uint32)
        colour = band[rows].astype(np.uint32) * (255 if multiplied else seen)
        band[rows] = np.minimum((colour + (255 - seen) * paper + 127) // 255, 255)
