"""A stream's packed data and its filters -> the data, never more of them than a bound (ISO 32000-1 7.4).

Streams are kept packed wherever they can be; only what paints is read, to see what it names. The filters of pictures
(DCT, CCITT, JPX, JBIG2) are none of this module's.
"""

from __future__ import annotations

import binascii
import re
import zlib
from dataclasses import dataclass
from typing import Final

from content.pdf.file import PdfFile, Stream
from content.pdf.values import Name, Unreadable, Value, as_whole

FULL_NAMES: Final = {
    b"Fl": b"FlateDecode",
    b"LZW": b"LZWDecode",
    b"A85": b"ASCII85Decode",
    b"AHx": b"ASCIIHexDecode",
    b"RL": b"RunLengthDecode",
    b"CCF": b"CCITTFaxDecode",
    b"DCT": b"DCTDecode",
}
"""Short names belong in inline images, and are found elsewhere too."""

OF_PICTURES: Final = (b"DCTDecode", b"CCITTFaxDecode", b"JPXDecode", b"JBIG2Decode")
_TEXT = (b"ASCII85Decode", b"ASCIIHexDecode")
_KNOWN: Final = (*OF_PICTURES, *_TEXT, b"FlateDecode", b"LZWDecode", b"RunLengthDecode")

WHITE: Final = b"\0\t\n\f\r "
"""White space (ISO 32000-1 table 1)."""

_MOST_FILTERS: Final = 6
_CODES: Final = 4096


class TooLong(Unreadable):
    """Data that unpack to more than the bound."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a stream, under its full name, and its parameters."""

    name: bytes
    parameters: dict[bytes, Value]


def filters_of(file: PdfFile, stream: Stream) -> tuple[Filter, ...]:
    """The filters of a stream, the one to be undone first in front. Raises Unreadable for one that is not known."""
    names = _listed(file, stream.entries.get(b"Filter"))
    parameters = _listed(file, stream.entries.get(b"DecodeParms", stream.entries.get(b"DP")))
    if len(names) > _MOST_FILTERS:
        raise Unreadable(f"has a stream packed {len(names)} times over")
    found = []
    for at, value in enumerate(names):
        name = file.look(value)
        if not isinstance(name, Name):
            raise Unreadable("has a stream with a filter that has no name")
        full = FULL_NAMES.get(bytes(name), bytes(name))
        if full not in _KNOWN:
            raise Unreadable(f"has a stream packed with {shown(full)}, which is not known")
        found.append(Filter(full, file.dictionary(parameters[at]) if at < len(parameters) else {}))
    return tuple(found)


def _listed(file: PdfFile, value: Value) -> list[Value]:
    found = file.look(value)
    if found is None:
        return []
    return found if isinstance(found, list) else [value]


def shown(name: bytes) -> str:
    """A name of the file's in a message."""
    return repr(name[:40].decode("utf-8", "backslashreplace"))


def decoded(file: PdfFile, stream: Stream, most: int) -> bytes:
    """All of a stream's data, of which there may be `most` bytes. Raises Unreadable, and TooLong."""
    data = stream.data
    if not data.strip(WHITE):
        # Writers leave empty streams behind, with the filter that they had: there is nothing to unpack.
        return b""
    for one in filters_of(file, stream):
        data = undone(file, one, data, most)
    if len(data) > most:
        raise TooLong(f"has a stream of over {most:,} bytes")
    return data


def undone(file: PdfFile, one: Filter, data: bytes, most: int) -> bytes:
    """The data with one filter undone. Raises Unreadable."""
    match one.name:
        case b"FlateDecode":
            return _unpredicted(file, one, inflated(data, most))
        case b"LZWDecode":
            return _unpredicted(file, one, unlzw(data, most, early=early_change(file, one)))
        case b"ASCII85Decode":
            return _from_ascii85(data)
        case b"ASCIIHexDecode":
            return _from_hex(data)
        case b"RunLengthDecode":
            return _from_run_lengths(data, most)
        case _:
            raise Unreadable(f"has operators packed with {shown(one.name)}, which is for pictures")


def early_change(file: PdfFile, one: Filter) -> bool:
    """Whether LZW codes grow one code early, as they do unless the stream says otherwise."""
    value = file.entry(one.parameters, b"EarlyChange")
    return isinstance(value, Stream) or as_whole(value) != 0


def inflated(data: bytes, most: int) -> bytes:
    """The data that zlib packed. What follows their end is left alone."""
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(data, most + 1)
    except zlib.error:
        raise Unreadable("has a stream that can't be unpacked") from None
    if len(found) > most:
        raise TooLong(f"has a stream of over {most:,} bytes")
    if not unpacking.eof:
        raise Unreadable("has a stream that is cut off")
    return found


def unlzw(data: bytes, most: int, *, early: bool = True) -> bytes:
    """The data that LZW packed, in codes of 9 to 12 bits, the first bit foremost (ISO 32000-1 7.4.4.2)."""
    table: list[bytes] = [bytes([value]) for value in range(256)] + [b"", b""]
    out = bytearray()
    bits = held = 0
    width, last = 9, b""
    for byte in data:
        bits, held = (bits << 8 | byte) & 0xFFFFFF, held + 8
        if held < width:
            continue
        held -= width
        code = bits >> held & (1 << width) - 1
        if code == 257:
            return bytes(out)
        if code == 256:
            del table[258:]
            width, last = 9, b""
            continue
        if code < len(table):
            piece = table[code]
        elif code == len(table) and last:
            piece = last + last[:1]
        else:
            raise Unreadable("has a stream that can't be unpacked")
        out += piece
        if len(out) > most:
            raise TooLong(f"has a stream of over {most:,} bytes")
        if last and len(table) < _CODES:
            table.append(last + piece[:1])
        last = piece
        following = len(table) + early
        width = 9 if following < 512 else 10 if following < 1024 else 11 if following < 2048 else 12
    return bytes(out)  # many writers leave the end code out


def _from_ascii85(data: bytes) -> bytes:
    body = re.sub(rb"\s", b"", data).removeprefix(b"<~").partition(b"~")[0]
    out = bytearray()
    group: list[int] = []
    for byte in body:
        if byte == 0x7A and not group:
            out += b"\0\0\0\0"
            continue
        if not 0x21 <= byte <= 0x75:
            raise Unreadable("has a stream that can't be unpacked")
        group.append(byte - 0x21)
        if len(group) == 5:
            out += _group(group)
            group = []
    if group:
        out += _group(group + [84] * (5 - len(group)))[: len(group) - 1]
    return bytes(out)


def _group(digits: list[int]) -> bytes:
    value = 0
    for digit in digits:
        value = value * 85 + digit
    if value >= 1 << 32:
        raise Unreadable("has a stream that can't be unpacked")
    return value.to_bytes(4, "big")


def _from_hex(data: bytes) -> bytes:
    body = re.sub(rb"\s", b"", data).partition(b">")[0]
    try:
        return binascii.unhexlify(body + b"0" * (len(body) % 2))
    except binascii.Error:
        raise Unreadable("has a stream that can't be unpacked") from None


def _from_run_lengths(data: bytes, most: int) -> bytes:
    out = bytearray()
    at = 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        if length < 128:
            out += data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            out += data[at + 1 : at + 2] * (257 - length)
            at += 2
        if len(out) > most:
            raise TooLong(f"has a stream of over {most:,} bytes")
    return bytes(out)


def _unpredicted(file: PdfFile, one: Filter, data: bytes) -> bytes:
    """The rows of data that were written as differences (ISO 32000-1 7.4.4.4). Operators seldom are."""

    def whole(key: bytes, usual: int) -> int:
        value = file.entry(one.parameters, key)
        found = usual if value is None or isinstance(value, Stream) else as_whole(value)
        return usual if found is None else found

    predictor = whole(b"Predictor", 1)
    if predictor == 1:
        return data
    depth, columns, colours = (
        whole(b"BitsPerComponent", 8),
        whole(b"Columns", 1),
        whole(b"Colors", 1),
    )
    if predictor < 10 or depth != 8 or not (0 < columns <= 1 << 20 and 0 < colours <= 32):
        raise Unreadable("has operators packed as pixels are")
    step = columns * colours
    above = bytes(step)
    out = bytearray()
    for at in range(0, len(data), step + 1):
        row = bytearray(data[at + 1 : at + 1 + step])
        _undo_row(data[at], row, above, colours)
        out += row
        above = bytes(row) + bytes(step - len(row))
    return bytes(out)


def _undo_row(kind: int, row: bytearray, above: bytes, step: int) -> None:
    """One row of PNG's filters, in place."""
    for at in range(len(row)):
        a = row[at - step] if at >= step else 0
        b = above[at]
        c = above[at - step] if at >= step else 0
        match kind:
            case 0:
                return
            case 1:
                guess = a
            case 2:
                guess = b
            case 3:
                guess = (a + b) // 2
            case 4:
                near = a + b - c
                guess = min((abs(near - a), 0, a), (abs(near - b), 1, b), (abs(near - c), 2, c))[2]
            case _:
                raise Unreadable("has operators packed as pixels are")
        row[at] = (row[at] + guess) & 0xFF
