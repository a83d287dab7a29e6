"""What is drawn over a page for the desk alone: strokes, patches and labels, as plain values for every painter.

Lengths are thousandths of a point (`Mpt`), the origin the upper left corner of the trim, as in the scene. Strokes and
patches are of a glaze: they darken what lies beneath (Multiply, ISO 32000-1 11.3.5), so that black type stays black.
Labels cover what lies beneath; whoever makes them finds a place where that is white.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from layout.scene import FaceRef, Mpt, Rect
from layout.scene.places import EM_BOX_ASCENT

ScreenColour = tuple[int, int, int]
"""Red, green and blue, 0 to 255: what a screen shows. No plate is made of it."""

PAD: Final[Mpt] = 1_500
"""Round a label's text, on all sides."""

NAMES: Final[Mapping[str, str]] = {
    "grid": "网格",
    "frames": "版块",
    "overset": "溢出",
    "objections": "问题",
    "order": "阅读顺序",
}
"""The overlays there are, and what the desk calls them; in the order that they are drawn in."""


@dataclass(frozen=True, slots=True)
class PenStroke:
    """A straight line. `dash` is how long it is drawn and left out by turns; 0 draws it whole."""

    x1: Mpt
    y1: Mpt
    x2: Mpt
    y2: Mpt
    width: Mpt
    colour: ScreenColour
    dash: Mpt = 0


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle filled with a light colour."""

    rect: Rect
    colour: ScreenColour


@dataclass(frozen=True, slots=True)
class Label:
    """A line of level text that begins `PAD` inside `rect`. `ground` fills the rectangle; None leaves it as it is."""

    rect: Rect
    text: str
    size: Mpt
    colour: ScreenColour
    ground: ScreenColour | None = None

    @property
    def origin(self) -> tuple[Mpt, Mpt]:
        """Where the text's first glyph has its origin."""
        return self.rect.x + PAD, self.rect.y + PAD + self.size * EM_BOX_ASCENT // 1000


Drawn = PenStroke | Patch | Label


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay of one page: what is drawn, in its order. `foot` is the room it takes under the sheet."""

    name: str
    items: tuple[Drawn, ...]
    foot: Mpt = 0

    @property
    def title(self) -> str:
        """What its layer is called."""
        return f"{self.name} {NAMES.get(self.name, '')}".rstrip()


@dataclass(frozen=True, slots=True)
class Layers:
    """The overlays of a file's pages, by the page's name, and the face of their labels."""

    face: FaceRef
    pages: Mapping[str, tuple[Overlay, ...]]


@dataclass(frozen=True, slots=True)
class Pointed:
    """Something that is wrong, whoever found it: how grave (`refused`, `press`, `error`, `warning`, `note`), the places
    to look at, if it has some, and what to say of it.
    """

    severity: str
    places: tuple[Rect, ...]
    message: str


class Hand(Protocol):
    """What labels are lettered with."""

    def width(self, text: str, size: Mpt) -> Mpt:
        """How wide a text comes out."""

    def letters(self, text: str) -> str:
        """The text on one line, with a mark for each character that the face has not."""
