"""The words that blocks print of their own -> what is wrong with them: marks, and characters other than they look."""

from __future__ import annotations

from collections.abc import Iterable

from content.marking.headmarks import head_mark_problems, read_breaks, read_marks
from content.marking.unread_marks import plain_text_problems
from content.problems import Problem
from content.reading import Read
from layout.plan.edition import EditionModel, block_place, blocks_of


def bad_words(read: Read[EditionModel]) -> Iterable[Problem]:
    """Labels, folios, index entries and quotes that would print a mark of a story's body, or hold odd characters; bare
    marks of line breaks in quotes.
    """
    for page, number, _, block in blocks_of(read.value):
        for words in block.own_words:
            place = block_place(read, page, number, *words.path)
            yield from plain_text_problems(read_breaks(words.text)[0] if words.marked else words.text, place)
            if words.marked:
                yield from head_mark_problems(read_marks(words.text), place)
