"""The sample's stand-in picture is what its own script draws, and fit for print."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

import content
from content.standin.picture import jpeg, paint

PICTURE = Path(content.__file__).parent / "editions" / "wujin" / "photos" / "campus.jpg"


def small(picture: Image.Image) -> NDArray[np.float64]:
    """The picture in broad patches, where another machine's last digit does not show."""
    return np.asarray(picture.convert("RGB").resize((30, 18), Image.Resampling.BOX), dtype=np.float64)


@pytest.fixture(scope="module")
def painted() -> Image.Image:
    return paint(150)


def test_the_picture_in_the_sample_is_what_the_script_draws(painted: Image.Image) -> None:
    with Image.open(PICTURE) as shipped:
        there, here = small(shipped), small(painted)
    assert np.abs(there - here).mean() < 6
    assert np.abs(there[:, ::-1] - here).mean() > 12, "the measure would not notice another picture"


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
