"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import HalfLines, Model


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""

    round_quotations_lines: HalfLines = Field(
        default=1, description="White over and under a quotation (引文), in lines of the grid, whole or half."
    )
    round_verse_lines: HalfLines = Field(
        default=1, description="White over and under verse, in lines of the grid, whole or half."
    )
    round_lists_lines: HalfLines = Field(
        default=0, description="White over and under a list, in lines of the grid, whole or half."
    )
    between_stanzas_lines: int = Field(
        default=1, ge=0, le=20, description="White between two stanzas of verse, in lines of the grid."
    )
