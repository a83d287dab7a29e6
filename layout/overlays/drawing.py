"""The names of overlays, a page of a scene and what is wrong on it -> the overlays, drawn once for every painter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from layout.overlays.frames import frames_overlay
from layout.overlays.grid import grid_overlay
from layout.overlays.objections import objections_overlay
from layout.overlays.order import order_overlay
from layout.overlays.overset import overset_overlay
from layout.overlays.sheet import Sheet
from layout.scene import Page, Scene
from layout.scene.overlay import NAMES, Hand, Overlay, Pointed


def draw_overlays(
    names: Collection[str], scene: Scene, page: Page, pointed: Sequence[Pointed], hand: Hand
) -> tuple[Overlay, ...]:
    """The overlays of these names, in the order of `NAMES`. A label keeps clear of those of the overlays before it."""
    sheet = Sheet(scene, page, hand)
    makers = {
        "grid": grid_overlay,
        "frames": frames_overlay,
        "overset": overset_overlay,
        "objections": lambda sheet: objections_overlay(sheet, pointed),
        "order": order_overlay,
    }
    return tuple(makers[name](sheet) for name in NAMES if name in names)
