"""A font dictionary -> the widths and the names of glyphs that it declares (ISO 32000-1 9.6.2, 9.6.6.1, 9.7.4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from content.pdf.values import elements, entry, name, number, whole

MOST: Final = 65_536
"""Character ids that there can be."""


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
