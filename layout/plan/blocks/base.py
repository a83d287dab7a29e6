"""What every block of a page has: its name, its area in basic columns and lines, and the frame round it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from content.patterns import NAME, pattern
from layout.plan.grid import Area
from layout.plan.paper import LineModel
from layout.plan.style import Model

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


class Shown(NamedTuple):
    """What a block shows of an edition's folder: the kind of it (`story`, `photo`, `advert`, `table`) and its id."""

    kind: str
    id: str


class BlockBase(Model):
    """What every block has."""

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

    @cached_property
    def area(self) -> Area:
        return area_of(self.columns, self.lines)

    @property
    def shows(self) -> tuple[Shown, ...]:
        """What of the edition's folder it shows."""
        return ()

    @property
    def areas(self) -> tuple[Area, ...]:
        """All of its rectangles."""
        return (self.area,)


def area_of(columns: str, lines: str) -> Area:
    """The area of two ranges."""
    first_column, last_column = range_ends(columns)
    first_line, last_line = range_ends(lines)
    return Area(first_column, last_column, first_line, last_line)
