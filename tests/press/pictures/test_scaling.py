"""Photos are merged to the pixels that the press shows: as well as in one go, in a part of the memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from layout.press.pictures import scaling
from layout.press.pictures.opening import DecodedPicture, draft_scale, open_picture
from layout.press.pictures.plain import Nature, make_plain
from layout.press.pictures.scaling import scale_crop, sharpen
from layout.press.pictures.separation import clamp_inks
from layout.scene.condition import Sharpening
from tests.press.pictures.files import encoded
from tests.press.pictures.room import FREE, developed, inks
from tests.press.scenes import CONDITION, colour_chart

Box = tuple[int, int, int, int]


def photograph(width: int = 1600, height: int = 1200) -> Image.Image:
    """Forms, edges and grain."""
    chance = np.random.default_rng(7)
    pixels = np.asarray(colour_chart(width, height)).astype(np.float32) * 0.8 + 20
    for _ in range(40):
        left, top = int(chance.integers(0, width - 200)), int(chance.integers(0, height - 200))
        pixels[top : top + 150, left : left + 120] += chance.uniform(-60, 60, 3)
    pixels += chance.standard_normal((height, width, 1)) * 5
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def opened(image: Image.Image) -> DecodedPicture:
    return DecodedPicture(image, image.size, 1, 1, Nature(), None)


def part(image: Image.Image) -> Image.Image:
    return make_plain(image, Nature())


def apart(one: Image.Image, other: Image.Image) -> tuple[int, float]:
    """The largest and the mean difference of two pictures, in levels of 255."""
    found = np.abs(np.asarray(one).astype(int) - np.asarray(other))
    return int(found.max()), float(found.mean())


@pytest.mark.parametrize("crop", [(0, 0, 1600, 1200), (101, 53, 1502, 1199)])
def test_bands_join_without_a_seam(monkeypatch: pytest.MonkeyPatch, crop: Box) -> None:
    image = photograph()
    whole = image.crop(crop).resize((401, 307), Image.Resampling.LANCZOS)
    monkeypatch.setattr(scaling, "BAND", 40_000)
    most, mean = apart(scale_crop(opened(image), crop, (401, 307), part), whole)
    assert most <= 1
    assert mean < 0.01


@settings(max_examples=40)
@given(st.data())
def test_any_crop_to_any_size_is_what_one_go_gives(data: st.DataObject) -> None:
    image = photograph(300, 240).crop((0, 0, 97, 83))
    left, top = data.draw(st.integers(0, 90)), data.draw(st.integers(0, 80))
    right, bottom = data.draw(st.integers(left + 1, 97)), data.draw(st.integers(top + 1, 83))
    size = data.draw(st.integers(1, right - left)), data.draw(st.integers(1, bottom - top))
    crop = (left, top, right, bottom)
    # Along the rows first, as the bands are: Pillow takes first what is less work.
    narrow = image.crop(crop).resize((size[0], bottom - top), Image.Resampling.LANCZOS)
    whole = narrow.resize(size, Image.Resampling.LANCZOS)
    band = scaling.BAND
    scaling.BAND = 500  # type: ignore[misc]
    try:
        found = scale_crop(opened(image), crop, size, part)
    finally:
        scaling.BAND = band  # type: ignore[misc]
    assert found.size == size
    assert apart(found, whole)[0] <= 1


def test_what_lies_outside_of_the_crop_does_not_shine_in() -> None:
    image = Image.new("RGB", (400, 300), "black")
    image.paste("white", (40, 30, 360, 270))
    found = scale_crop(opened(image), (40, 30, 360, 270), (80, 60), part)
    assert found.getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize(
    ("crop", "wanted", "scale"),
    [
        ((0, 0, 6000, 4000), (1000, 667), 2),
        ((0, 0, 6000, 4000), (375, 250), 8),
        ((0, 0, 6000, 4000), (376, 250), 4),
        ((1000, 1000, 2000, 2000), (500, 500), 1),
        ((1000, 1000, 3000, 3000), (500, 500), 2),
    ],
)
def test_a_jpeg_is_decoded_no_finer_than_twice_what_is_wanted(
    crop: Box, wanted: tuple[int, int], scale: int
) -> None:
    assert draft_scale(crop, wanted) == scale


@pytest.mark.parametrize("crop", [(0, 0, 1600, 1200), (133, 77, 1500, 1111)])
@pytest.mark.parametrize(("part_of", "scale"), [(5, 2), (10, 4), (20, 8)])
def test_a_jpeg_decoded_smaller_is_as_good(crop: Box, part_of: int, scale: int) -> None:
    jpeg = encoded(photograph(), "JPEG", quality=92)
    wanted = ((crop[2] - crop[0]) // part_of, (crop[3] - crop[1]) // part_of)
    with open_picture(jpeg, crop, wanted) as drafted:
        assert drafted.scale == scale
        assert drafted.image.width == -(-1600 // scale)
        small = scale_crop(drafted, crop, wanted, part)
    with open_picture(jpeg, crop, (crop[2] - crop[0], crop[3] - crop[1])) as full:
        assert full.scale == 1
        plainly = full.image.crop(crop).resize(wanted, Image.Resampling.LANCZOS)
    most, mean = apart(small, plainly)
    assert most <= 16
    assert mean < 1
    # Nothing has moved: shifted by a pixel the two are far more apart.
    assert apart(small.crop((1, 0, *wanted)), plainly.crop((0, 0, wanted[0] - 1, wanted[1])))[1] > 2 * mean


def test_nothing_is_made_larger() -> None:
    found = developed(encoded(colour_chart(30, 20), "PNG"), (30, 20))
    assert (found.width, found.height) == (30, 20)


EDGE = Image.new("RGB", (40, 20), (150, 110, 90))
EDGE.paste((90, 120, 150), (20, 0, 40, 20))
STRONG = Sharpening(2, 150, 0)


def test_edges_get_steeper_and_flat_parts_stay() -> None:
    ramp = np.repeat(np.clip((np.arange(40) - 15) * 10, 40, 120)[None], 20, 0).astype(np.uint8)
    image = Image.fromarray(ramp).convert("RGB")
    found = np.asarray(sharpen(image, STRONG))[10, :, 0].astype(int)
    assert found.max() > 125 and found.min() < 35
    assert (found[[0, 39]] == ramp[10, [0, 39]]).all()
    # Under the threshold nothing is changed.
    assert sharpen(image, replace(STRONG, threshold=255)).tobytes() == image.tobytes()


def test_an_edge_between_colours_gets_no_fringe_of_another() -> None:
    before = np.asarray(EDGE).astype(int)
    after = np.asarray(sharpen(EDGE, STRONG)).astype(int)
    change = after - before
    assert np.abs(change).max() > 2
    assert (change == change[..., :1]).all()
    # Each channel for itself would do so.
    apiece = np.asarray(EDGE.filter(ImageFilter.UnsharpMask(2, 150, 0))).astype(int) - before
    assert (apiece != apiece[..., :1]).any()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "LAB"])
def test_every_kind_is_sharpened_at_its_placed_size(mode: str) -> None:
    image = Image.new(mode, (64, 40), 90 if mode == "L" else (90, 120, 120, 0)[: len(mode)])
    image.paste(160 if mode == "L" else (160, 120, 120, 0)[: len(mode)], (32, 0, 64, 40))
    data = encoded(image, "TIFF")
    plainly = inks(developed(data, (16, 10), crop=(0, 0, 64, 40)))
    sharp = inks(developed(data, (16, 10), replace(FREE, sharpening=STRONG), crop=(0, 0, 64, 40)))
    assert (plainly != sharp).any()
    assert (plainly[:, 0] == sharp[:, 0]).all()
    if mode == "L":
        assert not sharp[..., :3].any()


def test_sharpening_does_not_go_over_the_limit_of_ink() -> None:
    image = Image.new("CMYK", (64, 40), (130, 130, 130, 130))
    image.paste((150, 150, 150, 110), (32, 0, 64, 40))
    data = encoded(image, "TIFF")
    free = inks(developed(data, (64, 40), replace(FREE, sharpening=STRONG)))
    kept = inks(developed(data, (64, 40), replace(CONDITION, sharpening=STRONG)))
    assert free.sum(axis=2, dtype=int).max() > 2.2 * 255
    assert kept.sum(axis=2, dtype=int).max() <= 2.2 * 255


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=1, max_size=20), st.integers(100, 400))
def test_no_pixel_is_over_any_limit(pixels: list[tuple[int, int, int, int]], limit: int) -> None:
    four = np.array([pixels], np.uint8)
    held = clamp_inks(four.copy(), limit)
    assert (held.sum(axis=2, dtype=int) * 100 <= limit * 255).all()
    assert (held <= four).all()
    light = four.sum(axis=2, dtype=int) <= int(limit * 2.55)
    assert (held[light] == four[light]).all()
