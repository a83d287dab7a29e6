"""A TrueType or OpenType program -> its glyphs' advances, by HarfBuzz, which trusts no table."""

from __future__ import annotations

import struct
from typing import Final

from layout.preflight.fonts.outlines import outlines_of_cff, outlines_of_glyf, read_loca
from layout.preflight.fonts.program import BrokenProgram, FontProgram

MARKS: Final = {b"\0\1\0\0", b"true", b"OTTO"}


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
