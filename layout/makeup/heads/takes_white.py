"""A seated head and the blocks of its page -> whether white that its body leaves over may stand above it.

It does where the head parts its story from another. At the top of the page a head stays level with its neighbours, and
so it does beside one of its kind, as briefs stand in a row; in a frame it keeps near that, and small heads would float
in it: there the white is better seen at the foot, and told.
"""

from __future__ import annotations

from content.story import Story
from layout.makeup.desk import Job
from layout.makeup.heads.headplace import HeadSeat
from layout.plan.blocks import BlockBase, FolioBlock, ImprintBlock, PanelBlock, RuleBlock, StoryBlock
from layout.plan.edition import block_id

SMALL_EMS = 2
"""A head of one line whose type is less deep than so many body ems is small: that of a brief."""


def takes_white(job: Job, seat: HeadSeat) -> bool:
    """Whether a head may take up white of its body: one over all legs, whose depth its block leaves to the program."""
    block, head = job.block, seat.head
    if (
        job.strict
        or not seat.over
        or not head.tiers
        or block.head_lines is not None
        or block.frame is not None
        or block.head.ground is not None
    ):
        return False
    deepest = max(tier.dress.em_depth for tier in head.tiers)
    small = len(head.tiers) == 1 and deepest < SMALL_EMS * job.desk.grid.em_depth
    return not small and not _is_at_top(job) and not any(_is_level(job, other) for other in job.desk.blocks)


def _is_level(job: Job, other: BlockBase) -> bool:
    """Whether another story begins level with this one, side by side with it, under a head of the same kind."""
    own, block = job.block.area, job.block
    if (
        not isinstance(other, StoryBlock)
        or other.inside is not None
        or other.area.first_line != own.first_line
    ):
        return False
    beside = own.first_column == other.area.last_column + 1 or other.area.first_column == own.last_column + 1
    alike = (other.headline_style, other.head, other.head_lines) == (block.headline_style, block.head, None)
    return beside and alike and _parts(job.story) == _parts(job.desk.stories[other.story])


def _parts(story: Story) -> tuple[bool, ...]:
    """Which tiers a story's head has."""
    tiers = story.kicker, story.headline, story.deck, story.summary, story.byline
    return tuple(bool(tier) for tier in tiers)


def _is_at_top(job: Job) -> bool:
    """Whether nothing stands over a story in any of its columns but what belongs to the page's head."""
    area = job.block.area
    for number, block in enumerate(job.desk.blocks):
        if block_id(block, number) == job.spot.block or _is_of_page_head(block):
            continue
        if block.inside is None and any(
            other.last_line < area.first_line
            and other.first_column <= area.last_column
            and other.last_column >= area.first_column
            for other in block.areas
        ):
            return False
    return True


def _is_of_page_head(block: BlockBase) -> bool:
    """Nameplates, folios and what stands beside them, labels, and rules, which are no text or picture over a head."""
    return isinstance(block, PanelBlock | ImprintBlock | FolioBlock | RuleBlock)
