"""A set line of the scene -> where its characters stand on the page, and what its annotations belong to.

Here alone it is reckoned that a vertical line runs downward; outputs that look for a line or a character on the page
ask this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from layout.scene import GlyphRun, Line, Mpt, Rect, Turn

EM_BOX_ASCENT = 880
"""How far an em box reaches above a level baseline, in thousandths of the size (OpenType `ideo`, −120)."""

EM_BOX = (EM_BOX_ASCENT, 1000 - EM_BOX_ASCENT)
"""From a level baseline to the head and to the foot of an em box, in thousandths of the size."""

_INK = (900, 200)
"""How far ink reaches over and under a level baseline: a Han glyph's above, a Latin descender's below."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A text of a line (one glyph's, mostly) and where it begins and ends along the line, on the page's axis."""

    text: str
    start: Mpt
    end: Mpt


def line_rect(line: Line) -> Rect:
    """Where a line's ink can be: all of its measure (or what it fills, if that is more), annotations included."""
    return _rect(line, max(line.width, line.measure), _INK)


def filled_rect(line: Line) -> Rect:
    """The em boxes of what the line fills of its measure, annotations included."""
    return _rect(line, line.width, EM_BOX)


def _rect(line: Line, length: Mpt, reach: tuple[int, int]) -> Rect:
    size = max((_depth_in(line, run) for run in line.runs if not run.annotation), default=0)
    across: list[tuple[Turn, Mpt, Mpt]] = [
        ("upright", line.x, size) if line.vertical else ("level", line.baseline, size)
    ]
    across += [
        (run.turn, run.x if line.vertical else run.baseline, run.em_depth)
        for run in line.runs
        if run.annotation and (run.turn == "level") != line.vertical
    ]
    edges = [_edges(turn, at, size, reach) for turn, at, size in across]
    low, high = min(low for low, _ in edges), max(high for _, high in edges)
    if line.vertical:
        return Rect(low, line.baseline, high - low, length)
    return Rect(line.x, low, length, high - low)


def _depth_in(line: Line, run: GlyphRun) -> Mpt:
    """What an em of a run takes up across its line; that of figures side by side is as wide as the line's own."""
    return run.em if line.vertical and run.turn == "level" else run.em_depth


def _edges(turn: Turn, at: Mpt, size: Mpt, reach: tuple[int, int]) -> tuple[Mpt, Mpt]:
    """From where to where glyphs reach across a line, if their baseline or axis is `at`."""
    above, below = (size * part // 1000 for part in reach)
    match turn:
        case "level":
            return at - above, at + below
        case "upright":
            return at - size // 2, at + size // 2
        case "sideways":  # turned clockwise: what is above the baseline is right of it
            return at - below, at + above


def place_texts(line: Line) -> tuple[TextPlace, ...]:
    """The texts of a line in its order. Each ends where the next begins, and at the latest an em after its start.

    Characters that stand side by side in a vertical line (tate-chu-yoko) are one text.
    """
    pieces = [piece for run in line.runs if not run.annotation for piece in _pieces(run, line.vertical)]
    ends = [
        min(start + size, max(following, start)) for (_, start, size), (_, following, _) in pairwise(pieces)
    ]
    ends += [start + size for _, start, size in pieces[-1:]]
    return tuple(TextPlace(text, start, end) for (text, start, _), end in zip(pieces, ends, strict=True))


def find_annotations(line: Line) -> tuple[tuple[str, str], ...]:
    """The annotations of a line in its order: the text that each stands beside, and its own."""
    runs = [run for run in line.runs if run.annotation and run.glyphs]
    if not runs:
        return ()
    places = place_texts(line)
    return tuple((_base(run, places, line.vertical), "".join(run.texts)) for run in runs)


def _pieces(run: GlyphRun, vertical: bool) -> Iterator[tuple[str, Mpt, Mpt]]:
    """Text, start along the line, and em there, of each glyph that has a text."""
    if vertical and run.turn == "level":
        yield "".join(run.texts), run.baseline - run.em_depth * EM_BOX_ASCENT // 1000, run.em_depth
        return
    origin = run.baseline if vertical else run.x
    for text, at in zip(run.texts, run.xs, strict=True):
        if text:
            yield text, origin + at, run.em


def _base(run: GlyphRun, places: tuple[TextPlace, ...], vertical: bool) -> str:
    """What an annotation belongs to: the texts whose middle it covers, else the last that begins before its own."""
    pieces = list(_pieces(run, vertical))
    if not pieces or not places:
        return ""
    (_, start, _), (_, last, size) = pieces[0], pieces[-1]
    end = last + size
    covered = [place.text for place in places if start < (place.start + place.end) / 2 < end]
    if covered:
        return "".join(covered)
    return next((place.text for place in reversed(places) if place.start <= (start + end) / 2), "")
