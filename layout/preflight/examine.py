"""The bytes of a PDF, whoever made it, and what a plant takes -> a report of what the plant would object to."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, Literal

from content.pdf.limited import allow, working_at
from content.pdf.streams import bound_streams
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.ink.cover import ink_figures, ink_map
from layout.preflight.ink.separations import Separations, separate_pages
from layout.preflight.pageboxes import PageBoxes
from layout.preflight.plant import Plant
from layout.preflight.report import PageReport, Report, in_order
from layout.preflight.rule import PreflightCheck
from layout.preflight.rules import ink
from layout.preflight.rules.file import forbidden as of_objects
from layout.preflight.rules.file.opening import FAILED, UNOPENED, check_header, find_repairs, open_file
from layout.preflight.rules.pages.notes import TRANSPARENCY
from layout.preflight.rules.registry import every_check, every_rule

Separator = Literal["auto", "pdf_oxide", "ghostscript", "none"]
"""Who makes the plates that the ink is measured on; `none` leaves the ink out."""


SECONDS_EACH: Final = 0.7
"""Seconds of computing that each page after the first may take, where that is bounded (`aside`)."""

_SAME: Final = (
    of_objects.LZW, of_objects.EXTERNAL, of_objects.CODEC, of_objects.LAYERS, of_objects.ALTERNATE, of_objects.OPI,
    of_objects.POSTSCRIPT, of_objects.TRANSFER, of_objects.FORM,
)  # fmt: skip
_TOLD_BY: Final = {
    **{rule.id: rule.id for rule in _SAME},
    of_objects.GROUP.id: TRANSPARENCY.id,
    of_objects.ACTION.id: of_objects.ANNOTATION.id,
}
"""Rules that are broken by an object, and those of pages that tell the same with its place."""


def examine(data: bytes, plant: Plant, *, separator: Separator = "auto") -> Report:
    """Look at a file. Never raises over what is in it: all that is wrong is in the report."""
    sha256 = hashlib.sha256(data).hexdigest()
    with bound_streams(), warnings.catch_warnings():
        # What pikepdf and Pillow warn of is in the findings, or does not matter to a plant.
        warnings.simplefilter("ignore")
        opened = open_file(data)
        found = {*opened.findings, *check_header(data)}
        if opened.pdf is None:
            rules = tuple(rule.id for rule in (*UNOPENED, FAILED))
            return Report(sha256, None, in_order(found), (), rules)
        with opened.pdf as pdf:
            file = ExaminedFile(pdf, plant)
            level, sheets = file.claimed, file.sheets
            allow(round(SECONDS_EACH * (len(sheets) - 1)))
            # Another process makes the plates meanwhile. The thread waits for it and adds up what it made; it must not
            # touch the filters of warnings, which are the whole process's.
            with ThreadPoolExecutor(1) as beside:
                plates = separate_pages(data, sheets, by=separator) if separator != "none" else ()
                measuring = beside.submit(_measure_ink, plates, sheets, plant)
                for check in every_check():
                    working_at(f"the file's {check.at}")
                    found |= _run_check(check, file)
            found |= set(find_repairs(pdf))
        measured = measuring.result()
    for _, heavy in measured.values():
        found |= heavy
    not_held = (ink.SEEN, *(ink.RULES if separator == "none" else ()))
    rules = tuple(rule.id for rule in every_rule() if rule not in not_held)
    pages = tuple(
        measured[count][0] if count in measured else _page_report(count, sheet)
        for count, sheet in sheets.items()
    )
    return Report(sha256, level, in_order(_each_once(found)), pages, rules)


def _run_check(check: PreflightCheck, file: ExaminedFile) -> set[Finding]:
    """What a check finds. One that a file brings to fall is a finding too: its rules were not held."""
    found: set[Finding] = set()
    try:
        found.update(check.find(file))
    except Exception as error:
        # Of a hostile file anything can be expected, and no check may keep the others from being made.
        what = f"the look at the file's {check.at} failed: {type(error).__name__}"
        found.add(FAILED.broken(what, "export the file anew, and report this one"))
    return found


def _each_once(findings: set[Finding]) -> set[Finding]:
    """The findings without those of the file's objects that a finding on a page names too.

    The check of the objects finds what is in a file and is placed on no page; those of the pages know where. Their
    findings name the objects at fault, which shows that they are the same.
    """
    placed: dict[str, set[int]] = {}
    for finding in findings:
        if finding.page is not None:
            placed.setdefault(finding.rule, set()).update(finding.objects)
    return {
        finding
        for finding in findings
        if finding.page is not None
        or (known := placed.get(_TOLD_BY.get(finding.rule, ""))) is None
        or not known.issuperset(finding.objects)
    }


def _page_report(count: int, sheet: PageBoxes) -> PageReport:
    width, height = sheet.size_mm
    trim = (round(width, 2), round(height, 2))
    return PageReport(count, trim, sheet.millimetres(sheet.bleed), sheet.millimetres(sheet.shown))


def _measure_ink(
    plates: Iterable[Separations], sheets: Mapping[int, PageBoxes], plant: Plant
) -> dict[int, tuple[PageReport, set[Finding]]]:
    """Pages with the figures of their ink, by their numbers, and what of it is over the limits."""
    measured = {}
    for made in plates:
        sheet = sheets[made.page]
        of = ink_map(made, sheet)
        page = _page_report(made.page, sheet)
        if of is not None:
            page = replace(page, ink=ink_figures(of, sheet), by=made.by)
        measured[made.page] = (page, set(ink.check_ink(made, of, plant)))
    return measured
