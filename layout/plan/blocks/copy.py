"""Blocks that hold a story: head and body in legs, with a frame or without."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layout.plan.blocks.base import ColumnsAre, Frame, FramedBlock, Ground, Id, Range, StyleName, area_of
from layout.plan.fitlimits import LegsUnder
from layout.plan.grid import Area
from layout.plan.paper import LineModel
from layout.plan.style import Model, Writing

HeadSide = Literal["top", "bottom", "left", "right"]
"""The side of a story that its head is at, as the page is looked at."""


LegCount = Annotated[int, Field(ge=1, le=40)]
Legs = LegCount | Annotated[tuple[LegCount, ...], Field(min_length=1, max_length=40)]
"""The number of legs, which are alike; or of each leg the basic columns that it takes, which may differ."""


class FurtherArea(Model):
    """One more rectangle of a story that is no rectangle: an L, a U."""

    columns: Range = Field(description="Basic columns that it covers, as those of a block.")
    lines: Range = Field(description="Lines of the grid that it covers, as those of a block.")
    legs: Legs | None = Field(
        default=None,
        description="Number of legs, or a list of the basic columns of each; the columns it covers where left out.",
    )

    @cached_property
    def area(self) -> Area:
        return area_of(self.columns, self.lines)


class HeadPlace(Model):
    """Where the head of a story is: over all of its legs, over some, beside them, or amid the text."""

    on: Id | None = Field(
        default=None,
        description="Name of a photo's block of the page that the head lies on (压图题): at the picture's foot, or in "
        "the `columns` and `lines`, which are the photo's then, at its `side`, `top` or `bottom`; a vertical head at "
        "its `right` or `left`. The story has all of its lines for its text.",
    )
    side: HeadSide | None = Field(
        default=None,
        description="The side of the story's area that it stands at: `top`, `left` or `right`; `right`, `top` or "
        "`bottom` on a vertical page. Over the legs where left out (横题; right of them on a vertical page).",
    )
    columns: Range = Field(
        default="",
        description="Basic columns that it takes: legs beside it begin level with it. Where left out all of the "
        "story's; on a vertical page, and beside the legs, as many legs as its lines fill.",
    )
    columns_are: ColumnsAre = Field(
        default="basic",
        description="What its `columns` count: `basic` columns where left out, or the story's own `legs` (变栏).",
    )
    lines: Range = Field(
        default="",
        description="Lines of the grid that it takes; the text goes on under it and, where they begin further down, "
        "over it (包题). As many as it needs where left out.",
    )
    writing: Writing | None = Field(
        default=None,
        description="How its lines run, `horizontal` or `vertical` (竖题). As the paper's where left out, and across "
        "that for a head beside the legs without `columns`.",
    )
    sleeve_columns: int | None = Field(
        default=None,
        ge=1,
        le=40,
        description="How many of the story's legs (dan on a vertical page) what follows the headline takes: deck, "
        "summary and byline (袖見出し). On a vertical page as many as its lines fill where left out, else those of the "
        "headline.",
    )
    sleeve_lines: int | None = Field(
        default=None,
        ge=1,
        le=200,
        description="Of a head whose lines run across the paper's: how many lines of the grid what follows the "
        "headline reaches across; as many as the headline may where left out.",
    )

    ground: Ground | None = Field(
        default=None, description="What it stands on (反白, 底纹); paper white where left out."
    )

    def is_beside(self, page: Writing) -> bool:
        """Whether it stands beside the legs of its story, on a page whose lines run so."""
        return self.side in (("top", "bottom") if page == "vertical" else ("left", "right"))

    def runs_across(self, page: Writing) -> bool:
        """Whether its lines run across those of a page."""
        if self.writing is not None:
            return self.writing != page
        return self.is_beside(page) and not self.columns


class Intro(Model):
    """The first paragraphs of a story, which are set in legs of their own over those of the body (前文)."""

    paragraphs: int = Field(default=1, ge=1, le=20, description="How many of the first paragraphs.")
    legs: int = Field(default=1, ge=1, le=40, description="Number of legs that they are set in.")
    style: StyleName | None = Field(
        default=None,
        description="Their style; the body's where left out. They stand on the grid unless it has a `leading`.",
    )
    white_lines: int = Field(
        default=1, ge=0, le=20, description="Lines of white between them and the body, in lines of the grid."
    )


class CopyBlock(FramedBlock):
    """What blocks that hold a story have: head over all the legs, body in legs of equal length."""

    shown_kind: ClassVar = "story"
    shown_key: ClassVar = "story"

    story: Id = Field(description="The story: the name of its file in stories/, without .md.")
    legs: Legs | None = Field(
        default=None,
        description="Number of legs; the basic columns it covers where left out (变栏 if another). A list says of each "
        "leg how many basic columns it takes: `[2, 1]` are a wide leg and a narrow one on three columns.",
    )
    kicker_style: StyleName = Field(default="kicker", description="Style of the kicker (引题).")
    headline_style: StyleName = Field(default="headline", description="Style of the headline (主题).")
    jump_head_style: StyleName | None = Field(
        default=None,
        description="Style of the head of a part that comes from another page (转版). Where left out that of "
        "`headline_style` if it is given, else `jump-head`: where the paper has none, its `headline` two steps of the "
        "ladder smaller.",
    )
    deck_style: StyleName = Field(default="deck", description="Style of the deck (副题).")
    summary_style: StyleName = Field(default="summary", description="Style of the summary (提要题).")
    byline_style: StyleName = Field(default="byline", description="Style of the byline (署名).")
    lead_in_style: StyleName = Field(default="lead-in", description="Style of the lead-in (电头).")
    body_style: StyleName = Field(
        default="body", description="Style of the body; it stands on the baseline grid."
    )
    subhead_style: StyleName = Field(default="subhead", description="Style of subheads (小标题).")
    quotation_style: StyleName = Field(
        default="quotation",
        description="Style of quotations (引文, > in the copy); the body's, two ems further in, if the paper has none.",
    )
    verse_style: StyleName = Field(
        default="verse",
        description="Style of verse (诗, | in the copy); the body's, ragged and two ems in, if the paper has none.",
    )
    list_style: StyleName = Field(
        default="list",
        description="Style of lists (- and 1. in the copy); the body's, with hanging marks, if the paper has none.",
    )
    qa_style: StyleName = Field(
        default="qa",
        description="Style of dialogues (问答, ::: qa in the copy); the body's if the paper has none.",
    )
    signature_style: StyleName = Field(
        default="signature",
        description="Style of a signature at the copy's end (文末署名); the body's if there is none.",
    )
    intro: Intro | None = Field(
        default=None,
        description="The copy's first paragraphs in legs and a style of their own (前文); none where left out.",
    )
    head_lines: int | None = Field(
        default=None,
        ge=1,
        le=200,
        description="Depth of the head in lines of the grid; as it needs where left out.",
    )
    head: HeadPlace = Field(
        default=HeadPlace(), description="Where the head stands; over all the legs where left out."
    )
    legs_under: LegsUnder | None = Field(
        default=None,
        description="Where something stands across all legs: `on`, each leg goes on under it; `anew`, all legs over it "
        "are read first, then those under it. As the paper's `fit` has it where left out.",
    )
    more: tuple[FurtherArea, ...] = Field(
        default=(),
        max_length=12,
        description="Further rectangles of the story's shape, each along an edge of another: an L, a U.",
    )
    drop_cap: int = Field(
        default=0,
        ge=0,
        le=12,
        description="Lines that the first letter of the body is deep (首字下沉); 0 for a letter as any other.",
    )
    drop_cap_style: StyleName | None = Field(
        default=None, description="Style of that letter, its size aside; the body's where left out."
    )
    writing: Writing | None = Field(
        default=None,
        description="How its lines run, `horizontal` or `vertical` (竖排); as the page's where left out. A story of "
        "the other writing stands on a grid of its own: `legs`, and the columns and lines of its head, are that one's.",
    )
    fit: Literal["free", "strict"] | None = Field(
        default=None,
        description="`strict`: nothing is done to fit the copy; `free`: what the paper's limits allow. As the "
        "paper has it where left out.",
    )
    jump_to: str | None = Field(
        default=None,
        max_length=20,
        description="Name of the page that the story goes on on (转版), where a block of it has `jump_from`. A part "
        "with both comes from one page and goes on on another.",
    )
    jump_from: str | None = Field(
        default=None,
        max_length=20,
        description="Name of the page that the story comes from, where a block of it has `jump_to`.",
    )

    @property
    def gives_lines(self) -> float | None:
        drawn = self.frame is not None and (self.has_stroke or self.frame.tint is not None)
        return 0.5 if drawn else 0.0

    @property
    def own_writing(self) -> Writing | None:
        return self.writing

    @property
    def leg_count(self) -> int:
        """How many legs its first part has."""
        return count_legs(self.legs, self.area)

    @property
    def jumps(self) -> bool:
        """Whether it is one part of a story that stands on more pages than one (转版)."""
        return self.jump_to is not None or self.jump_from is not None

    @property
    def reads_pages(self) -> bool:
        return self.jumps

    @property
    def lies_on(self) -> str | None:
        return self.head.on

    @property
    def comes_from(self) -> str | None:
        return self.jump_from

    @property
    def areas(self) -> tuple[Area, ...]:
        return (self.area, *(part.area for part in self.more))


def count_legs(legs: Legs | None, area: Area) -> int:
    """How many legs an area has that asks for these."""
    return len(legs) if isinstance(legs, tuple) else legs or area.columns


class StoryBlock(CopyBlock):
    """A story (稿)."""

    kind: Literal["story"]


class SidebarBlock(CopyBlock):
    """A boxed story (加框稿)."""

    kind: Literal["sidebar"]
    frame: Frame | None = Field(default=Frame(stroke=LineModel()), description="Frame and tint of the box.")
