"""Frames of blocks on a proof -> places for their flags in the margins, and leaders that cross no type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layout.scene import Advert, Line, Page, Picture, Rect
from layout.scene.places import filled_rect

SheetBox = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class FlagGround:
    """What flags stand on: the picture's width and height, the type area with all blocks, and what is printed in it."""

    width: int
    height: int
    area: SheetBox
    printed: tuple[SheetBox, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag's own box, and the leader from it to the frame: (from x, to x, y); None where none has a way."""

    box: SheetBox
    leader: tuple[int, int, int] | None


def list_printed(page: Page) -> Iterator[Rect]:
    """The lines of type, the pictures and the advertisements of a page, each as the rectangle that it covers."""
    for region in page.regions:
        for item in region.items:
            if isinstance(item, Picture | Advert):
                yield item.rect
            elif isinstance(item, Line) and item.runs:
                yield filled_rect(item)


def place_flag(
    frame: SheetBox, size: tuple[int, int], ground: FlagGround, taken: Sequence[SheetBox]
) -> Flag | None:
    """A place for a flag of `size` beside `frame`: in the nearer margin if it has room there and a free way for its
    leader, else in the other, else in either without a leader; None where neither margin has room.
    """
    places = [*_find_places(frame, size, ground)]
    for place in places:
        if place.leader and _is_free(place.box, taken) and not _crosses(place.leader, ground.printed):
            return place
    for place in places:
        if _is_free(place.box, taken):
            return Flag(place.box, None)
    return None


def _find_places(frame: SheetBox, size: tuple[int, int], ground: FlagGround) -> Iterator[Flag]:
    """Every place that a flag may have: the nearer margin first, and in a margin from the frame's top down."""
    width, height = size
    left, _, right, _ = ground.area
    gap = max(2, height // 3)
    sides = [(frame[0] - left, left - gap - width, False), (right - frame[2], right + gap, True)]
    for _, x, on_right in sorted(sides, key=lambda side: side[0]):
        if x < 0 or x + width > ground.width:
            continue
        # Level with the frame's top, so that a leader is not taken for the outline of the frame beside.
        highest = min(frame[1] + height // 2, (frame[1] + frame[3]) // 2)
        for y in range(max(highest, height // 2), min(frame[3], ground.height - height)):
            top = y - height // 2
            ends = (frame[2], x) if on_right else (x + width, frame[0])
            yield Flag((x, top, x + width, top + height), (*ends, y))


def _is_free(box: SheetBox, taken: Sequence[SheetBox]) -> bool:
    left, top, right, bottom = box
    return not any(do_overlap((left, top - 2, right, bottom + 2), other) for other in taken)


def _crosses(leader: tuple[int, int, int], printed: Sequence[SheetBox]) -> bool:
    first, last, y = leader
    return any(do_overlap((first, y - 1, last, y + 2), box) for box in printed)


def do_overlap(box: SheetBox, other: SheetBox) -> bool:
    """Whether two boxes have a pixel in common."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
