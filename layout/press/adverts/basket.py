"""Values of an open PDF -> the written objects of a kit, numbered in the order in which they are met.

Each object is taken once, however often it is referred to. Left out are what is no part of the picture (metadata,
structure, thumbnails, other programs' private data, OPI) and every way out of it: to pages, and so to all the rest.
"""

from __future__ import annotations

import zlib
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Final

from content.pdf.file import PdfFile, Stream
from content.pdf.values import Name, Number, Ref, Text, Unreadable, Value, as_number, as_whole, written_name
from layout.press.adverts.decoding import Filter
from layout.press.adverts.kit import Need, Piece, Taken

MOST_OBJECTS: Final = 100_000

_LEVEL: Final = 6
_LEFT_OUT: Final = frozenset(
    (
        *(b"Metadata", b"PieceInfo", b"LastModified", b"StructParent", b"StructParents", b"OPI", b"Thumb"),
        *(b"Parent", b"Length", b"Filter", b"DecodeParms", b"DP", b"DL"),
    )
)
_TRANSPARENT: Final = frozenset((b"ca", b"CA", b"BM", b"SMask", b"SMaskInData"))
_OPAQUE: Final = (b"Normal", b"Compatible")
_NO_PART: Final = (b"Page", b"Pages", b"Catalog")
FLATE: Final = (Filter(b"FlateDecode", {}),)


class Basket:
    """What has been taken so far, and what has still to be looked at.

    `edges` are the references of each object to others, and how often each is painted; `painted` the bytes of
    operators of those that have any. `transparent` is whether something that was taken is.
    """

    def __init__(self, file: PdfFile, resources: dict[bytes, Value]) -> None:
        self.file = file
        self.page_resources = resources
        self.objects: list[Taken | None] = []
        self.waiting: deque[tuple[int, Value | Stream]] = deque()
        self.edges: dict[int, Counter[int]] = {}
        self.painted: dict[int, int] = {}
        self.needs: set[Need] = set()
        self.layered = False
        self.transparent = False
        self.operators = 0
        self._numbers: dict[Ref, int | None] = {}

    def new(self) -> int:
        """The number of a new object, which has to be put in later."""
        if len(self.objects) >= MOST_OBJECTS:
            raise Unreadable(f"needs more than {MOST_OBJECTS:,} objects for one page")
        self.objects.append(None)
        return len(self.objects) - 1

    def put(self, number: int, taken: Taken) -> None:
        """Puts an object in; one that is put in again counts once."""
        if (before := self.objects[number]) is not None:
            self.edges[number].subtract(piece for piece in before.pieces if isinstance(piece, int))
        self.objects[number] = taken
        edges = self.edges.setdefault(number, Counter())
        edges.update(piece for piece in taken.pieces if isinstance(piece, int))

    def number(self, ref: Ref) -> int | None:
        """The number of an object, which is taken with that; None where there is nothing, or no part of a picture."""
        if ref not in self._numbers:
            found = self.file.look(ref)
            entries = found.entries if isinstance(found, Stream) else found if isinstance(found, dict) else {}
            if found is None or self.file.entry(entries, b"Type") in _NO_PART:
                self._numbers[ref] = None
            else:
                self._numbers[ref] = number = self.new()
                self.waiting.append((number, found))
        return self._numbers[ref]

    def whole(self, entries: Mapping[bytes, Value], key: bytes) -> int | None:
        """The whole number that stands under a key, if one does."""
        found = self.file.look(entries.get(key))
        return None if isinstance(found, Stream) else as_whole(found)

    def real(self, value: Value) -> float | None:
        """The number that a value is, if it is one."""
        found = self.file.look(value)
        return None if isinstance(found, Stream) else as_number(found)

    def is_type3(self, entries: Mapping[bytes, Value]) -> bool:
        """Whether this is a font whose glyphs are painted by operators."""
        return b"CharProcs" in entries and self.file.look(entries.get(b"Subtype")) == b"Type3"

    def written(self, value: Value) -> list[Piece]:
        """A value as it is written, with numbers for what it refers to."""
        match value:
            case None:
                return [b"null"]
            case bool():
                return [b"true" if value else b"false"]
            case Name():
                return [written_name(value)]
            case Number() | Text():
                return [bytes(value)]
            case Ref():
                number = self.number(value)
                return [b"null" if number is None else number]
            case list():
                pieces: list[Piece] = [b"["]
                for one in value:
                    pieces += [b" ", *self.written(one)]
                return [*pieces, b" ]"]
            case _:
                if self.is_type3(value):
                    # One that stands within another object gets a number of its own, as fonts have.
                    number = self.new()
                    self.waiting.append((number, value))
                    return [number]
                return self.dictionary(value)

    def dictionary(self, entries: Mapping[bytes, Value]) -> list[Piece]:
        """A dictionary as it is written, sorted by its keys."""
        self.transparent = self.transparent or self._sees_through(entries)
        pieces: list[Piece] = [b"<<"]
        for key in sorted(entries):
            if key not in _LEFT_OUT and not key.startswith(b"AAPL") and entries[key] is not None:
                pieces += [b" " + written_name(key) + b" ", *self.written(entries[key])]
        return [*pieces, b" >>"]

    def _sees_through(self, entries: Mapping[bytes, Value]) -> bool:
        """Whether this is a graphics state or a picture in which something is transparent."""
        if not entries.keys() & _TRANSPARENT:
            return False
        alphas = [self.real(entries.get(key)) for key in (b"ca", b"CA")]
        blends = self.file.look(entries.get(b"BM"))
        named = [self.file.look(one) for one in blends] if isinstance(blends, list) else [blends]
        return (
            any(alpha is not None and alpha < 1 for alpha in alphas)
            or any(isinstance(one, Name) and one not in _OPAQUE for one in named)
            or isinstance(self.file.look(entries.get(b"SMask")), Stream | dict)
            or (self.whole(entries, b"SMaskInData") or 0) != 0
        )

    def stream(self, entries: Mapping[bytes, Value], filters: tuple[Filter, ...], data: bytes) -> Taken:
        """A stream of these entries; its data are packed with these filters."""
        pieces = self.dictionary(entries)[:-1]
        if filters:
            names = b" ".join(written_name(one.name) for one in filters)
            pieces.append(b" /Filter [" + names + b"]" if len(filters) > 1 else b" /Filter " + names)
        if any(one.parameters for one in filters):
            # A single filter's parameters stand by themselves, those of several in an array (table 5).
            single = len(filters) == 1
            pieces.append(b" /DecodeParms" if single else b" /DecodeParms [")
            for one in filters:
                pieces += [b" ", *(self.dictionary(one.parameters) if one.parameters else [b"null"])]
            pieces += [] if single else [b" ]"]
        return Taken(joined([*pieces, b" >>"]), data)

    def deflated(self, entries: Mapping[bytes, Value], data: bytes) -> Taken:
        """A stream of these entries whose data are packed here."""
        return self.stream(entries, FLATE, zlib.compress(data, _LEVEL))


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same pieces, with neighbours of bytes made one."""
    found: list[Piece] = []
    run: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            run.append(piece)
            continue
        found += [b"".join(run), piece] if run else [piece]
        run = []
    return (*found, b"".join(run)) if run else tuple(found)


def with_entry(taken: Taken, entry: Iterable[Piece]) -> Taken:
    """A stream with one more entry in its dictionary."""
    *before, last = taken.pieces
    assert isinstance(last, bytes)
    return Taken(joined([*before, last.removesuffix(b" >>"), *entry, b" >>"]), taken.stream)


def picked(entries: Mapping[bytes, Value], keys: Iterable[bytes]) -> dict[bytes, Value]:
    """The entries under some keys, as far as there are any."""
    return {key: entries[key] for key in keys if key in entries}
