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
class Declared:
    """Widths in thousandths of an em: those that are listed, and the one of all others."""

    listed: Mapping[int, float]
    usual: float

    def of(self, code: int) -> float:
        return self.listed.get(code, self.usual)


def across(descendant: Any) -> Declared:
    """W and DW of a composite font's descendant."""
    usual = number(entry(descendant, "/DW"))
    return Declared(_listed(entry(descendant, "/W"), 1), 1000 if usual is None else usual)


def down(descendant: Any) -> Declared:
    """The advances of W2 and DW2: negative, since they lead downward."""
    usual = elements(entry(descendant, "/DW2"))
    advance = number(usual[1]) if len(usual) == 2 else None
    return Declared(_listed(entry(descendant, "/W2"), 3), -1000 if advance is None else advance)


def simple(font: Any) -> Declared:
    """Widths of a simple font."""
    first = whole(entry(font, "/FirstChar"), 0)
    missing = number(entry(font, "/FontDescriptor", "/MissingWidth")) or 0
    row = elements(entry(font, "/Widths"))[:256]
    found = {first + at: width for at, one in enumerate(row) if (width := number(one)) is not None}
    return Declared(found, missing)


def differences(encoding: Any) -> dict[int, str]:
    """The glyph names that a font puts in other codes' places."""
    found: dict[int, str] = {}
    code = 0
    for one in elements(entry(encoding, "/Differences"))[:1024]:
        if isinstance(one, pikepdf.Name):
            found[code] = name(one)
            code += 1
        else:
            code = whole(one, 0)
    return found


def _listed(array: Any, each: int) -> dict[int, float]:
    """The first of the `each` numbers of every id: `c [w w …]`, or `first last w`."""
    found: dict[int, float] = {}
    pieces = elements(array)
    at = told = 0
    # Ranges that say the same again and again are looked at no longer than all ids would be.
    while at + 1 < len(pieces) and told <= 2 * MOST:
        first = whole(pieces[at])
        row = pieces[at + 1]
        if isinstance(row, pikepdf.Array):
            widths = [number(one) for one in elements(row)[: MOST * each : each]]
            at += 2
        else:
            last, width = whole(row), number(pieces[at + 2]) if at + 2 < len(pieces) else None
            count = min(last - first + 1, MOST) if first is not None and last is not None else 0
            widths = [width] * count
            at += 2 + each
        told += len(widths)
        if first is not None:
            found.update((first + one, width) for one, width in enumerate(widths) if width is not None)
    return found
