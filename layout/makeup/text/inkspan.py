"""A set line -> where its ink is: along the line from its measure's start, and over and under its baseline.

By the boxes of the glyphs' outlines, not by their em boxes: what is centred by em boxes stands aside where marks have
blanks of their own, or tracking a blank behind the last character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.scene import Mpt
from layout.typeset import SetLine, SetRun


@dataclass(frozen=True, slots=True)
class InkSpan:
    """Where ink begins and ends along a line; how far it is over the baseline (right of the axis of a vertical line) at
    most and at least: `low` is below zero for what reaches under it.
    """

    start: Mpt
    end: Mpt
    low: Mpt
    high: Mpt


def ink_of(line: SetLine, *, vertical: bool) -> InkSpan | None:
    """Where the ink of a line's own text is; None of a line without any."""
    spans = [span for run in line.runs if not run.annotation for span in _glyph_spans(run, vertical=vertical)]
    if not spans:
        return None
    return InkSpan(
        min(span.start for span in spans),
        max(span.end for span in spans),
        min(span.low for span in spans),
        max(span.high for span in spans),
    )


def _glyph_spans(run: SetRun, *, vertical: bool) -> Iterator[InkSpan]:
    upem = run.face.upem
    wide, high = run.size * run.condensed // 1000, run.size * run.flattened // 1000
    for glyph, x in zip(run.glyphs, run.xs, strict=True):
        ink = run.face.ink(glyph)
        if ink.x_min >= ink.x_max or ink.y_min >= ink.y_max:
            continue
        left, right = ink.x_min * wide // upem, ink.x_max * wide // upem
        foot, head = ink.y_min * high // upem, ink.y_max * high // upem
        if run.turn == "sideways":
            left, right = ink.x_min * high // upem, ink.x_max * high // upem
            foot, head = ink.y_min * wide // upem, ink.y_max * wide // upem
            yield InkSpan(x + left, x + right, run.rise + foot, run.rise + head)
        elif run.turn == "upright":
            middle, top = run.face.upright_origin(glyph)
            middle, top = middle * wide // upem, top * high // upem
            yield InkSpan(x + top - head, x + top - foot, run.rise + left - middle, run.rise + right - middle)
        elif vertical:  # figures side by side in the line
            yield InkSpan(run.along - head, run.along - foot, run.rise + x + left, run.rise + x + right)
        else:
            yield InkSpan(x + left, x + right, run.rise + foot, run.rise + head)
