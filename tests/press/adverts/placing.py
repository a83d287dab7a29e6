"""Finished PDFs -> press files on which they are placed, and what stands there as pixels."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray

from layout.press.document import write_pdf
from layout.scene import Advert, Item, Rect
from layout.scene.condition import Level
from tests.finished import saved
from tests.press.scenes import CONDITION, page, region, resources, scene

Pixels = NDArray[np.int16]
RECT = Rect(50_000, 60_000, 200_000, 100_000)
DOTS = 3
"""Pixels to the point: places are multiples of a third of a point, so that both pictures have the same grid."""


def advert(
    data: bytes,
    root: Path,
    *,
    rect: Rect = RECT,
    box: tuple[float, float, float, float] = (0, 0, 200, 100),
    name: str = "ad",
) -> Advert:
    """An advertisement of these bytes, whose file is put in its place."""
    sha256 = saved(data, root / f"adverts/{name}.pdf")
    return Advert(name, f"adverts/{name}.pdf", sha256, rect, box, "a sale")


def pressed(
    root: Path, items: Sequence[Item], level: Level = "PDF/X-4", kind: str = "advert", bleed: int = 0
) -> bytes:
    """A press file with one page of these items."""
    condition = replace(CONDITION, level=level, bleed=bleed)
    made = scene([page(region(*items, id="ad", kind=kind, story=None))], [], condition)
    return write_pdf(made, made.pages, resources(root))


def drawn(data: bytes, dots: float = DOTS) -> Pixels:
    """The first page as pixels: rows, columns and three colours."""
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[0]
        return np.array(sheet.render(scale=dots).to_numpy())[:, :, :3].astype(np.int16)


def cut(pixels: Pixels, rect: Rect, dots: float = DOTS) -> Pixels:
    """What is at a place on the page."""
    left, top, right, bottom = (
        round(edge * dots / 1000) for edge in (rect.x, rect.y, rect.right, rect.bottom)
    )
    return pixels[top:bottom, left:right]


def alone(data: bytes, box: Sequence[float], dots: float = DOTS) -> Pixels:
    """A part of the advertisement's own page, as a reader of its file sees it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet = pdf.pages[0]
        for key in ("/TrimBox", "/CropBox", "/BleedBox", "/ArtBox"):
            if key in sheet.obj:
                del sheet.obj[key]
        sheet.obj["/MediaBox"] = pikepdf.Array(list(box))
        written = io.BytesIO()
        pdf.save(written)
    return drawn(written.getvalue(), dots)
