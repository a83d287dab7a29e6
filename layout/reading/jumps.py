"""An edition's stories that stand on several pages (转版) -> what is wrong with how their parts lead to each other.

A story begins once, goes on from each part to one other, and comes to no page again. A part is cut where the one before
it ends, so that nothing may wait for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from content.nearest import meant
from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import CopyBlock
from layout.plan.edition import EditionModel, PlannedBlock, stories_of

_Part = PlannedBlock[CopyBlock]
_Key = Literal["jump_to", "jump_from"]
_ANSWERS: Mapping[_Key, _Key] = {"jump_to": "jump_from", "jump_from": "jump_to"}


def bad_jumps(read: Read[EditionModel], faulty: frozenset[str]) -> Iterable[Problem]:
    """Jumps to pages that aren't there, that don't answer or lie before; parts that are there twice, and that wait for
    themselves. What is on a `faulty` page is not known, so nothing is said of whether it answers.
    """
    pages = [page.name for page in read.value.pages]
    stories = _Stories(stories_of(read))
    for at in stories.blocks:
        block = at.block
        if not block.jumps:
            continue
        sound = True
        for key in _ANSWERS:
            fault = _find_fault(at, key, pages, stories, faulty)
            if fault is not None:
                sound = False
                yield fault
        if not sound:
            continue
        if stories.waits_for_itself(at):
            what = f"The story {block.story!r} goes round in a circle: this part of it waits for itself."
            hint = "let each part go on on a page that it has not been on, and stand in no story that waits for it"
            yield at.refusal("jump-circle", what, hint, "jump_from" if block.jump_from else "jump_to")
        elif block.jump_to and pages.index(block.jump_to) < at.page_number:
            what = f"The story {block.story!r} goes on on page {block.jump_to}, which comes before {at.page.name}."
            hint = "let it go on on a later page, where a reader looks for it"
            yield Problem("jump-back", "warning", what, at.place("jump_to"), hint)


def _find_fault(
    at: _Part, key: _Key, pages: Sequence[str], stories: _Stories, faulty: frozenset[str]
) -> Problem | None:
    """What is wrong with where a part leads to, or comes from."""
    block, page = at.block, at.page.name
    other = _page_of(block, key)
    if other is None:
        return None
    story, back = f"The story {block.story!r}", _ANSWERS[key]
    if other not in pages:
        way = "go on on" if key == "jump_to" else "come from"
        what = f"There is no page {other!r} for the story {block.story!r} to {way}."
        return at.refusal("jump-nowhere", what, meant(other, pages, f"the pages are {', '.join(pages)}"), key)
    if other == page:
        what = f"{story} jumps from page {page} to itself."
        return at.refusal("jump-nowhere", what, meant(other, pages, f"the pages are {', '.join(pages)}"), key)
    parts = stories.parts[block.story]
    if any(part.page.name == page and part.number < at.number for part in parts):
        what = f"{story} has two parts on page {page}."
        return at.refusal("jump-fork", what, "let it go on in one block of a page", key)
    answers = [part for part in parts if part.page.name == other and _page_of(part.block, back) == page]
    if other not in faulty and not answers:
        what = f"{story} has no block on page {other} with {back}: {page}."
        hint = f"give it one there, with `{back}: {page}`, or take `{key}` out"
        return at.refusal("jump-unanswered", what, hint, key)
    return None


def _page_of(block: CopyBlock, key: _Key) -> str | None:
    return block.jump_to if key == "jump_to" else block.jump_from


class _Stories:
    """The blocks of an edition that hold stories, by their stories and by their pages."""

    def __init__(self, blocks: Iterable[_Part]) -> None:
        self.blocks = tuple(blocks)
        self.parts: dict[str, list[_Part]] = {}
        self.named: dict[str, dict[str, _Part]] = {}
        self.outer: dict[str, set[str]] = {}
        for at in self.blocks:
            self.named.setdefault(at.page.name, {})[at.id] = at
            if at.block.jumps:
                self.parts.setdefault(at.block.story, []).append(at)
            if at.block.jump_from is None and at.block.inside is not None:
                self.outer.setdefault(at.page.name, set()).add(at.block.inside)

    def waits_for_itself(self, part: _Part) -> bool:
        """Whether a part can be set only after itself."""
        seen: set[tuple[str, str]] = set()
        waiting = [*self.set_before(part)]
        while waiting:
            at = waiting.pop()
            if (at.page.name, at.id) == (part.page.name, part.id):
                return True
            if (at.page.name, at.id) not in seen:
                seen.add((at.page.name, at.id))
                waiting += self.set_before(at)
        return False

    def set_before(self, at: _Part) -> Iterator[_Part]:
        """What must be set before a block: the part that its story comes from, the story that it stands in, and those
        that others of its page stand in, with whose heads its own may have one size.
        """
        block, page = at.block, at.page.name
        outer = {block.inside}
        if block.jump_from is None:
            outer |= self.outer.get(page, set())
        else:
            before = (part for part in self.parts[block.story] if part.page.name == block.jump_from)
            yield from (part for part in before if part.block.jump_to == page)
        here = self.named[page]
        yield from (here[name] for name in outer if name is not None and name in here and name != at.id)
