"""What the look at the file's objects and the look at its pages find alike -> each fault once, with its place.

The look at the objects finds what stands in a file and is placed on no page; the look at the pages knows where. Their
findings name the objects at fault, and so are told to be the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from content.pdf.values import elements, entry, name, one_or_more, whole
from layout.preflight.finding import Finding
from layout.preflight.rule import Rule

ACTION: Final = Rule("action", "error", "The file has no actions.", "ISO 15930-7, ISO 15930-4")
FORM: Final = Rule("form-fields", "error", "The file has no form fields, no XFA.", "ISO 15930-7")
ANNOTATION: Final = Rule(
    "annotation",
    "error",
    "Annotations stand outside the bleed, apart from printer's marks and trap networks; PDF/X-1a has the last within"
    " alone.",
    "ISO 15930-7, ISO 15930-4",
)
LZW: Final = Rule("lzw", "error", "Nothing is packed with LZW.", "ISO 15930-7, ISO 15930-4")
EXTERNAL: Final = Rule(
    "external-stream",
    "error",
    "All of the file is in the file: no stream and no form stands outside.",
    "ISO 15930-7",
)
CODEC: Final = Rule("image-codec", "error", "PDF/X-1a has no JPEG 2000 and no JBIG2.", "ISO 15930-4")
LAYERS: Final = Rule(
    "optional-content",
    "error",
    "The file has no layers: what is seen is what is printed.",
    "ISO 15930-4, plants",
)
ALTERNATE: Final = Rule("alternate-image", "error", "No picture has another in its place.", "ISO 15930-7")
OPI: Final = Rule("opi", "error", "No picture waits to be replaced (OPI).", "ISO 15930-7, ISO 15930-4")
POSTSCRIPT: Final = Rule(
    "postscript", "error", "The file has no PostScript in it.", "ISO 15930-7, ISO 15930-4"
)
TRANSFER: Final = Rule(
    "transfer-function",
    "error",
    "No graphics state changes the plates' tones (TR, TR2, HTP), nor brings a screen of its own kind.",
    "ISO 15930-7, ISO 15930-4",
)
GROUP: Final = Rule(
    "blending-space",
    "error",
    "Transparency groups blend in CMYK; PDF/X-1a has no transparency group.",
    "ISO 15930-7, ISO 15930-4",
)
TRANSPARENCY: Final = Rule(
    "transparency",
    "error",
    "Nothing is transparent: an advertisement is flattened.",
    "ISO 15930-4, practice",
)
"""An error of both levels. PDF/X-4 allows transparency; what it becomes is up to the plant's own flattening, so that
nobody has seen the page before it is printed.
"""

_TOLD_BY: Final = {
    **{rule.id: rule.id for rule in (LZW, EXTERNAL, CODEC, LAYERS, ALTERNATE, OPI, POSTSCRIPT, TRANSFER)},
    GROUP.id: TRANSPARENCY.id,
    FORM.id: FORM.id,
    ACTION.id: ANNOTATION.id,
}
"""Rules that are broken by an object, and those of pages that tell the same with its place."""

OPAQUE: Final = frozenset({"Normal", "Compatible"})
"""Blend modes that let nothing through."""

BLENDS: Final = OPAQUE | {
    "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight",
    "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
}  # fmt: skip
"""All blend modes (ISO 32000-1 tables 136 and 137)."""

NEWER_CODECS: Final = {"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}
"""Filters that PDF/X-1a has not."""


def each_once(findings: Iterable[Finding]) -> set[Finding]:
    """The findings without those of the file alone whose objects a finding on a page names too."""
    every = set(findings)
    placed: dict[str, set[int]] = {}
    for finding in every:
        if finding.page is not None:
            placed.setdefault(finding.rule, set()).update(finding.objects)
    return {
        one
        for one in every
        if one.page is not None
        or (known := placed.get(_TOLD_BY.get(one.rule, ""))) is None
        or not known.issuperset(one.objects)
    }


def blends_in_cmyk(group: Any) -> bool:
    """Whether a transparency group blends in a space of the press; without one of its own in that around it."""
    space = entry(group, "/CS")
    if space is None or name(space) in {"DeviceCMYK", "DeviceN", "Separation"}:
        return True
    parts = elements(space)
    return len(parts) > 1 and name(parts[0]) == "ICCBased" and whole(entry(parts[1], "/N")) == 4


def blend_of(value: Any) -> str:
    """The blend mode that a BM says, `Normal` for any that lets nothing through; "" where it says none.

    Of an array the first that is known counts (ISO 32000-1 11.3.5). One that nobody knows stands as it is written.
    """
    named = [found for one in one_or_more(value)[:100] if (found := name(one))]
    blend = next((one for one in named if one in BLENDS), next(iter(named), ""))
    return "Normal" if blend in OPAQUE else blend


def brings_its_own_screen(halftone: Any) -> bool:
    """Whether a halftone is of another type than 1 and 5, the two that PDF/X allows."""
    kind = entry(halftone, "/HalftoneType")
    return kind is not None and whole(kind) not in (1, 5)
