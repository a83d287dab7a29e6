"""Pixels that are not square are printed in their shape, and it is told; what none have is told and not believed."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from content.pictures.picturefile import PictureFacts, probe
from tests.press.pictures.files import chunk, png, tiff, tiff_tags


def jfif(unit: int, across: int, down: int, **options: Any) -> bytes:
    """A JPEG of 60 × 40 whose JFIF segment tells a density (T.871 10.1)."""
    file = io.BytesIO()
    Image.radial_gradient("L").resize((60, 40)).save(file, "JPEG", **options)
    data = file.getvalue()
    at = data.index(b"JFIF\0") + 7
    return data[:at] + struct.pack(">BHH", unit, across, down) + data[at + 5 :]


def exif(across: float, down: float, turn: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112], found[0x011A], found[0x011B], found[0x0128] = turn, across, down, 2
    return found


def phys(across: int, down: int, unit: int = 1) -> bytes:
    return png(np.zeros((40, 60), np.uint8), 0, chunk(b"pHYs", struct.pack(">IIB", across, down, unit)))


def in_tiff(across: int, down: int, turn: int = 1) -> bytes:
    tags = tiff_tags(60, 40, 1, [8], t274=(3, [turn]))
    tags[282], tags[283] = (5, struct.pack("<II", across, 1)), (5, struct.pack("<II", down, 1))
    return tiff(tags, bytes(2400))


def facts(folder: Path, data: bytes) -> PictureFacts:
    (folder / "a").write_bytes(data)
    return probe(folder / "a")


FAX = 98 / 204


@pytest.mark.parametrize(
    ("data", "wide"),
    [
        (jfif(1, 204, 98), FAX),
        (jfif(2, 80, 39), 39 / 80),
        (jfif(0, 2, 1), 1 / 2),
        (jfif(1, 204, 98, exif=exif(204, 98, turn=6)), 1 / FAX),
        (jfif(0, 1, 1, exif=exif(204, 98)), FAX),
        (phys(8031, 3858), 3858 / 8031),
        (phys(2, 1, 0), 1 / 2),
        (in_tiff(204, 98), FAX),
        (in_tiff(204, 98, turn=8), 1 / FAX),
    ],
)
def test_what_a_file_says_is_taken_and_told(tmp_path: Path, data: bytes, wide: float) -> None:
    found = facts(tmp_path, data)
    assert found.wide == pytest.approx(wide)
    [problem] = found.problems
    assert (problem.id, problem.severity) == ("photo-pixels", "warning")
    assert "is printed so" in problem.what
    assert found.sides[0] / found.sides[1] == pytest.approx(found.width * wide / found.height, rel=1e-3)


@pytest.mark.parametrize(
    "data",
    [
        jfif(1, 72, 72),
        jfif(1, 300, 299),
        jfif(0, 1, 1),
        jfif(0, 0, 0),
        jfif(0, 1, 1, exif=exif(300, 300)),
        phys(2835, 2835),
        in_tiff(300, 300),
        in_tiff(0, 0),
    ],
)
def test_square_pixels_are_not_spoken_of(tmp_path: Path, data: bytes) -> None:
    found = facts(tmp_path, data)
    assert (found.wide, found.problems, found.sides) == (1, (), (found.width, found.height))


@pytest.mark.parametrize(
    "data",
    [
        jfif(1, 72, 1),
        jfif(1, 300, 100),
        jfif(1, 72, 0),
        jfif(1, 204, 98, exif=exif(300, 300)),
        phys(1, 60_000),
        in_tiff(900, 100),
    ],
)
def test_what_is_not_believed_is_told(tmp_path: Path, data: bytes) -> None:
    found = facts(tmp_path, data)
    assert found.wide == 1
    [problem] = found.problems
    assert problem.id == "photo-pixels" and "taken for square" in problem.what
