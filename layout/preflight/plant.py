"""What a plant takes, as figures and names: what preflight holds a file against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["PDF/X-4", "PDF/X-1a:2003"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Two limits of one figure: beyond `error` a file is not plated, beyond `warning` it is worth a look."""

    error: float
    warning: float


@dataclass(frozen=True, slots=True)
class Plant:
    """What is taken. Every default is a newsprint plant's (ISO 12647-3 coldset, GWG 2015 newspaper ads).

    `level` is the one that a file must be of; None for whichever it claims. `condition` is the only output condition
    identifier that is taken, None for any. `trim_mm` is the page's size, width and height, None for any; a size may
    differ by `trim_tolerance_mm`. `bleed_mm` is the least bleed on each side. `spots` are the spot inks that are
    ordered. Inks in percent of total area coverage; resolutions in pixels to the inch at the placed size; type and
    line widths in points.
    """

    level: Level | None = None
    condition: str | None = None
    trim_mm: tuple[float, float] | None = None
    trim_tolerance_mm: float = 0.1
    bleed_mm: float = 0
    pages: int | None = None
    spots: tuple[str, ...] = ()
    ink: Limits = Limits(240, 220)
    picture_ppi: Limits = Limits(150, 200)
    most_picture_ppi: float = 450
    line_art_ppi: float = 600
    least_type: float = 5
    one_ink_type: float = 12
    overprint_type: float = 24
    reversed_type: float = 10
    reversed_type_in_several: float = 12
    least_line: float = 0.25
    least_line_in_several: float = 0.5
