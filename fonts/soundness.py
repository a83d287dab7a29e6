"""Glyphs of an opened face and the text that they stand for -> why they can't be printed with, or nothing.

A face may map a character to a glyph without ink, to the box that stands for missing characters, to one that takes no
room, or change it into another character's. Each is looked at as it is used: its outline is drawn, small, since what
the tables say of it (bounding boxes, counts of contours) need not be so.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import uharfbuzz as hb

from fonts.likeness import is_form

NO_INK: Final = "a glyph without ink"
ONLY_COLOUR: Final = "a picture in colour and no outline"
BOX: Final = "its box for missing characters"
NO_ROOM: Final = "a glyph that takes no room"
OTHER: Final = "another character's glyph"
NONE: Final = "no glyph after its own substitutions"
TOO_MANY: Final = "more glyphs than can be set"
TOO_HEAVY: Final = "an outline of more points than can be printed"

ENDLESS: Final = -1
"""The glyph, which is none, of a character that a face makes too many of."""

_MOST_POINTS: Final = 10_000
"""Of an outline: those of brush faces that were traced by machine have some thousands."""
_HEAVY: Final = 20_000
"""Bytes of an outline in `glyf` that may have so many, whatever the face says of itself."""
_HEAVY_ON_AVERAGE: Final = 3_000
"""Bytes a glyph of a CFF table in which there may be such outlines."""

_PIXELS: Final = 16
"""To the em. A stroke of a hundredth of an em darkens its pixels by a sixth."""
_LEAST_INK: Final = 255 * _PIXELS**2 // 10_000
"""A ten-thousandth of the area of an em. The least dot of a text face has fifty times that."""
_MOST_GLYPHS: Final = 8
"""That a character is taken apart into: a syllable of an Indic script has as many."""
_FEW: Final = 40
"""Pixels: of more dark ones no sum is needed."""
_LEAST_ADVANCE: Final = 50
"""Parts of an em: what moves the pen by less stands over its neighbour."""
_WIDEST: Final = 12
"""Ems that are looked at for ink: U+FDFD is that wide in some faces."""

_COLOUR_TABLES: Final = frozenset(["COLR", "SVG ", "sbix", "CBDT"])

_WITHOUT_INK: Final = frozenset(
    map(
        chr,
        (
            *(0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x16FE4, 0x1D159),
            *(0x13441, 0x13442, 0x1DA9B, 0x2065, *range(0xFFF0, 0xFFF9), *range(0x180B, 0x1810)),
            *(*range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)),
        ),
    )
)
"""What is blank by its nature, beside spaces and controls: fillers, selectors, the braille blank, what Unicode says is
not shown (Default_Ignorable_Code_Point)."""

_BOXES: Final = frozenset("口囗ロ⎕⌷❏❐❑❒⬚⧠〓🔲🔳￼\ufffd") | frozenset(
    map(chr, (*range(0x2580, 0x2600), *range(0x2610, 0x2613), *range(0x2B1A, 0x2B1D), *range(0x2B53, 0x2B5A)))
)
"""Characters that may look like a box, or like the box for missing ones."""

_JOINING: Final = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
"""Vowels and finals of Hangul: in faces that compose it they take no room."""


@lru_cache(maxsize=65536)
def shows_ink(char: str) -> bool:
    """Whether a character is one that a reader sees. What Unicode has not yet told of is taken to be."""
    category = unicodedata.category(char)
    return char not in _WITHOUT_INK and (category[0] not in "ZC" or category in ("Co", "Cn"))


class Soundness:
    """What is known of one face's glyphs. Of a face whose file is `known` the outlines and substitutions are sound, and
    only the room of its glyphs is looked at.
    """

    __slots__ = (
        "_characters",
        "_colour",
        "_font",
        "_has_heavy",
        "_inked",
        "_loca",
        "_long_loca",
        "_raster",
        "_told",
        "known",
    )

    def __init__(self, font: hb.Font, *, known: bool = False) -> None:
        self.known: Final = known
        self._font = font
        self._colour = not _COLOUR_TABLES.isdisjoint(font.face.table_tags)
        self._characters: dict[int, str] = {}
        self._loca, self._long_loca = _table(font.face, "loca"), _table(font.face, "head")[50:52] != bytes(2)
        self._has_heavy = _has_heavy(font.face)
        self._raster = hb.RasterDraw()
        scale = _PIXELS / font.face.upem
        self._raster.transform = (scale, 0.0, 0.0, scale, 0.0, 0.0)
        self._inked: dict[int, bool] = {}
        self._told: dict[tuple[str, tuple[int, ...], bool], str] = {}

    def fault(self, text: str, glyphs: tuple[int, ...], advance: int, *, upright: bool = False) -> str:
        """Why these glyphs, which move the pen by `advance` font units, don't show the text; "" where they do."""
        key = (text, glyphs, upright)
        try:
            return self._told[key]
        except KeyError:
            value = self._told[key] = self._look(text, glyphs, advance, upright)
            return value

    def _look(self, text: str, glyphs: tuple[int, ...], advance: int, upright: bool) -> str:
        seen = "".join(filter(shows_ink, text))
        if not seen:
            return ""
        if 0 in glyphs:
            return NONE
        if ENDLESS in glyphs or len(glyphs) > _MOST_GLYPHS * (1 + len(text)):
            return TOO_MANY
        if not _takes_no_room(seen) and advance * _LEAST_ADVANCE < self._font.face.upem:
            return NO_ROOM
        if self.known:
            return ""
        inked = sum(map(self._has_ink, glyphs))
        # Of a base and its marks each has its glyph, or one has all; scripts that are composed may have helpers.
        if not inked or (len(glyphs) == len(seen) and inked < len(glyphs)):
            return ONLY_COLOUR if self._colour else NO_INK
        if any(map(self._is_heavy, glyphs)):
            return TOO_HEAVY
        if seen not in _BOXES and any(map(self._is_box, glyphs)):
            return BOX
        # A selector asks for another form.
        return OTHER if seen == text and self._is_another(text, glyphs, upright) else ""

    def _has_ink(self, glyph: int) -> bool:
        """Whether a glyph has ink in or near its own room."""
        try:
            return self._inked[glyph]
        except KeyError:
            pass
        width = self._font.get_glyph_h_advance(glyph) * _PIXELS // self._font.face.upem
        wide = min(max(width, _PIXELS), _WIDEST * _PIXELS)
        # A mark without room of its own stands over what is before it.
        side = _PIXELS * 3 // 2 if width * 2 < _PIXELS else _PIXELS // 2
        self._raster.extents = hb.RasterExtents(-side, -_PIXELS, wide + 2 * side, 3 * _PIXELS, 0)
        self._raster.draw_glyph(self._font, glyph)
        image = self._raster.render()
        self._raster.clear()
        pixels = b"" if image is None else bytes(image.buffer)
        dark = len(pixels) - pixels.count(0)
        value = self._inked[glyph] = dark >= _FEW or (dark > 0 and sum(pixels) >= _LEAST_INK)
        return value

    def _is_heavy(self, glyph: int) -> bool:
        """Whether an outline has too many points. Only those that can have so many are counted."""
        may_be = self._has_heavy or self._length(glyph) > _HEAVY
        return may_be and len(self._outline(glyph)) > _MOST_POINTS

    def _length(self, glyph: int) -> int:
        """The bytes of an outline in `glyf`; 0 in a face with other outlines."""
        wide = 4 if self._long_loca else 2
        start, end = (
            int.from_bytes(self._loca[at : at + wide], "big") for at in (wide * glyph, wide * (glyph + 1))
        )
        return (end - start) * (1 if self._long_loca else 2)

    def _is_box(self, glyph: int) -> bool:
        """Whether a glyph is drawn as the one for missing characters is, to the point, wherever it stands."""
        own, box = self._font.get_glyph_extents(glyph), self._font.get_glyph_extents(0)
        alike = own is not None and box is not None and (own.width, own.height) == (box.width, box.height)
        return alike and self._outline(glyph) == self._outline(0) and self._has_ink(0)

    def _outline(self, glyph: int) -> list[object]:
        pen = _Recorder()
        self._font.draw_glyph_with_pen(glyph, pen)
        return pen.strokes

    def _characters_of(self, glyph: int) -> str:
        """The characters that the face maps to a glyph."""
        if not self._characters:
            for code in self._font.face.unicodes:
                if not 0xD800 <= code < 0xE000:
                    own = int(self._font.get_nominal_glyph(code) or 0)
                    self._characters[own] = self._characters.get(own, "") + chr(code)
        return self._characters.get(glyph, "")

    def _is_another(self, text: str, glyphs: tuple[int, ...], upright: bool) -> bool:
        """Whether the face has changed the text into another character."""
        if any(unicodedata.category(char)[0] == "M" for char in text):
            return False
        if len(text) == 1 and glyphs == (self._font.get_nominal_glyph(ord(text)),):
            return False  # nothing is changed: characters may share a glyph (A and Α)
        if len(glyphs) == 1:
            shown = self._characters_of(glyphs[0])
            return bool(shown) and not any(is_form(text, one, upright=upright) for one in shown)
        if len(text) > 1:
            return False
        parts = {text, *unicodedata.normalize("NFKD", text)}
        return any(
            not any(is_form(part, one, upright=upright, part=True) for part in parts for one in shown)
            for glyph in glyphs
            if (shown := self._characters_of(glyph))
            and not any(unicodedata.category(one)[0] == "M" for one in shown)
        )


def _table(face: hb.Face, tag: str) -> bytes:
    return bytes(face.reference_table(tag).data or b"")


def _has_heavy(face: hb.Face) -> bool:
    """Whether a face may have outlines of too many points: as `maxp` says, or by the bytes of its CFF table."""
    most = _table(face, "maxp")
    cff = max(len(face.reference_table(tag)) for tag in ("CFF ", "CFF2"))
    points = (
        int.from_bytes(most[at : at + 2], "big") for at in (6, 10)
    )  # simple and composite (OpenType, maxp)
    return any(one > _MOST_POINTS for one in points) or cff > _HEAVY_ON_AVERAGE * face.glyph_count


def _takes_no_room(text: str) -> bool:
    """Whether a text may take none: marks that stand over a base, modifiers, jamo that join."""
    return all(
        unicodedata.category(char)[0] == "M"
        or unicodedata.category(char) in ("Lm", "Sk")
        or any(ord(char) in one for one in _JOINING)
        for char in text
    )


class _Recorder:
    """A pen (fontTools' protocol) that keeps what is drawn, by its way from the first point."""

    def __init__(self) -> None:
        self.strokes: list[object] = []
        self._first: tuple[float, float] | None = None

    def _keep(self, *points: tuple[float, float]) -> None:
        self._first = x, y = self._first or points[0]
        self.strokes.append([(one[0] - x, one[1] - y) for one in points])

    moveTo = lineTo = curveTo = qCurveTo = _keep

    def closePath(self) -> None:
        self.strokes.append("closed")

    def endPath(self) -> None:
        self.strokes.append("open")
