"""Patterns and shadings -> what they paint, as marks of what they fill (ISO 32000-1 8.7)."""

from __future__ import annotations

from copy import copy
from typing import Any, Final

import pikepdf

from content.pdf.geometry import IDENTITY, PageBox, is_sound, times
from content.pdf.values import elements, entry, identity, matrix, numbers, whole
from layout.preflight.content.colour import BLACK, GRAY, ColourSpace, ColourValue
from layout.preflight.content.marks import PaintedShading
from layout.preflight.content.walk import Content, Walk

UNCOLOURED: Final = 2
TILING: Final = 1
DEEPEST_FUNCTION: Final = 4


def paint_pattern(walk: Walk, pattern: Any, colour: ColourValue, area: PageBox) -> bool:
    """Add what a pattern paints in `area`. False for a pattern without a colour of its own in it.

    A tile is looked through once on a page for each way that it is used. Its marks are placed at what it fills.
    """
    called = f"pattern {colour.pattern}"
    if (shading := entry(pattern, "/Shading")) is not None:
        add_shading(walk, colour.pattern, shading, area)
        return True
    if whole(entry(pattern, "/PatternType"), 0) != TILING or not isinstance(pattern, pikepdf.Stream):
        walk.note_here("undefined", f"the {called} is no pattern", called)
        return True
    plain = whole(entry(pattern, "/PaintType"), 0) == UNCOLOURED
    below = ColourValue(colour.space.base or GRAY, colour.values)
    to_page = times(matrix(entry(pattern, "/Matrix"), IDENTITY), walk.base)
    if identity(pattern)[0] and identity(pattern) in walk.running:
        walk.note("loop", f"{called} paints itself", called)
        return True
    use = (identity(pattern), below if plain else None, walk.masking)
    if use in walk.done or not is_sound(to_page):
        return True
    walk.done.add(use)
    kept = walk.pinned, walk.colourless, walk.state
    # Pinned first: a tile may lie off the page, and what it fills does not.
    walk.pinned = walk.pinned or area
    walk.colourless = walk.colourless or plain
    walk.state = copy(walk.state)
    # A cell begins with the colour of a page's beginning, unless it is the stencil of another.
    first = below if plain else BLACK
    walk.repaint(fill=first, stroke=first)
    walk.state.fill_space = walk.state.stroke_space = first.space
    try:
        walk.enter(Content(pattern, called, to_page, resources=entry(pattern, "/Resources")))
    finally:
        walk.pinned, walk.colourless, walk.state = kept
    return True


def add_shading(walk: Walk, called: str, shading: Any, area: PageBox | None) -> None:
    """Add a shading. Without an `area` (`sh`) it fills the clipping."""
    space = walk.spaces.read(entry(shading, "/ColorSpace"), walk.resources)
    if area is None and walk.state.clip.area <= 0:
        return
    box, seen = walk.clip_box(walk.state.clip if area is None else area)
    colours = tuple(dict.fromkeys(ColourValue(space, values) for values in _end_colours(shading, space)))
    walk.keep(PaintedShading(walk.state.paint, box, seen, walk.owner, walk.inside, called, space, colours))


def _end_colours(shading: Any, space: ColourSpace) -> list[tuple[float, ...]]:
    """The colours at the ends of a shading's functions: of exponential ones, and of stitched such."""
    function = entry(shading, "/Function")
    found: list[tuple[float, ...]] = []
    if isinstance(function, pikepdf.Array):
        # A function for each component: as many ends of each.
        each = [_end_values(part, 0) for part in elements(function)[:32]]
        if each and all(ends and len(ends) == len(each[0]) for ends in each):
            found = [tuple(ends[at][0] for ends in each if ends[at]) for at in range(len(each[0]))]
    else:
        found = _end_values(function, 0)
    return [values for values in found if len(values) == space.components]


def _end_values(function: Any, depth: int) -> list[tuple[float, ...]]:
    match whole(entry(function, "/FunctionType"), -1):
        case 2:
            low = tuple(numbers(entry(function, "/C0"))) or (0.0,)
            return [low, tuple(numbers(entry(function, "/C1"))) or (1.0,)]
        case 3 if depth < DEEPEST_FUNCTION:
            parts = elements(entry(function, "/Functions"))[:256]
            return [values for part in parts for values in _end_values(part, depth + 1)][:1024]
    return []
