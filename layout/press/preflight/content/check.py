"""A finished PDF -> what a printer would object to in what its pages paint, and all that was found to be painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf

from layout.press.preflight.content.breach import Breach, fold
from layout.press.preflight.content.checks import (
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
from layout.press.preflight.content.checks.pictureinks import Measured
from layout.press.preflight.content.entries import UNREADABLE, entry
from layout.press.preflight.content.entries import text as words
from layout.press.preflight.content.marks import PageMarks
from layout.press.preflight.content.structure import Structure
from layout.press.preflight.content.walk import Known
from layout.press.preflight.content.walker import painted
from layout.press.preflight.finding import Finding
from layout.press.preflight.plant import Level, Plant
from layout.press.preflight.rule import Rule

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
    text.check_text,
    reversed.check_reversed,
    lines.check_lines,
    pictures.check_pictures,
    transparency.check_transparency,
    notes.check_notes,
)


@dataclass(frozen=True, slots=True)
class Content:
    """What the pages of a file paint, and what a printer would object to in it, by pages."""

    findings: tuple[Finding, ...]
    pages: tuple[PageMarks, ...]


def check_content(pdf: pikepdf.Pdf, plant: Plant, pages: Sequence[int] | None = None) -> Content:
    """Look through a file's pages, or those at the indexes `pages` (from 0), and hold them against the plant.

    Spot inks are counted over all of these pages. The file stays as it is, and has to stay open as long as the marks
    are used: they read a font's text when it is asked for. Never raises over what is in the file.
    """
    walked = walk_pages(pdf, pages)
    return Content(
        tuple(check_pages(walked, replace(plant, level=plant.level or claimed_level(pdf)))), walked
    )


def walk_pages(pdf: pikepdf.Pdf, pages: Sequence[int] | None = None) -> tuple[PageMarks, ...]:
    """What the pages paint. What is common to them is read once."""
    known, structure = Known(), Structure(pdf)
    try:
        sheets = list(pdf.pages)
    except UNREADABLE:
        # No page can be told from another: the look at the file itself says so.
        return ()
    return tuple(
        painted(sheets[index], index, known, structure)
        for index in (range(len(sheets)) if pages is None else pages)
    )


def check_pages(pages: Sequence[PageMarks], plant: Plant) -> Iterator[Finding]:
    """The findings of walked pages, page by page. The plant's level decides what is asked; none asks PDF/X-4's."""
    measured = Measured()
    of_file = list(spots.check_spots(pages, plant))
    for page in pages:
        yield from fold(page, _breaches(page, plant, measured, of_file))


def _breaches(
    page: PageMarks, plant: Plant, measured: Measured, of_file: Sequence[tuple[PageMarks, Breach]]
) -> Iterator[Breach]:
    for check in _CHECKS:
        yield from check(page, plant)
    yield from pictureinks.check_picture_inks(page, plant, measured)
    yield from (breach for first, breach in of_file if first is page)


def claimed_level(pdf: pikepdf.Pdf) -> Level | None:
    """The level that a file says it is of, in Info or in its XMP; None for one that says nothing known."""
    said = words(entry(_info(pdf), "/GTS_PDFXVersion"))
    if not said:
        said = _xmp(pdf)
    if said.startswith("PDF/X-1"):
        return "PDF/X-1a:2003"
    return "PDF/X-4" if said.startswith("PDF/X-4") else None


def _info(pdf: pikepdf.Pdf) -> Any:
    try:
        return pdf.trailer.get("/Info")
    except UNREADABLE:
        return None


def _xmp(pdf: pikepdf.Pdf) -> str:
    import re

    from layout.press.preflight.content.streams import Undecoded, decoded

    try:
        found = re.search(
            rb"GTS_PDFXVersion\s*(?:>|=\s*[\"'])\s*([^<\"']{1,40})", decoded(entry(pdf.Root, "/Metadata"))
        )
    except (Undecoded, *UNREADABLE):
        return ""
    return found[1].decode("latin-1") if found else ""
