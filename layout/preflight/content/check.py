"""A finished PDF -> all that its pages paint; and that -> what a printer would object to in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf

from content.pdf.limited import working_at
from content.pdf.values import UNREADABLE
from layout.preflight.content.breach import Breach, fold
from layout.preflight.content.checks import (
    colours,
    inks,
    lines,
    notes,
    pictureinks,
    pictures,
    reversed,
    spots,
    text,
    transparency,
)
from layout.preflight.content.checks.pictureinks import Measured
from layout.preflight.content.marks import PageMarks
from layout.preflight.content.walk import Known
from layout.preflight.content.walker import painted
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule
from layout.preflight.tags.stories import Stories

RULES: Final[tuple[Rule, ...]] = (
    *colours.RULES,
    *spots.RULES,
    *inks.RULES,
    *pictureinks.RULES,
    *text.RULES,
    *reversed.RULES,
    *lines.RULES,
    *pictures.RULES,
    *transparency.RULES,
    *notes.RULES,
)
"""All rules about what pages paint."""

_CHECKS: Final = (
    colours.check_colours,
    inks.check_inks,
    inks.check_white,
    inks.check_overprinting,
    text.check_text,
    reversed.check_reversed,
    lines.check_lines,
    pictures.check_pictures,
    transparency.check_transparency,
    notes.check_notes,
)


def walk_pages(pdf: pikepdf.Pdf) -> tuple[PageMarks, ...]:
    """What the pages paint. What is common to them is read once.

    The file has to stay open as long as the marks are used: they read a font's text when it is asked for. Never raises
    over what is in the file.
    """
    known, stories = Known(), Stories(pdf)
    try:
        sheets = list(pdf.pages)
    except UNREADABLE:
        # No page can be told from another: the look at the file itself says so.
        return ()
    return tuple(painted(sheet, index, known, stories) for index, sheet in enumerate(sheets))


def check_pages(pages: Sequence[PageMarks], plant: Plant) -> Iterator[Finding]:
    """The findings of walked pages, page by page; spot inks are counted over all of them.

    The plant's level decides what is asked; none asks PDF/X-4's.
    """
    measured = Measured()
    of_file = list(spots.check_spots(pages, plant))
    for page in pages:
        working_at(f"page {page.index + 1}")
        yield from fold(page, _breaches(page, plant, measured, of_file))


def _breaches(
    page: PageMarks, plant: Plant, measured: Measured, of_file: Sequence[tuple[PageMarks, Breach]]
) -> Iterator[Breach]:
    for check in _CHECKS:
        yield from check(page, plant)
    yield from pictureinks.check_picture_inks(page, plant, measured)
    yield from (breach for first, breach in of_file if first is page)
