"""Pages of a scene -> the bytes of a press file, PDF/X-4 or PDF/X-1a: the same on every run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from reportlab.pdfbase import pdfdoc

from content.problems import Problem, Refused
from fonts.face import Face
from layout.press.content import PageResources, page_content
from layout.press.fontobjects import CompositeFont
from layout.press.metadata import (
    IDENTIFIERS,
    VERSIONS,
    Facts,
    Info,
    issue_day,
    output_intent,
    plain_title,
    xmp,
)
from layout.press.objects import Dictionary, Stream, array, deflated, name, points
from layout.press.pictures.cache import PressImage
from layout.press.pictures.placed import Darkroom
from layout.press.profile import read_profile
from layout.press.readable import readable
from layout.press.state import KNOCKOUT, OVERPRINT
from layout.press.stock import stock_fonts, stock_images
from layout.press.structure import structure
from layout.press.tagging import Sheet, tag
from layout.scene import FaceRef, Mpt, Page, Picture, Scene

Value = TypeVar("Value")

GRAPHICS_STATES: Final = {
    OVERPRINT: {"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1},
    KNOCKOUT: {"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0},
}
"""ISO 32000-1 8.6.7. Mode 1 lets an ink of 0 leave what lies beneath: black over a tint keeps the tint."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What a scene names and does not hold.

    `open_face` opens a face of the scene, `root` is the edition's folder, where photos are. `cache` is a
    folder that keeps converted photos from one run to the next; without one they are kept in memory alone.
    """

    open_face: Callable[[FaceRef], Face]
    root: Path
    cache: Path | None = None


def write_pdf(scene: Scene, pages: Sequence[Page], resources: Resources) -> bytes:
    """A press file of `pages`, which are pages of `scene`, at the level of the scene's printing condition.

    Raises Refused, with all that is wrong: glyphs that a face has not, faces and photos that can't be used, a
    profile that is none, a date that is none.
    """
    condition = scene.condition
    title = plain_title(_title(scene, pages))
    pages = readable(pages, scene.copy)
    problems: list[Problem] = []
    day = _tried(problems, lambda: issue_day(scene.issued))
    fonts = _tried(problems, lambda: stock_fonts(scene.faces, pages, resources.open_face))
    profile = _tried(problems, lambda: read_profile(condition.profile, resources.root))
    if profile is None:
        raise Refused(problems)
    room = Darkroom(resources.root, resources.cache, profile, condition)
    images = _tried(problems, lambda: stock_images(pages, room))
    if day is None or fonts is None or images is None:
        raise Refused(problems)

    named = PageResources(fonts.by_face, images.labels)
    tree = structure(scene, pages)
    contents = [
        page_content(page, stretches, condition.bleed, named)
        for page, stretches in zip(pages, tree.sheets, strict=True)
    ]
    seen = [title, scene.issued, str(condition), profile.sha256, *images.digests, str(tree.elements)]
    seen += [font.digest for font in fonts.embedded.values()]
    digest = hashlib.sha256("\n".join(seen).encode() + b"\n".join(one.data for one in contents)).hexdigest()
    facts = Facts(
        title, day, condition.level, digest, accessible=bool(title and scene.lang) and tree.complete
    )

    document = _document(facts, scene.lang)
    if condition.level in IDENTIFIERS:
        document.Catalog.OutputIntents = pdfdoc.PDFArray([output_intent(condition, profile)])
    document.delayedFonts = [CompositeFont(font, label) for label, font in fonts.embedded.items()]
    streams = {label: _image(image) for label, image in images.images.items()}
    states = Dictionary({label: pdfdoc.PDFDictionary(state) for label, state in GRAPHICS_STATES.items()})
    sheets = []
    for page, content in zip(pages, contents, strict=True):
        sheet = _sheet(page, condition.bleed)
        sheets.append(Sheet(page, sheet, condition.bleed, content.marks))
        sheet.Contents = deflated(content.data)
        sheet.Resources = _page_resources(page, images.labels, streams, states)
        document.addPage(sheet)
    tag(document, tree, sheets)
    return bytes(document.GetPDFData(None))


def _tried(problems: list[Problem], make: Callable[[], Value]) -> Value | None:
    """What `make` gives; where it refuses, its problems join the others and there is nothing."""
    try:
        return make()
    except Refused as refused:
        problems += refused.problems
        return None


def _title(scene: Scene, pages: Sequence[Page]) -> str:
    """The edition's title; a file of some of its pages names them too, as a plant sorts its files by."""
    if tuple(pages) == scene.pages:
        return scene.title
    return f"{scene.title} {' '.join(page.name for page in pages)}"


def _document(facts: Facts, lang: str) -> pdfdoc.PDFDocument:
    """A ReportLab document that takes nothing from the clock or from SOURCE_DATE_EPOCH.

    ReportLab's canvas is not used: it begins every page with Helvetica, which is not embedded.
    """
    document = pdfdoc.PDFDocument(
        compression=0, invariant=1, pdfVersion=VERSIONS[facts.level], lang=lang or "und"
    )
    # ReportLab makes the file's id of this hash, into which it put the time, or SOURCE_DATE_EPOCH.
    document.signature = hashlib.md5(facts.digest.encode(), usedforsecurity=False)
    document.info = Info(facts)
    catalog = document.Catalog
    catalog.Metadata = xmp(facts)
    # The keys that ReportLab writes are a list of each object's class; this catalog has one more.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    return document


def _sheet(page: Page, bleed: Mpt) -> pdfdoc.PDFPage:
    """A page with its boxes and nothing on it. The media end with the bleed; there is no CropBox."""
    right, top = page.width + 2 * bleed, page.height + 2 * bleed
    media = array("0", "0", points(right), points(top))
    sheet = pdfdoc.PDFPage()
    sheet.MediaBox = media
    sheet.BleedBox = media
    sheet.TrimBox = array(points(bleed), points(bleed), points(right - bleed), points(top - bleed))
    return sheet


def _page_resources(
    page: Page, labels: Mapping[Picture, str], streams: Mapping[str, Stream], states: Dictionary
) -> pdfdoc.PDFDictionary:
    """What the page's operators may name. The fonts are those of the whole file."""
    entries = {"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts), "ExtGState": states}
    shown = {labels[item] for region in page.regions for item in region.items if isinstance(item, Picture)}
    if shown:
        entries["XObject"] = pdfdoc.PDFDictionary({label: streams[label] for label in sorted(shown)})
    return pdfdoc.PDFDictionary(entries)


def _image(image: PressImage) -> Stream:
    """An image of four inks, its rows filtered as in PNG (ISO 32000-1 7.4.4.4)."""
    parameters = {"Predictor": 15, "Colors": 4, "BitsPerComponent": 8, "Columns": image.width}
    return Stream(
        image.data,
        {
            "Type": name("XObject"),
            "Subtype": name("Image"),
            "Width": image.width,
            "Height": image.height,
            "ColorSpace": name("DeviceCMYK"),
            "BitsPerComponent": 8,
            "Filter": name("FlateDecode"),
            "DecodeParms": pdfdoc.PDFDictionary(parameters),
        },
    )
