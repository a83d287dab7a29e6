"""Builds the test faces once for the room: a folder with each kind of font file that readers bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces import Design, square_collection, square_face, variable_face

CHARS = "中文字体，。“”—…· ABC"


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A TTF, an OTF, a collection of two and a variable TTF, one of them in a folder below."""
    folder = tmp_path_factory.mktemp("own")
    square_face(CHARS, folder / "square.ttf")
    (folder / "bold").mkdir()
    square_face(CHARS, folder / "bold" / "square-bold.otf", "cff", Design(style="Bold", weight=700))
    square_collection(CHARS, folder / "pair.ttc", [Design("First", "甲体"), Design("Second", "乙体")])
    variable_face(CHARS, folder / "variable.ttf", Design("Vary", "变体"))
    return folder


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which no face was fetched yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("DUIKAI_CACHE", str(folder))
    return folder / "faces"
