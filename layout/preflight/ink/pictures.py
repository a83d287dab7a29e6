"""The plates of a page -> pictures to look at: each plate in gray, and a map of the total ink in colours."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from layout.preflight.ink.cover import InkMap, areas_over_limit
from layout.preflight.ink.separations import Separations
from layout.scene.condition import Thresholds

TOTAL: Final = "total-ink"
"""The name of the map among the plates."""

_SCALE: Final = 420
"""Percent at the upper end of the colours."""

_BELOW: Final = ((0, (255, 255, 255)), (0.25, (222, 235, 247)), (0.6, (107, 174, 214)), (1, (8, 81, 156)))
"""Colours up to the lower limit, by the part of it that is reached."""

_BETWEEN: Final = ((255, 237, 111), (253, 174, 60))
_OVER: Final = ((227, 26, 28), (90, 0, 40))
"""Colours between the two limits, and from the upper one to the end of the scale."""

_OUTLINE: Final = (0, 0, 0)


def plate_pictures(made: Separations, of: InkMap | None, limits: Thresholds) -> dict[str, bytes]:
    """PNG files by name, without an ending: one for each ink, its ink black, and `total-ink`. Empty without plates."""
    pictures: dict[str, bytes] = {}
    for ink, plate in made.plates.items():
        pictures[_file_name(ink, pictures)] = _write_png(Image.fromarray(255 - plate))
    if of is not None:
        pictures[TOTAL] = _write_png(heat_map(of, limits))
    return pictures


def _file_name(ink: str, taken: Mapping[str, bytes]) -> str:
    """A file's name for an ink: letters and figures of any script, in small letters, and hyphens between."""
    plain = re.sub(r"[\W_]+", "-", ink.lower()).strip("-")[:60] or "ink"
    name, count = plain, 2
    while name in taken or name == TOTAL:
        name, count = f"{plain}-{count}", count + 1
    return name


def heat_map(of: InkMap, limits: Thresholds) -> Image.Image:
    """The total ink of each pixel in colours, areas over the upper limit outlined, with a scale beside it."""
    colours = _colour_scale(limits)
    page = Image.fromarray(colours[np.minimum(of.total, len(colours) - 1)])
    height = max(page.height, 240)
    em = max(11, height // 60)
    sheet = Image.new("RGB", (page.width + 11 * em, height), (255, 255, 255))
    sheet.paste(page, (0, 0))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, page.width - 1, page.height - 1), outline=(150, 150, 150))
    line = max(1, em // 8)
    for area in areas_over_limit(of, limits.error):
        left, top, right, bottom = area.box
        draw.rectangle((left - line, top - line, right + line, bottom + line), outline=_OUTLINE, width=line)
    _draw_legend(sheet, colours, limits, (page.width + em, em))
    return sheet


def _colour_scale(limits: Thresholds) -> NDArray[np.uint8]:
    """The colour of each sum of levels, 255 of them for 100 percent."""
    low, high = max(limits.warning, 1), max(limits.error, limits.warning, 1)
    stops = [(part * low, colour) for part, colour in _BELOW]
    stops += [
        (low + 0.01, _BETWEEN[0]),
        (high, _BETWEEN[1]),
        (high + 0.02, _OVER[0]),
        (max(_SCALE, high + 1), _OVER[1]),
    ]
    levels = np.arange(int(max(_SCALE, high + 1) * 2.55) + 1) / 2.55
    at = [stop for stop, _ in stops]
    channels = [np.interp(levels, at, [colour[channel] for _, colour in stops]) for channel in range(3)]
    return np.stack(channels, axis=1).round().astype(np.uint8)


def _draw_legend(
    sheet: Image.Image, colours: NDArray[np.uint8], limits: Thresholds, corner: tuple[int, int]
) -> None:
    """The scale, from the most ink at its top to none."""
    left, top = corner
    em = top
    bottom = min(sheet.height - em, top + 30 * em)
    high = bottom - top
    rows = np.linspace(len(colours) - 1, 0, high).round().astype(int)
    bar = Image.fromarray(np.repeat(colours[rows][:, None, :], 2 * em, axis=1))
    sheet.paste(bar, (left, top))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((left, top, left + 2 * em - 1, bottom - 1), outline=(150, 150, 150))
    font = ImageFont.load_default(size=em)
    most = (len(colours) - 1) / 2.55
    marks = {limits.error: f"{limits.error:g} % limit", limits.warning: f"{limits.warning:g} % aim"}
    near = 100 * 1.2 * em * most / (100 * high)
    plain = [
        percent
        for percent in range(0, int(most) + 1, 50)
        if all(abs(percent - mark) > near for mark in marks)
    ]
    for percent, text in [*marks.items(), *((percent, f"{percent} %") for percent in plain)]:
        y = bottom - 1 - round(percent / most * (high - 1))
        strong = percent in marks
        draw.line((left, y, left + 2 * em + em // 2, y), fill=_OUTLINE, width=2 if strong else 1)
        # Two limits near each other: the words of the upper one go above its line.
        shift = 0 if not strong or abs(limits.error - limits.warning) > near else em // 2
        y += shift if percent == limits.warning else -shift
        draw.text((left + 2 * em + em, y), text, fill=_OUTLINE, font=font, anchor="lm")


def _write_png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
