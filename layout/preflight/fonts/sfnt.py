"""A TrueType or OpenType program -> its glyphs' advances and what each draws, by HarfBuzz, which trusts no table."""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

from layout.preflight.fonts.program import BrokenProgram, FontProgram, GlyphOutline

MARKS: Final = {b"\0\1\0\0", b"true", b"OTTO"}

_HEAD: Final = struct.pack(
    ">IIIIHHqqhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0
)
"""A head table (OpenType) of a thousand units to the em."""

DEEPEST: Final = 6
"""Composite glyphs in one another."""


def read_sfnt(data: bytes) -> FontProgram:
    """The program. Raises BrokenProgram."""
    import uharfbuzz

    if data[:4] not in MARKS:
        raise BrokenProgram("is neither TrueType nor OpenType")
    rows = _read_directory(data)
    _check_sums(data, rows)
    tables = {row[0] for row in rows}
    face = uharfbuzz.Face(data)
    count, upem = int(face.glyph_count), int(face.upem)
    outlines = "glyf" if b"glyf" in tables else "cff"
    needed = {b"head", b"hhea", b"hmtx", b"maxp"}
    missing = sorted((needed | ({b"glyf", b"loca"} if outlines == "glyf" else {b"CFF "})) - tables)
    if missing:
        raise BrokenProgram(f"has no table {missing[0].decode().strip()}")
    # HarfBuzz passes over tables that are cut short, as if they were not there.
    if count == 0 or upem == 0 or not len(face.reference_table("hmtx")):
        raise BrokenProgram("is damaged")
    font = uharfbuzz.Font(face)
    font.scale = (upem, upem)
    upright = b"vmtx" in tables and b"vhea" in tables

    def across(glyph: int) -> float | None:
        return font.get_glyph_h_advance(glyph) * 1000 / upem if glyph < count else None

    def down(glyph: int) -> float | None:
        return -abs(font.get_glyph_v_advance(glyph)) * 1000 / upem if upright and glyph < count else None

    def of_char(char: int) -> int | None:
        found = font.get_nominal_glyph(char)
        return int(found) if found else None

    if outlines == "cff":
        return FontProgram("cff", count, across, outlines_of_cff(font), down, of_char=of_char)
    (form,) = struct.unpack_from(">h", face.reference_table("head").data, 50)
    loca = read_loca(face.reference_table("loca").data, long=form != 0)
    outline = outlines_of_glyf(font, face.reference_table("glyf").data, loca)
    return FontProgram("glyf", count, across, outline, down, of_char=of_char)


def _check_sums(data: bytes, rows: list[tuple[bytes, int, int, int]]) -> None:
    """Raises BrokenProgram where a table is other than it was written (OpenType, the table directory).

    Many programs cut a font down and leave the check sums of the whole one. Those that fit each other, with the one of
    the file in head, were computed when the tables were written: then a sum that does not fit its table means damage.
    """
    directory = data[: 12 + 16 * len(rows)]
    head = next((start for tag, _, start, _ in rows if tag == b"head"), None)
    if head is None:
        return
    (file_sum,) = struct.unpack_from(">I", data, head + 8)
    if (0xB1B0AFBA - _sum_words(directory) - sum(row[1] for row in rows)) & 0xFFFFFFFF != file_sum:
        return
    for tag, said, start, length in rows:
        table = data[start : start + length]
        if tag == b"head":
            table = table[:8] + bytes(4) + table[12:]
        if _sum_words(table) != said:
            raise BrokenProgram(f"has another table {tag.decode('latin-1').strip()} than was written")


def _sum_words(table: bytes) -> int:
    """The sum of a table's words of four bytes."""
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _read_directory(data: bytes) -> list[tuple[bytes, int, int, int]]:
    """The rows of the table directory (OpenType): tag, check sum, start and length of a table within the file."""
    end = 12 + 16 * int.from_bytes(data[4:6], "big")
    if len(data) < end:
        raise BrokenProgram("is cut short")
    rows = [struct.unpack_from(">4sIII", data, at) for at in range(12, end, 16)]
    for tag, _, start, length in rows:
        if start + length > len(data):
            raise BrokenProgram(f"is cut short in its table {tag.decode('latin-1').strip()}")
    return rows


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
