"""An edition's folder -> an output folder: press files, proofs, scene and report. The stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from content.problems import Place, Problem, Refused
from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.copyproof import lost_copy
from layout.edition import Edition
from layout.folder import load_edition
from layout.makeup.edition import MadeUp, make_up
from layout.outputs import PROOF_DPI, output_folder, write_files
from layout.profiles import profiles_beside
from layout.report import earlier_files, ready_for_press, report_json
from layout.scene import Page
from layout.wardrobe import open_wardrobe

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an edition: the pages as made up, all problems, and the names of the files written."""

    edition: Edition
    made: MadeUp
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing holds the press."""
        return ready_for_press(self.problems)


def set_edition(root: Path, progress: Progress = lambda stage: None) -> tuple[Outcome, Catalogue]:
    """Reads and makes up an edition; writes nothing. Raises Refused with every problem of the input."""
    progress("reading")
    edition = load_edition(root)
    folders = dict.fromkeys((root / "fonts", edition.paper_folder / "fonts"))  # often one and the same
    catalogue = Catalogue.load(*folders)
    refused: list[Problem] = []
    try:
        profiles = profiles_beside(edition.paper_folder)
        wardrobe = open_wardrobe(edition.paper, catalogue, edition.paper_place, profiles)
    except Refused as refusal:
        refused += refusal.problems
    refused += _press_profile(edition)
    if refused:
        raise Refused([*edition.problems, *refused])
    progress("making up")
    made = make_up(edition, wardrobe)
    on_pages = [
        replace(problem, where=edition.located(problem.where))
        for problem in (*made.problems, *lost_copy(made.scene))
    ]
    problems = (*edition.problems, *wardrobe.warnings, *on_pages, *_adverts(made, edition))
    if any(problem.severity == "refused" for problem in problems):
        raise Refused(problems)
    return Outcome(edition, made, problems), catalogue


def publish(
    root: Path, out: Path, *, dpi: float = PROOF_DPI, progress: Progress = lambda stage: None
) -> Outcome:
    """Builds an edition into `out`. Raises Refused, and then has written nothing.

    While a problem holds the press the pages for the plant are not put in place, and those of an earlier
    build are taken away, as are the files of pages that the edition has no more: what is in `pages/` may
    always be plated.
    """
    with output_folder(out) as aside:
        outcome, catalogue = set_edition(root, progress)
        edition, scene = outcome.edition, outcome.made.scene
        progress("press")
        from layout.press.document import Resources, write_pdf  # `check` must not wait for ReportLab

        resources = Resources(
            open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
            root=root,
            cache=picture_cache(),
        )
        if not outcome.ready:
            # EDITION.pdf is still there to be looked at, but must not pass for a press file.
            scene = replace(scene, condition=replace(scene.condition, level="proof"))
        whole = write_pdf(scene, scene.pages, resources)
        alone = scene.pages[1:] == ()
        pages = {page.name: whole if alone else write_pdf(scene, [page], resources) for page in scene.pages}
        progress("proof")
        desk = _ProofDesk(dpi, catalogue.resolve("hei", 500).face)
        # In this order they are put in place: what goes to the plant late, and the report that tells of all last.
        files = {}
        for page in scene.pages:
            files[f"proof/{edition.name}-{page.name}.png"] = _proof(pages[page.name], page, outcome, desk)
        files[f"{edition.name}.pdf"] = whole
        files["scene.json"] = _scene_json(outcome)
        press_names = {page: f"pages/{edition.name}-{page}.pdf" for page in pages}
        if outcome.ready:
            files |= {press_names[page]: data for page, data in pages.items()}
        names = (*files, "report.json")
        report = report_json(scene, outcome.made.fits, outcome.problems, names)
        files["report.json"] = report.encode(errors="backslashreplace")
        withheld = frozenset() if outcome.ready else frozenset(press_names.values())
        write_files(aside, out, files, withheld | (earlier_files(out, edition.name) - files.keys()))
    return Outcome(edition, outcome.made, outcome.problems, tuple(sorted(files)))


def _press_profile(edition: Edition) -> Iterator[Problem]:
    """What is wrong with the press's profile: an edition must not pass `check` that can't be built."""
    from layout.press.profile import read_profile

    try:
        read_profile(edition.paper.press.profile, edition.root)
    except Refused as refusal:
        for problem in refusal.problems:
            what = f"{problem.what[:1].upper()}{problem.what[1:].rstrip('.')}."
            yield replace(problem, what=what, where=edition.paper_place(("press", "profile")))


def _adverts(made: MadeUp, edition: Edition) -> Iterator[Problem]:
    """What is wrong with the finished pages that are placed: an edition must not pass `check` that can't be built."""
    if edition.adverts:
        from layout.press.adverts.refusals import advert_problems  # most editions have none

        yield from advert_problems(made.scene, edition.root)


def picture_cache() -> Path:
    """The folder that keeps converted photos between builds."""
    from fonts.sources import cache_folder

    return cache_folder().parent / "photos"


def _scene_json(outcome: Outcome) -> bytes:
    from layout.scenefile import to_json

    # A font's file name that is no text (a byte that is not UTF-8) is escaped, as JSON can.
    return to_json(outcome.made.scene).encode(errors="backslashreplace")


def _proof(pdf: bytes, page: Page, outcome: Outcome, desk: _ProofDesk) -> bytes:
    """The page as a picture, with its problems marked on it."""
    from layout.proof.marks import Lettering, Scale, mark
    from layout.proof.raster import NotRendered, png, render, trim_corners

    try:
        picture = render(pdf, dpi=desk.dpi, gray=False)[0]
    except NotRendered as error:
        hint = "ask for a proof of fewer dots to the inch (--dpi)"
        what = f"The proof can't be made: {error}."
        raise Refused([Problem("no-proof", "refused", what, Place(page=page.name), hint)]) from None
    scale = Scale(desk.dpi, trim_corners(pdf, dpi=desk.dpi)[0])
    lettering = Lettering(desk.face.path, desk.face.index)
    return png(mark(picture, page, outcome.problems, scale, lettering), dpi=desk.dpi)


@dataclass(frozen=True, slots=True)
class _ProofDesk:
    """The resolution of proofs, and the face that their marks are lettered in."""

    dpi: float
    face: Face
