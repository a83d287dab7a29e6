"""Damaged and hostile files end as a problem with its place, or as a picture: never as an exception, never for ever."""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from content.pictures.picturefile import PictureFacts, probe
from content.problems import Refused
from layout.press.pictures.plain import Unusable
from tests.press.pictures.files import (
    chunk,
    cmyk_jpeg,
    encoded,
    icc_segment,
    png,
    srgb,
    tiff,
    tiff_tags,
    with_segments,
)
from tests.press.pictures.room import developed


def grain(mode: str = "RGB", size: tuple[int, int] = (24, 18)) -> Image.Image:
    chance = np.random.default_rng(3)
    image = Image.fromarray(chance.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8))
    return image.convert(mode) if mode != "LAB" else Image.frombytes("LAB", size, image.tobytes())


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = 6
    return found


SOUND: dict[str, bytes] = {
    "JPEG": encoded(grain(), "JPEG", icc_profile=srgb(), exif=exif()),
    "JPEG, progressive": encoded(grain(), "JPEG", progressive=True),
    "JPEG, inks": cmyk_jpeg((9, 90, 190, 20), adobe=True),
    "JPEG, inks, no mark": cmyk_jpeg((9, 90, 190, 20), adobe=False),
    "PNG": encoded(grain(), "PNG", icc_profile=srgb(), exif=exif()),
    "PNG, palette": encoded(grain().quantize(16), "PNG", transparency=3),
    "PNG, deep": png(np.arange(24 * 18).reshape(18, 24) * 150, 0, chunk(b"tRNS", b"\1\2"), bits=16),
    "PNG, bits": encoded(grain("1"), "PNG"),
    "PNG, layered": encoded(grain("RGBA"), "PNG"),
    "TIFF": encoded(grain(), "TIFF", icc_profile=srgb(), exif=exif()),
    "TIFF, LZW": encoded(grain("CMYK"), "TIFF", compression="tiff_lzw"),
    "TIFF, deflate": encoded(grain("LA"), "TIFF", compression="tiff_adobe_deflate"),
    "TIFF, JPEG": encoded(grain(), "TIFF", compression="jpeg"),
    "TIFF, group 4": encoded(grain("1"), "TIFF", compression="group4"),
    "TIFF, Lab": encoded(grain("LAB"), "TIFF"),
    "TIFF, deep": tiff(tiff_tags(24, 18, 0, [16]), bytes(range(216)) * 4, order="<"),
    "WebP": encoded(grain(), "WEBP", icc_profile=srgb(), exif=exif()),
    "WebP, lossless": encoded(grain("RGBA"), "WEBP", lossless=True),
}


def looked_at(path: Path, data: bytes) -> PictureFacts | None:
    """What `probe` makes of a file; None where it refuses it."""
    path.write_bytes(data)
    try:
        return probe(path, file="photos/a")
    except Refused as refused:
        for problem in refused.problems:
            assert problem.where.file == "photos/a"
            assert "0x" not in problem.what and problem.hint
        return None


def brought_to_press(path: Path, data: bytes) -> None:
    """Whatever is seen as the page is set, the press says one of two things."""
    facts = looked_at(path, data)
    sizes = [(facts.width, facts.height)] if facts is not None else [(24, 18), (1, 1)]
    for width, height in sizes:
        try:
            packed = developed(
                data, (min(width, 9), min(height, 9)), crop=(0, 0, width, height), line_size=(1, 1)
            )
        except Unusable as error:
            assert "0x" not in str(error)
        else:
            assert packed.data
            assert packed.width <= 9 and packed.height <= 9


@pytest.mark.parametrize("name", SOUND)
def test_the_files_are_sound_to_begin_with(tmp_path: Path, name: str) -> None:
    facts = looked_at(tmp_path / "a", SOUND[name])
    assert facts is not None
    assert developed(SOUND[name], (facts.width, facts.height)).warnings == ()


@pytest.mark.parametrize("name", SOUND)
def test_a_file_cut_off_anywhere(tmp_path: Path, name: str) -> None:
    data = SOUND[name]
    lengths = sorted({*range(0, len(data), max(1, len(data) // 60)), *range(len(data) - 8, len(data))})
    for length in lengths:
        brought_to_press(tmp_path / "a", data[:length])


@settings(max_examples=120)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(
        st.tuples(
            st.integers(0, 1 << 16), st.sampled_from([0, 1, 2, 4, 8]), st.binary(min_size=0, max_size=8)
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_any_bytes_changed_cut_out_or_put_in(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, int, bytes]]
) -> None:
    data = SOUND[name]
    for where, gone, put in changes:
        at = where % (len(data) + 1)
        data = data[:at] + put + data[at + gone :]
    brought_to_press(tmp_path_factory.mktemp("a") / "a", data)


TAGS = (
    254,
    256,
    257,
    258,
    259,
    262,
    266,
    273,
    274,
    277,
    278,
    279,
    284,
    317,
    320,
    322,
    323,
    324,
    325,
    338,
    339,
)
NUMBERS = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 255, 65_535, 2**31 - 1, 2**31, 2**32 - 1])


@settings(max_examples=80)
@given(
    st.sampled_from(
        [(0, [1]), (1, [8]), (1, [16]), (2, [8] * 3), (3, [8]), (5, [8] * 4), (6, [8] * 3), (8, [8] * 3)]
    ),
    st.dictionaries(
        st.sampled_from(TAGS),
        st.tuples(st.sampled_from([3, 4]), st.lists(NUMBERS, min_size=1, max_size=6)),
        max_size=4,
    ),
    st.sampled_from("<>"),
)
@example((1, [8]), {273: (4, [2**32 - 1])}, "<")
@example((1, [8]), {278: (4, [0])}, "<")
@example((3, [8]), {320: (3, [1])}, "<")
def test_any_lies_in_the_tags_of_a_tiff(
    tmp_path_factory: pytest.TempPathFactory,
    kind: tuple[int, list[int]],
    lies: dict[int, tuple[int, list[int]]],
    order: str,
) -> None:
    tags = tiff_tags(8, 6, *kind)
    for number, (type_, values) in lies.items():
        tags[number] = (type_, [value & 65_535 if type_ == 3 else value for value in values])
    brought_to_press(tmp_path_factory.mktemp("a") / "a", tiff(tags, bytes(range(256)), order=order))


def quickly(path: Path, data: bytes, seconds: float = 5) -> list[str]:
    """The problems of a file that must be found in time; a sound answer is none."""
    path.write_bytes(data)
    start = time.process_time()
    try:
        probe(path)
        found = []
    except Refused as refused:
        found = [problem.id for problem in refused.problems]
    assert time.process_time() - start < seconds
    return found


def zeros(count: int) -> bytes:
    return zlib.compress(bytes(count), 9)


def many_scans() -> bytes:
    """A small JPEG that has its 36 million pixels gone over 2,000 times: two minutes of decoding."""
    jpeg = encoded(Image.new("L", (6000, 6000)), "JPEG", progressive=True)
    scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + scan * 2000 + jpeg[-2:]


def chain_of_directories(count: int) -> bytes:
    one = tiff(tiff_tags(4, 4, 1, [8]))[8:-4]
    return b"II*\0\x08\0\0\0" + b"".join(
        one + struct.pack("<I", 8 + (len(one) + 4) * (number + 1)) for number in range(count)
    )


GRAY = np.zeros((9, 9), np.uint8)
JPEG = encoded(grain(), "JPEG")

HOSTILE: dict[str, tuple[bytes, list[str]]] = {
    "a profile that unpacks to 200 MB": (
        png(GRAY, 0, chunk(b"iCCP", b"x\0\0" + zeros(200_000_000))),
        ["broken-photo"],
    ),
    "a note that unpacks to 200 MB": (
        png(GRAY, 0, chunk(b"zTXt", b"x\0\0" + zeros(200_000_000))),
        ["broken-photo"],
    ),
    "pixels that unpack to 200 MB": (png(GRAY, 0, packed=zeros(200_000_000)), ["broken-photo"]),
    "Exif of 20 MB": (png(GRAY, 0, chunk(b"eXIf", b"II*\0\x08\0\0\0" + b"\xff" * 20_000_000)), []),
    "chunks by the million": (
        png(GRAY, 0, chunk(b"tEXt", b"k\0v") * 300_000),
        ["broken-photo"],
    ),
    "strips by the million": (
        tiff(tiff_tags(1, 1_000_000, 1, [8], t278=(4, [1]), t273=(4, struct.pack("<I", 8) * 1_000_000))),
        ["broken-photo"],
    ),
    "directories by the ten thousand": (chain_of_directories(20_000), ["several-photos"]),
    "a directory that is its own next": (tiff(tiff_tags(4, 4, 1, [8]), bytes(16), following=8), []),
    "an Exif directory that is the first": (tiff(tiff_tags(4, 4, 1, [8], t34665=(4, [8])), bytes(16)), []),
    "scans by the thousand": (many_scans(), ["broken-photo"]),
    "comments by the million": (with_segments(JPEG, *[(0xFE, b"a")] * 500_000), ["broken-photo"]),
    "Exif in 2,000 pieces": (
        with_segments(JPEG, *[(0xE1, b"Exif\0\0II*\0" + b"\xff" * 60_000)] * 2_000),
        ["broken-photo"],
    ),
    "a profile in 255 pieces": (
        with_segments(JPEG, *[icc_segment(number, 255, bytes(60_000)) for number in range(1, 256)]),
        [],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_for_ever(tmp_path: Path, name: str) -> None:
    data, problems = HOSTILE[name]
    assert quickly(tmp_path / "a", data) == problems


def test_a_film_behind_a_picture_is_none_of_its_scans(tmp_path: Path) -> None:
    assert quickly(tmp_path / "a", JPEG + b"\0\xff\xda\0\x08" * 500) == []


def test_a_strip_for_each_row_is_no_harm(tmp_path: Path) -> None:
    rows = 3_000
    data = tiff(
        tiff_tags(4, rows, 1, [8], t278=(4, [1]), t273=(4, struct.pack("<I", 8) * rows)), bytes(4 * rows)
    )
    assert quickly(tmp_path / "a", data) == []
