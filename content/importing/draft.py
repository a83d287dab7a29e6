"""What an importer makes of raw text: stories, photos and labels, all that it changed, all that it doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
