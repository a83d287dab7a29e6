"""The head of a story's rest on another page (转版) -> the style that it is set in: smaller than the headline's."""

from __future__ import annotations

from layout.makeup.desk import Desk
from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CopyBlock
from layout.plan.style import SIZE_LADDER

STYLE = "jump-head"
"""The style of the paper that heads of continuations are set in, where it has one of that name."""

STEPS_DOWN = 2
"""Steps of the ladder of sizes (字号) that such a head is smaller than a headline's style, where no style is said."""


def dress_jump_head(block: CopyBlock, desk: Desk) -> tuple[str, Dress | None]:
    """The name and the dress of a continuation's head: the style that its block names for it, or for its headline; the
    paper's own; else the headline's, some steps down the ladder. None for a dress that the paper does not have.
    """
    named = block.jump_head_style or (
        block.headline_style if "headline_style" in block.model_fields_set else None
    )
    name = named or (STYLE if STYLE in desk.wardrobe.dresses else None)
    if name is not None:
        return name, desk.wardrobe.dresses.get(name)
    headline = desk.wardrobe.dresses.get(block.headline_style)
    if headline is None:
        return block.headline_style, None
    size = headline.style.size
    # No smaller than a headline may be stepped down to, nor than its text.
    least = min(size, max(desk.paper.fit.least_headline_pt, desk.body.style.size))
    steps = [step for step in SIZE_LADDER if least <= step < size]
    return block.headline_style, headline.at_size(([size, *reversed(steps)][: STEPS_DOWN + 1])[-1])
