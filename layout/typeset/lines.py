"""The setter's values coming out: set lines. Lengths are thousandths of a point.

A line runs along the inline axis from 0 at its start edge; where it stands on the block axis, and what is
beside it, is not the setter's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from fonts.face import Face
from layout.plan.profileparts import ShrinkStep, StretchStep

GlyphTurn = Literal["level", "upright", "sideways"]
"""How the glyphs of a run stand; see `SetRun`."""


@dataclass(frozen=True, slots=True)
class SetRun:
    """Glyphs of one face in a line; `xs` are their origins along the inline axis from the line's start edge.

    `rise` is how far the run's baseline stands over the line's (right of it in a vertical line). How glyphs stand in
    a vertical line is their `turn`: `upright` ones hang from their vertical origin, which is on the line's axis;
    `sideways` ones lie on their horizontal baseline, turned clockwise. `level` glyphs are those of horizontal lines;
    in a vertical line they stand side by side (tate-chu-yoko): the run's origin is at `along`, and `xs` run across the
    line from there. An `annotation` (ruby, emphasis dots) is no part of the line's text. `condensed` and `flattened`
    are how wide and how high glyphs are drawn on the page, in thousandths of their own width and height there.
    """

    key: int
    face: Face
    size: int
    glyphs: tuple[int, ...]
    xs: tuple[int, ...]
    texts: tuple[str, ...]
    rise: int = 0
    turn: GlyphTurn = "level"
    along: int = 0
    annotation: bool = False
    condensed: int = 1000
    flattened: int = 1000

    @property
    def advances(self) -> tuple[int, ...]:
        """Each glyph's own advance in thousandths of a point, along the way that `xs` run. What stands between two
        glyphs (a blank taken away, a gap opened) is no part of it.
        """
        advance = self.face.advance_down if self.turn == "upright" else self.face.advance
        drawn = self.condensed if self.turn == "level" else self.flattened
        size, whole = self.size * drawn, self.face.upem * 1000
        return tuple((2 * advance(glyph) * size + whole) // (2 * whole) for glyph in self.glyphs)

    def moved(self, by: int, *, vertical: bool) -> SetRun:
        """The run further along the line. Level glyphs in a vertical line keep their places across it."""
        if vertical and self.turn == "level":
            return replace(self, along=self.along + by)
        return replace(self, xs=tuple(x + by for x in self.xs))


@dataclass(frozen=True, slots=True)
class SideStroke:
    """A line beside text, from `start` to `end` along the inline axis, `rise` over the baseline."""

    key: int
    kind: Literal["proper", "title"]
    start: int
    end: int
    rise: int


@dataclass(frozen=True, slots=True, eq=False)
class UnitKind:
    """What the spacing of two neighbours depends on. `em` is the type size, `left` and `right` the blanks.

    There is one object for each kind (see `units.kind_of`), so that kinds are compared and looked up as fast as can be.
    """

    letter: str
    em: int
    left: int = 0
    right: int = 0
    tracking: int = 0
    word_space: int = 0


GapStep = StretchStep | Literal["beside-marks"]


@dataclass(frozen=True, slots=True, eq=False)
class UnitSpace:
    """The space between two units. `shrink` is how much it can give at its step; `stretch_step` is None where it
    never expands, and `stretch` the most it takes there (0 for no limit). What expands `beside-marks` does so after
    all steps, when everything does. Every pair of kinds has its own object.
    """

    natural: int
    shrink: int
    shrink_step: ShrinkStep | None
    stretch_step: GapStep | None
    stretch: int = 0


class LineSpacing(NamedTuple):
    """A line's units and the spaces between them, as they were set: what `trace` tells of. `starts` are offsets of the
    paragraph, one more than there are units; `gaps[i]` is what `spaces[i]` came to; `edges` are what is left of the
    blanks at the line's start and end. All of it is of type that is as wide and high as its size (see `drawn_type`).
    """

    kinds: tuple[UnitKind, ...]
    starts: tuple[int, ...]
    spaces: tuple[UnitSpace, ...]
    gaps: tuple[int, ...]
    edges: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set line: characters `start` to `end` of the paragraph, and its glyphs.

    `width` is from the measure's start edge to the end of the last character's own space; a justified line's
    is the measure. A mark that hangs at the end stands outside it: `hang` is how far, and no part of `width`.
    `step` is the last adjustment step that was touched: "" for none, `shrink:pause` (of kinds that give together all
    that gave: `shrink:bracket+pause`), `stretch:han`, `stretch:all` (gaps wider than a desk likes), `forced` (a rule of
    line breaking had to give), `underfull` (one word that nothing in it or beside it can fill the line with) or
    `overfull` (it could not be made to fit).
    """

    start: int
    end: int
    measure: int
    width: int
    justified: bool
    step: str
    runs: tuple[SetRun, ...]
    strokes: tuple[SideStroke, ...] = ()
    hang: int = 0
    spacing: LineSpacing | None = field(default=None, compare=False, repr=False)

    def moved(self, by: int, *, vertical: bool) -> SetLine:
        """The line with its glyphs and strokes further on in its measure."""
        if not by:
            return self
        runs = tuple(run.moved(by, vertical=vertical) for run in self.runs)
        strokes = tuple(
            replace(stroke, start=stroke.start + by, end=stroke.end + by) for stroke in self.strokes
        )
        return replace(self, width=self.width + by, runs=runs, strokes=strokes)

    def further(self, offset: int) -> SetLine:
        """The same line of a text that begins `offset` characters further on in its copy."""
        return replace(self, start=self.start + offset, end=self.end + offset) if offset else self


NOT_THAT_FORM = "but not in the form that its variation selector asks for"


@dataclass(frozen=True, slots=True)
class Missing:
    """A character or cluster that is not set as asked, at a code-point offset of the paragraph.

    Where `by` is empty no face has it, and 〓 stands for it; else the face that is called so sets it. `why` says what
    the font's own, called `face`, has in its place; it is empty where that face just has not the character.
    """

    offset: int
    char: str
    why: str = ""
    face: str = ""
    by: str = ""

    @property
    def lacks_form(self) -> bool:
        """Whether the font's own face has the character, but not in the form that its selector asks for."""
        return self.why == NOT_THAT_FORM


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph's lines, and the characters that no face could give (set as 〓, the trade's geta).

    `stand_ins` are those that the font's own face has and can't show, so that another one sets them; and those of
    which it has not the form that a variation selector asks for.
    """

    text: str
    lines: tuple[SetLine, ...]
    missing: tuple[Missing, ...] = ()
    stand_ins: tuple[Missing, ...] = ()


def note_missing(paragraph: SetParagraph, found: Iterable[Missing]) -> SetParagraph:
    """A set paragraph with all that is not set in it as asked."""
    every = tuple(found)
    if not every:
        return paragraph
    return replace(
        paragraph,
        missing=tuple(missing for missing in every if not missing.by),
        stand_ins=tuple(missing for missing in every if missing.by),
    )


@dataclass(frozen=True, slots=True)
class Measurement:
    """How many lines a paragraph takes inside the rules: the fewest, what it takes of itself, the most."""

    fewest: int
    natural: int
    most: int
