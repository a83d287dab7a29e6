"""The texts of a body and its legs -> the texts set, and how far they fill the legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from layout.makeup.desk import Job
from layout.makeup.legs.division import BadEnd, Division, bad_ends
from layout.makeup.legs.ground import BodyLeg, is_plain
from layout.makeup.legs.leg_ends import HeldWay, LineRoom, find_turns, lines_at
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
    """Sets the texts of a body so that they fill its legs; lines beside an initial are shorter.

    Where something is parted at a leg's end, and the paragraph has no way of as many lines without that, the legs are
    filled anew, so that they end elsewhere.
    """
    filled = _fill(job, texts, legs, initial, mindful=False)
    if filled.parting_cost:
        mindful = _fill(job, texts, legs, initial, mindful=True)
        white = sum(filled.division.depths) - sum(mindful.division.depths)
        if mindful.faults <= filled.faults and white <= len(legs):
            filled = mindful
    kept = job.desk.kept
    return FilledLegs(
        filled.division,
        [kept.set_way(room.prepared, room.measure, held.way) for room, held in filled.held],
        filled.naturals,
        filled.ends,
    )


@dataclass(frozen=True, slots=True)
class _Filling:
    """Legs as they were filled, before their lines are: with the lines of each text its way, and what it is set with."""

    division: Division
    held: list[tuple[LineRoom, HeldWay]]
    naturals: list[int]
    ends: list[BadEnd]

    @property
    def parting_cost(self) -> float:
        """What it costs that legs end inside what belongs together, or that lines are set otherwise for that."""
        return sum(held.cost for _, held in self.held)

    @property
    def faults(self) -> tuple[int, int]:
        """Subheads that hang, and ends that part something."""
        return sum(end.hanging for end in self.ends), sum(end.parted for end in self.ends)


def _fill(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], initial: Initial | None, *, mindful: bool
) -> _Filling:
    """The legs filled once; if `mindful` it counts what is parted where they end."""
    if is_plain(legs) and initial is None:
        division, held, naturals = _fill_plain(job, texts, legs, mindful=mindful)
    else:
        division, held, naturals = _fill_round(job, texts, legs, initial, mindful=mindful)
    ends = bad_ends([text.rigid for text in texts], division)
    if sum(division.counts) <= sum(division.depths):
        ends += [
            BadEnd(number, line, hanging=False, parted=True)
            for number, (_, way) in enumerate(held)
            for line in sorted(way.parted)
        ]
    return _Filling(division, held, naturals, ends)


def _fill_plain(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], *, mindful: bool
) -> tuple[Division, list[tuple[LineRoom, HeldWay]], list[int]]:
    """Legs of one measure that begin and end level: what a text takes does not depend on where it begins."""
    kept, measure, white = job.desk.kept, legs[0].width, job.change.subhead_lines
    rooms = [LineRoom(kept, text.prepared, measure) for text in texts]
    ways = [kept.find_ways(text.prepared, measure) for text in texts]
    portions = [
        _portion(own, text, white if number else 0)
        for number, (own, text) in enumerate(zip(ways, texts, strict=True))
    ]
    if mindful:
        portions = [
            portion if portion.subhead else replace(portion, parting=partial(_parting_cost, room, own))
            for portion, room, own in zip(portions, rooms, ways, strict=True)
        ]
    level = job.desk.paper.fit.level_legs and not job.strict
    division = level_legs(portions, len(legs), len(legs[0].slots), level=level)
    if job.desk.grid.vertical:
        depths = LegRoom(legs, poured=True).depths(sum(division.depths))
        division = replace(division, depths=depths)
    turns, start = _turns_of(legs, division), 0
    held = []
    for room, own, portion, count in zip(rooms, ways, portions, division.counts, strict=True):
        way = own.by_count[own.natural if portion.white else count]
        lines = frozenset() if portion.subhead else lines_at(turns, start, count)
        held.append((room, room.hold(way, lines)))
        start += count
    return division, held, [own.natural for own in ways]


def _parting_cost(room: LineRoom, ways: ParagraphWays, count: int, held: frozenset[int]) -> float:
    return room.hold(ways.by_count[count], held).cost


def _turns_of(legs: Sequence[BodyLeg], division: Division) -> frozenset[int]:
    """Where a reader goes on elsewhere; of copy that is over nothing is known, since it will be cut."""
    over = sum(division.counts) > sum(division.depths)
    return frozenset() if over else find_turns(legs, division.depths)


def _fill_round(
    job: Job,
    texts: Sequence[BodyText],
    legs: tuple[BodyLeg, ...],
    initial: Initial | None,
    *,
    mindful: bool,
) -> tuple[Division, list[tuple[LineRoom, HeldWay]], list[int]]:
    """Legs of any shape: how many lines a text takes depends on where it begins."""
    kept, white = job.desk.kept, job.change.subhead_lines
    portions = [
        UnevenPortion(
            text.prepared,
            kept,
            subhead=text.rigid,
            rigid=text.takes_its_own or job.strict,
            white=white if number and text.look.role == "subhead" else 0,
        )
        for number, text in enumerate(texts)
    ]
    if initial is not None:
        portions[initial.at] = replace(portions[initial.at], less=initial.less, beside=initial.lines)
    division, widths = fill_uneven_legs(portions, legs, poured=job.desk.grid.vertical, mindful=mindful)
    held, naturals = [], []
    heads, turns = {0, *accumulate(division.depths)}, _turns_of(legs, division)
    start = 0
    for portion, count in zip(portions, division.counts, strict=True):
        own, over = replace(portion, widths=widths, turns=turns), 0 if start in heads else portion.white
        first, lines = start + over, count - over
        held.append((LineRoom(kept, own.prepared, own.measure(first, lines)), own.hold(first, lines)))
        naturals.append(own.ways(first).natural)
        start += count
    return division, held, naturals


def _portion(ways: ParagraphWays, text: BodyText, white: int) -> EvenPortion:
    if not text.takes_its_own:
        return EvenPortion(ways.costs_over_natural, ways.natural)
    # Ragged lines are never too loose: without this they would be broken shorter to level the legs.
    if white and text.look.role == "subhead":
        costs = {ways.natural: 0.0, ways.natural + white: 0.0}
        return EvenPortion(costs, ways.natural + white, subhead=True, white=white)
    return EvenPortion({ways.natural: 0.0}, ways.natural, subhead=text.rigid)
