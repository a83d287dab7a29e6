"""The lines of a page -> the runs that each is shown in, so that vertical lines are read back in their order.

pdfium takes pieces of text whose first glyphs begin at nearly one height, one shown right after the other, for a
line of horizontal text, and reads such a line from left to right. Vertical lines begin at one height and run from
right to left, so it would read a leg backward. Only where a piece begins counts: a vertical line whose last glyphs
are a piece of their own ends at another height than the next one begins at, and keeps its place. Other readers
(poppler, mupdf) take the order that is written, and every glyph stands where it would without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from layout.press.fontmetrics import EM, PageFont
from layout.press.ornament import is_ornament, read_texts
from layout.scene import GlyphRun, Line, Mpt

_TRIES: Final = 4
"""How many places at the end of a run are tried for a cut."""


def parted(lines: Sequence[Line], fonts: Mapping[str, PageFont]) -> list[list[GlyphRun]]:
    """The runs that show each of a page's lines: its text in order, then its annotations, cut where it must be.

    Annotations come behind the text of their line, so that the text reads on; ornament loses its text.
    """
    # From the page's end, since whether a run is cut depends on what is shown behind it.
    backward: list[tuple[int, GlyphRun]] = []
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        for run in reversed(_in_order(line)):
            if line.vertical and backward:
                following = backward[-1][1]
                *others, last = _cut(run, following, fonts)
                if _turned_round(last, following) and (pieces := _lowered(following, fonts)):
                    at = backward.pop()[0]
                    backward += [(at, piece) for piece in reversed(pieces)]
                backward += [(number, piece) for piece in (last, *reversed(others))]
            else:
                backward.append((number, run))
    out: list[list[GlyphRun]] = [[] for _ in lines]
    for number, run in reversed(backward):
        out[number].append(run)
    return out


def _in_order(line: Line) -> list[GlyphRun]:
    runs = [run for run in line.runs if run.glyphs]
    if any(run.annotation for run in runs):
        runs = [replace(run, texts=read_texts(run)) if is_ornament(run) else run for run in runs]
        runs.sort(key=lambda run: run.annotation)
    return runs


def _cut(run: GlyphRun, following: GlyphRun, fonts: Mapping[str, PageFont]) -> tuple[GlyphRun, ...]:
    """The run whole, if what follows is read behind it so; else in two pieces of which that is true of the second.

    The run whole, too, where there is no such cut.
    """
    for pieces in _ways(run, fonts):
        if not _turned_round(pieces[-1], following):
            return pieces
    return (run,)


def _ways(run: GlyphRun, fonts: Mapping[str, PageFont]) -> Iterator[tuple[GlyphRun, ...]]:
    yield (run,)
    last = len(run.glyphs) - 1
    for at in range(last, max(0, last - _TRIES), -1):
        if run.texts[at]:  # a glyph without text belongs to the one before
            yield _part(run, 0, at), _part(run, at, last + 1)
    if run.turn == "upright":
        # One glyph is of one height; shown by its horizontal origin, it begins almost an em lower.
        levelled = _level(_part(run, last, last + 1), fonts)
        yield (_part(run, 0, last), levelled) if last else (levelled,)


def _lowered(run: GlyphRun, fonts: Mapping[str, PageFont]) -> tuple[GlyphRun, ...]:
    """A run so that it begins lower, in pieces that are read in their order; nothing where there is no way."""
    if run.turn != "upright" or len(run.glyphs) < 2:
        return ()
    first, rest = _level(_part(run, 0, 1), fonts), _part(run, 1, len(run.glyphs))
    return () if _turned_round(first, rest) else (first, rest)


def _part(run: GlyphRun, start: int, end: int) -> GlyphRun:
    return replace(run, glyphs=run.glyphs[start:end], xs=run.xs[start:end], texts=run.texts[start:end])


def _level(run: GlyphRun, fonts: Mapping[str, PageFont]) -> GlyphRun:
    """The same glyph at the same place, by its horizontal origin."""
    hanging = fonts[run.face].hanging[run.glyphs[0], run.texts[0]]
    x, y = run.origin
    return replace(
        run,
        x=x - _scaled(hanging.x, run.size),
        baseline=y + _scaled(hanging.y, run.size),
        xs=(0,),
        turn="level",
    )


def _scaled(part: int, size: Mpt) -> Mpt:
    return (part * size + EM // 2) // EM


def _turned_round(run: GlyphRun, following: GlyphRun) -> bool:
    """Whether pdfium would read `following` first: it begins at the same height, to the left.

    The same height is nearer than half of the wider glyph of the two; an em is the most that a glyph is wide.
    """
    (x, y), (next_x, next_y) = run.origin, following.origin
    return next_x < x and 2 * abs(next_y - y) <= max(run.size, following.size)
