"""A story's head and the place that its block gives it -> where it is, and what it leaves of the story's area.

Over the legs it takes lines of all of them (横题); beside them it takes some of them (竖题), and the text runs on
beneath it; over some of them, or amid the text (包题), it is a rectangle that the text runs round. `headcells` reckons
how much of each a head takes where no key says it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.makeup.desk import Desk, Job
from layout.makeup.ground import draw_ground
from layout.makeup.heads.head import set_head
from layout.makeup.heads.headcells import (
    beside_legs,
    legs_strip,
    lines_filled,
    middle_of,
    seat_strip,
    set_over,
    space_out,
    step_cells,
)
from layout.makeup.heads.headstack import HeadStack, spread_head, stack_height
from layout.makeup.heads.onpicture import seat_on_picture
from layout.makeup.legs.ground import Strip
from layout.makeup.plot import turn_items
from layout.plan.blocks import CopyBlock, range_ends
from layout.plan.grid import Area, Grid, Leg
from layout.plan.style import Writing
from layout.scene import Item, Line, Mpt, Rect
from layout.scene.geometry import turned_back

LEAST_BENEATH = 3
"""Lines of a leg that run on beneath a head at its top; for fewer the head takes the leg whole."""


@dataclass(frozen=True, slots=True)
class HeadSeat:
    """A head and its cells, along the grid: `strip` is what it leaves of the story's first part.

    `over` says that it is over all legs, and may take up white; `taken` are the rectangles that text runs round, where
    it does; `across` that its lines run across the paper's. `beside` are the legs that it leaves whole, where text runs
    on beneath it in the others.
    """

    head: HeadStack
    rect: Rect
    strip: Strip
    over: bool = False
    taken: tuple[Rect, ...] = ()
    across: bool = False
    beside: tuple[Leg, ...] = ()


def seat_head(job: Job, strip: Strip, legs: tuple[Leg, ...]) -> HeadSeat:
    """Sets a story's head where its block says, in the first of the story's parts, which has these legs without it."""
    place, grid = job.block.head, job.desk.grid
    if place.on is not None and (on := seat_on_picture(job)) is not None:
        return HeadSeat(on.head, on.rect, strip, across=on.across)
    page: Writing = "vertical" if grid.vertical else "horizontal"
    beside = place.is_beside(page)
    if place.runs_across(page):
        return _seat_across(job, strip, legs, beside=beside or not (place.columns or place.lines))
    if not (beside or place.columns or place.lines):
        return _seat_over(job, strip, legs)
    first, last = _lines_of(job.block, strip)
    x, width = _columns_of(job.block, grid, strip, legs)
    if beside and not place.columns:
        width = min(width, grid.column)
    sleeve = _sleeve_of(job.block, grid, legs, width)
    head = set_head(job, max(1, width), max(1, sleeve))
    if not place.lines and not beside:
        last = first + head.depth - 1
    if beside and not place.columns and place.side in ("right", "bottom"):
        x = strip.x + strip.width - width
    rect = Rect(x, grid.line_y(first), width, (last - first + 1) * grid.leading)
    if _is_as_deep(strip, (first, last)) and head.tiers:
        left = _beside(strip, rect, job, legs)
        if left is not None:
            return HeadSeat(head, rect, left)
    return _step_seat(job, HeadSeat(head, rect, strip), sleeve)


def _seat_over(job: Job, strip: Strip, legs: tuple[Leg, ...]) -> HeadSeat:
    """A head over the legs: over all of them, or on a vertical page over the dan that its lines fill."""
    grid = job.desk.grid
    head, width, sleeve = set_over(job, strip.width, legs)
    top = grid.line_y(strip.first_line)
    height = head.depth * grid.leading
    lines = strip.last_line - strip.first_line + 1
    if head.tiers and head.depth < lines and (width, sleeve) != (strip.width, strip.width):
        rect = Rect(strip.x, top, width, height)
        return _step_seat(job, HeadSeat(head, rect, strip), sleeve)
    if width != strip.width:
        head = set_head(job, strip.width)
        height = head.depth * grid.leading
    rect = Rect(strip.x, top, strip.width, height)
    rest = replace(strip, first_line=strip.first_line + head.depth)
    return HeadSeat(head, rect, rest, over=True)


def _step_seat(job: Job, seat: HeadSeat, sleeve: Mpt) -> HeadSeat:
    """A head over some legs, whose text runs round it and beside what follows its headline, which is so wide."""
    if not seat.head.tiers:
        return seat
    placed, _ = place_seated_head(seat, 0, job)
    return replace(seat, taken=step_cells(seat.head, seat.rect, sleeve, placed, job.desk.grid))


def _seat_across(job: Job, strip: Strip, legs: tuple[Leg, ...], *, beside: bool) -> HeadSeat:
    """A head whose lines run across the paper's: a vertical one on a level page (竖题), a level one on a vertical."""
    place, desk, grid = job.block.head, job.desk, job.desk.grid
    first, last = _lines_of(job.block, strip)
    turned_desk = replace(desk, wardrobe=desk.wardrobe.running(vertical=not grid.vertical))

    def set_across(lines: int, turned_desk: Desk = turned_desk) -> HeadStack:
        """The head in so many lines of the grid."""
        long = max(1, lines * grid.leading - 2 * grid.inset)
        own = place.sleeve_lines
        sleeve = None if own is None else min(long, max(1, own * grid.leading - 2 * grid.inset))
        return set_head(replace(job, desk=turned_desk), long, sleeve)

    head = set_across(last - first + 1)
    if not place.lines and desk.paper.headlines.text_beneath and not (grid.vertical and beside):
        filled = lines_filled(head, grid)
        if strip.last_line - first - filled + 1 >= LEAST_BENEATH:
            last = first + filled - 1
            head = set_across(filled)
            spaced = space_out(head, turned_desk, filled)
            head = head if spaced is None else set_across(filled, spaced)
    deep = _is_as_deep(strip, (first, last))
    x, width = _columns_of(job.block, grid, strip, legs)
    whole = Rect(x, grid.line_y(first), width, (last - first + 1) * grid.leading)
    if not head.tiers:
        return HeadSeat(head, whole, strip, across=True)
    height = stack_height(head.tiers)
    if place.columns or not beside:
        rect = middle_of(whole, height)
        if deep and (left := _beside(strip, whole, job, legs)) is not None:
            return HeadSeat(head, rect, left, across=True)
        return HeadSeat(head, rect, strip, taken=(whole,), across=True, beside=_legs_besides(job, legs))
    far = place.side in ("right", "bottom")
    needed = -(-(height + grid.em) // grid.em) * grid.em
    own, free = beside_legs(legs, height, far=far)
    # A level head over vertical text has little white over and under it; one beside level text may have more.
    part = (2, 3) if grid.vertical else (1, 2)
    left = strip
    if free and (not deep or needed * part[1] >= own.width * part[0]):
        whole = replace(whole, x=own.x, width=own.width)
        left = legs_strip(strip, free) if deep else strip
    elif deep:
        left, whole = seat_strip(job, strip, replace(whole, width=needed), far=far)
    else:
        width, free = min(needed, strip.width), ()
        whole = replace(whole, x=strip.x + strip.width - width if far else strip.x, width=width)
    rect = middle_of(whole, height)
    if head.padding:
        rect = whole
    elif grid.vertical:
        # White belongs above a level head (题近文): the dan begin a gutter under it.
        rect = replace(rect, x=whole.x if far else max(whole.x, whole.right - height))
    if deep:
        return HeadSeat(head, rect, left, across=True)
    return HeadSeat(head, rect, left, taken=(whole,), across=True, beside=free)


def place_seated_head(seat: HeadSeat, white: int, job: Job) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The head's lines along the grid, or, where they run across it, on the page; one of the two is empty.

    `white` is lines of the grid that a head over all legs gets over its own depth. All white that a head's place leaves
    is above it, but for as much as a head has under it. A head that has no text beneath begins level with that beside
    it.
    """
    grid, rect, head = job.desk.grid, seat.rect, seat.head
    # A frame has a line of white over the story's first.
    own = grid.leading if job.block.frame is not None else 0
    if head.padding and not seat.across:
        # Its ground is as deep as its place, but for the white beneath, and it is in the middle of that.
        place = _ground_place(seat, job)
        return spread_head(head, rect.x, place.y + (place.height - stack_height(head.tiers)) // 2, 0), ()
    if seat.over:
        # The body below starts an inset under its cell's top, so the head may use that much more.
        height = (head.depth + white) * grid.leading
        return spread_head(head, rect.x, rect.y + grid.inset, height, own), ()
    if not seat.across:
        ends = rect.bottom >= grid.line_y(seat.strip.last_line + 1)
        own = own if rect.y == grid.line_y(seat.strip.first_line) else 0
        # Body lines beneath begin an inset under the head's cells; where nothing follows its block ends with those.
        height = rect.height + (0 if ends else grid.inset)
        first = min(grid.inset, max(0, height - stack_height(head.tiers)))
        height -= first
        return spread_head(head, rect.x, rect.y + first, 0 if ends else height, own), ()
    trim_width = grid.trim[0]
    upright = grid.on_page(rect) if grid.vertical else turned_back(rect, trim_width)
    top, room = upright.y, upright.height
    if head.padding:
        place = _ground_place(seat, job)
        top, room = place.y + (place.height - stack_height(head.tiers)) // 2, 0
    lines = spread_head(head, upright.x + grid.inset, top, room)
    if not grid.vertical:
        turned = turn_items(lines, trim_width)
        lines = tuple(line for line in turned if isinstance(line, Line))
    return (), lines


def place_ground(seat: HeadSeat, job: Job) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The ground of a head, along the grid or on the page as its lines are (`place_seated_head`); none where it has
    none.
    """
    ground, grid = job.block.head.ground, job.desk.grid
    if ground is None or not seat.head.tiers:
        return (), ()
    box = draw_ground(ground, _ground_place(seat, job), job.desk)
    if not seat.across:
        return (box,), ()
    return (), ((box,) if grid.vertical else turn_items((box,), grid.trim[0]))


def _ground_place(seat: HeadSeat, job: Job) -> Rect:
    """Where a head's ground is, x along its lines: as wide as its place, and over all legs or beside them as deep,
    but for the white to the text beneath; else as deep as its lines and the padding.
    """
    grid, rect, head = job.desk.grid, seat.rect, seat.head
    height = stack_height(head.tiers)
    if seat.over:
        room = head.depth * grid.leading
        height = max(height, room - head.most_under)
        return Rect(rect.x, rect.y + grid.inset, rect.width, height)
    if not seat.across:
        ends = rect.bottom >= grid.line_y(seat.strip.last_line + 1)
        room = rect.height + (0 if ends else grid.inset)
        first = min(grid.inset, max(0, room - height))
        if not ends:
            height = max(height, room - first - head.most_under)
        return Rect(rect.x, rect.y + first, rect.width, height)
    upright = grid.on_page(rect) if grid.vertical else turned_back(rect, grid.trim[0])
    return Rect(
        upright.x + grid.inset, upright.y, upright.width - 2 * grid.inset, max(height, upright.height)
    )


def _lines_of(block: CopyBlock, strip: Strip) -> tuple[int, int]:
    """The lines that a head's block gives it; all of the story's where it says none."""
    first, last = strip.first_line, strip.last_line
    if not block.head.lines:
        return first, last
    asked = range_ends(block.head.lines)
    # In a frame the outer lines are not the story's.
    inside = max(asked[0], first), min(asked[1], last)
    return inside if inside[0] <= inside[1] else asked


def _columns_of(block: CopyBlock, grid: Grid, strip: Strip, legs: tuple[Leg, ...]) -> tuple[int, int]:
    """Where the columns that a head's block gives it begin, and how wide they are; all of the story's where it says
    none.
    """
    place = block.head
    if not place.columns:
        return strip.x, strip.width
    begin, end = range_ends(place.columns)
    own = grid.on_legs(legs) if place.columns_are == "legs" else grid
    columns = own.rect(Area(begin, end, 1, 1))
    # In a frame the outer columns are narrower.
    x = max(strip.x, columns.x)
    return x, min(strip.x + strip.width, columns.right) - x


def _sleeve_of(block: CopyBlock, grid: Grid, legs: tuple[Leg, ...], width: Mpt) -> Mpt:
    """How wide what follows the headline is, of a head that is given its columns and is so wide itself."""
    place = block.head
    if place.sleeve_columns is None or not place.columns:
        return width
    begin, end = range_ends(place.columns)
    own = grid.on_legs(legs) if place.columns_are == "legs" else grid
    return min(width, own.rect(Area(begin, min(end, begin + place.sleeve_columns - 1), 1, 1)).width)


def _is_as_deep(strip: Strip, lines: tuple[int, int]) -> bool:
    return lines[0] <= strip.first_line and lines[1] >= strip.last_line


def _legs_besides(job: Job, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """The legs beside the columns that a head is given, where blocks inside its story count them without those."""
    place, block = job.block.head, job.block
    if not place.columns or not (place.columns_are == "legs" or block.legs is None):
        return ()
    first, last = range_ends(place.columns)
    if place.columns_are == "basic":
        first, last = (number - block.area.first_column + 1 for number in (first, last))
    if first == 1:
        return legs[last:]
    return legs[: first - 1] if last >= len(legs) else ()


def _beside(strip: Strip, rect: Rect, job: Job, own: tuple[Leg, ...]) -> Strip | None:
    """What a head that is as deep as the legs leaves them, where it is at one end of them."""
    gutter, place = job.desk.grid.gutter, job.block.head
    if place.columns and place.columns_are == "legs":
        first, last = range_ends(place.columns)
        left = own[last:] if first == 1 else own[: first - 1]
        if not left or (first > 1 and last < len(own)):
            return None
        shares = strip.shares[last:] if first == 1 else strip.shares[: first - 1]
        wide = left[-1].x + left[-1].width - left[0].x
        return replace(strip, x=left[0].x, width=wide, legs=len(left), shares=shares)
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
