"""Embedded colour profiles: used where they fit, and told where they do not."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from content.problems import Problem
from layout.press.document import write_pdf_to
from layout.press.pictures import placed as placed_module
from layout.press.pictures.cache import Packed
from layout.press.pictures.embedded import own_profile, same
from tests.press.pictures.files import (
    chunk,
    encoded,
    gray_profile,
    icc_segment,
    lab_profile,
    png,
    srgb,
    tiff,
    tiff_tags,
    with_segments,
)
from tests.press.pictures.room import PRESS, developed, inks
from tests.press.scenes import colour_chart, page, placed, region, resources, scene

CHART = colour_chart(40, 30)
PLAIN = inks(developed(encoded(CHART, "PNG"), (40, 30)))

SWAPPED = srgb().replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
"""A profile in which red and blue have changed places."""


def test_a_profile_of_rgb_is_used() -> None:
    same_one = developed(encoded(CHART, "PNG", icc_profile=srgb()), (40, 30))
    # Its numbers are rounded in the file: 1 of 255 is no difference.
    assert np.abs(inks(same_one).astype(int) - PLAIN).max() <= 2
    other = developed(encoded(CHART, "TIFF", icc_profile=SWAPPED), (40, 30))
    assert np.abs(inks(other).astype(int) - PLAIN).max() > 100
    assert same_one.warnings == other.warnings == ()


def test_a_profile_of_gray_is_used() -> None:
    gray = Image.linear_gradient("L").resize((8, 64))
    even = developed(encoded(gray, "PNG", icc_profile=gray_profile(0x0100)), (8, 64))
    steep = developed(encoded(gray, "PNG", icc_profile=gray_profile(0x0233)), (8, 64))
    assert even.warnings == steep.warnings == ()
    # Of even brightness the middle gray is light, of gamma 2.2 it is dark.
    assert inks(steep)[32, 4, 3] - inks(even)[32, 4, 3].astype(int) > 50
    # LA and gray that is stored as RGB are gray too.
    layered = developed(encoded(gray.convert("LA"), "PNG", icc_profile=gray_profile(0x0100)), (8, 64))
    assert (inks(layered) == inks(even)).all()
    stored = developed(encoded(gray.convert("RGB"), "PNG", icc_profile=gray_profile(0x0100)), (8, 64))
    assert (inks(stored) == inks(even)).all()


def test_gray_with_a_profile_of_rgb_is_as_bright_as_equal_parts_of_it() -> None:
    gray = Image.linear_gradient("L").resize((8, 64))
    told = developed(encoded(gray, "PNG", icc_profile=srgb()), (8, 64))
    assert told.warnings == ()
    plain = inks(developed(encoded(gray, "PNG"), (8, 64)))
    assert np.abs(inks(told).astype(int) - plain).max() <= 2


def test_the_presss_own_profile_leaves_inks_as_they_are() -> None:
    image = Image.new("CMYK", (8, 8), (10, 20, 30, 40))
    for profile in (PRESS.data, PRESS.data[:24] + b"\x07\xe8" + PRESS.data[26:]):  # another year
        assert same(profile, PRESS.data)
        assert (
            inks(developed(encoded(image, "TIFF", icc_profile=profile), (8, 8))) == (10, 20, 30, 40)
        ).all()


def test_another_presss_profile_is_converted() -> None:
    # The same press with other letters in its copyright is another one, for all that a program can know.
    assert b"cprt" in PRESS.data
    other = PRESS.data[:-1] + bytes([PRESS.data[-1] ^ 1])
    image = Image.new("CMYK", (8, 8), (10, 20, 30, 40))
    found = developed(encoded(image, "TIFF", icc_profile=other), (8, 8))
    assert found.warnings == ()
    four = inks(found)[4, 4].astype(int)
    assert (four != (10, 20, 30, 40)).any()
    # It is printed as bright, with other inks.
    assert abs(four.sum() - 100) < 60


def test_a_profile_of_lab_is_used() -> None:
    data = encoded(Image.new("LAB", (4, 4), (255, 128, 128)), "TIFF", icc_profile=lab_profile())
    found = developed(data, (4, 4))
    assert found.warnings == ()


JPEG = encoded(CHART, "JPEG", quality=100, subsampling=0)
CMYK = Image.new("CMYK", (40, 30), (10, 20, 30, 40))

ODD: dict[str, tuple[Callable[[], bytes], str]] = {
    "of another space": (lambda: encoded(CHART, "PNG", icc_profile=gray_profile()), "(GRAY)"),
    "of a press": (lambda: encoded(CHART, "TIFF", icc_profile=PRESS.data), "(CMYK)"),
    "of a screen": (lambda: encoded(CMYK, "TIFF", icc_profile=srgb()), "press's own inks"),
    "cut short": (lambda: encoded(CHART, "PNG", icc_profile=srgb()[:200]), "is damaged"),
    "of no mark": (lambda: encoded(CHART, "PNG", icc_profile=b"x" * 300), "is damaged"),
    "of no length, in a JPEG": (lambda: with_segments(JPEG, icc_segment(1, 1, b"")), "is damaged"),
    "in parts that lack, in a JPEG": (lambda: with_segments(JPEG, icc_segment(1, 3, srgb())), "is damaged"),
    "that does not unpack": (
        lambda: png(np.asarray(CHART), 2, chunk(b"iCCP", b"x\0\0garbage")),
        "is damaged",
    ),
    "of links": (
        lambda: encoded(CHART, "PNG", icc_profile=srgb().replace(b"mntrRGB ", b"linkRGB ")),
        "none of a picture (link)",
    ),
    "of names": (
        lambda: encoded(CHART, "PNG", icc_profile=srgb().replace(b"mntrRGB ", b"nmclRGB ")),
        "none of a picture",
    ),
    "in numbers": (
        lambda: tiff(tiff_tags(40, 30, 2, [8] * 3, t34675=(3, [7, 8])), CHART.tobytes()),
        "is damaged",
    ),
    "huge": (
        lambda: tiff(
            tiff_tags(40, 30, 2, [8] * 3, t34675=(1, srgb() + bytes(5_000_000))),
            CHART.tobytes(),
        ),
        "over 4 MB",
    ),
    "of garbled tables": (
        lambda: encoded(CHART, "PNG", icc_profile=srgb()[:128] + b"\xff" * (len(srgb()) - 128)),
        "is damaged",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_a_profile_that_cannot_be_used_is_told(name: str) -> None:
    make, words = ODD[name]
    found = developed(make(), (40, 30))
    (warning,) = found.warnings
    assert words in warning
    assert warning.startswith("has a colour profile that ")
    four = inks(found).astype(int)
    if "press's own inks" in warning:
        assert (four == (10, 20, 30, 40)).all()
    else:
        assert "sRGB" in warning
        assert np.abs(four - PLAIN).mean() < (3 if "JPEG" in name else 0.1)


def test_a_picture_without_a_profile_is_nothing_to_tell_of() -> None:
    assert own_profile(None, "CMYK", PRESS).warning == ""
    for image in (CHART, CMYK, CHART.convert("L")):
        assert developed(encoded(image, "TIFF"), (40, 30)).warnings == ()


def test_an_editor_reads_it_and_reads_it_again_of_a_photo_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = encoded(CHART, "PNG", icc_profile=gray_profile())
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/c.png").write_bytes(data)
    picture = placed("photos/c.png", hashlib.sha256(data).hexdigest(), CHART.size)
    made = scene([page(region(picture)), page(region(picture), name="A02")], [])
    files = resources(tmp_path, tmp_path / "kept")

    def write() -> tuple[Problem, ...]:
        return write_pdf_to(io.BytesIO(), made, made.pages, files)

    first = write()
    (problem,) = first  # once, though it stands on two pages
    assert (problem.id, problem.severity) == ("photo-profile", "warning")
    assert (problem.where.file, problem.where.photo) == ("photos/c.png", "campus")
    assert problem.what.startswith("The photo 'campus' has a colour profile that is of another colour space")

    def unreachable(*_: object) -> Packed:
        raise AssertionError("nothing is converted again")

    monkeypatch.setattr("layout.press.pictures.developing.develop", unreachable)
    assert write() == first
    assert placed_module.METHOD >= 2
    sound = replace(files, cache=None)
    monkeypatch.undo()
    assert write_pdf_to(io.BytesIO(), made, made.pages, sound) == first
