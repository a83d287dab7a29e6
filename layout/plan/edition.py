"""The models of edition.yaml, and an edition as it was read: pages, paper, copy and photos as one value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Generic, Literal, TypeVar, cast

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from content.advert import AdvertFacts, Advertisement
from content.patterns import CODE
from content.photo import Photo
from content.pictures.picturefile import PictureFacts
from content.problems import Place, Problem
from content.reading import Read
from content.story import Story
from content.table import Table
from layout.plan.blocks import Block, BlockBase, CopyBlock
from layout.plan.paper import Paper
from layout.plan.signoff import SignOffModel
from layout.plan.style import Model
from layout.plan.things import ThingKind

PageName = Annotated[
    str,
    StringConstraints(pattern=CODE),
]

_Planned = TypeVar("_Planned", bound=BlockBase)
_PHOTO_PARTS = ("caption", "credit", "stand_in")
_LAST_DIGITS = re.compile("[0-9]+$")
_KEY_OR_NUMBER = re.compile(r"(\w+)|\[(\d+)\]")


def _with_ids(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Gives a photo's block the id `NAME-photo` where a story's block of the page is called NAME already, and an
    advertisement's `NAME-advert` or a table's `NAME-table` where either is: a story and its photo often have one name,
    and messages and scene need a name for each block.
    """
    stories = stories_on(blocks).keys()
    photos = {thing.id for block in blocks for thing in block.shows if thing.kind == "photo"}

    def with_id(block: Block) -> Block:
        if block.id is not None or len(block.shows) != 1 or block.shown_kind == "story":
            return block
        [thing] = block.shows
        taken = stories if thing.kind == "photo" else stories | photos
        return block.model_copy(update={"id": f"{thing.id}-{thing.kind}"}) if thing.id in taken else block

    return tuple(with_id(block) for block in blocks)


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


def _as_text(value: object) -> object:
    """Lets a number be written without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class PageModel(Model):
    """A page: its blocks, in order of rank on the page, which is the order that it is read in."""

    name: PageName = Field(description="The page's name, such as A01: it is in the names of its files.")
    grid: str | None = Field(
        default=None,
        max_length=60,
        description="Name of one of the paper's further `grids`; the paper's own grid where left out.",
    )
    section: str | None = Field(
        default=None,
        min_length=1,
        max_length=60,
        description="The page's section (要闻, 副刊), for the field `{section}`; the letters of its name where left "
        "out.",
    )
    holes: Literal["told", "off"] = Field(
        default="told",
        description="`off` for a page that is only begun: nothing is said of places that no block stands in.",
    )
    blocks: Annotated[tuple[Block, ...], AfterValidator(_with_ids)] = Field(
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
    issue: Annotated[str, BeforeValidator(_as_text)] | None = Field(
        default=None,
        min_length=1,
        max_length=40,
        description="Number of the issue (期号), for the field `{issue}`: `12345`, or `12,345` in quotes.",
    )
    lunar: str | None = Field(
        default=None,
        min_length=1,
        max_length=40,
        description="The day by the lunar calendar (农历), for the field `{lunar}`, as it is printed.",
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
    """A story, photo or table that is on no page (稿库); of a story that was read, the characters of its body."""

    kind: ThingKind
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
        return self.paper_read.place(*path)

    def place(self, path: tuple[str | int, ...]) -> Place:
        """Where edition.yaml holds a key."""
        return Place(file=self.read.file, line=self.read.line_of(path), field=str(path[0]))

    def located(self, where: Place) -> Place:
        """A place on a page with the file and line that an editor opens to mend it: those of a key of its block, or of
        the part of its copy, that `field` names; those of the block where it names neither.
        """
        if where.file is not None:
            return where
        name, field = where.story, where.field or ""
        kind: ThingKind | None = "photo" if field in _PHOTO_PARTS else "story"
        named = (at for at in blocks_of(self.read) if (at.page.name, at.id) == (where.page, where.block))
        found = next(named, None)
        if found is not None:
            kind = found.block.shown_kind
        if kind == "table":
            where = replace(where, story=None)
        elif kind == "photo" and name in self.photos:
            where = replace(where, story=None, photo=name)
        # `entries[0].title` are the keys "entries", 0 and "title".
        keys = [int(number) if number else key for key, number in _KEY_OR_NUMBER.findall(field)]
        if found is not None and (not keys or keys[0] in type(found.block).model_fields):
            return replace(where, file=self.read.file, line=found.line_of(*keys))
        sheets: dict[ThingKind | None, Mapping[str, Photo | Table]]
        sheets = {"table": self.tables, "photo": self.photos}
        if (sheet := sheets.get(kind, {}).get(name or "")) is not None:
            return replace(where, file=sheet.sheet, line=sheet.line_of(field))
        if name in self.stories:
            story = self.stories[name]
            return replace(where, file=story.file, line=story.line_of(field))
        return where

    def locate_all(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems with the file and line that an editor opens to mend each (`located`)."""
        return [replace(problem, where=self.located(problem.where)) for problem in problems]

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


@dataclass(frozen=True, slots=True)
class PlannedBlock(Generic[_Planned]):
    """A block in its place in edition.yaml: its page and it, each with its number from 0, and its name (`block_id`)."""

    read: Read[EditionModel]
    page_number: int
    number: int
    page: PageModel
    block: _Planned
    id: str

    def line_of(self, *path: str | int) -> int | None:
        """The line that has a key of the block."""
        return self.read.line_of(("pages", self.page_number, "blocks", self.number, *path))

    def place(self, *path: str | int) -> Place:
        """Where a key of the block is: the place names the first of the path's keys, and has the line of the last."""
        return Place(self.read.file, self.line_of(*path), str(path[0]), self.page.name, self.id)

    def refusal(self, id: str, what: str, hint: str, *path: str | int) -> Problem:
        """A problem in a key of the block that refuses its page."""
        return Problem(id, "refused", what, self.place(*path), hint)


def blocks_of(read: Read[EditionModel]) -> Iterator[PlannedBlock[Block]]:
    """Each block of an edition, page by page."""
    for page_number, page in enumerate(read.value.pages):
        for number, block in enumerate(page.blocks):
            yield PlannedBlock(read, page_number, number, page, block, block_id(block, number))


def number_of(page: str) -> int | None:
    """The number at the end of a page's name: 3 of A03."""
    digits = _LAST_DIGITS.search(page)
    return int(digits[0]) if digits else None


def section_of(page: str) -> str | None:
    """What a page's name has before its number: A of A03."""
    return _LAST_DIGITS.sub("", page) or None


def stories_of(read: Read[EditionModel]) -> Iterator[PlannedBlock[CopyBlock]]:
    """Each block that holds a story, as `blocks_of` gives them."""
    for at in blocks_of(read):
        if isinstance(at.block, CopyBlock):
            yield cast("PlannedBlock[CopyBlock]", at)


def stories_on(blocks: Iterable[Block]) -> dict[str, CopyBlock]:
    """The blocks of a page that hold a story, by their names."""
    return {
        block_id(block, number): block for number, block in enumerate(blocks) if isinstance(block, CopyBlock)
    }


def stories_round(block: Block, stories: Mapping[str, CopyBlock]) -> tuple[str, ...]:
    """The stories of a page that a block stands in, one in the other, by their names: the innermost first."""
    found: list[str] = []
    name = block.inside
    while name is not None and name in stories and name not in found:
        found.append(name)
        name = stories[name].inside
    return tuple(found)


def pages_before(block: Block, pages: Iterable[PageModel]) -> tuple[str, ...]:
    """The pages that have what a block shows before it does (转版, 跨版), by their names, the nearest first."""
    models = {page.name: page for page in pages}
    found: list[str] = []
    part: Block | None = block
    while part is not None and (name := part.comes_from) is not None and name not in found:
        found.append(name)
        there = models[name].blocks if name in models else ()
        part = next((other for other in there if other.shows == block.shows and other.comes_from), None)
    return tuple(found)


def block_id(block: Block, number: int) -> str:
    """The block's name in messages and in the scene; `number` is its place on the page, from 0."""
    if block.id is not None:
        return block.id
    shown = block.shows
    return shown[0].id if len(shown) == 1 else f"{block.kind}-{number + 1}"
