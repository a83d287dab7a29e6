"""A paragraph or subhead in lines of different lengths -> how it may take them where it begins at one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.legs.division import CLOSED_COST, LINES_AFTER_SUBHEAD, SHORT_COST, short_cost
from layout.makeup.legs.leg_ends import HeldWay, LineRoom, lines_at
from layout.makeup.legs.level_legs import POURED_COST
from layout.makeup.text.signature import Signature, signed_totals
from layout.plan.grid import em_of
from layout.scene import Mpt
from layout.typeset import Measure, ParagraphWays, PreparedParagraph

LEAST_OVER = 3
"""Lines that a part of a leg has at least where one of them is left white: fewer hardly make a leg."""


@dataclass(frozen=True, slots=True)
class LineMeasures:
    """The measures of a portion's lines, the last for all beyond; the first `beside` are `less` shorter."""

    widths: tuple[Mpt, ...]
    less: Mpt = 0
    beside: int = 0

    def __call__(self, line: int) -> Mpt:
        width = self.widths[min(line, len(self.widths) - 1)]
        return max(1, width - self.less) if line < self.beside else width


@dataclass(frozen=True, slots=True)
class Reading:
    """How a portion takes its lines: `over` empty ones, then its own, of which its text takes `taken` and a signature
    the others. Before its own line `short`, if any, a line is left white, so that not one alone stands below.
    """

    over: int
    taken: int
    cost: float
    short: int | None = None


@dataclass(frozen=True, slots=True)
class UnevenPortion:
    """A paragraph or subhead whose lines are as long as `widths` says, which has the lines of all legs. Its first
    `beside` lines are `less` shorter, for an initial. A `rigid` one takes its own number of lines and no other. `white`
    lines stand empty over it where no leg begins with it. A `stanza` may leave white at a leg's foot and begin the
    next; so may what `moves`, where a line of it would stand there alone, or where its text would not follow it. A
    `signature` stands behind its last line, or on lines more. `feet` are the lines of the body behind which a leg ends,
    or something stands across it. A `mindful` one counts what is parted there.
    """

    prepared: PreparedParagraph
    kept: KeptParagraphs
    subhead: bool = False
    rigid: bool = False
    less: Mpt = 0
    beside: int = 0
    widths: tuple[Mpt, ...] = ()
    white: int = 0
    stanza: bool = False
    moves: bool = False
    signature: Signature | None = None
    feet: tuple[int, ...] = ()
    mindful: bool = False
    fewest: float = 0
    most: float = inf
    _read_so_far: dict[tuple[int, int, bool], dict[int, Reading]] = field(
        init=False, default_factory=dict, compare=False
    )

    def measure(self, start: int, lines: int, short: int | None = None) -> Measure:
        """The measure of its first `lines` lines, where it begins behind line `start` of the body."""
        own = self.widths[start : start + lines + (short is not None)]
        if short is not None:
            own = (*own[:short], *own[short + 1 :])
        own = own if len(own) == lines else (*own, self.widths[-1])
        if not self.less and len(set(own)) == 1:
            return own[0]
        return LineMeasures(own, self.less, self.beside)

    def ways(self, start: int, short: int | None = None) -> ParagraphWays:
        """The ways through it where it begins there. It hardly takes more lines than are looked at."""
        style = self.prepared.style
        less = self.less + em_of(max(style.indent, style.hanging) + style.end_indent, style.type_along)
        narrowest = max(min(self.widths) - less, self.prepared.em)
        lines = self.prepared.length // narrowest + len(self.prepared.closing) + 16
        return self.kept.find_ways(self.prepared, self.measure(start, lines, short))

    def totals(self, start: int) -> Mapping[int, int]:
        """By the lines that it may take in all where it begins there: those that it takes without its signature."""
        ways = self.ways(start)
        if self.signature is None:
            counts = [ways.natural] if self.rigid else ways.costs
            return {count: count for count in counts}
        most = max(ways.costs)
        measure = self.measure(start, most + 1)
        totals = signed_totals(self.signature, self.prepared, ways, measure)
        return dict([next(iter(totals.items()))]) if self.rigid else totals

    def readings(self, start: int, left: int, *, at_head: bool) -> Mapping[int, Reading]:
        """How it may take its lines where it begins there, by their number."""
        known = self._read_so_far.get((start, left, at_head))
        if known is not None:
            return known
        found: dict[int, Reading] = {}
        self._read_so_far[start, left, at_head] = found
        if at_head:
            self._read(found, start, 0)
        elif self.subhead:
            self._read_subhead(found, start, left)
        else:
            if self.moves and left == 1 and self._may_be_short(start + left):
                self._read(found, start, left, SHORT_COST)
            self._read(found, start, min(self.white, left))
            if self.stanza and left:
                # It leaves the rest of a leg white only where it would be parted there.
                self._read(found, start, left, POURED_COST * left, parted_by=left - self.white)
        if self.moves and not self.subhead and self.signature is None:
            self._read_short(found, start)
        return found

    def _read(
        self, found: dict[int, Reading], start: int, over: int, more: float = 0.0, *, parted_by: int = 0
    ) -> None:
        """Adds the readings with so many empty lines over it, which cost `more`; those found before it come first."""
        first, ways = start + over, self.ways(start + over)
        if not (self.rigid or self.signature or self.mindful or found or parted_by):
            found |= {count + over: Reading(over, count, cost + more) for count, cost in ways.costs.items()}
            return
        for total, count in self.totals(first).items():
            if total > parted_by and total + over not in found:
                held = self.hold(first, count).cost if self.mindful else 0.0
                found[total + over] = Reading(over, count, ways.by_count[count].cost + held + more)

    def _read_subhead(self, found: dict[int, Reading], start: int, left: int) -> None:
        """A subhead stands behind its white, or leaves the rest of a leg that is too short for it and its text, or has
        less white so that both have room.
        """
        standing: dict[int, Reading] = {}
        self._read(standing, start, self.white)
        found |= {count: reading for count, reading in standing.items() if count <= left}
        if left < max(standing) + LINES_AFTER_SUBHEAD and self.moves:
            self._read(found, start, left, short_cost(left))
            over = left - (max(standing) - self.white) - LINES_AFTER_SUBHEAD
            if 0 <= over < self.white:
                self._read(found, start, over, CLOSED_COST)
        if not found:
            found |= standing

    def _read_short(self, found: dict[int, Reading], start: int) -> None:
        """Adds readings that leave a line white before a foot, where it has no way to set two lines behind it."""
        ends = max(found, default=0)
        for before, foot in pairwise((start, *(foot for foot in self.feet if start < foot < start + ends))):
            own, short = foot - start + 1, foot - start - 1
            if foot - before <= 2 or foot + 1 in self.feet or own + 1 in found or own not in found:
                continue
            if not self._may_be_short(foot):
                continue
            way = self.ways(start, short).by_count.get(own)
            if way is not None:
                cost = way.cost + self.hold(start, own, short).cost + SHORT_COST
                found[own + 1] = Reading(0, own, cost, short)

    def _may_be_short(self, foot: int) -> bool:
        """Whether enough lines are left of a part of a leg where its last is left white."""
        return foot - max((other for other in self.feet if other < foot), default=0) > LEAST_OVER

    def costs_at(self, start: int, left: int, *, at_head: bool) -> Mapping[int, float]:
        return {count: reading.cost for count, reading in self.readings(start, left, at_head=at_head).items()}

    def white_over(self, start: int, left: int, count: int, *, at_head: bool) -> int:
        return self.readings(start, left, at_head=at_head)[count].over

    def parting_cost(self, count: int, held: frozenset[int]) -> float:
        return 0.0  # it is in `costs_at`, since it is known where legs end

    def hold(self, start: int, count: int, short: int | None = None) -> HeldWay:
        """The way in `count` lines that parts as little as can be at the feet, where it begins behind line `start`."""
        way = self.ways(start, short).by_count[count]
        if not self.mindful or self.subhead or self.stanza:
            return HeldWay(way)
        room = LineRoom(self.kept, self.prepared, self.measure(start, count, short))
        return room.hold(way, self.held_lines(start, count, short))

    def held_lines(self, start: int, count: int, short: int | None = None) -> frozenset[int]:
        """Which of its `count` lines a foot is behind, by their numbers."""
        if short is None:
            return lines_at(frozenset(self.feet), start, count)
        lines = lines_at(frozenset(self.feet), start, count + 1)
        return frozenset(line - (line >= short) for line in lines)
