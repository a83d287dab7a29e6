"""Blocks of a page's furniture: lines of type that are no story's, the folio, rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field
from pydantic_core import InitErrorDetails

from layout.plan.blocks.base import (
    BlockBase,
    DepthPlace,
    Ground,
    Id,
    LinedBlock,
    OwnWords,
    Range,
    StyleName,
    area_of,
)
from layout.plan.fields import FieldText
from layout.plan.grid import HEAD, Area, Grid
from layout.plan.paper import LineModel
from layout.plan.style import Align, CheckedModel, Model, Writing, wrong_key
from layout.plan.things import Shown, ThingKind
from layout.scene import Mpt


class TextBit(Model):
    """A line of type in a block of furniture."""

    text: FieldText = Field(
        min_length=1,
        max_length=2000,
        description="The text, set on one line, with fields: `{date}`. Marks of the body (ruby, strong text) are read "
        "in it.",
    )
    style: StyleName = Field(description="Name of one of the paper's styles.")
    align: Align | None = Field(default=None, description="Alignment, if another than the style's.")
    white_above_pt: float = Field(
        default=0, ge=-200, le=500, description="White added above the line, in points."
    )


class TypeLinesBlock(LinedBlock):
    """Lines of type one after the other that are no story's."""

    text: tuple[TextBit, ...] = Field(default=(), description="The lines of type, top to bottom.")
    place: DepthPlace = Field(
        default="middle",
        description="Where the lines stand in the block: `top`, `middle` or `bottom`; in vertical writing `right`, "
        "`middle` or `left`.",
    )

    @property
    def gives_lines(self) -> float | None:
        return 1.0

    @property
    def depth_place(self) -> DepthPlace | None:
        return self.place

    @property
    def own_words(self) -> Iterator[OwnWords]:
        return (
            OwnWords(("text", number, "text"), bit.text, "line", fields=True)
            for number, bit in enumerate(self.text)
        )


class PanelBlock(TypeLinesBlock, CheckedModel):
    """Lines of type that are no story's: the nameplate (报头), an ear (报眼), a series label (栏题), a motto."""

    shown_kind: ClassVar[ThingKind | None] = "advert"
    shown_key: ClassVar = "picture"

    kind: Literal["nameplate", "ear", "label", "motto"]
    text: tuple[TextBit, ...] = Field(
        default=(),
        min_length=1,
        description="The lines of type, top to bottom; right to left in vertical writing. Left out with `picture`.",
    )
    picture: Id | None = Field(
        default=None,
        description="A picture in place of lines of type (a drawn 报头), shown whole: the name of its file in adverts/,"
        " without .yaml, which names a PDF or a picture of one bit, and its words as `alt`.",
    )
    over: Id | None = Field(
        default=None,
        description="Name of a photo's block of the page that it lies on; its own area is a part of that one's.",
    )
    ground: Ground | None = Field(
        default=None,
        description="What its lines stand on (反白, 底纹), over the whole block; none where left out.",
    )

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """A panel has lines or a picture; a tint and a ground would be drawn one over the other."""
        if not self.text and self.picture is None:
            yield InitErrorDetails(type="missing", loc=("text",), input=None)
        if self.text and self.picture is not None:
            what = "A panel has lines of type or a picture"
            yield wrong_key(("picture",), "two_contents", what, "take `text` or `picture` out")
        if self.ground is not None and self.frame is not None and self.frame.tint is not None:
            what = "The block has a tint and a ground"
            yield wrong_key(("ground",), "two_grounds", what, "take one of them out")

    @property
    def shows(self) -> tuple[Shown, ...]:
        return () if self.picture is None else (Shown("advert", self.picture),)

    @property
    def is_furniture(self) -> bool:
        return self.kind in ("nameplate", "ear")

    @property
    def lies_on(self) -> str | None:
        return self.over


class ImprintBlock(TypeLinesBlock):
    """The imprint (刊号, 主办, 期号, 版数, 邮发代号; 發行人; 発行所): who publishes the paper, by which numbers."""

    kind: Literal["imprint"]
    text: tuple[TextBit, ...] = Field(
        default=(),
        max_length=12,
        description="Its lines, top to bottom; those of the paper's `imprint` where left out.",
    )

    @property
    def is_furniture(self) -> bool:
        return True


class FolioBlock(BlockBase, CheckedModel):
    """The folio (报眉): page, date and paper on one line, with rules above and below it.

    It is in its area, or in the head margin over the whole width of the type area (`place: head`).
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
    left: FieldText = Field(
        default="", max_length=300, description="Text at the left, with fields: `{date}　{weekday}`."
    )
    center: FieldText = Field(default="", max_length=300, description="Text in the middle, with fields.")
    right: FieldText = Field(default="", max_length=300, description="Text at the right, with fields.")
    style: StyleName = Field(default="folio", description="Style of the folio.")
    above: LineModel | None = Field(default=None, description="Rule above; none where left out.")
    below: LineModel | None = Field(
        default=LineModel(),
        description="Rule below; one of half a point where left out, `below: null` for none.",
    )

    def contradictions(self) -> Iterator[InitErrorDetails]:
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

    @property
    def is_furniture(self) -> bool:
        return True

    @property
    def own_words(self) -> Iterator[OwnWords]:
        return (OwnWords((key,), getattr(self, key), fields=True) for key in ("left", "center", "right"))

    @cached_property
    def area(self) -> Area:
        return HEAD if self.place == "head" else area_of(self.columns, self.lines)


class RuleBlock(BlockBase):
    """A rule across a block's area, along its longer side."""

    is_rule: ClassVar = True

    @property
    def gives_lines(self) -> float | None:
        return None

    kind: Literal["rule"]
    place: DepthPlace = Field(
        default="middle",
        description="Where a rule along the lines stands in the block: `top`, `middle` or `bottom`; in vertical "
        "writing `right`, `middle` or `left`. One across them is in the middle.",
    )
    rule: LineModel = Field(default=LineModel(), description="Weight and ink.")

    @property
    def is_furniture(self) -> bool:
        return True

    @property
    def depth_place(self) -> DepthPlace | None:
        return self.place

    def rule_down(self, grid: Grid) -> Mpt:
        """From the top of its area to the rule, of one along the lines."""
        depth = self.area.lines * grid.leading
        if self.place == "middle":
            return depth // 2
        return grid.inset if self.place in ("top", "right") else depth - grid.inset
