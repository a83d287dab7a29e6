"""Colours that a file tells without a profile come out in the right inks: by Exif, by PNG's chunks, by TIFF's tags."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from content.pictures.picturefile import probe
from content.pictures.profiles import ADOBE_CURVE, ADOBE_RGB, SRGB, SRGB_CURVE, Curve, Primaries, rgb_profile
from content.problems import Refused
from tests.press.pictures.files import chunk, encoded, png, srgb, tiff, tiff_tags
from tests.press.pictures.room import developed, inks

GREEN = (0, 200, 0)
IN_ADOBE = (76, 0, 100, 0)


def percent(data: bytes) -> tuple[int, ...]:
    """The inks of the pixel in the middle of a file of 16 × 16."""
    four = inks(developed(data, (16, 16)))[8, 8]
    return tuple(round(float(ink) * 100 / 255) for ink in four)


def warned(data: bytes) -> str:
    return " ".join(developed(data, (16, 16)).warnings)


def green(colour: tuple[int, int, int] = GREEN) -> Image.Image:
    return Image.new("RGB", (16, 16), colour)


def by_profile(primaries: Primaries, curve: Curve, colour: tuple[int, int, int] = GREEN) -> tuple[int, ...]:
    """The same colour with its profile embedded."""
    return percent(encoded(green(colour), "PNG", icc_profile=rgb_profile(primaries, [curve])))


def exif(space: int | None, name: str | None = None) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = 1
    if space is not None:
        found.get_ifd(0x8769)[0xA001] = space
    if name is not None:
        found.get_ifd(0x8769)[0xA005] = {1: name, 2: b"0100"}
    return found


def test_a_profile_made_here_is_the_one_that_is_known() -> None:
    made = ImageCms.ImageCmsProfile(io.BytesIO(rgb_profile(SRGB, [SRGB_CURVE])))
    known = ImageCms.createProfile("sRGB")
    wedge = Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8))
    there = ImageCms.buildTransform(made, known, "RGB", "RGB")
    changed = np.asarray(there.apply(wedge)).astype(int) - np.asarray(wedge)
    assert np.abs(changed).max() <= 1
    # sRGB's own bytes, so that every machine makes the same plate.
    assert rgb_profile(SRGB, [SRGB_CURVE]) == rgb_profile(SRGB, [SRGB_CURVE])


def exif_tiff(space: int, name: bytes) -> bytes:
    """A TIFF with an Exif directory behind it, and one of interoperability behind that (Exif 3.0 4.6.3)."""
    data = tiff(tiff_tags(16, 16, 2, [8, 8, 8], t34665=(4, [0])), PIXELS.tobytes())
    entry = data.index(struct.pack("<HHI", 34665, 4, 1)) + 8
    at = len(data)
    behind = struct.pack("<HHHIIHHIII", 2, 0xA001, 3, 1, space, 0xA005, 4, 1, at + 30, 0)
    behind += struct.pack("<HHHI", 1, 1, 2, 4) + name + bytes(4)
    return data[:entry] + struct.pack("<I", at) + data[entry + 4 :] + behind


def test_adobe_rgb_by_the_exif_of_a_tiff() -> None:
    assert percent(exif_tiff(0xFFFF, b"R03\0")) == by_profile(ADOBE_RGB, ADOBE_CURVE)
    assert percent(exif_tiff(1, b"R98\0")) == UNTAGGED


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_adobe_rgb_by_exif(form: str) -> None:
    options: dict[str, object] = {"quality": 100, "subsampling": 0} if form == "JPEG" else {}
    if form == "WEBP":
        options = {"lossless": True}
    told = encoded(green(), form, exif=exif(0xFFFF, "R03"), **options)
    plain = encoded(green(), form, exif=exif(1, "R98"), **options)
    assert max(abs(a - b) for a, b in zip(percent(told), IN_ADOBE, strict=True)) <= 1
    assert percent(told) == by_profile(ADOBE_RGB, ADOBE_CURVE)
    assert percent(plain) == percent(encoded(green(), form, **options)) != percent(told)
    assert warned(told) == warned(plain) == ""


def test_exif_that_says_no_more_than_not_srgb_is_told() -> None:
    data = encoded(green(), "PNG", exif=exif(0xFFFF))
    assert percent(data) == percent(encoded(green(), "PNG"))
    assert "not sRGB" in warned(data)
    assert warned(encoded(green(), "PNG", exif=exif(0xFFFF), icc_profile=srgb())) == ""


def test_a_profile_goes_before_exif() -> None:
    data = encoded(green(), "JPEG", quality=100, subsampling=0, exif=exif(0xFFFF, "R03"), icc_profile=srgb())
    assert percent(data) == percent(encoded(green(), "JPEG", quality=100, subsampling=0))


def chrm(primaries: Primaries) -> bytes:
    corners = (primaries.white, primaries.red, primaries.green, primaries.blue)
    return chunk(b"cHRM", struct.pack(">8I", *(round(one * 100_000) for pair in corners for one in pair)))


def gama(value: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def cicp(primaries: int, curve: int, matrix: int = 0, full: int = 1) -> bytes:
    return chunk(b"cICP", bytes((primaries, curve, matrix, full)))


def iccp(profile: bytes) -> bytes:
    return chunk(b"iCCP", b"p\0\0" + zlib.compress(profile))


PIXELS = np.full((16, 16, 3), GREEN, np.uint8)
P3 = Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
BT2020 = Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))


def told(*chunks: bytes) -> bytes:
    return png(PIXELS, 2, *chunks)


UNTAGGED = percent(told())


def test_untagged_colours_are_srgb() -> None:
    assert by_profile(SRGB, SRGB_CURVE) == UNTAGGED


@pytest.mark.parametrize(
    ("chunks", "primaries", "curve"),
    [
        ([chrm(ADOBE_RGB), gama(0.45455)], ADOBE_RGB, Curve(2.2)),
        ([chrm(P3)], P3, SRGB_CURVE),
        ([cicp(12, 13)], P3, SRGB_CURVE),
        ([cicp(9, 13)], BT2020, SRGB_CURVE),
        ([cicp(9, 8)], BT2020, Curve(1.0)),
        ([gama(1.0)], SRGB, Curve(1.0)),
        ([gama(0.55)], SRGB, Curve(1 / 0.55)),
        ([iccp(srgb()), cicp(12, 13)], P3, SRGB_CURVE),
        ([iccp(rgb_profile(P3, [SRGB_CURVE])), cicp(1, 13)], SRGB, SRGB_CURVE),
        ([iccp(b"no profile" * 20), chrm(P3)], P3, SRGB_CURVE),
    ],
)
def test_png_s_chunks(chunks: list[bytes], primaries: Primaries, curve: Curve) -> None:
    wanted = by_profile(primaries, curve)
    assert percent(told(*chunks)) == wanted
    assert (wanted == UNTAGGED) is (primaries == SRGB and curve == SRGB_CURVE)


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk(b"sRGB", b"\0"), chrm(ADOBE_RGB), gama(1.0)],
        [gama(0.45455)],
        [gama(0.45455), chrm(SRGB)],
        [chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1))],
    ],
    ids=["sRGB goes before", "what sRGB is for old readers", "with its primaries", "something else"],
)
def test_chunks_that_say_srgb_change_nothing(chunks: list[bytes]) -> None:
    assert percent(told(*chunks)) == UNTAGGED
    assert warned(told(*chunks)) == ""


@pytest.mark.parametrize(
    "chunks",
    [
        [gama(0)],
        [gama(9.9)],
        [chunk(b"cHRM", bytes(32))],
        [chunk(b"cHRM", struct.pack(">8I", *[33_333] * 8))],
        [cicp(200, 13)],
        [cicp(1, 13, 1)],
    ],
)
def test_chunks_that_mean_nothing_are_told(chunks: list[bytes]) -> None:
    assert percent(told(*chunks)) == UNTAGGED
    assert "taken as sRGB" in warned(told(*chunks))


def test_a_broken_profile_with_srgb_behind_it_is_told_and_srgb_taken() -> None:
    data = told(iccp(b"no profile" * 20), chunk(b"sRGB", b"\0"))
    assert percent(data) == UNTAGGED
    assert "damaged" in warned(data)


@pytest.mark.parametrize(("curve", "name"), [(16, "PQ"), (18, "HLG")])
def test_high_dynamic_range_is_refused(tmp_path: Path, curve: int, name: str) -> None:
    (tmp_path / "a.png").write_bytes(told(cicp(9, curve)))
    with pytest.raises(Refused) as caught:
        probe(tmp_path / "a.png")
    [problem] = caught.value.problems
    assert problem.id == "unknown-photo-mode" and f"high dynamic range ({name})" in problem.what
    with pytest.raises(ValueError, match="high dynamic range"):
        percent(told(cicp(9, curve)))


def test_gray_goes_by_its_gamma() -> None:
    gray = np.full((16, 16), 128, np.uint8)
    plain, even = png(gray, 0), png(gray, 0, gama(1.0))
    assert percent(plain)[:3] == percent(even)[:3] == (0, 0, 0)
    # Half of all light needs far less black than sRGB's 128, a fifth of it.
    assert percent(even)[3] <= percent(plain)[3] - 20


def test_inks_say_nothing_by_exif() -> None:
    inked = Image.new("CMYK", (16, 16), (200, 50, 20, 10))
    data = encoded(inked, "TIFF", exif=exif(0xFFFF, "R03"))
    assert (inks(developed(data, (16, 16))) == (200, 50, 20, 10)).all()


def rationals(*values: float) -> tuple[int, bytes]:
    return 5, b"".join(struct.pack("<II", round(value * 100_000), 100_000) for value in values)


def test_a_tiff_s_primaries_and_curves() -> None:
    corners = [one for pair in (ADOBE_RGB.red, ADOBE_RGB.green, ADOBE_RGB.blue) for one in pair]
    pixels = PIXELS.tobytes()
    curve = [round(65_535 * (step / 255) ** (563 / 256)) for step in range(256)]
    tags = tiff_tags(16, 16, 2, [8, 8, 8], t301=(3, curve))
    tags[319], tags[318] = rationals(*corners), rationals(0.3127, 0.3290)
    assert percent(tiff(tags, pixels)) == by_profile(ADOBE_RGB, ADOBE_CURVE)
    assert percent(tiff(tiff_tags(16, 16, 2, [8, 8, 8]), pixels)) == UNTAGGED
