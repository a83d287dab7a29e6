"""Heads of a page against each other: side by side (碰题), in a chimney (煙突), larger than their place (倒头条)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from layout.objections.offence import Offence, points
from layout.objections.seen import SeenHead, SeenPage, SeenStory
from layout.scene.geometry import are_alongside, find_corridor, is_between, measure_shared

LEVEL_LINES = 3
"""Lines of the grid by which two stories may begin apart and still stand side by side."""


def tombstone(seen: SeenPage) -> Iterator[Offence]:
    """碰题: two heads side by side at one height that read as one, since nothing sets them apart."""
    for (story, head), (other, beside) in combinations(_open_heads(seen), 2):
        space = find_corridor(head.main, beside.main, sideways=True)
        if space is None or not are_alongside(head.main.down, beside.main.down):
            continue
        smaller, larger = sorted((head.size, beside.size))
        if larger * 100 >= smaller * (100 + seen.limits.apart_percent) or head.face != beside.face:
            continue
        if space.width >= seen.limits.apart_em * smaller:
            continue
        if is_between(space, [*seen.printed, *seen.rules]):
            continue
        what = (
            f"The heads of {story.id} and {other.id} stand side by side with nothing between, "
            f"both at {' and '.join(dict.fromkeys(map(points, (smaller, larger))))} and in one face."
        )
        hint = "let one of them begin higher or lower, set it in another size or face, or put a rule or box between"
        yield Offence(what, hint, (other.id, story.id), (head.main, beside.main))


def entotsu(seen: SeenPage) -> Iterator[Offence]:
    """煙突: two upright heads one below the other, with nothing but white between."""
    upright = [(story, head) for story, head in _open_heads(seen) if head.vertical]
    for (story, head), (other, below) in combinations(upright, 2):
        space = find_corridor(head.main, below.main, sideways=False)
        if space is None or not are_alongside(head.main.across, below.main.across):
            continue
        if is_between(space, seen.printed):
            continue
        upper, lower = (story, other) if head.main.y < below.main.y else (other, story)
        what = f"The head of {lower.id} stands right under that of {upper.id}."
        hint = "let one of them begin further left or right, or set one head level"
        yield Offence(what, hint, (lower.id, upper.id), (head.main, below.main))


def outweighed_lead(seen: SeenPage) -> Iterator[Offence]:
    """倒头条: a head that begins in the lower half and is heavier than any of the upper."""
    lead = _lead(seen)
    if lead is None:
        return
    first, head = lead
    for story, other in _heads(seen):
        if _outweighs(seen, other, head):
            places = (other.place, head.place)
            share = f"{100 * other.weight / head.weight:.0f} %" if head.weight > 0 else "a multiple"
            what = (
                f"The head of {story.id}, in the lower half, weighs {share} of that of the lead, {first.id}."
            )
            hint = "set it smaller or in fewer lines, or the lead's larger"
            yield Offence(what, hint, (story.id, first.id), places)


def rank(seen: SeenPage) -> Iterator[Offence]:
    """A story in a lower place with a larger head than one in a higher place: upper over lower, and of two that begin
    level the one that is read first. A box has its own place, and so has what stands beside the nameplate (报眼). The
    rest of a story that began on another page has its rank there. What outweighs the lead is an offence already.
    """
    lead = _lead(seen)
    ranked = [
        (story, head)
        for story, head in _open_heads(seen)
        if not _beside_nameplate(seen, story) and not _is_of_rest(head)
    ]
    for story, head in _heads(seen):
        if _is_of_rest(head) or (lead is not None and _outweighs(seen, head, lead[1])):
            continue
        for above, other in ranked:
            larger = head.size * 100 > other.size * (100 + seen.limits.rank_percent)
            if larger and _ranks_over(seen, above, story):
                what = (
                    f"The head of {story.id} is {points(head.size)}, that of {above.id} in the higher place "
                    f"{points(other.size)}."
                )
                hint = f"set it no larger than that of {above.id}, or let the two change places"
                yield Offence(what, hint, (story.id, above.id), (head.main, other.main))
                break


def _heads(seen: SeenPage) -> Iterator[tuple[SeenStory, SeenHead]]:
    for story in seen.stories:
        if story.head is not None:
            yield story, story.head


def _open_heads(seen: SeenPage) -> list[tuple[SeenStory, SeenHead]]:
    """The heads that no frame sets apart."""
    return [(story, head) for story, head in _heads(seen) if not story.framed]


def _lead(seen: SeenPage) -> tuple[SeenStory, SeenHead] | None:
    """The story of the upper half with the heaviest head; of equal ones the first on the page."""
    upper = [(story, head) for story, head in _open_heads(seen) if not _in_lower_half(seen, head)]
    return max(upper, key=lambda pair: pair[1].weight, default=None)


def _beside_nameplate(seen: SeenPage, story: SeenStory) -> bool:
    """Whether most of a story stands on the lines that the nameplate takes."""
    start, end = seen.flat(story.place).down
    return any(
        2 * measure_shared((start, end), seen.flat(region.frame).down) > end - start
        for region in seen.page.regions
        if region.kind == "nameplate"
    )


def _is_of_rest(head: SeenHead) -> bool:
    """Whether a head stands over the rest of a story that began on another page (转版)."""
    return any(line.span is not None and line.span.part == "jump_head" for line in head.lines)


def _outweighs(seen: SeenPage, head: SeenHead, lead: SeenHead) -> bool:
    heavier = head.weight * 100 > lead.weight * seen.limits.outweighed_percent
    return heavier and head is not lead and _in_lower_half(seen, head)


def _in_lower_half(seen: SeenPage, head: SeenHead) -> bool:
    """Whether a head begins in the lower half of the page."""
    return head.place.y >= seen.area.y + seen.area.height // 2


def _ranks_over(seen: SeenPage, story: SeenStory, other: SeenStory) -> bool:
    slack = LEVEL_LINES * seen.leading
    if story.place.bottom <= other.place.y + slack and story.place.y + slack < other.place.y:
        return True
    level = abs(story.place.y - other.place.y) <= slack
    beside = measure_shared(story.place.across, other.place.across) <= 0
    return level and beside and _side_of(seen, story) < _side_of(seen, other)


def _side_of(seen: SeenPage, story: SeenStory) -> int:
    """How far from the side that is read first a story begins: the left, on a vertical page the right."""
    return -story.place.right if seen.vertical else story.place.x
