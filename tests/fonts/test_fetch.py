"""Getting the faces: one member by hash; what fails is named and spoils nothing; what is there stays."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from fonts import fetch as fetching
from fonts.errors import FontError
from fonts.fetch import download_package, fetch, take_members, to_truetype
from fonts.sources import FETCHED, SOURCES, STAND_INS, Member, Package, Source
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
def pin(shelf: Path, tmp_path: Path) -> Package:
    return _pin((tmp_path / "face.ttf").read_bytes(), _wheel_in(shelf))


@pytest.fixture
def take(shelf: Path) -> Callable[[Package, Path], Path]:
    """A download that takes the wheel from the shelf."""

    def download(package: Package, folder: Path) -> Path:
        return Path(shutil.copy(_wheel_in(shelf), folder))

    return download


def refuse(package: Package, folder: Path) -> Path:
    raise FontError("no network", package.members[0].face.file, "later")


def test_a_face_is_fetched_once(pin: Package, take: Callable[[Package, Path], Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (first,) = fetch([pin], cache=cache, download=take)
    assert first.fetched and first.problem is None
    assert sha256_of(cache / "demo.ttf") == _face(pin).sha256
    # Nothing but the one member; above all nothing at a path that the wheel chose.
    assert [path.name for path in cache.iterdir()] == ["demo.ttf"]
    assert not (tmp_path / "outside.ttf").exists()
    (second,) = fetch([pin], cache=cache, download=refuse)
    assert not second.fetched and second.problem is None


def test_a_damaged_face_in_the_cache_is_fetched_again(
    pin: Package, take: Callable[[Package, Path], Path], tmp_path: Path
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
    pin: Package, take: Callable[[Package, Path], Path], tmp_path: Path
) -> None:
    lost = replace(_with_member(pin, face=replace(_face(pin), role="lost", file="lost.ttf")), project="lost")

    def download(package: Package, folder: Path) -> Path:
        return refuse(package, folder) if package.project == "lost" else take(package, folder)

    first, second = fetch([lost, pin], cache=tmp_path / "cache", download=download)
    assert first.problem is not None and first.problem.file == "lost.ttf"
    assert second.fetched


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"sha256": "0" * 64}, "wrong hash"),
        ({"paths": ("demo_face/other.ttf",)}, "does not hold the face"),
        ({"size": 10}, "wrong hash"),
        ({"size": 10**6}, "wrong hash"),
    ],
)
def test_what_is_not_as_pinned_is_refused(
    pin: Package,
    take: Callable[[Package, Path], Path],
    tmp_path: Path,
    change: dict[str, object],
    what: str,
) -> None:
    (result,) = fetch([_with_member(pin, **change)], cache=tmp_path / "cache", download=take)
    assert result.problem is not None and what in result.problem.what
    assert not (tmp_path / "cache" / "demo.ttf").exists()


def test_no_more_of_a_member_is_unpacked_than_was_pinned(tmp_path: Path) -> None:
    _write_wheel(tmp_path, {MEMBER: bytes(200 * 2**20)})
    bomb = _wheel_in(tmp_path)
    assert bomb.stat().st_size < 2**20
    pin = _with_member(_pin(b"", bomb), size=1000)
    tracemalloc.start()
    assert "wrong hash" in _problem_in(bomb, pin).what
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


@pytest.mark.parametrize("damage", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_a_wheel_that_is_no_archive_is_refused(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "demo_face-1.0-py3-none-any.whl"
    path.write_bytes(damage)
    assert "does not hold the face" in _problem_in(path, _pin(b"", path)).what


def test_a_damaged_stream_in_a_wheel_is_refused(shelf: Path, pin: Package) -> None:
    path = _wheel_in(shelf)
    data = bytearray(path.read_bytes())
    at = data.find(MEMBER.encode()) + len(MEMBER)
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)
    problem = _problem_in(path, replace(pin, sha256=hashlib.sha256(data).hexdigest()))
    assert problem.what.startswith("the package demo-face ")


def test_a_cache_that_cannot_be_written_is_a_problem(
    pin: Package, take: Callable[[Package, Path], Path], tmp_path: Path
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
    plain = to_truetype([packed.getvalue()])
    assert plain[:4] == b"\x00\x01\x00\x00"
    assert to_truetype([packed.getvalue()]) == plain
    assert TTFont(io.BytesIO(plain)).getBestCmap().keys() == {ord("中"), ord("文")}
    assert to_truetype([b"OTTO, say"]) == b"OTTO, say"


def test_the_pieces_of_a_web_font_become_one_face(shelf: Path, tmp_path: Path) -> None:
    pieces = [square_face(text, tmp_path / f"{text}.ttf").read_bytes() for text in ("中文", "字体")]
    whole = to_truetype(pieces)
    assert set(map(ord, "中文字体")) <= TTFont(io.BytesIO(whole)).getBestCmap().keys()
    assert to_truetype(pieces) == whole
    together = b"".join(pieces)
    face = Source("demo", "demo.ttf", hashlib.sha256(whole).hexdigest(), len(whole))
    member = Member(
        face, ("package/0.ttf", "package/1.ttf"), hashlib.sha256(together).hexdigest(), len(together)
    )
    tarball = _write_tarball(
        tmp_path / "demo.tgz", [("package/evil.ttf", b"?"), *zip(member.paths, pieces, strict=True)]
    )
    package = Package("demo", "1.0", hashlib.sha256(tarball.read_bytes()).hexdigest(), (member,), "npm")
    (result,) = fetch([package], cache=tmp_path / "cache", download=lambda *_: tarball)
    assert result.fetched and [path.name for path in (tmp_path / "cache").iterdir()] == ["demo.ttf"]
    # A piece that grows when it is unpacked, or one that is not there, is refused.
    bomb = _write_tarball(
        tmp_path / "bomb.tgz", [(member.paths[0], bytes(50 * 2**20)), (member.paths[1], b"")]
    )
    lost = _write_tarball(tmp_path / "lost.tgz", [(member.paths[0], pieces[0])])
    for path, what in ((bomb, "wrong hash"), (lost, "does not hold the face")):
        bad = replace(package, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
        assert what in _problem_in(path, bad).what


# With pip itself


def test_pip_takes_the_pinned_wheel(shelf: Path, pin: Package, tmp_path: Path, offline: None) -> None:
    (result,) = fetch([pin], cache=tmp_path / "cache", download=download_package)
    assert result.problem is None and result.fetched


def test_pip_refuses_another_hash(shelf: Path, pin: Package, tmp_path: Path, offline: None) -> None:
    with pytest.raises(FontError, match="wrong hash"):
        download_package(replace(pin, sha256="0" * 64), tmp_path)


def test_pip_without_the_package_is_a_problem(tmp_path: Path, pin: Package, offline: None) -> None:
    with pytest.raises(FontError) as caught:
        download_package(replace(pin, version="2.0"), tmp_path)
    assert "demo-face==2.0" in caught.value.what and "again" in caught.value.hint


@pytest.fixture
def offline(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip see the shelf alone."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))


def test_a_machine_without_npm_is_told(tmp_path: Path, pin: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FontError, match="npm could not be run") as caught:
        download_package(replace(pin, tool="npm"), tmp_path)
    assert "install npm" in caught.value.hint


# The command


def test_a_face_that_is_not_to_be_had_is_a_warning(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "download_package", refuse)
    assert fetching.main([]) == 0
    told = capsys.readouterr()
    assert [line.split()[0] for line in told.out.splitlines()] == ["song", "hei"]
    faces = [member.face for package in FETCHED for member in package.members]
    assert told.err.count(" stands in for it") == len(faces)
    assert "no kai" in told.err and "no network" in told.err


def test_without_song_the_command_fails(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "download_package", refuse)
    monkeypatch.setattr(fetching, "path_of", lambda source: None)
    assert fetching.main(["-q"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "no song" in told.err


def test_the_pins_are_whole() -> None:
    for source in SOURCES:
        assert len(source.sha256) == 64 and source.size and STAND_INS[source.role] is not None
    members = [member for package in FETCHED for member in package.members]
    assert {member.face.role for member in members} == {
        "kai", "nameplate", "fangsong", "serif", "sans", "kai-hant", "kai-old"
    }  # fmt: skip
    assert (
        len({source.file for source in SOURCES}) == len({source.sha256 for source in SOURCES}) == len(SOURCES)
    )
    hashes = [package.sha256 for package in FETCHED] + [member.sha256 for member in members]
    assert all(len(sha256) == 64 for sha256 in hashes)


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


def _write_tarball(path: Path, members: Sequence[tuple[str, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def _pin(face: bytes, wheel: Path) -> Package:
    sha256 = hashlib.sha256(face).hexdigest()
    member = Member(Source("demo", "demo.ttf", sha256, len(face)), (MEMBER,), sha256, len(face))
    return Package("demo-face", "1.0", hashlib.sha256(wheel.read_bytes()).hexdigest(), (member,))


def _face(package: Package) -> Source:
    return package.members[0].face


def _with_member(package: Package, **change: object) -> Package:
    """The package with changes of its own hash, or else of its one member."""
    if "sha256" in change:
        return replace(package, **change)  # type: ignore[arg-type]
    return replace(package, members=(replace(package.members[0], **change),))  # type: ignore[arg-type]


def _problem_in(path: Path, package: Package) -> FontError:
    """What is wrong with the one member of a package."""
    ((_, problem),) = take_members(path, package)
    assert isinstance(problem, FontError)
    return problem
