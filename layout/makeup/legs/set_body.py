"""A story's body and its legs -> the body set; of one that goes on on another page the part up to where it is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from content.problems import Problem
from layout.makeup.desk import NOWHERE, Cut, Job, Jump
from layout.makeup.legs.body import Body
from layout.makeup.legs.ground import BodyLeg
from layout.makeup.legs.leg_parts import set_in_parts
from layout.makeup.text.paragraphs import BodyText, copies_of, first_of, jump_line, paragraphs_of, rest_of
from layout.makeup.text.sentences import clause_ends, sentence_ends
from layout.typeset import Inline


def set_body(job: Job, legs: tuple[BodyLeg, ...]) -> Body:
    """Sets a body for its legs, which end level where the setter's rules allow it. An intro is none of it.

    One that goes on on another page is cut at the end of a sentence inside a paragraph, the last that has room.
    """
    whole = [text for text in paragraphs_of(job) if not text.opens]
    jump, own = job.jump, whole
    if jump == Jump():
        return set_in_parts(job, whole, legs)
    if jump.begin is not None:
        own = [jump_line(job, jump.back, "start"), *rest_of(whole, jump.begin, job.desk.kept)]
    if jump.to and whole and jump.begin != NOWHERE:
        return replace(_cut_body(job, own, legs), copy=copies_of(whole))
    body = replace(set_in_parts(job, own, legs), copy=copies_of(whole))
    # Of what has nothing left nothing goes on.
    return replace(body, cut=NOWHERE) if jump.to else body


def _cut_body(job: Job, paragraphs: list[BodyText], legs: tuple[BodyLeg, ...]) -> Body:
    """A part of a story that goes on elsewhere, cut where a sentence ends. Where that leaves much of its legs empty it
    is cut where a clause ends, if that leaves less, with a warning. Without any such place it is not cut.
    """
    best = _best_cut(job, paragraphs, legs, sentence_ends)
    if best is None or best[0] > MOST_WHITE_AT_CUT * len(legs):
        other = _best_cut(job, paragraphs, legs, clause_ends)
        if other is not None and (best is None or other[0] < best[0]):
            to = job.block.jump_to
            what = f"The story goes on on page {to} inside a sentence: none ends near the foot of its legs."
            hint = "give the block more lines or fewer, or let a sentence end there"
            found = Problem("jump-in-a-sentence", "warning", what, job.place_of_key("jump_to"), hint)
            return replace(other[1], problems=(*other[1].problems, found))
    if best is not None:
        return best[1]
    problem = Problem(
        "no-place-to-jump",
        "press",
        "No sentence ends inside a paragraph in the lines that the story has on this page.",
        job.place_of_key("jump_to"),
        "give it more lines, or take the jump out",
    )
    whole = set_in_parts(job, paragraphs, legs)
    return replace(whole, problems=(*whole.problems, problem), cut=NOWHERE)


def _best_cut(
    job: Job,
    paragraphs: list[BodyText],
    legs: tuple[BodyLeg, ...],
    ends: Callable[[Sequence[Inline]], Iterator[int]],
) -> tuple[int, Body] | None:
    """The part that fills its legs best, cut at one of the ends in its paragraphs; and the lines it leaves."""
    room = sum(len(leg.slots) for leg in legs)
    measure = max(slot.width for leg in legs for slot in leg.slots)
    line = jump_line(job, job.jump.to, "end")
    best: tuple[int, Body] | None = None
    for cut in _cuts(paragraphs, measure, room - 1, ends):
        body = set_in_parts(job, [*first_of(paragraphs, cut, job.desk.kept), line], legs)
        white = sum(len(leg.slots) for leg in legs) - len(body.lines)
        if white < 0 or sum(body.depths) < len(body.lines):
            continue
        bad = len(body.problems)
        if best is None or (white, bad) < (best[0], len(best[1].problems)):
            best = white, replace(body, cut=_in_whole(cut, job))
        if white == 0 and not bad:
            break
    return best


def _in_whole(cut: Cut, job: Job) -> Cut:
    """A cut of a part, in the whole story: that part may begin in the midst of a paragraph."""
    begin = job.jump.begin
    return cut if begin is None or begin.part != cut.part else replace(cut, offset=begin.offset + cut.offset)


MOST_WHITE_AT_CUT = 3
"""Lines of each leg that the end of a sentence may leave empty, on the page that a story goes on from: as many as a
head takes up.
"""

_CUTS_TRIED = 24
"""Ends of sentences that are looked at, the nearest to the foot of the last leg first."""


def _cuts(
    paragraphs: Sequence[BodyText],
    measure: int,
    room: int,
    ends_in: Callable[[Sequence[Inline]], Iterator[int]],
) -> list[Cut]:
    """The ends of sentences or clauses, first those that come nearest to `room` lines of a measure without more."""
    found: list[tuple[float, Cut]] = []
    lines = 0.0
    for text in paragraphs:
        length = text.prepared.length
        natural = max(1, -(-length // measure)) if text.prepared.text else 0
        if text.is_prose:
            characters = max(1, len(text.prepared.text))
            for offset in ends_in(text.prepared.inlines):
                reach = lines + -(-offset * length // characters // measure)
                found.append((reach, Cut(text.copy_part, offset)))
        lines += natural
    found.sort(key=lambda at: (at[0] > room + 1, abs(at[0] - room), -at[0]))
    return [cut for _, cut in found[:_CUTS_TRIED]]
