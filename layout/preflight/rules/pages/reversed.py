"""Light text on a dark ground -> breaches of how large it has to be, so that the ink around does not fill it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from layout.preflight.content.marks import PageMarks, PaintedText, inside
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule
from layout.preflight.rules.pages.breach import Breach, page_check
from layout.preflight.rules.pages.grounds import Grounds
from layout.preflight.rules.pages.painting import ROUNDING, inks_of, overprints

REVERSED: Final = PreflightRule(
    "reversed-text",
    "Light text on a dark ground is large enough to stay open, and larger where plates have to meet in it.",
    "newspapers' specifications",
)

LIGHT: Final = 30
"""Percent of ink up to which text is light, and by which the ground has to be darker for it to be reversed."""
DOTTED: Final = 10
"""Percent of an ink in the ground from which it is one of the inks that have to meet."""


@page_check
def check_reversed(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The text inside the trim that is small, light, and knocks out of something."""
    largest = max(plant.reversed_type, plant.reversed_type_in_several) - ROUNDING
    grounds: Grounds | None = None
    for at, mark in enumerate(page.marks):
        if not isinstance(mark, PaintedText) or not mark.is_filled or not 0 < mark.size < largest:
            continue
        colour = mark.paint.fill
        if colour.inks is None or colour.total > LIGHT or not inside(mark, page.sheet.trim):
            continue
        if overprints(colour, mark.paint.fill_overprint, mark.paint.mode):
            continue
        grounds = grounds or Grounds(page)
        under = grounds.under(at, mark.seen or mark.box)
        if sum(under.values()) - colour.total < LIGHT:
            continue
        inks = [ink for ink, percent in under.items() if percent >= DOTTED] + [
            ink for ink in inks_of(colour) if ink not in under
        ]
        yield from _size_faults(mark, inks, plant)


def _size_faults(mark: PaintedText, inks: list[str], plant: Plant) -> Iterator[Breach]:
    what = f"light text of {mark.size:.3g} pt stands in {' and '.join(inks)}"
    if mark.size < plant.reversed_type - ROUNDING:
        hint = f"set it in {plant.reversed_type:g} pt or more, and bold, or lighten the ground"
        yield Breach(REVERSED, f"{what}, smaller than {plant.reversed_type:g} pt", hint, mark)
    elif len(inks) > 1 and mark.size < plant.reversed_type_in_several - ROUNDING:
        hint = f"set it in {plant.reversed_type_in_several:g} pt or more, or make the ground one ink"
        what = f"{what}, smaller than {plant.reversed_type_in_several:g} pt over several inks"
        yield Breach(REVERSED.at("warning"), what, hint, mark)
