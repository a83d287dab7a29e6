"""A text that is set as a paragraph -> where no line of it may begin: inside a subhead's words, where an editor says.

Each line of a paragraph is as full as can be, and may end inside a word of Han; a subhead's lines break between words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from content.marking.body import Paragraph, Subhead
from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.text.even_lines import find_even_way
from layout.makeup.text.headline_breaks import breaks_of
from layout.makeup.text.wording import Wording
from layout.plan.profile import Profile
from layout.typeset import (
    NO_HOLDS,
    Holds,
    Inline,
    Measure,
    ParagraphStyle,
    SetParagraph,
    find_ways,
    prepare_paragraph,
    set_paragraph,
    set_way,
)


def holds_of(block: Paragraph | Subhead, profile: Profile) -> Holds:
    """Where no line of a block of the body may begin: a subhead's begin with a word where any can."""
    if isinstance(block, Paragraph):
        return NO_HOLDS
    text = block.plain
    words = breaks_of(text, profile)
    return Holds(
        Wording(text, inlines=block.inlines).held.union(block.held),
        frozenset(at for at in range(1, len(text)) if at not in words),
    )


def set_held(
    inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure, held: Collection[int]
) -> SetParagraph:
    """Sets a paragraph in its natural number of lines, none of which begins where its editor forbids it. Centred lines
    are as even as can be, and break between words.
    """
    if style.align == "center":
        return _set_centred(inlines, style, measure, held)
    if not held:
        return set_paragraph(inlines, style, measure)
    prepared = prepare_paragraph(inlines, style, Holds(frozenset(held)))
    ways = find_ways(prepared, measure)
    return set_way(prepared, measure, ways.by_count[ways.natural])


def _set_centred(
    inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure, held: Collection[int]
) -> SetParagraph:
    text, kept = "".join(inline.text for inline in inlines), KeptParagraphs()
    words = breaks_of(text, style.profile)
    holds = Holds(frozenset(held), frozenset(at for at in range(1, len(text)) if at not in words))
    prepared = kept.prepare(inlines, style, holds)
    return kept.set_way(prepared, measure, find_even_way(kept, prepared, measure))
