"""An open PDF and the plant that is to print it -> what checks ask of the file, read when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pikepdf

from layout.preflight.content.marks import PageMarks
from layout.preflight.content.walker import walk_pages
from layout.preflight.file.claims import level_claimed, level_held_to, read_claims
from layout.preflight.file.xmp import Packet, read_packet
from layout.preflight.pageboxes import PageBoxes, page_boxes
from layout.preflight.plant import Plant
from layout.scene.condition import PdfxLevel


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
        """What Info and XMP say of PDF/X, each "" where it says nothing."""
        return read_claims(self.pdf, self.packet)

    @property
    def claimed(self) -> PdfxLevel | None:
        """The level that the file claims."""
        return level_claimed(self.claims)

    @property
    def level(self) -> PdfxLevel:
        """The level that the file is held to."""
        return level_held_to(self.claims, self.plant)

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
