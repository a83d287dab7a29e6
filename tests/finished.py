"""Advertisements as others would send them, written byte by byte: finished PDFs, sound and hostile."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.faces import square_face

WIDTH, HEIGHT = 200, 100
"""Points, of the pages that are made here unless told otherwise."""


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object whose data are as they are."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(data), data)


def flate(data: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(data), b"/Filter /FlateDecode " + entries)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects by number. Object 1 is the catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, written in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, written))
    table, count = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    for number in range(1, count):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00001 f \n")
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, table))
    return out.getvalue()


def one_page(
    content: bytes,
    resources: bytes = b"",
    *,
    page: bytes = b"/MediaBox [0 0 200 100]",
    more: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a file of one page: 3 is the page, 4 its operators; those in `more` are put in or take a place."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << %b >> %b >>" % (resources, page),
        4: stream(content),
        **(more or {}),
    }


PICTURE = bytes(range(0, 240, 5))
"""4 × 3 pixels in four inks."""

SPOT = b"[/Separation /Ruby#20Red /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 .8 0] /N 1 >>]"


@cache
def program() -> bytes:
    """A font program with squares for A, B and C."""
    with tempfile.TemporaryDirectory() as folder:
        return square_face("ABC ", Path(folder) / "own.ttf", "glyf").read_bytes()


def rich(*, page: bytes = b"/MediaBox [0 0 200 100]", content: bytes | None = None) -> dict[int, bytes]:
    """A page of everything that an advertisement may hold: text, a spot ink, overprint, a picture, nested forms."""
    text = (
        b"/CIDInit /ProcSet findresource begin begincmap /CMapName /T def 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 3 beginbfchar <0001> <0041> <0002> <0042> <0003> <0043> endbfchar endcmap end"
    )
    drawn = content or (
        b"q 0 0 0 .2 k 5 5 190 90 re f Q\n"
        b"q /Over gs /Spot cs .6 scn 20 20 60 30 re f Q\n"
        b"BT /F1 20 Tf 0 0 0 1 k 30 60 Td <000100020003> Tj ET\n"
        b"q 60 0 0 30 110 20 cm /Pic Do Q\n"
        b"q 1 0 0 1 120 60 cm /Fm Do Q\n"
    )
    resources = (
        b"/Font << /F1 5 0 R >> /ColorSpace << /Spot 9 0 R >> /ExtGState << /Over 10 0 R >> "
        b"/XObject << /Pic 11 0 R /Fm 12 0 R /Unused 14 0 R >>"
    )
    more = {
        5: b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H /DescendantFonts [6 0 R] "
        b"/ToUnicode 15 0 R >>",
        6: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 7 0 R /CIDToGIDMap /Identity >>",
        7: b"<< /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 /FontFile2 8 0 R >>",
        8: flate(program(), b"/Length1 %d" % len(program())),
        9: SPOT,
        10: b"<< /Type /ExtGState /OP true /op true /OPM 1 >>",
        11: flate(
            PICTURE,
            b"/Type /XObject /Subtype /Image /Width 4 /Height 3 /ColorSpace /DeviceCMYK /BitsPerComponent 8 "
            b"/Metadata 16 0 R /StructParent 3",
        ),
        12: stream(
            b"1 0 0 0 k 0 0 20 20 re f q .5 0 0 .5 5 5 cm /Inner Do Q",
            b"/Type /XObject /Subtype /Form /BBox [0 0 30 20] /Resources << /XObject << /Inner 13 0 R >> >> "
            b"/PieceInfo << /X << /Private 3 0 R >> >>",
        ),
        13: stream(b"0 1 0 0 k 0 0 10 10 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 10 10]"),
        14: stream(b"0 0 1 rg 0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 10 10]"),
        15: flate(text),
        16: stream(b"<x/>", b"/Type /Metadata /Subtype /XML"),
    }
    return one_page(drawn, resources, page=page, more=more)


def saved(data: bytes, path: Path) -> str:
    """Puts a file in its place; its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()
