"""Set lines -> lines of the scene: where each stands on the page, in which ink, and which copy it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import category, east_asian_width

from content.problems import Problem
from layout.makeup.desk import BlockSpot
from layout.makeup.wardrobe import Dress
from layout.plan.style import Align
from layout.scene import FaceRef, GlyphRun, Ink, Line, Mpt, Rule, Span, Wave
from layout.typeset import Missing, SetLine, SetParagraph, SetRun, SetterFace, SideStroke, set_text

VERY_WIDE = 10**12
"""A measure that no line of type reaches (2,000 characters of 1,000 pt are 2 · 10⁹), for a line's natural width."""

WIDE_WORD_SPACE_EM = 0.75
"""A space between words up to so wide, three usual ones, is not told: in narrow legs of words it is the rule."""

QUIET_GAP_EM, NARROW_EM = 0.25, 16
"""A gap between Han characters up to so wide is not told in a line of so many ems or fewer: it is what a character or
two that went to the next line leave there, and is not seen in so short a line. In a longer one it is.
"""

STROKE_EM, WAVE_EM, SWING_EM = 0.05, 0.4, 0.06
"""Weight of a line beside text; the length of a wave, and how far it swings to either side: in ems of the text."""

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy a set text is: a part of a story (or photo)."""

    story: str
    part: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a line of the scene takes from its block rather than from the setter; how the setter ran it, and how wide
    its level glyphs are drawn, in thousandths.
    """

    role: str
    inks: Mapping[int, Ink]
    copy: Copy | None
    vertical: bool = False
    condensed: int = 1000


def place_line(line: SetLine, x: Mpt, baseline: Mpt, look: Look) -> Line:
    """A set line at its place: x along it, `baseline` (a vertical line's axis) across."""
    span = None if look.copy is None else Span(look.copy.story, look.copy.part, line.start, line.end)
    if look.condensed != 1000:
        line = _narrower(line, look.condensed)
    return Line(
        role=look.role,
        x=x,
        baseline=baseline,
        measure=line.measure,
        width=line.width,
        justified=line.justified,
        step=line.step,
        span=span,
        runs=tuple(_place_run(run, x, baseline, look) for run in line.runs),
        marks=tuple(_place_stroke(stroke, line, (x, baseline), look) for stroke in line.strokes),
        vertical=look.vertical,
    )


def _place_run(run: SetRun, x: Mpt, baseline: Mpt, look: Look) -> GlyphRun:
    across = look.vertical and run.turn == "level"
    origin = 0 if across else run.xs[0]
    return GlyphRun(
        face=run.face.id,
        size=run.size,
        ink=look.inks[run.key],
        x=x + (run.along if across else origin),
        baseline=baseline - run.rise,
        glyphs=run.glyphs,
        xs=tuple(position - origin for position in run.xs) if origin else run.xs,
        texts=run.texts,
        turn=run.turn,
        annotation=run.annotation,
        condensed=look.condensed,
    )


def _narrower(line: SetLine, thousandths: int) -> SetLine:
    """A line with all its places so much nearer to its start."""

    def scaled(length: Mpt) -> Mpt:
        return length * thousandths // 1000

    runs = tuple(replace(run, xs=tuple(map(scaled, run.xs)), along=scaled(run.along)) for run in line.runs)
    strokes = tuple(replace(one, start=scaled(one.start), end=scaled(one.end)) for one in line.strokes)
    return replace(line, measure=scaled(line.measure), width=scaled(line.width), runs=runs, strokes=strokes)


def _place_stroke(stroke: SideStroke, line: SetLine, at: tuple[Mpt, Mpt], look: Look) -> Rule | Wave:
    """A line beside text: as heavy as the strokes of its type, and its waves as long."""
    em = max((run.size for run in line.runs if run.key == stroke.key and not run.annotation), default=0)
    x, y = at[0], at[1] - stroke.rise
    start, end, width, ink = x + stroke.start, x + stroke.end, round(em * STROKE_EM), look.inks[stroke.key]
    if stroke.kind == "proper":
        return Rule(start, y, end, y, width, ink)
    return Wave(start, y, end, y, width, ink, round(em * WAVE_EM), round(em * SWING_EM))


def face_ref(face: SetterFace) -> FaceRef:
    """How a scene names a face."""
    return FaceRef(face.id, face.file, face.sha256, face.index, face.axes)


def set_one_line(text: str, dress: Dress, measure: Mpt, align: Align | None = None) -> SetLine:
    """A text on one line, aligned in its measure; it says `overfull` in its step if it is too long."""
    line = _on_one_line(text, dress).lines[0]
    free = measure - line.width
    if free < 0:
        return replace(line, measure=measure, step="overfull")
    chosen = align or dress.style.align
    offset = {"justify": 0, "start": 0, "center": free // 2, "end": free}[chosen]
    return replace(_moved(line, offset, dress), measure=measure, width=line.width + offset)


def _moved(line: SetLine, offset: Mpt, dress: Dress) -> SetLine:
    """A line's glyphs and strokes further on in its measure."""
    if not offset:
        return line
    runs = tuple(
        replace(run, along=run.along + offset)
        if dress.vertical and run.turn == "level"
        else replace(run, xs=tuple(x + offset for x in run.xs))
        for run in line.runs
    )
    strokes = tuple(replace(one, start=one.start + offset, end=one.end + offset) for one in line.strokes)
    return replace(line, runs=runs, strokes=strokes)


def natural_width(text: str, dress: Dress) -> Mpt:
    """The width of a text set on one line."""
    return _on_one_line(text, dress).lines[0].width if text else 0


def _on_one_line(text: str, dress: Dress) -> SetParagraph:
    style = replace(dress.paragraph, align="start", indent=0)
    return set_text(text, dress.font, style, VERY_WIDE)


@dataclass(frozen=True, slots=True)
class StandIn(Problem):
    """A character that its own face can't show and another one sets. `told_once` gathers those of one fault."""

    char: str = ""
    face: str = ""
    why: str = ""
    by: str = ""


def missing_characters(found: SetParagraph, spot: BlockSpot, copy: Copy | None) -> list[Problem]:
    """A problem for each character that no face has or that its own can't show, at its first place in the paragraph."""
    story, part = (None, None) if copy is None else (copy.story, copy.part)
    places: dict[Missing, list[int]] = {}
    for one in (*found.missing, *found.stand_ins):
        places.setdefault(replace(one, offset=0), []).append(one.offset)
    problems: list[Problem] = []
    for one, offsets in places.items():
        place = spot.place(story, part, min(offsets))
        times = f" It stands at {len(offsets)} places of this text." if len(offsets) > 1 else ""
        if one.lacks_form:
            sets = "the usual form is set" if one.by == one.face else f"{one.by} sets it"
            what = f"{one.face} has {_shown(one.char)} {one.why}: {sets}.{times}"
            hint = "look whether it is the form that is meant: set it in a face that has it, or take the selector out"
            problems.append(Problem("unknown-variant", "warning", what, place, hint))
        elif one.by:
            what = f"{one.face} has {one.why} for {_shown(one.char)}: {one.by} stands in."
            facts = (one.char, one.face, one.why, one.by)
            problems.append(StandIn("stand-in-character", "warning", what, place, _SOUND_FONT, *facts))
        else:
            why = f" {one.face} has {one.why} for it." if one.why else ""
            what = f"No face has the character {_shown(one.char)}; 〓 stands in for it.{why}{times}"
            hint = "add a face that has it to the edition's fonts folder, or write it otherwise"
            problems.append(Problem("missing-character", "press", what, place, hint))
    return problems


_SOUND_FONT = "use a sound copy of the font, or another face"
_CHARACTERS_NAMED = 20
_CODES_NAMED = 16
"""Code points of a cluster that a message names: the longest emoji are shorter, heaps of accents are not."""


def _shown(char: str) -> str:
    """A character and its code points: `'葛' (U+845B)`."""
    codes = [f"U+{ord(part):04X}" for part in char[:_CODES_NAMED]]
    more = [] if len(char) <= _CODES_NAMED else [f"and {len(char) - _CODES_NAMED} more"]
    return f"{char[:_CODES_NAMED]!r} ({' '.join([*codes, *more])})"


def told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; those of one fault of a face are one, at the first place, since a bad font has many characters."""
    every = list(problems)
    gathered: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in every:
        if isinstance(one, StandIn):
            gathered.setdefault((one.face, one.why, one.by), {})[one.char] = None
    for one in every:
        if not isinstance(one, StandIn):
            yield one
        elif chars := gathered.pop((one.face, one.why, one.by), None):
            what = one.what
            if len(chars) > 1:
                more = f" and {len(chars) - _CHARACTERS_NAMED} more" if len(chars) > _CHARACTERS_NAMED else ""
                some = "".join([*chars][:_CHARACTERS_NAMED])
                what = f"{one.face} has {one.why} for “{some}”{more}: {one.by} stands in."
            yield Problem("stand-in-character", "warning", what, one.where, one.hint)


def unknown_characters(text: str, dress: Dress, spot: BlockSpot, copy: Copy | None) -> list[Problem]:
    """The same for a text that is set on lines of its own: heads, furniture, credits."""
    if dress.font.covers(text, dress.paragraph.profile.lang):
        return []  # nearly always: to set the text again to see would cost as much as to set it
    return missing_characters(_on_one_line(text, dress), spot, copy)


def overfull_lines(lines: Sequence[Line], spot: BlockSpot, longer: str = "columns") -> list[Problem]:
    """A problem for each line that is longer than its measure, which more of `longer` would lengthen."""
    return [
        Problem(
            "overfull",
            "press",
            f"The line “{_shortened(line.text)}” is {(line.width - line.measure) / 1000:.1f} pt "
            f"{'longer' if line.vertical else 'wider'} than its measure.",
            spot.place(
                line.span.story if line.span else None,
                line.span.part if line.span else None,
                line.span.start if line.span else None,
            ),
            f"{_shorten(line)}, set it smaller, or give it more {longer}",
        )
        for line in lines
        if line.step == "overfull"
    ]


def _shorten(line: Line) -> str:
    """How many characters less at its end bring a line into its measure, as its glyphs stand."""
    runs = [run for run in line.runs if not run.annotation]
    if not runs:
        return "shorten it"
    # A vertical line lies along the grid still, or stands on the page: its runs follow each other where they differ.
    along, down = [run.x for run in runs], [run.baseline for run in runs]
    starts = down if line.vertical and max(down) - min(down) > max(along) - min(along) else along
    clusters = [
        (start + x, text)
        for run, start in zip(runs, starts, strict=True)
        for x, text in zip(run.xs, run.texts, strict=True)
    ]
    if len(clusters) < 2 or (line.vertical and any(run.turn == "level" for run in line.runs)):
        return "shorten it"
    first = clusters[0][0]
    over = [text for (x, text) in clusters if x - first > line.measure]
    # The last cluster that begins inside the measure ends outside of it.
    last = len(clusters) - len(over) - 1
    count = sum(map(len, over)) + len(clusters[last][1])
    return f"shorten it by {count} character{'' if count == 1 else 's'}" if last > 0 else "shorten it"


def badly_filled_lines(lines: Sequence[Line], spot: BlockSpot) -> list[Problem]:
    """A problem for each line that is justified at the cost of wide gaps, or of a rule of line breaking. Lines of words
    are told by the paragraph: in a narrow leg many have wide gaps.
    """
    hint = "change a word or two of the paragraph, or give the legs another measure"
    problems = []
    words: dict[Span | None, list[Line]] = {}
    for line in lines:
        span = line.span
        place = spot.place(span.story, span.part, span.start) if span else spot.place()
        said = _shortened(line.text)
        if line.step == "stretch:all":
            gap = _widest_han_gap(line)
            if not gap:
                if not 0 < _widest_word_space(line) <= WIDE_WORD_SPACE_EM:
                    paragraph = span and replace(span, start=0, end=0)
                    words.setdefault(paragraph, []).append(line)
                continue
            if gap <= QUIET_GAP_EM and line.measure <= NARROW_EM * _em(line):
                continue
            what = f"The gaps of the line “{said}” are {gap:.2f} em wide."
            problems.append(Problem("loose-line", "warning", what, place, hint))
        elif line.step == "underfull":
            short = (line.measure - line.width) / 1000
            what = f"Nothing in the line “{said}” can be opened: it is {short:.1f} pt short of its measure."
            problems.append(Problem("short-line", "warning", what, place, hint))
        elif line.step == "forced":
            what = f"The line “{said}” ends where the rules of line breaking forbid it."
            problems.append(Problem("forced-break", "warning", what, place, hint))
    for loose in words.values():
        first = loose[0].span
        place = spot.place(first.story, first.part, first.start) if first else spot.place()
        widest = max(loose, key=_widest_word_space)
        gap = _widest_word_space(widest)
        shown = _shortened(widest.text.strip())
        if not gap:
            what = f"The line “{shown}” is one word, and is spaced out."
        elif len(loose) == 1:
            what = f"The gaps of the line “{shown}” are {gap:.2f} em wide."
        else:
            what = f"The gaps of {len(loose)} lines are wide, of the line “{shown}” {gap:.2f} em."
        problems.append(Problem("loose-line", "warning", what, place, hint))
    return problems


def _em(line: Line) -> Mpt:
    """The size of a line's type."""
    return max((run.size for run in line.runs if not run.annotation), default=0)


def _widest_word_space(line: Line) -> float:
    """Ems of the widest space between words; 0 where there is none."""
    return max(
        (
            (following - x) / run.size
            for run in line.runs
            if not run.annotation and not (line.vertical and run.turn == "level")
            for (text, x), following in zip(zip(run.texts, run.xs, strict=True), run.xs[1:], strict=False)
            if text == " "
        ),
        default=0.0,
    )


def _widest_han_gap(line: Line) -> float:
    """Ems between the em boxes of two neighbouring Han characters, at most; 0 where no two are neighbours."""
    widest = 0.0
    for run in line.runs:
        if run.annotation or (line.vertical and run.turn == "level"):
            continue  # these glyphs don't stand one after the other in the line
        for (text, x), (after, following) in pairwise(zip(run.texts, run.xs, strict=True)):
            if _is_han(text) and _is_han(after):
                widest = max(widest, (following - x) / run.size - 1)
    return widest


def _is_han(text: str) -> bool:
    return len(text) == 1 and category(text) == "Lo" and east_asian_width(text) == "W"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
