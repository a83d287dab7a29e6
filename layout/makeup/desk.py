"""What every block's make-up needs of its edition and page, as one value, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.advert import Advert, AdvertFacts
from content.photo import Photo, PictureFacts
from content.problems import Place, Problem
from content.story import Story
from layout.blocks import SidebarBlock, StoryBlock
from layout.edition import PageModel
from layout.grid import Grid
from layout.paper import Paper
from layout.scene import CopyText, Ink, Region
from layout.wardrobe import Dress, Wardrobe

NARROWEST_EM = 2
"""Ems of its own size that the narrowest leg has: in less no line can hold a character and the mark that may not leave
it.
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What messages call the sides of a block or leg where its first and last line are, and more and fewer lines."""

    first: str
    last: str
    more: str
    fewer: str


LEVEL = Words("head", "foot", "deeper", "shallower")
UPRIGHT = Words("right end", "left end", "wider", "narrower")


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk a page is made up at: the paper with its grid and dresses, the edition's copy, photos and adverts."""

    paper: Paper
    grid: Grid
    wardrobe: Wardrobe
    stories: dict[str, Story]
    photos: dict[str, Photo]
    pictures: dict[str, PictureFacts]
    pages: tuple[PageModel, ...] = ()
    adverts: dict[str, Advert] = field(default_factory=dict)
    advert_facts: dict[str, AdvertFacts] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return UPRIGHT if self.grid.vertical else LEVEL

    @property
    def body(self) -> Dress:
        return self.wardrobe["body"]

    def ink(self, name: str) -> Ink:
        return self.wardrobe.inks[name]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands: the page's name and the block's own."""

    page: str
    block: str

    def place(self, story: str | None = None, part: str | None = None, character: int | None = None) -> Place:
        return Place(page=self.page, block=self.block, story=story, field=part, character=character)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a story is cut to go on on another page: a part of its body (`body[3]`), and a character in it."""

    part: str
    offset: int


NOWHERE = Cut("", 0)
"""The cut of a story of which nothing goes on: what has no room is told where it begins."""


@dataclass(frozen=True, slots=True)
class Jump:
    """How a story's block is one of two (转版): the jump line at its end or at its head, and where it goes on from."""

    to: str = ""
    back: str = ""
    begin: Cut | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One story to be made up: its copy, its block, the desk, the spot that messages name, and its jump if any.

    `head_steps` is steps of the ladder of sizes that its headline is larger or smaller, to fit the body; `strict`
    leaves everything as it was asked for.
    """

    story: Story
    block: StoryBlock | SidebarBlock
    desk: Desk
    spot: Spot
    jump: Jump = Jump()
    head_steps: int = 0
    strict: bool = False

    def place(self, part: str | None = None, character: int | None = None) -> Place:
        return self.spot.place(self.story.id, part, character)


@dataclass(frozen=True, slots=True)
class Trial:
    """A size of a tier of a head that was tried, in points, on so many lines, and what came of it."""

    size_pt: float
    lines: int
    verdict: str


@dataclass(frozen=True, slots=True)
class TierFit:
    """How a tier of a head came to its size and lines. `fills` is how much of its measure each line fills, from 0."""

    tier: str
    wanted_pt: float
    taken_pt: float
    lines: tuple[str, ...]
    fills: tuple[float, ...]
    tracking_em: float
    tried: tuple[Trial, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a story's copy fits its legs, counted in lines of the grid and characters of copy.

    `white` is the lines of the area left empty at the foot of all legs together; `over_lines` and
    `over_characters` are what found no room.
    """

    story: str
    page: str
    block: str
    legs: int
    leg_lines: int
    head_lines: int
    set_lines: int
    natural_lines: int
    white: int
    over_lines: int
    over_characters: int
    headline_pt: tuple[float, ...] = ()
    heads: tuple[TierFit, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A block made up: its region, the copy that is in it, how it fits, and what is wrong."""

    region: Region
    copy: tuple[CopyText, ...] = ()
    fits: tuple[Fit, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    cut: Cut | None = None
