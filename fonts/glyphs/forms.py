"""A character -> its glyph in the form of one language and direction, learnt as it is asked for."""

from __future__ import annotations

from typing import Final, Literal

import uharfbuzz as hb

from fonts.glyphs.soundness import TOO_MANY, Soundness

TextDirection = Literal["ltr", "rtl", "ttb", "btt"]

MOST_PARTS: Final = 16
"""Glyphs that a character is taken apart into: of a face that makes more of it none can be used."""


class CharacterForms(dict[str, int]):
    """Characters -> glyphs in the forms of one language and direction, learnt one by one (some microseconds each).

    A glyph that does not show its character is none: `faults` says why.
    """

    __slots__ = ("_buffer", "_direction", "_font", "_lang", "_sound", "_upem", "faults")

    def __init__(self, font: hb.Font, sound: Soundness, lang: str, direction: TextDirection) -> None:
        self._font = font
        self._sound = sound
        self._upem = int(font.face.upem)
        self._lang = lang
        self._direction = direction
        self._buffer = hb.Buffer()
        self.faults: dict[str, str] = {}

    def __missing__(self, char: str) -> int:
        # One buffer a character: in a common one neighbours would join (—— is a single glyph).
        buffer = self._buffer
        buffer.reset()
        buffer.add_str(char)
        buffer.direction = self._direction
        buffer.script = "Hani"
        buffer.language = self._lang
        # Without this flag HarfBuzz shows a zero-width space as a space, which is as wide as any space.
        buffer.flags = hb.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
        try:
            hb.shape(self._font, buffer)
        except MemoryError:  # HarfBuzz stops a face that makes glyphs of glyphs without end
            self.faults[char] = TOO_MANY
            self[char] = 0
            return 0
        shaped = buffer.glyph_infos
        nominal = int(self._font.get_nominal_glyph(ord(char)) or 0) if len(char) == 1 else 0
        # A face may take a character apart (jamo, accents); one glyph is what was asked for.
        alone = len(shaped) == 1
        glyph = int(shaped[0].codepoint) if alone else nominal
        if glyph or nominal:
            upright = self._direction == "ttb"
            advance = self._font.get_glyph_v_advance if upright else self._font.get_glyph_h_advance
            width = abs(advance(glyph))
            shown = (glyph,) if alone or len(shaped) < MOST_PARTS else (glyph,) * len(shaped)
            # Nearly all are Han of a known face: an em wide, they need no look.
            if not (self._sound.known and width == self._upem and alone and glyph) and (
                fault := self._sound.fault(char, shown, width, upright=upright)
            ):
                self.faults[char] = fault
                glyph = 0
        self[char] = glyph
        return glyph
