"""A font of a page -> which codes a string shows, how wide they are and their glyphs' names, and what they say.

ISO 32000-1 9.6 to 9.10.
"""

from __future__ import annotations

import contextlib
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

import pikepdf

from content.pdf.geometry import Matrix
from content.pdf.values import UNREADABLE, box, elements, entry, matrix, name, number, whole
from layout.preflight.fonts.cmaps import CMap, read_cmap

FontKind = Literal["simple", "composite", "type3"]

ASCENT: Final = 0.88
DESCENT: Final = -0.12
"""Where an em box of Han type begins and ends over the baseline, for a font that does not say (in ems)."""

_CODECS: Final = (
    ("GBK", "gb18030"),
    ("GB-", "gb2312"),
    ("GBpc", "gb2312"),
    ("Uni", "utf-16-be"),
    ("B5", "big5hkscs"),
    ("ETen", "big5hkscs"),
    ("HKscs", "big5hkscs"),
    ("90", "cp932"),
    ("83pv", "cp932"),
    ("KSC", "cp949"),
)
"""How the predefined CMaps begin (ISO 32000-1 table 118), and the codec that reads their text."""

MOST: Final = 65_536
"""Character ids that there can be."""


class FontKey(NamedTuple):
    """Which font of the file it is: the number and generation of its object, or of the object that holds a font
    that is not an object itself, with its name there.
    """

    number: int
    generation: int
    name: str = ""


class ContentFont:
    """A font as pages show it. `font` is its dictionary. What can't be read of it is taken to be usual."""

    def __init__(self, key: FontKey, font: Any) -> None:
        self.key = key
        self.font = font
        self.base = re.sub(r"^[A-Z]{6}\+", "", name(entry(font, "/BaseFont")))
        subtype = name(entry(font, "/Subtype"))
        self.kind: FontKind = (
            "composite" if subtype == "Type0" else "type3" if subtype == "Type3" else "simple"
        )
        self.descendant = next(iter(elements(entry(font, "/DescendantFonts"))[:1]), None)
        encoding = entry(font, "/Encoding")
        self.encoding = name(encoding) or name(entry(encoding, "/CMapName"))
        self.vertical = self.kind == "composite" and (
            self.encoding.endswith("V") or whole(entry(encoding, "/WMode"), 0) == 1
        )
        self._identity = self.encoding in {"Identity-H", "Identity-V"} or encoding is None
        self._cmap = read_cmap(encoding) if isinstance(encoding, pikepdf.Stream) else None
        self.matrix: Matrix = matrix(entry(font, "/FontMatrix"), (0.001, 0, 0, 0.001, 0, 0))
        self._split: dict[bytes, tuple[int, ...]] = {}

    @property
    def label(self) -> str:
        return self.base or ("a Type 3 font" if self.kind == "type3" else "a font without a name")

    def codes(self, raw: bytes) -> tuple[int, ...]:
        """The codes of a string: single bytes, pairs, or what the CMap says; half a code counts as one."""
        if self.kind != "composite":
            return tuple(raw)
        if self._cmap is not None and self._cmap.lengths:
            return self._cmap.split(raw)
        if self._identity or self.encoding.startswith("Uni"):
            whole_pairs = len(raw) // 2
            pairs = struct.unpack(f">{whole_pairs}H", raw[: whole_pairs * 2])
            return pairs if len(raw) % 2 == 0 else (*pairs, raw[-1])
        return _split_mixed(raw)

    def cid(self, code: int) -> int | None:
        """The character id of a code in a composite font; None for a predefined CMap, which is not in the file."""
        if self.kind != "composite":
            return None
        if self._cmap is not None:
            return self._cmap.cid(code)
        return code if self._identity else None

    def advance(self, codes: Sequence[int]) -> float:
        """How far codes move the pen, in ems: downward is negative in vertical type."""
        get, usual = self._declared.listed.get, self._declared.usual
        if self._cmap is None:
            thousandth = self.matrix[0] if self.kind == "type3" else 0.001
            return sum(get(code, usual) for code in codes) * thousandth
        return sum(get(-1 if (cid := self.cid(code)) is None else cid, usual) for code in codes) * 0.001

    @cached_property
    def _declared(self) -> DeclaredWidths:
        """Widths, in thousandths of an em but for Type 3 fonts; vertical ones of vertical type."""
        if self.kind == "composite":
            return read_heights(self.descendant) if self.vertical else read_widths(self.descendant)
        found = read_simple_widths(self.font)
        if found.usual or self.kind == "type3" or entry(self.font, "/Widths") is not None:
            return found
        # One of the fourteen that readers have, without widths of its own: half an em is near enough for a place.
        return DeclaredWidths({}, 500)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """Where glyphs begin and end over the baseline, in ems."""
        if self.kind == "type3":
            around = box(entry(self.font, "/FontBBox"))
            if around is None or around.height <= 0:
                return 0.0, 1000 * abs(self.matrix[3])
            ends = around.bottom * self.matrix[3], around.top * self.matrix[3]
            return min(ends), max(ends)
        holder = self.descendant if self.kind == "composite" else self.font
        descriptor = entry(holder, "/FontDescriptor")
        ascent, descent = number(entry(descriptor, "/Ascent")), number(entry(descriptor, "/Descent"))
        if ascent is None or descent is None or not (200 <= ascent <= 2000 and -1000 <= descent <= 0):
            return DESCENT, ASCENT
        return descent / 1000, ascent / 1000

    @property
    def em(self) -> float:
        """How high an em is, in text space: 1, but for a Type 3 font, whose em is the height of its box."""
        return self.extent[1] - self.extent[0] if self.kind == "type3" else 1.0

    @cached_property
    def _unicode(self) -> CMap | None:
        stream = entry(self.font, "/ToUnicode")
        return read_cmap(stream) if isinstance(stream, pikepdf.Stream) else None

    def says(self, code: int) -> str | None:
        """What ToUnicode says of a code, None where it says nothing."""
        return None if self._unicode is None else self._unicode.text(code)

    def text(self, codes: Sequence[int]) -> str:
        """What the codes say: ToUnicode's words, else what the encoding lets one guess, else nothing."""
        return "".join(self.says(code) or self._guess(code) for code in codes)

    def _guess(self, code: int) -> str:
        if self.kind == "composite":
            codec = next((codec for begin, codec in _CODECS if self.encoding.startswith(begin)), "")
            length = 1 if code < 256 and codec != "utf-16-be" else 2
            try:
                return code.to_bytes(length, "big").decode(codec, "ignore") if codec else ""
            except (OverflowError, LookupError):
                return ""
        return self._differences.get(code) or bytes([code & 255]).decode("cp1252", "replace")

    @cached_property
    def _differences(self) -> Mapping[int, str]:
        named = read_differences(entry(self.font, "/Encoding"))
        found: dict[int, str] = {}
        if not named:
            return found
        from fontTools import agl

        for code, glyph in named.items():
            with contextlib.suppress(*UNREADABLE):
                found[code] = agl.toUnicode(glyph)
        return found


def _split_mixed(raw: bytes) -> tuple[int, ...]:
    """Codes of one byte below 0x80 and of two above, as in the older encodings of Chinese and Japanese."""
    found, at = [], 0
    while at < len(raw):
        long = 2 if raw[at] >= 0x80 and at + 1 < len(raw) else 1
        found.append(int.from_bytes(raw[at : at + long], "big"))
        at += long
    return tuple(found)


@dataclass(frozen=True, slots=True)
class DeclaredWidths:
    """Widths in thousandths of an em: those that are listed, and the one of all others."""

    listed: Mapping[int, float]
    usual: float

    def of(self, code: int) -> float:
        return self.listed.get(code, self.usual)


def read_widths(descendant: Any) -> DeclaredWidths:
    """W and DW of a composite font's descendant."""
    usual = number(entry(descendant, "/DW"))
    return DeclaredWidths(_read_rows(entry(descendant, "/W"), 1), 1000 if usual is None else usual)


def read_heights(descendant: Any) -> DeclaredWidths:
    """The advances of W2 and DW2: negative, since they lead downward."""
    usual = elements(entry(descendant, "/DW2"))
    advance = number(usual[1]) if len(usual) == 2 else None
    return DeclaredWidths(_read_rows(entry(descendant, "/W2"), 3), -1000 if advance is None else advance)


def read_simple_widths(font: Any) -> DeclaredWidths:
    """Widths of a simple font."""
    first = whole(entry(font, "/FirstChar"), 0)
    missing = number(entry(font, "/FontDescriptor", "/MissingWidth")) or 0
    row = elements(entry(font, "/Widths"))[:256]
    found = {first + at: width for at, written in enumerate(row) if (width := number(written)) is not None}
    return DeclaredWidths(found, missing)


def read_differences(encoding: Any) -> dict[int, str]:
    """The glyph names that a font puts in other codes' places."""
    found: dict[int, str] = {}
    code = 0
    for item in elements(entry(encoding, "/Differences"))[:1024]:
        if isinstance(item, pikepdf.Name):
            found[code] = name(item)
            code += 1
        else:
            code = whole(item, 0)
    return found


def _read_rows(array: Any, each: int) -> dict[int, float]:
    """The first of the `each` numbers of every id: `c [w w …]`, or `first last w`."""
    found: dict[int, float] = {}
    pieces = elements(array)
    at = told = 0
    # Ranges that say the same again and again are looked at no longer than all ids would be.
    while at + 1 < len(pieces) and told <= 2 * MOST:
        first = whole(pieces[at])
        row = pieces[at + 1]
        if isinstance(row, pikepdf.Array):
            widths = [number(width) for width in elements(row)[: MOST * each : each]]
            at += 2
        else:
            last, width = whole(row), number(pieces[at + 2]) if at + 2 < len(pieces) else None
            count = min(last - first + 1, MOST) if first is not None and last is not None else 0
            widths = [width] * count
            at += 2 + each
        told += len(widths)
        if first is not None:
            found.update((first + place, width) for place, width in enumerate(widths) if width is not None)
    return found
