"""What the preflight said of press files, and who answers for what -> a report of each, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable

from layout.press.preflight.report import SignOff, place_text
from layout.press.preflight.telling.ashtml import as_html
from layout.press.preflight.telling.asjson import as_json
from layout.press.preflight.telling.drawn import drawn
from layout.publishing.pressrun import PressRun
from layout.signoff import Signed


def preflight_reports(run: PressRun, edition: str, signed: Iterable[Signed]) -> dict[str, bytes]:
    """Names and bytes of a report on each page's file that was looked at. Pages with findings are drawn."""
    answered = {one.problem: one.by for one in signed}
    files = {}
    for page, looked in run.looked.items():
        kept = {
            finding: SignOff(finding.rule, finding.page, place_text(finding), by.by, by.why)
            for finding, problem in looked.problems.items()
            if (by := answered.get(problem)) is not None
        }
        pictures = drawn(run.pages[page].read_bytes(), [1]) if looked.report.findings else {}
        name = f"{edition}-{page}"
        html, data = as_html(looked.report, pictures, kept, name), as_json(looked.report, kept)
        files[f"preflight/{name}.html"] = html.encode(errors="backslashreplace")
        files[f"preflight/{name}.json"] = data.encode(errors="backslashreplace")
    return files
