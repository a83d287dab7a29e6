"""How small and how far up a face wants its superscripts: what its OS/2 table says, if that can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from fonts.face import Face, FaceSpec
from fonts.glyphs.superscripts import LOWERED, RAISED
from tests.faces import square_face


def face_with(folder: Path, size: int, up: int, down: int) -> Face:
    path = folder / "scripts.ttf"
    square_face("2", path)
    font = TTFont(path)
    table = font["OS/2"]
    table.ySuperscriptYSize = table.ySubscriptYSize = size
    table.ySuperscriptYOffset, table.ySubscriptYOffset = up, down
    font.save(path)
    return Face(FaceSpec("scripts", path, path.name, "", 0, ()))


@pytest.mark.parametrize(
    ("said", "raised", "lowered"),
    [
        ((650, 480, 140), (650, 480), (650, -140)),
        ((700, 400, -100), (700, 400), (700, -100)),  # some say down as a negative number
        ((0, 0, 0), RAISED, LOWERED),
        ((1000, 1000, 1000), RAISED, LOWERED),
        ((600, -1, 900), RAISED, LOWERED),
    ],
)
def test_what_the_face_says_is_taken_where_it_can_be(
    tmp_path: Path, said: tuple[int, int, int], raised: tuple[int, int], lowered: tuple[int, int]
) -> None:
    face = face_with(tmp_path, *said)
    assert face.script_metrics(raised=True) == raised
    assert face.script_metrics(raised=False) == lowered
