"""Overlays of a proof -> the layers of its PDF: optional content, shown on a screen and left out when it is printed.

Each overlay is one optional content group of the file (ISO 32000-1 8.11), whose state for printing is OFF (8.11.4.4):
the desk sees it at once and turns it on and off by name, and what comes out of a printer is the page alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from reportlab.pdfbase import pdfdoc

from fonts.face import Face
from layout.press.file.numbers import decimal, points
from layout.press.file.objects import PdfDictionary, array, name
from layout.press.fonts.metrics import FontCodes
from layout.press.fonts.objects import utf16
from layout.press.page.content import PageContent
from layout.press.state import KNOCKOUT, PaintState
from layout.press.text.showing import show_run
from layout.scene import FaceRef, GlyphRun, Ink, Line, Mpt, Page, Rect, Region
from layout.scene.condition import Condition
from layout.scene.overlay import Label, Layers, Overlay, Patch, PenStroke, ScreenColour

GLAZE: Final = "Glaze"
COVER: Final = "Cover"
STATES: Final[Mapping[str, dict[str, object]]] = {
    GLAZE: {"Type": "/ExtGState", "BM": "/Multiply"},
    COVER: {"Type": "/ExtGState", "BM": "/Normal"},
}
"""Graphics states of layers: what darkens the page, and what covers it."""


@dataclass(frozen=True, slots=True)
class Layering:
    """What a file's layers need of it: faces, pages that show their labels alone (so that the face is embedded for
    them), graphics states, and one group for each overlay. Empty for a file without layers.
    """

    layers: Layers | None = None
    faces: tuple[FaceRef, ...] = ()
    lettered: tuple[Page, ...] = ()
    runs: Mapping[Label, GlyphRun] = field(default_factory=dict)
    groups: Mapping[str, PdfDictionary] = field(default_factory=dict)
    states: Mapping[str, dict[str, object]] = field(default_factory=dict)

    def of(self, page: Page) -> tuple[Overlay, ...]:
        """The overlays of a page."""
        return self.layers.pages.get(page.name, ()) if self.layers is not None else ()

    def foot(self, page: Page) -> Mpt:
        """The room under the sheet that they take."""
        return max((overlay.foot for overlay in self.of(page)), default=0)

    def over(
        self, page: Page, content: PageContent, condition: Condition, fonts: Mapping[str, FontCodes]
    ) -> PageContent:
        """The page's content with its overlays drawn over it."""
        around = condition.bleed + condition.margin
        state = PaintState(around, around + page.height, {})
        font = fonts.get(self.faces[0].id) if self.faces else None
        drawn = [
            line for overlay in self.of(page) for line in layer_operators(overlay, self.runs, font, state)
        ]
        if not drawn:
            return content
        return replace(content, data=content.data + "\n".join(["", *drawn]).encode("ascii"))


def layering_of(pages: Sequence[Page], layers: Layers, face: Face, lang: str) -> Layering:
    """The layers of these pages, their labels lettered in `face`."""
    lettered: list[Page] = []
    runs: dict[Label, GlyphRun] = {}
    shown: list[Overlay] = []
    for page in pages:
        overlays = layers.pages.get(page.name, ())
        shown += overlays
        labels = [
            item for overlay in overlays for item in overlay.items if isinstance(item, Label) and item.text
        ]
        runs |= {label: label_run(label, layers.face, face, lang) for label in labels}
        line = Line("overlay", 0, 0, 0, 0, False, "", None, tuple(runs[label] for label in labels))
        region = Region("overlay", "overlay", None, lang, Rect(0, 0, 0, 0), (line,))
        lettered.append(replace(page, regions=(region,)))
    return Layering(layers, (layers.face,), tuple(lettered), runs, layer_groups(shown), STATES)


def label_run(label: Label, ref: FaceRef, face: Face, lang: str) -> GlyphRun:
    """A label's text, set solid."""
    glyphs = tuple(face.glyphs(label.text, lang))
    xs, at = [], 0
    for glyph in glyphs:
        xs.append(at * label.size // face.upem)
        at += face.advance(glyph)
    x, baseline = label.origin
    return GlyphRun(ref.id, label.size, Ink(), x, baseline, glyphs, tuple(xs), tuple(label.text))


def layer_operators(
    overlay: Overlay, runs: Mapping[Label, GlyphRun], font: FontCodes | None, state: PaintState
) -> list[str]:
    """The operators of one overlay on one page, marked as of its group and as no part of the page's content."""
    out = ["/Artifact BMC", f"/OC {name(overlay.name)} BDC", "q", f"/{KNOCKOUT} gs", f"/{GLAZE} gs"]
    for item in overlay.items:
        if isinstance(item, Patch):
            out += _fill_patch(item.rect, item.colour, state)
    for item in overlay.items:
        if isinstance(item, PenStroke):
            out += _draw_stroke(item, state)
    out.append(f"/{COVER} gs")
    for item in overlay.items:
        if not isinstance(item, Label):
            continue
        if item.ground is not None:
            out += _fill_patch(item.rect, item.ground, state)
        if item.text and font is not None:
            run = runs[item]
            out += ["BT", f"{_rgb(item.colour)} rg", f"/{font.label} {points(item.size)} Tf"]
            out += [f"1 0 0 1 {state.place(*run.origin)} Tm", show_run(run, font.codes), "ET"]
    return [*out, "Q", "EMC", "EMC"]


def _fill_patch(rect: Rect, colour: ScreenColour, state: PaintState) -> list[str]:
    return [f"{_rgb(colour)} rg", state.outline(rect), "f"]


def _draw_stroke(stroke: PenStroke, state: PaintState) -> list[str]:
    dash = array(points(stroke.dash)) if stroke.dash else "[]"
    way = [f"{state.place(stroke.x1, stroke.y1)} m", f"{state.place(stroke.x2, stroke.y2)} l", "S"]
    return [f"{_rgb(stroke.colour)} RG", f"{points(stroke.width)} w", f"{dash} 0 d", *way]


def _rgb(colour: ScreenColour) -> str:
    return " ".join(decimal(part / 255, 3) for part in colour)


def layer_groups(overlays: Iterable[Overlay]) -> dict[str, PdfDictionary]:
    """One optional content group for each name, in the order that they come in."""
    usage = pdfdoc.PDFDictionary({"Print": pdfdoc.PDFDictionary({"PrintState": "/OFF"})})
    titles = {overlay.name: overlay.title for overlay in overlays}
    return {
        layer: PdfDictionary({"Type": "/OCG", "Name": f"<FEFF{utf16(title)}>", "Usage": usage})
        for layer, title in titles.items()
    }


def optional_content(groups: Sequence[PdfDictionary]) -> pdfdoc.PDFDictionary:
    """The catalog's OCProperties: all groups on and listed, and off while the file is printed.

    Nothing is said of viewing, since that would undo what a reader turns off (8.11.4.4).
    """
    printing = {"Event": "/Print", "OCGs": pdfdoc.PDFArray(groups), "Category": "[/Print]"}
    default = {
        "Name": f"<FEFF{utf16('Duikai')}>",
        "BaseState": "/ON",
        "Order": pdfdoc.PDFArray(groups),
        "AS": pdfdoc.PDFArray([pdfdoc.PDFDictionary(printing)]),
    }
    return pdfdoc.PDFDictionary({"OCGs": pdfdoc.PDFArray(groups), "D": pdfdoc.PDFDictionary(default)})
