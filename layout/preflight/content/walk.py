"""The state of a walk through a page's content: what operators change, and where marks and notes are gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf

from content.pdf.geometry import EVERYWHERE, IDENTITY, Matrix, PageBox, common, move_box
from content.pdf.values import identity, resource
from layout.preflight.content.colour import GRAY, ColourSpace, ColourSpaces
from layout.preflight.content.marks import ContentNote, NoteKind, Paint, PaintedObject
from layout.preflight.content.paths import CurrentPath
from layout.preflight.fonts.codes import ContentFont, FontKey
from layout.preflight.tags.stories import Owner

OPERATORS: Final = 300_000
"""Operators that are looked through on one page, those of forms counted each time that they are placed."""
FILE_OPERATORS: Final = 4_000_000
"""The same for one file."""
MOST_PIECES: Final = 3_000_000
"""Pieces of content (numbers, names, operators) that are taken apart at once."""
SHORT: Final = 1 << 18
"""Bytes of content that are not counted: they can't be too much."""
OF_A_MARK: Final = 2
"""Operators that a mark counts for, beside those that make it: every check looks at it."""
DEEPEST: Final = 24
"""Forms, patterns and glyphs in one another."""
MOST_CONTENTS: Final = 5_000
"""Forms, patterns and glyphs of Type 3 that are looked through on a page: forty that each paint the next twice are a
million million.
"""

DEEPEST_STATE: Final = 10_000
"""Saved graphics states (`q`) in one another that are kept; ISO 32000-1 annex C lets readers have 28."""
MOST_NOTES: Final = 500
INTENTS: Final = frozenset({"AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"})

_CALLED: Final = {
    "ColorSpace": "colour space", "ExtGState": "graphics state", "Font": "font", "Pattern": "pattern",
    "Shading": "shading", "Properties": "property list",
}  # fmt: skip
"""Kinds of resources as messages call them."""
_TYPES: Final = {"ExtGState": pikepdf.Dictionary, "XObject": pikepdf.Stream}
"""What resources of a kind are, where they may be but one thing."""


def is_too_much(data: bytes, left: int) -> bool:
    """Whether content has more operators than about twice those that are `left`, or more pieces than there may be."""
    if len(data) <= SHORT:
        return False
    import numpy as np

    kinds = np.zeros(256, dtype=np.uint8)
    kinds[list(b"\0\t\n\f\r ()<>[]/")] = 1
    kinds[list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'\"")] = 2
    seen = kinds[np.frombuffer(data, dtype=np.uint8)]
    ends = seen[:-1] == 1
    operators = int(np.count_nonzero(ends & (seen[1:] == 2)))
    pieces = int(np.count_nonzero(ends))
    return operators > 2 * left + 1000 or pieces > MOST_PIECES


@dataclass(slots=True)
class GraphicsState:
    """The graphics state (ISO 32000-1 8.4.1), as far as marks depend on it. `q` keeps a copy."""

    matrix: Matrix
    clip: PageBox = EVERYWHERE
    paint: Paint = field(default_factory=Paint)
    fill_space: ColourSpace = GRAY
    stroke_space: ColourSpace = GRAY
    fill_pattern: Any = None
    stroke_pattern: Any = None
    line_width: float = 1.0
    font: ContentFont | None = None
    lacks_font: bool = False
    """Whether a font was asked for that is not there, which has been noted."""
    size: float = 0.0
    rendering: int = 0
    scale: float = 1.0
    """Tz, as a part of one."""
    leading: float = 0.0
    rise: float = 0.0
    letters: float = 0.0
    words: float = 0.0


@dataclass(slots=True)
class Known:
    """What was read of a file and is the same on all of its pages: fonts by their keys, small forms' operators.

    `left` is how many operators may still be looked through.
    """

    left: int = FILE_OPERATORS
    fonts: dict[FontKey, ContentFont] = field(default_factory=dict)
    instructions: dict[tuple[int, int], Sequence[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """Content that other content paints: a form, a pattern's cell, a glyph, a soft mask.

    `called` is what messages call it, `matrix` leads from its own units to the page, `area` is its clipping.
    Without `resources` it uses those of the content around it. `parents` is its StructParents.
    """

    stream: Any
    called: str
    matrix: Matrix
    area: PageBox | None = None
    resources: Any = None
    parents: int | None = None


class Walk:
    """One walk. `run` looks through a stream's operators; it is given, so that operators can call it for forms."""

    def __init__(self, known: Known, start: Matrix, run: Callable[[Walk, Any], None]) -> None:
        self.known = known
        self.run = run
        self.left = min(OPERATORS, known.left)
        self.state = GraphicsState(start)
        self.stack: list[GraphicsState] = []
        # The matrix of the content that a pattern is named in: its own is applied before this (ISO 32000-1 8.7.2).
        self.base = start
        self.resources: Any = None
        self.holder: tuple[int, int] = (0, 0)
        self.parents: int | None = None
        self.path = CurrentPath()
        self.clipping = False
        self.text_matrix: Matrix = IDENTITY
        self.text_line: Matrix = IDENTITY
        self.in_text = False
        self.compatible = 0
        self.owners: list[Owner | None] = []
        self.owner: Owner | None = None
        self.inside: tuple[str, ...] = ()
        self.running: list[tuple[int, int]] = []
        self.entered = 0
        self.pinned: PageBox | None = None
        # Where the form or image lies that is being placed: notes about it have this place.
        self.spot: PageBox | None = None
        self.colourless = False
        self.marks: list[PaintedObject] = []
        self.masks: list[PaintedObject] = []
        self.masking = False
        self.notes: dict[tuple[NoteKind, str], ContentNote] = {}
        self.done: set[Any] = set()
        self.spaces = ColourSpaces(self.note_undefined, self.note_unreadable_space)

    def note(self, kind: NoteKind, what: str, thing: str = "", number: int = 0) -> None:
        """Keep a note, of the object of this number; one that says the same on this page is kept once."""
        if len(self.notes) < MOST_NOTES or kind == "too-much":
            self.notes.setdefault((kind, what), ContentNote(kind, what, thing, self.owner, self.spot, number))

    def note_here(self, kind: NoteKind, what: str, thing: str = "", number: int = 0) -> None:
        """The same, with the form that it is in."""
        self.note(kind, f"{what} in {self.inside[-1]}" if self.inside else what, thing, number)

    def note_undefined(self, kind: str, named: str) -> None:
        """Note a resource of a kind (`Font`) that is not there."""
        called = _CALLED.get(kind, kind)
        what = f"the {called} {named or '(no name)'} is used and not defined"
        self.note_here("undefined", what, f"{called} {named}")

    def note_unreadable_space(self, named: str) -> None:
        what = f"the colour space {named} is none that can be read"
        self.note_here("undefined", what, f"colour space {named}")

    def find_resource(self, kind: str, named: str) -> Any:
        """A resource of a kind (`Pattern`), noted where it is not there or is no dictionary and no stream."""
        found = resource(self.resources, f"/{kind}", named)
        if isinstance(found, _TYPES.get(kind, pikepdf.Dictionary | pikepdf.Stream)):
            return found
        self.note_undefined(kind, named)
        return None

    def note_intent(self, named: str) -> None:
        """Note a rendering intent that is none of the four (ISO 32000-1 table 70)."""
        if named not in INTENTS:
            self.note_here("intent", f"the rendering intent {named or '(no name)'} is none that PDF knows")

    def repaint(self, **changes: Any) -> None:
        self.state.paint = replace(self.state.paint, **changes)

    def keep(self, mark: PaintedObject) -> None:
        self.left -= OF_A_MARK
        (self.masks if self.masking else self.marks).append(mark)

    def clip_box(self, box: PageBox) -> tuple[PageBox, PageBox | None]:
        """The box of a mark, and what of it is seen. In a pattern both are of what the pattern fills."""
        if self.pinned is not None:
            box = self.pinned
        return box, common(box, self.state.clip)

    def clip_to(self, box: PageBox | None) -> None:
        """Clip to what this box leaves of the clipping so far; where that is nothing, to a place off every page."""
        left = None if box is None else common(self.state.clip, box)
        self.state.clip = left or PageBox(-1e13, -1e13, -1e13, -1e13)

    def enter(self, content: Content) -> None:
        """Look through content within content, in a graphics state of its own."""
        number = identity(content.stream)
        if number[0] and number in self.running:
            self.note("loop", f"{content.called} paints itself", content.called)
            return
        if len(self.running) >= DEEPEST:
            self.note("too-much", f"content stands more than {DEEPEST} deep in other content")
            return
        self.entered += 1
        if self.entered > MOST_CONTENTS:
            self.note(
                "too-much", f"more than {MOST_CONTENTS:,} forms are painted: the rest was not looked at"
            )
            return
        kept = {attribute: getattr(self, attribute) for attribute in _OF_CONTENT}
        self.running.append(number)
        self.inside = (*self.inside, content.called)
        self.state = copy(self.state)
        self.state.matrix = self.base = content.matrix
        if content.area is not None:
            self.clip_to(move_box(content.area, content.matrix))
        if content.resources is not None:
            self.resources, self.holder = content.resources, number
        if content.parents is not None:
            self.parents = content.parents
        self.stack, self.owners, self.path = [], [], CurrentPath()
        self.in_text, self.compatible, self.clipping = False, 0, False
        try:
            self.run(self, content.stream)
        finally:
            self.running.pop()
            for attribute, value in kept.items():
                setattr(self, attribute, value)


_OF_CONTENT: Final = (
    "base", "clipping", "colourless", "compatible", "holder", "in_text", "inside", "owner", "owners", "parents", "path",
    "pinned", "resources", "stack", "state", "text_line", "text_matrix",
)  # fmt: skip
"""What of a walk belongs to the content that it is in."""

Operator = Callable[[Walk, list[Any]], None]
"""What an operator does to a walk, with its operands."""
