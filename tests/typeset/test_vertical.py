"""Vertical lines: which way up each character stands, where its blank is, and that lines are filled as level ones are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from hypothesis import given

from fonts.catalogue import Catalogue
from fonts.face import Face, FaceSpec
from layout.plan.profile import load_profile
from layout.typeset.inline import Inline, UprightMark
from layout.typeset.lines import SetRun
from layout.typeset.paragraph import set_paragraph
from tests.faces import Design, square_face
from tests.typeset.setting import EM, PLAIN, VERTICAL, Case, face_of, places, plain_text, square, texts
from tests.typeset.test_properties import (
    BROKEN,
    NEVER_FIRST,
    NEVER_LAST,
    assert_flush,
    assert_tiles,
    measures,
    newspaper_copy,
    unmarked,
)


def runs(text: str, case: Case = VERTICAL) -> tuple[SetRun, ...]:
    return case.one_line(text).runs


def turns(text: str, case: Case = VERTICAL) -> list[tuple[str, str]]:
    """Each run's text and how it stands."""
    return [("".join(run.texts), run.turn) for run in runs(text, case)]


def without_uprights() -> Case:
    """A face that has no form of its own for vertical lines."""
    return Case(vertical=True, face=face_of("level-only", "天地玄黄—…～ー（）“”"))


def test_han_hang_from_the_line_s_axis_an_em_apart() -> None:
    (run,) = runs("天地玄黄")
    assert run.turn == "upright"
    assert run.xs == (0, EM, 2 * EM, 3 * EM)
    assert run.rise == 0
    assert turns("天地玄黄", PLAIN) == [("天地玄黄", "level")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天GDP地", [("天", "upright"), ("GDP", "sideways"), ("地", "upright")]),
        ("天A地", [("天", "upright"), ("A", "level"), ("地", "upright")]),
        ("天a地", [("天", "upright"), ("a", "sideways"), ("地", "upright")]),
        ("天7地", [("天", "upright"), ("7", "level"), ("地", "upright")]),
        ("天12地", [("天", "upright"), ("12", "level"), ("地", "upright")]),
        ("天123地", [("天", "upright"), ("123", "sideways"), ("地", "upright")]),
        ("天2024地", [("天", "upright"), ("2024", "sideways"), ("地", "upright")]),
        ("天3.5地", [("天", "upright"), ("3.5", "sideways"), ("地", "upright")]),
        ("天？！地", [("天", "upright"), ("？！", "level"), ("地", "upright")]),
        ("天！地", [("天！地", "upright")]),
        ("天，地。（玄）", [("天，地。（玄）", "upright")]),
        ("天——地……玄", [("天——地……玄", "upright")]),
        ("天～地", [("天～地", "upright")]),
        ("天–地", [("天", "upright"), ("–", "sideways"), ("地", "upright")]),
        ("天·地", [("天", "upright"), ("·", "sideways"), ("地", "upright")]),
        ("天①地", [("天①地", "upright")]),
        ("天→地", [("天", "upright"), ("→", "sideways"), ("地", "upright")]),
    ],
)
def test_how_characters_stand(text: str, expected: list[tuple[str, str]]) -> None:
    case = Case(vertical=True, face=square("arrows", chars="".join(dict.fromkeys(text + "〓"))))
    assert turns(text, case) == expected


def test_what_a_face_has_no_upright_form_of_lies_down() -> None:
    """UAX #50: brackets and ー are Tr, the dash and the ellipsis R; curly quotes R. Han stand in any face."""
    found = turns("天（地）——玄ー黄", without_uprights())
    assert found == [
        ("天", "upright"),
        ("（", "sideways"),
        ("地", "upright"),
        ("）——", "sideways"),
        ("玄", "upright"),
        ("ー", "sideways"),
        ("黄", "upright"),
    ]


def test_how_many_digits_stand_side_by_side_is_the_profile_s() -> None:
    assert turns("天12地", VERTICAL.but(upright_digits=0))[1] == ("12", "sideways")
    assert turns("天123地", VERTICAL.but(upright_digits=3))[1] == ("123", "level")


def test_digits_side_by_side_take_an_em_and_stand_in_its_middle() -> None:
    before, digits, after = runs("天12地")
    assert after.xs[0] - before.xs[0] == 2 * EM
    # Half an em each, from the left of the axis to its right.
    assert (digits.rise, digits.xs) == (-EM // 2, (0, EM // 2))
    assert digits.along == EM + EM * 880 // 1000


def test_what_is_too_wide_for_an_em_is_drawn_narrower_at_its_full_height() -> None:
    """JLREQ 3.2.5; CSS Writing Modes 3 9.1.3."""
    inlines = [Inline("天", VERTICAL.font), Inline("1234", VERTICAL.font, 0, UprightMark())]
    (line,) = set_paragraph(inlines, VERTICAL.style, 10 * EM).lines
    run = line.runs[1]
    assert (run.size, run.condensed, run.rise) == (EM, 500, -EM // 2)
    assert run.xs == (0, EM // 4, EM // 2, 3 * EM // 4)
    assert run.advances == (EM // 4,) * 4
    assert line.width == 2 * EM
    pair = runs("天12地")[1]
    assert (pair.condensed, pair.advances) == (1000, (EM // 2, EM // 2))


@pytest.mark.parametrize("profile", ["zh-Hant-TW", "ja-newspaper"])
@pytest.mark.parametrize("family", ["song", "hei", "kai", "fangsong"])
def test_figures_side_by_side_are_as_high_as_those_that_lie(profile: str, family: str) -> None:
    face = Catalogue.load().resolve(family, 400).face
    for number in ("12", "123", "2026"):
        case = Case(load_profile(profile), vertical=True, face=face).but(upright_digits=4)
        (run,) = [run for run in runs(f"天{number}地", case) if run.turn == "level"]
        assert run.size == EM
        assert run.xs[-1] + run.advances[-1] <= EM + 20, "an em wide"
        heights = {face.ink(glyph).y_max - face.ink(glyph).y_min for glyph in run.glyphs}
        lying = runs(f"天{number}56789地", case)[1]
        assert lying.turn == "sideways"
        for glyph in lying.glyphs[: len(number)]:
            ink = face.ink(glyph)
            assert min(abs(ink.y_max - ink.y_min - height) for height in heights) <= 40


def test_third_width_figures_of_a_face_are_taken_before_any_are_drawn_narrower(tmp_path: Path) -> None:
    path = tmp_path / "thirds.ttf"
    square_face(
        "天地〓0123456789⓪①②③④⑤⑥⑦⑧⑨",
        path,
        design=Design(advances={**dict.fromkeys("⓪①②③④⑤⑥⑦⑧⑨", 333), **dict.fromkeys("0123456789", 500)}),
    )
    with TTFont(path) as font:
        names = font.getBestCmap()
        rules = " ".join(
            f"sub {names[ord(a)]} by {names[ord(b)]};"
            for a, b in zip("0123456789", "⓪①②③④⑤⑥⑦⑧⑨", strict=True)
        )
        addOpenTypeFeaturesFromString(font, f"feature twid {{ {rules} }} twid;")
        font.save(path)
    face = Face(FaceSpec("thirds", path, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), 0, ()))
    case = Case(vertical=True, face=face).but(upright_digits=4)
    (three,) = [run for run in runs("天123地", case) if run.turn == "level"]
    assert three.condensed == 1000
    assert three.glyphs == tuple(face.glyph(char, "zh-Hans") for char in "①②③")
    (four,) = [run for run in runs("天1234地", case) if run.turn == "level"]
    assert four.condensed == 500


def test_characters_set_upright_change_nothing_in_a_level_line() -> None:
    marked = set_paragraph([Inline("天12地", PLAIN.font, 0, UprightMark())], PLAIN.style, 10 * EM)
    assert marked.lines[0].runs == PLAIN.set("天12地", 10).lines[0].runs


def test_words_on_their_side_have_the_middle_of_their_em_box_on_the_axis() -> None:
    _, word, after = runs("天GDP地")
    assert word.rise == -EM * 380 // 1000
    assert word.xs == (EM, EM + EM // 2, 2 * EM)
    assert after.xs == (2 * EM + EM // 2,)


def test_the_blank_of_a_mark_is_above_or_below_its_ink() -> None:
    assert VERTICAL.width("。「") == 1.5
    assert VERTICAL.width("（") == 1
    # In level lines the same face has its ink at the left and right.
    assert VERTICAL.width("，”") == PLAIN.width("，”") == 1.5
    assert without_uprights().width("）（") == 2


@pytest.mark.parametrize("mark", "：；！？")
def test_some_marks_keep_their_em_in_vertical_lines(mark: str) -> None:
    """CLREQ: 冒号, 分号, 叹号 and 问号 are not squeezed in vertical lines."""
    text = f"天地{mark}玄黄宇宙洪荒日月盈昃"
    assert PLAIN.set(text, 7.5).lines[0].step in ("shrink:pause", "shrink:stop")
    assert VERTICAL.set(text, 7.5).lines[0].step == "stretch:han"
    assert places(VERTICAL.one_line(f"天{mark}地"))[2][1] == 2


def test_quotation_marks_take_their_upright_form_and_stay_what_they_are() -> None:
    face = Catalogue.load().resolve("song", 400).face
    (line,) = set_paragraph(Case(vertical=True, face=face).inlines("“天”"), VERTICAL.style, 9 * EM).lines
    assert plain_text([line]) == "“天”"
    assert line.runs[0].glyphs[0] == face.upright_glyphs("『", "zh-Hans")[0]
    assert line.runs[0].glyphs[0] != face.glyphs("“", "zh-Hans")[0]


def test_a_dash_is_one_piece_of_two_ems() -> None:
    face = Catalogue.load().resolve("song", 400).face
    (line,) = set_paragraph(Case(vertical=True, face=face).inlines("天——地"), VERTICAL.style, 9 * EM).lines
    (run,) = line.runs
    assert len(run.glyphs) == 3
    assert run.xs == (0, EM, 3 * EM)
    assert run.advances == (EM, 2 * EM, EM)


@given(newspaper_copy, measures)
def test_every_vertical_line_keeps_the_rules(text: str, measure: float) -> None:
    found = VERTICAL.set(text, measure)
    assert_tiles(found)
    assert plain_text(found.lines).replace(" ", "") == text.replace(" ", "")
    for line in found.lines:
        assert_flush(line)
    for before, after in zip(found.lines, found.lines[1:], strict=False):
        if before.step in BROKEN:
            continue
        end, start = unmarked(text[before.start : before.end]), unmarked(text[after.start : after.end])
        assert start[:1] not in NEVER_FIRST
        assert ("://" in text and end[-1:] == "/") or end[-1:] not in NEVER_LAST


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ({"not_at_start": ()}, "天地玄，黄宇宙洪", ["天地玄", "，黄宇", "宙洪"]),
        ({"not_at_end": ()}, "天地（玄黄）宇宙", ["天地（", "玄黄）", "宇宙"]),
    ],
)
def test_without_its_rules_a_vertical_line_breaks_them(
    rule: dict[str, Any], text: str, expected: list[str]
) -> None:
    loose = VERTICAL.but(**rule, shrink_order=(), trim_line_end=False)
    held = VERTICAL.but(shrink_order=(), trim_line_end=False)
    assert texts(loose.set(text, 3)) == expected
    assert texts(held.set(text, 3)) != expected


@pytest.mark.parametrize("profile", ["zh-Hant-TW", "ja-newspaper", "zh-Hans-newspaper"])
def test_colons_and_semicolons_stand_upright(profile: str) -> None:
    """The centred ones of Taiwan are upright as they are: their face has no other form for vertical lines."""
    song = Catalogue.load().resolve("song", 400).face
    case = Case(load_profile(profile), vertical=True, face=song)
    assert turns("天：地；玄", case) == [("天：地；玄", "upright")]


@pytest.mark.parametrize("profile", ["zh-Hans-newspaper", "zh-Hant-TW", "ja-newspaper"])
def test_pairs_of_marks_and_of_figures_are_of_the_body_s_size(profile: str) -> None:
    song = Catalogue.load().resolve("song", 400).face
    case = Case(load_profile(profile), vertical=True, face=song)
    for pair in ("？！", "！！", "11", "23", "88"):
        (run,) = [run for run in runs(f"天{pair}地", case) if run.turn == "level"]
        assert run.size == EM
        assert run.rise == -EM // 2
        inks = [song.ink(glyph) for glyph in run.glyphs]
        edges = [
            (x + ink.x_min * EM // 1000, x + ink.x_max * EM // 1000)
            for x, ink in zip(run.xs, inks, strict=True)
        ]
        assert edges[0][1] <= edges[1][0], "they do not overlap"
        assert edges[0][0] >= -EM // 20
        assert edges[1][1] <= EM + EM // 20


def test_an_ideographic_space_stands_upright() -> None:
    assert turns("天\u3000地") == [("天\u3000地", "upright")]
