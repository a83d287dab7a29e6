"""Operators that name resources -> forms, images, graphics states, marked content (ISO 32000-1 8.8 to 8.11, 14.6)."""

from __future__ import annotations

import math
from typing import Any, Final

import pikepdf

from layout.press.preflight.content.colour import UNKNOWN, Space
from layout.press.preflight.content.entries import (
    UNREADABLE,
    box,
    entry,
    flag,
    matrix,
    name,
    number,
    numbers,
    object_number,
    resource,
    whole,
)
from layout.press.preflight.content.geometry import IDENTITY, Box, determinant, is_sound, placed, times
from layout.press.preflight.content.marks import ImagePlaced, Owner, Raster
from layout.press.preflight.content.patterns import add_shading, paint_pattern
from layout.press.preflight.content.states import apply_state
from layout.press.preflight.content.streams import filters_of
from layout.press.preflight.content.walk import Content, Operator, Walk

LARGEST: Final = 1 << 24
"""The most pixels that a side of an image has: with more it is none."""

SQUARE: Final = Box(0, 0, 1, 1)


def _object(walk: Walk, operands: list[Any]) -> None:
    named = _named(walk, operands, "XObject")
    found = None if named is None else resource(walk.resources, "/XObject", named)
    if named is None:
        return
    if not isinstance(found, pikepdf.Stream):
        walk.undefined("XObject", named)
        return
    spot, walk.spot = walk.spot, _box(walk, found)
    _place(walk, named, found)
    walk.spot = spot


def _box(walk: Walk, found: Any) -> Box:
    """Where an XObject stands: a form's BBox, an image's unit square."""
    area = box(entry(found, "/BBox"))
    to_page = times(matrix(entry(found, "/Matrix"), IDENTITY), walk.state.matrix)
    return placed(SQUARE, walk.state.matrix) if area is None else placed(area, to_page)


def _place(walk: Walk, named: str, found: Any) -> None:
    if entry(found, "/OC") is not None:
        _layer(walk, f"XObject {named}")
    if entry(found, "/OPI") is not None:
        walk.note(
            "opi",
            f"the XObject {named} stands for a file outside of this one (OPI){walk.where}",
            f"XObject {named}",
        )
    match name(entry(found, "/Subtype")):
        case "Image":
            kept, owner = walk.owner, entry(found, "/StructParent")
            if owner is not None:
                walk.owner = Owner((whole(owner, -1), -1))
            _image(walk, named, found, found)
            walk.owner = kept
        case "Form":
            _form(walk, named, found)
        case "PS":
            walk.note("postscript", f"the XObject {named} is PostScript{walk.where}", f"XObject {named}")
        case other:
            walk.note(
                "undefined",
                f"the XObject {named} is of no known kind ({other}){walk.where}",
                f"XObject {named}",
            )


def _form(walk: Walk, named: str, form: Any) -> None:
    called = f"form {named}"
    if entry(form, "/PS") is not None or name(entry(form, "/Subtype2")) == "PS":
        walk.note("postscript", f"the form {named} has PostScript in it{walk.where}", called)
    if entry(form, "/Ref") is not None:
        walk.note("reference", f"the form {named} stands for a page of another file{walk.where}", called)
    if name(entry(entry(form, "/Group"), "/S")) == "Transparency":
        walk.note("group", f"the form {named} is a transparency group{walk.where}", called)
    note_defaults(walk, entry(form, "/Resources"))
    to_page = times(matrix(entry(form, "/Matrix"), IDENTITY), walk.state.matrix)
    if not is_sound(to_page):
        walk.note(
            "bad-operand", f"the form {named} is moved beyond what can be reckoned with{walk.where}", called
        )
        return
    parents = entry(form, "/StructParents")
    walk.enter(
        Content(
            form,
            called,
            to_page,
            box(entry(form, "/BBox")),
            entry(form, "/Resources"),
            None if parents is None else whole(parents, -1),
        )
    )


def note_defaults(walk: Walk, resources: Any) -> None:
    """Note the colour spaces that resources put in the place of the device's own (ISO 32000-1 8.6.5.6)."""
    for default in ("DefaultGray", "DefaultRGB", "DefaultCMYK"):
        if resource(resources, "/ColorSpace", default) is not None:
            walk.note(
                "default-space",
                f"{default} puts another colour space in the place of the device's{walk.where}",
            )


# Images --------------------------------------------------------------------------------------------------------------


def _inline(walk: Walk, operands: list[Any]) -> None:
    try:
        image = operands[0]
        described = image.obj
    except UNREADABLE:
        walk.note("damaged", f"an inline image can't be read{walk.where}", "inline image")
        return
    _image(walk, "", described, image)


def _image(walk: Walk, named: str, described: Any, source: Any) -> None:
    raster = _raster(walk, described, source, inline=not named)
    called = f"image {named}" if named else "inline image"
    if raster is None:
        walk.note("damaged", f"the {called} has no size{walk.where}", called)
        return
    by = walk.state.matrix
    across, down = math.hypot(by[0], by[1]), math.hypot(by[2], by[3])
    area = determinant(by)
    seen = walk.seen(placed(SQUARE, by))
    if raster.is_mask and walk.state.paint.fill.pattern:
        paint_pattern(walk, walk.state.fill_pattern, walk.state.paint.fill, seen[0])
    walk.keep(
        ImagePlaced(
            walk.state.paint,
            *seen,
            walk.owner,
            walk.inside,
            named,
            raster,
            across,
            down,
            # The cosine of the angle between the sides: a hundredth is about half a degree.
            skewed=abs(by[0] * by[2] + by[1] * by[3]) > 0.01 * across * down,
            mirrored=area < 0,
        )
    )


def _raster(walk: Walk, described: Any, source: Any, *, inline: bool) -> Raster | None:
    width, height = whole(entry(described, "/Width")), whole(entry(described, "/Height"))
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        return None
    is_mask = flag(entry(described, "/ImageMask")) is True
    space: Space | None = None
    if not is_mask and (written := entry(described, "/ColorSpace")) is not None:
        space = walk.spaces.read(written, walk.resources, inline=inline)
        if space is UNKNOWN and not isinstance(written, pikepdf.Name):
            walk.unreadable_space("of an image")
    smask = entry(described, "/SMask")
    return Raster(
        width=width,
        height=height,
        bits=1 if is_mask else whole(entry(described, "/BitsPerComponent")),
        space=space,
        is_mask=is_mask,
        filters=filters_of(described),
        decode=tuple(numbers(entry(described, "/Decode"))),
        intent=name(entry(described, "/Intent")),
        interpolate=flag(entry(described, "/Interpolate")) is True,
        soft_mask=isinstance(smask, pikepdf.Stream) or whole(entry(described, "/SMaskInData")) != 0,
        alternates=entry(described, "/Alternates") is not None,
        source=source,
        number=object_number(source) if not inline else (0, 0),
    )


# Other resources -----------------------------------------------------------------------------------------------------


def _shading(walk: Walk, operands: list[Any]) -> None:
    if (named := _named(walk, operands, "Shading")) is not None:
        found = resource(walk.resources, "/Shading", named)
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            add_shading(walk, named, found, None)
        else:
            walk.undefined("Shading", named)


def _state(walk: Walk, operands: list[Any]) -> None:
    if (named := _named(walk, operands, "ExtGState")) is not None:
        found = resource(walk.resources, "/ExtGState", named)
        if isinstance(found, pikepdf.Dictionary):
            apply_state(walk, named, found)
        else:
            walk.undefined("ExtGState", named)


def _intent(walk: Walk, operands: list[Any]) -> None:
    if (named := _named(walk, operands, "rendering intent")) is not None:
        walk.note_intent(named)


def _flatness(walk: Walk, operands: list[Any]) -> None:
    if (value := number(operands[0]) if len(operands) == 1 else None) is None:
        walk.note("bad-operand", f"i has an operand that is no number{walk.where}")
    elif value:
        walk.note("flatness", f"flatness is set to {value:g}{walk.where}")


def _named(walk: Walk, operands: list[Any], kind: str) -> str | None:
    if len(operands) != 1 or not isinstance(operands[0], pikepdf.Name):
        walk.note("bad-operand", f"an operator has to name a {kind} and does not{walk.where}")
        return None
    return name(operands[0])


# Marked content ------------------------------------------------------------------------------------------------------


def _mark_plain(walk: Walk, operands: list[Any]) -> None:
    tag = name(operands[0]) if operands else ""
    walk.owners.append(walk.owner)
    if tag == "Artifact":
        walk.owner = None


def _mark(walk: Walk, operands: list[Any]) -> None:
    _mark_plain(walk, operands)
    if len(operands) != 2:
        walk.note("bad-operand", f"BDC has {len(operands)} operands and not 2{walk.where}")
        return
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        called = name(properties)
        properties = resource(walk.resources, "/Properties", called)
        if properties is None:
            walk.undefined("Properties", called)
    if name(operands[0]) == "OC":
        _layer(walk, "marked content")
    number = entry(properties, "/MCID")
    if number is not None and walk.parents is not None:
        walk.owner = Owner((walk.parents, whole(number, -1)))


def _unmark(walk: Walk, _: list[Any]) -> None:
    if not walk.owners:
        walk.note("unbalanced", f"EMC ends marked content that was not begun{walk.where}")
        return
    walk.owner = walk.owners.pop()


def _layer(walk: Walk, called: str) -> None:
    walk.note("layer", f"the {called} belongs to a layer that can be hidden{walk.where}", called)


def _point(walk: Walk, operands: list[Any]) -> None:
    """MP and DP mark a place and change nothing."""


# Glyphs of Type 3 fonts, and compatibility -------------------------------------------------------------------------


def _glyph_coloured(walk: Walk, operands: list[Any]) -> None:
    """d0: the glyph brings its own colours."""


def _glyph_plain(walk: Walk, operands: list[Any]) -> None:
    """d1: the glyph has the colour of the text, and its own are not looked at (ISO 32000-1 table 113)."""
    walk.colourless = True


def _compatible(walk: Walk, operands: list[Any]) -> None:
    walk.compatible += 1


def _incompatible(walk: Walk, operands: list[Any]) -> None:
    if not walk.compatible:
        walk.note("unbalanced", f"EX ends a compatibility section that was not begun{walk.where}")
    walk.compatible = max(walk.compatible - 1, 0)


NUMERIC: dict[str, tuple[int, Operator]] = {
    "EMC": (0, _unmark),
    "BX": (0, _compatible),
    "EX": (0, _incompatible),
    "d0": (2, _glyph_coloured),
    "d1": (6, _glyph_plain),
}

MIXED: dict[str, Operator] = {
    "Do": _object,
    "INLINE IMAGE": _inline,
    "sh": _shading,
    "gs": _state,
    "ri": _intent,
    "i": _flatness,
    "BMC": _mark_plain,
    "BDC": _mark,
    "MP": _point,
    "DP": _point,
}
