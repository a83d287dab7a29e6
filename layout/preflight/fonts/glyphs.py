"""A font dictionary and its program -> the glyph that each code shows (ISO 32000-1 9.6.6, 9.7.4.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pikepdf

from content.pdf.streams import unpack_stream
from content.pdf.values import entry, name, whole
from layout.preflight.fonts.codes import read_differences
from layout.preflight.fonts.program import FontProgram

GlyphOf = Callable[[int], int | None]
"""The glyph of a code, None where the font does not say."""

NOTDEF: Final = 0

_SYMBOLIC: Final = 4
"""The flag of fonts that have other characters than Latin's (table 123)."""


def glyphs_of_cids(descendant: Any, program: FontProgram) -> GlyphOf:
    """The glyphs of character ids. None for an id beyond the end of the map."""
    if program.of_cid is not None:
        return program.of_cid
    mapping = entry(descendant, "/CIDToGIDMap")
    if not isinstance(mapping, pikepdf.Stream):
        return lambda cid: cid
    data = unpack_stream(mapping) or b""
    return lambda cid: int.from_bytes(data[2 * cid : 2 * cid + 2], "big") if 2 * cid + 1 < len(data) else None


def glyphs_of_codes(font: Any, program: FontProgram) -> GlyphOf:
    """The glyphs of a simple font's codes, of which there are 256."""
    encoding = entry(font, "/Encoding")
    flags = whole(entry(font, "/FontDescriptor", "/Flags")) or 0
    if program.outlines == "glyf" or program.of_name is None:
        return _of_truetype(encoding, bool(flags & _SYMBOLIC), program)
    base = _base_encoding(name(encoding) or name(entry(encoding, "/BaseEncoding")))
    changed = read_differences(encoding)
    by_name, own = program.of_name, program.of_code

    by_char: dict[str, int] = {}

    def glyph(code: int) -> int | None:
        if code in changed or base is not None:
            called = changed.get(code) or (base(code) if base else "")
            if not called or called in by_name:
                return by_name.get(called)
            # The same letter may have another name in the program.
            char = _char_of(called)
            if not by_char:
                by_char.update((_char_of(called), number) for called, number in by_name.items())
            found = by_char.get(char) if char else None
            return NOTDEF if found is None and not _is_blank(char) else found
        found = own(code) if own is not None else None
        return NOTDEF if found is None and own is not None else found

    return glyph


def _char_of(called: str) -> str:
    from fontTools import agl

    return str(agl.toUnicode(called)) if re.fullmatch(r"[\w.]{1,60}", called) else ""


def _is_blank(text: str) -> bool:
    """Whether nobody misses the glyph: a space, or a hyphen that is not seen."""
    return bool(text) and all(char.isspace() or char == "\u00ad" for char in text)


def _of_truetype(encoding: Any, symbolic: bool, program: FontProgram) -> GlyphOf:
    of_char = program.of_char
    if of_char is None or encoding is None or symbolic:
        # A symbol's table gives a code, or the same in the private use area, or Macintosh's.
        return lambda code: _first_glyph(of_char, code, 0xF000 + code)
    said = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    base = _base_encoding(said) or _base_encoding("StandardEncoding")
    changed = read_differences(encoding)
    # A program without a map of Latin letters has another way to them.
    has_latin = any(of_char(char) for char in range(0x21, 0x7F))

    def glyph(code: int) -> int | None:
        chars = _chars_of(changed.get(code) or (base(code) if base else ""))
        found = _first_glyph(of_char, *chars)
        # Spaces are left out of subsets, and nobody sees .notdef in their place.
        is_lost = found is None and has_latin and bool(chars) and not chr(chars[0]).isspace()
        return NOTDEF if is_lost else found

    return glyph


def _first_glyph(of_char: Callable[[int], int | None] | None, *chars: int) -> int | None:
    found = (of_char(char) for char in chars) if of_char else iter(())
    return next((glyph for glyph in found if glyph), None)


def _chars_of(called: str) -> list[int]:
    text = _char_of(called)
    return [ord(text)] if len(text) == 1 else []


def _base_encoding(encoding: str) -> Callable[[int], str] | None:
    """The glyph names of one of the encodings that PDF knows; None for the font's own."""
    from fontTools import agl
    from fontTools.encodings.StandardEncoding import StandardEncoding

    if encoding == "StandardEncoding":
        return lambda code: str(StandardEncoding[code]) if 0 <= code < 256 else ""
    codec = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}.get(encoding)
    if codec is None:
        return None

    def called(code: int) -> str:
        char = bytes([code & 255]).decode(codec, "replace")
        return str(next(iter(agl.UV2AGL.get(ord(char), "").split()), ""))

    return called
