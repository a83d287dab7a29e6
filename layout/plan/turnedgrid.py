"""A story whose lines run across its page's, and that page's grid -> the grid of its own that it stands on.

A poem set vertically on a level page (竖排诗词), a level box on a vertical one (横組みの囲み). The grid fills the
block's cells: its columns are the story's legs (dan), its lines are as far apart as the body's, and the first and the
last stand at the block's edges. Columns and lines that its head's keys name are those of this grid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from layout.plan.blocks import CopyBlock
from layout.plan.grid import Grid, Leg, em_of, points
from layout.plan.paper import Paper
from layout.scene import Mpt, Rect

LONGEST_EM = 20
"""Ems of the longest line that a story is set in which does not say how many legs it has: a longer one is hard to find
the end of.
"""

MOST_SPREAD = 10
"""Up to a tenth of their distance lines are moved further apart, so that the last stands at the block's edge."""


AnyStory = TypeVar("AnyStory", bound=CopyBlock)


@dataclass(frozen=True, slots=True)
class TurnedStory(Generic[AnyStory]):
    """A story's block as it stands on a grid of its own: its columns are its legs, its frame is drawn outside of it."""

    block: AnyStory
    grid: Grid


def is_turned(block: CopyBlock, *, vertical: bool) -> bool:
    """Whether a story's lines run across those of its page."""
    return block.writing is not None and (block.writing == "vertical") != vertical


def turned_leading(block: CopyBlock, paper: Paper, grid: Grid) -> Mpt:
    """How far apart its lines are: what its style says, or as on the page, further for larger type."""
    style = paper.styles.get(block.body_style, paper.styles["body"])
    if style.leading is not None:
        return points(style.leading)
    return max(grid.leading, _ems(block, paper, grid)[1] * grid.leading // grid.em_depth)


def turn_story(block: AnyStory, paper: Paper, grid: Grid) -> TurnedStory[AnyStory]:
    """A story that is turned, and its grid. Where its block has no room for a line its legs have no measure."""
    em, depth = _ems(block, paper, grid)
    vertical = not grid.vertical
    cells = grid.on_page(grid.inner(block.area))
    inside = _less_frame(block, cells, grid)
    along, across = (inside.height, inside.width) if vertical else (inside.width, inside.height)
    if across < depth:
        along = 0
    gutter = max(grid.gutter, em)
    fewest = max(1, -(-(along + gutter) // (LONGEST_EM * em + gutter)))
    count = fewest if block.legs is None else block.leg_count
    leading = turned_leading(block, paper, grid)
    lines = 1 + max(0, across - depth) // leading
    over = max(0, across - depth) - (lines - 1) * leading
    if lines > 1 and over // (lines - 1) * MOST_SPREAD <= leading:
        leading += over // (lines - 1)
        over = 0
    framed = block.frame is not None
    # A frame has what is left on both sides, a story without one at its last line.
    aside = over // 2 if framed else 0
    each = max(0, (along - (count - 1) * gutter) // count)
    each -= each % em
    short = along - count * each - (count - 1) * gutter if count == 1 else 0
    begin = (inside.y if vertical else inside.x) + (short // 2 if framed else 0)
    inset = (leading - depth) // 2
    page_width, page_height = grid.trim
    top = (page_width - inside.right if vertical else inside.y) + aside - inset
    own = Grid(
        page_width=page_height if vertical else page_width,
        page_height=page_width if vertical else page_height,
        left=begin,
        top=top,
        em=em,
        em_depth=depth,
        columns=count,
        column=each,
        gutter=gutter,
        leading=leading,
        lines=lines,
        vertical=vertical,
    )
    legs = own.legs(begin, along, count) if count > 1 else (Leg(begin, each),)
    values = block.model_dump(exclude_unset=True)
    values |= {
        "columns": f"1-{count}",
        "lines": f"1-{lines}",
        "legs": count,
        "columns_are": "basic",
        "frame": None,
        "more": (),
    }
    return TurnedStory(type(block).model_validate(values), replace(own, own=legs))


def _ems(block: CopyBlock, paper: Paper, grid: Grid) -> tuple[Mpt, Mpt]:
    """How long an em of the story's body is along its lines, and how deep across them."""
    style = paper.styles.get(block.body_style, paper.styles["body"])
    wide, high = style.proportions
    along, across = (wide, high) if grid.vertical else (high, wide)
    return em_of(points(style.size), along), em_of(points(style.size), across)


def _less_frame(block: CopyBlock, cells: Rect, grid: Grid) -> Rect:
    """What a frame leaves of a block: its padding, on all four sides."""
    if block.frame is None:
        return cells
    padding = round(block.frame.padding_em * grid.em)
    padding += points(block.frame.border_pt) if block.frame.border is not None else 0
    return Rect(
        cells.x + padding,
        cells.y + padding,
        max(0, cells.width - 2 * padding),
        max(0, cells.height - 2 * padding),
    )
