"""On a vertical page lines run downward from right to left, columns stand one below the other, and all keeps the grid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Refused
from fonts.catalogue import Catalogue
from layout.makeup.plot import turn_items
from layout.plan.grid import make_grid
from layout.plan.paper import Paper
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome
from layout.scene import Box, GlyphRun, Ink, Item, Line, Picture, Rect, Region, Rule, Wave
from layout.scene.geometry import turned_back, turned_rect
from layout.scene.tojson import to_json
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story

# Six columns of 10 em of 10 pt, a gutter of 1 em: 650 pt high, from 20 mm below the head. 40 lines of 15 pt: 600 pt wide
# in the middle of 250 mm (708.661 pt), so that its right edge is at 654.330 pt. Line n's axis is 15 n − 7.5 left of it.
COLUMN, STEP, LEADING = 100_000, 110_000, 15_000
HEAD, RIGHT, WIDTH = 56_693, 654_330, 708_661
GRID: dict[str, Any] = {"writing": "vertical", "lines": 40}
OVER_ALL: dict[str, Any] = {"text_beneath": False}
"""Heads over all the dan of their story, as a level page has them over all its legs."""
PAPER = paper_with(grid=GRID, headlines=OVER_ALL)
BLACK = Ink()


def set_blocks(folder: Path, *blocks: dict[str, Any], paper: dict[str, Any] = PAPER, **more: Any) -> Outcome:
    return Draft(blocks=list(blocks), paper=paper, **more).set(folder)


def row(line: Line, right: int = RIGHT) -> int:
    """The grid line whose axis a line is on, counted from the right; fails where it is on none."""
    number, off = divmod(right - line.x - LEADING // 2, LEADING)
    assert off == 0, f"“{line.text}” stands {off / 1000} pt off the grid"
    return number + 1


def by_leg(found: list[Line]) -> dict[int, list[int]]:
    """The grid lines of each leg, by how far below the type area's head the leg begins."""
    legs: dict[int, list[int]] = {}
    for line in found:
        assert line.vertical
        legs.setdefault(line.baseline - HEAD, []).append(row(line))
    return legs


def page_of(outcome: Outcome) -> list[Region]:
    return list(outcome.made.scene.pages[0].regions)


def full_page(folder: Path, paper: dict[str, Any]) -> Outcome:
    return set_blocks(
        folder,
        {
            "kind": "nameplate",
            "columns": "1-2",
            "lines": "1-5",
            "text": [{"text": "方格", "style": "headline"}],
        },
        {"kind": "folio", "place": "head", "left": "左边", "center": "中间", "right": "右边"},
        block("a", "1-3", "6-25"),
        {"kind": "sidebar", "story": "b", "columns": "4-6", "lines": "1-20", "legs": 2},
        {"kind": "photo", "photo": "p", "columns": "1-3", "lines": "26-40"},
        {"kind": "photo", "photo": "q", "columns": "4-6", "lines": "21-40", "caption_writing": "vertical"},
        {"kind": "rule", "columns": "1-6", "lines": "25", "place": "left"},
        paper=paper,
        stories={
            "a": story(
                ["两行标题", "第二行"], running(150), "## 小标题", running(120), deck="副题", byline="某某"
            ),
            "b": story("记者手记", running(180), running(80)),
        },
        photos={
            "p": {"file": "p.jpg", "caption": running(60), "credit": "某某摄"},
            "q": {"file": "q.jpg", "caption": running(60)},
        },
        pictures={"p.jpg": (1200, 900), "q.jpg": (900, 1200)},
    )


def test_the_page_is_as_wide_as_its_trim_and_its_grid_begins_at_the_upper_right() -> None:
    grid = make_grid(Paper.model_validate(PAPER))
    assert grid.trim == (WIDTH, 907_087)  # 250 × 320 mm
    assert grid.on_page(grid.type_area) == Rect(RIGHT - 600_000, HEAD, 600_000, 650_000)
    moved = make_grid(Paper.model_validate(paper_with(grid={**GRID, "left_mm": 10})))
    assert moved.on_page(moved.type_area) == Rect(28_346, HEAD, 600_000, 650_000)


def test_legs_stand_one_below_the_other_and_their_lines_run_from_the_right(tmp_path: Path) -> None:
    outcome = set_blocks(tmp_path, block("a", "2-4", "5-20"), stories={"a": story("标题", running(390))})
    found = lines(region(outcome.made.scene, "a"))
    legs = by_leg(found)
    assert list(legs) == [STEP, 2 * STEP, 3 * STEP], (
        "the second column, the third, the fourth, read in this order"
    )
    depth = outcome.made.fits[0].leg_lines
    head = outcome.made.fits[0].head_lines
    assert all(rows == list(range(5 + head, 5 + head + depth)) for rows in legs.values())
    assert {line.measure for line in found} == {COLUMN}
    assert [line.x for line in found[:3]] == [found[0].x - n * LEADING for n in range(3)]


def test_every_body_line_and_subhead_is_on_the_grid_whatever_its_size(tmp_path: Path) -> None:
    paper = paper_with(grid=GRID, styles={"subhead": {"size": 13}, "lead-in": {"size": 12}})
    outcome = full_page(tmp_path, paper)
    for name in "ab":
        found = region(outcome.made.scene, name)
        assert len([row(line) for role in ("body", "subhead") for line in lines(found, role)]) > 10
    with pytest.raises(AssertionError, match="off the grid"):
        row(lines(region(outcome.made.scene, "a"))[0], RIGHT + 10)


def test_a_horizontal_line_is_on_no_vertical_grid(tmp_path: Path) -> None:
    level = Draft(blocks=[block("a", "1", "1-20")], stories={"a": story("", running(90))}).set(tmp_path)
    with pytest.raises(AssertionError):
        by_leg(lines(region(level.made.scene, "a")))


def test_the_head_is_at_the_right_of_its_story_over_all_its_columns(tmp_path: Path) -> None:
    outcome = full_page(tmp_path, PAPER)
    found = region(outcome.made.scene, "a")
    stack = [line for role in ("headline", "deck", "byline") for line in lines(found, role)]
    assert len(stack) == 4
    assert [line.x for line in stack] == sorted((line.x for line in stack), reverse=True)
    assert {line.measure for line in stack} == {3 * COLUMN + 20_000}
    assert {line.baseline for line in stack} == {HEAD}
    left = min(line.x - line.runs[0].size // 2 for line in stack)
    assert left > max(line.x + 5_000 for line in lines(found))
    right = max(line.x + line.runs[0].size // 2 for line in stack)
    assert right <= found.frame.right


def test_all_that_stands_on_the_page_is_inside_its_area(tmp_path: Path) -> None:
    outcome = full_page(tmp_path, PAPER)
    area = Rect(RIGHT - 600_000, HEAD, 600_000, 650_000)
    for one in page_of(outcome):
        frame = one.frame
        if one.kind != "folio":
            assert area.x <= frame.x and frame.right <= area.right, one.id
            assert area.y <= frame.y and frame.bottom <= area.bottom, one.id
        for item in one.items:
            left, top, right, bottom = extent(item)
            assert frame.x <= left <= right <= frame.right, (one.id, item)
            assert frame.y <= top <= bottom <= frame.bottom, (one.id, item)


def extent(item: Item) -> tuple[int, int, int, int]:
    if isinstance(item, Line):
        half = max((run.size for run in item.runs), default=0) // 2
        if item.vertical:
            return item.x - half, item.baseline, item.x + half, item.baseline + item.width
        return item.x, item.baseline - half, item.x + item.width, item.baseline
    if isinstance(item, Rule | Wave):
        return item.x1, item.y1, item.x2, item.y2
    return item.rect.x, item.rect.y, item.rect.right, item.rect.bottom


def test_a_page_is_the_same_turned_as_its_own_grid_lying_down(tmp_path: Path) -> None:
    """What is neither type nor picture: frames, rules and regions of a horizontal paper that has this grid."""
    lying = paper_with(
        grid={"lines": 40, "top_mm": (WIDTH - RIGHT) / 72_000 * 25.4, "left_mm": 20},
        rules={"between_legs": {"width_pt": 0.5}, "between_blocks": {"width_pt": 0.5}},
    )
    lying["trim"] = {"width_mm": 320, "height_mm": 250}
    standing = paper_with(grid=GRID, rules=lying["rules"], headlines=OVER_ALL)
    blocks = [
        block("a", "1-3", "6-25"),
        block("b", "4-6", "6-25"),
        {"kind": "sidebar", "story": "c", "columns": "2-5", "lines": "26-40"},
        {"kind": "rule", "columns": "1", "lines": "1-5"},
    ]
    stories = {name: story("标题", running(200)) for name in "abc"}
    pages = [
        page_of(set_blocks(tmp_path / name, *blocks, paper=paper, stories=stories))
        for name, paper in (("lying", lying), ("standing", standing))
    ]
    assert any(one.kind == "rules" for one in pages[0])
    for level, upright in zip(*pages, strict=True):
        assert turned_rect(level.frame, WIDTH) == upright.frame
        drawn = [item for item in level.items if not isinstance(item, Line)]
        assert turn_items(drawn, WIDTH) == tuple(item for item in upright.items if not isinstance(item, Line))


def test_rules_between_legs_and_blocks_are_level(tmp_path: Path) -> None:
    rules = {"between_legs": {"width_pt": 0.5}, "between_blocks": {"width_pt": 0.5}}
    paper = paper_with(grid=GRID, rules=rules, headlines=OVER_ALL)
    outcome = set_blocks(
        tmp_path,
        block("a", "1-2", "1-20"),
        block("b", "3-4", "3-20", legs=1),
        paper=paper,
        stories={name: story("标题", running(200)) for name in "ab"},
    )
    [leg] = [item for item in region(outcome.made.scene, "a").items if isinstance(item, Rule)]
    [gutter] = region(outcome.made.scene, "rules").items
    assert isinstance(gutter, Rule)
    # In the middle of the gutters behind the first column and the second.
    assert (leg.y1, leg.y2) == (HEAD + 105_000, HEAD + 105_000)
    assert (gutter.y1, gutter.y2) == (HEAD + 215_000, HEAD + 215_000)
    # From line 1, where the longer of the two begins, to line 20: from em box to em box.
    assert (gutter.x1, gutter.x2) == (RIGHT - 300_000 + 2_500, RIGHT - 2_500)
    body = lines(region(outcome.made.scene, "a"))
    assert leg.x2 == max(line.x for line in body) + 5_000
    assert leg.x1 == min(line.x for line in body) - 5_000


@pytest.mark.parametrize(
    ("place", "axis"),
    # Six lines: 90 pt. Type of 10 pt, the first half a line's white from the right, or in the middle, or from the left.
    [("right", 2_500 + 5_000), ("middle", 45_000), ("left", 90_000 - 2_500 - 5_000)],
)
def test_a_panel_is_vertical_and_its_lines_stand_right_in_the_middle_or_left(
    tmp_path: Path, place: str, axis: int
) -> None:
    panel = {"kind": "nameplate", "id": "n", "columns": "1", "lines": "1-6", "place": place}
    text = [{"text": "方格報", "style": "body", "align": "center"}]
    outcome = set_blocks(tmp_path, {**panel, "text": text})
    [line] = lines(region(outcome.made.scene, "n"), "nameplate")
    assert line.vertical
    assert (line.baseline, line.measure) == (HEAD, COLUMN)
    # In the middle by their ink: the em boxes of these characters stand a hair aside.
    assert RIGHT - line.x == (axis - 5 if place == "middle" else axis)
    assert line.width == (COLUMN + 30_000) // 2 + 30, (
        "the three characters end half of the rest before the foot"
    )


def test_a_panel_may_lie_level_in_the_same_place(tmp_path: Path) -> None:
    panel = {"kind": "nameplate", "id": "n", "columns": "1", "lines": "1-6", "writing": "horizontal"}
    text = [{"text": "方格報", "style": "body", "align": "start"}]
    outcome = set_blocks(tmp_path, {**panel, "text": text, "place": "top", "frame": {"tint": "tint"}})
    found = region(outcome.made.scene, "n")
    [line] = lines(found, "nameplate")
    [box] = [item for item in found.items if isinstance(item, Box)]
    assert found.frame == Rect(RIGHT - 90_000, HEAD, 90_000, COLUMN)
    assert box.rect == Rect(RIGHT - 87_500, HEAD, 85_000, COLUMN)
    assert not line.vertical
    assert line.measure == 85_000 - 20_000, "an em of padding at each side"
    # Half an em of it over the first line.
    assert (line.runs[0].x, line.runs[0].baseline) == (RIGHT - 87_500 + 10_000, HEAD + 5_000 + 8_800)


def test_a_vertical_panel_on_a_horizontal_page(tmp_path: Path) -> None:
    panel = {
        "kind": "label",
        "id": "n",
        "columns": "2",
        "lines": "3-12",
        "writing": "vertical",
        "place": "right",
    }
    outcome = Draft(blocks=[{**panel, "text": [{"text": "栏题", "style": "body"}]}]).set(tmp_path)
    [line] = lines(region(outcome.made.scene, "n"), "label")
    left = (WIDTH - 650_000) // 2
    assert line.vertical and line.measure == 10 * LEADING - 5_000
    # The column's right edge less half an em; the head of the third line's em box.
    assert (line.x, line.baseline) == (left + STEP + COLUMN - 5_000, HEAD + 2 * LEADING + 2_500)


def test_a_panel_too_full_says_what_would_make_room(tmp_path: Path) -> None:
    text = [{"text": running(12), "style": "body"}] * 3
    panel = {"kind": "label", "id": "n", "columns": "1", "lines": "1-2", "text": text}
    told = {}
    for writing in ("vertical", "horizontal"):
        found = set_blocks(tmp_path / writing, {**panel, "writing": writing}).problems
        told[writing] = {one.id: f"{one.what} {one.hint}" for one in found}
    assert "pt longer than its measure" in told["vertical"]["overfull"]
    assert "more columns" in told["vertical"]["overfull"]
    assert "35.0 pt wide, the block 30.0 pt. make the block 1 line wider" in told["vertical"]["too-deep"]
    assert "pt wider than its measure" in told["horizontal"]["overfull"]
    assert "more lines" in told["horizontal"]["overfull"]
    assert "too-deep" not in told["horizontal"], "100 pt of height hold three lines"


def test_the_folio_lies_level_in_the_head_margin_over_the_type_area(tmp_path: Path) -> None:
    folio = {"kind": "folio", "id": "f", "place": "head", "left": "左边", "right": "右边"}
    found = region(set_blocks(tmp_path, folio).made.scene, "f")
    left, right = lines(found, "folio")
    assert not left.vertical
    # From the first line's em box to the last one's; two sizes of 9 pt deep, an em over the first column.
    assert found.frame == Rect(RIGHT - 597_500, HEAD - 28_000, 595_000, 18_000)
    assert left.runs[0].x == RIGHT - 597_500
    assert right.runs[0].x == RIGHT - 2_500 - 18_000
    assert left.baseline == HEAD - 28_000 + 4_500 + 7_920
    [below] = [item for item in found.items if isinstance(item, Rule)]
    assert (below.x1, below.y1, below.x2, below.y2) == (
        RIGHT - 597_500, HEAD - 10_000, RIGHT - 2_500, HEAD - 10_000,
    )  # fmt: skip


def test_a_folio_in_the_head_margin_of_a_horizontal_page(tmp_path: Path) -> None:
    folio = {"kind": "folio", "id": "f", "place": "head", "left": "左边"}
    outcome = Draft(blocks=[folio]).set(tmp_path)
    assert region(outcome.made.scene, "f").frame == Rect(
        (WIDTH - 650_000) // 2, HEAD - 28_000, 650_000, 18_000
    )


def test_a_head_margin_too_small_for_the_folio_holds_the_press(tmp_path: Path) -> None:
    folio = {"kind": "folio", "id": "f", "place": "head", "left": "左边"}
    # The folio and the white below it are 28 pt, which is 9.88 mm.
    for margin, told in ((9.9, []), (9.8, ["no-head-margin"])):
        paper = paper_with(grid={**GRID, "top_mm": margin})
        outcome = set_blocks(tmp_path / str(margin), folio, paper=paper)
        assert ids(outcome) == told
    [problem] = outcome.problems
    assert problem.severity == "press"
    assert "9.8 mm is 0.1 mm too small" in problem.what


def test_a_photo_stands_upright_and_fills_what_its_level_caption_leaves(tmp_path: Path) -> None:
    found = region(full_page(tmp_path, PAPER).made.scene, "p")
    [picture] = [item for item in found.items if isinstance(item, Picture)]
    caption = lines(found, "caption")
    assert found.frame == Rect(RIGHT - 600_000, HEAD, 225_000, 320_000)
    # 60 characters of 8 pt in 220 pt: three rows of 12 pt are 32 pt from em box to em box, half a line is 7.5 pt.
    assert picture.rect == Rect(RIGHT - 597_500, HEAD, 220_000, 280_500)
    left, top, right, bottom = picture.crop
    assert abs((right - left) / (bottom - top) - 220 / 280.5) < 0.002
    assert [line.vertical for line in caption] == [False] * 3
    assert {line.x for line in caption} == {RIGHT - 597_500}
    # 0.88 of the size: the baseline under the picture. The last em box ends with the dan.
    assert caption[0].baseline == HEAD + 280_500 + 7_500 + 7_040
    assert caption[-1].baseline - 7_040 + 8_000 == found.frame.bottom


def test_a_vertical_caption_stands_left_of_its_photo(tmp_path: Path) -> None:
    found = region(full_page(tmp_path, PAPER).made.scene, "q")
    [picture] = [item for item in found.items if isinstance(item, Picture)]
    caption = lines(found, "caption")
    left, top, right, bottom = picture.crop
    assert abs((right - left) / (bottom - top) - picture.rect.width / picture.rect.height) < 0.002
    assert (picture.rect.y, picture.rect.height) == (HEAD + 3 * STEP, 320_000)
    assert picture.rect.right == RIGHT - 300_000 - 2_500
    assert all(line.vertical and line.baseline == HEAD + 3 * STEP for line in caption)
    assert all(line.x + 4_000 < picture.rect.x for line in caption)


def test_a_missing_photo_shows_its_size_on_the_page(tmp_path: Path) -> None:
    photo = {"kind": "photo", "photo": "p", "columns": "1-3", "lines": "1-10", "caption_writing": "vertical"}
    outcome = set_blocks(tmp_path, photo, photos={"p": {"file": "p.jpg"}})
    said = lines(region(outcome.made.scene, "p"), "fpo")
    assert [line.text for line in said] == ["缺图 FPO p.jpg", "51.2 × 112.9 mm"]  # 145 × 320 pt
    assert not any(line.vertical for line in said)


@pytest.mark.parametrize(("place", "behind"), [("right", 2_500), ("middle", 7_500), ("left", 12_500)])
def test_a_rule_along_the_lines_is_upright(tmp_path: Path, place: str, behind: int) -> None:
    rule = {"kind": "rule", "id": "r", "columns": "1-2", "lines": "3", "place": place}
    [found] = region(set_blocks(tmp_path, rule).made.scene, "r").items
    assert isinstance(found, Rule)
    x = RIGHT - 2 * LEADING - behind
    assert (found.x1, found.y1, found.x2, found.y2) == (x, HEAD, x, HEAD + 2 * COLUMN + 10_000)


def test_what_has_no_room_is_told_in_the_words_of_the_page(tmp_path: Path) -> None:
    copy = {"a": story("标题", running(500))}
    upright = set_blocks(tmp_path / "one", block("a", "1-2", "1-15"), stories=copy)
    level = Draft(blocks=[block("a", "1-2", "1-15")], stories=copy).set(tmp_path / "two")
    hints = [
        next(one.hint for one in outcome.problems if one.id == "overset") for outcome in (upright, level)
    ]
    assert hints[0].endswith("lines wider") and hints[1].endswith("lines deeper")
    assert hints[0].removesuffix("wider") == hints[1].removesuffix("deeper")
    assert upright.made.fits == level.made.fits


def test_a_grid_larger_than_the_page_is_told_as_it_lies_there(tmp_path: Path) -> None:
    paper = paper_with(grid={**GRID, "lines": 50})
    with pytest.raises(Refused) as caught:
        set_blocks(tmp_path, block("a", "1", "1-9"), paper=paper, stories={"a": story("标题", "天")})
    [problem] = caught.value.problems
    assert problem.id == "grid-outside-trim"
    # 750 pt = 264.6 mm in 250: 7.3 mm too much at each side.
    assert "from -7.3 to 257.3 mm across and from 20.0 to 249.3 mm down" in problem.what


def test_a_paper_that_says_it_is_horizontal_is_as_one_that_says_nothing(tmp_path: Path) -> None:
    scenes = []
    for name, grid in (
        ("said", {"writing": "horizontal"}),
        ("unsaid", {}),
        ("other", {"writing": "vertical"}),
    ):
        draft = Draft(
            blocks=[block("a", "1-3", "1-25")],
            stories={"a": story("标题", running(150))},
            paper=paper_with(grid={"lines": 40, **grid}),
        )
        scenes.append(to_json(draft.set(tmp_path / name / "edition").made.scene))
    assert scenes[0] == scenes[1] != scenes[2]


LENGTH = st.integers(-(10**7), 10**7)
WIDE = st.integers(0, 10**7)


@given(LENGTH, LENGTH, WIDE, WIDE, WIDE)
def test_turning_a_rectangle_is_exact_and_can_be_undone(
    x: int, y: int, width: int, height: int, page: int
) -> None:
    rect = Rect(x, y, width, height)
    there = turned_rect(rect, page)
    assert (there.width, there.height) == (height, width)
    assert (there.right, there.y) == (page - y, x), (
        "its first line's side is right, its lines begin at the head"
    )
    assert turned_back(there, page) == rect


@given(LENGTH, LENGTH, st.lists(LENGTH, min_size=1, max_size=5), WIDE)
def test_turning_a_line_moves_its_runs_and_marks_with_it(x: int, y: int, xs: list[int], page: int) -> None:
    count = len(xs)
    run = GlyphRun("face", 10_000, BLACK, x, y, (1,) * count, tuple(xs), ("国",) * count, "upright")
    under = Rule(x, y + 6_000, x + 20_000, y + 6_000, 500, BLACK)
    wave = Wave(x, y + 6_000, x + 20_000, y + 6_000, 500, BLACK, 4_000, 600)
    line = Line("body", x, y, 100_000, 90_000, True, "", None, (run,), (under, wave))
    [found] = turn_items([line], page)
    assert isinstance(found, Line) and found.vertical and not line.vertical
    [there] = found.runs
    assert (found.x, found.baseline) == (there.x, there.baseline) == (page - y, x)
    assert there.xs == run.xs, "along the line before and after"
    for mark in found.marks:
        # What is under the line is left of the vertical one, as far and as long.
        assert (mark.x1, mark.x2) == (found.x - 6_000, found.x - 6_000)
        assert (mark.y1, mark.y2) == (found.baseline, found.baseline + 20_000)
    assert (found.measure, found.width, found.text) == (line.measure, line.width, line.text)


FIGURED = "气温10℃~15℃在39°54′N涨12.5%或50%"
"""Two numbers that stand with their signs, and two expressions that lie."""


def test_figures_stand_and_lie_in_display_type_as_in_copy(tmp_path: Path) -> None:
    """Heads, captions, labels, nameplates and folios of vertical lines go by the rule of the body."""
    outcome = set_blocks(
        tmp_path,
        {"kind": "nameplate", "columns": "1-6", "lines": "1-4", "text": [{"text": FIGURED, "style": "deck"}]},
        {"kind": "label", "columns": "1-6", "lines": "5-7", "text": [{"text": FIGURED, "style": "deck"}]},
        block("a", "1-6", "8-20"),
        {"kind": "photo", "photo": "p", "columns": "1-4", "lines": "21-40", "caption_writing": "vertical"},
        {"kind": "folio", "writing": "vertical", "columns": "5-6", "lines": "40", "left": FIGURED},
        stories={
            "a": story(
                FIGURED, FIGURED, f"## {FIGURED}", running(60), kicker=FIGURED, deck=FIGURED, byline=FIGURED
            )
        },
        photos={"p": {"file": "p.jpg", "caption": FIGURED}},
        pictures={"p.jpg": (1200, 900)},
        paper=paper_with(grid=GRID, styles={"headline": {"size": 20, "leading": 24}}),
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for one in page_of(outcome):
        for line in (item for item in one.items if isinstance(item, Line)):
            runs = [("".join(run.texts), run.turn) for run in line.runs if run.turn != "upright"]
            found.setdefault(line.role, []).extend(runs)
    expected = [
        ("10", "level"),
        ("15", "level"),
        ("39°54′N", "sideways"),
        ("12.5%", "sideways"),
        ("50", "level"),
    ]
    roles = {
        "nameplate",
        "label",
        "kicker",
        "headline",
        "deck",
        "byline",
        "subhead",
        "body",
        "caption",
        "folio",
    }
    assert roles <= set(found)
    assert {role: runs for role, runs in found.items() if role in roles and runs != expected} == {}


def test_what_stands_and_lies_is_read_back_from_the_file_as_it_was_written(tmp_path: Path) -> None:
    copy = (
        "节日5月1日-3日，气温10℃~15℃，面积10⁴亩，票价€50，得分≥60，气温-5℃，东风-41。",
        "读ㄅㄚˋ，是／否，[2026]{.tcy}年[123]{.tcy}号，12.5%，50%，39°54′N，８０％。",
    )
    outcome = set_blocks(tmp_path, block("a", "1-6", "1-20"), stories={"a": story("标题", *copy)})
    scene = outcome.made.scene
    runs = [run for line in lines(region(scene, "a")) for run in line.runs]
    assert {"".join(run.texts): run.condensed for run in runs if run.condensed < 1000} == {
        "2026": 500,
        "123": 666,
    }
    catalogue = Catalogue.load()
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    with pypdfium2.PdfDocument(write_pdf(scene, scene.pages, resources)) as document:
        read = document[0].get_textpage().get_text_range()
    plain = "标题" + "".join(copy).replace("[", "").replace("]{.tcy}", "")
    assert "".join(char for char in read if not char.isspace() and char != "\x02") == plain


def test_a_level_head_in_a_framed_vertical_block_keeps_inside_of_its_frame(tmp_path: Path) -> None:
    """Its place ends where the block does; the outer line is the frame's."""
    head = {"side": "right", "columns": "1-1", "lines": "23-34", "writing": "horizontal"}
    box = block("a", "1-1", "21-34", kind="sidebar", legs=1, head=head, frame={"border": "wave"})
    front = dict.fromkeys(("kicker", "deck", "summary", "byline"), "渡口早")
    styles = {
        "summary": {"size": 9, "align": "start"},
        "headline": {"face": "hei", "size": 14, "align": "center"},
    }
    paper = paper_with(grid={"writing": "vertical", "lines": 40}, styles=styles)
    outcome = Draft([box], {"a": story("渡口早上", running(30), **front)}, paper=paper).set(tmp_path)
    assert not [problem.what for problem in outcome.problems if problem.id.startswith("lies-")]
    items = region(outcome.made.scene, "a").items
    waves = [item for item in items if isinstance(item, Wave)]
    level = [run.x for item in items if isinstance(item, Line) and not item.vertical for run in item.runs]
    assert len(waves) == 4 and len(level) == 5
    edge = min(wave.x1 for wave in waves)
    assert min(level) > edge + max(wave.height for wave in waves)
