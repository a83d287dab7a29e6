"""A seated head and the blocks of its page -> whether white that its body leaves over may stand above it.

It does where the head parts its story from another. At the top of the page a head stays level with its neighbours, in a
frame it keeps near that, and small heads would float in it: there the white is better seen at the foot, and told.
"""

from __future__ import annotations

from layout.makeup.desk import Job
from layout.makeup.heads.headplace import HeadSeat
from layout.plan.blocks import BlockBase, FolioBlock, ImprintBlock, PanelBlock, RuleBlock
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
    return not small and not _is_at_top(job)


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
