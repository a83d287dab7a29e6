"""An object of a PDF, of which nothing is known -> the Python value that was expected there, or nothing.

Every reader here takes anything at all, and answers None, "" or an empty list where the file has something else.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final

import pikepdf

LARGEST_STREAM: Final = 256 * 2**20
"""Bytes that one stream may unpack to: a broadsheet in four inks at 430 pixels to the inch. More is a bomb."""

USUAL_STREAM: Final = 64 * 2**20
"""Bytes of a stream that is read as a whole, but for pictures: content, fonts, profiles."""

_EXPANDING: Final = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}

_LZW_RATIO: Final = 2_800
"""A code of 12 bits stands for 4,096 bytes at most."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, in points of the page."""


@contextmanager
def bounded_streams() -> Iterator[None]:
    """No stream unpacks to more than `LARGEST_STREAM` meanwhile: qpdf refuses it. The limit is the whole process's."""
    before: dict[str, Any] = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        dct_max_memory=LARGEST_STREAM,
        dct_max_progressive_scans=100,
    )
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**before)


def is_mapping(value: Any) -> bool:
    """Whether it has keys: a dictionary or a stream."""
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))


def entry(value: Any, *path: Any) -> Any:
    """What stands under these keys, one within the other (`/Resources`, `/Font`); None where there is nothing.

    A key is a string or a name of the file's own, which may be in no encoding that a string could have.
    """
    for key in path:
        if not is_mapping(value) or not isinstance(key, (str, pikepdf.Name)):
            return None
        value = value.get(key)
    return value


def entries(value: Any) -> list[tuple[str, Any]]:
    """The keys and values of a dictionary or of a stream's, in the order of the keys."""
    if not is_mapping(value):
        return []
    # Keys that are no UTF-8 come with surrogates, and are not taken so.
    return [
        (key, value.get(key)) if key.isprintable() else (_readable(key), value.get(_key(key)))
        for key in sorted(map(str, value.keys()))
    ]


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
    """The elements of an array."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def one_or_more(value: Any) -> list[Any]:
    """The elements of an array, or the one value that stands in its place; nothing for null."""
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def number(value: Any) -> float | None:
    """A number; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    found = float(value)
    return found if math.isfinite(found) else None


def whole(value: Any) -> int | None:
    """A whole number; None where it is none."""
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def name(value: Any) -> str:
    """A name with its slash, as `/Font`; "" where it is none."""
    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        raw = value.unparse()
        return _decoded(re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), raw))


def words(value: Any) -> str:
    """A text string; "" where it is none."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def numbers(value: Any) -> list[float]:
    """The numbers of an array of numbers; nothing where it has anything else."""
    found = [number(element) for element in elements(value)]
    return [one for one in found if one is not None] if None not in found else []


def rectangle(value: Any) -> Rectangle | None:
    """A rectangle, its corners in order (ISO 32000-1 7.9.5); None where it is none or has no area."""
    found = numbers(value)
    if len(found) != 4:
        return None
    left, right = sorted((found[0], found[2]))
    bottom, top = sorted((found[1], found[3]))
    return (left, bottom, right, top) if right > left and top > bottom else None


def unpacked(value: Any, most: int = USUAL_STREAM) -> bytes | None:
    """The bytes of a stream; None where it is none, is broken, or would be longer than `most`.

    What is packed twice over is not unpacked: a kilobyte of it can be a terabyte.
    """
    if not isinstance(value, pikepdf.Stream):
        return None
    filters = [name(one) for one in one_or_more(value.get("/Filter"))]
    if sum(one in _EXPANDING for one in filters) > 1:
        return None
    try:
        raw = value.read_raw_bytes()
        if filters[:1] == ["/FlateDecode"] and _inflates_beyond(raw, most):
            return None
        if "/LZWDecode" in filters and len(raw) * _LZW_RATIO > most:
            return None
        data = value.read_bytes()
    except (pikepdf.PdfError, pikepdf.PikepdfError, RuntimeError, ValueError, MemoryError):
        return None
    return data if len(data) <= most else None


def _inflates_beyond(raw: bytes, most: int) -> bool:
    """Whether Flate data is longer than `most`. It is not kept, and no more of it is unpacked than that takes."""
    # One byte becomes 1,032 at most (zlib's technical details).
    if len(raw) * 1032 <= most:
        return False
    inflater, length, rest = zlib.decompressobj(), 0, raw
    try:
        while rest and not inflater.eof and length <= most:
            length += len(inflater.decompress(rest, 2**20))
            rest = inflater.unconsumed_tail
    except zlib.error:
        pass  # damaged from here on: nobody gets further
    return length > most


def identity(value: Any) -> tuple[int, int]:
    """The object's number and generation; (0, 0) for what stands in another object."""
    objgen = getattr(value, "objgen", None)
    return objgen if isinstance(objgen, tuple) else (0, 0)


def object_name(value: Any) -> str:
    """`object 12`, or "" for what has no number of its own."""
    count, _ = identity(value)
    return f"object {count}" if count else ""


def inherited(page: Any, key: str) -> Any:
    """A page's entry, its own or the nearest above it in the tree of pages (ISO 32000-1 7.7.3.4)."""
    node, seen = page, set[tuple[int, int]]()
    while is_mapping(node):
        if key in node:
            return node.get(key)
        seen.add(identity(node))
        node = node.get("/Parent")
        if identity(node) in seen:
            return None
    return None


def everything(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Every dictionary and stream of the file, those within others too, each with the object that it is of.

    Objects that nothing points to are among them: a plant's program may take them out of the file all the same.
    """
    for top in pdf.objects:
        owner = object_name(top)
        stack = [top]
        while stack:
            value = stack.pop()
            if is_mapping(value):
                yield owner, value
                inner = [one for _, one in entries(value)]
            elif isinstance(value, pikepdf.Array):
                inner = list(value)
            else:
                continue
            # What has a number of its own comes by itself.
            stack += [
                one
                for one in inner
                if isinstance(one, (pikepdf.Dictionary, pikepdf.Array)) and not one.is_indirect
            ]
