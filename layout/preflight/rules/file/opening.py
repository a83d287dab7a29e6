"""The bytes of a file that anybody may have made -> an open PDF, or what keeps it from being one."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Final

import pikepdf

from content.pdf.values import UNREADABLE
from layout.preflight.finding import Finding
from layout.preflight.rule import PDF_X, PreflightRule

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
        return _refuse(OPEN, what, "save it without a password")
    except UNREADABLE as error:
        if _is_memory(error):
            return _refuse(BOUNDED, _NO_MEMORY, _EXPORT)
        what = "the file is empty" if not data else f"the file is no PDF that opens: {_plain(error)}"
        return _refuse(READABLE, what, "export it anew")
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


def _refuse(rule: PreflightRule, what: str, hint: str) -> OpenedFile:
    return OpenedFile(None, (rule.broken(what, hint),))
