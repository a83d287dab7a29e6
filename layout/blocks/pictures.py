"""Blocks that show what came finished: photos and advertisements."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from layout.blocks.base import BlockBase, Frame, Id, StyleName
from layout.style import Writing


class PhotoBlock(BlockBase):
    """A photo with its caption (图说) and credit (摄) below it, or left of it where they are written vertically."""

    kind: Literal["photo"]
    photo: Id = Field(description="The photo: the name of its file in photos/, without .yaml.")
    caption_style: StyleName = Field(default="caption", description="Style of the caption.")
    credit_style: StyleName = Field(default="credit", description="Style of the credit.")
    caption_legs: int = Field(
        default=1, ge=1, le=8, description="Number of columns that the caption is set in."
    )
    caption_writing: Writing = Field(
        default="horizontal", description="How the caption's lines run: `horizontal` or `vertical`."
    )


Corner = Literal[
    "top-left", "top", "top-right", "left", "center", "right", "bottom-left", "bottom", "bottom-right"
]
"""Where something stands in an area that it does not fill, on the page as it is looked at."""


class AdvertBlock(BlockBase):
    """An advertisement that came finished, a PDF or a picture. It stands upright in its area, however lines run."""

    kind: Literal["advert"]
    advert: Id = Field(description="The advertisement: the name of its file in adverts/, without .yaml.")
    scale: Literal["none", "fit", "fill"] = Field(
        default="none",
        description="`none`: it is printed at its own size, which must be that of the area. `fit`: scaled evenly, as "
        "large as the area holds all of it. `fill`: scaled evenly to cover the area; what stands out is cut off.",
    )
    align: Corner = Field(
        default="center",
        description="Where one that is smaller stands in the area, and which part of one that is cut stays: `center`, "
        "`top`, `bottom`, `left`, `right`, or a corner such as `top-left`.",
    )
    frame: Frame | None = Field(
        default=None,
        description="Frame and tint; none where left out. The advertisement stands inside it, with the frame's "
        "padding on all four sides.",
    )
