"""A space of a fixed width and its font -> how wide it is (Unicode, General Punctuation)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from layout.typeset.inline import Font
from layout.typeset.units.glyphs import TABULAR, Manner, find_glyph, scale, tabular_width

_FIGURE = "\u2007"
_AS_WIDE: Final = {_FIGURE: "0", "\u2008": "."}

_EMS: Final = {
    "\u2000": Fraction(1, 2),
    "\u2001": Fraction(1),
    "\u2002": Fraction(1, 2),
    "\u2003": Fraction(1),
    "\u2004": Fraction(1, 3),
    "\u2005": Fraction(1, 4),
    "\u2006": Fraction(1, 6),
    "\u2009": Fraction(1, 5),
    "\u200a": Fraction(1, 10),
    "\u202f": Fraction(1, 5),
    "\u205f": Fraction(4, 18),
}
"""The widths that Unicode gives, in ems; a hair space is thinner than a thin one, by as much as faces make it. A face's
own glyph is not asked: most CJK faces have the word space there.
"""


def space_width(char: str, font: Font, manner: Manner) -> int:
    """The width in thousandths of a point: a figure space is a digit's, a punctuation space a full stop's."""
    if char == _FIGURE and TABULAR in font.features:
        return tabular_width(font.face, font)
    if char in _AS_WIDE:
        face, glyph = find_glyph(_AS_WIDE[char], font, manner)
        return scale(face.advance(glyph), font, face) if glyph else font.size // 2
    return round(_EMS[char] * font.size)
