"""The legs of each story: hardly a line in one, feet that are not level, text of another too near, fields of grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise, product

from layout.objections.offence import Offence, millimetres
from layout.objections.seen import SeenLeg, SeenPage, SeenStory
from layout.scene import Mpt, Rect
from layout.scene.geometry import Extent, hull, measure_shared
from layout.scene.places import filled_rect

BREAKS_GREY = ("subhead",)
"""Roles of lines that are dark enough to end a field of grey."""


def short_leg(seen: SeenPage) -> Iterator[Offence]:
    """A leg with fewer lines than a leg should have, in a story with several."""
    for story in seen.stories:
        short = [leg for leg in story.legs if 0 < leg.rows < seen.limits.short_leg_lines]
        if len(story.legs) > 1 and short:
            counts = sorted({leg.rows for leg in short})
            have = " or ".join(map(str, counts)) + (" line" if counts == [1] else " lines")
            which = f"A leg of {story.id} has" if len(short) == 1 else f"{len(short)} legs of {story.id} have"
            places = [leg.filled or leg.place for leg in short]
            what = f"{which} {have}."
            hint = "give the story fewer legs or another shape, or let it have more copy"
            yield Offence(what, hint, (story.id,), places)


def dog_leg(seen: SeenPage) -> Iterator[Offence]:
    """Legs of one story that have the same place beside each other and end at different depths; and, in papers that
    are neither Chinese nor Japanese, few lines that wrap under or over something. Where a story's shape makes its legs
    differ they may.
    """
    for story in seen.stories:
        yield from _check_feet(seen, story)
        if not seen.lang.lower().startswith(("zh", "ja")):
            yield from _check_wraps(seen, story)


def cut_legs(seen: SeenPage) -> Iterator[Offence]:
    """Something that stands across all legs of a story, over which each of them goes on: a reader who comes to it does
    not know whether to go on under it or at the head of the next leg. Under a head amid the text one knows.
    """
    for story in seen.stories:
        columns = [[*group] for _, group in groupby(story.legs, key=lambda leg: seen.flat(leg.place).across)]
        if len(columns) < 2 or any(len(parts) < 2 for parts in columns):
            continue
        across = _common_gap(seen, columns)
        head = story.head is not None and seen.flat(story.head.place).down
        if across is None or (head and measure_shared(head, across) > 0):
            continue
        whole = hull(seen.flat(leg.place) for leg in story.legs)
        if whole is not None:
            place = seen.on_page(Rect(whole.x, across[0], whole.width, across[1] - across[0]))
            what = f"What stands in {story.id} parts all of its legs: each goes on behind it, before the next leg."
            hint = (
                "let the legs begin anew behind it (`legs_under: anew`), leave a leg free beside it, or move it to the "
                "head or the foot of the legs"
            )
            yield Offence(what, hint, (story.id,), (place,))


def grey(seen: SeenPage) -> Iterator[Offence]:
    """A field of copy, several legs wide and many lines deep, with nothing dark in it."""
    for story in seen.stories:
        fields: list[Rect] = []
        width = seen.limits.grey_legs
        for start in range(len(story.legs) - width + 1):
            window = story.legs[start : start + width]
            if all(_stand_side_by_side(seen, *two) for two in pairwise(window)):
                fields += _find_fields(seen, window)
        whole = hull(fields)
        if whole is not None:
            what = (
                f"Copy of {story.id} runs on for {seen.limits.grey_lines} lines and more in {width} legs side by side "
                "without a head."
            )
            hint = "put a subhead or a photo into it"
            yield Offence(what, hint, (story.id,), (whole,))


def close_bodies(seen: SeenPage) -> Iterator[Offence]:
    """The text of two stories with hardly any white between, and neither a head, a rule nor a frame there."""
    for upper, lower in combinations(seen.stories, 2):
        gaps = [
            gap
            for leg, other in product(upper.legs, lower.legs)
            if leg.filled is not None and other.filled is not None
            for gap in _find_gap(seen, leg.filled, other.filled)
        ]
        if not gaps:
            continue
        gap = min(gaps, key=lambda found: found.white)
        first, second = (upper, lower) if gap.in_order else (lower, upper)
        side = "under" if gap.follows != seen.vertical else "beside"
        what = (
            f"The text of {second.id} stands {millimetres(gap.white)} {side} that of {first.id}, with nothing between "
            "them."
        )
        hint = f"leave {gap.asked} of white between them, or put a rule or a head there"
        places = [seen.on_page(found.place) for found in gaps]
        yield Offence(what, hint, (second.id, first.id), places)


@dataclass(frozen=True, slots=True)
class _Gap:
    """The white between the text of two legs, along the page's lines: its place, how much of it there is and what is
    asked for. `follows` says that the lines of one leg come after those of the other; else the two are side by side.
    `in_order` says that the first leg is the one above, or before.
    """

    place: Rect
    white: Mpt
    asked: str
    follows: bool
    in_order: bool


def _find_gap(seen: SeenPage, filled: Rect, other: Rect) -> Iterator[_Gap]:
    """The gap between two legs that is too small and has nothing in it, if there is one."""
    flat, against = seen.flat(filled), seen.flat(other)
    limits = seen.limits
    x, right = max(flat.x, against.x), min(flat.right, against.right)
    y, bottom = max(flat.y, against.y), min(flat.bottom, against.bottom)
    if right > x and bottom <= y:
        place, white = Rect(x, bottom, right - x, y - bottom), y - bottom
        least = limits.bodies_apart_lines * seen.leading
        asked = "a line" if limits.bodies_apart_lines == 1 else f"{limits.bodies_apart_lines:g} lines"
    elif bottom > y and right <= x:
        place, white = Rect(right, y, x - right, bottom - y), x - right
        least = limits.bodies_apart_em * seen.em
        asked = "half an em" if limits.bodies_apart_em == 0.5 else f"{limits.bodies_apart_em:g} em"
    else:
        return
    wide = seen.on_page(Rect(place.x, place.y, max(1, place.width), max(1, place.height)))
    others = (thing for thing in (*seen.printed, *seen.rules) if thing not in (filled, other))
    if white < least and not any(wide.overlaps(thing) for thing in others):
        in_order = flat.y < against.y if right > x else flat.x < against.x
        yield _Gap(place, white, asked, right > x, in_order)


def _check_feet(seen: SeenPage, story: SeenStory) -> Iterator[Offence]:
    if any(line.role == "verse" for leg in story.legs for line in leg.lines):
        return  # verse ends a leg where a stanza ends
    for legs in _part_legs(story):
        yield from _check_level(seen, story, legs)


def _part_legs(story: SeenStory) -> Iterator[tuple[SeenLeg, ...]]:
    """The legs of each part of a story: up to a leg that its copy ends, and behind the last of those."""
    bounds = 0, *(number + 1 for number in story.region.leg_ends), len(story.legs)
    yield from (story.legs[start:end] for start, end in pairwise(bounds))


def _check_level(seen: SeenPage, story: SeenStory, part: Sequence[SeenLeg]) -> Iterator[Offence]:
    # Copy is poured into the legs of a vertical page: the last has what is left.
    legs = part[:-1] if seen.vertical else part
    level = sorted(legs, key=lambda leg: seen.flat(leg.place).down)
    for _, group in groupby(level, key=lambda leg: seen.flat(leg.place).down):
        beside = [*group]
        depths = [_measure_depth(seen, leg) for leg in beside]
        if max(depths) - min(depths) > seen.limits.uneven_lines:
            places = [leg.filled or leg.place for leg in beside]
            what = f"Legs of {story.id} that begin level are from {min(depths)} to {_count_lines(max(depths))} deep."
            hint = "give the story copy that fills it, or fewer lines"
            yield Offence(what, hint, (story.id,), places)


def _measure_depth(seen: SeenPage, leg: SeenLeg) -> int:
    """How many lines of the grid deep a leg is filled, with the white that is in it, over subheads and the like."""
    if leg.filled is None:
        return 0
    return round((seen.flat(leg.filled).bottom - seen.flat(leg.place).y) / seen.leading)


def _common_gap(seen: SeenPage, columns: Sequence[Sequence[SeenLeg]]) -> Extent | None:
    """Where all of some legs are parted, each between two parts of it that have lines; None where they are not."""
    common: Extent | None = None
    for number, parts in enumerate(columns):
        gaps = [
            (seen.flat(over.place).bottom, seen.flat(under.place).y)
            for over, under in pairwise(parts)
            if over.lines and under.lines
        ]
        if number == 0:
            common = gaps[0] if gaps else None
        elif common is not None:
            shared = [gap for gap in gaps if measure_shared(gap, common) > 0]
            common = (max(common[0], shared[0][0]), min(common[1], shared[0][1])) if shared else None
    return common


def _check_wraps(seen: SeenPage, story: SeenStory) -> Iterator[Offence]:
    """Legs that are parted by what stands in them: a part of them with few lines."""
    least, most = seen.limits.short_leg_lines, seen.limits.wrap_lines
    for leg in story.legs:
        own = seen.flat(leg.place)
        parts = [part for part in story.legs if seen.flat(part.place).across == own.across]
        if len(parts) > 1 and least <= leg.rows < most:
            what = f"{_count_lines(leg.rows)} of {story.id} wrap under or over what stands in it."
            hint = f"leave {most} lines there, or none"
            yield Offence(what, hint, (story.id,), (leg.filled or leg.place,))


def _stand_side_by_side(seen: SeenPage, leg: SeenLeg, other: SeenLeg) -> bool:
    """Whether no more than a wide gutter lies between two legs."""
    first, second = seen.flat(leg.place).across, seen.flat(other.place).across
    return 0 <= -measure_shared(first, second) <= 3 * seen.em


def _find_fields(seen: SeenPage, legs: Sequence[SeenLeg]) -> Iterator[Rect]:
    """What long runs of plain lines have in common in all of some legs."""
    common = _find_runs(seen, legs[0])
    for leg in legs[1:]:
        common = [
            (max(run[0], other[0]), min(run[1], other[1]))
            for run in common
            for other in _find_runs(seen, leg)
            if measure_shared(run, other) > 0
        ]
    # Lines of n leadings reach over n − 1 of them and the type of the last.
    least = (seen.limits.grey_lines - 1) * seen.leading
    whole = hull(leg.place for leg in legs)
    for start, end in common:
        if whole is not None and end - start > least:
            flat = seen.flat(whole)
            yield seen.on_page(Rect(flat.x, start, flat.width, end - start))


def _find_runs(seen: SeenPage, leg: SeenLeg) -> list[Extent]:
    """From where to where plain lines follow each other in a leg."""
    runs: list[Extent] = []
    broken = True
    for line in leg.lines:
        if line.role in BREAKS_GREY:
            broken = True
            continue
        start, end = seen.flat(filled_rect(line)).down
        if not broken and start - runs[-1][1] <= seen.leading:
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
        broken = False
    return runs


def _count_lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
