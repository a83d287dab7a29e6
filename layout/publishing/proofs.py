"""A page's press file and its problems -> the proof: the page as a picture, with the problems marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.problems import Place, Problem, Refused
from fonts.face import Face
from layout.proof.layers import draw_on
from layout.proof.marks import Lettering, Scale, mark_problems
from layout.proof.raster import NotRendered, png, render, trim_corners
from layout.running.kept import Kept, key_of
from layout.scene import Page
from layout.scene.overlay import Overlay


@dataclass(frozen=True, slots=True)
class ProofDesk:
    """The resolution of proofs in dots to the inch, the face that marks are lettered in, and whether there are none."""

    dpi: float
    face: Face
    clean: bool = False


def kept_proof(
    pdf: bytes, page: Page, problems: Sequence[Problem], at: tuple[ProofDesk, Sequence[Overlay], Kept]
) -> bytes:
    """The proof of a page as it is kept from an earlier build of the same file with the same problems, or anew."""
    desk, overlays, kept = at
    problems = () if desk.clean else problems
    marked = [(one.id, one.kind, one.story, one.frame, one.overset) for one in page.regions]
    empty = [bool(one.items) for one in page.regions]
    key = key_of(
        "proof",
        pdf,
        repr((page.name, page.width, page.height, marked, empty)),
        repr(tuple(problems)),
        repr((desk.dpi, desk.face.sha256, desk.face.index, desk.clean, tuple(overlays))),
    )
    return kept.get(key, lambda: page_proof(pdf, page, problems, desk, overlays))


def page_proof(
    pdf: bytes, page: Page, problems: Sequence[Problem], desk: ProofDesk, overlays: Sequence[Overlay] = ()
) -> bytes:
    """The proof of a page as PNG. What an overlay tells (overset, problems) has no marks beside it; a clean proof is
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
    told = {overlay.name for overlay in overlays}
    if overlays:
        picture = draw_on(picture, overlays, scale, lettering)
    if "overset" in told:
        page = replace(page, regions=tuple(replace(one, overset=None) for one in page.regions))
    if "objections" in told:
        return png(picture, dpi=desk.dpi)
    return png(mark_problems(picture, page, problems, scale, lettering), dpi=desk.dpi)
