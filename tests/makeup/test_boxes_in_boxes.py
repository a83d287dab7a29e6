"""Boxes in a story's box, and pictures in those: text runs round each at its own depth, and pictures share its legs'
edges. Column n begins 110 pt after column n − 1, a line is 15 pt deep.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from layout.publish import Outcome
from layout.scene import Picture, Rect, Region
from tests.editions import Draft, block, ids, lines, prose, region, story


def photo(columns: str, rows: str, **more: object) -> dict[str, Any]:
    return {"kind": "photo", "photo": "p", "columns": columns, "lines": rows, **more}


def box(name: str, columns: str, rows: str, **more: object) -> dict[str, Any]:
    return {**block(name, columns, rows, **more), "kind": "sidebar"}


def nested(*blocks: dict[str, Any], lengths: tuple[int, int] = (700, 130)) -> Draft:
    quote = {"kind": "quote", "story": "a", "inside": "a", "columns": "1", "lines": "14-18", "style": "deck"}
    outer, inner = lengths
    stories = {"a": story("题", prose(outer)), "b": story("框", prose(inner)), "c": story("匣", prose(40))}
    return Draft(
        [block("a", "1-4", "1-40"), quote | {"text": "天地玄黄"}, *blocks],
        stories,
        photos={"p": {"file": "p.jpg", "caption": "图", "credit": "某某 摄"}},
        pictures={"p.jpg": (400, 300)},
    )


def picture_in(found: Region) -> Rect:
    return next(item.rect for item in found.items if isinstance(item, Picture))


def meets(place: Rect, other: Rect) -> bool:
    return (
        place.x < other.right and other.x < place.right and place.y < other.bottom and other.y < place.bottom
    )


def check_round(outcome: Outcome) -> None:
    """No line of a story stands where a block inside it does, and nothing lies over anything."""
    assert not {"lies-over", "lies-outside", "copy-lost", "overset"} & set(ids(outcome))
    [page] = outcome.made.scene.pages
    for inner in page.regions:
        if inner.inside is None:
            continue
        for line in lines(region(outcome.made.scene, inner.inside)):
            assert not meets(Rect(line.x, line.baseline - 8_800, line.measure, 10_000), inner.frame)


def test_a_picture_in_a_box_in_a_story_shares_the_edges_of_the_boxs_legs(tmp_path: Path) -> None:
    outcome = nested(box("b", "2-3", "10-30", inside="a"), photo("3", "18-25", inside="b")).set(tmp_path)
    check_round(outcome)
    scene = outcome.made.scene
    legs = region(scene, "b").legs
    edges = {(leg.x, leg.right) for leg in legs}
    found = picture_in(region(scene, "p"))
    assert (found.x, found.right) in edges and found.right == region(scene, "b").frame.right - 10_000
    # The story round the box runs on over and under it, at its own measure.
    own = [leg for leg in region(scene, "a").legs if leg.x == 110_000 + region(scene, "a").frame.x]
    assert len(own) == 2 and {leg.width for leg in own} == {100_000}


def test_without_a_frame_basic_columns_are_the_pages(tmp_path: Path) -> None:
    plain = nested(block("b", "2-3", "10-30", inside="a"), photo("3", "18-25", inside="b")).set(tmp_path)
    check_round(plain)
    found, frame = picture_in(region(plain.made.scene, "p")), region(plain.made.scene, "b").frame
    assert (found.width, found.right) == (100_000, frame.right)


@pytest.mark.parametrize("counts", ["basic", "legs"])
def test_columns_are_the_legs_of_each_depth(tmp_path: Path, counts: str) -> None:
    """The story has three legs on four columns; its box takes two of them, and the picture one of the box's three."""
    inner = photo("3", "20-27", inside="b", columns_are="legs")
    outer = {"columns": "1-2" if counts == "legs" else "1-3", "columns_are": counts}
    draft = nested(box("b", "1", "10-30", inside="a", legs=3) | outer, inner)
    draft.blocks[0]["legs"] = 3
    del draft.blocks[1]
    outcome = draft.set(tmp_path)
    assert not {"lies-over", "lies-outside", "copy-lost"} & set(ids(outcome))
    scene = outcome.made.scene
    story_legs = sorted({(leg.x, leg.width) for leg in region(scene, "a").legs})
    if counts == "legs":
        x, width = story_legs[1]
        assert region(scene, "b").frame.right == x + width
    found = picture_in(region(scene, "p"))
    assert (found.x, found.right) == max((leg.x, leg.right) for leg in region(scene, "b").legs)


def test_a_box_in_the_box_of_a_story(tmp_path: Path) -> None:
    draft = nested(
        box("b", "1-4", "12-36", inside="a"),
        box("c", "2-3", "20-28", inside="b", columns_are="legs"),
        lengths=(420, 330),
    )
    del draft.blocks[1]
    made = draft.set(tmp_path)
    check_round(made)
    frame = region(made.made.scene, "c").frame
    legs = sorted({(leg.x, leg.right) for leg in region(made.made.scene, "b").legs})
    assert (frame.x, frame.right) == (legs[1][0], legs[2][1])


def told(tmp_path: Path, *blocks: dict[str, Any]) -> list[str]:
    with pytest.raises(Refused) as refused:
        nested(*blocks).set(tmp_path)
    found = [problem for problem in refused.value.problems if problem.id == "outside-story"]
    assert all(problem.where.line and problem.where.page == "A01" for problem in found)
    return [problem.what for problem in found]


def test_boxes_that_stand_in_each_other_or_too_deep_are_refused(tmp_path: Path) -> None:
    around = told(
        tmp_path / "circle", box("b", "2-3", "10-30", inside="c"), box("c", "2-3", "10-30", inside="b")
    )
    assert around == [
        "The story 'b' stands in 'c', and that one in it.",
        "The story 'c' stands in 'b', and that one in it.",
    ]
    first = box("b", "1-4", "4-40", inside="a")
    second = box("c", "1-4", "10-40", inside="b")
    third = {**box("c", "1-4", "12-40", inside="c"), "id": "d"}
    deep = told(tmp_path / "deep", first, second, third, photo("2", "20-30", inside="d"))
    assert "The block stands in 4 stories, one in the other." in deep
    out = told(tmp_path / "out", box("b", "2-3", "10-30", inside="a"), photo("4", "18-25", inside="b"))
    assert out == ["The block in columns 4-4, lines 18-25 is not all inside story 'b'."]
