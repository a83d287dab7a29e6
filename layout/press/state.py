"""What the next operator paints with -> the operators that change the graphics state to it (ISO 32000-1 8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from layout.press.file.numbers import percent, points
from layout.scene import Ink, Mpt, Rect

OVERPRINT: Final = "Over"
KNOCKOUT: Final = "Knock"
"""The names of the two graphics states that pages use."""


@dataclass(slots=True)
class PaintState:
    """What the page's graphics state is after the operators so far, so that nothing is set twice.

    `left` and `top` are the scene's origin, seen from the lower left corner of the media. `font` is the face's id,
    whether its upright twin is meant, and the size. `on_picture` says that what is painted next lies on a picture.
    """

    left: Mpt
    top: Mpt
    spots: Mapping[str, str]
    fill: Ink | None = None
    stroke: Ink | None = None
    overprint: bool | None = None
    width: Mpt | None = None
    font: tuple[str, bool, Mpt] | None = None
    on_picture: bool = False

    def place(self, x: Mpt, y: Mpt) -> str:
        return f"{points(self.left + x)} {points(self.top - y)}"

    def outline(self, rect: Rect) -> str:
        """The operator that makes a rectangle the path."""
        return f"{self.place(rect.x, rect.bottom)} {points(rect.width)} {points(rect.height)} re"

    def fills(self, ink: Ink, overprint: bool) -> list[str]:
        """The operators that make the next filling so; text is filled too."""
        changes = self.prints(overprint)
        if ink != self.fill:
            self.fill = ink
            changes.append(self._paint(ink, "cs", "scn") if ink.spot else f"{inks(ink)} k")
        return changes

    def strokes(self, ink: Ink, width: Mpt, overprint: bool) -> list[str]:
        """The operators that make the next stroke so."""
        changes = self.prints(overprint)
        if ink != self.stroke:
            self.stroke = ink
            changes.append(self._paint(ink, "CS", "SCN") if ink.spot else f"{inks(ink)} K")
        if width != self.width:
            self.width = width
            changes.append(f"{points(width)} w")
        return changes

    def overprints(self, ink: Ink) -> bool:
        """Whether an ink leaves what lies beneath it: black does, but on a picture, whose inks it would add to."""
        return is_black(ink) and not self.on_picture

    def _paint(self, ink: Ink, space: str, tint: str) -> str:
        return f"/{self.spots[ink.spot]} {space} {percent(ink.tint)} {tint}"

    def prints(self, overprint: bool) -> list[str]:
        if overprint == self.overprint:
            return []
        self.overprint = overprint
        return [f"/{OVERPRINT if overprint else KNOCKOUT} gs"]


def is_black(ink: Ink) -> bool:
    """Whether this is black alone at full strength: what may overprint without changing its colour."""
    return not ink.spot and (ink.cyan, ink.magenta, ink.yellow, ink.black) == (0, 0, 0, 100)


@lru_cache(maxsize=256)
def inks(ink: Ink) -> str:
    """The four operands of `k` and `K`: parts of one, not percent."""
    return " ".join(percent(part) for part in (ink.cyan, ink.magenta, ink.yellow, ink.black))
