"""What the preflight said of press files, and who answers for what -> a report of each, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from content.problems import Problem
from layout.plan.signoff import Signed, SignOffModel
from layout.preflight.report import SignOff, place_text
from layout.preflight.telling.ashtml import as_html
from layout.preflight.telling.asjson import as_json
from layout.preflight.telling.drawn import drawn
from layout.publishing.pressrun import PressRun
from layout.publishing.problems.findings import names_before


def preflight_reports(run: PressRun, edition: str, signed: Iterable[Signed]) -> dict[str, bytes]:
    """Names and bytes of a report on each page's file that was looked at. Pages with findings are drawn."""
    answered: dict[_Told, SignOffModel] = {}
    for one in signed:
        where = one.problem.where
        answered[one.problem.id, where.page, where.block, where.area_mm] = one.by
        answered.setdefault((one.problem.id, where.page, where.block, None), one.by)
    files = {}
    for page, looked in run.looked.items():
        kept = {
            finding: SignOff(finding.rule, finding.page, place_text(finding), by.by, by.why)
            for finding, problem in looked.problems.items()
            if (by := _answered(problem, answered)) is not None
        }
        pictures = drawn(run.pages[page].read_bytes(), [1]) if looked.report.findings else {}
        name = f"{edition}-{page}"
        html, data = as_html(looked.report, pictures, kept, name), as_json(looked.report, kept)
        files[f"preflight/{name}.html"] = html.encode(errors="backslashreplace")
        files[f"preflight/{name}.json"] = data.encode(errors="backslashreplace")
    return files


_Told = tuple[str, str | None, str | None, tuple[float, float, float, float] | None]
"""A problem's id, page, block and place."""


def _answered(problem: Problem, answered: Mapping[_Told, SignOffModel]) -> SignOffModel | None:
    """Who answers for a problem: by itself, or by the name that make-up or the look at an advertisement gave it."""
    where = problem.where
    keys: list[_Told] = [(problem.id, where.page, where.block, where.area_mm)]
    keys += [(name, where.page, where.block, None) for name in names_before(problem)]
    return next((answered[key] for key in keys if key in answered), None)
