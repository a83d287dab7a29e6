"""Superscripts and subscripts: they stay with their word, and those that a face has not are made of its figures."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import replace

import pytest

from fonts.catalogue import Catalogue
from fonts.face import Face
from fonts.glyphs.superscripts import LOWERED, RAISED
from layout.plan.profile import Profile, load_profile, profile_names
from layout.typeset.breaks.break_costs import FREE, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.inline import Inline, NoteMark, ScriptMark, TextMark
from layout.typeset.lines import SetLine, SetRun
from layout.typeset.paragraph import set_paragraph
from layout.typeset.unicode.superscripts import SUPERSCRIPT, part_superscript
from layout.typeset.units.scripts import measure_script
from tests.typeset.setting import EM, GETA, NEWSPAPER, PLAIN, VERTICAL, Case, face_of, places, texts

DIGITS = "0123456789"
ALL_TEN = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CHARS = "天地玄黄宇宙，“”" + DIGITS + "COHx+−-th " + GETA
HALF = dict.fromkeys(DIGITS + "COHx+−-th²³⁴" + ALL_TEN, 500)

PLAIN_FACE = face_of("no-scripts", CHARS, advances=HALF)
TWO = face_of("two-scripts", CHARS + "²³", advances=HALF)
"""As Noto's CJK faces: ² and ³ alone."""
TEN = face_of(
    "ten-scripts",
    CHARS + ALL_TEN,
    advances=HALF,
    inks={"2": (0, 0, 400, 700), **dict.fromkeys(ALL_TEN, (0, 400, 200, 750))},
)


SUP, SUB = ScriptMark("super"), ScriptMark("sub")


def pieces(text: str, profile: Profile = NEWSPAPER) -> str:
    costs = break_costs(text, classify(text, profile), profile)
    return "".join(("|" if at and costs[at] == FREE else "") + char for at, char in enumerate(text))


def parts(*texts: str | tuple[str, TextMark], face: Face, case: Case = PLAIN) -> SetLine:
    """Texts in a row on one line, some of them with a mark."""
    font = replace(case, face=face).font
    inlines = [
        Inline(text, font) if isinstance(text, str) else Inline(text[0], font, 0, text[1]) for text in texts
    ]
    (line,) = set_paragraph(inlines, case.style, 1000 * EM).lines
    return line


def small(line: SetLine) -> list[SetRun]:
    return [run for run in line.runs if run.size != EM]


def test_they_are_what_unicode_says() -> None:
    found = {char for char in map(chr, range(sys.maxunicode + 1)) if SUPERSCRIPT.match(char)}
    known = {
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
        and unicodedata.east_asian_width(char) not in "WF"
    }
    assert found >= known
    # Newer versions of Unicode have some more.
    assert all(unicodedata.category(char) in ("Cn", "Lm", "Mn") for char in found - known)
    assert [part_superscript(char) for char in "⁴₂ⁿ⁻™"] == [
        ("super", "4"),
        ("sub", "2"),
        ("super", "n"),
        ("super", "−"),
        ("super", "TM"),
    ]


WHOLE = [
    "10⁴",
    "10⁻⁷",
    "CO₂",
    "H₂O",
    "m²",
    "km³",
    "xⁿ",
    "x₁₂",
    "SO₄²⁻",
    "f⁽²⁾(x)",
    "10ª",
    "Xᵃ",
    "A™",
    "¹⁴C",
    "⁵⁄₈",
]


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("text", WHOLE)
def test_a_word_with_one_is_whole_in_every_profile(name: str, text: str) -> None:
    profile = load_profile(name)
    assert set(classify(text, profile)) <= {"A", "0"}
    assert pieces(f"天{text}地", profile) == f"天|{text}|地"


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("text", ["平方米²", "“注”¹", "注¹²", "华为™", "好。¹", "天——¹", "10℃⁻¹", "（注）ⁿ"])
def test_behind_han_or_a_mark_it_never_begins_a_line(name: str, text: str) -> None:
    profile = load_profile(name)
    shown = pieces(f"天{text}地", profile)
    assert not re.search(f"\\|{SUPERSCRIPT.pattern}", shown)
    assert pieces(f"{text} ²x", profile).endswith("|²x"), "but behind a space it may"


def test_the_same_figures_on_the_line_are_a_number_of_their_own() -> None:
    """The control: without its rule a superscript behind Han would be a Latin word."""
    assert pieces("平方米²，注¹说") == "平|方|米²，|注¹|说"
    assert pieces("平方米2，注1说") == "平|方|米|2，|注|1|说"
    assert classify("米²x", NEWSPAPER) == "H^A"
    assert classify("用¹⁴C", NEWSPAPER) == "HAAA"


def test_none_begins_a_line_at_any_measure() -> None:
    case = replace(PLAIN, face=PLAIN_FACE)
    text = "天地玄黄10⁴宇宙CO₂，“玄”¹天地²10⁷" * 4
    for measure in range(14, 60):
        assert not any(SUPERSCRIPT.match(line) for line in case.lines(text, measure / 4))


def test_what_the_face_lacks_is_made_of_its_figures() -> None:
    line = parts("天10⁷地CO₂", face=PLAIN_FACE)
    raised, lowered = small(line)
    assert [(run.texts, run.size, run.rise) for run in (raised, lowered)] == [
        (("⁷",), RAISED[0] * EM // 1000, RAISED[1] * EM // 1000),
        (("₂",), LOWERED[0] * EM // 1000, LOWERED[1] * EM // 1000),
    ]
    assert raised.glyphs == tuple(PLAIN_FACE.glyphs("7", "zh-Hans"))
    assert raised.face is PLAIN_FACE
    # Right behind the 0, with no gap, and three tenths of an em wide.
    assert places(line)[:5] == [("天", 0), ("1", 1), ("0", 1.5), ("⁷", 2), ("地", 2.3)]


def test_a_face_of_its_own_for_them_is_taken_where_it_has_all_ten() -> None:
    assert small(parts("10²和10⁷", face=TEN)) == []
    # ² alone would be of another weight than ⁷.
    assert [run.texts for run in small(parts("10²，10⁷", face=TWO))] == [("²",), ("⁷",)]
    # What else it lacks is as large and as high as those: half as high as its 2, four tenths of an em up.
    assert measure_script(TEN, "super", "zh-Hans") == (500, 400)
    (sign,) = small(parts("10⁺", face=TEN))
    assert (sign.texts, sign.size, sign.rise) == (("⁺",), EM // 2, 4 * EM // 10)
    # All in a row are made where one is.
    assert [run.texts for run in small(parts("10⁻²", face=TEN))] == [("⁻",), ("²",)]


def test_another_face_is_asked_for_what_nothing_can_be_made_of() -> None:
    without = face_of("no-latin", "天地" + GETA)
    case = replace(PLAIN, face=without, fallbacks=(TEN,))
    line = case.one_line("天²地")
    assert small(line) == []
    assert [run.face for run in line.runs] == [without, TEN, without]
    found = replace(PLAIN, face=without).set("天²地", 20)
    assert [(fault.offset, fault.char) for fault in found.missing] == [(1, "²")]
    assert "".join(text for run in found.lines[0].runs for text in run.texts) == "天²地"


def test_in_the_house_s_faces_all_figures_of_a_page_are_alike() -> None:
    for role, made in (("song", True), ("hei", True), ("kai", False), ("fangsong", False)):
        face = Catalogue.load().resolve(role, 400).face
        sizes = {run.size for run in small(parts("10²、10⁴、10⁷", face=face))}
        assert sizes == ({600 * EM // 1000} if made else set()), role


def test_a_face_s_own_feature_is_taken_where_it_has_a_form_of_each_character() -> None:
    face = Catalogue.load().resolve("fangsong", 400).face
    (run,) = [run for run in parts("x", ("2", SUP), face=face).runs if run.texts == ("2",)]
    assert (run.size, run.rise, run.glyphs) == (EM, 0, tuple(face.glyphs("²", "zh-Hans")))
    (run,) = small(parts("x", ("2天", SUP), face=face))
    assert run.texts == ("2", "天"), "not where it has one of some of them alone"


def test_behind_han_nothing_opens_before_it() -> None:
    line = parts("天", "地¹玄", face=PLAIN_FACE)
    assert places(line) == [("天", 0), ("地", 1), ("¹", 2), ("玄", 2.3)]
    japanese = Case(load_profile("ja-book"))
    assert places(parts("地¹玄", face=PLAIN_FACE, case=japanese))[1:] == [("¹", 1), ("玄", 1.3)]
    # The control: a figure on the line has its quarter of an em before it.
    assert places(parts("地1玄", face=PLAIN_FACE, case=japanese))[1][1] == 1.25
    stretched = replace(PLAIN, face=PLAIN_FACE).set("天地¹玄黄宇，宙天地玄", 7).lines[0]
    found = dict(places(stretched))
    assert round(found["¹"] - found["地"], 6) == 1


def test_behind_a_closing_quote_it_takes_the_blank() -> None:
    line = parts("“注”¹，天", face=face_of("quoted", CHARS + "注", inks={"”": (0, 400, 500, 800)}))
    found = dict(places(line))
    assert found["¹"] - found["”"] == 0.5


def test_in_a_vertical_line_they_lie_with_their_word() -> None:
    line = parts("天10⁷地", face=PLAIN_FACE, case=VERTICAL)
    number, script = line.runs[1:3]
    assert (number.turn, script.turn) == ("sideways", "sideways")
    assert script.rise - number.rise == RAISED[1] * EM // 1000
    assert script.xs[0] == number.xs[-1] + EM // 2


@pytest.mark.parametrize(("mark", "rise"), [(SUP, RAISED[1]), (SUB, LOWERED[1])])
def test_what_the_copy_marks_is_one_piece_of_its_word(mark: ScriptMark, rise: int) -> None:
    line = parts("天10", ("th", mark), "x地", face=PLAIN_FACE)
    (run,) = small(line)
    assert (run.texts, run.rise) == (("t", "h"), rise * EM // 1000)
    assert places(line)[1:] == [("1", 1), ("0", 1.5), ("t", 2), ("h", 2.3), ("x", 2.6), ("地", 3.1)]


def test_han_and_anything_else_is_lowered_behind_a_letter_and_never_parted() -> None:
    case = replace(PLAIN, face=PLAIN_FACE)
    inlines = [
        Inline("天地玄C", case.font),
        Inline("天地", case.font, mark=SUB),
        Inline("H，宇宙天地", case.font),
    ]
    for measure in range(4, 12):
        found = set_paragraph(inlines, case.style, measure * EM)
        assert not any(line.startswith(("天地H", "地H", "H")) for line in texts(found)[1:])
    # The control: on the line the same is three words.
    plain = [replace(inline, mark=None) for inline in inlines]
    assert any(line[0] in "天地H" for line in texts(set_paragraph(plain, case.style, 4 * EM))[1:])


def test_a_mark_behind_han_is_set_as_a_note_s_is() -> None:
    raised = parts("天地", ("1", SUP), "玄", face=PLAIN_FACE)
    note = parts("天地", ("1", NoteMark(EM // 3)), "玄", face=PLAIN_FACE)
    assert places(raised)[:3] == places(note)[:3]


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("text", ["", " ", "\n", "ᵃ", "😀", "天\u0301", "²" * 30, "〓，。（"])
def test_anything_may_be_raised(text: str, *, vertical: bool) -> None:
    case = replace(PLAIN, face=PLAIN_FACE, vertical=vertical)
    inlines = [Inline(text, case.font, mark=SUP), Inline("天", case.font), Inline(text, case.font, mark=SUB)]
    found = set_paragraph(inlines, case.style, 5 * EM)
    assert "".join(texts(found)) == f"{text}天{text}"


def test_a_thousand_of_them_are_set() -> None:
    case = replace(PLAIN, face=PLAIN_FACE)
    for text in ("⁷" * 1000, "天⁷" * 1000, "⁷⁻ⁿ₂" * 250, "x⁷ " * 1000):
        found = case.set(text, 13)
        assert "".join(texts(found)) == text
