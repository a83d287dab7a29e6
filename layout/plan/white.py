"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from pydantic import Field

from layout.plan.style import Model


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""

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
