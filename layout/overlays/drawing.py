"""The names of overlays, a page of a scene and what is wrong on it -> the overlays, drawn once for every painter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from layout.overlays.frames import draw_frames
from layout.overlays.grid import draw_grid
from layout.overlays.objections import draw_objections
from layout.overlays.order import draw_order
from layout.overlays.overset import draw_overset
from layout.overlays.sheet import OverlaySheet
from layout.scene import Page, Scene
from layout.scene.overlay import NAMES, Hand, Overlay, Pointed


def draw_overlays(
    names: Collection[str], scene: Scene, page: Page, pointed: Sequence[Pointed], hand: Hand
) -> tuple[Overlay, ...]:
    """The overlays of these names, in the order of `NAMES`. A label keeps clear of those of the overlays before it."""
    sheet = OverlaySheet(scene, page, hand)
    makers = {
        "grid": draw_grid,
        "frames": draw_frames,
        "overset": draw_overset,
        "objections": lambda sheet: draw_objections(sheet, pointed),
        "order": draw_order,
    }
    return tuple(makers[name](sheet) for name in NAMES if name in names)
