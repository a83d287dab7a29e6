"""A story whose lines run across its page's -> the story made up on a grid of its own, in its frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from layout.makeup.desk import BlockMakeup, BlockSpot, Desk, Jump
from layout.makeup.pictures.frame import frame_items
from layout.makeup.plot import make_plot
from layout.plan.blocks import SidebarBlock, StoryBlock
from layout.plan.turnedgrid import is_turned, turn_story

MakeJumpingStory = Callable[[StoryBlock | SidebarBlock, Desk, BlockSpot, Jump], BlockMakeup]
"""Makes up a story, or the part of it between two jumps, at a desk whose grid is that of its lines."""

_MORE = {"more columns": "more lines", "more lines": "more columns"}
"""What gives a turned story longer lines, or more: its columns are its page's lines."""


def turn_desk(block: StoryBlock | SidebarBlock, desk: Desk) -> tuple[StoryBlock | SidebarBlock, Desk]:
    """A story's block on a grid whose lines run as its own, and the desk with that grid; both as they are where it is
    the page's.
    """
    page = desk.grid
    if not is_turned(block, vertical=page.vertical):
        return block, desk
    turned = turn_story(block, desk.paper, page)
    wardrobe = desk.wardrobe.running(vertical=turned.grid.vertical)
    return turned.block, replace(desk, grid=turned.grid, wardrobe=wardrobe, page_grid=page)


def make_in_writing(
    make: MakeJumpingStory, block: StoryBlock | SidebarBlock, desk: Desk, spot: BlockSpot, jump: Jump
) -> BlockMakeup:
    """Makes up a story in its own writing: on its page's grid, or across that on one of its own."""
    page = desk.grid
    own, at = turn_desk(block, desk)
    made = make(own, at, spot, jump)
    if at is desk:
        return made
    plot = make_plot(page, block.area, vertical=page.vertical)
    frame = plot.on_page(frame_items(block.frame, page.inner(block.area), desk))
    items = (*frame, *made.region.items)
    problems = tuple(
        replace(
            problem,
            hint=re.sub(
                "|".join(_MORE),
                lambda found: _MORE[found[0]],
                problem.hint.replace(f"{own.area}", f"{block.area}"),
            ),
        )
        for problem in made.problems
    )
    region = replace(made.region, frame=page.on_page(plot.whole), items=items)
    return replace(made, region=region, problems=problems)
