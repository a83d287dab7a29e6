"""Pages of a scene -> the bytes of a press file, PDF/X-4 or PDF/X-1a: the same on every run."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from reportlab.pdfbase import pdfdoc

from content.problems import Problem, Refused
from fonts.face import Face
from layout.press.adverts.objects import form_of
from layout.press.adverts.placed import stock_adverts
from layout.press.file.metadata import (
    IDENTIFIERS,
    VERSIONS,
    FileFacts,
    Info,
    issue_moment,
    output_intent,
    plain_title,
    xmp,
)
from layout.press.file.numbers import points
from layout.press.file.objects import (
    PdfDictionary,
    PdfStream,
    StreamedDocument,
    array,
    deflate_stream,
    name,
)
from layout.press.file.profile import read_profile
from layout.press.fonts.objects import CompositeFont
from layout.press.page.content import PageResources, page_content
from layout.press.page.layers import Layering, layering_of, optional_content
from layout.press.page.spots import spot_labels, spot_spaces, spots_shown
from layout.press.pictures.cache import PressImage, folder_of_the_run, sweep
from layout.press.pictures.placed import Darkroom
from layout.press.state import KNOCKOUT, OVERPRINT
from layout.press.stock import stock_fonts, stock_images
from layout.press.tags.structure import build_structure
from layout.press.tags.tagging import TaggedPage, tag
from layout.press.text.readable import make_readable
from layout.scene import Advert, FaceRef, Mpt, Page, Picture, Scene
from layout.scene.condition import Condition
from layout.scene.overlay import Layers

Made = TypeVar("Made")

GRAPHICS_STATES: Final = {
    OVERPRINT: {"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1},
    KNOCKOUT: {"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0},
}
"""ISO 32000-1 8.6.7. Mode 1 lets an ink of 0 leave what lies beneath: black over a tint keeps the tint."""

LINE_INKS: Final = "<00000000000000FF>"
"""C, M, Y, K of the two values of line art."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What a scene names and does not hold.

    `open_face` opens a face of the scene, `root` is the edition's folder, where photos and adverts are. `cache` is a
    folder that keeps converted photos from one run to the next; without one they are converted for each file.
    At most `workers` photos are decoded at a time, each of them by a thread of its own. `layers` are drawn over the
    pages of a file that claims no level: no other may have them.
    """

    open_face: Callable[[FaceRef], Face]
    root: Path
    cache: Path | None = None
    workers: int = 1
    layers: Layers | None = None


def write_pdf(scene: Scene, pages: Sequence[Page], resources: Resources) -> bytes:
    """The bytes that `write_pdf_to` writes, without what is worth a look."""
    out = io.BytesIO()
    write_pdf_to(out, scene, pages, resources)
    return out.getvalue()


def write_pdf_to(
    out: BinaryIO, scene: Scene, pages: Sequence[Page], resources: Resources
) -> tuple[Problem, ...]:
    """Write a press file of `pages`, which are pages of `scene`, at the level of the scene's printing condition.

    Gives back what is worth a look and holds nothing back: warnings. `out` is written from its start to its end, one
    object after another. Raises Refused, with all that is wrong: glyphs that a face has not, faces, photos and adverts
    that can't be used, a profile that is none, a date that is none. Then nothing is written, or, if a converted photo
    was taken away meanwhile, a part of a file.
    """
    with folder_of_the_run() as spare:
        warnings = _write(out, scene, pages, resources, spare)
    if resources.cache is not None:
        sweep(resources.cache)
    return warnings


def _write(
    out: BinaryIO, scene: Scene, pages: Sequence[Page], resources: Resources, spare: Path
) -> tuple[Problem, ...]:
    condition = scene.condition
    layering = _layering(scene, pages, resources)
    title = plain_title(_title(scene, pages))
    pages = make_readable(pages, scene.copy)
    problems: list[Problem] = []
    moment = _try_to(problems, lambda: issue_moment(scene.issued))
    faces, lettered = (*scene.faces, *layering.faces), (*pages, *layering.lettered)
    fonts = _try_to(problems, lambda: stock_fonts(faces, lettered, resources.open_face))
    profile = _try_to(problems, lambda: read_profile(condition.profile, resources.root))
    if profile is None:
        raise Refused(problems)
    room = Darkroom(resources.root, resources.cache, spare, profile, condition, resources.workers)
    images = _try_to(problems, lambda: stock_images(pages, room))
    adverts = _try_to(problems, lambda: stock_adverts(pages, resources.root))
    if moment is None or fonts is None or images is None or adverts is None:
        raise Refused(problems)

    spots = {page.name: spots_shown(page, condition) for page in pages}
    spot_names = spot_labels(dict.fromkeys(spot for shown in spots.values() for spot in shown))
    named = PageResources(fonts.by_face, images.labels, spot_names, adverts.forms)
    tree = build_structure(scene, pages)
    contents = []
    for page, stretches in zip(pages, tree.sheets, strict=True):
        content = page_content(page, stretches, condition, named)
        contents.append(layering.over(page, content, condition, fonts.by_face))
    seen = [title, scene.issued, str(condition), profile.sha256, *images.digests, *adverts.digests]
    seen += [str(tree.elements), *(font.digest for font in fonts.embedded.values())]
    digest = hashlib.sha256(
        "\n".join(seen).encode() + b"\n".join(content.data for content in contents)
    ).hexdigest()
    accessible = bool(title and scene.lang) and tree.complete
    facts = FileFacts(title, moment, condition.level, digest, accessible)

    document = _document(facts, scene.lang)
    if condition.level in IDENTIFIERS:
        document.Catalog.OutputIntents = pdfdoc.PDFArray([output_intent(condition, profile)])
    if layering.groups:
        document.Catalog.OCProperties = optional_content([*layering.groups.values()])
    document.delayedFonts = [CompositeFont(font, label) for label, font in fonts.embedded.items()]
    streams: dict[str, pdfdoc.PDFObject] = {label: _image(image) for label, image in images.images.items()}
    streams |= {label: form_of(kit) for label, kit in adverts.kits.items()}
    labels: dict[Picture | Advert, str] = {advert: form.label for advert, form in adverts.forms.items()}
    labels.update(images.labels.items())
    own = {**GRAPHICS_STATES, **layering.states}
    states = PdfDictionary({label: pdfdoc.PDFDictionary(state) for label, state in own.items()})
    sheets = []
    for page, content in zip(pages, contents, strict=True):
        sheet = _sheet(page, condition, layering.foot(page))
        sheets.append(TaggedPage(page, sheet, condition.bleed + condition.margin, content.marks))
        sheet.Contents = deflate_stream(content.data)
        sheet.Resources = _page_resources(page, labels, streams, states)
        if layering.groups:
            sheet.Resources["Properties"] = pdfdoc.PDFDictionary(layering.groups)
        if spots[page.name]:
            sheet.Resources["ColorSpace"] = spot_spaces(spots[page.name], spot_names)
        document.addPage(sheet)
    tag(document, tree, sheets)
    document.write_to(out)
    return images.warnings


def _layering(scene: Scene, pages: Sequence[Page], resources: Resources) -> Layering:
    """What of the resources' layers is drawn over these pages. Raises ValueError for a file that claims a level."""
    layers = resources.layers
    if layers is None:
        return Layering()
    if scene.condition.level != "proof":
        raise ValueError("a press file has no layers")
    return layering_of(pages, layers, resources.open_face(layers.face), scene.lang)


def _try_to(problems: list[Problem], make: Callable[[], Made]) -> Made | None:
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


def _document(facts: FileFacts, lang: str) -> StreamedDocument:
    """A ReportLab document that takes nothing from the clock or from SOURCE_DATE_EPOCH.

    ReportLab's canvas is not used: it begins every page with Helvetica, which is not embedded.
    """
    document = StreamedDocument(
        compression=0, invariant=1, pdfVersion=VERSIONS[facts.level], lang=lang or "und"
    )
    # ReportLab makes the file's id of this hash, into which it put the time, or SOURCE_DATE_EPOCH.
    document.signature = hashlib.md5(facts.digest.encode(), usedforsecurity=False)
    document.info = Info(facts)
    catalog = document.Catalog
    catalog.Metadata = xmp(facts)
    # The keys that ReportLab writes are a list of each object's class; this catalog has two more.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "OCProperties"]
    return document


def _sheet(page: Page, condition: Condition, foot: Mpt = 0) -> pdfdoc.PDFPage:
    """A page with its boxes and nothing on it. The media end with the margin of marks; there is no CropBox.

    A proof's overlays may take more room at the foot, under the sheet.
    """
    around, margin = condition.bleed + condition.margin, condition.margin
    right, top = page.width + 2 * around, page.height + 2 * around
    sheet = pdfdoc.PDFPage()
    sheet.MediaBox = array(*(points(edge) for edge in (0, -foot, right, top)))
    sheet.BleedBox = _rectangle(right, top, margin)
    sheet.TrimBox = _rectangle(right, top, around)
    return sheet


def _rectangle(right: Mpt, top: Mpt, inset: Mpt) -> str:
    """A rectangle in the media, so far inside on every side."""
    return array(*(points(edge) for edge in (inset, inset, right - inset, top - inset)))


def _page_resources(
    page: Page,
    labels: Mapping[Picture | Advert, str],
    streams: Mapping[str, pdfdoc.PDFObject],
    states: PdfDictionary,
) -> pdfdoc.PDFDictionary:
    """What the page's operators may name. The fonts are those of the whole file."""
    entries = {"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts), "ExtGState": states}
    items = (item for region in page.regions for item in region.items)
    shown = {labels[item] for item in items if isinstance(item, Picture | Advert)}
    if shown:
        entries["XObject"] = pdfdoc.PDFDictionary({label: streams[label] for label in sorted(shown)})
    return pdfdoc.PDFDictionary(entries)


def _image(image: PressImage) -> PdfStream:
    """An image of four inks, or of one bit for paper and black. Its data is read when it is written."""
    entries: dict[str, object] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": image.width,
        "Height": image.height,
    }
    if image.kind == "inks":
        colours, bits = 4, 8
        entries |= {"ColorSpace": name("DeviceCMYK"), "BitsPerComponent": bits}
    else:
        # 0 is paper and knocks out, 1 is black alone (ISO 32000-1 8.6.6.3).
        colours, bits = 1, 1
        entries |= {"ColorSpace": array("/Indexed", "/DeviceCMYK", 1, LINE_INKS), "BitsPerComponent": bits}
    # Rows filtered as in PNG (ISO 32000-1 7.4.4.4).
    how = {"Predictor": 15, "Colors": colours, "BitsPerComponent": bits, "Columns": image.width}
    entries |= {"Filter": name("FlateDecode"), "DecodeParms": pdfdoc.PDFDictionary(how)}
    return PdfStream(image.read, entries)
