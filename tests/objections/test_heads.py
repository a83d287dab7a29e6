"""Heads against each other: each fault on a page of its own, beside one a step away on which there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layout.publishing.outcome import add_objections
from layout.scene import Scene
from tests.editions import Draft, block, paper_with, region, story
from tests.objections.pages import copy, fixed, found, head, japanese, page, rows, two_heads

BESIDE = {"other": {"face": "song", "size": 30, "leading": 36, "align": "center"}}
SMALLER = {"other": {"face": "hei", "weight": 700, "size": 24, "leading": 36, "align": "center"}}
NEARLY = {"other": {"face": "hei", "weight": 700, "size": 25, "leading": 36, "align": "center"}}


def test_two_like_heads_side_by_side_are_a_tombstone(tmp_path: Path) -> None:
    outcome = page(tmp_path, *two_heads())
    (one,) = found(outcome.made.scene, "tombstone")
    assert one.blocks == ("b", "a")
    # Nine characters of 30 pt in the middle of three columns, 320 pt wide, the second three columns further right.
    left, right = (place.x for place in one.places)
    assert right - left == 330_000
    assert [(place.width, place.height) for place in one.places] == [(270_000, 30_000)] * 2
    assert region(outcome.made.scene, "a").frame.x + 25_000 == left
    assert (one.source, one.page) == ("zonble; kyoto; buskin", "A01")


@pytest.mark.parametrize(
    ("ends", "second", "styles", "times"),
    [
        (("1-10", "2-11"), {}, {}, 1),
        (("1-10", "5-14"), {}, {}, 0),
        (("1-10", "1-10"), {"headline_style": "other"}, NEARLY, 1),
        (("1-10", "1-10"), {"headline_style": "other"}, SMALLER, 0),
        (("1-10", "1-10"), {"headline_style": "other"}, BESIDE, 0),
        (("1-10", "1-10"), {"frame": {"stroke": {}}}, {}, 0),
    ],
)
def test_what_sets_heads_apart(
    tmp_path: Path, ends: tuple[str, str], second: dict[str, Any], styles: dict[str, Any], times: int
) -> None:
    outcome = page(tmp_path, *two_heads(*ends, **second), paper=fixed(styles=styles))
    assert len(found(outcome.made.scene, "tombstone", apart_em=9)) == times


def test_a_rule_between_sets_heads_apart_and_so_does_white_of_some_ems(tmp_path: Path) -> None:
    ruled = page(tmp_path / "ruled", *two_heads(), paper=fixed(rules={"between_blocks": {}}))
    assert not found(ruled.made.scene, "tombstone")
    plain = page(tmp_path / "plain", *two_heads())  # 60 pt between two heads of 30 pt
    assert found(plain.made.scene, "tombstone", apart_em=2.1)
    assert not found(plain.made.scene, "tombstone", apart_em=2)


def test_a_head_in_the_lower_half_outweighs_a_shorter_lead(tmp_path: Path) -> None:
    blocks = [block("a", "1-6", "1-20"), block("b", "1-6", "30-50")]
    lower = story(head(12), copy(90))
    outcome = page(tmp_path / "short", blocks, {"a": story(head(4), copy(90)), "b": lower})
    (one,) = found(outcome.made.scene, "outweighed-lead")
    assert one.blocks == ("b", "a")
    assert one.places[0].width == 360_000
    assert "300 %" in one.message
    assert not found(outcome.made.scene, "outweighed-lead", outweighed_percent=300)
    longer = page(tmp_path / "long", blocks, {"a": story(head(13), copy(90)), "b": lower})
    assert not found(longer.made.scene, "outweighed-lead")


def test_a_heavy_head_that_begins_in_the_upper_half_outweighs_nothing(tmp_path: Path) -> None:
    blocks = [block("a", "1-6", "1-20"), block("b", "1-6", "22-50")]
    stories = {"a": story(head(4), copy(90)), "b": story(head(12), copy(90))}
    assert not found(page(tmp_path, blocks, stories).made.scene, "outweighed-lead")


@pytest.mark.parametrize(
    ("upper", "areas", "ranked"),
    [
        ("deck", (("1-6", "1-10"), ("1-6", "12-22")), True),
        ("headline", (("1-6", "1-10"), ("1-6", "12-22")), False),
        ("deck", (("1-3", "1-10"), ("4-6", "1-20")), True),
        ("deck", (("4-6", "1-20"), ("1-3", "1-10")), False),
        ("deck", (("1-3", "1-10"), ("4-6", "6-20")), False),
    ],
    ids=["above", "of one size", "left of", "right of", "neither"],
)
def test_a_larger_head_in_a_lower_place(
    tmp_path: Path, upper: str, areas: tuple[tuple[str, str], ...], ranked: bool
) -> None:
    blocks = [block("a", *areas[0], headline_style=upper), block("b", *areas[1])]
    outcome = page(tmp_path, blocks, {name: story(head(4), copy(20)) for name in "ab"})
    assert [one.blocks for one in found(outcome.made.scene, "rank")] == [("b", "a")] * ranked
    # 30 pt are 114 % more than 14.
    assert len(found(outcome.made.scene, "rank", rank_percent=114)) == ranked
    assert not found(outcome.made.scene, "rank", rank_percent=115)


def test_what_stands_beside_the_nameplate_has_no_rank(tmp_path: Path) -> None:
    """A short story at its right (报眼) is above the lead, and its head may be smaller."""
    blocks = [block("ear", "4-6", "1-8", headline_style="deck"), block("lead", "1-6", "10-25")]
    stories = {"ear": story(head(4), copy(12)), "lead": story(head(10), copy(60))}
    text = [{"text": "方格报", "style": "headline"}]
    plate = {"kind": "nameplate", "columns": "1-3", "lines": "1-8", "text": text}
    alone = page(tmp_path / "alone", blocks, stories).made.scene
    assert [one.blocks for one in found(alone, "rank")] == [("lead", "ear")]
    beside = page(tmp_path / "beside", [plate, *blocks], stories).made.scene
    assert not found(beside, "rank")


def test_the_rest_of_a_story_that_jumped_has_no_rank(tmp_path: Path) -> None:
    def set_page(folder: str, **jump: str) -> Scene:
        first = [block("a", "1-6", "1-10", jump_to="A02")] if jump else []
        rest = [block("a", "1-6", "1-10", headline_style="deck", **jump), block("b", "1-6", "12-22")]
        pages = [{"name": "A01", "blocks": first}, {"name": "A02", "blocks": rest}]
        stories = {"a": story(head(4), "天地玄黄。" * 120, jump_head="短题"), "b": story(head(4), copy(50))}
        return Draft(pages=pages, stories=stories, paper=fixed()).set(tmp_path / folder).made.scene

    assert [one.blocks for one in found(set_page("whole"), "rank")] == [("b", "a")]
    assert not found(set_page("rest", jump_from="A01"), "rank")


def test_a_rank_that_the_program_turned_round_says_so(tmp_path: Path) -> None:
    # Four characters of 18 pt fill 72 % of their measure and are stepped up to 24 pt; fourteen fill theirs.
    paper = paper_with(
        styles={"headline": {"size": 18, "leading": 22, "align": "center"}},
        headlines={"fill": 0.75, "steps_up": 2, "together": False},
    )
    blocks = [block("a", "1-3", "1-20"), block("b", "1", "22-50")]
    stories = {"a": story(head(14), copy(50)), "b": story(head(4), copy(26))}
    told = [
        one
        for one in add_objections(Draft(blocks, stories, paper=paper).set(tmp_path)).objections
        if one.id == "rank"
    ]
    assert [one.blocks for one in told] == [("b", "a")]
    assert "fit: strict" in told[0].hint
    plain = found(Draft(blocks, stories, paper=paper).set(tmp_path / "plain").made.scene, "rank")
    assert "fit: strict" not in plain[0].hint


def test_the_lead_is_the_heaviest_of_the_upper_half_wherever_it_stands(tmp_path: Path) -> None:
    blocks = [
        block("brief", "1-6", "1-8", headline_style="deck"),
        block("lead", "1-6", "10-24"),
        block("low", "1-6", "30-50"),
    ]
    stories = {
        "brief": story(head(4), copy(24)),
        "lead": story(head(12), copy(60)),
        "low": story(head(8), copy(90)),
    }
    assert not found(page(tmp_path, blocks, stories).made.scene, "outweighed-lead")


def test_on_a_vertical_page_the_right_comes_first(tmp_path: Path) -> None:
    for first, second, ranked in (("1-15", "20-40", True), ("20-40", "1-15", False)):
        blocks = [block("a", "1-4", first, headline_style="deck"), block("b", "1-4", second)]
        stories = {name: story(head(4), copy(20)) for name in "ab"}
        outcome = page(tmp_path / first, blocks, stories, paper=japanese())
        assert bool(found(outcome.made.scene, "rank")) is ranked


def test_what_outweighs_the_lead_is_told_once(tmp_path: Path) -> None:
    blocks = [block("a", "1-6", "1-20", headline_style="deck"), block("b", "1-6", "30-50")]
    outcome = page(tmp_path, blocks, {name: story(head(4), copy(60)) for name in "ab"})
    assert found(outcome.made.scene, "outweighed-lead")
    assert not found(outcome.made.scene, "rank")


def test_upright_heads_one_below_the_other_are_a_chimney(tmp_path: Path) -> None:
    outcome = page(tmp_path / "chimney", *rows(("a", "1-3", "1-20"), ("b", "4-6", "1-20")), paper=japanese())
    (one,) = found(outcome.made.scene, "entotsu")
    assert one.blocks == ("b", "a")
    lower, upper = sorted((place.y, place.x, place.height) for place in one.places)
    assert (lower[1:], upper[0] - lower[0]) == (upper[1:], 330_000)
    apart = page(tmp_path / "apart", *rows(("a", "1-3", "1-20"), ("b", "4-6", "21-40")), paper=japanese())
    assert not found(apart.made.scene, "entotsu")
