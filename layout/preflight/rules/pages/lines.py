"""Lines, and filled boxes as thin as lines -> breaches of how wide they have to be, and how they are inked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from layout.preflight.content.colour import ColourValue
from layout.preflight.content.marks import (
    FilledPath,
    PageMarks,
    PaintedObject,
    PaintedText,
    StrokedPath,
    inside,
)
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, WarningRule
from layout.preflight.rules.pages.breach import Breach, page_check
from layout.preflight.rules.pages.painting import ROUNDING, Grounds, inks_of, overprints

HAIRLINE: Final = PreflightRule("hairline", "No line is thinner than a plate holds.", "GWG 2015 4.17")
SEVERAL: Final = WarningRule("line-in-several-inks", "A thin line is printed in one ink.", "GWG 2015 4.17")
KNOCKS_OUT: Final = WarningRule(
    "black-line-knocks-out", "Rules in K 100 overprint what lies beneath them.", "GWG 2015"
)

SLENDER: Final = 8
"""How many times as long as thick a filled box is that is used as a line."""
WIDEST_RULE: Final = 4.0
"""Points up to which a line is a rule: a frame that is wider hides a gap round it as a box does."""


@dataclass(frozen=True, slots=True)
class _Line:
    width: float
    colour: ColourValue
    overprints: bool
    words: str


@page_check
def check_lines(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The lines inside the trim; crop marks may be as thin as they are."""
    grounds = Grounds(page)
    for at, mark in enumerate(page.marks):
        line = _line(mark)
        if line is None or line.width > WIDEST_RULE or not inside(mark, page.sheet.trim):
            continue
        inks = inks_of(line.colour)
        is_thin = line.width < plant.least_line - ROUNDING
        # White is a line where it knocks out of something.
        is_white = line.colour.inks is not None and not inks
        if is_white and not (is_thin and grounds.under(at, mark.seen or mark.box)):
            continue
        if is_thin:
            what = f"a {line.words} is {line.width:.2g} pt thin, less than {plant.least_line:g} pt"
            hint = f"make it {plant.least_line:g} pt or more"
            yield Breach(HAIRLINE, what, hint, mark)
        elif len(inks) > 1 and line.width < plant.least_line_in_several - ROUNDING:
            what = f"a {line.words} of {line.width:.2g} pt is printed in {len(inks)} inks ({', '.join(inks)})"
            hint = f"make it one ink, or {plant.least_line_in_several:g} pt or more"
            yield Breach(SEVERAL, what, hint, mark)
        if line.colour.is_black_alone and not line.overprints:
            hint = "let it overprint: 0 0 0 1 in DeviceCMYK, OP and op true, OPM 1"
            yield Breach(KNOCKS_OUT, f"a black {line.words} knocks out", hint, mark)


def _line(mark: PaintedObject) -> _Line | None:
    paint = mark.paint
    stroked = overprints(paint.stroke, paint.stroke_overprint, paint.mode)
    match mark:
        case StrokedPath():
            return _Line(mark.line_width, paint.stroke, stroked, "line")
        case FilledPath(thickness=float(thickness)) if mark.length >= SLENDER * thickness and mark.length > 1:
            filled = overprints(paint.fill, paint.fill_overprint, paint.mode)
            return _Line(thickness, paint.fill, filled, "box filled as a line")
        case PaintedText() if mark.is_stroked and not (mark.is_filled and paint.fill == paint.stroke):
            # A stroke in the colour of the filling makes letters bolder: it is no line of its own.
            return _Line(mark.line_width, paint.stroke, True, "line round letters")
    return None
