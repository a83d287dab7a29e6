"""A finished edition -> the files of its output folder: each kind of file that a build writes is one entry here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from layout.plan.edition import Edition
from layout.press.file.profile import read_profile
from layout.publishing.names import OVERLAYS, PAGE, WHOLE, is_named_by, output_name
from layout.publishing.outcome import Outcome
from layout.publishing.placing.switch import at_fault
from layout.publishing.pressrun import PressRoom, PressRun, write_proof_file
from layout.publishing.proofs import ProofDesk, kept_proof
from layout.publishing.reports.manifest import manifest_json
from layout.publishing.reports.preflights import preflight_html, preflight_json
from layout.publishing.reports.report import report_json, reported_files
from layout.running.sidebyside import side_by_side
from layout.scene import Page
from layout.scene.problemplaces import on_page
from layout.scene.tojson import to_json

Data = bytes | Path
"""What is in a file: bytes, or a file that was written already beside the output folder."""


@dataclass(frozen=True, slots=True)
class Build:
    """What outputs are made from: what came of the edition, its press files, the room that those were made in, the desk
    that draws proofs, and the files made so far, by name.
    """

    outcome: Outcome
    run: PressRun
    room: PressRoom
    desk: ProofDesk
    files: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A file of each page: the pattern of its name (`names.output_name`), and what makes it; None where there is none
    this time.
    """

    name: str
    make: Callable[[Build, Page], Data | None]


@dataclass(frozen=True, slots=True)
class EditionOutput:
    """A file of the whole edition: the pattern of its name, and what makes it; None where there is none this time."""

    name: str
    make: Callable[[Build], Data | None]


Output = PageOutput | EditionOutput


def make_files(build: Build, out: Path) -> dict[str, Data]:
    """All files of a build by their names, in the order of `OUTPUTS`. What each page has is made side by side.

    Raises Refused, which names the file of `out` at fault.
    """
    edition, pages = build.outcome.edition, build.outcome.made.scene.pages
    of_pages = [output for output in OUTPUTS if isinstance(output, PageOutput)]

    def make_page(page: Page) -> dict[str, Data | None]:
        made = {}
        for output in of_pages:
            name = output_name(output.name, edition, page.name)
            with at_fault(out, name):
                made[name] = output.make(build, page)
        return made

    made = dict(
        item for page in side_by_side(make_page, pages, build.room.resources.workers) for item in page.items()
    )
    files: dict[str, Data] = {}
    for output in OUTPUTS:
        names = _names(output, edition, [page.name for page in pages])
        if isinstance(output, EditionOutput):
            with at_fault(out, names[0]):
                made[names[0]] = output.make(replace(build, files=files))
        files |= {name: data for name in names if (data := made[name]) is not None}
    return files


def find_stale_files(out: Path, edition: Edition) -> frozenset[str]:
    """The files in `out` that go, should a build not make them again: those of the edition's pages, which may be held
    by now, and those of an earlier build. Raises OSError, as `find_earlier_files`.
    """
    pages = [page.name for page in edition.model.pages]
    own = (name for output in OUTPUTS for name in _names(output, edition, pages))
    return find_earlier_files(out, edition.name).union(name for name in own if os.path.lexists(out / name))


def find_earlier_files(out: Path, edition: str) -> frozenset[str]:
    """The files that an earlier build of the edition wrote into `out`, as its report there says.

    Only names that an entry of `OUTPUTS` gives are believed, since these files are taken away. The edition's own PDF is
    not among them: its name is the paper's choice and is in no folder of ours, so it may be anybody's by now. Raises
    OSError where there is a report that can't be read just now: pages of two editions must not lie side by side.
    """
    patterns = [output.name for output in OUTPUTS if output.name != WHOLE]
    return frozenset(
        name
        for name in reported_files(out, edition)
        if any(is_named_by(pattern, name, edition) for pattern in patterns)
    )


def _names(output: Output, edition: Edition, pages: Sequence[str]) -> list[str]:
    if isinstance(output, EditionOutput):
        return [output_name(output.name, edition)]
    return [output_name(output.name, edition, page) for page in pages]


def _proof(build: Build, page: Page) -> bytes:
    problems = on_page(build.outcome.problems, page, build.outcome.made.scene.pages)
    return kept_proof(build.run.pages[page.name].read_bytes(), page, problems, build.desk)


def _layered_proof(build: Build) -> Path | None:
    if build.desk.layers is None:
        return None
    return write_proof_file(build.outcome.made.scene, build.room, build.desk.layers)


def _whole(build: Build) -> Path:
    """All pages in one file, to be looked at. While something holds the press it must not pass for a press file."""
    if build.outcome.ready:
        return build.run.whole
    return write_proof_file(build.outcome.made.scene, build.room)


def _press_file(build: Build, page: Page) -> Path | None:
    return build.run.pages[page.name] if build.outcome.ready else None


def _manifest(build: Build) -> bytes:
    edition, scene = build.outcome.edition, build.outcome.made.scene
    profile = read_profile(scene.condition.profile, edition.root).sha256
    digests = {name: _digest(data) for name, data in build.files.items()}
    return _encode(manifest_json(edition, scene, profile, digests))


def _report(build: Build) -> bytes:
    return _encode(report_json(build.outcome, (*build.files, "report.json")))


def _encode(text: str) -> bytes:
    """A font's file name that is no text (a byte that is not UTF-8) is escaped, as JSON can."""
    return text.encode(errors="backslashreplace")


def _digest(data: Data) -> str:
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


OUTPUTS: Final[tuple[Output, ...]] = (
    PageOutput("proof/{edition}-{page}.png", _proof),
    EditionOutput(OVERLAYS, _layered_proof),
    EditionOutput(WHOLE, _whole),
    EditionOutput("scene.json", lambda build: _encode(to_json(build.outcome.made.scene))),
    PageOutput(
        "preflight/{edition}-{page}.html", lambda build, page: preflight_html(build.run, page, build.outcome)
    ),
    PageOutput(
        "preflight/{edition}-{page}.json", lambda build, page: preflight_json(build.run, page, build.outcome)
    ),
    PageOutput(PAGE, _press_file),
    EditionOutput("manifest.json", _manifest),
    EditionOutput("report.json", _report),
)
"""Every kind of file that a build writes, in the order in which they are made and put in place: what goes to the plant
late, the manifest when all that it lists is made, and last the report, which says whether the edition is ready.
"""
