"""What belongs to a number, and where it may be parted (GB/T 15834 5.1.6, GB/T 15835, UAX #14 LB21 and LB25)."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.plan.profile import Profile, load_profile, profile_names
from layout.typeset import break_opportunities
from layout.typeset.breaks.break_costs import FORBIDDEN, SPLITS_UNIT, SPLITS_WORD, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.breaks.expressions import find_expressions
from tests.typeset.setting import NEWSPAPER, PLAIN
from tests.typeset.test_breaks import pieces

PROFILES = {"zh": NEWSPAPER} | {
    name: load_profile(name) for name in ("zh-Hant-TW", "ja-newspaper", "ko", "en")
}


def expressions(text: str, profile: Profile = NEWSPAPER) -> list[str]:
    """Each expression of a text, with | at its joints and ¦ at its seams."""
    return [
        "".join(
            ("|" if at in found.joints else "¦" if at in found.seams else "") + text[at]
            for at in range(found.start, found.end)
        )
        for found in find_expressions(text, profile)
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # signs, also two of them; a word of the profile's may be parted
        ("成绩≥60分", "≥60¦分"),
        ("约≈3倍", "≈3¦倍"),
        ("误差±0.5", "±0.5"),
        ("气温-18.5℃", "-18.5℃"),
        ("最低–3℃", "–3℃"),
        ("重～60公斤", "～60¦公¦斤"),
        ("亏损−5", "−5"),
        ("第12版", "第¦12¦版"),
        ("№5", "№5"),
        ("〒123-4567", "〒123-4567"),
        ("第 12 版", "第 ¦12 ¦版"),
        ("见Fig. 3", "Fig. 3"),
        ("见pp. 5", "pp. 5"),
        ("见§ 5", "§ 5"),
        ("于Nov. 30", "Nov. 30"),
        ("见N° 5", "N° 5"),
        ("共2 ½倍", "2 ½¦倍"),
        ("电话#5", "#5"),
        # money before and behind, by sign or code
        ("票价€50", "€50"),
        ("票价€ 50", "€ 50"),
        ("票价50 €", "50 €"),
        ("票价US$5 million", "US$5 ¦million"),
        ("票价NT$1,200", "NT$1,200"),
        ("票价RMB 500", "RMB 500"),
        ("票价50¢", "50¢"),
        ("票价500 USD", "500 USD"),
        ("亏损-$5", "-$5"),
        ("票价£3.50", "£3.50"),
        # units: tight, behind a space, made of others; the words of the language
        ("保持5 °C", "5 °C"),
        ("重250 mL", "250 mL"),
        ("速9.8 m/s²", "9.8 m/s²"),
        ("力5 kN·m", "5 kN·m"),
        ("量5 μg/m³", "5 μg/m³"),
        ("占5 %", "5 %"),
        ("高6 ft 2 in", "6 ft ¦2 in"),
        ("长5′30″", "5′30″"),
        ("于39°54′26″N", "39°54′26″N"),
        ("广10⁴平方米", "10⁴¦平¦方¦米"),
        ("共260 元", "260 ¦元"),
        ("共3万5千元", "3万¦5千¦元"),
        ("共10万+", "10万+"),
        ("共12平方公里", "12¦平¦方¦公¦里"),
        # groups
        ("客1 234 567人", "1 234 567¦人"),
        ("是3.141 592 6", "3.141 592 6"),
        ("电400 800 8888", "400 800 8888"),
        ("电138 1234 5678", "138 1234 5678"),
        ("电+86 10 8888 8888", "+86 ¦10 ¦8888 ¦8888"),
        ("电(010) 8888-8888", "(010) ¦8888-¦8888"),
        ("电0519-86310000", "0519-¦86310000"),
        ("价$1.2bn-$1.5bn", "$1.2bn-¦$1.5bn"),
        ("电(+86) 10-8888-8888", "(+86) ¦10-¦8888-¦8888"),
        ("電03（1234）5678", "03（1234）¦5678"),
        ("計１，２３４，０００", "１，２３４，０００"),
        ("計1・5", "1・5"),
        ("于10:30", "10:30"),
        ("比3：1", "3：1"),
        # ranges: behind the connector first
        ("节5月1日-3日", "5¦月|1¦日-|3¦日"),
        ("温10℃~15℃", "10℃~|15℃"),
        ("客3万-5万人次", "3万-|5万¦人¦次"),
        ("自2024—2025年", "2024—|2025¦年"),
        ("节5月1日 - 3日", "5¦月|1¦日 - |3¦日"),
        ("第3版-第5版", "第¦3¦版-|第¦5¦版"),
        ("约10~20天", "10~20¦天"),
        ("温-5℃~-3℃", "-5℃~|-3℃"),
        ("比3 : 1", "3 : |1"),
        ("距1.5 × 10⁸ km", "1.5 × ¦10⁸ km"),
        ("广3米×5米", "3¦米×|5¦米"),
        ("广3×5米", "3×5¦米"),
        ("广3 m×5 m", "3 m×5 m"),
        # names
        ("展东风-41和", "风-41"),
        ("展歼-20和", "歼-20"),
        ("展F-16战", "F-16"),
        ("展5G-A网", "5G-A"),
        ("展长征-5号", "征-5¦号"),
        ("听’90s的", "’90s"),
    ],
)
def test_what_belongs_to_a_number_is_one_expression(text: str, whole: str) -> None:
    assert expressions(text) == [whole]


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("ja-newspaper", "〒１２３－４５６７", "〒１２３－４５６７"),
        ("ja-newspaper", "〒123-4567", "〒123-4567"),
        ("ja-newspaper", "3万5千円", "3万¦5千¦円"),
        ("ja-newspaper", "5月1日～3日", "5¦月|1¦日～|3¦日"),
        ("ja-newspaper", "3キロワット時", "3¦キ¦ロ¦ワ¦ッ¦ト¦時"),
        ("ko", "1억 2천만 원", "1억 ¦2천만 ¦원"),
        ("ko", "260만원", "260만¦원"),
        ("ko", "5월 1일-3일", None),
        ("ko", "02-123-4567", "02-123-4567"),
        ("ko", "10∼20명", "10∼|20¦명"),
        ("zh-Hant-TW", "12平方公尺", "12¦平¦方¦公¦尺"),
        ("en", "$5 million", "$5 ¦million"),
        ("en", "10 a.m.", "10 ¦a.m."),
        ("en", "Vol. 3", "Vol. 3"),
    ],
)
def test_units_and_signs_of_each_language(language: str, text: str, whole: str | None) -> None:
    found = expressions(text, PROFILES[language])
    assert found == ([whole] if whole else ["5¦월", "1¦일-|3¦일"])


@pytest.mark.parametrize(
    "text",
    [
        "3、5、7",  # a list
        "2024 12",  # a year and another number
        "3 5 7",
        "5 kilo",
        "（1）2024",  # a heading's number
        "5；3",
        "5日，3日",
        "5——3",  # a dash of two is no connector
    ],
)
def test_numbers_that_merely_stand_side_by_side_are_none(text: str) -> None:
    found = find_expressions(text, NEWSPAPER)
    assert len(found) == sum(
        after.isdigit() and not before.isdigit() for before, after in pairwise(f" {text}")
    )


def test_words_alone_are_no_measures() -> None:
    for text in (
        "page 5 as it was",
        "5 at home",
        "5 us",
        "5 in all",
        "In 2024 A man",
        "5 me",
        "5 mètres",
        "5 l’eau",
    ):
        assert expressions(text, PROFILES["en"]) in (["5"], ["2024"]), text


@pytest.mark.parametrize(
    "text",
    [
        # connectors never begin a line; a minus may
        "节|5月|1日-|3日|了",
        "温|10℃~|15℃|了",
        "客|3万-|5万人次|了",
        "节|1月‐|3月|了",
        "节|1月‑|3月|了",
        "节|8时‒|9时|了",
        "（一）-|（三）|了",
        "北|京-|上|海|了",
        "周|六~|周|日|了",
        "（天）-|地",
        "天，-|地",
        "气|温|-18.5℃|了",
        "气|温，|-5℃|了",
        "气|温|（-5℃）|了",
        "海|拔|-154米|了",
        "亏|−5|了",
        # a name with its number is whole
        "东|风-41|和|歼-20|了",
        "“东|风”-41|和",
        "运-Y|和|器-A|了",
        "疫|苗-|mRNA|了",
        # signs, groups, units behind a space
        "成|绩|≥60|了",
        "客|1 234 567|了",
        "温|5 °C|了",
        "在|50€|的",
        "在|50 €|的",
        "长|39°54′N|的",
        "面|积|10⁴|了",
        "阅|读|10万+|了",
    ],
)
def test_lines_of_chinese_keep_numbers_whole(text: str) -> None:
    assert pieces(text.replace("|", "")) == text


@pytest.mark.parametrize("language", ["zh", "zh-Hant-TW", "ja-newspaper", "ko"])
@pytest.mark.parametrize("sign", "-~‐‑‒")
def test_no_line_begins_with_a_hyphen_behind_a_full_width_character(language: str, sign: str) -> None:
    """GB/T 15834 5.1.6, UAX #14 LB21; a word of Latin letters may begin one with its apostrophe."""
    for before in "日字℃）가」":
        for behind in ("3日", "字", "GDP", "（一）"):
            text = f"{before}{sign}{behind}"
            costs = break_costs(text, classify(text, PROFILES[language]), PROFILES[language])
            assert costs[1] == FORBIDDEN, text


def test_levels_without_prohibitions_keep_numbers_whole_too() -> None:
    none = NEWSPAPER.model_copy(update={"name": "no prohibitions", "level": "none"})
    assert pieces("客1 234人，≥60，5 °C，东风-41。", none) == "客|1 234人|，|≥60|，|5 °C|，|东|风-41|。"


def test_a_long_number_in_groups_may_be_parted_between_them() -> None:
    """What no column could hold. Of a telephone number the hyphen comes first."""
    text = "电" + " ".join(["1234"] * 50) + "人"
    costs = break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)
    assert {costs[at + 1] for at, char in enumerate(text) if char == " "} <= {SPLITS_UNIT, SPLITS_WORD}
    assert "".join(pieces("电010-8888 8888转", worst=SPLITS_UNIT)).count("|") >= 2


SIGNS = "-~–—～〜−+±×÷=≥≤≈<>$€£¥￥№〒#@§%‰℃°′″'’\"‘“”.,，．・·:：/／()（）[] \u00a0\u2009"
parts = st.one_of(
    st.sampled_from(["0", "12", "345", "2024", "０１", "9" * 200, "1 234", "5月", "3万"]),
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=4),
    st.sampled_from(
        [
            "km",
            "mL",
            "°C",
            "元",
            "万",
            "亿",
            "조",
            "円",
            "No.",
            "Fig. ",
            "US$",
            "第",
            "约",
            "天地",
            "GDP",
            "⁴",
            "½",
        ]
    ),
)


@given(st.lists(parts, max_size=14).map("".join), st.sampled_from(profile_names()))
def test_expressions_of_any_signs_in_any_order_are_sound(text: str, name: str) -> None:
    profile = load_profile(name)
    found = find_expressions(text, profile)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert any(char.isdigit() for char in text[each.start : each.end])
        for places in (each.joints, each.seams):
            assert all(each.start < at < each.end for at in places)
            assert list(places) == sorted(set(places))
    costs = break_costs(text, classify(text, profile), profile)
    assert costs[0] == FORBIDDEN or not text


@given(st.lists(parts, max_size=14).map("".join), st.integers(12, 40))
def test_lines_of_any_signs_are_inside_their_measure(text: str, halves: int) -> None:
    found = PLAIN.set(f"天地{text}玄黄", halves / 2)
    assert "".join(found.text[line.start : line.end] for line in found.lines) == found.text
    assert all(line.width <= line.measure for line in found.lines if line.step != "overfull")


@pytest.mark.parametrize(
    "text",
    [
        "9" * 20_000,
        "1 " * 10_000,
        "12 345 " * 3_000,
        "5′" * 10_000,
        "-" * 20_000 + "5",
        "≥" * 20_000 + "5",
        "$" * 20_000 + "5",
        "5" + "℃" * 20_000,
        "5" + "⁴" * 20_000,
        "5" + "万" * 20_000,
        "1日" * 10_000,
        "1-" * 10_000,
        "1，" * 10_000,
        "(010" * 5_000,
        "’" * 20_000,
        "“a" * 10_000,
        "a’ ‘" * 5_000,
        '"a ' * 7_000,
        "5 km" * 5_000,
        "5m/" * 7_000,
        "A-1" * 7_000,
    ],
)
def test_no_row_of_signs_takes_long(text: str) -> None:
    """Twice the text takes some twice as long; the square of it would be minutes."""
    began = process_time()
    break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)
    assert process_time() - began < 3


def test_the_public_answer_keeps_numbers_whole() -> None:
    text = "气温10℃~15℃，客1 234人，东风-41。"
    places = break_opportunities(text, lang="zh-Hans", level="newspaper")
    found = "".join(("|" if at in places else "") + char for at, char in enumerate(text))
    assert found == "气|温|10℃~|15℃，|客|1 234人，|东|风-41。"
