"""Conversions are kept from one build to the next, whole and sound or not at all, and not for ever."""

from __future__ import annotations

import multiprocessing
import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from layout.press.document import write_pdf
from layout.press.pictures import developing
from layout.press.pictures.cache import Packed, load, store, sweep
from layout.press.pictures.placed import Darkroom, press_images, wish_for
from layout.running.kept import IN_USE, UNUSED
from layout.scene import Picture
from layout.scene.condition import Sharpening
from tests.press.pictures.room import PRESS
from tests.press.scenes import CONDITION, colour_chart, page, placed, region, resources, saved, scene

PACKED = Packed(1, 1, "inks", b"data", ("has a fault",))
KEY = "0" * 64


def chart(root: Path, name: str = "c", width: int = 60) -> Picture:
    image = colour_chart(width, 40)
    file = f"photos/{name}.png"
    return placed(file, saved(image, root / file), image.size)


def room(root: Path, cache: Path | None = None, workers: int = 1) -> Darkroom:
    spare = root / "spare"
    spare.mkdir(exist_ok=True)
    return Darkroom(root, cache, spare, PRESS, CONDITION, workers)


def unreachable(*_: object) -> Packed:
    raise AssertionError("converted again")


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    stored = store(tmp_path / "a" / "b", KEY, PACKED)
    assert load(tmp_path / "a" / "b", KEY) == stored
    assert stored.read() == b"data"
    assert stored.warnings == ("has a fault",)
    assert load(tmp_path, "1" * 64) is None


def test_a_second_build_converts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [chart(tmp_path, str(number), 60 + number) for number in range(3)]
    made = scene([page(region(*pictures))], [])
    files = resources(tmp_path, tmp_path / "kept")
    first = write_pdf(made, made.pages, files)
    monkeypatch.setattr(developing, "develop", unreachable)
    assert write_pdf(made, made.pages, files) == first
    # Nor is anything left of a build without a cache: it converts.
    with pytest.raises(AssertionError):
        write_pdf(made, made.pages, replace(files, cache=None))


@pytest.mark.parametrize(
    "change",
    [
        {"ink_limit": 200},
        {"picture_ppi": 20},
        {"line_art_ppi": 300},
        {"sharpening": Sharpening(1, 50, 0)},
    ],
)
def test_another_wish_is_another_conversion(tmp_path: Path, change: dict[str, Any]) -> None:
    image = colour_chart(2000, 40)
    picture = placed("photos/c.png", "0" * 64, image.size)
    here = room(tmp_path)
    assert (
        wish_for(picture, here).key
        != wish_for(picture, replace(here, condition=replace(CONDITION, **change))).key
    )
    assert wish_for(picture, here).key == wish_for(replace(picture, alt="other"), here).key
    assert wish_for(replace(picture, crop=(1, 0, 60, 40)), here).key != wish_for(picture, here).key


@pytest.mark.parametrize("cut", [0, 1, 20, 150, -1])
def test_a_damaged_one_is_made_anew(tmp_path: Path, cut: int) -> None:
    picture, here = chart(tmp_path), room(tmp_path, tmp_path / "kept")
    (first,) = press_images([picture], here)
    assert not isinstance(first, Refused)
    whole = first.path.read_bytes()
    for damaged in (whole[:cut], whole[:cut] + b"?" + whole[cut:][1:], b"[" * 60_000, b"{}\n", whole + b"?"):
        first.path.write_bytes(damaged)
        assert press_images([picture], here) == [first]
        assert first.path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    here = room(tmp_path, tmp_path / "file" / "below")
    (found,) = press_images([chart(tmp_path)], here)
    assert not isinstance(found, Refused)
    assert found.path.parent == here.spare
    assert found.read()


def test_without_any_room_the_photo_is_named(tmp_path: Path) -> None:
    here = replace(room(tmp_path), spare=tmp_path / "none" / "\0")
    (tmp_path / "none").write_text("in the way")
    (found,) = press_images([chart(tmp_path)], replace(here, spare=tmp_path / "none" / "below"))
    assert isinstance(found, Refused)
    assert [problem.id for problem in found.problems] == ["no-room-for-photo"]


def test_two_processes_at_once_make_one_whole_file(tmp_path: Path) -> None:
    start = multiprocessing.get_context("spawn")
    several = [start.Process(target=_build, args=(tmp_path,)) for _ in range(2)]
    picture = chart(tmp_path)
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert [one.exitcode for one in several] == [0, 0]
    (kept,) = (tmp_path / "kept").iterdir()
    assert press_images([picture], room(tmp_path, tmp_path / "kept"))[0] == load(tmp_path / "kept", kept.stem)


def _build(root: Path) -> None:
    picture = placed("photos/c.png", _sum(root / "photos/c.png"), (60, 40))
    for _ in range(5):
        (found,) = press_images([picture], room(root, root / "kept"))
        assert not isinstance(found, Refused)
        found.read()


def _sum(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_no_build_used_for_a_month_is_cleared_away(tmp_path: Path) -> None:
    now = 1_000_000_000.0
    for number, age in enumerate((UNUSED + 1, UNUSED - 1, 0)):
        os.utime(store(tmp_path, str(number) * 64, PACKED).path, (now - age,) * 2)
    (tmp_path / "mine.txt").write_text("nobody's business")
    os.utime(tmp_path / "mine.txt", (0, 0))
    (tmp_path / ".picture-left").write_text("by a build that was killed")
    os.utime(tmp_path / ".picture-left", (0, 0))
    sweep(tmp_path, now=now)
    assert {path.name[:4] for path in tmp_path.iterdir()} == {"1111", "2222", "mine"}


def test_of_too_much_the_longest_unused_goes_first(tmp_path: Path) -> None:
    now = 1_000_000_000.0
    kept = [store(tmp_path, str(number) * 64, PACKED).path for number in range(4)]
    for path, age in zip(kept, (IN_USE * 3, IN_USE * 2, 10, 5), strict=True):
        os.utime(path, (now - age,) * 2)
    size = kept[0].stat().st_size
    sweep(tmp_path, now=now, most=3 * size)
    assert {path.exists() for path in kept[1:]} == {True} and not kept[0].exists()
    # What a build may be using stays, whatever the size.
    sweep(tmp_path, now=now, most=0)
    assert [path.exists() for path in kept] == [False, False, True, True]


def test_use_is_noted_and_a_folder_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    stored = store(tmp_path, KEY, PACKED)
    os.utime(stored.path, (0, 0))
    load(tmp_path, KEY)
    assert stored.path.stat().st_mtime > 1_000_000
    sweep(tmp_path / "none")


def test_any_number_of_workers_gives_the_same_bytes_and_problems_in_their_order(tmp_path: Path) -> None:
    pictures = [chart(tmp_path, str(number), 60 + number) for number in range(6)]
    made = scene([page(region(*pictures))], [])
    files = [
        write_pdf(made, made.pages, replace(resources(tmp_path), workers=workers)) for workers in (1, 2, 5)
    ]
    assert files[0] == files[1] == files[2]
    for number in (1, 3, 4):
        (tmp_path / f"photos/{number}.png").write_bytes(b"no picture")
    for workers in (1, 4):
        with pytest.raises(Refused) as caught:
            write_pdf(made, made.pages, replace(resources(tmp_path), workers=workers))
        named = [problem.where.file for problem in caught.value.problems]
        assert named == ["photos/1.png", "photos/3.png", "photos/4.png"]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_no_more_photos_are_decoded_at_a_time_than_there_are_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    busy, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(workers)

    def watched(*_: object) -> Packed:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        together.wait(30)  # nobody goes on before all workers are busy
        with lock:
            busy -= 1
        return PACKED

    monkeypatch.setattr(developing, "develop", watched)
    pictures = [chart(tmp_path, str(number), 60 + number) for number in range(6)]
    press_images(pictures, room(tmp_path, workers=workers))
    assert most == workers
