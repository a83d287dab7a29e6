"""A rule's block, or one of white that is meant -> its region."""

from __future__ import annotations

from layout.makeup.desk import BlockMakeup, BlockSpot, Desk
from layout.makeup.plot import make_plot
from layout.plan.blocks import RuleBlock, WhiteBlock
from layout.plan.grid import Grid, points
from layout.scene import Mpt, Rule


def make_rule(block: RuleBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """A rule along the longer side of its area; one across the paper's lines is in the middle."""
    plot = make_plot(desk.grid, block.area, vertical=desk.grid.vertical)
    rect = plot.inner
    width, ink = points(block.rule.width_pt), desk.ink(block.rule.ink)
    if plot.whole.width >= plot.whole.height:
        y = plot.whole.y + rule_depth(block, desk.grid)
        rule = Rule(rect.x, y, rect.right, y, width, ink)
    else:
        x = rect.x + rect.width // 2
        rule = Rule(x, rect.y, x, rect.bottom, width, ink)
    return BlockMakeup(desk.region(block, spot, plot.on_page((rule,))))


def rule_depth(block: RuleBlock, grid: Grid) -> Mpt:
    """From the top of the area of a rule along the lines to the rule."""
    depth = block.area.lines * grid.leading
    if block.place == "middle":
        return depth // 2
    return grid.inset if block.place in ("top", "right") else depth - grid.inset


def make_white(block: WhiteBlock, desk: Desk, spot: BlockSpot) -> BlockMakeup:
    """White that is meant: a region without anything in it."""
    return BlockMakeup(desk.region(block, spot, ()))
