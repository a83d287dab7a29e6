"""What every block of a page has: its name, its area in basic columns and lines, its frame, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from content.patterns import NAME, pattern
from content.yaml.tree import KeyPath
from layout.plan.grid import Area
from layout.plan.paper import LineModel
from layout.plan.style import CheckedModel, Model, Writing, wrong_key
from layout.plan.things import Shown, ThingKind
from layout.plan.white import WhiteRound

ColumnsAre = Literal["basic", "legs"]
"""What a block's columns are: the page's basic columns, or the legs of the story that it belongs to."""

_ID = pattern(r"^[\w][\w\-]*$", "a name of letters, digits, _ and -, the first no -")
Id = Annotated[str, StringConstraints(pattern=_ID, max_length=80)]
StyleName = Annotated[str, StringConstraints(pattern=NAME, max_length=60)]


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


Border = Literal["double", "thick-thin", "wave", "twist", "fret", "checks", "squares", "dashes"]
"""Drawn patterns of a frame (花边): lines (双线, 文武线), waves (水线, 绞丝), a fret (回纹), repeated cells."""


class Frame(Model):
    """What is drawn round and behind a block."""

    stroke: LineModel | None = Field(default=None, description="The frame's rule; none where left out.")
    tint: str | None = Field(
        default=None, description="Name of the ink that the block is tinted with; none where left out."
    )
    border: Border | None = Field(
        default=None, description="A drawn pattern along the frame's edge (花边); none where left out."
    )
    border_pt: float = Field(
        default=5,
        ge=2,
        le=40,
        description="Depth of the pattern, in points; its finest parts are an eighth of it.",
    )
    border_ink: str = Field(default="black", description="Name of the ink of the pattern.")
    padding_em: float = Field(
        default=1,
        ge=0,
        le=10,
        description="White inside the frame where lines begin and end (left and right, or head and foot in vertical "
        "writing), in body ems.",
    )


Pattern = Literal["dots", "lines", "hatch", "check", "wave"]
"""Patterns of a ground (底纹, 地紋): small squares, level lines, rising ones, a chessboard, waves."""


class Ground(CheckedModel):
    """What type stands on (反白, 底纹; 白抜き, 地紋): an ink, a pattern, or a pattern over an ink."""

    ink: str | None = Field(
        default=None, description="Name of the ink that it is filled with; paper white where left out."
    )
    pattern: Pattern | None = Field(
        default=None,
        description="Pattern over that: `dots`, `lines`, `hatch`, `check` or `wave`; none where left out.",
    )
    pattern_ink: str | None = Field(
        default=None, description="Name of the ink of the pattern; a fifth of black where left out."
    )
    pattern_pt: float = Field(
        default=4,
        ge=1.5,
        le=60,
        description="From one repeat of the pattern to the next, in points; its lines are a fifth of it.",
    )
    type_ink: str | None = Field(
        default=None,
        description="Name of the ink of the type on it; where left out white if that is well seen on `ink`, else that "
        "of its style.",
    )
    padding_em: float | None = Field(
        default=None,
        ge=0,
        le=10,
        description="White between its edges and the type, in ems of its smallest style; as the paper's `white` has it "
        "where left out.",
    )

    def contradictions(self) -> Iterator[InitErrorDetails]:
        """A ground is drawn with something, and a pattern's keys are of a pattern."""
        if self.ink is None and self.pattern is None:
            what = "A ground without ink and pattern is none"
            yield wrong_key(("ink",), "missing_ground", what, "give it an `ink`, a `pattern`, or both")
        for key in ("pattern_ink", "pattern_pt"):
            if self.pattern is None and self.ink is not None and key in self.model_fields_set:
                what = f"There is no pattern for {key}"
                yield wrong_key((key,), "missing_pattern", what, "give it a `pattern`, or take the key out")


DepthPlace = Literal["top", "middle", "bottom", "right", "left"]
"""Where lines or a rule are placed in the depth of their block: from `top` to `bottom`, or from `right` to `left`."""


@dataclass(frozen=True, slots=True)
class StoryLead:
    """A story on another page that a block leads to, and the key that names it."""

    path: KeyPath
    story: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a block repeats from a story, which must have them. Its keys are `story` and `text`."""

    story: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words that a block prints and that are no story's. `path` leads to their key in the block; `marks` says which are
    read in them: those of a line (ruby, strong text …), those of a head (line breaks too), or none; `fields`, whether
    they may have some of the issue's (`{date}`).
    """

    path: KeyPath
    text: str
    marks: Literal["none", "line", "head"] = "none"
    fields: bool = False


class BlockBase(Model):
    """What every block has, and what the program asks of any block.

    A kind of block answers with class variables and properties of its own; those here are the answers of most. So
    reading, make-up and checks know no single kind.
    """

    shown_kind: ClassVar[ThingKind | None] = None
    """The kind of the things of the edition's folder that it shows."""

    shown_key: ClassVar[str] = ""
    """Its key that names them: one, or a list."""

    is_rule: ClassVar[bool] = False
    """Whether it is a rule: it may lie over any block, and a level one is a neighbour of the gutter it ends at."""

    id: Id | None = Field(
        default=None, description="Name of the block in messages; made from its kind where left out."
    )
    columns: Range = Field(description="Basic columns that it covers, from 1: `1-4`, or `3`.")
    lines: Range = Field(description="Lines of the baseline grid that it covers, from 1: `14-70`, or `12`.")

    inside: Id | None = Field(
        default=None,
        description="Name of a story's block of the page that it stands in: the story's text runs round it.",
    )
    columns_are: ColumnsAre = Field(
        default="basic",
        description="What its `columns` count: `basic` columns where left out, or the `legs` of the story that it is "
        "inside, which has others (变栏).",
    )

    white_round: WhiteRound = Field(
        default=WhiteRound(),
        description="The white round it in the story that it is inside; as the paper's `white` has it where left out.",
    )

    @cached_property
    def area(self) -> Area:
        return area_of(self.columns, self.lines)

    @property
    def gives_lines(self) -> float | None:
        """Lines of its own depth, one at most, that it can give to the white over and under it in a story: what it
        shows is so much less deep. None if it needs no white at all.
        """
        return 0.0

    @property
    def shows(self) -> tuple[Shown, ...]:
        """The things of the edition's folder that it shows."""
        if self.shown_kind is None:
            return ()
        named = getattr(self, self.shown_key)
        return tuple(Shown(self.shown_kind, id) for id in ((named,) if isinstance(named, str) else named))

    @property
    def needs(self) -> tuple[Shown, ...]:
        """The things of the edition's folder that its page can't be made up without."""
        return self.shows if self.quotes is None else (*self.shows, Shown("story", self.quotes.story))

    @property
    def leads_to(self) -> tuple[StoryLead, ...]:
        """The stories that it leads to."""
        return ()

    @property
    def quotes(self) -> Quotation | None:
        """What it quotes of a story."""
        return None

    @property
    def reads_pages(self) -> bool:
        """Whether its make-up depends on other pages."""
        return bool(self.leads_to) or self.quotes is not None

    @property
    def comes_from(self) -> str | None:
        """The page that has the first part of what it shows."""
        return None

    @property
    def waits_for(self) -> str | None:
        """The page whose plan it can't be made up without."""
        return self.comes_from

    @property
    def belongs_to(self) -> str | None:
        """The block of a story whose story it belongs to, by name."""
        return None

    @property
    def lies_on(self) -> str | None:
        """The block of a photo that its type lies on, by name."""
        return None

    @property
    def is_furniture(self) -> bool:
        """Whether it is outside the run of stories: it comes first in reading order, and gets no rules in gutters."""
        return False

    @property
    def has_stroke(self) -> bool:
        """Whether its frame has a rule or pattern, which parts it from its neighbours."""
        return False

    @property
    def wraps_outline(self) -> bool:
        """Whether text runs round the outline of its photo, instead of its rectangle."""
        return False

    @property
    def own_writing(self) -> Writing | None:
        """How its lines run; as the paper's for None."""
        return None

    @property
    def depth_place(self) -> DepthPlace | None:
        """Where in its depth its lines or rule are placed, which depends on how they run."""
        return None

    @property
    def own_words(self) -> Iterator[OwnWords]:
        """The words that it prints and that are no story's."""
        return iter(())

    @property
    def areas(self) -> tuple[Area, ...]:
        """All of its rectangles."""
        return (self.area,)


class FramedBlock(BlockBase):
    """A block that may have a frame."""

    frame: Frame | None = Field(default=None, description="Frame and tint; none where left out.")

    @property
    def has_stroke(self) -> bool:
        return self.frame is not None and (self.frame.stroke is not None or self.frame.border is not None)


class LinedBlock(FramedBlock):
    """A block of lines of type that are no story's, which may have a frame."""

    writing: Writing | None = Field(
        default=None,
        description="How the lines run, `horizontal` or `vertical`; as the paper's where left out.",
    )

    @property
    def own_writing(self) -> Writing | None:
        return self.writing


def area_of(columns: str, lines: str) -> Area:
    """The area of two ranges."""
    first_column, last_column = range_ends(columns)
    first_line, last_line = range_ends(lines)
    return Area(first_column, last_column, first_line, last_line)
