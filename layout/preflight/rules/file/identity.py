"""The head, the trailer and the form of a file -> whether a reader of its level can tell what it is and which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from content.pdf.values import elements, entry, name
from layout.preflight.file.examined import NAMESPACES, ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.rule import PDF_X, PreflightRule, WarningRule, file_check
from layout.scene.condition import PdfxLevel

CLAIM: Final = PreflightRule(
    "level",
    "The file claims one level of PDF/X, in Info and in XMP alike, and it is the one that the plant takes.",
    PDF_X,
)
VERSION: Final = PreflightRule(
    "pdf-version",
    "The header is 1.6 in PDF/X-4 and 1.4 in PDF/X-1a:2003, or older; the catalog's Version is not over it.",
    PDF_X,
)
HEADER: Final = WarningRule(
    "file-header",
    "The file begins with %PDF- in its first byte, and a comment of four bytes over 127 follows.",
    "ISO 32000-1 7.5.2",
)
END: Final = WarningRule("file-end", "The file ends with %%EOF.", "ISO 32000-1 7.5.5")
ID: Final = PreflightRule("file-id", "The trailer has an ID of two strings.", "ISO 15930-7, ISO 32000-1 14.4")
PACKED_OBJECTS: Final = PreflightRule(
    "object-streams",
    "PDF/X-1a has neither object streams nor cross-reference streams, which are of PDF 1.5.",
    "ISO 15930-4",
)

NEWEST: Final[dict[PdfxLevel, str]] = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4"}


@file_check("level")
def check_level(file: ExaminedFile) -> Iterator[Finding]:
    """Whether the file says which PDF/X it is, and says one the plant takes."""
    (info, xmp), level, taken = file.claims, file.claimed, file.plant.level
    hint = f"export as {taken or ' or '.join(NAMESPACES)}"
    if level is None:
        said = " and ".join(sorted({part for part in (info, xmp) if part}))
        yield CLAIM.broken(f"the file claims {said}" if said else "the file claims no level of PDF/X", hint)
        return
    if taken not in (None, level):
        yield CLAIM.broken(f"the file is {level}, the plant takes {taken}", hint)
    said_by_info = info == level or (level == "PDF/X-4" and not info)
    # A packet that is missing or broken is a breach of another rule.
    silent = not xmp and (level == "PDF/X-1a:2003" or file.packet is None)
    if xmp != level and not silent:
        what = f"the XMP packet says {xmp or 'nothing'} of PDF/X, Info says {info or 'nothing'}"
        yield CLAIM.broken(what, "write GTS_PDFXVersion in both")
    elif not said_by_info and xmp:
        what = f"Info says {info or 'nothing'} of PDF/X, the XMP packet says {xmp}"
        yield CLAIM.broken(what, "write GTS_PDFXVersion in both")


def check_header(data: bytes) -> Iterator[Finding]:
    """The file's first bytes, by which programs that move files tell what it is and that it is binary; and its last."""
    rest = data[data.rfind(b"%%EOF") + 5 :].strip(b"\0\t\n\f\r ") if b"%%EOF" in data else b""
    if rest:
        what = f"{len(rest)} bytes stand behind the file's end: {rest[:20].decode('latin-1')!r}"
        yield END.broken(what, "send the file again: something was added on its way")
    hint = "save the file anew"
    if not data.startswith(b"%PDF-"):
        yield HEADER.broken("bytes stand before the file's %PDF- header", hint)
        return
    comment = re.match(rb"%PDF-[^\r\n]{1,20}[\r\n]{1,2}%([^\r\n]*)", data[:1024])
    if comment is None or len([byte for byte in comment[1][:4] if byte > 127]) < 4:
        yield HEADER.broken("no binary comment stands behind the file's header", hint)


@file_check("identity")
def check_identity(file: ExaminedFile) -> Iterator[Finding]:
    """Version, ID and the kind of cross-references."""
    pdf, level = file.pdf, file.level
    newest = NEWEST[level]
    hint = f"export as {level}"
    catalog = name(entry(pdf.Root, "/Version"))
    if not (1, 0) <= _version(pdf.pdf_version) <= (2, 0):
        what = f"the file says that it is of PDF {pdf.pdf_version}, which there is not"
        yield VERSION.broken(what, hint)
        return
    # pikepdf tells the newer of the two.
    if _version(pdf.pdf_version) > _version(newest):
        what = f"the file is of PDF {pdf.pdf_version}, {level} is of PDF {newest}"
        yield VERSION.broken(what, hint)
    elif catalog and _version(catalog) > _version(newest):
        what = f"the catalog says PDF {catalog}, {level} is of PDF {newest}"
        yield VERSION.broken(what, hint)
    ids = elements(entry(pdf.trailer, "/ID"))
    if len(ids) != 2 or not all(isinstance(part, pikepdf.String) and len(bytes(part)) for part in ids):
        yield ID.broken("the file has no ID of two strings", "save the file anew")
    if level == "PDF/X-1a:2003":
        kinds = {name(entry(stream, "/Type")) for stream in pdf.objects if isinstance(stream, pikepdf.Stream)}
        found = {"ObjStm": "object streams", "XRef": "cross-reference streams"}
        said = [words for kind, words in found.items() if kind in kinds]
        if said or name(entry(pdf.trailer, "/Type")) == "XRef":
            what = f"the file has {' and '.join(said) or 'a cross-reference stream'}, which {level} has not"
            yield PACKED_OBJECTS.broken(what, hint)


def _version(text: str) -> tuple[int, int]:
    found = re.match(r"(\d{1,4})\.(\d{1,4})", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)
