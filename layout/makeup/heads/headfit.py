"""The lines of one tier of a head, its style and a measure -> the size and breaks they are set in, and why.

A tier begins at its style's size. Where its lines leave much of the measure empty it goes up the ladder of sizes, as
far as the paper allows and only where that fills them; where they are too long it goes down a little, then is broken
between words, then goes further down. What was tried is kept, for the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from content.marking.headmarks import FREE
from layout.makeup.copyfit import TierFit, Trial
from layout.makeup.desk import FitChange
from layout.makeup.text.headline_breaks import MOST_LINES, Within, break_headline, chop_headline
from layout.makeup.text.text import natural_width
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.fitlimits import HeadlineModel
from layout.plan.paper import Paper
from layout.plan.style import SIZE_LADDER
from layout.scene import Mpt

STEP_DOWN_LEAST = 0.75
"""A tier is stepped down to this part of its size before it is broken, and before it is broken over more lines."""

MOST_LINES_TOO_LONG = 8
"""Lines that one which no size fits is broken into, so that the proof shows it."""


@dataclass(frozen=True, slots=True)
class HeadLimits:
    """How far a head may be changed: the paper's settings, and steps of the ladder asked for to fit the body.

    One that is not `filled` takes the style's size or, where that does not fit, what fits: nothing fills a line.
    """

    headlines: HeadlineModel
    least_pt: float
    steps: int = 0
    filled: bool = True
    most_lines: int = MOST_LINES

    def lines(self, most: int, least_pt: float) -> HeadLimits:
        """Those of a text that may take more lines and gets no smaller than so."""
        return replace(self, most_lines=most, least_pt=least_pt)

    @property
    def none(self) -> HeadLimits:
        """Those of a tier that nothing is done for: kicker and deck keep their distance to the headline."""
        return replace(self, steps=0, filled=False)


def limits_of(paper: Paper, change: FitChange, *, strict: bool) -> HeadLimits:
    """The limits of a story's head: those of its paper, less what is given up so that the body fits."""
    return HeadLimits(
        paper.headlines, paper.fit.least_headline_pt, change.head_steps, change.filled and not strict
    )


@dataclass(frozen=True, slots=True)
class FittedTier:
    """A tier's dress, the pieces that each of its lines is broken into, and how it came to that."""

    dress: Dress
    pieces: tuple[tuple[Wording, ...], ...]
    fit: TierFit


@dataclass(frozen=True, slots=True)
class TierRoom:
    """What a tier is fitted into: its dress to begin with, its measure, and how far it may be changed."""

    dress: Dress
    measure: Mpt
    limits: HeadLimits


def fit_tier(name: str, lines: Sequence[Wording], room: TierRoom) -> FittedTier:
    """The size and the breaks of a tier in its measure."""
    dress, measure, limits = room.dress, room.measure, room.limits
    search = _Search(tuple(lines), _step_dress(dress, limits), measure, limits, [])
    found, pieces, why = search.best()
    condensed = search.condense(found, pieces)
    if condensed != 1000:
        why = f"{why}, condensed by {(1000 - condensed) / 10:g} %"
    if search.wanted != dress.style.size:
        kind = (
            "larger, to take up white of the body"
            if limits.steps > 0
            else "smaller, to make room for the body"
        )
        why = f"a step {kind}; {why}"
    tracked = search.track(found, pieces)
    if tracked is not found:
        why = f"{why}, and tracked out to fill its measure"
    drawn = tracked.narrow(condensed)
    flat = [piece.trimmed() for parts in pieces for piece in parts]
    fit = TierFit(
        tier=name,
        wanted_pt=dress.style.size,
        taken_pt=found.style.size,
        lines=tuple(piece.text for piece in flat),
        fills=tuple(round(_width(drawn, piece) / max(1, measure), 3) for piece in flat),
        tracking_em=round(tracked.font.tracking / tracked.font.size, 3),
        condensed_percent=(1000 - condensed) / 10,
        tried=tuple(search.tried),
        why=why,
        marked=tuple(line.breaks.shown_in(line.text) for line in lines if line.breaks != FREE),
    )
    return FittedTier(drawn, tuple(tuple(parts) for parts in pieces), fit)


def _step_dress(dress: Dress, limits: HeadLimits) -> Dress:
    """The dress so many steps of the ladder up or down; no further than the ladder and the least size go."""
    size, steps = dress.style.size, limits.steps
    if not steps:
        return dress
    if steps > 0:
        sizes = [step for step in sorted(SIZE_LADDER) if step > size]
    else:
        least = min(limits.least_pt, size)
        sizes = [step for step in sorted(SIZE_LADDER, reverse=True) if least <= step < size]
    return dress.at_size(sizes[min(abs(steps), len(sizes)) - 1]) if sizes else dress


@dataclass(frozen=True, slots=True)
class _Search:
    lines: tuple[Wording, ...]
    dress: Dress
    measure: Mpt
    limits: HeadLimits
    tried: list[Trial]

    @property
    def wanted(self) -> float:
        return self.dress.style.size

    def best(self) -> tuple[Dress, list[list[Wording]], str]:
        whole = [[line.part(*segment) for segment in line.segments] for line in self.lines]
        if self._tries(self.wanted, whole):
            return self._fill(whole)
        if self.condense(self.dress, whole) != 1000:
            self._note(self.wanted, whole, "fits, condensed")
            return self.dress, whole, "as its style has it"
        for size in [size for size in self._below() if size >= STEP_DOWN_LEAST * self.wanted]:
            if self._tries(size, whole):
                return self._at(size), whole, "stepped down to fit its measure"
        most = self.limits.most_lines
        for size in [self.wanted, *self._below()]:
            # Marks at a line's ends give up to an em; what is longer than that fits in no way, and is not tried.
            if self._widest(whole) * size / self.wanted > most * (self.measure + self._at(size).em):
                continue
            broken = self._break_all(self._at(size), most)
            if broken is not None:
                self._note(size, broken, "broken between words")
                fewer = self._in_fewer_lines(broken)
                if fewer is not None:
                    return *fewer, "stepped down and broken between words, into fewer lines"
                why = (
                    "broken between words" if size == self.wanted else "stepped down and broken between words"
                )
                return self._at(size), broken, why
            self._note(size, whole, f"can't be broken into {most} lines")
        # Nothing fits, which is a problem. It is set on so many lines that it does not run over its neighbours.
        last = self._at(min(self._below(), default=self.wanted))
        broken = self._break_all(last, max(most, MOST_LINES_TOO_LONG)) or self._chop_all(last)
        return last, broken, "no size fits; set at the smallest"

    def _in_fewer_lines(self, broken: list[list[Wording]]) -> tuple[Dress, list[list[Wording]]] | None:
        """The same a little smaller, in fewer lines; None where no size that is near enough has room for it."""
        sizes = [size for size in self._below() if size >= STEP_DOWN_LEAST * self.wanted]
        for most in range(2, max(map(len, broken))):
            for size in sizes:
                if (found := self._break_all(self._at(size), most)) is not None:
                    self._note(size, found, f"broken into {most} lines")
                    return self._at(size), found
        return None

    def _fill(self, whole: list[list[Wording]]) -> tuple[Dress, list[list[Wording]], str]:
        """What fits at its style's size: some steps larger where that fills its lines."""
        rules = self.limits.headlines
        free = self._widest(whole) < rules.fill * self.measure
        if not free or not rules.steps_up or not self.limits.filled or self.limits.steps:
            return self.dress, whole, "as its style has it"
        taken = self.wanted
        for size in [size for size in sorted(SIZE_LADDER) if size > self.wanted][: rules.steps_up]:
            if not self._tries(size, whole):
                break
            taken = size
        if self._widest(whole) * taken / self.wanted < rules.fill * self.measure:
            return self.dress, whole, "as its style has it: no step up that is allowed fills its measure"
        return self._at(taken), whole, "stepped up to fill its measure"

    def condense(self, dress: Dress, pieces: list[list[Wording]]) -> int:
        """How narrow the type must be drawn for the longest line to fit, in thousandths; 1000 where it need not, or the
        limit forbids it.
        """
        widest = max(_width(dress, piece) for parts in pieces for piece in parts)
        if widest <= self.measure or dress.vertical or not self.limits.filled:
            return 1000
        narrow = self.measure * 1000 // widest
        return narrow if narrow >= 1000 - 10 * self.limits.headlines.condense_percent else 1000

    def track(self, dress: Dress, pieces: list[list[Wording]]) -> Dress:
        """The dress with so much between its characters that its longest line fills the measure, if that is allowed."""
        most = self.limits.headlines.tracking_em
        if not most or not self.limits.filled:
            return dress
        longest = max((piece.trimmed() for parts in pieces for piece in parts), key=partial(_width, dress))
        gaps = len(longest.text) - 1
        free = self.measure - _width(dress, longest)
        if gaps < 1 or free <= 0 or free > most * dress.em * gaps:
            return dress
        # A font's tracking is drawn with its type.
        tracked = dress.tracked(free * 1000 // dress.paragraph.type_along // gaps)
        return tracked if _width(tracked, longest) <= self.measure else dress

    def _tries(self, size: float, whole: list[list[Wording]]) -> bool:
        """Whether lines as they are fit at a size; that it was tried is kept."""
        over = self._widest_at(size, whole) - self.measure
        fits = over <= 0
        filled = f"fills {100 * (1 + over / max(1, self.measure)):.0f} %"
        self._note(size, whole, filled if fits else f"{over / 1000:.1f} pt too long")
        return fits

    def _note(self, size: float, pieces: list[list[Wording]], verdict: str) -> None:
        self.tried.append(Trial(float(size), sum(map(len, pieces)), verdict))

    def _widest(self, pieces: list[list[Wording]]) -> Mpt:
        return max(_width(self.dress, piece) for parts in pieces for piece in parts)

    def _widest_at(self, size: float, pieces: list[list[Wording]]) -> float:
        """The same at a size. Type grows in proportion, but for what is spaced by its ink."""
        optical = self.dress.paragraph.profile.optical_pt
        if optical is None or max(size, self.wanted) < optical:
            return self._widest(pieces) * size / self.wanted
        dress = self._at(size)
        return max(_width(dress, piece) for parts in pieces for piece in parts)

    def _at(self, size: float) -> Dress:
        return self.dress if size == self.wanted else self.dress.at_size(size)

    def _below(self) -> list[float]:
        """The sizes of the ladder that it may be stepped down to, the largest first."""
        least = min(self.limits.least_pt, self.wanted)
        return [size for size in sorted(SIZE_LADDER, reverse=True) if least <= size < self.wanted]

    def _break_all(self, dress: Dress, most: int) -> list[list[Wording]] | None:
        found = []
        for line in self.lines:
            parts: list[Wording] = []
            for segment in line.segments:
                part, within = _cut(line, segment, most)
                width = partial(_width_of, dress, part)
                spans = break_headline(part.text, width, self.measure, dress.paragraph.profile, within)
                if spans is None:
                    return None
                parts += [part.part(*span) for span in spans]
            if len(parts) > max(most, len(line.breaks.forced) + 1):
                return None
            found.append(parts)
        return found

    def _chop_all(self, dress: Dress) -> list[list[Wording]]:
        found = []
        for line in self.lines:
            parts: list[Wording] = []
            for segment in line.segments:
                part, within = _cut(line, segment, 0)
                width = partial(_width_of, dress, part)
                spans = chop_headline(part.text, width, self.measure, dress.paragraph.profile, within)
                parts += [part.part(*span) for span in spans]
            found.append(parts)
        return found


def _cut(line: Wording, segment: tuple[int, int], most: int) -> tuple[Wording, Within]:
    """A part of a line between the breaks that its editor forces, and how it may be broken, into so many lines."""
    return line.part(*segment), Within(most, frozenset(at - segment[0] for at in line.held))


def _width_of(dress: Dress, part: Wording, start: int, end: int) -> Mpt:
    return _width(dress, part.part(start, end))


def _width(dress: Dress, piece: Wording) -> Mpt:
    return natural_width(piece.trimmed(), dress)
