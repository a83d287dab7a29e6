"""Paragraphs and heads that are tried again while a page is made up -> each set once at a measure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache

from layout.typeset import (
    NO_HOLDS,
    Holds,
    Inline,
    Measure,
    ParagraphStyle,
    ParagraphWay,
    ParagraphWays,
    PreparedParagraph,
    SetParagraph,
    find_ways,
    hold_ends,
    prepare_paragraph,
    set_way,
)


class KeptParagraphs:
    """What the setter made of the paragraphs of one page so far, and its `heads`, which `set_head` keeps here. A page's
    make-up has one, and drops it at its end.

    A measure that is a function must be a value that can be compared.
    """

    def __init__(self) -> None:
        self.heads: dict[Hashable, object] = {}
        self._prepare, self._find_ways, self._set_way, self._hold_ends = (
            cache(prepare_paragraph),
            cache(find_ways),
            cache(set_way),
            cache(hold_ends),
        )

    def prepare(
        self, inlines: Sequence[Inline], style: ParagraphStyle, holds: Holds = NO_HOLDS
    ) -> PreparedParagraph:
        return self._prepare(tuple(inlines), style, holds)

    def find_ways(self, prepared: PreparedParagraph, measure: Measure) -> ParagraphWays:
        return self._find_ways(prepared, measure)

    def set_way(self, prepared: PreparedParagraph, measure: Measure, way: ParagraphWay) -> SetParagraph:
        return self._set_way(prepared, measure, way)

    def hold_ends(
        self, prepared: PreparedParagraph, measure: Measure, way: ParagraphWay, held: frozenset[int]
    ) -> ParagraphWay:
        return self._hold_ends(prepared, measure, way, held)
