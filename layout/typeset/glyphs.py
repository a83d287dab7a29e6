"""Characters and a font -> glyphs: which of the font's faces sets them, shaped; 〓 for what none of them has."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from layout.typeset.inline import Direction, Face, Font
from layout.typeset.lines import Missing
from layout.typeset.manner import Manner

GETA = "〓"
"""Stands for a character that no face has (the trade's geta)."""

_CHARACTERS = re.compile("x+|[^x]x*")
_APOSTROPHE_LANG = "en"
"""In Chinese ’ is a quotation mark, an em wide; a word with an apostrophe takes the form of a Latin language."""

_DIGITS = "0123456789"
_TABULAR = ("tnum", True)
_HYPHENS = "‐-"

WIDEST_HYPHEN_EM = 0.6
"""The hyphens of Latin fonts are a quarter to half an em wide (in fonts of one width, 0.6)."""


class Piece(NamedTuple):
    """A token being made into units: where it starts in the paragraph, its text, its inline's number and font."""

    start: int
    text: str
    inline: int
    font: Font


class Cluster(NamedTuple):
    """What the shaper sets as one: where it starts in the paragraph, its face, text and advance (thousandths of a
    point), and its glyphs with their origins from its start.
    """

    start: int
    face: Face
    text: str
    advance: int
    glyphs: tuple[tuple[int, int], ...]


def scaled(value: int, font: Font, face: Face) -> int:
    """Font units -> thousandths of a point, rounded half up."""
    return (2 * value * font.size + face.upem) // (2 * face.upem)


def find(char: str, font: Font, manner: Manner) -> tuple[Face, int]:
    """The first of the font's faces that has the character, and its glyph there; glyph 0 if none has it."""
    for face in (font.face, *font.fallbacks):
        glyph = manner.glyphs(face, char)[0]
        if glyph:
            return face, glyph
    return font.face, 0


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
    return find(char, font, manner)


@lru_cache(maxsize=1024)
def _full_width_form(face: Face, char: str, manner: Manner) -> int:
    """The full-width glyph that a face's feature gives a character; 0 where it has none."""
    shaped = face.shape(char, manner.lang, {"fwid": True}, "ttb" if manner.vertical else "ltr")
    glyph = shaped[0].glyph if len(shaped) == 1 else 0
    return glyph if glyph and face.advance(glyph) == face.upem else 0


def word_clusters(piece: Piece, classes: str, manner: Manner, missing: list[Missing]) -> list[Cluster]:
    """A word's clusters: in one face where one has all of it, else each character in the first that has it."""
    lang = _APOSTROPHE_LANG if "’" in piece.text else manner.lang
    faces = (piece.font.face, *piece.font.fallbacks)
    for face in faces:
        if all(face.glyphs(piece.text, lang)):
            return shape(piece, face, manner, missing)
    parts: list[tuple[Face, int, int]] = []
    for match in _CHARACTERS.finditer(classes):
        start, end = match.span()
        glyphs = [(face, face.glyphs(piece.text[start:end], lang)) for face in faces]
        own = next((face for face, found in glyphs if all(found)), None)
        face = own or next((face for face, found in glyphs if found[0]), faces[0])
        if parts and parts[-1][0] is face:
            start = parts.pop()[1]
        parts.append((face, start, end))
    clusters = []
    for face, start, end in parts:
        part = piece._replace(start=piece.start + start, text=piece.text[start:end])
        clusters += shape(part, face, manner, missing)
    return clusters


def shape(piece: Piece, face: Face, manner: Manner, missing: list[Missing]) -> list[Cluster]:
    """A piece as the shaper sets it in one face: a dash of two becomes one glyph where the face has one."""
    font = piece.font
    lang = _APOSTROPHE_LANG if "’" in piece.text else manner.lang
    direction: Direction = "ttb" if manner.vertical else "ltr"
    shaped = face.shape(piece.text, lang, dict(font.features), direction)
    ends = dict(pairwise([*sorted({glyph.cluster for glyph in shaped}), len(piece.text)]))
    digit = tabular_width(face, font) if _TABULAR in font.features else None
    clusters = []
    for first, group in groupby(shaped, key=lambda glyph: glyph.cluster):
        start, text, glyphs, pen = piece.start + first, piece.text[first : ends[first]], [], 0
        for one in group:
            # Downward the pen is at the vertical origin itself, which the shaper's offsets lead away from.
            glyphs.append((one.glyph, scaled(pen + (0 if manner.vertical else one.x_offset), font, face)))
            pen += one.advance
        advance = scaled(pen, font, face)
        if digit is not None and text in _DIGITS:
            glyphs = [(glyph, origin + (digit - advance) // 2) for glyph, origin in glyphs]
            advance = digit
        if all(glyph for glyph, _ in glyphs):
            clusters.append(Cluster(start, face, text, advance, tuple(glyphs)))
        else:
            missing.append(Missing(start, text))
            other, glyph = find(GETA, font, manner)
            width = scaled(manner.advance(other, glyph), font, other) if glyph else font.size
            clusters.append(Cluster(start, other, text, width, ((glyph, 0),)))
    return clusters


@lru_cache(maxsize=256)
def tabular_width(face: Face, font: Font) -> int:
    """The room of each digit where columns of figures must align: the widest digit's, thousandths of a point.

    A face's own tabular figures (`tnum`) are all as wide; a face without them gives each digit this room.
    """
    found = face.shape(_DIGITS, "en", dict(font.features))
    return max(scaled(glyph.advance, font, face) for glyph in found)


def hyphen(font: Font, manner: Manner) -> tuple[Face, int]:
    """The face and glyph of the hyphen that a parted word gets at the line's end.

    It is the font's own U+2010, or its hyphen-minus where it has none or a wide one: Chinese and Japanese fonts set
    U+2010 in an em of its own.
    """
    for char in _HYPHENS:
        face, glyph = find(char, font, manner.level)
        if glyph and scaled(face.advance(glyph), font, face) <= WIDEST_HYPHEN_EM * font.size:
            break
    return face, glyph
