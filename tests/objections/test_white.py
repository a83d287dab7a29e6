"""Holes of white, and rules that part nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import block, story
from tests.objections.pages import Blocks, copy, found, head, japanese, page, rows, rule


@pytest.mark.parametrize(
    ("more", "told"),
    [([], "below"), ([block("b", "1-4", "12-21")], ""), ([block("b", "5-6", "12-28")], "below")],
    ids=["nothing below", "a story below", "a story aside"],
)
def test_a_rule_that_parts_nothing(tmp_path: Path, more: Blocks, told: str) -> None:
    blocks = [block("a", "1-4", "1-10"), rule("1-4", "11"), *more]
    stories = {name: story(head(3), copy(28)) for name in "ab"[: 1 + len(more)]}
    objections = found(page(tmp_path, blocks, stories).made.scene, "orphaned-rule")
    assert [one.blocks for one in objections] == [("rule-2",)] * bool(told)
    for one in objections:
        assert f"near {told}" in one.message
        assert (one.places[0].width, one.places[0].height) == (430_000, 0)


def test_an_upright_rule_parts_what_is_left_and_right_of_it(tmp_path: Path) -> None:
    lonely = [block("a", "1-2", "1-20"), rule("3", "1-20")]
    scene = page(tmp_path / "one", lonely, {"a": story(head(3), copy(34))}).made.scene
    (one,) = found(scene, "orphaned-rule", rule_apart_lines=5)
    assert "near right of" in one.message
    both = [*lonely, block("b", "4-5", "1-20")]
    stories = {name: story(head(3), copy(34)) for name in "ab"}
    assert not found(page(tmp_path / "both", both, stories).made.scene, "orphaned-rule", rule_apart_lines=5)


def test_a_hole_of_white(tmp_path: Path) -> None:
    scene = page(tmp_path / "hole", *rows(("a", "1-4", "1-50"), ("b", "5-6", "1-30"))).made.scene
    (one,) = found(scene, "white-hole")
    grid = scene.pages[0].grid
    assert grid is not None
    (place,) = one.places
    assert (place.x - grid.area.x, place.y - grid.area.y) == (440_000, 450_000)
    assert (place.width, place.height) == (210_000, 300_000)
    assert one.blocks == ("a", "b")
    assert "13.3 %" in one.message
    assert not found(scene, "white-hole", white_hole_percent=13.4)
    full = page(tmp_path / "full", *rows(("a", "1-4", "1-50"), ("b", "5-6", "1-50"))).made.scene
    assert not found(full, "white-hole")


def test_a_story_without_the_copy_for_its_area_leaves_a_hole(tmp_path: Path) -> None:
    blocks, stories = rows(("a", "1-4", "1-50"), ("b", "5-6", "1-50"))
    stories["b"] = story(head(4), copy(60))  # 30 of the 47 lines of each of its two legs
    scene = page(tmp_path, blocks, stories).made.scene
    (one,) = found(scene, "white-hole")
    assert one.places[0].height == 17 * 15_000
    assert one.blocks == ("b", "a")  # the hole is in b's area


def test_the_white_between_blocks_and_of_a_page_in_the_making_is_no_hole(tmp_path: Path) -> None:
    between = page(tmp_path / "between", *rows(("a", "1-6", "1-25"), ("b", "1-6", "29-50"))).made.scene
    assert not found(between, "white-hole")
    wider = page(tmp_path / "wider", *rows(("a", "1-6", "1-25"), ("b", "1-6", "30-50"))).made.scene
    assert found(wider, "white-hole")
    begun = page(tmp_path / "begun", *rows(("a", "1-4", "1-50"))).made.scene
    assert not found(begun, "white-hole")
    assert found(begun, "white-hole", full_percent=60)


def test_a_hole_on_a_vertical_page_has_its_place_there(tmp_path: Path) -> None:
    scene = page(tmp_path, *rows(("a", "1-4", "1-40"), ("b", "5-6", "1-24")), paper=japanese()).made.scene
    (one,) = found(scene, "white-hole")
    grid = scene.pages[0].grid
    assert grid is not None
    (place,) = one.places
    assert (place.x, place.y) == (grid.area.x, grid.area.y + 440_000)
    assert (place.width, place.height) == (16 * 15_000, 210_000)
