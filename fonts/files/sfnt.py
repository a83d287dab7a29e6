"""The bytes of a font file -> its table directories, checked against the file's length.

HarfBuzz reads a damaged file without complaint and simply finds nothing in it, so what a person must know (cut short,
not a font, a table outside the file) is found out here (OpenType 1.9, "otff").
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from fonts.errors import FontError

MOST_BYTES: Final = 512 * 1024 * 1024
MOST_FACES: Final = 256
MOST_TABLES: Final = 256

SOUND_COPY: Final = "replace the file by a sound copy"


@dataclass(frozen=True, slots=True)
class FontTable:
    """One table: checksum as written, offset from the file's start and length, in bytes."""

    checksum: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class TableDirectory:
    """The tables of one face of a file."""

    file: str
    tables: Mapping[str, FontTable]


def read_directories(path: Path, file: str) -> tuple[TableDirectory, ...]:
    """The directory of every face of a TTF, OTF, TTC or OTC. `file` names it in errors.

    Raises FontError for what is not a font, is cut short, or is past 512 MB, 256 faces or 256 tables.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            if not size:
                raise FontError("the font file is empty", file, SOUND_COPY)
            if size > MOST_BYTES:
                what = f"the font file is {size // 2**20} MB long"
                raise FontError(what, file, "a font may be 512 MB at the most")
            return tuple(_directory(stream, at, size, file) for at in _starts(stream, size, file))
    except OSError as error:
        what = f"the font file can't be read: {error.strerror}"
        raise FontError(what, file, "see to its permissions") from error


def damaged_tables(path: Path, directory: TableDirectory) -> tuple[str, ...]:
    """The tables whose bytes disagree with their checksum, in the file's order. Reads the whole face.

    `head` is left out: it holds the file's own checksum, which tools that make collections change afterwards.
    """
    try:
        with path.open("rb") as stream:
            return tuple(
                tag
                for tag, table in directory.tables.items()
                if tag != "head" and _checksum(stream, table) != table.checksum
            )
    except OSError as error:
        raise FontError("the font file can't be read any more", directory.file, "put it back") from error


def _checksum(stream: BinaryIO, table: FontTable) -> int:
    stream.seek(table.offset)
    data = stream.read(table.length)
    words = array("I", data + bytes(-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _starts(stream: BinaryIO, size: int, file: str) -> tuple[int, ...]:
    """Where the directory of each face begins."""
    tag = stream.read(4)
    if tag in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
        return (0,)
    if tag in (b"wOFF", b"wOF2"):
        raise FontError("the font is packed for the web (WOFF)", file, "convert it to TTF or OTF")
    if tag != b"ttcf":
        raise FontError("this is not a font file", file, "TTF, OTF, TTC and OTC can be used")
    _version, count = struct.unpack(">II", _exactly(stream, 8, file))
    if not 0 < count <= MOST_FACES:
        raise FontError(f"the collection says it holds {count} faces", file, SOUND_COPY)
    return struct.unpack(f">{count}I", _exactly(stream, 4 * count, file))


def _directory(stream: BinaryIO, at: int, size: int, file: str) -> TableDirectory:
    stream.seek(at)
    _kind, count, *_search = struct.unpack(">4sHHHH", _exactly(stream, 12, file))
    if not 0 < count <= MOST_TABLES:
        raise FontError(f"the font says it holds {count} tables", file, SOUND_COPY)
    tables = {}
    for _ in range(count):
        tag, checksum, offset, length = struct.unpack(">4sIII", _exactly(stream, 16, file))
        if offset + length > size:
            raise FontError("the font file is cut short", file, SOUND_COPY)
        tables[tag.decode("latin-1")] = FontTable(checksum, offset, length)
    return TableDirectory(file, tables)


def _exactly(stream: BinaryIO, count: int, file: str) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise FontError("the font file is cut short", file, SOUND_COPY)
    return data
