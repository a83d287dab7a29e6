"""A page's press file and its problems -> the proof: the page as a picture, with the problems marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.problems import Place, Problem, Refused
from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.plan.press_settings import PressWish
from layout.proof.layers import draw_on
from layout.proof.marks import Lettering, Scale, mark_problems
from layout.proof.raster import NotRendered, png, render, trim_corners
from layout.publishing.outcome import Outcome
from layout.publishing.overlays import Wrong, edition_layers
from layout.running.kept import NOTHING_KEPT, Kept, key_of
from layout.scene import Page
from layout.scene.overlay import Layers, Overlay


@dataclass(frozen=True, slots=True)
class ProofDesk:
    """The resolution of proofs in dots to the inch, the face that marks are lettered in, whether there are no marks,
    what is drawn over the pages, and where proofs are kept.
    """

    dpi: float
    face: Face
    clean: bool = False
    layers: Layers | None = None
    kept: Kept = NOTHING_KEPT

    def overlays(self, page: Page) -> tuple[Overlay, ...]:
        """What is drawn over a page."""
        return () if self.layers is None else self.layers.pages[page.name]


def proof_desk(outcome: Outcome, catalogue: Catalogue, dpi: float, wish: PressWish) -> ProofDesk:
    """The desk for the proofs of an edition."""
    face = catalogue.resolve("hei", 500).face
    wrong = Wrong(outcome.problems, outcome.objections)
    layers = edition_layers(wish.overlays, outcome.made.scene, wrong, face) if wish.overlays else None
    return ProofDesk(dpi, face, wish.clean_proofs, layers, Kept(wish.kept))


def kept_proof(pdf: bytes, page: Page, problems: Sequence[Problem], desk: ProofDesk) -> bytes:
    """The proof of a page as it is kept from an earlier build of the same file with the same problems, or anew."""
    problems = () if desk.clean else problems
    marked = [
        (region.id, region.kind, region.story, region.frame, region.overset, bool(region.items))
        for region in page.regions
    ]
    key = key_of(
        "proof",
        pdf,
        repr((page.name, page.width, page.height, marked)),
        repr(tuple(problems)),
        repr((desk.dpi, desk.face.sha256, desk.face.index, desk.clean, desk.overlays(page))),
    )
    return desk.kept.get(key, lambda: page_proof(pdf, page, problems, desk))


def page_proof(pdf: bytes, page: Page, problems: Sequence[Problem], desk: ProofDesk) -> bytes:
    """The proof of a page as PNG. What an overlay shows (overset, problems) has no marks beside it; a clean proof is
    the page as it will print.

    Raises Refused for a page too large to be drawn.
    """
    try:
        picture = render(pdf, dpi=desk.dpi, gray=False)[0]
    except NotRendered as error:
        hint = "ask for a proof of fewer dots to the inch (--dpi)"
        what = f"The proof can't be made: {error}."
        raise Refused([Problem("no-proof", "refused", what, Place(page=page.name), hint)]) from None
    if desk.clean:
        return png(picture, dpi=desk.dpi)
    scale = Scale(desk.dpi, trim_corners(pdf, dpi=desk.dpi)[0])
    lettering = Lettering(desk.face.path, desk.face.index)
    overlays = desk.overlays(page)
    shown = {overlay.name for overlay in overlays}
    if overlays:
        picture = draw_on(picture, overlays, scale, lettering)
    if "overset" in shown:
        page = replace(page, regions=tuple(replace(region, overset=None) for region in page.regions))
    if "objections" in shown:
        return png(picture, dpi=desk.dpi)
    return png(mark_problems(picture, page, problems, scale, lettering), dpi=desk.dpi)
