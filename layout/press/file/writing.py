"""The objects of a ReportLab document -> a file, one after another: none is kept when it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from layout.press.file.objects import PdfStream


class FiledStream(PdfStream):
    """A stream whose data is fetched when it is written, and dropped again."""

    def __init__(self, read: Callable[[], bytes], entries: Mapping[str, Any]) -> None:
        super().__init__(b"", entries)
        self.read = read

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file."""
        return PdfStream(self.read(), self.entries).format(document)


class _File(pdfdoc.PDFFile):  # type: ignore[misc]  # ReportLab has no types
    """What ReportLab gathers a file in: here each piece goes out at once. It counts where it is."""

    def __init__(self, out: BinaryIO, version: tuple[int, int]) -> None:
        super().__init__(version)
        # What ReportLab's has gathered so far: the header.
        out.write(self.format(None))
        self.write = out.write


class StreamedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """A document that is written as it is formatted, byte for byte what ReportLab would gather."""

    def write_to(self, out: BinaryIO) -> None:
        """Write the whole file. Raises what an object that can't be had raises: then `out` holds a part of it."""
        self._out = out
        self.GetPDFData(None)

    def format(self) -> bytes:
        """Write everything; nothing is given back. Called by ReportLab, with all objects that were referred to."""
        catalog, info = self.Reference(self.Catalog), self.Reference(self.info)
        file = _File(self._out, self._pdfVersion)
        names: list[str] = []
        # Objects may refer to new ones while they are formatted.
        while (number := len(names) + 1) in self.numberToId:
            name = self.numberToId[number]
            names.append(name)
            self.idToOffset[name] = file.add(
                pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
            )
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = file.add(table.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start, Size=len(names) + 1, Root=catalog, Info=info, ID=self.ID()
        )
        file.add(trailer.format(self))
        return b""
