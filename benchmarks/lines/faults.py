"""Set lines of a paragraph -> what a desk would find wrong in them, each fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from benchmarks.lines.customs import CONNECTED, Customs

TORN: Final = 0.25
"""White between two letters of CJK, in ems, that tears a line: more than half of what a mark's blank is."""

LOOSE: Final = 0.75
"""White between two words, in ems, that makes a hole: three times a word space."""

LETTERSPACED: Final = 0.04
"""White between two Latin letters of a word, in ems, that can be seen."""

MOST_HYPHENS: Final = 2
"""Lines in a row that may end with a hyphen."""

_ADDRESS: Final = re.compile(r"https?://[!-~]+|[\w.]+@[\w.]+")
_CJK: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3０-９]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]")
_LETTER: Final = re.compile(r"\w")
_STRAIGHT: Final = "\"'"


class Shown(NamedTuple):
    """A glyph of a line: the text it shows, its place and its own advance along the line, in ems."""

    text: str
    x: float
    advance: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A set line as a reader sees it: characters `start` to `end` of its paragraph, and its glyphs from left to right.

    Lengths are ems. `step` is what the setter says of it. A glyph without a character of the copy is a hyphen.
    """

    start: int
    end: int
    glyphs: tuple[Shown, ...]
    measure: float
    width: float
    step: str = ""

    @property
    def is_hyphenated(self) -> bool:
        return bool(self.glyphs) and self.glyphs[-1].text == ""


class LineFault(NamedTuple):
    """What is wrong, and the number of the line in its paragraph from 0."""

    kind: str
    line: int


def find_faults(text: str, lines: Sequence[SeenLine], customs: Customs) -> Iterator[LineFault]:
    """All faults of a paragraph's lines, by the customs of its language."""
    hyphens = 0
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        if number:
            for kind in _faults_of_break(
                text, line.start, customs, hyphenated=lines[number - 1].is_hyphenated
            ):
                yield LineFault(kind, number)
        for kind in _faults_of_spacing(text, line, last=last):
            yield LineFault(kind, number)
        ends = line.is_hyphenated or text[: line.end].endswith("-")
        hyphens = hyphens + 1 if ends and not last else 0
        if line.is_hyphenated:
            yield LineFault("hyphen", number)
        if hyphens > MOST_HYPHENS:
            yield LineFault("hyphens in a row", number)
    if len(lines) > 1 and len(_LETTER.findall(text[lines[-1].start :])) < customs.runt:
        yield LineFault("runt", len(lines) - 1)


def widest_white(line: SeenLine) -> float:
    """The widest white between two neighbours of a line, in ems."""
    return max((white.ems for white in _whites(line)), default=0.0)


def _faults_of_break(text: str, at: int, customs: Customs, *, hyphenated: bool) -> Iterator[str]:
    """What is wrong with a line that begins at a character of the paragraph."""
    before, behind = text[:at], text[at:]
    if not behind.strip() or any(found.start() < at < found.end() for found in _ADDRESS.finditer(text)):
        return
    if _begins_badly(before, behind, customs):
        yield "bad start"
    elif behind[0] in "–—" and customs.has_words:
        yield "dash first"
    last = before.rstrip()[-1:]
    if last in customs.not_last or (last in _STRAIGHT and before == before.rstrip() and _opens(before)):
        yield "bad end"
    around = slice(max(0, at - 40), at + 40)
    for kind, pattern in customs.whole.items():
        if kind == "word" and hyphenated:
            continue
        cuts = (found.span() for found in pattern.finditer(text[around]))
        if any(start < at - around.start < end for start, end in cuts):
            yield kind


def _begins_badly(before: str, behind: str, customs: Customs) -> bool:
    first, last, spaced = behind[0], before[-1], before[-1].isspace()
    if first in "’'" and not _LETTER.match(last) and re.match("[0-9A-Za-z]", behind[1:2]):
        return False
    if first in _STRAIGHT:
        return not spaced and bool(re.match("[!-~]", last))
    if first in customs.not_first:
        return not (first == "." and behind[1:2].isdigit())
    return first in customs.connectors and not spaced and behind[1:2] != first and bool(CONNECTED.match(last))


def _opens(before: str) -> bool:
    """Whether the straight quote at the end of a text opens something."""
    return before.count(before[-1]) % 2 == 1


def _faults_of_spacing(text: str, line: SeenLine, *, last: bool) -> Iterator[str]:
    """What is wrong with the white of a line; each kind once."""
    if line.step == "stretch:all":
        yield "stretched everywhere"
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    found = set()
    for white in _whites(line):
        if white.spaced:
            found |= {"loose"} if white.ems > LOOSE else set()
        elif white.ems > TORN and white.stands_between(_CJK):
            found.add("torn")
        elif white.ems > LETTERSPACED and white.stands_between(_LATIN):
            inside = any(start < white.offset < end for start, end in addresses)
            found.add("letterspaced address" if inside else "letterspaced")
    yield from sorted(found)
    if line.width > line.measure + 0.001 or line.step == "overfull":
        yield "overfull"
    elif not last and line.width < line.measure - 0.001:
        yield "short"


class _White(NamedTuple):
    """The white between two neighbours of a line with ink, in ems; `offset` is that of the second in the paragraph."""

    before: str
    after: str
    offset: int
    ems: float
    spaced: bool

    def stands_between(self, letters: re.Pattern[str]) -> bool:
        return bool(letters.match(self.before[-1:]) and letters.match(self.after[:1]))


def _whites(line: SeenLine) -> Iterator[_White]:
    """Every white of a line, from its start."""
    before: Shown | None = None
    offset, spaced = line.start, False
    for glyph in line.glyphs:
        if glyph.text.isspace():
            spaced = True
        else:
            if before is not None:
                ems = glyph.x - before.x - before.advance
                yield _White(before.text, glyph.text, offset, ems, spaced)
            before, spaced = glyph, False
        offset += len(glyph.text)
