"""Photos developed by themselves: what the press file would hold of them, as an array."""

from __future__ import annotations

import warnings
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray

from layout.press.file.profile import read_profile
from layout.press.pictures.cache import Packed
from layout.press.pictures.developing import CroppedPhoto, develop
from layout.scene.condition import Condition
from tests.press.scenes import CONDITION

PRESS = read_profile("news_snap_tac220.icc", Path())
FREE = replace(CONDITION, ink_limit=400)
"""A press that takes any amount of ink: nothing is clamped."""


def developed(
    data: bytes,
    size: tuple[int, int],
    condition: Condition = FREE,
    *,
    crop: tuple[int, int, int, int] | None = None,
    line_size: tuple[int, int] | None = None,
) -> Packed:
    """A file developed to `size`, which is all of it unless a crop is given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return develop(CroppedPhoto(data, crop or (0, 0, *size), size, line_size or size), PRESS, condition)


def inks(packed: Packed) -> NDArray[np.uint8]:
    """The four inks of each pixel, read as a reader of PDF does."""
    assert packed.kind == "inks"
    return unpacked(packed.data, packed.width, packed.height, 4)


def unpacked(data: bytes, width: int, height: int, colours: int) -> NDArray[np.uint8]:
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, data)
        stream.Filter = pikepdf.Name.FlateDecode
        stream.DecodeParms = pikepdf.Dictionary(
            Predictor=15, Colors=colours, BitsPerComponent=8, Columns=width
        )
        return np.frombuffer(stream.read_bytes(), np.uint8).reshape(height, width, colours)


def bits(packed: Packed) -> NDArray[np.bool_]:
    """Where line art is black."""
    assert packed.kind == "line-art"
    columns = (packed.width + 7) // 8
    rows = np.frombuffer(zlib.decompress(packed.data), np.uint8).reshape(packed.height, 1 + columns)
    assert (rows[:, 0] == 2).all()
    undone = np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8)
    return np.unpackbits(undone, axis=1)[:, : packed.width].astype(bool)
