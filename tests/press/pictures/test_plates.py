"""Photos on the plate: in the press's inks, within the limit of total ink, upright, and no larger than of use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from content.problems import Refused
from layout.press.document import write_pdf
from layout.press.pictures.cache import PressImage
from layout.press.pictures.packing import pack_inks
from layout.press.pictures.placed import Darkroom, press_images
from layout.press.pictures.separation import clamp_inks, separate_inks
from layout.scene import Picture, Rect
from layout.scene.condition import Condition
from tests.press.pictures.room import PRESS, unpacked
from tests.press.reading import images, opened
from tests.press.scenes import CONDITION, colour_chart, page, placed, region, resources, saved, scene


def press_image(picture: Picture, root: Path, condition: Condition = CONDITION) -> PressImage:
    """A picture as the press file holds it. Raises what is wrong with it."""
    (found,) = press_images([picture], Darkroom(root, None, root, PRESS, condition))
    if isinstance(found, Refused):
        raise found
    return found


def separate(image: Image.Image, ink_limit: float = 220) -> NDArray[np.uint8]:
    return np.concatenate(list(separate_inks(image, None, PRESS, ink_limit)))


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
    result = clamp_inks(four, 200)
    # 200 % is 510; the first has 605 and room for 255 beside its black.
    assert result.tolist() == [[[145, 72, 36, 255], [85, 85, 85, 255], [10, 10, 10, 10]]]


def test_black_alone_over_the_limit_is_cut() -> None:
    assert clamp_inks(np.array([[[9, 9, 9, 255]]], np.uint8), 50).tolist() == [[[0, 0, 0, 127]]]


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


def test_shadows_are_told_apart() -> None:
    """Newsprint's black is a dark gray: without black point compensation all that is darker would be one."""
    image = Image.new("RGB", (4, 1))
    for at, value in enumerate((8, 24, 40, 64)):
        image.putpixel((at, 0), (value, value // 2, value // 2))
    inked = separate(image).sum(axis=2, dtype=np.int64)[0]
    assert (np.diff(inked) < -10).all()


def test_press_inks_stay_as_they_are_up_to_the_limit() -> None:
    image = Image.new("CMYK", (2, 1), (10, 20, 30, 40))
    image.putpixel((1, 0), (255, 255, 255, 255))
    four = separate(image)
    assert four[0, 0].tolist() == [10, 20, 30, 40]
    assert four[0, 1].sum() <= 2.2 * 255


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
    assert press_image(picture, tmp_path).width == stored


@pytest.mark.parametrize(("rows", "strip"), [(7, 7), (7, 3), (200, 64), (1, 1)])
def test_rows_are_filtered_so_that_any_reader_can_undo_it(rows: int, strip: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (rows, 5, 4), dtype=np.uint8)
    for four in (pixels, np.full_like(pixels, 255), pixels // 128 * 255):
        packed = pack_inks(four[top : top + strip] for top in range(0, rows, strip))
        assert (unpacked(packed, 5, rows, 4) == four).all()
        assert packed == pack_inks([four])


def test_one_photo_twice_is_one_image(tmp_path: Path) -> None:
    image = colour_chart(60, 40)
    picture = placed("photos/c.png", saved(image, tmp_path / "photos/c.png"), image.size)
    again = replace(picture, rect=Rect(36_000, 300_000, 100_000, 66_000), alt="again")
    made = scene([page(region(picture, again))], [])
    with opened(write_pdf(made, made.pages, resources(tmp_path))) as pdf:
        assert len(images(pdf.pages[0])) == 1


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
        press_image(picture, tmp_path)
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
        press_image(replace(picture, **change), tmp_path / "in")
    assert [found.id for found in caught.value.problems] == [problem]
