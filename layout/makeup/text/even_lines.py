"""A text of few lines and its measure -> the way to break it whose lines are about as long as each other."""

from __future__ import annotations

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.typeset import Measure, ParagraphWay, PreparedParagraph, find_parted_ends

_CLOSEST_EM = 0.25
"""The narrowest measure for a number of lines is looked for to this part of an em."""


def find_even_way(kept: KeptParagraphs, prepared: PreparedParagraph, measure: Measure) -> ParagraphWay:
    """The way in the natural number of lines at a measure that is found in the narrowest one which takes no more lines,
    and parts no more words: as even as can be. For subheads and centred text, whose last line is seen as the others.
    """
    ways = kept.find_ways(prepared, measure)
    best = ways.by_count[ways.natural]
    if ways.natural < 2:
        return best
    parted = len(find_parted_ends(prepared, best))
    high = min(measure(line) for line in range(ways.natural)) if callable(measure) else measure
    low = prepared.length // ways.natural
    while high - low > _CLOSEST_EM * prepared.em:
        middle = (low + high) // 2
        narrower = kept.find_ways(prepared, middle)
        way = narrower.by_count[narrower.natural]
        fits = narrower.natural == ways.natural and way.faults <= best.faults
        if fits and len(find_parted_ends(prepared, way)) <= parted:
            high, best = middle, way
        else:
            low = middle
    return best
