"""Every kind of pixel that JPEG, PNG, TIFF and WebP hold comes out in the right inks, the right way up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from content.pictures.picturefile import probe
from content.problems import Refused
from layout.press.pictures.opening import lie_down
from layout.press.pictures.plain import Nature, make_plain
from tests.press.pictures.files import (
    chunk,
    cmyk_jpeg,
    encoded,
    png,
    tiff,
    tiff_tags,
    ycck_jpeg,
)
from tests.press.pictures.room import bits, developed, inks

INKS = (200, 50, 20, 10)

WEDGE = np.linspace(0, 65_535, 16 * 16).reshape(16, 16).round().astype(np.uint16)
"""Gray of 16 bits, from black to white."""


def half(mode: str, left: object, right: object) -> Image.Image:
    """A picture of two colours side by side."""
    image = Image.new(mode, (16, 16), right)  # type: ignore[arg-type]
    image.paste(left, (0, 0, 8, 16))  # type: ignore[arg-type]
    return image


@pytest.mark.parametrize(
    "data",
    [cmyk_jpeg(INKS, adobe=True), cmyk_jpeg(INKS, adobe=False), ycck_jpeg(INKS)],
    ids=["Adobe", "no mark", "YCCK"],
)
def test_the_inks_of_a_jpeg_are_not_turned_over(data: bytes) -> None:
    four = inks(developed(data, (32, 32)))
    assert np.abs(four[16, 16].astype(int) - INKS).max() <= 2


def test_the_inks_of_a_tiff_are_its_own() -> None:
    four = inks(developed(encoded(Image.new("CMYK", (16, 16), INKS), "TIFF"), (16, 16)))
    assert (four == INKS).all()


INDICES = (np.arange(16) >= 8)[None].repeat(16, 0)

LIGHT: list[tuple[str, bytes]] = [
    ("LA in PNG", encoded(half("LA", (0, 255), (0, 0)), "PNG")),
    ("RGBA in PNG", encoded(half("RGBA", (0, 0, 0, 255), (0, 0, 0, 0)), "PNG")),
    ("RGBA in WebP", encoded(half("RGBA", (0, 0, 0, 255), (0, 0, 0, 0)), "WEBP", lossless=True)),
    ("RGBA in TIFF", encoded(half("RGBA", (0, 0, 0, 255), (0, 0, 0, 0)), "TIFF")),
    ("L and tRNS", encoded(half("L", 0, 7), "PNG", transparency=7)),
    ("RGB and tRNS", encoded(half("RGB", (0, 0, 0), (9, 9, 9)), "PNG", transparency=(9, 9, 9))),
    ("P and tRNS", png(INDICES, 3, chunk(b"PLTE", bytes(3) + b"\x09" * 3), chunk(b"tRNS", b"\xff\0"))),
    ("P and half clear", png(INDICES, 3, chunk(b"PLTE", bytes(3) + b"\x09" * 3), chunk(b"tRNS", b"\xfe\0"))),
    (
        "PA in TIFF",
        tiff(
            tiff_tags(
                16,
                16,
                3,
                [8, 8],
                t338=(3, [2]),
                t320=(3, [0] * 768),
            ),
            bytes([0, 255] * 8 + [1, 0] * 8) * 16,
        ),
    ),
    (
        "16 bits and tRNS",
        png(
            np.where(np.arange(16) < 8, 0, 0x1234)[None].repeat(16, 0),
            0,
            chunk(b"tRNS", b"\x12\x34"),
            bits=16,
        ),
    ),
    (
        "RGB of 16 bits and tRNS",
        png(
            np.where(np.arange(48) < 24, 0, 0x1234)[None].repeat(16, 0).reshape(16, 16, 3),
            2,
            chunk(b"tRNS", b"\x12\x34" * 3),
            bits=16,
        ),
    ),
    ("LA of 16 bits", png(np.array([[[0, 65535]] * 8 + [[0, 0]] * 8] * 16), 4, bits=16)),
]


@pytest.mark.parametrize(("name", "data"), LIGHT, ids=[name for name, _ in LIGHT])
def test_what_lets_light_through_shows_paper(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert probe(tmp_path / "a").width == 16
    four = inks(developed(data, (16, 16)))
    assert four[8, 2, 3] > 250 and not four[8, 2, :3].any()
    assert four[8, 13].tolist() == [0, 0, 0, 0]


def test_half_transparent_black_is_gray() -> None:
    data = encoded(Image.new("RGBA", (4, 4), (0, 0, 0, 128)), "PNG")
    alike = encoded(Image.new("L", (4, 4), 127), "PNG")
    assert (inks(developed(data, (4, 4))) == inks(developed(alike, (4, 4)))).all()


DEEP: list[tuple[str, bytes]] = [
    ("PNG", png(WEDGE, 0, bits=16)),
    ("TIFF, low byte first", tiff(tiff_tags(16, 16, 1, [16]), WEDGE.astype("<u2").tobytes())),
    (
        "TIFF, high byte first",
        tiff(tiff_tags(16, 16, 1, [16]), WEDGE.astype(">u2").tobytes(), order=">"),
    ),
    ("TIFF, packed", encoded(Image.fromarray(WEDGE), "TIFF", compression="tiff_lzw")),
    ("TIFF, white is 0", tiff(tiff_tags(16, 16, 0, [16]), (65_535 - WEDGE).astype("<u2").tobytes())),
    ("RGB in PNG", png(WEDGE[..., None].repeat(3, 2), 2, bits=16)),
    (
        "RGB in TIFF",
        tiff(tiff_tags(16, 16, 2, [16] * 3), WEDGE[..., None].repeat(3, 2).astype("<u2").tobytes()),
    ),
    (
        "RGBA in PNG",
        png(np.dstack([WEDGE, WEDGE, WEDGE, np.full_like(WEDGE, 65_535)]), 6, bits=16),
    ),
]


@pytest.mark.parametrize(("name", "data"), DEEP, ids=[name for name, _ in DEEP])
def test_sixteen_bits_keep_their_tones_and_do_not_wrap(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    probe(tmp_path / "a")
    four = inks(developed(data, (16, 16)))
    assert not four[..., :3].any()
    black = four[..., 3].ravel().astype(int)
    assert (black[0], black[-1]) == (255, 0)
    assert (np.diff(black) <= 0).all()
    flat = encoded(Image.fromarray((WEDGE // 257).astype(np.uint8)), "PNG")
    assert np.abs(black - inks(developed(flat, (16, 16)))[..., 3].ravel()).max() <= 4


def test_twelve_bits_reach_white() -> None:
    data = tiff(tiff_tags(16, 16, 1, [12]), b"\xff" * 384)
    assert not inks(developed(data, (16, 16))).any()


def test_deep_gray_is_rounded_to_the_nearest_of_256() -> None:
    values = np.array([[0, 128, 129, 385, 386, 65_406, 65_407, 65_535]], np.uint16)
    gray = np.asarray(make_plain(Image.fromarray(values), Nature()))
    assert gray.tolist() == [[0, 0, 1, 1, 2, 254, 255, 255]]


@pytest.mark.parametrize(
    ("kind", "photometric", "sample"), [("F", 1, 3), ("I", 1, 2)], ids=["float", "signed"]
)
def test_numbers_that_do_not_say_what_is_white_are_refused(
    tmp_path: Path, kind: str, photometric: int, sample: int
) -> None:
    data = tiff(tiff_tags(4, 4, photometric, [32], t339=(3, [sample])), bytes(64))
    (tmp_path / "a.tif").write_bytes(data)
    with pytest.raises(Refused) as caught:
        probe(tmp_path / "a.tif")
    (problem,) = caught.value.problems
    assert problem.id == "unknown-photo-mode"
    assert {"F": "floating-point numbers", "I": "integers of 32 bits"}[kind] in problem.what
    with pytest.raises(ValueError, match="can't be printed"):
        developed(data, (4, 4))


def test_lab_is_read_as_it_is_meant() -> None:
    def lab(*colour: int) -> list[int]:
        data = tiff(tiff_tags(4, 4, 8, [8, 8, 8]), bytes(part & 255 for part in colour) * 16)
        found: list[int] = inks(developed(data, (4, 4)))[2, 2].tolist()
        return found

    assert max(lab(255, 0, 0)) <= 1
    red, green = lab(120, 60, 40), lab(120, -60, 40)
    assert red[1] > 200 and red[0] < 60
    assert green[0] > 200 and green[1] < 80


def test_colour_that_is_none_goes_to_black_alone() -> None:
    gray = Image.linear_gradient("L").resize((32, 32))
    for image in (gray, gray.convert("RGB"), gray.convert("LA"), gray.convert("P"), gray.convert("RGBA")):
        four = inks(developed(encoded(image, "PNG"), (32, 32)))
        assert not four[..., :3].any()
        assert four[..., 3].max() > 250
    tinted = gray.convert("RGB")
    tinted.putpixel((9, 9), (90, 91, 90))
    assert inks(developed(encoded(tinted, "PNG"), (32, 32)))[..., :3].any()


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_ycc_is_rgb(form: str) -> None:
    four = inks(developed(encoded(Image.new("RGB", (16, 16), "red"), form, quality=100), (16, 16)))
    assert four[8, 8, 1] > 200 and four[8, 8, 2] > 180 and four[8, 8, 0] < 30


def test_a_channel_that_means_nothing_is_dropped() -> None:
    data = tiff(tiff_tags(4, 4, 2, [8] * 4, t338=(3, [0])), bytes([255, 255, 255, 0] * 16))
    assert not inks(developed(data, (4, 4))).any()
    assert make_plain(Image.new("RGBX", (4, 4), (255, 255, 255, 0)), Nature()).getpixel((0, 0)) == (
        255,
        255,
        255,
    )


@pytest.mark.parametrize("clear", [0, 1])
def test_line_art_that_lets_light_through_shows_paper(clear: int) -> None:
    pixels = np.arange(16)[None].repeat(8, 0) < 8
    data = png(pixels, 0, chunk(b"tRNS", bytes([0, clear])), bits=1)
    black = bits(developed(data, (16, 8)))
    assert black[4].tolist() == [False] * 8 + [clear == 1] * 8


MARKED = Image.new("RGB", (24, 16), "white")
MARKED.paste("red", (0, 0, 12, 8))
MARKED.paste("blue", (12, 8, 24, 16))
MARKED.paste("green", (0, 8, 3, 16))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_all_eight_orientations(tmp_path: Path, form: str, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    options: dict[str, int] = {"WEBP": {"lossless": 1}, "JPEG": {"quality": 100, "subsampling": 0}}.get(
        form, {}
    )
    data = encoded(MARKED, form, exif=exif, **options)
    upright = ImageOps.exif_transpose(_with_exif(turn))
    (tmp_path / "a").write_bytes(data)
    for decode in (True, False, True):  # what is known of a file from an earlier look makes no difference
        facts = probe(tmp_path / "a", decode=decode)
        assert (facts.width, facts.height) == upright.size
    wanted = inks(developed(encoded(upright, "PNG"), upright.size))
    found = inks(developed(data, upright.size))
    assert np.abs(found.astype(int) - wanted).max() <= (40 if form == "JPEG" else 0)
    # A crop is of the upright picture.
    crop = (2, 3, upright.width - 4, upright.height - 1)
    part = inks(developed(data, (crop[2] - crop[0], crop[3] - crop[1]), crop=crop))
    assert (part == found[crop[1] : crop[3], crop[0] : crop[2]]).all()


def _with_exif(turn: int) -> Image.Image:
    image = MARKED.copy()
    image.getexif()[0x0112] = turn
    return image


def test_a_box_lies_where_the_turn_puts_it() -> None:
    numbers = Image.fromarray(np.arange(24 * 16, dtype=np.uint8).reshape(16, 24))
    for turn in range(1, 9):
        image = numbers.copy()
        image.getexif()[0x0112] = turn
        upright = ImageOps.exif_transpose(image)
        crop = (1, 2, 6, 9)
        part = numbers.crop(lie_down(crop, numbers.size, turn))
        part.getexif()[0x0112] = turn
        assert ImageOps.exif_transpose(part).tobytes() == upright.crop(crop).tobytes(), turn


def test_a_palette_is_looked_up() -> None:
    image = half("RGB", (255, 0, 0), (255, 255, 255)).quantize(4)
    four = inks(developed(encoded(image, "PNG"), (16, 16)))
    assert four[8, 2, 1] > 200
    assert not four[8, 13].any()
