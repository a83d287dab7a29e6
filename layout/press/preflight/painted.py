"""An open file -> what a plant would object to in what its pages paint, and in the fonts that they show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from layout.press.preflight.content import check as content
from layout.press.preflight.content.shown import shown_codes
from layout.press.preflight.finding import Finding
from layout.press.preflight.fonts import checks as fonts
from layout.press.preflight.fonts.used import FontKey, ShownFont
from layout.press.preflight.plant import Plant
from layout.press.preflight.rule import Rule

RULES: Final[tuple[Rule, ...]] = (*content.RULES, *fonts.RULES)


def check_painted(pdf: pikepdf.Pdf, plant: Plant) -> Iterator[Finding]:
    """Pages are walked through once: fonts are held against the codes that the walk has seen."""
    found = content.check_content(pdf, plant)
    yield from found.findings
    shown = dict[FontKey, ShownFont](shown_codes(found.pages).items())
    yield from fonts.check_fonts(pdf, plant, shown)
