"""Korean: word spaces between Hangul, proportional marks, line breaks by syllable or by word (KLREQ 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.plan.profile import load_profile
from layout.typeset.breaks.break_costs import SPLITS_WORD, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.paragraph import prepare_paragraph
from tests.typeset.setting import Case, face_of, gaps, square
from tests.typeset.test_breaks import pieces

KOREAN = load_profile("ko")
BY_WORD = KOREAN.model_copy(update={"name": "ko by word", "break_hangul": "word"})
HANGUL = "한국어는띄쓰기를다그렇고만원이약달러의신문활자와인쇄라년판제월"
LATIN = "GDP0123456789.,()!?"
LEFT = (0, -120, 500, 880)
RIGHT = (500, -120, 1000, 880)
FACE = face_of(
    "korean",
    HANGUL + LATIN + "“”「」、。· ",
    inks={"「": RIGHT, **dict.fromkeys("」、。", LEFT)},
    advances={**dict.fromkeys(LATIN + "“”", 500), " ": 300},
)
CASE = Case(profile=KOREAN, face=FACE)


@pytest.mark.parametrize(
    ("text", "by_word"),
    [
        ("한|국|어|는 |띄|어|쓰|기|를 |한|다.", "한국어는 |띄어쓰기를 |한다."),
        ("“그|렇|다”|고 |한|다!", "“그렇다”고 |한다!"),
        ("‘신|년|사’|에|서 |“말”|이|라|고", "‘신년사’에서 |“말”이라고"),
        ("(주)|삼|성|과 |㈜|한|빛|은", "(주)삼성과 |㈜한빛은"),
        ("8560㎡|이|며 |5％|로 |３|만|원|을", "8560㎡이며 |5％로 |３만원을"),
        ("제|도|(Fed)|의 |제|도|（연|준）|는", "제도(Fed)의 |제도（연준）는"),
        ("GDP|는 |약 |20|달|러|이|다", "GDP는 |약 |20달러이다"),
        ("신|문|(活|字)|의", "신문(活字)의"),
        ("신|문·|활|자", "신문·|활자"),
        ("한|국|——|신|문|……|활|자", "한국|——|신문|……|활자"),
        ("「신|문」|의", "「신문」의"),
    ],
)
def test_lines_break_by_syllable_or_by_word(text: str, by_word: str) -> None:
    # A number keeps its unit by the house's list; that is not asked here.
    profiles = [
        one.model_copy(update={"name": f"{one.name} plain", "units": ""}) for one in (KOREAN, BY_WORD)
    ]
    raw = text.replace("|", "")
    assert [pieces(raw, profile) for profile in profiles] == [text, by_word]


def test_a_word_may_be_divided_where_a_line_cannot_hold_it() -> None:
    text = "한국신문"
    costs = break_costs(text, classify(text, BY_WORD), BY_WORD)
    assert costs[1:4] == [SPLITS_WORD] * 3


def test_a_number_keeps_its_unit() -> None:
    assert pieces("신문은 3만원이다", KOREAN) == "신|문|은 |3만원|이|다"
    assert pieces("제3판을", KOREAN) == "제3판|을"


def test_a_space_between_hangul_is_a_word_space() -> None:
    found = prepare_paragraph(CASE.inlines("한국 신문"), CASE.style)
    assert [kind.letter for kind in found.units.kinds] == ["H", "H", " ", "H", "H"]
    assert CASE.width("한국 신문") == 4.3
    half = CASE.but(spaces_are_words=False)
    assert half.width("한국 신문") == 4.5


def test_lines_are_filled_at_word_spaces_first_and_never_beside_marks() -> None:
    """KLREQ 4.3: nothing is widened before and behind marks."""
    line = CASE.set("한국 신문 활자와 인쇄", 7.8).lines[0]
    assert line.step == "stretch:word-space"
    text = "한국、신문한국한국한국"
    wide = CASE.set(text, 5.625).lines[0]
    # `gaps` takes 、 for an em wide.
    assert (wide.step, gaps(wide)[0] > 0, gaps(wide)[1:3]) == ("stretch:han", True, [0, -0.5])
    chinese = CASE.but(stretch_beside_marks="with-han").set(text, 5.625).lines[0]
    assert gaps(chinese)[2] > -0.5


def test_latin_beside_hangul_has_no_gap() -> None:
    assert CASE.width("한GDP는") == 3.5
    assert (
        CASE.but(han_latin_gap_em=CASE.profile.han_latin_gap_em.model_copy(update={"natural": 0.25})).width(
            "한GDP는"
        )
        == 4
    )


def test_curly_quotes_and_middle_dots_are_as_wide_as_the_face_has_them() -> None:
    """Where another face has them full-width, that is not asked."""
    advances = {**dict.fromkeys("“”", 450), **dict.fromkeys("‘’", 250), "·": 300}
    narrow = face_of("korean quotes", HANGUL + "“”‘’·", advances=advances)
    case = replace(CASE, face=narrow, fallbacks=(square(),))
    words = ("한“국”어", "한‘국’어", "한국·어")
    assert [round(case.width(word), 4) for word in words] == [3.9, 3.5, 3.3]
    chinese = case.but(proportional="", mark_scheme="line-end-half")
    assert [round(chinese.width(word), 4) for word in words] == [5, 5, 3.5]


def test_full_width_marks_have_no_blank_before_a_particle() -> None:
    assert CASE.width("한「국」어、의。") == 6
    assert CASE.but(mark_scheme="line-end-half").width("한「국」어、의。") > 6


def test_no_paragraph_ends_with_one_syllable_and_a_stop() -> None:
    """A stop of the face is Latin, and so no syllable (KLREQ 4.2.5)."""
    for stop in (".", "!”", ")"):
        text = "한국어는띄어쓰기를한다" + stop
        assert len(CASE.set(text, 10).lines[-1].runs[0].texts) > len(stop) + 1
    # The control: two syllables may stand there.
    assert CASE.lines("한국어는띄어쓰기를 한다.", 10)[-1] == "한다."
