"""Text and measures that nobody would set: no exception, no endless search, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from layout.plan.profile import UnknownProfile, load_profile, profile_names
from layout.plan.profileparts import Hyphens
from layout.plan.style import Align
from layout.typeset import UnusableFont
from layout.typeset.breaks.break_costs import break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.lines import SetParagraph
from layout.typeset.paragraph import measure_paragraph, set_paragraph
from tests.typeset.setting import EM, HAN, MARKS, PLAIN, Case, mpt, plain_text, texts
from tests.work import calls_made

CALLS = 20_000_000
"""Work for ten thousand characters; by the square of their number it would be a hundred million."""


def assert_whole(found: SetParagraph, text: str) -> None:
    assert found.text == text
    assert "".join(texts(found)) == text
    assert all(line.start < line.end for line in found.lines)


def test_no_inlines_and_empty_text() -> None:
    assert set_paragraph([], PLAIN.style, mpt(10)) == SetParagraph("", ())
    assert PLAIN.set("", 10) == SetParagraph("", ())
    assert measure_paragraph([], PLAIN.style, mpt(10)).natural == 0


@pytest.mark.parametrize(
    "text", ["天", "，", "（", "—", "…", " ", "\u3000", "a", "1", "\u0301", "\u200b", "\n", "\ud800"]
)
@pytest.mark.parametrize("measure", [0.3, 1, 10])
def test_one_character(text: str, measure: float) -> None:
    found = Case(indent=1).set(text, measure)
    assert_whole(found, text)
    assert len(found.lines) == 1


@pytest.mark.parametrize("text", [" ", "    ", "\u200b\u200b", "\u2060\u200b ", "\t ", "\u00ad"])
def test_text_without_any_ink_is_a_line_of_its_own(text: str) -> None:
    found = PLAIN.set(text, 10)
    assert_whole(found, text)
    assert len(found.lines) == 1


def test_controls_take_no_room_and_are_in_a_line() -> None:
    text = "\u200b天\u200b地\u00ad，\u200e玄\ufeff黄\x07宇\u2060"
    found = PLAIN.set(text, 10)
    assert_whole(found, text)
    assert plain_text(found.lines) == "天地，玄黄宇"
    assert [run.xs for run in found.lines[0].runs] == [(0, EM, 2 * EM, 3 * EM, 4 * EM, 5 * EM)]
    assert not found.missing


def test_a_control_does_not_hide_a_mark_from_the_line_s_end() -> None:
    plain, marked = PLAIN.set("天地玄黄宇宙洪，荒日", 7.5), PLAIN.set("天地玄黄宇宙洪，\u200b荒日", 7.5)
    assert [line.step for line in plain.lines] == [line.step for line in marked.lines] == ["", ""]
    assert texts(marked)[0] == "天地玄黄宇宙洪，\u200b"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("，" * 10_000, id="closing marks"),
        pytest.param("（" * 10_000, id="opening marks"),
        pytest.param("—" * 10_001, id="one long dash"),
        pytest.param("…" * 10_000, id="dots"),
        pytest.param("a" * 10_000, id="one word"),
        pytest.param("7" * 10_000, id="one number"),
        pytest.param("７" * 10_000, id="one full-width number"),
        pytest.param("天\u00a0" * 5_000, id="no-break spaces"),
        pytest.param("天\u2060" * 5_000, id="word joiners"),
        pytest.param(" " * 10_000, id="spaces"),
        pytest.param("（ " * 5_000, id="openers with spaces"),
        pytest.param("天" + "\u0301" * 10_000, id="accents"),
        pytest.param("！？" * 5_000, id="exclamations"),
        pytest.param("a/b-c.d@e?" * 1_000, id="address"),
        pytest.param("天地，" * 3_334, id="an ordinary long paragraph"),
        pytest.param("3万吨" * 3_334, id="numbers"),
        pytest.param("word " * 2_000, id="words"),
    ],
)
def test_ten_thousand_characters(text: str) -> None:
    def set_and_measured() -> None:
        found = PLAIN.set(text, 13)
        assert_whole(found, text)
        measured = measure_paragraph(PLAIN.inlines(text), PLAIN.style, mpt(13))
        assert measured.fewest <= measured.natural <= measured.most
        assert all(line.width <= mpt(13) for line in found.lines)

    assert calls_made(set_and_measured) < CALLS


@pytest.mark.parametrize("profile", ["ja-newspaper", "ja-book", "ko"])
@pytest.mark.parametrize("size", [600, 2_500, 3_000])
def test_a_long_row_of_lines_that_are_dear_and_break_no_rule(profile: str, size: int) -> None:
    """Those that are settled are looked for a second time, among more lines, and end elsewhere then."""
    text = "１－" * (size // 2)
    found = Case(load_profile(profile)).set(text, 13)
    assert_whole(found, text)
    assert all(line.width <= mpt(13) for line in found.lines)


def test_an_address_of_any_length_is_read_once() -> None:
    """A pattern that is asked of the whole address at each of its signs makes no calls: so its time is taken."""
    text = "www." * 15_000
    classes = classify(text, PLAIN.profile)
    began = process_time()
    break_costs(text, classes, PLAIN.profile)
    assert process_time() - began < 2  # by the square it was 8


@pytest.mark.parametrize("align", ["justify", "start"])
def test_ten_thousand_characters_on_one_line(align: Align) -> None:
    assert calls_made(lambda: Case(align=align).set(HAN * 300, 100_000)) < CALLS
    assert len(Case(align=align).set(HAN * 300, 100_000).lines) == 1


@pytest.mark.parametrize("measure", [0, 0.001, 0.4, 0.9])
def test_a_measure_under_one_em_sets_one_character_a_line_and_says_so(measure: float) -> None:
    found = PLAIN.set("天地玄黄", measure)
    assert texts(found) == ["天", "地", "玄", "黄"]
    assert [line.step for line in found.lines] == ["overfull"] * 4
    assert [line.step for line in PLAIN.set("天地", 1).lines] == ["", ""]


def test_an_indent_wider_than_the_measure() -> None:
    found = Case(indent=5).set("天地玄黄宇宙", 3)
    assert_whole(found, found.text)
    assert found.lines[0].step == "overfull"
    assert [line.step for line in found.lines[1:]] == ["", ""]


@pytest.mark.parametrize(
    "word",
    [
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        "wujin-daily.newsroom@changzhou.example.com",
        "https://www.wujin.gov.cn/news/2024/11/17/index.html?id=20241117&from=app",
        "123456789012345678901234567890",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA—BBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
    ],
)
@pytest.mark.parametrize("measure", [8, 13])
def test_a_word_longer_than_the_measure_is_split_rather_than_standing_out(word: str, measure: int) -> None:
    text = f"天地玄{word}，宇宙洪荒（日月）。"
    found = PLAIN.set(text, measure)
    assert_whole(found, text)
    for line in found.lines[:-1]:
        # Its letters are not spaced: behind a sign or a hyphen a line may be short.
        assert line.width == mpt(measure) or (
            line.width > mpt(measure / 2) and line.step in ("underfull", "forced")
        )
    assert not any(text[line.start] in "，）。" for line in found.lines)


def test_a_word_that_fits_is_not_split() -> None:
    assert "internationalization" in PLAIN.lines("天地玄黄宇宙洪荒日月internationalization，盈昃", 13)[1]
    # With a hyphen it may be, and fills the line before.
    divided = PLAIN.but(hyphens=Hyphens(lang="en_US"))
    lines = divided.lines("天地玄黄宇宙洪荒日月internationalization，盈昃", 13)
    assert lines[1].startswith("nationalization")


def test_text_of_nothing_but_marks() -> None:
    found = PLAIN.set("".join(MARKS) * 3, 9)
    assert_whole(found, found.text)
    assert all(line.width <= mpt(9) for line in found.lines)
    # Eleven closers in a row leave no line that is allowed: it says so.
    found = PLAIN.set("天" + "，” 。）".replace(" ", "") * 6, 5)
    assert "forced" in {line.step for line in found.lines}
    assert "forced" not in {line.step for line in PLAIN.set("天，” 地。）".replace(" ", "") * 6, 5).lines}


def test_negative_tracking_and_zero_widths_stay_in_order() -> None:
    (line,) = Case(tracking=-0.1).set("天地玄AB黄", 100).lines
    xs = [x for run in line.runs for x in run.xs]
    assert xs == sorted(xs)


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(UnknownProfile, match=r"no setting profile 'klingon'; there are .*zh-Hans-newspaper"):
        load_profile("klingon")
    for name in ("../zh-Hans-newspaper", "zh-Hans-newspaper.yaml", ""):
        with pytest.raises(UnknownProfile):
            load_profile(name)


def test_every_profile_that_comes_with_the_setter_can_be_loaded() -> None:
    assert "zh-Hans-newspaper" in profile_names()
    for name in profile_names():
        assert load_profile(name).name == name


@pytest.mark.parametrize("size", [0, -1])
def test_a_font_without_a_size_is_refused(size: int) -> None:
    with pytest.raises(UnusableFont, match="must be more than 0"):
        replace(PLAIN.font, size=size)


STRANGE = {
    "lone surrogates": "天\ud800地\udc00A\ud83d玄",
    "controls": "天\x00地\x1b[0m玄\x7f\x9f",
    "bidi": "天\u202eabc\u202c地\u2067שלום\u2069玄 مرحبا 123",
    "emoji": "天👨‍👩‍👧‍👦地👍🏽玄🇨🇳🇯黄1️⃣宇",
    "private use": "天\ue000地\U000f0000玄\U0010fffd",
    "unassigned": "天\u0378地\U0003ffff玄\uffff",
    "combining alone": "\u0301\u3099天\u0301\u0301\u0301地\ufe0f\u200d",
    "variation selectors": "葛\U000e0100飾\ufe00",
    "old Hangul": "ᄒ\u119eᆫ글 \u1100\u1161\u11a8",
    "tags": "天\U000e0061\U000e007f地",
}


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("kind", STRANGE)
def test_any_string_is_set_whole(kind: str, profile: str, vertical: bool) -> None:
    """Each character is in one line; what no face has is named at its place and set as 〓."""
    text = STRANGE[kind] * 3
    case = Case(load_profile(profile), vertical=vertical)
    for measure in (1, 6):
        found = case.set(text, measure)
        assert_whole(found, text)
        assert found == case.set(text, measure)
        for one in found.missing:
            assert text[one.offset : one.offset + len(one.char)] == one.char
            assert one.char not in HAN
