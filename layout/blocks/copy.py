"""Blocks that hold a story: head and body in legs, with a frame or without."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from layout.blocks.base import BlockBase, Frame, Id, StyleName
from layout.paper import LineModel


class CopyBlock(BlockBase):
    """What blocks that hold a story have: head over all the legs, body in legs of equal length."""

    story: Id = Field(description="The story: the name of its file in stories/, without .md.")
    legs: int | None = Field(
        default=None,
        ge=1,
        le=40,
        description="Number of legs; the basic columns it covers where left out (变栏 if another).",
    )
    kicker_style: StyleName = Field(default="kicker", description="Style of the kicker (引题).")
    headline_style: StyleName = Field(default="headline", description="Style of the headline (主题).")
    deck_style: StyleName = Field(default="deck", description="Style of the deck (副题).")
    byline_style: StyleName = Field(default="byline", description="Style of the byline (署名).")
    lead_in_style: StyleName = Field(default="lead-in", description="Style of the lead-in (电头).")
    body_style: StyleName = Field(
        default="body", description="Style of the body; it stands on the baseline grid."
    )
    subhead_style: StyleName = Field(default="subhead", description="Style of subheads (小标题).")
    head_lines: int | None = Field(
        default=None,
        ge=1,
        le=200,
        description="Depth of the head in lines of the grid; as it needs where left out.",
    )
    frame: Frame | None = Field(default=None, description="Frame and tint; none where left out.")


class StoryBlock(CopyBlock):
    """A story (稿)."""

    kind: Literal["story"]


class SidebarBlock(CopyBlock):
    """A boxed story (加框稿)."""

    kind: Literal["sidebar"]
    frame: Frame | None = Field(default=Frame(stroke=LineModel()), description="Frame and tint of the box.")
