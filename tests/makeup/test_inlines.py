"""What copy marks comes to the setter in its face and size, and what the setter puts beside a line comes to the page."""

from __future__ import annotations

from typing import Any

import pytest

from content.marking.body import Text
from fonts.catalogue import Catalogue
from layout.makeup.plot import turn_items
from layout.makeup.text.inlines import inks_of, inlines_of, make_lead_in
from layout.makeup.text.text import Copy, Look, place_line, set_one_line
from layout.makeup.wardrobe import Dress, open_wardrobe
from layout.plan.grid import ascent
from layout.plan.paper import Paper
from layout.scene import Ink, Line, Rule, Wave
from layout.typeset.inline import (
    DotsMark,
    NoteMark,
    RubyMark,
    ScriptMark,
    SideLineMark,
    UprightMark,
    WarichuMark,
    ZhuyinMark,
)
from layout.typeset.lines import SetLine, SetRun, SideStroke
from tests.editions import paper_with

FACE = Catalogue.load().resolve("song", 400).face
BLACK, RED = Ink(), Ink(0, 100, 90, 0)
LOOK = Look("body", {0: BLACK, 1: RED}, Copy("a", "body[0]"))
DOWN = Look("body", {0: BLACK, 1: RED}, None, vertical=True)


def dress(**style: Any) -> Dress:
    paper = Paper.model_validate(paper_with(styles={"body": {"size": 20, "tracking_em": 0.1, **style}}))
    return open_wardrobe(paper, Catalogue.load())["body"]


@pytest.mark.parametrize(
    ("text", "mark", "size"),
    [
        (Text("漢字", ruby=("かん", "じ")), RubyMark, 10_000),
        (Text("漢字", ruby=("かんじ",)), RubyMark, 10_000),
        (Text("拼音", ruby=("pīn", "yīn")), RubyMark, 10_000),
        (Text("注音", ruby=("ㄓㄨˋ", "ㄧㄣ")), ZhuyinMark, 6_000),
        (
            Text("注音", ruby=("ㄓㄨˋㄧㄣ",)),
            RubyMark,
            10_000,
        ),  # one reading for two characters is no column beside each
        (Text("割注", mark="warichu"), WarichuMark, 10_000),
    ],
)
def test_small_text_beside_text_has_its_part_of_the_size(text: Text, mark: type, size: int) -> None:
    [inline] = inlines_of([text], dress())
    assert isinstance(inline.mark, mark)
    assert isinstance(inline.mark, RubyMark | ZhuyinMark | WarichuMark)
    assert (inline.font.size, inline.mark.font.size) == (20_000, size)
    assert inline.mark.font.tracking == size // 10, "an em's part, of the smaller em"
    if isinstance(inline.mark, RubyMark | ZhuyinMark):
        assert inline.mark.texts == text.ruby


def test_a_note_s_mark_is_small_and_raised() -> None:
    plain, note = inlines_of([Text("字"), Text("①", mark="note")], dress())
    assert (note.font.size, note.mark) == (12_000, NoteMark(7_000))
    assert (plain.font.size, plain.mark) == (20_000, None)


def test_what_is_raised_or_lowered_keeps_the_font_of_its_text() -> None:
    inlines = inlines_of([Text("v", strong=True), Text("max", strong=True, mark="sub")], dress())
    assert [inline.mark for inline in inlines] == [None, ScriptMark("sub")]
    assert inlines[0].font == inlines[1].font
    assert inlines_of([Text("th", mark="super")], dress())[0].mark == ScriptMark("super")


def test_names_titles_and_figures_side_by_side() -> None:
    texts = [Text("魯迅", mark="name"), Text("呐喊", mark="title"), Text("29", mark="tcy")]
    assert [one.mark for one in inlines_of(texts, dress())] == [
        SideLineMark("proper"),
        SideLineMark("title"),
        UprightMark(),
    ]


def test_emphasis_is_a_face_or_dots_as_the_style_says() -> None:
    faced, dotted = dress(), dress(emphasis_dots="•")
    texts = [Text("重", emphasis=True), Text("要", emphasis=True, strong=True)]
    for inline, font in zip(inlines_of(texts, faced), (faced.emphasis, faced.strong), strict=True):
        assert (inline.font, inline.mark) == (font, None)
    for inline, font in zip(inlines_of(texts, dotted), (dotted.font, dotted.strong), strict=True):
        assert inline.font == font
        assert isinstance(inline.mark, DotsMark)
        assert (inline.mark.char, inline.mark.font.size, inline.mark.over) == ("•", 10_000, False)
    [ruby] = inlines_of([Text("漢", emphasis=True, ruby=("かん",))], dotted)
    assert isinstance(ruby.mark, RubyMark), "of two things beside one text, the one that reads"


def test_a_line_feed_goes_to_the_setter() -> None:
    assert [one.text for one in inlines_of([Text("一\n二")], dress())] == ["一\n二"]


def test_each_inline_has_its_ink() -> None:
    body, red = dress(), dress(ink="red")
    inks = inks_of(body, red)
    inlines = [make_lead_in("本报讯", red), *inlines_of([Text("字"), Text("重", strong=True)], body)]
    assert [inks[one.key] for one in inlines] == [red.ink, body.ink, body.ink]
    assert red.ink != body.ink


def set_line(*runs: SetRun, strokes: tuple[SideStroke, ...] = ()) -> SetLine:
    return SetLine(0, 4, 100_000, 40_000, False, "", runs, strokes)


def test_a_run_over_the_line_stands_higher_and_is_no_text_of_it() -> None:
    base = SetRun(0, FACE, 10_000, (1, 2), (3_000, 13_000), ("漢", "字"))
    ruby = SetRun(1, FACE, 5_000, (3,), (4_000,), ("かん",), rise=9_000, annotation=True)
    line = place_line(set_line(base, ruby), 1_000, 50_000, LOOK)
    assert [(run.x, run.baseline, run.xs) for run in line.runs] == [
        (4_000, 50_000, (0, 10_000)),
        (5_000, 41_000, (0,)),
    ]
    assert [run.ink for run in line.runs] == [BLACK, RED]
    assert (line.text, line.vertical) == ("漢字", False)


def test_in_a_vertical_line_upright_sideways_and_level_glyphs_each_have_their_origin() -> None:
    upright = SetRun(0, FACE, 10_000, (1, 2), (0, 10_000), ("国", "内"), turn="upright")
    sideways = SetRun(0, FACE, 10_000, (5, 6), (22_000, 27_000), ("A", "B"), rise=-3_800, turn="sideways")
    level = SetRun(0, FACE, 10_000, (7, 8), (500, 5_500), ("2", "9"), rise=-5_000, along=40_800)
    found = place_line(set_line(upright, sideways, level), 1_000, 50_000, DOWN)
    [line] = turn_items([found], 200_000)
    assert isinstance(line, Line)
    # The axis is 50 pt from the right edge; the line begins 1 pt below the head.
    assert (line.x, line.baseline, line.vertical) == (150_000, 1_000, True)
    assert [(run.turn, run.x, run.baseline, run.xs) for run in line.runs] == [
        ("upright", 150_000, 1_000, (0, 10_000)),
        ("sideways", 146_200, 23_000, (0, 5_000)),
        ("level", 145_000, 41_800, (500, 5_500)),
    ]


@pytest.mark.parametrize(("look", "vertical"), [(LOOK, False), (DOWN, True)])
def test_strokes_are_drawn_beside_the_text_in_its_ink(look: Look, vertical: bool) -> None:
    run = SetRun(1, FACE, 10_000, (1, 2), (0, 10_000), ("魯", "迅"))
    small = SetRun(0, FACE, 30_000, (3,), (20_000,), ("大",))
    strokes = (SideStroke(1, "proper", 500, 9_500, -2_000), SideStroke(1, "title", 10_500, 19_500, -2_000))
    line = place_line(set_line(run, small, strokes=strokes), 1_000, 50_000, look)
    rule, wave = line.marks
    assert rule == Rule(1_500, 52_000, 10_500, 52_000, 500, RED), "a twentieth of its own text's em"
    assert wave == Wave(11_500, 52_000, 20_500, 52_000, 500, RED, 4_000, 600)
    if vertical:
        [down] = turn_items([line], 200_000)
        assert isinstance(down, Line)
        assert [(mark.x1, mark.y1, mark.x2, mark.y2) for mark in down.marks] == [
            (148_000, 1_500, 148_000, 10_500),
            (148_000, 11_500, 148_000, 20_500),
        ]


def test_the_em_boxes_of_a_vertical_line_share_their_middle() -> None:
    assert [ascent(size, vertical=True) for size in (10_000, 20_000)] == [5_000, 10_000]
    assert [ascent(size) for size in (10_000, 20_000)] == [8_800, 17_600]


def test_text_is_aligned_along_either_axis() -> None:
    level = dress(size=10, tracking_em=0)
    for one in (level, level.running(vertical=True)):
        line = set_one_line("国内", one, 60_000, "end")
        placed = place_line(line, 1_000, 0, Look("label", {0: BLACK}, None, one.vertical))
        assert (placed.runs[0].x, placed.measure, placed.width) == (41_000, 60_000, 60_000)


def test_figures_side_by_side_are_moved_along_the_line_and_not_across_it() -> None:
    level = SetRun(0, FACE, 10_000, (7, 8), (500, 5_500), ("2", "9"), rise=-5_000, along=8_800)
    line = set_line(level, strokes=(SideStroke(0, "proper", 0, 10_000, -6_000),))
    down, right = (line.moved(3_000, vertical=vertical) for vertical in (True, False))
    assert (down.runs[0].along, down.runs[0].xs) == (11_800, (500, 5_500))
    assert right.runs[0].xs == (3_500, 8_500)
    assert (down.strokes[0].start, down.strokes[0].end) == (3_000, 13_000)
