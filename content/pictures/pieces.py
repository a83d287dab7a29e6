"""A picture file -> whether it is in too many pieces to be read in any time.

Decoders follow whatever a file says, a piece at a time, and a small file can hold millions: a JPEG of 260 kB in 2,000
scans of 36 million pixels takes two minutes. Pictures have a few pieces, so what has many more is refused before it is
decoded. Everything else that can be wrong is the decoders' to find.
"""

from __future__ import annotations

import struct
from itertools import islice
from typing import IO, Final

from content.pictures.jpegparts import EOI, MARKER, SOI, SOS
from content.pictures.png import walk_chunks
from content.pictures.tiff.directories import read_head

MOST_PIECES: Final = 100_000
"""Chunks of a PNG, values of one tag of a TIFF (its strips or tiles). A PNG of 500 MB has 60,000; a TIFF with a strip
for each row of the highest page at 1200 to the inch has 26,000."""

MOST_SEGMENTS: Final = 1_000
"""Segments of a JPEG before its pixels. Colour profiles take up to 255, a phone's depth maps some hundred."""

LARGEST_HEAD: Final = 32 * 1024 * 1024
"""Bytes of these."""

MOST_SCANS: Final = 100
"""Passes over a JPEG's pixels. Progressive ones have 10 to 14."""

_CHUNK: Final = 1 << 20
_TABLES: Final = (301, 320)
"""Tables of curves and colours, which of 16 bits have 196,608 values."""
_BYTES: Final = (1, 2, 6, 7)
"""TIFF's types of one byte: text, profiles, notes, which are read in one go however long they are."""


def in_too_many_pieces(stream: IO[bytes]) -> bool:
    """Whether the file of a JPEG, PNG or TIFF is in more pieces than any picture. Reads from its start."""
    stream.seek(0)
    head = stream.read(8)
    if head[:2] == b"\xff\xd8":
        return _jpeg(stream)
    if head == b"\x89PNG\r\n\x1a\n":
        return next(islice(walk_chunks(stream), MOST_PIECES - 1, None), None) is not None
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return _tiff(stream)
    return False


def _jpeg(stream: IO[bytes]) -> bool:
    at = 2
    for _ in range(MOST_SEGMENTS):
        stream.seek(at)
        head = stream.read(4)
        if len(head) < 4:
            return False
        if head[0] != 0xFF or head[1] == 0xFF:
            at += 1
        elif head[1] == SOS:
            return _in_many_scans(stream, at)
        elif head[1] <= 1 or 0xD0 <= head[1] <= SOI:
            at += 2
        else:
            at += 2 + int.from_bytes(head[2:], "big")
        if at > LARGEST_HEAD:
            return True
    return True


def _in_many_scans(stream: IO[bytes], start: int) -> bool:
    """`start` is where the first scan begins."""
    stream.seek(start)
    marks, last = 0, b""
    while chunk := stream.read(_CHUNK):
        marks += (last + chunk).count(b"\xff\xda")
        last = chunk[-1:] if chunk[-1:] == b"\xff" else b""
    if marks <= MOST_SCANS:
        return False
    # There may be a film behind the picture, in which such bytes come by chance: follow the scans to their end.
    stream.seek(start)
    data = stream.read()
    at, scans = 0, 0
    while at + 4 <= len(data):
        marker = data[at + 1]
        if marker == EOI:
            return False
        scans += marker == SOS
        if scans > MOST_SCANS:
            return True
        found = MARKER.search(data, at + 2 + int.from_bytes(data[at + 2 : at + 4], "big"))
        if found is None:
            return False
        at = found.start()
    return False


def _tiff(stream: IO[bytes]) -> bool:
    """The first directory of a TIFF (6.0 section 2) or BigTIFF."""
    try:
        order, big, at = read_head(stream)
        count, entry = ("Q", "HHQQ") if big else ("H", "HHII")
        stream.seek(at)
        (entries,) = struct.unpack(order + count, stream.read(struct.calcsize(order + count)))
        if entries > MOST_PIECES:
            return True
        size = struct.calcsize(order + entry)
        table = stream.read(entries * size)
    except (struct.error, OverflowError, ValueError, OSError):
        return False  # the decoder says what is wrong with it
    whole = len(table) - len(table) % size
    return any(
        values > MOST_PIECES and type not in _BYTES and tag not in _TABLES
        for tag, type, values, _ in struct.iter_unpack(order + entry, table[:whole])
    )
