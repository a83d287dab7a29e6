"""Straight cuts through a page that is full, and what stands across them."""

from __future__ import annotations

from pathlib import Path

from tests.editions import block, story
from tests.objections.pages import copy, found, head, japanese, page, rows, rule

ACROSS = (("a", "1-6", "1-25"), ("b", "1-3", "26-50"), ("c", "4-6", "26-50"))
DOWN = (("a", "1-3", "1-25"), ("b", "1-3", "26-50"), ("c", "4-6", "1-50"))
LOCKED = (("a", "1-4", "1-25"), ("b", "5-6", "1-30"), ("c", "1-4", "26-50"), ("d", "5-6", "31-50"))


def test_a_white_across_the_whole_page_breaks_it(tmp_path: Path) -> None:
    outcome = page(tmp_path, *rows(*ACROSS))
    (one,) = found(outcome.made.scene, "broken-page")
    grid = outcome.made.scene.pages[0].grid
    assert grid is not None
    (cut,) = one.places
    assert (cut.x, cut.width) == (grid.area.x, grid.area.width)
    assert grid.area.y + 24 * 15_000 < cut.y < cut.bottom < grid.area.y + 26 * 15_000
    assert one.blocks == ("b", "a")
    assert "straight white" in one.message


def test_a_story_that_reaches_across_holds_the_page_together(tmp_path: Path) -> None:
    assert not found(page(tmp_path, *rows(*LOCKED)).made.scene, "broken-page")


def test_a_rule_in_the_cut_is_called_so(tmp_path: Path) -> None:
    blocks, stories = rows(("a", "1-6", "1-24"), *ACROSS[1:])
    outcome = page(tmp_path, [*blocks, rule("1-6", "25")], stories)
    (one,) = found(outcome.made.scene, "broken-page")
    assert "straight rule" in one.message


def test_a_page_of_two_stories_or_one_half_empty_is_not_broken(tmp_path: Path) -> None:
    two = page(tmp_path / "two", *rows(("a", "1-6", "1-25"), ("b", "1-6", "26-50")))
    assert not found(two.made.scene, "broken-page")
    assert found(two.made.scene, "broken-page", stories=2)
    part = page(tmp_path / "part", *rows(("a", "1-6", "1-15"), ("b", "1-3", "16-35"), ("c", "4-6", "16-35")))
    assert not found(part.made.scene, "broken-page")
    assert found(part.made.scene, "broken-page", full_percent=60)


def test_what_is_under_the_nameplate_is_no_cut(tmp_path: Path) -> None:
    blocks, stories = rows(("a", "1-4", "9-30"), ("b", "5-6", "9-50"), ("c", "1-4", "31-50"))
    plate = {
        "kind": "nameplate",
        "columns": "1-6",
        "lines": "1-7",
        "text": [{"text": "方格报", "style": "headline"}],
    }
    scene = page(tmp_path, [plate, *blocks], stories).made.scene
    assert not found(scene, "broken-page")
    (one,) = found(
        scene, "running-gutter"
    )  # the nameplate stands over the stories, and stops no gutter of theirs
    assert one.blocks == ("b", "a")


def test_a_gutter_from_head_to_foot_is_told(tmp_path: Path) -> None:
    outcome = page(tmp_path / "down", *rows(*DOWN))
    (one,) = found(outcome.made.scene, "running-gutter")
    grid = outcome.made.scene.pages[0].grid
    assert grid is not None
    (cut,) = one.places
    assert (cut.x, cut.width) == (grid.area.x + 320_000, 10_000)  # the third gutter
    assert one.blocks == ("c", "a")
    across = page(
        tmp_path / "across", *rows(("a", "1-3", "1-25"), ("c", "4-6", "1-25"), ("b", "1-6", "26-50"))
    )
    assert not found(across.made.scene, "running-gutter")


def test_the_white_between_dan_cuts_a_page_that_no_head_holds_together(tmp_path: Path) -> None:
    cut = page(
        tmp_path / "cut",
        *rows(("a", "1-3", "1-20"), ("b", "1-3", "21-40"), ("c", "4-6", "1-40")),
        paper=japanese(),
    )
    (one,) = found(cut.made.scene, "harakiri")
    grid = cut.made.scene.pages[0].grid
    assert grid is not None
    assert [(place.x, place.y, place.width, place.height) for place in one.places] == [
        (grid.area.x, grid.area.y + 320_000, grid.area.width, 10_000)
    ]


def test_a_head_of_ink_across_two_dan_is_what_stops_the_cut(tmp_path: Path) -> None:
    """The story reaches over all six dan on either page: its head decides, not its block."""
    for size, crosses in ((8, False), (13, True)):
        blocks = [block("a", "1-3", "1-20"), block("b", "4-6", "1-20"), block("c", "1-6", "21-40")]
        stories = {"a": story(head(4), copy(50)), "b": story(head(8), copy(50))}
        stories["c"] = story(head(size), copy(100))
        paper = japanese(styles={"headline": {"face": "hei", "size": 30, "align": "start"}})
        outcome = page(tmp_path / str(size), blocks, stories, paper=paper)
        assert bool(found(outcome.made.scene, "harakiri")) is not crosses


def test_a_level_page_in_japanese_is_cut_where_no_block_reaches_across(tmp_path: Path) -> None:
    assert found(page(tmp_path / "cut", *rows(*ACROSS)).made.scene, "harakiri")
    assert not found(page(tmp_path / "locked", *rows(*LOCKED)).made.scene, "harakiri")
