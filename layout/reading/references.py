"""Index entries, pull quotes and wraps -> what they lead to, repeat or run round that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from content.marking.headmarks import read_breaks
from content.nearest import meant
from content.photo import Photo
from content.problems import Problem
from content.reading import Read
from content.story import Story
from layout.plan.edition import EditionModel, block_place, blocks_of, stories_of


def bad_entries(read: Read[EditionModel]) -> Iterable[Problem]:
    """Index entries of stories that are on no page."""
    placed = sorted({block.story for _, _, _, block in stories_of(read.value)})
    for page, number, _, block in blocks_of(read.value):
        for lead in block.leads_to:
            if lead.story not in placed:
                hint = f"the pages have {', '.join(placed)}" if placed else "take the entry out"
                yield Problem(
                    "unknown-name",
                    "refused",
                    f"The index leads to the story {lead.story!r}, which is on no page.",
                    block_place(read, page, number, *lead.path),
                    meant(lead.story, placed, hint),
                )


def bad_quotes(
    read: Read[EditionModel], stories: Mapping[str, Story], unread: frozenset[str] = frozenset()
) -> Iterable[Problem]:
    """Pull quotes of stories that are not there, or in words that the story has not. Of `unread` stories, which are
    there and can't be read, nothing is said.
    """
    for page, number, _, block in blocks_of(read.value):
        quotation = block.quotes
        if quotation is None or quotation.story in unread:
            continue
        story = quotation.story
        if story not in stories:
            hint = meant(story, sorted(stories), "name one of the edition's stories")
            what = f"There is no story {story!r} to quote."
            yield Problem("unknown-name", "refused", what, block_place(read, page, number, "story"), hint)
            continue
        words = read_breaks(quotation.text)[0]
        own = [_without_spaces(part.text) for part in stories[story].parts if ".ruby[" not in part.field]
        if not any(_without_spaces(words) in text for text in own):
            yield Problem(
                "misquoted",
                "refused",
                f"The story {story!r} does not say “{words[:40]}”.",
                block_place(read, page, number, "text"),
                "quote it as it stands in one paragraph of the story",
            )


def bad_wraps(read: Read[EditionModel], photos: Mapping[str, Photo]) -> Iterable[Problem]:
    """Blocks whose text is to run round the outline of a photo that has none."""
    for page, number, _, block in blocks_of(read.value):
        if not block.wraps_outline:
            continue
        [shown] = block.shows
        photo = photos.get(shown.id)
        if photo is not None and photo.outline is None:
            yield Problem(
                "no-outline",
                "refused",
                f"The sheet of photo {shown.id!r} tells no outline for the text to run round.",
                block_place(read, page, number, "wrap"),
                "give its sheet an `outline`, or take `wrap` out",
            )


def _without_spaces(text: str) -> str:
    """Text without spaces: a quote may have others."""
    return "".join(text.split())
