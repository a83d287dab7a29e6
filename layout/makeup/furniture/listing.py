"""Rows of short texts and their block -> the plot that they are set on, and where each row begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.problems import Problem
from layout.makeup.desk import LEVEL, UPRIGHT, BlockSpot, Desk
from layout.makeup.pictures.frame import frame_items, room_of_pattern
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
    """The ground of a block. A frame keeps its padding where lines begin and end, and half of it over and under them;
    its pattern keeps white on all sides as cells of a table do.
    """
    vertical = desk.grid.vertical if block.writing is None else block.writing == "vertical"
    plot = make_plot(desk.grid, block.area, vertical=vertical)
    frame = block.frame
    padding = round(frame.padding_em * desk.grid.em) if frame else 0
    least = room_of_pattern(frame, desk) if frame else 0
    along, across = max(padding, least), max(padding // 2, least)
    width, height = plot.inner.width - 2 * along, plot.inner.height - 2 * across
    return Room(plot, Rect(plot.inner.x + along, plot.inner.y + across, max(1, width), max(1, height)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it has its place: how deep it is, and whether white may be over it."""

    height: Mpt
    loose: bool = True


@dataclass(frozen=True, slots=True)
class RowTops:
    """Where each row begins, and the white that is over at the foot."""

    tops: tuple[Mpt, ...]
    rest: Mpt


def spread_rows(rows: Sequence[Row], room: Rect, place: str, most: Mpt) -> RowTops:
    """Where each row begins. `spread` shares out what is free over the loose rows, to each `most` of it at most, from
    the head on; the rest is left at the foot. Other places keep the rows together.
    """
    free = max(0, room.height - sum(row.height for row in rows))
    loose = [number for number, row in enumerate(rows) if row.loose and number]
    y, white = room.y, 0
    if place == "spread":
        white = min(most, free // len(loose)) if loose else 0
    else:
        y += {"middle": free // 2, "bottom": free, "left": free}.get(place, 0)
    found = []
    for number, row in enumerate(rows):
        y += white if number in loose else 0
        found.append(y)
        y += row.height
    return RowTops(tuple(found), free - white * len(loose) if place == "spread" else 0)


def most_white(desk: Desk) -> Mpt:
    """The most white that `spread` puts between two rows: lines of the grid, as the paper says."""
    return round(desk.paper.white.rows_lines * desk.grid.leading)


def white_at_foot(rest: Mpt, desk: Desk, plot: Plot, spot: BlockSpot) -> list[Problem]:
    """That a block is deeper than its rows can be spread over, by a line of the grid or more."""
    lines = rest // desk.grid.leading
    if lines < 1:
        return []
    many = "a line" if lines == 1 else f"{lines} lines"
    side = UPRIGHT.last if plot.vertical else LEVEL.last
    what = f"The block's rows are spread as far as they may be, and leave {many} empty at its {side}."
    fewer = f"fewer {plot.deeper}" if plot.across else f"{many} less"
    hint = f"give the block {fewer}, or let it have more rows"
    return [Problem("underset", "warning", what, spot.at(plot.deeper).place(), hint)]


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
