"""Blocks of short texts beside the stories: the index, pull quotes, tables; and white that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from content.characters.unseen import shows
from layout.plan.blocks.base import (
    BlockBase,
    DepthPlace,
    Id,
    LinedBlock,
    OwnWords,
    Quotation,
    StoryLead,
    StyleName,
)
from layout.plan.paper import LineModel
from layout.plan.style import Model, PageWords, Printed


class IndexEntry(Model):
    """One line of the index."""

    story: Id = Field(
        description="The story that it leads to: the name of its file in stories/, without .md."
    )
    title: Printed | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Its words; the story's jump_head where left out, or else its headline.",
    )


class ListingBlock(LinedBlock):
    """What blocks of short texts have in common."""

    style: StyleName = Field(default="body", description="Style of the text.")
    place: DepthPlace | Literal["spread"] = Field(
        default="spread",
        description="Where the lines stand in the block: `top`, `middle` or `bottom` (`right`, `middle` or `left` in "
        "vertical writing), or `spread` over all of it, with the white shared out between them.",
    )

    @property
    def depth_place(self) -> DepthPlace | None:
        return None if self.place == "spread" else self.place


class IndexBlock(ListingBlock):
    """The index of the paper (导读): titles of stories, and the page that each is on, which the program looks up."""

    kind: Literal["index"]
    entries: tuple[IndexEntry, ...] = Field(
        min_length=1, max_length=60, description="The stories, in the order of the lines."
    )
    title: Printed | None = Field(
        default=None, min_length=1, max_length=60, description="A line over the entries; none where left out."
    )
    title_style: StyleName | None = Field(
        default=None, description="Style of that line; `style` where left out."
    )
    page_style: StyleName | None = Field(
        default=None, description="Style of the pages' names; `style` where left out."
    )
    page: PageWords = Field(
        default="{page}",
        min_length=1,
        max_length=40,
        description="How a page is named: `{page}` is its name, `{number}` the number at its end, as `{number}版`.",
    )
    leaders: bool = Field(default=True, description="Dots from the title to the page.")
    rule: LineModel | None = Field(default=None, description="A rule between entries; none where left out.")

    @property
    def leads_to(self) -> tuple[StoryLead, ...]:
        return tuple(
            StoryLead(("entries", number, "story"), entry.story) for number, entry in enumerate(self.entries)
        )

    @property
    def own_words(self) -> Iterator[OwnWords]:
        yield OwnWords(("title",), self.title or "", "line")
        for number, entry in enumerate(self.entries):
            yield OwnWords(("entries", number, "title"), entry.title or "", "line")


class QuoteBlock(ListingBlock):
    """A pull quote (引语): words of a story, repeated large."""

    kind: Literal["quote"]
    story: Id = Field(description="The story whose words they are.")
    text: Printed = Field(
        min_length=1,
        max_length=300,
        description="The words, as the story has them. `<|>` forces a line break, `<~>` forbids one.",
    )
    by: Printed | None = Field(default=None, min_length=1, max_length=100, description="Who says so.")
    by_style: StyleName | None = Field(
        default=None, description="Style of that line; `style` where left out."
    )
    above: LineModel | None = Field(default=LineModel(), description="Rule above; `above: null` for none.")
    below: LineModel | None = Field(default=LineModel(), description="Rule below; `below: null` for none.")

    @property
    def gives_lines(self) -> float | None:
        return 1.0

    @property
    def quotes(self) -> Quotation:
        return Quotation(self.story, self.text)

    @property
    def own_words(self) -> Iterator[OwnWords]:
        yield OwnWords(("text",), self.text, "head")
        yield OwnWords(("by",), self.by or "", "line")


def _names_a_source(words: str) -> str:
    """Refuses words in which the source has no place, or two."""
    if words.count("{source}") != 1:
        what = "`{source}` must stand in these words once"
        raise PydanticCustomError(
            "bad-placeholder", what, {"hint": "write `{source}` where the source stands"}
        )
    return words


SourceWords = Annotated[str, AfterValidator(_names_a_source), AfterValidator(shows)]
"""Words in which `{source}` stands for who gave the figures."""


class TableBlock(ListingBlock):
    """A table: figures, a data box, the weather."""

    shown_kind: ClassVar = "table"
    shown_key: ClassVar = "table"

    kind: Literal["table"]
    table: Id = Field(description="The table: the name of its file in tables/, without .yaml.")
    goes_with: Id | None = Field(
        default=None,
        description="Name of a story's block of the page that it belongs to: no rule stands between the two.",
    )
    legs: int = Field(
        default=1,
        ge=1,
        le=8,
        description="Legs side by side that its rows go on in, each under the headings; title and notes go over all.",
    )
    title_style: StyleName | None = Field(
        default=None, description="Style of its title; `style` where left out."
    )
    heading_style: StyleName | None = Field(
        default=None, description="Style of the columns' headings; `style` where left out."
    )
    row_heading_style: StyleName | None = Field(
        default=None, description="Style of cells that head their rows; `style` where left out."
    )
    section_style: StyleName | None = Field(
        default=None, description="Style of sections; the strong face of `style` where left out."
    )
    total_style: StyleName | None = Field(
        default=None, description="Style of subtotals and totals; the strong face of `style` where left out."
    )
    note_style: StyleName | None = Field(
        default=None, description="Style of its note and source; `style` where left out."
    )
    heading_tint: str | None = Field(
        default=None, description="Name of the ink behind the headings; none where left out."
    )
    row_tint: str | None = Field(
        default=None, description="Name of the ink behind every other row; none where left out."
    )
    rule: LineModel | None = Field(
        default=LineModel(width_pt=0.25), description="Rule between rows; `rule: null` for none."
    )
    total_rule: LineModel | None = Field(
        default=LineModel(), description="Rule over subtotals and totals; `total_rule: null` for none."
    )
    outer_rule: LineModel | None = Field(
        default=LineModel(width_pt=0.75),
        description="Rule over the headings, under them and under the last row; `outer_rule: null` for none.",
    )
    source_words: SourceWords | None = Field(
        default=None,
        max_length=60,
        description="How its source is named, as `来源：{source}`; as the paper's language has it where left out.",
    )

    @property
    def belongs_to(self) -> str | None:
        return self.goes_with


class WhiteBlock(BlockBase):
    """White that is meant: nothing is here, and it is no hole."""

    kind: Literal["white"]
    why: str | None = Field(
        default=None, max_length=200, description="What it is left for. It is not printed."
    )

    @property
    def is_furniture(self) -> bool:
        return True

    @property
    def gives_lines(self) -> float | None:
        return None
