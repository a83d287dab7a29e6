"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import Model


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""

    caption_lines: float = Field(
        default=0.5,
        ge=0,
        le=40,
        description="White between a picture and a caption over or under it, in lines of the grid.",
    )
    under_caption_lines: float = Field(
        default=1,
        ge=0,
        le=40,
        description="White under a caption, or a picture without one, to what follows, in lines of the grid.",
    )
    rule_ends_lines: float = Field(
        default=0.5,
        ge=0,
        le=40,
        description="White between the end of a rule in a gutter and a frame, picture, advertisement or level rule, in "
        "lines of the grid at least, beside the white that any line of the grid has.",
    )
