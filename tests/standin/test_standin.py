"""The samples' stand-in pictures are what their own scripts draw, and fit for print."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

import content
from fonts.sources import KAI, SONG, path_of
from tests.standin import halftone
from tests.standin.campus import campus
from tests.standin.papercut.drawings import DRAWINGS
from tests.standin.papercut.scenes import SCENES
from tests.standin.picture import jpeg, paint
from tests.standin.rivers import new_town, viaduct
from tests.standin.sorts import SHOULDER, Letters, forme
from tests.standin.type import SHAPES, draw

EDITIONS = Path(content.__file__).parent / "editions"
TABLOID = EDITIONS / "weigang" / "photos"
PICTURE = EDITIONS / "wujin" / "photos" / "campus.jpg"
TYPE = {
    "forme": (EDITIONS / "tategumi" / "photos" / "forme.jpg", SONG),
    "case": (EDITIONS / "qianzi" / "photos" / "shelf.jpg", KAI),
    "galley": (EDITIONS / "yangzhang" / "photos" / "galley.jpg", SONG),
    "drawer": (EDITIONS / "yangzhang" / "photos" / "drawer.jpg", KAI),
    "hangul": (EDITIONS / "haryeon" / "photos" / "hangul.jpg", SONG),
    "poster": (EDITIONS / "tarnmouth" / "photos" / "poster.jpg", SONG),
}
RIVERS = {
    "new-town": (EDITIONS / "haryeon" / "photos" / "bridge.jpg", new_town),
    "viaduct": (EDITIONS / "tarnmouth" / "photos" / "viaduct.jpg", viaduct),
}


def small(picture: Image.Image) -> NDArray[np.float64]:
    """The picture in broad patches, where another machine's last digit does not show."""
    return np.asarray(picture.convert("RGB").resize((30, 18), Image.Resampling.BOX), dtype=np.float64)


@pytest.fixture(scope="module")
def painted() -> Image.Image:
    return paint(campus(), 150)


def test_the_picture_in_the_sample_is_what_the_script_draws(painted: Image.Image) -> None:
    with Image.open(PICTURE) as shipped:
        there, here = small(shipped), small(painted)
    assert np.abs(there - here).mean() < 6
    assert np.abs(there[:, ::-1] - here).mean() > 12, "the measure would not notice another picture"


@pytest.mark.parametrize("name", sorted(RIVERS))
def test_the_pictures_of_rivers_are_what_their_script_draws(name: str) -> None:
    file, place = RIVERS[name]
    with Image.open(file) as shipped:
        assert (shipped.size, shipped.mode, shipped.format) == ((1800, 1080), "RGB", "JPEG")
        there = small(shipped)
    assert file.stat().st_size < 1_500_000
    here = small(paint(place(), 120))
    assert likeness(there, here) > 0.93
    assert likeness(there[:, ::-1], here) < 0.87, "the measure would not notice another picture"


@pytest.mark.parametrize("name", sorted(SCENES))
def test_the_pictures_of_cut_paper_are_what_their_script_draws(name: str) -> None:
    file = TABLOID / f"{name}.jpg"
    with Image.open(file) as shipped:
        assert (shipped.mode, shipped.format) == ("RGB", "JPEG")
        size, there = shipped.size, small(shipped)
    assert file.stat().st_size < 200_000
    drawn = SCENES[name]()
    here = small(drawn)
    assert drawn.size == size
    assert np.abs(there - here).mean() < 2
    assert np.abs(there[:, ::-1] - here).mean() > 4, "the measure would not notice another picture"


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_the_drawings_are_what_their_script_draws(name: str) -> None:
    with Image.open(TABLOID / f"{name}.png") as shipped:
        size, there = shipped.size, small(shipped)
    drawn = DRAWINGS[name]()
    assert drawn.size == size
    here = small(drawn)
    assert np.abs(there - here).mean() < 2
    assert np.abs(there[:, ::-1] - here).mean() > 4, "the measure would not notice another picture"


def test_the_code_has_its_white_and_square_modules() -> None:
    drawn = np.asarray(DRAWINGS["code"]().convert("L"))
    module = 32
    inner = drawn[4 * module : -4 * module, 4 * module : -4 * module]
    assert inner.size < drawn.size
    assert drawn.min(where=_edge(drawn.shape, 4 * module), initial=255) == 255
    # A finder pattern begins with seven dark modules.
    assert not inner[0, : 7 * module].any()
    assert inner[0, 7 * module :][:module].all()


def _edge(shape: tuple[int, ...], depth: int) -> NDArray[np.bool_]:
    inside = np.zeros(shape, np.bool_)
    inside[depth:-depth, depth:-depth] = True
    return ~inside


def test_the_same_picture_is_written_alike(painted: Image.Image) -> None:
    assert jpeg(painted) == jpeg(painted)


def test_the_picture_is_large_enough_for_print_and_small_enough_to_ship() -> None:
    assert PICTURE.stat().st_size < 1_500_000
    with Image.open(PICTURE) as shipped:
        assert (shipped.size, shipped.mode, shipped.format) == ((3000, 1800), "RGB", "JPEG")


def test_the_picture_carries_an_srgb_profile_without_a_date_of_making() -> None:
    with Image.open(PICTURE) as shipped:
        profile: bytes = shipped.info["icc_profile"]
    assert "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    assert profile[24:36] == bytes.fromhex("07e8 0001 0001 0000 0000 0000")


def test_the_picture_has_light_and_dark_for_newsprint() -> None:
    with Image.open(PICTURE) as shipped:
        dark, light = np.percentile(np.asarray(shipped.convert("L")), [2, 98])
    assert dark < 70
    assert light > 215


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The correlation of two pictures' patches: 1 for the same, near 0 for two that have nothing in common."""
    return float(np.corrcoef(one.mean(-1).ravel(), other.mean(-1).ravel())[0, 1])


def drawn_type(name: str) -> Image.Image:
    file = path_of(TYPE[name][1])
    assert file is not None, "make faces"
    return draw(name, file, 300)


@pytest.mark.parametrize("name", sorted(TYPE))
def test_the_pictures_of_type_are_what_their_script_draws(name: str) -> None:
    with Image.open(TYPE[name][0]) as shipped:
        assert (shipped.size, shipped.mode, shipped.format) == (SHAPES[name], "RGB", "JPEG")
        there = small(shipped)
    assert TYPE[name][0].stat().st_size < 1_500_000
    # Drawn small it is lighter, for the finest shadows are lost: what agrees is where the light and dark lie.
    here = small(drawn_type(name))
    assert likeness(there, here) > 0.8
    assert likeness(there[:, ::-1], here) < 0.5, "the measure would not notice another picture"


def test_type_in_a_forme_is_the_mirror_image_of_its_print() -> None:
    file = path_of(SONG)
    assert file is not None
    letters = Letters(file, 600, 24)
    forme_of_two = forme(letters, ["下", "卜"])
    # The second line stands left of the first on the print, and so right of it here.
    face = forme_of_two.height > SHOULDER / 2
    first, second = face[:, :36], face[:, 36:]
    for half, character in ((first, "下"), (second, "卜")):
        sort = half[:, 6:30]
        print_of_it = letters.stamp(character) > SHOULDER / 2
        assert (sort[:, ::-1] == print_of_it).mean() > 0.9
        assert (sort == print_of_it).mean() < 0.9, "a letter that is its own mirror image would prove nothing"


DOTS = {
    "near": ((1000, 420, 1440, 1142), 9),
    "nearer": ((1130, 590, 1280, 836), 25),
    "nearest": ((1185, 680, 1221, 739), 80),
    "loupe": ((1188, 690, 1216, 718), 60),
}


@pytest.mark.parametrize("name", sorted(DOTS))
def test_the_pictures_of_dots_are_what_their_script_draws(name: str) -> None:
    box, cell = DOTS[name]
    with Image.open(EDITIONS / "yangzhang" / "photos" / f"{name}.jpg") as shipped:
        size = shipped.size
        assert size == ((720, 720) if name == "loupe" else halftone.SHAPE)
        there = np.asarray(shipped.convert("RGB"), np.float64)
    here = np.asarray(halftone.draw(PICTURE, box, cell, size), np.float64)
    assert np.abs(there - here).mean() < 12  # JPEG's own loss at so many edges
    assert np.abs(there[:, ::-1] - here).mean() > 24, "the measure would not notice another picture"


def test_a_deeper_tone_has_larger_dots_and_the_tone_is_kept() -> None:
    def light(grey: int) -> float:
        dots = halftone.halftone(Image.new("RGB", (64, 64), (grey, grey, grey)), 12, 240, 240)
        return float(np.asarray(dots.convert("L"), np.float64).mean())

    tones = [light(grey) for grey in (250, 190, 130, 70, 10)]
    assert tones == sorted(tones, reverse=True)
    assert tones[0] - tones[-1] > 120
