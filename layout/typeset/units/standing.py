"""A vertical text and its classes -> which figures stand in it with their signs, and which lie with theirs.

One expression has one position. A short number stands in one em, its figures side by side (tate-chu-yoko, JLREQ 3.2.5,
CLREQ 3.2.3), and its signs stand above and below it in an em each: 10℃, ≥60, €50. What holds anything that can only
lie, a longer number, a point, a letter, a superscript, lies as a whole, with its minus, currency and degrees: 12.5%,
39°54′N, 10⁴. Han, kana and full-width figures stand in any case: they part an expression, and each part is looked at
by itself; but the two ends of a range that are written alike (80元~120元) have one position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fonts.remembered import remember
from layout.plan.profile import Profile
from layout.typeset.breaks.classify import put_letter
from layout.typeset.breaks.expressions import find_expressions
from layout.typeset.inline import Font, Inline, NoteMark, ScriptMark, UprightMark, WarichuMark
from layout.typeset.lines import SetRun
from layout.typeset.units.glyphs import DIGITS, Manner, find_glyph, full_width, scale
from layout.typeset.units.marks import has_upright_form, stands_upright
from layout.typeset.units.units import Unit, kind_of

FIGURE, LYING = "IL"
"""Class letters of vertical lines alone: a figure that stands, and what lies."""

SIGN_KINDS = {"P": "p", "S": "s", "O": "~", "J": "~"}
"""Those of what stands in an em of its own, each with the kind that its unit is of: a sign before a number, one behind
it, one between two; and a connector, which runs down.
"""

_SPACES = " \u00a0\u2002-\u200a\u202f\u205f"
_DASHES = "‐‑‒–—―−－-"
_WAVES = "~～〜∼"
_OPERATORS = "+±∓×÷=<>≥≤≧≦≈≒≠≡＋＝＜＞"
_MEASURES = "%‰°℃℉％\u3380-\u33df$¢£¤¥\u20a0-\u20c0￠￡￥￦＄"
_MEASURE = re.compile(f"[{_MEASURES}]")
_LIES = re.compile(f"[^0-9{_SPACES}№§{_OPERATORS}{_MEASURES}{_WAVES}{_DASHES}]|[0-9][{_SPACES}]+[0-9]")
"""What makes an expression lie: anything that is no figure and no sign; and figures in groups."""

_TURNED = (
    "!-~\u00a1-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u2015\u2030-\u2037\u2070-\u20cf\u2100-\u218f\u2200-\u22ff\u3380-\u33df"
    "￠￡￥￦＄％－＋＝＜＞～〜’"
)
"""What may lie; all else stands, or is a mark."""

_WIDE = "０-９"
_RUN = re.compile(f"[{_TURNED}{_WIDE}]+")
_ANY_FIGURE = re.compile(f"[0-9{_WIDE}]")
_FIGURES = re.compile("[0-9]+")
_ASKS = re.compile(
    f"[0-9]|[{_WIDE}][№§{_OPERATORS}{_MEASURES}{_WAVES}{_DASHES}]|[№§{_OPERATORS}{_MEASURES}{_WAVES}{_DASHES}][{_WIDE}]"
)
"""Without any of these nothing in a text stands or lies otherwise than as a character by itself."""

_PART = re.compile(f"[{_TURNED}](?:[{_TURNED}{_SPACES}]*[{_TURNED}])?")
_LETTER = re.compile(r"[^\W\d_]")
_PRIMED = re.compile("(?<![0-9\"'“‘])[0-9]+['\"’”]")
"""Minutes and seconds, feet and inches; what is in quotes begins with one."""

_IN_BRACKETS = re.compile("[^][(){}\"'“”‘’]+")
_NUMBER_MARK = re.compile("[．：・·，]")
_MARKED_NUMBER = re.compile("(?<![0-9])[0-9]++(?:(?:[．：・·]|，(?=[0-9]{3}(?![0-9])))[0-9]++)+")
_EQUATION = re.compile("[=＝]")
_ANGLES = re.compile("[<＜][^<＜>＞]*[>＞]")
_NARROW_CONNECTOR = re.compile("[-~‐‑‒]")
_HAN_JOINED = re.compile("(?<=H)A(?=H)|~")
_CLOSED = "\ufffc"
"""Stands for what belongs to no expression."""


@dataclass(slots=True)
class _Part:
    """A part of an expression, from `start` to `end`, that has one position."""

    start: int
    end: int
    lies: bool


def stand_figures(text: str, classes: str, inlines: Sequence[Inline], profile: Profile) -> str:
    """The classes with the letters of this module where figures and their signs stand or lie."""
    if _NARROW_CONNECTOR.search(text) is not None:
        joints = [match.start() for match in _HAN_JOINED.finditer(classes)]
        classes = put_letter(classes, "J", [at for at in joints if _NARROW_CONNECTOR.match(text, at)])
    if _ASKS.search(text) is None:
        return classes
    letters = list(classes)
    text = _hide_marked(text, letters, inlines, profile.upright_digits)
    expressions = find_expressions(text, profile)
    shown = _hide_marks(text, classes, profile.upright_digits)
    signed = {expression.start for expression in expressions if expression.is_signed}
    whole = [(expression.start, expression.end) for expression in expressions]
    for start, end in _spans(shown, whole):
        parts = list(_parts(shown, classes, (start, end), profile.upright_digits))
        _level_ranges(shown, parts)
        for part in parts:
            put = _lay if part.lies else _stand
            put(shown, letters, part, signed)
    return "".join(letters)


def _hide_marked(text: str, letters: list[str], inlines: Sequence[Inline], most: int) -> str:
    """The text with notes put out of sight, which are part of no number: their own figures stand. Figures that the copy
    sets upright are like full-width ones.
    """
    if all(inline.mark is None for inline in inlines):
        return text
    shown, offset = list(text), 0
    for inline in inlines:
        end = offset + len(inline.text)
        are_figures = _FIGURES.fullmatch(inline.text) is not None
        if isinstance(inline.mark, NoteMark | UprightMark | WarichuMark):
            upright = are_figures and isinstance(inline.mark, UprightMark)
            shown[offset:end] = ("０" if upright else _CLOSED) * (end - offset)
        if isinstance(inline.mark, ScriptMark):
            shown[offset:end] = "⁰" * (end - offset)  # part of its number, and never a figure of it
        if isinstance(inline.mark, NoteMark) and are_figures and len(inline.text) <= most:
            letters[offset:end] = FIGURE * (end - offset)
        offset = end
    return "".join(shown)


def _hide_marks(text: str, classes: str, most: int) -> str:
    """The text without its full-width marks, but for those in a number that lies as a whole: 1，234."""
    shown = [_CLOSED if letter in "(),.!mnDEN" else char for char, letter in zip(text, classes, strict=True)]
    for match in _ANGLES.finditer(text):  # brackets, and no signs
        shown[match.start()] = shown[match.end() - 1] = _CLOSED
    for match in _MARKED_NUMBER.finditer(text):
        if any(len(figures) > most for figures in _FIGURES.findall(match.group())):
            shown[match.start() : match.end()] = _NUMBER_MARK.sub(".", match.group())
    return "".join(shown)


def _spans(shown: str, whole: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where expressions are, with what is written close to them."""
    close = (match.span() for match in _RUN.finditer(shown) if _ANY_FIGURE.search(match.group()))
    start, end = -1, -1
    for first, last in sorted([*close, *whole]):
        if first < end:
            end = max(end, last)
            continue
        if end > 0:
            yield start, end
        start, end = first, last
    if end > 0:
        yield start, end


def _parts(shown: str, classes: str, span: tuple[int, int], most: int) -> Iterator[_Part]:
    """What of an expression lies between Han; where it has no letter also what is in brackets, by itself."""
    for match in _PART.finditer(shown, *span):
        start, end = match.span()
        if shown[start] in "=＝" and not _is_wide(shown[start - 1 : start]):
            start += 1  # behind Han it is a dash, and no sign of the number
        if _LETTER.search(shown, start, end) or _PRIMED.search(shown, start, end):
            yield _Part(start, end, lies=True)
            continue
        for inner in _IN_BRACKETS.finditer(shown, start, end):
            first, last = inner.span()
            if _ANY_FIGURE.search(shown, first, last) or _beside_wide(shown, first, last):
                yield _Part(first, last, _must_lie(shown, classes, (first, last), most))


def _must_lie(shown: str, classes: str, part: tuple[int, int], most: int) -> bool:
    start, end = part
    if _LIES.search(shown, start, end) or "x" in classes[start : end + 1]:
        return True
    return any(len(match.group()) > most for match in _FIGURES.finditer(shown, start, end))


def _beside_wide(shown: str, start: int, end: int) -> bool:
    """Whether full-width figures are next to a part, which stand in any case."""
    return _is_wide(shown[max(0, start - 1) : start]) or _is_wide(shown[end : end + 1])


def _is_wide(char: str) -> bool:
    return "０" <= char <= "９"


def _level_ranges(shown: str, parts: Sequence[_Part]) -> None:
    """Both ends of a range lie if one does and both have the same unit."""
    for first, second in pairwise(parts):
        unit = shown[first.end : second.start]
        if unit and shown[second.start] in _DASHES + _WAVES and shown.startswith(unit, second.end):
            first.lies = second.lies = first.lies or second.lies


def _lay(shown: str, letters: list[str], part: _Part, signed: set[int]) -> None:
    """Puts the letters of what lies. A connector behind Han runs down in any case."""
    for at in range(part.start, part.end):
        if at == part.start and at not in signed and shown[at] in _DASHES + _WAVES:
            letters[at] = _joint_letter(shown[at], letters[at])
        elif letters[at] not in " hf_xcN":
            letters[at] = LYING


def _stand(shown: str, letters: list[str], part: _Part, signed: set[int]) -> None:
    """Puts the letters of figures and signs that stand."""
    start, end = part.start, part.end
    figures = [match.span() for match in _ANY_FIGURE.finditer(shown, max(0, start - 1), end + 1)]
    first, last = figures[0][0], figures[-1][0]
    equation = _EQUATION.search(shown, first, end) is not None
    for at in range(start, end):
        char, before = shown[at], shown[at - 1 : at]
        if char in DIGITS:
            letters[at] = FIGURE
        elif char in _WAVES or (
            char in _DASHES
            and not equation
            and at not in signed
            and (at == start or _joins(at, first, before))
        ):
            letters[at] = _joint_letter(char, letters[at])
        elif not (char.isspace() or (letters[at] in "sp" and stands_upright(char))):
            letters[at] = "P" if at < first else "S" if at > last or _MEASURE.match(char) else "O"


def _joint_letter(char: str, letter: str) -> str:
    return "~" if letter == "~" and not _NARROW_CONNECTOR.match(char) else "J"


def _joins(at: int, first: int, before: str) -> bool:
    """Whether a dash is a connector and no minus: it is behind a number, and behind no other sign."""
    return at > first and before not in _OPERATORS + _WAVES + _DASHES


@remember(4096)
def measured_sign(char: str, letter: str, font: Font, manner: Manner) -> Unit | None:
    """A sign that stands in an em of its own, or a connector that runs down; None if no face has it."""
    kind = kind_of(SIGN_KINDS[letter], font.size, tracking=font.tracking)
    if letter == "J":
        return run_down(char, "～" if char in _WAVES else "–", font, manner)
    drawn = "−" if char in _DASHES else char
    face, glyph = find_glyph(drawn, font, manner.level)
    if not glyph and drawn != char:
        face, glyph = find_glyph(char, font, manner.level)
    return Unit(kind, font.size, (face, (glyph,), (0,), (char,))) if glyph else None


def run_down(char: str, drawn: str, font: Font, manner: Manner) -> Unit | None:
    """A connector or slash that runs down the middle of a vertical line: turned, with its ink on the line's axis; ～ in
    the face's form for such lines. A – and a slash are half an em (GB/T 15834 5.1, 5.2.2).
    """
    em = font.size
    kind = kind_of("/" if drawn == "/" else "~", em, tracking=font.tracking)
    face, glyph = full_width(drawn, font, manner)
    if drawn in _WAVES and glyph and has_upright_form(drawn, face, manner):
        return Unit(kind, scale(face.advance_down(glyph), font, face), (face, (glyph,), (0,), (char,)))
    face, glyph = find_glyph(drawn, font, manner.level)
    if not glyph and drawn != char:
        face, glyph = find_glyph(char, font, manner.level)
    if not glyph:
        return None
    ink = face.ink(glyph)
    core = em if drawn in _WAVES else em // 2
    along = core // 2 - scale(ink.x_min + ink.x_max, font, face) // 2
    rise = -scale(ink.y_min + ink.y_max, font, face) // 2
    run = SetRun(0, face, em, (glyph,), (along,), (char,), rise, "sideways")
    return Unit(kind, core, (font.face, (), (), ()), None, (run,))


@remember(256)
def measured_tone(char: str, letter: str, font: Font, manner: Manner) -> Unit | None:
    """A tone mark of running bopomofo. In a vertical line it stands as it is, in half an em, at the right under the
    letter that it is behind; the dot of a syllable's beginning is in the middle.
    """
    face, glyph = find_glyph(char, font, manner.level)
    if not glyph:
        return None
    em = font.size
    kind = kind_of(letter, em, tracking=font.tracking)
    if not manner.vertical:
        return Unit(kind, scale(face.advance(glyph), font, face), (face, (glyph,), (0,), (char,)))
    ink = face.ink(glyph)
    right = 0 if letter == "p" else em // 4
    across = right - scale(ink.x_min + ink.x_max, font, face) // 2
    along = em // 4 + scale(ink.y_min + ink.y_max, font, face) // 2
    run = SetRun(0, face, em, (glyph,), (0,), (char,), across, along=along)
    return Unit(kind, em // 2, (font.face, (), (), ()), None, (run,))
