"""A word and a font -> its clusters, as the shaper sets them in the faces that have them.

A word is set in one face where one has all of it. A variation selector asks for a form of its character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from fonts.face import Face
from fonts.glyphs.forms import TextDirection
from layout.typeset.breaks.classify import goes_on
from layout.typeset.inline import Font
from layout.typeset.lines import NOT_THAT_FORM, Missing
from layout.typeset.units.glyphs import (
    DIGITS,
    GETA,
    TABULAR,
    Manner,
    find_glyph,
    name_face,
    scale,
    tabular_width,
)

_CHARACTERS = re.compile("x+|[^x]x*")
_APOSTROPHE_LANG = "en"
"""In Chinese ’ is a quotation mark, an em wide; in Latin words it takes the form of a Latin language, as “ ” do."""

_QUOTES = re.compile("[“”‘’]")

_SELECTORS = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef\u180b-\u180d\u180f]")
"""Variation selectors but for the two that choose between a coloured emoji and a sign: on paper that is the sign."""
_MONGOLIAN_SELECTORS = "\u180b\u180c\u180d\u180f"
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""What is not shown where a face has nothing of it (Unicode, Default_Ignorable_Code_Point)."""


class WordPiece(NamedTuple):
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


def word_clusters(piece: WordPiece, classes: str, manner: Manner, missing: list[Missing]) -> list[Cluster]:
    """A word's clusters: in one face where one has all of it, else each character in the first that has it."""
    font, lang = piece.font, _lang(piece.text, manner)
    varied = _SELECTORS.search(piece.text) is not None
    if not varied:
        for face in (font.face, *font.fallbacks):
            if all(face.glyphs(piece.text, lang)):
                _note_each(piece, face, manner, missing)
                return shape(piece, face, manner, missing)
    parts: list[tuple[Face, int, int]] = []
    for match in _CHARACTERS.finditer(classes):
        start, end = match.span()
        part = piece._replace(start=piece.start + start, text=piece.text[start:end])
        face = _face_of(part, manner)
        _note_each(part, face, manner, missing)
        if varied:
            _note_form(part, face, manner, missing)
        # What has a selector is shaped by itself: the forms of the language would undo the one that it asks for.
        if parts and parts[-1][0] is face and not _SELECTORS.search(piece.text, parts[-1][1], end):
            start = parts.pop()[1]
        parts.append((face, start, end))
    clusters = []
    for face, start, end in parts:
        part = piece._replace(start=piece.start + start, text=piece.text[start:end])
        clusters += shape(part, face, manner, missing)
    return clusters


def _lang(text: str, manner: Manner) -> str:
    return _APOSTROPHE_LANG if _QUOTES.search(text) else manner.lang


def _face_of(piece: WordPiece, manner: Manner) -> Face:
    """The face for a character and what joins it: the first that has all of it, in the form that is asked for if there
    is such a one; else the first that has the character.
    """
    font, lang = piece.font, _lang(piece.text, manner)
    shown = _IGNORED.sub("", piece.text)
    having = [face for face in (font.face, *font.fallbacks) if all(face.glyphs(shown, lang))]
    having += [face for face in font.reserve if all(face.glyphs(shown, lang))] if not having else []
    if _SELECTORS.search(piece.text):
        having = [face for face in having if _has_form(face, piece.text)] or having
    first = (face for face in font.faces if all(face.glyphs(shown[:1], lang)))
    return having[0] if having else next(first, font.face)


def _has_form(face: Face, text: str) -> bool:
    """Whether a face has the forms that the variation selectors of a text ask for."""
    return all(
        bool(face.glyphs(match[0], "mn")[0])
        if match[0] in _MONGOLIAN_SELECTORS  # its forms are made by substitution
        else face.varies(text[match.start() - 1], match[0])
        for match in _SELECTORS.finditer(text)
        if match.start()
    )


def _note_each(piece: WordPiece, face: Face, manner: Manner, missing: list[Missing]) -> None:
    """Notes what of a piece in `face` the font's own face has and can't show."""
    if face is piece.font.face:
        return
    for offset, char in enumerate(piece.text):
        if why := piece.font.face.fault(char, manner.lang):
            missing.append(
                Missing(piece.start + offset, char, why, name_face(piece.font.face), name_face(face))
            )


def _note_form(piece: WordPiece, face: Face, manner: Manner, missing: list[Missing]) -> None:
    """Notes a variation selector that the font's own face does not know: another face sets the form, or none does."""
    own = piece.font.face
    if _SELECTORS.search(piece.text) is None or _has_form(own, piece.text):
        return
    if _has_form(face, piece.text) or all(face.glyphs(_IGNORED.sub("", piece.text), manner.lang)):
        missing.append(Missing(piece.start, piece.text, NOT_THAT_FORM, name_face(own), name_face(face)))


def shape(piece: WordPiece, face: Face, manner: Manner, missing: list[Missing]) -> list[Cluster]:
    """A piece as the shaper sets it in one face: a dash of two becomes one glyph where the face has one.

    A cluster that does not come out is set in the next face that has it, or as 〓.
    """
    clusters = []
    for cluster, why in _shape_clusters(piece, face, manner):
        if why is None:
            clusters.append(cluster)
            continue
        other = _shape_elsewhere(piece._replace(start=cluster.start, text=cluster.text), face, manner)
        if not why and other is None and clusters and missing and _goes_on(missing[-1], cluster):
            missing[-1] = replace(missing[-1], char=missing[-1].char + cluster.text)
            clusters[-1] = clusters[-1]._replace(text=clusters[-1].text + cluster.text)
            continue
        if why:
            by = None if other is None else other.face
            missing.append(Missing(cluster.start, cluster.text, why, name_face(face), name_face(by)))
        elif other is None:
            missing.append(Missing(cluster.start, cluster.text))
        clusters.append(other or _geta(cluster, piece.font, manner))
    return clusters


def _goes_on(last: Missing, cluster: Cluster) -> bool:
    """Whether a missing cluster is the rest of the last missing one: of a syllable of jamo, of two consonants."""
    behind = last.offset + len(last.char) == cluster.start and not last.by and not last.why
    return behind and goes_on(last.char, cluster.text)


def _shape_clusters(piece: WordPiece, face: Face, manner: Manner) -> Iterator[tuple[Cluster, str | None]]:
    """The clusters of a piece in a face, each with what is wrong with it: None for nothing, "" where a character is
    missing.
    """
    font = piece.font
    direction: TextDirection = "ttb" if manner.vertical else "ltr"
    features = dict(font.features)
    if _SELECTORS.search(piece.text) and _has_form(face, piece.text):
        features["locl"] = False
    shaped = face.shape(piece.text, _lang(piece.text, manner), features, direction)
    ends = dict(pairwise([*sorted({glyph.cluster for glyph in shaped}), len(piece.text)]))
    digit = tabular_width(face, font) if TABULAR in font.features else None
    for first, group in groupby(shaped, key=lambda glyph: glyph.cluster):
        start, text, pen = piece.start + first, piece.text[first : ends[first]], 0
        glyphs: list[tuple[int, int]] = []
        places: list[tuple[int, int, int]] = []
        for glyph in group:
            # Downward the pen is at the vertical origin itself, which the shaper's offsets lead away from.
            glyphs.append((glyph.glyph, scale(pen + (0 if manner.vertical else glyph.x_offset), font, face)))
            places.append((glyph.glyph, pen + glyph.x_offset, glyph.y_offset))
            pen += glyph.advance
        ids = tuple(glyph for glyph, _ in glyphs)
        advance = scale(pen, font, face)
        if digit is not None and text in DIGITS:
            glyphs = [(glyph, origin + (digit - advance) // 2) for glyph, origin in glyphs]
            advance = digit
        missed = "" if 0 in ids else face.cluster_fault(text, ids, pen, upright=manner.vertical) or None
        if missed is None and not manner.vertical:
            missed = face.moved(places, pen) or None
        yield Cluster(start, face, text, advance, tuple(glyphs)), missed


def _shape_elsewhere(piece: WordPiece, face: Face, manner: Manner) -> Cluster | None:
    """A cluster in the first of the font's other faces that shows it."""
    shown, lang = _IGNORED.sub("", piece.text), _lang(piece.text, manner)
    for other in piece.font.faces:
        if other is face or not all(other.glyphs(shown, lang)):
            continue
        made = list(_shape_clusters(piece, other, manner))
        if made and all(why is None for _, why in made):
            glyphs, pen = [], 0
            for cluster, _ in made:
                glyphs += [(glyph, pen + origin) for glyph, origin in cluster.glyphs]
                pen += cluster.advance
            return Cluster(piece.start, other, piece.text, pen, tuple(glyphs))
    return None


def _geta(cluster: Cluster, font: Font, manner: Manner) -> Cluster:
    face, glyph = find_glyph(GETA, font, manner)
    width = scale(manner.advance(face, glyph), font, face) if glyph else font.size
    return Cluster(cluster.start, face, cluster.text, width, ((glyph, 0),))
