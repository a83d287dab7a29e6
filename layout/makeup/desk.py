"""What every block's make-up needs of its edition and page, as one value, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.advert import Advert, AdvertFacts
from content.photo import Photo
from content.picturefile import PictureFacts
from content.problems import Place, Problem
from content.story import Story
from content.table import Table
from layout.makeup.story.copyfit import Fit
from layout.makeup.text.keptparagraphs import KeptParagraphs
from layout.makeup.wardrobe import Dress, Wardrobe
from layout.plan.blocks import SidebarBlock, StoryBlock
from layout.plan.edition import PageModel
from layout.plan.grid import Grid, Leg
from layout.plan.paper import Paper
from layout.scene import CopyText, Ink, Region

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
    tables: dict[str, Table] = field(default_factory=dict)
    kept: KeptParagraphs = field(default_factory=KeptParagraphs)

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
class Change:
    """What the program changes of a story so that its copy fits, inside the paper's limits; nothing to begin with.

    `head_steps` is steps of the ladder of sizes that its headline is larger or smaller; a head that is not `filled` is
    set at its style's size though a larger one would fill its lines. `subhead_lines` are lines of white over subheads,
    `photo_lines` how many lines deeper the photos inside the story are.
    """

    head_steps: int = 0
    filled: bool = True
    subhead_lines: int = 0
    photo_lines: int = 0


NOTHING = Change()
"""A story as it was asked for."""


@dataclass(frozen=True, slots=True)
class Job:
    """One story to be made up: its copy, its block, the desk, the spot that messages name, its jump if any, and what
    is changed so that it fits.
    """

    story: Story
    block: StoryBlock | SidebarBlock
    desk: Desk
    spot: Spot
    jump: Jump = Jump()
    change: Change = NOTHING

    @property
    def strict(self) -> bool:
        """Whether nothing at all is done to fit it."""
        return (self.block.fit or self.desk.paper.fit.mode) == "strict"

    def place(self, part: str | None = None, character: int | None = None) -> Place:
        return self.spot.place(self.story.id, part, character)


@dataclass(frozen=True, slots=True)
class Made:
    """A block made up: its region, the copy that is in it, how it fits, and what is wrong.

    `cut` is where a story goes on elsewhere; `deeper` has the photos inside it that are so many lines deeper, by block.
    `legs` are those of a story's first part, as blocks inside it count them.
    """

    region: Region
    copy: tuple[CopyText, ...] = ()
    fits: tuple[Fit, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    cut: Cut | None = None
    deeper: tuple[tuple[str, int], ...] = ()
    legs: tuple[Leg, ...] = ()
