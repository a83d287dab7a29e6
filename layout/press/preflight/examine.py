"""The bytes of a PDF, whoever made it, and what a plant takes -> a report of what the plant would object to."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import pikepdf

from layout.press.preflight.finding import Finding
from layout.press.preflight.identity import check_header
from layout.press.preflight.ink import cover
from layout.press.preflight.ink.cover import check_ink, figures, ink_map
from layout.press.preflight.ink.separations import DPI, Separations, separated
from layout.press.preflight.level import claimed
from layout.press.preflight.opened import opened, repairs
from layout.press.preflight.plant import Plant
from layout.press.preflight.report import PageReport, Report, in_order
from layout.press.preflight.ruletable import FAILED, LOOKS, Look, table
from layout.press.preflight.sheet import Sheet, sheet_of
from layout.press.preflight.values import bounded_streams

Separator = Literal["auto", "pdf_oxide", "ghostscript", "none"]
"""Who makes the plates that the ink is measured on; `none` leaves the ink out."""


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
    with bounded_streams(), warnings.catch_warnings():
        # What pikepdf and Pillow warn of is in the findings, or is of no account to a plant.
        warnings.simplefilter("ignore")
        seen = opened(data)
        found = {*seen.findings, *check_header(data)}
        held = [rule.id for rule in table(()) if rule not in cover.RULES]
        if seen.pdf is None:
            return Report(sha256, None, in_order(found), (), tuple(held))
        with seen.pdf as pdf:
            level = claimed(pdf)
            sheets = {count: sheet_of(page.obj) for count, page in enumerate(pdf.pages, 1)}
            for look in looks:
                found |= _taken(look, pdf, plant)
            held = [rule.id for rule in table(looks) if separator != "none" or rule not in cover.RULES]
            found |= set(repairs(pdf))
        inked = dict[int, PageReport]()
        if separator != "none":
            for made in separated(data, sheets, dpi=dpi, by=separator):
                inked[made.page] = _inked(made, sheets, plant, found)
    pages = tuple(inked.get(count) or _page(count, sheet) for count, sheet in sheets.items())
    return Report(sha256, level, in_order(found), pages, tuple(held))


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


def _page(count: int, sheet: Sheet) -> PageReport:
    width, height = sheet.size_mm
    trim = (round(width, 2), round(height, 2))
    return PageReport(count, trim, sheet.millimetres(sheet.bleed), sheet.millimetres(sheet.shown))


def _inked(made: Separations, sheets: Mapping[int, Sheet], plant: Plant, found: set[Finding]) -> PageReport:
    """The page with the figures of its ink; what is over the limits joins what was found."""
    sheet = sheets[made.page]
    of = ink_map(made, sheet)
    found.update(check_ink(made, of, plant))
    page = _page(made.page, sheet)
    return page if of is None else replace(page, ink=figures(of), by=made.by)
