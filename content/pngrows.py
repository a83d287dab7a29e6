"""A PNG's stream -> whether it holds all the rows that its head promises (ISO/IEC 15948 7 and 8).

A decoder fills up with black what a PNG leaves out behind a sound end, and says nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO, Final

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


def lacks_rows(stream: IO[bytes]) -> bool:
    """Whether rows are missing. False for what is no PNG, and for one so damaged that a decoder will say so."""
    stream.seek(0)
    head = stream.read(33)
    if head[:8] != SIGNATURE or head[12:16] != b"IHDR" or len(head) < 33:
        return False
    wanted = _wanted(head[16:29])
    unpacker = zlib.decompressobj()
    found = 0
    try:
        for piece in _data(stream):
            packed = piece
            while packed and not unpacker.eof and found < wanted:
                found += len(unpacker.decompress(packed, _STEP))
                packed = unpacker.unconsumed_tail
            if unpacker.eof or found >= wanted:
                break
    except zlib.error:
        return False
    return found < wanted


def _wanted(header: bytes) -> int:
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


def _data(stream: IO[bytes]) -> Iterator[bytes]:
    """What the chunks of pixel data hold, in pieces."""
    at = 8
    while True:
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        length = int.from_bytes(head[:4], "big")
        at += 12 + length
        while head[4:] == b"IDAT" and length > 0:
            piece = stream.read(min(length, _STEP))
            if not piece:
                return
            length -= len(piece)
            yield piece
