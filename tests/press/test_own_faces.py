"""Own fonts with bad glyphs, from the edition to the press file read back: every character of the copy has ink."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from layout.publish import Outcome, publish
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, story
from tests.faces import square_face

TEXT = "天地玄黄　宇宙洪荒"
SCALE = 4
"""Pixels to the point."""


def empty(font: TTFont) -> None:
    font["glyf"]["u07384"] = Glyph()


def without_room(font: TTFont) -> None:
    font["hmtx"]["u07384"] = (0, 0)


def moved_away(font: TTFont) -> None:
    font["glyf"]["u07384"].coordinates.translate((0, 9000))


def nothing(font: TTFont) -> None:
    """The control: a sound font."""


def built(folder: Path, spoil: Callable[[TTFont], None]) -> tuple[Outcome, Path]:
    paper = paper_with(styles={"body": {**PAPER["styles"]["body"], "face": "Square"}})
    root = Draft([block("a", "1-3", "1-8")], {"a": story("题", TEXT)}, paper=paper).write(folder / "edition")
    (root / "fonts").mkdir()
    path = square_face(TEXT, root / "fonts" / "own.ttf")
    font = TTFont(path)
    spoil(font)
    font.save(path)
    outcome = publish(root, folder / "out", dpi=30)
    return outcome, folder / "out" / "edition.pdf"


def inked(outcome: Outcome, file: Path) -> str:
    """The characters of the body in whose em box the page is dark."""
    with pdfium.PdfDocument(file) as document:
        picture = np.asarray(document[0].render(scale=SCALE).to_pil().convert("L"))
        text = document[0].get_textpage().get_text_range()
    assert TEXT in text.replace(" ", "")
    found = ""
    # The proof's file has no bleed and no marks: its upper left corner is the trim's.
    for line in lines(region(outcome.made.scene, "a")):
        for run in line.runs:
            for char, x in zip(run.texts, run.xs, strict=True):
                left, right = (run.x + x + run.size // 4, run.x + x + run.size * 3 // 4)
                top, foot = run.baseline - run.size // 2, run.baseline
                box = picture[
                    top * SCALE // 1000 : foot * SCALE // 1000, left * SCALE // 1000 : right * SCALE // 1000
                ]
                found += char if box.min() < 100 else ""
    return found


@pytest.mark.parametrize("spoil", [empty, without_room, moved_away])
def test_a_character_whose_own_glyph_prints_nothing_is_printed(
    tmp_path: Path, spoil: Callable[[TTFont], None]
) -> None:
    outcome, file = built(tmp_path, spoil)
    assert "stand-in-character" in ids(outcome)
    assert inked(outcome, file) == TEXT.replace("　", "")


def test_a_sound_font_is_printed_as_it_is(tmp_path: Path) -> None:
    outcome, file = built(tmp_path, nothing)
    assert "stand-in-character" not in ids(outcome)
    assert inked(outcome, file) == TEXT.replace("　", "")
