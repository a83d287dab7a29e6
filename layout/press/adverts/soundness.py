"""A stream that is kept packed -> a fault where it can't be unpacked: what the press would find, found before.

Data are unpacked a little at a time and thrown away. A bomb is harmless so, and is not unpacked to its end.
"""

from __future__ import annotations

import zlib
from typing import Final

from content.pdf.file import PdfFile, Stream
from content.pdf.values import Unreadable
from layout.press.adverts.decoding import OF_PICTURES, filters_of, undone

_PIECE: Final = 1 << 18
_MOST: Final = 1 << 30
"""Bytes of one stream that are looked at. A picture of the most pixels has 0.7 GB in four inks."""


def check_stream(file: PdfFile, stream: Stream) -> None:
    """Raises Unreadable for data that are cut off or can't be unpacked, as far as their first filters tell."""
    if b"F" in stream.entries:
        raise Unreadable("has a part in another file")
    data = stream.data
    for one in filters_of(file, stream):
        if one.name in (b"ASCII85Decode", b"ASCIIHexDecode"):
            data = undone(file, one, data, len(data))
            continue
        if one.name == b"FlateDecode":
            _inflate(data)
        elif one.name == b"DCTDecode":
            _is_jpeg(data)
        elif one.name in OF_PICTURES and not data:
            raise Unreadable("has a picture without data")
        return


def _inflate(data: bytes) -> None:
    unpacking = zlib.decompressobj()
    left, seen = data, 0
    try:
        while not unpacking.eof and seen < _MOST:
            piece = unpacking.decompress(left, _PIECE)
            left = unpacking.unconsumed_tail
            seen += len(piece)
            if not piece and not left and not unpacking.eof:
                raise Unreadable("has a stream that is cut off")
    except zlib.error:
        raise Unreadable("has a stream that can't be unpacked") from None
    if not unpacking.eof:
        raise Unreadable(f"has a stream of over {_MOST:,} bytes")


def _is_jpeg(data: bytes) -> None:
    """The marks at a JPEG's beginning and end (ISO 10918-1 B.1.1.3). Zeros or a line end may follow."""
    if not data.startswith(b"\xff\xd8"):
        raise Unreadable("has a picture that is no JPEG, and says so")
    if b"\xff\xd9" not in data[-1024:]:
        raise Unreadable("has a picture that is cut off")
