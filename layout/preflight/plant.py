"""What a plant takes, as figures and names: what preflight holds a file against."""

from __future__ import annotations

from dataclasses import dataclass

from layout.scene.condition import PdfxLevel, PressLimits


@dataclass(frozen=True, slots=True)
class Plant(PressLimits):
    """What is taken: the limits of the press, and what is asked of the file. Every default is a newsprint plant's.

    `level` is the one that a file must be of; None for whichever it claims. `condition` is the only output condition
    identifier that is taken, None for any. `trim_mm` is the page's size, width and height, None for any; a size may
    differ by `trim_tolerance_mm`. `bleed_mm` is the least bleed on each side. `spots` are the spot inks that are
    ordered. Resolutions are pixels to the inch at the placed size; type and line widths are in points.
    """

    level: PdfxLevel | None = None
    condition: str | None = None
    trim_mm: tuple[float, float] | None = None
    trim_tolerance_mm: float = 0.1
    bleed_mm: float = 0
    pages: int | None = None
    spots: tuple[str, ...] = ()
    most_picture_ppi: float = 450
    one_ink_type: float = 12
    overprint_type: float = 24
    reversed_type: float = 10
    reversed_type_in_several: float = 12
    least_line: float = 0.25
    least_line_in_several: float = 0.5
