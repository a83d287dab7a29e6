"""Walked pages -> each font that they show, with the codes that are shown and where first.

A code that is not shown breaks nothing: widths, .notdef and ToUnicode are asked of what is in here alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from content.pdf.values import entry, name
from layout.preflight.content.marks import INVISIBLE, PageMarks, PaintedText
from layout.preflight.finding import Millimetres
from layout.preflight.fonts.codes import ContentFont, FontKey


@dataclass(frozen=True, slots=True)
class ShownAt:
    """A place where a font is shown: the page, from 1, the text of the whole operator, and the story it is of.

    `place` is of the whole operator's text; it is None in a soft mask, which has none on the page.
    """

    page: int
    text: str
    place: Millimetres | None
    story: str | None


@dataclass(frozen=True, slots=True)
class ShownFont:
    """A font that pages show.

    `font` is its dictionary, `reader` reads codes with it (`reader.cid(code)`, `reader.says(code)` for ToUnicode,
    `reader.kind`). `codes` are the codes that are shown: bytes of a simple or a Type 3 font, else what the CMap makes
    of bytes; in Identity-H and -V code and CID are the same. `visible` are those of them that are painted and not
    in rendering mode 3 alone. `first_on` has the first place on each page by the page's index, from 0, and
    `first_of` the first place of each code.
    """

    key: FontKey
    font: Any
    reader: ContentFont
    codes: set[int] = field(default_factory=set)
    visible: set[int] = field(default_factory=set)
    first_on: dict[int, ShownAt] = field(default_factory=dict)
    first_of: dict[int, ShownAt] = field(default_factory=dict)

    def cids(self) -> dict[int, int]:
        """The CIDs of the codes of a composite font, as far as its CMap is in the file."""
        return {code: cid for code in sorted(self.codes) if (cid := self.reader.cid(code)) is not None}

    @property
    def page(self) -> int:
        """The first page that shows it, from 1."""
        return min(self.first_on, default=0) + 1

    @property
    def kind(self) -> str:
        """Its Subtype: `Type0` for a composite font."""
        return name(entry(self.font, "/Subtype"))

    @property
    def descendant(self) -> Any:
        """The font that a composite one is made of."""
        return self.reader.descendant

    @property
    def descriptor(self) -> Any:
        return entry(self.descendant if self.kind == "Type0" else self.font, "/FontDescriptor")

    @property
    def base(self) -> str:
        """BaseFont, with the tag of a subset."""
        return name(entry(self.font, "/BaseFont"))

    @property
    def thing(self) -> str:
        """How findings call it: without the tag of its subset."""
        plain = re.sub(r"^[A-Z]{6}\+", "", self.base)
        return f"font {plain}" if plain else "a font without a name"


def find_shown_fonts(pages: Sequence[PageMarks]) -> list[ShownFont]:
    """The fonts that pages show, in the order in which they first do; those in soft masks last."""
    found: dict[FontKey, ShownFont] = {}
    for masked in (False, True):
        for page in pages:
            for mark in page.masks if masked else page.marks:
                if isinstance(mark, PaintedText):
                    font = found.setdefault(
                        mark.font.key, ShownFont(mark.font.key, mark.font.font, mark.font)
                    )
                    _add_codes(font, page, mark, masked=masked)
    return list(found.values())


def _add_codes(font: ShownFont, page: PageMarks, mark: PaintedText, *, masked: bool) -> None:
    if mark.rendering != INVISIBLE:
        font.visible.update(mark.codes)
    if page.index in font.first_on and font.codes.issuperset(mark.codes):
        return
    story = page.stories.get(mark.owner) if mark.owner is not None else None
    where = ShownAt(page.index + 1, mark.text, None if masked else page.sheet.millimetres(mark.box), story)
    font.first_on.setdefault(page.index, where)
    for code in mark.codes:
        font.first_of.setdefault(code, where)
    font.codes.update(mark.codes)
