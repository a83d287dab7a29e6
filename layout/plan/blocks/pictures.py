"""Blocks that show what came finished: photos and advertisements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic_core import InitErrorDetails

from layout.plan.blocks.base import BlockBase, Frame, FramedBlock, Id, StyleName
from layout.plan.style import CheckedModel, Writing, wrong_key
from layout.plan.things import ThingKind
from layout.scene.geometry import PageSide

Corner = Literal[
    "top-left", "top", "top-right", "left", "center", "right", "bottom-left", "bottom", "bottom-right"
]
"""Where something is in an area that it does not fill, as the page is looked at."""

CaptionPlace = Literal["below", "above", "left", "right", "on"]
"""The side of a picture that its caption stands at, as the page is looked at, or on it."""

CaptionCorner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]


class CaptionedBlock(CheckedModel, BlockBase):
    """What blocks of photos have in common: how much of a picture is shown, how captions and credits are set."""

    shown_kind: ClassVar[ThingKind | None] = "photo"

    goes_with: Id | None = Field(
        default=None,
        description="Name of a story's block of the page that it belongs to; the one that it stands in where left out.",
    )
    caption_style: StyleName = Field(default="caption", description="Style of the caption.")
    credit_style: StyleName = Field(default="credit", description="Style of the credit.")
    caption_legs: int = Field(
        default=1, ge=1, le=8, description="Number of columns that the caption is set in."
    )
    caption_writing: Writing = Field(
        default="horizontal", description="How the caption's lines run: `horizontal` or `vertical`."
    )
    show: Literal["crop", "whole"] | None = Field(
        default=None,
        description="`crop`: the picture fills its place, and what stands out is cut off. `whole`: all of it is seen "
        "(charts, cartoons, codes). `crop` where left out, and `whole` for a photo whose sheet calls it a `code`.",
    )
    align: Corner = Field(
        default="center",
        description="Where a picture that is shown whole stands in a place that it does not fill: `center`, `top`, "
        "`bottom`, `left`, `right`, or a corner such as `top-left`.",
    )
    mat_tint: str | None = Field(
        default=None,
        description="Name of the ink of the mat (衬底) that fills the place behind a picture shown whole; none where "
        "left out.",
    )
    mat_em: float = Field(
        default=1,
        ge=0,
        le=20,
        description="How much of the mat is seen round the picture at least, in body ems.",
    )
    caption_place: CaptionPlace | None = Field(
        default=None,
        description="Where the caption is: `below` the picture, `above`, `left` or `right` of it, or `on` it. Below "
        "where left out, and left where it is written vertically.",
    )
    caption_em: float | None = Field(
        default=None,
        ge=4,
        le=200,
        description="Length of the lines of a caption that stands beside the picture (above or below it in vertical "
        "writing) or on it, in body ems. One basic column of the block, or as long as its words on the picture, where "
        "left out.",
    )
    caption_corner: CaptionCorner = Field(
        default="bottom-left",
        description="The corner of a caption on the picture: `top-left`, `top-right`, `bottom-left` or `bottom-right`.",
    )
    caption_tint: str | None = Field(
        default=None,
        description="Name of the ink behind a caption on the picture; the picture itself where left out.",
    )

    @property
    def belongs_to(self) -> str | None:
        return self.goes_with or self.inside

    @property
    def gives_lines(self) -> float | None:
        return 1.0

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """Keys of pictures shown whole, and of captions at another place, than this one's."""
        whole_only = () if self.show == "whole" else ("mat_tint", "mat_em", "align")
        for key in whole_only:
            if key in self.model_fields_set and not (key == "align" and self.wraps_outline):
                what = f"The key {key} is for pictures that are shown whole"
                yield wrong_key((key,), "not_whole", what, "write `show: whole`, or take it out")
        on, upright = self.caption_place == "on", self.caption_writing == "vertical"
        beside = self.caption_place in (("above", "below") if upright else ("left", "right"))
        for key in ("caption_corner", "caption_tint"):
            if key in self.model_fields_set and not on:
                what = f"The key {key} is for captions on their picture"
                yield wrong_key((key,), "misplaced", what, "write `caption_place: on`, or take it out")
        if self.caption_em is not None and not (on or beside):
            what = "The caption is as long as its picture where it stands"
            hint = "take `caption_em` out, or place the caption beside the picture or on it (`caption_place`)"
            yield wrong_key(("caption_em",), "misplaced", what, hint)
        if on and (self.wraps_outline or getattr(self, "captions", "") == "together"):
            what = "No caption stands on a picture with an outline, or on several pictures together"
            yield wrong_key(
                ("caption_place",), "misplaced", what, "give the caption a place beside or below it"
            )


class PhotoBlock(CaptionedBlock):
    """A photo with its caption (图说) and credit (摄) below it, beside it, above it or on it."""

    shown_key: ClassVar = "photo"

    kind: Literal["photo"]
    photo: Id = Field(description="The photo: the name of its file in photos/, without .yaml.")
    wrap: Literal["box", "outline"] = Field(
        default="box",
        description="What the text of the story that it stands in runs round: its `box`, or the `outline` that its "
        "sheet tells; then all of it is shown, and nothing outside its outline.",
    )

    bleed: tuple[PageSide, ...] = Field(
        default=(),
        max_length=4,
        description="Sides at which the picture runs over the edge of the page (出血) by the paper's bleed: some of "
        "`top`, `left`, `right`, `bottom`, as the page is looked at. Its area touches the edge of the type area there.",
    )
    spread_to: str | None = Field(
        default=None,
        max_length=20,
        description="Name of the facing page that has the other half of the picture (跨版), in a block of the same "
        "photo with `spread_from`. The halves meet at the fold. The caption stands with this one.",
    )
    spread_from: str | None = Field(
        default=None,
        max_length=20,
        description="Name of the facing page whose block of the same photo has `spread_to`: this is the other half, "
        "without a caption.",
    )

    @property
    def wraps_outline(self) -> bool:
        return self.wrap == "outline"

    @property
    def spreads_with(self) -> str | None:
        """The page that has the other half of its picture."""
        return self.spread_to or self.spread_from

    @property
    def comes_from(self) -> str | None:
        return self.spread_from

    @property
    def waits_for(self) -> str | None:
        return self.spreads_with

    @property
    def reads_pages(self) -> bool:
        return self.spreads_with is not None

    def contradictions(self) -> Iterator[InitErrorDetails]:
        yield from super().contradictions()
        if self.spread_to is not None and self.spread_from is not None:
            what = "A picture lies over two pages, and one of them has its first half"
            yield wrong_key(
                ("spread_from",),
                "two_halves",
                what,
                "keep `spread_to` or `spread_from`, and take the other out",
            )
        for key, used in (("bleed", bool(self.bleed)), ("spread_to", self.spreads_with is not None)):
            if used and (self.show == "whole" or self.wraps_outline):
                what = "A picture that is shown whole, or whose outline text runs round, reaches no edge of the page"
                own = key if key in self.model_fields_set else "spread_from"
                yield wrong_key(
                    (own,), "whole_at_edge", what, f"take `{own}` out, or let the picture be cropped"
                )
        if self.wraps_outline and self.mat_tint is not None:
            what = "A picture whose outline text runs round has no mat"
            yield wrong_key(("mat_tint",), "mat_outside", what, "take `mat_tint` out, or `wrap: outline`")


class PhotoGroupBlock(CaptionedBlock):
    """Several photos that belong together (组照), in one area."""

    shown_key: ClassVar = "photos"

    kind: Literal["photo-group"]
    photos: tuple[Id, ...] = Field(
        min_length=2, max_length=12, description="The photos, in the order that they are looked at."
    )
    across: int | None = Field(
        default=None,
        ge=1,
        le=12,
        description="How many photos stand side by side: 1 for a stack, 2 for two to a row; all where left out.",
    )
    shares: tuple[Annotated[float, Field(gt=0, le=100)], ...] = Field(
        default=(),
        max_length=12,
        description="Parts of the width that the photos of a row take, as `[2, 1]`; even where left out.",
    )
    gap_em: float | None = Field(
        default=None,
        ge=0,
        le=10,
        description="White between photos, in body ems. A gutter where left out; then photos have the edges of the "
        "columns, or of the legs of a story right over or under the group, where their shares are whole ones of those.",
    )
    captions: Literal["each", "together"] = Field(
        default="each",
        description="`each` under its photo, or all of them `together` below the group, one after the other.",
    )

    def contradictions(self) -> Iterator[InitErrorDetails]:
        yield from super().contradictions()
        side_by_side = min(self.across or len(self.photos), len(self.photos))
        if self.shares and len(self.shares) != side_by_side:
            what = f"There are {len(self.shares)} shares for {side_by_side} photos side by side"
            yield wrong_key(
                ("shares",), "uneven_shares", what, "give each of them its share, or take `shares` out"
            )


AdvertScale = Literal["none", "fit", "fill"]
"""How large what came finished is printed."""


class AdvertBlock(FramedBlock):
    """An advertisement that came finished, a PDF or a picture. It is upright in its area, however lines run."""

    shown_kind: ClassVar = "advert"
    shown_key: ClassVar = "advert"

    kind: Literal["advert"]
    advert: Id = Field(description="The advertisement: the name of its file in adverts/, without .yaml.")
    scale: AdvertScale = Field(
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
