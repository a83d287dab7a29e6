"""Superscripts and subscripts -> units: those that a face has not are made of its figures and letters, small, raised or
lowered.

Many faces have ² and ³ of another weight and lack ⁷: figures are a face's own where it has all ten, so that 10⁴ and
10⁷ are alike on a page. What is made is like those, or as the face's OS/2 table says. All that stand in a row are made
where one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fonts.face import Face
from fonts.remembered import remember
from layout.typeset.inline import Font
from layout.typeset.lines import GlyphTurn, Missing, SetRun
from layout.typeset.unicode.superscripts import SUPERSCRIPTS, ScriptKind, part_superscript
from layout.typeset.units.beside import SetSmall, solid_runs
from layout.typeset.units.glyphs import CENTRE, Manner
from layout.typeset.units.units import Unit, kind_of

_ROW = re.compile(f"[{SUPERSCRIPTS}]+")
_SET = "¹²³⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
"""Figures and what stands among them in exponents: they are of one design, or made."""
_FIGURES = {"super": "⁰¹²³⁴⁵⁶⁷⁸⁹", "sub": "₀₁₂₃₄₅₆₇₈₉"}
_FORMS = {"super": "sups", "sub": "subs"}
_SIZES = range(400, 801)
_RISES = {"super": range(150, 701), "sub": range(-400, 1)}
"""What is believed of a face's own ² and ₂, in thousandths of an em: others are no smaller forms of its 2."""


def split_made(text: str, font: Font, manner: Manner) -> Iterator[tuple[int, int, bool]]:
    """The parts of a word, each with its start and end: `True` for superscripts that must be made."""
    end = 0
    for row in _ROW.finditer(text):
        if all(_is_had(char, font, manner) for char in row.group()):
            continue
        if row.start() > end:
            yield end, row.start(), False
        end = row.end()
        yield row.start(), end, True
    if end < len(text):
        yield end, len(text), False


def _is_had(char: str, font: Font, manner: Manner) -> bool:
    """Whether a character is set as it is: the face has it, and not as wide as Han; or the face has nothing to make it
    of, and another face has it.
    """
    if _has_own(char, font.face, manner.lang):
        return True
    base = part_superscript(char)[1]
    if base and all(font.face.glyphs(base, manner.lang)):
        return False
    return not base or any(face.glyph(char, manner.lang) for face in font.faces)


def _has_own(char: str, face: Face, lang: str) -> bool:
    glyph = face.glyph(char, lang)
    if not glyph or face.advance(glyph) >= face.upem:
        return False
    return char not in _SET or _has_figures(face, part_superscript(char)[0], lang)


@remember(256)
def _has_figures(face: Face, kind: ScriptKind, lang: str) -> bool:
    """Whether a face has all ten figures raised (or lowered), none of them as wide as Han."""
    glyphs = face.glyphs(_FIGURES[kind], lang)
    return all(glyph and face.advance(glyph) < face.upem for glyph in glyphs)


def make_character(
    char: str, font: Font, manner: Manner, set_small: SetSmall
) -> tuple[Unit, Sequence[Missing]]:
    """A superscript or subscript that the face has not, as a unit that reads as it; and what no face has."""
    kind, base = part_superscript(char)
    unit, missing = make_script(base, kind, font, manner, set_small)
    first = True
    runs: list[SetRun] = []
    for run in unit.inside:
        texts = (char if first else "", *[""] * (len(run.texts) - 1))
        runs.append(replace(run, texts=texts))
        first = False
    return replace(unit, inside=tuple(runs)), [replace(fault, offset=0, char=char) for fault in missing[:1]]


def make_script(
    text: str, kind: ScriptKind, font: Font, manner: Manner, set_small: SetSmall
) -> tuple[Unit, Sequence[Missing]]:
    """A text raised or lowered, as one unit of a word; and what no face has of it. In a vertical line it lies on its
    side as words do.
    """
    em, level = font.size, manner.level
    small, rise = _small_font(text, kind, font, level)
    made = set_small(text, small, level)
    solid, width = solid_runs(made)
    rise -= em * CENTRE // 1000 if manner.vertical else 0
    turn: GlyphTurn = "sideways" if manner.vertical else "level"
    runs = tuple(replace(run, rise=run.rise + rise, turn=turn) for run in solid)
    kind_of_unit = kind_of("A", em, tracking=font.tracking)
    return Unit(kind_of_unit, width, (font.face, (), (), ()), None, runs), made.missing


def _small_font(text: str, kind: ScriptKind, font: Font, manner: Manner) -> tuple[Font, int]:
    """The font of what is raised or lowered, and how far: the face's own forms where it has one of each character."""
    feature = _FORMS[kind]
    if feature in font.face.features(manner.lang) and _changes_all(text, font.face, manner.lang, feature):
        return replace(font, features=(*font.features, (feature, True))), 0
    size, rise = measure_script(font.face, kind, manner.lang)
    small = replace(
        font,
        size=max(1, font.size * size // 1000),
        tracking=font.tracking * size // 1000,
    )
    return small, font.size * rise // 1000


@remember(1024)
def _changes_all(text: str, face: Face, lang: str, feature: str) -> bool:
    """Whether a feature gives each character of a text another glyph."""
    return all(
        [shaped.glyph for shaped in face.shape(char, lang)]
        != [shaped.glyph for shaped in face.shape(char, lang, {feature: True})]
        for char in text
    )


@remember(256)
def measure_script(face: Face, kind: ScriptKind, lang: str) -> tuple[int, int]:
    """The size of superscripts or subscripts in a face, and how far their baseline is over that of the line, in
    thousandths of an em.
    """
    own, plain = face.glyph(_FIGURES[kind][2], lang), face.glyph("2", lang)
    ink, whole = face.ink(own), face.ink(plain)
    height = whole.y_max - whole.y_min
    if plain and height > 0 and _has_figures(face, kind, lang):
        size = 1000 * (ink.y_max - ink.y_min) // height
        rise = (1000 * ink.y_min - size * whole.y_min) // face.upem
        if size in _SIZES and rise in _RISES[kind]:
            return size, rise
    return face.script_metrics(raised=kind == "super")
