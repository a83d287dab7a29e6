"""Why each place of a line is as it is: the trace names every adjusted place and no other."""

from __future__ import annotations

from hypothesis import given

from layout.typeset.trace import ADJACENT, LINE_END, LINE_START, trace
from tests.typeset.setting import EM, PLAIN, Case
from tests.typeset.test_properties import measures, newspaper_copy


def told(text: str, measure: float, number: int = 0, case: Case = PLAIN) -> list[str]:
    found = case.set(text, measure)
    return [str(one) for one in trace(found.lines[number], found.text)]


def test_a_line_that_nothing_adjusts_has_an_empty_trace() -> None:
    assert told("天地玄黄", 9) == []


def test_marks_at_the_edges_and_side_by_side_are_told_with_their_rule() -> None:
    assert told("（天）（地）", 9) == [
        "0 at the line's edge, （: 0.500 em, 0.000 em by rule (mark at the line's start)",
        "3 between ） and （: 1.000 em, 0.500 em by rule (adjacent marks)",
        "6 at the line's edge, ）: 0.500 em, 0.000 em by rule (mark at the line's end)",
    ]


def test_a_shrunk_mark_says_how_far_and_in_which_step() -> None:
    # Seven characters and a pause in 7½ ems: its blank is what gives.
    assert told("天地，玄黄宇宙洪荒日月", 7.5) == [
        "3 between ， and 玄: 0.500 em, set 0.000 em (shrink:pause)"
    ]


def test_a_stretched_line_tells_every_gap_and_one_too_wide_says_so() -> None:
    text = "天地玄黄宇宙洪荒日月"
    for measure, gap, why in ((4.3, "0.100", "stretch:han"), (4.5, "0.167", "stretch:all")):
        assert told(text, measure) == [
            f"1 between 天 and 地: 0.000 em, set {gap} em ({why})",
            f"2 between 地 and 玄: 0.000 em, set {gap} em ({why})",
            f"3 between 玄 and 黄: 0.000 em, set {gap} em ({why})",
        ]


@given(newspaper_copy, measures)
def test_what_the_trace_tells_is_all_that_was_adjusted(text: str, measure: float) -> None:
    """What the places were given and had taken is what the line's width differs by from that of its parts."""
    found = PLAIN.set(text, measure)
    for line in found.lines:
        spacing = line.spacing
        assert spacing is not None
        places = trace(line, found.text)
        given_away = sum(one.set - one.natural for one in places)
        naturals = sum(space.natural for space in spacing.spaces)
        assert sum(spacing.gaps) == naturals + given_away
        assert [one.offset for one in places] == sorted(one.offset for one in places)
        for one in places:
            assert one.full >= one.natural or one.set != one.natural
            assert one.why in (ADJACENT, LINE_START, LINE_END) or one.why.startswith(("shrink:", "stretch:"))
            if one.why.startswith("shrink:"):
                assert one.set < one.natural
            elif one.why.startswith("stretch:"):
                assert one.set > one.natural
            assert one.em == EM
