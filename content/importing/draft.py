"""What an importer makes of raw text: stories, photos and labels, all that it changed, all that it doubts.

While it works, each character of a run knows where in the raw text it came from (`Traced`), and what is done to it is
recorded (`Record`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from content.characters.half_width import find_beside_chinese, full_width_marks
from content.characters.kinds import LineStarts

ChangeKind = Literal["joined", "full-width", "space", "heading-mark", "box-mark", "headline-lines", "unseen"]


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One thing that the importer did to the raw text.

    `index` counts the raw text's characters from 0, `line` and `column` from 1. There stood `before`,
    and the draft has `after` (which may be nothing).

    `joined`: pieces, or lines of one, made one. `full-width`: a half-width mark. `space`: a space dropped,
    or a tab made one. `heading-mark`, `box-mark`: # and slashes taken off. `headline-lines`: a space that
    parts two phrases made a line end. `unseen`: a line of characters that no reader sees, dropped.
    """

    kind: ChangeKind
    index: int
    line: int
    column: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A spot worth a look, where nothing was changed. `text` is what stands there; `why` is a sentence."""

    kind: str
    index: int
    line: int
    column: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class DraftText:
    """One run of text and where it begins in the raw text (`index` from 0, `line` and `column` from 1)."""

    text: str
    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph, or a subhead, of a drafted body."""

    text: DraftText
    subhead: bool = False


@dataclass(frozen=True, slots=True)
class DraftStory:
    """A story as recognised; `kind` is `sidebar` (加框稿) where the heading stood between slashes."""

    id: str
    kind: Literal["story", "sidebar"]
    headline: tuple[DraftText, ...]
    deck: tuple[DraftText, ...]
    lead_in: DraftText | None
    body: tuple[DraftBlock, ...]


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A caption and credit that were found without their picture."""

    id: str
    caption: DraftText | None
    credit: DraftText


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole of a raw text: each of its characters is in a part or in a change."""

    stories: tuple[DraftStory, ...]
    photos: tuple[DraftPhoto, ...]
    labels: tuple[DraftText, ...]
    changes: tuple[DraftChange, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """Text with, for each character, the index of the raw character that it stands for."""

    text: str
    at: tuple[int, ...]

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.at[part])

    def strip(self) -> Traced:
        """Without the white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]

    def join(self, glue: str, other: Traced) -> Traced:
        """This run, `glue` (which stands for what was between the two), and the other run."""
        return Traced(self.text + glue + other.text, self.at + (self.at[-1],) * len(glue) + other.at)


@dataclass(frozen=True, slots=True)
class Record:
    """The raw text, and what was changed and doubted in it so far."""

    raw: str
    lines: LineStarts
    changes: list[DraftChange] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @classmethod
    def of(cls, raw: str) -> Record:
        return cls(raw, LineStarts(raw))

    def trace(self, start: int, end: int) -> Traced:
        """A stretch of the raw text."""
        return Traced(self.raw[start:end], tuple(range(start, end)))

    def change(self, kind: ChangeKind, index: int, before: str, after: str) -> None:
        self.changes.append(DraftChange(kind, index, *self.lines.at(index), before, after))

    def doubt(self, kind: str, index: int, text: str, why: str) -> None:
        self.doubts.append(Doubt(kind, index, *self.lines.at(index), text, why))

    def text(self, run: Traced) -> DraftText:
        """A finished run as the draft keeps it. A tab, which can't be set, becomes a space, recorded."""
        for position, char in enumerate(run.text):
            if char == "\t":
                self.change("space", run.at[position], char, " ")
        return DraftText(run.text.replace("\t", " "), run.at[0], *self.lines.at(run.at[0]))


def widen(run: Traced, record: Record) -> Traced:
    """The run with its half-width stops and brackets made full-width where they stand in Chinese.

    Half-width marks that touch Han and stay are named as doubtful.
    """
    marks = full_width_marks(run.text)
    for at, mark in marks.items():
        record.change("full-width", run.at[at], run.text[at], mark)
    wide = Traced("".join(marks.get(at, char) for at, char in enumerate(run.text)), run.at)
    for at in find_beside_chinese(wide.text):
        shown = wide.text[max(0, at - 4) : at + 5]
        record.doubt("half-width", run.at[at], shown, f"The half-width {wide.text[at]} was left as it is.")
    return wide
