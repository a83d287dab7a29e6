"""A stream of a file -> its unpacked bytes, if they are no more than a limit: bombs are measured, not unpacked."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from layout.preflight.reading.values import UNREADABLE, elements, entry, name, one_or_more, whole

LARGEST_STREAM: Final = 256 * 2**20
"""Bytes that one stream may unpack to: a broadsheet in four inks at 430 pixels to the inch. More is a bomb."""

USUAL_STREAM: Final = 64 * 2**20
"""Bytes of a stream that is read as a whole, but for pictures: content, fonts, profiles."""

_WHITE: Final = b"\0\t\n\f\r "

MOST_FILTERS: Final = 4
_LONGER: Final = {"ASCIIHexDecode": 1, "ASCII85Decode": 4, "RunLengthDecode": 64}
"""How many bytes one byte of a filter's input becomes at most. A `z` of ASCII85 is four zeros."""

_SHORT: Final = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
"""The short names of filters in inline images (ISO 32000-1 table 94)."""


@dataclass(frozen=True, slots=True)
class Undecoded(Exception):
    """Why a stream can't be had: `why` completes "it …"."""

    why: str


@contextmanager
def bounded_streams() -> Iterator[None]:
    """No stream unpacks to more than `LARGEST_STREAM` meanwhile: qpdf refuses it. The limit is the whole process's."""
    before: dict[str, Any] = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        dct_max_memory=LARGEST_STREAM,
        dct_max_progressive_scans=100,
    )
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**before)


def filters_of(stream: Any) -> tuple[str, ...]:
    """The names of a stream's filters, in the order in which they are undone, in their long form."""
    found = entry(stream, "/Filter")
    if found is None:
        found = entry(stream, "/F")
    names = [name(one) for one in one_or_more(found)[:50]]
    return tuple(_SHORT.get(one, one) for one in names if one)


def unpacked(stream: Any, most: int = USUAL_STREAM) -> bytes | None:
    """The bytes of a stream behind its filters; None where it is none, is broken, or would be longer than `most`."""
    try:
        return decoded(stream, most)
    except Undecoded:
        return None


def decoded(stream: Any, most: int = USUAL_STREAM, until: str = "") -> bytes:
    """The bytes of a stream behind its filters, or before the filter `until`, which is not undone.

    Raises Undecoded: they are more than `most`, a filter is unknown, the stream is damaged.
    """
    if not isinstance(stream, pikepdf.Stream):
        raise Undecoded("is no stream")
    filters = filters_of(stream)
    if len(filters) > MOST_FILTERS:
        raise Undecoded(f"has {len(filters)} filters, one over the other")
    try:
        data = bytes(stream.read_raw_bytes())
        parameters = entry(stream, "/DecodeParms")
        listed = elements(parameters) if isinstance(parameters, pikepdf.Array) else [parameters]
        for at, used in enumerate(filters):
            if used == until:
                break
            data = _undone(data, used, listed[at] if at < len(listed) else None, most)
    except UNREADABLE as error:
        raise Undecoded("is damaged") from error
    if len(data) > most:
        raise Undecoded(f"is longer than {most >> 20} MiB")
    return data


def _undone(data: bytes, used: str, parameters: Any, most: int) -> bytes:
    if used == "FlateDecode":
        found = inflated(data, most)
        if not isinstance(parameters, pikepdf.Dictionary) or whole(entry(parameters, "/Predictor"), 1) <= 1:
            return found
        too_long = False
    elif used == "LZWDecode":
        too_long = _unpacks_beyond(data, most)
    elif used in _LONGER:
        # Where it might be too long by its nature, it is only if it is: these are seldom, and never large.
        too_long = len(data) * _LONGER[used] > most * 4
    else:
        raise Undecoded(f"has the filter {used}")
    if too_long:
        raise Undecoded(f"is longer than {most >> 20} MiB")
    # A file of its own: the one that is looked at stays as it is.
    with pikepdf.new() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stage = pikepdf.Stream(scratch, data)
        stage.Filter = pikepdf.Name("/" + used)
        if isinstance(parameters, pikepdf.Dictionary):
            sound = {
                key: value
                for key in ("/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange")
                if 0 <= (value := whole(entry(parameters, key), -1)) < 1 << 20
            }
            stage.DecodeParms = pikepdf.Dictionary(sound)
        return bytes(stage.read_bytes())


def inflated(data: bytes, most: int) -> bytes:
    """Flate data unpacked. Empty ones are empty.

    Raises Undecoded for those that are longer than `most`, cut short, or other than they were written: their check sum
    says so (RFC 1950 2.2).
    """
    if not data.strip(_WHITE):
        return b""
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, most + 1)
    except zlib.error as error:
        raise Undecoded("is damaged") from error
    if len(found) > most:
        raise Undecoded(f"is longer than {most >> 20} MiB")
    if not inflater.eof:
        raise Undecoded("is cut short")
    return found


def is_whole(data: bytes, most: int) -> bool:
    """Whether Flate data can be unpacked to their end; they are not kept, and `most` bytes are looked at."""
    inflater, length, rest = zlib.decompressobj(), 0, data
    try:
        while rest and not inflater.eof and length <= most:
            length += len(inflater.decompress(rest, 1 << 18))
            rest = inflater.unconsumed_tail
    except zlib.error:
        return False
    return inflater.eof or length > most or not data.strip(_WHITE)


def _unpacks_beyond(data: bytes, most: int) -> bool:
    """The same of LZW data, of which a code of 9 bits at least stands for 4,096 bytes at most."""
    return len(data) * 8 // 9 * 4096 > most and len(data) > 1 << 16
