"""Placed images -> breaches of how much ink their pixels may be, and of whether they are all there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, assert_never

from layout.preflight.content.marks import PageMarks, PlacedImage, Raster
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
from layout.preflight.rules.pages.breach import OF_CONTENT, Breach, fold_pages

LIMIT: Final = PreflightRule(
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

ROUNDING: Final = 1.0
"""Percent of ink that four samples of 8 bits may be over by rounding, each by half a 255th, and a little more."""
A_SPECK: Final = 0.0001
"""The part of a picture from which pixels over the limit are an error: fewer are the noise of a JPEG."""

AT_MOST: Final = 2 << 30
"""Samples of one file that are measured: 16 broadsheets full of pictures at 300 pixels to the inch."""


@dataclass(slots=True)
class MeasuredPictures:
    """What images of a file were measured to be, by the numbers of their objects, and how much more may be."""

    known: dict[tuple[int, int], PictureInk | Unmeasured | None] = field(default_factory=dict)
    left: int = AT_MOST


@file_check(OF_CONTENT)
def check_picture_inks(file: ExaminedFile) -> Iterator[Finding]:
    """The images of which something is seen inside the bleed. One that is on several pages is measured once."""
    measured = MeasuredPictures()
    return fold_pages(file, lambda page: _find_breaches(page, file.plant, measured))


def _find_breaches(page: PageMarks, plant: Plant, measured: MeasuredPictures) -> Iterator[Breach]:
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
    yield Breach(LIMIT if grave else LIMIT.at("warning"), what, hint, mark)


def _percent(share: float) -> str:
    return "less than 0.1 %" if share < 0.001 else f"{share * 100:.1f} %"
