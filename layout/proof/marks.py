"""Turns a page's picture and its problems into a proof (大样) that shows them: frames, bands, tags, a list at the foot.

What a proof shows is on paper only for the desk: the marks are drawn on the picture, never on the page. A page
without a problem keeps its picture as it is; otherwise a strip with the list is added below the page, so that
nothing of the page is covered but what a mark is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from content.problems import Place, Problem, Refused
from layout.scene import Page, Picture, Rect, Region

RED = (200, 16, 32)
AMBER = (196, 120, 0)
WHITE = (255, 255, 255)
PAPER = (255, 244, 240)
BLACK = (40, 30, 30)

MOST = 14
"""How many problems the strip lists; the report has them all."""

_SHOWN_IN_PLACE = {"overset", "missing-photo"}
"""Problems that the scene itself shows, each with a mark of its own."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The face that marks are lettered in: a font file with Chinese, and its weight if the font is variable."""

    font: Path
    index: int = 0
    weight: float = 500


@dataclass(frozen=True, slots=True)
class Scale:
    """How the page lies on the picture: pixels an inch, and where the trim begins, in pixels (`trim_corners`)."""

    dpi: float
    corner: tuple[float, float] = (0.0, 0.0)

    def points(self, length: float) -> int:
        """Points as pixels."""
        return round(length * self.dpi / 72)

    def box(self, rect: Rect) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of `rect` in pixels."""
        x, y = self.corner
        left, top, right, bottom = (
            edge / 1000 * self.dpi / 72 for edge in (rect.x, rect.y, rect.right, rect.bottom)
        )
        return round(left + x), round(top + y), round(right + x), round(bottom + y)


def mark(
    picture: Image.Image, page: Page, problems: Sequence[Problem], scale: Scale, lettering: Lettering
) -> Image.Image:
    """A copy of `picture` (RGB) with the page's oversets, missing photos and `problems` marked on it.

    Problems of other pages are left out; those that name no page are listed. Raises Refused when the face of
    the lettering can't be opened.
    """
    here = [problem for problem in problems if problem.where.page in (None, page.name)]
    tags = [tag for region in page.regions for tag in _tags(region, here)]
    if not here and not tags:
        return picture.copy()
    pen = _Pen(picture.convert("RGB"), scale, _font(lettering, scale.points(8.5)))
    for tag in tags:
        pen.frame(tag)
    for tag in tags:
        pen.label(tag)
    return pen.with_strip(here)


@dataclass(frozen=True, slots=True)
class _Tag:
    """What is said of a region: in a band below it, or on a tag above it or inside its top left corner."""

    rect: Rect
    text: str
    spot: Literal["below", "above", "inside"]
    colour: tuple[int, int, int] = RED


def _tags(region: Region, problems: Sequence[Problem]) -> list[_Tag]:
    tags = []
    over = region.overset
    if over is not None:
        text = f"溢出 {over.lines} 行 {over.characters} 字：{over.text[:24]}…"
        tags.append(_Tag(region.frame, text, "below"))
    if region.kind == "photo" and not any(isinstance(item, Picture) for item in region.items):
        tags.append(_Tag(region.frame, f"缺图 FPO {region.story or region.id}", "inside"))
    others = [
        problem
        for problem in problems
        if problem.where.block == region.id and problem.where.page and problem.id not in _SHOWN_IN_PLACE
    ]
    if others and not tags:
        held = any(problem.severity != "warning" for problem in others)
        names = "、".join(dict.fromkeys(problem.id for problem in others))
        tags.append(_Tag(region.frame, names, "above", RED if held else AMBER))
    return tags


def _font(lettering: Lettering, size: int) -> ImageFont.FreeTypeFont:
    try:
        # The plain layout engine: the other depends on what the machine has, and a proof's bytes may not.
        font = ImageFont.truetype(
            str(lettering.font), max(6, size), lettering.index, layout_engine=ImageFont.Layout.BASIC
        )
        _set_weight(font, lettering.weight)
    except (OSError, ValueError) as error:
        what = f"The face of the proof's marks, {lettering.font.name}, can't be opened."
        hint = "get the faces again (make faces)"
        raise Refused(
            [Problem("proof-face", "refused", what, Place(file=lettering.font.name), hint)]
        ) from error
    return font


def _set_weight(font: ImageFont.FreeTypeFont, weight: float) -> None:
    try:
        axes = font.get_variation_axes()
    except OSError:  # not a variable font: it has the one weight
        return
    values = []
    for axis in axes:
        low, high, default = (float(axis[key] or 0) for key in ("minimum", "maximum", "default"))
        named = bytes(axis["name"] or b"").lower()
        values.append(min(high, max(low, weight)) if b"weight" in named else default)
    font.set_variation_by_axes(values)


class _Pen:
    """Draws marks on one picture, in one size of one face."""

    def __init__(self, picture: Image.Image, scale: Scale, font: ImageFont.FreeTypeFont) -> None:
        self.picture = picture.copy()
        self.scale = scale
        self.font = font
        self.draw = ImageDraw.Draw(self.picture)
        self.pad = scale.points(3)
        ascent, descent = font.getmetrics()
        self.height = ascent + descent + self.pad

    def frame(self, tag: _Tag) -> None:
        """Round the region, not on it: its text fills it to the edge."""
        thick = max(2, self.scale.points(1.5))
        left, top, right, bottom = self._outer(tag)
        box = (left - thick, top - thick, right + thick, bottom + thick)
        self.draw.rectangle(box, outline=tag.colour, width=thick)

    def label(self, tag: _Tag) -> None:
        left, top, right, bottom = self._outer(tag)
        text = self.fitted(tag.text, right - left - 2 * self.pad)
        width = round(self.font.getlength(text)) + 2 * self.pad
        if tag.spot == "below":
            y = min(bottom, self.picture.height - self.height)
            width = right - left
        else:
            y = top if tag.spot == "inside" else max(0, top - self.height)
        box = (left, y, left + width, y + self.height)
        self.draw.rectangle(box, fill=tag.colour)
        self.draw.text((box[0] + self.pad, box[1] + self.pad // 2), text, fill=WHITE, font=self.font)

    def _outer(self, tag: _Tag) -> tuple[int, int, int, int]:
        left, top, right, bottom = self.scale.box(tag.rect)
        off = self.scale.points(1)
        return left - off, top - off, right + off, bottom + off

    def fitted(self, text: str, width: float) -> str:
        """`text`, cut with an ellipsis where it is wider than `width` pixels."""
        if self.font.getlength(text) <= width:
            return text
        while text and self.font.getlength(text + "…") > width:
            text = text[:-1]
        return text + "…"

    def with_strip(self, problems: Sequence[Problem]) -> Image.Image:
        """The marked picture with the list of problems below it, the press's own first."""
        if not problems:
            return self.picture
        ranked = sorted(problems, key=lambda problem: problem.severity == "warning")
        rows = [(_colour(problem), _row(problem)) for problem in ranked[:MOST]]
        if len(ranked) > MOST:
            rows.append((BLACK, f"… 另有 {len(ranked) - MOST} 处，见 report.json"))
        width, height = self.picture.size
        whole = Image.new("RGB", (width, height + len(rows) * self.height + 2 * self.pad), PAPER)
        whole.paste(self.picture)
        draw = ImageDraw.Draw(whole)
        draw.rectangle((0, height, width, height + max(1, self.pad // 2)), fill=rows[0][0])
        for i, (colour, row) in enumerate(rows):
            y = height + self.pad + i * self.height
            text = self.fitted(row, width - 4 * self.pad)
            draw.text((2 * self.pad, y + self.pad // 2), text, fill=colour, font=self.font)
        return whole


def _colour(problem: Problem) -> tuple[int, int, int]:
    return AMBER if problem.severity == "warning" else RED


def _row(problem: Problem) -> str:
    return " ".join(f"{problem.id} · {problem.where} · {problem.what}".split())
