"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import Model


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""

    over_subhead_lines: int = Field(
        default=1,
        ge=0,
        le=8,
        description="White over a subhead (小标题) that no leg begins with, in lines of the grid; it has none below.",
    )
