"""Rows of short texts and their block -> the plot that they are set on, and where each row begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.problems import Problem
from layout.makeup.desk import BlockSpot, Desk
from layout.makeup.pictures.frame import frame_items
from layout.makeup.plot import Plot, make_plot
from layout.makeup.wardrobe import Dress
from layout.plan.blocks.base import LinedBlock
from layout.plan.grid import points
from layout.plan.paper import LineModel
from layout.scene import Item, Mpt, Rect, Rule


@dataclass(frozen=True, slots=True)
class Room:
    """The ground of a block of short texts: its plot, and what its frame leaves of that for the text."""

    plot: Plot
    rect: Rect

    def dress(self, desk: Desk, style: str | None, other: str) -> Dress:
        """The dress of a style, or of another where none is named."""
        return self.plot.dress(desk.wardrobe.get(style or other, desk.body))


def room_of(block: LinedBlock, desk: Desk) -> Room:
    """The ground of a block. A frame keeps its padding on all sides."""
    vertical = desk.grid.vertical if block.writing is None else block.writing == "vertical"
    plot = make_plot(desk.grid, block.area, vertical=vertical)
    padding = round(block.frame.padding_em * desk.grid.em) if block.frame else 0
    x, y, half = plot.inner.x + padding, plot.inner.y + padding // 2, padding // 2
    width, height = plot.inner.width - 2 * padding, plot.inner.height - 2 * half
    return Room(plot, Rect(x, y, max(1, width), max(1, height)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it has its place: how deep it is, and whether white may be over it."""

    height: Mpt
    loose: bool = True


def tops(rows: Sequence[Row], room: Rect, place: str) -> list[Mpt]:
    """Where each row begins. `spread` shares out what is free over the loose rows, and half as much at either end."""
    free = max(0, room.height - sum(row.height for row in rows))
    loose = [number for number, row in enumerate(rows) if row.loose and number]
    shares = 2 * len(loose) + 2
    y = room.y + (free // shares if place == "spread" else 0)
    if place in ("middle", "bottom", "left"):
        y += free // 2 if place == "middle" else free
    found = []
    for number, row in enumerate(rows):
        if place == "spread" and number in loose:
            y += 2 * free // shares
        found.append(y)
        y += row.height
    return found


def level_rule(rect: Rect, y: Mpt, rule: LineModel, desk: Desk) -> Rule:
    """A rule over all of a rectangle's width."""
    return Rule(rect.x, y, rect.right, y, points(rule.width_pt), desk.ink(rule.ink))


def framed_items(block: LinedBlock, desk: Desk, plot: Plot, items: Iterable[Item]) -> tuple[Item, ...]:
    """The block's frame and what was drawn on its plot, on the page."""
    return plot.on_page((*frame_items(block.frame, plot.inner, desk), *items))


def too_deep(height: Mpt, room: Mpt, plot: Plot, spot: BlockSpot) -> list[Problem]:
    """That lines of type are deeper than their block: nothing, or one problem."""
    if height <= room:
        return []
    deep = "wide" if plot.vertical else "deep"
    what = f"The lines of type are {height / 1000:.1f} pt {deep}, the block {room / 1000:.1f} pt."
    hint = f"give the block more {plot.deeper}, or set the type smaller"
    return [Problem("too-deep", "press", what, spot.at(plot.deeper).place(), hint)]
