"""The plates of a page -> where they print more ink than the plant takes, and what of them could not be measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from layout.preflight.content.colour import PROCESS
from layout.preflight.finding import Finding
from layout.preflight.ink.cover import InkArea, InkMap, areas_over_limit
from layout.preflight.ink.separations import Separations
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule

TOTAL: Final = PreflightRule(
    "total-ink",
    "No area of a square millimetre has more total ink than the plant's limit, as the RIP will print it.",
    "ISO 12647-3, WAN-IFRA; GWG 2015",
)
MEASURED: Final = PreflightRule(
    "ink-not-measured", "The plates of every page can be made, and the ink on them be measured.", "practice"
)
SEEN: Final = PreflightRule("nothing-seen", "Something is seen on the page of an advertisement.", "practice")
"""Held where the page is drawn for a trial, which is of an advertisement."""

RULES: Final = (TOTAL, MEASURED)
"""The rules that are held where plates are made."""

MOST_AREAS: Final = 30
"""Areas of a page that have findings of their own."""


def check_ink(made: Separations, of: InkMap | None, plant: Plant) -> Iterator[Finding]:
    """The areas of one page over the plant's limits, and whether they could be measured."""
    page = made.page
    if of is None:
        what = f"the ink on page {page} could not be measured: {made.failure}"
        yield MEASURED.broken(what, "make plates of it in the RIP", page=page)
        return
    if made.unsure:
        wrong = f"what {made.by} gets wrong: {', '.join(made.unsure)}"
        what, hint = (
            f"the ink on page {page} was measured without {wrong}",
            "install Ghostscript, or make plates of it in the RIP",
        )
        yield MEASURED.at("warning").broken(what, hint, page=page)
    heavy = areas_over_limit(of, plant.ink.error)
    yield from _tell_areas(of, heavy, TOTAL, plant.ink.error, page)
    lesser = [
        area
        for area in areas_over_limit(of, plant.ink.warning)
        if not any(_holds(area, heavier) for heavier in heavy)
    ]
    yield from _tell_areas(of, lesser, TOTAL.at("warning"), plant.ink.warning, page)


def _holds(outer: InkArea, inner: InkArea) -> bool:
    """Whether an area that is over the lesser limit is the one around an area that is over the greater."""
    left, top, right, bottom = outer.box
    return left <= inner.box[0] and top <= inner.box[1] and right >= inner.box[2] and bottom >= inner.box[3]


def _tell_areas(
    of: InkMap, found: list[InkArea], rule: PreflightRule, limit: float, page: int
) -> Iterator[Finding]:
    hint = f"bring it under {limit:g} %: lighten what lies beneath, or let it knock out"
    for area in found[:MOST_AREAS]:
        size = area.pixels * of.wide * of.high
        what = f"{area.highest / 2.55:.0f} % of ink{_name_inks(of, area)} on {size:.1f} mm², the limit is {limit:g} %"
        yield rule.broken(what, hint, page=page, place=of.place(area.box))
    if len(found) > MOST_AREAS:
        rest = found[MOST_AREAS:]
        size = sum(area.pixels for area in rest) * of.wide * of.high
        what = f"{len(rest)} more areas of page {page}, {size:.1f} mm² in all, have more ink than {limit:g} %"
        yield rule.broken(what, hint, page=page)


def _name_inks(of: InkMap, area: InkArea) -> str:
    """The inks on the heaviest pixel of an area: ` (C 60 M 50 Y 50 K 100)`."""
    left, top, right, bottom = area.box
    part = of.total[top:bottom, left:right]
    row, column = divmod(int(np.argmax(part == area.highest)), part.shape[1])
    told = []
    for ink, plate in of.plates.items():
        percent = round(int(plate[top + row, left + column]) / 2.55)
        if percent:
            told.append(f"{ink[0] if ink in PROCESS[:3] else 'K' if ink == 'Black' else ink} {percent}")
    return f" ({' '.join(told)})"
