"""A Type 1 program -> its glyphs' advances, read from the head of each charstring (Adobe Type 1 Font Format).

Its PostScript is not carried out: the few things that are needed stand in it in one form always.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from layout.preflight.fonts.charstrings import read_number
from layout.preflight.fonts.program import BrokenProgram, FontProgram, GlyphOutline

_EEXEC_KEY, _CHARSTRING_KEY = 55665, 4330
LARGEST: Final = 2 * 2**20
"""Bytes of a Type 1 program. A face of 256 glyphs has 30 to 200 kB."""

_STEP: Final = (52845, 22719)
"""The two numbers of the cipher (7.1)."""

_GLYPH: Final = re.compile(rb"/([^\s/{}\[\]()<>%]{1,127})\s+(\d{1,5})\s+(?:RD|-\||\S{1,8})\s")
_CODE: Final = re.compile(rb"\bdup\s+(\d{1,3})\s*/([^\s/{}\[\]()<>%]{1,127})\s+put\b")


def read_type1(data: bytes) -> FontProgram:
    """The program. Raises BrokenProgram."""
    if len(data) > LARGEST:
        raise BrokenProgram(f"has more than {LARGEST // 2**20} MB")
    data = _strip_segments(data)
    marker = data.find(b"eexec")
    if not data.startswith(b"%!") or marker < 0:
        raise BrokenProgram("is no Type 1 font")
    clear, hidden = data[:marker], data[marker + 5 :].lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f\s]{8}", hidden[:8]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", hidden)
        hidden = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    private = decipher(hidden, _EEXEC_KEY)[4:]
    skipped = re.search(rb"/lenIV\s+(-?\d+)", private)
    skip = int(skipped[1]) if skipped else 4
    begin = private.find(b"/CharStrings")
    if begin < 0:
        raise BrokenProgram("has no charstrings")
    charstrings: dict[str, bytes] = {}
    at = begin + len(b"/CharStrings")
    while (found := _GLYPH.search(private, at)) is not None:
        end = found.end() + int(found[2])
        charstrings[found[1].decode("latin-1")] = private[found.end() : end]
        at = end
    if not charstrings:
        raise BrokenProgram("has no glyphs")
    scale = _read_scale(clear)
    # .notdef may be anywhere in a Type 1 font, or nowhere; here it comes first.
    charstrings = {".notdef": b"", **charstrings}
    glyphs = list(charstrings.values())
    by_name = {name: glyph for glyph, name in enumerate(charstrings)}

    @cache
    def plain(glyph: int) -> bytes:
        return decipher(glyphs[glyph], _CHARSTRING_KEY)[skip:] if skip >= 0 else glyphs[glyph]

    @cache
    def across(glyph: int) -> float | None:
        if glyph >= len(glyphs):
            return None
        found = _read_width(plain(glyph))
        return None if found is None else found * scale * 1000

    return FontProgram(
        "type1",
        len(glyphs),
        across,
        lambda glyph: find_outline(plain(glyph)),
        of_name=by_name,
        of_code=_read_encoding(clear, by_name),
    )


def _strip_segments(data: bytes) -> bytes:
    """The bytes of a PFB file without the heads of its segments; any other as it is."""
    if not data.startswith(b"\x80"):
        return data
    parts, at = [], 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in (b"\1", b"\2"):
        length = int.from_bytes(data[at + 2 : at + 6], "little")
        parts.append(data[at + 6 : at + 6 + length])
        at += 6 + length
    return b"".join(parts)


def decipher(data: bytes, key: int) -> bytes:
    out = bytearray(len(data))
    factor, addend = _STEP
    for at, byte in enumerate(data):
        out[at] = byte ^ (key >> 8)
        key = ((byte + key) * factor + addend) & 0xFFFF
    return bytes(out)


def _read_scale(clear: bytes) -> float:
    found = re.search(rb"/FontMatrix\s*[\[{]\s*([-+.0-9eE]{1,30})", clear)
    try:
        return float(found[1]) if found else 0.001
    except ValueError:
        return 0.001


def _read_encoding(clear: bytes, by_name: dict[str, int]) -> Callable[[int], int | None]:
    own = {int(code): name.decode("latin-1") for code, name in _CODE.findall(clear)}
    if own:
        return lambda code: by_name.get(own.get(code, ".notdef"))
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return lambda code: by_name.get(StandardEncoding[code]) if 0 <= code < 256 else None


_TAKEN: Final = {4: 1, 5: 2, 6: 1, 7: 1, 8: 6, 21: 2, 22: 1, 30: 4, 31: 4, 1: 2, 3: 2, 13: 2}
"""How many operands each operator of a charstring takes (6.4): moves, lines, curves, hints, hsbw."""
_DRAWS: Final = {5, 6, 7, 8, 30, 31}
_TAKEN_ESCAPED: Final = {0: 0, 1: 6, 2: 6, 6: 5, 7: 4, 12: 2, 16: 2, 17: 0, 33: 2}


def find_outline(charstring: bytes) -> GlyphOutline:
    """What a charstring draws. What its subroutines draw is not looked at: one that calls any draws something."""
    depth, draws, at = 0, False, 0
    while at < len(charstring):
        byte = charstring[at]
        at += 1
        if byte >= 32:
            depth += 1
            at += 4 if byte == 255 else 1 if byte >= 247 else 0
            if at > len(charstring) or depth > 24:
                return "broken"
            continue
        if byte == 12:
            escaped = charstring[at] if at < len(charstring) else -1
            at += 1
            if escaped not in _TAKEN_ESCAPED or depth < _TAKEN_ESCAPED[escaped]:
                return "broken"
            if escaped == 6:
                return "whole"  # an accented letter, made of two others
            if escaped in (16, 17):
                draws = True
            depth = depth - 1 if escaped == 12 else depth + 1 if escaped == 17 else 0
        elif byte == 10:
            if depth < 1:
                return "broken"
            draws, depth = True, depth - 1
        elif byte == 14:
            return "whole" if draws else "blank"
        elif byte == 9:
            depth = 0
        elif byte in _TAKEN:
            # What a subroutine leaves is not known: then anything may be there.
            if depth < _TAKEN[byte] and not draws:
                return "broken"
            draws, depth = draws or byte in _DRAWS, 0
        else:
            return "broken"
    return "whole" if draws and charstring[-1:] == b"\x0b" else "broken"


def _read_width(charstring: bytes) -> float | None:
    """The second operand of hsbw, or the third of sbw (6.4); a quotient (div) may be among them."""
    stack: list[float] = []
    at = 0
    while at < len(charstring):
        byte = charstring[at]
        if byte == 255:
            stack.append(int.from_bytes(charstring[at + 1 : at + 5], "big", signed=True))
            at += 5
        elif byte >= 32:
            try:
                value, at = read_number(charstring, at)
            except BrokenProgram:
                return None
            stack.append(value)
        elif byte == 13:
            return stack[1] if len(stack) >= 2 else None
        elif charstring[at : at + 2] == b"\x0c\x07":
            return stack[2] if len(stack) >= 4 else None
        elif charstring[at : at + 2] == b"\x0c\x0c" and len(stack) >= 2 and stack[-1]:
            over = stack.pop()
            stack.append(stack.pop() / over)
            at += 2
        else:
            return None
    return None
