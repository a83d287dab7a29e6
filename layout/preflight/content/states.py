"""A graphics state's dictionary -> what it changes in a walk, and notes on what no plant wants (ISO 32000-1 8.4.5).

And what a group or a graphics state says of blending and screens -> whether it may print so (11.3, 10.5).
"""

from __future__ import annotations

from typing import Any, Final

import pikepdf

from content.pdf.geometry import IDENTITY, is_sound, times
from content.pdf.values import (
    box,
    elements,
    entry,
    flag,
    identity,
    is_mapping,
    matrix,
    name,
    number,
    one_or_more,
    whole,
)
from layout.preflight.content.textobject import choose_font
from layout.preflight.content.walk import Content, Walk

OPAQUE: Final = frozenset({"Normal", "Compatible"})
"""Blend modes that let nothing through."""

BLENDS: Final = OPAQUE | {
    "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight",
    "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
}  # fmt: skip
"""All blend modes (ISO 32000-1 tables 136 and 137)."""


def apply_state(walk: Walk, named: str, state: Any, number_of_state: int) -> None:
    """Change the walk's state as `gs` does. `number_of_state` is the number of the object that holds the state."""
    called = f"graphics state {named}"
    _apply_paint(walk, state, called)
    if (width := number(entry(state, "/LW"))) is not None:
        walk.state.line_width = abs(width)
    font = elements(entry(state, "/Font"))[:2]
    if len(font) == 2 and (size := number(font[1])) is not None:
        walk.state.size = size
        choose_font(walk, f"ExtGState {named}", font[0])
    _note_prepress(walk, state, called, number_of_state)


def _apply_paint(walk: Walk, state: Any, called: str) -> None:
    # OP without op sets both (ISO 32000-1 table 58).
    stroke, fill = flag(entry(state, "/OP")), flag(entry(state, "/op"))
    mask = entry(state, "/SMask")
    changes = {
        "stroke_overprint": stroke,
        "fill_overprint": stroke if fill is None else fill,
        "mode": whole(entry(state, "/OPM")),
        "fill_alpha": number(entry(state, "/ca")),
        "stroke_alpha": number(entry(state, "/CA")),
        "blend": blend_of(entry(state, "/BM")) or None,
        "soft_mask": None
        if mask is None
        else identity(entry(mask, "/G"))[0] or (-1 if is_mapping(mask) else 0),
    }
    if changes := {field: value for field, value in changes.items() if value is not None}:
        walk.repaint(**changes)
    if isinstance(mask, pikepdf.Dictionary):
        _walk_mask(walk, entry(mask, "/G"), called)


def _walk_mask(walk: Walk, group: Any, called: str) -> None:
    """Look through what a soft mask is made of: it is no colour on the page, but its fonts have to be there."""
    to_page = times(matrix(entry(group, "/Matrix"), IDENTITY), walk.state.matrix)
    if not isinstance(group, pikepdf.Stream) or not is_sound(to_page):
        return
    masking, walk.masking = walk.masking, True
    area, resources = box(entry(group, "/BBox")), entry(group, "/Resources")
    try:
        walk.enter(Content(group, f"the mask of {called}", to_page, area, resources))
    finally:
        walk.masking = masking


def _note_prepress(walk: Walk, state: Any, called: str, at: int) -> None:
    """Note the functions that a separation of its own would need, each that is not the device's own."""
    for key in ("/TR", "/TR2"):
        transfer = entry(state, key)
        if transfer is not None and name(transfer) not in {"Identity", "Default"}:
            walk.note(
                "transfer", f"the {called} changes all tones by a transfer function ({key[1:]})", called, at
            )
        elif name(transfer) == "Identity" or (key == "/TR" and transfer is not None):
            what = f"the {called} has a transfer function ({key[1:]} {name(transfer)})"
            walk.note("transfer", what, called, at)
    halftone = entry(state, "/HT")
    if brings_its_own_screen(halftone):
        walk.note("transfer", f"the {called} brings a halftone of another type than 1 and 5 (HT)", called, at)
    elif halftone is not None and name(halftone) != "Default":
        walk.note("halftone", f"the {called} brings a halftone screen of its own (HT)", called)
    if entry(state, "/HTP") is not None:
        walk.note("transfer", f"the {called} moves the halftone screen (HTP)", called, at)
    for key in ("/BG", "/BG2", "/UCR", "/UCR2"):
        words = "black generation" if key.startswith("/BG") else "undercolour removal"
        function = entry(state, key)
        if function is not None and not (key.endswith("2") and name(function) == "Default"):
            walk.note("black-generation", f"the {called} brings {words} of its own ({key[1:]})", called)
    if (intent := entry(state, "/RI")) is not None:
        walk.note_intent(name(intent))
    flatness = number(entry(state, "/FL"))
    if flatness:
        walk.note("flatness", f"the {called} sets flatness to {flatness:g}", called)


def blends_in_cmyk(group: Any) -> bool:
    """Whether a transparency group blends in a space of the press; without one of its own in that around it."""
    space = entry(group, "/CS")
    if space is None or name(space) in {"DeviceCMYK", "DeviceN", "Separation"}:
        return True
    parts = elements(space)
    return len(parts) > 1 and name(parts[0]) == "ICCBased" and whole(entry(parts[1], "/N")) == 4


def blend_of(value: Any) -> str:
    """The blend mode that a BM says, `Normal` for any that lets nothing through; "" where it says none.

    Of an array the first that is known counts (ISO 32000-1 11.3.5). An unknown mode is given as it is written.
    """
    named = [found for mode in one_or_more(value)[:100] if (found := name(mode))]
    blend = next((mode for mode in named if mode in BLENDS), next(iter(named), ""))
    return "Normal" if blend in OPAQUE else blend


def brings_its_own_screen(halftone: Any) -> bool:
    """Whether a halftone is of another type than 1 and 5, the two that PDF/X allows."""
    kind = entry(halftone, "/HalftoneType")
    return kind is not None and whole(kind) not in (1, 5)
