"""How copy goes on from leg to leg: where a reader would lose it (泣き別れ, 両流れ, 飛び降り).

Dan lie one below the other and copy runs in each from right to left; all of it is looked at as if lines lay level, so
that a dan is a leg, `x` runs along its lines and `y` from the first of them to the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from layout.objections.offence import Offence
from layout.objections.seen import SeenLeg, SeenPage, SeenStory
from layout.scene import Line, Rect
from layout.scene.geometry import are_alongside, is_between

NEAR_LINES = 3
"""Lines of the grid between two stories in one dan: with less, and nothing in it, one is read on into the other."""


def nakiwakare(seen: SeenPage) -> Iterator[Offence]:
    """泣き別れ: a leg ends with a paragraph, and the next begins with one: is the story at its end? In a box, and in
    copy that is folded into a rectangle of its own (タタミ), a reader knows.
    """
    for story in seen.stories:
        if story.framed or _is_folded(seen, story):
            continue
        for leg, following in _filled_legs(story):
            last, first = leg.lines[-1], following.lines[0]
            if not _is_one_below(seen, leg, following) or not _begins_paragraph(first, last):
                continue
            places = [found for found in (leg.filled, following.filled) if found is not None]
            what = f"A leg of {story.id} ends with a paragraph, and the next begins with one."
            hint = "add or cut a line before it, or fold the story into a rectangle or a box"
            yield Offence(what, hint, (story.id,), places)


def ryounagare(seen: SeenPage) -> Iterator[Offence]:
    """両流れ: two stories that both come from a dan above go on in one dan, side by side with nothing between."""
    flowing = [
        (story, leg)
        for story in seen.stories
        if not story.framed
        for leg in story.legs[1:]
        if leg.filled is not None
    ]
    for story, leg in flowing:
        for other, beside in flowing:
            if other.id == story.id or leg.filled is None or beside.filled is None:
                continue
            upper, lower = seen.flat(leg.filled), seen.flat(beside.filled)
            white = lower.y - upper.bottom
            if not are_alongside(upper.across, lower.across) or not 0 <= white < NEAR_LINES * seen.leading:
                continue
            if _are_parted(seen, upper, lower):
                continue
            what = f"{story.id} and {other.id} both flow into one dan, side by side with nothing between."
            hint = "put a rule, a head or a photo between, or let one of them end in the dan above"
            yield Offence(what, hint, (other.id, story.id), (leg.filled, beside.filled))


def tobiori(seen: SeenPage) -> Iterator[Offence]:
    """飛び降り: copy goes on in a dan below further left than it ended, or leaves a dan out."""
    for story in seen.stories:
        for leg, following in _filled_legs(story):
            if leg.filled is None or following.filled is None:
                continue
            own, lower = seen.flat(leg.place), seen.flat(following.place)
            leap = lower.x - own.right
            if leap < 0 or not _is_one_below(seen, leg, following):
                continue
            skipped = leap > _dan_depth(seen)
            further = seen.flat(following.filled).y >= seen.flat(leg.filled).bottom
            if not skipped and not further:
                continue
            where = "leaves out a dan" if skipped else "goes on further left than it ended"
            what = f"The copy of {story.id} {where}."
            hint = "move what stands in its way, so that it goes on in the next dan at the right"
            yield Offence(what, hint, (story.id,), (leg.filled, following.filled))


def _filled_legs(story: SeenStory) -> Iterator[tuple[SeenLeg, SeenLeg]]:
    """Each two legs with lines that follow each other."""
    yield from pairwise(leg for leg in story.legs if leg.lines)


def _is_folded(seen: SeenPage, story: SeenStory) -> bool:
    """Whether all legs of a story have the same place beside each other."""
    return len({seen.flat(leg.place).down for leg in story.legs}) <= 1


def _is_one_below(seen: SeenPage, leg: SeenLeg, following: SeenLeg) -> bool:
    """Whether a leg is in another dan than the one before it: not parted from it by something that stands in a dan."""
    return seen.flat(following.place).x >= seen.flat(leg.place).right


def _begins_paragraph(first: Line, last: Line) -> bool:
    if first.role != last.role or first.span is None or last.span is None:
        return False  # a subhead or a jump line says where it goes on
    return first.span.start == 0 and first.span.part != last.span.part


def _are_parted(seen: SeenPage, upper: Rect, lower: Rect) -> bool:
    """Whether a rule, a head or anything else stands between two legs of one dan."""
    start, end = max(upper.x, lower.x), min(upper.right, lower.right)
    space = Rect(start, upper.bottom, end - start, lower.y - upper.bottom)
    things = [*(rect for _, rect in seen.ink), *seen.rules]
    return is_between(space, [seen.flat(thing) for thing in things])


def _dan_depth(seen: SeenPage) -> int:
    """The height of a dan with its gutters on both sides: a leap over more leaves one out."""
    grid = seen.grid
    return grid.column + grid.gutter if grid is not None else 8 * seen.em
