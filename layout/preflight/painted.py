"""An open file -> what a plant would object to in what its pages paint, and in the fonts that they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pikepdf

from layout.preflight.content import check as content
from layout.preflight.content.shown import shown_codes
from layout.preflight.file.level import held_to
from layout.preflight.finding import Finding
from layout.preflight.fonts import checks as fonts
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule

RULES: Final[tuple[Rule, ...]] = (*content.RULES, *fonts.RULES)


def check_painted(pdf: pikepdf.Pdf, plant: Plant) -> Iterator[Finding]:
    """Pages are walked through once: fonts are held against the codes that the walk has seen."""
    pages = content.walk_pages(pdf)
    yield from content.check_pages(pages, replace(plant, level=held_to(pdf, plant)))
    yield from fonts.check_fonts(shown_codes(pages).values())
