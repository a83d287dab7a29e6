"""Marks and notes -> breaches of what has to be opaque: all of a page that is plated as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from layout.preflight.content.marks import (
    FilledPath,
    PageMarks,
    Paint,
    PaintedObject,
    PaintedShading,
    PaintedText,
    PlacedImage,
    StrokedPath,
)
from layout.preflight.content.states import BLENDS
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule
from layout.preflight.rules.pages.breach import Breach, breach_of_note, page_check

TRANSPARENCY: Final = PreflightRule(
    "transparency", "Nothing is transparent: an advertisement is flattened.", "ISO 15930-4, practice"
)
"""An error of both levels. PDF/X-4 allows transparency; what it becomes is up to the plant's own flattening, so that
nobody has seen the page before it is printed.
"""

_FLATTEN: Final = "flatten the transparency before the page is sent"


@page_check
def check_transparency(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    for mark in page.marks:
        if words := _say_why_seen_through(mark):
            mask = (mark.paint.soft_mask,) if mark.paint.soft_mask else ()
            yield Breach(TRANSPARENCY, words, _FLATTEN, mark, objects=mask)
    for note in page.notes:
        # PDF/X-1a has no group, whatever it does.
        if note.kind == "group" or (note.kind == "plain-group" and plant.level == "PDF/X-1a:2003"):
            yield breach_of_note(note, TRANSPARENCY, _FLATTEN)


def _say_why_seen_through(mark: PaintedObject) -> str:
    """Why one sees through a mark; empty for one that is opaque."""
    paint = mark.paint
    if paint.blend not in BLENDS:
        return f"something is painted in a blend mode that there is not ({paint.blend})"
    if paint.blend != "Normal":
        return f"something is painted in the blend mode {paint.blend}"
    if isinstance(mark, PlacedImage) and mark.raster.soft_mask:
        return "a picture has a soft mask"
    if paint.soft_mask:
        return "something is painted through a soft mask"
    alpha = _opacity_of(mark, paint)
    return f"something is painted with an opacity of {alpha * 100:.3g} %" if alpha < 1 else ""


def _opacity_of(mark: PaintedObject, paint: Paint) -> float:
    match mark:
        case StrokedPath():
            return paint.stroke_alpha
        case PaintedText():
            sides = [paint.fill_alpha] * mark.is_filled + [paint.stroke_alpha] * mark.is_stroked
            return min(sides, default=1.0)
        case FilledPath() | PlacedImage() | PaintedShading():
            return paint.fill_alpha
    assert_never(mark)
