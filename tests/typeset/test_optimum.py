"""What lines cost, and what the search makes of it: forced breaks, hyphens, hanging marks, kinds that give together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from layout.plan.profile import load_profile
from layout.typeset.breaks.break_costs import (
    FORBIDDEN,
    FREE,
    HYPHENATES,
    SPLITS_FIGURE,
    SPLITS_PAIR,
    SPLITS_UNIT,
)
from layout.typeset.paragraph import set_prepared
from layout.typeset.search import line_costs, prices, settling, ways
from layout.typeset.search.line_costs import Search
from layout.typeset.search.prepared import PreparedParagraph
from layout.typeset.search.settling import best
from layout.typeset.search.ways import by_count
from layout.typeset.units.collect import make_units
from layout.typeset.units.glyphs import Manner
from tests.typeset.setting import EM, HAN, PLAIN, Case, mpt, places, texts
from tests.work import calls_made

RUN = HAN[:30]
"""Han without any mark: it has nothing to give."""


ENGLISH = Case(profile=load_profile("en"))


def prepared(
    text: str, case: Case = PLAIN, *, forced: Sequence[int] = (), breaks: Mapping[int, int] | None = None
) -> PreparedParagraph:
    """Text with forced breaks behind some units; with `breaks`, a line may begin there alone, and a hyphen is ½ em."""
    units = make_units(case.inlines(text), Manner(case.profile))
    units.forced = list(forced)
    if breaks is not None:
        units.breaks = [breaks.get(at, FORBIDDEN) for at in range(len(units.kinds))]
        units.hyphens = {at - 1: EM // 2 for at, cost in breaks.items() if cost == HYPHENATES}
    return PreparedParagraph(units, case.style)


def lines(found: PreparedParagraph, measure: float) -> list[str]:
    return texts(set_prepared(found, mpt(measure)))


# Forced breaks


def test_a_forced_break_ends_a_line_and_the_text_goes_on_behind_it() -> None:
    assert lines(prepared(RUN[:12]), 5) == [RUN[:5], RUN[5:10], RUN[10:12]]
    found = prepared(RUN[:12], forced=[2])
    assert lines(found, 5) == [RUN[:3], RUN[3:8], RUN[8:12]]
    first = set_prepared(found, mpt(5)).lines[0]
    assert (first.width, first.justified, first.step) == (3 * EM, False, "")
    assert {way.ends[0] for way in by_count(Search(found), mpt(5)).by_count.values()} == {2}


def test_a_line_before_a_forced_break_may_shrink_like_a_last_one() -> None:
    found = prepared("天地，玄黄宇宙洪荒日月", forced=[4])
    assert lines(found, 4.5)[0] == "天地，玄黄"
    assert set_prepared(found, mpt(4.5)).lines[0].step == "shrink:pause"


def test_one_character_alone_before_a_forced_break_is_a_runt_unless_it_stands_for_itself() -> None:
    assert lines(prepared(RUN[:11], forced=[5]), 5)[:2] == [RUN[:4], RUN[4:6]]
    assert lines(prepared(RUN[:11], forced=[0, 5]), 5) == [RUN[0], RUN[1:6], RUN[6:11]]


def test_forced_breaks_one_behind_another_and_at_the_very_end() -> None:
    assert lines(prepared(RUN[:4], forced=[0, 1, 2, 3]), 5) == list(RUN[:4])


# Hyphens


def test_the_hyphen_is_part_of_its_line() -> None:
    found = set_prepared(prepared(RUN[:6], breaks={3: HYPHENATES}), mpt(3.5))
    first = found.lines[0]
    assert (first.end, first.width, first.step) == (3, mpt(3.5), "")
    # Negative control: without one the line must be filled.
    plain = set_prepared(prepared(RUN[:6], breaks={3: FREE}), mpt(3.5)).lines[0]
    assert (plain.end, plain.width, plain.step) == (3, mpt(3.5), "stretch:all")


def test_a_hyphen_needs_room() -> None:
    assert lines(prepared(RUN[:6], breaks={2: HYPHENATES, 3: HYPHENATES}), 3.4)[0] == RUN[:2]
    assert lines(prepared(RUN[:6], breaks={2: FREE, 3: FREE}), 3.4)[0] == RUN[:3]


def test_a_hyphen_is_worse_than_a_good_line_and_better_than_gaps_over_the_widest_of_one() -> None:
    # In 13 em twelve Han have gaps of 1/11 em, eleven of 1/5; a hyphen behind 12½ em fills the line by itself.
    text = RUN[:20]
    word = {12: HYPHENATES}
    assert lines(prepared(text, breaks=word | {11: FREE}), 12.5)[0] == text[:12]
    assert lines(prepared(text, breaks={13: HYPHENATES, 12: FREE}), 13.5)[0] == text[:13]
    assert lines(prepared(text, breaks={13: HYPHENATES, 12: FREE}), 13)[0] == text[:12]


def test_hyphens_below_each_other_and_on_the_last_full_line_cost_more() -> None:
    breaks = dict.fromkeys((4, 8), HYPHENATES) | {5: FREE}
    search = Search(prepared(RUN[:12], breaks=breaks))
    alone = dict(search.finder(mpt(4.5))(0))[3]
    assert alone == prices.HYPHEN_COST + prices.LINE_COST
    assert dict(search.finder(mpt(4.5))(4))[7] == alone + prices.NEIGHBOUR_HYPHEN_COST
    assert dict(search.finder(mpt(4.5))(8)) == {11: prices.NEIGHBOUR_HYPHEN_COST + prices.LINE_COST}
    assert dict(search.finder(mpt(3.5))(5))[7] == alone
    good, wide = search._gap_cost(EM / 11), search._gap_cost(EM / 10)
    assert good < prices.HYPHEN_COST < prices.HYPHEN_COST + prices.NEIGHBOUR_HYPHEN_COST < wide


LONG_WORDS = "responsibility administration international development communication organisation " * 6


@pytest.mark.parametrize("measure", [6, 8, 12])
@pytest.mark.parametrize("counted", [False, True])
def test_no_three_lines_in_a_row_end_with_a_hyphen(
    measure: int, counted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = PreparedParagraph(make_units(ENGLISH.inlines(LONG_WORDS), Manner(ENGLISH.profile)), ENGLISH.style)

    def longest_row() -> int:
        search = Search(found)
        ways_found = by_count(search, mpt(measure))
        ends = ways_found.by_count[ways_found.natural].ends if counted else best(search, mpt(measure))
        row = most = 0
        for end in ends:
            row = row + 1 if end + 1 in search.hyphened else 0
            most = max(most, row)
        return most

    assert longest_row() <= 2
    monkeypatch.setattr(ways, "LADDER_COST", 0.0)
    assert longest_row() > 2


def test_a_hard_hyphen_counts_among_three() -> None:
    search = Search(prepared("well-known responsibility", ENGLISH))
    starts = search.prepared.units.starts
    assert {search.prepared.text[starts[at] - 1] for at in search.hyphened} >= {"-"}


def test_the_row_of_hyphens_is_known_over_the_stretches_of_a_long_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = prepared(LONG_WORDS, ENGLISH)
    whole = best(Search(found), mpt(8))
    monkeypatch.setattr(settling, "SETTLE", 40)
    monkeypatch.setattr(settling, "SETTLE_AGAIN", 20)
    search = Search(found)
    parted = best(search, mpt(8))
    hyphens = ["-" if end + 1 in search.hyphened else " " for end in parted]
    assert "---" not in "".join(hyphens)
    assert len(parted) <= len(whole) + 2


# Kinds that give together

GROUPED = ("word-space", ("bracket", "pause"), "stop")
SINGLE = ("word-space", "bracket", "pause", "stop")


def ink_gaps(case: Case, need: float) -> tuple[float, float, str]:
    """What is left behind the bracket and the comma of a line that is so much too long, and its step."""
    (line,) = case.set("天（地）玄，黄", 7 - need, lines=1).lines
    found = places(line)
    bracket, comma = found[4][1] - found[3][1] - 0.5, found[6][1] - found[5][1] - 0.5
    return round(bracket, 4), round(comma, 4), line.step


def test_kinds_of_one_step_give_together_in_proportion() -> None:
    # Two blanks of brackets and one of a comma, of half an em each.
    assert ink_gaps(PLAIN.but(shrink_order=GROUPED), 0.3) == (0.4, 0.4, "shrink:bracket+pause")
    assert ink_gaps(PLAIN.but(shrink_order=SINGLE), 0.3) == (0.35, 0.5, "shrink:bracket")


def test_a_step_names_the_kinds_that_gave() -> None:
    grouped = PLAIN.but(shrink_order=GROUPED)
    assert grouped.set("天地玄，黄", 4.7, lines=1).lines[0].step == "shrink:pause"
    assert grouped.set("天（地）玄", 4.7, lines=1).lines[0].step == "shrink:bracket"


def test_kinds_of_one_step_cost_the_same() -> None:
    def cost(case: Case, text: str) -> float:
        return dict(Search(prepared(text, case)).finder(mpt(4.75))(0))[4]

    grouped, single = PLAIN.but(shrink_order=GROUPED), PLAIN.but(shrink_order=SINGLE)
    comma, bracket = "天地玄，黄宇宙", "天地玄）黄宇宙"
    assert cost(grouped, comma) == cost(grouped, bracket)
    assert cost(single, comma) > cost(single, bracket)


# Hanging marks

HANGING = PLAIN.but(hang=("pause", "stop"), shrink_order=())


def test_a_mark_hangs_where_its_line_is_too_long_for_it() -> None:
    text = "天地玄黄宇，洪荒日月"
    first = HANGING.set(text, 5).lines[0]
    assert (text[: first.end], first.width, first.hang, first.step) == ("天地玄黄宇，", 5 * EM, EM // 2, "")
    assert first.justified
    assert places(first)[-1] == ("，", 5)
    assert PLAIN.but(shrink_order=()).lines(text, 5)[0] == "天地玄黄"


def test_a_mark_that_has_room_stays_inside() -> None:
    first = HANGING.set("天地玄黄宇，洪荒日月", 5.5).lines[0]
    assert (first.width, first.hang, places(first)[-1]) == (mpt(5.5), 0, ("，", 5))


def test_with_hang_always_every_mark_at_a_line_s_end_hangs() -> None:
    always = PLAIN.but(hang=("pause", "stop"), hang_always=True)
    found = always.set("天地玄黄宇，洪荒日月盈。", 5.5)
    assert [(line.width, line.hang, line.justified) for line in found.lines] == [
        (mpt(5.5), EM // 2, True),
        (5 * EM, EM // 2, False),
    ]
    assert places(found.lines[0])[-1] == ("，", 5.5)


def test_what_is_not_named_does_not_hang() -> None:
    assert HANGING.lines("天地玄黄宇）洪荒日月", 5)[0] == "天地玄黄"


def test_a_ragged_line_s_hanging_mark_is_outside_of_its_width() -> None:
    hanging = Case(HANGING.profile, align="end")
    first = hanging.set("天地玄黄宇，洪荒日月", 5).lines[0]
    assert (first.width, first.hang, places(first)[0][1]) == (5 * EM, EM // 2, 0)


# The search


@pytest.mark.parametrize("measure", [9.5, 11, 13])
def test_a_long_paragraph_is_searched_in_stretches_and_comes_out_the_same(
    measure: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "天地，玄黄（宇宙）洪荒12日月，盈昃《辰宿》、列张——寒来AB CD暑往，秋收冬藏。" * 12
    whole = best(Search(prepared(text)), mpt(measure))
    monkeypatch.setattr(settling, "SETTLE", 60)
    monkeypatch.setattr(settling, "SETTLE_AGAIN", 20)
    parted = best(Search(prepared(text)), mpt(measure))
    assert parted == whole
    assert best(Search(prepared(text)), lambda _: mpt(measure)) == whole


def test_ways_that_never_meet_are_given_up() -> None:
    # Bars of 13 em between which nothing may be broken otherwise: two rows of breaks that share none.
    text = RUN[:26] * 400
    breaks = {at: FREE for at in range(len(text)) if at % 13 in (0, 6)}
    found = best(Search(prepared(text, breaks=breaks)), mpt(13))
    assert found == list(range(12, len(text), 13))


def test_each_number_of_lines_is_looked_for_near_the_cheapest_alone() -> None:
    """Ragged lines are cheap however short: without a band their numbers grow with the text, and the work by its square."""
    case = Case(align="start")
    counts = by_count(Search(prepared(RUN * 40, case)), mpt(13)).by_count
    assert max(counts) - min(counts) <= 2 * ways.BAND

    def work(times: int) -> int:
        search = Search(prepared(RUN * times, case))
        return calls_made(lambda: by_count(search, mpt(13)))

    assert work(120) < 2.5 * work(60)


def test_marks_give_before_a_paragraph_takes_a_line_more_and_gaps_do_not_open_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "天地，玄黄，宇宙，洪荒，日月，盈昃，辰宿，列张，寒来，暑往，秋收，冬藏。"
    assert len(PLAIN.set(text, 10).lines) == 3
    # Two ems over three lines: it would take wider gaps in two lines to hold what is over.
    assert len(PLAIN.set("天地玄黄宇宙洪荒日月盈昃" * 3, 12).lines) == 3
    monkeypatch.setattr(line_costs, "LINE_COST", 0.0)
    assert len(PLAIN.set(text, 10).lines) == 4


def test_a_unit_stays_with_its_number_as_long_as_a_line_is_not_too_short_for_it() -> None:
    """At 13 em a line may be a character and a half short; at 8 em the same is a wider gap."""
    search = Search(prepared(RUN))
    for measure in (8, 10, 13):
        short = search._gap_cost(prices.SPLIT_SHORT_EM * EM / (measure - 2))
        assert search._split_cost(mpt(measure)) == max(short, prices.SPLIT_COST)
    assert search._split_cost(mpt(8)) > search._split_cost(mpt(13)) >= search._split_cost(mpt(24))
    assert search._split_cost(mpt(24)) == prices.SPLIT_COST


def test_a_full_width_number_is_parted_rather_than_its_line_is_torn() -> None:
    search = Search(prepared(RUN))
    for measure, gap in ((8, 0.16), (12, 0.16), (13, 1.6 / 11), (16, 0.125), (24, 0.125)):
        prices = search._price_breaks(mpt(measure))
        assert prices[SPLITS_FIGURE] == pytest.approx(search._gap_cost(gap * EM))
        assert prices[SPLITS_FIGURE] <= prices[SPLITS_UNIT] < prices[SPLITS_PAIR]
