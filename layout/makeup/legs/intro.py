"""The first paragraphs of a story and what its head leaves -> an intro (前文) in legs of its own, and what that leaves.

Its lines stand on the grid, unless its style has a leading of its own, or is larger than the grid's lines: then it
begins and ends on lines of the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.makeup.desk import NARROWEST_EM, Job
from layout.makeup.legs.body import Body, leg_rules, place_body, set_texts
from layout.makeup.legs.ground import BodyLeg, Measures, Obstacle, Strip, make_ground, part_legs
from layout.makeup.text.paragraphs import BodyText, paragraphs_of
from layout.plan.blocks import Intro
from layout.plan.grid import Grid
from layout.scene import Item, Line, Mpt


@dataclass(frozen=True, slots=True)
class SetIntro:
    """An intro: its body, its legs on a `grid` of its own, and the `depth` that it takes with the white under it, in
    lines of the page's grid.
    """

    body: Body
    legs: tuple[BodyLeg, ...]
    grid: Grid
    depth: int

    def place(self, job: Job, extra: int) -> tuple[tuple[Item, ...], tuple[Line, ...]]:
        """The rules between its legs, and its lines, so many lines of the page's grid further down."""
        grid = replace(self.grid, top=self.grid.top + extra * job.desk.grid.leading)
        desk = replace(job.desk, grid=grid)
        return leg_rules(desk, self.legs, self.body), place_body(self.body, self.legs, desk)


def find_openers(job: Job) -> list[BodyText]:
    """The paragraphs of the intro that a story's block asks for; none in the part of it that stands on another page."""
    return [] if job.block.intro is None else [text for text in paragraphs_of(job) if text.opens]


def set_intro(
    job: Job, texts: list[BodyText], strip: Strip, obstacles: Sequence[Obstacle], measures: Measures
) -> SetIntro | None:
    """The intro over what a head leaves of a story, as deep as it must be; None where it finds no room."""
    asked, page_grid = job.block.intro or Intro(), job.desk.grid
    body = job.desk.wardrobe[job.block.body_style]
    dress = job.desk.wardrobe.get(asked.style or job.block.body_style, body)
    own = dress.style.leading is not None and asked.style is not None
    leading: Mpt = page_grid.leading
    grid, first = page_grid, strip.first_line
    if own or dress.em_depth > leading:
        leading = max(dress.line_height, dress.em_depth)
        grid = replace(
            page_grid, top=page_grid.line_y(first), leading=leading, em=dress.em, em_depth=dress.em_depth
        )
        first = 1
    room = (strip.last_line - strip.first_line + 1) * page_grid.leading // leading
    part = Strip(first, first, strip.x, strip.width, asked.legs)
    own_measures = replace(measures, em=dress.em)
    if part_legs(grid, part, own_measures)[0].width < NARROWEST_EM * dress.em:
        return None
    plain = job.block.model_copy(update={"drop_cap": 0})
    job = replace(job, desk=replace(job.desk, grid=grid), block=plain)
    depth = 1
    while depth <= room:
        legs = make_ground(grid, [replace(part, last_line=first + depth - 1)], obstacles, own_measures)
        if not legs:
            depth += 1
            continue
        found = set_texts(job, texts, legs)
        over = len(found.lines) - sum(found.depths)
        if over <= 0:
            feet = (leg.slots[lines - 1].line for leg, lines in zip(legs, found.depths, strict=True) if lines)
            taken = -(-(max(feet) - first + 1) * leading // page_grid.leading)
            return SetIntro(found, legs, grid, taken + asked.white_lines)
        # What is over makes each leg so much deeper; a line at least.
        depth += max(1, over // len(legs))
    return None
