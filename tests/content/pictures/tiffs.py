"""TIFFs of known pixels in any layout: channels side by side or apart, of 8 or 16 bits, packed or not, with whatever tags."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content.pictures.picture import open_picture_file
from content.pictures.picturefile import PictureFacts, probe
from content.pictures.tiff.channels import read_channels

ROWS = 7
"""Rows to a strip: the last has fewer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How pixels lie in the file."""

    photometric: int
    extras: tuple[int, ...] = ()
    apart: bool = False
    deflated: bool = False
    differences: bool = False
    order: str = "<"
    tags: tuple[tuple[int, int, Sequence[int]], ...] = ()


def tiff_of(pixels: NDArray[Any], layout: Layout) -> bytes:
    """A TIFF of one directory. `pixels` are rows, columns, channels."""
    body = b"\0" * 8
    directory, body = _directory(pixels, layout, body)
    return _joined(body, [directory], layout.order)


def pages(*parts: tuple[NDArray[Any], Layout]) -> bytes:
    """A TIFF of several directories, in this order."""
    body, directories = b"\0" * 8, []
    for pixels, layout in parts:
        directory, body = _directory(pixels, layout, body)
        directories.append(directory)
    return _joined(body, directories, parts[0][1].order)


def _directory(
    pixels: NDArray[Any], layout: Layout, body: bytes
) -> tuple[dict[int, tuple[int, list[int]]], bytes]:
    height, width, samples = pixels.shape
    wide = pixels.dtype.itemsize
    values = pixels.astype(f"{layout.order}u{wide}")
    if layout.differences:
        values = np.diff(values, axis=1, prepend=np.zeros_like(values[:, :1]))
        values = values.astype(f"{layout.order}u{wide}")
    planes = [values[..., k : k + 1] for k in range(samples)] if layout.apart else [values]
    places, lengths = [], []
    for plane in planes:
        for top in range(0, height, ROWS):
            strip = plane[top : top + ROWS].tobytes()
            strip = zlib.compress(strip) if layout.deflated else strip
            places.append(len(body))
            lengths.append(len(strip))
            body += strip + b"\0" * (len(strip) % 2)
    tags: dict[int, tuple[int, list[int]]] = {
        256: (4, [width]),
        257: (4, [height]),
        258: (3, [8 * wide] * samples),
        259: (3, [8 if layout.deflated else 1]),
        262: (3, [layout.photometric]),
        273: (4, places),
        277: (3, [samples]),
        278: (4, [ROWS]),
        279: (4, lengths),
        284: (3, [2 if layout.apart else 1]),
        317: (3, [2 if layout.differences else 1]),
    }
    if layout.extras:
        tags[338] = (3, list(layout.extras))
    for number, kind, numbers in layout.tags:
        tags[number] = (kind, list(numbers))
    return tags, body


def _joined(body: bytes, directories: list[dict[int, tuple[int, list[int]]]], order: str) -> bytes:
    codes = {1: "B", 3: "H", 4: "I", 5: "I"}
    first, link = 0, 4
    for tags in directories:
        at = len(body)
        body = body[:link] + struct.pack(order + "I", at) + body[link + 4 :]
        first = first or at
        start = at + 2 + 12 * len(tags) + 4
        table, extra = struct.pack(order + "H", len(tags)), b""
        for number, (kind, numbers) in sorted(tags.items()):
            data = struct.pack(f"{order}{len(numbers)}{codes[kind]}", *numbers)
            count = len(numbers) // 2 if kind == 5 else len(numbers)
            place = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(order + "I", start + len(extra))
            extra += data if len(data) > 4 else b""
            table += struct.pack(order + "HHI", number, kind, count) + place
        body += table
        link = len(body)
        body += bytes(4) + extra + b"\0" * (len(extra) % 2)
    mark = (b"II" if order == "<" else b"MM") + struct.pack(order + "H", 42)
    return mark + body[4:]


def read(data: bytes) -> NDArray[np.float64]:
    """The pixels that make-up and press get, in 8 bits: what Pillow reads as it is, or channel by channel."""
    stream = io.BytesIO(data)
    with open_picture_file(stream) as picture:
        if picture.image is None:
            assert picture.directory is not None
            image = read_channels(stream, picture.directory).image
        else:
            picture.image.load()
            image = picture.image
        # Split first: Pillow's arrays of Lab have a and b otherwise than its pixels.
        bands = [np.asarray(band, np.float64) for band in image.split()]
    deep = 257 if image.mode.startswith("I;16") else 1
    return np.stack(bands, -1) / deep


def looked_at(folder: Path, data: bytes) -> PictureFacts:
    (folder / "a.tif").write_bytes(data)
    return probe(folder / "a.tif")
