"""The texts of a body and its legs -> the body set in parts, so that legs end where the copy says and part nothing that
stays together.

Each part has legs of its own, so many that none must be much fuller than the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, islice, pairwise

from content.problems import Problem
from layout.makeup.desk import Job
from layout.makeup.legs.body import Body, set_texts
from layout.makeup.legs.ground import BodyLeg
from layout.makeup.text.paragraphs import BodyText

_ENDS_TRIED = 8
"""Places for the end of a leg that are tried so that it parts no group, the nearest first."""

_SHARES_LOOKED_AT = 4000
_SHARES_TRIED = 6
"""Ways to share out the legs over the parts that are set, the most even first."""


def set_in_parts(job: Job, texts: list[BodyText], legs: tuple[BodyLeg, ...]) -> Body:
    """Sets the texts of a body. Most have no part that begins a leg, or stays in one."""
    breaks = [number for number, text in enumerate(texts) if number and text.begins_leg]
    body = _set_parts(job, texts, legs, breaks) if breaks else None
    problems: list[Problem] = []
    if body is None:
        body = set_texts(job, texts, legs)
        problems += [_no_leg_end(job, texts[breaks[0]], len(breaks), len(legs))] if breaks else []
        breaks = []
    if not any(text.stay for text in texts):
        return replace(body, problems=(*body.problems, *problems))
    while parted := [*_find_parted(body, texts)]:
        better = _end_elsewhere(job, texts, legs, breaks, parted[0])
        if better is None or better[0] >= len(parted):
            problems += [_parted(job, texts[at]) for at in dict.fromkeys(parted)]
            break
        _, body, breaks = better
    return replace(body, problems=(*body.problems, *problems))


def _end_elsewhere(
    job: Job, texts: list[BodyText], legs: tuple[BodyLeg, ...], breaks: list[int], parted: int
) -> tuple[int, Body, list[int]] | None:
    """The body with one more end of a leg near what is parted, such that the fewest groups are parted and legs end as
    level as can be: how many are parted, the body, and where its parts begin.
    """
    between = [
        number
        for number in range(1, len(texts))
        if number not in breaks and texts[number - 1].stay != "next" and not texts[number - 1].rigid
    ]
    nearest = sorted(between, key=lambda number: (abs(number - parted), number))[:_ENDS_TRIED]
    best: tuple[tuple[int, int], Body, list[int]] | None = None
    for number in nearest:
        others = sorted([*breaks, number])
        body = _set_parts(job, texts, legs, others)
        if body is None or _count_over(body):
            continue
        cost = len([*_find_parted(body, texts)]), max(body.depths) - min(body.depths)
        if best is None or cost < best[0]:
            best = cost, body, others
    return None if best is None else (best[0][0], best[1], best[2])


def _set_parts(
    job: Job, texts: list[BodyText], legs: tuple[BodyLeg, ...], breaks: Sequence[int]
) -> Body | None:
    """The texts in parts that begin at `breaks`; the last alone may be over. None where no sharing of the legs does."""
    parts = [texts[start:end] for start, end in pairwise((0, *breaks, len(texts)))]
    plain = replace(job, block=job.block.model_copy(update={"drop_cap": 0}))
    best: Body | None = None
    for shares in islice(_shares(job, parts, legs), _SHARES_TRIED):
        bodies = [
            set_texts(plain if number else job, part, own)
            for number, (part, own) in enumerate(zip(parts, shares, strict=True))
        ]
        if any(map(_count_over, bodies[:-1])):
            continue
        if not _count_over(bodies[-1]):
            return _join_parts(bodies)
        if best is None or _count_over(bodies[-1]) < _count_over(best):
            best = _join_parts(bodies)
    return best


def _shares(
    job: Job, parts: Sequence[Sequence[BodyText]], legs: tuple[BodyLeg, ...]
) -> Iterator[tuple[tuple[BodyLeg, ...], ...]]:
    """Ways to share out the legs over the parts, those first in which the fullest part is the least full."""
    widest = max(leg.width for leg in legs)
    needs = [
        widest * sum(text.white + job.desk.kept.find_ways(text.prepared, widest).natural for text in part)
        for part in parts
    ]
    rooms = [0, *accumulate(sum(slot.width for slot in leg.slots) for leg in legs)]
    found: list[tuple[float, tuple[int, ...]]] = []
    for ends in islice(combinations(range(1, len(legs)), len(parts) - 1), _SHARES_LOOKED_AT):
        bounds = (0, *ends, len(legs))
        fullest = max(
            need / (rooms[end] - rooms[start])
            for need, (start, end) in zip(needs, pairwise(bounds), strict=True)
        )
        found.append((fullest, bounds))
    for _, bounds in sorted(found):
        yield tuple(legs[start:end] for start, end in pairwise(bounds))


def _join_parts(bodies: Sequence[Body]) -> Body:
    """The bodies of parts as one."""
    starts = [0, *accumulate(len(body.lines) for body in bodies)]
    legs = [0, *accumulate(len(body.depths) for body in bodies)]
    parts = [*zip(bodies, starts, strict=False)]
    return Body(
        lines=tuple(line for body in bodies for line in body.lines),
        depths=tuple(depth for body in bodies for depth in body.depths),
        natural=sum(body.natural for body in bodies),
        copy=tuple(copy for body in bodies for copy in body.copy),
        problems=tuple(problem for body in bodies for problem in body.problems),
        gave=tuple(gave for body in bodies for gave in body.gave),
        white=sum(body.white for body in bodies),
        initial=bodies[0].initial,
        initial_at=bodies[0].initial_at,
        signatures={start + at: line for body, start in parts for at, line in body.signatures.items()},
        entries={start + at: line for body, start in parts for at, line in body.entries.items()},
        raised=frozenset(start + at for body, start in parts for at in body.raised),
        ended=tuple(end - 1 for end in legs[1:-1]),
    )


def _count_over(body: Body) -> int:
    """The lines of a body that have no room."""
    return max(0, len(body.lines) - sum(body.depths))


def _find_parted(body: Body, texts: Sequence[BodyText]) -> Iterator[int]:
    """The texts, by number, that a leg's end parts from themselves or from the next though they stay together."""
    numbers = {text.copy_part: number for number, text in enumerate(texts)}
    owners = [numbers.get(look.copy.part) if look.copy is not None else None for _, look in body.lines]
    for foot in accumulate(body.depths):
        before = next((owner for owner in reversed(owners[:foot]) if owner is not None), None)
        after = next((owner for owner in owners[foot:] if owner is not None), None)
        if before is None or after is None:
            continue
        stay = texts[before].stay
        if (stay and before == after) or (stay == "next" and after == before + 1):
            yield before


def _no_leg_end(job: Job, text: BodyText, ends: int, legs: int) -> Problem:
    what = f"The copy ends {'a leg' if ends == 1 else f'{ends} legs'} before the story does, and its "
    what += f"{'one leg has' if legs == 1 else f'{legs} legs have'} no room for that: the text runs on."
    hint = "take <||> out of the copy, or give the block more legs or lines"
    return Problem("no-leg-end", "warning", what, job.place(text.copy_part, 0), hint)


def _parted(job: Job, text: BodyText) -> Problem:
    words = job.desk.words
    what = "A leg ends amid what should stay together."
    hint = f"add or cut lines before it, or make the block {words.more}"
    return Problem("parted-group", "warning", what, job.place(text.copy_part, 0), hint)
