"""A report -> JSON, with everything that it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from layout.preflight.finding import Finding, Millimetres
from layout.preflight.report import PageReport, Report, SignOff, count_open

FORMAT: Final = "duikai-preflight-1"


def as_json(report: Report, signed: Mapping[Finding, SignOff]) -> str:
    """The report as JSON, ending with a line end. Places are millimetres from the trim's upper left corner."""
    data = {
        "format": FORMAT,
        "sha256": report.sha256,
        "level": report.level,
        "open": count_open(report, signed),
        "pages": [_page(page) for page in report.pages],
        "findings": [_finding(finding, signed.get(finding)) for finding in report.findings],
        "rules": list(report.rules),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _page(page: PageReport) -> dict[str, Any]:
    ink = None
    if page.ink is not None:
        ink = {"highest": page.ink.highest, "coverage": dict(page.ink.coverage), "by": page.by}
    return {
        "page": page.number,
        "trim_mm": list(page.trim_mm),
        "bleed_mm": _place(page.bleed),
        "shown_mm": _place(page.shown),
        "ink": ink,
    }


def _finding(finding: Finding, sign_off: SignOff | None) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "what": finding.what,
        "hint": finding.hint,
        "thing": finding.thing,
        "page": finding.page,
        "place_mm": _place(finding.place),
        "story": finding.story,
        "signed": {"by": sign_off.by, "why": sign_off.why} if sign_off else None,
    }


def _place(place: Millimetres | None) -> dict[str, float] | None:
    return place._asdict() if place is not None else None
