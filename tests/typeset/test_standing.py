"""Figures in vertical lines: each expression stands or lies as a whole, with its signs, currency and degrees."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.plan.profile import load_profile
from layout.typeset.breaks.classify import classify
from layout.typeset.inline import Inline, NoteMark, UprightMark
from layout.typeset.lines import SetLine
from layout.typeset.paragraph import set_paragraph
from layout.typeset.units.standing import stand_figures
from tests.typeset.setting import EM, VERTICAL, Case, plain_text

TAIWAN = load_profile("zh-Hant-TW")
JAPAN = load_profile("ja-newspaper")


def song() -> Face:
    return Catalogue.load().resolve("song", 400).face


def line_of(text: str, case: Case = VERTICAL) -> SetLine:
    return Case(case.profile, vertical=True, face=song()).one_line(text)


def positions(text: str, case: Case = VERTICAL) -> str:
    """The text with what lies in 〈〉 and what stands side by side in an em in []."""
    pieces = []
    runs = [run for run in line_of(text, case).runs if set(run.texts) != {" "}]
    for lies, group in groupby(runs, lambda run: run.turn == "sideways"):
        shown = "".join(
            f"[{''.join(run.texts)}]" if run.turn == "level" and len(run.glyphs) > 1 else "".join(run.texts)
            for run in group
        )
        pieces.append(f"〈{shown}〉" if lies else shown)
    return "".join(pieces)


@pytest.mark.parametrize(
    "expected",
    [
        # Short numbers stand, and so do the signs beside them.
        "氣溫[10]℃",
        "票價€[50]元",
        "票價[50]€",
        "漲[50]%了",
        "得分≥[60]分",
        "約≈[30]分",
        "誤差±5分",
        "2+2=4",
        "3×4=[12]",
        "[30]×[40]公分",
        "氣溫−5℃",
        "氣溫-5℃",
        "轉[39]°彎",
        "千分之[35]‰了",
        "共[35]+人",
        "見§5條",
        "見№5號",
        "（[50]%）",
        '說〈"〉[50]〈"〉了',
        "第[12]條",
        # What can only lie takes all of its expression with it.
        "面積〈10⁴〉畝",
        "在〈39°54′N〉處",
        "長〈5′30″〉了",
        "高〈6'2\"〉了",
        "漲〈12.5%〉了",
        "漲〈100%〉了",
        "漲〈100％〉了",
        "共〈1,234〉人",
        "共〈1，234〉人",
        "得分〈≥600〉分",
        "誤差〈±0.5〉分",
        "氣溫〈-18.5℃〉了",
        "票價〈€50.5〉元",
        "票價〈NT$50〉元",
        "票價〈￥500〉元",
        "戰機〈F-16〉是",
        "在〈10:30〉到",
        "在〈2026-11-30〉到",
        "約〈3/4〉是",
        "用〈A4〉紙",
        "用〈5G〉網",
        "面積〈5km²〉處",
        "漲〈5%~12.5%〉了",
        "約〈100-150〉人",
        "約〈10-150〉人",
        # Han part an expression; the ends of a range that are written alike have one position.
        "〈2024〉年5月1日",
        "〈3.5〉萬元",
        "（〈2024〉）",
    ],
)
def test_an_expression_has_one_position(expected: str) -> None:
    text = expected.translate(str.maketrans("", "", "〈〉[]"))
    assert positions(text, Case(TAIWAN)) == expected


def test_a_space_inside_an_expression_parts_it_not() -> None:
    assert positions("漲50 %了", Case(TAIWAN)) == "漲[50]%了"
    assert positions("長10 V了", Case(TAIWAN)) == "長〈10 V〉了"
    assert positions("長10、V了", Case(TAIWAN)) == "長[10]、V了"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("節日5月1日-3日", "節日5月1日〈-〉3日"),
        ("氣溫10℃~15℃", "氣溫[10]℃~[15]℃"),
        ("約10-15人", "約[10]〈-〉[15]人"),
        ("約8–10人", "約8〈–〉[10]人"),
        ("約8～10人", "約8～[10]人"),
        ("東風-41是", "東風〈-〉[41]是"),
        ("臺北-高雄", "臺北〈-〉高雄"),
        ("臺北~高雄", "臺北~高雄"),
        ("共80元~120元", "共〈80〉元~〈120〉元"),
        ("自98年-2024年", "自〈98〉年〈-2024〉年"),
        ("共80元~90元", "共[80]元~[90]元"),
        ("升5→8級", "升5〈→〉8級"),
        ("自1987—2024是", "自〈1987—2024〉是"),
    ],
)
def test_connectors_between_what_stands_run_down_the_middle_of_the_line(text: str, expected: str) -> None:
    assert positions(text, Case(TAIWAN)) == expected
    for run in line_of(text, Case(TAIWAN)).runs:
        for glyph, shown in zip(run.glyphs, run.texts, strict=True):
            if shown in ("-", "–"):
                ink = run.face.ink(glyph)
                assert abs(run.rise + (ink.y_min + ink.y_max) * EM // 2000) <= 1, "on the line's axis"
            if shown in ("~", "～"):
                assert run.turn == "upright"
                assert glyph == song().upright_glyphs("～", "zh-Hant-TW")[0]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("官邸で＝12日", True),  # a dash of Japanese captions
        ("展示＝2024年", True),
        ("ジャン＝ポール", True),
        ("３＝３", False),
        ("12＝12", False),
    ],
)
def test_an_equals_sign_stands_between_figures_alone(text: str, turned: bool) -> None:
    shown = dict(
        zip(
            (text for run in line_of(text, Case(JAPAN)).runs for text in run.texts),
            (glyph for run in line_of(text, Case(JAPAN)).runs for glyph in run.glyphs),
            strict=True,
        )
    )
    down = song().upright_glyphs("＝", "ja")[0]
    assert down != song().glyphs("＝", "ja")[0]
    assert (shown["＝"] == down) is turned


@pytest.mark.parametrize(("text", "level"), [("－５℃", True), ("５－８", False), ("−５℃", True)])
def test_a_minus_stands_beside_full_width_figures_and_a_connector_runs_down(text: str, level: bool) -> None:
    found = {run.texts[0]: run.turn for run in line_of(f"天{text}地", Case(JAPAN)).runs}
    upright = next((turn for shown, turn in found.items() if shown in "－−"), "upright")
    assert (upright == "upright") is level


def test_angle_brackets_are_no_signs_of_the_number_in_them() -> None:
    assert positions("＜12日＞", Case(JAPAN)) == "〈＜〉[12]日〈＞〉"
    assert positions("５＞３", Case(JAPAN)) == "５＞３"


def test_a_sign_by_itself_is_as_unicode_says() -> None:
    assert positions("天×地±玄½黃", Case(TAIWAN)) == "天×地±玄½黃"
    assert positions("天+地%玄", Case(TAIWAN)) == "天〈+〉地〈%〉玄"


def test_how_long_a_number_stands_is_the_profile_s_and_its_signs_follow() -> None:
    case = Case(TAIWAN)
    assert positions("漲100%了", case) == "漲〈100%〉了"
    assert positions("漲100%了", case.but(upright_digits=3)) == "漲[100]%了"
    assert positions("漲10%了", case.but(upright_digits=0)) == "漲〈10%〉了"


def test_a_sign_takes_an_em_in_the_middle_of_the_line_and_nothing_opens_beside_it() -> None:
    line = line_of("天50%地", Case(TAIWAN))
    assert line.width == 4 * EM
    sign = line.runs[-1]
    assert (sign.turn, sign.rise) == ("upright", 0)
    loose = Case(TAIWAN, vertical=True, face=song()).set("天地50%玄黃宇宙洪荒日月盈昃", 7.4).lines[0]
    assert loose.step.startswith("stretch")
    figures = next(run for run in loose.runs if run.turn == "level")
    percent = next(x for run in loose.runs for x, text in zip(run.xs, run.texts, strict=True) if text == "%")
    assert percent - (figures.along - EM * 880 // 1000) == EM


def test_notes_and_what_the_copy_sets_upright_are_part_of_no_number() -> None:
    font = Case(face=song()).font
    inlines = [
        Inline("天12", font),
        Inline("3", font, 0, NoteMark(0)),
        Inline("地", font),
        Inline("2026", font, 0, UprightMark()),
        Inline("%", font),
    ]
    style = Case(TAIWAN, vertical=True).style
    (line,) = set_paragraph(inlines, style, 90 * EM).lines
    assert ["".join(run.texts) for run in line.runs if run.turn == "level"] == ["12", "3", "2026"]
    assert (line.runs[-1].texts, line.runs[-1].turn) == (("%",), "upright"), (
        "what is beside it stands with it"
    )


@given(st.text(alphabet="0123456789.,:-~−+=%°′℃€$AN⁴²５－＝（）(〈 年日～・\u00a0ˋ˙ㄅ/", max_size=24))
def test_any_row_of_figures_and_signs_is_set_with_all_its_characters(text: str) -> None:
    for profile in (TAIWAN, JAPAN):
        case = Case(profile, vertical=True, face=song())
        found = case.set(text, 5)
        assert plain_text(found.lines).replace(" ", "") == text.replace(" ", "")


def test_a_number_of_two_hundred_figures_lies() -> None:
    text = "共" + "12345" * 40 + "%-" + "9" * 200 + "元"
    case = Case(TAIWAN, vertical=True, face=song())
    found = case.set(text, 8)
    assert plain_text(found.lines) == text
    figures = [run for line in found.lines for run in line.runs if run.texts[0].isdigit()]
    assert {run.turn for run in figures} == {"sideways"}


@pytest.mark.parametrize("row", ["1", "1.", "1．", "5-", "<5", "(5", "5元-", "－５", "5 "])
def test_long_rows_of_figures_take_time_in_proportion_to_their_length(row: str) -> None:
    text = row * (50_000 // len(row))
    classes = classify(text, TAIWAN)
    assert len(stand_figures(text, classes, [Inline(text, VERTICAL.font)], TAIWAN)) == len(text)
