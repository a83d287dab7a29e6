"""A stream of a file -> its unpacked bytes, if they are no more than a limit: bombs are measured, not unpacked."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal

import pikepdf

from content.pdf.values import UNREADABLE, entry, name, one_or_more, whole

LARGEST_STREAM: Final = 256 * 2**20
"""Bytes that one stream may unpack to: a broadsheet in four inks at 430 pixels to the inch. More is a bomb."""

USUAL_STREAM: Final = 64 * 2**20
"""Bytes of a stream that is read as a whole, but for pictures: content, fonts, profiles."""

WHITE: Final = b"\0\t\n\f\r "
"""White space (ISO 32000-1 table 1)."""

MOST_FILTERS: Final = 6
_UNDONE: Final = ("FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode")
"""Filters that are undone here. The others are those of pictures."""

_SHORT: Final = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
"""The short names of filters in inline images (ISO 32000-1 table 94). They are found elsewhere too."""

StreamFault = Literal["no stream", "too many filters", "unknown filter", "too long", "cut short", "damaged"]


@dataclass(frozen=True, slots=True)
class Undecoded(Exception):
    """What keeps a stream from being had: `why` completes "it …"."""

    fault: StreamFault
    why: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a stream by its long name, "" for what is no name, and its parameters, None or a dictionary."""

    name: str
    parameters: Any = None


@contextmanager
def bound_streams(most: int = LARGEST_STREAM, longest_array: int | None = None) -> Iterator[None]:
    """No stream unpacks to more than `most` bytes meanwhile: qpdf refuses it. The limit is the whole process's."""
    limits: dict[str, Any] = {} if longest_array is None else {"parser_max_container_size": longest_array}
    before: dict[str, Any] = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most,
        run_length_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
        dct_max_memory=most,
        dct_max_progressive_scans=100,
        **limits,
    )
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**before)


def filters_of(stream: Any) -> tuple[Filter, ...]:
    """The filters of a stream, in the order in which they are undone."""
    found = entry(stream, "/Filter")
    if found is None and isinstance(short := entry(stream, "/F"), pikepdf.Name | pikepdf.Array):
        found = short  # of a stream it is another file, which is no name
    parameters = entry(stream, "/DecodeParms")
    if parameters is None:
        parameters = entry(stream, "/DP")
    listed = [each if isinstance(each, pikepdf.Dictionary) else None for each in one_or_more(parameters)]
    names = [name(each) for each in one_or_more(found)]
    return tuple(
        Filter(_SHORT.get(called, called), listed[at] if at < len(listed) else None)
        for at, called in enumerate(names)
    )


def filter_names(stream: Any) -> tuple[str, ...]:
    """The names of a stream's filters, fifty of them at most."""
    return tuple(used.name for used in filters_of(stream)[:50] if used.name)


def unpack_stream(stream: Any, most: int = USUAL_STREAM) -> bytes | None:
    """The bytes of a stream behind its filters; None where it is none, is broken, or would be longer than `most`."""
    try:
        return decode_stream(stream, most)
    except Undecoded:
        return None


def decode_stream(stream: Any, most: int = USUAL_STREAM, until: str = "") -> bytes:
    """The bytes of a stream behind its filters, or before the filter `until`, which is not undone.

    Raises Undecoded: they are more than `most`, a filter is unknown, the stream is damaged.
    """
    if not isinstance(stream, pikepdf.Stream):
        raise Undecoded("no stream", "is no stream")
    filters = [used for used in filters_of(stream) if used.name]
    if len(filters) > MOST_FILTERS:
        raise Undecoded("too many filters", f"has {len(filters)} filters, one over the other")
    try:
        data = bytes(stream.read_raw_bytes())
    except UNREADABLE as error:
        raise Undecoded("damaged", "is damaged") from error
    for used in filters:
        if used.name == until:
            break
        data = undo_filter(data, used, most)
    if len(data) > most:
        raise _too_long(most)
    return data


def undo_filter(data: bytes, used: Filter, most: int) -> bytes:
    """The data with one filter undone. Raises Undecoded as `decode_stream` does; a filter of pictures is unknown."""
    try:
        return _undo(data, used, most)
    except UNREADABLE as error:
        raise Undecoded("damaged", "is damaged") from error


def _undo(data: bytes, used: Filter, most: int) -> bytes:
    if used.name not in _UNDONE:
        raise Undecoded("unknown filter", f"has the filter {used.name}")
    if used.name == "FlateDecode":
        found = inflate(data, most)
        if whole(entry(used.parameters, "/Predictor"), 1) <= 1:
            return found
    if _is_bomb(data, used, most):
        raise _too_long(most)
    # A file of its own: the one that is looked at stays as it is.
    with pikepdf.new() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stage = pikepdf.Stream(scratch, data)
        stage.Filter = pikepdf.Name("/" + used.name)
        if used.parameters is not None:
            sound = {
                key: value
                for key in ("/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange")
                if 0 <= (value := whole(entry(used.parameters, key), -1)) < 1 << 20
            }
            stage.DecodeParms = pikepdf.Dictionary(sound)
        found = bytes(stage.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    if len(found) > most:
        raise _too_long(most)
    return found


def _is_bomb(data: bytes, used: Filter, most: int) -> bool:
    """Whether data unpack to more than `most`: they are measured where the decoder stops at no bound."""
    match used.name:
        case "LZWDecode":
            early = whole(entry(used.parameters, "/EarlyChange"), 1) != 0
            # A code has 9 bits at least, and is 4,096 bytes at most.
            return len(data) * 8 // 9 * 4096 > most and _lzw_length(data, early, most) > most
        case "ASCII85Decode":
            return 4 * data.count(b"z") > most  # each is four zeros
        case "RunLengthDecode":
            return len(data) * 64 > most and _run_length(data) > most
        case _:
            return False


def inflate(data: bytes, most: int) -> bytes:
    """Flate data unpacked. Empty ones are empty.

    Raises Undecoded for those that are longer than `most`, cut short, or other than they were written: their check sum
    says so (RFC 1950 2.2).
    """
    if not data.strip(WHITE):
        return b""
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, most + 1)
    except zlib.error as error:
        raise Undecoded("damaged", "is damaged") from error
    if len(found) > most:
        raise _too_long(most)
    if not inflater.eof:
        raise Undecoded("cut short", "is cut short")
    return found


def flate_fault(data: bytes, most: int) -> StreamFault | None:
    """What keeps Flate data from being unpacked to their end. They are read as far as `most` and not kept."""
    inflater, length, rest = zlib.decompressobj(), 0, data
    try:
        while rest and not inflater.eof and length <= most:
            length += len(inflater.decompress(rest, 1 << 18))
            rest = inflater.unconsumed_tail
    except zlib.error:
        return "damaged"
    if inflater.eof:
        return None
    return "too long" if length > most else "cut short"


def is_whole(data: bytes, most: int) -> bool:
    """Whether Flate data can be unpacked to their end, as far as the first `most` bytes of it tell."""
    return not data.strip(WHITE) or flate_fault(data, most) in (None, "too long")


def _run_length(data: bytes) -> int:
    """How many bytes runs unpack to (ISO 32000-1 7.4.5)."""
    at = total = 0
    while at < len(data) and (head := data[at]) != 128:
        total += head + 1 if head < 128 else 257 - head
        at += head + 2 if head < 128 else 2
    return total


def _lzw_length(data: bytes, early: bool, most: int) -> int:
    """How many bytes LZW data unpack to, counted until they are more than `most` (ISO 32000-1 7.4.4.2).

    Codes grow one code `early` unless the stream says otherwise.
    """
    lengths = [1] * 258
    total = bits = held = 0
    width = 9
    for byte in data:
        bits, held = (bits << 8 | byte) & 0xFFFFFF, held + 8
        if held < width:
            continue
        held -= width
        code = bits >> held & (1 << width) - 1
        if code == 257 or code >= len(lengths):
            break  # the end, or damage, which the decoder finds
        if code == 256:
            del lengths[258:]
            width = 9
            continue
        total += lengths[code]
        if total > most:
            break
        if len(lengths) <= 4096:
            # Each code enters a string one byte longer than its own, which is complete with the next code.
            lengths.append(lengths[code] + 1)
        following = len(lengths) - 1 + early
        width = 9 if following < 512 else 10 if following < 1024 else 11 if following < 2048 else 12
    return total


def _too_long(most: int) -> Undecoded:
    return Undecoded("too long", f"is longer than {most >> 20} MiB")
