"""What a desk objects to on a made-up page, as values: the ids, one objection, and a paper's limits.

`layout.objections` has the table of them and raises them from a Scene; reports and proofs show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from pydantic import Field

from content.problems import Gravity
from layout.plan.style import Model
from layout.scene import Rect

Weight = Literal[Gravity, "note", "off"]
"""How grave an objection is, or `off`: not looked for."""


ObjectionId = Literal[
    "tombstone",
    "broken-page",
    "running-gutter",
    "outweighed-lead",
    "rank",
    "short-leg",
    "dog-leg",
    "wide-caption",
    "caption-apart",
    "missing-credit",
    "photo-apart",
    "near-edge",
    "orphaned-rule",
    "white-hole",
    "harakiri",
    "nakiwakare",
    "ryounagare",
    "tobiori",
    "entotsu",
    "grey",
]
"""Everything that is looked for."""

OBJECTION_IDS: Final[tuple[ObjectionId, ...]] = get_args(ObjectionId)


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that a desk objects to on a page.

    `blocks` are those concerned, the one to change first; `places` the rectangles to look at, in thousandths of a point
    from the upper left corner of the trim. `message` stands alone; `hint` says what to do; `source` whose rule it
    is (`layout.objections.table.SOURCES`).
    """

    id: ObjectionId
    severity: Literal[Gravity, "note"]
    page: str
    blocks: tuple[str, ...]
    places: tuple[Rect, ...]
    message: str
    hint: str
    source: str


class ObjectionLimits(Model):
    """The numbers of the checks."""

    stories: int = Field(
        default=3,
        ge=2,
        le=100,
        description="Stories that a page has at least before a straight cut through it counts: broken-page, "
        "running-gutter, harakiri.",
    )
    full_percent: float = Field(
        default=75,
        ge=0,
        le=100,
        description="A page of which less is taken, in percent of the type area, is not made up yet: broken-page, "
        "running-gutter, harakiri, white-hole.",
    )
    apart_percent: float = Field(
        default=25,
        ge=0,
        le=500,
        description="Two heads are told apart where the larger is larger by so many percent: tombstone.",
    )
    apart_em: float = Field(
        default=3,
        ge=0,
        le=100,
        description="Two heads are told apart by so much white between them, in ems of the smaller one: tombstone.",
    )
    outweighed_percent: float = Field(
        default=100,
        ge=1,
        le=1000,
        description="A head in the lower half may weigh so many percent of the lead's (the sum of its lines' lengths, "
        "each by its size): outweighed-lead.",
    )
    rank_percent: float = Field(
        default=5,
        ge=0,
        le=500,
        description="A head in a lower place may be larger by so many percent, less than a step of the ladder of "
        "sizes: rank.",
    )
    short_leg_lines: int = Field(
        default=3, ge=1, le=50, description="Lines that a leg has at least: short-leg."
    )
    uneven_lines: int = Field(
        default=2,
        ge=0,
        le=100,
        description="Lines by which legs that begin level may end apart: dog-leg.",
    )
    wrap_lines: int = Field(
        default=6,
        ge=1,
        le=50,
        description="Lines that copy has at least where it wraps under or over something, in papers that are neither "
        "Chinese nor Japanese: dog-leg.",
    )
    caption_wider_mm: float = Field(
        default=0.5,
        ge=0,
        le=100,
        description="What a caption may be wider than its photo, in millimetres: wide-caption.",
    )
    caption_apart_em: float = Field(
        default=2,
        ge=0,
        le=50,
        description="White between a photo and its caption at most, in ems of the caption: caption-apart.",
    )
    photo_apart_lines: float = Field(
        default=3,
        ge=0,
        le=200,
        description="White between a photo and its story at most, in lines of the grid: photo-apart.",
    )
    near_edge_mm: float = Field(
        default=3,
        ge=0,
        le=100,
        description="Two edges that miss each other by less look like a mistake, in millimetres: near-edge.",
    )
    rule_apart_lines: float = Field(
        default=4,
        ge=0,
        le=200,
        description="A rule parts what is so near on both sides of it, in lines of the grid: orphaned-rule.",
    )
    white_hole_percent: float = Field(
        default=1,
        gt=0,
        le=100,
        description="The largest empty rectangle, in percent of the type area: white-hole.",
    )
    grey_lines: int = Field(
        default=20, ge=2, le=400, description="Lines that copy may run on without a head: grey."
    )
    grey_legs: int = Field(
        default=3, ge=1, le=40, description="Legs side by side in which it runs on so: grey."
    )
