"""Paragraphs and legs whose lines differ in length -> how each paragraph is broken, and how far each leg is filled.

Which lines a paragraph may take depends on where it begins, so the search goes from line to line: its states are the
lines filled so far. What is cheapest is as in `layout.makeup.legs.legs`: the setter's own cost, lone lines and hanging
subheads at the ends of legs, white at their feet, feet that are not level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from layout.makeup.legs.ground import BodyLeg
from layout.makeup.legs.legs import HANGING_SUBHEAD_COST, Piece, break_cost
from layout.scene import Mpt
from layout.typeset.inline import Measure
from layout.typeset.optimum import Way, inside_rules, natural_count
from layout.typeset.paragraph import ways_through
from layout.typeset.prepared import Prepared

WHITE_COST = 1e6
"""A line of white at the feet of all legs: more than any adjustment inside the rules."""

UNEVEN_COST = 3e5
"""Feet that are a line apart."""

LONE_LINE_FACTOR = 4
"""A lone line at a leg's end is worse than feet that are a line apart, or a line of white at the foot of one leg."""

_STATES = 24
"""Places that are gone on from after each paragraph: dearer ones are given up."""

_TRIES = 12
"""Totals that are looked at beyond the first one that the copy can take."""


@dataclass(frozen=True, slots=True)
class Flowing:
    """A paragraph or subhead to be set; its first `beside` lines are `less` shorter, for an initial. A `rigid` one
    takes its own number of lines and no other.
    """

    prepared: Prepared
    subhead: bool = False
    less: Mpt = 0
    beside: int = 0
    rigid: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """How each paragraph is broken, and how many lines of each leg are filled; what is over stands behind them."""

    ways: tuple[Way, ...]
    depths: tuple[int, ...]
    widths: tuple[Mpt, ...]

    def measure(self, start: int, text: Flowing) -> Measure:
        """The measures of a paragraph that begins on a line of the flow, counted from 0."""
        return _measure(self.widths, start, text)


def flow(texts: Sequence[Flowing], legs: Sequence[BodyLeg], *, poured: bool) -> Flow:
    """Fills the legs to their feet where the setter's rules allow it, else to a level end, else to one a line apart.

    With `poured` all legs end level but the last: on a vertical page white inside a story looks like a hole.
    """
    search = _Search(texts, legs, poured)
    free = search.ways(search.widths(search.capacity), None)
    if min(free) > search.capacity:
        tight = min(free)
        return Flow(free[tight][1], search.depths(search.capacity), search.widths(search.capacity))
    best: tuple[float, Flow] | None = None
    tries = 0
    for total in range(min(search.capacity, max(free) + len(legs)), 0, -1):
        white = (search.capacity - total) * WHITE_COST / len(legs)
        if best is not None and (white >= best[0] or tries >= _TRIES):
            break
        widths = search.widths(total)
        found = search.ways(widths, total).get(total)
        tries += best is not None
        if found is None:
            continue
        cost = found[0] + white + (0 if total in search.level else UNEVEN_COST)
        if best is None or cost < best[0]:
            best = cost, Flow(found[1], search.depths(total), widths)
    if best is not None:
        return best[1]
    # No total can be met exactly: the copy as it likes, its last leg short.
    total = min((one for one in free if one <= search.capacity), key=lambda one: (free[one][0], one))
    return Flow(free[total][1], search.poured_depths(total), search.widths(search.capacity))


@dataclass(slots=True)
class _Search:
    """One story's search; what a paragraph can take at a run of measures is kept."""

    texts: Sequence[Flowing]
    legs: Sequence[BodyLeg]
    poured: bool
    _known: dict[tuple[int, tuple[Mpt, ...]], dict[int, Way]] = field(default_factory=dict)
    _order: list[tuple[int, int]] = field(init=False)
    level: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        places = [(number, slot.line) for number, leg in enumerate(self.legs) for slot in leg.slots]
        # In this order lines are given up: at the foot of the story, the last leg first.
        self._order = sorted(places, key=lambda one: one[::-1], reverse=True)
        lines = [line for _, line in self._order]
        even = {0} | {at for at in range(1, len(lines)) if lines[at - 1] != lines[at]}
        self.level = frozenset(self.capacity - at for at in (range(len(lines)) if self.poured else even))

    @property
    def _is_level(self) -> bool:
        """Whether all legs end on one line of the grid."""
        return len({leg.slots[-1].line for leg in self.legs}) == 1

    @property
    def capacity(self) -> int:
        return sum(len(leg.slots) for leg in self.legs)

    def depths(self, total: int) -> tuple[int, ...]:
        """How many lines each leg has of so many."""
        left = [len(leg.slots) for leg in self.legs]
        white = self.capacity - total
        if self.poured and not self._is_level and white < left[-1]:
            # Where the story's own feet are not level, its end is in the last leg, and the white behind it.
            return (*left[:-1], left[-1] - white)
        if self.poured and total:
            foot = self._order[-total][1]
            left = [sum(slot.line <= foot for slot in leg.slots) for leg in self.legs]
            over = sum(left) - total
            for number in reversed(range(len(left))):
                given = min(over, left[number])
                left[number] -= given
                over -= given
            return tuple(left)
        for number, _ in self._order[: self.capacity - total]:
            left[number] -= 1
        return tuple(left)

    def poured_depths(self, total: int) -> tuple[int, ...]:
        depths = []
        for leg in self.legs:
            depths.append(min(total, len(leg.slots)))
            total -= depths[-1]
        return tuple(depths)

    def widths(self, total: int) -> tuple[Mpt, ...]:
        """The measure of each line of so many."""
        depths = self.depths(total)
        return tuple(
            slot.width for leg, depth in zip(self.legs, depths, strict=True) for slot in leg.slots[:depth]
        )

    def ways(self, widths: tuple[Mpt, ...], total: int | None) -> dict[int, tuple[float, tuple[Way, ...]]]:
        """By the lines that all paragraphs take: what the cheapest way costs, and that way."""
        ends = frozenset(accumulate(self.depths(self.capacity if total is None else total)))
        states: dict[int, tuple[float, tuple[Way, ...]]] = {0: (0.0, ())}
        for number, text in enumerate(self.texts):
            last = number == len(self.texts) - 1
            following: dict[int, tuple[float, tuple[Way, ...]]] = {}
            for start, (spent, ways) in states.items():
                for count, way in self._ways(number, widths, start).items():
                    end = start + count
                    if total is not None and end > total:
                        continue
                    alone = break_cost(Piece({}, count, text.subhead), start, end, ends)
                    cost = spent + way.cost + LONE_LINE_FACTOR * alone
                    if text.subhead and not last and end in ends:
                        cost += HANGING_SUBHEAD_COST
                    if end not in following or cost < following[end][0]:
                        following[end] = cost, (*ways, way)
            states = _cheapest(following)
        return states

    def _ways(self, number: int, widths: tuple[Mpt, ...], start: int) -> Mapping[int, Way]:
        text = self.texts[number]
        longest = max(widths, default=0)
        narrowest = min(widths, default=1) - text.less
        reach = (text.prepared.ends[-1] if text.prepared.ends else 0) // max(narrowest, text.prepared.em) + 16
        rest = widths[start : start + reach]
        key = number, rest if len(set(rest)) > 1 else rest[:1] or (longest,)
        if key not in self._known:
            every = ways_through(text.prepared, _measure(widths, start, text))
            natural = natural_count(every)
            self._known[key] = (
                {natural: every[natural]} if text.subhead or text.rigid else inside_rules(every)
            )
        return self._known[key]


def _measure(widths: Sequence[Mpt], start: int, text: Flowing) -> Measure:
    rest = widths[start:]
    beyond = widths[-1]
    if not text.less and all(width == beyond for width in rest):
        return beyond

    def measure(line: int) -> Mpt:
        width = rest[line] if line < len(rest) else beyond
        return width - text.less if line < text.beside else width

    return measure


def _cheapest(
    states: dict[int, tuple[float, tuple[Way, ...]]],
) -> dict[int, tuple[float, tuple[Way, ...]]]:
    if len(states) <= _STATES:
        return states
    kept = sorted(states, key=lambda at: (states[at][0], at))[:_STATES]
    return {at: states[at] for at in sorted(kept)}
