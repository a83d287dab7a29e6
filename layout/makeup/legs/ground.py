"""A story's areas and the blocks inside them -> the ground of its body: legs, each with the places of its lines.

A leg is as wide as its part of the story. Beside a block inside the story its lines are shorter, and where less than
the paper's least measure is left, beside a box or an outline, there are none. All is counted along the grid (see
`layout.plan.grid.Grid`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from layout.plan.grid import Grid, Leg
from layout.scene import Mpt, Rect


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one line: a line of the grid, where it begins and how long it is."""

    line: int
    x: Mpt
    width: Mpt


@dataclass(frozen=True, slots=True)
class BodyLeg:
    """A leg and the places of its lines, from the first on; beside an obstacle they are shorter than the leg."""

    x: Mpt
    width: Mpt
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a story: its legs' lines of the grid, first and last included, and where along them it lies. The legs
    are alike, or take so many basic columns each as `shares` says. Those that a frame leaves it are its `own`, as long
    as it is as wide as they are.
    """

    first_line: int
    last_line: int
    x: Mpt
    width: Mpt
    legs: int
    shares: tuple[int, ...] = ()
    own: tuple[Leg, ...] = ()

    @property
    def has_own(self) -> bool:
        """Whether its own legs are still those of all of it: a head beside them takes some."""
        own = self.own
        return len(own) == self.legs and (own[0].x, own[-1].x + own[-1].width) == (
            self.x,
            self.x + self.width,
        )


@dataclass(frozen=True, slots=True)
class RectObstacle:
    """A rectangle that text keeps out of, with so much white before it, and as much behind it or `after` so much."""

    rect: Rect
    white: Mpt
    after: Mpt | None = None

    @property
    def white_behind(self) -> Mpt:
        return self.white if self.after is None else self.after

    def across(self, top: Mpt, bottom: Mpt) -> tuple[Mpt, Mpt] | None:
        """Where it begins and ends along the lines between two heights; None where it is not."""
        if bottom <= self.rect.y or top >= self.rect.bottom:
            return None
        return self.rect.x - self.white, self.rect.right + self.white_behind


@dataclass(frozen=True, slots=True)
class OutlineObstacle:
    """A polygon that text keeps out of, with so much white all round it."""

    points: tuple[tuple[Mpt, Mpt], ...]
    white: Mpt

    @property
    def white_behind(self) -> Mpt:
        return self.white

    def across(self, top: Mpt, bottom: Mpt) -> tuple[Mpt, Mpt] | None:
        """The same as of a rectangle."""
        top, bottom = top - self.white, bottom + self.white
        found: list[Mpt] = []
        for (x1, y1), (x2, y2) in pairwise((*self.points, self.points[0])):
            if max(y1, y2) < top or min(y1, y2) > bottom:
                continue
            for y in (max(min(y1, y2), top), min(max(y1, y2), bottom)):
                found += [x1, x2] if y1 == y2 else [x1 + (x2 - x1) * (y - y1) // (y2 - y1)]
        return (min(found) - self.white, max(found) + self.white) if found else None


LEAST_LINES = 3
"""Lines of text over or under something in a leg that are more than a scrap."""

Obstacle = RectObstacle | OutlineObstacle
"""What text runs round inside a story."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the lines of a story are measured by: its type's em, the shortest line beside a box and beside an outline,
    and which legs take what is over.
    """

    em: Mpt
    least: Mpt
    least_outline: Mpt
    into_leg: bool


def make_ground(
    grid: Grid, strips: Sequence[Strip], obstacles: Sequence[Obstacle], measures: Measures
) -> tuple[BodyLeg, ...]:
    """The legs of a story's parts, in reading order. A leg that goes on in the next part at one place is one leg."""
    columns: list[tuple[Leg, range]] = []
    for strip in strips:
        lines = range(strip.first_line, strip.last_line + 1)
        for leg in part_legs(grid, strip, measures):
            at = next((i for i, column in enumerate(columns) if _goes_on(column, leg, lines)), None)
            if at is None:
                columns.append((leg, lines))
            else:
                own = columns[at][1]
                columns[at] = leg, range(min(own.start, lines.start), max(own.stop, lines.stop))
    found = []
    for leg, lines in columns:
        # A leg that something stands across is two: they are read one after the other all the same.
        slots = [slot for line in lines if (slot := _slot(grid, leg, line, obstacles, measures)) is not None]
        if slots:
            found.append(BodyLeg(leg.x, leg.width, tuple(slots)))
    return tuple(found)


def begin_anew(legs: Sequence[BodyLeg]) -> tuple[BodyLeg, ...]:
    """The legs of a story, where something stands across all of them: those over it first, then those under it."""
    lines = {slot.line for leg in legs for slot in leg.slots}
    bands = [*runs_of(sorted(lines))]
    found = (
        replace(leg, slots=tuple(slot for slot in leg.slots if first <= slot.line <= last))
        for first, last in bands
        for leg in legs
    )
    return tuple(leg for leg in found if leg.slots)


def part_legs(grid: Grid, strip: Strip, measures: Measures) -> tuple[Leg, ...]:
    """The legs of one part. What whole ems leave over widens the gutters, or the last leg by whole ems."""
    if strip.own and strip.has_own:
        return strip.own
    if strip.shares:
        return _share_legs(grid, strip, measures.em)
    legs = grid.legs(strip.x, strip.width, strip.legs, measures.em)
    if not measures.into_leg or strip.legs == 1:
        return legs
    each = legs[0].width
    over = strip.width - strip.legs * each - (strip.legs - 1) * grid.gutter
    wider = over - over % measures.em
    if wider <= 0:
        return legs
    narrower = grid.gutter + (over - wider) // (strip.legs - 1)
    placed = [Leg(strip.x + number * (each + narrower), each) for number in range(strip.legs)]
    return (*placed[:-1], Leg(strip.x + strip.width - each - wider, each + wider))


def _share_legs(grid: Grid, strip: Strip, em: Mpt) -> tuple[Leg, ...]:
    """Legs that take so many columns each of a part, with the gutters between those; what whole ems leave over widens
    the gutters between the legs.
    """
    columns, gutters = sum(strip.shares), len(strip.shares) - 1
    room = strip.width - (columns - 1) * grid.gutter
    widths = []
    for share in strip.shares:
        width = room * share // columns + (share - 1) * grid.gutter
        widths.append(max(1, width - width % em if width > em else width))
    free = strip.width - sum(widths)
    starts = [sum(widths[:number]) + free * number // max(1, gutters) for number in range(len(widths))]
    return tuple(Leg(strip.x + start, width) for start, width in zip(starts, widths, strict=True))


def is_plain(legs: Sequence[BodyLeg]) -> bool:
    """Whether all legs are of one measure, begin and end level and have no line that is shorter."""
    first = legs[0]
    return all(
        leg.width == first.width
        and len(leg.slots) == len(first.slots)
        and leg.slots[0].line == first.slots[0].line
        and leg.slots[-1].line - leg.slots[0].line + 1 == len(leg.slots)
        and all(slot.width == leg.width for slot in leg.slots)
        for leg in legs
    )


def move_down(legs: Iterable[BodyLeg], lines: int) -> tuple[BodyLeg, ...]:
    """The legs moved down by the lines of white that a head takes; they lose as many lines at their foot."""
    if not lines:
        return tuple(legs)
    return tuple(
        replace(
            leg,
            slots=tuple(
                replace(slot, line=slot.line + lines) for slot in leg.slots[: len(leg.slots) - lines]
            ),
        )
        for leg in legs
    )


def count_scraps(legs: Sequence[BodyLeg], depths: Sequence[int]) -> int:
    """How many parts of legs, over or under something that stands across their leg, have one or two lines of text."""
    count = 0
    for leg, depth in zip(legs, depths, strict=True):
        parts = [*runs_of(slot.line for slot in leg.slots)]
        foot = leg.slots[depth - 1].line if depth else 0
        edges = {slot.line for other in legs for slot in (other.slots[0], other.slots[-1])}
        parted = len(parts) > 1 or parts[0][0] > min(edges) or parts[0][1] < max(edges)
        count += sum(parted and 0 <= min(last, foot) - first < LEAST_LINES - 1 for first, last in parts)
    return count


def runs_of(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of lines that nothing interrupts."""
    for _, run in groupby(enumerate(lines), lambda at: at[1] - at[0]):
        numbers = [line for _, line in run]
        yield numbers[0], numbers[-1]


def _goes_on(column: tuple[Leg, range], leg: Leg, lines: range) -> bool:
    own, rows = column
    same = own.x == leg.x and own.width == leg.width
    return same and (rows.stop == lines.start or lines.stop == rows.start)


def _slot(grid: Grid, leg: Leg, line: int, obstacles: Sequence[Obstacle], measures: Measures) -> Slot | None:
    """The longer side of what obstacles leave of a leg's line, in whole ems."""
    top = grid.line_y(line) + grid.inset
    taken = sorted(
        (*span, measures.least if isinstance(obstacle, RectObstacle) else measures.least_outline)
        for obstacle in obstacles
        if (span := obstacle.across(top, top + grid.em_depth)) is not None
        and span[0] < leg.x + leg.width
        and span[1] > leg.x
    )
    if not taken:
        return Slot(line, leg.x, leg.width)
    free: list[tuple[Mpt, Mpt, Mpt]] = []
    foot = leg.x + leg.width
    at, shortest = leg.x, measures.em
    # Between a box and an outline a line is at least as long as beside a box.
    for start, end, least in (*taken, (foot, foot, measures.em)):
        gap = min(start, foot) - at
        width = gap - gap % measures.em
        if width >= max(shortest, least):
            free.append((width, at, at + gap))
        if end >= at:
            at, shortest = end, least
    if not free:
        return None
    width, start, end = max(free, key=lambda span: (span[2] - span[1], -span[1]))
    # Text left of an obstacle begins with its leg, text right of it ends with it.
    return Slot(line, start if start == leg.x else end - width, width)
