"""Lines whose ends are held part nothing there; ragged lines have a hyphen only where a hole would be left without."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from layout.plan.profile import load_profile
from layout.typeset import (
    Inline,
    ParagraphWay,
    find_parted_ends,
    find_ways,
    hold_ends,
    set_paragraph,
    set_way,
)
from layout.typeset.search import held_ends, line_costs, prices
from layout.typeset.search.prepared import PreparedParagraph
from layout.typeset.units.collect import make_units
from layout.typeset.units.glyphs import Manner
from tests.typeset.setting import EM, HAN, PLAIN, Case, mpt, texts

ENGLISH = Case(profile=load_profile("en"))
NARROW = 10
COPY = (
    "The commissioners had considered representations concerning the harbour, and unanimously recommended "
    "improvements whose considerable expenditure the neighbouring municipalities subsequently acknowledged. "
)


def prepared(text: str, case: Case = PLAIN) -> PreparedParagraph:
    return PreparedParagraph(make_units(case.inlines(text), Manner(case.profile)), case.style)


def natural(found: PreparedParagraph, measure: float) -> ParagraphWay:
    ways = find_ways(found, mpt(measure))
    return ways.by_count[ways.natural]


def set_lines(found: PreparedParagraph, measure: float, way: ParagraphWay) -> list[str]:
    return texts(set_way(found, mpt(measure), way))


CLAUSES = "".join(HAN[at : at + 4] + ("，" if at % 8 == 0 else "。") for at in range(0, 40, 4))
"""Copy with a comma or a full stop behind every fourth character: its lines can give and take."""


def parting(number: str) -> Iterator[tuple[PreparedParagraph, ParagraphWay, int]]:
    """Copy in which a number is parted at a line's end, or from what belongs to it; and the number of that line."""
    for before in range(5, 60):
        found = prepared((CLAUSES * 3)[:before] + number + (CLAUSES * 3)[before : before + 60])
        way = natural(found, NARROW)
        for line in find_parted_ends(found, way):
            yield found, way, line


@pytest.mark.parametrize("number", ["１２３４５６７８人", "１，２３４人"])
def test_a_held_line_parts_no_number_and_the_paragraph_has_as_many_lines(number: str) -> None:
    mended = 0
    for found, way, line in parting(number):
        held = hold_ends(found, mpt(NARROW), way, frozenset({line}))
        assert len(held.ends) == len(way.ends)
        if held is way:
            continue
        mended += 1
        assert line not in find_parted_ends(found, held)
        assert "".join(set_lines(found, NARROW, held)) == found.text
        # The controls: another line's end is no matter, and what parts nothing is left as it is.
        others = frozenset(range(len(way.ends))) - find_parted_ends(found, way)
        assert hold_ends(found, mpt(NARROW), way, others) is way
        assert hold_ends(found, mpt(NARROW), way, frozenset()) is way
        assert hold_ends(found, mpt(NARROW), held, frozenset({line})) is held
    assert mended


def test_a_held_line_has_no_hyphen_and_parts_no_compound() -> None:
    measures = [measure / 2 for measure in range(16, 40)]
    mended = 0
    for measure in measures:
        found = prepared(COPY * 2 + "A well-considered half-forgotten sister-in-law. " + COPY, ENGLISH)
        way = natural(found, measure)
        for line in find_parted_ends(found, way):
            assert set_lines(found, measure, way)[line][-1] in "-‐" or found.units.hyphens
            held = hold_ends(found, mpt(measure), way, frozenset({line}))
            if held is not way:
                mended += 1
                assert line not in find_parted_ends(found, held)
                last = set_way(found, mpt(measure), held).lines[line].runs[-1].texts[-1]
                assert last not in ("", "-")
    assert mended > 20


def test_nothing_much_worse_is_set_to_hold_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_ends, "LEEWAY", 0.0)
    for found, way, line in parting("１２３４５６７８人"):
        assert hold_ends(found, mpt(NARROW), way, frozenset({line})) is way


def ragged_hyphens(measure: float) -> list[float]:
    """For each hyphen of ragged copy the part of the measure that its line would leave empty without it."""
    case = Case(profile=load_profile("en"), align="start")
    text = COPY * 3
    found = set_paragraph([Inline(text, case.font)], case.style, mpt(measure)).lines
    left = []
    for line, _ in pairwise(found):
        if line.runs[-1].texts[-1] == "":
            whole = text[line.start : line.end].rpartition(" ")[0]
            width = (
                set_paragraph([Inline(whole, case.font)], case.style, 10**9).lines[0].width if whole else 0
            )
            left.append(1 - width / mpt(measure))
    return left


MEASURES = (7, 8, 9, 10, 12, 14, 17, 20)


def test_a_ragged_line_has_a_hyphen_only_where_it_would_leave_a_fifth_empty_without() -> None:
    found = [left for measure in MEASURES for left in ragged_hyphens(measure)]
    assert len(found) > 15
    assert min(found) > prices.MOST_RAGGED


def test_without_that_rule_ragged_lines_have_more_hyphens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_costs, "RAGGED_HYPHEN_COST", 0.0)
    assert min(left for measure in MEASURES for left in ragged_hyphens(measure)) < prices.MOST_RAGGED


def test_ragged_han_leaves_less_than_a_character_in_each_line() -> None:
    """The control: copy without words has no holes, and its lines are as full as they were."""
    ragged = Case(align="start").set(HAN * 2, 9.6).lines
    assert all(line.width > mpt(9.6) - EM for line in ragged[:-1])
