"""What a preflight found in a file, as one value; and who took which of its findings on himself."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

from content.problems import Gravity
from layout.preflight.finding import Finding, Millimetres
from layout.scene.condition import PdfxLevel

PlateMaker = Literal["pdf_oxide", "ghostscript"]
"""Who made the plates that the ink of a page is measured on."""


@dataclass(frozen=True, slots=True)
class InkFigures:
    """A page's ink in percent: the most that lies on one pixel of the trim, and the mean of each plate over it."""

    highest: float
    coverage: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PageReport:
    """A page: its number from 1, its trim's width and height, its bleed, what programs draw of it, and its ink.

    `bleed` and `shown` are places: from the trim's upper left corner. `ink` is None where it was not measured, `by`
    says who made the plates.
    """

    number: int
    trim_mm: tuple[float, float]
    bleed: Millimetres
    shown: Millimetres
    ink: InkFigures | None = None
    by: PlateMaker | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A file as a preflight saw it.

    `sha256` is of the file's bytes, `level` the one that it claims, None for none. `findings` are sorted: errors first,
    then by page, rule and place. `rules` are the ids of the rules that were held against it.
    """

    sha256: str
    level: PdfxLevel | None
    findings: tuple[Finding, ...]
    pages: tuple[PageReport, ...]
    rules: tuple[str, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")


@dataclass(frozen=True, slots=True)
class SignOff:
    """One finding that a person takes on himself: which it is (rule, page, place as text), who, and why."""

    rule: str
    page: int | None
    place: str
    by: str
    why: str


def in_order(findings: set[Finding]) -> tuple[Finding, ...]:
    """Findings as a report has them: errors first, then what is the whole file's, then by page, rule and place."""

    def rank(finding: Finding) -> tuple[object, ...]:
        where = finding.page or 0, finding.rule, tuple(finding.place or ())
        return (
            finding.severity != "error",
            *where,
            finding.what,
            finding.thing,
            finding.story or "",
            finding.hint,
        )

    return tuple(sorted(findings, key=rank))


def count_open(report: Report, signed: Container[Finding]) -> dict[Gravity, int]:
    """How many errors and warnings nobody signed off."""
    left = [finding.severity for finding in report.findings if finding not in signed]
    return {"error": left.count("error"), "warning": left.count("warning")}


def place_text(finding: Finding) -> str:
    """A finding's place as text: `12.5, 30.0 to 40.0, 35.2 mm`; "" where it has none."""
    if finding.place is None:
        return ""
    left, top, right, bottom = finding.place
    return f"{left:.1f}, {top:.1f} to {right:.1f}, {bottom:.1f} mm"
