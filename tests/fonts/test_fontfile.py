"""Font files that are damaged, hostile or not allowed: a problem with the file's name, never a crash."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from fonts.catalogue import Catalogue
from fonts.errors import FontError
from fonts.files.fontfile import read_font_file
from tests.faces import Design, square_collection, square_face, variable_face

CHARS = "中文字"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    return {
        "glyf": square_face(CHARS, folder / "a.ttf").read_bytes(),
        "cff": square_face(CHARS, folder / "b.otf", "cff").read_bytes(),
        "collection": square_collection(CHARS, folder / "c.ttc", [Design("A"), Design("B")]).read_bytes(),
        "variable": variable_face(CHARS, folder / "d.ttf").read_bytes(),
    }


def problem_of(folder: Path, data: bytes, name: str = "bad.ttf") -> FontError:
    """The one problem that a folder with this one file has; no face may come of it."""
    (folder / name).write_bytes(data)
    catalogue = Catalogue.load(folder)
    assert [entry for entry in catalogue.listing().faces if entry.role is None] == []
    (problem,) = catalogue.problems
    assert problem.file == name and problem.hint
    return problem


def test_the_samples_of_this_file_are_sound(tmp_path: Path, sound: dict[str, bytes]) -> None:
    for name, data in sound.items():
        (tmp_path / f"{name}.ttf").write_bytes(data)
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.problems == ()
    assert len([entry for entry in catalogue.listing().faces if entry.role is None]) == 5


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\0", "not a font"),
        (b"<html>404 Not Found</html>", "not a font"),
        (b"\x00\x01\x00\x00", "cut short"),
        (b"OTTO" + bytes(8), "0 tables"),
        (b"OTTO" + struct.pack(">HHHH", 65535, 0, 0, 0), "65535 tables"),
        (b"ttcf" + struct.pack(">II", 0x10000, 2**32 - 1), "4294967295 faces"),
        (b"ttcf" + struct.pack(">III", 0x10000, 1, 2**32 - 1), "cut short"),
        (b"wOF2" + bytes(100), "WOFF"),
    ],
)
def test_what_is_no_font_is_said(tmp_path: Path, data: bytes, what: str) -> None:
    assert what in problem_of(tmp_path, data).what


@pytest.mark.parametrize("kind", ["glyf", "cff", "collection", "variable"])
def test_a_font_that_is_cut_short_is_said(tmp_path: Path, sound: dict[str, bytes], kind: str) -> None:
    data = sound[kind]
    # The last table may be padded by up to three bytes that nobody would miss.
    for length in (5, 40, len(data) // 2, len(data) - 4):
        assert "cut short" in problem_of(tmp_path, data[:length]).what


def test_a_font_past_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.ttf").open("wb") as stream:
        stream.write(b"\x00\x01\x00\x00")
        stream.truncate(600 * 2**20)
    (problem,) = Catalogue.load(tmp_path).problems
    assert "600 MB" in problem.what


@pytest.mark.parametrize("table", ["cmap", "head", "hhea", "hmtx", "maxp"])
def test_a_font_without_a_needed_table_is_said(tmp_path: Path, sound: dict[str, bytes], table: str) -> None:
    assert table in problem_of(tmp_path, _without(sound["glyf"], table)).what


def test_a_font_without_outlines_is_said(tmp_path: Path, sound: dict[str, bytes]) -> None:
    assert "no outlines" in problem_of(tmp_path, _without(sound["glyf"], "glyf")).what


@pytest.mark.parametrize(
    ("patch", "what"),
    [
        (("head", 12, b"\0\0\0\0"), "head is damaged"),
        (("head", 18, b"\0\0"), "em is 0 units"),
        (("head", 18, b"\x40\0"), "em is 16384 units, and its characters are 0.061 em wide"),
        (("head", 18, b"\0\x10"), "em is 16 units, and its characters are 62 em wide"),
        (("maxp", 4, b"\xff\xff"), "don't agree"),
        (("maxp", 4, b"\0\0"), "don't agree"),
        (("hhea", 34, b"\xff\xff"), "don't agree"),
        (("hhea", 34, b"\0\0"), "don't agree"),
        (("cmap", 2, b"\0\0"), "maps no character"),
    ],
)
def test_a_table_that_makes_no_sense_is_said(
    tmp_path: Path, sound: dict[str, bytes], patch: tuple[str, int, bytes], what: str
) -> None:
    assert what in problem_of(tmp_path, _put(sound["glyf"], *patch)).what


def test_outlines_overwritten_with_noise_are_said(tmp_path: Path, sound: dict[str, bytes]) -> None:
    start, length = _table(sound["cff"], "CFF ")
    data = sound["cff"][:start] + b"\xff" * length + sound["cff"][start + length :]
    assert "outlines" in problem_of(tmp_path, data).what


def test_a_flipped_bit_is_told_when_the_font_is_used(tmp_path: Path, sound: dict[str, bytes]) -> None:
    (tmp_path / "flipped.ttf").write_bytes(_put(sound["glyf"], "hmtx", 4, b"\x03\xe9"))
    catalogue = Catalogue.load(tmp_path)
    assert not catalogue.problems
    catalogue.resolve("Square", 400)
    (problem,) = catalogue.problems
    assert "hmtx" in problem.what and problem.file == "flipped.ttf"


def test_damage_is_told_once_for_a_collection(tmp_path: Path, sound: dict[str, bytes]) -> None:
    # Both faces share the table of outlines.
    (tmp_path / "pair.ttc").write_bytes(_put(sound["collection"], "glyf", 12, b"\0\1"))
    catalogue = Catalogue.load(tmp_path)
    catalogue.resolve("A", 400)
    catalogue.resolve("B", 400)
    (problem,) = catalogue.problems
    assert "glyf" in problem.what


def test_a_head_summed_otherwise_is_no_damage(tmp_path: Path, sound: dict[str, bytes]) -> None:
    # Many collections on the market have it so: bytes 8 to 11 hold the sum of the whole file.
    (tmp_path / "font.ttf").write_bytes(_put(sound["glyf"], "head", 8, b"\0\0\0\0"))
    catalogue = Catalogue.load(tmp_path)
    catalogue.resolve("Square", 400)
    assert catalogue.problems == ()


def test_a_sound_font_in_use_is_no_problem(tmp_path: Path, sound: dict[str, bytes]) -> None:
    for name, data in sound.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "font.ttf").write_bytes(data)
        catalogue = Catalogue.load(tmp_path / name)
        for entry in catalogue.listing().faces:
            catalogue.resolve(entry.face.full_name, 400)
        assert catalogue.problems == ()


def test_every_bad_file_is_told_and_the_good_ones_are_there(tmp_path: Path, sound: dict[str, bytes]) -> None:
    (tmp_path / "a-empty.ttf").write_bytes(b"")
    (tmp_path / "b-noise.OTF").write_bytes(b"noise" * 50)
    (tmp_path / "c-good.ttf").write_bytes(sound["glyf"])
    (tmp_path / "d-web.woff2").write_bytes(b"wOF2")
    catalogue = Catalogue.load(tmp_path)
    assert [problem.file for problem in catalogue.problems] == ["a-empty.ttf", "b-noise.OTF", "d-web.woff2"]
    assert catalogue.resolve("Square", 400).face.file == "c-good.ttf"
    with pytest.raises(FontError) as caught:
        catalogue.resolve("方正书宋", 400)
    assert "a-empty.ttf" in caught.value.hint


# Licence bits (OpenType 1.9, OS/2 fsType)


@pytest.mark.parametrize("rights", [0x0002, 0x0100, 0x0108, 0x0200])
def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path, rights: int) -> None:
    path = square_face(CHARS, tmp_path / "locked.ttf", design=Design(rights=rights))
    with pytest.raises(FontError) as caught:
        read_font_file(path, "locked.ttf")
    assert "licence bits" in caught.value.what and "foundry" in caught.value.hint


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008, 0x0006])
def test_a_font_that_may_be_embedded_is_read(tmp_path: Path, rights: int) -> None:
    path = square_face(CHARS, tmp_path / "open.ttf", design=Design(rights=rights))
    assert len(read_font_file(path, "open.ttf")) == 1


# Links and things that are no files


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, sound: dict[str, bytes]) -> None:
    (tmp_path / "secret.ttf").write_bytes(sound["glyf"])
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "out.ttf").symlink_to(tmp_path / "secret.ttf")
    (folder / "gone.ttf").symlink_to(tmp_path / "nowhere.ttf")
    (folder / "round.ttf").symlink_to(folder / "round.ttf")
    catalogue = Catalogue.load(folder)
    assert [problem.file for problem in catalogue.problems] == ["gone.ttf", "out.ttf", "round.ttf"]
    assert "out of the folder" in catalogue.problems[1].what


def test_a_link_within_the_folder_is_a_font(tmp_path: Path, sound: dict[str, bytes]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "font.ttf").write_bytes(sound["glyf"])
    (tmp_path / "alias.ttf").symlink_to("real/font.ttf")
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.problems == ()
    assert catalogue.resolve("Square", 400).face.id == "Square-Regular"


def test_what_is_no_plain_file_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttf")
    (tmp_path / "folder.ttf").mkdir()
    (problem,) = Catalogue.load(tmp_path).problems
    assert problem.file == "pipe.ttf" and "plain file" in problem.what


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("")
    (problem,) = Catalogue.load(tmp_path / "fonts").problems
    assert problem.file == "fonts"


@given(
    kind=st.sampled_from(["glyf", "cff", "collection", "variable"]),
    noise=st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=8)), max_size=6),
)
def test_noise_anywhere_gives_a_face_or_a_font_error(
    sound: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    noise: list[tuple[int, bytes]],
) -> None:
    data = bytearray(sound[kind])
    for at, value in noise:
        place = at % len(data)
        data[place : place + len(value)] = value
    folder = tmp_path_factory.mktemp("noise")
    (folder / "font.ttf").write_bytes(data)
    catalogue = Catalogue.load(folder)
    for entry in catalogue.listing().faces:
        if entry.role is None:
            try:
                face = catalogue.resolve(entry.face.full_name, 400).face
            except FontError:
                continue
            glyphs = face.glyphs(CHARS, "zh-Hans")
            face.shape(CHARS, "zh-Hans")
            assert all(isinstance(face.advance(glyph), int) and face.ink(glyph) for glyph in glyphs)


def _table(data: bytes, tag: str) -> tuple[int, int]:
    """Offset and length of a table, found with another reader than the one under test."""
    entry = TTFont(io.BytesIO(data), fontNumber=0).reader.tables[tag]
    return int(entry.offset), int(entry.length)


def _put(data: bytes, tag: str, at: int, value: bytes) -> bytes:
    start = _table(data, tag)[0] + at
    return data[:start] + value + data[start + len(value) :]


def _without(data: bytes, tag: str) -> bytes:
    """The font with a table's entry under another name, so that it isn't found."""
    (count,) = struct.unpack(">H", data[4:6])
    at = next(at for at in range(12, 12 + 16 * count, 16) if data[at : at + 4] == tag.encode())
    return data[:at] + b"xxxx" + data[at + 4 :]


def test_a_font_that_no_program_can_be_made_of_is_refused_when_it_is_asked_for(
    tmp_path: Path, sound: dict[str, bytes]
) -> None:
    # A table of no version that is known: the shaper does without it, a program can't.
    (tmp_path / "own.ttf").write_bytes(_put(sound["glyf"], "hhea", 0, b"\0\0\0\0"))
    catalogue = Catalogue.load(tmp_path)
    with pytest.raises(FontError, match="can't be cut down") as wrong:
        catalogue.resolve("Square", 400)
    assert wrong.value.file == "own.ttf" and wrong.value.hint
    (tmp_path / "own.ttf").write_bytes(sound["glyf"])
    assert Catalogue.load(tmp_path).resolve("Square", 400).face.file == "own.ttf"
