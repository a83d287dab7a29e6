"""The lines of a tier of a head, a dress and a measure -> the size and the breaks that they fit in, and why these.

A tier begins at its style's size. Where its lines leave much of the measure empty it goes up the ladder of sizes, as
far as the paper allows and only where that fills them. One that is too long is broken where its writer put a comma, a
colon, a dash or a space; where that is not enough it goes down a little, then is broken between words, then goes
further down. What was tried is kept, for the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from layout.makeup.copyfit import Trial
from layout.makeup.desk import ANY_SIZE, HeadSize
from layout.makeup.text.headline_breaks import (
    MOST_LINES,
    Width,
    Within,
    break_at_joints,
    break_headline,
    chop_headline,
)
from layout.makeup.text.text import natural_width
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.plan.fitlimits import HeadlineModel
from layout.plan.profile import Profile
from layout.plan.style import SIZE_LADDER
from layout.scene import Mpt

STEP_DOWN_LEAST = 0.75
"""A tier is stepped down to this part of its size before it is broken, and before it is broken over more lines."""

AS_ITS_STYLE = "as its style has it"
AT_MARKS = "broken at its marks"
NO_SIZE_FITS = "no size fits; set at the smallest"

BreakWay = Callable[[str, Width, int, Profile, Within], list[tuple[int, int]] | None]
"""How a text is broken into lines: between words, or nowhere but at its marks."""

MOST_LINES_TOO_LONG = 8
"""Lines that one which no size fits is broken into, so that the proof shows it."""


@dataclass(frozen=True, slots=True)
class HeadLimits:
    """How far a head may be changed: the paper's settings, and steps of the ladder asked for to fit the body.

    One that is not `filled` takes the style's size or, where that does not fit, what fits: nothing fills a line. One
    that is not `sense_first` is set smaller before it is broken anywhere. `shared` is what its page says of its style.
    """

    headlines: HeadlineModel
    least_pt: float
    steps: int = 0
    filled: bool = True
    sense_first: bool = True
    most_lines: int = MOST_LINES
    shared: HeadSize = ANY_SIZE

    def lines(self, most: int, least_pt: float) -> HeadLimits:
        """Those of a text that may take more lines and gets no smaller than so."""
        return replace(self, most_lines=most, least_pt=least_pt, sense_first=False)

    @property
    def none(self) -> HeadLimits:
        """Those of a tier that nothing is done for: kicker and deck keep their distance to the headline."""
        return replace(self, steps=0, filled=False)


@dataclass(frozen=True, slots=True)
class SizeSearch:
    """The lines of a tier, the dress that they begin in, and the sizes and breaks that were `tried` for them."""

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
            return self.dress, whole, AS_ITS_STYLE
        least = max(STEP_DOWN_LEAST * self.wanted, self.limits.shared.least + 0.001)
        near = [size for size in self._below() if size >= least]
        at_joints = self._at_joints([self.wanted, *near]) if self.limits.sense_first else None
        for size in near:
            if at_joints is not None and at_joints[0].style.size >= size:
                break
            if self._tries(size, whole):
                return self._at(size), whole, "stepped down to fit its measure"
        if at_joints is not None:
            return at_joints
        found = self._between_words([self.wanted, *near], bad_too=False)
        found = found or self._between_words([self.wanted, *self._below()], bad_too=True)
        if found is not None:
            return found
        # Nothing fits, which is a problem. It is set on so many lines that it does not run over its neighbours.
        last = self._at(min(self._below(), default=self.wanted))
        most = max(self.limits.most_lines, MOST_LINES_TOO_LONG)
        return last, self._break_all(last, Within(most)) or self._chop_all(last), NO_SIZE_FITS

    def _at_joints(self, sizes: Sequence[float]) -> tuple[Dress, list[list[Wording]], str] | None:
        """One line, broken where its writer put a mark: in two lines at the largest size that has room for them, else
        in three. None where there is no room so, or no mark, or its editor has chosen the lines.
        """
        if len(self.lines) != 1 or self.lines[0].breaks.forced:
            return None
        for most in range(2, self.limits.most_lines + 1):
            for size in sizes:
                broken = self._break_all(self._at(size), Within(most), break_at_joints)
                if broken is not None:
                    self._note(size, broken, AT_MARKS)
                    why = AT_MARKS if size == self.wanted else f"stepped down and {AT_MARKS}"
                    return self._at(size), broken, why
        return None

    def _between_words(
        self, sizes: Sequence[float], *, bad_too: bool
    ) -> tuple[Dress, list[list[Wording]], str] | None:
        """The lines broken between words, at the largest size that has room for them; None where none has.

        Breaks that tear what belongs together are taken where they are allowed, `bad_too`.
        """
        within = Within(self.limits.most_lines, bad_too=bad_too)
        widest = self._widest([list(self.lines)])
        for size in sizes:
            # Marks at a line's ends give up to an em; what is longer than that fits in no way, and is not tried.
            if widest * size / self.wanted > within.most * (self.measure + self._at(size).em):
                continue
            broken = self._break_all(self._at(size), within)
            if broken is not None:
                self._note(size, broken, "broken between words")
                fewer = self._in_fewer_lines(broken, within)
                if fewer is not None:
                    return *fewer, "stepped down and broken between words, into fewer lines"
                why = "broken between words"
                return self._at(size), broken, why if size == self.wanted else f"stepped down and {why}"
            self._note(size, [list(self.lines)], f"can't be broken into {within.most} lines")
        return None

    def _in_fewer_lines(
        self, broken: list[list[Wording]], within: Within
    ) -> tuple[Dress, list[list[Wording]]] | None:
        """The same a little smaller, in fewer lines; None where no size that is near enough has room for it."""
        sizes = [size for size in self._below() if size >= STEP_DOWN_LEAST * self.wanted]
        for most in range(2, max(map(len, broken))):
            for size in sizes:
                found = self._break_all(self._at(size), replace(within, most=most))
                if found is not None:
                    self._note(size, found, f"broken into {most} lines")
                    return self._at(size), found
        return None

    def _fill(self, whole: list[list[Wording]]) -> tuple[Dress, list[list[Wording]], str]:
        """What fits at its style's size: some steps larger where that fills its lines."""
        rules = self.limits.headlines
        free = self._widest(whole) < rules.fill * self.measure
        shared, kept = self.limits.shared, self.limits.steps or not self.limits.filled
        if not free or kept or shared.held is not None:
            return self.dress, whole, AS_ITS_STYLE
        taken = self.wanted
        larger = [size for size in sorted(SIZE_LADDER) if size > self.wanted][: rules.steps_up]
        for size in [size for size in larger if size < shared.most]:
            if not self._tries(size, whole):
                break
            taken = size
        if self._widest(whole) * taken / self.wanted < rules.fill * self.measure:
            return self.dress, whole, f"{AS_ITS_STYLE}: no step up that is allowed fills its measure"
        return self._at(taken), whole, "stepped up to fill its measure"

    def condense(self, dress: Dress, pieces: list[list[Wording]]) -> int:
        """How narrow the type must be drawn for the longest line to fit, in thousandths; 1000 where it need not, or the
        limit forbids it.
        """
        widest = max(measure_width(dress, piece) for parts in pieces for piece in parts)
        if widest <= self.measure or dress.vertical or not self.limits.filled:
            return 1000
        narrow = self.measure * 1000 // widest
        return narrow if narrow >= 1000 - 10 * self.limits.headlines.condense_percent else 1000

    def track(self, dress: Dress, pieces: list[list[Wording]]) -> Dress:
        """The dress with so much between its characters that its longest line fills the measure, if that is allowed."""
        most = self.limits.headlines.tracking_em
        if not most or not self.limits.filled:
            return dress
        longest = max(
            (piece.trimmed() for parts in pieces for piece in parts), key=partial(measure_width, dress)
        )
        gaps = len(longest.text) - 1
        free = self.measure - measure_width(dress, longest)
        if gaps < 1 or free <= 0 or free > most * dress.em * gaps:
            return dress
        # A font's tracking is drawn with its type.
        tracked = dress.tracked(free * 1000 // dress.paragraph.type_along // gaps)
        return tracked if measure_width(tracked, longest) <= self.measure else dress

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
        return max(measure_width(self.dress, piece) for parts in pieces for piece in parts)

    def _widest_at(self, size: float, pieces: list[list[Wording]]) -> float:
        """The same at a size. Type grows in proportion, but for what is spaced by its ink."""
        optical = self.dress.paragraph.profile.optical_pt
        if optical is None or max(size, self.wanted) < optical:
            return self._widest(pieces) * size / self.wanted
        dress = self._at(size)
        return max(measure_width(dress, piece) for parts in pieces for piece in parts)

    def _at(self, size: float) -> Dress:
        return self.dress if size == self.wanted else self.dress.at_size(size)

    def _below(self) -> list[float]:
        """The sizes of the ladder that it may be stepped down to, the largest first."""
        if self.limits.shared.held is not None:
            return []
        least = min(self.limits.least_pt, self.wanted)
        return [size for size in sorted(SIZE_LADDER, reverse=True) if least <= size < self.wanted]

    def _break_all(
        self, dress: Dress, within: Within, way: BreakWay = break_headline
    ) -> list[list[Wording]] | None:
        found = []
        for line in self.lines:
            parts: list[Wording] = []
            for segment in line.segments:
                part, own = _cut(line, segment, within)
                width = partial(_width_of, dress, part)
                spans = way(part.text, width, self.measure, dress.paragraph.profile, own)
                if spans is None:
                    return None
                parts += [part.part(*span) for span in spans]
            if len(parts) > max(within.most, len(line.breaks.forced) + 1):
                return None
            found.append(parts)
        return found

    def _chop_all(self, dress: Dress) -> list[list[Wording]]:
        found = []
        for line in self.lines:
            parts: list[Wording] = []
            for segment in line.segments:
                part, own = _cut(line, segment, Within(0))
                width = partial(_width_of, dress, part)
                spans = chop_headline(part.text, width, self.measure, dress.paragraph.profile, own)
                parts += [part.part(*span) for span in spans]
            found.append(parts)
        return found


def _cut(line: Wording, segment: tuple[int, int], within: Within) -> tuple[Wording, Within]:
    """A part of a line between the breaks that its editor forces, and how it may be broken."""
    return line.part(*segment), replace(within, held=frozenset(at - segment[0] for at in line.held))


def _width_of(dress: Dress, part: Wording, start: int, end: int) -> Mpt:
    return measure_width(dress, part.part(start, end))


def measure_width(dress: Dress, piece: Wording) -> Mpt:
    """The natural width of a piece without the blanks at its ends."""
    return natural_width(piece.trimmed(), dress)
