"""Heads and panels on a ground: as wide as their place, type in the middle of it, seen on it, and drawn whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from content.problems import Problem, Refused
from layout.makeup.ground import WHITE
from layout.plan.blocks.base import area_of
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.publish import Outcome, publish
from layout.reading.folder import load_edition
from layout.scene import HEAD_ROLES, Box, Line, Region, Rule, Wave
from layout.scene.astext import scene_text
from layout.scene.fromjson import from_json
from layout.scene.geometry import Rect
from layout.scene.patterns import pattern_items
from layout.scene.proofs.roomproof import lies_wrong
from layout.scene.tojson import to_json
from tests.editions import PAPER, Draft, block, ids, paper_with, prose, region, story

GRID = make_grid(Paper.model_validate(PAPER))
INKS = {"red": {"m": 100, "y": 90}, "mist": {"k": 18}, "dusk": {"k": 70}}
UPRIGHT = {
    **paper_with(inks=INKS),
    "grid": {
        "writing": "vertical",
        "body_pt": 10,
        "columns": 5,
        "column_em": 14,
        "leading_pt": 15,
        "lines": 40,
        "top_mm": 20,
    },
}


def headed(head: dict[str, Any] | None, count: int = 260, **more: Any) -> Draft:
    """A page with one story of three columns under a head."""
    placed = block("a", "1-3", "5-18", **({} if head is None else {"head": head}), **more)
    return Draft([placed], {"a": story("湖边小镇", prose(count))}, paper=paper_with(inks=INKS))


def grounds(found: Region) -> list[Box]:
    return [item for item in found.items if isinstance(item, Box) and item.stroke is None]


def heads(found: Region) -> list[Line]:
    return [line for line in found.lines if line.role in HEAD_ROLES]


def set_page(draft: Draft, folder: Path) -> tuple[Region, list[Problem]]:
    outcome: Outcome = draft.set(folder)
    return region(outcome.made.scene, "a"), list(outcome.problems)


def test_a_solid_ground_is_as_wide_as_its_story_with_white_type_in_its_middle(tmp_path: Path) -> None:
    found, problems = set_page(headed({"ground": {"ink": "black"}}), tmp_path / "a")
    [ground] = grounds(found)
    [line] = heads(found)
    assert ground.fill is not None and ground.fill.black == 100
    assert {run.ink for run in line.runs} == {WHITE}
    area = GRID.inner(area_of("1-3", "5-18"))
    assert (ground.rect.x, ground.rect.width, ground.rect.y) == (area.x, area.width, area.y)
    # 30 pt of type with half an em at each side, at least; as much over it as under it.
    em_top = line.baseline - 26_400
    over, under = em_top - ground.rect.y, ground.rect.bottom - em_top - 30_000
    assert over >= 15_000 and abs(over - under) <= 1
    # A line of the grid to the text at most.
    body = min(line.baseline - 8_800 for line in found.lines if line.role == "body")
    assert 0 < body - ground.rect.bottom <= 15_000
    assert problems == []
    plain, _ = set_page(headed(None), tmp_path / "b")
    assert grounds(plain) == [] and {run.ink.black for run in heads(plain)[0].runs} == {100}


def test_the_padding_is_the_papers_and_a_block_may_say_its_own(tmp_path: Path) -> None:
    def depth(name: str, white: dict[str, float], **ground: float) -> int:
        draft = headed({"ground": {"ink": "black", **ground}}, count=200)
        draft.paper = {**paper_with(inks=INKS), "white": white}
        found, _ = set_page(draft, tmp_path / name)
        return grounds(found)[0].rect.height

    usual = depth("a", {})
    assert depth("b", {"in_ground_em": 1}) >= usual + 30_000 - 15_000
    assert depth("d", {"in_ground_em": 0}) < usual
    assert depth("c", {"in_ground_em": 1}, padding_em=0.5) == usual


@pytest.mark.parametrize("pattern", ["dots", "lines", "hatch", "check", "wave"])
def test_a_pattern_is_drawn_inside_its_ground_under_type_in_its_own_ink(tmp_path: Path, pattern: str) -> None:
    found, problems = set_page(headed({"ground": {"pattern": pattern, "pattern_ink": "mist"}}), tmp_path)
    [ground] = grounds(found)
    drawn = [*pattern_items(ground)]
    assert len(drawn) > 10
    for item in drawn:
        if isinstance(item, Box):
            place = item.rect
        else:
            reach = item.reach
            half = (
                item.width // 2 + (abs(item.height) if isinstance(item, Wave) else 0)
                if reach.width >= reach.height
                else 0
            )
            half = half if reach.height == 0 else item.width * 7 // 20
            place = Rect(reach.x, reach.y - half, reach.width, reach.height + 2 * half)
        assert ground.rect.x <= place.x and place.right <= ground.rect.right
        assert ground.rect.y <= place.y and place.bottom <= ground.rect.bottom
    assert {item.fill if isinstance(item, Box) else item.ink for item in drawn} == {ground.pattern_ink}
    assert {run.ink.black for run in heads(found)[0].runs} == {100}
    assert found.items.index(ground) < found.items.index(heads(found)[0])
    assert problems == []


def test_a_plain_box_has_no_pattern() -> None:
    assert [*pattern_items(Box(Rect(0, 0, 9_000, 9_000), fill=WHITE))] == []


def test_a_pattern_with_no_room_for_a_repeat_is_drawn_all_the_same() -> None:
    for pattern in ("dots", "lines", "hatch", "check", "wave"):
        box = Box(Rect(0, 0, 1, 1), pattern=pattern, pattern_ink=WHITE, pattern_pitch=60_000)
        assert all(isinstance(item, Box | Rule | Wave) for item in pattern_items(box))


@pytest.mark.parametrize(
    "head",
    [
        {"side": "left"},
        {"side": "right"},
        {"writing": "vertical", "side": "left"},
        {"columns": "1-2"},
        {"columns": "2", "lines": "7-11"},
        {"writing": "vertical", "columns": "1", "lines": "5-14"},
    ],
)
@pytest.mark.parametrize("upright", [False, True])
def test_a_head_in_any_place_stands_inside_its_ground_and_covers_nothing(
    tmp_path: Path, head: dict[str, Any], upright: bool
) -> None:
    head = dict(head)
    if upright and head.get("side") in ("left", "right"):
        head["side"] = {"left": "top", "right": "bottom"}[head["side"]]
    if upright and "writing" in head:
        head["writing"] = "horizontal"
    draft = headed({**head, "ground": {"ink": "black", "pattern": "hatch", "pattern_ink": "dusk"}}, count=150)
    draft.stories["a"] = story("湖边", prose(150), kicker="小镇")
    draft.paper = UPRIGHT if upright else paper_with(inks=INKS)
    outcome = draft.set(tmp_path)
    found = region(outcome.made.scene, "a")
    assert lies_wrong(outcome.made.scene) == ()
    [ground] = grounds(found)
    for line in heads(found):
        for run in line.runs:
            x, y = run.origin
            assert ground.rect.x <= x <= ground.rect.right and ground.rect.y <= y <= ground.rect.bottom
    for line in found.lines:
        if line.role == "body":
            x, y = line.runs[0].origin
            inside = (
                ground.rect.x < x < ground.rect.right and ground.rect.y < y - 1 < ground.rect.bottom - 10_000
            )
            assert not inside


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_vertical_head_stands_in_the_middle_of_its_ground(tmp_path: Path, side: str) -> None:
    found, _ = set_page(headed({"side": side, "ground": {"ink": "red"}}), tmp_path)
    [ground] = grounds(found)
    [line] = heads(found)
    assert line.vertical
    assert abs(line.x - ground.rect.x - ground.rect.width // 2) <= 1


def test_a_side_head_is_on_ground_to_the_storys_edges(tmp_path: Path) -> None:
    found, _ = set_page(headed({"side": "left", "ground": {"ink": "red"}}), tmp_path)
    [ground] = grounds(found)
    area = GRID.inner(area_of("1-3", "5-18"))
    assert (ground.rect.x, ground.rect.y, ground.rect.bottom) == (area.x, area.y, area.bottom)
    legs = min(leg.x for leg in found.legs)
    assert legs - ground.rect.right == GRID.gutter


def test_a_label_stands_on_a_ground_as_large_as_its_block(tmp_path: Path) -> None:
    label: dict[str, Any] = {
        "kind": "label",
        "id": "a",
        "columns": "1-2",
        "lines": "1-3",
        "ground": {"ink": "red"},
        "text": [{"text": "今日关注", "style": "headline"}],
    }
    cases: tuple[dict[str, Any], ...] = (
        {},
        {"writing": "vertical", "lines": "1-12"},
        {"kind": "motto", "ground": {"pattern": "wave"}},
    )
    for number, more in enumerate(cases):
        draft = Draft([{**label, **more}], paper=paper_with(inks=INKS))
        outcome = draft.set(tmp_path / str(number))
        found = region(outcome.made.scene, "a")
        [ground] = grounds(found)
        lines = str(more.get("lines", "1-3"))
        assert ground.rect == GRID.inner(area_of("1-2", lines))
        white = next(found.lines).runs[0].ink == WHITE
        assert white == ("pattern" not in more.get("ground", {}))
        assert ids(outcome) == [] and lies_wrong(outcome.made.scene) == ()


@pytest.mark.parametrize(
    ("ground", "faint"),
    [
        ({"ink": "black"}, False),
        ({"ink": "mist"}, False),
        ({"ink": "mist", "type_ink": "white"}, True),
        ({"ink": "black", "type_ink": "black"}, True),
        ({"pattern": "lines", "pattern_ink": "black"}, True),
        ({"pattern": "lines", "pattern_ink": "mist"}, False),
        ({"pattern": "lines"}, False),
    ],
)
def test_type_that_is_hardly_seen_on_its_ground_is_told(
    tmp_path: Path, ground: dict[str, Any], faint: bool
) -> None:
    _, problems = set_page(headed({"ground": ground}), tmp_path)
    assert [(problem.id, problem.where.block) for problem in problems] == (
        [("faint-on-ground", "a")] if faint else []
    )


@pytest.mark.parametrize(
    "ground",
    [
        {},
        {"ink": "nobody"},
        {"pattern": "dots", "pattern_ink": "nobody"},
        {"ink": "red", "type_ink": "nobody"},
        {"ink": "red", "pattern_pt": 4},
        {"pattern": "stars"},
        {"ink": "red", "padding_em": 99},
    ],
)
def test_what_is_wrong_with_a_ground_is_told_where_it_is(tmp_path: Path, ground: dict[str, Any]) -> None:
    draft = headed({"ground": ground})
    with pytest.raises(Refused) as refused:
        load_edition(draft.write(tmp_path))
    [problem] = refused.value.problems
    assert problem.where.line is not None and "head" in (problem.where.field or "")
    assert problem.severity == "refused"


def test_a_padding_that_leaves_the_head_no_room_is_told(tmp_path: Path) -> None:
    outcome = headed({"ground": {"ink": "black", "padding_em": 10}}).set(tmp_path)
    assert any(problem.severity == "press" for problem in outcome.problems)
    assert lies_wrong(outcome.made.scene, outcome.problems) == ()


def test_a_panel_with_a_tint_and_a_ground_is_refused(tmp_path: Path) -> None:
    label = {
        "kind": "label",
        "columns": "1",
        "lines": "1",
        "ground": {"ink": "red"},
        "frame": {"tint": "red"},
        "text": [{"text": "关注", "style": "body"}],
    }
    with pytest.raises(Refused):
        load_edition(Draft([label], paper=paper_with(inks=INKS)).write(tmp_path))


def test_a_ground_is_in_the_scenes_file_and_text(tmp_path: Path) -> None:
    draft = headed({"ground": {"ink": "red", "pattern": "dots", "pattern_ink": "mist"}})
    scene = draft.set(tmp_path).made.scene
    assert from_json(to_json(scene)) == scene
    row = next(json.loads(line.rstrip(",]}")+"}") for line in to_json(scene).splitlines() if '"pattern"' in line)  # fmt: skip
    assert (row["pattern"], row["pattern_pitch"]) == ("dots", 4000)
    assert "dots 4.000" in scene_text(scene.pages[0])


def test_the_press_file_is_sound(tmp_path: Path) -> None:
    draft = headed({"ground": {"ink": "red", "pattern": "wave", "pattern_ink": "mist"}})
    outcome = publish(draft.write(tmp_path / "e"), tmp_path / "out")
    assert [problem for problem in outcome.problems if problem.severity != "warning"] == []


@pytest.mark.parametrize("padding", [0.2, 0.3, 0.37, 0.38, 0.39])
def test_a_ground_at_the_foot_of_its_story_ends_with_it(tmp_path: Path, padding: float) -> None:
    """Text begins a little lower than a head's cells end; where none follows the ground has the cells alone."""
    head = {"columns": "3", "lines": "13-18", "ground": {"ink": "black", "padding_em": padding}}
    found, problems = set_page(headed(head), tmp_path)
    [ground] = grounds(found)
    assert "too-deep" not in {problem.id for problem in problems}
    assert ground.rect.bottom <= found.frame.bottom
