"""A TrueType or CFF program and a glyph -> whether the glyph draws something, by HarfBuzz, which trusts no table."""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

from layout.preflight.fonts.program import GlyphOutline

_HEAD: Final = struct.pack(
    ">IIIIHHqqhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0
)
"""A head table (OpenType) of a thousand units to the em."""


DEEPEST: Final = 6
"""Composite glyphs in one another."""


def outlines_of_cff(font: Any) -> Callable[[int], GlyphOutline]:
    """By the extents of charstrings: HarfBuzz has none of one that it can't carry out."""

    def outline(glyph: int) -> GlyphOutline:
        extents = font.get_glyph_extents(glyph)
        if extents is None:
            return "broken"
        return "whole" if extents.width or extents.height else "blank"

    return outline


def outlines_of_glyf(
    font: Any, glyf: bytes, loca: Callable[[int], tuple[int, int]]
) -> Callable[[int], GlyphOutline]:
    """By the contours that are drawn. `loca` says where in `glyf` a glyph begins and ends."""
    import uharfbuzz

    contours = 0

    def count_contour(*_: object) -> None:
        nonlocal contours
        contours += 1

    known: dict[int, bool] = {}

    def is_composed(glyph: int, depth: int) -> bool:
        """Whether the parts of a glyph are there, down to the last. Each is looked at once."""
        if glyph not in known:
            known[glyph] = False  # one that is a part of itself
            parts = _parts_of(glyf, *loca(glyph)) if depth <= DEEPEST else None
            known[glyph] = parts is not None and all(is_composed(part, depth + 1) for part in parts)
        return known[glyph]

    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(count_contour)

    def outline(glyph: int) -> GlyphOutline:
        nonlocal contours
        start, end = loca(glyph)
        if start == end:
            return "blank"
        if start > end or end > len(glyf) or end - start < 10:
            return "broken"
        contours = 0
        font.draw_glyph(glyph, pen)
        (count,) = struct.unpack_from(">h", glyf, start)
        if count >= 0:
            return _outline_of_simple(glyf[start:end], count) if contours or not count else "broken"
        if not is_composed(glyph, 0):
            return "broken"
        return "whole" if contours else "blank"

    return outline


def _outline_of_simple(glyph: bytes, count: int) -> GlyphOutline:
    """By the points at which contours end, which count up (OpenType, glyf). HarfBuzz draws others, and no RIP does."""
    if not count:
        return "blank"
    if len(glyph) < 10 + 2 * count:
        return "broken"
    ends = struct.unpack_from(f">{count}H", glyph, 10)
    return "whole" if all(end < following for end, following in pairwise(ends)) else "broken"


_WORDS, _SCALE, _MORE, _BOTH_SCALES, _MATRIX = 1, 8, 32, 64, 128
"""Flags of a component."""


def _parts_of(glyf: bytes, start: int, end: int) -> list[int] | None:
    """The glyphs that a composite one is made of; none of a simple one, None for one that is damaged."""
    if start == end:
        return []
    if start > end or end > len(glyf) or end - start < 10:
        return None
    (count,) = struct.unpack_from(">h", glyf, start)
    if count >= 0:
        return None if _outline_of_simple(glyf[start:end], count) == "broken" else []
    found: list[int] = []
    at, flags = start + 10, _MORE
    while flags & _MORE:
        if at + 6 > end:
            return None
        flags, part = struct.unpack_from(">HH", glyf, at)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _BOTH_SCALES else 8 if flags & _MATRIX else 0
        if at > end:
            return None
        found.append(part)
    return found


def read_loca(loca: bytes, *, long: bool) -> Callable[[int], tuple[int, int]]:
    """Where each glyph begins and ends (OpenType, loca). One that is not there is blank."""
    size, factor = (4, 1) if long else (2, 2)

    def place(glyph: int) -> tuple[int, int]:
        both = loca[glyph * size : (glyph + 2) * size]
        if len(both) < 2 * size:
            return 0, 0
        return int.from_bytes(both[:size], "big") * factor, int.from_bytes(both[size:], "big") * factor

    return place


def wrap_cff(data: bytes, glyphs: int) -> Any:
    """A bare CFF program as a font that HarfBuzz opens: with the two tables that it asks for."""
    import uharfbuzz

    tables = ((b"CFF ", data), (b"head", _HEAD), (b"maxp", struct.pack(">IH", 0x5000, min(glyphs, 0xFFFF))))
    directory, body = struct.pack(">4sHHHH", b"OTTO", len(tables), 0, 0, 0), b""
    for tag, table in tables:
        directory += struct.pack(">4sIII", tag, 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return uharfbuzz.Font(uharfbuzz.Face(directory + body))
