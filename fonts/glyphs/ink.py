"""A glyph of an opened face, drawn small -> how much of its ink is in its room, and whether it is heavy or a box.

The outline itself is looked at: what the tables say of it (bounding boxes, counts of contours) need not be so.
"""

from __future__ import annotations

from typing import Final

import uharfbuzz as hb

_MOST_POINTS: Final = 10_000
"""Of an outline: those of brush faces that were traced by machine have some thousands."""
_HEAVY: Final = 20_000
"""Bytes of an outline in `glyf` that may have as many points, whatever the face says of itself."""
_HEAVY_ON_AVERAGE: Final = 3_000
"""Bytes a glyph of a CFF table in which there may be such outlines."""

_PIXELS: Final = 16
"""To the em. A stroke of a hundredth of an em darkens its pixels by a sixth."""
_LEAST_INK: Final = 255 * _PIXELS**2 * 5 // 10_000
"""Five ten-thousandths of the area of an em. The least dot of a text face has ten times that."""
_FAINTEST: Final = 20
"""The darkest pixel of the thinnest stroke: one of a two-hundredth of an em, a twentieth of a point in body type."""
_BELOW: Final = _PIXELS // 2
_ABOVE: Final = _PIXELS * 13 // 10
"""How far from the baseline the room of a glyph goes, in pixels: some letters have marks over marks."""
_ASIDE: Final = _PIXELS // 8
"""How far a glyph's ink may stand beside its advance: as an italic's does."""
_ROUND: Final = 2 * _PIXELS
"""Pixels round a glyph's room that are looked at for ink."""
_WIDEST: Final = 12
"""Ems that are looked at for ink: U+FDFD is that wide in some faces."""


class GlyphInk:
    """What is known of the ink of one face's glyphs, each drawn once."""

    __slots__ = ("_font", "_has_heavy", "_inked", "_loca", "_long_loca", "_raster")

    def __init__(self, font: hb.Font) -> None:
        self._font = font
        self._loca, self._long_loca = _table(font.face, "loca"), _table(font.face, "head")[50:52] != bytes(2)
        self._has_heavy = _has_heavy(font.face)
        self._raster = hb.RasterDraw()
        self._inked: dict[int, tuple[bool, int]] = {}

    def measure(self, glyph: int) -> tuple[bool, int]:
        """Whether a glyph has ink round about its own room, and how many percent of it are in that room."""
        try:
            return self._inked[glyph]
        except KeyError:
            pass
        width = round(self._font.get_glyph_h_advance(glyph) * _PIXELS / self._font.face.upem)
        width = min(max(width, 0), _WIDEST * _PIXELS)
        # A mark without room of its own stands over what is before it.
        aside = _PIXELS * 3 // 2 if width < _ASIDE else _PIXELS // 4 if width * 2 < _PIXELS else _ASIDE
        left, wide = -aside - _ROUND, width + 2 * (aside + _ROUND)
        low, high = -_BELOW - _ROUND, _BELOW + _ABOVE + 2 * _ROUND
        self._raster.transform = self._scale()
        self._raster.extents = hb.RasterExtents(left, low, wide, high, 0)
        pixels, stride = self._draw(glyph)
        all_ink = sum(pixels)
        rows = range(_ROUND, high - _ROUND) if all_ink else ()
        own = sum(sum(pixels[row * stride + _ROUND : row * stride + wide - _ROUND]) for row in rows)
        has = all_ink >= _LEAST_INK and max(pixels) >= _FAINTEST
        value = self._inked[glyph] = has, 100 * own // max(all_ink, 1)
        return value

    def _scale(self, x: int = 0, y: int = 0) -> tuple[float, float, float, float, float, float]:
        """The matrix from font units to pixels, with the point x, y in the lower left corner."""
        scale = _PIXELS / self._font.face.upem
        return scale, 0.0, 0.0, scale, -x * scale, -y * scale

    def _draw(self, glyph: int) -> tuple[bytes, int]:
        """A glyph's pixels, from the lowest row on, and how many a row has."""
        self._raster.draw_glyph(self._font, glyph)
        image = self._raster.render()
        self._raster.clear()
        return (b"", 0) if image is None else (bytes(image.buffer), int(image.extents.stride))

    def is_heavy(self, glyph: int) -> bool:
        """Whether an outline has too many points. Only large ones are counted."""
        may_be = self._has_heavy or self._length(glyph) > _HEAVY
        if not may_be:
            return False
        pen = _Counter()
        self._font.draw_glyph_with_pen(glyph, pen)
        return pen.strokes > _MOST_POINTS

    def _length(self, glyph: int) -> int:
        """The bytes of an outline in `glyf`; 0 in a face with other outlines."""
        wide = 4 if self._long_loca else 2
        start, end = (
            int.from_bytes(self._loca[at : at + wide], "big") for at in (wide * glyph, wide * (glyph + 1))
        )
        return (end - start) * (1 if self._long_loca else 2)

    def is_box(self, glyph: int) -> bool:
        """Whether a glyph is drawn as the one for missing characters is, wherever it stands, in whatever order."""
        own, box = self._font.get_glyph_extents(glyph), self._font.get_glyph_extents(0)
        if own is None or box is None or (own.width, own.height) != (box.width, box.height):
            return False
        if not self.measure(0)[0]:
            return False
        pictures: list[bytes] = []
        for number, extents in ((glyph, own), (0, box)):
            self._raster.transform = self._scale(extents.x_bearing, extents.y_bearing + extents.height)
            self._raster.extents = hb.RasterExtents(-1, -1, 3 * _PIXELS, 3 * _PIXELS, 0)
            pictures.append(self._draw(number)[0])
        differing = sum(abs(pixel - other) for pixel, other in zip(*pictures, strict=False))
        return len(pictures[0]) == len(pictures[1]) and bool(differing * 100 <= sum(pictures[1]))


def _table(face: hb.Face, tag: str) -> bytes:
    return bytes(face.reference_table(tag).data or b"")


def _has_heavy(face: hb.Face) -> bool:
    """Whether a face may have outlines of too many points: as `maxp` says, or by the bytes of its CFF table."""
    most = _table(face, "maxp")
    cff = max(len(face.reference_table(tag)) for tag in ("CFF ", "CFF2"))
    points = (
        int.from_bytes(most[at : at + 2], "big") for at in (6, 10)
    )  # simple and composite (OpenType, maxp)
    return any(count > _MOST_POINTS for count in points) or cff > _HEAVY_ON_AVERAGE * face.glyph_count


class _Counter:
    """A pen (fontTools' protocol) that counts the strokes of what is drawn."""

    strokes = 0

    def moveTo(self, *points: tuple[float, float]) -> None:
        self.strokes += 1

    lineTo = curveTo = qCurveTo = closePath = endPath = moveTo
