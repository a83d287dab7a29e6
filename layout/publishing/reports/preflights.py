"""What the preflight said of press files, and who answers for what -> a report of each, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable

from layout.plan.signoff import Signed, SignOffModel
from layout.preflight.finding import Finding
from layout.preflight.report import SignOff, place_text
from layout.preflight.telling.ashtml import as_html
from layout.preflight.telling.asjson import as_json
from layout.preflight.telling.drawing import draw_pages
from layout.publishing.outcome import Outcome
from layout.publishing.pressrun import Inspection, PressRun
from layout.publishing.problems.findings import names_before
from layout.scene import Page


def preflight_html(run: PressRun, page: Page, outcome: Outcome) -> bytes | None:
    """The report on a page's file as HTML; None where it was not looked at. A page with findings is drawn."""
    if (inspection := run.inspections.get(page.name)) is None:
        return None
    pictures = draw_pages(run.pages[page.name].read_bytes(), [1]) if inspection.report.findings else {}
    name = f"{outcome.edition.name}-{page.name}"
    html = as_html(inspection.report, pictures, _sign_offs(inspection, outcome.signed), name)
    return html.encode(errors="backslashreplace")


def preflight_json(run: PressRun, page: Page, outcome: Outcome) -> bytes | None:
    """The report on a page's file as JSON; None where it was not looked at."""
    if (inspection := run.inspections.get(page.name)) is None:
        return None
    return as_json(inspection.report, _sign_offs(inspection, outcome.signed)).encode(
        errors="backslashreplace"
    )


_Key = tuple[str, str | None, str | None, tuple[float, float, float, float] | None]
"""A problem's id, page, block and place."""


def _sign_offs(inspection: Inspection, signed: Iterable[Signed]) -> dict[Finding, SignOff]:
    """Who answers for which findings in a page's file: by themselves, or by the name that make-up or the look at an
    advertisement gave them.
    """
    answered: dict[_Key, SignOffModel] = {}
    for entry in signed:
        where = entry.problem.where
        answered[entry.problem.id, where.page, where.block, where.area_mm] = entry.by
        answered.setdefault((entry.problem.id, where.page, where.block, None), entry.by)
    found = {}
    for finding, problem in inspection.problems.items():
        where = problem.where
        keys: list[_Key] = [(problem.id, where.page, where.block, where.area_mm)]
        keys += [(name, where.page, where.block, None) for name in names_before(problem)]
        by = next((answered[key] for key in keys if key in answered), None)
        if by is not None:
            found[finding] = SignOff(finding.rule, finding.page, place_text(finding), by.by, by.why)
    return found
