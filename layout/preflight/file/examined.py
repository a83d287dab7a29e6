"""An open PDF and the plant that is to print it -> what checks ask of the file, read when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import pikepdf

from content.pdf.values import entry, words
from layout.preflight.content.marks import PageMarks
from layout.preflight.content.walker import walk_pages
from layout.preflight.file.xmp import Packet, read_packet
from layout.preflight.pageboxes import PageBoxes, page_boxes
from layout.preflight.plant import Plant
from layout.scene.condition import PdfxLevel

NAMESPACES: Final[dict[PdfxLevel, str]] = {
    "PDF/X-4": "http://www.npes.org/pdfx/ns/id/",
    "PDF/X-1a:2003": "http://ns.adobe.com/pdfx/1.3/",
}
"""The levels, and where in the XMP each names itself."""


@dataclass(frozen=True)
class ExaminedFile:
    """An open file, and the plant that it is held against. The file has to stay open as long as this is used."""

    pdf: pikepdf.Pdf
    plant: Plant

    @cached_property
    def packet(self) -> Packet | None:
        """The XMP packet; None where there is none that can be read."""
        return read_packet(self.pdf)

    @cached_property
    def claims(self) -> tuple[str, str]:
        """What Info and XMP say in GTS_PDFXVersion, each "" where it says nothing."""
        info = words(entry(self.pdf.trailer, "/Info", "/GTS_PDFXVersion"))
        packet = self.packet or Packet({})
        found = (packet.value(space, "GTS_PDFXVersion") for space in NAMESPACES.values())
        return info, next(filter(None, found), "")

    @property
    def claimed(self) -> PdfxLevel | None:
        """The level of PDF/X that the file claims, in XMP or else in Info; None for any other and for none."""
        return next((level for level in NAMESPACES if level in self.claims), None)

    @property
    def level(self) -> PdfxLevel:
        """The level that the file is held to: the plant's, or the one that it claims, or PDF/X-4.

        A file of another PDF/X-1 (PDF/X-1a:2001, PDF/X-1:2001) is held to the PDF/X-1a that there is.
        """
        is_older = any(said.startswith("PDF/X-1") for said in self.claims)
        return self.plant.level or self.claimed or ("PDF/X-1a:2003" if is_older else "PDF/X-4")

    @cached_property
    def plant_of_level(self) -> Plant:
        """The plant, which takes the level that the file is held to."""
        return replace(self.plant, level=self.level)

    @cached_property
    def sheets(self) -> dict[int, PageBoxes]:
        """The boxes of each page, by its number from 1."""
        return {count: page_boxes(page.obj) for count, page in enumerate(self.pdf.pages, 1)}

    @cached_property
    def pages(self) -> tuple[PageMarks, ...]:
        """All that each page paints."""
        return walk_pages(self.pdf)
