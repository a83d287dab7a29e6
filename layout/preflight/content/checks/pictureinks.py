"""Placed images -> breaches of how much ink their pixels may be, and of whether they are all there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from layout.preflight.content.breach import Breach
from layout.preflight.content.marks import ImagePlaced, PageMarks, Raster
from layout.preflight.content.pixels import LARGEST, Incomplete, Inked, Unmeasured, inked, samples_of
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule

LIMIT: Final = Rule(
    "picture-ink-limit",
    "error",
    "No pixel of a picture is more ink than the paper takes, all inks together.",
    "ISO 12647-3:2013, WAN-IFRA",
)
UNMEASURED: Final = Rule(
    "picture-not-measured",
    "warning",
    "The ink of every picture can be measured in its pixels.",
    "this preflight",
)

DAMAGED: Final = Rule(
    "picture-damaged", "error", "A picture has all the pixels that it says.", "ISO 32000-1 8.9.5"
)

RULES: Final = (LIMIT, UNMEASURED, DAMAGED)

ROUNDING: Final = 1.0
"""Percent of ink that four samples of 8 bits may be over by rounding, each by half a 255th, and a little more."""
A_SPECK: Final = 0.0001
"""The part of a picture from which pixels over the limit are an error: fewer are the noise of a JPEG."""

AT_MOST: Final = 2 << 30
"""Samples of one file that are measured: 16 broadsheets full of pictures at 300 pixels to the inch."""


@dataclass(slots=True)
class Measured:
    """What images of a file were measured to be, by the numbers of their objects, and how much more may be."""

    known: dict[tuple[int, int], Inked | Unmeasured | None] = field(default_factory=dict)
    left: int = AT_MOST


def check_picture_inks(page: PageMarks, plant: Plant, measured: Measured) -> Iterator[Breach]:
    """The images of which something is seen inside the bleed. `measured` is kept from one page to the next."""
    for mark in page.on_page:
        if not isinstance(mark, ImagePlaced):
            continue
        match _measured(mark.raster, measured):
            case Incomplete() as why:
                what = f"a picture is not all there: {why}"
                yield Breach(DAMAGED, what, "place the picture anew, and send the file again", mark)
            case Unmeasured() as why:
                what = f"a picture was not measured for its ink: {why}"
                yield Breach(UNMEASURED, what, "pack it with Flate or JPEG, or look at its plates", mark)
            case Inked() as found:
                yield from _too_much(mark, found, plant)


def _measured(raster: Raster, measured: Measured) -> Inked | Unmeasured | None:
    number = raster.number
    if number[0] and number in measured.known:
        return measured.known[number]
    found: Inked | Unmeasured | None
    if measured.left <= 0:
        found = Unmeasured("the file's pictures are too many")
    else:
        # What it takes to begin with an inline image, which may be a dot, and is not known again.
        measured.left -= min(samples_of(raster), LARGEST) + (0 if number[0] else 1 << 20)
        try:
            found = inked(raster)
        except Unmeasured as why:
            found = why
    if number[0]:
        measured.known[number] = found
    return found


def _too_much(mark: ImagePlaced, found: Inked, plant: Plant) -> Iterator[Breach]:
    for limit, severe in ((plant.ink.error, True), (plant.ink.warning, False)):
        if found.most > limit + ROUNDING:
            share = found.share_over(limit)
            yield Breach(
                LIMIT,
                f"a picture has pixels of {found.most:.0f} % of ink; {_percent(share)} of them are over {limit:g} %",
                "separate it anew with the plant's profile",
                mark,
                severity="error" if severe and share >= A_SPECK else "warning",
            )
            return


def _percent(share: float) -> str:
    return "less than 0.1 %" if share < 0.001 else f"{share * 100:.1f} %"
