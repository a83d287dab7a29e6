"""What paints in an advertisement (its page, forms, patterns, glyphs of operators) -> the same as objects of a kit.

Each gets the resources that its operators name and no others, so that nothing is taken that is not painted. Data stay
packed as they are, unless the operators had to be changed or are packed with LZW.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import pikepdf

from content.pdf.geometry import Matrix
from content.pdf.limited import Unreadable
from content.pdf.page import FirstPage
from content.pdf.streams import WHITE
from content.pdf.values import (
    elements,
    entry,
    flag,
    identity,
    name,
    number,
    one_or_more,
    raw_entries,
    write_name,
)
from layout.press.adverts.basket import AdvertResources, Basket, join_pieces, pick_entries
from layout.press.adverts.kit import KitPiece, TakenObject
from layout.press.adverts.operators import Operators, read_operators
from layout.press.adverts.packed import known_filters, unpack_operators
from layout.press.file.numbers import decimal

MOST_OPERATORS: Final = 128_000_000
"""Bytes of operators, unpacked, of all that is taken together."""

MOST_TILES: Final = 4_000_000
"""Of a pattern, on the page."""

_OF_FORM: Final = (b"Type", b"Subtype", b"FormType", b"BBox", b"Matrix", b"OC")
_OF_PATTERN: Final = b"Type PatternType PaintType TilingType BBox XStep YStep Matrix".split()
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


def take_page(basket: Basket, page: FirstPage, at: int) -> TakenObject:
    """The page itself as a form. Parts of its operators are joined at line ends (ISO 32000-1 table 30)."""
    parts = _contents(page)
    data = b"\n".join(_unpack(basket, part) for part in parts)
    operators = _read_names(basket, data, basket.page_resources)
    if not operators.data.strip(WHITE):
        raise Unreadable("has a first page on which nothing is painted")
    numbers = {b"BBox": page.box, b"Matrix": form_matrix(page)}
    entries: dict[bytes, Any] = {
        b"Type": b"/XObject",
        b"Subtype": b"/Form",
        **{key: [decimal(value).encode("ascii") for value in values] for key, values in numbers.items()},
        b"Resources": _name_resources(basket.page_resources, operators.names),
    }
    _count(basket, at, operators, basket.page_resources)
    if len(parts) > 1:
        return basket.write_deflated(entries, operators.data)
    return _pack(basket, entries, parts[0], operators)


def write_page_group(basket: Basket, page: FirstPage) -> list[KitPiece]:
    """The page's transparency group as it is written into the form; nothing where it changes nothing.

    A page's group lies on paper. As a form's group it would keep inks that overprint from what is beneath the form. So
    it is left out where nothing is transparent, all is mixed in CMYK and no part knocks out the others.
    """
    group = page.entries.get(b"Group")
    if not _is_transparency(group):
        return []
    space = entry(group, "/CS")
    opaque = not basket.transparent and (space is None or name(space) == "DeviceCMYK")
    if opaque and flag(entry(group, "/K")) is not True:
        return []
    return [b" /Group ", *basket.write_value(group)]


def form_matrix(page: FirstPage) -> Matrix:
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


def take_form(basket: Basket, at: int, stream: Any) -> TakenObject:
    """A form within the page. Raises Unreadable for one that refers to a page of another file."""
    entries = raw_entries(stream)
    if b"Ref" in entries:
        raise Unreadable("has a form that stands for another file")
    basket.layered |= b"OC" in entries
    group = {b"Group": entries[b"Group"]} if _is_transparency(entries.get(b"Group")) else {}
    return _take_painting(basket, at, stream, pick_entries(entries, _OF_FORM) | group)


def take_pattern(basket: Basket, at: int, stream: Any) -> TakenObject:
    """A tiling pattern. Raises Unreadable for one of so many tiles that no one would wait for them."""
    entries = raw_entries(stream)
    matrix = [number(value) or 0 for value in elements(entries.get(b"Matrix"))]
    a, b, c, d = matrix[:4] if len(matrix) == 6 else (1, 0, 0, 1)
    across = abs(number(entries.get(b"XStep")) or 0) * math.hypot(a, b)
    down = abs(number(entries.get(b"YStep")) or 0) * math.hypot(c, d)
    if not across * down or _PAPER / across / down > MOST_TILES:
        raise Unreadable("has a pattern whose tiles are too small to be told apart")
    return _take_painting(basket, at, stream, pick_entries(entries, _OF_PATTERN))


_PAPER: Final = 1200.0 * 1600.0
"""Square points: a broadsheet page."""


def take_type3_font(basket: Basket, font: Any) -> TakenObject:
    """A font whose glyphs are painted by operators. Its resources are those that any of its glyphs names."""
    resources = basket.resources_of(font)
    names: dict[bytes, set[bytes]] = {}
    glyphs: list[KitPiece] = [b"<<"]
    for called, stream in sorted(raw_entries(entry(font, "/CharProcs")).items()):
        if not isinstance(stream, pikepdf.Stream):
            raise Unreadable("has a font of which a glyph is missing")
        glyph = basket.reserve_number()
        operators = _read_names(basket, _unpack(basket, stream), resources)
        basket.put(glyph, _pack(basket, {}, stream, operators))
        basket.painted[glyph] = len(operators.data)
        glyphs += [b" " + write_name(called) + b" ", glyph]
        for category, found in operators.names.items():
            names.setdefault(category, set()).update(found)
    named = _name_resources(resources, {category: tuple(sorted(found)) for category, found in names.items()})
    rest = {key: value for key, value in raw_entries(font).items() if key not in (b"CharProcs", b"Resources")}
    written = basket.write_dictionary(rest)[:-1]
    written += [b" /CharProcs ", *glyphs, b" >> /Resources ", *basket.write_value(named), b" >>"]
    return TakenObject(join_pieces(written))


def _take_painting(basket: Basket, at: int, stream: Any, entries: dict[bytes, Any]) -> TakenObject:
    """A form or pattern."""
    resources = basket.resources_of(stream)
    operators = _read_names(basket, _unpack(basket, stream), resources)
    entries[b"Resources"] = _name_resources(resources, operators.names)
    _count(basket, at, operators, resources)
    return _pack(basket, entries, stream, operators)


def _pack(basket: Basket, entries: dict[bytes, Any], stream: Any, operators: Operators) -> TakenObject:
    """Operators as they were packed, where they may stay so."""
    filters = known_filters(stream)
    if not operators.data:
        return basket.write_stream(entries, (), b"")
    if operators.changed or any(used.name == "LZWDecode" for used in filters):
        return basket.write_deflated(entries, operators.data)
    return basket.write_stream(entries, filters, stream.read_raw_bytes())


def _contents(page: FirstPage) -> list[Any]:
    parts = one_or_more(page.entries.get(b"Contents"))
    streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
    if not streams:
        raise Unreadable("has a first page on which nothing is painted")
    if len(streams) != len(parts):
        raise Unreadable("has a first page of which a part is missing")
    return streams


def _is_transparency(group: Any) -> bool:
    """Whether a group is one of transparency. Others mean nothing."""
    return name(entry(group, "/S")) == "Transparency"


def _unpack(basket: Basket, stream: Any) -> bytes:
    data = unpack_operators(stream, MOST_OPERATORS - basket.operators)
    basket.operators += len(data)
    return data


def _read_names(basket: Basket, data: bytes, resources: AdvertResources) -> Operators:
    lists = resources.named(b"Properties")
    operators = read_operators(data, lambda called: entry(lists.get(called), "/MCID") is not None)
    basket.layered |= operators.layered
    return operators


def _name_resources(resources: AdvertResources, names: Mapping[bytes, tuple[bytes, ...]]) -> dict[bytes, Any]:
    """Of some resources those that operators name. Raises Unreadable where one is missing."""
    found: dict[bytes, Any] = {}
    for category in sorted({*names, b"ColorSpace"}):
        known = resources.named(category)
        wanted = names.get(category, ())
        if category == b"ColorSpace":
            wanted = (*wanted, *(called for called in _STANDING if called in known))
        for called in wanted:
            if known.get(called) is None and category in _CALLED:
                shown = called[:40].decode("utf-8", "backslashreplace")
                raise Unreadable(f"paints with {_CALLED[category]} {shown!r} that it does not hold")
        if held := pick_entries(known, wanted):
            found[category] = held
    return found


def _count(basket: Basket, at: int, operators: Operators, resources: AdvertResources) -> None:
    """Keeps how much an object paints, and how often it paints each form: the reference itself counts for one."""
    basket.painted[at] = len(operators.data)
    known = resources.named(b"XObject")
    edges = basket.edges.setdefault(at, Counter())
    for called, times in operators.drawn.items():
        value = known.get(called)
        if identity(value) != (0, 0) and (target := basket.number_of(value)) is not None:
            edges[target] += times - 1
