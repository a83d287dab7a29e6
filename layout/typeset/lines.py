"""The setter's values: inline content going in, set lines coming out. Lengths are thousandths of a point.

A line runs along the inline axis from 0 at its start edge; where it stands on the block axis, and what is
beside it, is not the setter's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from layout.style import Align
from layout.typeset.profile import Profile


class InkBounds(Protocol):
    """The black box of a glyph along the inline axis, in font units."""

    @property
    def x_min(self) -> int: ...
    @property
    def x_max(self) -> int: ...


class ShapedGlyph(Protocol):
    """A glyph as the shaper placed it, in font units; `cluster` is its first character's offset."""

    @property
    def glyph(self) -> int: ...
    @property
    def advance(self) -> int: ...
    @property
    def x_offset(self) -> int: ...
    @property
    def cluster(self) -> int: ...


class Face(Protocol):
    """What the setter asks of a face; `fonts.face.Face` is one."""

    @property
    def id(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def index(self) -> int: ...
    @property
    def axes(self) -> tuple[tuple[str, float], ...]: ...
    @property
    def upem(self) -> int: ...
    def glyphs(self, text: str, lang: str) -> Sequence[int]: ...
    def advance(self, glyph: int) -> int: ...
    def ink(self, glyph: int) -> InkBounds: ...
    def shape(self, text: str, lang: str) -> Sequence[ShapedGlyph]: ...


@dataclass(frozen=True, slots=True)
class Font:
    """A face at a size. `fallbacks` are asked in order for what the face lacks (and for the marks
    that it has only proportional, as Kai faces do).
    """

    face: Face
    size: int
    fallbacks: tuple[Face, ...] = ()
    tracking: int = 0

    def covers(self, text: str, lang: str) -> bool:
        """Whether the face itself has every character; False says only that it must be looked at closely."""
        return all(self.face.glyphs(text, lang))


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text in one font. `key` is the caller's: runs of the set lines carry it back."""

    text: str
    font: Font
    key: int = 0


Measure = int | Callable[[int], int]
"""The length of lines: one for all, or a function of the line's number from 0."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a paragraph is set: its profile, how lines fill the measure, and the first line's indent."""

    profile: Profile
    align: Align = "justify"
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face in a line; `xs` are origins along the inline axis from the line's start edge."""

    key: int
    face: Face
    size: int
    glyphs: tuple[int, ...]
    xs: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set line: characters `start` to `end` of the paragraph, and its glyphs.

    `width` is from the measure's start edge to the end of the last character's own space; a justified line's
    is the measure. `step` is the last adjustment step that was touched: "" for none, `shrink:pause`,
    `stretch:han`, `stretch:all` (gaps wider than a desk likes), `forced` (a rule of line breaking had to give) or
    `overfull` (it could not be made to fit).
    """

    start: int
    end: int
    measure: int
    width: int
    justified: bool
    step: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no face has, at a code-point offset of the paragraph."""

    offset: int
    char: str


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph's lines, and the characters that no face could give (set as 〓, the trade's geta)."""

    text: str
    lines: tuple[SetLine, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurement:
    """How many lines a paragraph takes inside the rules: the fewest, what it takes of itself, the most."""

    fewest: int
    natural: int
    most: int
