"""An edition's folder -> an output folder: press files, proofs, scene, reports. The stages in order, nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from content.nearest import meant
from content.problems import Problem, Refused
from fonts.catalogue import Catalogue
from layout.makeup.edition import EditionMakeup, MakeupOptions, make_up
from layout.makeup.wardrobe import open_wardrobe
from layout.objections.raising import raise_objections
from layout.plan.edition import Edition
from layout.plan.objectiontable import Objection
from layout.plan.press_settings import AS_THE_PAPER, PressWish, wished
from layout.plan.signoff import Signed, settle, unused_sign_offs
from layout.publishing.folders import picture_notes
from layout.publishing.manifest import manifest_json
from layout.publishing.names import PressNames, press_names, shared_names
from layout.publishing.outputs import PROOF_DPI, no_input_folder, output_folder, write_files
from layout.publishing.report import earlier_files, ready_for_press, report_json, unfinished_report
from layout.publishing.switch import PAGES, at_fault
from layout.publishing.telling import in_order
from layout.reading.folder import load_edition
from layout.reading.held import goes_over
from layout.reading.profiles import profiles_beside
from layout.running.kept import Kept
from layout.running.sidebyside import side_by_side
from layout.scene import Page
from layout.scene.copyproof import lost_copy
from layout.scene.problemplaces import on_page
from layout.scene.roomproof import lies_wrong

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an edition: the pages as made up, the problems that stand, those that an editor signed off, the
    names of the files written, and all that the desk objects to, notes too.
    """

    edition: Edition
    made: EditionMakeup
    problems: tuple[Problem, ...]
    signed: tuple[Signed, ...] = ()
    files: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing holds the press."""
        return ready_for_press(self.problems)


def set_edition(
    root: Path, progress: Progress = lambda stage: None, wish: PressWish = AS_THE_PAPER
) -> tuple[Outcome, Catalogue]:
    """Reads and makes up an edition; writes nothing. Raises Refused, with every problem of the input, where no page of
    it can be made up; pages that a problem of severity `refused` holds are left out.

    No problem is signed off yet: those of the press files are still to come.
    """
    progress("reading")
    edition = _wished(load_edition(root, picture_notes(), wish.pages), wish)
    folders = dict.fromkeys((root / "fonts", edition.paper_folder / "fonts"))  # often one and the same
    catalogue = Catalogue.load(*folders)
    refused: list[Problem] = []
    try:
        profiles = profiles_beside(edition.paper_folder)
        wardrobe = open_wardrobe(edition.paper, catalogue, edition.paper_place, profiles)
    except Refused as refusal:
        refused += refusal.problems
    refused += _press_profile(edition)
    refused += shared_names(edition)
    refused += _unknown_pages(edition, wish.pages)
    if refused:
        raise Refused([*edition.problems, *refused])
    progress("making up")
    made = make_up(edition, wardrobe, _making(edition, wish))
    adverts = tuple(_adverts(made, edition))
    unfit = frozenset(one.where.page or "" for one in adverts if one.severity == "refused")
    if unfit:
        edition = replace(edition, held=edition.held | unfit, problems=(*edition.problems, *adverts))
        if not _open_pages(edition, wish):
            raise Refused((*edition.problems, *wardrobe.warnings, *_located(edition, made.problems)))
        made, adverts = make_up(edition, wardrobe, _making(edition, wish)), ()
    # Of some pages alone nobody can say that copy is lost: a story may go on on another.
    over = goes_over(edition.model, edition.held)
    lost = () if wish.pages else (one for one in lost_copy(made.scene) if one.where.story not in over)
    on_pages = _located(edition, (*made.problems, *lost, *lies_wrong(made.scene, made.problems)))
    return Outcome(edition, made, (*edition.problems, *wardrobe.warnings, *on_pages, *adverts)), catalogue


def _making(edition: Edition, wish: PressWish) -> MakeupOptions:
    return MakeupOptions(wish.workers, Kept(wish.kept), frozenset(_open_pages(edition, wish)))


def _open_pages(edition: Edition, wish: PressWish) -> list[str]:
    """The pages to make up: those that are wished for, or all, but for those that are held."""
    names = [page.name for page in edition.model.pages if not wish.pages or page.name in wish.pages]
    return [name for name in names if name not in edition.held]


def check(root: Path, progress: Progress = lambda stage: None, wish: PressWish = AS_THE_PAPER) -> Outcome:
    """What can be said of an edition, or of some pages of it, without writing it. Raises Refused, as `set_edition`."""
    outcome, _ = set_edition(root, progress, wish)
    return settled(looked_over(outcome), looked_at=False)


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
    no_input_folder(root, out)
    with output_folder(out) as aside:
        outcome, catalogue = set_edition(root, progress, wish)
        outcome = looked_over(outcome)
        progress("press")
        # `check` must not wait for ReportLab.
        from layout.publishing.holding import without_pages
        from layout.publishing.overlays import Wrong, edition_layers
        from layout.publishing.preflightreports import preflight_reports
        from layout.publishing.pressrun import (
            press_room,
            run_press,
            write_layered_proof,
            write_proof_file,
        )
        from layout.publishing.problems import without_twice_told
        from layout.publishing.proofs import ProofDesk, kept_proof

        kept = Kept(wish.kept)
        room = replace(press_room(outcome.edition, catalogue, aside / "press", wish.workers), kept=kept)
        run = None
        while run is None:
            try:
                with at_fault(out, PAGES):
                    run = run_press(outcome.made.scene, room)
            except Refused as refusal:
                outcome = without_pages(outcome, refusal)
        edition, scene = outcome.edition, outcome.made.scene
        names = press_names(edition)
        problems = (*outcome.problems, *without_twice_told(run.problems, outcome.problems))
        outcome = settled(replace(outcome, problems=problems), looked_at=True)
        # EDITION.pdf is still there to be looked at, but must not pass for a press file.
        with at_fault(out, names.edition):
            whole = run.whole if outcome.ready else write_proof_file(scene, room)
        progress("proof")
        desk = ProofDesk(dpi, catalogue.resolve("hei", 500).face, wish.clean_proofs)
        # In this order they are put in place: what goes to the plant late, and the reports that tell of all last.
        files: dict[str, bytes | Path] = {}
        layers = edition_layers(wish.overlays, scene, Wrong(outcome.problems, outcome.objections), desk.face)
        wanted = outcome.problems

        def proof(page: Page) -> bytes:
            return kept_proof(
                run.pages[page.name].read_bytes(),
                page,
                on_page(wanted, page, scene.pages),
                (desk, layers.pages[page.name], kept),
            )

        for page, picture in zip(scene.pages, side_by_side(proof, scene.pages, wish.workers), strict=True):
            files[f"proof/{edition.name}-{page.name}.png"] = picture
        if wish.overlays:
            layered = f"proof/{edition.name}-overlays.pdf"
            with at_fault(out, layered):
                files[layered] = write_layered_proof(scene, room, layers)
        files[names.edition] = whole
        files["scene.json"] = _scene_json(outcome)
        files |= preflight_reports(run, edition.name, outcome.signed)
        if outcome.ready:
            files |= {names.pages[page]: path for page, path in run.pages.items()}
        listed = (*files, "manifest.json", "report.json")
        files["manifest.json"] = _manifest(outcome, files)
        report = report_json(outcome, listed)
        files["report.json"] = report.encode(errors="backslashreplace")
        unfinished = partial(unfinished_report, report)
        write_files(aside, out, files, lambda: _stale(out, edition, names), unfinished)
        kept.sweep()
    return replace(outcome, files=tuple(sorted(files)))


def _wished(edition: Edition, wish: PressWish) -> Edition:
    paper = edition.paper
    pressed = paper.model_copy(update={"press": wished(paper.press, wish)})
    return replace(edition, paper_read=replace(edition.paper_read, value=pressed))


def _unknown_pages(edition: Edition, names: Sequence[str]) -> Iterator[Problem]:
    """Pages that are asked for by names that the edition has not."""
    known = [page.name for page in edition.model.pages]
    for name in dict.fromkeys(names):
        if name not in known:
            what, hint = f"The edition has no page {name!r}.", f"it has {', '.join(known[:20])}"
            yield Problem(
                "unknown-name", "refused", what, edition.place(("pages",)), meant(name, known, hint)
            )


def _located(edition: Edition, problems: tuple[Problem, ...]) -> list[Problem]:
    return [replace(problem, where=edition.located(problem.where)) for problem in problems]


def looked_over(outcome: Outcome) -> Outcome:
    """The outcome with what the desk objects to on its pages."""
    from layout.publishing.printable import unprintable
    from layout.publishing.problems import plant_of, with_fits

    paper = outcome.edition.paper
    raised = raise_objections(outcome.made.scene, paper.objections, paper.objection_limits)
    objections = with_fits(raised, outcome.made.fits)
    plant = plant_of(paper.press, (paper.trim.width_mm, paper.trim.height_mm))
    unheld = tuple(unprintable(outcome.made.scene.pages, plant, outcome.edition))
    told = _located(outcome.edition, (*unheld, *_objections(outcome, objections)))
    return replace(outcome, problems=(*outcome.problems, *told), objections=objections)


def _objections(outcome: Outcome, objections: tuple[Objection, ...]) -> Iterator[Problem]:
    from layout.publishing.problems import objection_problems

    return objection_problems(objections, outcome.problems, outcome.made.scene.pages)


def settled(outcome: Outcome, *, looked_at: bool) -> Outcome:
    """The outcome after its edition's sign-offs. One that is of no use is told when press files were `looked_at`."""
    sign_offs = outcome.edition.model.sign_offs
    settled = settle(outcome.problems, sign_offs)
    places = [outcome.edition.place(("sign_offs", number)) for number in range(len(sign_offs))]
    held = frozenset(number for number, one in enumerate(sign_offs) if one.page in outcome.edition.held)
    idle = tuple(unused_sign_offs(sign_offs, settled.used | held, places)) if looked_at else ()
    standing = in_order((*settled.standing, *idle))
    return replace(outcome, problems=standing, signed=settled.signed)


def _press_profile(edition: Edition) -> Iterator[Problem]:
    """What is wrong with the press's profile: an edition must not pass `check` that can't be built."""
    from layout.press.profile import read_profile

    try:
        read_profile(edition.paper.press.profile, edition.root)
    except Refused as refusal:
        for problem in refusal.problems:
            what = f"{problem.what[:1].upper()}{problem.what[1:].rstrip('.')}."
            yield replace(problem, what=what, where=edition.paper_place(("press", "profile")))


def _adverts(made: EditionMakeup, edition: Edition) -> Iterator[Problem]:
    """What is wrong with the finished pages that are placed: an edition must not pass `check` that can't be built."""
    if edition.adverts:
        # Most editions have none, and must not wait for what looks at them.
        from layout.preflight.aside import examine_drawn
        from layout.publishing.advertproblems import advert_problems
        from layout.publishing.problems import advert_plant

        plant = advert_plant(edition.paper.press)
        problems = advert_problems(made.scene, edition.root, lambda data: examine_drawn(data, plant))
        yield from _located(edition, problems)


def _scene_json(outcome: Outcome) -> bytes:
    from layout.scene.tojson import to_json

    # A font's file name that is no text (a byte that is not UTF-8) is escaped, as JSON can.
    return to_json(outcome.made.scene).encode(errors="backslashreplace")


def _manifest(outcome: Outcome, files: Mapping[str, bytes | Path]) -> bytes:
    from layout.press.profile import read_profile

    edition, scene = outcome.edition, outcome.made.scene
    profile = read_profile(scene.condition.profile, edition.root).sha256
    digests = {name: _digest(data) for name, data in files.items()}
    return manifest_json(edition, scene, profile, digests).encode(errors="backslashreplace")


def _digest(data: bytes | Path) -> str:
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _stale(out: Path, edition: Edition, names: PressNames) -> frozenset[str]:
    """What stands in `out` from an earlier build and may not any more, if it does not come again: pages that are held,
    pages that are gone.
    """
    return frozenset(names.pages.values()) | earlier_files(out, edition.name)
