"""An image, a resource or inline, and the matrix -> a placed image with its pixels to the inch (ISO 32000-1 8.9)."""

from __future__ import annotations

import math
from typing import Any, Final

import pikepdf

from content.pdf.geometry import PageBox, determinant, move_box
from content.pdf.streams import filter_names
from content.pdf.values import UNREADABLE, entry, flag, identity, name, numbers, whole
from layout.preflight.content.colour import UNKNOWN, ColourSpace
from layout.preflight.content.marks import PlacedImage, Raster
from layout.preflight.content.patterns import paint_pattern
from layout.preflight.content.walk import Walk
from layout.preflight.tags.stories import Owner

MOST_PIXELS: Final = 400_000_000
"""Pixels of one image: a broadsheet at 1,000 pixels to the inch has 330 million."""

LARGEST: Final = 1 << 24
"""The most pixels that a side of an image has: with more it is none."""

SQUARE: Final = PageBox(0, 0, 1, 1)
"""What an image fills, in user space."""


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
