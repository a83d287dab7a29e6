"""The page that all of them set, as numbers: paper, type, and where each part stands. Lengths are points.

The measure, the leading and the faces are those of the sample's paper. The peers get the page as fixed areas, which
spares them the make-up that this program does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4

WIDTH, HEIGHT = 393 * MM, 546 * MM
"""A Chinese broadsheet."""

SIZE, LEADING = 10.5, 15.75
"""Body type (五号) and baseline to baseline."""

COLUMNS, COLUMN_EMS, GUTTER_EMS = 6, 15, 1
TYPE_AREA = (COLUMNS * COLUMN_EMS + (COLUMNS - 1) * GUTTER_EMS) * SIZE
LEFT = (WIDTH - TYPE_AREA) / 2
TOP = 28 * MM

FAMILIES = {"Song": "Noto Serif CJK JP", "Hei": "Noto Sans CJK JP"}
"""Names of the families in their files."""

FILES = {"Song": "NotoSerifCJKjp-VF.ttf", "Hei": "NotoSansCJKjp-VF.ttf"}

RULE = 0.4
INSET = SIZE / 2
"""From the frame of the notes box to its text."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the grid: basic columns `first` to `last`, from 1, and `lines` lines after `line`, from 0."""

    first: int
    last: int
    line: int
    lines: int

    @property
    def columns(self) -> int:
        return self.last - self.first + 1

    @property
    def x(self) -> float:
        return LEFT + (self.first - 1) * (COLUMN_EMS + GUTTER_EMS) * SIZE

    @property
    def y(self) -> float:
        return TOP + self.line * LEADING

    @property
    def width(self) -> float:
        return (self.columns * (COLUMN_EMS + GUTTER_EMS) - GUTTER_EMS) * SIZE

    @property
    def height(self) -> float:
        return self.lines * LEADING


@dataclass(frozen=True, slots=True)
class Face:
    """One of the two families, at a weight."""

    family: Literal["Song", "Hei"]
    weight: int


@dataclass(frozen=True, slots=True)
class Head:
    """Lines set large in the middle of an area."""

    area: Area
    face: Face
    size: float


BODY_FACE, NOTE_FACE = Face("Song", 400), Face("Hei", 350)
BLACK, BOLD, PLAIN = Face("Song", 900), Face("Hei", 700), Face("Hei", 400)
FACES = (BODY_FACE, BLACK, NOTE_FACE, PLAIN, BOLD)
NOTE_SIZE, NOTE_LEADING = 9, 13.5

NAMEPLATE = Head(Area(1, 4, 0, 10), BLACK, 120)
MOTTO = Head(Area(5, 6, 0, 10), BOLD, 20)
FOLIO = Head(Area(1, 6, 10, 2), BODY_FACE, 9)
LEAD_HEAD = Head(Area(1, 4, 12, 6), BLACK, 72)
LEAD_DECK = Head(Area(1, 4, 18, 3), PLAIN, 26)
LEAD_BODY = Area(1, 4, 22, 38)
LABEL = Head(Area(1, 4, 60, 2), BOLD, 15)
PHOTO = Area(1, 4, 62, 23)
CAPTION = Area(1, 4, 85, 3)
NOTES_BOX = Area(5, 6, 12, 20)
NOTES_HEAD = Head(Area(5, 6, 12, 4), BOLD, 18)
NOTES_BODY = Area(5, 6, 16, 15)
SECOND_HEAD = Head(Area(5, 6, 32, 6), BOLD, 26)
SECOND_BODY = Area(5, 6, 39, 35)
