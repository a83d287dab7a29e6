"""A seated head and the pictures that stand in its story -> those that begin within a line or two of where the legs do
beginning with them: hardly a line of text stands between a head and a picture, and no picture in the white of a head.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.makeup.desk import Job, Resized
from layout.makeup.heads.headplace import HeadSeat
from layout.makeup.legs.obstacles import desk_of
from layout.makeup.story.deepen_block import LEAST_LINES, is_bound, meets, with_lines
from layout.plan.blocks import Block, PhotoBlock, PhotoGroupBlock
from layout.plan.edition import block_id
from layout.plan.grid import Leg
from layout.scene.geometry import are_alongside

MOST_LINES = 2
"""Lines of the grid that a picture begins higher or lower by at most, if its paper's `photo_lines` allow so many: more
lines of text than that may stand over it.
"""


def begin_under_head(
    job: Job, seat: HeadSeat, blocks: Sequence[Block], legs: tuple[Leg, ...]
) -> tuple[Block, ...]:
    """The blocks with each photo and group that begins a line or two higher or lower than the legs under the head
    beginning with them, where nothing is in the way. Their feet stay. None gives way to a head that was set larger than
    its style.
    """
    most = min(MOST_LINES, job.desk.paper.fit.photo_lines)
    # Pictures of a page whose lines run across the story's are as deep as they are.
    if job.strict or job.desk.page_grid is not None or not seat.head.tiers or job.block.head.on is not None:
        return tuple(blocks)
    larger = any(tier.taken_pt > tier.wanted_pt for tier in seat.head.fits)
    found = [*blocks]
    for number, block in enumerate(blocks):
        if not isinstance(block, PhotoBlock | PhotoGroupBlock) or is_bound(block, (*blocks, job.block)):
            continue
        # An outline may reach into the white under a head.
        if block.wraps_outline:
            continue
        area = block.area
        first = _first_line_under(job, seat, block, legs)
        lower = first - area.first_line
        if not 0 < abs(lower) <= most or (larger and lower > 0) or area.last_line - first + 1 < LEAST_LINES:
            continue
        own = with_lines(block, 0, (first, area.last_line))
        others = [(part, other) for at, other in enumerate(found) if at != number for part in other.areas]
        if not any(meets(own.area, own, *other) for other in others):
            found[number] = own
    return tuple(found)


def _first_line_under(job: Job, seat: HeadSeat, block: Block, legs: tuple[Leg, ...]) -> int:
    """The line that text begins with where a block stands, as its story's head leaves it."""
    grid, first = job.desk.grid, seat.strip.first_line
    columns = desk_of(block, job.desk, legs).grid.rect(block.area)
    over = [rect for rect in seat.taken if are_alongside(rect.across, columns.across)]
    # A head amid the text has text over it.
    under = [
        -(-(rect.bottom - grid.top) // grid.leading) + 1 for rect in over if rect.y <= grid.line_y(first)
    ]
    return max([first, *under])


def find_resized(job: Job, asked: Sequence[Block], blocks: Sequence[Block]) -> tuple[Resized, ...]:
    """The pictures in a story that have other lines than they were asked for."""
    names = [
        block_id(block, at) for at, block in enumerate(job.desk.blocks) if block.inside == job.spot.block
    ]
    return tuple(
        Resized(name, (new.area.first_line, new.area.last_line), new.area.lines - old.area.lines)
        for name, old, new in zip(names, asked, blocks, strict=False)
        if old.area != new.area
    )
