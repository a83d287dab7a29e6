"""Which face sets what: fall-backs, characters that no face has, inlines of several fonts."""

from __future__ import annotations

from typing import Any

import pytest

from fonts.catalogue import Catalogue
from fonts.face import Face, Shaped
from layout.plan.profile import load_profile
from layout.typeset.inline import Font, Inline, ParagraphStyle
from layout.typeset.lines import Missing, SetLine
from layout.typeset.paragraph import set_paragraph
from tests.typeset.setting import EM, GETA, HAN, PLAIN, Case, mpt, places, plain_text, square

SONG = square()
KAI = square("kai", HAN + "，。“”‘’——…AB " + GETA, quotes=350)
SMALL = square("small", "天地，")
LATIN_ONLY = square("latin", "ABCDEabcde")


def faces(line: SetLine) -> list[tuple[str, str]]:
    return [(run.face.id, "".join(run.texts)) for run in line.runs]


def test_a_character_is_set_in_the_first_face_that_has_it() -> None:
    case = Case(face=SMALL, fallbacks=(KAI, SONG))
    line = case.one_line("天玄地（AB）")
    assert faces(line) == [
        ("small", "天"),
        ("kai", "玄"),
        ("small", "地"),
        ("square", "（"),
        ("kai", "AB"),
        ("square", "）"),
    ]
    assert [x for _, x in places(line)] == [0, 1, 2, 3, 4, 4.5, 5]
    assert [face for face, _ in faces(PLAIN.one_line("天玄地"))] == ["square"]


def test_quotes_of_a_kai_face_come_from_the_face_that_has_them_full_width() -> None:
    line = Case(face=KAI, fallbacks=(SONG,)).one_line("天“地”玄")
    assert faces(line) == [("kai", "天"), ("square", "“"), ("kai", "地"), ("square", "”"), ("kai", "玄")]
    assert Case(face=KAI, fallbacks=(SONG,)).width("“") == 1
    # Negative control: without that face they are as the Kai face has them.
    alone = Case(face=KAI)
    assert faces(alone.one_line("天“地”玄")) == [("kai", "天“地”玄")]
    assert alone.width("“") == pytest.approx(0.35)


def test_a_word_is_in_one_face_where_one_has_it_all() -> None:
    case = Case(face=LATIN_ONLY, fallbacks=(SONG,))
    assert faces(case.one_line("ABC")) == [("latin", "ABC")]
    assert faces(case.one_line("ABX")) == [("square", "ABX")]


def test_a_word_that_no_face_has_whole_is_set_in_several() -> None:
    only_x = square("only x", "XYZ")
    found = Case(face=LATIN_ONLY, fallbacks=(only_x,)).set("ABXab", 100)
    assert faces(found.lines[0]) == [("latin", "AB"), ("only x", "X"), ("latin", "ab")]
    assert [x for _, x in places(found.lines[0])] == [0, 0.5, 1, 1.5, 2]
    assert not found.missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("天龘地", [(1, "龘")]),
        ("龘天龘地龘", [(0, "龘"), (2, "龘"), (4, "龘")]),
        ("天ABж地", [(3, "ж")]),
        ("жж", [(0, "ж"), (1, "ж")]),
        ("天〖地", [(1, "〖")]),
        ("天‼地", [(1, "‼")]),
        ("天〖地〖", [(1, "〖"), (3, "〖")]),  # a mark is noted at each of its places
        ("天e\u0301地", [(1, "e\u0301")]),
        ("👨\u200d👩", [(0, "👨\u200d👩")]),
        ("天𪚥", [(1, "𪚥")]),
        ("天⸺地", [(1, "⸺")]),
    ],
)
def test_what_no_face_has_is_named_at_each_place_and_set_as_geta(
    text: str, missing: list[tuple[int, str]]
) -> None:
    found = PLAIN.set(text, 100)
    assert found.missing == tuple(Missing(offset, char) for offset, char in missing)
    geta = SONG.glyph(GETA, "zh-Hans")
    glyphs = [glyph for line in found.lines for run in line.runs for glyph in run.glyphs]
    assert glyphs.count(geta) == len(missing)
    assert 0 not in glyphs
    assert plain_text(found.lines) == text


SEQUENCES = {
    "a family": "👨\u200d👩\u200d👧\u200d👦",
    "a skin tone": "👍🏽",
    "a profession with a skin tone": "🧑🏽\u200d🚀",
    "a heart on fire": "❤\ufe0f\u200d🔥",
    "a flag": "🇨🇳",
    "a keycap": "#\ufe0f\u20e3",
    "a flag of tags": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "jamo": "\u1112\u1161\u11ab",
    "old jamo": "\u1112\u1112\u119e\u11ab",
    "a letter with two accents": "ж\u0301\u0323",
    "a Han with a mark": "龘\u0301",
    "a syllable with a conjunct": "क्षि",
    "a syllable with three": "स्त्री",
    "a Thai syllable": "นึ่",
}


@pytest.mark.parametrize("kind", SEQUENCES)
def test_a_sequence_that_no_face_has_is_one_character(kind: str) -> None:
    text = SEQUENCES[kind]
    found = PLAIN.set(f"天{text}{text}地", 100)
    assert found.missing == (Missing(1, text), Missing(1 + len(text), text))
    glyphs = [glyph for line in found.lines for run in line.runs for glyph in run.glyphs]
    assert glyphs.count(SONG.glyph(GETA, "zh-Hans")) == 2
    assert plain_text(found.lines) == f"天{text}{text}地"


def test_two_characters_that_no_face_has_are_two() -> None:
    found = PLAIN.set("👨👩🇨🇳🇯🇵", 100)
    assert [one.char for one in found.missing] == ["👨", "👩", "🇨🇳", "🇯🇵"]


def test_a_geta_from_another_face_is_that_face_s_glyph() -> None:
    case = Case(face=LATIN_ONLY, fallbacks=(SONG,))
    found = case.set("ABж", 100)
    assert faces(found.lines[0]) == [("latin", "AB"), ("square", "ж")]
    assert found.lines[0].runs[1].glyphs == (SONG.glyph(GETA, "zh-Hans"),)


def test_without_a_geta_the_face_s_own_box_is_left_for_the_preflight_to_find() -> None:
    found = Case(face=SMALL).set("天龘，ж", 100)
    assert [one.char for one in found.missing] == ["龘", "ж"]
    assert [glyph for run in found.lines[0].runs for glyph in run.glyphs].count(0) == 2


def test_a_bold_lead_in_and_emphasis_keep_their_keys_and_places() -> None:
    bold = square("bold")
    inlines = [
        Inline("天地（玄黄）", Font(bold, EM), key=1),
        Inline("宇宙，", Font(SONG, EM), key=0),
        Inline("洪荒", Font(KAI, EM, (SONG,)), key=2),
        Inline("。", Font(SONG, EM), key=0),
    ]
    (line,) = set_paragraph(inlines, PLAIN.style, mpt(100)).lines
    assert [(run.key, run.face.id, "".join(run.texts)) for run in line.runs] == [
        (1, "bold", "天地（玄黄）"),
        (0, "square", "宇宙，"),
        (2, "kai", "洪荒"),
        (0, "square", "。"),
    ]
    # Across the border of two inlines marks are as within one: ） and 宇 are half an em apart.
    assert [x for _, x in places(line)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]


def test_marks_meet_across_the_border_of_inlines() -> None:
    inlines = [Inline("天”", Font(square("bold"), EM), 1), Inline("。地", Font(SONG, EM), 0)]
    (line,) = set_paragraph(inlines, PLAIN.style, mpt(100)).lines
    assert places(line)[-1] == ("地", 2.5)
    # … and what may not begin a line may not do so there either.
    found = set_paragraph(
        [Inline("天地玄", Font(SONG, EM), 1), Inline("，黄", Font(SONG, EM))], PLAIN.style, mpt(3)
    )
    assert not any(found.text[line.start] == "，" for line in found.lines)


def test_runs_of_one_size_do_not_change_the_other_s() -> None:
    inlines = [Inline("天地", Font(SONG, 2 * EM)), Inline("玄AB", Font(SONG, EM))]
    (line,) = set_paragraph(inlines, PLAIN.style, mpt(100)).lines
    assert [(run.size, run.xs) for run in line.runs] == [
        (2 * EM, (0, 2 * EM)),
        (EM, (4 * EM, 5 * EM, 5 * EM + EM // 2)),
    ]


def test_an_apostrophe_in_a_word_is_not_a_closing_quote() -> None:
    assert PLAIN.one_line("Xi’an").runs[0].texts == ("X", "i", "’", "a", "n")
    # A quote closes a line, so no line begins with it; an apostrophe can't be parted from its word at all.
    assert PLAIN.lines("天地Xi’an", 3) == ["天地", "Xi’an"]
    assert PLAIN.lines("天地玄‘Xi’黄宇宙", 3)[1] == "‘Xi’黄"


def test_a_word_with_an_apostrophe_takes_the_forms_of_a_latin_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the Chinese forms of a face ’ is an em wide."""
    asked: list[tuple[str, str]] = []
    own = type(SONG).shape

    def shape(face: Face, text: str, lang: str, *rest: Any) -> tuple[Shaped, ...]:
        asked.append((text, lang))
        return own(face, text, lang, *rest)

    monkeypatch.setattr(Face, "shape", shape)
    PLAIN.set("天Xi’an地AB", 100)
    assert asked == [("Xi’an", "en"), ("AB", "zh-Hans")]


def test_marks_that_a_face_has_in_a_corner_are_borrowed_where_they_stand_in_the_middle() -> None:
    """Kai is made for the mainland; in Taiwan 。，、 stand in the middle of their em, as Song has them."""
    catalogue = Catalogue.load()
    kai, song = catalogue.resolve("kai", 400).face, catalogue.resolve("song", 400).face
    for lang, faces in (("zh-Hant-TW", [kai, song, kai]), ("zh-Hans-newspaper", [kai])):
        style = ParagraphStyle(load_profile(lang))
        (line,) = set_paragraph([Inline("天，地", Font(kai, EM, (song,)))], style, 9 * EM).lines
        assert [run.face for run in line.runs] == faces
