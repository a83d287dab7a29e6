"""A picture that was decoded without a fault is not decoded again, in this run or a later one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from content.pictures import soundness
from content.pictures.picturefile import probe
from content.problems import Refused


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.radial_gradient("L").convert("RGB").save(tmp_path / "p.jpg")
    return tmp_path / "p.jpg"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a new process would begin."""
    monkeypatch.setattr(soundness, "_SOUND", set())


def no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(self: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)


def test_a_later_run_goes_by_the_note(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = picture.parent / "notes"
    forget(monkeypatch)
    first = probe(picture, notes=notes)
    forget(monkeypatch)
    no_decoding(monkeypatch)
    assert probe(picture, notes=notes) == first
    # Other bytes, and no folder of notes, are looked at again.
    for changed, folder in ((picture.read_bytes() + b" ", notes), (picture.read_bytes(), None)):
        forget(monkeypatch)
        picture.write_bytes(changed)
        with pytest.raises(Refused):
            probe(picture, notes=folder)


def test_a_damaged_picture_gets_no_note(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = picture.parent / "notes"
    forget(monkeypatch)
    picture.write_bytes(picture.read_bytes()[:900])
    with pytest.raises(Refused):
        probe(picture, notes=notes)
    assert not notes.exists()


def test_notes_that_can_not_be_kept_cost_time_alone(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
    (picture.parent / "file").write_bytes(b"")
    assert probe(picture, notes=picture.parent / "file").width == 256


def test_a_note_of_an_older_look_does_not_count(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = picture.parent / "notes"
    picture.write_bytes(picture.read_bytes()[:-300] + b"\xff\xd9")
    sha256 = hashlib.sha256(picture.read_bytes()).hexdigest()
    notes.mkdir()
    for look in range(soundness.LOOK):
        (notes / f"{sha256}.sound-{look}").touch()
    forget(monkeypatch)
    with pytest.raises(Refused):
        probe(picture, notes=notes)
    (notes / f"{sha256}.sound-{soundness.LOOK}").touch()
    forget(monkeypatch)
    assert probe(picture, notes=notes).width == 256
