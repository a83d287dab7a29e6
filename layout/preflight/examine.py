"""The bytes of a PDF, whoever made it, and what a plant takes -> a report of what the plant would object to."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, Literal

import pikepdf

from content.pdf.limited import allow, working_at
from content.pdf.streams import bound_streams
from layout.preflight.file.identity import check_header
from layout.preflight.file.level import claimed
from layout.preflight.file.opened import opened, repairs
from layout.preflight.finding import Finding
from layout.preflight.ink import cover
from layout.preflight.ink.cover import check_ink, figures, ink_map
from layout.preflight.ink.separations import DPI, Separations, separated
from layout.preflight.pageboxes import PageBoxes, page_boxes
from layout.preflight.plant import Plant
from layout.preflight.report import PageReport, Report, in_order
from layout.preflight.ruletable import FAILED, LOOKS, Look, table
from layout.preflight.shared import each_once

Separator = Literal["auto", "pdf_oxide", "ghostscript", "none"]
"""Who makes the plates that the ink is measured on; `none` leaves the ink out."""


SECONDS_EACH: Final = 0.7
"""Seconds of computing that each page after the first may take, where that is bounded (`aside`)."""


def examine(
    data: bytes,
    plant: Plant,
    *,
    separator: Separator = "auto",
    dpi: int = DPI,
    looks: Sequence[Look] = LOOKS,
) -> Report:
    """Look at a file. Never raises over what is in it: all that is wrong is in the report.

    `dpi` is how finely the ink is measured.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with bound_streams(), warnings.catch_warnings():
        # What pikepdf and Pillow warn of is in the findings, or is of no account to a plant.
        warnings.simplefilter("ignore")
        seen = opened(data)
        found = {*seen.findings, *check_header(data)}
        if seen.pdf is None:
            held = [rule.id for rule in table(()) if rule not in cover.RULES]
            return Report(sha256, None, in_order(found), (), tuple(held))
        with seen.pdf as pdf:
            level = claimed(pdf)
            sheets = {count: page_boxes(page.obj) for count, page in enumerate(pdf.pages, 1)}
            allow(round(SECONDS_EACH * (len(sheets) - 1)))
            # Another process makes the plates meanwhile. The thread waits for it and adds up what it made; it must not
            # touch the filters of warnings, which are the whole process's.
            with ThreadPoolExecutor(1) as beside:
                plates = separated(data, sheets, dpi=dpi, by=separator) if separator != "none" else ()
                inked = beside.submit(_inked, plates, sheets, plant)
                for look in looks:
                    working_at(f"the file's {look.at}")
                    found |= _taken(look, pdf, plant)
            found |= set(repairs(pdf))
        measured = inked.result()
    for _, heavy in measured.values():
        found |= heavy
    held = [rule.id for rule in table(looks) if separator != "none" or rule not in cover.RULES]
    pages = tuple(
        measured[count][0] if count in measured else _page(count, sheet) for count, sheet in sheets.items()
    )
    return Report(sha256, level, in_order(each_once(found)), pages, tuple(held))


def _taken(look: Look, pdf: pikepdf.Pdf, plant: Plant) -> set[Finding]:
    """What one look finds. One that a file brings to fall is a finding too: its rules were not held."""
    found: set[Finding] = set()
    try:
        found.update(look.check(pdf, plant))
    except Exception as error:
        # Of a hostile file anything can be expected, and no look may keep the others from being taken.
        what = f"the look at the file's {look.at} failed: {type(error).__name__}"
        found.add(Finding(FAILED.id, FAILED.severity, what, "export the file anew, and report this one"))
    return found


def _page(count: int, sheet: PageBoxes) -> PageReport:
    width, height = sheet.size_mm
    trim = (round(width, 2), round(height, 2))
    return PageReport(count, trim, sheet.millimetres(sheet.bleed), sheet.millimetres(sheet.shown))


def _inked(
    plates: Iterable[Separations], sheets: Mapping[int, PageBoxes], plant: Plant
) -> dict[int, tuple[PageReport, set[Finding]]]:
    """Pages with the figures of their ink, by their numbers, and what of it is over the limits."""
    inked = {}
    for made in plates:
        sheet = sheets[made.page]
        of = ink_map(made, sheet)
        page = _page(made.page, sheet)
        if of is not None:
            page = replace(page, ink=figures(of, sheet), by=made.by)
        inked[made.page] = (page, set(check_ink(made, of, plant)))
    return inked
