"""A set edition -> its press files, written beside the output folder, and what the preflight says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from content.problems import Problem
from fonts.catalogue import Catalogue
from layout.edition import Edition
from layout.press.document import Resources, write_pdf_to
from layout.press.preflight.examine import Report, examine
from layout.pressproblems import plant_of, press_problems
from layout.scene import Page, Scene


@dataclass(frozen=True, slots=True)
class PressRun:
    """The written files, the edition's and each page's by the page's name; the preflight's report on each page's file,
    and its objections as problems. A file that claims no level is not looked at.
    """

    whole: Path
    pages: Mapping[str, Path]
    reports: Mapping[str, Report]
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
    whole = _write(scene, scene.pages, room, "edition")
    if len(scene.pages) == 1:
        pages = {scene.pages[0].name: whole}
    else:
        pages = {
            page.name: _write(scene, [page], room, f"page-{number}")
            for number, page in enumerate(scene.pages, 1)
        }
    if scene.condition.level == "proof":
        return PressRun(whole, pages, {}, ())
    paper = room.edition.paper
    plant = replace(plant_of(paper.press, (paper.trim.width_mm, paper.trim.height_mm)), pages=1)
    reports, problems = {}, []
    for page in scene.pages:
        reports[page.name] = examine(pages[page.name].read_bytes(), plant)
        problems += press_problems(reports[page.name].findings, (page,))
    if len(scene.pages) > 1:
        # Its pages are those of the files that were looked at; what remains is the file as a whole.
        file = examine(whole.read_bytes(), replace(plant, pages=len(scene.pages)), separator="none")
        problems += press_problems((one for one in file.findings if one.page is None), scene.pages)
    return PressRun(whole, pages, reports, tuple(dict.fromkeys(problems)))


def write_proof_file(scene: Scene, room: PressRoom) -> Path:
    """The edition's file, claiming no level: to be looked at, and not to pass for a press file."""
    return _write(
        replace(scene, condition=replace(scene.condition, level="proof")), scene.pages, room, "not-for-press"
    )


def _write(scene: Scene, pages: Sequence[Page], room: PressRoom, name: str) -> Path:
    path = room.folder / f"{name}.pdf"
    with path.open("wb") as out:
        write_pdf_to(out, scene, pages, room.resources)
    return path
