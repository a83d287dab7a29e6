"""A TIFF's stream -> its directories, and which of them is the picture (TIFF 6.0, BigTIFF).

A file may hold the same picture again, smaller (thumbnails, the levels of a pyramid), and masks of it: these are
known by their kind (NewSubfileType) and left alone. Two pictures of full size are two pages.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import IO, Final

from content.pictures.fault import SeveralPictures

MOST_DIRECTORIES: Final = 100
"""A pyramid has about ten, a scanned book hundreds, and is refused at its second page."""
MOST_TAGS: Final = 4096
LONGEST: Final = 4 * 1024 * 1024
SHORT: Final = 256
"""Bytes of one tag's values that are read: of strips, curves and profiles, and of all else."""

_LONG: Final = (273, 279, 301, 324, 325, 347, 34675)
_READ: Final = (
    *(254, 255, 256, 257, 258, 259, 262, 266, 274, 277, 278, 282, 283, 284, 296),
    *(317, 318, 319, 322, 323, 332, 338, 339),
    *_LONG,
)
"""The tags that are read at all: what else a file holds costs nothing."""

_SIZES: Final = {
    **dict.fromkeys((1, 2, 6, 7), 1),
    **dict.fromkeys((3, 8), 2),
    **dict.fromkeys((4, 9, 11, 13), 4),
    **dict.fromkeys((5, 10, 12, 16, 17, 18), 8),
}
"""Bytes of a value by its type (TIFF 6.0 section 2; BigTIFF)."""
_CODES: Final = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}

SMALLER, MASK = 1, 4
"""Bits of NewSubfileType (TIFF 6.0 section 8, tag 254)."""

WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, PALETTE, TRANSPARENCY, INKS, YCBCR = range(7)
CIELAB, ICCLAB = 8, 9
"""What a pixel's numbers mean (PhotometricInterpretation, tag 262)."""

_COLOURS: Final = {
    **dict.fromkeys((WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE, TRANSPARENCY), 1),
    **dict.fromkeys((RGB, YCBCR, CIELAB, ICCLAB), 3),
    INKS: 4,
}
"""How many samples of a pixel are its colours, by what they mean."""


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory: its place in the file, its tags' values of whole numbers, and what the file's order of bytes is.

    `raw` has the values of other types as bytes.
    """

    at: int
    order: str
    big: bool
    numbers: Mapping[int, tuple[int, ...]]
    raw: Mapping[int, bytes]

    def first_value(self, tag: int, otherwise: int) -> int:
        """The first value of a tag."""
        return (self.numbers.get(tag) or (otherwise,))[0]

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down as they lie in the file."""
        return self.first_value(256, 0), self.first_value(257, 0)

    @property
    def samples(self) -> int:
        return self.first_value(277, 1)

    @property
    def bits(self) -> tuple[int, ...]:
        """Bits of each sample of a pixel."""
        bits = self.numbers.get(258, (1,))
        return bits * self.samples if len(bits) == 1 and self.samples <= MOST_TAGS else bits

    @property
    def kind(self) -> int:
        """What the numbers mean: one of `RGB` and its like."""
        return self.first_value(262, -1)

    @property
    def compression(self) -> int:
        return self.first_value(259, 1)

    @property
    def apart(self) -> bool:
        """Whether each channel lies for itself (PlanarConfiguration 2)."""
        return self.first_value(284, 1) == 2 and self.samples > 1

    @property
    def colours(self) -> int:
        """How many of the samples are the picture's colours."""
        return _COLOURS.get(self.kind, self.samples)

    @property
    def extras(self) -> tuple[int, ...]:
        """What the samples beyond the colours are: 1 and 2 transparency (1: the colours are multiplied by it), else
        something that the file does not say.
        """
        count = max(0, self.samples - self.colours)
        return (self.numbers.get(338, ()) + (0,) * min(count, MOST_TAGS))[:count]

    def rational(self, tag: int) -> tuple[float, ...]:
        """The fractions of a tag (types 5 and 10)."""
        raw = self.raw.get(tag, b"")
        pairs = struct.iter_unpack(self.order + "II", raw[: len(raw) // 8 * 8])
        return tuple(above / below if below else 0.0 for above, below in pairs)


def picture_directory(stream: IO[bytes]) -> Directory:
    """The directory of the picture at its full size.

    Raises SeveralPictures where there are. Raises ValueError for what is no TIFF, has no directory, or a tag twice.
    """
    order, big, at = read_head(stream)
    seen: set[int] = set()
    pages: list[Directory] = []
    smaller: list[Directory] = []
    # Of each no more than its short tags is read; of the one that is taken, all.
    while at and at not in seen and len(seen) < MOST_DIRECTORIES:
        seen.add(at)
        found = _directory(stream, order, big, at, whole=False)
        if found is None:
            break
        directory, at = found
        role = directory.first_value(254, 0) | (SMALLER if directory.first_value(255, 1) == 2 else 0)
        if role & MASK or (directory.kind == TRANSPARENCY and pages):
            continue
        (smaller if role & SMALLER else pages).append(directory)
        if len(pages) > 1:
            raise SeveralPictures
    if not pages and not smaller:
        raise ValueError("it has no picture")
    # Where all are called smaller, the largest is what there is.
    taken = pages[0] if pages else max(smaller, key=lambda directory: directory.size[0] * directory.size[1])
    whole = _directory(stream, order, big, taken.at, whole=True)
    assert whole is not None  # it was read before
    return whole[0]


def read_head(stream: IO[bytes]) -> tuple[str, bool, int]:
    """The order of bytes, as `struct` has it, whether it is a BigTIFF, and where its first directory is. Raises
    ValueError for what is no TIFF.
    """
    stream.seek(0)
    head = stream.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 8:
        raise ValueError("no TIFF")
    big = struct.unpack_from(order + "H", head, 2)[0] == 43 and len(head) == 16
    return order, big, struct.unpack_from(order + ("Q" if big else "I"), head, 8 if big else 4)[0]


def _directory(
    stream: IO[bytes], order: str, big: bool, at: int, *, whole: bool
) -> tuple[Directory, int] | None:
    """The directory there, and where the next one is; None where there is none to be read."""
    count, entry, value = ("Q", "HHQ8s", 8) if big else ("H", "HHI4s", 4)
    size = struct.calcsize(order + entry)
    try:
        stream.seek(at)
        (entries,) = struct.unpack(order + count, stream.read(struct.calcsize(order + count)))
        if not 0 < entries <= MOST_TAGS:
            return None
        table = stream.read(entries * size)
        behind = stream.read(value)
        if len(table) < entries * size:
            return None
    except (struct.error, OverflowError, ValueError, OSError):
        return None
    numbers: dict[int, tuple[int, ...]] = {}
    raw: dict[int, bytes] = {}
    for tag, type, values, place in struct.iter_unpack(order + entry, table):
        length = _SIZES.get(type, 0) * values
        if tag not in _READ or not 0 < length <= (LONGEST if tag in _LONG else SHORT):
            continue
        if length > SHORT and not whole:
            continue
        if tag in numbers or tag in raw:
            raise ValueError("a tag stands in it twice")  # of which programs take either
        data = place[:length] if length <= value else _read_values(stream, order, place, length)
        if len(data) < length:
            continue
        if type in _CODES:
            numbers[tag] = struct.unpack(f"{order}{values}{_CODES[type]}", data)
        else:
            raw[tag] = data
    following = int.from_bytes(behind, "little" if order == "<" else "big") if len(behind) == value else 0
    return Directory(at, order, big, numbers, raw), following


def _read_values(stream: IO[bytes], order: str, place: bytes, length: int) -> bytes:
    try:
        stream.seek(int.from_bytes(place, "little" if order == "<" else "big"))
        return stream.read(length)
    except (OverflowError, ValueError, OSError):
        return b""


def as_gray(directory: Directory, sample: int | None) -> Directory:
    """The same pixels as one channel: `sample` where each lies for itself, or (None) all of a row side by side."""
    kept = {
        tag: directory.numbers[tag]
        for tag in (256, 257, 258, 259, 266, 278, 322, 323)
        if tag in directory.numbers
    }
    width, samples = directory.size[0], directory.samples
    places: dict[int, tuple[int, ...]] = {}
    for tag in (273, 279, 324, 325):
        values = directory.numbers.get(tag)
        if values is not None:
            each = len(values) // samples
            places[tag] = values if sample is None else values[sample * each : (sample + 1) * each]
    wide = samples if sample is None else 1
    made = {256: (width * wide,), 258: (directory.bits[0],), 262: (BLACK_IS_ZERO,), 277: (1,)}
    if 322 in kept:
        made[322] = (kept[322][0] * wide,)
    return replace(directory, numbers=kept | places | made, raw={})


def write_directory(directory: Directory) -> tuple[bytes, bytes]:
    """A directory as bytes that go behind a file of `directory.at` bytes, and the head of the file that has it: as in
    a plain TIFF, whose places reach far enough here also where the file is a BigTIFF.
    """
    order, count = directory.order, len(directory.numbers)
    start = directory.at + 2 + count * 12 + 4
    table, extra = struct.pack(order + "H", count), b""
    for tag, values in sorted(directory.numbers.items()):
        data = struct.pack(f"{order}{len(values)}I", *values)
        place = data if len(data) <= 4 else struct.pack(order + "I", start + len(extra))
        extra += data if len(data) > 4 else b""
        table += struct.pack(order + "HHI", tag, 4, len(values)) + place
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, directory.at)
    return head, table + bytes(4) + extra
