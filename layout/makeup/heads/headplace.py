"""A story's head and the place that its block gives it -> where it is, and what it leaves of the story's area.

Over the legs it takes lines of all of them (横题); beside them it takes a strip of their width (竖题); over some of
them, or amid the text (包题), it is a rectangle that the text runs round.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.makeup.desk import Desk, Job
from layout.makeup.heads.head import set_head
from layout.makeup.heads.headstack import HeadStack, spread_head, stack_height
from layout.makeup.heads.onpicture import seat_on_picture
from layout.makeup.legs.ground import Strip
from layout.makeup.plot import turn_items
from layout.plan.blocks import range_ends
from layout.plan.grid import Area, Leg
from layout.scene import Line, Mpt, Rect
from layout.scene.geometry import turned_back


@dataclass(frozen=True, slots=True)
class HeadSeat:
    """A head and its cells, along the grid: `strip` is what it leaves of the story's first part.

    `over` says that it is over all legs, and may take up white; `round` that text runs round it; `across` that
    its lines run across the paper's.
    """

    head: HeadStack
    rect: Rect
    strip: Strip
    over: bool = False
    round: bool = False
    across: bool = False


def seat_head(job: Job, strip: Strip, legs: tuple[Leg, ...]) -> HeadSeat:
    """Sets a story's head where its block says, in the first of the story's parts, which has these legs without it."""
    place, grid = job.block.head, job.desk.grid
    if place.on is not None and (on := seat_on_picture(job)) is not None:
        return HeadSeat(on.head, on.rect, strip, across=on.across)
    beside = place.side in (("top", "bottom") if grid.vertical else ("left", "right"))
    writing = place.writing or (
        "vertical" if grid.vertical != (beside and not place.columns) else "horizontal"
    )
    across = (writing == "vertical") != grid.vertical
    if not (beside or across or place.columns or place.lines):
        head = set_head(job, strip.width)
        rect = Rect(strip.x, grid.line_y(strip.first_line), strip.width, head.depth * grid.leading)
        rest = replace(strip, first_line=strip.first_line + head.depth)
        return HeadSeat(head, rect, rest, over=True)
    first, last = strip.first_line, strip.last_line
    if place.lines:
        asked = range_ends(place.lines)
        # In a frame the outer lines are not the story's.
        inside = max(asked[0], first), min(asked[1], last)
        first, last = inside if inside[0] <= inside[1] else asked
    long = (last - first + 1) * grid.leading - 2 * grid.inset
    x, width = strip.x, strip.width
    if place.columns:
        begin, end = range_ends(place.columns)
        own = grid.on_legs(legs) if place.columns_are == "legs" else grid
        columns = own.rect(Area(begin, end, 1, 1))
        # In a frame the outer columns are narrower.
        x = max(x, columns.x)
        width = min(strip.x + strip.width, columns.right) - x
    if across:
        turned_desk = replace(job.desk, wardrobe=job.desk.wardrobe.running(vertical=not grid.vertical))
        head = set_head(replace(job, desk=turned_desk), max(1, long))
        if beside and not place.columns:
            needed = -(-(stack_height(head.tiers) + grid.em) // grid.em) * grid.em if head.tiers else 0
            width = min(needed, strip.width)
    else:
        if beside and not place.columns:
            width = min(width, grid.column)
        head = set_head(job, max(1, width))
        if not place.lines and not beside:
            last = first + head.depth - 1
    if beside and not place.columns and place.side in ("right", "bottom"):
        x = strip.x + strip.width - width
    rect = Rect(x, grid.line_y(first), width, (last - first + 1) * grid.leading)
    if first <= strip.first_line and last >= strip.last_line and head.tiers:
        left = _beside(strip, rect, job, legs)
        if left is not None:
            return HeadSeat(head, rect, left, across=across)
    return HeadSeat(head, rect, strip, round=bool(head.tiers), across=across)


def place_seated_head(seat: HeadSeat, white: int, desk: Desk) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The head's lines along the grid, or, where they run across it, on the page; one of the two is empty.

    `white` is lines of the grid that a head over all legs gets over its own depth.
    """
    grid, rect = desk.grid, seat.rect
    if seat.over:
        # The body below starts an inset under its cell's top, so the head may use that much more.
        height = (seat.head.depth + white) * grid.leading
        return spread_head(seat.head, rect.x, rect.y + grid.inset, height), ()
    if not seat.across:
        return spread_head(seat.head, rect.x, rect.y, rect.height), ()
    if grid.vertical:
        level = grid.on_page(rect)
        return (), spread_head(seat.head, level.x + grid.inset, level.y, level.height)
    width = grid.trim[0]
    upright = turned_back(rect, width)
    lines = turn_items(spread_head(seat.head, upright.x + grid.inset, upright.y, upright.height), width)
    return (), tuple(line for line in lines if isinstance(line, Line))


def _beside(strip: Strip, rect: Rect, job: Job, own: tuple[Leg, ...]) -> Strip | None:
    """What a head that is as deep as the legs leaves them, where it is at one end of them."""
    gutter, place = job.desk.grid.gutter, job.block.head
    if place.columns and place.columns_are == "legs":
        first, last = range_ends(place.columns)
        left = own[last:] if first == 1 else own[: first - 1]
        if not left or (first > 1 and last < len(own)):
            return None
        return replace(strip, x=left[0].x, width=left[-1].x + left[-1].width - left[0].x, legs=len(left))
    width: Mpt = strip.width - rect.width - gutter
    if rect.x == strip.x:
        x = rect.right + gutter
    elif rect.right == strip.x + strip.width:
        x = strip.x
    else:
        return None
    legs = strip.legs
    if job.block.legs is None and job.block.head.columns:
        first, last = range_ends(job.block.head.columns)
        legs = max(1, strip.legs - (last - first + 1))
    return replace(strip, x=x, width=width, legs=legs)
