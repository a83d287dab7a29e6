"""The plates of a page -> how much ink lies where: what is over the limits, and the figures for the ink keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from content.problems import Gravity
from layout.preflight.finding import Finding, Millimetres
from layout.preflight.ink.areas import Area, areas
from layout.preflight.ink.figures import InkFigures
from layout.preflight.ink.separations import PROCESS, Plate, Separations
from layout.preflight.plant import Plant
from layout.preflight.reading.geometry import common
from layout.preflight.reading.sheet import Sheet
from layout.preflight.rule import Rule

TOTAL: Final = Rule(
    "total-ink",
    "error",
    "No area of a square millimetre has more total ink than the plant's limit, as the RIP will print it.",
    "ISO 12647-3, WAN-IFRA; GWG 2015",
)
MEASURED: Final = Rule(
    "ink-not-measured",
    "error",
    "The plates of every page can be made, and the ink on them be measured.",
    "practice",
)

RULES: Final = (TOTAL, MEASURED)

LEAST_AREA: Final = 1.0
"""Square millimetres. Less is not seen to set off, nor to stay wet."""

TOGETHER: Final = 1.0
"""Millimetres within which heavy pixels are one area."""

ROUNDING: Final = 2
"""Of 255 levels: four plates, each rounded, may be over a limit by so much without being over it."""

MOST_AREAS: Final = 30
"""Areas of a page that are told one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class InkMap:
    """The total ink on each pixel within the bleed, 255 for 100 percent, and where these pixels are.

    `left` and `top` are the first pixel's, in millimetres from the trim's upper left corner, `wide` and `high` a
    pixel's size. `plates` are cut to the same pixels.
    """

    total: NDArray[np.uint16]
    plates: Mapping[str, Plate]
    left: float
    top: float
    wide: float
    high: float

    def place(self, box: tuple[int, int, int, int]) -> Millimetres:
        """Pixels (left, top, right, bottom) as a place on the page."""
        left, top, right, bottom = box
        edges = (
            self.left + left * self.wide,
            self.top + top * self.high,
            self.left + right * self.wide,
            self.top + bottom * self.high,
        )
        return Millimetres(*(round(edge, 1) + 0.0 for edge in edges))


def ink_map(made: Separations, sheet: Sheet) -> InkMap | None:
    """The total ink of a page within its bleed: what stands outside, as registration marks do, is cut off.

    None where there are no plates.
    """
    if not made.plates:
        return None
    height, width = next(iter(made.plates.values())).shape
    left, top, right, bottom = sheet.millimetres(sheet.shown)
    wide, high = (right - left) / width, (bottom - top) / height
    inner = sheet.millimetres(common(sheet.bleed, sheet.shown) or sheet.shown)
    first, last = round((inner.left - left) / wide), round((inner.right - left) / wide)
    upper, lower = round((inner.top - top) / high), round((inner.bottom - top) / high)
    cut = (slice(max(upper, 0), max(lower, upper + 1)), slice(max(first, 0), max(last, first + 1)))
    plates = {ink: plate[cut] for ink, plate in made.plates.items()}
    total = np.zeros(next(iter(plates.values())).shape, np.uint16)
    for plate in plates.values():
        total += plate
    return InkMap(total, plates, left + max(first, 0) * wide, top + max(upper, 0) * high, wide, high)


def figures(of: InkMap, sheet: Sheet) -> InkFigures:
    """The figures of a page, over its trim: ink keys are set by what readers get."""
    width, height = sheet.size_mm
    rows = slice(max(round(-of.top / of.high), 0), max(round((height - of.top) / of.high), 1))
    columns = slice(max(round(-of.left / of.wide), 0), max(round((width - of.left) / of.wide), 1))
    # A trim off the page has no pixels: then what there is is told.
    cut = (rows, columns) if of.total[rows, columns].size else (slice(None), slice(None))
    highest = round(int(of.total[cut].max(initial=0)) / 2.55, 1)
    coverage = {ink: round(float(plate[cut].mean()) / 2.55, 2) for ink, plate in of.plates.items()}
    return InkFigures(highest, coverage)


def check_ink(made: Separations, of: InkMap | None, plant: Plant) -> Iterator[Finding]:
    """The areas of one page that are over the plant's limits, and whether that could be told."""
    page = made.page
    if of is None:
        what = f"the ink on page {page} could not be measured: {made.failure}"
        yield Finding(MEASURED.id, MEASURED.severity, what, "make plates of it in the RIP", page=page)
        return
    if made.unsure:
        what = (
            f"the ink on page {page} was measured without what {made.by} gets wrong: {', '.join(made.unsure)}"
        )
        yield Finding(
            MEASURED.id, "warning", what, "install Ghostscript, or make plates of it in the RIP", page=page
        )
    heavy = over_limit(of, plant.ink.error)
    yield from _told(of, heavy, "error", plant.ink.error, page)
    lesser = [
        area for area in over_limit(of, plant.ink.warning) if not any(_holds(area, one) for one in heavy)
    ]
    yield from _told(of, lesser, "warning", plant.ink.warning, page)


def over_limit(of: InkMap, percent: float) -> list[Area]:
    """The areas over a limit that are large enough to count, the largest first."""
    pixel = of.wide * of.high
    cell = max(1, round(TOGETHER / of.wide))
    found = areas(of.total, min(int(percent * 2.55) + ROUNDING, 65535), cell)
    # A pixel at the rim of an area counts as a part of itself: 1 mm² of it may have lost a tenth.
    return [area for area in found if area.pixels * pixel >= 0.9 * LEAST_AREA]


def _holds(outer: Area, inner: Area) -> bool:
    """Whether an area that is over the lesser limit is the one around an area that is over the greater."""
    left, top, right, bottom = outer.box
    return left <= inner.box[0] and top <= inner.box[1] and right >= inner.box[2] and bottom >= inner.box[3]


def _told(of: InkMap, found: list[Area], severity: Gravity, limit: float, page: int) -> Iterator[Finding]:
    hint = f"bring it under {limit:g} %: lighten what lies beneath, or let it knock out"
    for area in found[:MOST_AREAS]:
        size = area.pixels * of.wide * of.high
        what = (
            f"{area.highest / 2.55:.0f} % of ink{_inks(of, area)} on {size:.1f} mm², the limit is {limit:g} %"
        )
        yield Finding(TOTAL.id, severity, what, hint, page=page, place=of.place(area.box))
    if len(found) > MOST_AREAS:
        rest = found[MOST_AREAS:]
        size = sum(area.pixels for area in rest) * of.wide * of.high
        what = f"{len(rest)} more areas of page {page}, {size:.1f} mm² in all, have more ink than {limit:g} %"
        yield Finding(TOTAL.id, severity, what, hint, page=page)


def _inks(of: InkMap, area: Area) -> str:
    """The inks on the heaviest pixel of an area: ` (C 60 M 50 Y 50 K 100)`."""
    left, top, right, bottom = area.box
    part = of.total[top:bottom, left:right]
    row, column = divmod(int(np.argmax(part == area.highest)), part.shape[1])
    told = []
    for ink, plate in of.plates.items():
        percent = round(int(plate[top + row, left + column]) / 2.55)
        if percent:
            told.append(f"{ink[0] if ink in PROCESS[:3] else 'K' if ink == 'Black' else ink} {percent}")
    return f" ({' '.join(told)})"
