"""What came of an edition -> report.json: ready for the press or not, how stories fit, every problem with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from content.files import NotPlain, at_most, open_plain
from content.problems import Place, Problem
from layout.makeup.edition import EditionMakeup
from layout.plan.edition import Edition
from layout.plan.grid import as_millimetres
from layout.plan.objectiontable import OBJECTIONS, Objection
from layout.plan.signoff import Signed

FORMAT = "duikai-report-1"

_MOST_REPORT = 64 * 1024**2
"""Bytes of an earlier report that are read."""

_PAGE_FILE = re.compile(r"pages/[^/\\]+\.pdf|proof/[^/\\]+\.(?:png|pdf)|preflight/[^/\\]+\.(?:html|json)")


def ready_for_press(problems: Sequence[Problem]) -> bool:
    """Whether none of an edition's problems holds the press."""
    return all(problem.severity == "warning" for problem in problems)


class _Outcome(Protocol):
    """What came of an edition, as far as the report tells it (`layout.publish.Outcome`)."""

    @property
    def edition(self) -> Edition: ...
    @property
    def made(self) -> EditionMakeup: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def signed(self) -> tuple[Signed, ...]: ...
    @property
    def objections(self) -> tuple[Objection, ...]: ...


def report_json(outcome: _Outcome, files: Sequence[str]) -> str:
    """The report as JSON. `ready_for_press` is true if no problem holds the press that nobody signed off.

    For each story: its legs and their lines, the lines its copy would take of itself (`natural_lines`), those
    set, the white left and what is over, with the text where it begins.
    """
    scene, problems = outcome.made.scene, outcome.problems
    oversets = {
        (page.name, region.id): region.overset
        for page in scene.pages
        for region in page.regions
        if region.overset is not None
    }
    stories = []
    for fit in outcome.made.fits:
        row = asdict(fit)
        overset = oversets.get((fit.page, fit.block))
        row["overset"] = None
        if overset is not None:
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
        "ready_for_press": ready_for_press(problems),
        "pages": [page.name for page in scene.pages],
        "held_pages": [
            page.name for page in outcome.edition.model.pages if page.name in outcome.edition.held
        ],
        "stories": stories,
        "problems": [problem_row(problem) for problem in problems],
        "signed_off": [
            {**problem_row(one.problem), "by": one.by.by, "why": one.by.why} for one in outcome.signed
        ],
        "objections": [objection_row(one) for one in outcome.objections],
        "pool": [asdict(one) for one in outcome.edition.pool],
        "faces": [{"id": face.id, "file": face.file, "sha256": face.sha256} for face in scene.faces],
        "files": sorted(files),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def unfinished_report(report: str, gone: frozenset[str]) -> bytes:
    """The report that stands while the files of a build, and those that go, change places: nothing is ready.

    It names them all, so that the next build knows them should this one be stopped for good.
    """
    data = json.loads(report)
    problem = Problem(
        "unfinished-build",
        "press",
        "A build was stopped while it put its files in place.",
        Place(),
        "build the edition again",
    )
    data["ready_for_press"] = False
    data["problems"].insert(0, problem_row(problem))
    data["files"] = sorted({*data["files"], *gone})
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def earlier_files(out: Path, edition: str) -> frozenset[str]:
    """The files that an earlier build of the edition wrote into `out`, as its report there says.

    Only names that a build gives are believed: what is named here may be taken away. Raises OSError where there is a
    report that can't be read just now: pages of two editions must not lie side by side.
    """
    try:
        with open_plain(out / "report.json") as stream:
            data = json.loads(at_most(stream, _MOST_REPORT))
        if data["format"] != FORMAT or data["edition"] != edition:
            return frozenset()
        return frozenset(name for name in data["files"] if _PAGE_FILE.fullmatch(name))
    except (FileNotFoundError, NotADirectoryError, NotPlain, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()  # no report, or none of ours: nothing is known of an earlier build


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


def objection_row(one: Objection) -> dict[str, object]:
    """An objection as JSON: its places in millimetres from the upper left corner of the page, to a tenth."""
    return {
        "id": one.id,
        "trade": OBJECTIONS[one.id].trade,
        "severity": one.severity,
        "page": one.page,
        "blocks": list(one.blocks),
        "places_mm": [
            [round(as_millimetres(side), 1) for side in (place.x, place.y, place.right, place.bottom)]
            for place in one.places
        ],
        "what": one.message,
        "hint": one.hint,
        "source": one.source,
    }
