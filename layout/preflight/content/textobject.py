"""Text operators -> text that is shown, with its size and its place (ISO 32000-1 9.3 and 9.4)."""

from __future__ import annotations

import math
from typing import Any

import pikepdf

from content.pdf.geometry import (
    IDENTITY,
    Matrix,
    PageBox,
    determinant,
    is_sound,
    least_scale,
    move_box,
    times,
)
from content.pdf.values import UNREADABLE, entry, identity, name, number, resource
from layout.preflight.content.images import paint_pattern
from layout.preflight.content.marks import PaintedText
from layout.preflight.content.walk import Content, Operator, Walk
from layout.preflight.fonts.codes import ContentFont, FontKey, read_differences


def _begin_text(walk: Walk, _: list[Any]) -> None:
    if walk.in_text:
        walk.note_here("unbalanced", "BT stands inside another text object")
    walk.in_text = True
    walk.text_matrix = walk.text_line = IDENTITY


def _end_text(walk: Walk, _: list[Any]) -> None:
    if not walk.in_text:
        walk.note_here("unbalanced", "ET ends a text object that was not begun")
    walk.in_text = False


def _set_font(walk: Walk, operands: list[Any]) -> None:
    size = number(operands[1]) if len(operands) == 2 else None
    if size is None or not isinstance(operands[0], pikepdf.Name):
        walk.note_here("bad-operand", "Tf has operands that are no font and size")
        return
    walk.state.size = size
    choose_font(walk, name(operands[0]), resource(walk.resources, "/Font", name(operands[0])))


def choose_font(walk: Walk, named: str, font: Any) -> None:
    """Make the next text of this font: by `Tf`, or by a graphics state. A font that is none leaves no font."""
    walk.state.font, walk.state.lacks_font = None, True
    if not isinstance(font, pikepdf.Dictionary):
        walk.note_undefined("Font", named)
        return
    number = identity(font)
    key = FontKey(*number) if number[0] else FontKey(*walk.holder, named)
    if key not in walk.known.fonts:
        walk.known.fonts[key] = ContentFont(key, font)
    walk.state.font, walk.state.lacks_font = walk.known.fonts[key], False


def _move(walk: Walk, operands: list[Any]) -> None:
    _move_to(walk, times((1.0, 0.0, 0.0, 1.0, operands[0], operands[1]), walk.text_line))


def _move_leading(walk: Walk, operands: list[Any]) -> None:
    walk.state.leading = -operands[1]
    _move(walk, operands)


def _next_line(walk: Walk, _: list[Any]) -> None:
    _move(walk, [0.0, -walk.state.leading])


def _set_matrix(walk: Walk, operands: list[Any]) -> None:
    a, b, c, d, e, f = operands
    _move_to(walk, (a, b, c, d, e, f))


def _move_to(walk: Walk, line: Matrix) -> None:
    if is_sound(line):
        walk.text_matrix = walk.text_line = line
    else:
        walk.note_here("bad-operand", "text is moved beyond what can be reckoned with")


def _show(walk: Walk, operands: list[Any]) -> None:
    if len(operands) != 1 or not isinstance(operands[0], pikepdf.String):
        walk.note_here("bad-operand", "a string was to be shown and is none")
        return
    _show_parts(walk, [operands[0]])


def _show_next(walk: Walk, operands: list[Any]) -> None:
    _next_line(walk, [])
    _show(walk, operands)


def _show_spaced(walk: Walk, operands: list[Any]) -> None:
    words, letters = (number(operand) for operand in operands[:2]) if len(operands) == 3 else (None, None)
    if words is None or letters is None:
        walk.note_here("bad-operand", '" has operands that are not two numbers and a string')
        return
    walk.state.words, walk.state.letters = words, letters
    _show_next(walk, operands[2:])


def _show_moved(walk: Walk, operands: list[Any]) -> None:
    if len(operands) != 1 or not isinstance(operands[0], pikepdf.Array):
        walk.note_here("bad-operand", "TJ has an operand that is no array")
        return
    _show_parts(walk, list(operands[0]))


def _show_parts(walk: Walk, parts: list[Any]) -> None:
    """Show strings, and move back by numbers in thousandths of an em. One mark, however many parts."""
    state, font = walk.state, walk.state.font
    if not walk.in_text:
        walk.note_here("unbalanced", "text is shown outside of a text object (BT … ET)")
    if font is None:
        if not state.lacks_font:
            walk.note_here("undefined", "text is shown without a font", "font")
        return
    codes: list[int] = []
    back = 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            try:
                codes += font.codes(bytes(part))
            except UNREADABLE:
                walk.note_here("bad-operand", "a string can't be read")
        elif (moves := number(part)) is not None:
            back += moves
        else:
            walk.note_here("bad-operand", "TJ has a part that is neither a string nor a number")
    spaces = codes.count(32) if font.kind != "composite" else 0
    along = (
        (font.advance(codes) - back / 1000) * state.size + len(codes) * state.letters + spaces * state.words
    )
    if not font.vertical:
        along *= state.scale
    if codes:
        _keep_text(walk, font, tuple(codes), along)
    step = (1.0, 0.0, 0.0, 1.0, 0.0, along) if font.vertical else (1.0, 0.0, 0.0, 1.0, along, 0.0)
    after = times(step, walk.text_matrix)
    if is_sound(after):
        walk.text_matrix = after


def _keep_text(walk: Walk, font: ContentFont, codes: tuple[int, ...], along: float) -> None:
    state = walk.state
    to_page = times(walk.text_matrix, state.matrix)
    low, high = (bound * state.size for bound in font.extent)
    if font.vertical:
        half = abs(state.size * state.scale) / 2
        area = PageBox(-half, min(0.0, along), half, max(0.0, along))
    else:
        area = PageBox(
            min(0.0, along), min(low, high) + state.rise, max(0.0, along), max(low, high) + state.rise
        )
    box, seen = walk.clip_box(move_box(area, to_page))
    # An em's height is measured across the baseline: a slant does not add to it.
    baseline = math.hypot(to_page[0], to_page[1])
    upright = abs(determinant(to_page)) / baseline if baseline else 0.0
    walk.keep(
        PaintedText(
            paint=state.paint,
            box=box,
            seen=seen,
            owner=walk.owner,
            inside=walk.inside,
            font=font,
            codes=codes,
            size=abs(state.size) * font.em * upright,
            rendering=state.rendering,
            line_width=state.line_width * least_scale(state.matrix),
        )
    )
    for side, pattern, sides in (
        (state.paint.fill, state.fill_pattern, {0, 2, 4, 6}),
        (state.paint.stroke, state.stroke_pattern, {1, 2, 5, 6}),
    ):
        if side.pattern and state.rendering in sides:
            paint_pattern(walk, pattern, side, box)
    if font.kind == "type3":
        _walk_glyphs(walk, font, codes)


def _walk_glyphs(walk: Walk, font: ContentFont, codes: tuple[int, ...]) -> None:
    """Look through the glyphs of a Type 3 font, each once on a page: they are content of their own (9.6.5)."""
    procedures = entry(font.font, "/CharProcs")
    names = read_differences(entry(font.font, "/Encoding"))
    state = walk.state
    scaled: Matrix = (state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise)
    matrix = times(times(font.matrix, scaled), times(walk.text_matrix, state.matrix))
    for code in dict.fromkeys(codes):
        procedure = entry(procedures, "/" + names.get(code, ""))
        own = identity(procedure)
        if own[0] and own in walk.running:
            walk.note("loop", f"a glyph of {font.label} paints itself", font.label)
            continue
        if (font.key, code) in walk.done or not is_sound(matrix):
            continue
        walk.done.add((font.key, code))
        before = len(walk.marks), len(walk.masks)
        if isinstance(procedure, pikepdf.Stream):
            resources = entry(font.font, "/Resources")
            walk.enter(Content(procedure, f"a glyph of {font.label}", matrix, resources=resources))
        said = font.says(code) or names.get(code, "")
        if not said and code != _SPACE and not isinstance(procedure, pikepdf.Stream):
            walk.note_here("undefined", f"code {code:02X} has no glyph in {font.label}", font.label)
        elif (len(walk.marks), len(walk.masks)) == before and said.strip() and said not in _BLANK_NAMES:
            what = f"the glyph of code {code:02X} in {font.label} paints nothing"
            walk.note_here("undefined", what, font.label)


_SPACE = 0x20
"""The code that a simple font's space has, whether it draws one or not."""

_BLANK_NAMES = frozenset({"space", "nbspace", "nonbreakingspace", ".notdef", "uni0020", "uni00A0", "uni3000"})
"""Glyphs that paint nothing, and are not missed."""


def _set_rendering(walk: Walk, operands: list[Any]) -> None:
    if operands[0] not in {0, 1, 2, 3, 4, 5, 6, 7}:
        walk.note_here("bad-operand", f"Tr {operands[0]:g} is no way of rendering text")
        return
    walk.state.rendering = int(operands[0])


def _make_setter(field: str, factor: float = 1.0) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        setattr(walk.state, field, operands[0] * factor)

    return change


NUMERIC: dict[str, tuple[int, Operator]] = {
    "Td": (2, _move),
    "TD": (2, _move_leading),
    "Tm": (6, _set_matrix),
    "T*": (0, _next_line),
    "BT": (0, _begin_text),
    "ET": (0, _end_text),
    "Tr": (1, _set_rendering),
    "Tc": (1, _make_setter("letters")),
    "Tw": (1, _make_setter("words")),
    "Tz": (1, _make_setter("scale", 0.01)),
    "TL": (1, _make_setter("leading")),
    "Ts": (1, _make_setter("rise")),
}
"""Operators with so many numbers as operands."""

MIXED: dict[str, Operator] = {
    "Tf": _set_font,
    "Tj": _show,
    "TJ": _show_moved,
    "'": _show_next,
    '"': _show_spaced,
}
