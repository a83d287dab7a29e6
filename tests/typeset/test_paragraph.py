"""The paragraph as a whole: the best way through it, runts, copy-fitting, measures that vary."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from layout.plan.style import Align
from layout.typeset.lines import Measurement
from layout.typeset.paragraph import find_ways, measure_paragraph, prepare_paragraph, set_paragraph, set_way
from layout.typeset.search import line_costs
from layout.typeset.search.line_costs import Search
from layout.typeset.search.ways import LEEWAY, ParagraphWay
from tests.typeset.setting import EM, HAN, PLAIN, Case, mpt, texts

RUN = HAN[:26]
"""Han without any mark: it has nothing to give."""


def greedy(case: Case, text: str, measure: float) -> list[str]:
    """What a setter does that takes each line as it comes: the cheapest one from where it stands."""
    prepared = prepare_paragraph(case.inlines(text), case.style)
    search, first, ends = Search(prepared), 0, []
    while first < len(prepared.units.kinds):
        end, _ = min(search.finder(mpt(measure))(first), key=lambda line: line[1])
        ends.append(end)
        first = end + 1
    return texts(set_way(prepared, mpt(measure), ParagraphWay(0.0, 0, tuple(ends))))


def cost(case: Case, text: str, lines: list[str], measure: float) -> float:
    """What lines of the text cost together."""
    prepared = prepare_paragraph(case.inlines(text), case.style)
    search, total, start = Search(prepared), 0.0, 0
    for line in lines:
        first = prepared.units.starts.index(start)
        start += len(line)
        end = prepared.units.starts.index(start) - 1
        total += dict(search.finder(mpt(measure), float("inf"))(first))[end]
    return total


def test_the_whole_paragraph_is_better_than_line_by_line() -> None:
    # Line by line the first comma gives so that 洪 fits, and a line of seven Han must fill eight em later, for the ， that
    # may not begin the last.
    text = "天地玄黄，宇宙2洪荒日月盈昃辰宿列，张寒"
    one_by_one, best = greedy(PLAIN, text, 8), PLAIN.lines(text, 8)
    assert one_by_one == ["天地玄黄，宇宙2洪", "荒日月盈昃辰宿", "列，张寒"]
    assert best == ["天地玄黄，宇宙2", "洪荒日月盈昃辰宿", "列，张寒"]
    assert cost(PLAIN, text, best, 8) < cost(PLAIN, text, one_by_one, 8)


@pytest.mark.parametrize("measure", range(6, 17))
def test_no_way_is_better_than_the_one_chosen(measure: int) -> None:
    """Against every way there is, by brute force over a short paragraph."""
    text = "天地玄，黄（宇宙）洪荒。日月12盈昃"
    prepared = prepare_paragraph(PLAIN.inlines(text), PLAIN.style)
    search, size = Search(prepared), len(prepared.units.kinds)

    def cheapest(first: int) -> float:
        if first == size:
            return 0
        lines = search.finder(mpt(measure), float("inf"))(first)
        return min(price + cheapest(end + 1) for end, price in lines)

    assert cost(PLAIN, text, PLAIN.lines(text, measure), measure) == pytest.approx(cheapest(0))


def test_a_last_line_of_one_character_is_avoided() -> None:
    # 5 + 5 + 1 em: a character comes down from a line before, which is filled.
    found = PLAIN.set(RUN[:11] + "。", 5)
    assert texts(found)[-1] == RUN[9:11] + "。"
    assert sorted(line.step for line in found.lines) == ["", "", "stretch:all"]
    assert PLAIN.lines(RUN[:11] + "……", 5)[-1] == RUN[9:11] + "……"


def test_a_last_line_of_one_character_is_drawn_up_where_marks_can_give() -> None:
    text = "天地，玄黄，宇宙洪荒日月盈昃辰宿列"
    assert PLAIN.lines(text, 8) == ["天地，玄黄，宇宙洪", "荒日月盈昃辰宿列"]
    assert PLAIN.but(shrink_order=()).lines(text, 8)[-1] == "宿列"


def test_the_runt_was_avoided_for_its_cost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_costs, "RUNT_COST", 0.0)
    assert PLAIN.lines(RUN[:11] + "。", 5) == [RUN[:5], RUN[5:10], RUN[10] + "。"]


def test_two_characters_are_a_line() -> None:
    assert PLAIN.lines(RUN[:12] + "。", 5)[-1] == RUN[10:12] + "。"
    assert PLAIN.lines(RUN[:10] + "AB", 5)[-1] == "AB"


def test_a_runt_stays_where_the_measure_allows_no_better() -> None:
    # 1 and 3: the 3 can't be parted from its unit, and the line before has no gap that could be filled.
    assert PLAIN.lines("天地玄", 1.0) == ["天", "地", "玄"]


def test_measure_says_fewest_natural_and_most() -> None:
    text = "天地，玄黄，宇宙，洪荒，日月，盈昃，辰宿，列张，寒来，暑往，秋收，冬藏。"
    found = measure_paragraph(PLAIN.inlines(text), PLAIN.style, mpt(10))
    ways = find_ways(prepare_paragraph(PLAIN.inlines(text), PLAIN.style), mpt(10))
    assert found == Measurement(min(ways.costs), ways.natural, max(ways.costs))
    assert found.fewest <= found.natural < found.most
    # Negative control: without anything to give there is one way alone.
    rigid = PLAIN.but(shrink_order=(), stretch_order=())
    plain = measure_paragraph(rigid.inlines(RUN), rigid.style, mpt(13))
    assert plain == Measurement(2, 2, 2)
    given = measure_paragraph(PLAIN.inlines(RUN), PLAIN.style, mpt(13))
    assert given == Measurement(2, 2, 3)  # 12, 12 and 2, with gaps of 1/11 em


def test_the_lines_asked_for_are_made() -> None:
    text = "天地，玄黄，宇宙，洪荒，日月，盈昃，辰宿，列张，寒来，暑往，秋收，冬藏。"
    limits = measure_paragraph(PLAIN.inlines(text), PLAIN.style, mpt(10))
    for count in range(limits.fewest, limits.most + 1):
        found = PLAIN.set(text, 10, lines=count)
        assert len(found.lines) == count
        assert all(line.width == line.measure for line in found.lines[:-1])
        assert all(line.step not in ("forced", "overfull") for line in found.lines)


@pytest.mark.parametrize("count", [0, 1, 5, 9])
def test_lines_outside_the_rules_are_refused_and_the_natural_number_is_set(count: int) -> None:
    assert measure_paragraph(PLAIN.inlines(RUN), PLAIN.style, mpt(13)) == Measurement(2, 2, 3)
    assert PLAIN.set(RUN, 13, lines=count) == PLAIN.set(RUN, 13)


def test_a_way_may_not_break_a_rule_that_the_natural_number_keeps() -> None:
    # In three lines one would have gaps of over a tenth of an em: dearer than two lines, but not by much.
    text = "，日，荒黄，天（，地黄黄月）宇地，112"
    ways = find_ways(prepare_paragraph(PLAIN.inlines(text), PLAIN.style), mpt(8))
    assert {count: way.faults for count, way in ways.by_count.items()} == {2: 0, 3: 1}
    assert ways.by_count[3].cost < ways.by_count[2].cost + LEEWAY
    assert list(ways.costs) == [2]
    assert len(PLAIN.set(text, 8, lines=3).lines) == 2


@pytest.mark.parametrize("measure", [7, 9.5, 13])
def test_the_natural_number_of_lines_is_the_best_way(measure: float) -> None:
    text = "天地，玄黄（宇宙）洪荒12日月，盈昃《辰宿》、列张——寒来AB CD暑往，秋收冬藏。"
    assert PLAIN.set(text, measure) == PLAIN.set(text, measure, len(PLAIN.set(text, measure).lines))


def test_measures_that_vary_from_line_to_line() -> None:
    measures = [mpt(4), mpt(6), mpt(8)]
    found = PLAIN.set_to(RUN, lambda line: measures[min(line, 2)])
    assert [line.measure for line in found.lines] == [mpt(4), mpt(6), mpt(8), mpt(8)]
    assert texts(found) == [RUN[:4], RUN[4:10], RUN[10:18], RUN[18:26]]
    assert all(line.width == line.measure for line in found.lines)


def test_a_measure_that_is_the_same_for_every_line() -> None:
    text = "天地，玄黄（宇宙）洪荒12日月，盈昃《辰宿》、列张——寒来AB CD暑往，秋收冬藏。"
    assert PLAIN.set_to(text, lambda _: mpt(8)) == PLAIN.set(text, 8)


def test_a_measure_that_shrinks_to_nothing_sets_what_it_can_and_says_so() -> None:
    found = PLAIN.set_to(RUN[:12], lambda line: mpt(5 - 2 * line))
    assert texts(found) == [RUN[:5], RUN[5:8], *RUN[8:12]]
    assert [line.step for line in found.lines] == ["", "", "", *["overfull"] * 3]
    assert [line.measure for line in found.lines[-3:]] == [mpt(-1), mpt(-3), mpt(-5)]


@pytest.mark.parametrize("align", ["justify", "start", "center", "end"])
def test_a_negative_measure_is_too_narrow_for_anything(align: Align) -> None:
    found = Case(align=align).set(RUN[:3], -2)
    assert texts(found) == list(RUN[:3])
    assert {line.step for line in found.lines} == {"overfull"}
    assert measure_paragraph(PLAIN.inlines(RUN[:3]), PLAIN.style, mpt(-2)) == Measurement(3, 3, 3)


def test_the_indent_is_the_first_line_s_alone() -> None:
    found = Case(indent=2).set(RUN, 8)
    assert texts(found) == [RUN[:6], RUN[6:14], RUN[14:22], RUN[22:]]
    assert [line.runs[0].xs[0] for line in found.lines] == [2 * EM, 0, 0, 0]


def test_other_lines_hang_and_all_keep_from_the_measure_s_end() -> None:
    style = replace(PLAIN.style, indent=EM, hanging=2 * EM, end_indent=3 * EM)
    found = set_paragraph(PLAIN.inlines(f"{RUN[:6]}\n{RUN[6:]}"), style, 10 * EM)
    assert texts(found) == [f"{RUN[:6]}\n", RUN[6:11], RUN[11:16], RUN[16:21], RUN[21:]]
    assert [line.runs[0].xs[0] for line in found.lines] == [EM, 2 * EM, 2 * EM, 2 * EM, 2 * EM]
    assert {(line.width, line.measure) for line in found.lines if line.justified} == {(7 * EM, 7 * EM)}


def test_a_line_of_verse_begins_as_the_first_does_and_hangs_where_it_is_turned_over() -> None:
    style = replace(PLAIN.style, align="start", indent=EM, hanging=2 * EM, verse=True)
    found = set_paragraph(PLAIN.inlines(f"{RUN[:9]}\n{RUN[9:12]}"), style, 8 * EM)
    assert texts(found) == [RUN[:7], f"{RUN[7:9]}\n", RUN[9:12]]
    assert [line.runs[0].xs[0] for line in found.lines] == [EM, 2 * EM, EM]


def test_lines_tile_the_text() -> None:
    found = PLAIN.set("天 地玄AB CD 黄，\u200b宇", 3)
    assert found.lines[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(found.lines))
    assert found.lines[-1].end == len(found.text)
