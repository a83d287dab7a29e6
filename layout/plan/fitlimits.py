"""What a paper's file says of fitting: how far copy and heads may be changed, and what white between blocks may be."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from layout.plan.style import Model, PointSize

LegsUnder = Literal["on", "anew"]
"""Where copy goes on when something stands across all legs of its story: on in the same leg, or anew in the first."""


class FitModel(Model):
    """How far the program may go to fit copy, beyond which it only reports."""

    mode: Literal["free", "strict"] = Field(
        default="free",
        description="`strict`: nothing at all is done to fit copy; lines, sizes and photos are as they were asked for.",
    )
    level_legs: bool = Field(
        default=True,
        description="Let paragraphs give or take a line, inside the setter's rules, so that legs end level.",
    )
    least_headline_pt: PointSize = Field(
        default=14, description="The smallest size a headline is stepped down to, in points."
    )
    headline_steps: int = Field(
        default=1,
        ge=0,
        le=4,
        description="Steps of the ladder of sizes (字号) that a headline may be set larger or smaller so that the body "
        "fits.",
    )
    subhead_lines: int = Field(
        default=1,
        ge=0,
        le=4,
        description="Lines of white that may be set over each subhead to fill the legs.",
    )
    photo_lines: int = Field(
        default=2,
        ge=0,
        le=40,
        description="Lines that a photo inside a story may begin or end higher or lower, so that the body fits, or so "
        "that it begins with the legs, right under the head.",
    )
    least_measure_em: float = Field(
        default=6,
        ge=1,
        le=100,
        description="The shortest line that text is set in beside a photo or box, in body ems; it has none there "
        "where less is left.",
    )
    least_outline_measure_em: float = Field(
        default=4,
        ge=1,
        le=100,
        description="The shortest line that text is set in beside a photo's outline, in body ems.",
    )
    legs_under: LegsUnder = Field(
        default="on",
        description="Where something stands across all legs of a story: `on`, each leg goes on under it before the "
        "next; `anew`, all legs over it are read first, then those under it.",
    )
    remainder: Literal["gutters", "leg"] = Field(
        default="gutters",
        description="Where the ems go that re-columned legs leave over (变栏): into the gutters between them, or into "
        "the last leg.",
    )


class HolesModel(Model):
    """Places of a page that no block stands in."""

    told: Literal["press", "warning", "off"] = Field(
        default="press",
        description="`press`: a page with one is held from the press; `warning`: it is told; `off`: nothing is said.",
    )
    lines: int = Field(
        default=4,
        ge=0,
        le=400,
        description="How many lines deep the white between blocks may be, beyond which it is a hole.",
    )


class HeadlineModel(Model):
    """How heads are fitted to their measure."""

    fill: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="How much of its measure the longest line of a kicker, headline or deck fills at least: a shorter "
        "one is set larger, where the steps that are allowed fill so much.",
    )
    together: bool = Field(
        default=True,
        description="Heads of one style have one size on a page: what one is set larger or smaller by, all are.",
    )
    steps_up: int = Field(
        default=1,
        ge=0,
        le=6,
        description="Steps of the ladder of sizes (字号) that a line may be set larger than its style, to fill its "
        "measure.",
    )
    tracking_em: float = Field(
        default=0,
        ge=0,
        le=1,
        description="Space that may be added between characters so that the longest line fills its measure, in ems; "
        "where more is needed none is added.",
    )
    condense_percent: float = Field(
        default=0,
        ge=0,
        le=30,
        description="How much narrower a headline's type may be drawn to fit its measure, in percent, before it is "
        "stepped down; none where left out. Vertical lines are not condensed.",
    )
    text_beneath: bool = Field(
        default=True,
        description="Whether a vertical head takes no more of its legs than its lines fill, whole dan on a vertical "
        "page and lines of the grid on a level one, and the text runs on beneath it.",
    )
    white_lines: int = Field(
        default=1,
        ge=0,
        le=4,
        description="Lines of white that a head has besides its own lines and those between its tiers, at least; "
        "`white` says where they are.",
    )
