"""The trim of a page and the printing condition -> the marks round it: crop, registration, a bar of the inks.

All of them are outside the bleed, in the margin of the media. Lines are in registration colour, which is on every
plate; so is the slug, which is text and comes with the scene.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from layout.press.page.spots import ALL
from layout.scene import Box, Ink, Mpt, Page, Rect, Rule, spot_ink
from layout.scene.condition import Condition

REGISTRATION: Final = spot_ink(ALL)

HAIRLINE: Final[Mpt] = 250
"""A quarter point: the thinnest line that plates hold (GWG 4.17)."""

_MM: Final = 72_000 / 25.4
_LENGTH: Final[Mpt] = round(5 * _MM)
_PATCH: Final[Mpt] = round(5 * _MM)
_CLEAR: Final[Mpt] = round(0.25 * _MM)
"""Between the bleed and a mark, so that no pixel of a plate has some of both."""

_RADIUS: Final[Mpt] = round(2 * _MM)
_REACH: Final[Mpt] = round(3.5 * _MM)
_BAR_FROM: Final[Mpt] = round(12 * _MM)
"""From the trim's left edge to the first patch: clear of the crop marks of any bleed."""


@dataclass(frozen=True, slots=True)
class Target:
    """A registration mark: a circle of this radius round a point, with a cross that reaches over it."""

    x: Mpt
    y: Mpt
    radius: Mpt
    reach: Mpt

    @property
    def cross(self) -> tuple[Rule, Rule]:
        level = Rule(self.x - self.reach, self.y, self.x + self.reach, self.y, HAIRLINE, REGISTRATION)
        upright = Rule(self.x, self.y - self.reach, self.x, self.y + self.reach, HAIRLINE, REGISTRATION)
        return level, upright


PressMark = Rule | Box | Target


def marks_of(page: Page, condition: Condition) -> tuple[PressMark, ...]:
    """The marks of a page in its own coordinates: those outside its trim are negative, or larger than it."""
    marks: list[PressMark] = []
    if "crop" in condition.marks:
        marks += _crop(page, condition.bleed)
    if "registration" in condition.marks:
        marks += _targets(page, condition)
    if "color-bar" in condition.marks:
        marks += _bar(page, condition)
    return tuple(marks)


def _crop(page: Page, bleed: Mpt) -> Iterator[Rule]:
    """Two strokes at each corner, in line with the trim's edges, which begin just outside the bleed."""
    start = max(bleed, round(3 * _MM)) + _CLEAR
    end = start + _LENGTH
    for x, away in ((0, -1), (page.width, 1)):
        for y in (0, page.height):
            yield Rule(x + away * start, y, x + away * end, y, HAIRLINE, REGISTRATION)
    for y, away in ((0, -1), (page.height, 1)):
        for x in (0, page.width):
            yield Rule(x, y + away * start, x, y + away * end, HAIRLINE, REGISTRATION)


def _targets(page: Page, condition: Condition) -> Iterator[Target]:
    """One in the middle of each side's margin."""
    out = condition.bleed + condition.margin // 2
    for y in (-out, page.height + out):
        yield Target(page.width // 2, y, _RADIUS, _REACH)
    for x in (-out, page.width + out):
        yield Target(x, page.height // 2, _RADIUS, _REACH)


def _bar(page: Page, condition: Condition) -> Iterator[Box]:
    """Patches in the head margin: each ink solid and at half, two inks over each other, gray of three.

    No more patches than have room left of the middle, where the registration mark is.
    """
    top = -condition.bleed - condition.margin // 2 - _PATCH // 2
    room = (page.width // 2 - _REACH - _BAR_FROM) // _PATCH
    for number, ink in enumerate(_patches(condition)[: max(0, room)]):
        yield Box(Rect(_BAR_FROM + number * _PATCH, top, _PATCH, _PATCH), fill=ink)


def _patches(condition: Condition) -> list[Ink]:
    patches = [
        Ink(100, 0, 0, 0),
        Ink(0, 100, 0, 0),
        Ink(0, 0, 100, 0),
        Ink(0, 0, 0, 100),
        Ink(100, 100, 0, 0),
        Ink(100, 0, 100, 0),
        Ink(0, 100, 100, 0),
    ]
    patches += [spot_ink(spot.name) for spot in condition.spots]
    patches += [Ink(50, 0, 0, 0), Ink(0, 50, 0, 0), Ink(0, 0, 50, 0), Ink(0, 0, 0, 50)]
    # Gray of three inks, in which a cast shows first (ISO 12647-3 for newsprint: near C 30 M 22 Y 22).
    patches.append(Ink(30, 22, 22, 0))
    return [ink for ink in patches if ink.total <= condition.ink_limit]
