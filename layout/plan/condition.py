"""A paper's press settings -> the printing condition of its scenes, in the scene's lengths."""

from __future__ import annotations

from layout.plan.grid import millimetres
from layout.plan.press_settings import MARGIN_MM, PressModel
from layout.scene.condition import Condition, Sharpening, Spot


def condition_of(press: PressModel, spots: tuple[Spot, ...]) -> Condition:
    """The printing condition of a paper's press files, in the scene's lengths."""
    sharpening = press.sharpening
    marks = press.printer_marks
    return Condition(
        level=press.file_level,
        identifier=press.condition,
        registry=press.registry,
        profile=press.profile,
        ink_limit=press.ink_limit_percent,
        bleed=millimetres(press.bleed),
        picture_ppi=press.picture_ppi,
        line_art_ppi=press.line_art_ppi,
        sharpening=None
        if sharpening is None
        else Sharpening(sharpening.radius_px, sharpening.percent, sharpening.threshold),
        spots=spots,
        marks=marks,
        margin=millimetres(MARGIN_MM) if marks else 0,
    )
