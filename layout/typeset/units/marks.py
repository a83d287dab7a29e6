"""A single mark -> a unit: its glyph in the right form, and its blanks, which are where the glyph has no ink."""

from __future__ import annotations

from fonts.face import Face
from fonts.remembered import remember
from layout.plan.profile import Profile
from layout.typeset.breaks.classify import centred_letters, proper_dot, whole_letters
from layout.typeset.inline import Font
from layout.typeset.lines import GlyphTurn
from layout.typeset.unicode.orientation import orientation
from layout.typeset.units.glyphs import Manner, find_glyph, full_width, scale
from layout.typeset.units.units import Unit, kind_of

_INK_OVER = 50
"""Ink may stand over the middle of the em by one part in so many: Kai has its ？ there, FangSong its 《》."""

NEVER_SQUEEZED_DOWN = "：；！？"
"""In a vertical line these keep their whole em (CLREQ 3.1.6)."""


@remember(4096)
def measured_mark(char: str, letter: str, font: Font, manner: Manner) -> Unit | None:
    """A single mark as a unit; None if no face has it.

    Its blank is where the glyph has no ink, so that any face's own design is followed.
    """
    copied, char = char, _drawn_dot(char, font, manner) if letter == "m" else char
    turn = mark_turn(char, letter, font, manner)
    along = manner.level if turn == "sideways" else manner
    halved = _half_em(char, letter, manner.profile)
    # The full-width ／ has ink all over its em: half an em of it is what / is.
    drawn = "/" if letter == "/" and halved else char
    own_width = char in manner.profile.proportional and not manner.vertical
    look_up = find_glyph if own_width or letter in "m/" or char == "·" or drawn in "-~‐‑‒" else full_width
    face, glyph = look_up(drawn, font, along)
    if letter in centred_letters(manner.profile) and not _is_centred(face, glyph, along):
        face, glyph = _centred_elsewhere(drawn, font, along) or (face, glyph)
    if not glyph:
        return None
    em, half = font.size, font.size // 2
    advance = scale(along.advance(face, glyph), font, face)
    left = right = shift = 0
    start, end = along.ink(face, glyph)
    centre = scale(start + end, font, face) // 2
    if own_width and advance <= half:
        core = advance
    elif halved:
        core, shift = half, half // 2 - centre
    elif letter == "n":
        # Inside a number it is half an em, with no blank that could be trimmed or opened.
        before, behind = (
            _blanks(scale(start, font, face), scale(end, font, face), em) if advance == em else (0, 0)
        )
        core, shift = (em - before - behind, -before) if before + behind else (half, half // 2 - centre)
    elif letter == "m":
        core, shift = half, half // 2 - centre
        left = right = (em - half) // 2
    else:
        core = advance
        solid = manner.vertical and char in NEVER_SQUEEZED_DOWN
        if advance == em and letter in "(),.!" and not solid and letter not in whole_letters(manner.profile):
            left, right = _blanks(scale(start, font, face), scale(end, font, face), em)
            core, shift = em - left - right, -left
    kind = kind_of(letter, em, (left, right), font.tracking)
    own = turn if turn != manner.turn else None
    return Unit(kind, core, (face, (glyph,), (shift,), (copied,)), own)


def _drawn_dot(char: str, font: Font, manner: Manner) -> str:
    """The middle dot that one is drawn as: the language's own, unless the face has the copy's alone."""
    proper = proper_dot(char, manner.profile)
    return proper if font.face.has(proper) or not font.face.has(char) else char


def _is_centred(face: Face, glyph: int, manner: Manner) -> bool:
    """Whether the middle of a mark's ink is near the middle of its em, along the line and across a vertical one."""
    ink = face.ink(glyph)
    middles = [sum(manner.ink(face, glyph)), ink.x_min + ink.x_max]
    return all(abs(middle - face.upem) * 4 <= face.upem for middle in middles)


def _centred_elsewhere(char: str, font: Font, manner: Manner) -> tuple[Face, int] | None:
    """The mark of another of the font's faces: Kai faces are made for the mainland, and have it in the corner."""
    for face in font.fallbacks:
        glyph = manner.glyphs(face, char)[0]
        if glyph and face.advance(glyph) == face.upem and _is_centred(face, glyph, manner):
            return face, glyph
    return None


def mark_turn(char: str, letter: str, font: Font, manner: Manner) -> GlyphTurn:
    """How a mark stands in its line: in a vertical one it lies on its side if the face has no upright form of it
    and Unicode does not say that it stands upright (UAX #50: R, Tr).
    """
    if not manner.vertical:
        return "level"
    if char in "/–" or (letter == "/" and "slash" in manner.profile.half_em):
        return "sideways"
    # Centred ： and ； are upright as they are (CLREQ): a face needs no other form of them, and Japanese ； has none.
    if stands_upright(char) or char in NEVER_SQUEEZED_DOWN:
        return "upright"
    # A form of its own for vertical lines is another glyph than that for level ones.
    return "upright" if full_width(char, font, manner) != full_width(char, font, manner.level) else "sideways"


def has_upright_form(char: str, face: Face, manner: Manner) -> bool:
    """Whether the face has a form of the character for vertical lines alone."""
    return manner.glyphs(face, char)[0] != manner.level.glyphs(face, char)[0]


def _half_em(char: str, letter: str, profile: Profile) -> bool:
    if char == "/":
        return letter == "/"
    name = {"m": "middle", "/": "slash"}.get(letter, "en-dash" if char == "–" else "")
    return name in profile.half_em


def _blanks(ink_start: int, ink_end: int, em: int) -> tuple[int, int]:
    """The blank at each side of a full-width mark: half an em at the side without ink, a quarter at both if centred."""
    half, quarter, over = em // 2, em // 4, em // _INK_OVER
    if ink_end <= half + over:
        return 0, half
    if ink_start >= em - half - over:
        return half, 0
    if ink_start >= quarter and ink_end <= em - quarter:
        return quarter, quarter
    return 0, 0


def stands_upright(char: str) -> bool:
    """Whether a character stands upright in a vertical line in any face (UAX #50: U, Tu)."""
    return orientation(char) in ("U", "Tu")


def lies_down(text: str) -> list[int]:
    """The offsets of characters that a vertical line turns, unless the face has a form of its own for them."""
    return [offset for offset, char in enumerate(text) if not stands_upright(char)]
