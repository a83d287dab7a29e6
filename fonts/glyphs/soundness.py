"""Glyphs of an opened face and the text that they stand for -> why they can't be printed with, or nothing.

A face may map a character to a glyph without ink, to the box that stands for missing characters, to one that takes no
room, or change it into another character's. Each is looked at as it is used.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import uharfbuzz as hb

from fonts.glyphs.ink import GlyphInk
from fonts.glyphs.likeness import is_form

NO_INK: Final = "a glyph without ink"
ONLY_COLOUR: Final = "a picture in colour and no outline"
BOX: Final = "its box for missing characters"
NO_ROOM: Final = "a glyph that takes no room"
AWAY: Final = "a glyph whose ink lies outside of its room"
MOVED: Final = "a glyph that it moves away from its place"
INK: Final = "a glyph with ink"
OTHER: Final = "another character's glyph"
NONE: Final = "no glyph after its own substitutions"
TOO_MANY: Final = "more glyphs than can be set"
TOO_HEAVY: Final = "an outline of more points than can be printed"

ENDLESS: Final = -1
"""The glyph, which is none, of a character that a face makes too many of."""

_MOST_GLYPHS: Final = 8
"""That a character is taken apart into: a syllable of an Indic script has as many."""
_LEAST_ADVANCE: Final = 50
"""Parts of an em: what moves the pen by less stands over its neighbour."""
_LEAST_HAN: Final = 4
"""The same of ideographs and kana, the narrowest of which is half an em wide."""
_LEAST_SPACE: Final = 100
"""The same of spaces: a hair space is a twenty-fourth of an em."""
_MOST_KERNED: Final = 3
"""The part of its own advance that is left of a glyph where kerning takes much away."""
_MOST_RAISED: Final = 12
"""The part of an em by which the setter may leave out moving a glyph up or down: marks are set as they are drawn."""
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
    """Whether a character is one that a reader sees. A character that Unicode does not know yet counts as one."""
    category = unicodedata.category(char)
    return char not in _WITHOUT_INK and (category[0] not in "ZC" or category in ("Co", "Cn"))


class Soundness:
    """What is known of one face's glyphs. Of a face whose file is `known` the outlines and substitutions are sound, and
    only the room of its glyphs is looked at.
    """

    __slots__ = ("_characters", "_colour", "_font", "_ink", "_told", "known")

    def __init__(self, font: hb.Font, *, known: bool = False) -> None:
        self.known: Final = known
        self._font = font
        self._colour = not _COLOUR_TABLES.isdisjoint(font.face.table_tags)
        self._characters: dict[int, str] = {}
        self._ink = GlyphInk(font)
        self._told: dict[tuple[str, tuple[int, ...], bool], str] = {}

    def fault(self, text: str, glyphs: tuple[int, ...], advance: int, *, upright: bool = False) -> str:
        """Why these glyphs, which move the pen by `advance` font units, don't show the text; "" where they do."""
        key = (text, glyphs, upright)
        try:
            value = self._told[key]
        except KeyError:
            value = self._told[key] = self._look(text, glyphs, upright)
        # What a glyph is like is the same wherever it stands; its room hangs on its neighbours (kerning).
        return NO_ROOM if value in ("", AWAY) and self._lacks_room(text, glyphs, advance, upright) else value

    def moved(self, glyphs: Sequence[tuple[int, int, int]], advance: int) -> str:
        """Why glyphs can't be printed where the face moves them: each with how far right of its cluster's beginning and
        how far up, in font units; "" where they can. Nothing is moved up or down in print.
        """
        em = self._font.face.upem
        for glyph, right, up in glyphs if not self.known else ():
            ink = self._font.get_glyph_extents(glyph)
            middle = right + (0 if ink is None else ink.x_bearing + ink.width // 2)
            if abs(up) * _MOST_RAISED > em or not -em // 2 <= middle <= advance + em // 2:
                return MOVED
        return ""

    def _lacks_room(self, text: str, glyphs: tuple[int, ...], advance: int, upright: bool) -> bool:
        """Whether what a text moves the pen by leaves it to stand over its neighbour."""
        em, least = self._font.face.upem, _least_room(text)
        if least is None:
            return _is_space(text) and not self.known and advance * _LEAST_SPACE < em
        if not least:
            return False
        if advance * least < em:
            return True
        own = 0 if upright or self.known else sum(map(self._font.get_glyph_h_advance, glyphs))
        return advance * _MOST_KERNED < own

    def _look(self, text: str, glyphs: tuple[int, ...], upright: bool) -> str:
        seen = "".join(filter(shows_ink, text))
        if not seen:
            spoilt = (
                not self.known and _is_space(text) and any(self._ink.measure(glyph)[0] for glyph in glyphs)
            )
            return INK if spoilt else ""
        if 0 in glyphs:
            return NONE
        if ENDLESS in glyphs or len(glyphs) > _MOST_GLYPHS * (1 + len(text)):
            return TOO_MANY
        if self.known:
            return ""
        inked = sum(self._ink.measure(glyph)[0] for glyph in glyphs)
        # Of a base and its marks each has its glyph, or one has all; scripts that are composed may have helpers.
        if not inked or (len(glyphs) == len(seen) and inked < len(glyphs)):
            return ONLY_COLOUR if self._colour else NO_INK
        if any(map(self._ink.is_heavy, glyphs)):
            return TOO_HEAVY
        # Marks may lie round what is before them: a tenth of their ink shows that they are there.
        least = 10 if _takes_no_room(seen) else 50
        if any(has and share < least for has, share in map(self._ink.measure, glyphs)):
            return AWAY
        if seen not in _BOXES and any(map(self._ink.is_box, glyphs)):
            return BOX
        # A selector asks for another form.
        return OTHER if seen == text and self._is_another(text, glyphs, upright) else ""

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
            return bool(shown) and not any(is_form(text, char, upright=upright) for char in shown)
        if len(text) > 1:
            return False
        parts = {text, *unicodedata.normalize("NFKD", text)}
        letters = [glyph for glyph in glyphs if _has_letter(self._characters_of(glyph))]
        if unicodedata.category(text)[0] in "LN" and len(letters) > max(len(parts) - 1, len(text.upper()), 1):
            return True  # a letter twice
        return any(
            not any(is_form(part, char, upright=upright, part=True) for part in parts for char in shown)
            for glyph in glyphs
            if (shown := self._characters_of(glyph))
            and not any(unicodedata.category(char)[0] == "M" for char in shown)
        )


@lru_cache(maxsize=4096)
def _least_room(text: str) -> int | None:
    """The part of an em that a text must move the pen by, one in so many; 0 for none. None where it shows nothing."""
    seen = "".join(filter(shows_ink, text))
    if not seen:
        return None
    if _takes_no_room(seen):
        return 0
    return _LEAST_HAN if _is_wide(seen) else _LEAST_ADVANCE


def _is_space(text: str) -> bool:
    """Whether a text is spaces alone; the space of Ogham is a line (U+1680)."""
    return bool(text) and all(unicodedata.category(char) == "Zs" and char != "\u1680" for char in text)


def _is_wide(text: str) -> bool:
    """Whether a text is an ideograph or a kana."""
    return len(text) == 1 and unicodedata.category(text) == "Lo" and unicodedata.east_asian_width(text) == "W"


def _has_letter(chars: str) -> bool:
    return any(unicodedata.category(char)[0] in "LN" for char in chars)


def _takes_no_room(text: str) -> bool:
    """Whether a text may take none: marks that stand over a base, modifiers, jamo that join."""
    return all(
        unicodedata.category(char)[0] == "M"
        or unicodedata.category(char) in ("Lm", "Sk")
        or any(ord(char) in group for group in _JOINING)
        for char in text
    )
