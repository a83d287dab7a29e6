"""Turns the bytes of a PDF into pictures of its pages, and a picture into the bytes of a PNG.

Rendering is by pdfium, which is not safe in threads: whoever wants pages in parallel starts processes. A
picture shows the whole media box, bleed included; `trim_corners` says where the trim begins on it. A
rendering shows no ink: K 100 comes out as RGB 6, 6, 6, so inks are judged from the PDF's own colours.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite

import pypdfium2 as pdfium
from PIL import Image

_build = pdfium.PDFIUM_INFO
RENDERER = f"pdfium {_build.major}.{_build.minor}.{_build.build}.{_build.patch}"
"""The renderer by name and version, as a golden records it."""

MAX_PIXELS = 400_000_000
"""The largest page that is rendered: a broadsheet at 1,400 dpi. More is a mistake in the page or the dpi."""


_PNG_TYPES = {"L": 0, "RGB": 2, "RGBA": 6}
"""Colour types by Pillow's modes (PNG, 11.2.2)."""


class NotRendered(Exception):
    """The PDF can't be opened or a page of it can't be drawn; the text says which and why."""


def render(pdf: bytes, *, dpi: float, gray: bool) -> list[Image.Image]:
    """All pages of `pdf` at `dpi` pixels an inch, mode L if `gray` and RGB otherwise.

    Raises NotRendered for a damaged file or a page too large for memory.
    """
    if not (isfinite(dpi) and dpi > 0):
        raise ValueError(f"dpi should be above 0, not {dpi}")
    with open_document(pdf) as document:
        return [render_page(page, number, dpi / 72, gray) for number, page in enumerate(_pages(document), 1)]


def trim_corners(pdf: bytes, *, dpi: float) -> list[tuple[float, float]]:
    """Where each page's trim begins, in pixels from the left and the top of its picture at `dpi`."""
    scale, corners = dpi / 72, []
    with open_document(pdf) as document:
        for page in _pages(document):
            (left, _, _, top), (media_left, _, _, media_top) = page.get_trimbox(), page.get_mediabox()
            corners.append(((left - media_left) * scale, (media_top - top) * scale))
    return corners


def png(picture: Image.Image, *, dpi: float) -> bytes:
    """`picture` (L, RGB or RGBA) as PNG: `dpi` noted, nothing else, so the same pixels give the same bytes here.

    Another machine's zlib may pack the same pixels into other bytes: compare pixels, not files.
    """
    kind = _PNG_TYPES[picture.mode]
    width, height = picture.size
    samples = picture.tobytes()
    row = len(samples) // height
    # Rows as they are, at level 3: type on paper gains nothing by PNG's filters, and Pillow, which tries all of them on
    # each row, takes more than twice as long for a larger file.
    rows = b"".join(b"\0" + samples[at : at + row] for at in range(0, len(samples), row))
    metre = round(dpi / 0.0254)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows, 3)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG (its specification, 5.3)."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@contextmanager
def open_document(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """The PDF, opened and in the end closed. Raises NotRendered for one that can't be."""
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise NotRendered(f"the PDF can't be opened: {error}") from error
    try:
        yield document
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument) -> Iterator[pdfium.PdfPage]:
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise NotRendered(f"page {index + 1} of the PDF can't be opened: {error}") from error
        try:
            yield page
        finally:
            page.close()


def render_page(page: pdfium.PdfPage, number: int, scale: float, gray: bool) -> Image.Image:
    """A picture of one page, `scale` pixels to the point, mode L if `gray` and RGB otherwise. Raises NotRendered, which
    names the page by its `number`, for one that can't be drawn or is too large.
    """
    width, height = page.get_size()
    if width * height * scale * scale > MAX_PIXELS:
        size = f"{width:.0f} × {height:.0f} pt at {scale * 72:g} dpi"
        raise NotRendered(f"page {number} is too large to render: {size}")
    try:
        # Gray straight from pdfium, not a converted RGB picture: half the time, and what the goldens measure.
        bitmap = page.render(scale=scale, grayscale=gray, rev_byteorder=True, prefer_bgrx=False)
    except pdfium.PdfiumError as error:
        raise NotRendered(f"page {number} can't be drawn: {error}") from error
    try:
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("L" if gray else "RGB")  # a copy: the bitmap's memory ends here
    finally:
        bitmap.close()
