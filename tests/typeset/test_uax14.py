"""Unicode 17's line breaking algorithm (UAX #14), rule by rule and by Unicode's own cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.typeset.unicode import rules, uax14
from layout.typeset.unicode.ranges import load_ranges
from tests import unicode_tables
from tests.typeset import annex14
from tests.work import calls_made

KINDS = sorted(
    {kind for kind in load_ranges("linebreak").names if kind not in ("Hangul", "CJ+")} | {"H2+", "H3+"}
)
"""Every class that a character can have, with its marks."""


def _cases() -> Iterator[tuple[str, list[int]]]:
    for line in unicode_tables.lines("LineBreakTest-17"):
        text, places = "", []
        for word in line.partition("#")[0].split():
            if word == "÷":
                places.append(len(text))
            elif word != "×":
                text += chr(int(word, 16))
        if text:
            yield text, [place for place in places if 0 < place < len(text)]


def test_all_of_unicode_s_own_cases_are_kept() -> None:
    cases = list(_cases())
    assert len(cases) == 19_338
    assert [text for text, places in cases if uax14.breaks(text) != places] == []


def test_unicode_s_cases_notice_a_rule_that_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    uax14.forget()
    with monkeypatch.context() as patch:
        patch.setattr(rules, "_HOLD_SPACES", frozenset())  # LB14, LB16, LB17 over spaces
        wrong = sum(uax14.breaks(text) != places for text, places in _cases())
    uax14.forget()
    assert wrong > 0


def test_the_classes_are_made_of_unicode_s_files() -> None:
    assert (unicode_tables.TABLES / "linebreak.txt").read_text("utf-8") == unicode_tables.line_break()


def test_every_code_point_has_the_class_of_unicode_17() -> None:
    kinds = {letter: kind[:2] for kind, letter in uax14.LETTERS.items()}
    found = [
        kinds[letter] for letter in "".join(map(chr, range(0x110000))).translate(uax14.default_classes())
    ]
    resolved = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS", "ZWJ": "ZJ"}  # LB1
    wrong = [
        hex(code)
        for code, value in enumerate(unicode_tables.values("LineBreak-17", "XX"))
        if found[code] != resolved.get(value, value) and value != "SA"
    ]
    assert wrong == []


def test_south_east_asian_marks_combine_and_letters_are_letters() -> None:
    assert uax14.breaks("กำนันที่ ไป") == [9]
    assert uax14.breaks("天กิ天") == [1, 3]


# One string for each rule: | where a line may begin.
@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("LB4", "a\u2028|\u2028|b"),
        ("LB5", "a\r\n|\r|\x85|\n|b"),
        ("LB6", "a \n|b"),
        ("LB7", "a  |b"),
        ("LB8", "a\u200b|）"),
        ("LB8", "天\u200b  |）"),
        ("LB8a", "天\u200d天"),
        ("LB9", "天\u0301|地\u200d\u0301|天"),
        ("LB10", "天 |\u0301a"),
        ("LB11", "天\u2060地"),
        ("LB12", "天\u00a0地"),
        ("LB12a", "天 |\u00a0地"),
        ("LB13", "天 ）"),
        ("LB14", "（ 天"),
        ("LB15a", "天 |“ 地"),
        ("LB15b", "天 ” |地"),
        ("LB15c", "a |.5"),
        ("LB15d", "a .b"),
        ("LB16", "） 々"),
        ("LB17", "天|— —|地"),
        ("LB18", "天 |地"),
        ("LB19", "天'地"),
        ("LB19a", "天|“地”|天"),
        ("LB19a", "a“地”|天"),
        ("LB20", "a|\ufffc|b"),
        ("LB20a", "a |-b"),
        ("LB20a", "a-|b"),
        ("LB21", "天々|地"),
        ("LB21a", "א-b"),
        ("LB21b", "א/א"),
        ("LB22", "天……|地"),
        ("LB23", "a1b"),
        ("LB23a", "$天%"),
        ("LB24", "$a%"),
        ("LB25", "天|$(12,345.67)%|地"),
        ("LB25", "天-5|天"),
        ("LB26", "ᄀ\u1161\u11a8|ᄀ"),
        ("LB27", "$각%"),
        ("LB28", "ab"),
        ("LB28a", "\u1b13\u1b44\u1b13|\u1b13"),
        ("LB28a", "\u1bc0|\u1bc0\u1bc0\u1bf2"),
        ("LB29", "e.g"),
        ("LB30", "a(b)c"),
        ("LB30", "a|（b）|c"),
        ("LB30a", "🇨🇳|🇯🇵|🇰"),
        ("LB30b", "👍🏽|天|🏽"),
        ("LB31", "天|地"),
    ],
)
def test_each_rule(rule: str, marked: str) -> None:
    text = marked.replace("|", "")
    places = set(uax14.breaks(text))
    found = "".join(("|" if place in places else "") + char for place, char in enumerate(text))
    assert found == marked, rule


def _breaks_of(kinds: list[str]) -> list[int]:
    return uax14.breaks_of("".join(uax14.LETTERS[kind] for kind in kinds))


def test_every_pair_of_classes_goes_by_the_annex() -> None:
    for first in KINDS:
        for second in KINDS:
            for kinds in (
                [first, second],
                [first, "SP", second],
                [first, "CM", second],
                [first, "ZJ", second],
            ):
                assert _breaks_of(kinds) == annex14.breaks(kinds), kinds


@given(st.lists(st.sampled_from(KINDS), max_size=12))
def test_any_row_of_classes_goes_by_the_annex(kinds: list[str]) -> None:
    assert _breaks_of(kinds) == annex14.breaks(kinds)


@given(
    st.lists(
        st.sampled_from(
            ["NU", "IS", "SY", "OP", "CL", "CP", "PO", "PR", "HY", "QU<", "QU>", "SP", "CM", "AL", "ID+"]
        ),
        max_size=12,
    )
)
def test_numbers_and_quotation_marks_go_by_the_annex(kinds: list[str]) -> None:
    assert _breaks_of(kinds) == annex14.breaks(kinds)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_has_breaks_inside_it_that_rise(text: str) -> None:
    found = uax14.breaks(text)
    assert found == sorted(set(found))
    assert all(0 < place < len(text) for place in found)


@pytest.mark.parametrize(
    "piece", ["天地。“玄”", "word 12.5% ", "“", "(", "AK\u0301", "\u200d", "🇨", " ", "\u1b13\u1b44", "'"]
)
def test_work_grows_with_the_text(piece: str) -> None:
    uax14.breaks(piece * 50)  # what is worked out once

    def calls(times: int) -> int:
        text = piece * times
        return calls_made(lambda: uax14.breaks(text))

    assert calls(4000) <= 2 * calls(2000) + 10
    assert calls(4000) <= 3 * len(piece) * 4000 + 50
