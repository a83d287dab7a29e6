"""A set line of a scene -> where its ink is on the page, by the outlines of the glyphs in their faces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.publish import Outcome
from layout.scene import FaceRef, Line


@dataclass(frozen=True)
class LineInk:
    """The edges of a line's ink, in thousandths of a point from the page's upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


@cache
def _catalogue() -> Catalogue:
    return Catalogue.load()


@cache
def _face(ref: FaceRef) -> Face:
    return _catalogue().open(ref.sha256, ref.index, ref.axes)


def line_ink(line: Line, outcome: Outcome) -> LineInk:
    """Where the ink of a line's own text is."""
    faces = {ref.id: _face(ref) for ref in outcome.made.scene.faces}
    boxes = []
    for run in line.runs:
        face = faces[run.face]
        for glyph, x in zip(run.glyphs, run.xs, strict=True):
            ink, scale = face.ink(glyph), run.size / face.upem
            if run.annotation or ink.x_min >= ink.x_max:
                continue
            across, down = (run.x + x, run.baseline) if run.turn == "level" else (run.x, run.baseline + x)
            if run.turn == "upright":
                middle, head = face.upright_origin(glyph)
                across, down = across - round(middle * scale), down + round(head * scale)
            assert run.turn != "sideways"
            boxes.append(
                (
                    across + ink.x_min * scale,
                    down - ink.y_max * scale,
                    across + ink.x_max * scale,
                    down - ink.y_min * scale,
                )
            )
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return LineInk(round(min(lefts)), round(min(tops)), round(max(rights)), round(max(bottoms)))
