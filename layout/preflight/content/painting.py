"""Path, colour and state operators -> fills and strokes with what they are painted with (ISO 32000-1 8.4 to 8.6)."""

from __future__ import annotations

from copy import copy
from typing import Any, Literal

import pikepdf

from content.pdf.geometry import Matrix, PageBox, is_sound, times
from content.pdf.values import name, number
from layout.preflight.content.colour import CMYK, GRAY, RGB, UNKNOWN, ColourSpace, ColourValue, first_colour
from layout.preflight.content.images import paint_pattern
from layout.preflight.content.marks import FilledPath, StrokedPath
from layout.preflight.content.paths import CurrentPath
from layout.preflight.content.walk import DEEPEST_STATE, Operator, Walk


def _save(walk: Walk, _: list[Any]) -> None:
    if len(walk.stack) >= DEEPEST_STATE:
        walk.note_here("too-much", f"more than {DEEPEST_STATE} graphics states are saved in one another")
        return
    walk.stack.append(copy(walk.state))


def _restore(walk: Walk, _: list[Any]) -> None:
    if not walk.stack:
        walk.note_here("unbalanced", "Q restores a graphics state that was not saved")
        return
    walk.state = walk.stack.pop()


def _concatenate(walk: Walk, operands: list[Any]) -> None:
    a, b, c, d, e, f = operands
    matrix: Matrix = times((a, b, c, d, e, f), walk.state.matrix)
    if is_sound(matrix):
        walk.state.matrix = matrix
    else:
        walk.note_here("bad-operand", "cm moves beyond what can be reckoned with")


def _set_line_width(walk: Walk, operands: list[Any]) -> None:
    walk.state.line_width = abs(operands[0])


def change_nothing(walk: Walk, operands: list[Any]) -> None:
    """An operator that changes nothing that marks depend on."""


def _draw_line(walk: Walk, operands: list[Any]) -> None:
    if _require_path(walk):
        walk.path.line((operands[0], operands[1]), walk.state.matrix)


def _draw_curve(walk: Walk, operands: list[Any]) -> None:
    if _require_path(walk):
        a, b, c, d, e, f = operands
        walk.path.curve((a, b), (c, d), (e, f), walk.state.matrix)


def _require_path(walk: Walk) -> bool:
    if not walk.path:
        walk.note_here("bad-operator", "a path goes on that was not begun")
    return bool(walk.path)


def _clip_to_path(walk: Walk, _: list[Any]) -> None:
    walk.clipping = True


def _make_painter(*, fill: bool = False, stroke: bool = False) -> Operator:
    def paint(walk: Walk, _: list[Any]) -> None:
        path = walk.path
        if path and fill:
            _fill_path(walk, path)
        if path and stroke:
            _stroke_path(walk, path)
        if walk.clipping:
            # Beyond clipping to nothing there is no path that opens it again.
            walk.clip_to(path.box if path else None)
        walk.path, walk.clipping = CurrentPath(), False

    return paint


def _fill_path(walk: Walk, path: CurrentPath) -> None:
    box, seen = walk.clip_box(path.box)
    state = walk.state
    if state.paint.fill.pattern and paint_pattern(walk, state.fill_pattern, state.paint.fill, box):
        return
    thickness, length = path.thin_box()
    walk.keep(FilledPath(state.paint, box, seen, walk.owner, walk.inside, path.area, thickness, length))


def _stroke_path(walk: Walk, path: CurrentPath) -> None:
    state = walk.state
    wide = path.pen(state.line_width, state.matrix)
    outline = path.box
    around = PageBox(
        outline.left - wide / 2, outline.bottom - wide / 2, outline.right + wide / 2, outline.top + wide / 2
    )
    box, seen = walk.clip_box(around)
    if state.paint.stroke.pattern and paint_pattern(walk, state.stroke_pattern, state.paint.stroke, box):
        return
    walk.keep(StrokedPath(state.paint, box, seen, walk.owner, walk.inside, wide))


PaintSide = Literal["fill", "stroke"]


def set_colour(walk: Walk, side: PaintSide, colour: ColourValue, pattern: Any = None) -> None:
    """Make the next fills or strokes of this colour; in a pattern or a glyph without colours nothing changes."""
    if walk.colourless:
        return
    walk.repaint(**{side: colour})
    setattr(walk.state, f"{side}_space", colour.space)
    setattr(walk.state, f"{side}_pattern", pattern)


def _make_device_setter(side: PaintSide, space: ColourSpace) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        colour = ColourValue(space, tuple(operands))
        # Writers say again what is so already.
        if colour != getattr(walk.state.paint, side):
            set_colour(walk, side, colour)

    return change


def _make_space_setter(side: PaintSide) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        if len(operands) != 1 or not isinstance(operands[0], pikepdf.Name):
            walk.note_here("bad-operand", "a colour space is set that is no name")
            return
        set_colour(walk, side, first_colour(walk.spaces.named(name(operands[0]), walk.resources)))

    return change


def _make_colour_setter(side: PaintSide) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        space: ColourSpace = getattr(walk.state, f"{side}_space")
        if operands and isinstance(operands[-1], pikepdf.Name):
            _set_pattern(walk, side, space, operands)
            return
        values = tuple(value for operand in operands if (value := number(operand)) is not None)
        if space is UNKNOWN:
            return
        if len(values) != len(operands) or len(values) != space.components:
            count, wanted = len(operands), space.components
            what = f"a colour of {space.family} has {count} operands and not {wanted} numbers"
            walk.note_here("bad-operand", what)
            return
        set_colour(walk, side, ColourValue(space, values))

    return change


def _set_pattern(walk: Walk, side: PaintSide, space: ColourSpace, operands: list[Any]) -> None:
    called = name(operands[-1])
    values = tuple(value for operand in operands[:-1] if (value := number(operand)) is not None)
    found = walk.find_resource("Pattern", called)
    if space.family != "Pattern":
        walk.note_here(
            "bad-operand", f"the pattern {called} is set in a colour space that is none of patterns"
        )
    elif found is not None:
        set_colour(walk, side, ColourValue(space, values, called or "?"), found)


NUMERIC: dict[str, tuple[int, Operator]] = {
    "q": (0, _save),
    "Q": (0, _restore),
    "cm": (6, _concatenate),
    "w": (1, _set_line_width),
    **dict.fromkeys(("J", "j", "M"), (1, change_nothing)),
    "m": (2, lambda walk, at: walk.path.move((at[0], at[1]), walk.state.matrix)),
    "l": (2, _draw_line),
    "c": (6, _draw_curve),
    "v": (4, lambda walk, to: _draw_curve(walk, [*walk.path.here, *to])),
    "y": (4, lambda walk, to: _draw_curve(walk, [*to, *to[2:]])),
    "h": (0, lambda walk, _: walk.path.close()),
    "re": (4, lambda walk, at: walk.path.rectangle((at[0], at[1]), (at[2], at[3]), walk.state.matrix)),
    "W": (0, _clip_to_path),
    "W*": (0, _clip_to_path),
    "n": (0, _make_painter()),
    **dict.fromkeys(("S", "s"), (0, _make_painter(stroke=True))),
    **dict.fromkeys(("f", "F", "f*"), (0, _make_painter(fill=True))),
    **dict.fromkeys(("B", "B*", "b", "b*"), (0, _make_painter(fill=True, stroke=True))),
    "g": (1, _make_device_setter("fill", GRAY)),
    "G": (1, _make_device_setter("stroke", GRAY)),
    "rg": (3, _make_device_setter("fill", RGB)),
    "RG": (3, _make_device_setter("stroke", RGB)),
    "k": (4, _make_device_setter("fill", CMYK)),
    "K": (4, _make_device_setter("stroke", CMYK)),
}
"""Operators with so many numbers as operands."""

MIXED: dict[str, Operator] = {
    "d": change_nothing,
    "cs": _make_space_setter("fill"),
    "CS": _make_space_setter("stroke"),
    "sc": _make_colour_setter("fill"),
    "scn": _make_colour_setter("fill"),
    "SC": _make_colour_setter("stroke"),
    "SCN": _make_colour_setter("stroke"),
}
