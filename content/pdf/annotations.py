"""What an annotation says of itself -> whether it is printed with its page (ISO 32000-1 12.5.3)."""

from __future__ import annotations

from typing import Final

INVISIBLE, HIDDEN, PRINT = 1, 2, 4
"""Flags, by their value (table 165). NoView keeps an annotation off the screen alone."""

_STANDARD: Final = frozenset(
    (
        *("Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight"),
        *("Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound"),
        *("Movie", "Widget", "Screen", "PrinterMark", "TrapNet", "Watermark", "3D", "Redact"),
    )
)
"""The types that readers know (table 169): Invisible means nothing of them."""


def is_printed(kind: str, flags: int) -> bool:
    """Whether an annotation of this Subtype, with these flags (F, 0 where there are none), is on paper.

    It is if Print is set and Hidden is not. A Popup is a window on the screen (12.5.6.14).
    """
    if kind == "Popup" or flags & HIDDEN or not flags & PRINT:
        return False
    return kind in _STANDARD or not flags & INVISIBLE
