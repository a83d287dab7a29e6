"""Edges that hardly miss each other, of what stands over and under each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.editions import block, story
from tests.objections.pages import copy, fixed, found, head, page, picture

SHEET = {"file": "p.jpg", "credit": "某某摄"}
UPRIGHT = {"writing": "vertical", "lines": 40}


@pytest.mark.parametrize(
    ("columns", "legs", "more", "told"),
    [
        ("1-5", 3, {}, []),
        # Three legs of 17 em and gutters of 1.5 em: the first ends at 17 em, photos with an em between at 17 1/3.
        ("1-5", 3, {"gap_em": 1}, [("g", "a")]),
        ("1-5", 3, {"gap_em": 3}, [("g", "a")]),
        ("1-5", 3, {"shares": [2, 1, 1]}, []),
        ("1-3", 3, {"gap_em": 1.5}, [("g", "a")]),
        ("1-6", 4, {}, []),
    ],
)
def test_a_photo_that_hardly_misses_an_edge_of_the_legs_over_it(
    tmp_path: Path, columns: str, legs: int, more: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    group = {
        "kind": "photo-group",
        "photos": ["p", "q", "r"],
        "id": "g",
        "columns": columns,
        "lines": "22-36",
    }
    scene = page(
        tmp_path,
        [block("a", columns, "1-20", legs=legs), {**group, **more}],
        {"a": story(head(4), copy(200))},
        photos=dict.fromkeys("pqr", SHEET),
    ).made.scene
    objections = found(scene, "near-edge")
    assert [one.blocks for one in objections] == told
    assert not found(scene, "near-edge", near_edge_mm=0)


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_a_photo_on_basic_columns_in_a_story_of_other_legs(tmp_path: Path, writing: str) -> None:
    """Six columns as five legs of 12 em: the second begins at 13.25 em, the second column at 11."""

    def told(name: str, columns: str, **more: object) -> list[tuple[str, ...]]:
        photo = picture("p", columns, "8-18", inside="a", **more)
        stories = {"a": story(head(4), copy(200))}
        paper = fixed(grid=UPRIGHT) if writing == "vertical" else fixed()
        blocks = [block("a", "1-6", "1-30", legs=5), photo]
        scene = page(tmp_path / name, blocks, stories, photos={"p": SHEET}, paper=paper).made.scene
        return [one.blocks for one in found(scene, "near-edge", near_edge_mm=9)]

    assert told("basic", "2") == [("p", "a")]
    assert told("legs", "2", columns_are="legs") == []


def test_a_box_has_the_edges_of_what_is_in_it(tmp_path: Path) -> None:
    """The text of a frame begins an em inside of it, and over it stands text at the frame's edge."""
    boxed = {"kind": "sidebar", "story": "b", "columns": "1-2", "lines": "12-30", "frame": {"stroke": {}}}
    stories = {"a": story(head(4), copy(14)), "b": story(head(4), copy(20, 9))}
    scene = page(tmp_path, [block("a", "1-2", "1-10"), boxed], stories).made.scene
    assert not found(scene, "near-edge", near_edge_mm=20)
