"""Subheads have white over them but at a leg's head, are parted by no leg's end, and never stand without their text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from layout.publish import Outcome
from layout.scene import Line
from tests.editions import Draft, block, ids, paper_with, prose, region, running, story

LEADING = 15_000
LONG = "一条很长很长的小标题要占两行"


def set_with(folder: Path, *body: str, lines: str = "1-40", legs: int = 3, **paper: Any) -> Outcome:
    draft = Draft([block("a", f"1-{legs}", lines)], {"a": story("", *body)}, paper=paper_with(**paper))
    return draft.set(folder)


def legs_of(outcome: Outcome) -> list[list[Line]]:
    """The lines of each leg, in its order."""
    made = region(outcome.made.scene, "a")
    every = [*made.lines]
    vertical = every[0].vertical
    found: dict[int, list[Line]] = {}
    for line in every:
        found.setdefault(line.baseline if vertical else line.x, []).append(line)
    return [*found.values()]


def gaps(outcome: Outcome) -> list[int]:
    """Lines of the grid from each subhead to the line before it in its leg; 0 for one at its leg's head."""
    found = []
    for leg in legs_of(outcome):
        for number, line in enumerate(leg):
            if line.role == "subhead" and (not number or leg[number - 1].role != "subhead"):
                before = leg[number - 1]
                step = before.x - line.x if line.vertical else line.baseline - before.baseline
                found.append(step // LEADING if number else 0)
    return found


TEXT = (prose(95), "## 甲", prose(130), "## 乙", prose(77), "## 丙", prose(150), "## 丁", prose(90))


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("white", [0, 1, 2])
def test_a_subhead_has_white_over_it_but_at_a_legs_head(tmp_path: Path, white: int, writing: str) -> None:
    grid = {"writing": writing, "lines": 40}
    outcome = set_with(
        tmp_path, *TEXT, white={"over_subhead_lines": white}, fit={"subhead_lines": 0}, grid=grid
    )
    assert set(gaps(outcome)) <= {0, 1 + white} and 1 + white in gaps(outcome)
    # Its text follows without any, and all stands on the grid.
    for leg in legs_of(outcome):
        for line, following in pairwise(leg):
            step = line.x - following.x if line.vertical else following.baseline - line.baseline
            assert step % LEADING == 0
            assert line.role != "subhead" or step == LEADING


def test_a_line_of_white_is_the_default(tmp_path: Path) -> None:
    outcome = set_with(tmp_path, *TEXT, fit={"subhead_lines": 0})
    assert set(gaps(outcome)) <= {0, 2} and 2 in gaps(outcome)


def test_what_fitting_adds_comes_on_top(tmp_path: Path) -> None:
    outcome = set_with(tmp_path, *TEXT, lines="1-24")
    [done] = [done for done in outcome.made.fits[0].done if done.what == "subheads"]
    assert 3 in gaps(outcome) and done.lines == gaps(outcome).count(3)


def test_white_goes_before_copy_is_over(tmp_path: Path) -> None:
    """Where nothing else makes room, the white over subheads is taken away, and the report says so."""
    body = [running(98), "## 甲", running(98), "## 乙", running(98)]  # 32 lines in all, with the subheads
    outcome = set_with(tmp_path / "tight", *body, lines="1-16", legs=2)
    assert set(gaps(outcome)) == {1} and not outcome.made.fits[0].over_lines
    assert [(done.what, done.lines) for done in outcome.made.fits[0].done] == [("subheads", -2)]
    roomy = set_with(tmp_path / "roomy", *body, lines="1-17", legs=2)
    assert set(gaps(roomy)) == {2} and roomy.made.fits[0].done == ()
    strict = set_with(tmp_path / "strict", *body, lines="1-16", legs=2, fit={"mode": "strict"})
    assert "overset" in ids(strict)


def followers(outcome: Outcome) -> list[int]:
    """Lines that follow each subhead in its leg."""
    return [
        len(leg) - number - 1
        for leg in legs_of(outcome)
        for number, line in enumerate(leg)
        if line.role == "subhead" and (number + 1 == len(leg) or leg[number + 1].role != "subhead")
    ]


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_two_lines_of_its_text_follow_a_subhead_in_its_leg(tmp_path: Path, writing: str) -> None:
    def set_all(folder: Path) -> list[int]:
        found = []
        for count in range(150, 240, 5):
            body = (prose(count), f"## {LONG}", prose(390 - count), "## 短题", prose(190))
            outcome = set_with(folder / str(count), *body, legs=4, grid={"writing": writing, "lines": 40})
            found += followers(outcome)
            # None is parted by a leg's end.
            heads = [line for line in region(outcome.made.scene, "a").lines if line.role == "subhead"]
            assert (
                len({line.baseline if line.vertical else line.x for line in heads if line.text in LONG}) == 1
            )
        return found

    assert min(set_all(tmp_path / "minded")) >= 2


def test_a_subhead_with_one_line_of_its_text_is_told(tmp_path: Path) -> None:
    body = [running(38), "## 小标题", running(58)]  # legs of six lines, all full
    outcome = set_with(tmp_path, *body, lines="1-6", legs=2, white={"over_subhead_lines": 0})
    told = {problem.id: problem.what for problem in outcome.problems}
    assert told["hanging-subhead"].endswith("with no more than one line of its text.")
