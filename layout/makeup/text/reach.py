"""A set line -> how far what stands beside its text reaches out of its em boxes: ruby, dots, lines along names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from layout.makeup.text.text import STROKE_EM, SWING_EM
from layout.makeup.wardrobe import Dress
from layout.plan.grid import ascent
from layout.scene import Mpt
from layout.typeset import SetLine, SetRun


@dataclass(frozen=True, slots=True)
class Reach:
    """How far something stands over a line's em boxes and under them; right and left of them in a vertical line."""

    over: Mpt = 0
    under: Mpt = 0

    def deepen(self, height: Mpt, size: Mpt) -> Mpt:
        """The height of a row for type of a size, so much more that all has room in it."""
        return max(height, self.over + size + self.under)

    def inset(self, height: Mpt, size: Mpt) -> Mpt:
        """From the top of such a row to the em boxes, which stand in its middle where what is beside them lets them."""
        middle = (height - size) // 2
        return middle if self == NO_REACH else min(max(middle, self.over), height - size - self.under)


NO_REACH = Reach()
"""That of a line with nothing beside it."""


def widest_reach(reaches: Iterable[Reach]) -> Reach:
    """What all of some lines need that stand in rows of one height."""
    known = tuple(reaches)
    return Reach(
        max((reach.over for reach in known), default=0), max((reach.under for reach in known), default=0)
    )


def reach_of(line: SetLine, dress: Dress) -> Reach:
    """How far what stands beside a line's text reaches."""
    em = dress.em_depth
    top = ascent(em, vertical=dress.vertical)
    spans = [_span(run, vertical=dress.vertical) for run in line.runs if run.annotation]
    weight = round(em * (STROKE_EM / 2 + SWING_EM))
    spans += [(stroke.rise - weight, stroke.rise + weight) for stroke in line.strokes]
    if not spans:
        return NO_REACH
    over, under = max(high for _, high in spans) - top, top - em - min(low for low, _ in spans)
    return Reach(max(0, over), max(0, under))


def _span(run: SetRun, *, vertical: bool) -> tuple[Mpt, Mpt]:
    """From where to where a run reaches, over the line's baseline or axis: its em box, of a dot its ink."""
    size = run.size * (run.condensed if vertical else run.flattened) // 1000
    if not any(run.texts):
        ink, upem = run.face.ink(run.glyphs[0]), run.face.upem
        low, high = (ink.x_min, ink.x_max) if vertical else (ink.y_min, ink.y_max)
        return run.rise + low * size // upem, run.rise + high * size // upem
    if vertical and run.turn == "level":
        return run.rise, run.rise + size
    if vertical and run.turn == "upright":
        return run.rise - size // 2, run.rise + size - size // 2
    top = run.rise + ascent(size)
    return top - size, top
