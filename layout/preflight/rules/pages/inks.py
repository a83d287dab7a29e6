"""Marks -> breaches of how much ink a colour or a pixel may be: the sum of its inks at one place (TAC)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, assert_never

from layout.preflight.content.colour import ALL
from layout.preflight.content.marks import (
    FilledPath,
    PageMarks,
    PaintedText,
    PlacedImage,
    Raster,
    StrokedPath,
    inside,
)
from layout.preflight.content.pixels import (
    LARGEST,
    Incomplete,
    PictureInk,
    Unmeasured,
    count_samples,
    measure_ink,
)
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, WarningRule, file_check
from layout.preflight.rules.pages.breach import OF_CONTENT, Breach, fold_pages, page_check
from layout.preflight.rules.pages.painting import TRACE, Grounds, inks_of, overprints

LIMIT: Final = PreflightRule(
    "ink-limit",
    "No colour is more ink than the paper takes, all inks together.",
    "ISO 12647-3:2013, WAN-IFRA",
)
WHITE: Final = WarningRule(
    "white-shape-overprints", "A white shape knocks out: overprinting, it is gone.", "GWG 2015"
)
OVERPRINTS: Final = WarningRule(
    "colour-overprints",
    "A colour knocks out of what lies beneath it: overprinting, it is another.",
    "GWG 2015",
)
PICTURE_LIMIT: Final = PreflightRule(
    "picture-ink-limit",
    "No pixel of a picture is more ink than the paper takes, all inks together.",
    "ISO 12647-3:2013, WAN-IFRA",
)
UNMEASURED: Final = WarningRule(
    "picture-not-measured", "The ink of every picture can be measured in its pixels.", "this preflight"
)
DAMAGED: Final = PreflightRule(
    "picture-damaged", "A picture has all the pixels that it says.", "ISO 32000-1 8.9.5"
)

_DRAWN: Final = (PaintedText, FilledPath, StrokedPath)
DOTTED: Final = 10
"""Percent of an ink beneath from which it changes the colour over it."""
ROUNDING: Final = 1.0
"""Percent of ink that four samples of 8 bits may be over by rounding, each by half a 255th, and a little more."""
A_SPECK: Final = 0.0001
"""The part of a picture from which pixels over the limit are an error: fewer are the noise of a JPEG."""

AT_MOST: Final = 2 << 30
"""Samples of one file that are measured: 16 broadsheets full of pictures at 300 pixels to the inch."""


@page_check
def check_overprinting(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The shapes, lines and text inside the trim in other inks than black. Black alone is to overprint."""
    grounds = Grounds(page)
    for at, mark in enumerate(page.marks):
        for colour, allowed in mark.colours if isinstance(mark, _DRAWN) else ():
            inks = inks_of(colour)
            if not set(inks) - {"Black", ALL} or not overprints(colour, allowed, mark.paint.mode):
                continue
            if not inside(mark, page.sheet.trim):
                continue
            beneath = grounds.under(at, mark.seen or mark.box)
            through = [ink for ink, percent in beneath.items() if percent >= DOTTED and ink not in inks]
            if through:
                what = f"{colour} overprints {' and '.join(through)}: it becomes another colour"
                yield Breach(OVERPRINTS, what, "let it knock out (OP and op false), unless it is meant", mark)
                break


@page_check
def check_white(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The shapes and lines inside the trim; white text has a rule of its own."""
    for mark in page.marks:
        if not isinstance(mark, FilledPath | StrokedPath) or not inside(mark, page.sheet.trim):
            continue
        ((colour, allowed),) = mark.colours
        if colour.inks is not None and not inks_of(colour) and overprints(colour, allowed, mark.paint.mode):
            what = "a white shape overprints: nothing of it is printed"
            yield Breach(WHITE, what, "let it knock out (OP and op false), or delete it", mark)


@page_check
def check_inks(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """The colours inside the bleed. Bars and marks outside are on waste, and are to be as dark as they are."""
    for mark in page.on_page:
        for colour, _ in mark.colours:
            # All is not a colour: inside the trim another rule forbids it, whatever it adds up to.
            if ALL not in colour.space.inks and colour.total > plant.ink.warning + TRACE:
                too_much = colour.total > plant.ink.error + TRACE
                limit = plant.ink.error if too_much else plant.ink.warning
                what = f"{colour} is {colour.total:.0f} % of ink, over {limit:g} %"
                hint = "take black for the dark part of it, and less of the colours"
                yield Breach(LIMIT if too_much else LIMIT.at("warning"), what, hint, mark)


@dataclass(slots=True)
class MeasuredPictures:
    """What images of a file were measured to be, by the numbers of their objects, and how much more may be."""

    known: dict[tuple[int, int], PictureInk | Unmeasured | None] = field(default_factory=dict)
    left: int = AT_MOST


@file_check(OF_CONTENT)
def check_picture_inks(file: ExaminedFile) -> Iterator[Finding]:
    """The images of which something is seen inside the bleed. One that is on several pages is measured once."""
    measured = MeasuredPictures()
    return fold_pages(file, lambda page: _picture_faults(page, file.plant, measured))


def _picture_faults(page: PageMarks, plant: Plant, measured: MeasuredPictures) -> Iterator[Breach]:
    for mark in page.on_page:
        if not isinstance(mark, PlacedImage):
            continue
        match _measure(mark.raster, measured):
            case Incomplete() as why:
                what = f"a picture is not all there: {why}"
                yield Breach(DAMAGED, what, "place the picture anew, and send the file again", mark)
            case Unmeasured() as why:
                what = f"a picture was not measured for its ink: {why}"
                yield Breach(UNMEASURED, what, "pack it with Flate or JPEG, or look at its plates", mark)
            case PictureInk() as ink:
                yield from _too_much(mark, ink, plant)
            case None:
                pass  # its colours are in no inks
            case never:
                assert_never(never)


def _measure(raster: Raster, measured: MeasuredPictures) -> PictureInk | Unmeasured | None:
    number = raster.number
    if number[0] and number in measured.known:
        return measured.known[number]
    found: PictureInk | Unmeasured | None
    if measured.left <= 0:
        found = Unmeasured("the file's pictures are too many")
    else:
        # What it takes to begin with an inline image, which may be a dot, and is not known again.
        measured.left -= min(count_samples(raster), LARGEST) + (0 if number[0] else 1 << 20)
        try:
            found = measure_ink(raster)
        except Unmeasured as why:
            found = why
    if number[0]:
        measured.known[number] = found
    return found


def _too_much(mark: PlacedImage, ink: PictureInk, plant: Plant) -> Iterator[Breach]:
    limit = plant.ink.error if ink.most > plant.ink.error + ROUNDING else plant.ink.warning
    if ink.most <= limit + ROUNDING:
        return
    share = ink.share_over(limit)
    grave = limit == plant.ink.error and share >= A_SPECK
    what = f"a picture has pixels of {ink.most:.0f} % of ink; {_percent(share)} of them are over {limit:g} %"
    hint = "separate it anew with the plant's profile"
    yield Breach(PICTURE_LIMIT if grave else PICTURE_LIMIT.at("warning"), what, hint, mark)


def _percent(share: float) -> str:
    return "less than 0.1 %" if share < 0.001 else f"{share * 100:.1f} %"
