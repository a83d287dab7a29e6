"""The elements of a file's structure, and what each of them marks on its pages (ISO 32000-1 14.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from layout.scene import CellPlace, Rect


class Mark(NamedTuple):
    """What is marked as one element's: a stretch of a page, both counted from 0, or what is beside its text.

    The file's ID is made of elements and marks as Python writes them, so another name of these classes is another ID.
    """

    sheet: int
    stretch: int
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the tree; `kids` are elements and marks in reading order.

    `id` is the story's, for an article. `lang` is "" where it is that of the file. A figure has `alt` and a `place`.
    `reads` is what is read in place of the element's text, None for just that text.
    """

    kind: str
    kids: tuple[Element | Mark, ...]
    title: str = ""
    id: str = ""
    lang: str = ""
    alt: str = ""
    place: Rect | None = None
    reads: str | None = None


@dataclass(frozen=True, slots=True)
class CellElement(Element):
    """A cell of a table: where it is in the table's grid, and the ids of the cells that head it."""

    cell: CellPlace = field(default_factory=lambda: CellPlace("", 0, 0))
    headers: tuple[str, ...] = ()
