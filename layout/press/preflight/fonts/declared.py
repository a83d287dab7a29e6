"""A font dictionary -> the widths that it declares, by code or character id (ISO 32000-1 9.6.2, 9.7.4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from layout.press.preflight.values import elements, entry, number, whole

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
    first = whole(entry(font, "/FirstChar"))
    missing = number(entry(font, "/FontDescriptor", "/MissingWidth")) or 0
    row = elements(entry(font, "/Widths"))[:256] if first is not None else []
    found = {
        first + at: width
        for at, one in enumerate(row)
        if first is not None and (width := number(one)) is not None
    }
    return Declared(found, missing)


def _listed(array: Any, each: int) -> dict[int, float]:
    """The first of the `each` numbers of every id: `c [w w …]`, or `first last w`."""
    found: dict[int, float] = {}
    pieces = elements(array)
    at = 0
    while at + 1 < len(pieces) and len(found) <= MOST:
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
        if first is not None:
            found.update((first + one, width) for one, width in enumerate(widths) if width is not None)
    return found
