"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import HalfLines, Model


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
    in_ground_em: float = Field(
        default=0.5,
        ge=0,
        le=10,
        description="White between the edges of a ground (反白, 底纹) and the type, in ems of its smallest style.",
    )
    rows_lines: float = Field(
        default=1,
        ge=0,
        le=40,
        description="The most white that `place: spread` puts between two rows of a table, of an index, or between a "
        "quote and who says it, in lines of the grid; what is over stays at the foot.",
    )
    cell_em: float = Field(
        default=0.5,
        ge=0,
        le=20,
        description="White inside a table's cells where their lines begin and end, in ems of the cells' type.",
    )
    between_columns_em: float = Field(
        default=1,
        ge=0,
        le=20,
        description="White between the texts of two columns of a table at least, in ems of the cells' type.",
    )
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
