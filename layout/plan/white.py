"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import Model


class WhiteRound(Model):
    """The white round one block in a story, where it is other than the paper's. Lines are those of the grid."""

    over_lines: float | None = Field(
        default=None,
        ge=0,
        le=40,
        description="White over it (right of it on a vertical page), in lines of the grid.",
    )
    under_lines: float | None = Field(
        default=None,
        ge=0,
        le=40,
        description="White under it (left of it on a vertical page), in lines of the grid.",
    )
    before_em: float | None = Field(
        default=None, ge=0, le=40, description="White between it and the lines that end at it, in body ems."
    )
    behind_em: float | None = Field(
        default=None,
        ge=0,
        le=40,
        description="White between it and the lines that begin behind it, in body ems.",
    )


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""

    round_lines: float = Field(
        default=1,
        ge=0,
        le=40,
        description="White over and under what stands in a story, to the text, in lines of the grid.",
    )
    round_over_lines: float | None = Field(
        default=None, ge=0, le=40, description="The white over it, where that is another."
    )
    round_under_lines: float | None = Field(
        default=None, ge=0, le=40, description="The white under it, where that is another."
    )
    round_beside_em: float | None = Field(
        default=None,
        ge=0,
        le=40,
        description="White beside what stands in a story, and round an outline, in body ems; a gutter where left out.",
    )
    over_subhead_lines: int = Field(
        default=1,
        ge=0,
        le=8,
        description="White over a subhead (小标题) that no leg begins with, in lines of the grid; it has none below.",
    )

    def round_white(self, own: WhiteRound) -> tuple[float, float]:
        """The lines of white over and under a block in a story that asks for such white itself."""
        over, under = (
            self.round_lines if lines is None else lines
            for lines in (self.round_over_lines, self.round_under_lines)
        )
        return (
            over if own.over_lines is None else own.over_lines,
            under if own.under_lines is None else own.under_lines,
        )
