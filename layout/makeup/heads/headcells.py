"""A set head and the legs of its story -> the legs and lines that it takes of them, where no key says how many.

A head takes what its own lines fill, rounded up to whole legs and lines of the grid, and the text runs on beneath
it: white under a head is a hole (天窗). So a heading of a vertical page takes so many dan (見出し3段), and a vertical
head of a level page (竖题) so many lines of a leg. The body keeps its measure.
"""

from __future__ import annotations

from dataclasses import replace

from layout.makeup.desk import Desk, Job
from layout.makeup.heads.head import set_head
from layout.makeup.heads.headstack import HeadStack
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.ground import Strip
from layout.plan.grid import Grid, Leg, ascent
from layout.scene import AFTER_HEADLINE, Line, Mpt, Rect
from layout.typeset import SetLine

MOST_SPACED_EM = 0.25
"""How far the characters of a head are spaced at most so that it fills its lines of the grid, in its ems."""


def set_over(job: Job, every: Mpt, legs: tuple[Leg, ...]) -> tuple[HeadStack, Mpt, Mpt]:
    """A head over its legs; how much of them it takes, and how much what follows its headline does (袖見出し). `every`
    is how wide they all are, with what whole ems leave over.

    On a vertical page both are as many dan as their lines fill at the sizes of their styles; else all of the legs, but
    for what a block's `sleeve_columns` says.
    """
    place, grid = job.block.head, job.desk.grid
    asked = place.sleeve_columns
    own = grid.vertical and place.side is None and job.block.intro is None
    own = own and job.desk.paper.headlines.text_beneath
    if not own and asked is None:
        return set_head(job, every), every, every

    def span(count: int) -> Mpt:
        return every if count >= len(legs) else _span(legs, count)

    sleeve = span(asked) if asked is not None else every
    width = every
    if own:
        natural = set_head(replace(job, change=replace(job.change, filled=False)), every, sleeve)
        main, after = _lengths(natural)
        if asked is None:
            sleeve = span(_count_filled(legs, after))
        width = span(_count_filled(legs, main if main else after))
        if asked is None and not after:
            sleeve = width
    width = max(width, sleeve)
    return set_head(job, width, sleeve), width, sleeve


def step_cells(
    head: HeadStack, rect: Rect, sleeve: Mpt, placed: tuple[Line, ...], grid: Grid
) -> tuple[Rect, ...]:
    """The rectangles that text runs round: the head's; where what follows its headline is shorter, one of each.
    `placed` are its lines in the rectangle.
    """
    after = next((at for at, tier in enumerate(head.tiers) if _is_after(tier.copy.part)), 0)
    if sleeve >= rect.width or not after or head.padding:
        return (rect,)
    last, size = placed[after - 1], head.tiers[after - 1].dress.em_depth
    foot = last.baseline - ascent(size, vertical=last.vertical) + size
    # Body lines keep a third of a line from the headline, or more.
    deep = -(-(foot - rect.y + grid.leading // 3 - grid.inset) // grid.leading) * grid.leading
    if deep >= rect.height:
        return (rect,)
    upper = replace(rect, height=deep)
    return upper, Rect(rect.x, rect.y + deep, sleeve, rect.height - deep)


def lines_filled(head: HeadStack, grid: Grid) -> int:
    """Lines of the grid that a head's lines reach across, with half a line of white behind them at least."""
    longest = max(map(_length, head.lines), default=0) + 2 * head.padding
    return max(1, -(-(longest + grid.leading // 2) // grid.leading))


def space_out(head: HeadStack, desk: Desk, lines: int) -> Desk | None:
    """The desk with the style of a head's longest line spaced so that it leaves no more than a line of the grid of so
    many lines (匀字); None where it leaves no more as it is, or would be spaced too far.
    """
    over = (lines - 1) * desk.grid.leading - max(map(_length, head.lines), default=0) - 2 * head.padding
    tier = (
        max(zip(head.tiers, head.lines, strict=True), key=lambda own: _length(own[1]))[0]
        if over > 0
        else None
    )
    if tier is None or tier.dress.name not in desk.wardrobe.dresses:
        return None
    gaps = len(tier.text.strip()) - 1
    if gaps < 1 or over > MOST_SPACED_EM * tier.dress.em * gaps:
        return None
    plain = desk.wardrobe[tier.dress.name]
    more = over * 1000 // (gaps * tier.dress.paragraph.type_along) * plain.font.size // tier.dress.font.size
    dresses = {**desk.wardrobe.dresses, plain.name: plain.tracked(more)}
    # What is kept of heads was set in the style as it is.
    return replace(desk, wardrobe=replace(desk.wardrobe, dresses=dresses), kept=KeptParagraphs())


def beside_legs(legs: tuple[Leg, ...], needed: Mpt, *, far: bool) -> tuple[Leg, tuple[Leg, ...]]:
    """The legs at one side of a story that a head takes which needs so much, as one; and those that it leaves."""
    for count in range(1, len(legs)):
        own = legs[-count:] if far else legs[:count]
        width = own[-1].x + own[-1].width - own[0].x
        if width >= needed:
            return Leg(own[0].x, width), legs[:-count] if far else legs[count:]
    return Leg(legs[0].x, legs[-1].x + legs[-1].width - legs[0].x), ()


def legs_strip(strip: Strip, legs: tuple[Leg, ...]) -> Strip:
    """A story's part that has only these of its legs, its first ones or its last."""
    count, width = len(legs), legs[-1].x + legs[-1].width - legs[0].x
    shares = strip.shares[:count] if legs[0].x == strip.x else strip.shares[-count:]
    return replace(strip, x=legs[0].x, width=width, legs=count, shares=shares)


def seat_strip(job: Job, strip: Strip, rect: Rect, *, far: bool) -> tuple[Strip, Rect]:
    """The legs beside a head as deep as they, and its cells, which are so wide at least: the legs are alike and hold
    whole ems, and the head has what they leave over; or they share it as the story says. A story that says no number of
    legs has so many that their measure is nearest to a column's.
    """
    grid, em = job.desk.grid, job.desk.wardrobe[job.block.body_style].em
    free = strip.width - min(rect.width, strip.width) - grid.gutter

    def measure(legs: int) -> Mpt:
        each = max(1, (free - (legs - 1) * grid.gutter) // legs)
        return each - each % em if each > em else each

    count = strip.legs
    if job.block.legs is None:
        count = min(
            range(max(1, strip.legs - 1), strip.legs + 1), key=lambda legs: abs(measure(legs) - grid.column)
        )
    width = max(1, free) if strip.shares else count * measure(count) + (count - 1) * grid.gutter
    own = max(1, strip.width - width - grid.gutter)
    x = strip.x if far else strip.x + own + grid.gutter
    left = replace(strip, x=x, width=width, legs=count)
    return left, replace(rect, x=strip.x + strip.width - own if far else strip.x, width=own)


def middle_of(rect: Rect, width: Mpt) -> Rect:
    """The middle of a rectangle, so wide."""
    return replace(rect, x=rect.x + (rect.width - width) // 2, width=width) if width < rect.width else rect


def _lengths(head: HeadStack) -> tuple[Mpt, Mpt]:
    """How long the longest line is up to the headline, and behind it."""
    found: dict[bool, Mpt] = {True: 0, False: 0}
    for tier, line in zip(head.tiers, head.lines, strict=True):
        after = _is_after(tier.copy.part)
        found[after] = max(found[after], _length(line) + 2 * head.padding)
    return found[False], found[True]


def _is_after(part: str) -> bool:
    return part.partition("[")[0] in AFTER_HEADLINE


def _length(line: SetLine) -> Mpt:
    """From the first character to the end of the last one's space."""
    begin = min((run.along or run.xs[0] for run in line.runs if run.xs), default=0)
    return line.width - max(0, begin)


def _count_filled(legs: tuple[Leg, ...], length: Mpt) -> int:
    """How many legs a line fills that begins with the first."""
    return next((count for count in range(1, len(legs)) if length <= _span(legs, count)), len(legs))


def _span(legs: tuple[Leg, ...], count: int) -> Mpt:
    last = legs[min(count, len(legs)) - 1]
    return last.x + last.width - legs[0].x
