"""Photos: the sheet, and pictures that are missing, broken, huge or outside."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from content.photo import Photo, PhotoSheet, inspect, read_photo
from content.pictures.picturefile import MOST_PIXELS, PictureFacts, probe
from content.problems import Problem
from tests.content.problems import places, refused

SHEET = "file: a.jpg\ncaption: 图说。\ncredit: 某某 摄\nalt: 一幢楼\nfocus: [0.25, 1]\nstand_in: （替代图）\n"


def noise(width: int = 320, height: int = 200) -> Image.Image:
    return Image.effect_noise((width, height), 60).convert("RGB")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    return tmp_path


def sheet(root: Path, text: str = SHEET) -> Photo:
    (root / "photos/campus.yaml").write_text(text, encoding="utf-8")
    return read_photo(root / "photos/campus.yaml", root=root)


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def ids(read: Callable[[], object]) -> list[str]:
    return [problem.id for problem in refused(read)]


def test_a_sheet_is_read_whole(root: Path) -> None:
    photo = sheet(root)
    assert photo == Photo(
        id="campus",
        file="photos/a.jpg",
        caption="图说。",
        credit="某某 摄",
        alt="一幢楼",
        focus=(0.25, 1.0),
        stand_in="（替代图）",
    )
    assert photo.line_of("credit") == 3


def test_without_alt_text_the_caption_stands_in(root: Path) -> None:
    assert sheet(root, "file: a.jpg\ncaption: 图说。\n").alt == "图说。"


def test_a_mark_in_a_caption_is_told(root: Path) -> None:
    assert not sheet(root).doubts
    [doubt] = sheet(root, "file: a.jpg\ncaption: 魯`迅`。\n").doubts
    assert (doubt.id, doubt.where.line, doubt.where.field) == ("stray-mark", 2, "caption")


def test_all_problems_of_a_sheet(root: Path) -> None:
    problems = refused(lambda: sheet(root, "fiel: a.jpg\nfocus: [0.5, 2]\ncredit: 3\n"))
    assert places(problems) == [
        ("unknown-key", 1, "fiel"),
        ("missing-key", 1, "file"),
        ("out-of-range", 2, "focus[1]"),
    ]


@pytest.mark.parametrize("file", ["../a.jpg", "/etc/hostname", "out/a.jpg", "a\\b.jpg"])
def test_a_picture_outside_of_the_edition_is_refused(root: Path, file: str) -> None:
    outside = root.parent / f"{root.name}-outside"
    outside.mkdir()
    (outside / "a.jpg").touch()
    (root / "photos/out").symlink_to(outside)
    assert places(refused(lambda: sheet(root, f"caption: 甲\nfile: {file}\n"))) == [
        ("outside-edition", 2, "file")
    ]


def test_a_missing_picture_holds_the_press_and_no_more(root: Path) -> None:
    photo = sheet(root)
    facts, problems = inspect(photo, root=root)
    assert facts is None
    assert [(problem.id, problem.severity, problem.where.line) for problem in problems] == [
        ("missing-photo", "press", 1)
    ]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_facts_of_a_sound_picture(root: Path, form: str) -> None:
    path = root / "photos/a.jpg"  # its name does not matter
    noise().save(path, form)
    facts, problems = inspect(sheet(root), root=root)
    assert not problems
    assert facts is not None
    assert (facts.width, facts.height, facts.mode, facts.format) == (320, 200, "RGB", form)
    assert probe(path, decode=False) == facts


@pytest.mark.parametrize(
    ("turn", "size"), [(1, (320, 200)), (3, (320, 200)), (6, (200, 320)), (99, (320, 200))]
)
def test_a_camera_that_was_turned(root: Path, turn: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    noise().save(root / "a.jpg", exif=exif)
    facts = probe(root / "a.jpg")
    assert (facts.width, facts.height) == size


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_that_was_cut_off(root: Path, form: str) -> None:
    path = root / "a"
    noise().save(path, form)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    (problem,) = refused(lambda: probe(path))
    assert (problem.id, problem.where.file) == ("broken-photo", "a")


def test_a_bomb_is_found_by_its_header(root: Path) -> None:
    (root / "bomb.png").write_bytes(png(60_000, 60_000))
    (root / "just.png").write_bytes(png(MOST_PIXELS // 10_000 + 1, 10_000))
    assert ids(lambda: probe(root / "bomb.png")) == ["huge-photo"]
    assert ids(lambda: probe(root / "just.png")) == ["huge-photo"]


def test_a_large_picture_below_the_limit_passes_without_a_warning(root: Path) -> None:
    (root / "large.png").write_bytes(png(12_000, 12_000))
    assert ids(lambda: probe(root / "large.png")) == ["broken-photo"]  # read, and found empty: no bomb


def test_pictures_that_cannot_be_used(root: Path) -> None:
    noise().save(root / "a.gif")
    noise().save(root / "two.tif", save_all=True, append_images=[noise()])
    noise().convert("F").save(root / "float.tif")
    noise().convert("I").save(root / "signed.tif")
    (root / "text.jpg").write_text("no picture", encoding="utf-8")
    (root / "empty.jpg").touch()
    (root / "folder.jpg").mkdir()
    names = sorted(path.name for path in root.glob("*.*"))
    assert {name: ids(partial(probe, root / name)) for name in names} == {
        "a.gif": ["unknown-photo-format"],
        "empty.jpg": ["unknown-photo-format"],
        "float.tif": ["unknown-photo-mode"],
        "folder.jpg": ["unreadable-photo"],
        "signed.tif": ["unknown-photo-mode"],
        "text.jpg": ["unknown-photo-format"],
        "two.tif": ["several-photos"],
    }


def test_damaged_bytes_never_raise_anything_else(root: Path) -> None:
    for form in ("JPEG", "PNG", "TIFF", "WEBP"):
        noise(64, 48).save(root / "a", form)
        data = (root / "a").read_bytes()
        for place in range(0, min(len(data), 600), 7):
            (root / "b").write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
            try:
                assert isinstance(probe(root / "b"), PictureFacts)
            except Exception as error:
                assert all(isinstance(problem, Problem) for problem in getattr(error, "problems", [None])), (
                    error
                )


def test_the_schema_describes_every_key() -> None:
    schema = PhotoSheet.model_json_schema()
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["file"]
    assert all(prop["description"] for prop in schema["properties"].values())
    assert (
        schema["properties"]["focus"]["prefixItems"] == [{"maximum": 1, "minimum": 0, "type": "number"}] * 2
    )
