"""A page and a hand -> what overlays are drawn with: labels in their size, and white places for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from layout.scene import Mpt, Page, Rect, Region, Scene
from layout.scene.overlay import PAD, Hand, Label, PenStroke, ScreenColour
from layout.scene.places import filled_rect

WHITE: Final[ScreenColour] = (255, 255, 255)
STEP: Final[Mpt] = 2_000
"""How finely a white place is looked for."""

_HEAD: Final[Mpt] = 60_000
"""How far down from a block's head its labels are looked for first."""

_MOST_COVERED: Final = 200
"""Places that are weighed against each other where none is white."""


@dataclass(slots=True)
class OverlaySheet:
    """A page that is drawn over. `taken` are the labels so far, of all of its overlays."""

    scene: Scene
    page: Page
    hand: Hand
    taken: list[Rect] = field(default_factory=list)
    type_: tuple[Rect, ...] = ()

    def __post_init__(self) -> None:
        self.type_ = tuple(
            filled_rect(line) for region in self.page.regions for line in region.lines if line.runs
        )

    @property
    def around(self) -> Mpt:
        """From the trim to the edge of the sheet: bleed and the margin of marks."""
        return self.scene.condition.bleed + self.scene.condition.margin

    @property
    def blocks(self) -> tuple[Region, ...]:
        """The regions that an editor placed: no rules between them, no slug."""
        return tuple(region for region in self.page.regions if region.is_block)

    def size_of(self, text: str, size: Mpt) -> tuple[Mpt, Mpt]:
        """Width and height of a label."""
        return self.hand.width(text, size) + 2 * PAD, size + 2 * PAD

    def fitted(self, text: str, size: Mpt, width: Mpt) -> str:
        """As much of a text as is so wide, with … where it is cut."""
        text = self.hand.letters(text)
        if self.hand.width(text, size) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.hand.width(text[:middle] + "…", size) <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low] + "…"

    def is_free(self, rect: Rect) -> bool:
        """Whether no type and no other label is there, and the rectangle is on the page's trim."""
        return self.is_on_page(rect) and not any(
            rect.overlaps(other) for others in (self.taken, self.type_) for other in others
        )

    def take(self, label: Label) -> Label:
        """The label, whose place no other may have."""
        self.taken.append(label.rect)
        return label

    def name_place(self, text: str, size: Mpt, place: Rect, ground: ScreenColour) -> Label:
        """A text in white on its ground, where it covers no type, on the edge of a place or in it."""
        sides = self.size_of(text, size)
        return self.take(Label(self.place(sides, about(place, sides)), text, size, WHITE, ground))

    def place(self, size: tuple[Mpt, Mpt], tries: Iterable[tuple[Mpt, Mpt]]) -> Rect:
        """The first of the places that is white; where none is, the one that covers least."""
        rects = [Rect(x, y, *size) for x, y in tries]
        rects = [rect for rect in rects if self.is_on_page(rect)] or rects
        free = next((rect for rect in rects if self.is_free(rect)), None)
        return free if free is not None else min(rects[:_MOST_COVERED], key=self._covered)

    def is_on_page(self, rect: Rect) -> bool:
        return (
            rect.x >= 0 and rect.y >= 0 and rect.right <= self.page.width and rect.bottom <= self.page.height
        )

    def _covered(self, rect: Rect) -> int:
        return sum(rect.common_area(other) for other in (*self.taken, *self.taken, *self.type_))


def outline(rect: Rect, width: Mpt, colour: ScreenColour, dash: Mpt = 0) -> tuple[PenStroke, ...]:
    """The four sides of a rectangle."""
    corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
    return tuple(
        PenStroke(*corners[number], *corners[(number + 1) % 4], width, colour, dash) for number in range(4)
    )


def about(rect: Rect, size: tuple[Mpt, Mpt]) -> Iterator[tuple[Mpt, Mpt]]:
    """Places for a label of a block: on its head's edge, in it near the head, on its foot, then anywhere in it."""
    width, height = size
    last = max(rect.x, rect.right - width)
    columns = [*range(rect.x, last + 1, 3 * STEP), last]
    foot = max(rect.y, rect.bottom - height)
    near = range(rect.y, min(rect.y + _HEAD, foot) + 1, STEP)
    for y in (rect.y - height, *near, rect.bottom, *range(rect.y, foot + 1, 2 * STEP)):
        yield from ((x, y) for x in columns)
