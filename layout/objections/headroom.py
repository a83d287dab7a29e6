"""A story's head and what stands round it -> the white that it leaves of its room, where it fills half of that or less.

The room is the rectangle round the head up to the story's own lines and legs, what stands in it, and its edges: the
lines over the legs, or the strip beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.objections.offence import Offence, millimetres
from layout.objections.seen import SeenPage, SeenStory
from layout.scene import HEAD_ROLES, Rect
from layout.scene.geometry import measure_shared
from layout.scene.places import line_rect

LEAST_LINES = 4
"""Lines that the white is deep at least, and as wide in ems: less is the white that a head has round it."""

LOST_HINT = "give the head less room, set it larger, or let it have a deck or a summary"


def head_holes(seen: SeenPage) -> Iterator[Offence]:
    """A head that is lost in its room: with as much white under it or over it together, or at one of its sides, as half
    of the room.
    """
    for story in seen.stories:
        found = _find_white(seen, story)
        if found is None:
            continue
        white, percent = found
        place = seen.on_page(white)
        what = (
            f"The head of {story.id} fills {percent:.0f} % of its room and leaves white of {millimetres(place.width)} "
            f"by {millimetres(place.height)} {_side_of(story, place)} it."
        )
        yield Offence(what, LOST_HINT, (story.id,), (place,))


def _find_white(seen: SeenPage, story: SeenStory) -> tuple[Rect, float] | None:
    """The largest white at a side of the head, along the page's lines, and how much of its room the head fills."""
    if story.head is None or story.region.lies_on is not None:
        return None  # the room of one that lies on a picture is the picture
    head = seen.flat(story.head.place)
    room = _find_room(seen, story, head)
    found: list[tuple[Rect, float]] = []
    under = Rect(room.x, head.bottom, room.width, room.bottom - head.bottom)
    over = Rect(room.x, room.y, room.width, head.y - room.y)
    if 2 * head.height <= room.height:
        found.append((max(under, over, key=lambda white: white.height), 100 * head.height / room.height))
    behind = Rect(head.right, room.y, room.right - head.right, room.height)
    before = Rect(room.x, room.y, head.x - room.x, room.height)
    widest = max(behind, before, key=lambda white: white.width)
    if 2 * widest.width >= room.width:
        found.append((widest, 100 * head.width / room.width))
    deep = [
        hole
        for hole in found
        if hole[0].height >= LEAST_LINES * seen.leading and hole[0].width >= LEAST_LINES * seen.em
    ]
    return max(deep, key=lambda hole: hole[0].width * hole[0].height, default=None)


def _find_room(seen: SeenPage, story: SeenStory, head: Rect) -> Rect:
    """The room of a head, along the page's lines."""
    own = [seen.flat(place) for place in story.region.places]
    area = max(
        own,
        key=lambda place: (
            measure_shared(place.across, head.across) * (measure_shared(place.down, head.down) > 0)
        ),
    )
    things = [thing for thing in _bound_room(seen, story) if not thing.overlaps(head)]
    beside = [thing for thing in things if measure_shared(thing.across, head.across) > 0]
    top = max([area.y, *(thing.bottom for thing in beside if thing.bottom <= head.y)])
    bottom = min([area.bottom, *(thing.y for thing in beside if thing.y >= head.bottom)])
    level = [thing for thing in things if measure_shared(thing.down, (top, bottom)) > 0]
    left = max([area.x, *(thing.right for thing in level if thing.right <= head.x)])
    right = min([area.right, *(thing.x for thing in level if thing.x >= head.right)])
    return Rect(left, min(top, head.y), right - left, max(bottom, head.bottom) - min(top, head.y))


def _bound_room(seen: SeenPage, story: SeenStory) -> Iterator[Rect]:
    """What bounds a head's room, along the page's lines: legs, the lines in them, and the blocks that stand in it."""
    yield from (seen.flat(leg) for leg in story.region.legs)
    for line in story.region.lines:
        if line.role not in HEAD_ROLES and line.text.strip():
            yield seen.flat(line_rect(line))
    for region in seen.page.regions:
        if region.inside == story.id:
            yield from (seen.flat(place) for place in region.places)


def _side_of(story: SeenStory, white: Rect) -> str:
    """Where on the page the white is, seen from the head."""
    assert story.head is not None
    head = story.head.place
    if white.y >= head.bottom:
        return "under"
    if white.bottom <= head.y:
        return "over"
    return "right of" if white.x >= head.right else "left of"
