"""Turns the sample edition's stories into the text of any number of pages that are all different.

Each story keeps its characters, and its paragraphs their lengths to within a clause, but no two pages hold the same
paragraph, so what a program remembers of one page does not help it with the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from random import Random

EDITION = Path("content/editions/wujin")
LEAD, NOTES, SECOND, PHOTO = "lead", "notes", "green", "campus"


_MARK = re.compile(r"[，；：。！？”]")
_CLAUSE_END = re.compile(r"[，；：。！？]$|[。！？]”$")


@dataclass(frozen=True, slots=True)
class StoryText:
    """What is printed of one story. A lead-in opens the first paragraph, after two spaces of an em."""

    headline: tuple[str, ...]
    deck: str
    lead_in: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """What is printed on one page. `photo` is an absolute path: it is read, never written out."""

    nameplate: str
    motto: tuple[str, ...]
    folio: str
    label: str
    lead: StoryText
    notes: StoryText
    second: StoryText
    caption: str
    credit: str
    photo: Path


def read_pages(root: Path, count: int, *, skip: int = 0) -> tuple[PageText, ...]:
    """The text of `count` pages, from the sample edition below `root`; the first is the copy as it stands.

    `skip` leaves out the pages that another run was given.
    """
    first = read_page(root)
    return tuple(shuffle(first, number) for number in range(skip, skip + count))


def read_page(root: Path) -> PageText:
    """The sample edition's page."""
    from content.photo import read_photo
    from content.story import Story, read_story

    edition = root / EDITION

    def text(name: str) -> StoryText:
        story: Story = read_story(edition / "stories" / f"{name}.md", root=edition)
        return StoryText(
            headline=story.headline,
            deck="　".join(story.deck),
            lead_in=story.lead_in or "",
            paragraphs=tuple(paragraph.plain for paragraph in story.paragraphs),
        )

    photo = read_photo(edition / "photos" / f"{PHOTO}.yaml", root=edition)
    return PageText(
        nameplate="武进日报",
        motto=("滨湖科创城", "智造武高新"),
        folio="2024年11月25日　星期一　版面复原样张　A01 要闻",
        label="重点项目 进行时",
        lead=text(LEAD),
        notes=text(NOTES),
        second=text(SECOND),
        caption=photo.caption or "",
        credit=photo.credit or "",
        photo=edition / photo.file,
    )


def shuffle(page: PageText, number: int) -> PageText:
    """The page with the clauses of each story in another order, one for each number; 0 is the page as it stands."""
    if number == 0:
        return page
    lead, notes, second = (shuffle_story(story, number) for story in (page.lead, page.notes, page.second))
    return replace(page, lead=lead, notes=notes, second=second)


def shuffle_story(story: StoryText, number: int) -> StoryText:
    clauses = [clause for paragraph in story.paragraphs for clause in split_clauses(paragraph)]
    Random(number).shuffle(clauses)
    return replace(story, paragraphs=tuple(refill([len(text) for text in story.paragraphs], clauses)))


def refill(lengths: Sequence[int], clauses: Sequence[str]) -> Iterator[str]:
    """The clauses as paragraphs that end where paragraphs of `lengths` characters do, or nearest to it."""
    ends = list(accumulate(map(len, clauses)))
    taken = 0
    for end in accumulate(lengths):
        cut = min(range(taken + 1, len(clauses) + 1), key=lambda count: abs(ends[count - 1] - end))
        yield end_sentence("".join(clauses[taken:cut]))
        taken = cut


def end_sentence(text: str) -> str:
    return text if text[-1] in "。！？”" else text[:-1] + "。"


def split_clauses(text: str) -> list[str]:
    """The text cut after each mark that stands outside of quotes and brackets, so that pairs stay whole."""
    clauses, depth, start = [], 0, 0
    for end, char in enumerate(text, start=1):
        depth += (char in "“‘（《「") - (char in "”’）》」")
        if depth == 0 and _CLAUSE_END.search(text, start, end) and not _MARK.match(text, end):
            clauses.append(text[start:end])
            start = end
    return clauses if start == len(text) else [*clauses, text[start:]]
