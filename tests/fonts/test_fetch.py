"""Getting the faces: one member by hash; what fails is named and spoils nothing; what is there stays."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from fonts import fetch as fetching
from fonts.errors import FontError
from fonts.fetch import fetch, pip_download, take_member, to_truetype
from fonts.sources import FETCHED, SOURCES, STAND_INS, Source, Wheel
from fonts.sums import sha256_of, write_whole
from tests.faces import square_face

MEMBER = "demo_face/face.ttf"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with one small wheel that holds a face, and other things."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    face = square_face("中文", tmp_path / "face.ttf").read_bytes()
    _write_wheel(folder, {MEMBER: face, "../outside.ttf": face, "demo_face/__init__.py": b"raise SystemExit"})
    return folder


@pytest.fixture
def pin(shelf: Path, tmp_path: Path) -> Wheel:
    return _pin((tmp_path / "face.ttf").read_bytes(), _wheel_in(shelf))


@pytest.fixture
def take(shelf: Path) -> Callable[[Wheel, Path], Path]:
    """A download that takes the wheel from the shelf."""

    def download(wheel: Wheel, folder: Path) -> Path:
        return Path(shutil.copy(_wheel_in(shelf), folder))

    return download


def refuse(wheel: Wheel, folder: Path) -> Path:
    raise FontError("no network", wheel.face.file, "later")


def test_a_face_is_fetched_once(pin: Wheel, take: Callable[[Wheel, Path], Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (first,) = fetch([pin], cache=cache, download=take)
    assert first.fetched and first.problem is None
    assert sha256_of(cache / "demo.ttf") == pin.face.sha256
    # Nothing but the one member; above all nothing at a path that the wheel chose.
    assert [path.name for path in cache.iterdir()] == ["demo.ttf"]
    assert not (tmp_path / "outside.ttf").exists()
    (second,) = fetch([pin], cache=cache, download=refuse)
    assert not second.fetched and second.problem is None


def test_a_damaged_face_in_the_cache_is_fetched_again(
    pin: Wheel, take: Callable[[Wheel, Path], Path], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    fetch([pin], cache=cache, download=take)
    whole = (cache / "demo.ttf").read_bytes()
    for bad in (b"", whole[:-1], bytes(len(whole))):
        (cache / "demo.ttf").write_bytes(bad)
        (result,) = fetch([pin], cache=cache, download=take)
        assert result.fetched
        assert (cache / "demo.ttf").read_bytes() == whole


def test_one_that_fails_spoils_no_other(
    pin: Wheel, take: Callable[[Wheel, Path], Path], tmp_path: Path
) -> None:
    lost = replace(pin, project="lost", face=replace(pin.face, role="lost", file="lost.ttf"))

    def download(wheel: Wheel, folder: Path) -> Path:
        return refuse(wheel, folder) if wheel.project == "lost" else take(wheel, folder)

    first, second = fetch([lost, pin], cache=tmp_path / "cache", download=download)
    assert first.problem is not None and first.problem.file == "lost.ttf"
    assert second.fetched


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"sha256": "0" * 64}, "wrong hash"),
        ({"member_sha256": "0" * 64}, "wrong hash"),
        ({"member": "demo_face/other.ttf"}, "does not hold the face"),
        ({"member_size": 10}, "wrong hash"),
        ({"member_size": 10**6}, "wrong hash"),
    ],
)
def test_what_is_not_as_pinned_is_refused(
    pin: Wheel,
    take: Callable[[Wheel, Path], Path],
    tmp_path: Path,
    change: dict[str, str | int],
    what: str,
) -> None:
    (result,) = fetch([replace(pin, **change)], cache=tmp_path / "cache", download=take)  # type: ignore[arg-type]
    assert result.problem is not None and what in result.problem.what
    assert not (tmp_path / "cache" / "demo.ttf").exists()


def test_no_more_of_a_member_is_unpacked_than_was_pinned(tmp_path: Path) -> None:
    _write_wheel(tmp_path, {MEMBER: bytes(200 * 2**20)})
    bomb = _wheel_in(tmp_path)
    assert bomb.stat().st_size < 2**20
    pin = replace(_pin(b"", bomb), member_size=1000)
    tracemalloc.start()
    with pytest.raises(FontError, match="wrong hash"):
        take_member(bomb, pin)
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


@pytest.mark.parametrize("damage", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_a_wheel_that_is_no_archive_is_refused(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "demo_face-1.0-py3-none-any.whl"
    path.write_bytes(damage)
    with pytest.raises(FontError, match="does not hold the face"):
        take_member(path, _pin(b"", path))


def test_a_damaged_stream_in_a_wheel_is_refused(shelf: Path, pin: Wheel) -> None:
    path = _wheel_in(shelf)
    data = bytearray(path.read_bytes())
    at = data.find(MEMBER.encode()) + len(MEMBER)
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)
    with pytest.raises(FontError):
        take_member(path, replace(pin, sha256=hashlib.sha256(data).hexdigest()))


def test_a_cache_that_cannot_be_written_is_a_problem(
    pin: Wheel, take: Callable[[Wheel, Path], Path], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    (result,) = fetch([pin], cache=tmp_path / "cache", download=take)
    assert result.problem is not None and "stored" in result.problem.what


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "face.ttf", b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("fonts.sums.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(tmp_path / "face.ttf", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("face.ttf", b"old")]


def test_a_web_font_becomes_the_same_truetype_file_each_time(tmp_path: Path) -> None:
    font = TTFont(square_face("中文", tmp_path / "face.ttf"), recalcTimestamp=False)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    plain = to_truetype(packed.getvalue())
    assert plain[:4] == b"\x00\x01\x00\x00"
    assert to_truetype(packed.getvalue()) == plain
    assert TTFont(io.BytesIO(plain)).getBestCmap().keys() == {ord("中"), ord("文")}
    assert to_truetype(b"OTTO, say") == b"OTTO, say"


# With pip itself


def test_pip_takes_the_pinned_wheel(shelf: Path, pin: Wheel, tmp_path: Path, offline: None) -> None:
    (result,) = fetch([pin], cache=tmp_path / "cache", download=pip_download)
    assert result.problem is None and result.fetched


def test_pip_refuses_another_hash(shelf: Path, pin: Wheel, tmp_path: Path, offline: None) -> None:
    with pytest.raises(FontError, match="wrong hash"):
        pip_download(replace(pin, sha256="0" * 64), tmp_path)


def test_pip_without_the_package_is_a_problem(tmp_path: Path, pin: Wheel, offline: None) -> None:
    with pytest.raises(FontError) as caught:
        pip_download(replace(pin, version="2.0"), tmp_path)
    assert "demo-face==2.0" in caught.value.what and "again" in caught.value.hint


@pytest.fixture
def offline(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip see the shelf alone."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))


# The command


def test_a_face_that_is_not_to_be_had_is_a_warning(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "pip_download", refuse)
    assert fetching.main([]) == 0
    told = capsys.readouterr()
    assert [line.split()[0] for line in told.out.splitlines()] == ["song", "hei"]
    assert told.err.count("song stands in for it") == len(FETCHED)
    assert "no kai" in told.err and "no network" in told.err


def test_without_song_the_command_fails(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "pip_download", refuse)
    monkeypatch.setattr(fetching, "path_of", lambda source: None)
    assert fetching.main(["-q"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "no song" in told.err


def test_the_pins_are_whole() -> None:
    for source in SOURCES.values():
        assert len(source.sha256) == 64 and source.size and STAND_INS[source.role] is not None
    assert {wheel.face.role for wheel in FETCHED} == {"kai", "nameplate", "fangsong"}
    assert len({source.file for source in SOURCES.values()}) == len(SOURCES)
    assert all(len(wheel.sha256) == len(wheel.member_sha256) == 64 for wheel in FETCHED)


def _write_wheel(folder: Path, members: dict[str, bytes]) -> None:
    info = "demo_face-1.0.dist-info"
    members = {
        **members,
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: demo-face\nVersion: 1.0\n",
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    with zipfile.ZipFile(
        folder / "demo_face-1.0-py3-none-any.whl", "w", compression=zipfile.ZIP_DEFLATED
    ) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _wheel_in(folder: Path) -> Path:
    return folder / "demo_face-1.0-py3-none-any.whl"


def _pin(face: bytes, wheel: Path) -> Wheel:
    sha256 = hashlib.sha256(face).hexdigest()
    return Wheel(
        face=Source("demo", "demo.ttf", sha256, len(face)),
        project="demo-face",
        version="1.0",
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        member=MEMBER,
        member_sha256=sha256,
        member_size=len(face),
    )
