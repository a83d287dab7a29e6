"""A CMap of a file -> its codes, and the CIDs or the text that they mean (ISO 32000-1 9.7.5, 9.10.3)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from content.pdf.streams import Undecoded, decode_stream

MOST_BYTES: Final = 4 << 20
MOST_RANGES: Final = 200_000

_BEGIN: Final = re.compile(rb"begin(codespacerange|cidrange|cidchar|bfrange|bfchar)\b")
_PIECE: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\d+)|(\[)|(\])")


@dataclass(frozen=True, slots=True)
class CMap:
    """`lengths` are the code space's ranges: bytes of a code, its first and last. `singles` and `ranges` give a
    CID or a text; ranges are sorted by their first code, and a value of a range counts up with the code.
    """

    lengths: tuple[tuple[int, int, int], ...]
    singles: dict[int, int | str]
    ranges: tuple[tuple[int, int, int | str], ...]

    def split(self, raw: bytes) -> tuple[int, ...]:
        """The codes of a string; bytes of no code count as one each."""
        found, at = [], 0
        while at < len(raw):
            for long, first, last in self.lengths:
                code = int.from_bytes(raw[at : at + long], "big")
                if at + long <= len(raw) and first <= code <= last:
                    found.append(code)
                    at += long
                    break
            else:
                found.append(raw[at])
                at += 1
        return tuple(found)

    def _value(self, code: int) -> int | str | None:
        if (single := self.singles.get(code)) is not None:
            return single
        at = bisect.bisect_right(self.ranges, code, key=lambda row: row[0]) - 1
        if at < 0 or not self.ranges[at][0] <= code <= self.ranges[at][1]:
            return None
        first, _, value = self.ranges[at]
        if isinstance(value, int):
            return value + code - first
        # The last character counts up.
        last = ord(value[-1]) + code - first if value else 0
        is_character = last <= 0x10FFFF and not 0xD800 <= last <= 0xDFFF
        return value[:-1] + chr(last) if value and is_character else None

    def cid(self, code: int) -> int | None:
        value = self._value(code)
        return value if isinstance(value, int) else None

    def text(self, code: int) -> str | None:
        value = self._value(code)
        return value if isinstance(value, str) else None


def read_cmap(stream: Any) -> CMap | None:
    """The CMap in a stream; None for one that can't be read. What it uses of another CMap is not looked up."""
    try:
        data = decode_stream(stream, MOST_BYTES)
    except Undecoded:
        return None
    lengths: list[tuple[int, int, int]] = []
    singles: dict[int, int | str] = {}
    ranges: list[tuple[int, int, int | str]] = []
    for kind, block in _find_blocks(data):
        pieces = _split_block(block)
        if len(singles) + len(ranges) > MOST_RANGES:
            break
        match kind:
            case "codespacerange":
                for first, last in zip(pieces[::2], pieces[1::2], strict=False):
                    if isinstance(first, bytes) and isinstance(last, bytes) and 0 < len(first) <= 4:
                        lengths.append((len(first), _code_of(first), _code_of(last)))
            case "cidchar" | "bfchar":
                for code, value in zip(pieces[::2], pieces[1::2], strict=False):
                    if isinstance(code, bytes) and (meant := _read_value(value, kind)) is not None:
                        singles[_code_of(code)] = meant
            case _:
                for first, last, value in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False):
                    if not isinstance(first, bytes) or not isinstance(last, bytes):
                        continue
                    if isinstance(value, list):
                        singles |= {
                            _code_of(first) + at: text
                            for at, item in enumerate(value)
                            if (text := _read_value(item, kind)) is not None
                        }
                    elif (meant := _read_value(value, kind)) is not None:
                        ranges.append((_code_of(first), _code_of(last), meant))
    return CMap(tuple(sorted(set(lengths))[:100]), singles, tuple(sorted(ranges, key=lambda row: row[:2])))


def _find_blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The kind and the content of each block; after one that does not end no other is looked for."""
    at = 0
    while (begin := _BEGIN.search(data, at)) is not None:
        end = data.find(b"end" + begin[1], begin.end())
        if end < 0:
            return
        yield begin[1].decode(), data[begin.end() : end]
        at = end


_Piece = bytes | int | list[Any]


def _split_block(data: bytes) -> list[_Piece]:
    """The operands of a block: strings, numbers, and arrays of them."""
    found: list[_Piece] = []
    array: list[_Piece] | None = None
    for piece in _PIECE.finditer(data):
        if piece[3]:
            array = []
        elif piece[4]:
            if array is not None:
                found.append(array)
            array = None
        else:
            into = found if array is None else array
            if piece[2]:
                into.append(int(piece[2][:9]))
            else:
                digits = b"".join(piece[1].split())
                into.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    return found


def _code_of(raw: bytes) -> int:
    return int.from_bytes(raw[:4], "big")


def _read_value(value: _Piece, kind: str) -> int | str | None:
    if kind.startswith("cid"):
        return value if isinstance(value, int) else None
    return value.decode("utf-16-be", "replace") if isinstance(value, bytes) else None
