"""The bytes of an advertisement's PDF -> the kit of a form that paints its first page (ISO 32000-1 8.10)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from copy import copy
from typing import Any, Final

import pikepdf

from content.pdf.annotations import is_printed
from content.pdf.file import open_pdf
from content.pdf.limited import Unreadable
from content.pdf.page import FirstPage, first_page
from content.pdf.streams import Filter
from content.pdf.values import elements, entry, exact_whole, name, raw_entries
from layout.press.adverts.basket import Basket, add_entry, is_type3, join_pieces, pick_entries
from layout.press.adverts.kit import Kit, TakenObject, digest_of
from layout.press.adverts.packed import check_stream, known_filters, undo
from layout.press.adverts.painting import (
    form_matrix,
    take_form,
    take_page,
    take_pattern,
    take_type3_font,
    write_page_group,
)

MOST_PIXELS: Final = 178_000_000
"""Of one picture. A broadsheet page at 300 to the inch is 30 million."""

_MOST_LZW: Final = 32_000_000
_OF_IMAGE: Final = (
    b"Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask "
    b"Decode Interpolate SMask SMaskInData Matte OC".split()
)
_UNSEEN: Final = ("Link", "PrinterMark", "TrapNet")


def take(data: bytes) -> Kit:
    """The kit of a PDF's first page. Raises Unreadable (and Encrypted) for all that can't be placed as it is."""
    with open_pdf(data) as file:
        page = first_page(file)
        basket = Basket(page.entries.get(b"Resources"))
        root = basket.reserve_number()
        painted = take_page(basket, page, root)
        basket.put(root, painted)
        _take_waiting(basket)
        if group := write_page_group(basket, page):
            basket.put(root, add_entry(painted, group))
            _take_waiting(basket)
        basket.check_graph()
        objects = tuple(taken for taken in basket.objects if taken is not None)
        assert len(objects) == len(basket.objects)
        return Kit(
            objects=objects,
            matrix=form_matrix(page),
            needs=tuple(sorted(basket.needs)),
            layered=basket.layered,
            notes=_count_notes(page),
            damage=next(iter(file.damage()), ""),
            digest=digest_of(objects),
        )


def _take_waiting(basket: Basket) -> None:
    while basket.waiting:
        at, value = basket.waiting.popleft()
        basket.put(at, _take_object(basket, at, value))


def _count_notes(page: FirstPage) -> int:
    """How many annotations would be printed with the page: they are no part of what it paints itself."""
    found = 0
    for note in elements(page.entries.get(b"Annots")):
        kind = name(entry(note, "/Subtype"))
        if kind and kind not in _UNSEEN:
            found += is_printed(kind, exact_whole(entry(note, "/F")) or 0)
    return found


def _take_object(basket: Basket, at: int, value: Any) -> TakenObject:
    if not isinstance(value, pikepdf.Stream):
        if is_type3(value):
            return take_type3_font(basket, value)
        return TakenObject(join_pieces(basket.write_direct(value)))
    kind = name(entry(value, "/Subtype"))
    if kind == "Form":
        return take_form(basket, at, value)
    if kind == "Image":
        return _take_image(basket, value)
    if kind == "PS":
        raise Unreadable("has a part in PostScript")
    if exact_whole(entry(value, "/PatternType")) == 1:
        return take_pattern(basket, at, value)
    if kind == "OpenType":
        basket.needs.add("an OpenType font program")
    check_stream(value)
    return _keep(basket, value, raw_entries(value))


def _take_image(basket: Basket, image: Any) -> TakenObject:
    width, height = exact_whole(entry(image, "/Width")), exact_whole(entry(image, "/Height"))
    if width is None or height is None or min(width, height) < 1:
        raise Unreadable("has a picture without a size")
    if width * height > MOST_PIXELS:
        raise Unreadable(f"has a picture of over {MOST_PIXELS:,} pixels")
    names = {used.name for used in known_filters(image)}
    if "JPXDecode" in names:
        basket.needs.add("JPEG 2000")
    if "JBIG2Decode" in names:
        basket.needs.add("JBIG2")
    if exact_whole(entry(image, "/BitsPerComponent")) == 16:
        basket.needs.add("16 bits a channel")
    entries = raw_entries(image)
    basket.layered |= b"OC" in entries
    check_stream(image)
    return _keep(basket, image, pick_entries(entries, _OF_IMAGE))


def _keep(basket: Basket, stream: Any, entries: Mapping[bytes, Any]) -> TakenObject:
    """A stream whose data stay as they are. LZW alone, which no press file may hold, is packed anew."""
    filters, data = known_filters(stream), bytes(stream.read_raw_bytes())
    at = next((at for at, used in enumerate(filters) if used.name == "LZWDecode"), None)
    if at is None:
        return basket.write_stream(entries, filters, data)
    for used in filters[:at]:
        data = undo(data, used, _MOST_LZW)
    if len(data) > _MOST_LZW:
        raise Unreadable(f"has a stream of over {_MOST_LZW:,} bytes packed with LZW")
    # Rows that were written as differences stay so: Flate has the same parameters.
    kept, early = copy(filters[at].parameters), pikepdf.Dictionary()
    if entry(kept, "/EarlyChange") is not None:
        early.EarlyChange = entry(kept, "/EarlyChange")
        del kept["/EarlyChange"]
    data = undo(data, Filter("LZWDecode", early), 8 * MOST_PIXELS)
    flate = (Filter("FlateDecode", kept), *filters[at + 1 :])
    return basket.write_stream(entries, flate, zlib.compress(data, 6))
