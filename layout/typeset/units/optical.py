"""Units of large type -> the same, each pair of characters so near that its ink looks evenly spaced.

The boxes of Han characters are equal and their ink is not: at 60 points 争一 touch, and 门口 stand apart. Between
Han characters and marks the ink of both is looked at, height by height.
"""

from __future__ import annotations

from itertools import pairwise

from fonts.face import Face
from fonts.glyphs.edges import Bands
from layout.typeset.lines import GlyphTurn
from layout.typeset.units.glyphs import Manner, scale
from layout.typeset.units.units import Units

LEAST_EM = 0.03
"""Ink never stands nearer to ink."""

NEAR_EM, FAR_EM = 0.05, 0.16
"""Ink that is nearer is moved apart, and ink that is farther is moved together: a heavy Song is mostly between."""

MOST_EM = 0.06
"""The most that a pair is moved together."""

BESIDE_EM = 0.08
"""Ink of two characters at different heights counts as so much farther apart than the boxes round it."""

_KERNED = "H(),.!m"


def kern_by_ink(units: Units, manner: Manner) -> None:
    """Moves the units of type that is large enough for the profile: the room goes behind the first of each pair."""
    least_size = manner.profile.optical_pt
    if least_size is None:
        return
    kinds, turn = units.kinds, manner.turn
    for at, behind in pairwise(range(len(kinds))):
        font = units.contents[units.inlines[at]].font
        if (
            font.size < least_size * 1000
            or kinds[at].em != kinds[behind].em
            or kinds[at].letter not in _KERNED
            or kinds[behind].letter not in _KERNED
            or kinds[at].right
            or kinds[behind].left
        ):
            continue
        if not units.turns.keys().isdisjoint((at, behind)) or not units.inside.keys().isdisjoint(
            (at, behind)
        ):
            continue
        white = _white_between(units, at, turn)
        if white is not None:
            units.cores[at] += _kern(white + kinds[at].tracking, font.size, kinds[at].tracking)


def _kern(white: int, em: int, tracking: int) -> int:
    """How far a pair with so much white between its ink is moved apart (less than 0: together)."""
    near = max(LEAST_EM, NEAR_EM + min(0.0, tracking / em))
    if white < near * em:
        return round(near * em) - white
    return -min(round(MOST_EM * em), max(0, white - round(FAR_EM * em)))


def _white_between(units: Units, at: int, turn: GlyphTurn) -> int | None:
    """The least white between the ink of a unit and that of the next, at any height; None if one has no ink."""
    first, second = _ink_of(units, at, turn), _ink_of(units, at + 1, turn)
    if not first or not second:
        return None
    core = units.cores[at]
    boxes = core - max(end for _, end in first.values()) + min(start for start, _ in second.values())
    beside = [
        core - end + second[near][0]
        for band, (_, end) in first.items()
        for near in (band - 1, band, band + 1)
        if near in second
    ]
    em = units.kinds[at].em
    return min([*beside, boxes + round(BESIDE_EM * em)])


def _ink_of(units: Units, at: int, turn: GlyphTurn) -> Bands:
    """Where the ink of a unit of one glyph begins and ends along the line, from its core's start, in each band."""
    face, glyphs, origins, _ = units.glyphs_of(at)
    if len(glyphs) != 1 or not glyphs[0]:
        return {}
    font = units.contents[units.inlines[at]].font
    found = _bands(face, glyphs[0], turn)
    return {
        band: (origins[0] + scale(start, font, face), origins[0] + scale(end, font, face))
        for band, (start, end) in found.items()
    }


def _bands(face: Face, glyph: int, turn: GlyphTurn) -> Bands:
    """A glyph's ink along the line: downward from its vertical origin where it stands upright."""
    if turn != "upright":
        return face.edges(glyph)
    top = face.upright_origin(glyph)[1]
    return {band: (top - end, top - start) for band, (start, end) in face.edges(glyph, down=True).items()}
