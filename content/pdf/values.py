"""The written form of a PDF object -> plain values (ISO 32000-1 7.3).

The text is qpdf's own writing of an object it has read, so it is plain: no comment, no stream, hexadecimal or fully
escaped strings. Names are bytes, as they may be in any encoding, and numbers stay as they were written.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Final

DEEPEST: Final = 60
"""Arrays and dictionaries nested deeper than this are refused: those of real files are nested five deep."""


class Unreadable(Exception):
    """What is wrong with a PDF, as the rest of a sentence that begins with `The PDF`."""


class Name(bytes):
    """A name without its slash and its escapes."""

    __slots__ = ()


class Text(bytes):
    """A string as it is written, with its brackets."""

    __slots__ = ()


class Number(bytes):
    """A number as it is written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object of the file."""

    number: int
    generation: int


Value = None | bool | Name | Text | Number | Ref | list["Value"] | dict[bytes, "Value"]
"""An object; a dictionary's keys are names without their slash."""

_TOKEN = re.compile(
    rb"\s*(?:"
    rb"(?P<ref>(\d{1,10}) (\d{1,10}) R\b)"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\s/<>\[\]()]|$))"
    rb"|/(?P<name>[^\s/<>\[\](){}%]*)"
    rb"|(?P<text>\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F\s]*>)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<word>true|false|null)\b"
    rb")",
    re.DOTALL,
)
_LONGEST_NUMBER = 60
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")


@dataclass(slots=True)
class _Open:
    """An array or dictionary whose end has not come yet."""

    is_array: bool
    values: list[Value] = field(default_factory=list)


def parse(text: bytes) -> Value:
    """The object that is written. Raises Unreadable."""
    stack = [_Open(is_array=True)]
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unreadable("holds an object that can't be read")
        at = found.end()
        kind, token = found.lastgroup, found[found.lastgroup or 0]
        if kind == "open":
            if len(stack) > DEEPEST:
                raise Unreadable(f"holds an object nested over {DEEPEST} deep")
            stack.append(_Open(token == b"["))
        elif kind == "close":
            closed = stack.pop()
            if not stack or closed.is_array != (token == b"]"):
                raise Unreadable("holds an object that ends in the middle")
            stack[-1].values.append(_whole(closed))
        else:
            stack[-1].values.append(_scalar(found, kind, token))
    if len(stack) != 1 or len(stack[0].values) != 1:
        raise Unreadable("holds an object that ends in the middle")
    return stack[0].values[0]


def _whole(closed: _Open) -> Value:
    if closed.is_array:
        return closed.values
    keys, values = closed.values[::2], closed.values[1::2]
    if len(keys) != len(values) or not all(isinstance(key, Name) for key in keys):
        raise Unreadable("holds a dictionary that is none")
    return {bytes(key): value for key, value in zip(keys, values, strict=True) if isinstance(key, Name)}


def _scalar(found: re.Match[bytes], kind: str | None, token: bytes) -> Value:
    match kind:
        case "ref":
            return Ref(int(found[2]), int(found[3]))
        case "number":
            if len(token) > _LONGEST_NUMBER:
                raise Unreadable(f"holds a number of {len(token)} digits")
            return Number(token)
        case "name":
            return Name(unescaped(token))
        case "text":
            return Text(token)
        case _:
            return {b"true": True, b"false": False}.get(token)


def unescaped(name: bytes) -> bytes:
    """A name as written, without its slash -> what it means: `A#20B` is `A B` (ISO 32000-1 7.3.5)."""
    return _ESCAPE.sub(lambda hit: bytes([int(hit[1], 16)]), name) if b"#" in name else name


def written_name(name: bytes) -> bytes:
    """A name as it is written, its slash included: what is no regular character is escaped."""
    return b"/" + re.sub(rb"[^!-~]|[#()<>\[\]{}/%]", lambda hit: b"#%02x" % hit[0][0], name)


def as_number(value: Value) -> float | None:
    """The number that a value is; None for any other, and for one that no length can be."""
    if not isinstance(value, Number):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def as_whole(value: Value) -> int | None:
    """The whole number that a value is, if it is one."""
    number = as_number(value)
    return int(number) if number is not None and number == int(number) else None
