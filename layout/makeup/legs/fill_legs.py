"""The texts of a body and its legs -> the texts set, and how far they fill the legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from layout.makeup.desk import Job
from layout.makeup.legs.division import BEYOND, BadEnd, Division, bad_ends
from layout.makeup.legs.ground import BodyLeg, is_plain
from layout.makeup.legs.leg_ends import HeldWay, LineRoom, find_turns, lines_at
from layout.makeup.legs.level_legs import EvenPortion, level_legs
from layout.makeup.legs.uneven_legs import LegRoom, fill_uneven_legs
from layout.makeup.legs.uneven_portion import UnevenPortion
from layout.makeup.text.even_lines import find_even_way
from layout.makeup.text.initial import Initial
from layout.makeup.text.paragraphs import BodyText
from layout.makeup.text.signature import fits_behind, set_alone, set_behind, signed_totals
from layout.makeup.text.verse import centre_verse
from layout.scene import Mpt
from layout.typeset import Measure, ParagraphWay, ParagraphWays, SetLine, SetParagraph


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text set. Its signature is on lines `alone`, or `behind` its last line. `measure` is that of its first line,
    and `natural` the lines that it would take of itself. `held` is how it is set so that it parts nothing where legs
    end. Before its line numbered `short`, if any, a line of its leg is left white.
    """

    own: SetParagraph
    natural: int
    measure: Mpt
    held: HeldWay
    alone: tuple[SetLine, ...] = ()
    behind: SetLine | None = None
    short: int | None = None

    @property
    def count(self) -> int:
        """The lines that it takes, without the empty ones over it."""
        return len(self.own.lines) + len(self.alone) + (self.short is not None)


@dataclass(frozen=True, slots=True)
class FilledLegs:
    """How texts and legs meet: the lines of each, the texts set, and where legs end at bad places."""

    division: Division
    texts: list[FilledText]
    bad_ends: list[BadEnd]


def fill_legs(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], initial: Initial | None = None
) -> FilledLegs:
    """Sets the texts of a body so that they fill its legs; lines beside an initial are shorter.

    Where a leg's end would part something, and the paragraph has no way of as many lines that does not, the legs are
    filled once more, so that they end elsewhere.
    """
    if any(text.centred for text in texts):
        texts = centre_verse(job.desk.kept, texts, min(slot.width for leg in legs for slot in leg.slots))
    filled = _fill(job, texts, legs, initial, mindful=False)
    if any(text.held.cost for text in filled.texts):
        other = _fill(job, texts, legs, initial, mindful=True)
        white = sum(filled.division.depths) - sum(other.division.depths)
        if white <= len(legs) and _count_faults(other) <= _count_faults(filled):
            return other
    return filled


def _count_faults(filled: FilledLegs) -> tuple[int, int]:
    """Subheads that hang, and ends of legs that part something."""
    return sum(end.hanging for end in filled.bad_ends), sum(end.parted for end in filled.bad_ends)


def _white_over(job: Job, text: BodyText) -> int:
    """The lines of white that a text has over it, where no leg begins with it; a fit may have closed a subhead's."""
    if text.look.role != "subhead":
        return text.white
    return max(0, job.desk.paper.white.over_subhead_lines + min(0, job.change.subhead_lines))


def _fill(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], initial: Initial | None, *, mindful: bool
) -> FilledLegs:
    """The legs filled; where it is `mindful`, what is parted at their ends counts."""
    # Legs that are poured end otherwise than level ones, so that what their ends part depends on how they are filled.
    poured = mindful and job.desk.grid.vertical
    if is_plain(legs) and initial is None and not poured:
        division, filled = _fill_plain(job, texts, legs, mindful=mindful)
    else:
        division, filled = _fill_round(job, texts, legs, initial, mindful=mindful)
    division = replace(
        division,
        whites=tuple(count - text.count for count, text in zip(division.counts, filled, strict=True)),
    )
    ends = [
        end for end in bad_ends([_leads(text) for text in texts], division) if not texts[end.portion].stanza
    ]
    ends += [
        BadEnd(number, line, hanging=False, parted=True)
        for number, text in enumerate(filled)
        for line in sorted(text.held.parted)
    ]
    return FilledLegs(division, filled, ends)


def _turns_of(legs: Sequence[BodyLeg], division: Division) -> frozenset[int]:
    """Where a reader goes on elsewhere; of copy that is over nothing is known, since it will be cut."""
    over = sum(division.counts) > sum(division.depths)
    return frozenset() if over else division.feet or find_turns(legs, division.depths)


def _fill_plain(
    job: Job, texts: Sequence[BodyText], legs: tuple[BodyLeg, ...], *, mindful: bool
) -> tuple[Division, list[FilledText]]:
    """Legs of one measure that begin and end level: what a text takes does not depend on where it begins."""
    kept, measure, white = job.desk.kept, legs[0].width, max(0, job.change.subhead_lines)
    ways = [kept.find_ways(text.prepared, measure) for text in texts]
    portions = [
        replace(_portion(own, text, measure, white if number else 0), gap=_white_over(job, text))
        for number, (own, text) in enumerate(zip(ways, texts, strict=True))
    ]
    if mindful:
        portions = [
            replace(portion, parting=partial(_parting_cost, LineRoom(kept, text.prepared, measure), own))
            if text.is_prose and text.signature is None
            else portion
            for portion, own, text in zip(portions, ways, texts, strict=True)
        ]
    level = job.desk.paper.fit.level_legs and not job.strict
    division = level_legs(portions, len(legs), len(legs[0].slots), level=level)
    if job.desk.grid.vertical and not division.open:
        depths = LegRoom(legs, poured=True).depths(sum(division.depths))
        if depths != division.depths and sum(division.counts) <= sum(depths):
            # Poured legs end elsewhere than those for which it was found how the copy goes over them.
            return _fill_round(job, texts, legs, None, mindful=mindful)
    filled = []
    turns, start = _turns_of(legs, division), 0
    heads = {0, *accumulate(division.depths)}
    for text, own, whole in zip(texts, ways, division.counts, strict=True):
        totals = {count: count for count in own.by_count}
        if text.signature is not None:
            totals = signed_totals(text.signature, text.prepared, own, measure)
        # White is over a text but at a leg's head, as much as the leg has; of copy that is over it is not known where
        # legs begin.
        left = min((head - start for head in heads if head > start), default=text.white)
        over = 0 if start in heads else min(text.white, left)
        whites = (over, text.white, *range(text.white))
        count = next((whole - white for white in whites if whole - white in totals), whole)
        taken = own.natural if text.rigid or text.stanza else totals[count]
        way = _choose_way(job, text, own.by_count[taken], measure)
        held = _hold(job, text, way, measure, lines_at(turns, start + whole - count, taken))
        filled.append(_fill_text(job, text, own, held, measure))
        start += whole
    return division, filled


def _parting_cost(room: LineRoom, ways: ParagraphWays, count: int, held: frozenset[int]) -> float:
    return room.hold(ways.by_count[count], held).cost


def _choose_way(job: Job, text: BodyText, way: ParagraphWay, measure: Measure) -> ParagraphWay:
    """The way of a text in as many lines; a subhead's are as even as can be."""
    if not text.rigid or len(way.ends) < 2:
        return way
    even = find_even_way(job.desk.kept, text.prepared, measure)
    return even if len(even.ends) == len(way.ends) else way


def _hold(job: Job, text: BodyText, way: ParagraphWay, measure: Measure, lines: frozenset[int]) -> HeldWay:
    """The way of a paragraph that parts as little as can be at the ends of such lines, in as many lines."""
    if not text.is_prose:
        return HeldWay(way)
    room, signature = LineRoom(job.desk.kept, text.prepared, measure), text.signature
    held = room.hold(way, lines)
    if signature is None or held.way is way:
        return held
    # Its last line must leave the signature the room that it had.
    behind = [fits_behind(signature, text.prepared, each, measure) for each in (way, held.way)]
    return held if behind[0] == behind[1] else room.keep(way, lines)


def _fill_round(
    job: Job,
    texts: Sequence[BodyText],
    legs: tuple[BodyLeg, ...],
    initial: Initial | None,
    *,
    mindful: bool,
) -> tuple[Division, list[FilledText]]:
    """Legs of any shape: how many lines a text takes depends on where it begins."""
    kept, more = job.desk.kept, max(0, job.change.subhead_lines)
    portions = [
        UnevenPortion(
            text.prepared,
            kept,
            subhead=_leads(text),
            rigid=text.takes_its_own or job.strict,
            white=_white_over(job, text) + (more if text.look.role == "subhead" else 0),
            stanza=text.stanza,
            moves=_leads(text) or text.is_prose,
            signature=text.signature,
        )
        for text in texts
    ]
    if initial is not None:
        portions[initial.at] = replace(
            portions[initial.at], less=initial.less, beside=initial.lines, moves=False
        )
    found = fill_uneven_legs(portions, legs, poured=job.desk.grid.vertical, mindful=mindful)
    division = replace(found.division, feet=find_turns(legs, found.division.depths))
    filled = []
    held = _turns_of(legs, division)
    feet = (0, *found.feet, found.feet[-1] + BEYOND)
    start = 0
    for text, portion, count in zip(texts, portions, division.counts, strict=True):
        own = replace(portion, widths=found.widths, feet=found.feet, mindful=mindful)
        left = next(foot for before, foot in pairwise(feet) if before <= start < foot) - start
        reading = own.readings(start, left, at_head=start in feet)[count]
        first, short = start + reading.over, reading.short
        ways = own.ways(first, short)
        measure = own.measure(first, reading.taken + (text.signature is not None), short)
        way = _choose_way(job, text, ways.by_count[reading.taken], measure)
        lines = replace(own, feet=tuple(held)).held_lines(first, reading.taken, short)
        set_text = _fill_text(job, text, ways, _hold(job, text, way, measure, lines), measure)
        filled.append(replace(set_text, short=short))
        start += count
    return division, filled


def _leads(text: BodyText) -> bool:
    """Whether it must not stand without what follows it. A line that says where the story goes on follows, itself."""
    return text.rigid and text.prepared.style.align != "end"


def _fill_text(job: Job, text: BodyText, ways: ParagraphWays, held: HeldWay, measure: Measure) -> FilledText:
    """A text set in one way, with its signature."""
    way = held.way
    first = measure(0) if callable(measure) else measure
    found = job.desk.kept.set_way(text.prepared, measure, way)
    signature = text.signature
    if signature is None:
        return FilledText(found, ways.natural, first, held)
    natural = next(iter(signed_totals(signature, text.prepared, ways, measure)))
    if fits_behind(signature, text.prepared, way, measure):
        last = measure(len(way.ends) - 1) if callable(measure) else measure
        return FilledText(found, natural, first, held, behind=set_behind(signature, last))
    own = measure(len(way.ends)) if callable(measure) else measure
    return FilledText(found, natural, first, held, alone=set_alone(signature, own))


def _portion(ways: ParagraphWays, text: BodyText, measure: Mpt, white: int) -> EvenPortion:
    costs: dict[int, float] = {ways.natural: 0.0}
    if text.signature is not None:
        totals = signed_totals(text.signature, text.prepared, ways, measure)
        natural, _ = next(iter(totals.items()))
        over = ways.costs_over_natural
        costs = (
            {natural: 0.0} if text.takes_its_own else {total: over[count] for total, count in totals.items()}
        )
        return EvenPortion(costs, natural, stanza=text.stanza)
    if not text.rigid:
        costs = costs if text.takes_its_own else dict(ways.costs_over_natural)
        return EvenPortion(costs, ways.natural, stanza=text.stanza)
    # Centred lines are never too loose: without this a short subhead would be broken to level the legs.
    if white and text.look.role == "subhead":
        costs = {ways.natural: 0.0, ways.natural + white: 0.0}
        return EvenPortion(costs, ways.natural + white, subhead=True, white=white)
    return EvenPortion(costs, ways.natural, subhead=_leads(text))
