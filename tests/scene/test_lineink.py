"""Where a line's ink is reckoned to be is compared with the outlines of its glyphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.scene import GlyphRun, Line
from layout.scene.places import EM_BOX, filled_rect, place_texts
from layout.scene.proofs.inkboxes import InkBox
from layout.scene.proofs.lineink import DESCENDER, SIDE, glyph_boxes
from layout.scene.proofs.regionink import find_cover
from tests.editions import Draft, block, lines, paper_with, region, story

TEXTS = (
    "天地，玄黄。宇宙；洪荒：日月！盈昃？“辰宿”‘列张’（寒来）《暑往》【秋收】「冬藏」、闰余……成岁——律吕·调阳",
    "他说，“天地玄黄。”（宇宙洪荒），《日月盈昃》。“‘辰宿’列张。”寒来暑往。（秋收冬藏。）",
    "iPhone 17发布gjpqy，Ångström与Éclair，80％的人（Q1）用了",
    "The ferry leaves at six, (again) at seven; jumps quickly.",
    "“Nobody asked,” she said – ‘no’ – and it’s over… isn’t it?",
)


LOW, NARROW = {"height_percent": 60}, {"width_percent": 60}


def true_box(face: Face, run: GlyphRun, at: int) -> InkBox | None:
    """The box of a glyph's outline on the page."""
    ink = face.ink(run.glyphs[at])
    if ink.x_min == ink.x_max:
        return None
    wide, high = (run.size * drawn / 1000 / face.upem for drawn in (run.condensed, run.flattened))
    if run.turn == "sideways":
        wide, high = high, wide
    xs, ys = (ink.x_min * wide, ink.x_max * wide), (ink.y_min * high, ink.y_max * high)
    if run.turn == "sideways":
        x, y = run.x, run.baseline + run.xs[at]
        return round(x + ys[0]), round(y + xs[0]), round(x + ys[1]), round(y + xs[1])
    if run.turn == "upright":
        left, top = face.upright_origin(run.glyphs[at])
        from_x, from_y = run.x - left * wide, run.baseline + run.xs[at] + top * high
    else:
        from_x, from_y = float(run.x + run.xs[at]), float(run.baseline)
    return (
        round(from_x + xs[0]),
        round(from_y - ys[1]),
        round(from_x + xs[1]),
        round(from_y - ys[0]),
    )


def set_lines(folder: Path, writing: str, measure: int, **body: float) -> tuple[list[Line], dict[str, Face]]:
    styles = {"body": {"face": "song", "size": 10, "indent_em": 2, **body}}
    draft = Draft(
        [block("a", "1-6", "1-40", legs=measure)],
        {"a": story("题", *TEXTS, *TEXTS)},
        paper=paper_with(grid={"writing": writing, "lines": 40}, styles=styles),
    )
    scene = draft.set(folder).made.scene
    catalogue = Catalogue.load()
    faces = {one.id: catalogue.open(one.sha256, one.index, one.axes) for one in scene.faces}
    return [one for one in lines(region(scene, "a"), "body") if one.text.strip()], faces


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(("legs", "body"), [(2, {}), (5, {}), (7, {}), (5, LOW), (5, NARROW)])
def test_the_boxes_of_glyphs_cover_what_their_outlines_print(
    tmp_path: Path, writing: str, legs: int, body: dict[str, float]
) -> None:
    """To a tenth of an em, by which an f, a j and a y before a full stop reach out of their places."""
    found, faces = set_lines(tmp_path, writing, legs, **body)
    assert len(found) > 9
    for line in found:
        boxes = [*glyph_boxes(line)]
        runs = [run for run in line.runs if not run.annotation]
        inks = [
            box
            for run in runs
            for at in range(len(run.glyphs))
            if (box := true_box(faces[run.face], run, at)) is not None
        ]
        assert len(boxes) == len(inks), line.text
        for box, ink in zip(boxes, inks, strict=True):
            out = max(box[0] - ink[0], box[1] - ink[1], ink[2] - box[2], ink[3] - box[3])
            assert out <= 1_100, (line.text, box, ink)


@pytest.mark.parametrize("body", [LOW, NARROW])
def test_the_boxes_of_flat_type_are_no_larger_than_it(tmp_path: Path, body: dict[str, float]) -> None:
    """Those of plain type, nearer to its baseline and to where each glyph begins."""
    found, _ = set_lines(tmp_path, "horizontal", 5, **body)
    for line in found:
        [own] = {(run.em, run.em_depth) for run in line.runs}
        han = next((at for at, char in enumerate(line.text) if "一" <= char <= "鿿"), None)
        if han is None or " " in line.text[: han + 1]:
            continue
        box = [*glyph_boxes(line)][han]
        assert (box[2] - box[0], box[3] - box[1]) == (own[0] * 95 // 100, own[1] * 95 // 100)
        assert filled_rect(line).height == own[1]
        cover = find_cover(line, 0, 0)
        assert cover is not None and cover.y1 - cover.y0 == own[1] * 113 // 100
        places = place_texts(line)
        assert places[han].end - places[han].start == own[0]


def test_the_boxes_of_glyphs_are_near_their_outlines(tmp_path: Path) -> None:
    """A mark at a line's end has half of an em, and no letter is a whole one."""
    found, _ = set_lines(tmp_path, "horizontal", 5)
    widths = {
        char: box[2] - box[0]
        for line in found
        for char, box in zip(line.text.replace(" ", ""), glyph_boxes(line), strict=False)
    }
    assert widths["天"] == 9_500
    assert all(4_000 <= widths[mark] <= 8_000 for mark in "，。（《】")
    assert widths["i"] < 4_000


def test_without_descenders_words_reach_no_further_down_than_han(tmp_path: Path) -> None:
    found, _ = set_lines(tmp_path, "horizontal", 2)
    line = next(one for one in found if "gjpqy" in one.text)
    assert max(box[3] for box in glyph_boxes(line)) == line.baseline + 10 * DESCENDER
    assert max(box[3] for box in glyph_boxes(line, descenders=False)) == line.baseline + 10 * (
        EM_BOX[1] - SIDE
    )


def test_latin_quotes_and_dashes_have_no_ink_under_the_baseline(tmp_path: Path) -> None:
    """So that a large first letter with a quote before it does not lie over the line below."""
    found, _ = set_lines(tmp_path, "horizontal", 2)
    lines_of_words = [line for line in found if "Nobody" in line.text]
    assert lines_of_words
    for line in lines_of_words:
        texts = [text for run in line.runs for text in run.texts if not text.isspace()]
        for text, box in zip(texts, glyph_boxes(line), strict=True):
            under = box[3] - line.baseline
            assert (under > 1_000) is (text in ",;y"), text


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_opening_marks_that_meet_at_a_lines_edge_stand_inside_of_it(tmp_path: Path, writing: str) -> None:
    """The second of them begins in the first one's em box: that is no quote of Latin proportions."""
    pairs = ("“《", "“‘", "‘《", "（“", "《“", "“（")
    texts = ["天" * number + f"{pair}地》”’）玄黄宇宙洪荒" for pair in pairs for number in range(9)]
    draft = Draft(
        [block("a", "1-6", "1-40", legs=6)],
        {"a": story("题", *texts)},
        paper=paper_with(
            grid={"writing": writing, "lines": 40}, styles={"body": {"face": "song", "size": 10}}
        ),
    )
    found = lines(region(draft.set(tmp_path).made.scene, "a"), "body")
    begun = [line for line in found if line.text[:2] in pairs]
    assert {line.text[:2] for line in begun} == set(pairs)
    for line in begun:
        first = next(glyph_boxes(line))
        assert (first[1] - line.baseline if line.vertical else first[0] - line.x) >= -500, line.text
