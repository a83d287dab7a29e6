"""Frames of stories that are no rectangles: the rule, the tint and the pattern along an L or a U, and the legs inside.
Column n begins 110 pt after column n − 1, a line is 15 pt deep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.problems import Refused
from layout.makeup.pictures.frame import border_items, draw_border
from layout.plan.grid import Area, Grid
from layout.plan.outline import Outline, edges_of, outline_of, part_in_rects, trace_outlines
from layout.publish import Outcome
from layout.scene import Box, Ink, Item, Rect, Region, Rule, Wave
from layout.scene.proofs.roomproof import lies_wrong
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, story

GRID = Grid(
    page_width=800_000,
    page_height=900_000,
    left=0,
    top=0,
    em=10_000,
    em_depth=10_000,
    columns=6,
    column=100_000,
    gutter=10_000,
    leading=15_000,
    lines=50,
)
ELL = (Area(1, 4, 1, 20), Area(1, 2, 21, 30))
STEP = (Area(1, 2, 1, 20), Area(3, 4, 11, 30))
YOU = (Area(1, 6, 1, 10), Area(1, 1, 11, 20), Area(5, 6, 11, 16))
RING = (*YOU[:2], Area(6, 6, 11, 20), Area(1, 6, 21, 30))
SHAPES = {"L": ELL, "step": STEP, "U": YOU, "ring": RING}


def size_of(outlines: Sequence[Outline]) -> int:
    """Twice the area that outlines hold, by their corners."""
    return sum(x1 * y2 - x2 * y1 for outline in outlines for (x1, y1), (x2, y2) in edges_of(outline))


def shared(rect: Rect, other: Rect) -> int:
    wide = min(rect.right, other.right) - max(rect.x, other.x)
    deep = min(rect.bottom, other.bottom) - max(rect.y, other.y)
    return max(0, wide) * max(0, deep)


def covered(rule: Rule) -> Rect:
    half = rule.width // 2
    if rule.y1 == rule.y2:
        return Rect(rule.x1, rule.y1 - half, rule.x2 - rule.x1, rule.width)
    return Rect(rule.x1 - half, rule.y1, rule.width, rule.y2 - rule.y1)


def test_an_l_has_six_corners_and_the_gutter_is_part_of_it_where_both_columns_are() -> None:
    [outline] = trace_outlines(ELL, GRID)
    assert outline == (
        (0, 2_500),
        (430_000, 2_500),
        (430_000, 297_500),
        (210_000, 297_500),
        (210_000, 447_500),
        (0, 447_500),
    )
    [step] = trace_outlines(STEP, GRID)
    # Beside the gutter that both share the shape steps in at its left edge, and out at its right.
    assert (210_000, 152_500) in step and (220_000, 297_500) in step
    whole, hole = trace_outlines(RING, GRID)
    assert size_of([whole]) > 0 > size_of([hole])


def test_a_rectangle_in_parts_is_outlined_as_a_rectangle() -> None:
    parts = Area(1, 2, 1, 10), Area(3, 4, 1, 10), Area(1, 1, 11, 20), Area(2, 4, 11, 20)
    assert trace_outlines(parts, GRID) == (outline_of(GRID.inner(Area(1, 4, 1, 20))),)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 9), st.integers(1, 9)), max_size=5
    )
)
def test_the_rectangles_of_any_shape_fill_its_outline_and_share_nothing(
    ends: list[tuple[int, int, int, int]],
) -> None:
    areas = [Area(2, 3, 4, 6), *(Area(min(a, b), max(a, b), min(c, d), max(c, d)) for a, b, c, d in ends)]
    outlines = trace_outlines(areas, GRID)
    rects = part_in_rects(outlines)
    assert not any(shared(rect, other) for rect, other in combinations(rects, 2))
    assert 2 * sum(rect.width * rect.height for rect in rects) == size_of(outlines)
    inner = [GRID.inner(area) for area in areas]
    assert all(sum(shared(own, rect) for rect in rects) == own.width * own.height for own in inner)
    for outline in outlines:
        edges = [*edges_of(outline)]
        assert all(
            (before[0][1] == before[1][1]) != (after[0][1] == after[1][1])
            for before, after in pairwise(edges)
        )


def draft(more: Sequence[dict[str, Any]] = (), length: int = 520, **keys: object) -> Draft:
    own = {**block("a", "1-4", "1-20", more=[*more], **keys), "kind": "sidebar"}
    return Draft([own], {"a": story("题", prose(length))})


def frame_of(outcome: Outcome) -> tuple[list[Box], list[Rule]]:
    """The grounds of a frame and its rules, without those between legs."""
    items = region(outcome.made.scene, "a").items
    rules = [item for item in items if isinstance(item, Rule)]
    return [item for item in items if isinstance(item, Box)], rules


LEG = [{"columns": "1-2", "lines": "21-34"}]
DRAWN = {"stroke": {"width_pt": 2}, "tint": "tint"}


def test_the_rule_follows_the_outline_with_whole_corners_and_nothing_twice(tmp_path: Path) -> None:
    outcome = draft(LEG, frame=DRAWN).set(tmp_path)
    boxes, rules = frame_of(outcome)
    assert len(rules) == 6 and not any(box.stroke for box in boxes)
    drawn = [covered(rule) for rule in rules]
    # Two share half of a corner and nothing else.
    assert (
        sorted(area for rect, other in combinations(drawn, 2) if (area := shared(rect, other)))
        == [2_000_000] * 6
    )
    found = region(outcome.made.scene, "a")
    left, top = found.frame.x, found.frame.y
    for x, y in ((0, 2.5), (430, 2.5), (430, 297.5), (210, 297.5), (210, 507.5), (0, 507.5)):
        corner = Rect(left + round(x * 1000) - 1_000, top + round(y * 1000) - 1_000, 2_000, 2_000)
        assert max(shared(corner, rect) for rect in drawn) == 4_000_000
    assert sum(box.rect.width * box.rect.height for box in boxes) == 430_000 * 295_000 + 210_000 * 210_000
    assert not {"lies-over", "lies-outside", "copy-lost"} & set(ids(outcome))
    # A rectangle has one box with its rule, as before.
    plain, none = frame_of(draft(frame=DRAWN).set(tmp_path / "plain"))
    assert len(plain) == 1 and plain[0].stroke_width == 2_000 and not none


def test_white_is_kept_along_the_frame_and_not_where_parts_adjoin(tmp_path: Path) -> None:
    found = region(draft(LEG, frame=DRAWN, length=900).set(tmp_path).made.scene, "a")
    left, top, leading = found.frame.x, found.frame.y, 15_000
    ends = [(leg.x - left, leg.right - left, (leg.bottom - top) // leading) for leg in found.legs]
    # The first two run on to a line over the frame's foot; the others end a line over the foot of their part.
    assert [end for _, _, end in ends] == [33, 33, 19, 19]
    assert len({right - x for x, right, _ in ends}) == 1
    assert ends[0][0] == 10_000 and ends[1][1] == 200_000 and ends[3][1] == 420_000
    assert ends[2][0] - ends[1][1] == ends[3][0] - ends[2][1]
    body = [line for line in lines(found) if line.x == found.legs[0].x]
    steps = [after.baseline - line.baseline for line, after in pairwise(body)]
    assert set(steps) == {leading} and body[-1].baseline - top > 20 * leading
    # Without a frame the same shape has the basic columns and all of its lines.
    bare = region(draft(LEG, frame=None, length=900).set(tmp_path / "bare").made.scene, "a")
    assert [leg.width for leg in bare.legs] == [100_000] * 4
    assert [(leg.bottom - top) // leading for leg in bare.legs] == [34, 34, 20, 20]


def test_what_stands_inside_keeps_the_white_of_the_frame(tmp_path: Path) -> None:
    made = draft(LEG, frame=DRAWN, length=300)
    made.blocks.append({"kind": "photo", "photo": "p", "columns": "2", "lines": "14-26", "inside": "a"})
    made.photos["p"] = {"file": "p.jpg", "caption": "图", "credit": "某某 摄"}
    made.pictures["p.jpg"] = (400, 300)
    outcome = made.set(tmp_path)
    assert not {"lies-over", "lies-outside", "copy-lost"} & set(ids(outcome))
    assert region(outcome.made.scene, "p").frame.right == region(outcome.made.scene, "a").frame.x + 200_000


def test_the_proof_of_room_tells_a_ground_that_is_in_no_part(tmp_path: Path) -> None:
    scene = draft(LEG, frame=DRAWN).set(tmp_path).made.scene

    def with_box(rect: Rect) -> list[str]:
        [page] = scene.pages
        changed: list[Region] = [
            replace(found, items=(Box(rect, fill=Ink(black=10)), *found.items)) if found.id == "a" else found
            for found in page.regions
        ]
        made = replace(scene, pages=(replace(page, regions=tuple(changed)),))
        return [problem.id for problem in lies_wrong(made)]

    frame = region(scene, "a").frame
    assert with_box(Rect(frame.x, frame.bottom - 20_000, 210_000, 40_000)) == []
    assert "lies-outside" in with_box(Rect(frame.x + 200_000, frame.bottom, 200_000, 40_000))


PATTERNS = ("double", "thick-thin", "wave", "twist", "fret", "checks", "squares", "dashes")


def reach_of(item: Item) -> Rect:
    match item:
        case Box(rect=rect):
            return rect
        case Wave():
            reach, half = item.reach, item.width // 2 + abs(item.height)
            if reach.width > reach.height:
                return Rect(reach.x, reach.y - half, reach.width, 2 * half)
            return Rect(reach.x - half, reach.y, 2 * half, reach.height)
        case Rule():
            return covered(item)
    raise AssertionError(item)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_runs_along_every_edge_inside_of_it(pattern: str, shape: str) -> None:
    depth = 6_000
    outlines = trace_outlines(SHAPES[shape], GRID)
    rects = part_in_rects(outlines)
    items = [item for outline in outlines for item in draw_border(pattern, outline, depth, Ink())]
    for item in items:
        place = reach_of(item)
        inside = sum(shared(place, rect) for rect in rects)
        assert inside == place.width * place.height
    # On each edge there is ink in the band, and a piece at each corner: inside of one that points inward, too.
    for outline in outlines:
        for (x1, y1), (x2, y2) in edges_of(outline):
            left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            band = Rect(left - depth, top - depth, right - left + 2 * depth, bottom - top + 2 * depth)
            assert sum(shared(band, reach_of(item)) > 0 for item in items) >= 3
        for x, y in outline:
            corner = Rect(x - depth, y - depth, 2 * depth, 2 * depth)
            assert any(shared(corner, reach_of(item)) for item in items)


@pytest.mark.parametrize("pattern", PATTERNS[2:])
def test_along_a_rectangle_a_pattern_is_as_it_is_round_one(pattern: str) -> None:
    rect = Rect(1_000, 2_000, 200_000, 90_000)
    assert tuple(draw_border(pattern, outline_of(rect), 5_000, Ink())) == border_items(
        pattern, rect, 5_000, Ink()
    )


def test_a_framed_shape_of_a_vertical_page(tmp_path: Path) -> None:
    made = draft(LEG, frame={**DRAWN, "border": "fret"}, length=800)
    made.paper = paper_with(grid={"writing": "vertical", "columns": 6, "lines": 40})
    outcome = made.set(tmp_path)
    assert not {"lies-over", "lies-outside", "copy-lost", "no-room"} & set(ids(outcome))
    found = region(outcome.made.scene, "a")
    # Its lines follow each other to the left: the long legs are the upper two.
    assert [leg.width for leg in found.legs] == [
        leg.width for leg in sorted(found.legs, key=lambda leg: leg.y)
    ]
    assert found.legs[0].width > found.legs[-1].width


@pytest.mark.parametrize(
    ("frame", "more", "told"),
    [
        ({"border": "fret", "border_pt": 12}, [{"columns": "1", "lines": "21-22"}], True),
        ({"border": "fret", "border_pt": 5}, [{"columns": "1", "lines": "21-22"}], False),
        ({"stroke": {"width_pt": 2}}, [{"columns": "1", "lines": "21"}], False),
    ],
)
def test_a_border_too_deep_for_a_step_is_refused(
    tmp_path: Path, frame: dict[str, Any], more: list[dict[str, Any]], told: bool
) -> None:
    made = draft(more, frame=frame)
    if not told:
        assert not {"lies-over", "lies-outside"} & set(ids(made.set(tmp_path)))
        return
    with pytest.raises(Refused) as refused:
        made.set(tmp_path)
    [problem] = [problem for problem in refused.value.problems if problem.id == "framed-shape"]
    assert problem.where.line and problem.where.block == "a"


def test_a_part_without_room_for_a_line_is_told_and_lies_over_nothing(tmp_path: Path) -> None:
    outcome = draft(LEG, frame={**DRAWN, "padding_em": 9}).set(tmp_path)
    assert "no-room" in ids(outcome)
    assert not {"lies-over", "lies-outside", "copy-lost"} & set(ids(outcome))
