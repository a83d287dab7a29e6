"""A PDF's bytes become pictures of its pages, at the size asked for, and pictures become PNG without a date."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from layout.proof.raster import RENDERER, NotRendered, png, render, trim_corners
from layout.scene import Ink, Rect
from tests.proof.pdfs import draw
from tests.proof.scenes import COPY, TINT, furniture, scene, scene_of, story

RED_BOX = replace(TINT, rect=Rect(0, 0, 120_000, 80_000), fill=Ink(0, 100, 100, 0))


def test_a_page_has_as_many_pixels_as_its_points_and_dpi_give() -> None:
    pdf = draw(scene())
    assert [picture.size for picture in render(pdf, dpi=144, gray=True)] == [(480, 320)]
    assert [picture.size for picture in render(pdf, dpi=72, gray=True)] == [(240, 160)]


def test_gray_is_one_channel_and_colour_is_red_green_blue() -> None:
    pdf = draw(scene(furniture(RED_BOX)))
    (gray,), (colour,) = render(pdf, dpi=72, gray=True), render(pdf, dpi=72, gray=False)
    assert (gray.mode, colour.mode) == ("L", "RGB")
    red, green, blue = (colour.getchannel(channel) for channel in "RGB")
    assert level(red, 20) > 180
    assert max(level(green, 20), level(blue, 20)) < 90
    assert colour.getpixel((200, 120)) == (255, 255, 255)


def level(gray: Image.Image, at: int) -> int:
    """The gray level `at` pixels from the left and the top."""
    return int(np.asarray(gray)[at, at])


def test_pages_come_in_order() -> None:
    one = scene().pages[0]
    two = replace(one, name="A02", width=300_000)
    assert [p.size for p in render(draw(scene_of(one, two)), dpi=72, gray=True)] == [(240, 160), (300, 160)]


def test_the_trim_begins_after_the_bleed() -> None:
    pdf = draw(scene(furniture(RED_BOX)), bleed=9)
    assert trim_corners(pdf, dpi=144) == [(18, 18)]
    (picture,) = render(pdf, dpi=144, gray=True)
    assert picture.size == (480 + 36, 320 + 36)
    assert level(picture, 15) == 255
    assert level(picture, 21) < 200


def test_the_same_pdf_gives_the_same_png() -> None:
    pdf = draw(scene(story(*COPY)))
    first, second = (png(render(pdf, dpi=100, gray=True)[0], dpi=100) for _ in range(2))
    assert first == second


def test_a_png_keeps_every_pixel_and_states_its_dpi_and_nothing_else() -> None:
    (picture,) = render(draw(scene()), dpi=100, gray=False)
    picture.info["comment"] = "from somewhere"
    with Image.open(BytesIO(png(picture, dpi=100))) as read:
        assert read.tobytes() == picture.tobytes()
        assert set(read.info) == {"dpi"}
        assert read.info["dpi"] == pytest.approx((100, 100), abs=0.1)


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.6\n", b"no pdf at all"])
def test_a_damaged_pdf_is_said_to_be_so(damage: bytes) -> None:
    with pytest.raises(NotRendered, match="can't be opened"):
        render(damage, dpi=72, gray=True)
    with pytest.raises(NotRendered):
        trim_corners(damage, dpi=72)


def test_a_page_too_large_for_memory_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(NotRendered, match="page 1 is too large"):
        render(draw(scene()), dpi=40_000, gray=True)


@pytest.mark.parametrize("dpi", [0, -1, float("nan"), float("inf")])
def test_a_dpi_that_is_none_is_a_fault_of_the_caller(dpi: float) -> None:
    with pytest.raises(ValueError, match="dpi"):
        render(draw(scene()), dpi=dpi, gray=True)


def test_the_renderer_is_named_with_its_version() -> None:
    name, version = RENDERER.split()
    assert name == "pdfium"
    assert version.replace(".", "").isdigit()
