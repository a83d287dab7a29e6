"""Heads of a page against each other: side by side (碰题), in a chimney (煙突), larger than their place (倒头条)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from layout.objections.found import objection, points
from layout.objections.rects import across, alongside, corridor, down, shared, stand_between
from layout.objections.seen import Head, Seen, Story
from layout.plan.objectiontable import Objection

LEVEL_LINES = 3
"""Lines of the grid by which two stories may begin apart and still stand side by side."""


def tombstone(seen: Seen) -> Iterator[Objection]:
    """碰题: two heads side by side at one height that read as one, since nothing sets them apart."""
    for (one, head), (other, beside) in combinations(_open_heads(seen), 2):
        space = corridor(head.main, beside.main, sideways=True)
        if space is None or not alongside(down(head.main), down(beside.main)):
            continue
        smaller, larger = sorted((head.size, beside.size))
        if larger * 100 >= smaller * (100 + seen.limits.apart_percent) or head.face != beside.face:
            continue
        if space.width >= seen.limits.apart_em * smaller:
            continue
        if stand_between(space, [*seen.ink_of_others(), *seen.rules]):
            continue
        words = (
            f"The heads of {one.id} and {other.id} stand side by side with nothing between, "
            f"both at {_sizes(smaller, larger)} and in one face.",
            "let one of them begin higher or lower, set it in another size or face, or put a rule or box between",
        )
        yield objection(seen, "tombstone", (other.id, one.id), (head.main, beside.main), words)


def entotsu(seen: Seen) -> Iterator[Objection]:
    """煙突: two upright heads one below the other, with nothing but white between."""
    upright = [(story, head) for story, head in _open_heads(seen) if head.vertical]
    for (one, head), (other, below) in combinations(upright, 2):
        space = corridor(head.main, below.main, sideways=False)
        if space is None or not alongside(across(head.main), across(below.main)):
            continue
        if stand_between(space, seen.ink_of_others()):
            continue
        upper, lower = (one, other) if head.main.y < below.main.y else (other, one)
        words = (
            f"The head of {lower.id} stands right under that of {upper.id}.",
            "let one of them begin further left or right, or set one head level",
        )
        yield objection(seen, "entotsu", (lower.id, upper.id), (head.main, below.main), words)


def outweighed_lead(seen: Seen) -> Iterator[Objection]:
    """倒头条: a head that begins in the lower half and is heavier than any of the upper."""
    lead = _lead(seen)
    if lead is None:
        return
    first, head = lead
    for story, other in _heads(seen):
        if _outweighs(seen, other, head):
            words = (
                f"The head of {story.id}, in the lower half, weighs {_percent(other, head)} of that of the lead, "
                f"{first.id}.",
                "set it smaller or in fewer lines, or the lead's larger",
            )
            places = (other.place, head.place)
            yield objection(seen, "outweighed-lead", (story.id, first.id), places, words)


def rank(seen: Seen) -> Iterator[Objection]:
    """A story in a lower place with a larger head than one in a higher place: upper over lower, and of two that begin
    level the one that is read first. A box has its own place, and so has what stands beside the nameplate (报眼). The
    rest of a story that began on another page has its rank there. What outweighs the lead is not told again.
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
                words = (
                    f"The head of {story.id} is {points(head.size)}, that of {above.id} in the higher place "
                    f"{points(other.size)}.",
                    f"set it no larger than that of {above.id}, or let the two change places",
                )
                yield objection(seen, "rank", (story.id, above.id), (head.main, other.main), words)
                break


def _heads(seen: Seen) -> Iterator[tuple[Story, Head]]:
    for story in seen.stories:
        if story.head is not None:
            yield story, story.head


def _open_heads(seen: Seen) -> list[tuple[Story, Head]]:
    """The heads that no frame sets apart."""
    return [(story, head) for story, head in _heads(seen) if not story.framed]


def _lead(seen: Seen) -> tuple[Story, Head] | None:
    """The story of the upper half with the heaviest head; of equal ones the first on the page."""
    upper = [(story, head) for story, head in _open_heads(seen) if not _in_lower_half(seen, head)]
    return max(upper, key=lambda one: one[1].weight, default=None)


def _beside_nameplate(seen: Seen, story: Story) -> bool:
    """Whether most of a story stands on the lines that the nameplate takes."""
    start, end = down(seen.flat(story.place))
    return any(
        2 * shared((start, end), down(seen.flat(region.frame))) > end - start
        for region in seen.page.regions
        if region.kind == "nameplate"
    )


def _is_of_rest(head: Head) -> bool:
    """Whether a head stands over the rest of a story that began on another page (转版)."""
    return any(line.span is not None and line.span.part == "jump_head" for line in head.lines)


def _outweighs(seen: Seen, head: Head, lead: Head) -> bool:
    heavier = head.weight * 100 > lead.weight * seen.limits.outweighed_percent
    return heavier and head is not lead and _in_lower_half(seen, head)


def _in_lower_half(seen: Seen, head: Head) -> bool:
    """Whether a head begins in the lower half of the page."""
    return head.place.y >= seen.area.y + seen.area.height // 2


def _ranks_over(seen: Seen, one: Story, other: Story) -> bool:
    slack = LEVEL_LINES * seen.leading
    if one.place.bottom <= other.place.y + slack and one.place.y + slack < other.place.y:
        return True
    level = abs(one.place.y - other.place.y) <= slack
    beside = shared(across(one.place), across(other.place)) <= 0
    return level and beside and _side(seen, one) < _side(seen, other)


def _side(seen: Seen, story: Story) -> int:
    """How far from the side that is read first a story begins: the left, on a vertical page the right."""
    return -story.place.right if seen.vertical else story.place.x


def _percent(head: Head, lead: Head) -> str:
    return f"{100 * head.weight / lead.weight:.0f} %" if lead.weight > 0 else "a multiple"


def _sizes(smaller: int, larger: int) -> str:
    return points(larger) if smaller == larger else f"{points(smaller)} and {points(larger)}"
