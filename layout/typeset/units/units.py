"""The units that lines are made of: pieces of a paragraph with their glyphs, core widths and blanks, as columns.

A unit is a character of Han, a mark, a word's unbreakable piece, a whole dash. Its *core* never changes; a
full-width mark's empty half is a *blank* at its left or right, which rules and adjustment may take away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from fonts.face import Face
from layout.typeset.inline import Inline
from layout.typeset.lines import GlyphTurn, Missing, SetRun, UnitKind


@cache
def kind_of(
    letter: str, em: int, blanks: tuple[int, int] = (0, 0), tracking: int = 0, word_space: int = 0
) -> UnitKind:
    """The kind with these properties; always the same object for the same ones."""
    return UnitKind(letter, em, *blanks, tracking, word_space)


Glyphs = tuple[Face, tuple[int, ...], tuple[int, ...], tuple[str, ...]]
"""A face, glyph ids, their origins from the core's start, and the text each stands for."""

UnitGlyphs = Glyphs | int
"""A unit's glyphs; a bare id is one glyph of the inline's own face, at the core's start, for the unit's text."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit by itself, before it joins the columns: its kind, core width, glyphs, and how these stand."""

    kind: UnitKind
    core: int
    glyphs: Glyphs
    turn: GlyphTurn | None = None
    inside: tuple[SetRun, ...] = ()


@dataclass(slots=True)
class Units:
    """The units of a paragraph, as columns. `starts` has one entry more than there are units.

    What few units have is in dictionaries by their number: `turns` where one stands otherwise than the rest of the
    line; `inside`, whole runs in place of a unit's own glyphs, and `beside`, what stands next to it (ruby, dots), both
    with places from the core's start; `hyphens`, the width of the hyphen that the unit gets where it ends a line and
    the word goes on. `marked` says that an inline has a mark. `forced` are the units behind which a line ends whatever
    its width, in order.
    """

    text: str
    vertical: bool = False
    starts: list[int] = field(default_factory=list)
    kinds: list[UnitKind] = field(default_factory=list)
    cores: list[int] = field(default_factory=list)
    glyphs: list[UnitGlyphs] = field(default_factory=list)
    inlines: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    contents: Sequence[Inline] = ()
    forced: list[int] = field(default_factory=list)
    hyphens: dict[int, int] = field(default_factory=dict)
    turns: dict[int, GlyphTurn] = field(default_factory=dict)
    inside: dict[int, tuple[SetRun, ...]] = field(default_factory=dict)
    beside: dict[int, tuple[SetRun, ...]] = field(default_factory=dict)
    marked: bool = False

    def add(self, start: int, unit: Unit, inline: int) -> None:
        number = len(self.starts)
        self.starts.append(start)
        self.kinds.append(unit.kind)
        self.cores.append(unit.core)
        self.glyphs.append(unit.glyphs)
        self.inlines.append(inline)
        if unit.turn is not None:
            self.turns[number] = unit.turn
        if unit.inside:
            self.inside[number] = unit.inside

    def glyphs_of(self, number: int) -> Glyphs:
        """A unit's glyphs, also of one that has a bare id."""
        own = self.glyphs[number]
        if not isinstance(own, int):
            return own
        return self.contents[self.inlines[number]].font.face, (own,), (0,), (self.text[self.starts[number]],)

    @property
    def plain(self) -> bool:
        """Whether all units are glyphs on the line, with nothing beside them and no hyphen at a line's end."""
        return not (self.marked or self.beside or self.hyphens)
