"""What paints in an advertisement (its page, forms, patterns, glyphs of operators) -> the same as objects of a kit.

Each is given the resources that its operators name and no others, so that nothing is taken that is not painted. Data
stay as they are packed unless the operators had to be changed, or are packed with LZW.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Final

from content.pdf.file import Stream
from content.pdf.page import FirstPage
from content.pdf.values import Name, Number, Ref, Unreadable, Value, written_name
from layout.press.adverts.basket import Basket, joined, picked
from layout.press.adverts.decoding import WHITE, decoded, filters_of, shown
from layout.press.adverts.kit import Piece, Taken, decimal
from layout.press.adverts.operators import Operators, read_operators

MOST_OPERATORS: Final = 128_000_000
"""Bytes of operators, unpacked, of all that is taken together."""

MOST_TILES: Final = 4_000_000
"""Of a pattern, on the page."""

_OF_FORM: Final = (b"Type", b"Subtype", b"FormType", b"BBox", b"Matrix", b"OC")
_OF_PATTERN: Final = (
    *(b"Type", b"PatternType", b"PaintType", b"TilingType"),
    *(b"BBox", b"XStep", b"YStep", b"Matrix"),
)
_CALLED: Final = {
    b"XObject": "a form or picture",
    b"Font": "a font",
    b"ExtGState": "a graphics state",
    b"ColorSpace": "a colour space",
    b"Pattern": "a pattern",
    b"Shading": "a shading",
}
_STANDING: Final = (b"DefaultGray", b"DefaultRGB", b"DefaultCMYK")
"""Colour spaces that mean something without being named (ISO 32000-1 8.6.5.6)."""


def page_form(basket: Basket, page: FirstPage, number: int) -> Taken:
    """The page itself as a form. Parts of its operators are joined at line ends (ISO 32000-1 table 30)."""
    parts = _contents(basket, page)
    operators = _operators(
        basket, b"\n".join(_decoded(basket, part) for part in parts), basket.page_resources
    )
    if not operators.data.strip(WHITE):
        raise Unreadable("has a first page on which nothing is painted")
    numbers = {b"BBox": page.box, b"Matrix": form_matrix(page)}
    entries: dict[bytes, Value] = {
        b"Type": Name(b"XObject"),
        b"Subtype": Name(b"Form"),
        **{key: [Number(decimal(one).encode("ascii")) for one in values] for key, values in numbers.items()},
        b"Resources": _named(basket, basket.page_resources, operators.names),
    }
    _count(basket, number, operators, basket.page_resources)
    if len(parts) > 1:
        return basket.deflated(entries, operators.data)
    return _packed(basket, entries, parts[0], operators)


def page_group(basket: Basket, page: FirstPage) -> list[Piece]:
    """The page's transparency group as it is written into the form; nothing where it changes nothing.

    A page's group stands on paper. As a form's it would keep what overprints from what lies beneath the form, so that
    it goes where nothing is transparent, all is mixed in CMYK and no part knocks out the others.
    """
    entries = _group(basket, page.entries)
    if not entries:
        return []
    group = basket.file.dictionary(entries[b"Group"])
    space, knocks_out = (basket.file.look(group.get(key)) for key in (b"CS", b"K"))
    if not basket.transparent and space in (None, b"DeviceCMYK") and knocks_out is not True:
        return []
    return [b" /Group ", *basket.written(entries[b"Group"])]


def form_matrix(page: FirstPage) -> tuple[float, float, float, float, float, float]:
    """What brings the page's own coordinates to those in which it is looked at, from the lower left corner of its
    box, in points: its turn is clockwise.
    """
    left, bottom, right, top = page.box
    unit = page.unit
    match page.turn:
        case 90:
            return 0, -unit, unit, 0, -bottom * unit, right * unit
        case 180:
            return -unit, 0, 0, -unit, right * unit, top * unit
        case 270:
            return 0, unit, -unit, 0, top * unit, -left * unit
        case _:
            return unit, 0, 0, unit, -left * unit, -bottom * unit


def form(basket: Basket, number: int, stream: Stream) -> Taken:
    """A form within the page. Raises Unreadable for one that stands for a page of another file."""
    if b"Ref" in stream.entries:
        raise Unreadable("has a form that stands for another file")
    basket.layered |= b"OC" in stream.entries
    entries = picked(stream.entries, _OF_FORM) | _group(basket, stream.entries)
    return _painting(basket, number, stream, entries)


def pattern(basket: Basket, number: int, stream: Stream) -> Taken:
    """A tiling pattern. Raises Unreadable for one of so many tiles that no one would wait for them."""
    entries = stream.entries
    matrix = [basket.real(one) or 0 for one in basket.file.array(entries.get(b"Matrix"))]
    a, b, c, d = matrix[:4] if len(matrix) == 6 else (1, 0, 0, 1)
    across = abs(basket.real(entries.get(b"XStep")) or 0) * math.hypot(a, b)
    down = abs(basket.real(entries.get(b"YStep")) or 0) * math.hypot(c, d)
    if not across * down or _PAPER / across / down > MOST_TILES:
        raise Unreadable("has a pattern whose tiles are too small to be told apart")
    return _painting(basket, number, stream, picked(entries, _OF_PATTERN))


_PAPER: Final = 1200.0 * 1600.0
"""Square points: a broadsheet page."""


def type3_font(basket: Basket, number: int, font: dict[bytes, Value]) -> Taken:
    """A font whose glyphs are painted by operators. Its resources are those that any of its glyphs names."""
    own = font.get(b"Resources")
    resources = basket.page_resources if basket.file.look(own) is None else basket.file.dictionary(own)
    names: dict[bytes, set[bytes]] = {}
    glyphs: list[Piece] = [b"<<"]
    for name, value in sorted(basket.file.dictionary(font.get(b"CharProcs")).items()):
        stream = basket.file.look(value)
        if not isinstance(stream, Stream):
            raise Unreadable("has a font of which a glyph is missing")
        glyph = basket.new()
        operators = _operators(basket, _decoded(basket, stream), resources)
        basket.put(glyph, _packed(basket, {}, stream, operators))
        basket.painted[glyph] = len(operators.data)
        glyphs += [b" " + written_name(name) + b" ", glyph]
        for category, found in operators.names.items():
            names.setdefault(category, set()).update(found)
    named = _named(basket, resources, {category: tuple(sorted(found)) for category, found in names.items()})
    rest = {key: value for key, value in font.items() if key not in (b"CharProcs", b"Resources")}
    written = basket.dictionary(rest)[:-1]
    written += [b" /CharProcs ", *glyphs, b" >> /Resources ", *basket.written(named), b" >>"]
    return Taken(joined(written))


def _painting(basket: Basket, number: int, stream: Stream, entries: dict[bytes, Value]) -> Taken:
    """A form or pattern. One without resources of its own has the page's (ISO 32000-1 table 95)."""
    own = stream.entries.get(b"Resources")
    resources = basket.page_resources if basket.file.look(own) is None else basket.file.dictionary(own)
    operators = _operators(basket, _decoded(basket, stream), resources)
    entries[b"Resources"] = _named(basket, resources, operators.names)
    _count(basket, number, operators, resources)
    return _packed(basket, entries, stream, operators)


def _packed(basket: Basket, entries: dict[bytes, Value], stream: Stream, operators: Operators) -> Taken:
    """Operators as they were packed, where they may stay so."""
    filters = filters_of(basket.file, stream)
    if not operators.data:
        return basket.stream(entries, (), b"")
    if operators.changed or any(one.name == b"LZWDecode" for one in filters):
        return basket.deflated(entries, operators.data)
    return basket.stream(entries, filters, stream.data)


def _contents(basket: Basket, page: FirstPage) -> list[Stream]:
    value = page.entries.get(b"Contents")
    found = basket.file.look(value)
    parts = [basket.file.look(one) for one in (found if isinstance(found, list) else [value])]
    streams = [one for one in parts if isinstance(one, Stream)]
    if not streams:
        raise Unreadable("has a first page on which nothing is painted")
    if len(streams) != len(parts):
        raise Unreadable("has a first page of which a part is missing")
    return streams


def _group(basket: Basket, entries: Mapping[bytes, Value]) -> dict[bytes, Value]:
    """A group that is one of transparency. Others mean nothing."""
    group = basket.file.dictionary(entries.get(b"Group"))
    return {b"Group": entries[b"Group"]} if basket.file.look(group.get(b"S")) == b"Transparency" else {}


def _decoded(basket: Basket, stream: Stream) -> bytes:
    if b"F" in stream.entries:
        raise Unreadable("has a part in another file")
    data = decoded(basket.file, stream, MOST_OPERATORS - basket.operators)
    basket.operators += len(data)
    return data


def _operators(basket: Basket, data: bytes, resources: Mapping[bytes, Value]) -> Operators:
    lists = basket.file.dictionary(resources.get(b"Properties"))
    operators = read_operators(data, lambda name: b"MCID" in basket.file.dictionary(lists.get(name)))
    basket.layered |= operators.layered
    return operators


def _named(
    basket: Basket, resources: Mapping[bytes, Value], names: Mapping[bytes, tuple[bytes, ...]]
) -> dict[bytes, Value]:
    """Of some resources those that operators name. Raises Unreadable where one is missing."""
    file = basket.file
    found: dict[bytes, Value] = {}
    for category in sorted({*names, b"ColorSpace"}):
        known = file.dictionary(resources.get(category))
        wanted = names.get(category, ())
        if category == b"ColorSpace":
            wanted = (*wanted, *(name for name in _STANDING if name in known))
        for name in wanted:
            if file.look(known.get(name)) is None and category in _CALLED:
                raise Unreadable(f"paints with {_CALLED[category]} {shown(name)} that it does not hold")
        if held := {name: known[name] for name in wanted if name in known}:
            found[category] = held
    return found


def _count(basket: Basket, number: int, operators: Operators, resources: Mapping[bytes, Value]) -> None:
    """Keeps how much an object paints, and how often it paints each form: the reference itself counts for one."""
    basket.painted[number] = len(operators.data)
    known = basket.file.dictionary(resources.get(b"XObject"))
    edges = basket.edges.setdefault(number, Counter())
    for name, times in operators.drawn.items():
        value = known.get(name)
        if isinstance(value, Ref) and (target := basket.number(value)) is not None:
            edges[target] += times - 1
