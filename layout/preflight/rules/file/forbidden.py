"""The catalog, the objects and the annotations of a file -> what has no place in a press file.

And the streams of a file -> those that do not unpack to their last byte: they are other than they were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pikepdf

from content.pdf.annotations import is_printed
from content.pdf.geometry import overlap
from content.pdf.streams import LARGEST_STREAM, filter_names, is_whole
from content.pdf.trees import everything
from content.pdf.values import (
    UNREADABLE,
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
from layout.preflight.content.states import blends_in_cmyk, brings_its_own_screen
from layout.preflight.file.examined import ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.pageboxes import PageBoxes
from layout.preflight.rule import PDF_X, PreflightRule, file_check
from layout.scene.condition import PdfxLevel

SCRIPT: Final = PreflightRule("javascript", "The file has no JavaScript.", PDF_X)
ACTION: Final = PreflightRule("action", "The file has no actions.", PDF_X)
FORM: Final = PreflightRule("form-fields", "The file has no form fields, no XFA.", "ISO 15930-7")
ATTACHMENT: Final = PreflightRule("attachment", "No file is attached to the file.", "ISO 15930-7")
ANNOTATION: Final = PreflightRule(
    "annotation",
    "Annotations stand outside the bleed, apart from printer's marks and trap networks; PDF/X-1a has the last within"
    " alone.",
    PDF_X,
)
LZW: Final = PreflightRule("lzw", "Nothing is packed with LZW.", PDF_X)
EXTERNAL: Final = PreflightRule(
    "external-stream", "All of the file is in the file: no stream and no form stands outside.", "ISO 15930-7"
)
CODEC: Final = PreflightRule("image-codec", "PDF/X-1a has no JPEG 2000 and no JBIG2.", "ISO 15930-4")
LAYERS: Final = PreflightRule(
    "optional-content", "The file has no layers: what is seen is what is printed.", "ISO 15930-4, plants"
)
ALTERNATE: Final = PreflightRule("alternate-image", "No picture has another in its place.", "ISO 15930-7")
OPI: Final = PreflightRule("opi", "No picture waits to be replaced (OPI).", PDF_X)
POSTSCRIPT: Final = PreflightRule("postscript", "The file has no PostScript in it.", PDF_X)
GROUP: Final = PreflightRule(
    "blending-space", "Transparency groups blend in CMYK; PDF/X-1a has no transparency group.", PDF_X
)
TRANSFER: Final = PreflightRule(
    "transfer-function",
    "No graphics state changes the plates' tones (TR, TR2, HTP), nor brings a screen of its own kind.",
    PDF_X,
)
ONE_FILE: Final = PreflightRule(
    "collection", "The file is one file: no portfolio, no alternate presentations.", "ISO 15930-7"
)
WHOLE: Final = PreflightRule(
    "stream-damaged",
    "Every stream that is packed with Flate unpacks to its end, and its check sum is right.",
    "ISO 32000-1 7.4.4, RFC 1950",
)

MOST_TOLD: Final = 10
"""Damaged streams that have findings of their own."""

NEWER_CODECS: Final = {"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}
"""Filters that PDF/X-1a has not."""

_MARKS: Final = {"PrinterMark", "TrapNet"}
_ATTACHED: Final = "a file is attached to the file"
_PLAIN_ACTIONS: Final = {"GoTo"}
"""Actions that only move a reader: outlines have them. PDF/X-4 allows them where no annotation does."""


@file_check("forbidden things")
def check_forbidden(file: ExaminedFile) -> Iterator[Finding]:
    """The catalog, every object of the file, and every page's annotations and group."""
    # A file of no level is plated as it is printed; the levels know no exception for what is not.
    must = file.plant.level is not None or file.claimed is not None
    found = [*_find_in_catalog(file.pdf.Root), *_find_in_objects(file)]
    # One attachment is a name in the catalog, a description, and a stream.
    described = any(finding.rule == ATTACHMENT.id and finding.what == _ATTACHED for finding in found)
    for finding in found:
        if finding.rule != ATTACHMENT.id or finding.what == _ATTACHED or not described:
            yield finding
    for count, page in enumerate(file.pdf.pages, 1):
        for note in elements(page.obj.get("/Annots")):
            if must or _may_print(note):
                yield from _find_in_annotation(note, file.sheets[count], file.level, count)


def _find_in_objects(file: ExaminedFile) -> Iterator[Finding]:
    seen: set[tuple[str, str, str]] = set()
    for owner, value in everything(file.pdf):
        thing, numbers = object_name(owner), frozenset({identity(owner)[0]})
        for rule, what, hint in _of_object(value, file.level):
            if (rule.id, what, thing) not in seen:
                seen.add((rule.id, what, thing))
                yield replace(rule.broken(what, hint, thing), objects=numbers)


_Fault = tuple[PreflightRule, str, str]
"""A rule, what breaks it, and what to do."""


def _find_in_catalog(root: Any) -> Iterator[Finding]:
    # The checks of pages find layers and fields with their places; nothing else of the catalog.
    own = frozenset({identity(root)[0]})
    for key, (rule, what, hint) in _OF_CATALOG.items():
        if entry(root, *key) is not None:
            yield replace(rule.broken(what, hint), objects=frozenset() if rule is LAYERS else own)
    form = entry(root, "/AcroForm")
    if entry(form, "/XFA") is not None:
        yield replace(FORM.broken("the file has an XFA form", "flatten it"), objects=own)
    elif form is not None:
        yield FORM.broken("the file has a form", "flatten it")
    action = entry(root, "/OpenAction")
    if not isinstance(action, pikepdf.Array) and name(entry(action, "/S")) in _PLAIN_ACTIONS:
        yield replace(ACTION.broken("the file acts when it is opened", "remove the action"), objects=own)


_OF_CATALOG: Final[dict[tuple[str, ...], _Fault]] = {
    ("/Names", "/JavaScript"): (SCRIPT, "the file has scripts of its own", "remove them"),
    ("/Names", "/EmbeddedFiles"): (ATTACHMENT, "files are attached to the file", "remove them"),
    ("/Names", "/AlternatePresentations"): (ONE_FILE, "the file has alternate presentations", "remove them"),
    ("/Collection",): (ONE_FILE, "the file is a portfolio", "export the page that is printed"),
    ("/OCProperties",): (LAYERS, "the file has layers", "flatten them"),
}
"""What no catalog may have, by its keys."""


def _of_object(value: Any, level: PdfxLevel) -> Iterator[_Fault]:
    """What one dictionary or stream breaks, by its keys alone: it may be reached from anywhere."""
    kind, type_, subtype = (name(entry(value, key)) for key in ("/S", "/Type", "/Subtype"))
    if kind == "JavaScript" or (entry(value, "/JS") is not None and kind):
        yield SCRIPT, "the file has a script", "remove it"
    elif kind not in _PLAIN_ACTIONS and (kind in _ACTIONS or type_ == "Action"):
        yield ACTION, f"the file has an action: {kind or 'of no kind'}", "remove it"
    if is_mapping(entry(value, "/AA")):
        yield ACTION, "the file has additional actions", "remove them"
    if entry(value, "/EF") is not None and type_ in ("Filespec", "F", ""):
        yield ATTACHMENT, _ATTACHED, "remove it"
    if type_ == "EmbeddedFile":
        yield ATTACHMENT, "the file holds another file", "remove it"
    if isinstance(value, pikepdf.Stream):
        yield from _of_stream(value, level)
    group = entry(value, "/Group")
    if name(entry(group, "/S")) == "Transparency":
        if level == "PDF/X-1a:2003":
            yield GROUP, "the file has a transparency group", "flatten the transparency"
        elif not blends_in_cmyk(group):
            what = "a transparency group blends in another space than CMYK"
            yield GROUP, what, "set the blending space to CMYK"
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
            is_mapping(function)
            or isinstance(function, pikepdf.Array)
            or name(function) in ("Identity", "Default")
            for function in functions
        )
    )


_ACTIONS: Final = {
    "GoTo", "GoToR", "GoToE", "Launch", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm",
    "ResetForm", "ImportData", "SetOCGState", "Rendition", "GoTo3DView", "RichMediaExecute", "Thread",
}  # fmt: skip
"""Kinds of actions (ISO 32000-1 table 198) apart from the one of scripts and the one of page transitions."""


def _of_stream(stream: Any, level: PdfxLevel) -> Iterator[_Fault]:
    filters = set(map(name, one_or_more(entry(stream, "/Filter"))))
    if filters & {"LZWDecode", "LZW"}:
        yield LZW, "a stream is packed with LZW", "export it anew with Flate"
    if "Crypt" in filters:
        yield LZW, "a stream is encrypted by itself", "export it anew"
    if entry(stream, "/F") is not None:
        yield EXTERNAL, "a stream stands in another file", "embed it"
    image = name(entry(stream, "/Subtype")) == "Image"
    if level == "PDF/X-1a:2003":
        for used in sorted(filters & set(NEWER_CODECS)):
            what = f"a picture is packed as {NEWER_CODECS[used]}, which {level} has not"
            yield CODEC, what, f"export it as {level}"
    if image and entry(stream, "/Alternates") is not None:
        yield ALTERNATE, "a picture has alternates", "remove them"
    if entry(stream, "/OPI") is not None:
        yield OPI, "a picture waits to be replaced", "place the picture itself"
    if name(entry(stream, "/Subtype2")) == "PS" or (not image and entry(stream, "/PS") is not None):
        yield POSTSCRIPT, "a PostScript object stands in the file", "export it anew"
    if name(entry(stream, "/Subtype")) == "Form" and entry(stream, "/Ref") is not None:
        yield EXTERNAL, "a form stands for a page of another file", "embed it"


def _of_state(state: Any) -> Iterator[_Fault]:
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


def _find_in_annotation(note: Any, sheet: PageBoxes, level: PdfxLevel, count: int) -> Iterator[Finding]:
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
    acts = (identity(acting)[0] for acting in (note, entry(note, "/A"), entry(note, "/AA")))
    numbers = frozenset(number for number in acts if number)
    hint = "remove it" if _may_print(note) else f"remove it: it is not printed, but {level} has none there"
    yield replace(rule.broken(what, hint, object_name(note), count, place), objects=numbers)


@file_check("streams")
def check_packing(file: ExaminedFile) -> Iterator[Finding]:
    """Every stream whose first filter is Flate, whether it is used or not."""
    hint = "send the file again: it has been changed or cut on its way"
    told = 0
    for found in file.pdf.objects:
        if not isinstance(found, pikepdf.Stream) or filter_names(found)[:1] != ("FlateDecode",):
            continue
        try:
            whole = is_whole(found.read_raw_bytes(), LARGEST_STREAM)
        except UNREADABLE:
            whole = False
        if not whole:
            told += 1
            if told <= MOST_TOLD:
                what = "a stream can't be unpacked to its end: it is not what was written"
                yield WHOLE.broken(what, hint, object_name(found))
    if told > MOST_TOLD:
        what = f"{told - MOST_TOLD} more streams can't be unpacked to their ends"
        yield WHOLE.broken(what, hint)
