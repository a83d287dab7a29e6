"""Paragraphs as they were set -> how often each fault is in their lines, and how wide their white is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.lines.customs import Customs
from benchmarks.lines.faults import LineFault, SeenLine, find_faults, widest_white


class SeenParagraph(NamedTuple):
    """A paragraph's text, its lines in order, and the customs of its language."""

    text: str
    lines: Sequence[SeenLine]
    customs: Customs


class FoundFault(NamedTuple):
    """A fault, and the line that it is in behind the one before: `before|line`."""

    kind: str
    shown: str


@dataclass(frozen=True, slots=True)
class LineFigures:
    """The figures of a copy at a measure of so many ems; 0 for the measures of a page. `full` lines are those that are
    not a paragraph's last.

    `widest` is the widest white of any full line in ems, `widest_99` that which one line of a hundred passes; `seconds`
    are of processor time, and 0 where setting alone can't be timed.
    """

    copy: str
    ems: int
    lines: int
    full: int
    faults: dict[str, int]
    widest: float
    widest_99: float
    seconds: float


def count_faults(
    copy: str, paragraphs: Sequence[SeenParagraph], ems: int = 0, seconds: float = 0.0
) -> tuple[LineFigures, list[FoundFault]]:
    """The figures of a copy, and each of its faults."""
    found = [
        FoundFault(fault.kind, _quote(paragraph, fault))
        for paragraph in paragraphs
        for fault in find_faults(paragraph.text, paragraph.lines, paragraph.customs)
    ]
    lines = sum(len(paragraph.lines) for paragraph in paragraphs)
    full = [line for paragraph in paragraphs for line in paragraph.lines[:-1]]
    whites = sorted(map(widest_white, full)) or [0.0]
    figures = LineFigures(
        copy=copy,
        ems=ems,
        lines=lines,
        full=len(full),
        faults=dict(sorted(Counter(fault.kind for fault in found).items())),
        widest=round(whites[-1], 3),
        widest_99=round(whites[int(len(whites) * 0.99)], 3),
        seconds=round(seconds, 3),
    )
    return figures, found


def _quote(paragraph: SeenParagraph, fault: LineFault) -> str:
    """The line of a fault, behind the one before."""
    line = paragraph.lines[fault.line]
    before = paragraph.lines[fault.line - 1].start if fault.line else line.start
    return f"{paragraph.text[before : line.start]}|{paragraph.text[line.start : line.end]}"
