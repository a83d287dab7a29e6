"""A packed stream of an advertisement -> its data, or what keeps it from being placed, in words.

Streams are kept packed wherever they can be; only what paints is unpacked, to see what it names. What is kept is
unpacked a little at a time and thrown away, so that damage is found before the press finds it. A bomb is harmless so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from content.pdf.limited import Unreadable
from content.pdf.streams import (
    MOST_FILTERS,
    WHITE,
    Filter,
    StreamFault,
    Undecoded,
    decode_stream,
    filters_of,
    flate_fault,
    undo_filter,
)
from content.pdf.values import entry

OF_PICTURES: Final = ("DCTDecode", "CCITTFaxDecode", "JPXDecode", "JBIG2Decode")
_TEXT: Final = ("ASCII85Decode", "ASCIIHexDecode")
_KNOWN: Final = (*OF_PICTURES, *_TEXT, "FlateDecode", "LZWDecode", "RunLengthDecode")

_MOST: Final = 1 << 30
"""Bytes of one stream that are looked at. A picture of the most pixels has 0.7 GB in four inks."""


def known_filters(stream: Any) -> tuple[Filter, ...]:
    """The filters of a stream, the one to be undone first in front. Raises Unreadable for one that is not known."""
    filters = filters_of(stream)
    if len(filters) > MOST_FILTERS:
        raise Unreadable(f"has a stream packed {len(filters)} times over")
    for used in filters:
        if not used.name:
            raise Unreadable("has a stream with a filter that has no name")
        if used.name not in _KNOWN:
            raise Unreadable(f"has a stream packed with {used.name[:40]!r}, which is not known")
    return filters


def unpack_operators(stream: Any, most: int) -> bytes:
    """All of a stream's operators, of which there may be `most` bytes. Raises Unreadable."""
    if entry(stream, "/F") is not None:
        raise Unreadable("has a part in another file")
    if not stream.read_raw_bytes().strip(WHITE):
        # Writers leave empty streams behind, with the filter that they had: there is nothing to unpack.
        return b""
    for used in known_filters(stream):
        if used.name in OF_PICTURES:
            raise Unreadable(f"has operators packed with {used.name!r}, which is for pictures")
    with _in_words(most):
        return decode_stream(stream, most)


def undo(data: bytes, used: Filter, most: int) -> bytes:
    """The data with one filter undone. Raises Unreadable."""
    with _in_words(most):
        return undo_filter(data, used, most)


def check_stream(stream: Any) -> None:
    """Raises Unreadable for data that are cut off or can't be unpacked, as far as their first filters tell."""
    if entry(stream, "/F") is not None:
        raise Unreadable("has a part in another file")
    data = bytes(stream.read_raw_bytes())
    for used in known_filters(stream):
        if used.name in _TEXT:
            data = undo(data, used, 5 * len(data))
            continue
        if used.name == "FlateDecode":
            if fault := flate_fault(data, _MOST):
                _refuse(fault, _MOST)
        elif used.name == "DCTDecode":
            _check_jpeg(data)
        elif used.name in OF_PICTURES and not data:
            raise Unreadable("has a picture without data")
        return


def _check_jpeg(data: bytes) -> None:
    """The marks at a JPEG's beginning and end (ISO 10918-1 B.1.1.3). Zeros or a line end may follow."""
    if not data.startswith(b"\xff\xd8"):
        raise Unreadable("has a picture that is no JPEG, and says so")
    if b"\xff\xd9" not in data[-1024:]:
        raise Unreadable("has a picture that is cut off")


@contextmanager
def _in_words(most: int) -> Iterator[None]:
    try:
        yield
    except Undecoded as undecoded:
        _refuse(undecoded.fault, most)


def _refuse(fault: StreamFault, most: int) -> NoReturn:
    if fault == "too long":
        raise Unreadable(f"has a stream of over {most:,} bytes") from None
    what = "that is cut off" if fault == "cut short" else "that can't be unpacked"
    raise Unreadable(f"has a stream {what}") from None
