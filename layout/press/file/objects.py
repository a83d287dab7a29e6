"""Finished bytes -> the objects of a ReportLab document, and its file: one object after another, none is kept.

ReportLab makes no choices of its own in between.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

DEFLATE_LEVEL = 6

_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"()<>[]{}/%#")


class PdfStream(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A stream whose data is encoded already. It may be fetched when it is written, and dropped again.

    ReportLab's own stream puts no line end before `endstream` (ISO 32000-1 7.3.8.1 wants one), wraps the data
    in ASCII85 unless a setting of the whole process says otherwise, and compresses it anew on each writing.
    """

    # ReportLab's mark of an object that can only be referred to.
    __RefOnly__ = 1

    def __init__(self, data: bytes | Callable[[], bytes], entries: Mapping[str, Any]) -> None:
        self.data = data
        self.entries = dict(entries)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file."""
        data = self.data if isinstance(self.data, bytes) else self.data()
        head = pdfdoc.PDFDictionary(self.entries | {"Length": len(data)}).format(document)
        return bytes(head + b"\nstream\n" + data + b"\nendstream\n")


class PdfDictionary(pdfdoc.PDFDictionary):  # type: ignore[misc]  # ReportLab has no types
    """A dictionary that is referred to, not written into the object that holds it."""

    __RefOnly__ = 1


def deflate_stream(data: bytes) -> PdfStream:
    """A stream of data that is compressed here (FlateDecode)."""
    return PdfStream(zlib.compress(data, DEFLATE_LEVEL), {"Filter": name("FlateDecode")})


@lru_cache(maxsize=256)
def name(text: str) -> str:
    """A PDF name, `/` included: UTF-8, and what is no regular character as `#` and two digits (ISO 32000-1 7.3.5).

    ReportLab's own escapes but some of these, and writes others as Python would.
    """
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in text.encode("utf-8"))


def array(*items: str | int) -> str:
    """An array of numbers, names or other finished pieces."""
    return f"[{' '.join(str(item) for item in items)}]"


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
            label = self.numberToId[number]
            names.append(label)
            written = pdfdoc.PDFIndirectObject(label, self.idToObject[label]).format(self)
            self.idToOffset[label] = file.add(written)
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = file.add(table.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start, Size=len(names) + 1, Root=catalog, Info=info, ID=self.ID()
        )
        file.add(trailer.format(self))
        return b""
