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
from content.pictures.overlay import Overlay
from content.pictures.tiffdirs import (
    BLACK_IS_ZERO,
    CIELAB,
    ICCLAB,
    INKS,
    PALETTE,
    RGB,
    WHITE_IS_ZERO,
    YCBCR,
    Directory,
    as_gray,
    written,
)

STRIP: Final = 256
"""Rows whose numbers are changed at a time."""

MOST_SAMPLES: Final = 500_000_000
"""Numbers of all channels that are read at once."""

UNPACKED, LZW, OLD_JPEG, JPEG, DEFLATE, DEFLATE_TOO, PACKBITS = 1, 5, 6, 7, 8, 32946, 32773
FAXES: Final = (2, 3, 4)
_PLAIN: Final = (UNPACKED, LZW, DEFLATE, DEFLATE_TOO, PACKBITS)
"""Ways of packing that know nothing of channels."""

_PACKED: Final = (*_PLAIN, *FAXES, OLD_JPEG, JPEG, 32771, 34925, 50000)
"""Ways of packing that are known to work (Compression, tag 259), the last three faxes by words, LZMA and Zstandard."""

MULTIPLIED, TRANSPARENT = 1, 2
"""What an extra channel may be (ExtraSamples, tag 338); 0 is anything else."""

_MODES: Final = {
    WHITE_IS_ZERO: "L",
    BLACK_IS_ZERO: "L",
    RGB: "RGB",
    INKS: "CMYK",
    CIELAB: "LAB",
    ICCLAB: "LAB",
}

_FORMATS: Final = {
    2: "whole numbers with a sign",
    3: "floating-point numbers",
    5: "complex numbers",
    6: "complex numbers",
}
"""What numbers are, if not whole ones without a sign (SampleFormat, tag 339)."""

_KINDS: Final = {
    4: "a mask",
    10: "ITU Lab",
    32803: "a camera's raw mosaic",
    32844: "logarithms of brightness",
    32845: "logarithms of brightness",
    34892: "a camera's raw data",
}
"""What pixels may mean that no press takes (PhotometricInterpretation)."""


@dataclass(frozen=True, slots=True)
class Channels:
    """A picture read here: 8 bits of gray, RGB, inks or Lab, laid on paper white; and how it is seen through (L)."""

    image: Image.Image
    alpha: Image.Image | None


def odd_tiff(directory: Directory) -> str:
    """Why a picture's pixels can't be printed: a phrase that says what they are; empty where they can."""
    numbers = next((one for one in directory.numbers.get(339, ()) if one not in (1, 4)), 1)
    if directory.kind in _KINDS:
        return _KINDS[directory.kind]
    if numbers == 2 and max(directory.bits) > 16:
        return f"integers of {max(directory.bits)} bits with a sign"
    if numbers != 1:
        return _FORMATS.get(numbers, "numbers of an unknown kind")
    bits = set(directory.bits)
    if len(bits) != 1 or len(directory.bits) != directory.samples:
        return "channels of different depths"
    depth = bits.pop()
    if depth > 16:
        return f"integers of {depth} bits"
    if directory.samples < directory.colours:
        return "fewer channels than their colours have"
    if directory.kind == INKS and directory.one(332, 1) != 1:
        return f"{directory.samples} inks that are not cyan, magenta, yellow and black"
    if directory.kind == YCBCR and directory.compression != JPEG:
        return "brightness and colour differences (YCbCr) that are not packed as JPEG"
    if directory.compression == OLD_JPEG:
        return "packed as JPEG in an old way that programs read differently"
    if directory.compression not in _PACKED:
        return f"packed in a way that is not read here (number {directory.compression})"
    if not by_pillow(directory) and not _by_channels(directory):
        channels = "one channel" if directory.samples == 1 else f"{directory.samples} channels"
        return f"{channels} of {depth} bits in an arrangement that is not known"
    return ""


def by_pillow(directory: Directory) -> bool:
    """Whether Pillow reads such a picture right: what was tried."""
    kind, samples, bits, extras = directory.kind, directory.samples, directory.bits, directory.extras
    depth = bits[0] if bits else 0
    if directory.compression == JPEG:
        return depth == 8 and not extras
    if directory.apart:
        return kind in (RGB, INKS) and depth == 8 and not extras
    if kind in (WHITE_IS_ZERO, BLACK_IS_ZERO):
        if samples == 1:
            known = (1, 2, 4, 8) if kind == WHITE_IS_ZERO and directory.order == ">" else (1, 2, 4, 8, 12, 16)
            return depth in known
        return kind == BLACK_IS_ZERO and depth == 8 and extras in ((TRANSPARENT,), (MULTIPLIED,))
    if kind == PALETTE:
        return depth in (1, 2, 4, 8) and (samples == 1 or (depth == 8 and samples == 2))
    if kind == RGB:
        most = 3 if depth == 8 else 1
        return depth in (8, 16) and (not extras or (not any(extras[1:]) and len(extras) <= most))
    if kind == INKS:
        return depth in (8, 16) and not extras
    return kind in (CIELAB, YCBCR) and depth == 8 and not extras


def _by_channels(directory: Directory) -> bool:
    return (
        directory.kind in _MODES
        and directory.compression in _PLAIN
        and set(directory.bits) <= {8, 16}
        and directory.one(317, 1) in (1, 2)
        and directory.samples <= 64
    )


def pointed_at(stream: IO[bytes], directory: Directory) -> IO[bytes]:
    """The file with a head that names this directory as its first."""
    where = length = 8 if directory.big else 4
    place = directory.at.to_bytes(length, "little" if directory.order == "<" else "big")
    stream.seek(0)
    head = stream.read(where + length)
    stream.seek(0)
    return stream if head[where:] == place else cast(IO[bytes], Overlay(stream, head[:where] + place, b""))


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
    image, alpha = _coloured(directory, found)
    turn = directory.one(274, 1)
    return Channels(turned(image, turn), None if alpha is None else turned(alpha, turn))


def channel_mode(directory: Directory) -> str:
    """Pillow's name of the pixels that `read_channels` gives."""
    return _MODES[directory.kind]


def profile_of(directory: Directory) -> bytes | None:
    """The embedded colour profile (tag 34675), whose type may be bytes or numbers."""
    return directory.raw.get(34675) or (
        bytes(directory.numbers[34675]) if _is_bytes(directory, 34675) else None
    )


def _is_bytes(directory: Directory, tag: int) -> bool:
    return all(0 <= one < 256 for one in directory.numbers.get(tag, (-1,)))


def turned(image: Image.Image, turn: int) -> Image.Image:
    """A picture turned as TIFF's Orientation (tag 274) says."""
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
    head, tail = written(gray)
    file = Overlay(stream, head, bytes(gray.at - stream.tell()) + tail)
    # Opened without Pillow's look at the number of pixels: here it is that of all channels.
    with TiffImagePlugin.TiffImageFile(cast(IO[bytes], file)) as opened:
        values = np.asarray(opened)
    samples = gray.size[0] // directory.size[0]
    values = values.reshape(values.shape[0], directory.size[0], samples)
    if values.dtype != np.uint8:
        values = values.astype(np.uint16)
    if directory.one(317, 1) == 2:
        values = _summed(values, directory.one(322, directory.size[0]))
    return values


def _summed(differences: NDArray[Any], wide: int) -> NDArray[Any]:
    """Numbers of which the differences along each row of a tile were packed (Predictor 2, TIFF 6.0 section 14)."""
    values = np.empty_like(differences)
    for left in range(0, differences.shape[1], wide):
        part = differences[:, left : left + wide]
        np.cumsum(part, axis=1, dtype=part.dtype, out=values[:, left : left + wide])
    return values


def _coloured(directory: Directory, found: dict[int, NDArray[Any]]) -> tuple[Image.Image, Image.Image | None]:
    """The channels as a picture on paper white, and its alpha."""
    through = _seen_through(directory)
    alpha = _in_strips(found[through[0]], _in_eight) if through else None
    multiplied = bool(through) and directory.extras[through[0] - directory.colours] == MULTIPLIED
    bands = []
    for number in range(directory.colours):
        band = _in_strips(found[number], partial(_band, directory.kind, number))
        if alpha is not None:
            _lay_on_paper(band, alpha, _paper(directory.kind, number), multiplied=multiplied)
        bands.append(Image.fromarray(band))
    image = bands[0] if len(bands) == 1 else Image.merge(_MODES[directory.kind], bands)
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


def _band(kind: int, number: int, values: NDArray[Any]) -> NDArray[np.uint8]:
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
