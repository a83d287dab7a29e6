"""A set edition -> its press files, written beside the output folder, and the preflight's report on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from content.problems import Problem
from fonts.catalogue import Catalogue
from layout.plan.edition import Edition
from layout.plan.press_settings import AS_THE_PAPER, PressWish
from layout.preflight.examine import Separator, examine
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.report import Report
from layout.press.document import Resources, write_pdf_to
from layout.publishing.plants import plant_of
from layout.publishing.problems.findings import press_problems
from layout.publishing.resources import press_resources
from layout.running.kept import Kept, key_of
from layout.running.sidebyside import side_by_side
from layout.scene import Page, Scene
from layout.scene.overlay import Layers

_REPORT: TypeAdapter[Report] = TypeAdapter(Report)


@dataclass(frozen=True, slots=True)
class Inspection:
    """The preflight's report on a page's file, and each of its findings as a problem of the edition."""

    report: Report
    problems: Mapping[Finding, Problem]


@dataclass(frozen=True, slots=True)
class PressRun:
    """The written files, the edition's and each page's by the page's name; what the preflight found in each page's; and
    all problems of the files. A file that claims no level is not looked at.
    """

    whole: Path
    pages: Mapping[str, Path]
    inspections: Mapping[str, Inspection]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PressRoom:
    """Where press files are made: what they are made from, and a folder to write in."""

    edition: Edition
    resources: Resources
    folder: Path
    kept: Kept


def press_room(
    edition: Edition, catalogue: Catalogue, folder: Path, wish: PressWish = AS_THE_PAPER
) -> PressRoom:
    """The room for one edition; `folder` is made."""
    folder.mkdir(parents=True, exist_ok=True)
    return PressRoom(edition, press_resources(edition, catalogue, wish.workers), folder, Kept(wish.kept))


def run_press(scene: Scene, room: PressRoom) -> PressRun:
    """Writes the file of each page and that of the edition, and looks at them as a plant would.

    Raises Refused for what can't be written: a photo that was changed since, a face that can't be cut down.
    """
    written = _write_files(scene, room)
    locate = room.edition.locate_all
    whole, problems = written[0]
    # What is worth a look in a page's file is found in the edition's too.
    pages = {page.name: file for page, (file, _) in zip(scene.pages, written[1:] or written, strict=True)}
    if scene.condition.level == "proof":
        return PressRun(whole, pages, {}, tuple(locate(problems)))
    plant = replace(plant_of(room.edition.paper), pages=1)
    asked: list[tuple[Path, Plant, Separator]] = [
        (pages[page.name], plant, "pdf_oxide") for page in scene.pages
    ]
    if len(scene.pages) > 1:
        # Its pages are those of the files that are looked at: what remains is the file as a whole.
        asked.append((whole, replace(plant, pages=len(scene.pages)), "none"))
    reports = side_by_side(lambda file: _kept_report(file, room.kept), asked, room.resources.workers)
    inspections = {
        page.name: Inspection(
            report, dict(zip(report.findings, locate(press_problems(report.findings, (page,))), strict=True))
        )
        for page, report in zip(scene.pages, reports, strict=False)
    }
    for inspection in inspections.values():
        problems += inspection.problems.values()
    for report in reports[len(scene.pages) :]:
        of_file = (finding for finding in report.findings if finding.page is None)
        problems += press_problems(of_file, scene.pages)
    return PressRun(whole, pages, inspections, tuple(locate(dict.fromkeys(problems))))


def _write_files(scene: Scene, room: PressRoom) -> list[tuple[Path, list[Problem]]]:
    """The edition's file and, where it has more pages than one, the file of each."""
    asked: list[tuple[Sequence[Page], str]] = [(scene.pages, "edition")]
    if len(scene.pages) > 1:
        asked += [((page,), f"page-{number}") for number, page in enumerate(scene.pages, 1)]
    return side_by_side(
        lambda file: write_press_file(scene, file[0], room, file[1]), asked, room.resources.workers
    )


def _kept_report(asked: tuple[Path, Plant, Separator], kept: Kept) -> Report:
    """What the preflight says of a file, as it is kept from an earlier build of the same bytes, or anew.

    By pdf_oxide alone: what a machine has installed must make no difference to what a build says.
    """
    file, plant, separator = asked
    data = file.read_bytes()
    key = key_of("preflight", data, repr(plant), separator)
    found = kept.get(key, lambda: _REPORT.dump_json(examine(data, plant, separator=separator)))
    return _REPORT.validate_json(found)


def write_proof_file(scene: Scene, room: PressRoom, layers: Layers | None = None) -> Path:
    """The edition's file, claiming no level: to be looked at, with overlays as layers if there are some, and not to
    pass for a press file.
    """
    proof = replace(scene, condition=replace(scene.condition, level="proof"))
    if layers is not None:
        room = replace(room, resources=replace(room.resources, layers=layers))
    return write_press_file(proof, scene.pages, room, "layered" if layers is not None else "not-for-press")[0]


def write_press_file(
    scene: Scene, pages: Sequence[Page], room: PressRoom, name: str
) -> tuple[Path, list[Problem]]:
    """The file of some pages, and what is worth a look in it."""
    path = room.folder / f"{name}.pdf"
    with path.open("wb") as out:
        return path, list(write_pdf_to(out, scene, pages, room.resources))
