"""What a mark is painted with -> its colours, and whether these overprint (ISO 32000-1 8.6.7)."""

from __future__ import annotations

import re

from layout.preflight.content.colour import ColourSpace, ColourValue
from layout.preflight.content.marks import PaintedObject, PaintedShading, PlacedImage

TRACE = 0.5
"""Percent of an ink that counts as none: an eighth of a bit of rounding, and no dot that a plate would hold."""

ROUNDING = 0.005
"""Points that a size or a width may be short of its limit: what two decimals in a file make of it."""


def spaces_of(mark: PaintedObject) -> tuple[ColourSpace, ...]:
    """The colour spaces that a mark is painted in, once each."""
    match mark:
        case PaintedShading():
            return (mark.space,)
        case PlacedImage() if not mark.raster.is_mask:
            return () if mark.raster.space is None else (mark.raster.space,)
    return tuple(dict.fromkeys(colour.space for colour, _ in mark.colours))


def overprints(colour: ColourValue, allowed: bool, mode: int) -> bool:
    """Whether what has this colour leaves the other inks below it as they are.

    Of DeviceCMYK that is so for the inks at 0, in mode 1 alone; of Separation and DeviceN for all inks that are not
    of the space. DeviceGray and ICC are turned into all four inks and always knock out.
    """
    if colour.space.family == "DeviceCMYK":
        return allowed and mode == 1
    return allowed and colour.space.family in {"Separation", "DeviceN"}


def inks_of(colour: ColourValue) -> dict[str, float]:
    """Percent of the inks of a colour of which there is more than a trace; none for what is not in inks."""
    return {ink: percent for ink, percent in (colour.inks or {}).items() if percent > TRACE}


def fold_ink_name(ink: str) -> str:
    """An ink's name as it is compared with others: in small letters, without spaces and hyphens."""
    return re.sub(r"[\s_-]", "", ink.casefold())
