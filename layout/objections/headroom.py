"""A story's head and what stands round it -> the white that it leaves of its room: under it, or half of that and more.

The room is the rectangle round the head up to the story's own lines and legs, what stands in it, and its edges: the
lines over the legs, or the strip beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.objections.offence import Offence, millimetres
from layout.objections.seen import SeenPage, SeenStory
from layout.scene import HEAD_ROLES, Rect
from layout.scene.geometry import measure_shared
from layout.scene.places import line_rect

LEAST_LINES = 4
"""Lines that the white is deep at least, and as wide in ems: less is the white that a head has round it. Between a head
and its text a paper says how much that is.
"""

LOST_HINT = "give the head less room, set it larger, or let it have a deck or a summary"


@dataclass(frozen=True, slots=True)
class _Room:
    """The room of a head, along the page's lines; `is_over_text` says that something of the story is beneath it."""

    place: Rect
    is_over_text: bool


def head_holes(seen: SeenPage) -> Iterator[Offence]:
    """A head with white between it and its text, or beneath it at the side of that (题近文); and one that is lost in
    its room, with as much white over it, or at one of its sides, as half of the room.
    """
    for story in seen.stories:
        found = _find_white(seen, story)
        if found is None:
            continue
        white, percent = found
        place = seen.on_page(white)
        side = _side_of(story, place)
        deep = f", {place.height / seen.leading:.0f} lines deep" if side in ("under", "over") else ""
        what = (
            f"The head of {story.id} fills {percent:.0f} % of its room and leaves white of {millimetres(place.width)} "
            f"by {millimetres(place.height)} {side} it{deep}."
        )
        yield Offence(what, LOST_HINT, (story.id,), (place,))


def _find_white(seen: SeenPage, story: SeenStory) -> tuple[Rect, float] | None:
    """The white between the head and its text, else the largest at a side of the head, along the page's lines; and how
    much of its room the head fills.
    """
    if story.head is None or story.region.lies_on is not None:
        return None  # the room of one that lies on a picture is the picture
    head = seen.flat(story.head.place)
    found = _find_room(seen, story, head)
    room = found.place
    share = 100 * head.height / max(1, room.height)
    under = Rect(room.x, head.bottom, room.width, room.bottom - head.bottom)
    over = Rect(room.x, room.y, room.width, head.y - room.y)
    least = LEAST_LINES * seen.leading
    if found.is_over_text and under.height > seen.limits.head_white_lines * seen.leading:
        return under, share
    holes = [*_beside(seen, head, room)]
    if under.height >= least:
        holes.append((under, share))
    if 2 * head.height <= room.height and over.height >= least:
        holes.append((over, share))
    wide = [hole for hole in holes if hole[0].width >= LEAST_LINES * seen.em]
    return max(wide, key=lambda hole: hole[0].width * hole[0].height, default=None)


def _beside(seen: SeenPage, head: Rect, room: Rect) -> Iterator[tuple[Rect, float]]:
    """The white behind a head's lines and before them. On a vertical page that behind them is under the head: where a
    whole dan of it is empty text may stand there.
    """
    behind = Rect(head.right, room.y, room.right - head.right, room.height)
    before = Rect(room.x, room.y, head.x - room.x, room.height)
    widest = max(behind, before, key=lambda white: white.width)
    grid = seen.grid
    dan = seen.vertical and grid is not None and widest is behind and widest.width >= grid.column
    if dan or (room.height >= LEAST_LINES * seen.leading and 2 * widest.width >= room.width):
        yield widest, 100 * head.width / max(1, room.width)


def _find_room(seen: SeenPage, story: SeenStory, head: Rect) -> _Room:
    own = [seen.flat(place) for place in story.region.places]
    area = max(
        own,
        key=lambda place: (
            measure_shared(place.across, head.across) * (measure_shared(place.down, head.down) > 0)
        ),
    )
    things = [thing for thing in _bound_room(seen, story) if not thing.overlaps(head)]
    beside = [thing for thing in things if measure_shared(thing.across, head.across) > 0]
    beneath = [thing.y for thing in beside if thing.y >= head.bottom]
    top = max([area.y, *(thing.bottom for thing in beside if thing.bottom <= head.y)])
    bottom = min([area.bottom, *beneath])
    level = [thing for thing in things if measure_shared(thing.down, (top, bottom)) > 0]
    left = max([area.x, *(thing.right for thing in level if thing.right <= head.x)])
    right = min([area.right, *(thing.x for thing in level if thing.x >= head.right)])
    top, bottom = min(top, head.y), max(bottom, head.bottom)
    return _Room(Rect(left, top, right - left, bottom - top), bool(beneath))


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
