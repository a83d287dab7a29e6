"""A unit and a measure -> the lines that can begin there, and what each costs; ways through a paragraph compared.

Costs are ordered by step of adjustment: a line that gets by with an earlier step always costs less than one that needs
a later one (CLREQ 3.2.4: shrink before expanding, each step used up before the next). Widths are prefix sums, so a
line's is a subtraction, and only the few breaks that can end a line are looked at.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from layout.typeset.breaks.break_costs import (
    FORBIDDEN,
    FREE,
    HYPHENATES,
    SPLITS_ADDRESS,
    SPLITS_FIGURE,
    SPLITS_GROUP,
    SPLITS_PAIR,
    SPLITS_UNIT,
    SPLITS_WORD,
)
from layout.typeset.drawn_type import to_plain
from layout.typeset.search.prepared import FIELD, MASK, PreparedParagraph, widest_gap, widest_loosening
from layout.typeset.search.prices import (
    EMPTY_COST,
    FORCED_COST,
    GOOD_GAP_EM,
    GROUP_SPLIT,
    HYPHEN_COST,
    LINE_COST,
    LOOSE_COST,
    LOOSE_WORDS_COST,
    MOST_RAGGED,
    NEIGHBOUR_HYPHEN_COST,
    OVERFULL_COST,
    PAIR_SPLIT,
    RAGGED_COST,
    RAGGED_HOLE_COST,
    RAGGED_HYPHEN_COST,
    RUNT_COST,
    SHORT_COST,
    SHORTEST_RAGGED,
    SPLIT_ADDRESS_COST,
    SPLIT_COST,
    SPLIT_SHORT_EM,
    SPLIT_WORD_COST,
    SPLIT_WORDS_EM,
    STEP_FACTOR,
    TOO_SHORT_COST,
    TORN_GAP_EM,
    USUAL_COST,
    WIDE_COST,
)
from layout.typeset.units.units import Units

_GAP_UNIT_EM = 0.03


LineEnds = list[tuple[int, float]]
"""Units that can end a line, each with what the line costs."""


class NeedsMore(Exception):
    """The text that has been read ends before the search can go on."""


class Search:
    """The lines that can be set from each unit of a paragraph."""

    __slots__ = (
        "_costs",
        "_gap_unit",
        "_good",
        "_hyphenated",
        "_price_tables",
        "_runts",
        "_safe",
        "_shrink_ranks",
        "_stops",
        "_widest",
        "count",
        "hyphened",
        "prepared",
    )

    def __init__(self, prepared: PreparedParagraph, safe: int | None = None) -> None:
        """`safe` is given when the units are the beginning of a text that goes on: what lies from this unit on may
        change with what follows.
        """
        self.prepared = prepared
        profile, units = prepared.style.profile, prepared.units
        self.count = len(units.kinds)
        steps = len(profile.shrink_order) + len(profile.stretch_order)
        self._costs: list[float] = [STEP_FACTOR**rank for rank in range(steps + 1)]
        self._shrink_ranks = [rank for rank, _ in prepared.shrink_order]
        self._widest = widest_gap(prepared.em)
        self._good = math.ceil(GOOD_GAP_EM * prepared.em)
        self._gap_unit = _GAP_UNIT_EM * prepared.em
        self._safe = self.count if safe is None else safe
        last = self.count - 1
        self._stops = [*(at for at in units.forced if at < last), last]
        begins = [0, *(stop + 1 for stop in self._stops)]
        self._runts = [_runt_from(units, *ends) for ends in zip(begins, self._stops, strict=False)]
        self._hyphenated = bool(units.hyphens)
        self._price_tables: dict[int, dict[int, float]] = {}
        self.hyphened = _behind_hyphens(units) if units.hyphens else frozenset()

    def finder(self, measure: int, limit_cost: float = USUAL_COST) -> Callable[[int], LineEnds]:
        """For lines of one measure: a unit that begins a line -> each unit that can end it, with the line's cost;
        longest line first. It is the setter's innermost loop, so all it asks is at hand.

        Shorter lines than the first that breaks no rule are given up at the first that costs more than `limit_cost`;
        where there is none, at the first that costs more than one that breaks a rule.
        """
        measure = to_plain(measure, self.prepared.style)
        prepared, stops, runts, safe = self.prepared, self._stops, self._runts, self._safe
        starts, ends, total, reach = prepared.starts, prepared.ends, prepared.total, prepared.reach
        breaks, stretches, gives = prepared.units.breaks, prepared.stretches, prepared.gives
        justified, hyphenated, parted = prepared.style.align == "justify", self._hyphenated, len(stops) > 1
        shrink_cost, stretch_cost, ragged_cost = self._shrink_cost, self._stretch_cost, self._ragged_cost
        good, gap_unit, gap_cost = self._good, self._gap_unit, self._costs[-1]
        size, near = self.count, 2 * max(measure, 0) // prepared.em + 8
        most, elastic = self._most_gap(limit_cost), prepared.elastic
        break_costs = self._price_tables.get(measure)
        if break_costs is None:
            break_costs = self._price_tables[measure] = self._price_breaks(measure)

        def lines_from(first: int) -> LineEnds:
            limit = measure + starts[first]
            given = total[first]
            far = min(first + near, size)
            end = bisect_right(reach, limit - given, first, far)
            if end == far < size:
                end = bisect_right(reach, limit - given, far)
            end -= 1
            if end >= safe or first >= safe:
                raise NeedsMore
            part = bisect_left(stops, first) if parted else 0
            stop = stops[part]
            if end > stop:
                end = stop
            elif end < first:
                return [(first, OVERFULL_COST)]
            forced, found, dear = end, False, OVERFULL_COST
            lines: LineEnds = []
            while end >= first:
                slack = limit - ends[end]
                if slack < 0 and end in gives:
                    slack += gives[end]
                if slack + total[end] < given:
                    forced = max(end - 1, first)
                elif end == stop:
                    cost = 0.0 if slack >= 0 else shrink_cost(first, end, -slack)
                    cost += LINE_COST
                    lines.append((end, cost + RUNT_COST if first >= runts[part] else cost))
                    found = True
                elif (price := breaks[end + 1]) != FORBIDDEN:
                    if slack < 0:
                        cost = shrink_cost(first, end, -slack)
                    elif slack == 0:
                        cost = 0.0
                    elif not justified:
                        cost = ragged_cost(slack / max(measure, 1))
                    elif (rooms := stretches[end] - stretches[first]) > MASK or not rooms:
                        cost = stretch_cost(first, end, slack, measure)
                        if found and cost > TOO_SHORT_COST and not rooms & MASK:
                            break
                    elif slack <= good * rooms:
                        # Only gaps between Han, none of them wide: the same as below, and nearly always so.
                        cost = gap_cost * (1 + (slack / rooms / gap_unit) ** 2)
                    elif found and slack > most * (elastic[end] - elastic[first]):
                        break
                    else:
                        cost = stretch_cost(first, end, slack, measure)
                    if cost > limit_cost and (found or cost > dear):
                        break
                    if price == FREE:
                        found = True
                    else:
                        cost += break_costs.get(price, 0.0)
                        if price == SPLITS_WORD and cost > dear + LOOSE_COST:
                            end -= 1
                            continue  # a word is torn where its line is as full as can be
                        dear = min(dear, cost)
                    lines.append((end, cost + LINE_COST))
                end -= 1
            if not found and (not lines or lines[-1][1] >= FORCED_COST):
                lines.append((forced, FORCED_COST))
            if hyphenated and not justified and any(cost < RAGGED_HYPHEN_COST for _, cost in lines):
                lines = [line for line in lines if line[0] == stop or breaks[line[0] + 1] != HYPHENATES]
            if hyphenated and breaks[first] == HYPHENATES:
                return [
                    (end, cost + NEIGHBOUR_HYPHEN_COST)
                    if end == stop or breaks[end + 1] == HYPHENATES
                    else (end, cost)
                    for end, cost in lines
                ]
            return lines

        return lines_from

    def _price_breaks(self, measure: int) -> dict[int, float]:
        """What breaks that are not free cost in lines of a measure. A number written full-width is parted rather than
        that its line is torn: a character and a half short at 12 ems, in longer ones with gaps wider than their step's.
        """
        split, short = self._split_cost(measure), self._short_cost(measure)
        torn, least = self._gap_cost(TORN_GAP_EM * self.prepared.em), self._gap_cost(self._widest)
        figure = max(min(short, torn), least)
        # Readers of Latin letters alone can't tell where in a line an address ends: it is torn no sooner than a word.
        latin = self.prepared.style.profile.is_latin
        return {
            SPLITS_WORD: SPLIT_WORD_COST,
            SPLITS_ADDRESS: SPLIT_WORD_COST if latin else SPLIT_ADDRESS_COST,
            HYPHENATES: HYPHEN_COST if self.prepared.style.align == "justify" else RAGGED_HYPHEN_COST,
            SPLITS_UNIT: split,
            SPLITS_FIGURE: figure,
            SPLITS_GROUP: GROUP_SPLIT * figure,
            SPLITS_PAIR: PAIR_SPLIT * split,
        }

    def _gap_cost(self, gap: float) -> float:
        """For a line that needs the gaps between Han."""
        share, over = gap / self._gap_unit, gap / self._good
        cost = self._costs[-1] * (1 + share * share)
        return cost + WIDE_COST * over * over if over > 1 else cost

    def _split_cost(self, measure: int) -> float:
        """For a unit parted from its number, in lines of a measure; among words as much as wide word spaces."""
        least = SPLIT_COST
        if self.prepared.style.profile.is_latin:
            least = LOOSE_WORDS_COST + self._gap_cost(SPLIT_WORDS_EM * self.prepared.em)
        return max(least, self._short_cost(measure))

    def _short_cost(self, measure: int) -> float:
        """For a line of a measure whose gaps hold what it is short, so that something stays whole."""
        gaps = max(1, measure // self.prepared.em - 2)
        return self._gap_cost(SPLIT_SHORT_EM * self.prepared.em / gaps)

    def _most_gap(self, limit_cost: float) -> float:
        """The widest gap that costs no more than that; that of a good line at least."""
        square = self._costs[-1] / self._gap_unit**2 + WIDE_COST / self._good**2
        return max(self._good, math.sqrt(max(0.0, limit_cost - self._costs[-1]) / square))

    def _ragged_cost(self, short: float) -> float:
        """For a ragged line that leaves a part of its measure empty, 0 to 1."""
        if short >= SHORTEST_RAGGED:
            return WIDE_COST * (1 + short)
        return RAGGED_COST * short**2 if short <= MOST_RAGGED else RAGGED_HOLE_COST * (1 + short)

    def _shrink_cost(self, first: int, end: int, need: int) -> float:
        shrinks, costs = self.prepared.shrinks, self._costs
        rooms = shrinks[end] - shrinks[first]
        for rank in self._shrink_ranks:
            room = rooms & MASK
            if need <= room:
                return costs[rank] * (1 + need / room)
            need -= room
            rooms >>= FIELD
        return OVERFULL_COST

    def _stretch_cost(self, first: int, end: int, need: int, measure: int) -> float:
        prepared = self.prepared
        rooms = prepared.stretches[end] - prepared.stretches[first]
        count = rooms & MASK
        for rank, _ in prepared.stretch_order:
            rooms >>= FIELD
            room = rooms & MASK
            if need <= room:
                return self._costs[rank] * (1 + need / room)
            need -= room
        everywhere = prepared.elastic[end] - prepared.elastic[first]
        if not count:
            # Only words, whose letters are never spaced: their spaces are, or the line is left short.
            if need > everywhere * widest_loosening(prepared.em, prepared.style.profile):
                return SHORT_COST + EMPTY_COST * need / max(measure, 1)
            return LOOSE_WORDS_COST + self._gap_cost(need / everywhere)
        if need > count * self._widest:
            # What the gaps between Han cannot take is shared by all that expands.
            return self._gap_cost((need - count * self._widest) / everywhere + self._widest)
        return self._gap_cost(need / count)


_HYPHENS = "-‐"


def _behind_hyphens(units: Units) -> frozenset[int]:
    """The units that begin a line behind one that ends with a hyphen, of the copy or put there."""
    text, starts = units.text, units.starts
    return frozenset(
        at
        for at in range(1, len(units.kinds))
        if (cost := units.breaks[at]) == HYPHENATES
        or (cost != FORBIDDEN and text[starts[at] - 1] in _HYPHENS)
    )


def _runt_from(units: Units, begin: int, stop: int) -> int:
    """The first unit from which a line ending at `stop` would be a runt: one character, with marks behind it or not.

    What begins there (the paragraph, or what follows a forced break) is no runt, however short. A Latin stop counts as
    a mark: 다. is one syllable.
    """
    letters = 0
    for index in range(stop, begin, -1):
        letter, start, end = units.kinds[index].letter, units.starts[index], units.starts[index + 1]
        if letter == "H":
            letters += end - start
        elif letter == "A":
            letters += sum(map(str.isalnum, units.text[start:end]))
        if letters > 1:
            return index + 1
    return begin + 1
