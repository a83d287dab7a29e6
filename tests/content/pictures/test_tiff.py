"""TIFFs in any layout come out with the pixels that they hold, or are refused for what they are."""

from __future__ import annotations

import io
import struct
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from content.pictures.outline import alpha_outline
from content.problems import Refused
from tests.content.pictures.tiffs import Layout, looked_at, pages, read, tiff_of

GRAY, RGB, INKS, LAB, ICC_LAB, WHITE_IS_ZERO = 1, 2, 5, 8, 9, 0
SAMPLES = {GRAY: 1, WHITE_IS_ZERO: 1, RGB: 3, INKS: 4, LAB: 3, ICC_LAB: 3}
TRANSPARENT, MULTIPLIED, UNKNOWN = 2, 1, 0


def ramps(samples: int, bits: int) -> NDArray[np.unsignedinteger]:
    """Another ramp in each channel, 33 × 20 pixels."""
    y, x = np.mgrid[0:20, 0:33]
    values = np.stack([(x * (k + 2) * 3 + y * (5 - k % 4) + 37 * k) % 256 for k in range(samples)], -1)
    if bits == 8:
        return values.astype(np.uint8)
    deep: NDArray[np.uint16] = (values * 257 + x[..., None] % 100).clip(0, 65_535).astype(np.uint16)
    return deep


def meant(pixels: NDArray[np.unsignedinteger], kind: int, extras: tuple[int, ...]) -> NDArray[np.float64]:
    """The same in 8 bits, reckoned by the book: on paper white, a and b round 128."""
    deep = pixels.dtype == np.uint16
    eight = pixels / (257.0 if deep else 1.0)
    count = SAMPLES[kind]
    colours = eight[..., :count].copy()
    if kind == WHITE_IS_ZERO:
        colours = 255 - colours
    if kind == LAB:
        signed = pixels[..., 1:3].astype(np.int16 if deep else np.int8).astype(np.float64)
        colours[..., 1:] = np.clip(signed / (256 if deep else 1) + 128, 0, 255)
    if kind == ICC_LAB and deep:
        colours[..., 0] = np.minimum(pixels[..., 0] / 65_280 * 255, 255)
        colours[..., 1:] = (pixels[..., 1:3] - 32_768.0) / 256 + 128
    for number, extra in enumerate(extras):
        if extra in (TRANSPARENT, MULTIPLIED):
            seen = eight[..., count + number, None] / 255
            paper = np.array({INKS: [0] * 4, LAB: [255, 128, 128], ICC_LAB: [255, 128, 128]}.get(kind, [255]))
            colours = colours * (1 if extra == MULTIPLIED else seen) + (1 - seen) * paper
            break
    return np.clip(colours, 0, 255)


KINDS = [
    (GRAY, ()),
    (WHITE_IS_ZERO, ()),
    (GRAY, (TRANSPARENT,)),
    (GRAY, (MULTIPLIED,)),
    (RGB, ()),
    (RGB, (TRANSPARENT,)),
    (RGB, (MULTIPLIED,)),
    (RGB, (UNKNOWN,)),
    (RGB, (UNKNOWN, TRANSPARENT)),
    (RGB, (UNKNOWN, UNKNOWN)),
    (INKS, ()),
    (INKS, (TRANSPARENT,)),
    (INKS, (UNKNOWN, UNKNOWN)),
    (LAB, ()),
    (LAB, (TRANSPARENT,)),
    (ICC_LAB, ()),
]
WAYS = [
    {},
    {"deflated": True},
    {"deflated": True, "differences": True},
    {"order": ">"},
    {"order": ">", "deflated": True, "differences": True},
]


@pytest.mark.parametrize("way", WAYS, ids=["plain", "deflated", "differences", "big end", "all of it"])
@pytest.mark.parametrize("apart", [False, True], ids=["side by side", "apart"])
@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize(("kind", "extras"), KINDS)
def test_each_layout_has_its_pixels(
    kind: int, extras: tuple[int, ...], bits: int, apart: bool, way: dict[str, object]
) -> None:
    pixels = ramps(SAMPLES[kind] + len(extras), bits)
    apart = apart and pixels.shape[2] > 1
    found = read(tiff_of(pixels, Layout(kind, extras, apart, **way)))  # type: ignore[arg-type]
    if MULTIPLIED in extras and found.shape[2] > SAMPLES[kind]:
        return  # Pillow divides the colours again: that is tried where they are printed
    if found.shape[2] > SAMPLES[kind]:
        seen = found[..., -1:] / 255
        found = found[..., :-1] * seen + (1 - seen) * 255
    if kind == WHITE_IS_ZERO and bits == 16 and not way.get("order"):
        found = 255 - found  # turned round as it is developed
    assert found.shape[2] == SAMPLES[kind]
    assert np.abs(found - meant(pixels, kind, extras)).max() <= 1.01


@pytest.mark.parametrize("turn", range(1, 9))
def test_channels_that_lie_apart_are_turned(tmp_path: Path, turn: int) -> None:
    pixels = ramps(3, 16)
    data = tiff_of(pixels, Layout(RGB, apart=True, tags=((274, 3, [turn]),)))
    upright = {
        1: pixels,
        2: pixels[:, ::-1],
        3: pixels[::-1, ::-1],
        4: pixels[::-1],
        5: pixels.transpose(1, 0, 2),
        6: np.rot90(pixels, -1),
        7: pixels[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(pixels),
    }[turn]
    assert np.abs(read(data) - upright / 257).max() <= 0.51
    facts = looked_at(tmp_path, data)
    assert (facts.height, facts.width) == upright.shape[:2]


def test_channels_beside_the_colours_are_told(tmp_path: Path) -> None:
    spots = looked_at(tmp_path, tiff_of(ramps(6, 8), Layout(INKS, (UNKNOWN, UNKNOWN)))).problems
    assert [(one.id, one.severity) for one in spots] == [("photo-channels", "press")]
    assert "2 channels" in spots[0].what
    selection = looked_at(tmp_path, tiff_of(ramps(4, 8), Layout(RGB, (UNKNOWN,)))).problems
    assert [(one.id, one.severity) for one in selection] == [("photo-channels", "warning")]
    for kind in (INKS, RGB, GRAY):
        seen = tiff_of(ramps(SAMPLES[kind] + 1, 8), Layout(kind, (TRANSPARENT,)))
        assert looked_at(tmp_path, seen).problems == ()


def test_a_fourth_channel_of_which_nothing_is_said_does_not_hide_the_picture(tmp_path: Path) -> None:
    pixels = ramps(4, 8)
    pixels[..., 3] = 0
    data = tiff_of(pixels, Layout(RGB))
    assert (read(data) == pixels[..., :3]).all()
    assert [one.id for one in looked_at(tmp_path, data).problems] == ["photo-channels"]


def test_inks_with_transparency_have_an_outline(tmp_path: Path) -> None:
    pixels = np.full((96, 96, 5), 99, np.uint8)
    pixels[..., 4] = 0
    pixels[:, 24:72, 4] = 255
    (tmp_path / "a.tif").write_bytes(tiff_of(pixels, Layout(INKS, (TRANSPARENT,))))
    across = [x for x, _ in alpha_outline(tmp_path / "a.tif")]
    assert (min(across), max(across)) == (23 / 96, 73 / 96)


SIGNED, FLOAT = ((339, 3, [2] * 3),), ((339, 3, [3] * 3),)


@pytest.mark.parametrize(
    ("layout", "pixels", "words"),
    [
        (Layout(RGB, tags=SIGNED), ramps(3, 16), "with a sign"),
        (Layout(RGB, tags=FLOAT), ramps(3, 16), "floating-point"),
        (Layout(GRAY), ramps(1, 16).astype(np.uint32), "integers of 32 bits"),
        (Layout(INKS, tags=((332, 3, [2]),)), ramps(4, 8), "4 inks that are not cyan"),
        (Layout(6), ramps(3, 8), "YCbCr"),
        (Layout(32845), ramps(3, 16), "logarithms"),
        (Layout(3, tags=((320, 3, [0] * 196_608),)), ramps(1, 16), "one channel of 16 bits"),
        (Layout(RGB, tags=((259, 3, [34712]),)), ramps(3, 8), "packed in a way that is not read here"),
        (Layout(RGB, tags=((259, 3, [6]),)), ramps(3, 8), "JPEG in an old way"),
        (Layout(INKS), ramps(3, 8), "fewer channels"),
    ],
)
def test_what_can_not_be_read_right_is_refused_for_what_it_is(
    tmp_path: Path, layout: Layout, pixels: NDArray[np.unsignedinteger], words: str
) -> None:
    with pytest.raises(Refused) as caught:
        looked_at(tmp_path, tiff_of(pixels, layout))
    [problem] = caught.value.problems
    assert problem.id == "unknown-photo-mode" and words in problem.what


def kind(value: int) -> Layout:
    """A directory of RGB with its NewSubfileType."""
    return Layout(RGB, tags=((254, 4, [value]),))


def test_thumbnails_levels_and_masks_are_the_same_picture(tmp_path: Path) -> None:
    whole, half, small = ramps(3, 8), ramps(3, 8)[::2, ::2], ramps(3, 8)[::5, ::5]
    mask = (ramps(1, 8), Layout(GRAY, tags=((254, 4, [4]),)))
    for parts in (
        [(whole, Layout(RGB)), (small, kind(1))],
        [(small, kind(1)), (whole, kind(0)), (half, kind(1)), mask],
        [mask, (half, kind(1)), (whole, Layout(RGB))],
        [(whole, Layout(RGB)), (small, Layout(RGB, tags=((255, 3, [2]),)))],
    ):
        data = pages(*parts)
        facts = looked_at(tmp_path, data)
        assert (facts.width, facts.height, facts.problems) == (33, 20, ())
        assert (read(data) == whole).all()


def test_two_pages_are_two_pictures(tmp_path: Path) -> None:
    whole = ramps(3, 8)
    for value in (0, 2):
        with pytest.raises(Refused) as caught:
            looked_at(tmp_path, pages((whole, kind(value)), (whole, kind(value))))
        assert [problem.id for problem in caught.value.problems] == ["several-photos"]


def saved(image: Image.Image, compression: str) -> bytes:
    file = io.BytesIO()
    image.save(file, "TIFF", compression=compression)
    return file.getvalue()


def grain(mode: str) -> Image.Image:
    values = np.random.default_rng(2).integers(0, 256, (64, 80, 3), dtype=np.uint8)
    values[20:40] = 200
    return Image.fromarray(values).convert(mode)


PACKED = {
    "none": saved(grain("RGB"), "raw"),
    "LZW": saved(grain("RGB"), "tiff_lzw"),
    "Deflate": saved(grain("CMYK"), "tiff_adobe_deflate"),
    "PackBits": saved(grain("L"), "packbits"),
    "JPEG": saved(grain("RGB"), "jpeg"),
    "group 3": saved(grain("1"), "group3"),
    "group 4": saved(grain("1"), "group4"),
    "apart": tiff_of(ramps(4, 16), Layout(INKS, apart=True)),
    "apart, deflated": tiff_of(ramps(4, 16), Layout(INKS, apart=True, deflated=True)),
}


def strip(data: bytes) -> tuple[int, int]:
    """Where the first strip begins, and its length."""
    with Image.open(io.BytesIO(data)) as image:
        tags = image.tag_v2  # type: ignore[attr-defined]
        return tags[273][0], tags[279][0]


def told(folder: Path, data: bytes) -> bool:
    """Whether anything is said of a file: it is refused, or there are problems."""
    try:
        return bool(looked_at(folder, data).problems)
    except Refused:
        return True


@pytest.mark.parametrize("name", PACKED)
def test_strips_that_are_not_whole_are_told(tmp_path: Path, name: str) -> None:
    data = PACKED[name]
    assert looked_at(tmp_path, data).problems == ()
    place, length = strip(data)
    # Cut off within the strip; the directory is put behind what is left.
    for share in (0.3, 0.9):
        kept = place + int(length * share)
        with pytest.raises(Refused):
            looked_at(tmp_path, data[:kept])
    lengths = [
        found for found in range(len(data) - 3) if data[found : found + 4] == struct.pack("<I", length)
    ]
    assert lengths
    for wrong in (0, length // 3, 100_000_000):
        spoilt = bytearray(data)
        for at in lengths:
            spoilt[at : at + 4] = struct.pack("<I", wrong)
        # Of what is not packed, all that its rows take is there, whatever length it tells.
        harmless = name in ("none", "apart") and wrong > length
        assert told(tmp_path, bytes(spoilt)) is not harmless, wrong


@pytest.mark.parametrize("name", ["LZW", "Deflate", "JPEG", "group 4", "apart, deflated"])
def test_a_hole_in_packed_strips_is_told(tmp_path: Path, name: str) -> None:
    data = PACKED[name]
    place, length = strip(data)
    for start in range(place + 24, place + length - 60, max(1, length // 7)):
        spoilt = data[:start] + bytes(48) + data[start + 48 :]
        if name == "JPEG" and spoilt[start - 30 : start].find(b"\xff\xda") >= 0:
            continue
        assert told(tmp_path, spoilt), start


def test_a_fax_with_wrong_bits_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = PACKED["group 4"]
    place, length = strip(data)
    places = range(place + 40, place + length - 40, length // 9)
    wrong = [told(tmp_path, data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :]) for at in places]
    assert sum(wrong) >= len(wrong) - 1 >= 7
    assert capfd.readouterr().err == ""  # what the decoder says is heard, not passed on


def test_tags_by_the_thousand_take_no_time(tmp_path: Path) -> None:
    data = bytearray(tiff_of(ramps(3, 8), Layout(RGB)))
    many = struct.pack("<HHII", 273, 4, 1_000_000, 8) * 4_000
    at = len(data)
    data[4:8] = struct.pack("<I", at)
    data += struct.pack("<H", 4_000) + many + bytes(4_000_000)
    began = time.process_time()
    with pytest.raises(Refused):
        looked_at(tmp_path, bytes(data))
    assert time.process_time() - began < 3
