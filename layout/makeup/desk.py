"""What every block's make-up needs of its edition and page, as one value, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import Literal

from content.advert import AdvertFacts, Advertisement
from content.photo import Photo
from content.pictures.picturefile import PictureFacts
from content.problems import Place, Problem
from content.story import Story
from content.table import Table
from content.yaml.tree import field_name
from layout.makeup.copyfit import Fit
from layout.makeup.jumphead import dress_jump_heads
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.wardrobe import Dress, Wardrobe
from layout.plan.blocks import Block, SidebarBlock, StoryBlock
from layout.plan.edition import Edition, PageModel
from layout.plan.grid import Grid, Leg, make_grid
from layout.plan.paper import Paper
from layout.scene import CopyText, Ink, Item, Region

NARROWEST_EM = 2
"""Ems of its own size that the narrowest leg has: in less no line can hold a character and the mark that may not leave
it.
"""


@dataclass(frozen=True, slots=True)
class SideWords:
    """What messages call the sides of a block or leg where its first and last line are, and more and fewer lines."""

    first: str
    last: str
    more: str
    fewer: str


LEVEL = SideWords("head", "foot", "deeper", "shallower")
UPRIGHT = SideWords("right end", "left end", "wider", "narrower")


@dataclass(frozen=True, slots=True)
class HeadSize:
    """What a page says of the size of one style in its heads, in points. Fitting keeps it between `least` and `most`,
    so that a lesser style is never as large as a greater one. `held` is the size that all heads of the style take; none
    where it is in one head alone, which is free.

    `by` are the blocks whose stories the size is for, and `why`: they are too long for their `measure`, their `body`
    has no room or too much, the style would be larger than one of higher `rank`. `mates` are all blocks that have it.
    """

    least: float = 0
    most: float = inf
    held: float | None = None
    by: tuple[str, ...] = ()
    why: Literal["measure", "body", "rank"] = "measure"
    mates: tuple[str, ...] = ()


ANY_SIZE = HeadSize()
"""A style of which the page says nothing."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk a page is made up at: the paper with its grid and dresses, the edition's copy, photos and adverts, and
    the page's `blocks`, what is kept of its paragraphs while it is made up, and the sizes of the styles of its heads.
    Where it may have `tight_heads` a head may give a line of its white to its body.
    `page_grid` is the page's grid where `grid` is that of a story alone, whose lines run across the page's
    (`layout.plan.turnedgrid`).
    """

    paper: Paper
    grid: Grid
    wardrobe: Wardrobe
    stories: dict[str, Story]
    photos: dict[str, Photo]
    pictures: dict[str, PictureFacts]
    pages: tuple[PageModel, ...] = ()
    adverts: dict[str, Advertisement] = field(default_factory=dict)
    advert_facts: dict[str, AdvertFacts] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    kept: KeptParagraphs = field(default_factory=KeptParagraphs)
    head_sizes: Mapping[str, HeadSize] = field(default_factory=dict)
    page_grid: Grid | None = None
    tight_heads: bool = False

    def at_page(self, page: PageModel) -> Desk:
        """The desk of a page: on the paper's grid, or on another of its grids."""
        grid = make_grid(self.paper, page.grid)
        wardrobe = self.wardrobe.running(vertical=grid.vertical)
        return replace(self, grid=grid, wardrobe=wardrobe, blocks=page.blocks, kept=KeptParagraphs())

    @property
    def words(self) -> SideWords:
        return UPRIGHT if self.grid.vertical else LEVEL

    @property
    def body(self) -> Dress:
        return self.wardrobe["body"]

    def ink(self, name: str) -> Ink:
        return self.wardrobe.inks[name]

    def region(self, block: Block, spot: BlockSpot, items: Iterable[Item]) -> Region:
        """The region of a block in the paper's language: its items, which are where they are on the page."""
        shown = block.shows[0].id if len(block.shows) == 1 else None
        frame = self.grid.on_page(self.grid.rect(block.area))
        return Region(spot.block, block.kind, shown, self.paper.lang, frame, tuple(items))


@dataclass(frozen=True, slots=True)
class BlockSpot:
    """Where messages say that a block is: its page's name, its own, and the `key` of it that is at fault."""

    page: str
    block: str
    key: str = ""

    def at(self, *path: str | int) -> BlockSpot:
        """The spot of one of the block's keys."""
        return replace(self, key=field_name(path))

    def place(self, story: str | None = None, part: str | None = None, character: int | None = None) -> Place:
        """The place of a part of copy that the block shows; else of its key, or of the block."""
        field = part or self.key or None
        return Place(page=self.page, block=self.block, story=story, field=field, character=character)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a story is cut to go on on another page: a part of its body (`body[3]`), and a character in it."""

    part: str
    offset: int


NOWHERE = Cut("", 0)
"""The cut of a story of which nothing goes on: all that has no room is overset here."""


@dataclass(frozen=True, slots=True)
class Jump:
    """How a story's block is one of several (转版): the jump lines at its end and at its head, and where it begins."""

    to: str = ""
    back: str = ""
    begin: Cut | None = None


@dataclass(frozen=True, slots=True)
class FitChange:
    """What the program changes of a story so that its copy fits, inside the paper's limits; nothing to begin with.

    `head_steps` is steps of the ladder of sizes that its headline is larger or smaller; a head that is not `filled` is
    set at its style's size though a larger one would fill its lines; one that is not `sense_first` is set smaller
    rather than broken where its writer put a mark. `subhead_lines` are lines of white over subheads, `photo_lines` how
    many lines deeper the photos inside the story are. A head that is `tight` gives a line of its white to the body.
    """

    head_steps: int = 0
    filled: bool = True
    sense_first: bool = True
    subhead_lines: int = 0
    photo_lines: int = 0
    tight: bool = False


AS_ASKED = FitChange()
"""A story as it was asked for."""


@dataclass(frozen=True, slots=True)
class Job:
    """One story to be made up: its copy, its block, the desk, the spot that messages name, its jump if any, and what
    is changed so that it fits.
    """

    story: Story
    block: StoryBlock | SidebarBlock
    desk: Desk
    spot: BlockSpot
    jump: Jump = Jump()
    change: FitChange = AS_ASKED

    @property
    def strict(self) -> bool:
        """Whether nothing at all is done to fit it."""
        return (self.block.fit or self.desk.paper.fit.mode) == "strict"

    def place(self, part: str | None = None, character: int | None = None) -> Place:
        return self.spot.place(self.story.id, part, character)

    def place_of_key(self, *path: str | int) -> Place:
        """Where the story's block has a key."""
        return self.spot.at(*path).place(self.story.id)


@dataclass(frozen=True, slots=True)
class Resized:
    """A picture in a story that got other lines of the grid than its block says: first and last, and how many more."""

    name: str
    lines: tuple[int, int]
    deeper: int


@dataclass(frozen=True, slots=True)
class BlockMakeup:
    """A block made up: its region, the copy that is in it, how it fits, and what is wrong.

    `cut` is where a story goes on elsewhere; `resized` has the pictures inside it that got other lines than they were
    asked for, `scraps` how often hardly a line stands over or under one. `legs` are those of a story's first part, as
    blocks inside it count them.
    """

    region: Region
    copy: tuple[CopyText, ...] = ()
    fits: tuple[Fit, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    cut: Cut | None = None
    resized: tuple[Resized, ...] = ()
    scraps: int = 0
    legs: tuple[Leg, ...] = ()


def open_desk(edition: Edition, wardrobe: Wardrobe) -> Desk:
    """The desk of an edition, before there is a page on it."""
    return Desk(
        paper=edition.paper,
        grid=make_grid(edition.paper),
        wardrobe=replace(wardrobe, dresses=dress_jump_heads(wardrobe.dresses, edition.paper)),
        stories=edition.stories,
        photos=edition.photos,
        pictures=edition.pictures,
        pages=edition.model.pages,
        adverts=edition.adverts,
        advert_facts=edition.advert_facts,
        tables=edition.tables,
    )
