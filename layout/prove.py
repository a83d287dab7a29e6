"""An edition's folder -> pictures of some of its pages with what is wrong on them: the quickest look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from content.problems import Refused
from layout.plan.press_settings import AS_THE_PAPER, PressWish
from layout.press.document import write_pdf
from layout.publish import Outcome, Progress, set_edition
from layout.publishing import PROOF_DPI
from layout.publishing.outcome import add_objections, apply_sign_offs, hold_pages
from layout.publishing.placing.folder import output_folder, refuse_input_folder, write_files
from layout.publishing.problems.order import in_order
from layout.publishing.proofs import kept_proof, proof_desk
from layout.publishing.resources import press_resources
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
    refuse_input_folder(root, out)
    with output_folder(out) as aside:
        outcome, catalogue = set_edition(root, progress, wish)
        outcome = apply_sign_offs(add_objections(outcome), pressed=False)

        progress("proof")
        edition, scene, problems = outcome.edition, outcome.made.scene, outcome.problems
        desk = proof_desk(outcome, catalogue, dpi, wish)
        resources = press_resources(edition, catalogue, wish.workers)

        def proof(page: Page) -> bytes | Refused:
            try:
                pdf = write_pdf(scene, (page,), resources)
            except Refused as refusal:
                return refusal
            return kept_proof(pdf, page, on_page(problems, page, scene.pages), desk)

        pictures = side_by_side(proof, scene.pages, wish.workers)
        refused = [problem for drawn in pictures if isinstance(drawn, Refused) for problem in drawn.problems]
        if refused:
            outcome = hold_pages(outcome, Refused(dict.fromkeys(refused)))
        files: dict[str, bytes | Path] = {
            f"{edition.name}-{page.name}.png": picture
            for page, picture in zip(scene.pages, pictures, strict=True)
            if not isinstance(picture, Refused)
        }
        write_files(aside, out, files)
        desk.kept.sweep()
    return replace(outcome, problems=in_order(outcome.problems), files=tuple(sorted(files)))
