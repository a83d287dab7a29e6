"""Text to the places of characters that copy must not hold; which characters are set solid, and what one is."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from content.problems import Place, Problem

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but tab and line ends
    "\u2028\u2029"  # line and paragraph separators: they would move every line number after them
    # Embeddings, overrides and isolates show text in another order than it is stored. The marks LRM, RLM
    # and ALM don't, and right-to-left copy needs them, so they pass.
    "\u202a-\u202e\u2066-\u2069"
    "\ufff9-\ufffb\ufffd"
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters as the inside of a regular expression's class: ideographs, radicals, 々〆〇〡."""

FULL_WIDTH = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff60\u30fb\ufe30-\ufe4f"
"""Full-width marks of Chinese and Japanese, as the inside of a regular expression's class."""

# A starter with the marks that follow it is what composition works on.
_COMPOSED_TOGETHER = re.compile(
    "(?s).[\u0300-\u036f\u0591-\u07ff\u0900-\u109f\u1161-\u11ff\u1ab0-\u1aff\u3099\u309a]*"
)
_HAN_OR_MARK = re.compile(f"[{HAN}{FULL_WIDTH}\u3041-\u30ff\u31f0-\u31ff“”‘’…—]")
# Of these each is a cluster of its own, whatever stands beside it: no combining kana marks.
_SINGLE = re.compile(f"[{HAN}\u3041-\u3096\u30a1-\u30fc\u3105-\u312f0-9A-Za-z]*")
_SET_SOLID = re.compile(f"[{HAN}{FULL_WIDTH}\u3041-\u30ff\u31f0-\u31ff]")


@dataclass(frozen=True, slots=True)
class CharacterSpot:
    """One character at one place: index in the text from 0, line and column from 1."""

    index: int
    line: int
    column: int
    char: str

    @property
    def name(self) -> str:
        """`U+202E RIGHT-TO-LEFT OVERRIDE`: the code point and, where Unicode gives one, its name."""
        return name_of(self.char)


def name_of(char: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`: a character's code point and, where Unicode gives one, its name."""
    known = unicodedata.name(char, "") or _UNNAMED.get(unicodedata.category(char), "")
    return f"U+{ord(char):04X} {known}".rstrip()


_UNNAMED = {"Cc": "control character", "Cs": "half of a surrogate pair", "Cn": "not a character"}


class LineStarts:
    """Where each line of a text begins, to turn an index into line and column (both from 1)."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]

    def at(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def find_forbidden(text: str) -> Iterator[CharacterSpot]:
    """The characters that no copy may hold: controls, separators, bidi controls, U+FFFD, halves of pairs."""
    lines: LineStarts | None = None
    for found in _FORBIDDEN.finditer(text):
        lines = lines or LineStarts(text)
        line, column = lines.at(found.start())
        yield CharacterSpot(found.start(), line, column, found.group())


MOST_FORBIDDEN = 20
"""How many forbidden characters of one file are named; the rest are counted."""


def forbidden_problems(text: str, file: str, *, first_line: int = 1) -> list[Problem]:
    """One Problem for each forbidden character of a text that begins on that line; past `MOST_FORBIDDEN`, one for all
    that follow.
    """
    spots = list(find_forbidden(text))
    found = []
    for number, spot in enumerate(spots[: MOST_FORBIDDEN + 1]):
        line = spot.line + first_line - 1
        what = f"Line {line}, column {spot.column} holds {spot.name}, which can't be printed."
        hint = "delete it, or put in the character that was meant"
        if number == MOST_FORBIDDEN:
            what = f"There are {len(spots) - MOST_FORBIDDEN} more characters that can't be printed."
            hint = "was the file saved as something else than UTF-8 text?"
        found.append(Problem("forbidden-character", "refused", what, Place(file=file, line=line), hint))
    return found


def find_not_composed(text: str) -> Iterator[CharacterSpot]:
    """The first character of each run that Unicode's composed form (NFC) would write otherwise.

    Nothing is changed: a compatibility ideograph in a person's name may be meant.
    """
    if unicodedata.is_normalized("NFC", text):
        return
    lines = LineStarts(text)
    for run in _COMPOSED_TOGETHER.finditer(text):
        if not unicodedata.is_normalized("NFC", run.group()):
            line, column = lines.at(run.start())
            yield CharacterSpot(run.start(), line, column, run.group()[0])


def is_set_solid(char: str) -> bool:
    """Whether no space is written beside the character: Han, kana, and their full-width marks."""
    return _SET_SOLID.match(char) is not None


def is_cjk(char: str) -> bool:
    """Whether the character stands in a Chinese or Japanese context: as `is_set_solid`, also “ ” ‘ ’ … —."""
    return _HAN_OR_MARK.match(char) is not None


def clusters(text: str) -> list[str]:
    """The characters that a reader sees: grapheme clusters (UAX #29)."""
    if _SINGLE.fullmatch(text):
        return list(text)
    from uniseg.graphemecluster import grapheme_clusters

    return list(grapheme_clusters(text))
