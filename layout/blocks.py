"""The blocks of a page: what stands in which basic columns and lines. One model for each kind, told apart by `kind`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from layout.grid import HEAD, Area
from layout.paper import LineModel
from layout.style import Align, Model, Writing, wrong_key

Id = Annotated[str, StringConstraints(pattern=r"^[\w][\w\-]*$", max_length=80)]
StyleName = Annotated[str, StringConstraints(pattern=r"^[\w\-]+$", max_length=60)]


def _as_range(value: object) -> object:
    """Lets a single column or line be written as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_RANGE = "^[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?$"


def _is_range(text: str) -> str:
    """Says in words what a range is, where a pattern would be shown."""
    if not re.fullmatch(_RANGE, text):
        what = "This must be a number from 1, or two with a hyphen between them"
        raise PydanticCustomError("bad-range", what, {"hint": "write a range as 14-70, or 3"})
    return text


Range = Annotated[
    str,
    BeforeValidator(_as_range),
    AfterValidator(_is_range),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _RANGE}, {"type": "integer", "minimum": 1}]}),
]


def range_ends(text: str) -> tuple[int, int]:
    """`14-70` -> (14, 70), `3` -> (3, 3)."""
    first, _, last = text.partition("-")
    return int(first), int(last or first)


class Frame(Model):
    """What is drawn round and behind a block."""

    stroke: LineModel | None = Field(default=None, description="The frame's rule; none where left out.")
    tint: str | None = Field(
        default=None, description="Name of the ink that the block is tinted with; none where left out."
    )
    padding_em: float = Field(
        default=1,
        ge=0,
        le=10,
        description="White inside the frame where lines begin and end (left and right, or head and foot in vertical "
        "writing), in body ems.",
    )


class TextBit(Model):
    """A line of type in a block of furniture."""

    text: str = Field(min_length=1, max_length=2000, description="The text, set on one line.")
    style: StyleName = Field(description="Name of one of the paper's styles.")
    align: Align | None = Field(default=None, description="Alignment, if another than the style's.")
    white_above_pt: float = Field(
        default=0, ge=-200, le=500, description="White added above the line, in points."
    )


class BlockBase(Model):
    """What every block has."""

    id: Id | None = Field(
        default=None, description="Name of the block in messages; made from its kind where left out."
    )
    columns: Range = Field(description="Basic columns that it covers, from 1: `1-4`, or `3`.")
    lines: Range = Field(description="Lines of the baseline grid that it covers, from 1: `14-70`, or `12`.")

    @cached_property
    def area(self) -> Area:
        return _area(self)


def _area(block: BlockBase) -> Area:
    first_column, last_column = range_ends(block.columns)
    first_line, last_line = range_ends(block.lines)
    return Area(first_column, last_column, first_line, last_line)


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


Place = Literal["top", "middle", "bottom", "right", "left"]
"""Where lines or a rule stand in the depth of their block: from `top` to `bottom`, or from `right` to `left`."""


class PanelBlock(BlockBase):
    """Lines of type that are no story's: the nameplate (报头), an ear (报眼), a series label (栏题), a motto."""

    kind: Literal["nameplate", "ear", "label", "motto"]
    text: tuple[TextBit, ...] = Field(
        min_length=1, description="The lines of type, top to bottom; right to left in vertical writing."
    )
    writing: Writing | None = Field(
        default=None,
        description="How the lines run, `horizontal` or `vertical`; as the paper's where left out.",
    )
    place: Place = Field(
        default="middle",
        description="Where the lines stand in the block: `top`, `middle` or `bottom`; in vertical writing `right`, "
        "`middle` or `left`.",
    )
    frame: Frame | None = Field(default=None, description="Frame and tint; none where left out.")


class FolioBlock(BlockBase):
    """The folio (报眉): page, date and paper on one line, with rules above and below it.

    It stands in its area, or in the head margin over the whole width of the type area (`place: head`).
    """

    kind: Literal["folio"]
    columns: Range = Field(
        default="", description="Basic columns that it covers; left out with `place: head`."
    )
    lines: Range = Field(
        default="", description="Lines of the grid that it covers; left out with `place: head`."
    )
    place: Literal["area", "head"] = Field(
        default="area",
        description="`area` for its columns and lines; `head` for the head margin, over the whole type area.",
    )
    writing: Writing = Field(
        default="horizontal", description="How its line runs: `horizontal` or `vertical`."
    )
    left: str = Field(default="", max_length=300, description="Text at the left.")
    center: str = Field(default="", max_length=300, description="Text in the middle.")
    right: str = Field(default="", max_length=300, description="Text at the right.")
    style: StyleName = Field(default="folio", description="Style of the folio.")
    above: LineModel | None = Field(default=None, description="Rule above; none where left out.")
    below: LineModel | None = Field(
        default=LineModel(),
        description="Rule below; one of half a point where left out, `below: null` for none.",
    )

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        wrong = list(self._misplaced())
        if wrong:
            raise ValidationError.from_exception_data("FolioBlock", wrong)
        return self

    def _misplaced(self) -> Iterator[InitErrorDetails]:
        """In its area it needs one; in the head margin it has none, and lies level."""
        for key in ("columns", "lines"):
            if self.place == "area" and not getattr(self, key):
                yield InitErrorDetails(type="missing", loc=(key,), input=None)
            if self.place == "head" and getattr(self, key):
                what = "A folio in the head margin stands in no columns and lines"
                yield wrong_key((key,), "misplaced", what, "take columns and lines out, or `place: head`")
        if self.place == "head" and self.writing == "vertical":
            what = "A folio in the head margin can't be vertical"
            yield wrong_key(
                ("writing",), "misplaced", what, "take `writing` out, or give it columns and lines"
            )

    @cached_property
    def area(self) -> Area:
        return HEAD if self.place == "head" else _area(self)


class RuleBlock(BlockBase):
    """A rule across a block's area, along its longer side."""

    kind: Literal["rule"]
    place: Place = Field(
        default="middle",
        description="Where a rule along the lines stands in the block: `top`, `middle` or `bottom`; in vertical "
        "writing `right`, `middle` or `left`. One across them is in the middle.",
    )
    rule: LineModel = Field(default=LineModel(), description="Weight and ink.")


Block = Annotated[
    StoryBlock | SidebarBlock | PhotoBlock | AdvertBlock | PanelBlock | FolioBlock | RuleBlock,
    Field(discriminator="kind"),
]
