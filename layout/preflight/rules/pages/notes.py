"""What a page's content says beside what it paints -> breaches: of PDF's own rules, and of a plant's.

And what has to be opaque: all of a page that is plated as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from content.pdf.geometry import common
from layout.preflight.content.marks import (
    FilledPath,
    NoteKind,
    PageMarks,
    Paint,
    PaintedObject,
    PaintedShading,
    PaintedText,
    PlacedImage,
    StrokedPath,
)
from layout.preflight.content.states import BLENDS
from layout.preflight.plant import Plant
from layout.preflight.rule import PreflightRule, WarningRule
from layout.preflight.rules.file.forbidden import EXTERNAL, LAYERS, OPI, POSTSCRIPT, TRANSFER
from layout.preflight.rules.pages.breach import Breach, breach_of_note, page_check

TRANSPARENCY: Final = PreflightRule(
    "transparency", "Nothing is transparent: an advertisement is flattened.", "ISO 15930-4, practice"
)
"""An error of both levels. PDF/X-4 allows transparency; what it becomes is up to the plant's own flattening, so that
nobody has seen the page before it is printed.
"""
UNDEFINED: Final = PreflightRule(
    "undefined-resource", "What content names is in its resources, and can be read.", "ISO 32000-1 7.8.3"
)
OPERATOR: Final = PreflightRule(
    "unknown-operator", "Content has PDF's own operators alone.", "ISO 32000-1 7.8.2"
)
OPERAND: Final = PreflightRule(
    "bad-operand", "Operators have the operands that they ask for.", "ISO 32000-1 annex A"
)
BALANCE: Final = PreflightRule(
    "unbalanced-content",
    "What content begins it ends: q and Q, BT and ET, BDC and EMC, BX and EX.",
    "ISO 32000-1 8.4.2, 9.4.1, 14.6",
)
DAMAGED: Final = PreflightRule(
    "content-damaged", "Content can be read from its first byte to its last.", "ISO 32000-1 7.8"
)
LOOP: Final = PreflightRule("content-loop", "No form and no pattern paints itself.", "ISO 32000-1 8.10")
LEFT_OUT: Final = PreflightRule(
    "not-looked-at", "A page is small enough to be looked through as a whole.", "this preflight"
)
DEFAULT: Final = PreflightRule(
    "default-colour-space",
    "Resources put no other colour spaces in the place of the device's.",
    "ISO 15930-4, ISO 32000-1 8.6.5.6",
)
SCREEN: Final = WarningRule("halftone", "The plant's screen is used: the file brings none.", "GWG 2015")
SEPARATION: Final = WarningRule(
    "black-generation",
    "The file brings no black generation and no undercolour removal: it is separated already.",
    "ISO 32000-1 10.3.4",
)
INTENT: Final = PreflightRule(
    "rendering-intent", "A rendering intent is one of PDF's four.", "ISO 32000-1 8.6.5.8"
)
FLATNESS: Final = WarningRule(
    "flatness", "Curves are as smooth as the device draws them.", "ISO 32000-1 10.6.2"
)
OFF: Final = WarningRule("off-page", "Nothing stands outside of the media.", "practice")

_FLATTEN: Final = "flatten the transparency before the page is sent"
_BY_KIND: Final[Mapping[NoteKind, tuple[PreflightRule, str]]] = {
    "undefined": (UNDEFINED, "write the file anew from the program that made it"),
    "bad-operator": (OPERATOR, "write the file anew from the program that made it"),
    "bad-operand": (OPERAND, "write the file anew from the program that made it"),
    "unbalanced": (BALANCE, "write the file anew from the program that made it"),
    "damaged": (DAMAGED, "send the file again: it has been cut or changed on its way"),
    "loop": (LOOP, "write the file anew from the program that made it"),
    "too-much": (LEFT_OUT, "simplify the drawing, or look at the page by hand"),
    "default-space": (DEFAULT, "convert the colours to DeviceCMYK and leave the default spaces out"),
    "layer": (LAYERS, "flatten the layers, with those alone that are to be printed"),
    "postscript": (POSTSCRIPT, "distil the PostScript to PDF"),
    "reference": (EXTERNAL, "put the page itself into the file"),
    "opi": (OPI, "put the picture itself into the file"),
    "transfer": (TRANSFER, "put the curve into the picture and leave the function out"),
    "halftone": (SCREEN, "leave the screen to the plant"),
    "black-generation": (SEPARATION, "leave the functions out: DeviceCMYK is separated already"),
    "intent": (INTENT, "name one of the four, or none"),
    "flatness": (FLATNESS, "leave the flatness to the device"),
}
"""What notes are breaches of, and what to do. Transparency groups are checked beside what is transparent."""

RULES: Final = (*(rule for rule, _ in _BY_KIND.values()), OFF)


@page_check
def check_notes(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    for note in page.notes:
        if (found := _BY_KIND.get(note.kind)) is not None:
            yield breach_of_note(note, *found)
    for mark in page.marks:
        # What is clipped away is meant to be; spaces are nothing.
        if mark.seen is None or common(mark.seen, page.sheet.media) is not None:
            continue
        if not isinstance(mark, PaintedText) or not (said := mark.text) or said.strip():
            yield Breach(OFF, "something stands outside of the media and is not printed", "delete it", mark)


@page_check
def check_transparency(page: PageMarks, plant: Plant) -> Iterator[Breach]:
    for mark in page.marks:
        if words := _say_why_seen_through(mark):
            mask = (mark.paint.soft_mask,) if mark.paint.soft_mask else ()
            yield Breach(TRANSPARENCY, words, _FLATTEN, mark, objects=mask)
    for note in page.notes:
        # PDF/X-1a has no group, whatever it does.
        if note.kind == "group" or (note.kind == "plain-group" and plant.level == "PDF/X-1a:2003"):
            yield breach_of_note(note, TRANSPARENCY, _FLATTEN)


def _say_why_seen_through(mark: PaintedObject) -> str:
    """Why one sees through a mark; empty for one that is opaque."""
    paint = mark.paint
    if paint.blend not in BLENDS:
        return f"something is painted in a blend mode that there is not ({paint.blend})"
    if paint.blend != "Normal":
        return f"something is painted in the blend mode {paint.blend}"
    if isinstance(mark, PlacedImage) and mark.raster.soft_mask:
        return "a picture has a soft mask"
    if paint.soft_mask:
        return "something is painted through a soft mask"
    alpha = _opacity_of(mark, paint)
    return f"something is painted with an opacity of {alpha * 100:.3g} %" if alpha < 1 else ""


def _opacity_of(mark: PaintedObject, paint: Paint) -> float:
    match mark:
        case StrokedPath():
            return paint.stroke_alpha
        case PaintedText():
            sides = [paint.fill_alpha] * mark.is_filled + [paint.stroke_alpha] * mark.is_stroked
            return min(sides, default=1.0)
        case FilledPath() | PlacedImage() | PaintedShading():
            return paint.fill_alpha
    assert_never(mark)
