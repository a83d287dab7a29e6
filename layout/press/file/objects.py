"""Finished bytes -> the objects that ReportLab's document writes, with none of its own choices in between."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc

DEFLATE_LEVEL = 6

_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"()<>[]{}/%#")


class PdfStream(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A stream whose data is encoded already.

    ReportLab's own stream puts no line end before `endstream` (ISO 32000-1 7.3.8.1 wants one), wraps the data
    in ASCII85 unless a setting of the whole process says otherwise, and compresses it anew on each writing.
    """

    # ReportLab's mark of an object that can only be referred to.
    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: Mapping[str, Any] | None = None) -> None:
        self.data = data
        self.entries = dict(entries or {})

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's bytes. Called by ReportLab when it writes the file."""
        head = pdfdoc.PDFDictionary(self.entries | {"Length": len(self.data)}).format(document)
        return bytes(head + b"\nstream\n" + self.data + b"\nendstream\n")


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
