"""Operators that name resources -> forms, images, graphics states, marked content (ISO 32000-1 8.8 to 8.11, 14.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from content.pdf.geometry import IDENTITY, is_sound, move_box, times
from content.pdf.values import box, entry, flag, identity, matrix, name, number, resource, whole
from layout.preflight.content.images import SQUARE, add_shading, place_image, place_inline
from layout.preflight.content.marks import PaintedObject, is_to_overprint
from layout.preflight.content.painting import change_nothing
from layout.preflight.content.states import apply_state, blends_in_cmyk
from layout.preflight.content.walk import Content, Operator, Walk
from layout.preflight.tags.stories import Owner


def _place_object(walk: Walk, operands: list[Any]) -> None:
    named = _read_name(walk, operands, "XObject")
    if named is None or (found := walk.find_resource("XObject", named)) is None:
        return
    # Where it stands: a form's BBox, an image's unit square.
    area = box(entry(found, "/BBox"))
    to_page = times(matrix(entry(found, "/Matrix"), IDENTITY), walk.state.matrix)
    at = move_box(SQUARE, walk.state.matrix) if area is None else move_box(area, to_page)
    spot, walk.spot = walk.spot, at
    try:
        _place_found(walk, named, found)
    finally:
        walk.spot = spot


def _place_found(walk: Walk, named: str, found: Any) -> None:
    called, (number, _) = f"XObject {named}", identity(found)
    if entry(found, "/OC") is not None:
        _note_layer(walk, called)
    if entry(found, "/OPI") is not None:
        walk.note_here("opi", f"the {called} stands for a file outside of this one (OPI)", called, number)
    match name(entry(found, "/Subtype")):
        case "Image":
            place_image(walk, named, found, found)
        case "Form":
            _enter_form(walk, named, found)
        case "PS":
            walk.note_here("postscript", f"the {called} is PostScript", called, number)
        case other:
            walk.note_here("undefined", f"the {called} is of no known kind ({other})", called)


def _enter_form(walk: Walk, named: str, form: Any) -> None:
    called, (number, _) = f"form {named}", identity(form)
    if entry(form, "/PS") is not None or name(entry(form, "/Subtype2")) == "PS":
        walk.note_here("postscript", f"the {called} has PostScript in it", called, number)
    if entry(form, "/Ref") is not None:
        walk.note_here("reference", f"the {called} stands for a page of another file", called, number)
    painted = len(walk.marks)
    note_defaults(walk, entry(form, "/Resources"))
    to_page = times(matrix(entry(form, "/Matrix"), IDENTITY), walk.state.matrix)
    if not is_sound(to_page):
        walk.note_here("bad-operand", f"the {called} is moved beyond what can be reckoned with", called)
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
    note_group(walk, called, form, walk.marks[painted:])


def note_group(walk: Walk, called: str, holder: Any, marks: Sequence[PaintedObject]) -> None:
    """Note a page or a form that is a transparency group, and whether it prints otherwise than without.

    One in which nothing is transparent prints what it paints (ISO 32000-1 11.4.1), and what is transparent in it is
    told of by itself. But in a group that is isolated, or of which each part knocks out the others, overprinting meets
    no more than the group itself (11.7.4.3).
    """
    group = entry(holder, "/Group")
    if name(entry(group, "/S")) != "Transparency":
        return
    # There is nothing beneath a page: it is always isolated.
    keys = ("/K",) if called == "page" else ("/I", "/K")
    apart = any(flag(entry(group, key)) for key in keys) and any(map(is_to_overprint, marks))
    is_plain = blends_in_cmyk(group) and not apart
    how = ", in which something overprints" if apart else ""
    how += "" if blends_in_cmyk(group) else ", which blends in another space than CMYK"
    what = f"the {called} is a transparency group{how}"
    walk.note_here("plain-group" if is_plain else "group", what, called, identity(holder)[0])


def note_defaults(walk: Walk, resources: Any) -> None:
    """Note the colour spaces that resources put in the place of the device's own (ISO 32000-1 8.6.5.6)."""
    for default in ("DefaultGray", "DefaultRGB", "DefaultCMYK"):
        if resource(resources, "/ColorSpace", default) is not None:
            walk.note_here(
                "default-space", f"{default} puts another colour space in the place of the device's"
            )


def _paint_shading(walk: Walk, operands: list[Any]) -> None:
    named = _read_name(walk, operands, "Shading")
    if named is not None and (found := walk.find_resource("Shading", named)) is not None:
        add_shading(walk, named, found, None)


def _set_state(walk: Walk, operands: list[Any]) -> None:
    named = _read_name(walk, operands, "ExtGState")
    if named is None or (found := walk.find_resource("ExtGState", named)) is None:
        return
    # The number of its object, or of the object that holds it.
    around = (found, entry(walk.resources, "/ExtGState"), walk.resources)
    number = next((number for holder in around if (number := identity(holder)[0])), walk.holder[0])
    apply_state(walk, named, found, number)


def _set_intent(walk: Walk, operands: list[Any]) -> None:
    if (named := _read_name(walk, operands, "rendering intent")) is not None:
        walk.note_intent(named)


def _note_flatness(walk: Walk, operands: list[Any]) -> None:
    if (value := number(operands[0]) if len(operands) == 1 else None) is None:
        walk.note_here("bad-operand", "i has an operand that is no number")
    elif value:
        walk.note_here("flatness", f"flatness is set to {value:g}")


def _read_name(walk: Walk, operands: list[Any], kind: str) -> str | None:
    if len(operands) != 1 or not isinstance(operands[0], pikepdf.Name):
        walk.note_here("bad-operand", f"an operator has to name a {kind} and does not")
        return None
    return name(operands[0])


def _begin_mark(walk: Walk, operands: list[Any]) -> None:
    tag = name(operands[0]) if operands else ""
    walk.owners.append(walk.owner)
    if tag == "Artifact":
        walk.owner = None


def _begin_described_mark(walk: Walk, operands: list[Any]) -> None:
    _begin_mark(walk, operands)
    if len(operands) != 2:
        walk.note_here("bad-operand", f"BDC has {len(operands)} operands and not 2")
        return
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        called = name(properties)
        properties = resource(walk.resources, "/Properties", called)
        if properties is None:
            walk.note_undefined("Properties", called)
    if name(operands[0]) == "OC":
        _note_layer(walk, "marked content")
    number = entry(properties, "/MCID")
    if number is not None and walk.parents is not None:
        walk.owner = Owner((walk.parents, whole(number, -1)))


def _end_mark(walk: Walk, _: list[Any]) -> None:
    if not walk.owners:
        walk.note_here("unbalanced", "EMC ends marked content that was not begun")
        return
    walk.owner = walk.owners.pop()


def _note_layer(walk: Walk, called: str) -> None:
    walk.note_here("layer", f"the {called} belongs to a layer that can be hidden", called)


def _glyph_plain(walk: Walk, operands: list[Any]) -> None:
    """d1: the glyph has the colour of the text, and its own are not looked at (ISO 32000-1 table 113)."""
    walk.colourless = True


def _begin_compatible(walk: Walk, operands: list[Any]) -> None:
    walk.compatible += 1


def _end_compatible(walk: Walk, operands: list[Any]) -> None:
    if not walk.compatible:
        walk.note_here("unbalanced", "EX ends a compatibility section that was not begun")
    walk.compatible = max(walk.compatible - 1, 0)


NUMERIC: dict[str, tuple[int, Operator]] = {
    "EMC": (0, _end_mark),
    "BX": (0, _begin_compatible),
    "EX": (0, _end_compatible),
    "d0": (2, change_nothing),  # the glyph brings its own colours
    "d1": (6, _glyph_plain),
}

MIXED: dict[str, Operator] = {
    "Do": _place_object,
    "INLINE IMAGE": place_inline,
    "sh": _paint_shading,
    "gs": _set_state,
    "ri": _set_intent,
    "i": _note_flatness,
    "BMC": _begin_mark,
    "BDC": _begin_described_mark,
    "MP": change_nothing,
    "DP": change_nothing,
}
