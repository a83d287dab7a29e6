"""A TIFF's directory -> whether its pixels can be printed, and who reads them right, Pillow or `tiff.py`."""

from __future__ import annotations

from typing import IO, Final, cast

from content.pictures.overlay import PatchedStream
from content.pictures.tiff.directories import (
    BLACK_IS_ZERO,
    CIELAB,
    ICCLAB,
    INKS,
    PALETTE,
    RGB,
    WHITE_IS_ZERO,
    YCBCR,
    Directory,
)

UNPACKED, LZW, OLD_JPEG, JPEG, DEFLATE, DEFLATE_TOO, PACKBITS = 1, 5, 6, 7, 8, 32946, 32773
FAXES: Final = (2, 3, 4)
_PLAIN: Final = (UNPACKED, LZW, DEFLATE, DEFLATE_TOO, PACKBITS)
"""Ways of packing that know nothing of channels."""

_PACKED: Final = (*_PLAIN, *FAXES, OLD_JPEG, JPEG, 32771, 34925, 50000)
"""Ways of packing that are known to work (Compression, tag 259), the last three faxes by words, LZMA and Zstandard."""

MULTIPLIED, TRANSPARENT = 1, 2
"""What an extra channel may be (ExtraSamples, tag 338); 0 is anything else."""

CHANNEL_MODES: Final = {
    WHITE_IS_ZERO: "L",
    BLACK_IS_ZERO: "L",
    RGB: "RGB",
    INKS: "CMYK",
    CIELAB: "LAB",
    ICCLAB: "LAB",
}
"""Pillow's names of the pixels that are read channel by channel, by what they mean."""

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


def odd_tiff(directory: Directory) -> str:
    """Why a picture's pixels can't be printed: a phrase that says what they are; empty where they can."""
    numbers = next((number for number in directory.numbers.get(339, ()) if number not in (1, 4)), 1)
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
    if directory.kind == INKS and directory.first_value(332, 1) != 1:
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
        known = kind in (BLACK_IS_ZERO, RGB, INKS, YCBCR)
        return known and depth == 8 and not extras and not directory.apart
    if directory.apart:
        return kind in (RGB, INKS) and depth == 8 and not extras
    if kind in (WHITE_IS_ZERO, BLACK_IS_ZERO):
        if samples == 1:
            deep = (12, 16) if kind == BLACK_IS_ZERO or directory.order == "<" else ()
            return depth in (1, 2, 4, 8, *deep)
        return kind == BLACK_IS_ZERO and depth == 8 and extras in ((TRANSPARENT,), (MULTIPLIED,))
    if kind == PALETTE:
        return depth in (1, 2, 4, 8) and (samples == 1 or (depth == 8 and samples == 2))
    if kind == RGB:
        # Of channels that the file says nothing of, Pillow takes the first for transparency.
        said = len(directory.numbers.get(338, ())) >= len(extras)
        most = 3 if depth == 8 else 1
        return depth in (8, 16) and said and not any(extras[1:]) and len(extras) <= most
    return kind in (INKS, CIELAB) and depth in ((8, 16) if kind == INKS else (8,)) and not extras


def _by_channels(directory: Directory) -> bool:
    return (
        directory.kind in CHANNEL_MODES
        and directory.compression in _PLAIN
        and set(directory.bits) <= {8, 16}
        and directory.first_value(317, 1) in (1, 2)
        and directory.samples <= 64
    )


def point_at(stream: IO[bytes], directory: Directory) -> IO[bytes]:
    """The file with a head that names this directory as its first."""
    where = length = 8 if directory.big else 4
    place = directory.at.to_bytes(length, "little" if directory.order == "<" else "big")
    stream.seek(0)
    head = stream.read(where + length)
    stream.seek(0)
    return (
        stream if head[where:] == place else cast(IO[bytes], PatchedStream(stream, head[:where] + place, b""))
    )


def profile_of(directory: Directory) -> bytes | None:
    """The embedded colour profile (tag 34675), whose type may be bytes or numbers."""
    numbers = directory.numbers.get(34675, (-1,))
    profile = bytes(numbers) if min(numbers) >= 0 and max(numbers) < 256 else None
    return directory.raw.get(34675) or profile
