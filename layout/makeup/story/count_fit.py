"""A story that was made up -> how it fits: its figures per leg, and what was done to fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.problems import Problem
from layout.makeup.copyfit import Fit, FitStep, LegFit, TierFit
from layout.makeup.desk import ANY_SIZE, Job, Resized
from layout.makeup.heads.headstack import HeadStack
from layout.makeup.legs.body import Body
from layout.makeup.legs.ground import BodyLeg
from layout.makeup.legs.level_legs import share_out
from layout.scene import Overset


@dataclass(frozen=True, slots=True)
class FilledStory:
    """A head and a body in their place: `extra` is lines of white that the head took of the body's, `resized` the
    pictures in the story that got other lines.
    """

    head: HeadStack
    body: Body
    legs: Sequence[BodyLeg]
    overset: Overset | None
    extra: int = 0
    resized: tuple[Resized, ...] = ()


def count_fit(job: Job, filled: FilledStory) -> Fit:
    """How a story fits."""
    head, body, legs, overset = filled.head, filled.body, filled.legs, filled.overset
    each = _each_leg(job, filled)
    white = sum(leg.under_lines for leg in each)
    white_characters = sum(leg.under_characters for leg in each)
    return Fit(
        story=job.story.id,
        page=job.spot.page,
        block=job.spot.block,
        legs=len(legs),
        leg_lines=body.depth,
        head_lines=head.depth + filled.extra,
        set_lines=len(body.lines),
        natural_lines=body.natural,
        white=white,
        over_lines=overset.lines if overset else 0,
        over_characters=overset.characters if overset else 0,
        white_characters=white_characters,
        headline_pt=head.sizes,
        heads=head.fits,
        each_leg=each,
        done=tuple(_done(job, filled)),
    )


def _each_leg(job: Job, filled: FilledStory) -> tuple[LegFit, ...]:
    em = job.desk.wardrobe[job.block.body_style].em
    legs, overset = filled.legs, filled.overset
    over_lines = share_out(overset.lines if overset else 0, len(legs))
    over_characters = share_out(overset.characters if overset else 0, len(legs))
    found = []
    start = 0
    for number, (leg, depth) in enumerate(zip(legs, filled.body.depths, strict=True)):
        own = filled.body.lines[start : start + depth]
        start += depth
        # White at the foot of a leg that the copy itself ends is meant, and of those level with it.
        empty = () if number <= max(filled.body.ended, default=-1) else leg.slots[depth:]
        found.append(
            LegFit(
                room=len(leg.slots),
                lines=depth,
                characters=sum(line.end - line.start for line, _ in own),
                under_lines=len(empty),
                under_characters=sum(slot.width // em for slot in empty),
                over_lines=over_lines[number],
                over_characters=over_characters[number],
            )
        )
    return tuple(found)


def _done(job: Job, filled: FilledStory) -> list[FitStep]:
    change, body = job.change, filled.body
    found = [FitStep("paragraph", part, lines) for part, lines in body.gave]
    if filled.extra or change.tight:
        found.append(FitStep("head-white", "", filled.extra - change.tight))
    if body.white:
        found.append(FitStep("subheads", "", body.white))
    headline = next((fit for fit in filled.head.fits if fit.tier in ("headline", "jump_head")), None)
    if headline is not None and headline.taken_pt != headline.wanted_pt and _is_stepped(job, headline):
        sizes = f"{headline.wanted_pt:g} pt to {headline.taken_pt:g} pt"
        found.append(FitStep("headline", headline.tier, 0, sizes))
    return found + [FitStep("photo", own.name, own.deeper) for own in filled.resized if own.deeper]


def _is_stepped(job: Job, headline: TierFit) -> bool:
    """Whether a headline was set larger or smaller so that bodies fit: its own, or one that shares its style."""
    shared = job.desk.head_sizes.get(headline.style, ANY_SIZE)
    return job.change.head_steps != 0 or (shared.why == "body" and not job.strict)


def word_lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def fit_problems(job: Job, fit: Fit, overset: Overset | None) -> list[Problem]:
    """Copy that is over, and more white than a line a leg; `layout.makeup.story.advice` says what an editor can do."""
    problems = []
    if overset is not None:
        span = overset.spans[0]
        problems.append(
            Problem(
                "overset",
                "press",
                f"{word_lines(overset.lines)}, {overset.characters} characters of the story have no room, "
                f"from “{overset.text[:20]}”.",
                job.place(span.part, span.start),
                "cut copy, or give the block more room",
            )
        )
    if fit.white > fit.legs:
        problems.append(
            Problem(
                "underset",
                "warning",
                f"The story leaves {fit.white} lines of its {fit.legs} legs empty.",
                job.place_of_key("lines"),
                "add copy, or give the block less room",
            )
        )
    return problems
