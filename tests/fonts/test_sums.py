"""Sums that are remembered: right after a change, shared between runs, and no worse without a cache."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from fonts import sums
from fonts.sums import sha256_of


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "_known", {})


def test_a_changed_file_is_hashed_again(tmp_path: Path, empty_cache: Path) -> None:
    path = tmp_path / "font.ttf"
    for data in (b"one", b"two", b"three"):
        path.write_bytes(data)
        assert sha256_of(path) == hashlib.sha256(data).hexdigest()


def test_a_file_is_hashed_once_for_all_runs(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "font.ttf"
    path.write_bytes(b"one")
    first = sha256_of(path)
    monkeypatch.setattr(sums, "_known", {})
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("hashed twice"))
    assert sha256_of(path) == first
    assert str(tmp_path) not in (empty_cache / "sums.json").read_text()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', "\0"])
def test_a_damaged_stamp_file_is_written_anew(tmp_path: Path, empty_cache: Path, damage: str) -> None:
    empty_cache.mkdir(parents=True)
    (empty_cache / "sums.json").write_text(damage)
    path = tmp_path / "font.ttf"
    path.write_bytes(b"one")
    assert sha256_of(path) == hashlib.sha256(b"one").hexdigest()
    assert list(json.loads((empty_cache / "sums.json").read_text()).values()) == [sha256_of(path)]


def test_without_a_cache_folder_the_sum_is_right_all_the_same(tmp_path: Path, empty_cache: Path) -> None:
    empty_cache.parent.write_text("a file where the folder should be")
    path = tmp_path / "font.ttf"
    path.write_bytes(b"one")
    assert sha256_of(path) == hashlib.sha256(b"one").hexdigest()
