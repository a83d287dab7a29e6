"""The lines of one tier of a head, its style and a measure -> the size and breaks they are set in, and why.

`SizeSearch` finds them; here is what a page's other heads and the fitting of the body make of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from content.marking.headmarks import FREE
from layout.makeup.copyfit import TierFit
from layout.makeup.desk import ANY_SIZE, FitChange
from layout.makeup.heads.sizesearch import AT_MARKS, NO_SIZE_FITS, HeadLimits, SizeSearch, measure_width
from layout.makeup.text.headline_breaks import has_doubt
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.paper import Paper
from layout.plan.style import SIZE_LADDER
from layout.scene import Mpt


def limits_of(paper: Paper, change: FitChange, *, strict: bool) -> HeadLimits:
    """The limits of a story's head: those of its paper, less what is given up so that the body fits."""
    return HeadLimits(
        paper.headlines,
        paper.fit.least_headline_pt,
        change.head_steps,
        change.filled and not strict,
        change.sense_first,
    )


@dataclass(frozen=True, slots=True)
class FittedTier:
    """A tier's dress, the pieces that each of its lines is broken into, and how it came to that."""

    dress: Dress
    pieces: tuple[tuple[Wording, ...], ...]
    fit: TierFit


@dataclass(frozen=True, slots=True)
class TierRoom:
    """What a tier is fitted into: its dress to begin with, its measure, and how far it may be changed."""

    dress: Dress
    measure: Mpt
    limits: HeadLimits


def fit_tier(name: str, lines: Sequence[Wording], room: TierRoom) -> FittedTier:
    """The size and the breaks of a tier in its measure."""
    dress, limits = room.dress, room.limits
    search = SizeSearch(tuple(lines), _step_dress(dress, limits), room.measure, limits, [])
    found, pieces, why = search.best()
    held = limits.shared.held
    too_long = why == NO_SIZE_FITS
    if held is not None:
        # Alone it would be stepped further down than the others go.
        if too_long and held > limits.least_pt:
            search = replace(search, limits=replace(limits, shared=ANY_SIZE, filled=False))
            found, pieces, why = search.best()
        if held != dress.style.size:
            why = f"{held:g} pt, as all heads of its style on the page; {why}"
    condensed = search.condense(found, pieces)
    if condensed != 1000:
        why = f"{why}, condensed by {(1000 - condensed) / 10:g} %"
    if limits.steps and search.wanted != dress.style.size:
        kind = (
            "larger, to take up white of the body"
            if limits.steps > 0
            else "smaller, to make room for the body"
        )
        why = f"a step {kind}; {why}"
    tracked = search.track(found, pieces)
    if tracked is not found:
        why = f"{why}, and tracked out to fill its measure"
    drawn = tracked.narrow(condensed)
    flat = [piece.trimmed() for parts in pieces for piece in parts]
    fit = TierFit(
        tier=name,
        wanted_pt=dress.style.size,
        taken_pt=found.style.size,
        lines=tuple(piece.text for piece in flat),
        fills=tuple(round(measure_width(drawn, piece) / max(1, room.measure), 3) for piece in flat),
        tracking_em=round(tracked.font.tracking / tracked.font.size, 3),
        condensed_percent=(1000 - condensed) / 10,
        tried=tuple(search.tried),
        why=why,
        marked=tuple(line.breaks.shown_in(line.text) for line in lines if line.breaks != FREE),
        style=dress.name,
        too_long=too_long,
        at_marks=AT_MARKS in why,
        in_doubt=any(_has_doubt(found, line, parts) for line, parts in zip(lines, pieces, strict=True)),
    )
    return FittedTier(drawn, tuple(tuple(parts) for parts in pieces), fit)


def _has_doubt(dress: Dress, line: Wording, pieces: Sequence[Wording]) -> bool:
    """Whether the program broke a line of a tier where an editor should read it; those that they chose are read."""
    ends = [*accumulate(len(piece.text) for piece in pieces)]
    spans = [*zip((0, *ends), ends, strict=False)]
    if line.breaks.forced:
        return any(start not in line.breaks.forced for start, _ in spans[1:])
    return has_doubt(
        line.text,
        spans,
        lambda start, end: measure_width(dress, line.part(start, end)),
        dress.paragraph.profile,
    )


def _step_dress(dress: Dress, limits: HeadLimits) -> Dress:
    """The dress at the size that the page's heads of its style share, or so many steps of the ladder up or down; no
    further than the ladder, the least size and the page's other styles let it go.
    """
    size, steps, shared = dress.style.size, limits.steps, limits.shared
    if shared.held is not None:
        return dress if shared.held == size else dress.at_size(shared.held)
    if not steps:
        return dress
    if steps > 0:
        sizes = [step for step in sorted(SIZE_LADDER) if size < step < shared.most]
    else:
        least = min(limits.least_pt, size)
        smaller = [step for step in sorted(SIZE_LADDER, reverse=True) if least <= step < size]
        sizes = [step for step in smaller if step > shared.least]
    return dress.at_size(sizes[min(abs(steps), len(sizes)) - 1]) if sizes else dress
