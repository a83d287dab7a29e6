"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import Model


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""

    under_head_lines: float = Field(
        default=1,
        ge=0,
        le=40,
        description="White between a head and the text under it, in lines of the grid: as much at most, and no more "
        "than above the head, where all that is over goes (题近文).",
    )
    between_tiers_em: float = Field(
        default=0.5,
        ge=0,
        le=40,
        description="White between two tiers of a head, from the foot of one to the em box of the next, in ems of the "
        "smaller one.",
    )
