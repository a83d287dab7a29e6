"""The credits of a photo and a measure -> rows of them, each as wide as its words: names are kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from layout.makeup.text.inlines import beside_of, inlines_of
from layout.makeup.text.text import Copy, natural_width, set_one_line
from layout.makeup.text.wording import Wording
from layout.makeup.wardrobe import Dress
from layout.scene import CopyText, Mpt
from layout.typeset import SetLine

_BETWEEN_NAMES: Final = re.compile(
    r"(?<=[、，,；;／/])\s*(?=\S)|(?<=\S\S)\s+(?=[^\s、，,；;／/]{2})|(?<=\S)(?=[（(])"
)
"""Where a credit may be parted: behind what parts names, and before a bracket. A space inside a name of two characters
(王 晨), or before 摄, has one character on a side.
"""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit, or what says that a picture stands in for another: which copy it is, and its words."""

    copy: Copy
    words: Wording

    def copy_text(self, dress: Dress) -> CopyText:
        beside = tuple(beside_of(inlines_of(self.words.inlines, dress)))
        return CopyText(self.copy.story, self.copy.part, self.words.text, beside)


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A set line of a credit, and how far from its measure's beginning it stands."""

    copy: Copy
    line: SetLine
    x: Mpt = 0


def set_credits(credits: Sequence[Credit], dress: Dress, measure: Mpt) -> tuple[tuple[CreditLine, ...], ...]:
    """Credits at the end of their rows: together in one where they fit there, else each in its own, and one that is
    wider than its measure in as many as its names take. A name that is wider still is overfull.
    """
    widths = [natural_width(credit.words, dress) for credit in credits]
    if sum(widths) <= measure:
        row = []
        x = measure - sum(widths)
        for credit, width in zip(credits, widths, strict=True):
            row.append(CreditLine(credit.copy, set_one_line(credit.words, dress, max(width, 1), "start"), x))
            x += width
        return (tuple(row),) if row else ()
    return tuple(
        (CreditLine(credit.copy, set_one_line(part, dress, width, "start").further(at), measure - width),)
        if (width := natural_width(part, dress)) <= measure
        else (CreditLine(credit.copy, set_one_line(part, dress, measure, "end").further(at)),)
        for credit in credits
        for at, part in _part_credit(credit.words, dress, measure)
    )


def _part_credit(words: Wording, dress: Dress, measure: Mpt) -> Iterator[tuple[int, Wording]]:
    """The rows of a credit, each with as many of its names as fit, and where they begin in its text."""
    text = words.text
    ends = [found.start() for found in _BETWEEN_NAMES.finditer(text)]
    pieces = [(start, end) for start, end in pairwise((0, *ends, len(text))) if text[start:end].strip()]
    begin, last = 0, 0
    for start, end in pieces:
        if last > begin and natural_width(_trim(words, begin, end)[1], dress) > measure:
            yield _trim(words, begin, last)
            begin = start
        last = end
    if last > begin:
        yield _trim(words, begin, last)


def _trim(words: Wording, start: int, end: int) -> tuple[int, Wording]:
    """A part of a text without blanks at its ends, and where it begins."""
    found = words.text[start:end]
    start += len(found) - len(found.lstrip())
    return start, words.part(start, start + len(found.strip()))
