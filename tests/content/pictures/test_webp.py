"""A WebP that is cut off is refused; a hole in a lossless one is told. In a lossy one noughts may be flat ground."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from content.pictures.picturefile import probe
from content.pictures.webp import webp_fault
from content.problems import Refused


def webp(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", **options)
    return file.getvalue()


def grain() -> Image.Image:
    return Image.fromarray(np.random.default_rng(4).integers(0, 256, (60, 80, 3), dtype=np.uint8))


@pytest.mark.parametrize("lossless", [False, True])
def test_what_is_cut_off_is_refused(tmp_path: Path, lossless: bool) -> None:
    data = webp(grain(), lossless=lossless)
    for place in range(30, len(data) - 2, len(data) // 9):
        cut = data[:place]
        # Closed again: the lengths in its heads are those of what is left.
        closed = cut[:4] + (place - 8).to_bytes(4, "little") + cut[8:16] + (place - 20).to_bytes(4, "little")
        for spoilt in (cut, closed + cut[20:]):
            (tmp_path / "a").write_bytes(spoilt)
            with pytest.raises(Refused):
                probe(tmp_path / "a")


def test_a_hole_in_a_lossless_one_is_told(tmp_path: Path) -> None:
    data = webp(grain(), lossless=True)
    assert webp_fault(data) is None
    for place in range(60, len(data) - 40, len(data) // 9):
        fault = webp_fault(data[:place] + bytes(24) + data[place + 24 :])
        assert fault is not None and fault.doubtful


@pytest.mark.parametrize("lossless", [False, True])
def test_flat_ground_is_no_hole(lossless: bool) -> None:
    steps = Image.linear_gradient("L").convert("RGB")
    for image in (Image.new("RGB", (900, 900), "white"), Image.new("RGB", (900, 900)), steps):
        assert webp_fault(webp(image, lossless=lossless)) is None
