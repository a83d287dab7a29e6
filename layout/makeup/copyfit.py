"""How a story's copy fits its place, as values: per leg and in all, what was done for it, what an editor can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Trial:
    """A size that was tried for a tier of a head, in points, its number of lines, and the verdict."""

    size_pt: float
    lines: int
    verdict: str


@dataclass(frozen=True, slots=True)
class TierFit:
    """How a tier of a head came to its size and lines. `fills` is how much of its measure each line fills, from 0.

    `marked` has the texts in which an editor's marks of line breaks were obeyed, each with `|` and `~` at their places.
    One that is `at_marks` is broken where its writer put marks. One that is `too_long` fits in no size, or not in that
    which the page's other heads of its `style` take. Breaks that an editor should read are `in_doubt`.
    """

    tier: str
    wanted_pt: float
    taken_pt: float
    lines: tuple[str, ...]
    fills: tuple[float, ...]
    tracking_em: float
    condensed_percent: float
    tried: tuple[Trial, ...]
    why: str
    marked: tuple[str, ...] = ()
    style: str = ""
    too_long: bool = False
    at_marks: bool = False
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class LegFit:
    """One leg: lines it has room for, lines and characters set in it, and what it is under or over.

    `over` is the leg's share of what found no room, were every leg to take as many lines.
    """

    room: int
    lines: int
    characters: int
    under_lines: int
    under_characters: int
    over_lines: int
    over_characters: int


@dataclass(frozen=True, slots=True)
class FitStep:
    """One thing that the program did so that copy fits, inside the paper's limits.

    `paragraph`: a paragraph of the body is `lines` longer or shorter than of itself. `head-white`: so many lines of
    white went to the head, or from it to the body (−1). `subheads`: so many lines of white over subheads. `headline`:
    `change` says from and to which size. `photo`: the photo of `part`'s block is so many lines deeper or shallower.
    """

    what: Literal["paragraph", "head-white", "subheads", "headline", "photo"]
    part: str
    lines: int
    change: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that an editor can do: `cut` or `add` so many characters, make the `block`, or the `photo` of the block
    named `part`, so many lines deeper (or shallower, below 0).
    """

    what: Literal["cut", "add", "block", "photo"]
    part: str
    characters: int
    lines: int


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
    white_characters: int = 0
    headline_pt: tuple[float, ...] = ()
    heads: tuple[TierFit, ...] = ()
    each_leg: tuple[LegFit, ...] = ()
    done: tuple[FitStep, ...] = ()
    can: tuple[Advice, ...] = ()
