"""A story that was made up -> how it fits: its figures per leg, what was done to fit it, and what an editor can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.problems import Problem
from layout.makeup.body import Body, overset_of
from layout.makeup.desk import Job
from layout.makeup.fit import Advice, Done, Fit, LegFit
from layout.makeup.ground import BodyLeg
from layout.makeup.head import Head
from layout.makeup.legs import shared_out
from layout.scene import Overset


@dataclass(frozen=True, slots=True)
class Filled:
    """A head and a body in their place: `extra` is lines of white that the head took of the body's, `inside` the ids of
    the photos that stand in the story.
    """

    head: Head
    body: Body
    legs: Sequence[BodyLeg]
    extra: int = 0
    inside: tuple[str, ...] = ()


def fit_of(job: Job, filled: Filled) -> Fit:
    """How a story fits."""
    head, body, legs = filled.head, filled.body, filled.legs
    overset = overset_of(body)
    each = _each_leg(job, filled, overset)
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
        can=tuple(_advice(filled, overset, (white, white_characters))),
    )


def _each_leg(job: Job, filled: Filled, overset: Overset | None) -> tuple[LegFit, ...]:
    em = job.desk.wardrobe[job.block.body_style].font.size
    legs = filled.legs
    over_lines = shared_out(overset.lines if overset else 0, len(legs))
    over_characters = shared_out(overset.characters if overset else 0, len(legs))
    found = []
    start = 0
    for number, (leg, depth) in enumerate(zip(legs, filled.body.depths, strict=True)):
        own = filled.body.lines[start : start + depth]
        start += depth
        empty = leg.slots[depth:]
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


def _done(job: Job, filled: Filled) -> list[Done]:
    change, body = job.change, filled.body
    found = [Done("paragraph", part, lines) for part, lines in body.gave]
    if filled.extra:
        found.append(Done("head-white", "", filled.extra))
    if body.white:
        found.append(Done("subheads", "", body.white))
    headline = next((fit for fit in filled.head.fits if fit.tier in ("headline", "jump_head")), None)
    if change.head_steps and headline is not None and headline.taken_pt != headline.wanted_pt:
        sizes = f"{headline.wanted_pt:g} pt to {headline.taken_pt:g} pt"
        found.append(Done("headline", headline.tier, 0, sizes))
    if change.photo_lines:
        found += [Done("photo", block, change.photo_lines) for block in filled.inside]
    return found


def _advice(filled: Filled, overset: Overset | None, under: tuple[int, int]) -> list[Advice]:
    """What an editor can do. Less than a line a leg is as it should be."""
    legs = len(filled.legs)
    white, characters = under
    if overset is not None:
        lines = -(-overset.lines // legs)
        found = [Advice("cut", "", overset.characters, 0), Advice("block", "", 0, lines)]
        found += [Advice("photo", block, 0, -_photo_lines(overset.lines, filled)) for block in filled.inside]
        return found
    if white <= legs:
        return []
    found = [Advice("add", "", characters, 0), Advice("block", "", 0, -(white // legs))]
    return found + [Advice("photo", block, 0, _photo_lines(white, filled)) for block in filled.inside]


def _photo_lines(lines: int, filled: Filled) -> int:
    """How many lines of a photo make so many of the story's legs, were all photos in it to take their share."""
    crossed = max(1, sum(1 for leg in filled.legs if _interrupted(leg)))
    return -(-lines // (crossed * len(filled.inside)))


def _interrupted(leg: BodyLeg) -> bool:
    """Whether something stands in a leg."""
    return leg.slots[-1].line - leg.slots[0].line + 1 > len(leg.slots) or any(
        slot.width < leg.width for slot in leg.slots
    )


def _lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def fit_problems(job: Job, fit: Fit, overset: Overset | None) -> list[Problem]:
    """Copy that is over, and more white than a line a leg, with what an editor can do."""
    problems = []
    words = job.desk.words
    photos = [one for one in fit.can if one.what == "photo"]
    if overset is not None:
        span = overset.spans[0]
        smaller = "".join(f", or {one.part} {_lines(-one.lines)} {words.fewer}" for one in photos)
        problems.append(
            Problem(
                "overset",
                "press",
                f"{_lines(overset.lines)}, {overset.characters} characters of the story have no room, "
                f"from “{overset.text[:20]}”.",
                job.place(span.part, span.start),
                f"cut {overset.characters} characters, or make the block "
                f"{_lines(-(-overset.lines // fit.legs))} {words.more}{smaller}",
            )
        )
    if fit.white > fit.legs:
        larger = "".join(f", or make {one.part} {_lines(one.lines)} {words.more}" for one in photos)
        problems.append(
            Problem(
                "underset",
                "warning",
                f"The story leaves {fit.white} lines of its {fit.legs} legs empty.",
                job.place(),
                f"make the block {_lines(fit.white // fit.legs)} {words.fewer}, or add {fit.white_characters} "
                f"characters{larger}",
            )
        )
    return problems
