"""An image, a pattern or a shading -> what it paints, as marks (ISO 32000-1 8.7, 8.9)."""

from __future__ import annotations

import math
from copy import copy
from typing import Any, Final

import pikepdf

from content.pdf.geometry import IDENTITY, PageBox, determinant, is_sound, move_box, times
from content.pdf.streams import filter_names
from content.pdf.values import UNREADABLE, elements, entry, flag, identity, matrix, name, numbers, whole
from layout.preflight.content.colour import BLACK, GRAY, UNKNOWN, ColourSpace, ColourValue
from layout.preflight.content.marks import PaintedShading, PlacedImage, Raster
from layout.preflight.content.walk import Content, Walk
from layout.preflight.tags.stories import Owner

MOST_PIXELS: Final = 400_000_000
"""Pixels of one image: a broadsheet at 1,000 pixels to the inch has 330 million."""

LARGEST: Final = 1 << 24
"""The most pixels that a side of an image has: with more it is none."""

SQUARE: Final = PageBox(0, 0, 1, 1)
"""What an image fills, in user space."""

UNCOLOURED: Final = 2
TILING: Final = 1
DEEPEST_FUNCTION: Final = 4


def place_inline(walk: Walk, operands: list[Any]) -> None:
    """Add an inline image, BI to EI, which pikepdf has read."""
    try:
        image = operands[0]
        described = image.obj
    except UNREADABLE:
        walk.note_here("damaged", "an inline image can't be read", "inline image")
        return
    place_image(walk, "", described, image)


def place_image(walk: Walk, named: str, described: Any, source: Any) -> None:
    """Add an image that fills the unit square of user space. `source` has its samples; inline ones have no name."""
    called = f"image {named}" if named else "inline image"
    masks = ((entry(described, key), f"mask of the {called}") for key in ("/SMask", "/Mask"))
    for image, words in ((described, called), *masks):
        wide, high = whole(entry(image, "/Width"), 0), whole(entry(image, "/Height"), 0)
        if wide * high > MOST_PIXELS:
            what = f"the {words} says that it has {wide} × {high} pixels, more than {MOST_PIXELS:,}"
            walk.note_here("too-much", what, called)
            return
    raster = _read_raster(walk, described, source, inline=not named)
    if raster is None:
        walk.note_here("damaged", f"the {called} has no size", called)
        return
    by = walk.state.matrix
    across, down = math.hypot(by[0], by[1]), math.hypot(by[2], by[3])
    area = determinant(by)
    seen = walk.clip_box(move_box(SQUARE, by))
    if raster.is_mask and walk.state.paint.fill.pattern:
        paint_pattern(walk, walk.state.fill_pattern, walk.state.paint.fill, seen[0])
    # An image may be an element's own, without marks in content (ISO 32000-1 14.7.4.3).
    key = entry(described, "/StructParent")
    walk.keep(
        PlacedImage(
            walk.state.paint,
            *seen,
            walk.owner if key is None else Owner((whole(key, -1), -1)),
            walk.inside,
            named,
            raster,
            across,
            down,
            # The cosine of the angle between the sides: a hundredth is about half a degree.
            skewed=abs(by[0] * by[2] + by[1] * by[3]) > 0.01 * across * down,
            mirrored=area < 0,
        )
    )


def _read_raster(walk: Walk, described: Any, source: Any, *, inline: bool) -> Raster | None:
    width, height = whole(entry(described, "/Width"), 0), whole(entry(described, "/Height"), 0)
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        return None
    is_mask = flag(entry(described, "/ImageMask")) is True
    space: ColourSpace | None = None
    if not is_mask and (written := entry(described, "/ColorSpace")) is not None:
        space = walk.spaces.read(written, walk.resources, inline=inline)
        if space is UNKNOWN and not isinstance(written, pikepdf.Name):
            walk.note_unreadable_space("of an image")
    smask = entry(described, "/SMask")
    return Raster(
        width=width,
        height=height,
        bits=1 if is_mask else whole(entry(described, "/BitsPerComponent"), 0),
        space=space,
        is_mask=is_mask,
        filters=filter_names(described),
        decode=tuple(numbers(entry(described, "/Decode"))),
        intent=name(entry(described, "/Intent")),
        interpolate=flag(entry(described, "/Interpolate")) is True,
        soft_mask=isinstance(smask, pikepdf.Stream) or whole(entry(described, "/SMaskInData"), 0) != 0,
        alternates=entry(described, "/Alternates") is not None,
        source=source,
        number=identity(source) if not inline else (0, 0),
    )


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
