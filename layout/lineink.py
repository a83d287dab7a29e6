"""A set line -> the boxes that its glyphs have ink in, by what each of them stands for.

A Han glyph fills its em box but for some hundredths on each side; a bracket, comma or full stop of full width has one
half of it; a Latin letter stands between its capitals' tops and its descenders, and is as wide as it is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from unicodedata import category, decomposition

from layout.scene import GlyphRun, Line, Mpt

Sides = tuple[Mpt, Mpt, Mpt, Mpt]
"""Left, top, right and bottom on the page."""

EM: Final = (880, 120)
"""From a level baseline to the head and to the foot of an em box, in thousandths of the size (OpenType `ideo`)."""

SIDE: Final = 25
"""White that a glyph keeps inside its em box on every side, in thousandths of its size."""

CAPITAL: Final = 740
ACCENT: Final = 950
DESCENDER: Final = 250
ON_THE_LINE: Final = 20
"""How far Latin ink reaches over the baseline, with an accent on a capital and without, and under it, with descenders
and without, in thousandths of the size.
"""

_DESCEND = frozenset("gjpqyQJ,;()[]{}|/_@")

_FIRST_WIDE = "\u2e80"
"""Characters before it have Latin proportions; general punctuation is as high as they are."""

_OPENING: Final = (0.5, 0.03)
_CLOSING: Final = (0.03, 0.5)
_STOP: Final = (0.03, 0.3)
"""White before and behind the ink of a mark of full width, in ems. Stops stand in the middle in some places."""

_STOPS = frozenset("、。，．；：！？")


def glyph_boxes(line: Line, *, descenders: bool = True) -> Iterator[Sides]:
    """The box of each glyph of a line's own text that has ink, in its order; without `descenders` none reaches further
    down than Han.
    """
    lowest = DESCENDER if descenders else EM[1] - SIDE
    runs = [run for run in line.runs if not run.annotation and run.glyphs]
    for run, following in pairwise([*runs, None]):
        if run is not None:
            yield from _boxes(run, _end(run, line, following), lowest)


def _boxes(run: GlyphRun, foot: Mpt, lowest: int) -> Iterator[Sides]:
    level = run.turn == "level"
    start = run.x if level else run.baseline
    last = foot - start
    size = run.size
    em = size * run.condensed // 1000 if level else size
    text = ""
    for at, (x, own) in enumerate(zip(run.xs, run.texts, strict=True)):
        text = own or text or "-"  # a later glyph of a cluster is like the first
        if text.isspace():
            continue
        room = max(0, (run.xs[at + 1] if at + 1 < len(run.xs) else last) - x)
        wide = text[0] >= _FIRST_WIDE or (room >= em * 9 // 10 and not text[0].isalnum())
        before, behind = _white(text, wide, room, em)
        begin, end = start + x + before, start + x + max(before, behind)
        if wide or run.turn == "upright":
            over, under = EM[0] - SIDE, EM[1] - SIDE
        else:
            over, under = _latin(text)
            under = min(under, lowest)
        if level:
            yield begin, run.baseline - size * over // 1000, end, run.baseline + size * under // 1000
        elif run.turn == "upright":
            half = size * (1000 - 2 * SIDE) // 2000
            yield run.x - half, begin, run.x + half, end
        else:
            yield run.x - size * under // 1000, begin, run.x + size * over // 1000, end


def _end(run: GlyphRun, line: Line, following: GlyphRun | None) -> Mpt:
    """Where what is behind a run's last glyph begins: the next run, or the line's end."""
    if run.turn == "level" and line.vertical:
        return run.x + run.xs[-1] + run.size  # figures side by side
    if following is None or (following.turn == "level" and line.vertical):
        return line.baseline + line.width if line.vertical else line.x + line.width
    return following.origin[1] if line.vertical else following.origin[0]


def _white(text: str, wide: bool, room: Mpt, em: Mpt) -> tuple[Mpt, Mpt]:
    """Where the ink of a glyph begins and ends behind its origin, along the line."""
    if not wide:
        return 0, min(room, em * len(text))
    kind = category(text[0])
    if text[0] in _STOPS:
        before, behind = _STOP if room >= em * 9 // 10 else _CLOSING
    elif kind in ("Ps", "Pi"):
        before, behind = _OPENING
    elif kind in ("Pe", "Pf"):
        before, behind = _CLOSING
    else:
        before = behind = SIDE / 1000
        if len(text) > 1:
            em = max(em, room)
    return round(em * before), round(em * (1 - behind))


def _latin(text: str) -> tuple[int, int]:
    """How far a text of Latin proportions reaches over and under its baseline, in thousandths of its size."""
    if text.isascii():
        return CAPITAL, DESCENDER if _DESCEND.intersection(text) else ON_THE_LINE
    accented = any(char.isupper() and decomposition(char) for char in text)
    return ACCENT if accented else CAPITAL, DESCENDER
