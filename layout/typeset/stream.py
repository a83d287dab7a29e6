"""A text of any length, its style and measure -> set lines, one after another; memory is by the line, not by the text.

The text is read a window at a time. A window begins some way before the next line, and ends some way behind the lines
that are made of it, both at places where nothing of the text beyond can change a class, a break or a glyph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from layout.typeset.fill_line import fill_line
from layout.typeset.inline import Inline, Measure, ParagraphStyle
from layout.typeset.lines import Missing, SetLine
from layout.typeset.search.line_costs import NeedsMore, Search
from layout.typeset.search.prepared import PreparedParagraph
from layout.typeset.search.settling import Settling
from layout.typeset.search.ways import Numbered, ParagraphWay, ParagraphWays, look_wider
from layout.typeset.units.collect import make_units
from layout.typeset.units.glyphs import Manner

WINDOW = 8192
"""Characters that are read at a time, beyond those whose lines are not settled yet."""

CONTEXT = 64
"""Characters beyond a cut that may still have a say: more than any name, number or title that stays together."""

_SQUARE = "[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]"
_CUT = re.compile(f"(?<={_SQUARE})(?={_SQUARE})|(?<=[a-z] )(?=[a-z])")
"""Where a text may be cut: between two Han, kana or syllables of Hangul, and between two Latin words."""


def set_lines(
    inlines: Iterable[Inline],
    style: ParagraphStyle,
    measure: Measure,
    missing: list[Missing] | None = None,
) -> Iterator[SetLine]:
    """The lines of a paragraph, the same as `set_paragraph` makes, each as soon as nothing behind it can change it.

    The inlines are read as they are needed: they may come from a file of any size. Characters that no face has, or that
    the font's own can't show, are added to `missing`, with the lines that they are in. A text without a place to cut
    (one word of a million letters) is read whole, and so is an inline with a mark.
    """
    windows = _Windows(inlines, style)
    start = number = 0
    settling: Settling | None = None
    begin = 0
    for window in windows.following():
        search, units = window.search, window.search.prepared.units
        first = window.unit(start)
        if settling is None:
            settling = Settling(search, measure)
        else:
            settling.move(search, begin - first)
        while first < search.count:
            try:
                ends = settling.following()
            except NeedsMore:
                break
            for end in ends:
                limit = measure(number) if callable(measure) else measure
                yield fill_line(search.prepared, first, end, limit, window.offset)
                first, number = end + 1, number + 1
        done = window.offset + units.starts[first]
        if missing is not None:
            found = (replace(fault, offset=fault.offset + window.offset) for fault in units.missing)
            missing += [fault for fault in found if start <= fault.offset < done]
        start, begin = done, first
        windows.start = done


def count_ways(inlines: Sequence[Inline], style: ParagraphStyle, measure: Measure) -> ParagraphWays:
    """For each number of lines that a paragraph can take what the best way costs, without where its lines end."""
    return look_wider(lambda limit_cost: _count_ways(inlines, style, measure, limit_cost))


def _count_ways(
    inlines: Iterable[Inline], style: ParagraphStyle, measure: Measure, limit_cost: float
) -> ParagraphWays:
    windows = _Windows(inlines, style)
    states = {0: {0: (0.0, 0, 0)}}  # by offset, from which the line before begins too
    for window in windows.following():
        search, starts = window.search, window.search.prepared.units.starts
        forward = Numbered(search, measure, limit_cost, forgets=True)
        forward.states = {
            window.unit(offset): {
                number: (cost, faults, window.unit(came)) for number, (cost, faults, came) in here.items()
            }
            for offset, here in states.items()
        }
        with suppress(NeedsMore):
            forward.go(window.unit(windows.start), search.count)
        states = {
            window.offset + starts[at]: {
                number: (cost, faults, window.offset + starts[came])
                for number, (cost, faults, came) in here.items()
            }
            for at, here in forward.states.items()
        }
        windows.start = min(states)
    (last,) = states.values()
    return ParagraphWays(
        {number: ParagraphWay(cost, faults, ()) for number, (cost, faults, _) in sorted(last.items())}
    )


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of the text as units, the first character of which is `offset` of the paragraph."""

    search: Search
    offset: int

    def unit(self, offset: int) -> int:
        """The unit that begins at an offset of the paragraph."""
        return bisect_left(self.search.prepared.units.starts, offset - self.offset)


class _Windows:
    """The windows of a text, each of which begins before `start`, which moves on as lines are settled."""

    def __init__(self, inlines: Iterable[Inline], style: ParagraphStyle) -> None:
        self._text = _Text(inlines)
        self._style = style
        self._em = 0
        self.start = 0

    def following(self) -> Iterator[_Window]:
        text, style, size = self._text, self._style, WINDOW
        while not (text.ended and self.start >= text.end):
            text.read(size)
            start, offset = self.start, text.forget(self.start - CONTEXT)
            units = make_units(text.inlines, Manner(style.profile, style.vertical))
            if units.kinds:
                prepared = PreparedParagraph(
                    units, replace(style, indent=style.hanging) if offset else style, self._em
                )
                self._em = prepared.em
                safe = None if text.ended else bisect_left(units.starts, text.safe - offset)
                yield _Window(Search(prepared, safe), offset)
            size = WINDOW if self.start > start else 2 * size


@dataclass(slots=True)
class _Part:
    """Characters `begin` to `end` of an inline; the first is `offset` of the paragraph."""

    inline: Inline
    begin: int
    end: int
    offset: int

    def cut(self, most: int) -> int | None:
        """The last offset up to `most` where the part may be cut."""
        if self.inline.mark is not None:
            return None
        text, shift = self.inline.text, self.offset - self.begin
        last = min(self.end - 1, most - shift)
        return next((at + shift for at in range(last, self.begin, -1) if _CUT.match(text, at)), None)


class _Text:
    """The text from somewhere before the next line on, as far as it has been read."""

    def __init__(self, inlines: Iterable[Inline]) -> None:
        self._following = iter(inlines)
        self._parts: list[_Part] = []
        self.end = 0
        self.ended = False

    @property
    def inlines(self) -> Sequence[Inline]:
        return [
            part.inline
            if part.end - part.begin == len(part.inline.text)
            else replace(part.inline, text=part.inline.text[part.begin : part.end])
            for part in self._parts
        ]

    @property
    def safe(self) -> int:
        """The offset of the last cut that has text enough behind it."""
        return self._cut(self.end - CONTEXT) or 0

    def read(self, count: int) -> None:
        """Reads some more characters. An inline with a mark is read whole."""
        until = self.end + count
        while self.end < until:
            last = self._parts[-1] if self._parts else None
            if last is None or last.end == len(last.inline.text):
                following = next(self._following, None)
                if following is None:
                    self.ended = True
                    return
                last = _Part(following, 0, 0, self.end)
                self._parts.append(last)
            size = len(last.inline.text)
            taken = size if last.inline.mark is not None else min(size, last.end + until - self.end)
            self.end += taken - last.end
            last.end = taken

    def forget(self, before: int) -> int:
        """Gives up what lies before the last cut that is no later than `before`; says where what is held begins."""
        cut = self._cut(before)
        if cut is not None:
            self._parts = [part for part in self._parts if part.offset + part.end - part.begin > cut]
            first = self._parts[0]
            first.begin, first.offset = first.begin + cut - first.offset, cut
        return self._parts[0].offset if self._parts else 0

    def _cut(self, most: int) -> int | None:
        """The last offset up to `most` where what is held may be cut."""
        cuts = (part.cut(most) for part in reversed(self._parts) if part.offset < most)
        return next((cut for cut in cuts if cut is not None), None)
