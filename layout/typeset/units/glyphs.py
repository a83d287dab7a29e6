"""A character, a font and a manner -> its glyph: which of the font's faces sets it, in which form; 〓 if none has it.

A face that maps a character to a glyph that does not show it (no ink, no room, another character's) has it not: the
next face is asked, and that is noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fonts.face import Face
from fonts.remembered import remember
from layout.plan.profile import Profile
from layout.typeset.inline import Font
from layout.typeset.lines import GlyphTurn, Missing

GETA = "〓"
"""Stands for a character that no face has (the trade's geta)."""

DIGITS = "0123456789"
TABULAR = ("tnum", True)
"""The feature of figures that are all as wide."""

_HYPHENS = "‐-"

WIDEST_HYPHEN_EM = 0.6
"""The hyphens of Latin fonts are a quarter to half an em wide (in fonts of one width, 0.6)."""


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


def scale(value: int, font: Font, face: Face) -> int:
    """Font units -> thousandths of a point, rounded half up."""
    return (2 * value * font.size + face.upem) // (2 * face.upem)


def find_glyph(char: str, font: Font, manner: Manner) -> tuple[Face, int]:
    """The first of the font's faces that has the character, and its glyph there; glyph 0 if none has it."""
    for face in font.faces:
        glyph = manner.glyphs(face, char)[0]
        if glyph:
            return face, glyph
    return font.face, 0


def name_face(face: Face | None) -> str:
    """What a message calls a face: its family and its file; "" for none."""
    return "" if face is None else f"{face.family} ({face.file})"


def note_fault(
    at: tuple[int, str], font: Font, face: Face | None, manner: Manner, missing: list[Missing]
) -> None:
    """Notes a character at its place where no face sets it, and where another sets it than the one that should."""
    if face is font.face:
        return
    start, char = at
    faults = (font.face.fault(char, manner.lang, upright=upright) for upright in {manner.vertical, False})
    if why := next(filter(None, faults), ""):
        missing.append(Missing(start, char, why, name_face(font.face), name_face(face)))
    elif face is None:
        missing.append(Missing(start, char))


def full_width(char: str, font: Font, manner: Manner) -> tuple[Face, int]:
    """The face and glyph of a mark: the first face that has it full-width, as it is or by its feature `fwid` (in which
    Japanese faces have their curly quotes), else the first that has it at all.
    """
    for face in (font.face, *font.fallbacks):
        glyph = manner.glyphs(face, char)[0]
        if glyph and face.advance(glyph) == face.upem:
            return face, glyph
        if glyph and (wide := _full_width_form(face, char, manner)):
            return face, wide
    return find_glyph(char, font, manner)


@remember(1024)
def _full_width_form(face: Face, char: str, manner: Manner) -> int:
    """The full-width glyph that a face's feature gives a character; 0 where it has none."""
    shaped = face.shape(char, manner.lang, {"fwid": True}, "ttb" if manner.vertical else "ltr")
    glyph = shaped[0].glyph if len(shaped) == 1 else 0
    if glyph <= 0 or face.advance(glyph) != face.upem:
        return 0
    return 0 if face.cluster_fault(char, (glyph,), face.upem, upright=manner.vertical) else glyph


@remember(256)
def tabular_width(face: Face, font: Font) -> int:
    """The room of each digit where columns of figures must align: the widest digit's, thousandths of a point.

    A face's own tabular figures (`tnum`) are all as wide; a face without them gives each digit this room.
    """
    found = face.shape(DIGITS, "en", dict(font.features))
    return max(scale(glyph.advance, font, face) for glyph in found)


def find_hyphen(font: Font, manner: Manner) -> tuple[Face, int]:
    """The face and glyph of the hyphen that a parted word gets at the line's end.

    It is the font's own U+2010, or its hyphen-minus where it has none or a wide one: Chinese and Japanese fonts set
    U+2010 in an em of its own.
    """
    for char in _HYPHENS:
        face, glyph = find_glyph(char, font, manner.level)
        if glyph and scale(face.advance(glyph), font, face) <= WIDEST_HYPHEN_EM * font.size:
            break
    return face, glyph
