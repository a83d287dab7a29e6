"""Made-up pages and the pictures in them -> type on a picture that can't be told from what is beneath it.

Contrast is that of WCAG 2.2 (1.4.3): the lighter luminance to the darker, each with 0.05 added; 3 to 1 for large type,
4.5 to 1 for other. A picture is looked at in patches of half an em: in one that is too near to the ink, half a
character is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from content.files import open_plain
from content.pictures.picture import open_picture_file
from content.problems import Place, Problem
from layout.scene import Box, Ink, Line, Mpt, Page, Picture, Region, Scene
from layout.scene.condition import Condition
from layout.scene.geometry import Rect, hull
from layout.scene.proofs.inkboxes import InkBox
from layout.scene.proofs.lineink import glyph_boxes

LARGE: Final[Mpt] = 14_000
"""Type is large from 14 points on: the standard has 18 for Latin text, 14 for bold, and less for characters of Han."""

LEAST_LARGE: Final = 3.0
LEAST_SMALL: Final = 4.5

MOST_PATCHES: Final = 2000
"""Patches across a picture, and down it, at most."""

_COPY: Final = ("story", "sidebar")
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class _Patches:
    """The luminance of a picture, 0 to 1, in patches: rows from its top, as it stands in its rectangle."""

    rect: Rect
    rows: tuple[tuple[float, ...], ...]

    def under(self, box: InkBox) -> Iterator[float]:
        """The patches of which a box covers more than an edge."""
        across, down = len(self.rows[0]), len(self.rows)
        rect = self.rect
        left, right = ((side - rect.x) * across / rect.width for side in (box[0], box[2]))
        top, bottom = ((side - rect.y) * down / rect.height for side in (box[1], box[3]))
        for row in range(max(0, round(top)), min(down, max(round(bottom), round(top) + 1))):
            yield from self.rows[row][max(0, round(left)) : min(across, max(round(right), round(left) + 1))]


@dataclass(frozen=True, slots=True)
class _FaintLine:
    """A line with the least contrast that one of its characters has, and that on the mean."""

    line: Line
    least: float
    mean: float
    needed: float
    darkest: float
    lightest: float


def find_faint_lines(scene: Scene, root: Path) -> Iterator[Problem]:
    """A problem for each block whose type is too near, in places, to the picture that it lies on. `root` is the
    edition's folder. Of a picture that can't be read nothing is said here.
    """
    for page in scene.pages:
        for region in page.regions:
            if region.lies_on is None:
                continue
            pictures = [
                item
                for other in page.regions
                if other.id == region.lies_on
                for item in other.items
                if isinstance(item, Picture)
            ]
            faint = [
                found
                for picture in pictures
                for found in _look_at_lines(region, picture, root, scene.condition)
            ]
            if faint:
                yield _problem(page, region, faint)


def _look_at_lines(
    region: Region, picture: Picture, root: Path, condition: Condition
) -> Iterator[_FaintLine]:
    grounds = [item for item in region.items if isinstance(item, Box) and item.fill is not None]
    known: dict[Mpt, _Patches | None] = {}
    for line in region.on_picture:
        if not isinstance(line, Line):
            continue
        run = next((run for run in line.runs if run.glyphs and not run.annotation), None)
        if run is None:
            continue
        if run.size not in known:
            known[run.size] = _see_patches(picture, root, run.size // 2)
        patches = known[run.size]
        if patches is None:
            continue
        beneath: list[float] = []
        for box in glyph_boxes(line):
            ground = next((item for item in reversed(grounds) if _covers(item.rect, box)), None)
            if ground is not None and ground.fill is not None:
                beneath.append(measure_luminance(ground.fill, condition))
            else:
                beneath += patches.under(box)
        if not beneath:
            continue
        own = measure_luminance(run.ink, condition)
        least = min(measure_contrast(own, under) for under in beneath)
        mean = measure_contrast(own, sum(beneath) / len(beneath))
        needed = LEAST_LARGE if run.size >= LARGE else LEAST_SMALL
        if least < needed:
            yield _FaintLine(line, least, mean, needed, min(beneath), max(beneath))


def _covers(rect: Rect, box: InkBox) -> bool:
    return rect.x <= box[0] and rect.y <= box[1] and rect.right >= box[2] and rect.bottom >= box[3]


def measure_contrast(luminance: float, other: float) -> float:
    """How many times as light as the other one of two luminances is (WCAG 2.2, contrast ratio)."""
    return (max(luminance, other) + 0.05) / (min(luminance, other) + 0.05)


def measure_luminance(ink: Ink, condition: Condition) -> float:
    """The relative luminance of an ink on white paper, 0 to 1: that of the colour of its process inks."""
    parts = ink.cyan, ink.magenta, ink.yellow, ink.black
    if ink.spot:
        spot = next((spot for spot in condition.spots if spot.name == ink.spot), None)
        parts = spot.looks if spot is not None else (0, 0, 0, 100)
    share = ink.tint / 100 if ink.spot else 1
    cyan, magenta, yellow, black = (min(1.0, part * share / 100) for part in parts)
    return _of_colour(*((1 - own) * (1 - black) for own in (cyan, magenta, yellow)))


def _of_colour(red: float, green: float, blue: float) -> float:
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _see_patches(picture: Picture, root: Path, side: Mpt) -> _Patches | None:
    """A placed picture in patches of that side; None of one that can't be read."""
    try:
        with open_plain(root / picture.file) as stream, open_picture_file(stream) as opened:
            if opened.image is None:
                return None
            colours = ImageOps.exif_transpose(opened.image).crop(picture.crop).convert("RGB")
    except Exception:  # reading has told what is wrong with it, or press will
        return None
    rect = picture.rect
    across = max(1, min(MOST_PATCHES, colours.width, -(-rect.width // side)))
    down = max(1, min(MOST_PATCHES, colours.height, -(-rect.height // side)))
    small = colours.resize((across, down), Image.Resampling.BOX)
    lights = [value / 255 for value in small.tobytes()]
    values = [_of_colour(*lights[at : at + 3]) for at in range(0, len(lights), 3)]
    return _Patches(rect, tuple(tuple(values[row * across : (row + 1) * across]) for row in range(down)))


def _problem(page: Page, region: Region, faint: Sequence[_FaintLine]) -> Problem:
    worst = min(faint, key=lambda found: found.least / found.needed)
    text = worst.line.text.strip()
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    more = f", and {len(faint) - 1} more of its lines" if len(faint) > 1 else ""
    what = (
        f"“{shown}”{more} has a contrast of {worst.least:.1f} to 1 in places, and {worst.mean:.1f} to 1 on the mean, "
        f"to what is beneath it on the picture {region.lies_on!r}; {worst.needed:g} to 1 is needed."
    )
    inks = {"white": measure_contrast(1, worst.lightest), "black": measure_contrast(0, worst.darkest)}
    best = max(inks, key=lambda name: inks[name])
    if inks[best] >= worst.needed:
        hint = f"set it in {best}, which has {inks[best]:.1f} to 1 everywhere, or lay it on another part of the picture"
    else:
        hint = "no ink does here: lay it on a calmer part of the picture, or a tint beneath it"
    key = "head" if region.kind in _COPY else "over"
    area = hull(Rect(found.line.x, found.line.baseline - 1000, found.line.measure, 1000) for found in faint)
    where = Place(
        page=page.name, block=region.id, field=key, area_mm=area.in_mm if area is not None else None
    )
    return Problem("faint-on-picture", "warning", what, where, hint)
