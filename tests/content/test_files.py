"""Whatever stands in an edition's folder, it is opened as a plain file, or what it is instead is told; nothing waits."""

from __future__ import annotations

import os
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from content.files import NotPlain, at_most, inside, list_folder, open_plain, read_text
from content.problems import MOST_PROBLEMS, Place, Problem, limit_problems
from tests.content.problems import refused


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.mkdir()


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": _pipe,
    "socket": _socket,
    "device": _device,
    "folder": _folder,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_plain_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    KINDS[kind](tmp_path / "a")
    with pytest.raises(NotPlain):
        open_plain(tmp_path / "a")
    [problem] = refused(lambda: read_text(tmp_path / "a", "a"))
    assert (problem.id, problem.what) == ("unreadable-file", "This is not a plain file.")


def test_a_file_that_becomes_a_pipe_while_it_is_looked_at_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").write_bytes(b"x")
    os.mkfifo(tmp_path / "a")
    plain = os.stat(tmp_path / "plain")
    monkeypatch.setattr(Path, "stat", lambda path, **options: plain)
    with pytest.raises(NotPlain):
        open_plain(tmp_path / "a")


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    with open_plain(tmp_path / "a") as stream:
        assert stream.read() == b"text"


@pytest.mark.parametrize(
    "name",
    [
        *("con", "CON.yaml", "photos/nul.jpg", "aux ", "Com1.txt", "LPT9", "prn.tar.gz", "com¹.x"),
        *("a.", "a ", "photos./a.jpg", "photos /a.jpg", "a.jpg:stream", "photos/c:a.jpg"),
    ],
)
def test_a_name_that_windows_has_no_file_for_is_none_anywhere(tmp_path: Path, name: str) -> None:
    """An edition is read alike everywhere."""
    assert [problem.id for problem in refused(lambda: inside(tmp_path, name))] == ["bad-file-name"]


@pytest.mark.parametrize("name", ["console.md", "auxiliary/nullify.md", "com10", "lpt.x", "a.b.c", "．a"])
def test_a_name_that_is_only_like_those_is_good(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    assert inside(tmp_path, name) == tmp_path / name


def test_a_name_of_three_hundred_characters_is_told_and_not_in_full(tmp_path: Path) -> None:
    [problem] = refused(lambda: inside(tmp_path, "x" * 300))
    assert problem.id == "unreadable-file" and len(str(problem)) < 250


def test_where_a_disk_takes_capitals_for_small_letters_the_name_must_be_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Photo.JPG").write_bytes(b"")
    (tmp_path / "photo.jpg").symlink_to("Photo.JPG")
    names = os.listdir
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(os, "listdir", lambda path: [one for one in names(path) if one != "photo.jpg"])
    assert inside(tmp_path, "Photo.JPG").name == "Photo.JPG"
    [problem] = refused(lambda: inside(tmp_path, "photo.jpg"))
    assert problem.id == "missing-file" and "other capitals" in problem.what


def test_the_names_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_folder(tmp_path, "stories") == []
    (tmp_path / "stories").mkdir()
    for name in ("b.md", "a.md"):
        (tmp_path / "stories" / name).write_bytes(b"")
    assert list_folder(tmp_path, "stories") == ["a.md", "b.md"]

    def denied(path: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", denied)
    [problem] = refused(lambda: list_folder(tmp_path, "stories"))
    assert (problem.id, problem.where.file) == ("unreadable-file", "stories")


@pytest.mark.parametrize(
    ("make", "id"),
    [
        (lambda path: path.write_bytes(b""), "not-a-folder"),
        (_pipe, "not-a-folder"),
        (lambda path: path.symlink_to(path), "unreadable-file"),
        (lambda path: path.symlink_to("nowhere"), "missing-file"),
        (lambda path: path.symlink_to("/"), "outside-edition"),
    ],
    ids=["file", "pipe", "loop", "nowhere", "outside"],
)
def test_what_is_no_folder_of_the_edition_is_told(
    tmp_path: Path, make: Callable[[Path], object], id: str
) -> None:
    (tmp_path / "edition").mkdir()
    make(tmp_path / "edition" / "stories")
    assert [one.id for one in refused(lambda: list_folder(tmp_path / "edition", "stories"))] == [id]


def test_problems_of_one_kind_in_one_file_are_counted() -> None:
    def many(count: int, id: str, file: str | None) -> list[Problem]:
        return [Problem(id, "refused", "x", Place(file=file, line=line), "y") for line in range(1, count + 1)]

    few = [*many(MOST_PROBLEMS, "a", "f"), *many(MOST_PROBLEMS, "a", "g"), *many(MOST_PROBLEMS, "b", "f")]
    assert limit_problems(few) == few
    over = limit_problems([*many(100_000, "a", "f"), *many(MOST_PROBLEMS + 1, "a", "g")])
    assert len(over) == 2 * MOST_PROBLEMS + 2
    assert [(one.id, one.where.file, one.where.line) for one in over[-2:]] == [
        ("more-problems", "f", MOST_PROBLEMS + 1),
        ("more-problems", "g", MOST_PROBLEMS + 1),
    ]
    assert "99,900 more places" in over[-2].what and "one more place" in over[-1].what


def test_a_bounded_read_takes_no_more_room_than_the_file_holds(tmp_path: Path) -> None:
    """Reading a gigabyte in one call takes the room of one, whatever the file."""
    (tmp_path / "a").write_bytes(b"abc" * 1_000_000)
    tracemalloc.start()
    try:
        with open_plain(tmp_path / "a") as stream:
            assert len(at_most(stream, 1 << 30)) == 3_000_000
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    with open_plain(tmp_path / "a") as stream:
        assert at_most(stream, 4) == b"abca"
