"""A PNG that ends soundly before its last row is cut off, whatever a decoder says of it."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from content.pictures.fault import PictureFault
from content.pictures.picturefile import probe
from content.pictures.png import png_fault
from content.problems import Refused


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: int, kind: tuple[int, int] = (8, 2)) -> bytes:
    """A PNG of `rows` rows that claims `height`; `kind` is its bits and colour type."""
    bits, colour = kind
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" + bytes((width * bits * samples + 7) // 8)
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    data = zlib.compress(row * rows)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", data[:7]) + chunk(b"IDAT", data[7:]) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("kind", [(1, 0), (8, 0), (16, 0), (8, 2), (16, 2), (8, 4), (8, 6), (4, 3)])
def test_all_rows_must_be_there(kind: tuple[int, int]) -> None:
    assert not png_fault(io.BytesIO(png(33, 20, 20, kind)))
    assert png_fault(io.BytesIO(png(33, 20, 19, kind)))


def test_a_photo_with_half_its_rows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "half.png").write_bytes(png(60, 40, 20))
    with pytest.raises(Refused) as refusal:
        probe(tmp_path / "half.png")
    (problem,) = refusal.value.problems
    assert problem.id == "broken-photo"
    (tmp_path / "whole.png").write_bytes(png(60, 40, 40))
    assert probe(tmp_path / "whole.png").height == 40


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (5, 3), (64, 9)])
def test_what_pillow_writes_is_whole(mode: str, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new(mode, size).save(out, "PNG")
    assert not png_fault(out)


@given(st.binary(max_size=200))
def test_any_bytes_are_whole_or_not(data: bytes) -> None:
    for head in (b"\x89PNG\r\n\x1a\n", b""):
        assert isinstance(png_fault(io.BytesIO(head + data)), PictureFault | None)


def photo() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "PNG")
    return out.getvalue()


def test_a_part_that_fails_its_check_is_told() -> None:
    data = photo()
    assert png_fault(io.BytesIO(data)) is None
    for place in range(60, len(data) - 30, len(data) // 40):
        for spoilt in (
            data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :],
            data[:place] + bytes(24) + data[place + 24 :],
            data[:place],
            data[:place] + chunk(b"IEND", b""),
            data[:place] + data[place + 5 :],
        ):
            assert png_fault(io.BytesIO(spoilt)) is not None


def test_an_end_that_is_missing_behind_all_rows_is_no_harm(tmp_path: Path) -> None:
    assert png_fault(io.BytesIO(photo()[:-12])) is None


def test_more_rows_than_the_head_says_are_told() -> None:
    assert png_fault(io.BytesIO(png(33, 19, 20))) == PictureFault(
        "is damaged: it holds more rows than it says"
    )


def test_pixels_without_the_check_of_all_of_them_are_told() -> None:
    row = b"\0" + bytes(99)
    head = struct.pack(">IIBBBBB", 33, 20, 8, 2, 0, 0, 0)
    data = zlib.compress(row * 20)
    for cut in (0, 4):
        parts = chunk(b"IHDR", head) + chunk(b"IDAT", data[: len(data) - cut]) + chunk(b"IEND", b"")
        assert bool(png_fault(io.BytesIO(b"\x89PNG\r\n\x1a\n" + parts))) is bool(cut)
