"""A photo's block -> its plot: its area less the white that it keeps from what stands under it (behind it, upright)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from layout.makeup.desk import Desk
from layout.makeup.furniture.rule import rule_depth
from layout.makeup.plot import Plot, make_plot
from layout.plan.blocks import CaptionedBlock, RuleBlock, WhiteBlock
from layout.plan.edition import stories_on
from layout.plan.grid import Area
from layout.scene import Mpt


def make_photo_plot(block: CaptionedBlock, desk: Desk) -> Plot:
    """The plot of a photo, or a group, with its captions: what is inside of it ends where the white begins.

    At the foot of a page or of its story nothing follows, and the last line of the caption stands level with those of
    the legs beside it. Along the lines the gutters part what stands side by side.
    """
    grid, area = desk.grid, block.area
    plot = make_plot(grid, area, vertical=block.caption_writing == "vertical")
    # What is inside of the area may leave some of the white already.
    given = grid.line_y(area.last_line + 1) - grid.inset - grid.inner(area).bottom
    white = max(0, white_under(block, desk) - given)
    inner = plot.inner
    if not plot.across:
        return replace(plot, inner=replace(inner, height=max(1, inner.height - white)))
    white = min(white, inner.width - 1)
    x = inner.x + (white if grid.vertical else 0)
    return replace(plot, inner=replace(inner, x=x, width=inner.width - white))


def white_under(block: CaptionedBlock, desk: Desk) -> Mpt:
    """How much of its own area a photo leaves white, from em box to em box: what it lacks of the paper's
    `under_caption_lines` to what follows. From a rule it keeps half as much, which has white on its other side too.
    """
    grid = desk.grid
    want = round(desk.paper.white.under_caption_lines * grid.leading)
    foot = grid.line_y(block.area.last_line + 1) - grid.inset
    lacks = ((want // 2 if ruled else want) - (top - foot) for top, ruled in _tops_under(block, desk))
    return max(0, max(lacks, default=0))


def _tops_under(block: CaptionedBlock, desk: Desk) -> Iterator[tuple[Mpt, bool]]:
    """Where each thing that follows under a photo begins, across the lines; and whether it is a rule."""
    grid, area = desk.grid, block.area
    beside = [
        other
        for other in desk.blocks
        if other.inside == block.inside
        and other.columns_are == block.columns_are
        and other.area.first_line > area.last_line
        and _share_columns(other.area, area)
    ]
    if block.inside is not None:
        beside = [other for other in beside if other.area.first_line == area.last_line + 1]
        story = stories_on(desk.blocks).get(block.inside)
        white = max((other.area.lines for other in beside if isinstance(other, WhiteBlock)), default=0)
        line = area.last_line + 1 + white
        framed = story is not None and story.frame is not None
        for part in story.areas if story is not None else ():
            goes_on = part.first_line <= line <= part.last_line - framed
            if goes_on and (block.columns_are == "legs" or _share_columns(part, area)):
                yield grid.line_y(line) + grid.inset, False
                return
        return
    for other in beside:
        top = grid.line_y(other.area.first_line)
        if isinstance(other, RuleBlock):
            yield top + rule_depth(other, desk.grid), True
        elif not isinstance(other, WhiteBlock):
            yield top + grid.inset, False


def _share_columns(area: Area, other: Area) -> bool:
    return area.first_column <= other.last_column and area.last_column >= other.first_column
