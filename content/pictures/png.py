"""A PNG's stream -> what is wrong with its pixels (ISO/IEC 15948 5, 7, 8 and 10): each check, each row, the end.

A decoder fills up with black what a PNG leaves out behind a sound end, and Pillow's looks at no check of pixel data.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Final

from content.pictures.fault import PictureFault

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"

_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by colour type."""

_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Adam7: the first column and row of each pass, and its steps across and down."""

_STEP: Final = 1 << 20
"""Bytes that are unpacked at a time, and thrown away."""

_CHECKED: Final = (b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM")
"""Chunks that make the pixels or say what colours they are."""

_DAMAGED: Final = PictureFault("is damaged: a part of it fails its check")
_CUT: Final = PictureFault("ends before its last row")


def png_fault(stream: IO[bytes]) -> PictureFault | None:
    """What is wrong with the pixels. None for what is no PNG, or has a head that every decoder refuses."""
    stream.seek(0)
    head = stream.read(33)
    if head[:8] != SIGNATURE or head[12:16] != b"IHDR" or len(head) < 33:
        return None
    wanted = _count_bytes(head[16:29])
    chunks = _Chunks(stream)
    try:
        found, ended = count_unpacked(chunks.pixel_data(), wanted)
    except zlib.error:
        return PictureFault("is damaged: its rows do not unpack")
    if chunks.damaged:
        return _DAMAGED
    if found > wanted:
        return PictureFault("is damaged: it holds more rows than it says")
    return _CUT if found < wanted or not ended else None


def count_unpacked(pieces: Iterable[bytes], most: int) -> tuple[int, bool]:
    """How many bytes a zlib stream unpacks to, counted until they are more than `most`, and whether it is there to its
    end, with the check of all of them (RFC 1950). Raises zlib.error.
    """
    unpacker, found = zlib.decompressobj(), 0
    for piece in pieces:
        packed = piece
        while packed and not unpacker.eof and found <= most:
            found += len(unpacker.decompress(packed, _STEP))
            packed = unpacker.unconsumed_tail
    if not unpacker.eof:
        found += len(unpacker.decompress(b"", _STEP))  # what is left of the last piece, the check with it
    return found, unpacker.eof


def _count_bytes(header: bytes) -> int:
    """Bytes of all rows, each with its filter's byte."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    bits = header[8] * _SAMPLES.get(header[9], 1)
    if not header[12]:
        return height * (1 + (width * bits + 7) // 8)
    total = 0
    for left, top, across, down in _PASSES:
        columns, rows = -(-max(0, width - left) // across), -(-max(0, height - top) // down)
        if columns:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


class _Chunks:
    """The chunks of a PNG, read once; `damaged` where one of those that matter fails its check."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.damaged = False

    def pixel_data(self) -> Iterator[bytes]:
        """What the chunks of pixel data hold, in pieces."""
        for name, length in walk_chunks(self._stream):
            if name not in _CHECKED:
                continue
            check, left = zlib.crc32(name), length
            while left > 0:
                piece = self._stream.read(min(left, _STEP))
                if not piece:
                    return
                left -= len(piece)
                check = zlib.crc32(piece, check)
                if name == b"IDAT":
                    yield piece
            self.damaged |= check.to_bytes(4, "big") != self._stream.read(4)


def walk_chunks(stream: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """The name and length of each chunk up to the end, or where the file is cut off (ISO/IEC 15948 5.3). The stream is
    where the chunk's data begin.
    """
    at = 8
    while True:
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        length = int.from_bytes(head[:4], "big")
        yield head[4:], length
        at += 12 + length


MOST_CHUNKS: Final = 1_000
LARGEST_CHUNK: Final = 64
"""Chunks before the pixels that are looked through, and bytes of those that are read: all that say one thing."""


def head_chunks(stream: IO[bytes]) -> dict[bytes, bytes]:
    """The first of each chunk before the pixels, by name; of larger ones nothing but that they are there."""
    found: dict[bytes, bytes] = {}
    for name, length in islice(walk_chunks(stream), MOST_CHUNKS):
        if name == b"IDAT":
            break
        found.setdefault(name, stream.read(length) if length <= LARGEST_CHUNK else b"")
    return found
