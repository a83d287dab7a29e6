"""Objections to heads and what make-up did to them -> the same with hints that know it.

A size or a white that nobody asked for is mended where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from layout.makeup.copyfit import Fit, TierFit
from layout.objections.headroom import LOST_HINT
from layout.plan.objectiontable import Objection


def hint_at_fits(objections: Iterable[Objection], fits: Sequence[Fit]) -> tuple[Objection, ...]:
    """The objections; those to heads with hints that know how their stories fit."""
    heads = {
        (fit.page, fit.block): next((head for head in fit.heads if head.tier == "headline"), None)
        for fit in fits
    }
    white = {
        (fit.page, fit.block): done.lines
        for fit in fits
        for done in fit.done
        if done.what == "head-white" and done.lines > 0
    }

    def hint(objection: Objection) -> str:
        places = [(objection.page, name) for name in objection.blocks[:2]]
        if objection.id == "rank" and len(places) == 2:
            return _rank_hint(objection, *(heads.get(place) for place in places))
        if objection.hint == LOST_HINT and places:
            return _lost_hint(white.get(places[0], 0))
        return objection.hint

    return tuple(replace(objection, hint=hint(objection)) for objection in objections)


def _lost_hint(white: int) -> str:
    """What to do about a head in so many lines of white that its story leaves over."""
    if not white:
        return LOST_HINT
    lines = "a line" if white == 1 else f"{white} lines"
    return (
        f"the copy leaves {lines} of that over: make the block {lines} shallower, add copy, set the head larger, or "
        "let it have a deck or a summary"
    )


def _rank_hint(objection: Objection, lower: TierFit | None, higher: TierFit | None) -> str:
    if lower is not None and lower.taken_pt > lower.wanted_pt:
        return (
            f"it was set larger than its {lower.wanted_pt:g} pt to fill its measure or its place: give its block "
            "`fit: strict`, or let the two change places"
        )
    if higher is not None and higher.taken_pt < higher.wanted_pt:
        return (
            f"that of {objection.blocks[1]} was set smaller than its {higher.wanted_pt:g} pt: shorten it or its "
            "story, or let the two change places"
        )
    return objection.hint
