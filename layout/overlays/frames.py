"""The blocks of a page -> their rectangles outlined and named, the legs of their copy dashed."""

from __future__ import annotations

from typing import Final

from layout.overlays.sheet import OverlaySheet, outline
from layout.scene import Mpt, Region
from layout.scene.overlay import Drawn, Label, Overlay, ScreenColour

INK: Final[ScreenColour] = (196, 0, 124)
LEG: Final[ScreenColour] = (226, 120, 186)
SIZE: Final[Mpt] = 6_000
EDGE: Final[Mpt] = 750
DASHED: Final[Mpt] = 500
DASH: Final[Mpt] = 3_000
LEAST: Final[Mpt] = 60_000
"""What a name may take though its block is narrower, as a rule is."""


def draw_frames(sheet: OverlaySheet) -> Overlay:
    """The overlay: first all the lines, then the names, each where it covers no type."""
    items: list[Drawn] = []
    for region in sheet.blocks:
        items += [side for leg in region.legs for side in outline(leg, DASHED, LEG, DASH)]
        items += [side for place in region.places for side in outline(place, EDGE, INK)]
    items += [_name_block(sheet, region) for region in sheet.blocks]
    return Overlay("frames", tuple(items))


def _name_block(sheet: OverlaySheet, region: Region) -> Label:
    place = region.places[0]
    words = region.id if region.story in (None, region.id) else f"{region.id} · {region.story}"
    return sheet.name_place(sheet.fitted(words, SIZE, max(place.width, LEAST)), SIZE, place, INK)
