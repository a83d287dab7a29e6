"""Ends of legs that the copy asks for, paragraphs that stay in one leg, and legs of different widths.

A basic column is 100 pt wide with 10 pt between two, an em 10 pt, a line 15 pt.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Problem, Refused
from layout.publish import Outcome
from layout.scene import Line
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, running, story

LEFT = 29_330


def set_copy(folder: Path, *copy: str, **more: Any) -> Outcome:
    grid = more.pop("grid", {})
    placed = {"columns": "1-3", "lines": "1-23", "head_lines": 3, **more}
    paper = paper_with(styles={"body": {"face": "song", "size": 10, "indent_em": 2}}, grid=grid)
    return Draft([block("a", **placed)], {"a": story("标题", *copy)}, paper=paper).set(folder)


def by_leg(outcome: Outcome) -> list[list[Line]]:
    """The body lines of each leg, from where its lines begin."""
    found: dict[int, list[Line]] = {}
    for line in lines(region(outcome.made.scene, "a"), "body"):
        found.setdefault(line.baseline if line.vertical else line.x, []).append(line)
    return [found[start] for start in sorted(found)]


def depths(outcome: Outcome) -> list[int]:
    return [len(leg) for leg in by_leg(outcome)]


def told(outcome: Outcome, id: str) -> list[Problem]:
    return [problem for problem in outcome.problems if problem.id == id]


def test_a_leg_ends_where_the_copy_says(tmp_path: Path) -> None:
    copy = [prose(30), "<||>", "地" + prose(64), prose(52)]
    outcome = set_copy(tmp_path, *copy)
    first, second, third = by_leg(outcome)
    assert len(first) == 4 and second[0].text.startswith("地")
    assert {len(second), len(third)} <= {6, 7}  # what follows has the other two legs, and is level in them
    assert "copy-lost" not in ids(outcome)
    free = set_copy(tmp_path / "free", *(part for part in copy if part != "<||>"))
    assert not by_leg(free)[1][0].text.startswith("地")  # the control
    assert max(depths(free)) - min(depths(free)) <= 1


def test_legs_are_shared_out_so_that_none_is_much_fuller(tmp_path: Path) -> None:
    long = set_copy(tmp_path / "a", prose(100), prose(90), "<||>", "地" + prose(60))
    assert [leg[0].text[0] == "地" for leg in by_leg(long)] == [False, False, True]
    thrice = set_copy(tmp_path / "b", prose(30), "<||>", "地" + prose(30), "<||>", "地" + prose(70))
    assert [leg[0].text[0] == "地" for leg in by_leg(thrice)] == [False, True, True]


def test_white_at_the_foot_of_a_leg_that_the_copy_ends_is_not_missing_copy(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, prose(30), "<||>", running(198), running(198))
    assert depths(outcome) == [4, 20, 20] and "underset" not in ids(outcome)
    free = set_copy(tmp_path / "free", prose(30), running(198), running(198))
    assert told(free, "underset")


def test_ends_for_which_there_are_no_legs_are_told_and_the_text_runs_on(tmp_path: Path) -> None:
    copy = [prose(30), "<||>", prose(30), "<||>", prose(30)]
    outcome = set_copy(tmp_path, *copy, columns="1-2")
    [problem] = told(outcome, "no-leg-end")
    assert (problem.where.line, problem.where.field, problem.severity) == (9, "body[1]", "warning")
    assert problem.hint and "copy-lost" not in ids(outcome)
    assert not told(set_copy(tmp_path / "b", *copy), "no-leg-end")
    # A part that no legs hold: the first needs both.
    full = set_copy(tmp_path / "c", *[prose(80)] * 4, "<||>", prose(30), columns="1-2")
    assert told(full, "no-leg-end") and not told(full, "overset")
    one = set_copy(tmp_path / "d", prose(30), "<||>", prose(30), columns="1-1")
    assert "one leg has" in told(one, "no-leg-end")[0].what


def test_copy_that_is_over_behind_the_end_of_a_leg_is_overset(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, prose(30), "<||>", *[prose(100)] * 6)
    assert told(outcome, "overset") and depths(outcome) == [4, 20, 20]
    assert "copy-lost" not in ids(outcome)


def test_the_end_of_a_leg_on_a_vertical_page_and_before_a_jump(tmp_path: Path) -> None:
    vertical = set_copy(
        tmp_path / "up",
        prose(30),
        "<||>",
        "地" + prose(60),
        columns="1-2",
        grid={"writing": "vertical", "lines": 40},
    )
    first, second = by_leg(vertical)
    assert (len(first), second[0].text[0]) == (4, "地")
    pages = [
        {"name": "A01", "blocks": [block("a", "1-2", "1-12", jump_to="A02")]},
        {"name": "A02", "blocks": [block("a", "1-2", "1-40", jump_from="A01")]},
    ]
    text = story("标题", prose(40), "<||>", "地" + prose(300), "<||>", prose(60))
    outcome = Draft(pages=pages, stories={"a": text}).set(tmp_path / "jump")
    assert "copy-lost" not in ids(outcome)
    body = lines(outcome.made.scene.pages[0].regions[-1], "body")
    assert next(line.text[0] for line in body if line.x > LEFT) == "地"


KEPT = "::: keep\n地{}\n\n玄{}\n:::"


def test_paragraphs_that_are_kept_together_stand_in_one_leg(tmp_path: Path) -> None:
    # Level legs end amid the group: 9 lines, the group of 8, 9 lines.
    before, after = [prose(40), prose(40)], [prose(44), prose(40)]
    group = KEPT.format(prose(30), prose(30))
    outcome = set_copy(tmp_path, *before, group, *after, columns="1-2")
    legs = [
        number
        for number, leg in enumerate(by_leg(outcome))
        for line in leg
        if line.span and line.span.part in ("body[2]", "body[3]")
    ]
    assert len(legs) == 8 and len(set(legs)) == 1
    assert not {"parted-group", "copy-lost", "overset"} & set(ids(outcome))
    free = set_copy(tmp_path / "free", *before, "地" + prose(30), "玄" + prose(30), *after, columns="1-2")
    legs = [
        number
        for number, leg in enumerate(by_leg(free))
        for line in leg
        if line.span and line.span.part in ("body[2]", "body[3]")
    ]
    assert set(legs) == {0, 1}  # the control


def test_what_no_leg_can_keep_together_is_told(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, prose(30), KEPT.format(prose(150), prose(150)), columns="1-2")
    [problem] = told(outcome, "parted-group")
    assert problem.where.line == 8 and problem.severity == "warning" and problem.hint
    assert "copy-lost" not in ids(outcome) and not told(outcome, "overset")


@given(st.integers(20, 120), st.integers(2, 3))
def test_no_question_ends_a_leg_unless_it_is_told(
    tmp_path_factory: pytest.TempPathFactory, count: int, legs: int
) -> None:
    turns = "\n".join(f"问：{prose(12)}\n答：{prose(40)}" for _ in range(4))
    outcome = set_copy(tmp_path_factory.mktemp("qa"), prose(count), f"::: qa\n{turns}\n:::", legs=legs)
    feet = [leg[-1].span for leg in by_leg(outcome)[:-1]]
    questions = [f"body[{1 + 2 * number}]" for number in range(4)]
    parted = [span for span in feet if span is not None and span.part in questions]
    assert bool(parted) == bool(told(outcome, "parted-group"))


@pytest.mark.parametrize(
    ("legs", "widths"), [([2, 1], [210, 100]), ([1, 2], [100, 210]), ([1, 1, 1], [100] * 3), ([3], [320])]
)
def test_legs_take_as_many_columns_as_they_are_given(
    tmp_path: Path, legs: list[int], widths: list[int]
) -> None:
    outcome = set_copy(tmp_path, *map(prose, (55, 62, 71, 48, 66, 59)), legs=legs)
    found = by_leg(outcome)
    assert [leg[-1].measure // 1000 for leg in found] == widths
    starts = [sum(widths[:number]) + 10 * number for number in range(len(widths))]
    assert [round((leg[0].x - LEFT) / 1000) for leg in found] == starts  # on the edges of the page's columns
    assert max(depths(outcome)) - min(depths(outcome)) <= 1
    assert "copy-lost" not in ids(outcome)


def test_unequal_legs_in_a_box_on_a_vertical_page_and_beside_a_head(tmp_path: Path) -> None:
    box = set_copy(tmp_path / "box", *[prose(90)] * 3, legs=[2, 1], kind="sidebar")
    assert [leg[0].measure // 1000 for leg in by_leg(box)] == [
        190,
        90,
    ]  # whole ems of what the padding leaves
    up = {"writing": "vertical", "lines": 40}
    vertical = set_copy(tmp_path / "up", *[prose(90)] * 3, legs=[2, 1], grid=up)
    assert [leg[0].measure // 1000 for leg in by_leg(vertical)] == [210, 100]
    head = {"side": "left", "columns": "1", "columns_are": "legs"}
    beside = set_copy(
        tmp_path / "head", *[prose(90)] * 3, columns="1-4", legs=[1, 2, 1], head=head, head_lines=None
    )
    assert [leg[0].measure // 1000 for leg in by_leg(beside)] == [210, 100]
    for outcome in (box, vertical, beside):
        assert not {"copy-lost", "lies-over", "lies-outside", "overset"} & set(ids(outcome))


def test_legs_that_do_not_sum_are_refused_all_at_once(tmp_path: Path) -> None:
    first = [
        block("a", "1-3", "1-20", legs=[2, 2]),
        block("b", "4-6", "1-20", legs=2, more=[{"columns": "4-5", "lines": "21-30", "legs": [1]}]),
    ]
    pages = [
        {"name": "A01", "blocks": first},
        {"name": "A02", "blocks": [block("c", "1-3", "1-20", legs=[0, 3])]},
    ]
    with pytest.raises(Refused) as caught:
        Draft(pages=pages, stories={name: story("标题", prose(30)) for name in "abc"}).set(tmp_path)
    found = {(problem.id, problem.where.field, problem.where.block) for problem in caught.value.problems}
    assert found == {
        ("uneven-sum", "legs", "a"),
        ("uneven-sum", "more", "b"),
        ("out-of-range", "pages[1].blocks[0].legs[0]", "c"),
    }
    assert all(problem.where.line and problem.hint for problem in caught.value.problems)
