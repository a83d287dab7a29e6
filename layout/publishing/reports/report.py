"""What came of an edition -> report.json: whether it is ready for the press, how stories fit, every problem."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from content.files import NotPlain, at_most, open_plain
from content.problems import Place, Problem
from layout.objections.table import OBJECTIONS
from layout.plan.objectiontable import Objection
from layout.publishing.outcome import Outcome
from layout.publishing.placing.switch import REPORT

FORMAT = "duikai-report-1"

_MOST_REPORT = 64 * 1024**2
"""Bytes of an earlier report that are read."""


def report_json(outcome: Outcome, files: Iterable[str]) -> str:
    """The report as JSON. `ready_for_press` is true if no problem holds the press that nobody signed off.

    For each story: its legs and their lines, the lines its copy would take of itself (`natural_lines`), those
    set, the white left and what is over, with the text where it begins.
    """
    scene = outcome.made.scene
    oversets = {(page.name, region.id): region.overset for page in scene.pages for region in page.regions}
    stories = []
    for fit in outcome.made.fits:
        row = {**asdict(fit), "overset": None}
        if (overset := oversets.get((fit.page, fit.block))) is not None:
            row["overset"] = {
                "lines": overset.lines,
                "characters": overset.characters,
                "from": overset.text,
                "spans": [asdict(span) for span in overset.spans],
            }
        stories.append(row)
    data = {
        "format": FORMAT,
        "edition": scene.edition,
        "paper": scene.paper,
        "date": scene.issued,
        "ready_for_press": outcome.ready,
        "pages": [page.name for page in scene.pages],
        "held_pages": [
            page.name for page in outcome.edition.model.pages if page.name in outcome.edition.held
        ],
        "stories": stories,
        "problems": [problem_row(problem) for problem in outcome.problems],
        "signed_off": [
            {**problem_row(entry.problem), "by": entry.by.by, "why": entry.by.why} for entry in outcome.signed
        ],
        "objections": [objection_row(objection) for objection in outcome.objections],
        "pool": [asdict(pooled) for pooled in outcome.edition.pool],
        "faces": [{"id": face.id, "file": face.file, "sha256": face.sha256} for face in scene.faces],
        "files": sorted(files),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def unfinished_report(outcome: Outcome, files: Iterable[str], gone: frozenset[str]) -> bytes:
    """The report that is there while the files of a build, and those that go, change places: nothing is ready.

    It names them all, so that the next build knows them should this one be stopped for good.
    """
    what = "A build was stopped while it put its files in place."
    problem = Problem("unfinished-build", "press", what, Place(), "build the edition again")
    unfinished = replace(outcome, problems=(problem, *outcome.problems))
    return report_json(unfinished, {*files, *gone}).encode(errors="backslashreplace")


def reported_files(out: Path, edition: str) -> tuple[str, ...]:
    """The files that the report in `out` names, if it is of that edition; none where there is no such report.

    Raises OSError where there is one that can't be read just now.
    """
    try:
        with open_plain(out / REPORT) as stream:
            data = json.loads(at_most(stream, _MOST_REPORT))
        if data["format"] != FORMAT or data["edition"] != edition:
            return ()
        return tuple(name for name in data["files"] if isinstance(name, str))
    except (FileNotFoundError, NotADirectoryError, NotPlain, ValueError, KeyError, TypeError, RecursionError):
        return ()  # no report, or none of ours: nothing is known of an earlier build


def problem_row(problem: Problem) -> dict[str, object]:
    """A problem as JSON: only what is known of its place."""
    where = {key: value for key, value in asdict(problem.where).items() if value is not None}
    return {
        "id": problem.id,
        "severity": problem.severity,
        "what": problem.what,
        "where": where,
        "hint": problem.hint,
    }


def objection_row(objection: Objection) -> dict[str, object]:
    """An objection as JSON; its places are millimetres from the upper left corner of the page, to a tenth."""
    return {
        "id": objection.id,
        "trade": OBJECTIONS[objection.id].trade,
        "severity": objection.severity,
        "page": objection.page,
        "blocks": list(objection.blocks),
        "places_mm": [list(place.in_mm) for place in objection.places],
        "what": objection.message,
        "hint": objection.hint,
        "source": objection.source,
    }
