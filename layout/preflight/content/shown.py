"""Walked pages -> which codes each font shows, and where first."""

from __future__ import annotations

from collections.abc import Sequence

from layout.preflight.content.marks import INVISIBLE, PageMarks, TextShow
from layout.preflight.fonts.codes import FontKey
from layout.preflight.fonts.shown import ShownAt, ShownFont


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
