"""An open PDF -> its first page: what it inherits, which part of it is placed, and how large that is upright.

ISO 32000-1 7.7.3 (page tree) and 14.11.2 (boxes).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from content.pdf.file import PdfFile, Stream
from content.pdf.values import Ref, Unreadable, Value, as_number, as_whole

Sides = tuple[float, float, float, float]
"""Left, bottom, right, top, in the units of a page's own coordinates."""

SMALLEST: Final = 3.0
"""Points. A page that is narrower or lower is a mistake."""

LARGEST: Final = 14_400.0
"""Points, 5 m: the largest page that readers of PDF know."""

_FARTHEST: Final = 1_000_000.0
"""Units from the origin within which a box has to lie."""

_MOST_NODES: Final = 10_000
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
_INHERITED: Final = (b"Resources", b"MediaBox", b"CropBox", b"Rotate")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page of a PDF.

    `entries` are the page's own with those it inherits. `box` is the part that is placed, in the page's own units:
    the TrimBox, else the ArtBox, else the CropBox, else the MediaBox (`box_name`), as far as it is on the media.
    `turn` is how far the page is turned clockwise to be read, in degrees; `unit` is its UserUnit, points to the unit.
    `width` and `height` are the box's in points, turned.
    """

    entries: dict[bytes, Value]
    box: Sides
    box_name: str
    turn: int
    unit: float

    @property
    def width(self) -> float:
        return (self.box[3] - self.box[1] if self.turn % 180 else self.box[2] - self.box[0]) * self.unit

    @property
    def height(self) -> float:
        return (self.box[2] - self.box[0] if self.turn % 180 else self.box[3] - self.box[1]) * self.unit


def first_page(file: PdfFile) -> FirstPage:
    """The first page. Raises Unreadable where there is none, or where its boxes can't be a page's."""
    entries = _found(file)
    turn = as_whole(_plain(file, entries, b"Rotate")) if b"Rotate" in entries else 0
    if turn is None or turn % 90:
        raise Unreadable("has a first page turned by no right angle (Rotate)")
    unit = as_number(_plain(file, entries, b"UserUnit")) if b"UserUnit" in entries else 1.0
    if unit is None or not 0 < unit <= LARGEST:
        raise Unreadable("has a first page with a UserUnit that is none")
    media = _sides(file, entries, b"MediaBox")
    # qpdf gives a page without one a sheet of letter paper, and says so.
    if media is None or (media == _LETTER and any("MediaBox" in damage for damage in file.damage())):
        raise Unreadable("has a first page without a MediaBox")
    # PDF/X has a TrimBox or an ArtBox, and either is what is printed (ISO 15930-7).
    boxes = ((name, _sides(file, entries, name)) for name in (b"TrimBox", b"ArtBox", b"CropBox"))
    name, box = next(((name, box) for name, box in boxes if box is not None), (b"MediaBox", media))
    shown = (max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3]))
    page = FirstPage(entries, shown, name.decode("ascii"), turn % 360, unit)
    for size in (page.width, page.height):
        if not SMALLEST <= size <= LARGEST:
            raise Unreadable(
                f"has a first page whose {page.box_name} on its media is {page.width:.1f} × {page.height:.1f} pt"
            )
    return page


def _found(file: PdfFile) -> dict[bytes, Value]:
    """The entries of the first page, with what it inherits from the nodes above it."""
    node: Value = file.dictionary(file.trailer.get(b"Root")).get(b"Pages")
    # Nodes still to be looked at, the next one last, each with what it inherits.
    waiting: list[tuple[Value, dict[bytes, Value]]] = [(node, {})]
    seen: set[Ref] = set()
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        node, above = waiting.pop()
        if isinstance(node, Ref):
            if node in seen:
                raise Unreadable("has a tree of pages that goes round")
            seen.add(node)
        entries = file.dictionary(node)
        if file.entry(entries, b"Type") != b"Pages" and b"Kids" not in entries:
            if entries:
                return {key: above[key] for key in _INHERITED if key in above} | entries
            continue
        inherited = above | {key: entries[key] for key in _INHERITED if key in entries}
        waiting += [(kid, inherited) for kid in reversed(file.array(entries.get(b"Kids"))[:_MOST_NODES])]
    if any("bad_alloc" in damage for damage in file.damage()):
        raise Unreadable("takes more memory to be read than a file may")
    raise Unreadable("has no page")


def _plain(file: PdfFile, entries: dict[bytes, Value], key: bytes) -> Value:
    found = file.entry(entries, key)
    return None if isinstance(found, Stream) else found


def _sides(file: PdfFile, entries: dict[bytes, Value], key: bytes) -> Sides | None:
    """A box with its sides in order; None where there is none. Raises Unreadable for one that is no box."""
    if _plain(file, entries, key) is None:
        return None
    numbers = [as_number(_looked(file, value)) for value in file.array(entries[key])]
    known = [number for number in numbers if number is not None]
    if len(numbers) != 4 or len(known) != 4 or any(abs(number) > _FARTHEST for number in known):
        raise Unreadable(f"has a first page with a {key.decode('ascii')} that is no box")
    left, right = sorted((known[0], known[2]))
    bottom, top = sorted((known[1], known[3]))
    return left, bottom, right, top


def _looked(file: PdfFile, value: Value) -> Value:
    found = file.look(value)
    return None if isinstance(found, Stream) else found
