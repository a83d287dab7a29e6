"""A paper's grid in thousandths of a point: areas in basic columns and lines -> rectangles, legs and baselines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from layout.plan.paper import Paper
from layout.scene import Mpt, PageGrid, Rect
from layout.scene.geometry import millimetres, turned_rect
from layout.scene.places import EM_BOX_ASCENT

EM_BOX_MIDDLE = 500
"""How far it stands right of the axis of a vertical line, which is the middle of em boxes of any size (CSS Writing
Modes 3, 4.2: the central baseline).
"""


def ascent(size: Mpt, *, vertical: bool = False) -> Mpt:
    """From the top of the em box to the line's baseline; in vertical writing, from its right side to the axis."""
    return size * (EM_BOX_MIDDLE if vertical else EM_BOX_ASCENT) // 1000


def points(value: float) -> Mpt:
    """Points -> thousandths of a point."""
    return round(value * 1000)


def em_of(size: Mpt, drawn: int) -> Mpt:
    """An em of type of a size that is drawn so wide or high, in thousandths; rounded up, so that a measure of whole ems
    has room for as many characters.
    """
    return -(-size * drawn // 1000)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the grid: basic columns and lines, both counted from 1 and both ends included."""

    first_column: int
    last_column: int
    first_line: int
    last_line: int

    @property
    def columns(self) -> int:
        return self.last_column - self.first_column + 1

    @property
    def lines(self) -> int:
        return self.last_line - self.first_line + 1

    def overlap(self, other: Area) -> Area | None:
        """The cells that both cover, if any."""
        both = Area(
            max(self.first_column, other.first_column),
            min(self.last_column, other.last_column),
            max(self.first_line, other.first_line),
            min(self.last_line, other.last_line),
        )
        return both if both.columns > 0 and both.lines > 0 else None

    def __str__(self) -> str:
        if self == HEAD:
            return "the head margin"
        return f"columns {self.first_column}-{self.last_column}, lines {self.first_line}-{self.last_line}"


HEAD = Area(0, 0, 0, 0)
"""The head margin, which is no part of the grid."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a story: where it begins and its measure."""

    x: Mpt
    width: Mpt


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a page. `em` is how long an em of the body type is along its lines, `em_depth` how deep across them;
    `left` and `top` are where the type area begins in the trim.

    x runs along the lines and y from line to line. In vertical writing that is another way round than on the page,
    which `on_page` tells: x is downward there, and y from the right edge to the left. `page_width` and `page_height`
    are the trim's extents in x and y. `own` are the places of its columns where they are the legs of a story, which
    need not be alike: `column` is the first, `gutter` the least between two, `base` the page's own grid. `over` and
    `under` are white that a block in a story leaves of its own depth, at its first line and at its last.
    """

    page_width: Mpt
    page_height: Mpt
    left: Mpt
    top: Mpt
    em: Mpt
    em_depth: Mpt
    columns: int
    column: Mpt
    gutter: Mpt
    leading: Mpt
    lines: int
    vertical: bool = False
    own: tuple[Leg, ...] = ()
    over: Mpt = 0
    under: Mpt = 0
    base: Grid | None = None

    @property
    def trim(self) -> tuple[Mpt, Mpt]:
        """Width and height of the page."""
        sides = self.page_width, self.page_height
        return sides[::-1] if self.vertical else sides

    @property
    def type_area(self) -> Rect:
        return Rect(self.left, self.top, self.span(self.columns), self.lines * self.leading)

    def span(self, columns: int) -> Mpt:
        """The width of so many basic columns with the gutters between them."""
        return columns * self.column + (columns - 1) * self.gutter

    def column_x(self, number: int) -> Mpt:
        """The left edge of a basic column, counted from 1."""
        return self.left + (number - 1) * (self.column + self.gutter)

    def line_y(self, number: int) -> Mpt:
        """The top of a line's cell, counted from 1."""
        return self.top + (number - 1) * self.leading

    @property
    def inset(self) -> Mpt:
        """Half of the white between body lines: an em box stands in the middle of its line's cell."""
        return (self.leading - self.em_depth) // 2

    def baseline(self, number: int) -> Mpt:
        """The baseline (the axis, in vertical writing) of body text on a line, counted from 1."""
        return self.line_y(number) + self.inset + ascent(self.em_depth, vertical=self.vertical)

    def rect(self, area: Area) -> Rect:
        """The rectangle of an area, its whole cells."""
        x, width = self.column_x(area.first_column), self.span(area.columns)
        if self.own:
            # A head may leave fewer legs than a story has: what ends with the last ends with the last that there is.
            less = max(0, area.last_column - len(self.own))
            first, last = (
                self.own[max(0, area.first_column - 1 - less)],
                self.own[area.last_column - 1 - less],
            )
            x, width = first.x, last.x + last.width - first.x
        return Rect(x, self.line_y(area.first_line), width, area.lines * self.leading)

    @property
    def basic(self) -> Grid:
        """The grid with the page's basic columns."""
        return self.base or self

    def on_legs(self, legs: tuple[Leg, ...]) -> Grid:
        """The same lines, with the legs of a story for columns."""
        gutters = [after.x - leg.x - leg.width for leg, after in pairwise(legs)]
        return replace(
            self,
            left=legs[0].x,
            columns=len(legs),
            column=legs[0].width,
            gutter=min(gutters, default=self.gutter),
            own=legs,
            base=self.basic,
        )

    def inner(self, area: Area) -> Rect:
        """The rectangle of an area less the white at its first and last line: from em box to em box."""
        rect = self.less_white(self.rect(area))
        return replace(rect, y=rect.y + self.over, height=max(1, rect.height - self.over - self.under))

    def less_white(self, rect: Rect) -> Rect:
        """Whole cells less the white at their first and last line."""
        return Rect(rect.x, rect.y + self.inset, rect.width, rect.height - 2 * self.inset)

    def picture_rect(self, area: Area) -> Rect:
        """Where on the page a picture that fills an area is: it stands upright however the lines run."""
        return self.on_page(self.inner(area))

    def on_page(self, rect: Rect) -> Rect:
        """Where a rectangle of the grid is on the page."""
        return turned_rect(rect, self.trim[0]) if self.vertical else rect

    def on_scene(self) -> PageGrid:
        """The grid as a page of the scene has it."""
        return PageGrid(
            area=self.on_page(self.type_area),
            columns=self.columns,
            column=self.column,
            gutter=self.gutter,
            lines=self.lines,
            leading=self.leading,
            em=self.em,
            vertical=self.vertical,
        )

    def legs(self, x: Mpt, width: Mpt, count: int, em: Mpt | None = None) -> tuple[Leg, ...]:
        """`count` legs in a width, from one edge to the other. Several hold whole ems, and what is left over widens the
        gutters (变栏): (W − (m − 1)) / m characters of W. Basic columns come out as they are, and so does one leg
        alone. `em` is that of the type in them, the body's where left out: a line of whole characters needs no
        stretching.
        """
        if count == 1:
            return (Leg(x, width),)
        em = em or self.em
        if count * self.column + (count - 1) * self.gutter == width:
            leg = self.column
        else:
            leg = (width - (count - 1) * self.gutter) // count
            if leg > em:
                leg -= leg % em
        free = width - count * leg
        return tuple(Leg(x + number * leg + free * number // (count - 1), leg) for number in range(count))


def make_grid(paper: Paper, name: str | None = None) -> Grid:
    """The grid of a paper, or that of its further grids which has the name."""
    model = paper.grid_of(name)
    vertical = model.writing == "vertical"
    along, across = paper.body_proportions(model)[:: -1 if vertical else 1]
    em = em_of(points(model.body_pt), along)
    column, gutter = round(model.column_em * em), round(model.gutter_em * em)
    leading = points(model.leading_pt)
    width, height = millimetres(paper.trim.width_mm), millimetres(paper.trim.height_mm)
    span, depth = model.columns * column + (model.columns - 1) * gutter, model.lines * leading
    wide = depth if vertical else span
    left = millimetres(model.left_mm) if model.left_mm is not None else (width - wide) // 2
    top = millimetres(model.top_mm)
    return Grid(
        page_width=height if vertical else width,
        page_height=width if vertical else height,
        left=top if vertical else left,
        top=width - left - wide if vertical else top,
        em=em,
        em_depth=em_of(points(model.body_pt), across),
        columns=model.columns,
        column=column,
        gutter=gutter,
        leading=leading,
        lines=model.lines,
        vertical=vertical,
    )
