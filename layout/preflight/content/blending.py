"""What a group or a graphics state says of blending and screens -> whether it may print so (ISO 32000-1 11.3, 10.5)."""

from __future__ import annotations

from typing import Any, Final

from content.pdf.values import elements, entry, name, one_or_more, whole

OPAQUE: Final = frozenset({"Normal", "Compatible"})
"""Blend modes that let nothing through."""

BLENDS: Final = OPAQUE | {
    "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight",
    "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
}  # fmt: skip
"""All blend modes (ISO 32000-1 tables 136 and 137)."""


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
