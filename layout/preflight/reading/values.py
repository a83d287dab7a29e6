"""An object of a PDF, of which nothing is known -> the Python value that was expected there, or nothing.

Every reader here takes anything at all and raises nothing: it answers None, "" or an empty list where the file has
something else. Names and keys stand without their slash.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, overload

import pikepdf

from layout.preflight.reading.geometry import FARTHEST, Box, Matrix

MOST_ELEMENTS: Final = 1_000_000
"""Elements of one array that are read. The widths of a face of all Han characters are 100,000."""

UNREADABLE: Final = (
    pikepdf.PikepdfError,
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


def is_mapping(value: Any) -> bool:
    """Whether it has keys: a dictionary or a stream."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def entry(value: Any, *path: Any) -> Any:
    """What stands under these keys, one within the other (`/Resources`, `/Font`); None where there is nothing.

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
    if not is_mapping(value):
        return []
    try:
        keys = sorted(map(str, value.keys()))
    except UNREADABLE:
        return []
    # Keys that are no UTF-8 come with surrogates, and are not taken so.
    return [
        (key[1:], entry(value, key)) if key.isprintable() else (_readable(key)[1:], entry(value, _key(key)))
        for key in keys
    ]


def resource(resources: Any, kind: str, named: str) -> Any:
    """A named resource of a kind (`/Font`), by what `name` made of its name; None where it is not defined."""
    holder = entry(resources, kind)
    found = entry(holder, f"/{named}")
    if found is None and not (named.isascii() and named.isprintable()):
        # A name in an older encoding: only all keys, read as the name was, tell which it is.
        return next((value for key, value in entries(holder) if key == named), None)
    return found


def _key(key: str) -> Any:
    raw = key.encode("utf-8", "surrogateescape")
    return pikepdf.Object.parse(b"/" + b"".join(b"#%02x" % byte for byte in raw[1:]))


def _readable(key: str) -> str:
    return _decoded(key.encode("utf-8", "surrogateescape"))


def _decoded(raw: bytes) -> str:
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
    """The elements of an array, or the one value that stands in its place; nothing for null."""
    if isinstance(value, pikepdf.Array):
        return elements(value)
    return [] if value is None else [value]


def number(value: Any) -> float | None:
    """A number of a size that can be worked with; None where it is none."""
    kind = type(value)
    if kind is not int and kind is not Decimal and kind is not float:
        # A boolean and a string are no numbers, whatever Python makes of them.
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


def numbers(value: Any) -> list[float]:
    """The numbers of an array of numbers; nothing where it has anything else."""
    found = [number(element) for element in elements(value)]
    return [one for one in found if one is not None] if None not in found else []


def name(value: Any) -> str:
    """A name; "" where it is none."""
    return _decoded(bytes(value)[1:]) if isinstance(value, pikepdf.Name) else ""


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
    return value if isinstance(value, bool) else None


def box(value: Any) -> Box | None:
    """A rectangle, its corners in order (ISO 32000-1 7.9.5). It may be without area."""
    found = numbers(value)
    if len(found) != 4:
        return None
    x1, y1, x2, y2 = found
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def rectangle(value: Any) -> Box | None:
    """A rectangle; None where it is none or has no area."""
    found = box(value)
    return found if found is not None and found.width > 0 and found.height > 0 else None


def matrix(value: Any, usual: Matrix) -> Matrix:
    """Six numbers; `usual` where they are not."""
    found = numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else usual


def identity(value: Any) -> tuple[int, int]:
    """The object's number and generation; (0, 0) for what stands in another object."""
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


def inherited(page: Any, key: str) -> Any:
    """A page's entry, its own or the nearest above it in the tree of pages (ISO 32000-1 7.7.3.4).

    Resources, MediaBox, CropBox and Rotate alone are inherited (table 30).
    """
    node, seen = page, set[tuple[int, int]]()
    while is_mapping(node):
        found = entry(node, key)
        if found is not None:
            return found
        seen.add(identity(node))
        node = entry(node, "/Parent")
        if identity(node) in seen:
            return None
    return None


def number_tree(root: Any, most: int) -> dict[int, Any]:
    """The leaves of a number tree by their keys (ISO 32000-1 7.9.7), about `most` of them."""
    found: dict[int, Any] = {}
    waiting, seen = [root], set[tuple[int, int]]()
    while waiting and len(found) < most:
        node = waiting.pop()
        if identity(node) != (0, 0):
            if identity(node) in seen:
                continue
            seen.add(identity(node))
        pairs = elements(entry(node, "/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            if (at := whole(key)) is not None:
                found.setdefault(at, value)
        waiting += reversed(elements(entry(node, "/Kids")))
    return found


def everything(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Every dictionary and stream of the file, those within others too, each behind the object that it is of.

    Objects that nothing points to are among them: a plant's program may take them out of the file all the same.
    """
    for top in pdf.objects:
        stack = [top]
        while stack:
            value = stack.pop()
            if is_mapping(value):
                yield top, value
                inner = [one for _, one in entries(value)]
            else:
                inner = elements(value)
            # What has a number of its own comes by itself.
            stack += [
                one
                for one in inner
                if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect
            ]
