"""The stanzas of a body and the measure of its legs -> centred verse in the middle of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from layout.makeup.keptparagraphs import KeptParagraphs
from layout.makeup.text.paragraphs import BodyText
from layout.scene import Mpt
from layout.typeset import PreparedParagraph


def centre_verse(kept: KeptParagraphs, texts: Sequence[BodyText], measure: Mpt) -> list[BodyText]:
    """The texts, with centred verse as far in as its longest line allows: a poem is centred as a block."""
    found: list[BodyText] = []
    for centred, group in groupby(texts, lambda text: text.centred):
        poem = list(group)
        if centred:
            free = max(0, measure - max(_widest_line(text.prepared) for text in poem)) // 2
            for number, text in enumerate(poem):
                style = text.prepared.style
                style = replace(style, indent=style.indent + free, hanging=style.hanging + free)
                prepared = kept.prepare(text.prepared.inlines, style)
                poem[number] = replace(text, prepared=prepared)
        found += poem
    return found


def _widest_line(prepared: PreparedParagraph) -> Mpt:
    """The longest line of a stanza, with its indents."""
    if not prepared.ends:
        return 0
    stops = [-1, *sorted(prepared.closing)]
    return max(prepared.ends[stop] - prepared.starts[before + 1] for before, stop in pairwise(stops))
