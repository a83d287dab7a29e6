"""An area of the grid and a writing -> the plot that a block is made up on, x along its lines and y across.

Make-up counts x along the lines and y from line to line, whichever way they run (see `layout.plan.grid.Grid`). How that
lies on a vertical page is known here alone: x becomes downward there, y leftward from its right edge. Turning moves
points and changes no length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from layout.makeup.wardrobe import Dress
from layout.plan.grid import Area, Grid, ascent
from layout.scene import Advert, Box, Item, Line, Mpt, Picture, Rect, Rule, Wave
from layout.scene.geometry import turned_back, turned_rect

_Stroke = TypeVar("_Stroke", bound=Rule | Wave)


@dataclass(frozen=True, slots=True)
class Plot:
    """The ground of one block. Its lines run along x; `on_page` says where on the page its items are.

    `whole` is all of its cells, `inner` less the white at the first and last line of the paper's, where em boxes end.
    A depth that is rounded up is so to whole `step`s: lines of the grid, or body ems where the block's lines run
    across the paper's (`across`).
    """

    whole: Rect
    inner: Rect
    step: Mpt
    vertical: bool
    across: bool
    page_width: Mpt

    def ascent(self, size: Mpt) -> Mpt:
        """From the top of an em box to the baseline, or from its right side to the axis."""
        return ascent(size, vertical=self.vertical)

    def dress(self, dress: Dress) -> Dress:
        """A dress for this plot's lines."""
        return dress.running(vertical=self.vertical)

    def on_page(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Items of the plot on the page."""
        return turn_items(items, self.page_width) if self.vertical else tuple(items)

    @property
    def longer(self) -> str:
        """What of a block's area makes its lines longer, in its file's words."""
        return "lines" if self.across else "columns"

    @property
    def deeper(self) -> str:
        """What of a block's area gives it room for more lines, in its file's words."""
        return "columns" if self.across else "lines"


def make_plot(grid: Grid, area: Area, *, vertical: bool) -> Plot:
    """The plot of a block whose lines run so."""
    whole, inner = grid.rect(area), grid.inner(area)
    width = grid.trim[0]
    if vertical == grid.vertical:
        return Plot(whole, inner, grid.leading, vertical, across=False, page_width=width)
    if grid.vertical:  # level lines are on the page as they are
        whole, inner = grid.on_page(whole), grid.on_page(inner)
    else:
        whole, inner = turned_back(whole, width), turned_back(inner, width)
    return Plot(whole, inner, grid.em, vertical, across=True, page_width=width)


def head_plot(grid: Grid, depth: Mpt) -> Plot:
    """A level plot in the head margin, so deep, an em over the type area and as wide."""
    area = grid.on_page(grid.less_white(grid.type_area)) if grid.vertical else grid.type_area
    rect = Rect(area.x, area.y - grid.em - depth, area.width, depth)
    return Plot(rect, rect, depth, vertical=False, across=grid.vertical, page_width=grid.trim[0])


def turn_items(items: Iterable[Item], page_width: Mpt) -> tuple[Item, ...]:
    """Items along vertical lines, on a page so wide. Their lines are vertical from here on."""
    return tuple(_turn_item(item, page_width) for item in items)


def _turn_item(item: Item, page_width: Mpt) -> Item:
    match item:
        case Line():
            return replace(
                item,
                x=page_width - item.baseline,
                baseline=item.x,
                # `xs` are along the line before and after; those of level glyphs across it.
                runs=tuple(replace(run, x=page_width - run.baseline, baseline=run.x) for run in item.runs),
                marks=tuple(_turn_stroke(mark, page_width) for mark in item.marks),
                vertical=True,
            )
        case Rule() | Wave():
            return _turn_stroke(item, page_width)
        case Box() | Picture() | Advert():  # a picture is upright on any page
            return replace(item, rect=turned_rect(item.rect, page_width))
        case _:
            assert_never(item)


def _turn_stroke(stroke: _Stroke, page_width: Mpt) -> _Stroke:
    """A straight line, from its left or upper end as before."""
    ends = sorted(((page_width - stroke.y1, stroke.x1), (page_width - stroke.y2, stroke.x2)))
    (x1, y1), (x2, y2) = ends
    return replace(stroke, x1=x1, y1=y1, x2=x2, y2=y2)
