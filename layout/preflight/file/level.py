"""A file -> the level of PDF/X that it claims, and the one that it is held to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from content.pdf.values import entry, words
from layout.preflight.file.xmp import packet
from layout.preflight.finding import Finding
from layout.preflight.plant import Plant
from layout.preflight.rule import Rule
from layout.scene.condition import PdfxLevel

LEVELS: Final[tuple[PdfxLevel, ...]] = ("PDF/X-4", "PDF/X-1a:2003")

NAMESPACES: Final[dict[PdfxLevel, str]] = {
    "PDF/X-4": "http://www.npes.org/pdfx/ns/id/",
    "PDF/X-1a:2003": "http://ns.adobe.com/pdfx/1.3/",
}
"""Where in the XMP each level names itself."""

CLAIM: Final = Rule(
    "level",
    "error",
    "The file claims one level of PDF/X, in Info and in XMP alike, and it is the one that the plant takes.",
    "ISO 15930-7, ISO 15930-4",
)

RULES: Final = (CLAIM,)


def claims(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """What Info and XMP say in GTS_PDFXVersion, each "" where it says nothing."""
    info = words(entry(pdf.trailer, "/Info", "/GTS_PDFXVersion"))
    said = packet(pdf)
    found = [said.value(space, "GTS_PDFXVersion") for space in NAMESPACES.values()] if said else []
    return info, next((value for value in found if value), "")


def claimed(pdf: pikepdf.Pdf) -> PdfxLevel | None:
    """The level that a file claims, in XMP or else in Info; None for any other and for none."""
    info, xmp = claims(pdf)
    return next((level for level in LEVELS if level in (xmp, info)), None)


def held_to(pdf: pikepdf.Pdf, plant: Plant) -> PdfxLevel:
    """The level that a file is held to: the plant's, or the one that it claims, or PDF/X-4.

    A file of another PDF/X-1 (PDF/X-1a:2001, PDF/X-1:2001) is held to the PDF/X-1a that there is.
    """
    if plant.level is not None:
        return plant.level
    older = any(said.startswith("PDF/X-1") for said in claims(pdf))
    return claimed(pdf) or ("PDF/X-1a:2003" if older else "PDF/X-4")


def check_level(pdf: pikepdf.Pdf, plant: Plant) -> Iterator[Finding]:
    """Whether the file says which PDF/X it is, and says one the plant takes."""
    info, xmp = claims(pdf)
    level = claimed(pdf)
    hint = f"export as {plant.level or ' or '.join(LEVELS)}"
    if level is None:
        said = " and ".join(sorted({part for part in (info, xmp) if part}))
        what = f"the file claims {said}" if said else "the file claims no level of PDF/X"
        yield Finding(CLAIM.id, CLAIM.severity, what, hint)
        return
    if plant.level not in (None, level):
        yield Finding(CLAIM.id, CLAIM.severity, f"the file is {level}, the plant takes {plant.level}", hint)
    said_by_info = info == level or (level == "PDF/X-4" and not info)
    # A packet that is missing or broken is a breach of another rule.
    silent = not xmp and (level == "PDF/X-1a:2003" or packet(pdf) is None)
    if xmp != level and not silent:
        what = f"the XMP packet says {xmp or 'nothing'} of PDF/X, Info says {info or 'nothing'}"
        yield Finding(CLAIM.id, CLAIM.severity, what, "write GTS_PDFXVersion in both")
    elif not said_by_info and xmp:
        what = f"Info says {info or 'nothing'} of PDF/X, the XMP packet says {xmp}"
        yield Finding(CLAIM.id, CLAIM.severity, what, "write GTS_PDFXVersion in both")
