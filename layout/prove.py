"""An edition's folder -> pictures of some of its pages with what is wrong on them: the quickest look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from content.problems import Refused
from layout.plan.press_settings import AS_THE_PAPER, PressWish
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, Progress, looked_over, set_edition, settled
from layout.publishing import PROOF_DPI
from layout.publishing.folders import picture_cache
from layout.publishing.outcome import without_pages
from layout.publishing.overlays import Wrong, edition_layers
from layout.publishing.placing.folder import no_input_folder, output_folder, write_files
from layout.publishing.problems.order import in_order
from layout.publishing.proofs import ProofDesk, kept_proof
from layout.running.kept import Kept
from layout.running.sidebyside import side_by_side
from layout.scene import Page
from layout.scene.problemplaces import on_page


def prove(
    root: Path,
    out: Path,
    *,
    dpi: float = PROOF_DPI,
    wish: PressWish = AS_THE_PAPER,
    progress: Progress = lambda stage: None,
) -> Outcome:
    """Draws proofs of the pages that are wished for into `out`, of all where none is named: what `check` says, on the
    page. No file for the press is made, and none is looked at.

    Raises Refused, also for a page that isn't there, and then has written nothing.
    """
    no_input_folder(root, out)
    with output_folder(out) as aside:
        outcome, catalogue = set_edition(root, progress, wish)
        outcome = settled(looked_over(outcome), looked_at=False)
        edition, scene = outcome.edition, outcome.made.scene
        progress("proof")
        kept, problems = Kept(wish.kept), outcome.problems
        desk = ProofDesk(dpi, catalogue.resolve("hei", 500).face, wish.clean_proofs)
        layers = edition_layers(wish.overlays, scene, Wrong(problems, outcome.objections), desk.face)
        resources = Resources(
            open_face=lambda face: catalogue.open(face.sha256, face.index, face.axes),
            root=edition.root,
            cache=picture_cache(),
            workers=wish.workers,
        )

        def proof(page: Page) -> bytes | Refused:
            try:
                pdf = write_pdf(scene, (page,), resources)
            except Refused as refusal:
                return refusal
            return kept_proof(
                pdf, page, on_page(problems, page, scene.pages), (desk, layers.pages[page.name], kept)
            )

        pictures = side_by_side(proof, scene.pages, wish.workers)
        refused = [one for drawn in pictures if isinstance(drawn, Refused) for one in drawn.problems]
        if refused:
            outcome = without_pages(outcome, Refused(dict.fromkeys(refused)))
        files: dict[str, bytes | Path] = {
            f"{edition.name}-{page.name}.png": picture
            for page, picture in zip(scene.pages, pictures, strict=True)
            if not isinstance(picture, Refused)
        }
        write_files(aside, out, files)
        kept.sweep()
    return replace(outcome, problems=in_order(outcome.problems), files=tuple(sorted(files)))
