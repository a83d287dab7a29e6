"""A TIFF's picture -> what is wrong with its pixels: strips and tiles that are not there, or not whole.

What is packed with a check (Deflate) or a count (none, JPEG) is held against it; a decoder finds most of what is wrong
with the rest, and nothing of what is wrong with faxes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from content.pictures.fault import OddKind, PictureFault
from content.pictures.jpeg import jpeg_fault
from content.pictures.jpegparts import take_apart
from content.pictures.png import count_unpacked
from content.pictures.tiff.directories import YCBCR, Directory
from content.pictures.tiff.kinds import DEFLATE, DEFLATE_TOO, JPEG, LZW, PACKBITS, UNPACKED

MOST_JPEGS: Final = 4_000
"""Strips or tiles packed as JPEG: more are not looked at one by one."""

_STEP: Final = 1 << 20
_HOLES: Final = {
    4: re.compile(rb"\0{2,}"),
    3: re.compile(rb"\0{3,}"),
    2: re.compile(rb"\0{3,}"),
    LZW: re.compile(rb"\0{6,}"),
}
"""Noughts that a hole leaves by compression. In a fax no code has 15 of them side by side, and an end of line at most 7
more before it (ITU-T T.4 tables 2 and 3, T.6 2.2). LZW has a code for two black pixels as soon as there were two."""

MOST_UNPACKED: Final = 3_000_000_000
"""Bytes of one strip."""

_END_OF_FAX: Final = "000000000001000000000001"
_END_OF_LINE: Final = re.compile("0{11,}1")
LARGEST_FAX: Final = 10_000_000
"""Bytes of a fax whose lines are counted."""
_TURNED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""A byte with its bits from the last to the first (FillOrder 2)."""

MOST_PACKETS: Final = 10_000_000
"""Packets of PackBits that are counted: some seconds."""

_CUT: Final = PictureFault("is cut off: parts of it lie behind the file's end")
_LACKING: Final = PictureFault("lacks parts of its pixels")
_SHORT: Final = PictureFault("ends before its last row")
_DAMAGED: Final = PictureFault("is damaged: a part of it does not unpack")


def tiff_fault(stream: IO[bytes], directory: Directory) -> PictureFault | None:
    """What is wrong with the strips or tiles of a picture."""
    tiled = 322 in directory.numbers
    places = directory.numbers.get(324 if tiled else 273, ())
    lengths = directory.numbers.get(325 if tiled else 279, ())
    if min(directory.size) < 1 or _parts(directory) > max(len(places), 1):
        return _LACKING
    sizes = _part_sizes(directory)
    if len(lengths) < len(sizes) and directory.compression == UNPACKED:
        lengths = tuple(_bytes_of(directory, size) for size in sizes)
    if len(lengths) < len(sizes):
        return _LACKING
    end = stream.seek(0, 2)
    for number, (size, place, length) in enumerate(zip(sizes, places, lengths, strict=False)):
        if not length or not place:
            return _LACKING
        part = _Part(number, size, place, length, _bytes_of(directory, size))
        if directory.compression == UNPACKED and length < part.needed:
            return _SHORT
        # Some programs give the last strip the length of a whole one: what its rows take is enough.
        if place + (part.needed if directory.compression == UNPACKED else length) > end:
            return _CUT
        if fault := _part_fault(stream, directory, part):
            return fault
    return None


@dataclass(frozen=True, slots=True)
class _Part:
    """A strip or tile: its number (from 0), width and height in pixels, place and length in the file, and the bytes
    that it unpacks to at least.
    """

    number: int
    size: tuple[int, int]
    place: int
    length: int
    needed: int


def _part_fault(stream: IO[bytes], directory: Directory, part: _Part) -> PictureFault | None:
    """What is wrong with a strip or tile."""
    compression, size, needed = directory.compression, part.size, part.needed
    pieces = _pieces(stream, part.place, part.length)
    if compression in (DEFLATE, DEFLATE_TOO):
        # Some programs write the last strip as high as the others.
        whole = max(needed, _bytes_of(directory, (size[0], directory.first_value(278, size[1]))))
        return _deflate_fault(pieces, needed, min(whole, MOST_UNPACKED))
    if compression in _HOLES:
        data = b"".join(pieces).rstrip(b"\0")
        if _HOLES[compression].search(data):
            return PictureFault("seems to have a hole in its data, noughts where pixels were", doubtful=True)
        if not _is_whole_fax(data, size[1], directory):
            return PictureFault("does not end as a fax does, and may be cut off", doubtful=True)
    if compression == PACKBITS and not _packets_fit(b"".join(pieces), needed):
        what = "has more packed data than its rows take, or less, and may be damaged"
        return PictureFault(what, doubtful=True)
    if compression == JPEG and part.number < MOST_JPEGS:
        return _jpeg_part_fault(b"".join(pieces), directory, size)
    return None


def _deflate_fault(pieces: Iterator[bytes], needed: int, most: int) -> PictureFault | None:
    try:
        found, ended = count_unpacked(pieces, most)
    except zlib.error:
        return _DAMAGED
    if found > most:
        return PictureFault("is damaged: it holds more rows than it says")
    return _SHORT if found < needed or not ended else None


def _packets_fit(data: bytes, needed: int) -> bool:
    """Whether packets hold just the bytes that are needed (TIFF 6.0 section 9), with no more behind them than a byte of
    filling.
    """
    at, found = 0, 0
    for _ in range(MOST_PACKETS):
        if found >= needed or at >= len(data):
            return found == needed and len(data) - at <= 1
        head = data[at]
        if head < 128:
            at, found = at + head + 2, found + head + 1
        elif head > 128:
            at, found = at + 2, found + 257 - head
        else:
            at += 1
    return True


def _jpeg_part_fault(data: bytes, directory: Directory, size: tuple[int, int]) -> PictureFault | None:
    """A strip or tile is a JPEG of its own, whose tables may stand in the file once for all (TIFF Technical Note 2)."""
    tables = directory.raw.get(347, b"")
    if data[:2] != b"\xff\xd8":
        return _DAMAGED
    whole = data[:2] + (tables[2:-2] if tables[:2] == b"\xff\xd8" else b"") + data[2:]
    try:
        fault, jpeg = jpeg_fault(whole), take_apart(whole)
    except OddKind:
        return _DAMAGED
    if fault is None and (isinstance(jpeg, PictureFault) or jpeg.size[1] < size[1]):
        return _SHORT
    return fault


def _is_whole_fax(data: bytes, rows: int, directory: Directory) -> bool:
    """Whether a fax of group 4 has its end (two end-of-line codes, T.6 2.2.4), one of group 3 a code for each line (T.4
    4.1.2). True for all other packing.
    """
    if directory.compression not in (3, 4) or (directory.compression == 3 and len(data) > LARGEST_FAX):
        return True
    data = data[-5:] if directory.compression == 4 else data
    if directory.first_value(266, 1) == 2:
        data = data.translate(_TURNED)
    bits = f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}"
    return (_END_OF_FAX in bits) if directory.compression == 4 else len(_END_OF_LINE.findall(bits)) >= rows


def _pieces(stream: IO[bytes], place: int, length: int) -> Iterator[bytes]:
    while length > 0:
        stream.seek(place)
        piece = stream.read(min(length, _STEP))
        if not piece:
            return
        place, length = place + len(piece), length - len(piece)
        yield piece


def _parts(directory: Directory) -> int:
    """How many strips or tiles the picture has."""
    (width, height), (wide, high) = directory.size, _part_size(directory)
    return -(-width // wide) * -(-height // high) * (directory.samples if directory.apart else 1)


def _part_size(directory: Directory) -> tuple[int, int]:
    """Width and height in pixels of a tile, or of a strip but for the last of them."""
    width, height = directory.size
    if 322 in directory.numbers:
        return max(1, directory.first_value(322, 1)), max(1, directory.first_value(323, 1))
    return max(1, width), max(1, min(directory.first_value(278, height), height))


def _part_sizes(directory: Directory) -> list[tuple[int, int]]:
    """Width and height in pixels of each strip or tile, in the order of the file."""
    wide, high = _part_size(directory)
    if 322 in directory.numbers:
        return [(wide, high)] * _parts(directory)
    whole, rest = divmod(directory.size[1], high)
    planes = directory.samples if directory.apart else 1
    return ([(wide, high)] * whole + [(wide, rest)] * bool(rest)) * planes


def _bytes_of(directory: Directory, size: tuple[int, int]) -> int:
    """Bytes that a strip or tile of that size unpacks to, at least."""
    bits = directory.bits[:1] if directory.apart else directory.bits
    if directory.kind == YCBCR:
        bits = bits[:1]  # the colours may have fewer samples
    return (size[0] * sum(bits) + 7) // 8 * size[1]
