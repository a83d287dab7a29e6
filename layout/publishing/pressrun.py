"""A set edition -> its press files, written beside the output folder, and what the preflight says of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from content.problems import Problem
from fonts.catalogue import Catalogue
from layout.edition import Edition
from layout.overlay import Layers
from layout.press.document import Resources, write_pdf_to
from layout.press.preflight.examine import examine
from layout.press.preflight.finding import Finding
from layout.press.preflight.plant import Plant
from layout.press.preflight.report import Report
from layout.publishing.problems import plant_of, press_problems
from layout.scene import Page, Scene


@dataclass(frozen=True, slots=True)
class Looked:
    """What the preflight said of a page's file, and each of its findings as a problem of the edition."""

    report: Report
    problems: Mapping[Finding, Problem]


@dataclass(frozen=True, slots=True)
class PressRun:
    """The written files, the edition's and each page's by the page's name; what the preflight said of each page's; and
    all that is wrong, or worth a look. A file that claims no level is not looked at.
    """

    whole: Path
    pages: Mapping[str, Path]
    looked: Mapping[str, Looked]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PressRoom:
    """Where press files are made: what they are made from, and a folder to write in."""

    edition: Edition
    resources: Resources
    folder: Path


def press_room(edition: Edition, catalogue: Catalogue, folder: Path, workers: int) -> PressRoom:
    """The room for one edition; `folder` is made."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = Resources(
        open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
        root=edition.root,
        cache=picture_cache(),
        workers=workers,
    )
    return PressRoom(edition, resources, folder)


def picture_cache() -> Path:
    """The folder that keeps converted photos between builds."""
    from fonts.sources import cache_folder

    return cache_folder().parent / "photos"


def run_press(scene: Scene, room: PressRoom) -> PressRun:
    """Writes the file of each page and that of the edition, and looks at them as a plant would.

    Raises Refused for what can't be written: a photo that was changed since, a face that can't be cut down.
    """
    whole, problems = _write(scene, scene.pages, room, "edition")
    pages = {scene.pages[0].name: whole}
    if len(scene.pages) > 1:
        # What is worth a look in a page's file was told of the edition's.
        pages = {
            page.name: _write(scene, [page], room, f"page-{number}")[0]
            for number, page in enumerate(scene.pages, 1)
        }
    if scene.condition.level == "proof":
        return PressRun(whole, pages, {}, _located(problems, room))
    paper = room.edition.paper
    plant = replace(plant_of(paper.press, (paper.trim.width_mm, paper.trim.height_mm)), pages=1)
    looked = {page.name: _look(pages[page.name], plant, page, room) for page in scene.pages}
    for one in looked.values():
        problems += one.problems.values()
    if len(scene.pages) > 1:
        # Its pages are those of the files that were looked at: what remains is the file as a whole.
        file = examine(whole.read_bytes(), replace(plant, pages=len(scene.pages)), separator="none")
        problems += press_problems((one for one in file.findings if one.page is None), scene.pages)
    return PressRun(whole, pages, looked, _located(dict.fromkeys(problems), room))


def _look(file: Path, plant: Plant, page: Page, room: PressRoom) -> Looked:
    # By pdf_oxide alone: what a machine has installed must make no difference to what a build says.
    report = examine(file.read_bytes(), plant, separator="pdf_oxide")
    problems = _located(press_problems(report.findings, (page,)), room)
    return Looked(report, dict(zip(report.findings, problems, strict=True)))


def _located(problems: Iterable[Problem], room: PressRoom) -> tuple[Problem, ...]:
    """The problems with the file and line that an editor opens to mend them."""
    return tuple(replace(one, where=room.edition.located(one.where)) for one in problems)


def write_proof_file(scene: Scene, room: PressRoom) -> Path:
    """The edition's file, claiming no level: to be looked at, and not to pass for a press file."""
    proof = replace(scene, condition=replace(scene.condition, level="proof"))
    return _write(proof, scene.pages, room, "not-for-press")[0]


def write_layered_proof(scene: Scene, room: PressRoom, layers: Layers) -> Path:
    """The edition's file with overlays as layers. It claims no level."""
    proof = replace(scene, condition=replace(scene.condition, level="proof"))
    layered = replace(room, resources=replace(room.resources, layers=layers))
    return _write(proof, scene.pages, layered, "layered")[0]


def _write(scene: Scene, pages: Sequence[Page], room: PressRoom, name: str) -> tuple[Path, list[Problem]]:
    """The file, and what is worth a look in it."""
    path = room.folder / f"{name}.pdf"
    with path.open("wb") as out:
        return path, list(write_pdf_to(out, scene, pages, room.resources))
