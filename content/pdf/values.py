"""An object of a PDF, of which nothing is known -> the Python value that was expected there, or nothing.

Every reader here takes anything at all and raises nothing: it answers None, "" or an empty list where the file has
something else. Names and keys have no slash.

pikepdf gives scalars as Python's own, or, inside `explicit_conversion`, as objects that still know how they are
written. The readers here take both.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final, overload

import pikepdf

from content.pdf.geometry import FARTHEST, Matrix, PageBox

_ESCAPE: Final = re.compile(rb"#([0-9a-fA-F]{2})")

MOST_ELEMENTS: Final = 1_000_000
"""Elements of one array that are read. The widths of a face of all Han characters are 100,000."""

UNREADABLE: Final = (
    *(pikepdf.PikepdfError, ValueError, TypeError, AttributeError, KeyError, IndexError),
    *(RuntimeError, ArithmeticError, MemoryError),  # RecursionError and OverflowError are among these
)
"""What pikepdf and Python raise over an object that is not what it should be."""


def is_mapping(value: Any) -> bool:
    """Whether it has keys: a dictionary or a stream."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def is_container(value: Any) -> bool:
    """Whether it holds other objects: an array, a dictionary or a stream."""
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream)


def entry(value: Any, *path: Any) -> Any:
    """The value under these keys, one inside the other (`/Resources`, `/Font`); None where there is none.

    A key is a string with its slash, or a name of the file's own, which may be in no encoding that a string could have.
    """
    for key in path:
        if not is_mapping(value) or not isinstance(key, str | pikepdf.Name):
            return None
        try:
            value = value.get(key)
        except UNREADABLE:
            return None
    return value


def entries(value: Any) -> list[tuple[str, Any]]:
    """The keys and values of a dictionary or of a stream's, in the order of the keys."""
    return [(_as_text(key), found) for key, found in raw_entries(value).items()]


def raw_entries(value: Any) -> dict[bytes, Any]:
    """The same under the bytes of the keys, which may be in any encoding."""
    if not is_mapping(value):
        return {}
    try:
        keys = sorted(map(str, value.keys()))
    except UNREADABLE:
        return {}
    found = {}
    for key in keys:
        raw = key.encode("utf-8", "surrogateescape")[1:]
        try:
            # Keys that are no UTF-8 come with surrogates, and are not taken so.
            found[raw] = value.get(key if key.isprintable() else _pdf_name(raw))
        except UNREADABLE:  # also a name that holds a null, which no name may
            found[raw] = None
    return found


def resource(resources: Any, kind: str, named: str) -> Any:
    """A named resource of a kind (`/Font`), by what `name` made of its name; None where it is not defined."""
    holder = entry(resources, kind)
    found = entry(holder, f"/{named}")
    if found is None and not (named.isascii() and named.isprintable()):
        # A name in an older encoding: only all keys, read as the name was, tell which it is.
        return next((value for key, value in entries(holder) if key == named), None)
    return found


def _pdf_name(raw: bytes) -> Any:
    return pikepdf.Object.parse(b"/" + b"".join(b"#%02x" % byte for byte in raw))


def _as_text(raw: bytes) -> str:
    """A name as text: names are UTF-8 (ISO 32000-1 7.3.5), and in older Chinese programs' files GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def elements(value: Any) -> list[Any]:
    """The elements of an array, the first million of them."""
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return list(value) if len(value) <= MOST_ELEMENTS else [value[at] for at in range(MOST_ELEMENTS)]
    except UNREADABLE:
        return []


def one_or_more(value: Any) -> list[Any]:
    """The elements of an array, or a single value that is there instead; nothing for null."""
    if isinstance(value, pikepdf.Array):
        return elements(value)
    return [] if value is None else [value]


def number(value: Any) -> float | None:
    """A number of a size that can be worked with; None where it is none."""
    kind = type(value)
    plain = kind is int or kind is Decimal or kind is float
    # A boolean and a string are no numbers, whatever Python makes of them.
    if not plain and not isinstance(value, pikepdf.Integer | pikepdf.Real):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if -FARTHEST < found < FARTHEST else None


@overload
def whole(value: Any) -> int | None: ...
@overload
def whole(value: Any, usual: int) -> int: ...
def whole(value: Any, usual: int | None = None) -> int | None:
    """A whole number, also one that is written as a real; `usual` where it is none."""
    found = number(value)
    return usual if found is None else int(found)


def exact_whole(value: Any) -> int | None:
    """A whole number; None for any other, and for what is no number."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def numbers(value: Any) -> list[float]:
    """The numbers of an array of numbers; nothing where it has anything else."""
    found = [number(element) for element in elements(value)]
    return [value for value in found if value is not None] if None not in found else []


def name(value: Any) -> str:
    """A name; "" where it is none."""
    return _as_text(raw_name(value))


def raw_name(value: Any) -> bytes:
    """The bytes of a name; none where it is none."""
    return bytes(value)[1:] if isinstance(value, pikepdf.Name) else b""


def words(value: Any) -> str:
    """A text string; "" where it is none."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UNREADABLE:
        return ""


def flag(value: Any) -> bool | None:
    """A boolean; None where it is none."""
    return bool(value) if isinstance(value, bool | pikepdf.Boolean) else None


def box(value: Any) -> PageBox | None:
    """A rectangle, its corners in order (ISO 32000-1 7.9.5). It may be without area."""
    found = numbers(value)
    if len(found) != 4:
        return None
    x1, y1, x2, y2 = found
    return PageBox(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def rectangle(value: Any) -> PageBox | None:
    """A rectangle; None where it is none or has no area."""
    found = box(value)
    return found if found is not None and found.width > 0 and found.height > 0 else None


def matrix(value: Any, usual: Matrix) -> Matrix:
    """Six numbers; `usual` where they are not."""
    found = numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else usual


def identity(value: Any) -> tuple[int, int]:
    """The object's number and generation; (0, 0) for a direct object, inside another."""
    objgen = getattr(value, "objgen", None)
    return objgen if isinstance(objgen, tuple) else (0, 0)


def object_name(value: Any) -> str:
    """`object 12`, or "" for what has no number of its own."""
    count, _ = identity(value)
    return f"object {count}" if count else ""


def operator_of(instruction: Any) -> str:
    """The operator of an instruction of content; `?` for one that is no text."""
    try:
        return str(instruction.operator)
    except UnicodeDecodeError:
        return "?"


def unescape_name(name: bytes) -> bytes:
    """A name as written, without its slash -> what it means: `A#20B` is `A B` (ISO 32000-1 7.3.5)."""
    return _ESCAPE.sub(lambda hit: bytes([int(hit[1], 16)]), name) if b"#" in name else name


def write_name(name: bytes) -> bytes:
    """A name as it is written, its slash included: what is no regular character is escaped."""
    return b"/" + re.sub(rb"[^!-~]|[#()<>\[\]{}/%]", lambda hit: b"#%02x" % hit[0][0], name)
