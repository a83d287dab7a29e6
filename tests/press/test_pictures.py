"""Photos on the plate: in the press's inks, within the limit of total ink, upright, and no larger than of use."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from content.problems import Refused
from layout.condition import Condition
from layout.press.document import write_pdf
from layout.press.pictures.cache import PressImage, load, store
from layout.press.pictures.developing import opaque, predicted
from layout.press.pictures.placed import Darkroom, _developed, press_image
from layout.press.pictures.separation import clamped, separate
from layout.press.profile import read_profile
from layout.scene import Rect
from tests.press.reading import images, opened
from tests.press.scenes import CONDITION, colour_chart, page, placed, region, resources, saved, scene

PRESS = read_profile("news_snap_tac220.icc", Path())


def plates(
    root: Path, image: Image.Image, file: str = "photos/chart.png", condition: Condition = CONDITION
) -> NDArray[np.uint8]:
    """The four inks of a picture as the press file has them, read back by pikepdf."""
    picture = placed(file, saved(image, root / file), image.size)
    made = scene([page(region(picture))], [], condition)
    with opened(write_pdf(made, made.pages, resources(root))) as pdf:
        (stored,) = images(pdf.pages[0]).values()
        assert stored.ColorSpace == "/DeviceCMYK"
        shape = (int(stored.Height), int(stored.Width), 4)
        return np.frombuffer(stored.read_bytes(), np.uint8).reshape(shape)


def most_ink(four: NDArray[np.uint8]) -> float:
    """The heaviest pixel's total ink in percent."""
    return float(four.sum(axis=2, dtype=np.int64).max() / 2.55)


def test_no_pixel_is_over_the_ink_limit(tmp_path: Path) -> None:
    # The profile itself keeps to 218 %, so a lower limit is what the clamp is seen by.
    free = plates(tmp_path, colour_chart(), condition=replace(CONDITION, ink_limit=400))
    kept = plates(tmp_path, colour_chart(), condition=replace(CONDITION, ink_limit=180))
    assert most_ink(free) > 190
    assert most_ink(kept) <= 180
    assert (kept[..., 3] == free[..., 3]).all()


def test_colours_shrink_by_one_factor_and_black_is_kept() -> None:
    four = np.array([[[200, 100, 50, 255], [255, 255, 255, 255], [10, 10, 10, 10]]], np.uint8)
    result = clamped(four, 200)
    # 200 % is 510; the first has 605 and room for 255 beside its black.
    assert result.tolist() == [[[145, 72, 36, 255], [85, 85, 85, 255], [10, 10, 10, 10]]]


def test_black_alone_over_the_limit_is_cut() -> None:
    assert clamped(np.array([[[9, 9, 9, 255]]], np.uint8), 50).tolist() == [[[0, 0, 0, 127]]]


def test_paper_stays_without_ink_and_black_is_dense(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 40), "white")
    image.paste((1, 0, 0), (0, 0, 20, 40))
    four = plates(tmp_path, image)
    assert four[20, 35].tolist() == [0, 0, 0, 0]
    # Image.convert would give C100 M100 Y100 K0 here.
    assert four[20, 5, 3] > 200


def test_a_photo_without_colour_prints_in_black_alone(tmp_path: Path) -> None:
    ramp = Image.linear_gradient("L")
    for image in (ramp, ramp.convert("RGB"), ramp.convert("LA")):
        four = plates(tmp_path, image)
        assert not four[..., :3].any()
        column = four[:, 10, 3].astype(int)
        assert (column[0], column[-1]) == (255, 0)
        assert (np.diff(column) <= 0).all()
        # Black ink spreads on newsprint: a middle gray takes less than half.
        assert 80 < column[len(column) // 2] < 140


def test_the_pictures_own_profile_is_used(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = colour_chart(60, 40)
    plain = separate(image, None, PRESS, 220)
    # Its numbers are rounded in the file: 1 of 255 is no difference.
    assert np.abs(separate(image, srgb, PRESS, 220).astype(int) - plain).max() <= 2
    # A profile in which red and blue have changed places.
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    assert np.abs(separate(image, swapped, PRESS, 220).astype(int) - plain).max() > 100
    # One of another kind of colour, or a damaged one, is not the picture's.
    assert (separate(image, PRESS.data, PRESS, 220) == plain).all()
    assert (separate(image, srgb[:200], PRESS, 220) == plain).all()


def test_shadows_are_told_apart() -> None:
    """Newsprint's black is a dark gray: without black point compensation all that is darker would be one."""
    image = Image.new("RGB", (4, 1))
    for at, value in enumerate((8, 24, 40, 64)):
        image.putpixel((at, 0), (value, value // 2, value // 2))
    inked = separate(image, None, PRESS, 220).sum(axis=2, dtype=np.int64)[0]
    assert (np.diff(inked) < -10).all()


def test_press_inks_stay_as_they_are_up_to_the_limit() -> None:
    image = Image.new("CMYK", (2, 1), (10, 20, 30, 40))
    image.putpixel((1, 0), (255, 255, 255, 255))
    four = separate(image, None, PRESS, 220)
    assert four[0, 0].tolist() == [10, 20, 30, 40]
    assert four[0, 1].sum() <= 2.2 * 255
    assert (separate(image, PRESS.data, PRESS, 220) == four).all()


def test_a_photo_lying_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # the upper edge of the photo is the file's right
    sha256 = saved(image, tmp_path / "photos/side.jpg", exif=exif, quality=95)
    picture = placed("photos/side.jpg", sha256, (20, 40))
    made = scene([page(region(picture))], [])
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        (stored,) = images(pdf.pages[0]).values()
        four = np.frombuffer(stored.read_bytes(), np.uint8).reshape(40, 20, 4)
    # Red, M and Y, now stands above.
    assert four[5, 10, 1] > 150
    assert four[35, 10, 1] < 20


def test_only_the_crop_is_in_the_file(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 30), "white")
    image.paste("blue", (30, 0, 60, 30))
    whole = placed("photos/c.png", saved(image, tmp_path / "photos/c.png"), image.size)
    made = scene([page(region(replace(whole, crop=(30, 0, 60, 30))))], [])
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        (stored,) = images(pdf.pages[0]).values()
        assert (int(stored.Width), int(stored.Height)) == (30, 30)
        assert np.frombuffer(stored.read_bytes(), np.uint8).reshape(30, 30, 4)[:, :, 0].min() > 100


@pytest.mark.parametrize(("pixels", "stored"), [(100, 100), (556, 556), (900, 556)])
def test_pixels_finer_than_the_press_shows_are_merged_and_none_are_made_up(
    tmp_path: Path, pixels: int, stored: int
) -> None:
    # 200 points wide at 200 ppi: 555.6 pixels.
    image = colour_chart(pixels, pixels // 2)
    sha256 = saved(image, tmp_path / "photos/c.png")
    picture = placed("photos/c.png", sha256, image.size, Rect(0, 0, 200_000, 100_000))
    room = Darkroom(tmp_path, None, PRESS, CONDITION)
    assert press_image(picture, room).width == stored


def _transparent() -> Image.Image:
    image = Image.new("RGBA", (30, 30), (0, 0, 0, 0))
    image.paste((0, 0, 200, 255), (0, 0, 15, 30))
    return image


def _deep_gray() -> Image.Image:
    return Image.fromarray(np.linspace(0, 65_535, 900).reshape(30, 30).astype(np.uint16))


def _palette() -> Image.Image:
    image = _transparent().convert("P")
    image.info["transparency"] = 0
    return image


@pytest.mark.parametrize(
    ("make", "mode"),
    [
        (lambda: Image.new("1", (9, 9), 1), "L"),
        (lambda: Image.new("L", (9, 9), 128), "L"),
        (lambda: Image.new("LA", (9, 9), (128, 128)), "RGB"),
        (lambda: Image.new("P", (9, 9)), "RGB"),
        (_palette, "RGB"),
        (_transparent, "RGB"),
        (lambda: _transparent().convert("RGBa"), "RGB"),
        (_deep_gray, "L"),
        (lambda: _deep_gray().convert("I"), "L"),
        (lambda: Image.new("YCbCr", (9, 9)), "RGB"),
        (lambda: Image.new("LAB", (9, 9)), "LAB"),
        (lambda: Image.new("CMYK", (9, 9)), "CMYK"),
    ],
)
def test_pixels_of_every_kind_are_taken(make: Callable[[], Image.Image], mode: str) -> None:
    plain = opaque(make())
    assert plain.mode == mode
    assert separate(plain, None, PRESS, 220).shape == (plain.height, plain.width, 4)


def test_what_lets_light_through_shows_paper(tmp_path: Path) -> None:
    four = plates(tmp_path, _transparent())
    assert four[15, 25].tolist() == [0, 0, 0, 0]
    assert four[15, 5, 0] > 100


def test_sixteen_bits_keep_their_tones(tmp_path: Path) -> None:
    four = plates(tmp_path, _deep_gray())
    assert len(np.unique(four[..., 3])) > 100


def test_rows_are_filtered_so_that_any_reader_can_undo_it() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 4), dtype=np.uint8)
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, zlib.compress(predicted(pixels)))
        stream.Filter = pikepdf.Name.FlateDecode
        stream.DecodeParms = pikepdf.Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=5)
        assert stream.read_bytes() == pixels.tobytes()


def test_one_photo_twice_is_one_image(tmp_path: Path) -> None:
    image = colour_chart(60, 40)
    picture = placed("photos/c.png", saved(image, tmp_path / "photos/c.png"), image.size)
    again = replace(picture, rect=Rect(36_000, 300_000, 100_000, 66_000), alt="again")
    made = scene([page(region(picture, again))], [])
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        assert len(images(pdf.pages[0])) == 1


def test_a_conversion_is_kept_for_the_next_run(tmp_path: Path) -> None:
    image = colour_chart(60, 40)
    picture = placed("photos/c.png", saved(image, tmp_path / "photos/c.png"), image.size)
    room = Darkroom(tmp_path, tmp_path / "kept" / "photos", PRESS, CONDITION)
    first = press_image(picture, room)
    (file,) = (tmp_path / "kept" / "photos").iterdir()
    _developed.cache_clear()
    (tmp_path / "photos/c.png").write_bytes(b"no longer read")
    assert press_image(picture, room) == first
    # Another limit is another conversion, for which the file is read.
    with pytest.raises(Refused, match="changed"):
        press_image(picture, replace(room, condition=replace(CONDITION, ink_limit=200)))
    # A damaged one is none.
    _developed.cache_clear()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(Refused, match="changed"):
        press_image(picture, room)


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    image = PressImage(1, 1, b"data")
    store(tmp_path / "file" / "below", "key", image)
    assert load(tmp_path / "file" / "below", "key") is None
    store(tmp_path, "key", image)
    assert load(tmp_path, "key") == image
    assert {path.name for path in tmp_path.iterdir()} == {"file", "key.cmyk"}


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def _garbage(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))


def _postscript(path: Path) -> None:
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")


@pytest.mark.parametrize("spoil", [_cut_short, _garbage, _postscript])
def test_a_damaged_photo_is_named(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    image = colour_chart()
    path = tmp_path / "photos/c.jpg"
    saved(image, path, quality=90)
    spoil(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    picture = placed("photos/c.jpg", sha256, image.size)
    with pytest.raises(Refused) as caught:
        press_image(picture, Darkroom(tmp_path, None, PRESS, CONDITION))
    (problem,) = caught.value.problems
    assert (problem.id, problem.where.file) == ("broken-photo", "photos/c.jpg")
    assert "0x" not in problem.what


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"file": "photos/none.png"}, "photo-gone"),
        ({"file": "photos/nul\0.png"}, "photo-gone"),
        ({"file": "../outside.png"}, "photo-outside"),
        ({"file": "/etc/hostname"}, "photo-outside"),
        ({"sha256": "0" * 64}, "photo-changed"),
        ({"crop": (0, 0, 61, 40)}, "broken-photo"),
        ({"crop": (30, 0, 30, 40)}, "broken-photo"),
    ],
)
def test_a_photo_that_is_not_the_one_that_was_set_is_named(
    tmp_path: Path, change: dict[str, Any], problem: str
) -> None:
    image = colour_chart(60, 40)
    picture = placed("photos/c.png", saved(image, tmp_path / "in/photos/c.png"), image.size)
    saved(image, tmp_path / "outside.png")
    with pytest.raises(Refused) as caught:
        press_image(replace(picture, **change), Darkroom(tmp_path / "in", None, PRESS, CONDITION))
    assert [found.id for found in caught.value.problems] == [problem]
