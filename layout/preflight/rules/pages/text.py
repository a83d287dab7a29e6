"""Text that is shown, lines and boxes as thin as lines -> breaches of how they have to be inked, sized, overprinted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from content.pdf.geometry import PageBox
from layout.preflight.content.colour import ColourValue
from layout.preflight.content.marks import (
    INVISIBLE,
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

BLACK: Final = PreflightRule("black-text", "Black text is black ink alone.", "GWG 2015 4.15")
KNOCKS_OUT: Final = PreflightRule(
    "black-text-knocks-out", "Small text in K 100 overprints what lies beneath it.", "GWG 2015 4.10"
)
WHITE: Final = PreflightRule(
    "white-text-overprints", "White text knocks out: overprinting, it is gone.", "GWG 2015 4.8"
)
SEVERAL: Final = PreflightRule("text-in-several-inks", "Small text is printed in one ink.", "GWG 2015 4.16")
LEAST: Final = PreflightRule(
    "least-type", "No text is smaller than can be printed.", "newspapers' specifications"
)
HIDDEN: Final = WarningRule("invisible-text", "Text that is there is seen.", "practice")
OVER_TRIM: Final = WarningRule(
    "text-over-trim", "No text stands over the trim, where it is cut.", "newspapers' specifications"
)
TYPE_3: Final = WarningRule(
    "type-3-text", "Text is in fonts with outlines, not in drawings of letters (Type 3).", "GWG 2015"
)
REVERSED: Final = PreflightRule(
    "reversed-text",
    "Light text on a dark ground is large enough to stay open, and larger where plates have to meet in it.",
    "newspapers' specifications",
)
HAIRLINE: Final = PreflightRule("hairline", "No line is thinner than a plate holds.", "GWG 2015 4.17")
LINE_IN_SEVERAL: Final = WarningRule(
    "line-in-several-inks", "A thin line is printed in one ink.", "GWG 2015 4.17"
)
LINE_KNOCKS_OUT: Final = WarningRule(
    "black-line-knocks-out", "Rules in K 100 overprint what lies beneath them.", "GWG 2015"
)

DARK: Final = 85
"""Percent from which a colour passes for black: of K itself, or of the gray that K and the least of C, M, Y make."""

NEUTRAL: Final = 65
"""The same for C, M and Y that are alike within `ALIKE` percent: on newsprint that is as dark as black."""
ALIKE: Final = 15

CUT: Final = 0.25
"""The part of an em by which text has to reach beyond the trim to be cut: its box is larger than its letters."""

LIGHT: Final = 30
"""Percent of ink up to which text is light, and by which the ground has to be darker for it to be reversed."""
DOTTED: Final = 10
"""Percent of an ink in the ground from which it is one of the inks that have to meet."""

SLENDER: Final = 8
"""How many times as long as thick a filled box is that is used as a line."""
WIDEST_RULE: Final = 4.0
"""Points up to which a line is a rule: a frame that is wider hides a gap round it as a box does."""


@page_check
def check_text(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The text of which something is seen inside the trim: a slug line may be of any size and of all inks."""
    for mark in page.marks:
        if not isinstance(mark, PaintedText) or not inside(mark, page.sheet.trim):
            continue
        for breach in (
            *_form_faults(mark, plant),
            *_inking_faults(mark, plant),
            *_cut_faults(mark, page.sheet.trim),
        ):
            # Spaces paint nothing. What they are is looked up where it matters alone.
            if not (said := mark.text) or said.strip():
                yield breach


def _cut_faults(mark: PaintedText, trim: PageBox) -> Iterator[Breach]:
    seen = mark.seen
    if seen is None or not mark.colours:
        return
    beyond = max(
        trim.left - seen.left, trim.bottom - seen.bottom, seen.right - trim.right, seen.top - trim.top
    )
    if beyond > CUT * mark.size:
        yield Breach(OVER_TRIM, "text stands over the trim and is cut", "move it in", mark)


def _form_faults(mark: PaintedText, plant: Plant) -> Iterator[Breach]:
    if mark.rendering == INVISIBLE:
        yield Breach(HIDDEN, "text is there and not seen (rendering mode 3)", "delete it", mark)
    if not mark.colours:
        return
    if mark.font.kind == "type3":
        what = f"text is in the Type 3 font {mark.font.base or '(no name)'}: its letters are drawings"
        yield Breach(TYPE_3, what, "set it in an OpenType font, or outline it", mark)
    if 0 < mark.size < plant.least_type - ROUNDING:
        what = f"text is {mark.size:.3g} pt, smaller than {plant.least_type:g} pt"
        yield Breach(
            LEAST, what, "set it larger, or say that the plant holds smaller type (`least_type_pt`)", mark
        )


def _inking_faults(mark: PaintedText, plant: Plant) -> Iterator[Breach]:
    sides = mark.colours
    rich = next((colour for colour, _ in sides if is_rich_black(colour)), None)
    if rich is not None:
        yield Breach(BLACK, f"black text is {rich}", "make it K 100 alone", mark)
    inks = list(dict.fromkeys(ink for colour, _ in sides for ink in inks_of(colour)))
    if rich is None and len(inks) > 1 and mark.size < plant.one_ink_type - ROUNDING:
        what = f"text of {mark.size:.3g} pt is printed in {len(inks)} inks ({', '.join(inks)})"
        hint = f"set it in one ink, or in {plant.one_ink_type:g} pt or more"
        yield Breach(SEVERAL, what, hint, mark)
    for colour, allowed in sides:
        over = overprints(colour, allowed, mark.paint.mode)
        if colour.is_black_alone and not over and mark.size < plant.overprint_type - ROUNDING:
            why, hint = "", "let it overprint: op true and OPM 1"
            if colour.space.family not in {"DeviceCMYK", "Separation", "DeviceN"}:
                why = f": {colour.space.family} always does"
                hint = "write it as 0 0 0 1 k, with op true and OPM 1"
            elif allowed:
                why = ": it overprints in mode 0 (OPM), which prints its white inks too"
            yield Breach(KNOCKS_OUT, f"black text knocks out{why}", hint, mark)
            break
        if colour.inks is not None and not inks_of(colour) and over:
            what = "white text overprints: nothing of it is printed"
            yield Breach(WHITE, what, "let it knock out (OP and op false)", mark)
            break


def is_rich_black(colour: ColourValue) -> bool:
    """Whether a colour passes for black and is more than K.

    K from 85 % with anything of C, M or Y; or a neutral of the colours that is as dark: the least of C, M and Y is
    the gray in them, and with K it comes to 85 %, or to 65 % where the three are alike. A dark blue has little yellow,
    and is a colour. Other inks count as colours, with K alone.
    """
    inks = inks_of(colour)
    black = inks.get("Black", 0)
    if len(inks) < 2:
        return False
    parts = [inks.get(ink, 0) for ink in ("Cyan", "Magenta", "Yellow")]
    gray = black + min(parts)
    return black >= DARK or gray >= DARK or (gray >= NEUTRAL and max(parts) - min(parts) <= ALIKE)


@page_check
def check_reversed(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The text inside the trim that is small, light, and knocks out of something."""
    largest = max(plant.reversed_type, plant.reversed_type_in_several) - ROUNDING
    grounds = Grounds(page)
    for at, mark in enumerate(page.marks):
        if not isinstance(mark, PaintedText) or not mark.is_filled or not 0 < mark.size < largest:
            continue
        colour = mark.paint.fill
        if colour.inks is None or colour.total > LIGHT or not inside(mark, page.sheet.trim):
            continue
        if overprints(colour, mark.paint.fill_overprint, mark.paint.mode):
            continue
        under = grounds.under(at, mark.seen or mark.box)
        if sum(under.values()) - colour.total < LIGHT:
            continue
        inks = [ink for ink, percent in under.items() if percent >= DOTTED] + [
            ink for ink in inks_of(colour) if ink not in under
        ]
        yield from _size_faults(mark, inks, plant)


def _size_faults(mark: PaintedText, inks: list[str], plant: Plant) -> Iterator[Breach]:
    what = f"light text of {mark.size:.3g} pt stands in {' and '.join(inks)}"
    if mark.size < plant.reversed_type - ROUNDING:
        hint = f"set it in {plant.reversed_type:g} pt or more, and bold, or lighten the ground"
        yield Breach(REVERSED, f"{what}, smaller than {plant.reversed_type:g} pt", hint, mark)
    elif len(inks) > 1 and mark.size < plant.reversed_type_in_several - ROUNDING:
        hint = f"set it in {plant.reversed_type_in_several:g} pt or more, or make the ground one ink"
        what = f"{what}, smaller than {plant.reversed_type_in_several:g} pt over several inks"
        yield Breach(REVERSED.at("warning"), what, hint, mark)


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
            yield Breach(LINE_IN_SEVERAL, what, hint, mark)
        if line.colour.is_black_alone and not line.overprints:
            hint = "let it overprint: 0 0 0 1 in DeviceCMYK, OP and op true, OPM 1"
            yield Breach(LINE_KNOCKS_OUT, f"a black {line.words} knocks out", hint, mark)


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
