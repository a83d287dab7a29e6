"""A bare CFF program -> its glyphs' advances, read from the head of each charstring (Adobe TN 5176 and 5177).

Read here and not by fontTools, whose reader follows ranges of a broken table for minutes.
"""

from __future__ import annotations

import bisect
import struct
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from layout.preflight.fonts.charstrings import PrivateDict, read_advance, read_number, take_bytes
from layout.preflight.fonts.program import BrokenProgram, FontProgram
from layout.preflight.fonts.sfnt import outlines_of_cff, wrap_cff

_ROS: Final = 1230
_CHARSET, _ENCODING, _CHARSTRINGS, _PRIVATE, _FONT_MATRIX = 15, 16, 17, 18, 1207
_FD_ARRAY, _FD_SELECT = 1236, 1237
_SUBRS, _DEFAULT_WIDTH, _NOMINAL_WIDTH = 19, 20, 21
"""Operators of DICTs; those of two bytes, 12 and another, are 1200 and the other."""


def read_cff(data: bytes) -> FontProgram:
    """The program. Raises BrokenProgram, IndexError, ValueError where it is not sound."""
    if len(data) < 4 or data[0] != 1:
        raise BrokenProgram("is no CFF")
    _, at = _read_index(data, data[2])
    tops, at = _read_index(data, at)
    strings, at = _read_index(data, at)
    shared, _ = _read_index(data, at)
    if not tops:
        raise BrokenProgram("holds no font")
    top = _read_dict(tops[0])
    if _CHARSTRINGS not in top:
        raise BrokenProgram("has no charstrings")
    glyphs, _ = _read_index(data, _offset_of(top, _CHARSTRINGS))
    if not glyphs:
        raise BrokenProgram("has no glyphs")
    names = _read_charset(data, top, len(glyphs))
    scale = _scale_of(top)
    if _ROS in top:
        array, _ = _read_index(data, _offset_of(top, _FD_ARRAY))
        fonts = [_read_dict(row) for row in array]
        privates = [_read_private(data, font) for font in fonts]
        scales = [_scale_of(font, scale) or 0.001 for font in fonts]
        select = _read_fd_select(data, _offset_of(top, _FD_SELECT), len(glyphs))
    else:
        privates, scales = [_read_private(data, top)], [scale or 0.001]
        select = bytes(len(glyphs)).__getitem__  # the one font, of every glyph

    @cache
    def across(glyph: int) -> float | None:
        if glyph >= len(glyphs):
            return None
        which = select(glyph)
        if which >= len(privates):
            raise BrokenProgram("names a font within itself that is not there")
        found = read_advance(glyphs[glyph], privates[which], shared)
        return None if found is None else found * scales[which] * 1000

    outline = outlines_of_cff(wrap_cff(data, len(glyphs)))
    if _ROS in top:
        by_cid = {cid: glyph for glyph, cid in enumerate(names)}
        return FontProgram("cff", len(glyphs), across, outline, of_cid=by_cid.get)
    by_name = {_string_of(sid, strings): glyph for glyph, sid in reversed(list(enumerate(names)))}
    return FontProgram(
        "cff",
        len(glyphs),
        across,
        outline,
        of_cid=lambda cid: cid if cid < len(glyphs) else None,
        of_name=by_name,
        of_code=_read_encoding(data, top, by_name),
    )


def _read_index(data: bytes, at: int) -> tuple[Sequence[bytes], int]:
    """The pieces of an INDEX, cut out when they are asked for, and where the next thing begins (TN 5176 5)."""
    count = int.from_bytes(take_bytes(data, at, 2), "big")
    if count == 0:
        return (), at + 2
    size = take_bytes(data, at + 2, 1)[0]
    if not 1 <= size <= 4:
        raise BrokenProgram("has a broken INDEX")
    table = take_bytes(data, at + 3, (count + 1) * size)
    ends = [int.from_bytes(table[place : place + size], "big") for place in range(0, len(table), size)]
    base = at + 2 + len(table)
    if ends[0] != 1 or any(start > end for start, end in pairwise(ends)) or base + ends[-1] > len(data):
        raise BrokenProgram("has a broken INDEX")
    return [data[base + start : base + end] for start, end in pairwise(ends)], base + ends[-1]


def _read_dict(data: bytes) -> dict[int, list[float]]:
    """The operands of each operator of a DICT (TN 5176 4)."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            if byte == 12:
                byte = 1200 + take_bytes(data, at, 1)[0]
                at += 1
            found[byte] = operands
            operands = []
        elif byte == 30:
            text, at = _read_real(data, at)
            operands.append(text)
        elif byte == 29:
            operands.append(int.from_bytes(take_bytes(data, at, 4), "big", signed=True))
            at += 4
        elif byte == 28 or 32 <= byte <= 254:
            value, at = read_number(data, at - 1)
            operands.append(value)
        else:
            raise BrokenProgram("has a broken DICT")
    return found


def _read_real(data: bytes, at: int) -> tuple[float, int]:
    """A number in nibbles."""
    text = ""
    for byte in data[at:]:
        at += 1
        for nibble in (byte >> 4, byte & 15):
            if nibble == 15:
                return float(text or "0"), at
            text += ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-")[nibble]
    raise BrokenProgram("has a number without an end")


def _offset_of(top: Mapping[int, Sequence[float]], operator: int) -> int:
    operands = top.get(operator)
    if not operands:
        raise BrokenProgram("lacks a part of itself")
    return int(operands[-1])


def _scale_of(font: Mapping[int, Sequence[float]], around: float | None = None) -> float | None:
    """Ems in a unit of the font: its FontMatrix, times the one of the font around it; None where neither says."""
    own = font.get(_FONT_MATRIX)
    if not own or len(own) != 6:
        return around
    # Where both are a thousandth, one was meant.
    return own[0] * around if around is not None and own[0] * around > 1e-5 else own[0]


def _read_private(data: bytes, font: Mapping[int, Sequence[float]]) -> PrivateDict:
    operands = font.get(_PRIVATE)
    if not operands or len(operands) != 2:
        return PrivateDict(0, 0, ())
    size, at = int(operands[0]), int(operands[1])
    private = _read_dict(take_bytes(data, at, size) if size > 0 else b"")
    subrs = _read_index(data, at + _offset_of(private, _SUBRS))[0] if private.get(_SUBRS) else ()
    usual, nominal = private.get(_DEFAULT_WIDTH), private.get(_NOMINAL_WIDTH)
    return PrivateDict(usual[-1] if usual else 0, nominal[-1] if nominal else 0, subrs)


def _read_charset(data: bytes, top: Mapping[int, Sequence[float]], count: int) -> list[int]:
    """The string or character id of every glyph (TN 5176 13)."""
    operands = top.get(_CHARSET)
    at = int(operands[-1]) if operands else 0
    if at <= 2:
        # ISOAdobe; the two Expert sets are of no text face, and their widths are read all the same.
        return list(range(count))
    kind, at, found = take_bytes(data, at, 1)[0], at + 1, [0]
    if kind == 0:
        return found + list(struct.unpack(f">{count - 1}H", take_bytes(data, at, 2 * (count - 1))))
    if kind not in (1, 2):
        raise BrokenProgram("has a charset of no kind")
    size = 3 if kind == 1 else 4
    while len(found) < count:
        row = take_bytes(data, at, size)
        first, left = int.from_bytes(row[:2], "big"), int.from_bytes(row[2:], "big")
        found += range(first, first + min(left + 1, count - len(found)))
        at += size
    return found


def _read_fd_select(data: bytes, at: int, count: int) -> Callable[[int], int]:
    """Which font within the program each glyph is of (TN 5176 19)."""
    kind = take_bytes(data, at, 1)[0]
    if kind == 0:
        row = take_bytes(data, at + 1, count)
        return row.__getitem__
    if kind != 3:
        raise BrokenProgram("has a choice of fonts of no kind")
    ranges = int.from_bytes(take_bytes(data, at + 1, 2), "big")
    rows = take_bytes(data, at + 3, 3 * ranges)
    firsts = [int.from_bytes(rows[place : place + 2], "big") for place in range(0, len(rows), 3)]
    return lambda glyph: rows[3 * max(bisect.bisect_right(firsts, glyph) - 1, 0) + 2]


def _string_of(sid: int, strings: Sequence[bytes]) -> str:
    from fontTools.cffLib import cffStandardStrings

    if sid < len(cffStandardStrings):
        return str(cffStandardStrings[sid])
    at = sid - len(cffStandardStrings)
    return strings[at].decode("latin-1") if at < len(strings) else f"sid{sid}"


def _read_encoding(
    data: bytes, top: Mapping[int, Sequence[float]], by_name: Mapping[str, int]
) -> Callable[[int], int | None]:
    """The program's own encoding (TN 5176 12)."""
    operands = top.get(_ENCODING)
    at = int(operands[-1]) if operands else 0
    if at <= 1:
        from fontTools.encodings.StandardEncoding import StandardEncoding

        return lambda code: by_name.get(StandardEncoding[code]) if 0 <= code < 256 else None
    kind, count = take_bytes(data, at, 2)
    found: dict[int, int] = {}
    if kind & 127 == 0:
        found = {code: glyph for glyph, code in enumerate(take_bytes(data, at + 2, count), 1)}
    else:
        rows, glyph = take_bytes(data, at + 2, 2 * count), 1
        for first, left in zip(rows[::2], rows[1::2], strict=True):
            found |= {first + more: glyph + more for more in range(left + 1)}
            glyph += left + 1
    return found.get
