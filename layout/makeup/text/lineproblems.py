"""Set lines -> what is wrong with them: characters that no face has, lines that are too long or badly filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import category, east_asian_width

from content.problems import Place, Problem
from layout.makeup.desk import BlockSpot
from layout.makeup.text.text import Copy, set_natural_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.scene import Line, Mpt, Span
from layout.typeset import Missing, SetParagraph

WIDE_WORD_SPACE_EM = 0.75
"""No warning is given for a space between words up to this width, three usual ones: narrow legs are full of them."""

QUIET_GAP_EM, NARROW_EM = 0.25, 16
"""No warning is given for a gap between Han characters up to this width, in a line up to this length: one or two
characters that went to the next line leave it, and nobody sees it in a short line.
"""

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class StandIn(Problem):
    """A character that its own face can't show and another one sets. `gather_stand_ins` gathers those of one fault."""

    char: str = ""
    face: str = ""
    why: str = ""
    by: str = ""


def missing_characters(found: SetParagraph, spot: BlockSpot, copy: Copy | None) -> list[Problem]:
    """A problem for each character that no face has or that its own can't show, at its first place in the paragraph."""
    story, part = (None, None) if copy is None else (copy.story, copy.part)
    places: dict[Missing, list[int]] = {}
    for missing in (*found.missing, *found.stand_ins):
        places.setdefault(replace(missing, offset=0), []).append(missing.offset)
    problems: list[Problem] = []
    for missing, offsets in places.items():
        place = spot.place(story, part, min(offsets))
        times = f" It stands at {len(offsets)} places of this text." if len(offsets) > 1 else ""
        if missing.lacks_form:
            sets = "the usual form is set" if missing.by == missing.face else f"{missing.by} sets it"
            what = f"{missing.face} has {_name_character(missing.char)} {missing.why}: {sets}.{times}"
            hint = "look whether it is the form that is meant: set it in a face that has it, or take the selector out"
            problems.append(Problem("unknown-variant", "warning", what, place, hint))
        elif missing.by:
            what = f"{missing.face} has {missing.why} for {_name_character(missing.char)}: {missing.by} stands in."
            facts = (missing.char, missing.face, missing.why, missing.by)
            problems.append(StandIn("stand-in-character", "warning", what, place, _SOUND_FONT, *facts))
        else:
            why = f" {missing.face} has {missing.why} for it." if missing.why else ""
            what = (
                f"No face has the character {_name_character(missing.char)}; 〓 stands in for it.{why}{times}"
            )
            hint = "add a face that has it to the edition's fonts folder, or write it otherwise"
            problems.append(Problem("missing-character", "press", what, place, hint))
    return problems


_SOUND_FONT = "use a sound copy of the font, or another face"
_CHARACTERS_NAMED = 20
_CODES_NAMED = 16
"""Code points of a cluster that a message names: the longest emoji are shorter, heaps of accents are not."""


def _name_character(char: str) -> str:
    """A character and its code points: `'葛' (U+845B)`."""
    codes = [f"U+{ord(part):04X}" for part in char[:_CODES_NAMED]]
    more = [] if len(char) <= _CODES_NAMED else [f"and {len(char) - _CODES_NAMED} more"]
    return f"{char[:_CODES_NAMED]!r} ({' '.join([*codes, *more])})"


def gather_stand_ins(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; those of one fault of a face are one, at the first place, since a bad font has many characters."""
    every = list(problems)
    gathered: dict[tuple[str, str, str], dict[str, None]] = {}
    for problem in every:
        if isinstance(problem, StandIn):
            gathered.setdefault((problem.face, problem.why, problem.by), {})[problem.char] = None
    for problem in every:
        if not isinstance(problem, StandIn):
            yield problem
        elif chars := gathered.pop((problem.face, problem.why, problem.by), None):
            what = problem.what
            if len(chars) > 1:
                more = f" and {len(chars) - _CHARACTERS_NAMED} more" if len(chars) > _CHARACTERS_NAMED else ""
                some = "".join([*chars][:_CHARACTERS_NAMED])
                what = f"{problem.face} has {problem.why} for “{some}”{more}: {problem.by} stands in."
            yield Problem("stand-in-character", "warning", what, problem.where, problem.hint)


def unknown_characters(
    words: str | Wording, dress: Dress, spot: BlockSpot, copy: Copy | None
) -> list[Problem]:
    """The same for a text that is set on lines of its own: heads, furniture, credits."""
    text, plain = (words, True) if isinstance(words, str) else (words.text, not words.inlines)
    if plain and dress.font.covers(text, dress.paragraph.profile.lang):
        return []  # nearly always: to set the text again to see would cost as much as to set it
    return missing_characters(set_natural_line(words, dress), spot, copy)


def overfull_lines(lines: Sequence[Line], spot: BlockSpot, longer: str = "columns") -> list[Problem]:
    """A problem for each line that is longer than its measure, which more of `longer` would lengthen."""
    return [
        Problem(
            "overfull",
            "press",
            f"The line “{_abridge(line.text)}” is {(line.width - line.measure) / 1000:.1f} pt "
            f"{'longer' if line.vertical else 'wider'} than its measure.",
            _place_of(line, spot),
            f"{_shorten(line)}, set it smaller, or give it more {longer}",
        )
        for line in lines
        if line.step == "overfull"
    ]


def _place_of(line: Line, spot: BlockSpot) -> Place:
    """The place of a line's first character in its copy."""
    span = line.span
    return spot.place(span.story, span.part, span.start) if span else spot.place()


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
    short: dict[Span | None, list[Line]] = {}
    for line in lines:
        if line.step not in ("stretch:all", "underfull", "forced"):
            continue
        place = _place_of(line, spot)
        said = _abridge(line.text)
        if line.step == "stretch:all":
            gap = _widest_han_gap(line)
            if not gap:
                if not 0 < _widest_word_space(line) <= WIDE_WORD_SPACE_EM:
                    words.setdefault(_paragraph_of(line), []).append(line)
                continue
            if gap <= QUIET_GAP_EM and line.measure <= NARROW_EM * _em(line):
                continue
            what = f"The gaps of the line “{said}” are {gap:.2f} em wide."
            problems.append(Problem("loose-line", "warning", what, place, hint))
        elif line.step == "underfull":
            short.setdefault(_paragraph_of(line), []).append(line)
        else:
            what = f"The line “{said}” ends where the rules of line breaking forbid it."
            problems.append(Problem("forced-break", "warning", what, place, hint))
    for loose in words.values():
        widest = max(loose, key=_widest_word_space)
        gap = _widest_word_space(widest)
        shown = _abridge(widest.text.strip())
        if not gap:
            what = f"The gaps of the line “{shown}” are wide."
        elif len(loose) == 1:
            what = f"The gaps of the line “{shown}” are {gap:.2f} em wide."
        else:
            what = f"The gaps of {len(loose)} lines are wide, of the line “{shown}” {gap:.2f} em."
        problems.append(Problem("loose-line", "warning", what, _place_of(loose[0], spot), hint))
    for found in short.values():
        shortest = max(found, key=lambda line: line.measure - line.width)
        lacking = (shortest.measure - shortest.width) / 1000
        shown = _abridge(shortest.text.strip())
        what = f"Nothing in the line “{shown}” can be opened further: it is {lacking:.1f} pt short of its measure."
        if len(found) > 1:
            what = (
                f"Nothing in {len(found)} lines can be opened further: “{shown}” is {lacking:.1f} pt short."
            )
        problems.append(Problem("short-line", "warning", what, _place_of(found[0], spot), hint))
    return problems


def _paragraph_of(line: Line) -> Span | None:
    """The paragraph that a line is of, as a span without an extent."""
    return line.span and replace(line.span, start=0, end=0)


def _em(line: Line) -> Mpt:
    """How long an em of a line's type is."""
    return max((run.em for run in line.runs if not run.annotation), default=0)


def _gaps(line: Line) -> Iterator[tuple[str, str, float]]:
    """Each two neighbours of a line, and how many ems behind the first the second begins."""
    for run in line.runs:
        if run.annotation or (line.vertical and run.turn == "level"):
            continue  # these glyphs don't stand one after the other in the line
        for (text, x), (after, following) in pairwise(zip(run.texts, run.xs, strict=True)):
            yield text, after, (following - x) / run.em


def _widest_word_space(line: Line) -> float:
    """Ems of the widest space between words; 0 where there is none."""
    return max((gap for text, _, gap in _gaps(line) if text == " "), default=0.0)


def _widest_han_gap(line: Line) -> float:
    """Ems between the em boxes of two neighbouring Han characters, at most; 0 where no two are neighbours."""
    gaps = (gap - 1 for text, after, gap in _gaps(line) if _is_han(text) and _is_han(after))
    return max(0.0, max(gaps, default=0.0))


def _is_han(text: str) -> bool:
    return len(text) == 1 and category(text) == "Lo" and east_asian_width(text) == "W"


def _abridge(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
