"""An edition's folder -> an output folder: press files, proofs, scene, reports. The stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from content.problems import Refused
from fonts.catalogue import Catalogue
from layout.makeup.edition import MakeupOptions, make_up
from layout.makeup.wardrobe import Wardrobe, open_wardrobe
from layout.plan.edition import Edition
from layout.plan.press_settings import AS_THE_PAPER, PressWish, apply_wish
from layout.publishing import PROOF_DPI
from layout.publishing.folders import picture_notes
from layout.publishing.outcome import Outcome, add_objections, apply_sign_offs, hold_pages
from layout.publishing.placing.folder import output_folder, refuse_input_folder, write_files
from layout.publishing.placing.switch import PAGES, at_fault
from layout.publishing.problems.unbuildable import find_advert_problems, find_faint_type, find_refusals
from layout.reading.folder import load_edition
from layout.reading.held import goes_over
from layout.reading.profiles import profiles_beside
from layout.running.kept import Kept
from layout.scene.proofs.copyproof import lost_copy
from layout.scene.proofs.roomproof import lies_wrong

__all__ = ["Outcome", "Progress", "check", "publish", "set_edition"]

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


def check(root: Path, progress: Progress = lambda stage: None, wish: PressWish = AS_THE_PAPER) -> Outcome:
    """What can be said of an edition, or of some pages of it, without writing it. Raises Refused, as `set_edition`."""
    outcome, _ = set_edition(root, progress, wish)
    return apply_sign_offs(add_objections(outcome), pressed=False)


def publish(
    root: Path,
    out: Path,
    *,
    dpi: float = PROOF_DPI,
    wish: PressWish = AS_THE_PAPER,
    progress: Progress = lambda stage: None,
) -> Outcome:
    """Builds an edition into `out`. Raises Refused, and then has written nothing. A page that is held is left out.

    While a problem holds the press that nobody signed off, the pages for the plant are not put in place, and those of
    an earlier build are taken away, as are the files of pages that the edition has no more: what is in `pages/` may
    always be plated.
    """
    refuse_input_folder(root, out)
    with output_folder(out) as aside:
        outcome, catalogue = set_edition(root, progress, wish)
        outcome = add_objections(outcome)

        progress("press")
        # `check` must not wait for ReportLab.
        from layout.publishing.outputs import Build, find_stale_files, make_files
        from layout.publishing.pressrun import press_room, run_press
        from layout.publishing.problems.findings import drop_known_problems
        from layout.publishing.proofs import proof_desk
        from layout.publishing.reports.report import unfinished_report

        room = press_room(outcome.edition, catalogue, aside / "press", wish)
        run = None
        while run is None:
            try:
                with at_fault(out, PAGES):
                    run = run_press(outcome.made.scene, room)
            except Refused as refusal:
                outcome = hold_pages(outcome, refusal)
        found = drop_known_problems(run.problems, outcome.problems)
        outcome = apply_sign_offs(replace(outcome, problems=(*outcome.problems, *found)), pressed=True)

        progress("proof")
        files = make_files(Build(outcome, run, room, proof_desk(outcome, catalogue, dpi, wish)), out)
        interim = partial(unfinished_report, outcome, files)
        write_files(aside, out, files, partial(find_stale_files, out, outcome.edition), interim)
        room.kept.sweep()
    return replace(outcome, files=tuple(sorted(files)))


def set_edition(
    root: Path, progress: Progress = lambda stage: None, wish: PressWish = AS_THE_PAPER
) -> tuple[Outcome, Catalogue]:
    """Reads and makes up an edition; writes nothing. Raises Refused, with every problem of the input, where no page of
    it can be made up; pages that a problem of severity `refused` holds are left out.

    No problem is signed off yet: those of the press files are still to come.
    """
    progress("reading")
    edition = _with_wish(load_edition(root, picture_notes(), wish.pages), wish)
    folders = dict.fromkeys((root / "fonts", edition.paper_folder / "fonts"))  # often one and the same
    catalogue = Catalogue.load(*folders)
    wardrobe = _open_wardrobe(edition, catalogue, wish)

    progress("making up")
    made = make_up(edition, wardrobe, _making(edition, wish))
    adverts = edition.locate_all(find_advert_problems(made.scene, edition))
    unfit = frozenset(problem.where.page or "" for problem in adverts if problem.severity == "refused")
    if unfit:
        edition = replace(edition, held=edition.held | unfit, problems=(*edition.problems, *adverts))
        if not _open_pages(edition, wish):
            raise Refused((*edition.problems, *wardrobe.warnings, *edition.locate_all(made.problems)))
        made, adverts = make_up(edition, wardrobe, _making(edition, wish)), []

    # Of some pages alone nobody can say that copy is lost: a story may go on on another.
    over = goes_over(edition.read, edition.held)
    lost = [
        problem for problem in lost_copy(made.scene) if not wish.pages and problem.where.story not in over
    ]
    wrong = *lies_wrong(made.scene, made.problems), *find_faint_type(made.scene, edition)
    on_pages = edition.locate_all((*made.problems, *lost, *wrong))
    return Outcome(edition, made, (*edition.problems, *wardrobe.warnings, *on_pages, *adverts)), catalogue


def _with_wish(edition: Edition, wish: PressWish) -> Edition:
    """The edition with what is wished of the press in place of its paper's settings."""
    paper = edition.paper
    pressed = paper.model_copy(update={"press": apply_wish(paper.press, wish)})
    return replace(edition, paper_read=replace(edition.paper_read, value=pressed))


def _open_wardrobe(edition: Edition, catalogue: Catalogue, wish: PressWish) -> Wardrobe:
    """The faces of the edition's styles. Raises Refused, with all that keeps the edition from being made up."""
    refused = find_refusals(edition, wish.pages)
    try:
        profiles = profiles_beside(edition.paper_folder)
        wardrobe = open_wardrobe(edition.paper, catalogue, edition.paper_place, profiles)
    except Refused as refusal:
        refused = [*refusal.problems, *refused]
    if refused:
        raise Refused([*edition.problems, *refused])
    return wardrobe


def _making(edition: Edition, wish: PressWish) -> MakeupOptions:
    return MakeupOptions(wish.workers, Kept(wish.kept), frozenset(_open_pages(edition, wish)))


def _open_pages(edition: Edition, wish: PressWish) -> list[str]:
    """The pages to make up: those that are wished for, or all, but for those that are held."""
    names = [page.name for page in edition.model.pages if not wish.pages or page.name in wish.pages]
    return [name for name in names if name not in edition.held]
