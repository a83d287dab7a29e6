"""A profile and a direction -> the manner in which characters become glyphs: forms, advances, ink along the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fonts.face import Face
from layout.plan.profile import Profile
from layout.typeset.lines import GlyphTurn

EM_BOX_ASCENT = 880
"""How far the ideographic em box stands above the alphabetic baseline, in thousandths of an em (OpenType `ideo`)."""

CENTRE = EM_BOX_ASCENT - 500
"""From the alphabetic baseline up to the middle of the em box, where the axis of a vertical line is."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is set: by which profile, in horizontal lines or vertical ones."""

    profile: Profile
    vertical: bool = False

    @property
    def lang(self) -> str:
        return self.profile.lang

    @property
    def turn(self) -> GlyphTurn:
        """How characters stand that nothing turns."""
        return "upright" if self.vertical else "level"

    @property
    def level(self) -> Manner:
        """The same in horizontal lines: for what lies on its side, and for digits set side by side."""
        return Manner(self.profile) if self.vertical else self

    def glyphs(self, face: Face, text: str) -> Sequence[int]:
        """One glyph for each character, in the form that the direction asks for; 0 where the face has none."""
        return face.upright_glyphs(text, self.lang) if self.vertical else face.glyphs(text, self.lang)

    def advance(self, face: Face, glyph: int) -> int:
        """A glyph's advance along the line, in font units."""
        return face.advance_down(glyph) if self.vertical else face.advance(glyph)

    def ink(self, face: Face, glyph: int) -> tuple[int, int]:
        """Where a glyph's ink begins and ends along the line, in font units from its origin."""
        ink = face.ink(glyph)
        if not self.vertical:
            return ink.x_min, ink.x_max
        top = face.upright_origin(glyph)[1]
        return top - ink.y_max, top - ink.y_min
