"""A file -> the level of PDF/X that it claims, and the one that it is held to."""

from __future__ import annotations

from typing import Final

import pikepdf

from content.pdf.values import entry, words
from layout.preflight.file.xmp import Packet
from layout.preflight.plant import Plant
from layout.scene.condition import PdfxLevel

LEVELS: Final[tuple[PdfxLevel, ...]] = ("PDF/X-4", "PDF/X-1a:2003")

NAMESPACES: Final[dict[PdfxLevel, str]] = {
    "PDF/X-4": "http://www.npes.org/pdfx/ns/id/",
    "PDF/X-1a:2003": "http://ns.adobe.com/pdfx/1.3/",
}
"""Where in the XMP each level names itself."""


def read_claims(pdf: pikepdf.Pdf, packet: Packet | None) -> tuple[str, str]:
    """What Info and XMP say in GTS_PDFXVersion, each "" where it says nothing."""
    info = words(entry(pdf.trailer, "/Info", "/GTS_PDFXVersion"))
    found = [packet.value(space, "GTS_PDFXVersion") for space in NAMESPACES.values()] if packet else []
    return info, next((value for value in found if value), "")


def level_claimed(claims: tuple[str, str]) -> PdfxLevel | None:
    """The level that a file claims, in XMP or else in Info; None for any other and for none."""
    return next((level for level in LEVELS if level in claims), None)


def level_held_to(claims: tuple[str, str], plant: Plant) -> PdfxLevel:
    """The level that a file is held to: the plant's, or the one that it claims, or PDF/X-4.

    A file of another PDF/X-1 (PDF/X-1a:2001, PDF/X-1:2001) is held to the PDF/X-1a that there is.
    """
    older: PdfxLevel = "PDF/X-1a:2003" if any(said.startswith("PDF/X-1") for said in claims) else "PDF/X-4"
    return plant.level or level_claimed(claims) or older
