"""What stands beside text: ruby, zhuyin, emphasis dots, lines, note marks, small double lines; and forced breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.typeset.inline import (
    DotsMark,
    Font,
    Inline,
    NoteMark,
    RubyMark,
    SideLineMark,
    TextMark,
    WarichuMark,
    ZhuyinMark,
)
from layout.typeset.lines import SetLine, SetParagraph, SetRun
from layout.typeset.paragraph import set_paragraph
from tests.typeset.setting import EM, PLAIN, VERTICAL, Case, places, square, texts

KANA = "かんじうけたまわㄓㄨˊˇˋ˙˪˫"


def font(size: int = EM) -> Font:
    return Font(square("kana", chars="天地玄黄宇宙洪荒日月の。，（）〓•ABC-" + KANA), size)


def paragraph(*parts: str | tuple[str, TextMark], case: Case = PLAIN, measure: float = 20) -> SetParagraph:
    """Parts in a row, some of them with a mark."""
    inlines = [
        Inline(part, font()) if isinstance(part, str) else Inline(part[0], font(), 0, part[1])
        for part in parts
    ]
    return set_paragraph(inlines, case.style, round(measure * EM))


def line(*parts: str | tuple[str, TextMark], case: Case = PLAIN) -> SetLine:
    (found,) = paragraph(*parts, case=case).lines
    return found


def ruby(*parts: str) -> RubyMark:
    return RubyMark(parts, font(EM // 2))


def beside(found: SetLine) -> list[SetRun]:
    return [run for run in found.runs if run.annotation]


def own(found: SetLine) -> list[tuple[str, float]]:
    """The line's own glyphs and their places."""
    return places(replace(found, runs=tuple(run for run in found.runs if not run.annotation)))


def test_ruby_for_each_character_is_centred_over_it() -> None:
    found = line("天", ("地玄", ruby("か", "じん")), "黄")
    assert own(found) == [("天", 0), ("地", 1), ("玄", 2), ("黄", 3)]
    assert [("".join(run.texts), run.xs) for run in beside(found)] == [
        ("かじん", (EM + EM // 4, 2 * EM, 2 * EM + EM // 2))
    ]
    # Half the size, its em box on the base's: 0.88 em of the base, and 0.12 of its own below its baseline.
    assert {run.rise for run in beside(found)} == {EM * 880 // 1000 + EM // 2 * 120 // 1000}


def test_ruby_wider_than_its_character_spaces_the_base_out() -> None:
    found = line("天", ("地", ruby("うけたまわ")), "玄")
    # Five halves of an em over one em; ideographs are not hung over.
    assert own(found) == [("天", 0), ("地", 1.75), ("玄", 3.5)]
    assert beside(found)[0].xs[0] == EM


def test_ruby_hangs_over_kana_by_its_own_size_and_no_more() -> None:
    found = line("天の", ("地", ruby("うけたまわ")), "の玄")
    assert own(found) == [("天", 0), ("の", 1), ("地", 2.25), ("の", 3.5), ("玄", 4.5)]
    assert beside(found)[0].xs[0] == 1.5 * EM


def test_ruby_at_a_line_s_start_does_not_stand_out() -> None:
    found = paragraph("天地玄黄の", ("宇", ruby("うけたまわ")), "の宙", measure=5).lines[1]
    assert min(x for run in beside(found) for x in run.xs) >= 0


def test_group_ruby_is_spread_over_its_base_and_the_base_under_wide_ruby() -> None:
    wide = line("天", ("地玄", ruby("じ")), "黄")
    assert own(wide) == [("天", 0), ("地", 1), ("玄", 2), ("黄", 3)]
    assert beside(wide)[0].xs == (EM + 3 * EM // 4,)
    spread = line("天", ("地玄黄", ruby("かん")), "宇")
    # 1 : 2 : 1 of the two ems that are free.
    assert beside(spread)[0].xs == (EM + EM // 2, 2 * EM + EM // 2 + EM // 2)
    long = line("天", ("地玄", ruby("うけたまわ")), "黄")
    # Half an em more than the base: an eighth at either end, a quarter between (JLREQ 3.3.6).
    assert [x for _, x in own(long)] == [0, 1.125, 2.375, 3.5]


def test_group_ruby_is_never_split_and_mono_ruby_may_be() -> None:
    group = texts(paragraph("天地玄", ("黄宇", ruby("かん")), "宙洪", measure=4))
    assert group == ["天地玄", "黄宇宙洪"]
    mono = texts(paragraph("天地玄", ("黄宇", ruby("か", "ん")), "宙洪", measure=4))
    assert mono == ["天地玄黄", "宇宙洪"]


def test_in_vertical_lines_ruby_stands_at_the_right() -> None:
    (run,) = beside(line("天", ("地", ruby("かじ")), case=VERTICAL))
    assert (run.turn, run.rise, run.xs) == ("upright", 3 * EM // 4, (EM, EM + EM // 2))


def test_emphasis_dots_stand_under_each_character_and_under_no_mark() -> None:
    found = line("天", ("地，玄", DotsMark("•", font(EM // 2))), "黄")
    dots = beside(found)
    assert [len(run.glyphs) for run in dots] == [2]
    # They show the copy and are none: who reads the page's text does not meet them.
    assert dots[0].texts == ("", "")
    # The square of the dot is half an em: its middle is the character's.
    assert dots[0].xs == (EM + EM // 4, 3 * EM + EM // 4)
    middle = dots[0].rise + (880 - 120) * EM // 2000 // 2
    assert middle == EM * (380 - 625) // 1000
    over = beside(line(("地", DotsMark("•", font(EM // 2), over=True))))
    assert over[0].rise - dots[0].rise == 1250 * EM // 1000
    side = beside(line(("地", DotsMark("•", font(EM // 2))), case=VERTICAL))
    assert side[0].turn == "level"
    assert side[0].rise + EM // 4 == EM * 625 // 1000


def test_a_proper_name_s_line_is_as_long_as_the_name_and_leaves_a_gap_to_the_next() -> None:
    found = line(
        "天", ("地玄", SideLineMark("proper")), ("黄", SideLineMark("proper")), ("宇", SideLineMark("title"))
    )
    first, second, third = found.strokes
    gap = round(0.06 * EM)
    assert (first.kind, first.start, first.end) == ("proper", EM + gap, 3 * EM - gap)
    assert (second.start, second.end) == (3 * EM + gap, 4 * EM - gap)
    assert third.kind == "title"
    assert first.rise == -(120 + 80) * EM // 1000
    down = line(("地玄", SideLineMark("proper")), case=VERTICAL).strokes[0]
    assert down.rise == -(500 + 80) * EM // 1000


def test_a_name_over_two_lines_has_a_line_in_each() -> None:
    found = paragraph("天地玄", ("黄宇", SideLineMark("proper")), "宙洪", measure=4)
    assert [len(one.strokes) for one in found.lines] == [1, 1]


def test_a_note_s_mark_is_raised_and_stays_with_what_is_before_it() -> None:
    note = ("①", NoteMark(3500))
    case = Case(face=square("notes", chars="天地玄黄①〓"))
    inlines = [
        Inline("天地玄黄", case.font),
        Inline(note[0], replace(case.font, size=6000), 0, note[1]),
        Inline("天地", case.font),
    ]
    found = set_paragraph(inlines, case.style, 4 * EM)
    assert [found.text[one.start : one.end] for one in found.lines] == ["天地玄", "黄①天地"]
    assert [run.rise for run in found.lines[1].runs] == [0, 3500, 0]


def test_zhuyin_stands_at_the_right_of_each_character() -> None:
    found = line("天", ("地", ZhuyinMark(("ㄓㄨˋ",), font(3 * EM // 10))), "玄")
    # Letters of 3:10 in a column of half an em (CLREQ 3.3.3).
    assert own(found) == [("天", 0), ("地", 1), ("玄", 2.5)]
    letters = beside(found)
    assert "".join("".join(run.texts) for run in letters) == "ㄓㄨˋ"
    assert {run.xs[0] for run in letters[:2]} == {2 * EM}
    assert letters[0].rise - letters[1].rise == 3 * EM // 10
    down = line("天", ("地", ZhuyinMark(("ㄓㄨˋ",), font(3 * EM // 10))), "玄", case=VERTICAL)
    assert own(down) == [("天", 0), ("地", 1), ("玄", 2)]
    assert min(run.rise for run in beside(down)) == EM // 2


@pytest.mark.parametrize("case", [PLAIN, VERTICAL])
def test_every_tone_of_zhuyin_stands_beside_its_last_letter(case: Case) -> None:
    small = 3 * EM // 10

    def places_of(text: str) -> dict[str, tuple[int, int]]:
        """How far each character is across and down."""
        runs = beside(line(("地", ZhuyinMark((text,), font(small))), case=case))
        return {
            run.texts[0]: (run.rise, run.along) if case.vertical else (run.xs[0], -run.rise) for run in runs
        }

    fourth = places_of("ㄓㄨˋ")
    assert fourth["ˋ"][0] - fourth["ㄨ"][0] == small * 3 // 4
    assert fourth["ㄓ"][1] < fourth["ˋ"][1] < fourth["ㄨ"][1]
    for tone in "ˊˇ˪˫":
        assert places_of(f"ㄓㄨ{tone}")[tone] == fourth["ˋ"]
    # The dot stands over the first letter, whether it is written before or behind.
    assert places_of("ㄓㄨ˙") == places_of("˙ㄓㄨ")


def test_several_tones_of_one_syllable_are_all_there_and_none_covers_another() -> None:
    runs = beside(line(("地", ZhuyinMark(("ㄓㄨˊˇ˙˙",), font(3 * EM // 10)))))
    assert "".join(run.texts[0] for run in runs) == "ㄓㄨˊˇ˙˙"
    assert len({(run.xs, run.rise) for run in runs}) == 6


def test_a_note_in_small_double_lines_takes_half_its_length() -> None:
    found = line("天", ("地玄黄宇宙", WarichuMark(font(EM // 2))), "洪")
    assert own(found) == [
        ("天", 0),
        *[(char, 1 + 0.5 * at) for at, char in enumerate("地玄黄")],
        *[(char, 1 + 0.5 * at) for at, char in enumerate("宇宙")],
        ("洪", 2.5),
    ]
    rises = {run.rise for run in found.runs if run.size == EM // 2}
    assert len(rises) == 2
    assert max(rises) - min(rises) == EM // 2


def test_a_note_in_small_double_lines_goes_on_in_the_next_line() -> None:
    found = paragraph("天地玄", ("黄宇宙洪荒日", WarichuMark(font(EM // 2))), "月", measure=4)
    assert texts(found) == ["天地玄黄宇宙洪", "荒日月"]
    first = [char for run in found.lines[0].runs if run.size == EM // 2 for char in run.texts]
    assert first == ["黄", "宇", "宙", "洪"]


@pytest.mark.parametrize("case", [PLAIN, VERTICAL])
def test_a_forced_break_ends_its_line_unfilled(case: Case) -> None:
    found = case.set("天地玄黄\n宇宙洪荒日月盈昃辰宿", 6)
    assert texts(found) == ["天地玄黄\n", "宇宙洪荒日月", "盈昃辰宿"]
    assert [one.width for one in found.lines] == [4 * EM, 6 * EM, 4 * EM]
    assert not found.lines[0].justified


def test_marks_beside_text_do_not_change_what_it_reads() -> None:
    small = font(EM // 2)
    found = paragraph(
        "天", ("地玄", ruby("か", "ん")), ("黄", DotsMark("•", small)), ("宇宙洪", WarichuMark(small)), "荒"
    )
    read = "".join(
        text for one in found.lines for run in one.runs if not run.annotation for text in run.texts
    )
    assert read == found.text
    assert not found.missing


def test_a_character_that_no_face_has_is_named_in_ruby_too() -> None:
    found = paragraph("天", ("地", ruby("鑄")))
    assert [(one.offset, one.char) for one in found.missing] == [(1, "鑄")]


def test_ruby_at_a_line_s_end_does_not_stand_out() -> None:
    text = ("天地玄", ("宇", ruby("うけたまわ")), "の宙洪荒日")
    found = paragraph(*text, measure=5)
    (run,) = [run for one in found.lines for run in one.runs if run.annotation]
    (own_line,) = [one for one in found.lines if run in one.runs]
    assert run.xs[-1] + run.advances[-1] <= own_line.measure
    # Inside a line it hangs over the kana behind it.
    (free,) = beside(line(*text))
    assert free.xs[-1] + free.advances[-1] > own(line(*text))[4][1] * EM


def test_syllables_of_pinyin_stand_a_quarter_of_their_em_apart() -> None:
    small = Font(square("pinyin", chars="天地玄abcdefgh"), EM // 2)
    wide = RubyMark(("abcdef", "abcdef"), small)
    (first, second) = _halves(line(("天地", wide), "玄"))
    assert second - first == EM // 8
    kana = line(("天地", ruby("うけたまわ", "うけたまわ")), "玄")
    before, after = _halves(kana, 5)
    assert after == before


def _halves(found: SetLine, count: int = 6) -> tuple[int, int]:
    """Where the first of two ruby texts ends and the second begins."""
    xs = [x for run in beside(found) for x in run.xs]
    wide = beside(found)[0].advances[0]
    return xs[count - 1] + wide, xs[count]
