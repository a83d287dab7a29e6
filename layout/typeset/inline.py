"""The setter's values going in: inline content, its fonts and marks, and a paragraph's style.

Lengths are thousandths of a point. A line runs along the inline axis from 0 at its start edge: to the right in a
horizontal line, downward in a vertical one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fonts.face import Face
from layout.plan.profile import Profile
from layout.plan.style import Align
from layout.typeset.unicode.superscripts import ScriptKind


class UnusableFont(ValueError):
    """A font that nothing can be set in: one without a size, a width or a height."""


@dataclass(frozen=True, slots=True)
class Font:
    """A face at a size. `fallbacks` are asked in order for what the face lacks (and for the marks
    that it has only proportional, as Kai faces do), and after them `reserve`, for what none of them has. `features` are
    OpenType features switched on or off in words.
    """

    face: Face
    size: int
    fallbacks: tuple[Face, ...] = ()
    tracking: int = 0
    features: tuple[tuple[str, bool], ...] = ()
    reserve: tuple[Face, ...] = ()

    def __post_init__(self) -> None:
        if self.size <= 0:
            raise UnusableFont(
                f"a font's size is {self.size}: it must be more than 0 (thousandths of a point)"
            )

    @property
    def faces(self) -> tuple[Face, ...]:
        """All its faces in the order in which they are asked."""
        return (self.face, *self.fallbacks, *self.reserve)

    def covers(self, text: str, lang: str) -> bool:
        """Whether the face itself has every character; False says only that it must be looked at closely."""
        return all(self.face.glyphs(text, lang)) and not _JOINS.search(text)


_JOINS = re.compile("[^\u2e80-\ufaff\uff00-\uffef\u2000-\u206f0-9 \n]")
"""What is not one glyph a character: letters, which are shaped together, and marks and selectors that join others."""


@dataclass(frozen=True, slots=True)
class RubyMark:
    """Small text over the inline's own (right of it in a vertical line), JLREQ 3.3, CLREQ 3.3.4 (pinyin).

    One text stands over all of the inline (group ruby, which is never split over lines), or there is one for each
    of its characters (mono ruby).
    """

    texts: tuple[str, ...]
    font: Font


@dataclass(frozen=True, slots=True)
class ZhuyinMark:
    """Bopomofo in a column at the right of each character, its tone mark beside it (CLREQ 3.3.4): one text for each."""

    texts: tuple[str, ...]
    font: Font


@dataclass(frozen=True, slots=True)
class DotsMark:
    """Emphasis dots (着重号): `char` under each character that is no mark; right of it in a vertical line."""

    char: str
    font: Font
    over: bool = False


@dataclass(frozen=True, slots=True)
class SideLineMark:
    """A line under the text, left of it in a vertical line: 专名号, or the wavy 书名号 (GB/T 15834 4.16, 4.15)."""

    kind: Literal["proper", "title"]


@dataclass(frozen=True, slots=True)
class UprightMark:
    """A few characters set side by side, upright, in one em of a vertical line (tate-chu-yoko, JLREQ 3.2.5).

    In a horizontal line it changes nothing.
    """


@dataclass(frozen=True, slots=True)
class WarichuMark:
    """A note inside the line, in two lines of half the size (割注, JLREQ 3.4.2). `font` is the small one."""

    font: Font


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note's reference mark, raised by `rise` (to the right in a vertical line); it stays with what is before it."""

    rise: int


@dataclass(frozen=True, slots=True)
class ScriptMark:
    """A superscript or subscript (x^th^, v~max~): small and raised or lowered, a part of the word that it touches.

    It is made of the face's own characters. What has a character of its own (⁴, ₂) needs no mark.
    """

    kind: ScriptKind


TextMark = RubyMark | ZhuyinMark | DotsMark | SideLineMark | UprightMark | WarichuMark | NoteMark | ScriptMark
"""What an inline has beside its text."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text in one font. `key` is the caller's: runs of the set lines carry it back.

    A line feed in the text ends the line there (a forced break).
    """

    text: str
    font: Font
    key: int = 0
    mark: TextMark | None = None


@dataclass(frozen=True, slots=True)
class Holds:
    """Offsets of a text at which no line may begin (`never`), or only where nothing better can be had (`seldom`): more
    than its profile forbids.
    """

    never: frozenset[int] = frozenset()
    seldom: frozenset[int] = frozenset()


NO_HOLDS = Holds()
"""Those of a text that is broken by its profile alone."""

Measure = int | Callable[[int], int]
"""The length of lines: one for all, or a function of the line's number from 0."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a paragraph is set: its profile, how lines fill the measure, the first line's indent, and the line's axis.

    `hanging` is the indent of its other lines (字下げ, 凸排), and `end_indent` keeps all of them from the measure's end
    (字上げ). In `verse` the line behind a forced break begins as the first does: only lines that are turned over hang.
    `type_width` and `type_height` are how wide and how high its type is drawn on the page, in thousandths of its size:
    900 and 1000 are type of 90 × 100. The indent and the tracking of its fonts are those of plain type, and are drawn
    with it; measures and the lines that come out are as long as they are on the page.
    """

    profile: Profile
    align: Align = "justify"
    indent: int = 0
    vertical: bool = False
    hanging: int = 0
    end_indent: int = 0
    verse: bool = False
    type_width: int = 1000
    type_height: int = 1000

    def __post_init__(self) -> None:
        if min(self.type_width, self.type_height) <= 0:
            raise UnusableFont(
                f"type of {self.type_width} × {self.type_height} thousandths of its size can't be drawn: "
                "both must be more than 0"
            )

    @property
    def type_along(self) -> int:
        """How long an em is along its lines, in thousandths of the type's size."""
        return self.type_height if self.vertical else self.type_width

    @property
    def type_across(self) -> int:
        """How much of the type's size an em has across its lines, in thousandths."""
        return self.type_width if self.vertical else self.type_height

    @property
    def is_square(self) -> bool:
        """Whether its type is as wide and as high as its size."""
        return self.type_width == self.type_height == 1000
