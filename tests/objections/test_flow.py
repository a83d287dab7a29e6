"""Copy that flows from dan to dan: where a reader would lose it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.editions import block, story
from tests.objections.pages import Blocks, copy, found, head, japanese, page, rule

PAPER = japanese()
L_SHAPE = block("a", "1-2", "1-20", more=[{"columns": "3", "lines": "1-10"}])
FOLDED = block("a", "1-3", "1-20")


@pytest.mark.parametrize(
    ("shape", "first", "told"),
    [
        (L_SHAPE, copy(17), True),  # the first leg has 17 lines: 20 less a head of three
        (L_SHAPE, copy(18), False),
        (FOLDED, copy(17), False),
        ({**FOLDED, "frame": {"stroke": {}}}, copy(15), False),
    ],
    ids=["ends with the leg", "goes on", "folded", "boxed"],
)
def test_a_paragraph_that_ends_with_its_leg(
    tmp_path: Path, shape: dict[str, Any], first: str, told: bool
) -> None:
    made = page(tmp_path, [shape], {"a": story(head(4), first, copy(20))}, paper=PAPER).made.scene
    objections = found(made, "nakiwakare")
    assert [one.blocks for one in objections] == [("a",)] * told
    for one in objections:
        first_place, second = one.places
        assert second.y - first_place.y == 110_000  # one dan below


def test_a_subhead_says_where_the_copy_goes_on(tmp_path: Path) -> None:
    copies = copy(17), "## 小见出し", copy(20)
    made = page(tmp_path, [L_SHAPE], {"a": story(head(4), *copies)}, paper=PAPER).made.scene
    assert not found(made, "nakiwakare")


def two_flows(first: int, *more: dict[str, Any], boxed: bool = False) -> tuple[Blocks, dict[str, str]]:
    """Two stories in the first dan that both go on in the second: there the other begins on line `first`."""
    blocks = [
        block("a", "1", "1-20", more=[{"columns": "2", "lines": "1-12"}]),
        block("b", "1", "21-40", more=[{"columns": "2", "lines": f"{first}-40"}]),
        *more,
    ]
    return blocks, {"a": story(head(3), copy(29)), "b": story(head(3), copy(60))}


def test_two_stories_that_flow_into_one_dan(tmp_path: Path) -> None:
    made = page(tmp_path / "two", *two_flows(13), paper=PAPER).made.scene
    (one,) = found(made, "ryounagare")
    assert one.blocks == ("b", "a")
    right, left = one.places
    assert (right.y, left.y) == (right.y, right.y)
    assert 0 < right.x - left.right < 15_000


def test_what_keeps_two_flows_apart(tmp_path: Path) -> None:
    ruled = page(tmp_path / "rule", *two_flows(14, rule("2", "13")), paper=PAPER).made.scene
    assert not found(ruled, "ryounagare")
    plain = page(tmp_path / "plain", *two_flows(14), paper=PAPER).made.scene
    assert found(plain, "ryounagare")
    wide = page(tmp_path / "wide", *two_flows(16), paper=PAPER).made.scene
    assert not found(wide, "ryounagare")


def motto(columns: str, lines: str) -> dict[str, Any]:
    text = [{"text": "一言", "style": "kicker"}]
    return {"kind": "motto", "columns": columns, "lines": lines, "inside": "a", "text": text}


def test_copy_that_comes_down_further_left_than_it_ended(tmp_path: Path) -> None:
    shape = block("a", "1", "1-12", more=[{"columns": "2", "lines": "5-25"}])
    stories = {"a": story(head(4), copy(18))}
    jumps = page(tmp_path / "jumps", [shape, motto("2", "5-14")], stories, paper=PAPER).made.scene
    (one,) = found(jumps, "tobiori")
    assert one.blocks == ("a",)
    above, below = one.places
    assert below.right < above.x
    assert "further left" in one.message
    flows = page(tmp_path / "flows", [shape, motto("2", "5-10")], stories, paper=PAPER).made.scene
    assert not found(flows, "tobiori")


def test_copy_that_leaves_out_a_dan(tmp_path: Path) -> None:
    shape = block("a", "1-3", "1-20", head_lines=3)
    stories = {"a": story(head(4), copy(30))}
    leaves = page(tmp_path / "leaves", [shape, motto("2", "4-20")], stories, paper=PAPER).made.scene
    (one,) = found(leaves, "tobiori")
    assert "leaves out a dan" in one.message
    assert one.places[1].y - one.places[0].y == 220_000
    keeps = page(tmp_path / "keeps", [shape, motto("2", "12-20")], stories, paper=PAPER).made.scene
    assert not found(keeps, "tobiori")
