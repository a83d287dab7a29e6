"""The pages of a PDF -> their pictures as PNG, to mark places on. They show no ink: screens have none."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from content.pdf.limited import working_at

MOST_PIXELS: Final = 4_000_000
"""Pixels of a picture in a report: a broadsheet at 90 pixels to the inch has 2.7 million."""


def draw_pages(data: bytes, pages: Iterable[int], dpi: float = 90) -> dict[int, bytes]:
    """The pictures of these pages, by their numbers from 1; without those that can't be drawn."""
    import pypdfium2

    pictures: dict[int, bytes] = {}
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in pages:
                working_at(f"page {number}")
                with suppress(pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
                    pictures[number] = _draw_page(document[number - 1], dpi)
    except (pypdfium2.PdfiumError, ValueError):
        pass  # a file that does not open for drawing has findings without pictures
    return pictures


def _draw_page(page: Any, dpi: float) -> bytes:
    """A page of pypdfium2 as PNG. Raises its errors, and ValueError for a page without a size."""
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise ValueError("a page without a size")
    scale = min(dpi / 72, (MOST_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=scale).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()
