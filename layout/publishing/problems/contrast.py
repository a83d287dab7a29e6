"""Made-up pages and the pictures in them -> type on a picture that can't be told from what is beneath it.

Contrast is that of WCAG 2.2 (1.4.3): the lighter luminance to the darker, each with 0.05 added; 3 to 1 for large type,
4.5 to 1 for other. A picture is looked at in patches of half an em: in one that is too near to the ink, half a
character is lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from PIL import Image

from content.files import open_plain
from content.pictures.picture import open_picture_file
from content.pictures.tiff.channels import read_channels, turn_upright
from content.problems import Place, Problem
from layout.scene import CAPTION_ROLES, Box, GlyphRun, Item, Line, Mpt, Page, Picture, Region, Scene
from layout.scene.condition import Condition
from layout.scene.contrast import colour_luminance, least_contrast, measure_contrast, measure_luminance
from layout.scene.geometry import Rect, hull
from layout.scene.proofs.inkboxes import InkBox
from layout.scene.proofs.lineink import glyph_boxes

MOST_PATCHES: Final = 2000
"""Patches across a picture, and down it, at most."""

DRAFT_PIXELS: Final = 4
"""Pixels of a patch, across and down, that are decoded at least: a JPEG may be read at a part of its size."""

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
        columns = max(0, round(left)), min(across, max(round(right), round(left) + 1))
        for row in range(max(0, round(top)), min(down, max(round(bottom), round(top) + 1))):
            yield from self.rows[row][columns[0] : max(columns)]


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What a block's type may lie on, in painting order, and what is known of its pictures. `root` is the edition's
    folder.
    """

    painted: tuple[Box | Picture, ...]
    root: Path
    condition: Condition
    known: dict[tuple[int, Mpt], _Patches | None] = field(default_factory=dict)

    def beneath(self, box: InkBox, size: Mpt) -> Iterator[float]:
        """The luminance of what is seen beneath a character of type of that size: a tint, patches of a picture."""
        for number in range(len(self.painted) - 1, -1, -1):
            item = self.painted[number]
            if isinstance(item, Picture):
                if (number, size) not in self.known:
                    self.known[number, size] = _see_patches(item, self.root, size // 2)
                patches = self.known[number, size]
                yield from patches.under(box) if patches is not None else ()
            elif item.fill is not None and _covers(item.rect, box):
                yield measure_luminance(item.fill, self.condition.spots)
            if _covers(item.rect, box):
                return


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
    """A problem for each block, and for the caption of each photo, whose type is too near, in places, to what it lies
    on: a picture, or a tint on one. `root` is the edition's folder. Of a picture that can't be read nothing is said
    here.
    """
    for page in scene.pages:
        for region in page.regions:
            if region.lies_on is not None:
                under = [item for other in page.regions if other.id == region.lies_on for item in other.items]
                boxes = (item for item in region.items if isinstance(item, Box))
                grounds = _Grounds((*_pictures_among(under), *boxes), root, scene.condition)
                if any(isinstance(item, Picture) for item in under):
                    lines = [item for item in region.on_picture if isinstance(item, Line)]
                    if faint := [*_find_faint(lines, grounds)]:
                        yield _head_problem(page, region, faint)
            if region.captions_on:
                grounds = _Grounds((*_pictures_among(region.items),), root, scene.condition)
                captions = [line for line in region.lines if line.role in CAPTION_ROLES]
                for photo, own in groupby(captions, key=lambda line: line.span.story if line.span else ""):
                    if faint := [*_find_faint([*own], grounds)]:
                        yield _caption_problem(page, region, photo, faint)


def _pictures_among(items: Iterable[Item]) -> Iterator[Box | Picture]:
    """The pictures of a block, and its tints under them and on them. A box with an edge stands in for a missing
    picture, of which nothing can be said.
    """
    for item in items:
        if isinstance(item, Picture) or (isinstance(item, Box) and item.stroke is None):
            yield item


def _find_faint(lines: Sequence[Line], grounds: _Grounds) -> Iterator[_FaintLine]:
    for line in lines:
        run = _first_run(line)
        if run is None:
            continue
        beneath = [light for box in glyph_boxes(line) for light in grounds.beneath(box, run.size)]
        if not beneath:
            continue
        own = measure_luminance(run.ink, grounds.condition.spots)
        least = min(measure_contrast(own, under) for under in beneath)
        mean = measure_contrast(own, sum(beneath) / len(beneath))
        needed = least_contrast(run.size)
        if least < needed:
            yield _FaintLine(line, least, mean, needed, min(beneath), max(beneath))


def _first_run(line: Line) -> GlyphRun | None:
    return next((run for run in line.runs if run.glyphs and not run.annotation), None)


def _covers(rect: Rect, box: InkBox) -> bool:
    return rect.x <= box[0] and rect.y <= box[1] and rect.right >= box[2] and rect.bottom >= box[3]


def _see_patches(picture: Picture, root: Path, side: Mpt) -> _Patches | None:
    """A placed picture in patches of that side; None of one that can't be read."""
    rect = picture.rect
    left, top, right, bottom = picture.crop
    across = max(1, min(MOST_PATCHES, right - left, -(-rect.width // side)))
    down = max(1, min(MOST_PATCHES, bottom - top, -(-rect.height // side)))
    enough = DRAFT_PIXELS * max(across / (right - left), down / (bottom - top))
    try:
        seen, scale = _open_upright(root / picture.file, min(1.0, enough))
        crop = left * scale, top * scale, min(right * scale, seen.width), min(bottom * scale, seen.height)
        small = seen.convert("RGBA").resize((across, down), Image.Resampling.BOX, crop)
        # What is seen through is white.
        levels = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB").tobytes()
    except Exception:  # reading has told what is wrong with it, or press will
        return None
    lights = [level / 255 for level in levels]
    values = [colour_luminance(*lights[at : at + 3]) for at in range(0, len(lights), 3)]
    return _Patches(rect, tuple(tuple(values[row * across : (row + 1) * across]) for row in range(down)))


def _open_upright(path: Path, enough: float) -> tuple[Image.Image, float]:
    """A picture as it is looked at, and at which share of its size: no less than is `enough`."""
    with open_plain(path) as stream, open_picture_file(stream) as opened:
        if opened.image is None:
            assert opened.directory is not None
            return read_channels(stream, opened.directory).image, 1.0
        width, height = opened.size
        opened.image.draft(opened.image.mode, (math.ceil(width * enough), math.ceil(height * enough)))
        opened.image.load()
        seen = turn_upright(opened.image, opened.turn)
        return seen, max(seen.size) / max(width, height)


def _head_problem(page: Page, region: Region, faint: Sequence[_FaintLine]) -> Problem:
    """Of a head or a panel, at the key that lays it on the picture."""
    where = Place(page=page.name, block=region.id, field="head" if region.kind in _COPY else "over")
    other, calmer = (
        "lay it on another part of the picture",
        "lay it on a calmer part of the picture, or a tint beneath it",
    )
    return _tell(faint, region.lies_on or "", where, (other, calmer))


def _caption_problem(page: Page, region: Region, photo: str, faint: Sequence[_FaintLine]) -> Problem:
    """Of a photo's caption or its credit."""
    where = Place(page=page.name, block=region.id, story=photo, field="caption_place")
    other, calmer = (
        "lay it in another corner (`caption_corner`)",
        "lay it in a calmer corner (`caption_corner`), or a tint beneath it (`caption_tint`)",
    )
    return _tell(faint, photo, where, (other, calmer))


def _tell(faint: Sequence[_FaintLine], picture: str, where: Place, ways: tuple[str, str]) -> Problem:
    """`ways` are what to do beside another ink, and where no ink does."""
    worst = min(faint, key=lambda found: found.least / found.needed)
    text = worst.line.text.strip()
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    more = f", and {len(faint) - 1} more of its lines" if len(faint) > 1 else ""
    least = min(round(worst.least, 1), worst.needed - 0.1)  # 4.47 is not enough, and 4.5 would be
    what = (
        f"“{shown}”{more} has a contrast of {least:.1f} to 1 in places, and {worst.mean:.1f} to 1 on the mean, "
        f"to what is beneath it on the picture {picture!r}; {worst.needed:g} to 1 is needed."
    )
    inks = {"white": measure_contrast(1, worst.lightest), "black": measure_contrast(0, worst.darkest)}
    best = max(inks, key=lambda name: inks[name])
    other, calmer = ways
    hint = f"no ink does here: {calmer}"
    if inks[best] >= worst.needed:
        hint = f"set it in {best}, which has {inks[best]:.1f} to 1 everywhere, or {other}"
    area = hull(Rect(found.line.x, found.line.baseline - 1000, found.line.measure, 1000) for found in faint)
    where = replace(where, area_mm=area.in_mm if area is not None else None)
    return Problem("faint-on-picture", "warning", what, where, hint)
