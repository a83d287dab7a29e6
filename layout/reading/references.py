"""Index entries, pull quotes and wraps -> what they lead to, repeat or run round that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from content.marking.headmarks import read_breaks
from content.nearest import meant
from content.photo import Photo
from content.problems import Problem
from content.reading import Read
from content.story import Story
from layout.plan.blocks import CopyBlock, IndexBlock, PhotoBlock, QuoteBlock
from layout.plan.edition import EditionModel, blocks_of
from layout.reading.placement import block_place


def bad_entries(read: Read[EditionModel]) -> Iterable[Problem]:
    """Index entries of stories that are on no page."""
    placed = sorted({block.story for _, _, _, block in blocks_of(read.value) if isinstance(block, CopyBlock)})
    for page, number, _, block in blocks_of(read.value):
        if not isinstance(block, IndexBlock):
            continue
        for at, entry in enumerate(block.entries):
            if entry.story in placed:
                continue
            place = block_place(read, page, number, "entries")
            line = read.line_of(("pages", page, "blocks", number, "entries", at, "story"))
            yield Problem(
                "unknown-name",
                "refused",
                f"The index leads to the story {entry.story!r}, which is on no page.",
                replace(place, line=line),
                meant(
                    entry.story,
                    placed,
                    f"the pages have {', '.join(placed)}" if placed else "take the entry out",
                ),
            )


def bad_quotes(
    read: Read[EditionModel], stories: Mapping[str, Story], unread: frozenset[str] = frozenset()
) -> Iterable[Problem]:
    """Pull quotes of stories that are not there, or in words that the story has not. Of `unread` stories, which are
    there and can't be read, nothing is said.
    """
    for page, number, _, block in blocks_of(read.value):
        if not isinstance(block, QuoteBlock):
            continue
        if block.story in unread:
            continue
        if block.story not in stories:
            hint = meant(block.story, sorted(stories), "name one of the edition's stories")
            what = f"There is no story {block.story!r} to quote."
            yield Problem("unknown-name", "refused", what, block_place(read, page, number, "story"), hint)
            continue
        words = _solid(read_breaks(block.text)[0])
        own = [_solid(part.text) for part in stories[block.story].parts if ".ruby[" not in part.field]
        if not any(words in text for text in own):
            yield Problem(
                "misquoted",
                "refused",
                f"The story {block.story!r} does not say “{read_breaks(block.text)[0][:40]}”.",
                block_place(read, page, number, "text"),
                "quote it as it stands in one paragraph of the story",
            )


def bad_wraps(read: Read[EditionModel], photos: Mapping[str, Photo]) -> Iterable[Problem]:
    """Blocks whose text is to run round the outline of a photo that has none."""
    for page, number, _, block in blocks_of(read.value):
        if not isinstance(block, PhotoBlock) or block.wrap != "outline":
            continue
        photo = photos.get(block.photo)
        if photo is not None and photo.outline is None:
            yield Problem(
                "no-outline",
                "refused",
                f"The sheet of photo {block.photo!r} tells no outline for the text to run round.",
                block_place(read, page, number, "wrap"),
                "give its sheet an `outline`, or take `wrap` out",
            )


def _solid(text: str) -> str:
    """Text without spaces, in which a quote may differ."""
    return "".join(text.split())
