"""Paragraphs that are tried again while a page is made up -> each prepared once, and broken once a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from layout.typeset import (
    Inline,
    Measure,
    ParagraphStyle,
    ParagraphWay,
    ParagraphWays,
    PreparedParagraph,
    SetParagraph,
    find_ways,
    prepare_paragraph,
    set_way,
)


@dataclass(frozen=True, slots=True)
class KeptParagraphs:
    """What the setter made of the paragraphs of one page so far. A page's make-up has one, and drops it at its end."""

    _prepared: dict[tuple[tuple[Inline, ...], ParagraphStyle], PreparedParagraph] = field(
        default_factory=dict
    )
    _ways: dict[tuple[PreparedParagraph, Measure], ParagraphWays] = field(default_factory=dict)
    _set: dict[tuple[PreparedParagraph, Measure, ParagraphWay], SetParagraph] = field(default_factory=dict)

    def prepare(self, inlines: Sequence[Inline], style: ParagraphStyle) -> PreparedParagraph:
        key = tuple(inlines), style
        found = self._prepared.get(key)
        if found is None:
            found = self._prepared[key] = prepare_paragraph(inlines, style)
        return found

    def find_ways(self, prepared: PreparedParagraph, measure: Measure) -> ParagraphWays:
        """The ways through a paragraph; a measure that is a function must be a value that can be compared."""
        found = self._ways.get((prepared, measure))
        if found is None:
            found = self._ways[prepared, measure] = find_ways(prepared, measure)
        return found

    def set_way(self, prepared: PreparedParagraph, measure: Measure, way: ParagraphWay) -> SetParagraph:
        key = prepared, measure, way
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = set_way(prepared, measure, way)
        return found
