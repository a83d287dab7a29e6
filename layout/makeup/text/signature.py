"""A signature at the end of copy (文末署名) -> behind the text's last line, or on lines of its own, flush to their end.

It is never broken where a measure holds it. A longer one is broken between names, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.marking.body import Text
from content.problems import Problem
from layout.makeup.desk import BlockSpot
from layout.makeup.text.lineproblems import unknown_characters
from layout.makeup.text.text import Copy, Look, natural_width, set_one_line
from layout.makeup.wardrobe import Dress
from layout.plan.grid import em_of
from layout.scene import Mpt
from layout.typeset import (
    Inline,
    Measure,
    ParagraphWay,
    ParagraphWays,
    PreparedParagraph,
    SetLine,
    set_paragraph,
)

LEAST_GAP_EM = 1
"""White between a text and the signature behind it, at least, in ems of the signature."""

_MOST_EVENED = 4
"""Lines of a long signature that are made about as long as each other."""

_BETWEEN_NAMES = re.compile("[ \u3000、，,・·／/]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, which begins at character `start` of its copy, in the dress that it is set in."""

    text: str
    copy: Copy
    start: int
    dress: Dress

    @property
    def look(self) -> Look:
        return Look("signature", {0: self.dress.ink}, self.copy, self.dress.vertical)

    @property
    def width(self) -> Mpt:
        return natural_width(self.text, self.dress)


def make_signature(text: Text, copy: Copy, start: int, dress: Dress) -> Signature:
    """A signature of a story, in the face that its run asks for."""
    font = dress.strong if text.strong else dress.emphasis if text.emphasis else dress.font
    return Signature(text.text, copy, start, replace(dress, font=font))


def set_behind(signature: Signature, measure: Mpt) -> SetLine:
    """The signature at the end of a line of text."""
    room = measure - _end_indent(signature.dress)
    return set_one_line(signature.text, signature.dress, room, "end").further(signature.start)


def set_alone(signature: Signature, measure: Mpt) -> tuple[SetLine, ...]:
    """The signature on lines of its own: on one, where the measure holds it."""
    room = measure - _end_indent(signature.dress)
    if signature.width <= room:
        return (set_behind(signature, measure),)
    return tuple(line.further(signature.start) for line in _break_between_names(signature, room))


def _end_indent(dress: Dress) -> Mpt:
    return em_of(dress.paragraph.end_indent, dress.paragraph.type_along)


def fits_behind(
    signature: Signature, prepared: PreparedParagraph, way: ParagraphWay, measure: Measure
) -> bool:
    """Whether the last line of a paragraph that is set in one way leaves the signature room."""
    style = prepared.style
    if not way.ends or style.align in ("center", "end"):
        return False
    first = way.ends[-2] + 1 if len(way.ends) > 1 else 0
    filled = em_of(prepared.ends[way.ends[-1]] - prepared.starts[first] - style.end_indent, style.type_along)
    room = measure(len(way.ends) - 1) if callable(measure) else measure
    dress = signature.dress
    gap = LEAST_GAP_EM * dress.em + _end_indent(dress)
    return filled + gap + signature.width <= room


def signed_totals(
    signature: Signature | None, prepared: PreparedParagraph, ways: ParagraphWays, measure: Measure
) -> dict[int, int]:
    """By the lines that a paragraph takes with its signature, for as many as copy-fitting may take: the lines that it
    takes itself in the cheapest of these ways. The natural number comes first.
    """
    totals: dict[int, int] = {}
    for count in sorted(ways.costs, key=lambda count: (ways.costs[count], count)):
        more = 0
        if signature is not None and not fits_behind(signature, prepared, ways.by_count[count], measure):
            own = measure(count) if callable(measure) else measure
            more = len(set_alone(signature, own))
        totals.setdefault(count + more, count)
    return totals


def signature_problems(signature: Signature, measure: Mpt, spot: BlockSpot) -> Iterator[Problem]:
    """A signature that no line holds, and characters that no face has."""
    copy = signature.copy
    yield from unknown_characters(signature.text, signature.dress, spot, copy)
    room = measure - _end_indent(signature.dress)
    if signature.width > room:
        over = (signature.width - room) / 1000
        what = f"The signature is {over:.1f} pt longer than its line, and is broken between names."
        place = spot.place(copy.story, copy.part, signature.start)
        yield Problem(
            "long-signature", "warning", what, place, "shorten it, or give the legs another measure"
        )


def _break_between_names(signature: Signature, room: Mpt) -> Iterator[SetLine]:
    """As many names on each line as it holds; of a few lines all about as long. A name that is longer than its line is
    broken as text is.
    """
    text, dress = signature.text, signature.dress
    parts = _part_names(text, dress, room)
    if len(parts) <= _MOST_EVENED:
        for narrower in range(room - dress.em, 0, -dress.em):
            closer = _part_names(text, dress, narrower)
            if len(closer) > len(parts) or natural_width(max(closer, key=len), dress) > narrower:
                break
            parts = closer
    style = replace(dress.paragraph, align="end", indent=0, hanging=0, end_indent=0)
    start = 0
    for part in parts:
        for line in set_paragraph([Inline(part, dress.font)], style, max(1, room)).lines:
            yield line.further(start)
        start += len(part)


def _part_names(text: str, dress: Dress, room: Mpt) -> list[str]:
    """The text parted behind names, as much of it in each part as has room; one name at least."""
    ends = [found.end() for found in _BETWEEN_NAMES.finditer(text) if found.end() < len(text)]
    parts: list[str] = []
    start = 0
    while start < len(text):
        first, *others = (end for end in (*ends, len(text)) if end > start)
        end = first
        for other in others:
            if natural_width(text[start:other], dress) > room:
                break
            end = other
        parts.append(text[start:end])
        start = end
    return parts
