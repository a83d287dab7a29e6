"""What a mark is painted with, and over what -> its colours, whether these overprint, and the inks beneath it.

ISO 32000-1 8.6.7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from content.pdf.geometry import PageBox, common
from layout.preflight.content.colour import PROCESS, ColourSpace, ColourValue
from layout.preflight.content.marks import FilledPath, PageMarks, PaintedObject, PaintedShading, PlacedImage

TRACE = 0.5
"""Percent of an ink that counts as none: an eighth of a bit of rounding, and no dot that a plate would hold."""

ROUNDING = 0.005
"""Points that a size or a width may be short of its limit: what two decimals in a file make of it."""

SOLID = 0.6
"""The part of its box that a shape has to fill to count as the ground of what lies in the box."""
COVERED = 0.5
"""The part of a mark that a ground has to lie under."""
MOST_LOOKS = 2_000_000
"""How many grounds are looked at on one page, all marks together."""


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


@dataclass(frozen=True, slots=True)
class _Ground:
    at: int
    box: PageBox
    inks: Mapping[str, float]
    lets_through: bool


class Grounds:
    """The filled shapes, pictures and shadings of a page, by the order of painting.

    A picture counts as dark in all of its inks: what lies under white text in a picture is the dark of it. Shapes are
    taken for their boxes where they fill most of these.
    """

    def __init__(self, page: PageMarks) -> None:
        self._page = page
        self._looks = MOST_LOOKS

    @cached_property
    def _grounds(self) -> list[_Ground]:
        """Found when they are first asked for: most pages have no mark that asks."""
        return [
            found
            for at, mark in enumerate(self._page.marks)
            if mark.seen is not None and mark.seen.area > 0 and (found := _find_ground(at, mark, mark.seen))
        ]

    def under(self, at: int, box: PageBox) -> dict[str, float]:
        """Percent of the inks under a box, before the mark at this place in the order; none for bare paper.

        After `MOST_LOOKS` everything counts as on bare paper.
        """
        found: dict[str, float] = {}
        area = box.area
        for ground in reversed(self._grounds):
            if ground.at >= at:
                continue
            self._looks -= 1
            if self._looks < 0:
                break
            shared = common(ground.box, box)
            if shared is None or (shared.area < COVERED * area):
                continue
            for ink, percent in ground.inks.items():
                found.setdefault(ink, percent)
            if not ground.lets_through:
                break
        return found


def _find_ground(at: int, mark: PaintedObject, seen: PageBox) -> _Ground | None:
    match mark:
        case FilledPath() if mark.area >= SOLID * mark.box.area:
            colour = mark.paint.fill
            if colour.inks is None:
                return None
            through = overprints(colour, mark.paint.fill_overprint, mark.paint.mode)
            return _Ground(at, seen, inks_of(colour), through)
        case PlacedImage():
            return _Ground(at, seen, _of_picture(mark), False)
        case PaintedShading():
            inks: dict[str, float] = {}
            for colour in mark.ends:
                for ink, percent in inks_of(colour).items():
                    inks[ink] = max(percent, inks.get(ink, 0))
            return _Ground(at, seen, inks, False) if inks else None
    return None


def _of_picture(mark: PlacedImage) -> dict[str, float]:
    raster = mark.raster
    if raster.is_mask:
        return inks_of(mark.paint.fill)
    space = (
        raster.space.base if raster.space is not None and raster.space.family == "Indexed" else raster.space
    )
    if space is None or space.channels is None:
        # RGB becomes four inks; a gray is black.
        gray = space is not None and space.is_gray
        return {"Black": 100.0} if gray else dict.fromkeys(PROCESS, 100.0)
    return dict.fromkeys(space.channels, 100.0)
