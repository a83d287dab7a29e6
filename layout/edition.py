"""The models of edition.yaml, and an edition as it was read: pages, paper, copy and photos as one value."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from content.photo import Photo, PictureFacts
from content.problems import Place, Problem
from content.reading import Read
from content.story import Story
from layout.blocks import Block, CopyBlock, PhotoBlock
from layout.paper import Paper
from layout.style import Model

PageName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9\-]{0,19}$")]


class PageModel(Model):
    """A page: its blocks, in order of rank on the page, which is the order that it is read in."""

    name: PageName = Field(description="The page's name, such as A01: it is in the names of its files.")
    blocks: tuple[Block, ...] = Field(max_length=1000, description="The blocks of the page.")


class EditionModel(Model):
    """edition.yaml: one issue of a paper."""

    paper: str = Field(
        min_length=1,
        max_length=200,
        description="The paper: the name of one that comes with the program, or a file of the edition (`paper.yaml`).",
    )
    date: datetime.date = Field(
        ge=datetime.date(1600, 1, 1),
        description="Date of the issue, YYYY-MM-DD, from 1600 on; the press file is dated to it.",
    )
    title: str | None = Field(
        default=None,
        max_length=200,
        description="Title of the PDF; the paper's name and the date where left out.",
    )
    pages: tuple[PageModel, ...] = Field(min_length=1, max_length=500, description="The pages, in order.")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that was read whole: nothing in it contradicts anything else.

    `pictures` has the facts of each photo whose picture is there; `problems` are those that don't refuse it.
    """

    name: str
    root: Path
    paper_folder: Path
    read: Read[EditionModel]
    paper_read: Read[Paper]
    stories: dict[str, Story]
    photos: dict[str, Photo]
    pictures: dict[str, PictureFacts]
    problems: tuple[Problem, ...]

    @property
    def model(self) -> EditionModel:
        return self.read.value

    @property
    def paper(self) -> Paper:
        return self.paper_read.value

    def paper_place(self, path: tuple[str, ...]) -> Place:
        """Where the paper's file holds a key."""
        line = self.paper_read.line_of(path)
        return Place(file=self.paper_read.file, line=line, field=".".join(path))

    def located(self, where: Place) -> Place:
        """A place on a page with the file and line that an editor opens to mend it: the copy's, else the block's."""
        if where.file is not None:
            return where
        name, field = where.story or "", where.field or ""
        if name in self.stories:
            story = self.stories[name]
            return replace(where, file=story.file, line=story.line_of(field))
        if name in self.photos:
            photo = self.photos[name]
            return replace(where, file=photo.sheet, line=photo.line_of(field))
        for page, number, page_name, block in blocks_of(self.model):
            if (page_name, block_id(block, number)) == (where.page, where.block):
                line = self.read.line_of(("pages", page, "blocks", number))
                return replace(where, file=self.read.file, line=line)
        return where

    @property
    def title(self) -> str:
        return self.model.title or f"{self.paper.name} {self.model.date.isoformat()}"


def blocks_of(model: EditionModel) -> Iterable[tuple[int, int, str, Block]]:
    """Each block with its page's number, its own number (both from 0) and the page's name."""
    for page_number, page in enumerate(model.pages):
        for block_number, block in enumerate(page.blocks):
            yield page_number, block_number, page.name, block


def block_id(block: Block, number: int) -> str:
    """The block's name in messages and in the scene; `number` is its place on the page, from 0."""
    if block.id is not None:
        return block.id
    if isinstance(block, CopyBlock):
        return block.story
    if isinstance(block, PhotoBlock):
        return block.photo
    return f"{block.kind}-{number + 1}"
