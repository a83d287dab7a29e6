"""Marks -> breaches of how much ink a colour may be: the sum of its inks at one place (TAC)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from layout.preflight.content.colour import ALL
from layout.preflight.content.marks import FilledPath, PageMarks, PaintedText, StrokedPath, inside
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, WarningRule
from layout.preflight.rules.pages.breach import Breach, page_check
from layout.preflight.rules.pages.grounds import Grounds
from layout.preflight.rules.pages.painting import TRACE, colours_of, inks_of, overprints

LIMIT: Final = PreflightRule(
    "ink-limit",
    "No colour is more ink than the paper takes, all inks together.",
    "ISO 12647-3:2013, WAN-IFRA",
)

WHITE: Final = WarningRule(
    "white-shape-overprints", "A white shape knocks out: overprinting, it is gone.", "GWG 2015"
)

OVERPRINTS: Final = WarningRule(
    "colour-overprints",
    "A colour knocks out of what lies beneath it: overprinting, it is another.",
    "GWG 2015",
)

_DRAWN: Final = (PaintedText, FilledPath, StrokedPath)
DOTTED: Final = 10
"""Percent of an ink beneath from which it changes the colour over it."""


@page_check
def check_overprinting(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The shapes, lines and text inside the trim in other inks than black. Black alone is to overprint."""
    grounds = Grounds(page)
    for at, mark in enumerate(page.marks):
        for colour, allowed in mark.colours if isinstance(mark, _DRAWN) else ():
            inks = inks_of(colour)
            if not set(inks) - {"Black", ALL} or not overprints(colour, allowed, mark.paint.mode):
                continue
            if not inside(mark, page.sheet.trim):
                continue
            beneath = grounds.under(at, mark.seen or mark.box)
            through = [ink for ink, percent in beneath.items() if percent >= DOTTED and ink not in inks]
            if through:
                what = f"{colour} overprints {' and '.join(through)}: it becomes another colour"
                yield Breach(OVERPRINTS, what, "let it knock out (OP and op false), unless it is meant", mark)
                break


@page_check
def check_white(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The shapes and lines inside the trim; white text has a rule of its own."""
    for mark in page.in_trim:
        if not isinstance(mark, FilledPath | StrokedPath):
            continue
        ((colour, allowed),) = mark.colours
        if colour.inks is not None and not inks_of(colour) and overprints(colour, allowed, mark.paint.mode):
            what = "a white shape overprints: nothing of it is printed"
            yield Breach(WHITE, what, "let it knock out (OP and op false), or delete it", mark)


@page_check
def check_inks(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The colours inside the bleed. Bars and marks outside are on waste, and are to be as dark as they are."""
    for mark in page.on_page:
        for colour in colours_of(mark):
            # All is not a colour: inside the trim another rule forbids it, whatever it adds up to.
            if ALL not in colour.space.inks and colour.total > plant.ink.warning + TRACE:
                too_much = colour.total > plant.ink.error + TRACE
                limit = plant.ink.error if too_much else plant.ink.warning
                what = f"{colour} is {colour.total:.0f} % of ink, over {limit:g} %"
                hint = "take black for the dark part of it, and less of the colours"
                yield Breach(LIMIT if too_much else LIMIT.at("warning"), what, hint, mark)
