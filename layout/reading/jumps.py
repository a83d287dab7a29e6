"""An edition's stories that go on on another page (转版) -> what is wrong with it: jumps must meet, and once only."""

from __future__ import annotations

from collections.abc import Iterable

from content.nearest import meant
from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import CopyBlock
from layout.plan.edition import EditionModel, block_place, stories_of


def bad_jumps(read: Read[EditionModel], faulty: frozenset[str] = frozenset()) -> Iterable[Problem]:
    """Jumps to pages that aren't there or that don't answer, and stories that jump more than once. What is on a
    `faulty` page is not known, so nothing is said of whether it answers.
    """
    pages = [page.name for page in read.value.pages]
    ways = {
        (page, number): (page_name, block)
        for page, number, page_name, block in stories_of(read.value)
        if block.jump_to or block.jump_from
    }
    for (page, number), (page_name, block) in ways.items():
        if block.jump_to and block.jump_from:
            yield Problem(
                "jumps-twice",
                "refused",
                f"The story {block.story!r} comes from page {block.jump_from} and goes on on page {block.jump_to}.",
                block_place(read, page, number, "jump_to"),
                "let a story jump once only, and its second part hold all the rest",
            )
            continue
        field = "jump_to" if block.jump_to else "jump_from"
        other = block.jump_to or block.jump_from or ""
        what = _wrong(block, page_name, other, pages)
        if what is not None:
            hint = meant(other, pages, f"the pages are {', '.join(pages)}")
            yield Problem("jump-nowhere", "refused", what, block_place(read, page, number, field), hint)
        elif other not in faulty and not any(_answers(block, page_name, way) for way in ways.values()):
            back = "jump_from" if block.jump_to else "jump_to"
            yield Problem(
                "jump-unanswered",
                "refused",
                f"The story {block.story!r} has no block on page {other} with {back}: {page_name}.",
                block_place(read, page, number, field),
                f"give it one there, with `{back}: {page_name}`, or take `{field}` out",
            )


def _wrong(block: CopyBlock, page: str, other: str, pages: list[str]) -> str | None:
    if other not in pages:
        way = "go on on" if block.jump_to else "come from"
        return f"There is no page {other!r} for the story {block.story!r} to {way}."
    return f"The story {block.story!r} jumps from page {page} to itself." if other == page else None


def _answers(block: CopyBlock, page: str, other: tuple[str, CopyBlock]) -> bool:
    other_page, part = other
    if part is block or part.story != block.story:
        return False
    if block.jump_to:
        return other_page == block.jump_to and part.jump_from == page
    return other_page == block.jump_from and part.jump_to == page
