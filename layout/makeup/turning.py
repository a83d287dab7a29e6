"""Items along vertical lines -> the same items on the page: x becomes downward, y becomes leftward from its right edge.

Make-up counts x along the lines and y from line to line, whichever way they run (see `layout.plan.grid.Grid`). This is
the one place that knows how that lies on the page; it moves points and changes no length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, assert_never

from layout.plan.grid import turned_rect
from layout.scene import Advert, Box, GlyphRun, Item, Line, Mpt, Picture, Rule, Wave

_Stroke = TypeVar("_Stroke", bound=Rule | Wave)


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
                runs=tuple(_turn_run(run, page_width) for run in item.runs),
                marks=tuple(_turn_stroke(mark, page_width) for mark in item.marks),
                vertical=True,
            )
        case Rule() | Wave():
            return _turn_stroke(item, page_width)
        case Box() | Picture() | Advert():  # a picture is upright on any page
            return replace(item, rect=turned_rect(item.rect, page_width))
        case _:
            assert_never(item)


def _turn_run(run: GlyphRun, page_width: Mpt) -> GlyphRun:
    """The run's origin. Its `xs` are along the line before and after; those of level glyphs across it."""
    return replace(run, x=page_width - run.baseline, baseline=run.x)


def _turn_stroke(stroke: _Stroke, page_width: Mpt) -> _Stroke:
    """A straight line, from its left or upper end as before."""
    ends = sorted(((page_width - stroke.y1, stroke.x1), (page_width - stroke.y2, stroke.x2)))
    (x1, y1), (x2, y2) = ends
    return replace(stroke, x1=x1, y1=y1, x2=x2, y2=y2)
