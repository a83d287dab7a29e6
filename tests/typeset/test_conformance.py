"""The page of conformance names a test for what it says is kept; a rule that is turned off changes what is measured."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest

from fonts.face import Face
from layout.plan.profile import Profile, load_profile, profile_names
from layout.plan.profileparts import Hyphens, WordSpace
from layout.typeset.breaks.break_costs import FORBIDDEN, HYPHENATES, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.inline import (
    DotsMark,
    Font,
    Inline,
    NoteMark,
    RubyMark,
    SideLineMark,
    TextMark,
    UprightMark,
    WarichuMark,
    ZhuyinMark,
)
from layout.typeset.lines import SetLine, SetParagraph
from layout.typeset.paragraph import set_paragraph
from layout.typeset.search import line_costs
from layout.typeset.unicode.orientation import Orientation
from layout.typeset.units import marks
from tests.typeset.setting import EM, PLAIN, VERTICAL, Case, face_of, gaps, places, square, texts
from tests.typeset.test_breaks import pieces
from tests.typeset.test_fill import STRETCHING, filled
from tests.typeset.test_japanese import CASE as JAPANESE
from tests.typeset.test_korean import CASE as KOREAN
from tests.typeset.test_schemes import CENTRE, LEFT
from tests.typeset.test_traditional import HK

PAGE: Final = Path(__file__).parents[2] / "docs" / "CONFORMANCE.md"
STATES: Final = ("kept", "kept where possible", "in part", "deviates", "not done")
ENGLISH: Final = Case(profile=load_profile("en"))
BOOK: Final = Case(profile=load_profile("zh-Hans-book"))


def rows() -> list[list[str]]:
    """The cells of every row of the page's tables, without their heads."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line[1:-1])]
        for line in lines
        if line.startswith("| ")
    ]
    return [row for row in cells if row[1] != "state"]


def test_every_row_has_a_state_and_what_is_kept_names_its_test() -> None:
    assert len(rows()) > 120  # else the search has gone blind
    for row in rows():
        assert len(row) == 4, row
        clause, state, how, proof = row
        assert state in STATES, clause
        assert state == "not done" or ".py::test_" in proof, clause
        assert state in ("kept", "kept where possible") or how, f"{clause}: why?"
        assert re.sub(r"`\S+\.py::test_\w+`", "", proof).strip(" ,|") == "", clause


# Each key of a profile, turned off.


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a profile: what is measured where it holds, and where the profile says `without`."""

    key: str
    case: Case
    measured: Callable[[Case], Any]
    on: Any
    without: Any
    off: Any


def without_middle(profile: Profile) -> Any:
    return profile.classes.model_copy(update={"middle": ""})


def natural_gap(profile: Profile, natural: float) -> Any:
    return profile.han_latin_gap_em.model_copy(update={"natural": natural})


def broken(text: str) -> Callable[[Case], str]:
    return lambda case: pieces(text, case.profile)


def cost_at(text: str, offset: int) -> Callable[[Case], int]:
    return lambda case: break_costs(text, classify(text, case.profile), case.profile)[offset]


def wide(text: str) -> Callable[[Case], float]:
    return lambda case: round(case.width(text), 4)


def first_of(text: str, measure: float) -> Callable[[Case], tuple[int, str]]:
    """How many characters the first line has, and its step."""

    def measured(case: Case) -> tuple[int, str]:
        line = case.set(text, measure).lines[0]
        return line.end, line.step

    return measured


def borrowed(case: Case) -> list[str]:
    """Which faces set a comma that the first has in the corner and the second in the middle of its em."""
    corner = face_of("conformance-corner", "天地，", inks={"，": LEFT})
    middle = face_of("conformance-middle", "天地，", inks={"，": CENTRE})
    line = Case(case.profile, face=corner, fallbacks=(middle,)).one_line("天，地")
    return [run.face.id for run in line.runs]


def turns(text: str) -> Callable[[Case], list[str]]:
    return lambda case: [run.turn for run in case.one_line(text).runs]


CORNER_AND_MIDDLE: Final = ["conformance-corner", "conformance-middle", "conformance-corner"]
RULES: Final = [
    Rule("classes", PLAIN, wide("·"), 0.5, without_middle(PLAIN.profile), 1),
    Rule("ambiguous_is_wide", ENGLISH, lambda case: classify("a—b…", case.profile), "AAAA", True, "A~AE"),
    Rule("corner_quotes", HK, lambda case: classify("說“AB”", case.profile), "HAAAA", False, "H(AA)"),
    Rule("spaces_are_words", KOREAN, wide("한국 신문"), 4.3, False, 4.5),
    Rule("level", HK, broken("天，地（玄"), "天，|地|（玄", "none", "天|，|地|（|玄"),
    Rule("not_at_start", PLAIN, broken("天，地）玄·黄～宇／宙"), "天，|地）|玄·|黄～|宇／宙", (), None),
    Rule("not_at_start", KOREAN, broken("한）국·다"), "한）|국·|다", (), "한|）|국|·|다"),
    Rule("not_at_end", PLAIN, broken("天（地￥玄"), "天|（地|￥玄", (), "天|（|地|￥|玄"),
    Rule("not_at_end", KOREAN, broken("한（국"), "한|（국", (), "한|（|국"),
    Rule("not_at_end", JAPANESE, broken("東（京"), "東|（京", (), "東|（|京"),
    Rule("not_at_start", BOOK, broken("天——地……"), "天——|地……", ("closer",), "天|——|地|……"),
    Rule("never_first", JAPANESE, broken("東京ー々っ"), "東|京ー々っ", "", "東|京|ー|々|っ"),
    Rule(
        "split_three_marks",
        PLAIN,
        lambda case: pieces("天。』」", case.profile, 2),
        "天。|』|」",
        False,
        "天。』」",
    ),
    Rule("break_hangul", KOREAN, broken("신문활자"), "신|문|활|자", "word", "신문활자"),
    Rule("half_em", PLAIN, wide("·"), 0.5, (), 1),
    Rule("half_em", KOREAN.but(mark_scheme="line-end-half"), wide("·"), 0.5, (), 1),
    Rule("half_em", JAPANESE, wide("三・三"), 2.5, ("en-dash", "number-mark"), 3),
    Rule(
        "proportional",
        replace(KOREAN.but(mark_scheme="line-end-half"), fallbacks=(square(),)),
        wide("“"),
        0.5,
        "",
        1,
    ),
    Rule("whole_em", JAPANESE, wide("！」"), 2, (), 1.75),
    Rule("whole_em", PLAIN, wide("？！"), 1, ("exclaim",), 2),
    Rule("centred", HK, borrowed, CORNER_AND_MIDDLE, (), CORNER_AND_MIDDLE[:1]),
    Rule("mark_scheme", PLAIN, wide("，"), 1, "kaiming", 0.5),
    Rule("units", PLAIN, broken("共30亩"), "共|30亩", "", "共|30|亩"),
    Rule("number_prefixes", PLAIN, broken("见第3版"), "见|第3版", "", "见|第|3版"),
    Rule("keep_together", PLAIN.but(keep_together=("玄黄",)), broken("地玄黄"), "地|玄黄", (), "地|玄|黄"),
    Rule("keep_titles", BOOK, broken("看《复活》"), "看|《复活》", 0, "看|《复|活》"),
    Rule(
        "hyphens",
        PLAIN.but(hyphens=Hyphens(lang="en_US")),
        cost_at("typography", 5),
        HYPHENATES,
        None,
        FORBIDDEN,
    ),
    Rule("single_dash_connects", PLAIN, broken("天—地"), "天—|地", False, "天|—|地"),
    Rule("hang", PLAIN.but(hang=("pause",)), first_of("天地玄黄宇，洪荒日月", 5), (6, ""), (), None),
    Rule(
        "hang_always",
        PLAIN.but(hang=("pause",), hang_always=True),
        lambda case: case.set("天地玄黄宇，洪荒日月", 5.5).lines[0].hang,
        EM // 2,
        False,
        0,
    ),
    Rule("tight_adjacent_marks", PLAIN, wide("》《"), 1.5, True, 1),
    Rule("keep_blanks", JAPANESE, wide("、・"), 2, (), 1.5),
    Rule("trim_line_start", PLAIN, lambda case: case.one_line("“天”").runs[0].xs[0], -EM // 2, False, 0),
    Rule("trim_line_start", JAPANESE, lambda case: case.one_line("「東」").runs[0].xs[0], -EM // 2, False, 0),
    Rule("trim_line_end", PLAIN, first_of("天地玄黄宇宙洪，荒日", 7.5), (8, ""), False, None),
    Rule("han_latin_gap_em", BOOK, wide("A"), 0.75, natural_gap(BOOK.profile, 0), 0.5),
    Rule("han_latin_gap_em", JAPANESE, wide("a"), 1, natural_gap(JAPANESE.profile, 0), 0.5),
    Rule("han_space_em", PLAIN, wide(" "), 0.5, 1.0, 1),
    Rule(
        "word_space_em",
        PLAIN,
        lambda case: filled(STRETCHING, 0.1, case).step,
        "stretch:word-space",
        WordSpace(stretch_to=0.4),
        "stretch:han-latin",
    ),
    Rule("upright_digits", VERTICAL, turns("天12地"), ["upright", "level", "upright"], 0, None),
    Rule("shrink_order", PLAIN, first_of("天地，玄黄宇宙洪荒日月", 6.5), (7, "shrink:pause"), (), None),
    Rule(
        "stretch_order",
        PLAIN,
        lambda case: filled("天地a玄", 0.05, case).step,
        "stretch:han-latin",
        ("han",),
        "stretch:han",
    ),
    Rule(
        "stretch_beside_marks",
        PLAIN,
        lambda case: gaps(filled("天，地玄", 0.3, case))[1] > 0,
        True,
        "never",
        False,
    ),
]
"""Where it says None, that the number is another is what matters, not which."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.case.profile.lang} {rule.key}")
def test_a_rule_that_is_turned_off_changes_what_is_measured(rule: Rule) -> None:
    assert rule.measured(rule.case) == rule.on
    turned_off = rule.measured(rule.case.but(**{rule.key: rule.without}))
    assert turned_off != rule.on
    assert rule.off is None or turned_off == rule.off


def test_every_key_of_a_profile_can_be_turned_off() -> None:
    # A style's tracking is the wardrobe's: tests/makeup/test_faces.py turns it off, test_display.py large type, and
    # tests/makeup/test_headline_sense.py words of heads.
    names = {"name", "extends", "lang", "tracking_em", "display", "optical_pt", "head_words"}
    assert {rule.key for rule in RULES} == set(Profile.model_fields) - names


# What stands beside text, against the same text without a mark.

CHARS: Final = "天地玄黄宇宙洪荒日月の，。（）〓•ABC-かんじうけたまわㄓㄨㄇˋ˙①12345"


def face() -> Face:
    return square("conformance-beside", chars=CHARS)


def font(size: int = EM) -> Font:
    return Font(face(), size)


def marked(*parts: str | tuple[str, TextMark], measure: float = 20, case: Case = PLAIN) -> SetParagraph:
    inlines = [
        Inline(part, font()) if isinstance(part, str) else Inline(part[0], font(), 0, part[1])
        for part in parts
    ]
    return set_paragraph(inlines, case.style, round(measure * EM))


SMALL: Final = EM // 2


def one(*parts: str | tuple[str, TextMark], case: Case = PLAIN) -> SetLine:
    (line,) = marked(*parts, case=case).lines
    return line


def beside(line: SetLine) -> list[tuple[str, int]]:
    """The text of each glyph beside the line, and its place."""
    return [
        (text, x) for run in line.runs if run.annotation for text, x in zip(run.texts, run.xs, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "mark", "vertical", "width"),
    [
        ("黄", RubyMark(("うけたまわ",), font(SMALL)), False, 2.5),
        ("黄", ZhuyinMark(("ㄓㄨˋ",), font(3 * EM // 10)), False, 1.5),
        ("玄黄宇宙洪", WarichuMark(font(SMALL)), False, 1.5),
        ("12345", UprightMark(), True, 1),
    ],
    ids=["ruby", "zhuyin", "warichu", "upright"],
)
def test_without_its_mark_text_takes_its_own_room(
    text: str, mark: TextMark, vertical: bool, width: float
) -> None:
    case = Case(vertical=vertical)
    found, plain = (one("天", part, "地", case=case) for part in ((text, mark), text))
    assert found.width - 2 * EM == round(width * EM)
    assert plain.width - 2 * EM == (2.5 * EM if text.isdigit() else len(text) * EM)


def test_without_its_mark_a_note_s_number_begins_a_line() -> None:
    note = texts(marked("天地玄黄", ("①", NoteMark(3500)), "宇宙", measure=4))
    assert note == ["天地玄", "黄①宇宙"]
    assert texts(marked("天地玄黄", "①", "宇宙", measure=4)) == ["天地玄黄", "①宇宙"]


def test_without_their_marks_nothing_stands_beside_text() -> None:
    dots, line = DotsMark("•", font(SMALL)), SideLineMark("proper")
    assert len(beside(one(("天地", dots)))) == 2
    assert len(one(("天地", line)).strokes) == 1
    plain = one("天地")
    assert (beside(plain), plain.strokes) == ([], ())


def test_where_a_line_is_spaced_out_marks_stay_with_their_text() -> None:
    """CLREQ 3.1.8: a line beside text grows with it and is not broken; a dot stays in the middle of its character."""
    dots, side = DotsMark("•", font(SMALL)), SideLineMark("proper")
    spaced = marked("天", ("地玄黄", side), "宇宙洪荒日月", measure=4.24).lines[0]
    solid = marked("天", ("地玄黄", side), "宇宙洪荒日月", measure=4).lines[0]
    assert (spaced.step, solid.step) == ("stretch:han", "")
    (grown,), (plain,) = spaced.strokes, solid.strokes
    assert grown.end - grown.start == plain.end - plain.start + 2 * 8 * EM // 100
    dotted = marked("天", ("地玄黄", dots), "宇宙洪荒日月", measure=4.24).lines[0]
    own = [x for run in dotted.runs if not run.annotation for x in run.xs][1:4]
    assert [x for _, x in beside(dotted)] == [x + EM // 4 for x in own]


def test_zhuyin_never_begins_a_line_without_its_character() -> None:
    """CLREQ 3.3.3: what has no room for both goes on in the next line as one."""
    zhuyin = ZhuyinMark(("ㄓㄨˋ",), font(3 * EM // 10))
    assert texts(marked("天地玄", ("黄", zhuyin), "宇宙", measure=4)) == ["天地玄", "黄宇宙"]
    assert texts(marked("天地玄", "黄", "宇宙", measure=4)) == ["天地玄黄", "宇宙"]
    found = marked("天地玄", ("黄", zhuyin), "宇宙", measure=4)
    assert [len(beside(line)) for line in found.lines] == [0, 3]


def test_the_light_tone_s_dot_stands_over_the_first_letter() -> None:
    """CLREQ 3.3.3; other tones stand at the right of the last."""

    def rises(text: str) -> dict[str, int]:
        line = one(("地", ZhuyinMark((text,), font(3 * EM // 10))))
        return {run.texts[0]: run.rise for run in line.runs if run.annotation}

    light, fourth = rises("˙ㄇㄨ"), rises("ㄇㄨˋ")
    assert light["˙"] > light["ㄇ"] > light["ㄨ"]
    assert light["˙"] - light["ㄇ"] < light["ㄇ"] - light["ㄨ"]  # a dot takes less room than a letter
    assert fourth["ㄇ"] > fourth["ˋ"] > fourth["ㄨ"]


def test_wide_ruby_at_a_line_s_start_is_drawn_in() -> None:
    """JLREQ 3.3.8; inside a line it hangs over the kana before it."""
    ruby = RubyMark(("うけたまわ",), font(SMALL))
    inside = marked("天地玄の", ("黄", ruby), "宇")
    assert beside(inside.lines[0])[0][1] == 3 * EM + EM // 2
    start = marked("天地玄の", ("黄", ruby), "宇", measure=4)
    assert texts(start) == ["天地玄の", "黄宇"]
    assert beside(start.lines[1])[0][1] == 0


# Rules that hold in every language.

EAST_ASIAN: Final = [name for name in profile_names() if name != "en"]
"""English lines are filled at word spaces alone."""


@pytest.mark.parametrize("name", EAST_ASIAN)
def test_no_profile_leaves_one_character_on_the_last_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """CLREQ 3.4.4, JLREQ 3.5.4, KLREQ 4.2.5."""
    case = Case(profile=load_profile(name))
    text = "天地玄黄宇宙洪荒日月盈。"
    assert case.lines(text, 5)[-1] == "月盈。"
    monkeypatch.setattr(line_costs, "RUNT_COST", 0.0)
    assert case.lines(text, 5)[-1] == "盈。"


@pytest.mark.parametrize("name", EAST_ASIAN)
@pytest.mark.parametrize("vertical", [False, True])
def test_full_lines_are_flush_in_every_language_and_ragged_ones_are_not(name: str, vertical: bool) -> None:
    """CLREQ 3.5.1, JLREQ 3.8.1, KLREQ 4.5."""
    text = "天地玄黄宇宙洪，荒日（月盈）昃辰宿。列张AB寒来12暑往秋收"
    justified = Case(profile=load_profile(name), vertical=vertical).set(text, 6.3).lines[:-1]
    assert len(justified) > 2
    assert {line.width for line in justified} == {63_000}
    ragged = Case(profile=load_profile(name), vertical=vertical, align="start").set(text, 6.3).lines[:-1]
    assert {line.width for line in ragged} != {63_000}


def test_a_japanese_full_stop_ends_its_line_whole_or_as_half_an_em_where_that_fills_it() -> None:
    """JLREQ 3.1.9: all of the blank or nothing."""
    case = Case(profile=JAPANESE.profile)
    text = "天地玄黄宇宙洪。荒日月盈昃"
    whole, half = case.set(text, 8).lines[0], case.set(text, 7.5).lines[0]
    assert [(line.end, line.width, line.step) for line in (whole, half)] == [(8, 80_000, ""), (8, 75_000, "")]
    assert case.but(trim_line_end=False).set(text, 7.5).lines[0].end < 8
    assert case.but(trim_line_end=True).set(text, 8).lines[0].step != ""
    # Between the two it is whole, and gives nothing: another character must come, or go.
    assert case.set(text, 7.75).lines[0].end != 8 or case.set(text, 7.75).lines[0].step.startswith("stretch")


def test_vertical_korean_stands_and_lies_as_chinese_does() -> None:
    """KLREQ 4.1.2: words turned, a number of two figures side by side."""
    down = Case(profile=KOREAN.profile, face=KOREAN.face, vertical=True)
    runs = down.one_line("한GDP국12신").runs
    assert [run.turn for run in runs] == ["upright", "sideways", "upright", "level", "upright"]
    assert {run.turn for run in KOREAN.one_line("한GDP국12신").runs} == {"level"}


@pytest.mark.parametrize(("pair", "width"), [("」「", 1.5), ("「「", 1.5), ("」」", 1.5)])
def test_korean_brackets_that_meet_are_tight_and_have_the_klreq_s_half_em_in_its_scheme(
    pair: str, width: float
) -> None:
    """KLREQ 4.3.3 has half an em between 」 and 「; newspapers' faces have all of them half an em wide."""
    assert KOREAN.width(pair) == 1
    klreq = KOREAN.but(mark_scheme="line-end-half")
    assert klreq.width(pair) == width
    assert klreq.but(tight_adjacent_marks=True).width("」「") == 1


def test_korean_lines_never_widen_before_and_behind_marks() -> None:
    """KLREQ 4.3.7: so the space goes to the gaps between syllables alone."""
    korean = KOREAN.but(mark_scheme="line-end-half")
    line = filled("한국「신문」달러", 0.3, korean)
    opened = [number for number, gap in enumerate(gaps(line)) if gap > 0]
    chinese = filled("한국「신문」달러", 0.3, korean.but(stretch_beside_marks="with-han"))
    assert opened == [0, 3, 6]
    assert [number for number, gap in enumerate(gaps(chinese)) if gap > 0] != opened


def test_how_a_character_stands_is_asked_of_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    """UAX #50: with another answer for all of them an arrow stands."""
    case = Case(vertical=True, face=square("conformance-arrows", chars="天地→〓"))
    assert [run.turn for run in case.one_line("天→地").runs] == ["upright", "sideways", "upright"]
    upright: Orientation = "U"
    monkeypatch.setattr(marks, "orientation", lambda char: upright)
    assert [run.turn for run in case.one_line("天→地").runs] == ["upright"]


def test_what_is_upright_without_a_form_of_its_own_stands_and_what_is_turned_lies() -> None:
    """UAX #50: small kana and pauses are Tu, brackets and ー Tr; this face has vertical forms of none of them."""
    case = Case(vertical=True, face=face_of("conformance-level", "天ぁ、（ー〓"))
    assert [run.turn for run in case.one_line("天ぁ、天").runs] == ["upright"]
    assert [run.turn for run in case.one_line("天（ー天").runs] == ["upright", "sideways", "upright"]


def test_a_vertical_line_begins_and_ends_with_the_ink_of_its_marks() -> None:
    """CLREQ 3.1.6, GB/T 15834 5.2.6: blanks lie above openers and below closers, stops and pauses."""
    text = "天地玄黄宇宙“洪荒日月盈昃辰宿"
    assert places(VERTICAL.set(text, 6).lines[1])[:2] == [("“", -0.5), ("洪", 0.5)]
    ending = VERTICAL.set("天地玄黄宇宙洪。荒日月盈", 7.5).lines[0]
    assert (ending.end, ending.step, places(ending)[-1]) == (8, "", ("。", 7))
    whole = VERTICAL.but(trim_line_start=False, trim_line_end=False)
    assert places(whole.set(text, 6).lines[1])[0] == ("“", 0)
    assert whole.set("天地玄黄宇宙洪。荒日月盈", 7.5).lines[0].end != 8


def test_even_a_dash_is_whole_only_by_its_rule() -> None:
    """One — and another with anything between them are two connectors, not a dash (GB/T 15834 5.1.4, 5.1.6)."""
    assert pieces("天——地") == "天|——|地"
    assert pieces("天—天—地") == "天—|天—|地"
    assert [PLAIN.width(text) for text in ("——", "—天—")] == [2, 3]
    # Between its two halves nothing opens where the line is filled.
    assert gaps(filled("天——地玄", 0.3))[1] == 0
    assert gaps(filled("天地玄黄宇", 0.3))[1] > 0


def test_glyphs_of_all_faces_and_sizes_of_a_line_share_one_baseline() -> None:
    """CLREQ 2.1, JLREQ 3.2: mixed sizes and faces; only what is raised stands elsewhere."""
    inlines = [
        Inline("天地", Font(square(), 2 * EM)),
        Inline("玄AB", Font(square("conformance-second"), EM)),
        Inline("①", Font(face(), 6000), 0, NoteMark(3500)),
    ]
    (line,) = set_paragraph(inlines, PLAIN.style, 100 * EM).lines
    assert [run.rise for run in line.runs] == [0, 0, 3500]
    assert places(line)[2][1] == 4
