"""The texts of a body and its legs -> the texts set, and how far they fill the legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from layout.makeup.desk import Job
from layout.makeup.legs.division import BadEnd, Division, bad_ends
from layout.makeup.legs.ground import BodyLeg, is_plain
from layout.makeup.legs.level_legs import EvenPortion, level_legs
from layout.makeup.legs.uneven_legs import LegRoom, UnevenPortion, fill_uneven_legs
from layout.makeup.text.initial import Initial
from layout.makeup.text.paragraphs import BodyText
from layout.typeset import ParagraphWays, SetParagraph


@dataclass(frozen=True, slots=True)
class FilledLegs:
    """How texts and legs meet: the lines of each, the texts set, the lines that each would take of itself, and where
    legs end at bad places.
    """

    division: Division
    paragraphs: list[SetParagraph]
    naturals: list[int]
    bad_ends: list[BadEnd]


def fill_legs(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], initial: Initial | None = None
) -> FilledLegs:
    """Sets the texts of a body so that they fill its legs; lines beside an initial are shorter."""
    if is_plain(legs) and initial is None:
        division, paragraphs, naturals = _fill_plain(job, texts, legs)
    else:
        division, paragraphs, naturals = _fill_round(job, texts, legs, initial)
    ends = bad_ends([text.rigid for text in texts], division)
    return FilledLegs(division, paragraphs, naturals, ends)


def _fill_plain(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...]
) -> tuple[Division, list[SetParagraph], list[int]]:
    """Legs of one measure that begin and end level: what a text takes does not depend on where it begins."""
    kept, measure, white = job.desk.kept, legs[0].width, job.change.subhead_lines
    ways = [kept.find_ways(text.prepared, measure) for text in texts]
    portions = [
        _portion(own, text, white if number else 0)
        for number, (own, text) in enumerate(zip(ways, texts, strict=True))
    ]
    level = job.desk.paper.fit.level_legs and not job.strict
    division = level_legs(portions, len(legs), len(legs[0].slots), level=level)
    if job.desk.grid.vertical:
        depths = LegRoom(legs, poured=True).depths(sum(division.depths))
        division = replace(division, depths=depths)
    paragraphs = [
        kept.set_way(text.prepared, measure, own.by_count[own.natural if portion.white else count])
        for text, own, portion, count in zip(texts, ways, portions, division.counts, strict=True)
    ]
    return division, paragraphs, [own.natural for own in ways]


def _fill_round(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], initial: Initial | None
) -> tuple[Division, list[SetParagraph], list[int]]:
    """Legs of any shape: how many lines a text takes depends on where it begins."""
    kept, white = job.desk.kept, job.change.subhead_lines
    portions = [
        UnevenPortion(
            text.prepared,
            kept,
            subhead=text.rigid,
            rigid=text.rigid or job.strict,
            white=white if number and text.look.role == "subhead" else 0,
        )
        for number, text in enumerate(texts)
    ]
    if initial is not None:
        portions[initial.at] = replace(portions[initial.at], less=initial.less, beside=initial.lines)
    division, widths = fill_uneven_legs(portions, legs, poured=job.desk.grid.vertical)
    paragraphs, naturals = [], []
    heads = {0, *accumulate(division.depths)}
    start = 0
    for portion, count in zip(portions, division.counts, strict=True):
        own, over = replace(portion, widths=widths), 0 if start in heads else portion.white
        first, lines = start + over, count - over
        ways = own.ways(first)
        paragraphs.append(kept.set_way(own.prepared, own.measure(first, lines), ways.by_count[lines]))
        naturals.append(ways.natural)
        start += count
    return division, paragraphs, naturals


def _portion(ways: ParagraphWays, text: BodyText, white: int) -> EvenPortion:
    if not text.rigid:
        return EvenPortion(ways.costs_over_natural, ways.natural)
    # Centred lines are never too loose: without this a short subhead would be broken to level the legs.
    if white and text.look.role == "subhead":
        costs = {ways.natural: 0.0, ways.natural + white: 0.0}
        return EvenPortion(costs, ways.natural + white, subhead=True, white=white)
    return EvenPortion({ways.natural: 0.0}, ways.natural, subhead=True)
