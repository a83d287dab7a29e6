"""Placed images -> breaches of how fine they have to be, and of how they may be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from layout.preflight.content.marks import PageMarks, PlacedImage, Raster, inside
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, WarningRule
from layout.preflight.rules.file.forbidden import ALTERNATE, CODEC, LZW, NEWER_CODECS
from layout.preflight.rules.pages.breach import Breach, page_check

COARSE: Final = PreflightRule(
    "picture-resolution", "A picture has enough pixels for the size at which it is placed.", "GWG 2015 4.26"
)
FINE: Final = WarningRule(
    "picture-too-fine", "A picture has no more pixels than the screen can show.", "GWG 2015 4.26"
)
LINE_ART: Final = PreflightRule(
    "line-art-resolution", "A picture of one bit has enough pixels for smooth edges.", "GWG 2015 4.27"
)
TURNED: Final = WarningRule("picture-skewed", "A picture is neither skewed nor mirrored.", "practice")
DEEP: Final = WarningRule("picture-bits", "A picture has 8 bits for each ink, or 1.", "GWG 2015")
SMOOTHED: Final = WarningRule("picture-interpolated", "No picture asks to be smoothed.", "ISO 15930-4")

A_WASTE: Final = 100_000
"""Pixels from which too many are worth a word: 400 kB in four inks, before they are packed."""
TOLERANCE: Final = 0.5
"""Pixels to the inch that a picture may be short of a limit: what cutting it to whole pixels makes."""


@page_check
def check_pictures(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    """All images for how they are written, and those inside the trim for their pixels."""
    for mark in page.marks:
        if not isinstance(mark, PlacedImage):
            continue
        yield from _writing_faults(mark, plant)
        if not inside(mark, page.sheet.trim):
            continue
        if (ppi := _coarser_ppi(mark)) is not None:
            find_faults = _line_art_faults if is_line_art(mark.raster) else _tone_faults
            yield from find_faults(mark, ppi, plant)
        if mark.skewed or mark.mirrored:
            what = "a picture is skewed" if mark.skewed else "a picture is mirrored"
            yield Breach(TURNED, what, "see whether that is meant, and turn the picture itself", mark)


def is_line_art(raster: Raster) -> bool:
    """Whether an image has but two tones: a mask, or one bit of one component."""
    return raster.is_mask or (raster.bits == 1 and (raster.space is None or raster.space.components == 1))


def _coarser_ppi(mark: PlacedImage) -> float | None:
    """Pixels to the inch in the coarser direction. A side of one pixel has nothing to resolve; None where both are."""
    sides = zip((mark.raster.width, mark.raster.height), mark.ppi, strict=True)
    seen = [ppi for pixels, ppi in sides if pixels > 1 and ppi > 0]
    return min(seen, default=None)


def _tone_faults(mark: PlacedImage, ppi: float, plant: Plant) -> Iterator[Breach]:
    limits = plant.picture_ppi
    if ppi < limits.warning - TOLERANCE:
        too_coarse = ppi < limits.error - TOLERANCE
        limit = limits.error if too_coarse else limits.warning
        what = f"a picture has {ppi:.0f} pixels to the inch at its size, fewer than {limit:g}"
        hint = "place it smaller, or take a larger picture"
        yield Breach(COARSE if too_coarse else COARSE.at("warning"), what, hint, mark)
    elif ppi > plant.most_picture_ppi + TOLERANCE and mark.raster.width * mark.raster.height > A_WASTE:
        what = f"a picture has {ppi:.0f} pixels to the inch at its size, more than {plant.most_picture_ppi:g}"
        yield Breach(FINE, what, "bring it down to its size: the screen shows no more", mark)


def _line_art_faults(mark: PlacedImage, ppi: float, plant: Plant) -> Iterator[Breach]:
    if ppi < plant.line_art_ppi - TOLERANCE:
        kind = "a mask" if mark.raster.is_mask else "a picture of one bit"
        what = f"{kind} has {ppi:.0f} pixels to the inch at its size, fewer than {plant.line_art_ppi:g}"
        yield Breach(LINE_ART, what, "scan it finer, or make it a picture of gray tones", mark)


def _writing_faults(mark: PlacedImage, plant: Plant) -> Iterator[Breach]:
    raster = mark.raster
    number = raster.number[:1] if raster.number[0] else ()
    if raster.bits > 8:
        hint = "write it with 8 bits: a screen shows fewer"
        yield Breach(DEEP, f"a picture has {raster.bits} bits for each ink", hint, mark)
    for used in dict.fromkeys(raster.filters):
        if used in NEWER_CODECS and plant.level == "PDF/X-1a:2003":
            what = f"a picture is packed with {NEWER_CODECS[used]}"
            yield Breach(CODEC, what, "pack it with Flate or JPEG", mark, objects=number)
        if used == "LZWDecode":
            yield Breach(LZW, "a picture is packed with LZW", "pack it with Flate", mark, objects=number)
    if raster.alternates:
        what = "a picture has others in its place (Alternates)"
        yield Breach(ALTERNATE, what, "leave the alternates out", mark, objects=number)
    if raster.interpolate:
        yield Breach(SMOOTHED, "a picture asks to be smoothed (Interpolate)", "leave Interpolate out", mark)
