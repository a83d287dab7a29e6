"""Entries of a PDF's dictionaries, which may be anything -> plain values, or what is usual where they are wrong.

Nothing here raises: what a file says and what is sound are two things.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import pikepdf

from layout.press.preflight.content.geometry import FARTHEST, Box, Matrix

DEEPEST_PARENT: Final = 50
"""Levels of the page tree that are climbed for an inherited entry."""

UNREADABLE: Final = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RuntimeError,
    OverflowError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
"""What pikepdf and Python raise over an object that is not what it should be."""


def entry(holder: Any, key: str) -> Any:
    """The entry of a dictionary or of a stream's dictionary; None for none, and for what is neither."""
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return None
    try:
        return holder.get(key)
    except UNREADABLE:
        return None


def entries(holder: Any) -> dict[str, Any]:
    """All entries of a dictionary, sorted by key: empty for what is none."""
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return {}
    try:
        keys = sorted(str(key) for key in holder)
    except UNREADABLE:
        return {}
    return {key: entry(holder, key) for key in keys}


def items(array: Any, most: int = 100_000) -> list[Any]:
    """The first items of an array; empty for what is none."""
    if not isinstance(array, pikepdf.Array):
        return []
    try:
        return [array[at] for at in range(min(len(array), most))]
    except UNREADABLE:
        return []


def number(value: Any) -> float | None:
    """A number of a size that can be worked with, else None."""
    kind = type(value)
    if kind is int or kind is Decimal:
        found = float(value)
    else:
        # A boolean and a string are no numbers, whatever Python makes of them.
        if kind is bool or value is None or isinstance(value, str):
            return None
        try:
            found = float(value)
        except UNREADABLE:
            return None
    return found if -FARTHEST < found < FARTHEST else None


def whole(value: Any, usual: int = 0) -> int:
    """A whole number, else `usual`."""
    found = number(value)
    return usual if found is None else int(found)


def numbers(array: Any) -> list[float]:
    """The numbers of an array of nothing else, else none."""
    found = [number(item) for item in items(array)]
    sound = [item for item in found if item is not None]
    return sound if len(sound) == len(found) else []


def name(value: Any) -> str:
    """A name without its slash; empty for what is no name."""
    if not isinstance(value, pikepdf.Name):
        return ""
    raw = bytes(value)[1:]
    try:
        return raw.decode()
    except UnicodeDecodeError:
        # Names are bytes. Programs that are old or far away write them in their own encodings: each byte is kept.
        return raw.decode("latin-1")


def text(value: Any) -> str:
    """A text string; empty for what is none."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UNREADABLE:
        return ""


def flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def box(value: Any) -> Box | None:
    """A rectangle of four numbers, in whatever order its corners stand (ISO 32000-1 7.9.5)."""
    found = numbers(value)
    if len(found) != 4:
        return None
    x1, y1, x2, y2 = found
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def matrix(value: Any, usual: Matrix) -> Matrix:
    found = numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else usual


def object_number(value: Any) -> tuple[int, int]:
    """The number and generation of an indirect object; (0, 0) for a direct one and for what is no object."""
    try:
        found = value.objgen
        return int(found[0]), int(found[1])
    except UNREADABLE:
        return 0, 0


def inherited(page: Any, key: str) -> Any:
    """An entry of a page, or of the nearest node above it that has it (ISO 32000-1 7.7.3.4)."""
    node = page
    for _ in range(DEEPEST_PARENT):
        found = entry(node, key)
        if found is not None:
            return found
        node = entry(node, "/Parent")
        if node is None:
            return None
    return None


def resource(resources: Any, kind: str, named: str) -> Any:
    """A named resource of a kind (`/Font`), by what `name` made of its name; None where it is not defined."""
    holder = entry(resources, kind)
    found = entry(holder, "/" + named)
    if found is None and not named.isascii() and isinstance(holder, pikepdf.Dictionary):
        raw = named.encode("latin-1", "ignore")
        try:
            key: Any = pikepdf.Object.parse(b"/" + b"".join(b"#%02x" % byte for byte in raw))
            return holder.get(key)
        except UNREADABLE:
            return None
    return found
