"""A story's head and what stands round it -> the white that it leaves of its room, where it fills half of that or less.

The room is the rectangle round the head up to the story's own lines and legs, what stands in it, and its edges: the
lines over the legs, or the strip beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.objections.found import millimetres, objection
from layout.objections.rects import across, down, meet, shared
from layout.objections.seen import HEAD_ROLES, Seen, Story
from layout.plan.objectiontable import Objection
from layout.scene import Line, Rect
from layout.scene.places import line_rect

LEAST_LINES = 4
"""Lines that the white is deep at least, and as wide in ems: less is the white that a head has round it."""

LOST_HINT = "give the head less room, set it larger, or let it have a deck or a summary"


def head_holes(seen: Seen) -> Iterator[Objection]:
    """A head that is lost in its room: with as much white under it or over it together, or at one of its sides, as half
    of the room.
    """
    for story in seen.stories:
        found = _white(seen, story)
        if found is None:
            continue
        white, percent = found
        place = _on_page(seen, white)
        words = (
            f"The head of {story.id} fills {percent:.0f} % of its room and leaves white of {millimetres(place.width)} "
            f"by {millimetres(place.height)} {_side(story, place)} it.",
            LOST_HINT,
        )
        yield objection(seen, "white-hole", (story.id,), (place,), words)


def _white(seen: Seen, story: Story) -> tuple[Rect, float] | None:
    """The largest white at a side of the head, along the page's lines, and how much of its room the head fills."""
    if story.head is None:
        return None
    head = seen.flat(story.head.place)
    room = _room(seen, story, head)
    above, under = head.y - room.y, room.bottom - head.bottom
    before, behind = head.x - room.x, room.right - head.right
    found: list[tuple[Rect, float]] = []
    if 2 * head.height <= room.height:
        rect = (
            Rect(room.x, head.bottom, room.width, under)
            if under >= above
            else Rect(room.x, room.y, room.width, above)
        )
        found.append((rect, 100 * head.height / room.height))
    if 2 * max(before, behind) >= room.width:
        rect = (
            Rect(head.right, room.y, behind, room.height)
            if behind >= before
            else Rect(room.x, room.y, before, room.height)
        )
        found.append((rect, 100 * head.width / room.width))
    deep = [
        one
        for one in found
        if one[0].height >= LEAST_LINES * seen.leading and one[0].width >= LEAST_LINES * seen.em
    ]
    return max(deep, key=lambda one: one[0].width * one[0].height, default=None)


def _room(seen: Seen, story: Story, head: Rect) -> Rect:
    """The room of a head, along the page's lines."""
    own = [seen.flat(place) for place in story.region.places]
    area = max(
        own, key=lambda place: shared(across(place), across(head)) * (shared(down(place), down(head)) > 0)
    )
    things = [thing for thing in _round(seen, story) if not meet(thing, head)]
    beside = [one for one in things if shared(across(one), across(head)) > 0]
    top = max([area.y, *(one.bottom for one in beside if one.bottom <= head.y)])
    bottom = min([area.bottom, *(one.y for one in beside if one.y >= head.bottom)])
    level = [one for one in things if shared(down(one), (top, bottom)) > 0]
    left = max([area.x, *(one.right for one in level if one.right <= head.x)])
    right = min([area.right, *(one.x for one in level if one.x >= head.right)])
    return Rect(left, min(top, head.y), right - left, max(bottom, head.bottom) - min(top, head.y))


def _round(seen: Seen, story: Story) -> Iterator[Rect]:
    """What bounds a head's room, along the page's lines: legs, the lines in them, and the blocks that stand in it."""
    yield from (seen.flat(leg) for leg in story.region.legs)
    for item in story.region.items:
        if isinstance(item, Line) and item.role not in HEAD_ROLES and item.text.strip():
            yield seen.flat(line_rect(item))
    for region in seen.page.regions:
        if region.inside == story.id:
            yield from (seen.flat(place) for place in region.places)


def _on_page(seen: Seen, flat: Rect) -> Rect:
    """The inverse of `Seen.flat`."""
    if not seen.vertical:
        return flat
    return Rect(seen.page.width - flat.bottom, flat.x, flat.height, flat.width)


def _side(story: Story, white: Rect) -> str:
    """Where on the page the white is, seen from the head."""
    assert story.head is not None
    head = story.head.place
    if white.y >= head.bottom:
        return "under"
    if white.bottom <= head.y:
        return "over"
    return "right of" if white.x >= head.right else "left of"
