"""What has no place in a press file, wherever in it it stands -> a finding for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from content.pdf.annotations import is_printed
from content.pdf.geometry import overlap
from content.pdf.trees import everything
from content.pdf.values import (
    box,
    elements,
    entry,
    identity,
    is_mapping,
    name,
    object_name,
    one_or_more,
    rectangle,
    whole,
    words,
)
from layout.preflight.file.level import claimed, held_to
from layout.preflight.finding import Finding
from layout.preflight.pageboxes import PageBoxes, page_boxes
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule
from layout.preflight.shared import (
    ACTION,
    ALTERNATE,
    ANNOTATION,
    CODEC,
    EXTERNAL,
    FORM,
    GROUP,
    LAYERS,
    LZW,
    NEWER_CODECS,
    OPI,
    POSTSCRIPT,
    TRANSFER,
    blends_in_cmyk,
    brings_its_own_screen,
)
from layout.scene.condition import PdfxLevel

SCRIPT: Final = Rule("javascript", "error", "The file has no JavaScript.", "ISO 15930-7, ISO 15930-4")
ATTACHMENT: Final = Rule("attachment", "error", "No file is attached to the file.", "ISO 15930-7")
ONE_FILE: Final = Rule(
    "collection",
    "error",
    "The file is one file: no portfolio, no alternate presentations.",
    "ISO 15930-7",
)

RULES: Final = (
    SCRIPT, ACTION, FORM, ATTACHMENT, ANNOTATION, LZW, EXTERNAL, CODEC, LAYERS, ALTERNATE, OPI, POSTSCRIPT, GROUP,
    TRANSFER, ONE_FILE,
)  # fmt: skip

_MARKS: Final = {"PrinterMark", "TrapNet"}
ATTACHED: Final = "a file is attached to the file"
_PLAIN_ACTIONS: Final = {"GoTo"}
"""Actions that only move a reader: outlines have them. PDF/X-4 allows them where no annotation does."""


def check_forbidden(pdf: pikepdf.Pdf, plant: Plant) -> Iterator[Finding]:
    """The catalog, every object of the file, and every page's annotations and group."""
    level = held_to(pdf, plant)
    # A file of no level is plated as it is printed; the levels know no exception for what is not.
    must = plant.level is not None or claimed(pdf) is not None
    found = [*_catalog(pdf.Root), *_objects(pdf, level)]
    # One attachment is a name in the catalog, a description, and a stream.
    described = any(one.rule == ATTACHMENT.id and one.what == ATTACHED for one in found)
    for one in found:
        if one.rule != ATTACHMENT.id or one.what == ATTACHED or not described:
            yield one
    for count, page in enumerate(pdf.pages, 1):
        sheet = page_boxes(page.obj)
        for note in elements(page.obj.get("/Annots")):
            if must or _may_print(note):
                yield from _annotation(note, sheet, level, count)


def _objects(pdf: pikepdf.Pdf, level: PdfxLevel) -> Iterator[Finding]:
    told: set[tuple[str, str, str]] = set()
    for owner, value in everything(pdf):
        thing, numbers = object_name(owner), frozenset({identity(owner)[0]})
        for rule, what, hint in _of_object(value, level):
            if (rule.id, what, thing) not in told:
                told.add((rule.id, what, thing))
                yield Finding(rule.id, rule.severity, what, hint, thing=thing, objects=numbers)


Breach = tuple[Rule, str, str]
"""A rule, what breaks it, and what to do."""


def _catalog(root: Any) -> Iterator[Finding]:
    names = entry(root, "/Names")
    breaches: list[Breach] = []
    if entry(names, "/JavaScript") is not None:
        breaches.append((SCRIPT, "the file has scripts of its own", "remove them"))
    if entry(names, "/EmbeddedFiles") is not None:
        breaches.append((ATTACHMENT, "files are attached to the file", "remove them"))
    if entry(names, "/AlternatePresentations") is not None:
        breaches.append((ONE_FILE, "the file has alternate presentations", "remove them"))
    if entry(root, "/Collection") is not None:
        breaches.append((ONE_FILE, "the file is a portfolio", "export the page that is printed"))
    form = entry(root, "/AcroForm")
    if entry(form, "/XFA") is not None:
        breaches.append((FORM, "the file has an XFA form", "flatten it"))
    elif form is not None:
        breaches.append((FORM, "the file has a form", "flatten it"))
    if entry(root, "/OCProperties") is not None:
        breaches.append((LAYERS, "the file has layers", "flatten them"))
    action = entry(root, "/OpenAction")
    if (
        action is not None
        and not isinstance(action, pikepdf.Array)
        and name(entry(action, "/S")) in _PLAIN_ACTIONS
    ):
        breaches.append((ACTION, "the file acts when it is opened", "remove the action"))
    for rule, what, hint in breaches:
        # Of layers and fields the pages tell more; nothing else that stands here stands there.
        is_told = rule is LAYERS or what == "the file has a form"
        numbers = frozenset(() if is_told else {identity(root)[0]})
        yield Finding(rule.id, rule.severity, what, hint, objects=numbers)


def _of_object(value: Any, level: PdfxLevel) -> Iterator[Breach]:
    """What one dictionary or stream breaks, by its keys alone: it may be reached from anywhere."""
    kind, subtype = name(entry(value, "/S")), name(entry(value, "/Subtype"))
    if kind == "JavaScript" or (entry(value, "/JS") is not None and kind):
        yield SCRIPT, "the file has a script", "remove it"
    elif kind not in _PLAIN_ACTIONS and (kind in _ACTIONS or name(entry(value, "/Type")) == "Action"):
        yield ACTION, f"the file has an action: {kind or 'of no kind'}", "remove it"
    if is_mapping(entry(value, "/AA")):
        yield ACTION, "the file has additional actions", "remove them"
    if entry(value, "/EF") is not None and name(entry(value, "/Type")) in ("Filespec", "F", ""):
        yield ATTACHMENT, ATTACHED, "remove it"
    if name(entry(value, "/Type")) == "EmbeddedFile":
        yield ATTACHMENT, "the file holds another file", "remove it"
    if isinstance(value, pikepdf.Stream):
        yield from _of_stream(value, level)
    group = entry(value, "/Group")
    if name(entry(group, "/S")) == "Transparency":
        if level == "PDF/X-1a:2003":
            yield GROUP, "the file has a transparency group", "flatten the transparency"
        elif not blends_in_cmyk(group):
            yield (
                GROUP,
                "a transparency group blends in another space than CMYK",
                "set the blending space to CMYK",
            )
    if _is_state(value):
        yield from _of_state(value)
    if subtype == "PS":
        yield POSTSCRIPT, "a PostScript object stands in the file", "export it anew"


def _is_state(value: Any) -> bool:
    """Whether it is a graphics state, which need not say so. Soft masks have a TR too, and maps of tags may."""
    kind = name(entry(value, "/Type"))
    if kind:
        return kind == "ExtGState"
    functions = (entry(value, key) for key in ("/TR", "/TR2"))
    return entry(value, "/G") is None and (
        entry(value, "/OPM") is not None
        or any(
            is_mapping(one) or isinstance(one, pikepdf.Array) or name(one) in ("Identity", "Default")
            for one in functions
        )
    )


_ACTIONS: Final = {
    "GoTo", "GoToR", "GoToE", "Launch", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm",
    "ResetForm", "ImportData", "SetOCGState", "Rendition", "GoTo3DView", "RichMediaExecute", "Thread",
}  # fmt: skip
"""Kinds of actions (ISO 32000-1 table 198) apart from the one of scripts and the one of page transitions."""


def _of_stream(stream: Any, level: PdfxLevel) -> Iterator[Breach]:
    filters = {name(one) for one in one_or_more(entry(stream, "/Filter"))}
    if filters & {"LZWDecode", "LZW"}:
        yield LZW, "a stream is packed with LZW", "export it anew with Flate"
    if "Crypt" in filters:
        yield LZW, "a stream is encrypted by itself", "export it anew"
    if entry(stream, "/F") is not None:
        yield EXTERNAL, "a stream stands in another file", "embed it"
    image = name(entry(stream, "/Subtype")) == "Image"
    if level == "PDF/X-1a:2003":
        for one in sorted(filters & set(NEWER_CODECS)):
            yield (
                CODEC,
                f"a picture is packed as {NEWER_CODECS[one]}, which {level} has not",
                f"export it as {level}",
            )
    if image and entry(stream, "/Alternates") is not None:
        yield ALTERNATE, "a picture has alternates", "remove them"
    if entry(stream, "/OPI") is not None:
        yield OPI, "a picture waits to be replaced", "place the picture itself"
    if name(entry(stream, "/Subtype2")) == "PS" or (not image and entry(stream, "/PS") is not None):
        yield POSTSCRIPT, "a PostScript object stands in the file", "export it anew"
    if name(entry(stream, "/Subtype")) == "Form" and entry(stream, "/Ref") is not None:
        yield EXTERNAL, "a form stands for a page of another file", "embed it"


def _of_state(state: Any) -> Iterator[Breach]:
    if entry(state, "/TR") is not None:
        yield TRANSFER, "a graphics state has a transfer function (TR)", "remove it"
    if entry(state, "/TR2") is not None and name(entry(state, "/TR2")) != "Default":
        yield TRANSFER, "a graphics state has a transfer function (TR2)", "remove it"
    if entry(state, "/HTP") is not None:
        yield TRANSFER, "a graphics state moves the halftone's phase (HTP)", "remove it"
    if brings_its_own_screen(entry(state, "/HT")):
        yield TRANSFER, "a graphics state has a halftone of another type than 1 and 5", "remove it"


def _may_print(note: Any) -> bool:
    """Whether an annotation is on paper, or is none at all; a field and an attachment have no place in any file."""
    kind = name(entry(note, "/Subtype"))
    if not kind or kind in ("Widget", "FileAttachment"):
        return True
    corners = box(entry(note, "/Rect"))
    has_size = corners is None or corners.area > 0
    return has_size and is_printed(kind, whole(entry(note, "/F"), 0))


def _annotation(note: Any, sheet: PageBoxes, level: PdfxLevel, count: int) -> Iterator[Finding]:
    kind = name(entry(note, "/Subtype"))
    rect = rectangle(entry(note, "/Rect"))
    area = sheet.points(rect) if rect is not None else None
    allowed = _MARKS if level == "PDF/X-4" else {"TrapNet"}
    if not is_mapping(note) or kind in allowed:
        return
    known = {"Widget": "a form field", "Link": "a link", "PrinterMark": "a printer's mark"}
    said = known.get(kind, f"an annotation ({kind or 'of no kind'})")
    if kind not in ("Widget", "FileAttachment") and area is not None and not overlap(area, sheet.bleed):
        return
    rule = {"Widget": FORM, "FileAttachment": ATTACHMENT}.get(kind, ANNOTATION)
    target = words(entry(note, "/A", "/URI"))
    what = f"{said} lies on page {count}{f': {target[:80]}' if target else ''}"
    place = sheet.millimetres(area) if area else None
    acts = (identity(one)[0] for one in (note, entry(note, "/A"), entry(note, "/AA")))
    numbers = frozenset(number for number in acts if number)
    hint = "remove it" if _may_print(note) else f"remove it: it is not printed, but {level} has none there"
    yield Finding(rule.id, rule.severity, what, hint, object_name(note), count, place, None, numbers)
