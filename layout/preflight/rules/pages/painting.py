"""What a mark is painted with -> its colours, and whether these overprint (ISO 32000-1 8.6.7)."""

from __future__ import annotations

from layout.preflight.content.colour import Colour, Space
from layout.preflight.content.marks import (
    Fill,
    ImagePlaced,
    Painted,
    Shading,
    Stroke,
    TextShow,
)

TRACE = 0.5
"""Percent of an ink that counts as none: an eighth of a bit of rounding, and no dot that a plate would hold."""

ROUNDING = 0.005
"""Points that a size or a width may be short of its limit: what two decimals in a file make of it."""


def colours_of(mark: Painted) -> tuple[Colour, ...]:
    """The colours that a mark is painted with: of an image those of a mask alone, its own are in its pixels."""
    match mark:
        case TextShow():
            return tuple(colour for colour, _ in mark.colours)
        case Fill():
            return (mark.paint.fill,)
        case Stroke():
            return (mark.paint.stroke,)
        case ImagePlaced():
            return (mark.paint.fill,) if mark.raster.is_mask else ()
        case Shading():
            return mark.colours


def spaces_of(mark: Painted) -> tuple[Space, ...]:
    """The colour spaces that a mark is painted in, once each."""
    match mark:
        case Fill():
            return (mark.paint.fill.space,)
        case Stroke():
            return (mark.paint.stroke.space,)
        case TextShow():
            return tuple(dict.fromkeys(colour.space for colour, _ in mark.colours))
        case Shading():
            return (mark.space,)
        case ImagePlaced() if mark.raster.is_mask:
            return (mark.paint.fill.space,)
        case ImagePlaced():
            return () if mark.raster.space is None else (mark.raster.space,)


def overprints(colour: Colour, allowed: bool, mode: int) -> bool:
    """Whether what has this colour leaves the other inks below it as they are.

    Of DeviceCMYK that is so for the inks at 0, in mode 1 alone; of Separation and DeviceN for all inks that are not
    of the space. DeviceGray and ICC are turned into all four inks and always knock out.
    """
    if colour.space.family == "DeviceCMYK":
        return allowed and mode == 1
    return allowed and colour.space.family in {"Separation", "DeviceN"}


def inks_of(colour: Colour) -> dict[str, float]:
    """Percent of the inks of a colour of which there is more than a trace; none for what is not in inks."""
    return {ink: percent for ink, percent in (colour.inks or {}).items() if percent > TRACE}
