"""How wide a mark is: alone, beside another, at a line's ends (GB/T 15834 5.1, CLREQ 3.1, CSS Text 4)."""

from __future__ import annotations

import pytest

from layout.typeset.inline import Font, Inline
from layout.typeset.paragraph import set_paragraph
from tests.typeset.setting import EM, LATIN, MARKS, PLAIN, Case, face_of, places, square


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("，", 1),
        ("。", 1),
        ("：", 1),
        ("（", 1),
        ("》", 1),
        ("“", 1),
        ("——", 2),
        ("……", 2),
        ("…………", 4),  # two ellipses in a row: GB/T 15834 5.1.5
        ("—", 1),
        ("～", 1),
        ("·", 0.5),
        ("–", 0.5),
        ("/", 0.5),
        ("？！", 1),
        ("！！", 1),
        ("！！！", 2),
        ("￥", 1),
        ("℃", 1),
        ("文", 1),
        ("12.5%", 2.5),
    ],
)
def test_width_of_a_mark_between_han(text: str, width: float) -> None:
    assert PLAIN.width(text) == width


def test_width_of_half_em_marks_is_a_rule_of_the_profile() -> None:
    whole = PLAIN.but(half_em=())
    assert [PLAIN.width(mark) for mark in "·／–"] == [0.5, 0.5, 0.5]
    assert [whole.width(mark) for mark in "·–"] == [1, 0.5]  # the test face's own – is half an em wide


@pytest.mark.parametrize(
    ("text", "width"),
    [
        # closer + closer: the first is half an em
        ("）」", 1.5),
        ("。”", 1.5),
        ("”。", 1.5),
        ("”，", 1.5),
        ("，”", 1.5),
        ("！”", 1.5),
        ("》）", 1.5),
        # closer + opener: the second is half an em
        ("”（", 1.5),
        ("、《", 1.5),
        ("》《", 1.5),
        ("：“", 1.5),
        ("。（", 1.5),
        ("？“", 1.5),
        # opener + opener: the second is half an em
        ("（“", 1.5),
        ("《〈", 1.5),
        # with a middle dot, which is half an em by itself
        ("》·", 1),
        ("·《", 1),
        # three and four
        ("。’”", 2),
        ("”，“", 2),
        ("？！”", 2),
        ("）（（", 2),
        ("……”", 3),
        ("”——", 3),
    ],
)
def test_adjacent_marks(text: str, width: float) -> None:
    assert PLAIN.width(text) == width


def test_adjacent_marks_of_one_em_where_the_paper_asks_for_it() -> None:
    tight = PLAIN.but(tight_adjacent_marks=True)
    assert [tight.width(pair) for pair in ("》《", "：“", "。’”")] == [1, 1, 2]
    assert [PLAIN.width(pair) for pair in ("》《", "：“", "。’”")] == [1.5, 1.5, 2]


@pytest.mark.parametrize(("first", "second", "between"), [(1, 1, 0.5), (2, 1, 0.5), (1, 2, 0.5), (4, 1, 0.5)])
def test_of_two_sizes_the_larger_mark_is_trimmed(first: int, second: int, between: float) -> None:
    face = square()
    sizes = {"large": Font(face, first * EM), "small": Font(face, second * EM)}
    inlines = [Inline("天）", sizes["large"]), Inline("（地", sizes["small"])]
    (line,) = set_paragraph(inlines, PLAIN.style, 100 * EM).lines
    closer, opener = (x for text, x in places(line) if text in "（）")
    ink_end, ink_start = closer + 0.5 * first, opener + 0.5 * second
    assert ink_start - ink_end == between * min(first, second)


@pytest.mark.parametrize("mark", "，。、：；？！）》”’】」")
def test_a_mark_at_the_line_end_is_half_an_em(mark: str) -> None:
    # 7 Han and the mark's half em fill 7½ em: nothing is left to adjust.
    first = PLAIN.set(f"天地玄黄宇宙洪{mark}荒日", 7.5).lines[0]
    assert (first.end, first.width, first.step, first.justified) == (8, 7.5 * EM, "", True)
    assert places(first)[-1] == (mark, 7.0)


def test_a_mark_at_the_line_end_is_whole_where_the_profile_says_so() -> None:
    whole = PLAIN.but(trim_line_end=False)
    first = whole.set("天地玄黄宇宙洪，荒日", 8).lines[0]
    assert (first.end, first.width, first.step) == (8, 8 * EM, "")
    assert PLAIN.set("天地玄黄宇宙洪，荒日", 8).lines[0].step == "stretch:han"


@pytest.mark.parametrize("mark", "“‘（《【「〈")
def test_an_opener_at_the_line_start_is_half_an_em(mark: str) -> None:
    second = PLAIN.set(f"天地玄黄宇宙{mark}洪荒日月盈昃辰宿", 6).lines[1]
    assert places(second)[:2] == [(mark, -0.5), ("洪", 0.5)]
    whole = PLAIN.but(trim_line_start=False).set(f"天地玄黄宇宙{mark}洪荒日月盈昃辰宿", 6).lines[1]
    assert places(whole)[:2] == [(mark, 0), ("洪", 1)]


def test_an_opener_behind_the_indent_is_half_an_em() -> None:
    first = Case(indent=2).set("“天地玄黄宇宙洪荒日月", 8).lines[0]
    assert places(first)[:2] == [("“", 1.5), ("天", 2.5)]
    whole = Case(indent=2).but(trim_line_start=False).set("“天地玄黄宇宙洪荒日月", 8).lines[0]
    assert places(whole)[:2] == [("“", 2), ("天", 3)]


@pytest.mark.parametrize("mark", "·・")
def test_a_middle_dot_stands_in_the_middle_of_its_half_em(mark: str) -> None:
    found = places(PLAIN.one_line(f"天{mark}地"))
    # Its ink is 400 to 600 of 1000 wide: its centre half an em from its origin.
    assert found[1][1] + 0.5 == 1.25
    assert found[2] == ("地", 1.5)


def test_a_full_width_slash_is_set_as_half_an_em_of_slash() -> None:
    face = square("slashes", "天地/／")
    line = Case(face=face).one_line("天／地")
    assert line.runs[0].glyphs[1] == face.glyph("/", "zh-Hans") != face.glyph("／", "zh-Hans")
    assert places(line) == [("天", 0), ("／", 1), ("地", 1.5)]  # the text stays what was written


def test_the_blank_is_where_the_glyph_has_no_ink() -> None:
    """A face whose comma is centred, as in Taiwan, gives a quarter at each side; one that fills its em, nothing."""
    case = Case(face=face_of("centred", "天地，。", inks={"，": (300, 0, 700, 300)}))
    first = case.set("天地天地天地天，地地地", 7.75).lines[0]
    assert places(first)[-1] == ("，", 7)  # ¼ em at its left stays, ¼ at its right goes
    assert case.set("天地天地天地天。地地地", 8).lines[0].step == ""  # 。 is all ink: a whole em


def test_ink_a_little_over_the_middle_still_leaves_half_an_em_blank() -> None:
    """LXGW WenKai has its ？ at 70 to 502 thousandths, Zhuque Fangsong its 》 at 110 to 506."""
    inks = {"？": (70, 0, 502, 900), "》": (110, 0, 540, 900)}
    case = Case(face=face_of("kai-like", "天地？》", inks=inks))
    assert case.set("天地天地天地天？地地地", 7.5).lines[0].step == ""
    assert case.set("天地天地天地天》地地地", 8).lines[0].step == ""  # too far over: nothing is taken away


def test_every_mark_of_the_profile_has_one_class() -> None:
    seen: dict[str, str] = {}
    for name, characters in PLAIN.profile.classes:
        for char in characters:
            assert seen.setdefault(char, name) == name, char
    assert set(MARKS) - set("—…") <= set(seen)
    assert not set(LATIN) - set("/") & set(seen)
