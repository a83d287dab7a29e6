"""Marks and notes -> breaches of what has to be opaque: all of a page that is plated as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from layout.press.preflight.content.breach import Breach
from layout.press.preflight.content.marks import ImagePlaced, PageMarks, Paint, Painted, Stroke, TextShow
from layout.press.preflight.finding import Severity
from layout.press.preflight.plant import Plant
from layout.press.preflight.rule import Rule

SEVERITY: Final[Severity] = "error"
"""Of both levels. PDF/X-4 allows transparency; what it becomes is up to the plant's own flattening, so that nobody
has seen the page before it is printed.
"""

TRANSPARENCY: Final = Rule(
    "transparency",
    SEVERITY,
    "Nothing is transparent: an advertisement is flattened.",
    "ISO 15930-4, practice",
)

RULES: Final = (TRANSPARENCY,)

_FLATTEN: Final = "flatten the transparency before the page is sent"


def check_transparency(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    for mark in page.marks:
        if words := _seen_through(mark):
            yield Breach(TRANSPARENCY, words, _FLATTEN, mark)
    for note in page.notes:
        if note.kind == "group":
            yield Breach(TRANSPARENCY, note.what, _FLATTEN, thing=note.thing, owner=note.owner, box=note.box)


def _seen_through(mark: Painted) -> str:
    """Why one sees through a mark; empty for one that is opaque."""
    paint = mark.paint
    if paint.blend != "Normal":
        return f"something is painted in the blend mode {paint.blend}"
    if isinstance(mark, ImagePlaced) and mark.raster.soft_mask:
        return "a picture has a soft mask"
    if paint.soft_mask:
        return "something is painted through a soft mask"
    alpha = _alpha(mark, paint)
    return f"something is painted with an opacity of {alpha * 100:.3g} %" if alpha < 1 else ""


def _alpha(mark: Painted, paint: Paint) -> float:
    match mark:
        case Stroke():
            return paint.stroke_alpha
        case TextShow():
            sides = [paint.fill_alpha] * mark.is_filled + [paint.stroke_alpha] * mark.is_stroked
            return min(sides, default=1.0)
        case _:
            return paint.fill_alpha
