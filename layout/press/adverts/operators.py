"""A stream of operators -> what it names of its resources, and the same stream without what a form may not have.

A form may not point into the structure of another file: marked content with an MCID loses its mark, and what it
encloses stays (ISO 32000-1 14.7.4.3). Artifacts lose theirs too, since the form is a figure as a whole, and tagged
content may hold no artifact (ISO 14289-1 7.1). The stream has to leave the graphics state and the marks as it found
them: a surplus `Q` or `EMC` is cut, a missing one is added. A stream in which nothing is wrong keeps its bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from content.pdf.limited import Unreadable
from content.pdf.values import unescape_name

_SPACE = rb"\x00\t\n\f\r "
_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
_DULL = re.compile(
    rb"(?:[" + _SPACE + rb"\d.+\-\[\]]+"
    rb"|(?:re|[mlcvyhwJjMidnWfFsSbBkKgG]|[fbBWT]\*|cm|rg|RG|sc|SC|BT|ET|T[cdDmwzrsL]|Tj|TJ|['\"]|BX|EX|d0|d1)"
    + _END
    + rb"){1,5000}"
)
"""What names nothing: numbers, paths, colours, text's places. A map has millions of lines and curves, so a pattern
passes over them, some thousands at a time, since it remembers each."""

_TOKEN = re.compile(
    rb"(?P<operator>[A-Za-z'\"*][A-Za-z0-9'\"*]*)"
    rb"|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<text>\()"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|(?P<hex><[^<>]*>)"
    rb"|(?P<comment>%[^\r\n]*)"
    rb"|(?P<other>[^" + _SPACE + rb"\d.+\-\[\]])",
    re.DOTALL,
)

_FLAT_TEXT = re.compile(rb"(?:[^\\()]+|\\.){1,5000}", re.DOTALL)
_IMAGE_END = re.compile(rb"[" + _SPACE + rb"]EI" + _END)
_PLAIN = re.compile(rb"[\x09\x0a\x0c\x0d\x20-\x7e]*")
_LOOK_AHEAD = 24

_OWN_SPACES: Final = b"DeviceGray DeviceRGB DeviceCMYK Pattern G RGB CMYK I Indexed".split()
"""Colour spaces that need no resource (ISO 32000-1 8.6.8, table 94)."""

_CATEGORIES: Final = {
    b"Do": b"XObject",
    b"Tf": b"Font",
    b"gs": b"ExtGState",
    b"cs": b"ColorSpace",
    b"CS": b"ColorSpace",
    b"scn": b"Pattern",
    b"SCN": b"Pattern",
    b"sh": b"Shading",
}
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class Operators:
    """What a stream of operators is: the data as they may be written, and whether they are other than they were.

    `names` are the resources that are named, by category, sorted; `drawn` counts how often each XObject is.
    `layered` is whether something is shown or hidden by a layer.
    """

    data: bytes
    changed: bool
    names: Mapping[bytes, tuple[bytes, ...]]
    drawn: Mapping[bytes, int]
    layered: bool


@dataclass(slots=True)
class _Operand:
    """A name, or a dictionary (`name` is None): where it begins, and whether it is or holds an MCID."""

    start: int
    name: bytes | None
    marked: bool = False


@dataclass(slots=True)
class _Reading:
    data: bytes
    is_marked: Callable[[bytes], bool]
    names: dict[bytes, set[bytes]] = field(default_factory=dict)
    drawn: Counter[bytes] = field(default_factory=Counter)
    cuts: list[tuple[int, int]] = field(default_factory=list)
    marks: list[bool] = field(default_factory=list)
    saved: int = 0
    layered: bool = False


def read_operators(data: bytes, is_marked: Callable[[bytes], bool]) -> Operators:
    """Reads a stream of operators. `is_marked` tells of a property list among the resources whether it has an MCID.

    Raises Unreadable for a string, dictionary or inline image that does not end.
    """
    reading = _Reading(data, is_marked)
    _read_tokens(reading)
    tail = b"\nEMC" * sum(not cut for cut in reading.marks) + b"\nQ" * reading.saved
    names = {category: tuple(sorted(found)) for category, found in sorted(reading.names.items())}
    return Operators(
        _without(data, reading.cuts) + tail,
        bool(reading.cuts or tail),
        names,
        dict(reading.drawn),
        reading.layered,
    )


def _read_tokens(reading: _Reading) -> None:
    data = reading.data
    at = 0
    operands: list[_Operand] = []
    nested: list[_Operand] = []
    while (found := _TOKEN.match(data, _skip(_DULL, data, at))) is not None:
        start, at = found.span(found.lastgroup or 0)
        match found.lastgroup:
            case "operator" if not nested:
                operator = found["operator"]
                if operator == b"BI":
                    at = _inline_image(reading, at)
                else:
                    _operate(reading, operator, operands, (start, at))
                operands = []
            case "name":
                name = unescape_name(found["name"])
                if nested:
                    nested[-1].marked |= name == b"MCID"
                else:
                    operands.append(_Operand(start - 1, name))
            case "text":
                at = _text_end(data, at)
            case "open":
                if len(nested) > _DEEPEST:
                    raise Unreadable("has operators nested too deep")
                nested.append(_Operand(start, None))
            case "close" if nested:
                closed = nested.pop()
                if nested:
                    nested[-1].marked |= closed.marked
                else:
                    operands.append(closed)
            case _:
                pass  # comments, and what is no token
    if nested:
        raise Unreadable("has operators that end in the middle of a dictionary")


def _skip(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    """Where what the pattern passes over ends: as often as it is there.

    Possessive patterns would do it in one go, and Python up to 3.11.3 reads them wrong.
    """
    while (found := pattern.match(data, at)) is not None:
        at = found.end()
    return at


def _operate(reading: _Reading, operator: bytes, operands: list[_Operand], span: tuple[int, int]) -> None:
    """What one operator means for the form."""
    match operator:
        case b"q":
            reading.saved += 1
        case b"Q":
            if reading.saved:
                reading.saved -= 1
            else:
                reading.cuts.append(span)
        case b"BMC" | b"BDC":
            _begin_mark(reading, operands, span)
        case b"EMC":
            if not reading.marks or reading.marks.pop():
                reading.cuts.append(span)
        case b"DP":
            _properties(reading, operands)
        case _ if operator in _CATEGORIES and operands and (name := operands[-1].name) is not None:
            if _CATEGORIES[operator] == b"ColorSpace" and name in _OWN_SPACES[:4]:
                return
            reading.names.setdefault(_CATEGORIES[operator], set()).add(name)
            if operator == b"Do":
                reading.drawn[name] += 1


def _begin_mark(reading: _Reading, operands: list[_Operand], span: tuple[int, int]) -> None:
    """`/Tag <<properties>> BDC`, `/Tag /Name BDC` or `/Tag BMC`: with an MCID, or around an artifact, it is cut, and
    the EMC that belongs to it.
    """
    properties = operands[-1] if operands else None
    artifact = any(operand.name == b"Artifact" for operand in operands[-2:][:1])
    named = properties.name if properties is not None and len(operands) > 1 else None
    marked = reading.is_marked(named) if named is not None else properties is not None and properties.marked
    reading.marks.append(marked or artifact)
    if marked or artifact:
        reading.cuts.append((operands[-2:][0].start, span[1]))
        return
    if len(operands) > 1 and operands[-2].name == b"OC":
        reading.layered = True
    _properties(reading, operands)


def _properties(reading: _Reading, operands: list[_Operand]) -> None:
    if len(operands) > 1 and (name := operands[-1].name) is not None:
        reading.names.setdefault(b"Properties", set()).add(name)


def _text_end(data: bytes, at: int) -> int:
    """Where a string ends whose opening bracket ends at `at`."""
    depth = 1
    while depth:
        at = _skip(_FLAT_TEXT, data, at)
        if at >= len(data) or data[at : at + 1] == b"\\":
            raise Unreadable("has operators that end in the middle of a string")
        depth += 1 if data[at : at + 1] == b"(" else -1
        at += 1
    return at


_IMAGE_KEY = re.compile(
    rb"[" + _SPACE + rb"]*(?:/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)|(?P<id>ID[" + _SPACE + rb"])"
    rb"|(?P<text>\()|(?P<other><<|>>|<[^<>]*>|[\[\]]|[^\x00\t\n\f\r ()<>\[\]{}/%]+))"
)


def _inline_image(reading: _Reading, at: int) -> int:
    """Where an inline image ends that begins behind its `BI` (ISO 32000-1 8.9.7)."""
    data = reading.data
    words: list[bytes] = []
    while (found := _IMAGE_KEY.match(data, at)) is not None and found["id"] is None:
        at = found.end()
        if found["text"] is not None:
            at = _text_end(data, at)
        words.append(
            b"/" + unescape_name(found["name"]) if found["name"] is not None else found["other"] or b"()"
        )
    if found is None:
        raise Unreadable("has an inline image without data")
    entries = {words[number]: words[number + 1] for number in range(0, len(words) - 1)}
    space = entries.get(b"/CS", entries.get(b"/ColorSpace", b""))
    if space.startswith(b"/") and space[1:] not in _OWN_SPACES:
        reading.names.setdefault(b"ColorSpace", set()).add(space[1:])
    at = found.end() + _bare_length(entries)
    while (end := _IMAGE_END.search(data, max(found.end() - 1, at - 1))) is not None:
        # Packed data may hold the same letters: behind the true ones operators follow.
        ahead = data[end.end() : end.end() + _LOOK_AHEAD]
        if (plain := _PLAIN.match(ahead)) is not None and plain.end() == len(ahead):
            return end.end()
        at = end.end()
    raise Unreadable("has an inline image that does not end")


def _bare_length(entries: Mapping[bytes, bytes]) -> int:
    """How many bytes an image without a filter has at least; 0 where that can't be told."""
    if b"/F" in entries or b"/Filter" in entries:
        return 0

    def whole(short: bytes, long: bytes, usual: int) -> int:
        value = entries.get(short, entries.get(long, b""))
        return int(value) if re.fullmatch(rb"\d{1,6}", value) else usual

    mask = entries.get(b"/IM", entries.get(b"/ImageMask")) == b"true"
    depth = 1 if mask else whole(b"/BPC", b"/BitsPerComponent", 8)
    space = entries.get(b"/CS", entries.get(b"/ColorSpace", b""))
    inks = {b"/RGB": 3, b"/DeviceRGB": 3, b"/CMYK": 4, b"/DeviceCMYK": 4}.get(space, 1)
    width, height = whole(b"/W", b"/Width", 0), whole(b"/H", b"/Height", 0)
    return (width * depth * inks + 7) // 8 * height


def _without(data: bytes, cuts: list[tuple[int, int]]) -> bytes:
    """The data with a space in the place of each cut."""
    if not cuts:
        return data
    pieces, at = [], 0
    for start, end in sorted(cuts):
        pieces += [data[at:start], b" "]
        at = max(at, end)
    return b"".join(pieces) + data[at:]
