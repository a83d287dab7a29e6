"""The models of edition.yaml, and an edition as it was read: pages, paper, copy and photos as one value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from content.advert import AdvertFacts, Advertisement
from content.patterns import CODE
from content.photo import Photo
from content.picturefile import PictureFacts
from content.problems import Place, Problem
from content.reading import Read
from content.story import Story
from content.table import Table
from layout.plan.blocks import AdvertBlock, Block, CaptionedBlock, CopyBlock, PhotoBlock, TableBlock
from layout.plan.paper import Paper
from layout.plan.signoff import SignOffModel
from layout.plan.style import Model

PageName = Annotated[
    str,
    StringConstraints(pattern=CODE),
]

_PHOTO_PARTS = ("caption", "credit", "stand_in")


def _told_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Gives a photo's block the id `NAME-photo` where a story's block of the page is called NAME already, and an
    advertisement's `NAME-advert` or a table's `NAME-table` where either is: a story and its photo often have one name,
    and messages and scene must tell the blocks apart.
    """
    stories = {block_id(block, number) for number, block in enumerate(blocks) if isinstance(block, CopyBlock)}
    photos = {one.id for block in blocks for one in block.shows if one.kind == "photo"}

    def told_apart(block: Block) -> Block:
        if isinstance(block, PhotoBlock) and block.id is None and block.photo in stories:
            return block.model_copy(update={"id": f"{block.photo}-photo"})
        if isinstance(block, AdvertBlock) and block.id is None and block.advert in stories | photos:
            return block.model_copy(update={"id": f"{block.advert}-advert"})
        if isinstance(block, TableBlock) and block.id is None and block.table in stories | photos:
            return block.model_copy(update={"id": f"{block.table}-table"})
        return block

    return tuple(told_apart(block) for block in blocks)


def _clock(value: object) -> object:
    """A time of day as YAML gives it: `23:30` is text, and one without quotes may be read as a number of minutes."""
    if isinstance(value, datetime.time) or value is None:
        return value
    match = re.fullmatch("([01]?[0-9]|2[0-3]):([0-5][0-9])", value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError(
            "bad_time", "This must be a time of day", {"hint": "write it as 23:30, in quotes"}
        )
    return datetime.time(int(match[1]), int(match[2]))


class PageModel(Model):
    """A page: its blocks, in order of rank on the page, which is the order that it is read in."""

    name: PageName = Field(description="The page's name, such as A01: it is in the names of its files.")
    grid: str | None = Field(
        default=None,
        max_length=60,
        description="Name of one of the paper's further `grids`; the paper's own grid where left out.",
    )
    holes: Literal["told", "off"] = Field(
        default="told",
        description="`off` for a page that is only begun: nothing is said of places that no block stands in.",
    )
    blocks: Annotated[tuple[Block, ...], AfterValidator(_told_apart)] = Field(
        max_length=1000, description="The blocks of the page."
    )


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
    time: Annotated[datetime.time, BeforeValidator(_clock)] | None = Field(
        default=None,
        description="Time of the issue, HH:MM by the paper's clocks; on the slug and in the press file.",
    )
    title: str | None = Field(
        default=None,
        max_length=200,
        description="Title of the PDF; the paper's name and the date where left out.",
    )
    pages: tuple[PageModel, ...] = Field(min_length=1, max_length=500, description="The pages, in order.")
    sign_offs: tuple[SignOffModel, ...] = Field(
        default=(), max_length=500, description="Problems that an editor answers for (签字放行)."
    )


@dataclass(frozen=True, slots=True)
class Pooled:
    """A story, photo or table that stands on no page (稿库); of a story that was read, the characters of its body."""

    kind: str
    id: str
    characters: int | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that was read: on the pages that aren't `held`, nothing in it contradicts anything else.

    `pictures` has the facts of each photo whose picture is there, `advert_facts` those of each advertisement whose
    file is; `problems` are those that don't refuse it whole. A held page is refused by one of them, and is not made up.
    """

    name: str
    root: Path
    paper_folder: Path
    read: Read[EditionModel]
    paper_read: Read[Paper]
    stories: dict[str, Story]
    photos: dict[str, Photo]
    pictures: dict[str, PictureFacts]
    adverts: dict[str, Advertisement]
    advert_facts: dict[str, AdvertFacts]
    tables: dict[str, Table]
    problems: tuple[Problem, ...]
    held: frozenset[str] = frozenset()
    pool: tuple[Pooled, ...] = ()

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

    def place(self, path: tuple[str | int, ...]) -> Place:
        """Where edition.yaml holds a key."""
        return Place(file=self.read.file, line=self.read.line_of(path), field=str(path[0]))

    def located(self, where: Place) -> Place:
        """A place on a page with the file and line that an editor opens to mend it: the copy's, else the block's."""
        if where.file is not None:
            return where
        name, field = where.story or "", where.field or ""
        at = self._block_at(where.page, where.block)
        block = None if at is None else self.model.pages[at[0]].blocks[at[1]]
        if isinstance(block, TableBlock) and name in self.tables:
            table = self.tables[name]
            return replace(where, story=None, file=table.sheet, line=table.line_of(field))
        of_photo = isinstance(block, CaptionedBlock) or (block is None and field in _PHOTO_PARTS)
        if of_photo and name in self.photos:
            photo = self.photos[name]
            line = photo.line_of(field)
            return replace(where, story=None, photo=name, file=photo.sheet, line=line)
        if name in self.stories:
            story = self.stories[name]
            return replace(where, file=story.file, line=story.line_of(field))
        if at is None:
            return where
        line = self.read.line_of(("pages", at[0], "blocks", at[1]))
        return replace(where, file=self.read.file, line=line)

    def _block_at(self, page: str | None, name: str | None) -> tuple[int, int] | None:
        """The numbers (from 0) of a page and of the block on it that has a name."""
        for page_number, number, page_name, block in blocks_of(self.model):
            if (page_name, block_id(block, number)) == (page, name):
                return page_number, number
        return None

    @property
    def issued(self) -> str:
        """Day of the issue, ISO 8601; with its time by the paper's clocks where it has one.

        A day alone begins at midnight by Beijing's clocks (`layout.press.file.metadata`).
        """
        day, time, offset = self.model.date.isoformat(), self.model.time, self.paper.utc_offset
        if time is None and offset == "+08:00":
            return day
        return f"{day}T{time or datetime.time():%H:%M}{offset}"

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
    shown = block.shows
    return shown[0].id if len(shown) == 1 else f"{block.kind}-{number + 1}"
