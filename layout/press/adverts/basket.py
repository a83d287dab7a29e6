"""Values of an open PDF -> the written objects of a kit, numbered in the order in which they are met.

Each object is taken once, however often it is referred to. Left out are what is no part of the picture (metadata,
structure, thumbnails, other programs' private data, OPI) and every way out of it: to pages, and so to all the rest.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

import pikepdf

from content.pdf.streams import Filter
from content.pdf.trees import DEEPEST
from content.pdf.unreadable import Unreadable
from content.pdf.values import (
    MOST_ELEMENTS,
    elements,
    entry,
    exact_whole,
    identity,
    is_container,
    is_mapping,
    name,
    number,
    one_or_more,
    raw_entries,
    raw_name,
    write_name,
)
from layout.press.adverts.kit import KitPiece, Need, TakenObject

MOST_OBJECTS: Final = 100_000

_LEVEL: Final = 6
_LEFT_OUT: Final = frozenset(
    (
        *(b"Metadata", b"PieceInfo", b"LastModified", b"StructParent", b"StructParents", b"OPI", b"Thumb"),
        *(b"Parent", b"Length", b"Filter", b"DecodeParms", b"DP", b"DL"),
    )
)
_TRANSPARENT: Final = frozenset((b"ca", b"CA", b"BM", b"SMask", b"SMaskInData"))
_OPAQUE: Final = ("Normal", "Compatible")
_NO_PART: Final = ("Page", "Pages", "Catalog")
_LONGEST_NUMBER: Final = 60
_NUMBERS: Final = re.compile(rb"[ \[\]]*(?:[-+.\d]{1,60}[ \[\]]+)*")
FLATE: Final = (Filter("FlateDecode"),)


class Resources:
    """A dictionary of resources, each of whose categories is read once."""

    def __init__(self, resources: Any) -> None:
        self._categories = raw_entries(resources)
        self._known: dict[bytes, dict[bytes, Any]] = {}

    def named(self, category: bytes) -> dict[bytes, Any]:
        """The resources of a category (`ExtGState`) by their names."""
        if category not in self._known:
            self._known[category] = raw_entries(self._categories.get(category))
        return self._known[category]


class Basket:
    """What has been taken so far, and what has still to be looked at.

    `edges` are the references of each object to others, and how often each is painted; `painted` the bytes of
    operators of those that have any. `transparent` is whether something that was taken is.
    """

    def __init__(self, resources: Any) -> None:
        self.page_resources = Resources(resources)
        self.objects: list[TakenObject | None] = []
        self.waiting: deque[tuple[int, Any]] = deque()
        self.edges: dict[int, Counter[int]] = {}
        self.painted: dict[int, int] = {}
        self.needs: set[Need] = set()
        self.layered = False
        self.transparent = False
        self.operators = 0
        self._numbers: dict[tuple[int, int], int | None] = {}
        self._resources: dict[tuple[int, int], Resources] = {}
        self._depth = 0

    def reserve_number(self) -> int:
        """The number of a new object, which has to be put in later."""
        if len(self.objects) >= MOST_OBJECTS:
            raise Unreadable(f"needs more than {MOST_OBJECTS:,} objects for one page")
        self.objects.append(None)
        return len(self.objects) - 1

    def put(self, at: int, taken: TakenObject) -> None:
        """Puts an object in; one that is put in again counts once."""
        if (before := self.objects[at]) is not None:
            self.edges[at].subtract(piece for piece in before.pieces if isinstance(piece, int))
        self.objects[at] = taken
        edges = self.edges.setdefault(at, Counter())
        edges.update(piece for piece in taken.pieces if isinstance(piece, int))

    def number_of(self, value: Any) -> int | None:
        """The number of an object of the file, which is taken with that; None for what is no part of a picture."""
        at = identity(value)
        if at not in self._numbers:
            if name(entry(value, "/Type")) in _NO_PART:
                self._numbers[at] = None
            else:
                self._numbers[at] = new = self.reserve_number()
                self.waiting.append((new, value))
        return self._numbers[at]

    def resources_of(self, holder: Any) -> Resources:
        """What paints without resources of its own has the page's (ISO 32000-1 table 95)."""
        own = entry(holder, "/Resources")
        if own is None:
            return self.page_resources
        if identity(own) == (0, 0):
            return Resources(own)
        return self._resources.setdefault(identity(own), Resources(own))

    def write_value(self, value: Any) -> list[KitPiece]:
        """A value as it is written, with numbers for what it refers to: an object of the file, or finished bytes, or
        a list or a dictionary of these.
        """
        if value is None:
            return [b"null"]
        if isinstance(value, bytes):
            return [value]
        if isinstance(value, dict):
            return self.write_dictionary(value)
        if isinstance(value, list):
            pieces: list[KitPiece] = [b"["]
            for element in value:
                pieces += [b" ", *self.write_value(element)]
            return [*pieces, b" ]"]
        if value.is_indirect:
            at = self.number_of(value)
            return [b"null" if at is None else at]
        return self.write_direct(value)

    def write_direct(self, value: Any) -> list[KitPiece]:
        """An object of the file as it is written, whether anything refers to it or not."""
        if isinstance(value, pikepdf.Name):
            return [write_name(raw_name(value))]
        if not is_container(value):
            written = bytes(value.unparse(resolved=True))
            if number(value) is not None and len(written) > _LONGEST_NUMBER:
                raise Unreadable(f"holds a number of {len(written)} digits")
            return [written]
        if is_type3(value):
            # One that stands within another object gets a number of its own, as fonts have.
            at = self.reserve_number()
            self.waiting.append((at, value))
            return [at]
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(f"holds an object nested over {DEEPEST} deep")
        pieces = self._write_array(value) if isinstance(value, pikepdf.Array) else self._write_mapping(value)
        self._depth -= 1
        return pieces

    def _write_mapping(self, value: Any) -> list[KitPiece]:
        return self.write_dictionary(raw_entries(value))

    def _write_array(self, value: Any) -> list[KitPiece]:
        if len(value) > MOST_ELEMENTS:
            raise Unreadable(f"holds an array of over {MOST_ELEMENTS:,} elements")
        written = bytes(value.unparse(resolved=True))
        # The widths of a face are thousands of numbers, written as here.
        plain = written.count(b"[") < DEEPEST and _NUMBERS.fullmatch(written)
        return [written] if plain else self.write_value(elements(value))

    def write_dictionary(self, entries: Mapping[bytes, Any]) -> list[KitPiece]:
        """A dictionary as it is written, sorted by its keys."""
        self.transparent = self.transparent or _sees_through(entries)
        pieces: list[KitPiece] = [b"<<"]
        for key in sorted(entries):
            if key not in _LEFT_OUT and not key.startswith(b"AAPL") and entries[key] is not None:
                pieces += [b" " + write_name(key) + b" ", *self.write_value(entries[key])]
        return [*pieces, b" >>"]

    def write_stream(
        self, entries: Mapping[bytes, Any], filters: tuple[Filter, ...], data: bytes
    ) -> TakenObject:
        """A stream of these entries; its data are packed with these filters."""
        pieces = self.write_dictionary(entries)[:-1]
        if filters:
            names = b" ".join(write_name(used.name.encode()) for used in filters)
            pieces.append(b" /Filter [" + names + b"]" if len(filters) > 1 else b" /Filter " + names)
        parameters = [raw_entries(used.parameters) for used in filters]
        if any(parameters):
            # A single filter's parameters stand by themselves, those of several in an array (table 5).
            single = len(filters) == 1
            pieces.append(b" /DecodeParms" if single else b" /DecodeParms [")
            for each in parameters:
                pieces += [b" ", *(self.write_dictionary(each) if each else [b"null"])]
            pieces += [] if single else [b" ]"]
        return TakenObject(join_pieces([*pieces, b" >>"]), data)

    def write_deflated(self, entries: Mapping[bytes, Any], data: bytes) -> TakenObject:
        """A stream of these entries whose data are packed here."""
        return self.write_stream(entries, FLATE, zlib.compress(data, _LEVEL))


def is_type3(font: Any) -> bool:
    """Whether this is a font whose glyphs are painted by operators."""
    return entry(font, "/CharProcs") is not None and name(entry(font, "/Subtype")) == "Type3"


def _sees_through(entries: Mapping[bytes, Any]) -> bool:
    """Whether this is a graphics state or a picture in which something is transparent."""
    if not entries.keys() & _TRANSPARENT:
        return False
    alphas = [number(entries.get(key)) for key in (b"ca", b"CA")]
    blends = [name(blend) for blend in one_or_more(entries.get(b"BM"))]
    return (
        any(alpha is not None and alpha < 1 for alpha in alphas)
        or any(blend and blend not in _OPAQUE for blend in blends)
        or is_mapping(entries.get(b"SMask"))
        or (exact_whole(entries.get(b"SMaskInData")) or 0) != 0
    )


def join_pieces(pieces: Iterable[KitPiece]) -> tuple[KitPiece, ...]:
    """The same pieces, with neighbours of bytes made one."""
    found: list[KitPiece] = []
    for _, run in groupby(pieces, type):
        same = list(run)
        written = [piece for piece in same if isinstance(piece, bytes)]
        found += [b"".join(written)] if written else same
    return tuple(found)


def add_entry(taken: TakenObject, written: Iterable[KitPiece]) -> TakenObject:
    """A stream with one more entry in its dictionary."""
    *before, last = taken.pieces
    assert isinstance(last, bytes)
    return TakenObject(join_pieces([*before, last.removesuffix(b" >>"), *written, b" >>"]), taken.stream)


def pick_entries(entries: Mapping[bytes, Any], keys: Iterable[bytes]) -> dict[bytes, Any]:
    """The entries under some keys, as far as there are any."""
    return {key: entries[key] for key in keys if key in entries}
