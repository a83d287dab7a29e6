"""A damaged JPEG is told, wherever it was cut, closed again or emptied; an odd one that is whole is not."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from content.pictures.fault import OddKind, PictureFault
from content.pictures.jpeg import jpeg_fault
from content.pictures.picturefile import probe
from content.problems import Refused

END = b"\xff\xd9"


def scene(width: int = 208, height: int = 152) -> Image.Image:
    """Waves with some grain: what a camera sees."""
    y, x = np.mgrid[0:height, 0:width]
    waves = [
        128 + 90 * np.sin(x / 17) + 20 * np.cos(y / 9),
        128 + 80 * np.cos((x + y) / 23),
        y * 255 / height,
    ]
    grain = np.random.default_rng(1).normal(0, 4, (height, width, 3))
    return Image.fromarray(np.clip(np.stack(waves, -1) + grain, 0, 255).astype(np.uint8))


def jpeg(image: Image.Image | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    (image or scene()).save(file, "JPEG", **options)
    return file.getvalue()


SOUND: dict[str, bytes] = {
    "gray": jpeg(scene().convert("L")),
    "colour": jpeg(quality=85),
    "full colour": jpeg(subsampling=0, quality=95),
    "half colour": jpeg(subsampling=1),
    "own tables": jpeg(optimize=True),
    "progressive": jpeg(progressive=True),
    "progressive, gray": jpeg(scene().convert("L"), progressive=True),
    "restarts": jpeg(restart_marker_blocks=5),
    "inks": jpeg(scene().convert("CMYK")),
    "RGB": jpeg(keep_rgb=True),
    "one pixel": jpeg(scene(1, 1)),
    "odd size": jpeg(scene(17, 9)),
    "flat": jpeg(Image.new("RGB", (160, 160), (200, 10, 10)), optimize=True),
    "white": jpeg(Image.new("L", (160, 160), 255), optimize=True),
    "small steps": jpeg(quality=100),
}
LARGE = [name for name in SOUND if name not in ("one pixel", "odd size", "flat", "white")]


def code(data: bytes) -> int:
    """Where the last pass's code begins."""
    at = data.rindex(b"\xff\xda")
    return at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def refused(data: bytes) -> bool:
    fault = jpeg_fault(data)
    return fault is not None and not fault.doubtful


@pytest.mark.parametrize("name", SOUND)
def test_what_is_whole_passes_with_whatever_stands_round_it(name: str) -> None:
    data = SOUND[name]
    assert jpeg_fault(data) is None
    assert jpeg_fault(data + b"a maker's notes \xff\xd8\xff\xe0\0\x10 and a picture that is cut off") is None
    assert jpeg_fault(data[:-2] + b"\xff\xff\xff" + END) is None  # filling before a marker
    assert jpeg_fault(data[:-2]) is None  # all pixels are there, the mark of the end alone is not
    at = data.index(b"\xff\xdb")
    assert jpeg_fault(data[:at] + b"\xff\xff" + data[at:]) is None
    assert jpeg_fault(data[:at] + b"\xff\xed\x00\x06abcd\xff\xfe\x00\x04hm" + data[at:]) is None


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("end", [b"", END], ids=["cut", "closed again"])
def test_a_picture_that_is_cut_off_is_refused(name: str, end: bytes) -> None:
    data = SOUND[name]
    start = data.index(b"\xff\xda") + 20
    for place in range(start, len(data) - 40, max(1, (len(data) - start) // 23)):
        if data[place - 1] != 0xFF:
            fault = jpeg_fault(data[:place] + end)
            # Between two passes of a progressive JPEG it is not the code that is short.
            assert fault is not None, place
            assert not fault.doubtful or name.startswith("progressive")


def test_the_last_byte_counts() -> None:
    data = SOUND["colour"]
    assert jpeg_fault(data[:-3] + END) is not None


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("length", [32, 200])
def test_a_hole_is_told(name: str, length: int) -> None:
    data = SOUND[name]
    start = data.index(b"\xff\xda") + 20
    if name.startswith("progressive"):
        # A short one in the pass of means may be flat ground.
        start = data.index(b"\xff\xda", start) + 20
    for place in range(start, len(data) - length - 9, max(1, (len(data) - start) // 17)):
        hole = data[:place] + bytes(length) + data[place + length :]
        if name.startswith("progressive") and b"\xff\xda" in data[place - 12 : place + length + 2]:
            continue
        assert jpeg_fault(hole) is not None, place


def test_flat_ground_is_no_hole() -> None:
    data = SOUND["white"]
    assert b"\0" * 20 in data[code(data) :] and jpeg_fault(data) is None


@pytest.mark.parametrize("height", [13_000, 200, 100])
def test_a_frame_that_lies_of_its_height_is_told(height: int) -> None:
    data = SOUND["colour"]
    found = re.search(rb"\xff\xc0\0.\x08", data, re.DOTALL)
    assert found is not None
    lying = data[: found.end()] + height.to_bytes(2, "big") + data[found.end() + 2 :]
    assert refused(lying)


def test_passes_that_are_missing_blur_a_progressive_jpeg() -> None:
    data = SOUND["progressive"]
    passes = [found.start() for found in re.finditer(rb"\xff\xda", data)]
    assert len(passes) > 5
    for at in passes[3:]:
        # Each pass may have its table before it.
        cut = (
            data[: data.rfind(b"\xff\xc4", passes[1], at) if b"\xff\xc4" in data[at - 60 : at] else at] + END
        )
        fault = jpeg_fault(cut)
        assert fault is not None
    assert jpeg_fault(data[: passes[-1]] + END) == PictureFault(
        "lacks the last passes of its data, so that it is blurred", doubtful=True
    )


def test_restarts_that_are_missing_or_doubled_are_refused() -> None:
    data = SOUND["restarts"]
    marks = [found.start() for found in re.finditer(rb"\xff[\xd0-\xd7]", data)]
    assert len(marks) > 9
    assert refused(data[: marks[4]] + data[marks[4] + 2 :])
    assert refused(data[: marks[4]] + data[marks[4] : marks[4] + 2] + data[marks[4] :])
    assert refused(data[: marks[4]] + data[marks[5] :])  # an interval is gone


def test_tables_that_are_missing_or_wrong_are_refused() -> None:
    data = SOUND["own tables"]
    codes = data.index(b"\xff\xc4")
    length = 2 + int.from_bytes(data[codes + 2 : codes + 4], "big")
    assert refused(data[:codes] + data[codes + length :])
    steps = data.index(b"\xff\xdb")
    size = 2 + int.from_bytes(data[steps + 2 : steps + 4], "big")
    assert refused(data[:steps] + data[steps + size :])
    assert refused(data[: steps + 9] + b"\0" + data[steps + 10 :])  # a divisor of nought


def test_noughts_behind_the_last_pixel_are_left_to_the_editor() -> None:
    data = SOUND["colour"]
    fault = jpeg_fault(data[:-2] + bytes(40) + END)
    assert fault is not None and fault.doubtful
    assert refused(data[:-2] + b"\x12\x34" * 20 + END)


@pytest.mark.parametrize(
    ("marker", "kind"), [(0xC9, "arithmetic-coded"), (0xC3, "lossless"), (0xC5, "hierarchical")]
)
def test_kinds_that_are_not_read_are_called_by_their_name(tmp_path: Path, marker: int, kind: str) -> None:
    data = SOUND["colour"]
    at = data.index(b"\xff\xc0")
    odd = data[:at] + bytes((0xFF, marker)) + data[at + 2 :]
    with pytest.raises(OddKind, match=kind):
        jpeg_fault(odd)
    (tmp_path / "a.jpg").write_bytes(odd)
    with pytest.raises(Refused) as caught:
        probe(tmp_path / "a.jpg")
    assert [problem.id for problem in caught.value.problems] == ["unknown-photo-mode"]


def test_a_jpeg_of_twelve_bits_is_called_so(tmp_path: Path) -> None:
    data = SOUND["colour"]
    at = data.index(b"\xff\xc0")
    (tmp_path / "a.jpg").write_bytes(data[: at + 4] + b"\x0c" + data[at + 5 :])
    with pytest.raises(Refused) as caught:
        probe(tmp_path / "a.jpg")
    assert "12 bits" in caught.value.problems[0].what


def test_a_second_picture_behind_the_first_is_no_matter(tmp_path: Path) -> None:
    file = io.BytesIO()
    scene().save(file, "MPO", save_all=True, append_images=[scene(40, 30)])
    data = file.getvalue()
    for cut in (0, 100):
        (tmp_path / "a.jpg").write_bytes(data[: len(data) - cut])
        facts = probe(tmp_path / "a.jpg")
        assert (facts.width, facts.height, facts.problems) == (208, 152, ())


def test_a_doubtful_picture_holds_the_press_on_each_run(tmp_path: Path) -> None:
    data = SOUND["colour"]
    (tmp_path / "a.jpg").write_bytes(data[:-2] + bytes(40) + END)
    for _ in range(2):
        facts = probe(tmp_path / "a.jpg", notes=tmp_path / "notes")
        [problem] = facts.problems
        assert (problem.id, problem.severity, problem.where.file) == ("doubtful-photo", "press", "a.jpg")
    (tmp_path / "a.jpg").write_bytes(data[:-2])
    assert probe(tmp_path / "a.jpg", notes=tmp_path / "notes").problems == ()


def test_an_odd_sampling_of_the_colours_is_left_to_the_editor() -> None:
    data = bytearray(jpeg(Image.new("RGB", (64, 64), (10, 200, 30)), subsampling=0))
    frame = data.index(b"\xff\xc0\0") + 11
    data[frame], data[frame + 3], data[frame + 6] = 0x31, 0x11, 0x11
    fault = jpeg_fault(bytes(data))
    assert fault is not None and fault.doubtful and "samples its colours" in fault.what
    gray = bytearray(SOUND["gray"])
    gray[gray.index(b"\xff\xc0\0") + 11] = 0x22  # of one colour it says nothing
    assert jpeg_fault(bytes(gray)) is None
