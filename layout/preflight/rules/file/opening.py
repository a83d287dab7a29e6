"""The bytes of a file that anybody may have made -> an open PDF, or what keeps it from being one.

And its head, its trailer and its form -> whether a reader of its level can tell what it is and which.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pikepdf

from content.pdf.values import UNREADABLE, elements, entry, name
from layout.preflight.file.examined import NAMESPACES, ExaminedFile
from layout.preflight.finding import Finding
from layout.preflight.rule import PDF_X, PreflightRule, WarningRule, file_check
from layout.scene.condition import PdfxLevel

READABLE: Final = PreflightRule(
    "file-unreadable",
    "The file is a PDF that opens, and its tree of pages leads to pages.",
    "ISO 32000-1 7.5",
)
SOUND: Final = PreflightRule(
    "file-repaired", "The file opens as it is: nothing of it had to be repaired.", "ISO 32000-1 7.5"
)
OPEN: Final = PreflightRule("encrypted", "The file is not encrypted.", PDF_X)
BOUNDED: Final = PreflightRule(
    "file-too-large",
    "The file has at most 2,000 pages and 500,000 objects, its pages hang together without loops, and it can be read"
    " and drawn in bounds.",
    "more than any edition has",
)
FAILED: Final = PreflightRule("check-failed", "Every rule can be held against the file.", "practice")
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

UNOPENED: Final = (READABLE, SOUND, OPEN, BOUNDED)
"""The rules that are held against a file that does not open."""

MOST_PAGES: Final = 2_000
MOST_OBJECTS: Final = 500_000
_HARMLESS: Final = re.compile(
    r"reported number of objects|Resources is missing or invalid|extraneous whitespace|object has offset 0"
)
"""What the reader passes over and every other one too: nothing of it is guessed."""

MOST_TOLD: Final = 5
"""Repairs that have findings of their own; a broken table alone makes hundreds."""

NEWEST: Final[dict[PdfxLevel, str]] = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4"}
"""The newest PDF that each level may be of."""


@dataclass(frozen=True)
class OpenedFile:
    """An open file, None where nothing more can be looked at, and what was found on the way."""

    pdf: pikepdf.Pdf | None
    findings: tuple[Finding, ...]


def open_file(data: bytes) -> OpenedFile:
    """Open a file. Never raises: what is wrong is among the findings. The caller closes the file."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        what = "the file is encrypted and asks for a password"
        return OpenedFile(None, (OPEN.broken(what, "save it without a password"),))
    except UNREADABLE as error:
        if _is_memory(error):
            return OpenedFile(None, (BOUNDED.broken(_NO_MEMORY, _EXPORT),))
        what = "the file is empty" if not data else f"the file is no PDF that opens: {_plain(error)}"
        return OpenedFile(None, (READABLE.broken(what, "export it anew"),))
    found = _look_at_size(pdf)
    if any(finding.severity == "error" and finding.rule not in (OPEN.id, SOUND.id) for finding in found):
        pdf.close()
        return OpenedFile(None, tuple(found))
    return OpenedFile(pdf, tuple(found))


def find_repairs(pdf: pikepdf.Pdf) -> tuple[Finding, ...]:
    """What the reader had to guess since this was asked last. Parts of a file are read when they are looked at."""
    warnings = [_plain(warning) for warning in pdf.get_warnings()]
    if any(map(_is_memory, warnings)):
        return (BOUNDED.broken(_NO_MEMORY, _EXPORT),)
    light = [warning for warning in warnings if _HARMLESS.search(warning)]
    grave = [warning for warning in warnings if not _HARMLESS.search(warning)]
    hint = "export it anew: each program mends it in its own way, and not all will print the same"
    found = [SOUND.broken(f"the file is damaged: {warning}", hint) for warning in grave[:MOST_TOLD]]
    if len(grave) > MOST_TOLD:
        found.append(SOUND.broken(f"the file is damaged in {len(grave) - MOST_TOLD} more ways", hint))
    lesser = SOUND.at("warning")
    found += [
        lesser.broken(f"the file breaks a rule of PDF: {warning}", "export it anew")
        for warning in light[:MOST_TOLD]
    ]
    return tuple(found)


def _look_at_size(pdf: pikepdf.Pdf) -> list[Finding]:
    """Whether the file is encrypted, and whether it has a page, and no more pages and objects than it may."""
    found: list[Finding] = []
    try:
        if pdf.is_encrypted:
            found.append(OPEN.broken("the file is encrypted", "save it without encryption"))
        objects = len(pdf.objects)
        if objects > MOST_OBJECTS:
            what = f"the file has {objects} objects, more than {MOST_OBJECTS}"
            return [*found, BOUNDED.broken(what, _EXPORT)]
        pages = len(pdf.pages)
        if pages == 0:
            found.append(READABLE.broken("the file has no page", "export it anew"))
        elif pages > MOST_PAGES:
            found.append(BOUNDED.broken(f"the file has {pages} pages, more than {MOST_PAGES}", _EXPORT))
    except UNREADABLE as error:
        found.append(READABLE.broken(f"the file's pages can't be found: {_plain(error)}", "export it anew"))
    return [*found, *find_repairs(pdf)]


_NO_MEMORY: Final = "the file takes more memory to be read than a file may"
_EXPORT: Final = "export its pages as files of their own"


def _is_memory(error: object) -> bool:
    """Whether the reader had no more room (`std::bad_alloc`)."""
    return isinstance(error, MemoryError) or "bad_alloc" in str(error)


def _plain(error: object) -> str:
    """A message of the reader without the name that it gives to bytes in memory."""
    text = re.sub(r"stream <_io\.BytesIO object at 0x[0-9a-f]+>:? ?", "", str(error))
    return text[:200] or "it is damaged"


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
