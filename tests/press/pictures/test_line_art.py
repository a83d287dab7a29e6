"""Line art stays of one bit a pixel: fine, black alone, and knocking out where it is white."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from layout.press.document import write_pdf
from layout.scene import Box, Ink, Rect
from tests.press.pictures.files import encoded
from tests.press.pictures.room import bits, developed
from tests.press.reading import images, opened
from tests.press.scenes import CONDITION, page, placed, region, resources, scene


def drawing(width: int = 600, height: int = 400) -> Image.Image:
    image = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(image)
    for step in range(0, width, 40):
        pen.line((step, 0, width - step, height), fill=0, width=3)
    pen.ellipse((100, 100, 300, 300), fill=0)
    return image


def halftone(width: int = 600, height: int = 400) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("1")


def black(image: Image.Image) -> NDArray[np.bool_]:
    return ~np.array(image)


@pytest.mark.parametrize("image", [drawing(), halftone()], ids=["drawing", "halftone"])
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_no_pixel_is_changed(image: Image.Image, form: str) -> None:
    found = developed(encoded(image, form), (10, 10), crop=(0, 0, 600, 400), line_size=(600, 400))
    assert found.kind == "line-art"
    assert (bits(found) == black(image)).all()
    # An odd number of columns leaves bits over in each row.
    part = developed(encoded(image, form), (10, 10), crop=(33, 5, 504, 306), line_size=(471, 301))
    assert (bits(part) == black(image)[5:306, 33:504]).all()


def test_where_there_are_too_many_pixels_lines_keep_their_weight() -> None:
    image = drawing(1200, 800)
    found = developed(encoded(image, "PNG"), (10, 10), crop=(0, 0, 1200, 800), line_size=(400, 267))
    assert (found.width, found.height) == (400, 267)
    assert abs(bits(found).mean() - black(image).mean()) < 0.01


@pytest.mark.parametrize(("ppi", "stored"), [(1200, 1600), (600, 834), (2400, 1600)])
def test_it_is_placed_at_its_own_resolution_or_the_papers(tmp_path: Path, ppi: int, stored: int) -> None:
    image = drawing(1600, 1000)
    data = encoded(image, "TIFF", compression="group4")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.tif").write_bytes(data)
    picture = placed("photos/a.tif", hashlib.sha256(data).hexdigest(), image.size)
    made = scene([page(region(picture))], [], replace(CONDITION, line_art_ppi=ppi))
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        (found,) = images(pdf.pages[0]).values()
        assert int(found.Width) == stored
        assert int(found.BitsPerComponent) == 1
        assert found.ColorSpace[0] == "/Indexed" and found.ColorSpace[1] == "/DeviceCMYK"
        assert int(found.ColorSpace[2]) == 1
        assert bytes(found.ColorSpace[3]) == bytes([0, 0, 0, 0, 0, 0, 0, 255])


@pytest.mark.parametrize("image", [drawing(), halftone()], ids=["drawing", "halftone"])
def test_a_reader_shows_black_on_white_over_a_tint(tmp_path: Path, image: Image.Image) -> None:
    data = encoded(image, "PNG")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.png").write_bytes(data)
    where = Rect(0, 0, 300_000, 200_000)
    picture = placed("photos/a.png", hashlib.sha256(data).hexdigest(), image.size, where)
    tint = Box(Rect(0, 0, 300_000, 400_000), Ink(0, 50, 50, 0))
    made = scene([page(region(tint, picture))], [])
    written = write_pdf(made, made.pages, resources(tmp_path))
    with pypdfium2.PdfDocument(written) as pdf:
        shown = pdf[0].render(scale=2).to_numpy()[..., 1].astype(int)
    upper = shown[:400]
    assert ((upper < 128) == black(image)).mean() > 0.99
    assert upper.max() >= 254  # white knocks the tint out
    assert 100 < shown[600, 300] < 230
