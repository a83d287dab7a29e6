"""Type on a picture, or on a ground of its own there -> how well it is seen, and a problem where it is not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from content.pictures.picturefile import PictureFacts
from content.pictures.tones import luminance
from content.problems import Place, Problem
from layout.scene import Box, Ink, Item, Line, Picture, Rect
from layout.scene.condition import Spot
from layout.scene.places import filled_rect

SMALL_TYPE: Final = 4.5
"""The least contrast of small type with its ground (WCAG 2.2, 1.4.3)."""

ANYWHERE: Final = 3.0
"""The least contrast with any part of its ground: that which large type has (WCAG 2.2, 1.4.3)."""


def find_faint_type(
    items: Sequence[Item],
    picture: Picture | None,
    facts: PictureFacts | None,
    spots: Sequence[Spot],
    where: Place,
) -> list[Problem]:
    """A problem for the first line of type that its ground makes hard to read: a tint among the items, or else the
    picture's pixels.
    """
    ground = next((item.fill for item in items if isinstance(item, Box) and item.fill is not None), None)
    for line in (item for item in items if isinstance(item, Line)):
        run = next((run for run in line.runs if any(run.texts)), None)
        if ground is not None:
            under = [_lightness(ground, spots)]
        elif picture is not None and facts is not None and facts.tones:
            under = _tones_under(picture, facts, filled_rect(line))
        else:
            return []
        if run is None or not under:
            continue
        own = _lightness(run.ink, spots)
        mean, least = _contrast(own, sum(under) / len(under)), min(_contrast(own, tone) for tone in under)
        if mean >= SMALL_TYPE and least >= ANYWHERE:
            continue
        # Rounded down: 4.47 is not enough.
        shown, lowest = (math.floor(10 * contrast) / 10 for contrast in (mean, least))
        what = (
            f"The {line.role} on the photo has a contrast of {shown} to 1 with what it stands on, {lowest} where it is "
            f"least; small type needs {SMALL_TYPE}, and {ANYWHERE:g} everywhere."
        )
        hint = "give it a ground (`caption_tint`), another corner or ink, or place it below the photo"
        return [Problem("faint-type", "warning", what, where, hint)]
    return []


def _tones_under(picture: Picture, facts: PictureFacts, place: Rect) -> list[float]:
    """The cells of a picture that a rectangle of the page touches."""
    left, top, right, bottom = picture.crop
    rect, tones = picture.rect, facts.tones
    rows, columns = len(tones), len(tones[0])

    def cells(start: float, end: float, count: int) -> range:
        return range(max(0, math.floor(start * count)), min(count, math.ceil(end * count)))

    across = [(left + (x - rect.x) * (right - left) / rect.width) / facts.width for x in place.across]
    down = [(top + (y - rect.y) * (bottom - top) / rect.height) / facts.height for y in place.down]
    return [
        tones[row][column]
        for row in cells(down[0], down[1], rows)
        for column in cells(across[0], across[1], columns)
    ]


def _contrast(tone: float, other: float) -> float:
    """The contrast of two luminances (WCAG 2.2): 1 to 21."""
    return (max(tone, other) + 0.05) / (min(tone, other) + 0.05)


def _lightness(ink: Ink, spots: Sequence[Spot]) -> float:
    """The luminance of an ink on white paper, reckoned from its percents."""
    cyan, magenta, yellow, black = ink.cyan, ink.magenta, ink.yellow, ink.black
    if ink.spot:
        looks = next((spot.looks for spot in spots if spot.name == ink.spot), (0.0, 0.0, 0.0, 100.0))
        cyan, magenta, yellow, black = (part * ink.tint / 100 for part in looks)
    kept = 1 - black / 100
    red, green, blue = (round(255 * (1 - part / 100) * kept) for part in (cyan, magenta, yellow))
    return luminance((red, green, blue))


def contrast_of(ink: Ink, other: Ink, spots: Sequence[Spot]) -> float:
    """The contrast of two inks on white paper, from 1 to 21."""
    return _contrast(_lightness(ink, spots), _lightness(other, spots))
