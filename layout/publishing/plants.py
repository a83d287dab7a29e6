"""A paper -> what its plant takes, for the preflight of its files."""

from __future__ import annotations

from dataclasses import replace

from layout.plan.paper import Paper
from layout.preflight.plant import Plant


def plant_of(paper: Paper) -> Plant:
    """What the paper's plant takes of its press files."""
    press, limits = paper.press, paper.press.limits
    return Plant(
        level=press.level,
        condition=press.condition,
        trim_mm=(paper.trim.width_mm, paper.trim.height_mm),
        bleed_mm=press.bleed,
        spots=press.spots,
        ink=limits.ink,
        picture_ppi=limits.picture_ppi,
        line_art_ppi=limits.line_art_ppi,
        least_type=limits.least_type,
    )


def advert_plant(paper: Paper) -> Plant:
    """What the plant takes of an advertisement, which has a size of its own and claims no level of itself."""
    return replace(plant_of(paper), trim_mm=None, condition=None, bleed_mm=0)
