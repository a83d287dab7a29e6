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

from content.picturefile import probe
from content.pictures.fault import Fault
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
        assert isinstance(png_fault(io.BytesIO(head + data)), Fault | None)
