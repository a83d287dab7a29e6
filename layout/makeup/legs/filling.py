"""Paragraphs and legs -> the paragraphs set, and how far they fill the legs: one search for plain ones, one for all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.makeup.desk import Job
from layout.makeup.legs.flow import Flowing, flow
from layout.makeup.legs.ground import BodyLeg, is_plain
from layout.makeup.legs.legs import Fill, Piece, fill_legs, poured
from layout.makeup.text.initial import Initial
from layout.makeup.text.paragraphs import Text
from layout.typeset.lines import SetParagraph
from layout.typeset.optimum import Way, inside_rules, natural_count
from layout.typeset.paragraph import set_way, ways_through


@dataclass(frozen=True, slots=True)
class Filling:
    """How paragraphs and legs meet: what each paragraph takes, the legs' depths, the set paragraphs, and the lines that
    each would take of itself.
    """

    pieces: list[Piece]
    fill: Fill
    paragraphs: list[SetParagraph]
    naturals: list[int]


def fill_body(
    job: Job, texts: list[Text], legs: tuple[BodyLeg, ...], initial: Initial | None = None
) -> Filling:
    """Sets the paragraphs of a body so that they fill its legs; lines beside an initial are shorter."""
    if is_plain(legs) and initial is None:
        return _evenly(job, texts, legs)
    return _round_about(job, texts, legs, initial)


def _evenly(job: Job, texts: list[Text], legs: tuple[BodyLeg, ...]) -> Filling:
    """Legs of one measure that begin and end level: what a paragraph takes does not depend on where it begins."""
    measure = legs[0].width
    ways = [ways_through(one.prepared, measure) for one in texts]
    white = job.change.subhead_lines
    pieces = [
        _piece(own, one, white if number else 0)
        for number, (own, one) in enumerate(zip(ways, texts, strict=True))
    ]
    level = job.desk.paper.fit.level_legs and not job.strict
    fill = fill_legs(pieces, len(legs), len(legs[0].slots), level=level)
    if job.desk.grid.vertical:
        fill = poured(fill)
    paragraphs = [
        set_way(one.prepared, measure, own[piece.natural - piece.white if piece.white else count].ends)
        for one, own, piece, count in zip(texts, ways, pieces, fill.counts, strict=True)
    ]
    return Filling(pieces, fill, paragraphs, [natural_count(own) for own in ways])


def _round_about(job: Job, texts: list[Text], legs: tuple[BodyLeg, ...], initial: Initial | None) -> Filling:
    """Legs of any shape: how many lines a paragraph takes depends on where it begins."""
    flowing = [Flowing(one.prepared, one.rigid, rigid=one.rigid or job.strict) for one in texts]
    if initial is not None:
        beside = replace(flowing[initial.at], less=initial.less, beside=initial.lines)
        flowing[initial.at] = beside
    found = flow(flowing, legs, poured=job.desk.grid.vertical)
    paragraphs, counts, naturals = [], [], []
    start = 0
    for one, text, way in zip(flowing, texts, found.ways, strict=True):
        naturals.append(natural_count(ways_through(text.prepared, found.measure(start, one))))
        paragraphs.append(set_way(text.prepared, found.measure(start, one), way.ends))
        counts.append(len(way.ends))
        start += len(way.ends)
    pieces = [
        Piece({count: way.cost}, count, one.subhead)
        for one, way, count in zip(flowing, found.ways, counts, strict=True)
    ]
    return Filling(pieces, Fill(tuple(counts), found.depths), paragraphs, naturals)


def _piece(ways: dict[int, Way], text: Text, white: int) -> Piece:
    natural = natural_count(ways)
    if text.rigid:
        # Centred lines are never too loose: without this a short subhead would be broken to level the legs.
        own = {natural: ways[natural].cost}
        if white and text.look.role == "subhead":
            return Piece(own | {natural + white: ways[natural].cost}, natural + white, text.rigid, white)
        return Piece(own, natural, text.rigid)
    inside = {count: way.cost for count, way in inside_rules(ways).items()}
    return Piece(inside, natural, text.rigid)
