"""Path, colour and state operators -> fills and strokes with what they are painted with (ISO 32000-1 8.4 to 8.6)."""

from __future__ import annotations

from copy import copy
from typing import Any, Literal

import pikepdf

from content.pdf.geometry import (
    Matrix,
    PageBox,
    is_sound,
    times,
)
from content.pdf.values import name, number
from layout.preflight.content.colour import (
    CMYK,
    GRAY,
    RGB,
    UNKNOWN,
    Colour,
    Space,
    first_colour,
)
from layout.preflight.content.marks import Fill, Stroke
from layout.preflight.content.paths import Path
from layout.preflight.content.patterns import paint_pattern
from layout.preflight.content.walk import DEEPEST_STATE, Operator, Walk


def _save(walk: Walk, _: list[Any]) -> None:
    if len(walk.stack) >= DEEPEST_STATE:
        walk.note(
            "too-much", f"more than {DEEPEST_STATE} graphics states are saved in one another{walk.where}"
        )
        return
    walk.stack.append(copy(walk.state))


def _restore(walk: Walk, _: list[Any]) -> None:
    if not walk.stack:
        walk.note("unbalanced", f"Q restores a graphics state that was not saved{walk.where}")
        return
    walk.state = walk.stack.pop()


def _concatenate(walk: Walk, operands: list[Any]) -> None:
    a, b, c, d, e, f = operands
    matrix: Matrix = times((a, b, c, d, e, f), walk.state.matrix)
    if is_sound(matrix):
        walk.state.matrix = matrix
    else:
        walk.note("bad-operand", f"cm moves beyond what can be reckoned with{walk.where}")


def _line_width(walk: Walk, operands: list[Any]) -> None:
    walk.state.line_width = abs(operands[0])


def _nothing(walk: Walk, operands: list[Any]) -> None:
    """An operator that changes nothing that marks depend on."""


def _move(walk: Walk, operands: list[Any]) -> None:
    walk.path.move((operands[0], operands[1]), walk.state.matrix)


def _line(walk: Walk, operands: list[Any]) -> None:
    if _begun(walk):
        walk.path.line((operands[0], operands[1]), walk.state.matrix)


def _curve(walk: Walk, operands: list[Any]) -> None:
    if _begun(walk):
        a, b, c, d, e, f = operands
        walk.path.curve((a, b), (c, d), (e, f), walk.state.matrix)


def _curve_here(walk: Walk, operands: list[Any]) -> None:
    _curve(walk, [*walk.path.here, *operands])


def _curve_end(walk: Walk, operands: list[Any]) -> None:
    _curve(walk, [*operands, *operands[2:]])


def _rectangle(walk: Walk, operands: list[Any]) -> None:
    x, y, wide, high = operands
    walk.path.rectangle((x, y), (wide, high), walk.state.matrix)


def _close(walk: Walk, _: list[Any]) -> None:
    walk.path.close()


def _begun(walk: Walk) -> bool:
    if not walk.path:
        walk.note("bad-operator", f"a path goes on that was not begun{walk.where}")
    return bool(walk.path)


def _clip(walk: Walk, _: list[Any]) -> None:
    walk.clipping = True


def _paints(*, fill: bool = False, stroke: bool = False) -> Operator:
    def paint(walk: Walk, _: list[Any]) -> None:
        path = walk.path
        if path and fill:
            _fill(walk, path)
        if path and stroke:
            _stroke(walk, path)
        if walk.clipping:
            # Beyond clipping to nothing there is no path that opens it again.
            walk.clip_to(path.box if path else None)
        walk.path, walk.clipping = Path(), False

    return paint


def _fill(walk: Walk, path: Path) -> None:
    box, seen = walk.seen(path.box)
    state = walk.state
    if state.paint.fill.pattern and paint_pattern(walk, state.fill_pattern, state.paint.fill, box):
        return
    thickness, length = path.thin_box()
    walk.keep(Fill(state.paint, box, seen, walk.owner, walk.inside, path.area, thickness, length))


def _stroke(walk: Walk, path: Path) -> None:
    state = walk.state
    wide = path.pen(state.line_width, state.matrix)
    outline = path.box
    around = PageBox(
        outline.left - wide / 2, outline.bottom - wide / 2, outline.right + wide / 2, outline.top + wide / 2
    )
    box, seen = walk.seen(around)
    if state.paint.stroke.pattern and paint_pattern(walk, state.stroke_pattern, state.paint.stroke, box):
        return
    walk.keep(Stroke(state.paint, box, seen, walk.owner, walk.inside, wide))


Side = Literal["fill", "stroke"]


def set_colour(walk: Walk, side: Side, colour: Colour, pattern: Any = None) -> None:
    """Make the next fills or strokes of this colour; in a pattern or a glyph without colours nothing changes."""
    if walk.colourless:
        return
    walk.repaint(**{side: colour})
    setattr(walk.state, f"{side}_space", colour.space)
    setattr(walk.state, f"{side}_pattern", pattern)


def _device(side: Side, space: Space) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        colour = Colour(space, tuple(operands))
        # Writers say again what is so already.
        if colour != getattr(walk.state.paint, side):
            set_colour(walk, side, colour)

    return change


def _space(side: Side) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        if len(operands) != 1 or not isinstance(operands[0], pikepdf.Name):
            walk.note("bad-operand", f"a colour space is set that is no name{walk.where}")
            return
        set_colour(walk, side, first_colour(walk.spaces.named(name(operands[0]), walk.resources)))

    return change


def _colour(side: Side) -> Operator:
    def change(walk: Walk, operands: list[Any]) -> None:
        space: Space = getattr(walk.state, f"{side}_space")
        if operands and isinstance(operands[-1], pikepdf.Name):
            _pattern(walk, side, space, operands)
            return
        values = tuple(value for operand in operands if (value := number(operand)) is not None)
        if space is UNKNOWN:
            return
        if len(values) != len(operands) or len(values) != space.components:
            what = (
                f"a colour of {space.family} has {len(operands)} operands and not {space.components} numbers"
            )
            walk.note("bad-operand", what + walk.where)
            return
        set_colour(walk, side, Colour(space, values))

    return change


def _pattern(walk: Walk, side: Side, space: Space, operands: list[Any]) -> None:
    called = name(operands[-1])
    values = tuple(value for operand in operands[:-1] if (value := number(operand)) is not None)
    found = walk.pattern(called)
    if space.family != "Pattern":
        walk.note(
            "bad-operand",
            f"the pattern {called} is set in a colour space that is none of patterns{walk.where}",
        )
    elif found is not None:
        set_colour(walk, side, Colour(space, values, called or "?"), found)


NUMERIC: dict[str, tuple[int, Operator]] = {
    "q": (0, _save),
    "Q": (0, _restore),
    "cm": (6, _concatenate),
    "w": (1, _line_width),
    "J": (1, _nothing),
    "j": (1, _nothing),
    "M": (1, _nothing),
    "m": (2, _move),
    "l": (2, _line),
    "c": (6, _curve),
    "v": (4, _curve_here),
    "y": (4, _curve_end),
    "h": (0, _close),
    "re": (4, _rectangle),
    "W": (0, _clip),
    "W*": (0, _clip),
    "n": (0, _paints()),
    "S": (0, _paints(stroke=True)),
    "s": (0, _paints(stroke=True)),
    "f": (0, _paints(fill=True)),
    "F": (0, _paints(fill=True)),
    "f*": (0, _paints(fill=True)),
    "B": (0, _paints(fill=True, stroke=True)),
    "B*": (0, _paints(fill=True, stroke=True)),
    "b": (0, _paints(fill=True, stroke=True)),
    "b*": (0, _paints(fill=True, stroke=True)),
    "g": (1, _device("fill", GRAY)),
    "G": (1, _device("stroke", GRAY)),
    "rg": (3, _device("fill", RGB)),
    "RG": (3, _device("stroke", RGB)),
    "k": (4, _device("fill", CMYK)),
    "K": (4, _device("stroke", CMYK)),
}
"""Operators with so many numbers as operands."""

MIXED: dict[str, Operator] = {
    "d": _nothing,
    "cs": _space("fill"),
    "CS": _space("stroke"),
    "sc": _colour("fill"),
    "scn": _colour("fill"),
    "SC": _colour("stroke"),
    "SCN": _colour("stroke"),
}
