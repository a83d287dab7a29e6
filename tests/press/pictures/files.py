"""Picture files made byte by byte: what no program saves by itself, and what only a hostile one would."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Values = Sequence[int] | bytes


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def lab_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def gray_profile(gamma: int = 0x0100) -> bytes:
    """A GRAY monitor profile (ICC.1 8.4.4); the tone curve is a power in 256ths (1.0: brightness is even)."""
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, gamma) + b"\0\0"
    tags = [(b"wtpt", white), (b"kTRC", curve)]
    start = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags:
        table += name + struct.pack(">II", start + len(data), len(value))
        data += value
    head = bytearray(128)
    head[0:4] = struct.pack(">I", start + len(data))
    head[8:12] = b"\x02\x40\0\0"
    head[12:24] = b"mntrGRAYXYZ "
    head[36:40] = b"acsp"
    head[68:80] = struct.pack(">iii", 63190, 65536, 54061)
    return bytes(head) + table + data


# JPEG


def without_adobe(jpeg: bytes) -> bytes:
    """The same JPEG without Adobe's segment, APP14."""
    at = jpeg.index(b"\xff\xee\x00\x0eAdobe")
    return jpeg[:at] + jpeg[at + 16 :]


def cmyk_jpeg(inks: tuple[int, int, int, int], *, adobe: bool) -> bytes:
    """A JPEG of one colour, as Adobe's programs write it (inverted), or plainly, without their mark."""
    image = Image.new("CMYK", (32, 32), inks)
    if adobe:
        return encoded(image, "JPEG", quality=100)
    # Pillow inverts what it saves.
    return without_adobe(encoded(Image.new("CMYK", (32, 32), _inverted(inks)), "JPEG", quality=100))


def ycck_jpeg(inks: tuple[int, int, int, int]) -> bytes:
    """The same, its first three channels coded as brightness and two differences (Adobe's transform 2)."""
    bright = Image.new("RGB", (1, 1), inks[:3]).convert("YCbCr").getpixel((0, 0))
    assert isinstance(bright, tuple)
    coded = (*bright, 255 - inks[3])
    jpeg = encoded(Image.new("CMYK", (32, 32), _inverted(coded)), "JPEG", quality=100)
    at = jpeg.index(b"Adobe")
    assert jpeg[at + 11] == 0
    return jpeg[: at + 11] + b"\2" + jpeg[at + 12 :]


def _inverted(inks: Sequence[int]) -> tuple[int, ...]:
    return tuple(255 - ink for ink in inks)


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """A JPEG with more segments at its head: each a marker and what is in it."""
    more = b"".join(struct.pack(">BBH", 0xFF, marker, 2 + len(data)) + data for marker, data in segments)
    return jpeg[:2] + more + jpeg[2:]


def icc_segment(number: int, count: int, data: bytes) -> tuple[int, bytes]:
    return 0xE2, b"ICC_PROFILE\0" + bytes([number, count]) + data


# PNG


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(pixels: NDArray[Any], kind: int, *chunks: bytes, bits: int = 8, packed: bytes | None = None) -> bytes:
    """A PNG of colour type `kind` (ISO/IEC 15948 table 11.1); `packed` stands for what it holds of pixels."""
    rows = pixels.astype(f">u{bits // 8}") if bits >= 8 else np.packbits(pixels, axis=1)
    body = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], bits, kind, 0, 0, 0)
    data = zlib.compress(body) if packed is None else packed
    middle = b"".join(chunks)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + middle + chunk(b"IDAT", data) + chunk(b"IEND", b"")


# TIFF

SIZES = {1: 1, 3: 2, 4: 4, 5: 8}
HERE = b"here"


def tiff(
    tags: Mapping[int, tuple[int, Values]], pixels: bytes = b"", *, order: str = "<", following: int = 0
) -> bytes:
    """A TIFF of one directory: `tags` are number, type (1 byte, 3 short, 4 long) and values; pixels come last.

    Values may be bytes already. A value of -1 is where the pixels begin.
    """
    raw = {number: _raw(kind, values, order) for number, (kind, values) in sorted(tags.items())}
    start = 8 + 2 + 12 * len(tags) + 4
    end = start + sum(len(data) for data in raw.values() if len(data) > 4)
    table, extra = b"", b""
    for number, data in raw.items():
        kind = tags[number][0]
        table += struct.pack(order + "HHI", number, kind, len(data) // SIZES[kind])
        if len(data) > 4:
            table += struct.pack(order + "I", start + len(extra))
            extra += data
        else:
            table += struct.pack(order + "I", end) if data == HERE else data.ljust(4, b"\0")
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return (
        head
        + struct.pack(order + "H", len(tags))
        + table
        + struct.pack(order + "I", following)
        + extra
        + pixels
    )


def _raw(kind: int, values: Values, order: str) -> bytes:
    if isinstance(values, bytes):
        return values
    if list(values) == [-1]:
        return HERE
    return struct.pack(f"{order}{len(values)}{' B HI'[kind]}", *values)


def tiff_tags(
    width: int, height: int, photometric: int, bits: Sequence[int], **more: tuple[int, Values]
) -> dict[int, tuple[int, Values]]:
    """The tags of an unpacked TIFF in one strip. `more` are named `t` and the tag's number."""
    length = (width * sum(bits) + 7) // 8 * height
    tags: dict[int, tuple[int, Values]] = {
        256: (4, [width]),
        257: (4, [height]),
        258: (3, bits),
        259: (3, [1]),
        262: (3, [photometric]),
        273: (4, [-1]),
        277: (3, [len(bits)]),
        278: (4, [height]),
        279: (4, [length]),
    }
    return tags | {int(name[1:]): value for name, value in more.items()}
