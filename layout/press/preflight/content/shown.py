"""Walked pages -> which codes each font shows, and where first: what a look at font programs has to hold against.

A code that is not shown breaks nothing: widths, .notdef and ToUnicode are asked of what is in here alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from layout.press.preflight.content.fontcodes import FontKey, PageFont
from layout.press.preflight.content.marks import INVISIBLE, PageMarks, TextShow
from layout.press.preflight.finding import Millimetres

__all__ = ["FontKey", "ShownAt", "ShownFont", "shown_codes"]


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
    reader: PageFont
    codes: set[int] = field(default_factory=set)
    visible: set[int] = field(default_factory=set)
    first_on: dict[int, ShownAt] = field(default_factory=dict)
    first_of: dict[int, ShownAt] = field(default_factory=dict)

    def cids(self) -> dict[int, int]:
        """The CIDs of the codes of a composite font, as far as its CMap is in the file."""
        return {code: cid for code in sorted(self.codes) if (cid := self.reader.cid(code)) is not None}


def shown_codes(pages: Sequence[PageMarks]) -> dict[FontKey, ShownFont]:
    """The fonts that pages show, in the order in which they first do; those in soft masks last."""
    found: dict[FontKey, ShownFont] = {}
    for masked in (False, True):
        for page in pages:
            for mark in page.masks if masked else page.marks:
                if isinstance(mark, TextShow):
                    font = found.setdefault(
                        mark.font.key, ShownFont(mark.font.key, mark.font.font, mark.font)
                    )
                    _add(font, page, mark, masked=masked)
    return found


def _add(font: ShownFont, page: PageMarks, mark: TextShow, *, masked: bool) -> None:
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
