"""An outcome and what its press files were refused for -> the outcome without the pages that it is of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from content.problems import Refused
from layout.scene.problemplaces import is_on

if TYPE_CHECKING:
    from layout.publish import Outcome


def without_pages(outcome: Outcome, refusal: Refused) -> Outcome:
    """The outcome with the pages held that a refusal is of: a photo that can't be converted, a font that can't be cut.

    Raises the refusal where it is not of single pages, or where no page would be left.
    """
    scene = outcome.made.scene
    held: set[str] = set()
    for problem in refusal.problems:
        pages = {page.name for page in scene.pages if is_on(problem, page)}
        if not pages:
            raise refusal
        held |= pages
    left = tuple(page for page in scene.pages if page.name not in held)
    if not left:
        raise refusal
    made = replace(
        outcome.made,
        scene=replace(scene, pages=left),
        fits=tuple(fit for fit in outcome.made.fits if fit.page not in held),
    )
    return replace(
        outcome,
        edition=replace(outcome.edition, held=outcome.edition.held | held),
        made=made,
        problems=(*outcome.problems, *refusal.problems),
    )
