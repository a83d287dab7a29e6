"""A text that is set on lines of its own, with its marks and breaks -> parts of it, and where it must not be parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.characters.kinds import clusters
from content.marking.body import Text
from content.marking.headmarks import FREE, Breaks
from content.marking.linemarks import read_line

_NAMES = ("name", "title")

LONGEST_HELD = 10
"""Characters of a name, or of a word with ruby, that no line of a head begins inside; longer ones may be parted."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with the breaks that its editor forces or forbids; `inlines` are its runs, none where it has no marks."""

    text: str
    breaks: Breaks = FREE
    inlines: tuple[Text, ...] = ()

    def part(self, start: int, end: int) -> Wording:
        """The characters from one offset up to another, without their breaks."""
        if (start, end) == (0, len(self.text)):
            return replace(self, breaks=FREE)
        return Wording(self.text[start:end], FREE, tuple(_cut_runs(self.inlines, start, end)))

    def trimmed(self) -> Wording:
        """The text without blanks at its ends."""
        if self.text == self.text.strip():
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, start + len(self.text.strip()))

    @property
    def segments(self) -> Iterator[tuple[int, int]]:
        """Where each of the parts between forced breaks begins and ends."""
        ends = (*self.breaks.forced, len(self.text))
        return zip((0, *self.breaks.forced), ends, strict=True)

    @property
    def held(self) -> frozenset[int]:
        """The offsets at which no line may begin: those that its editor forbids, and those inside a marked stretch."""
        return frozenset((*self.breaks.held, *_inside_marks(self.inlines)))


def read_wording(written: str) -> Wording:
    """A line of furniture as its block has it, its marks read."""
    line = read_line(written)
    return Wording(line.text, FREE, line.inlines)


def join_wordings(wordings: Sequence[Wording]) -> Wording:
    """Several texts as one, with a space between each two."""
    text = " ".join(wording.text for wording in wordings)
    if not any(wording.inlines for wording in wordings):
        return Wording(text)
    runs: list[Text] = []
    for wording in wordings:
        runs += [Text(" ")] if runs else []
        runs += wording.inlines or (Text(wording.text),)
    return Wording(text, FREE, tuple(runs))


def _cut_runs(runs: Sequence[Text], start: int, end: int) -> Iterator[Text]:
    """Runs of a part of a text. Of ruby each text goes where its character does, one for several where they begin."""
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        at += len(run.text)
        if first >= last:
            continue
        if (first, last) == (0, len(run.text)):
            yield run
            continue
        yield replace(run, text=run.text[first:last], ruby=_cut_ruby(run, first, last))


def _cut_ruby(run: Text, first: int, last: int) -> tuple[str, ...]:
    if len(run.ruby) < 2:
        return () if first else run.ruby
    kept, at = [], 0
    for base, text in zip(clusters(run.text), run.ruby, strict=True):
        if first <= at < last:
            kept.append(text)
        at += len(base)
    return tuple(kept)


def _inside_marks(runs: Sequence[Text]) -> Iterator[int]:
    """Offsets inside what stays whole: figures set upright, ruby over several characters, short names and words with
    ruby; and before what belongs to the text before it.
    """
    at = 0
    for run in runs:
        end = at + len(run.text)
        named = run.mark in _NAMES and len(run.text) <= LONGEST_HELD
        read = len(run.ruby) == 1 or (run.ruby and len(run.text) <= LONGEST_HELD)
        if run.mark in ("tcy", "warichu"):
            yield from range(at + 1, end)
        elif run.mark not in ("", *_NAMES):  # what is raised or lowered belongs to what is before it
            yield from range(at, end)
        elif named or read:
            yield from range(at + 1, end)
        at = end
