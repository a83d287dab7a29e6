"""The bytes of an advertisement's PDF -> the kit of a form that paints its first page (ISO 32000-1 8.10)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Final

from content.pdf.annotations import is_printed
from content.pdf.file import PdfFile, Stream, opened
from content.pdf.page import FirstPage, first_page
from content.pdf.values import Name, Unreadable, Value, as_whole
from layout.press.adverts.basket import Basket, joined, picked, with_entry
from layout.press.adverts.decoding import Filter, early_change, filters_of, undone, unlzw
from layout.press.adverts.graph import check_graph
from layout.press.adverts.kit import Kit, Taken, digest_of
from layout.press.adverts.painting import (
    form,
    form_matrix,
    page_form,
    page_group,
    pattern,
    type3_font,
)
from layout.press.adverts.soundness import check_stream

MOST_PIXELS: Final = 178_000_000
"""Of one picture. A broadsheet page at 300 to the inch is 30 million."""

_MOST_LZW: Final = 32_000_000
_OF_IMAGE: Final = (
    *(
        b"Type",
        b"Subtype",
        b"Width",
        b"Height",
        b"ColorSpace",
        b"BitsPerComponent",
        b"Intent",
        b"ImageMask",
        b"Mask",
    ),
    *(b"Decode", b"Interpolate", b"SMask", b"SMaskInData", b"Matte", b"OC"),
)
_UNSEEN: Final = (b"Link", b"PrinterMark", b"TrapNet")


def take(data: bytes) -> Kit:
    """The kit of a PDF's first page. Raises Unreadable (and Encrypted) for all that can't be placed as it is."""
    with opened(data) as file:
        return _kit(file, first_page(file))


def _kit(file: PdfFile, page: FirstPage) -> Kit:
    basket = Basket(file, file.dictionary(page.entries.get(b"Resources")))
    root = basket.new()
    painted = page_form(basket, page, root)
    basket.put(root, painted)
    _take_waiting(basket)
    if group := page_group(basket, page):
        basket.put(root, with_entry(painted, group))
        _take_waiting(basket)
    check_graph(basket.edges, basket.painted)
    objects = tuple(one for one in basket.objects if one is not None)
    assert len(objects) == len(basket.objects)
    return Kit(
        objects=objects,
        width=page.width,
        height=page.height,
        box=page.box,
        matrix=form_matrix(page),
        needs=tuple(sorted(basket.needs)),
        layered=basket.layered,
        notes=_notes(file, page),
        damage=next(iter(file.damage()), ""),
        digest=digest_of(objects),
    )


def _take_waiting(basket: Basket) -> None:
    while basket.waiting:
        number, found = basket.waiting.popleft()
        basket.put(number, _taken(basket, number, found))


def _notes(file: PdfFile, page: FirstPage) -> int:
    """How many annotations would be printed with the page: they are no part of what it paints itself."""
    found = 0
    for one in file.array(page.entries.get(b"Annots")):
        note = file.dictionary(one)
        kind, flags = file.entry(note, b"Subtype"), file.entry(note, b"F")
        if isinstance(kind, Name) and kind not in _UNSEEN:
            called = kind.decode("latin-1")
            found += is_printed(called, 0 if isinstance(flags, Stream) else as_whole(flags) or 0)
    return found


def _taken(basket: Basket, number: int, found: Value | Stream) -> Taken:
    if not isinstance(found, Stream):
        if isinstance(found, dict) and basket.is_type3(found):
            return type3_font(basket, number, found)
        return Taken(joined(basket.written(found)))
    kind = basket.file.entry(found.entries, b"Subtype")
    if kind == b"Form":
        return form(basket, number, found)
    if kind == b"Image":
        return _image(basket, found)
    if kind == b"PS":
        raise Unreadable("has a part in PostScript")
    if basket.whole(found.entries, b"PatternType") == 1:
        return pattern(basket, number, found)
    if kind == b"OpenType":
        basket.needs.add("an OpenType font program")
    check_stream(basket.file, found)
    return _kept(basket, found, found.entries)


def _image(basket: Basket, stream: Stream) -> Taken:
    entries = stream.entries
    width, height = basket.whole(entries, b"Width"), basket.whole(entries, b"Height")
    if width is None or height is None or min(width, height) < 1:
        raise Unreadable("has a picture without a size")
    if width * height > MOST_PIXELS:
        raise Unreadable(f"has a picture of over {MOST_PIXELS:,} pixels")
    names = {one.name for one in filters_of(basket.file, stream)}
    if b"JPXDecode" in names:
        basket.needs.add("JPEG 2000")
    if b"JBIG2Decode" in names:
        basket.needs.add("JBIG2")
    if basket.whole(entries, b"BitsPerComponent") == 16:
        basket.needs.add("16 bits a channel")
    basket.layered |= b"OC" in entries
    check_stream(basket.file, stream)
    return _kept(basket, stream, picked(entries, _OF_IMAGE))


def _kept(basket: Basket, stream: Stream, entries: Mapping[bytes, Value]) -> Taken:
    """A stream whose data stay as they are. LZW alone, which no press file may hold, is packed anew."""
    filters, data = filters_of(basket.file, stream), stream.data
    at = next((at for at, one in enumerate(filters) if one.name == b"LZWDecode"), None)
    if at is None:
        return basket.stream(entries, filters, data)
    for one in filters[:at]:
        data = undone(basket.file, one, data, _MOST_LZW)
    if len(data) > _MOST_LZW:
        raise Unreadable(f"has a stream of over {_MOST_LZW:,} bytes packed with LZW")
    data = unlzw(data, 8 * MOST_PIXELS, early=early_change(basket.file, filters[at]))
    # Rows that were written as differences stay so: Flate has the same parameters.
    kept = {key: value for key, value in filters[at].parameters.items() if key != b"EarlyChange"}
    return basket.stream(entries, (Filter(b"FlateDecode", kept), *filters[at + 1 :]), zlib.compress(data, 6))
