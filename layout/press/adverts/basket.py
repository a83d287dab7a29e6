"""Values of an open PDF -> the written objects of a kit, numbered in the order in which they are met.

Each object is taken once, however often it is referred to. What is no part of the picture is left out: metadata,
structure, thumbnails, other programs' private data, OPI, and references to pages, which lead to all the rest.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from typing import Any, Final

import pikepdf

from content.pdf.limited import Unreadable
from content.pdf.streams import Filter
from content.pdf.trees import DEEPEST
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

MOST_PAINTED: Final = 64_000_000
"""Bytes of operators that are carried out, those of a form as often as it is painted. As many operators as
the preflight looks through on a page are a quarter of it.
"""

MOST_FORMS: Final = 5_000
"""Forms, patterns and the like that are painted, each as often as it is. The preflight looks through as many."""

_DEEPEST_FORM: Final = 60
"""Objects one within the other. Renderers give up, or fall over, at some such depth."""

_LEVEL: Final = 6
_LEFT_OUT: Final = frozenset(
    b"Metadata PieceInfo LastModified StructParent StructParents OPI Thumb "
    b"Parent Length Filter DecodeParms DP DL".split()
)
_TRANSPARENT: Final = frozenset((b"ca", b"CA", b"BM", b"SMask", b"SMaskInData"))
_OPAQUE: Final = ("Normal", "Compatible")
_NO_PART: Final = ("Page", "Pages", "Catalog")
_LONGEST_NUMBER: Final = 60
_NUMBERS: Final = re.compile(rb"[ \[\]]*(?:[-+.\d]{1,60}[ \[\]]+)*")


class AdvertResources:
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
        self.page_resources = AdvertResources(resources)
        self.objects: list[TakenObject | None] = []
        self.waiting: deque[tuple[int, Any]] = deque()
        self.edges: dict[int, Counter[int]] = {}
        self.painted: dict[int, int] = {}
        self.needs: set[Need] = set()
        self.layered = False
        self.transparent = False
        self.operators = 0
        self._numbers: dict[tuple[int, int], int | None] = {}
        self._resources: dict[tuple[int, int], AdvertResources] = {}
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

    def resources_of(self, holder: Any) -> AdvertResources:
        """What paints without resources of its own has the page's (ISO 32000-1 table 95)."""
        own = entry(holder, "/Resources")
        if own is None:
            return self.page_resources
        if identity(own) == (0, 0):
            return AdvertResources(own)
        return self._resources.setdefault(identity(own), AdvertResources(own))

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
            # A font inside another object gets a number of its own, as other fonts have.
            at = self.reserve_number()
            self.waiting.append((at, value))
            return [at]
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(f"holds an object nested over {DEEPEST} deep")
        array = isinstance(value, pikepdf.Array)
        pieces = self._write_array(value) if array else self.write_dictionary(raw_entries(value))
        self._depth -= 1
        return pieces

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
            # The parameters of a single filter are a dictionary, those of several an array (table 5).
            single = len(filters) == 1
            pieces.append(b" /DecodeParms" if single else b" /DecodeParms [")
            for each in parameters:
                pieces += [b" ", *(self.write_dictionary(each) if each else [b"null"])]
            pieces += [] if single else [b" ]"]
        return TakenObject(join_pieces([*pieces, b" >>"]), data)

    def write_deflated(self, entries: Mapping[bytes, Any], data: bytes) -> TakenObject:
        """A stream of these entries whose data are packed here."""
        return self.write_stream(entries, (Filter("FlateDecode"),), zlib.compress(data, _LEVEL))

    def check_graph(self) -> None:
        """Raises Unreadable for a form that paints itself, by whatever way round, and for forms within forms that come
        to more than any page has.

        What belongs to a picture has no way back: where a reference goes round, painting would.
        """
        cost: dict[int, int] = {}
        depth: dict[int, int] = {}
        forms: dict[int, int] = {}
        try:
            inmost_first = [*TopologicalSorter(self.edges).static_order()]
        except CycleError:
            raise Unreadable("has a form, pattern or font that paints itself") from None
        for at in inmost_first:
            below = self.edges.get(at, Counter())
            forms[at] = (at in self.painted) + sum(forms[target] * times for target, times in below.items())
            cost[at] = self.painted.get(at, 0) + sum(cost[target] * times for target, times in below.items())
            depth[at] = 1 + max((depth[target] for target in below), default=0)
            if depth[at] > _DEEPEST_FORM:
                raise Unreadable(f"has objects nested over {_DEEPEST_FORM} deep")
            if cost[at] > MOST_PAINTED or forms[at] > MOST_FORMS:
                raise Unreadable("paints forms within forms without end")


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
