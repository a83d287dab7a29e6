"""Marks -> breaches of how much ink a colour may be: the sum of its inks at one place (TAC)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from layout.press.preflight.content.breach import Breach
from layout.press.preflight.content.checks.painting import TRACE, colours_of, inks_of, overprints
from layout.press.preflight.content.colour import ALL
from layout.press.preflight.content.marks import Fill, PageMarks, Stroke
from layout.press.preflight.plant import Plant
from layout.press.preflight.rule import Rule

LIMIT: Final = Rule(
    "ink-limit",
    "error",
    "No colour is more ink than the paper takes, all inks together.",
    "ISO 12647-3:2013, WAN-IFRA",
)

WHITE: Final = Rule(
    "white-shape-overprints", "warning", "A white shape knocks out: overprinting, it is gone.", "GWG 2015"
)

RULES: Final = (LIMIT, WHITE)


def check_white(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The shapes and lines inside the trim; white text has a rule of its own."""
    for mark in page.in_trim:
        if not isinstance(mark, Fill | Stroke):
            continue
        paint, filled = mark.paint, isinstance(mark, Fill)
        colour = paint.fill if filled else paint.stroke
        allowed = paint.fill_overprint if filled else paint.stroke_overprint
        if colour.inks is not None and not inks_of(colour) and overprints(colour, allowed, paint.mode):
            what = "a white shape overprints: nothing of it is printed"
            yield Breach(WHITE, what, "let it knock out (OP and op false), or delete it", mark)


def check_inks(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The colours inside the bleed. Bars and marks outside are on waste, and are to be as dark as they are."""
    for mark in page.on_page:
        for colour in colours_of(mark):
            # All is not a colour: inside the trim it is told of, whatever it adds up to.
            if ALL not in colour.space.inks and colour.total > plant.ink.warning + TRACE:
                too_much = colour.total > plant.ink.error + TRACE
                limit = plant.ink.error if too_much else plant.ink.warning
                yield Breach(
                    LIMIT,
                    f"{colour} is {colour.total:.0f} % of ink, over {limit:g} %",
                    "take black for the dark part of it, and less of the colours",
                    mark,
                    severity="error" if too_much else "warning",
                )
