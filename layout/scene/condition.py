"""The printing condition that press files are made for, as plain values: what a scene tells the press of its plant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

PdfxLevel = Literal["PDF/X-4", "PDF/X-1a:2003"]
"""The levels of PDF/X that are written and taken (ISO 15930-7, ISO 15930-4)."""

Level = Literal[PdfxLevel, "proof"]
"""What a file of ours is: of a level of PDF/X, or a proof, which claims none."""

PrinterMark = Literal["crop", "registration", "color-bar", "slug"]
"""Marks outside the trim: crop marks, registration marks, a bar of the inks, a line that names the page."""


@dataclass(frozen=True, slots=True)
class Sharpening:
    """An unsharp mask: the blur's radius in pixels of the placed picture, its strength in percent, and by how many
    of 255 levels a pixel must differ from the blur to be changed.
    """

    radius: float
    percent: int
    threshold: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot ink that the plant runs beside the process inks, and its look in these (C, M, Y, K, percent)."""

    name: str
    looks: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Condition:
    """The printing condition the press file is made for.

    A file of the level `proof` looks the same and claims nothing: no plant takes it for a press file.
    `profile` is a file name of the press's own profiles, or a path relative to the edition's folder.
    `ink_limit` is the most total ink, in percent; photos are clamped to it. Photos are placed at `picture_ppi` pixels
    to the inch at most, pictures of one bit at `line_art_ppi`. `marks` are round the bleed, in a `margin`.
    `bleed` and `margin` are thousandths of a point.
    """

    level: Level
    identifier: str
    registry: str
    profile: str
    ink_limit: float
    bleed: int
    picture_ppi: int
    line_art_ppi: int = 1200
    sharpening: Sharpening | None = None
    spots: tuple[Spot, ...] = ()
    marks: tuple[PrinterMark, ...] = ()
    margin: int = 0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Two limits of one figure: beyond `error` a file is not plated, beyond `warning` it is worth a look."""

    error: float
    warning: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PressLimits:
    """What a plant holds the ink, the pictures and the type of its files to.

    Every default is a newsprint plant's (ISO 12647-3 coldset, GWG 2015 newspaper ads). Inks are percent of total area
    coverage; resolutions pixels to the inch at the placed size; type is in points.
    """

    ink: Thresholds = Thresholds(240, 220)
    picture_ppi: Thresholds = Thresholds(150, 200)
    line_art_ppi: float = 600
    least_type: float = 5


NEWSPRINT: Final = PressLimits()
