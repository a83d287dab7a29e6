"""Running bopomofo: tone marks stand upright in vertical lines, and stay with their syllable in any line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.plan.profile import load_profile
from layout.typeset.breaks.bopomofo import syllable_places
from layout.typeset.breaks.classify import classify
from layout.typeset.lines import SetRun
from tests.typeset.setting import EM, Case, places, plain_text

TAIWAN = load_profile("zh-Hant-TW")
TONES = "ˊˇˋ˙˪˫"


def song() -> Face:
    return Catalogue.load().resolve("song", 400).face


LEVEL = Case(TAIWAN, face=song())
VERTICAL = Case(TAIWAN, vertical=True, face=song())


def tone_of(text: str) -> SetRun:
    (run,) = [run for run in VERTICAL.one_line(text).runs if run.texts[0] in TONES]
    return run


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("text", ["讀ㄅㄚ{}了", "讀「{}」了", "讀{}了"])
def test_a_tone_is_upright_in_a_vertical_line(text: str, tone: str) -> None:
    """Turned, ˋ would be read as ˊ."""
    run = tone_of(text.format(tone))
    assert run.turn == "level"
    assert run.glyphs == tuple(song().glyphs(tone, "zh-Hant-TW")), "the glyph of level lines, as it is"
    ink = song().ink(run.glyphs[0])
    middle = run.rise + (ink.x_min + ink.x_max) * EM // 2000
    assert abs(middle - EM // 4) <= 1, "at the right of the line's axis"
    # In the middle of half an em behind what is before it.
    above = VERTICAL.one_line(text.format(tone)).runs[0]
    height = run.along - (ink.y_min + ink.y_max) * EM // 2000
    assert 0 <= height - above.xs[-1] - EM <= EM
    assert VERTICAL.width(f"ㄅㄚ{tone}") == 2.5


def test_beside_latin_letters_a_tone_is_a_letter_of_theirs_and_lies_with_them() -> None:
    (run,) = [run for run in VERTICAL.one_line("讀Lamˋ了").runs if run.turn == "sideways"]
    assert "".join(run.texts) == "Lamˋ"


def test_the_dot_of_the_light_tone_opens_a_syllable_over_its_first_letter() -> None:
    run = tone_of("讀˙ㄇㄚ了")
    ink = song().ink(run.glyphs[0])
    assert abs(run.rise + (ink.x_min + ink.x_max) * EM // 2000) <= 1, "on the line's axis"


@pytest.mark.parametrize("case", [LEVEL, VERTICAL])
@pytest.mark.parametrize("text", ["ㄅㄚˋㄇㄚㄉㄜ˙", "˙ㄇㄚㄍㄚ˪ㄌㄜ˫", "ㄓㄨㄥㄏㄨㄚˊㄇㄧㄣˊ"])
def test_no_line_begins_between_a_tone_and_its_syllable(case: Case, text: str) -> None:
    for measure in (3, 3.5, 4, 4.5, 5, 5.5, 6, 7):
        lines = case.lines(f"天地玄黃{text}宇宙{text}洪荒{text}", measure)
        assert not [line for line in lines[1:] if line[0] in TONES and (line[0] != "˙" or "˙ㄇ" not in text)]
        assert not [line for line in lines if line.endswith("˙") and "˙ㄇ" in text]


def test_without_letters_a_tone_is_a_sign_that_a_line_may_begin_before() -> None:
    japanese = Case(load_profile("ja-newspaper"), face=song())
    starts = {line[0] for measure in (2, 3, 4) for line in japanese.lines("天地ˋ玄黃ˋ宇宙ˋ洪荒ˋ", measure)}
    assert "ˋ" in starts
    starts = {line[0] for measure in (2, 3, 4) for line in japanese.lines("天ㄚˋ玄ㄚˋ宇ㄚˋ洪ㄚˋ", measure)}
    assert "ˋ" not in starts


def test_a_syllable_with_its_tone_is_parted_only_where_nothing_better_is() -> None:
    assert LEVEL.lines("天地玄黃宇宙洪荒ㄍㄨㄤˋ日月盈昃", 9)[0] == "天地玄黃宇宙洪荒"
    # First tones have no mark: where a syllable ends is not known.
    assert LEVEL.lines("天地玄黃宇宙洪荒ㄍㄨㄤ日月盈昃", 9)[0] == "天地玄黃宇宙洪荒ㄍ"


def test_nothing_opens_before_a_tone() -> None:
    line = LEVEL.set("天地ㄅㄚˋ玄黃宇宙洪荒日月", 7.2).lines[0]
    assert line.step.startswith("stretch")
    found = places(line)
    at = next(number for number, (text, _) in enumerate(found) if text == "ˋ")
    assert found[at][1] - found[at - 1][1] == pytest.approx(1)
    assert found[1][1] - found[0][1] > 1


def test_a_tone_is_a_letter_of_a_latin_profile() -> None:
    english = Case(load_profile("en"), face=song())
    assert plain_text(english.set("ˋˊ and aˋ", 9).lines) == "ˋˊ and aˋ"


@given(st.text(alphabet="ㄅㄆㄇㄚㄛㄧㄨㆠㆷˊˇˋ˙˪˫天，「a1 \u0301", max_size=30))
def test_any_row_of_letters_and_tones_is_set_with_all_its_characters(text: str) -> None:
    for case in (LEVEL, VERTICAL):
        found = case.set(text, 4)
        assert plain_text(found.lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["ˋ" * 50_000, "ㄅ" * 50_000 + "ˋ", "˙ㄇ" * 25_000])
def test_long_rows_of_tones_take_time_in_proportion_to_their_length(text: str) -> None:
    assert len(classify(text, TAIWAN)) == len(text)
    assert all(0 < at < len(text) for at, _ in syllable_places(text))
