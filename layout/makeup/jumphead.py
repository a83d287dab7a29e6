"""A paper's headline style -> the smaller one of the heads over what goes on from another page (转版)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layout.makeup.wardrobe import Dress
from layout.plan.blocks import CopyBlock
from layout.plan.paper import Paper
from layout.plan.style import SIZE_LADDER

STYLE = "jump-head"
"""The style that heads of continuations are set in, which a paper may have."""

STEPS_DOWN = 2
"""Steps of the ladder of sizes (字号) that it is smaller than a paper's `headline`, if the paper has none itself."""


def dress_jump_heads(dresses: Mapping[str, Dress], paper: Paper) -> dict[str, Dress]:
    """The dresses of a paper with one for heads of continuations, if it has one for headlines."""
    headline = dresses.get("headline")
    if headline is None or STYLE in dresses:
        return dict(dresses)
    size = headline.style.size
    # No smaller than a headline may be stepped down to, nor than its text.
    least = min(size, max(paper.fit.least_headline_pt, paper.styles["body"].size))
    steps = [size, *(step for step in reversed(SIZE_LADDER) if least <= step < size)]
    smaller = headline.at_size(steps[: STEPS_DOWN + 1][-1])
    return {**dresses, STYLE: replace(smaller, name=STYLE)}


def find_jump_style(block: CopyBlock, dresses: Mapping[str, Dress]) -> str:
    """The style of the head of a continuation: what its block says for it, or for its headline; else that of all."""
    if block.jump_head_style is not None:
        return block.jump_head_style
    own = "headline_style" in block.model_fields_set or STYLE not in dresses
    return block.headline_style if own else STYLE
