"""The words that blocks print of their own -> what is wrong with them: marks, and characters other than they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from content.marking.headmarks import head_mark_problems, read_breaks, read_marks
from content.marking.unread_marks import plain_text_problems
from content.problems import Problem
from content.reading import Read
from layout.plan.blocks import Block, FolioBlock, IndexBlock, PanelBlock, QuoteBlock
from layout.plan.edition import EditionModel, blocks_of
from layout.reading.placement import block_place

_Field = tuple[str | int, ...]


def bad_words(read: Read[EditionModel]) -> Iterable[Problem]:
    """Labels, folios, index entries and quotes that would print a mark of a story's body, or hold odd characters; bare
    marks of line breaks in quotes.
    """
    for page, number, _, block in blocks_of(read.value):
        for field, words in _words(block):
            line = read.line_of(("pages", page, "blocks", number, *field))
            place = replace(block_place(read, page, number, str(field[0])), line=line)
            yield from plain_text_problems(words, place)
        if isinstance(block, QuoteBlock):
            line = read.line_of(("pages", page, "blocks", number, "text"))
            place = replace(block_place(read, page, number, "text"), line=line)
            yield from head_mark_problems(read_marks(block.text), place)


def _words(block: Block) -> Iterator[tuple[_Field, str]]:
    match block:
        case PanelBlock():
            for at, bit in enumerate(block.text):
                yield ("text", at, "text"), bit.text
        case FolioBlock():
            yield from ((("left",), block.left), (("center",), block.center), (("right",), block.right))
        case IndexBlock():
            yield ("title",), block.title or ""
            for at, entry in enumerate(block.entries):
                yield ("entries", at, "title"), entry.title or ""
        case QuoteBlock():
            yield ("text",), read_breaks(block.text)[0]
            yield ("by",), block.by or ""
        case _:
            pass
