"""A page's picture and its overlays -> the picture with the overlays drawn on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, hypot

from PIL import Image, ImageChops, ImageDraw, ImageFont

from layout.proof.marks import Lettering, Scale, open_face
from layout.scene import Mpt, Rect
from layout.scene.overlay import Label, Overlay, Patch, PenStroke

WHITE = (255, 255, 255)
FINER = 4
"""Pixels that labels are drawn in, to one of the picture, along each side."""


def draw_on(
    picture: Image.Image, overlays: Sequence[Overlay], scale: Scale, lettering: Lettering
) -> Image.Image:
    """A copy of `picture` (RGB) with overlays on it, longer by the room that they take under the sheet.

    Raises Refused when the face of the lettering can't be opened.
    """
    foot = max((scale.points(overlay.foot / 1000) for overlay in overlays), default=0)
    whole = Image.new("RGB", (picture.width, picture.height + foot), WHITE)
    whole.paste(picture)
    pen = _Pen(scale, lettering)
    for overlay in overlays:
        whole = pen.glazed(whole, overlay)
        pen.lettered(whole, overlay)
    return whole


class _Pen:
    """Draws overlays at one scale in one face."""

    def __init__(self, scale: Scale, lettering: Lettering) -> None:
        self.scale = scale
        self.font = lru_cache(maxsize=None)(lambda size: open_face(lettering, size))

    def glazed(self, picture: Image.Image, overlay: Overlay) -> Image.Image:
        """The picture, darkened by the overlay's patches and strokes (Multiply)."""
        for kind in (Patch, PenStroke):
            items = [item for item in overlay.items if isinstance(item, kind)]
            if not items:
                continue
            glaze = Image.new("RGB", picture.size, WHITE)
            draw = ImageDraw.Draw(glaze)
            for item in items:
                if isinstance(item, Patch):
                    draw.rectangle(self._pixels(item.rect), fill=item.colour)
                else:
                    self._stroke(draw, item)
            picture = ImageChops.multiply(picture, glaze)
        return picture

    def lettered(self, picture: Image.Image, overlay: Overlay) -> None:
        """Draw the overlay's labels."""
        draw = ImageDraw.Draw(picture)
        for item in overlay.items:
            if not isinstance(item, Label):
                continue
            if item.ground is not None:
                draw.rectangle(self._pixels(item.rect), fill=item.ground)
            if item.text:
                self._text(picture, item)

    def _text(self, picture: Image.Image, label: Label) -> None:
        """Draw larger and take together: a small size's own advances are whole pixels, and no label is so wide."""
        pixels = self.scale.dpi / 72_000
        font: ImageFont.FreeTypeFont = self.font(max(1, round(label.size * pixels * FINER)))
        (x, baseline), (left, top, _, _) = self._point(*label.origin), self.scale.box(label.rect)
        size = ceil(font.getlength(label.text) / FINER) + 2, ceil(2 * label.size * pixels) + 2
        mask = Image.new("L", (size[0] * FINER, size[1] * FINER))
        start = (x - left) * FINER, (baseline - top) * FINER
        ImageDraw.Draw(mask).text(start, label.text, fill=255, font=font, anchor="ls")
        picture.paste(label.colour, (left, top), mask.resize(size, Image.Resampling.BOX))

    def _stroke(self, draw: ImageDraw.ImageDraw, stroke: PenStroke) -> None:
        width = max(1, self.scale.points(stroke.width / 1000))
        for start, end in _dash(stroke):
            draw.line((*self._point(*start), *self._point(*end)), fill=stroke.colour, width=width)

    def _pixels(self, rect: Rect) -> tuple[int, int, int, int]:
        """The first and the last pixels of a rectangle: at a low resolution one, so that it is seen."""
        left, top, right, bottom = self.scale.box(rect)
        return left, top, max(left, right - 1), max(top, bottom - 1)

    def _point(self, x: Mpt, y: Mpt) -> tuple[int, int]:
        left, top = self.scale.corner
        pixels = self.scale.dpi / 72_000
        return round(x * pixels + left), round(y * pixels + top)


def _dash(stroke: PenStroke) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The parts of a stroke that are drawn."""
    wide, high = stroke.x2 - stroke.x1, stroke.y2 - stroke.y1
    length = hypot(wide, high)
    if not stroke.dash or length <= stroke.dash:
        yield (stroke.x1, stroke.y1), (stroke.x2, stroke.y2)
        return

    def point(way: float) -> tuple[int, int]:
        return round(stroke.x1 + wide * way / length), round(stroke.y1 + high * way / length)

    at = 0.0
    while at < length:
        yield point(at), point(min(length, at + stroke.dash))
        at += 2 * stroke.dash
