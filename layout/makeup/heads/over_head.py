"""A head over its legs and the blocks that stand in its story -> the head with less white where one begins right under
it, and what lies over it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.problems import Problem
from layout.makeup.desk import Job
from layout.makeup.heads.headplace import HeadSeat, place_seated_head
from layout.makeup.heads.headstack import HeadStack, stack_height
from layout.makeup.legs.ground import Obstacle, RectObstacle
from layout.makeup.legs.obstacles import obstacles_in
from layout.plan.blocks import Block
from layout.plan.grid import Leg, ascent
from layout.scene import Mpt, Rect

LEAST_WHITE = 500
"""What a head keeps of its white at least where it makes way, in thousandths."""

MOST_LINES = 2
"""Lines of the grid that a head makes way by at most."""


def make_way(job: Job, seat: HeadSeat, blocks: Sequence[Block], legs: tuple[Leg, ...]) -> HeadSeat:
    """The head as deep as leaves a block its place that begins where the head's own white is: all white in it shrinks
    alike, but for half a line under it. One that was set larger than its style makes no way, and none gets less deep
    than its block says. A head that is to be tight for its body's sake makes way by a line in any case.
    """
    head = seat.head
    larger = any(tier.taken_pt > tier.wanted_pt for tier in head.fits)
    if not seat.over or larger:
        return seat
    if not job.change.tight and not any(find_over_head(job, seat, blocks, legs)):
        return seat
    leading = job.desk.grid.leading
    for lines in range(1, min(MOST_LINES, head.depth - (job.block.head_lines or 1)) + 1):
        less = _tighten(head, lines, job)
        if less is None:
            break
        rect = replace(seat.rect, height=less.depth * leading)
        strip = replace(seat.strip, first_line=seat.strip.first_line - lines)
        tight = replace(seat, head=less, rect=rect, strip=strip)
        if job.change.tight or not any(find_over_head(job, tight, blocks, legs)):
            return tight
    return seat


def _tighten(head: HeadStack, lines: int, job: Job) -> HeadStack | None:
    """A head so many lines less deep; None where that takes too much of its white."""
    depth, leading = head.depth - lines, job.desk.grid.leading
    between = sum(tier.white for tier in head.tiers)
    room = depth * leading - (stack_height(head.tiers) - between)
    asked = between + job.desk.paper.headlines.white_lines * leading
    part = min(1000, 1000 * room // max(1, asked))
    if part < LEAST_WHITE:
        return None
    tiers = tuple(replace(tier, white=tier.white * part // 1000) for tier in head.tiers)
    # A head that is to be tight for its text's sake stands amid its white; a picture is better not touched.
    return replace(head, tiers=tiers, depth=depth, least_under=0 if job.change.tight else leading // 2)


def find_over_head(
    job: Job, stand: HeadSeat, blocks: Sequence[Block], legs: tuple[Leg, ...]
) -> Iterator[Problem]:
    """Blocks inside the story that lie over its head: text runs round them, a head does not. A photo's outline may
    reach into the white under it.
    """
    grid, rect = job.desk.grid, stand.rect
    for block in blocks if stand.head.tiers and job.block.head.on is None else ():
        area = block.area
        for obstacle in obstacles_in((block,), job.desk, legs):
            # An outline keeps white over it, too, which the head's own white may be.
            less = 0 if isinstance(obstacle, RectObstacle) else _white_under(stand, job) + grid.gutter
            if stands_over(obstacle, replace(rect, height=rect.height - less)):
                last = (rect.bottom - grid.top) // grid.leading
                thing = block.kind.replace("-", " ")
                what = f"The {thing} in lines {area.first_line}-{area.last_line} of the story lies over its head."
                begin = (
                    f"the head takes lines up to {last}: let the {thing} begin below it or stand beside it"
                )
                if job.desk.page_grid is not None:
                    begin = f"let the {thing} stand beside the head"
                hint = f"{begin}, or shorten the head"
                yield Problem("over-head", "press", what, job.place_of_key("head"), hint)
                break


def _white_under(stand: HeadSeat, job: Job) -> Mpt:
    """The white that a head has in its rectangle under its last line; none is known of one across the paper's lines."""
    along, _ = place_seated_head(stand, 0, job)
    feet = [
        line.baseline - ascent(run.em_depth, vertical=line.vertical) + run.em_depth
        for line in along
        for run in line.runs
    ]
    return stand.rect.bottom - (max(feet) + stand.head.padding if feet else stand.rect.bottom)


def stands_over(obstacle: Obstacle, head: Rect) -> bool:
    """Whether something that stands in a story, the white at its sides aside, reaches into a head's rectangle."""
    span = obstacle.across(head.y, head.bottom)
    return (
        span is not None
        and span[0] + obstacle.white < head.right
        and span[1] - obstacle.white_behind > head.x
    )
