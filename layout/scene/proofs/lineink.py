"""A set line -> the boxes that its glyphs have ink in, by what each of them stands for.

A Han glyph fills its em box but for some hundredths on each side; a bracket, comma or full stop of full width has one
half of it; a Latin letter stands between its capitals' tops and its descenders, and is as wide as it is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import category, decomposition

from layout.scene import GlyphRun, Line, Mpt
from layout.scene.places import EM_BOX
from layout.scene.proofs.inkboxes import InkBox

SIDE: Final = 25
"""White that a glyph keeps inside its em box on every side, in thousandths of its size."""

EDGE: Final = 125
"""The most of an em box that may stand outside of a line which is trimmed to its ink, in thousandths of the size."""

CAPITAL: Final = 740
ASCENDER: Final = 790
ACCENT: Final = 950
DESCENDER: Final = 250
ON_THE_LINE: Final = 20
"""How far Latin ink reaches over the baseline: capitals, tall small letters, capitals with an accent; and under it,
with descenders and without. In thousandths of the size.
"""

TAIL: Final = 200
"""How far a comma of full width reaches under the baseline."""

_ASCEND = frozenset("bdfhkl()[]{}|/")
_DESCEND = frozenset("gjpqyQJ,;()[]{}|/_@")

_HIGH = frozenset("“”‘’–—…")
"""Marks of Latin proportions that have no ink under the baseline."""

_FIRST_WIDE = "\u2e80"
"""Characters before it have Latin proportions; general punctuation is as high as they are."""

_OPENING: Final = (500, 30)
_CLOSING: Final = (30, 500)
_STOP: Final = (30, 200)
"""White before and behind the ink of a mark of full width, in thousandths of an em. Some stand in the middle."""

_STOPS = frozenset("、。，．；：！？")


def glyph_boxes(line: Line, *, descenders: bool = True) -> Iterator[InkBox]:
    """The box of each glyph of a line's own text that has ink, in its order; without `descenders` none reaches further
    down than Han.
    """
    lowest = DESCENDER if descenders else EM_BOX[1] - SIDE
    runs = [run for run in line.runs if not run.annotation and run.glyphs]
    han = any(text >= _FIRST_WIDE for run in runs for text in run.texts)
    for run, following in pairwise([*runs, None]):
        if run is not None:
            end = _find_end(run, line, following)
            yield from _boxes(run, _Set(end, run is runs[0], following is None, han, lowest), line)


@dataclass(frozen=True, slots=True)
class _Set:
    """How a run is set: where what is behind it begins, whether it is the line's first or last, whether Han stand in
    its line, and how far down its ink may reach.
    """

    end: Mpt
    first: bool
    last: bool
    han: bool
    lowest: int


def _boxes(run: GlyphRun, how: _Set, line: Line) -> Iterator[InkBox]:
    level = run.turn == "level"
    start = run.x if level else run.baseline
    size, em = run.em_depth, run.em
    text = ""
    for at, (x, own) in enumerate(zip(run.xs, run.texts, strict=True)):
        text = own or text or "-"  # a later glyph of a cluster is like the first
        if text.isspace():
            continue
        ends = at + 1 == len(run.xs)
        room = max(0, (how.end - start if ends else run.xs[at + 1]) - x)
        mark = not text[0].isascii() and category(text[0])[0] == "P"
        if mark and not ends and room == em // 2 and _opens(run.texts[at + 1]):
            room = em  # the mark behind it begins in it: its own white half stands under this one's ink
        if text[0] >= _FIRST_WIDE or (mark and how.han):
            # Marks and figures side by side in a vertical line are as wide as what is left for each.
            before, behind = _wide(text, room, min(em, room) if level and line.vertical else em)
            over, under = EM_BOX[0] - SIDE, TAIL if text[0] in "，；" else EM_BOX[1] - SIDE
            if mark and ends and how.last:
                behind = min(behind, max(room, em // 2))
        else:
            before, behind = 0, min(room, em * len(text))
            over, under = _latin(text)
        under = min(under, how.lowest)
        begin, end = start + x + before, start + x + behind
        if how.first and at == 0:
            begin += _trimmed(line.baseline if line.vertical else line.x, begin, em)
        if how.last and ends:
            end -= _trimmed(end, _find_end(run, line, None), em)
        if level:
            yield begin, run.baseline - size * over // 1000, end, run.baseline + size * under // 1000
        elif run.turn == "upright":
            half = size * (1000 - 2 * SIDE) // 2000
            yield run.x - half, begin, run.x + half, end
        else:
            yield run.x - size * under // 1000, begin, run.x + size * over // 1000, end


def _trimmed(outer: Mpt, inner: Mpt, em: Mpt) -> Mpt:
    """What of an em box stands outside of a line that is trimmed to its ink, as large heads are."""
    return outer - inner if 0 < outer - inner <= em * EDGE // 1000 else 0


def _find_end(run: GlyphRun, line: Line, following: GlyphRun | None) -> Mpt:
    """Where what is behind a run's last glyph begins: the next run, or the line's end."""
    if run.turn == "level" and line.vertical:
        # Figures side by side are in the middle of the line; one glyph beside it takes half an em.
        return max(2 * line.x - run.x, run.x + run.xs[-1] + run.em // 2)
    if following is None or (following.turn == "level" and line.vertical):
        return line.baseline + line.width if line.vertical else line.x + line.width
    return following.origin[1] if line.vertical else following.origin[0]


def _wide(text: str, room: Mpt, em: Mpt) -> tuple[Mpt, Mpt]:
    """Where the ink of a glyph of full width begins and ends behind its origin, along the line. Of marks that meet, one
    may begin before the other's em box ends.
    """
    kind = category(text[0])
    white = (SIDE, SIDE)
    if text[0] in _STOPS:
        white = _STOP
    elif text[0] >= _FIRST_WIDE or room >= em * 9 // 10:
        white = {"Ps": _OPENING, "Pi": _OPENING, "Pe": _CLOSING, "Pf": _CLOSING}.get(kind, white)
    elif kind == "Pf":
        white = _CLOSING
    elif kind == "Pi":
        white = 0, SIDE
    if len(text) > 1:
        em = max(em, room)
    return em * white[0] // 1000, em - em * white[1] // 1000


def _opens(text: str) -> bool:
    """Whether a text is an opening mark, which has its white half first where it is of full width."""
    return text != "" and category(text[0]) in ("Ps", "Pi")


def _latin(text: str) -> tuple[int, int]:
    """How far a text of Latin proportions reaches over and under its baseline, in thousandths of its size."""
    if text.isascii():
        over = ASCENDER if _ASCEND.intersection(text) else CAPITAL
        return over, DESCENDER if _DESCEND.intersection(text) else ON_THE_LINE
    if text[0] in _HIGH:
        return ASCENDER, ON_THE_LINE
    if category(text[0])[0] == "P":
        return EM_BOX[0], DESCENDER
    accented = any(char.isupper() and decomposition(char) for char in text)
    return ACCENT if accented else CAPITAL, DESCENDER
