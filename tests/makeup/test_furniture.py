"""Furniture stands where its block says, and gutter rules run between blocks and through none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Refused
from layout.makeup.furniture.gutters import Gutter, find_stretches
from layout.objections.table import raise_objections
from layout.plan.grid import Area, make_grid
from layout.plan.objectiontable import ObjectionLimits
from layout.plan.paper import Paper
from layout.publish import Outcome
from layout.scene import Box, Rule
from tests.editions import PAPER, Draft, block, ids, lines, paper_with, region, running, story
from tests.inks import line_ink

GRID = make_grid(Paper.model_validate(PAPER))
RULED = paper_with(rules={"between_blocks": {"width_pt": 0.5, "ink": "red"}})


def label(columns: str, rows: str, **more: object) -> dict[str, Any]:
    return {
        "kind": "label",
        "columns": columns,
        "lines": rows,
        "text": [{"text": "栏题", "style": "body", "align": "center"}],
        **more,
    }


def rules(outcome: Outcome) -> list[tuple[int, int, int]]:
    """Each gutter rule: behind which column, its first line and its last."""
    found = []
    for one in outcome.made.scene.pages[0].regions:
        for item in one.items if one.kind == "rules" else ():
            assert isinstance(item, Rule) and item.x1 == item.x2
            column, off = divmod(item.x1 - GRID.left - 105_000, 110_000)
            assert off == 0, "the rule is not in the middle of a gutter"
            first, above = divmod(item.y1 - GRID.top, 15_000)
            last, below = divmod(item.y2 - GRID.top, 15_000)
            assert (above, below) == (2_500, 12_500)
            found.append((column + 1, first + 1, last + 1))
    return found


def test_a_rule_stands_in_the_gutter_between_two_blocks(tmp_path: Path) -> None:
    outcome = Draft(blocks=[label("1-3", "5-10"), label("4-6", "5-12")], paper=RULED).set(tmp_path)
    assert rules(outcome) == [(3, 5, 12)], "as long as the deeper of the two"


FRAME = {"stroke": {"width_pt": 0.5, "ink": "red"}}


def test_a_rule_is_left_out_beside_a_frame_and_begins_again_where_blocks_meet(tmp_path: Path) -> None:
    blocks = [
        label("1-3", "1-5", id="a"),
        label("1-3", "7-15", id="b", frame=FRAME),
        label("1-3", "18-30", id="c"),
        label("4-6", "1-40", id="d"),
    ]
    outcome = Draft(blocks=blocks, paper=RULED).set(tmp_path)
    # The deeper block's, less a free line under the frame as there is over it.
    assert rules(outcome) == [(3, 1, 5), (3, 17, 40)]


def test_a_tint_without_a_rule_of_its_own_interrupts_nothing(tmp_path: Path) -> None:
    blocks = [label("1-3", "1-9", id="a", frame={"tint": "tint"}), label("4-6", "1-9", id="b")]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path)) == [(3, 1, 9)]


def test_a_frame_at_another_gutter_interrupts_nothing(tmp_path: Path) -> None:
    blocks = [
        label("1-2", "1-9", id="a", frame=FRAME),
        label("3-4", "1-9", id="b"),
        label("5-6", "1-9", id="c"),
    ]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path)) == [(4, 1, 9)]


def test_a_rule_is_as_long_as_the_longer_block_both_ways(tmp_path: Path) -> None:
    for name, blocks in (
        ("later", [label("1-3", "5-10", id="a"), label("4-6", "1-12", id="b")]),
        ("left", [label("1-3", "1-12", id="a"), label("4-6", "5-10", id="b")]),
        ("steps", [label("1-3", "1-8", id="a"), label("4-6", "5-12", id="b")]),
        ("two", [label("1-3", "3-5", id="a"), label("1-3", "7-10", id="c"), label("4-6", "1-12", id="b")]),
    ):
        assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path / name)) == [(3, 1, 12)]
    # Blocks that are beside nothing make no rule longer.
    alone = [label("1-3", "1-8", id="a"), label("1-3", "10-20", id="c"), label("4-6", "12-16", id="b")]
    assert rules(Draft(blocks=alone, paper=RULED).set(tmp_path / "alone")) == [(3, 10, 20)]


def test_a_rule_runs_on_beside_a_level_rule_over_its_neighbour(tmp_path: Path) -> None:
    level = {"kind": "rule", "columns": "1-3", "lines": "3"}
    blocks = [level, label("1-3", "5-10", id="a"), label("4-6", "1-10", id="b")]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path / "one")) == [(3, 1, 10)]
    assert rules(Draft(blocks=[level, blocks[2]], paper=RULED).set(tmp_path / "two")) == []


def test_no_rule_stands_beside_a_nameplate(tmp_path: Path) -> None:
    plate = {
        "kind": "nameplate",
        "columns": "1-3",
        "lines": "1-8",
        "text": [{"text": "报", "style": "body"}],
    }
    blocks = [plate, label("1-3", "10-20", id="a"), label("4-6", "1-20", id="b")]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path)) == [(3, 10, 20)]


LINE = {"kind": "rule", "columns": "1-6"}


@pytest.mark.parametrize(
    ("across", "edges"),
    [
        (label("1-6", "11-12", id="x", frame=FRAME), (152_500, 177_500)),
        ({**LINE, "lines": "11-12"}, (165_000, 165_000)),
        ({**LINE, "lines": "11-12", "place": "top"}, (152_500, 152_500)),
        ({**LINE, "lines": "11-12", "place": "bottom"}, (177_500, 177_500)),
        ({"kind": "photo", "photo": "p", "columns": "1-6", "lines": "11-12"}, (152_500, 177_500)),
    ],
    ids=["frame", "level rule", "at its top", "at its foot", "photo"],
)
def test_a_rule_keeps_one_distance_from_what_it_ends_at(
    tmp_path: Path, across: dict[str, Any], edges: tuple[int, int]
) -> None:
    """Blocks that begin and end right at what lies across. Half a line of 15 pt, and 2.5 pt to the em box, are white."""

    def whites(name: str, paper: dict[str, Any]) -> list[int]:
        blocks = [label(columns, rows, id=f"l{columns}{rows}") for columns in ("1-3", "4-6") for rows in ROWS]
        draft = Draft(
            blocks=[*blocks, across],
            paper=paper,
            photos={"p": {"file": "p.jpg"}},
            pictures={"p.jpg": (2000, 100)},
        )
        upper, lower = region(draft.set(tmp_path / name).made.scene, "rules").items
        assert isinstance(upper, Rule) and isinstance(lower, Rule)
        return [GRID.top + edges[0] - upper.y2, lower.y1 - GRID.top - edges[1]]

    as_is = [max(10_000, edge) for edge in (edges[0] - 147_500, 182_500 - edges[1])]
    assert whites("half", RULED) == as_is
    assert whites("two", {**RULED, "white": {"rule_ends_lines": 2}}) == [32_500, 32_500]
    assert whites("none", {**RULED, "white": {"rule_ends_lines": 0}}) == [
        max(2_500, edge) for edge in (edges[0] - 147_500, 182_500 - edges[1])
    ]


ROWS = ("1-10", "13-30")


def test_a_rule_keeps_a_line_from_a_frame_that_its_deeper_neighbour_passes(tmp_path: Path) -> None:
    blocks = [
        label("1-3", "1-5", id="a"),
        label("4-6", "1-30", id="b"),
        label("1-3", "12-20", id="c", frame=FRAME),
    ]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path)) == [(3, 1, 10)]


def test_no_rule_where_the_paper_wants_none(tmp_path: Path) -> None:
    assert rules(Draft(blocks=[label("1-3", "5-10"), label("4-6", "5-12")]).set(tmp_path)) == []


def test_a_rule_runs_on_past_white_and_stops_at_what_lies_across(tmp_path: Path) -> None:
    blocks = [
        label("1-3", "1-5", id="a"),
        label("4-6", "1-5", id="b"),
        label("1-3", "8-12", id="c"),
        label("4-6", "6-12", id="d"),
        label("2-5", "13-20", id="e"),
        label("1-3", "21-30", id="f"),
        label("4-6", "21-30", id="g"),
    ]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path)) == [(3, 1, 12), (3, 21, 30)]


@pytest.mark.parametrize(
    "across",
    [
        {"kind": "folio", "left": "A01"},
        {"kind": "rule"},
        {"kind": "nameplate", "text": [{"text": "报", "style": "body"}]},
    ],
)
def test_a_rule_does_not_run_through_furniture(tmp_path: Path, across: dict[str, Any]) -> None:
    blocks = [
        label("1-3", "1-10", id="a"),
        label("4-6", "1-10", id="b"),
        {"columns": "1-6", "lines": "12", **across},
        label("1-3", "14-20", id="c"),
        label("4-6", "14-20", id="d"),
    ]
    assert rules(Draft(blocks=blocks, paper=RULED).set(tmp_path)) == [(3, 1, 10), (3, 14, 20)]


@given(
    st.lists(
        st.builds(
            lambda column, columns, line, depth: Area(column, min(6, column + columns), line, line + depth),
            st.integers(1, 6),
            st.integers(0, 5),
            st.integers(1, 40),
            st.integers(0, 9),
        ),
        max_size=8,
    ),
    st.integers(1, 5),
)
def test_no_gutter_rule_ever_crosses_a_block(areas: list[Area], column: int) -> None:
    crossing = tuple(area for area in areas if area.first_column <= column < area.last_column)
    left = tuple(area for area in areas if area.last_column == column)
    right = tuple(area for area in areas if area.first_column == column + 1)
    end = 0
    for first, last in find_stretches(Gutter(left, right, crossing)):
        assert end < first <= last <= 50
        end = last
        for area in crossing:
            assert area.last_line < first or area.first_line > last


def test_lines_of_a_panel_stand_at_the_top_in_the_middle_or_at_the_bottom(tmp_path: Path) -> None:
    tops = {}
    for place in ("top", "middle", "bottom"):
        outcome = Draft(blocks=[label("1-2", "1-10", id="a", place=place)]).set(tmp_path / place)
        [line] = lines(region(outcome.made.scene, "a"), "label")
        ink = line_ink(line, outcome)
        assert abs(ink.left - GRID.left - (GRID.left + 210_000 - ink.right)) <= 1
        tops[place] = line.baseline - 8_800 - GRID.top
        if place == "middle":
            assert abs(ink.top - GRID.top - (GRID.top + 150_000 - ink.bottom)) <= 1
    assert (tops["top"], tops["bottom"]) == (2_500, 150_000 - 2_500 - 10_000)


PANEL = paper_with(
    styles={
        "plate": {"face": "hei", "weight": 700, "size": 40, "align": "center", "tracking_em": 0.3},
        "slogan": {"face": "song", "size": 12, "align": "center"},
    }
)


@pytest.mark.parametrize(
    ("frame", "white"), [(None, 0), ({"tint": "red"}, 5_000), ({"padding_em": 2}, 10_000)]
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_lines_of_a_panel_keep_off_its_frame(
    tmp_path: Path, place: str, frame: dict[str, Any] | None, white: int
) -> None:
    """Half of the frame's padding over the first line and under the last; a block without a frame has its edges."""
    panel = label("1-2", "1-8", id="a", place=place, frame=frame)
    made = region(Draft(blocks=[panel]).set(tmp_path).made.scene, "a")
    (line,) = lines(made, "label")
    size = line.runs[0].size
    inner = made.frame.y + GRID.inset, made.frame.bottom - GRID.inset
    over = line.baseline - size * 880 // 1000 - inner[0]
    under = inner[1] - (line.baseline + size * 120 // 1000)
    assert (over if place == "top" else under) == white


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("frame", [None, {"tint": "tint"}, {"stroke": {"width_pt": 1}, "padding_em": 2}])
def test_what_is_drawn_of_a_panel_stands_in_the_middle_of_its_area(
    tmp_path: Path, writing: str, frame: dict[str, Any] | None
) -> None:
    """Tracking has a blank behind the last character, and a bracket half an em before it: neither is ink."""
    text = [
        {"text": "一二", "style": "plate"},
        {"text": "（街坊邻里。", "style": "slogan", "white_above_pt": 4},
    ]
    for kind in ("nameplate", "ear", "label", "motto"):
        panel = {**label("1-3", "1-14", id="a", text=text, writing=writing, frame=frame), "kind": kind}
        outcome = Draft(blocks=[panel], paper=PANEL).set(tmp_path / kind)
        made = region(outcome.made.scene, "a")
        inks = [line_ink(line, outcome) for line in lines(made, kind)]
        area = made.frame
        hull = (
            min(ink.left for ink in inks),
            min(ink.top for ink in inks),
            max(ink.right for ink in inks),
            max(ink.bottom for ink in inks),
        )
        # Along the lines each by itself, across them all together; to a tenth of a point, and both sides alike.
        level = writing == "horizontal"
        for ink in inks:
            before, behind = (ink.left, ink.right) if level else (ink.top, ink.bottom)
            start, end = (area.x, area.right) if level else (area.y, area.bottom)
            assert abs(before - start - (end - behind)) <= 4
        before, behind = (hull[1], hull[3]) if level else (hull[0], hull[2])
        start, end = (area.y, area.bottom) if level else (area.x, area.right)
        assert abs(before - start - (end - behind)) <= 4


def test_lines_that_begin_at_an_edge_stay_there(tmp_path: Path) -> None:
    text = [{"text": "街坊」", "style": "slogan", "align": "start"}]
    outcome = Draft(blocks=[label("1-3", "1-4", id="a", text=text)], paper=PANEL).set(tmp_path)
    [line] = lines(region(outcome.made.scene, "a"), "label")
    assert line.runs[0].x + line.runs[0].xs[0] == GRID.left


def test_a_panel_that_is_too_full_is_told(tmp_path: Path) -> None:
    text = [{"text": running(30), "style": "body"}, {"text": "二", "style": "headline"}]
    outcome = Draft(blocks=[label("1-2", "1-2", id="a", text=text)]).set(tmp_path)
    assert ids(outcome) == ["overfull", "too-deep"]
    assert {problem.severity for problem in outcome.problems} == {"press"}
    assert all(problem.where.block == "a" for problem in outcome.problems)


def test_a_frame_is_drawn_behind_its_text(tmp_path: Path) -> None:
    outcome = Draft(blocks=[label("1-2", "1-4", id="a", frame={"tint": "tint"})]).set(tmp_path)
    first = region(outcome.made.scene, "a").items[0]
    assert isinstance(first, Box) and first.stroke is None and first.fill is not None


def test_the_folio_has_its_texts_left_middle_and_right(tmp_path: Path) -> None:
    folio = {
        "kind": "folio",
        "id": "a",
        "columns": "1-6",
        "lines": "1-2",
        "left": "左边",
        "center": "中间",
        "right": "右边",
        "above": {"width_pt": 1},
    }
    found = region(Draft(blocks=[folio]).set(tmp_path).made.scene, "a")
    left, center, right = lines(found, "folio")
    assert left.runs[0].x == GRID.left
    assert center.runs[0].x == GRID.left + (650_000 - 18_000) // 2
    assert right.runs[0].x == GRID.left + 650_000 - 18_000
    assert len({left.baseline, center.baseline, right.baseline}) == 1
    drawn = [item for item in found.items if isinstance(item, Rule)]
    assert [(rule.x1, rule.x2, rule.y1, rule.width) for rule in drawn] == [
        (GRID.left, GRID.left + 650_000, GRID.top + 2_500, 1000),
        (GRID.left, GRID.left + 650_000, GRID.top + 27_500, 500),
    ]


@pytest.mark.parametrize(
    ("left", "center", "right", "told"),
    [
        # 650 pt: the middle text of 9 pt a character is in their middle, its neighbours at the ends.
        (30, 10, 0, None),  # 270 | 280–370
        (31, 10, 0, "left and center texts stand 1.0 pt apart; an em is 9 pt"),
        (33, 10, 0, "left and center texts print over each other by 17.0 pt"),
        (0, 10, 33, "center and right texts print over each other by 17.0 pt"),
        (36, 0, 35, None),  # 324 | 335
        (36, 0, 36, "left and right texts stand 2.0 pt apart"),
    ],
)
def test_texts_of_a_folio_that_do_not_keep_an_em_apart_are_told(
    tmp_path: Path, left: int, center: int, right: int, told: str | None
) -> None:
    texts = {"left": "国" * left, "center": "国" * center, "right": "国" * right}
    folio = {"kind": "folio", "id": "a", "columns": "1-6", "lines": "1-2", **texts}
    outcome = Draft(blocks=[folio]).set(tmp_path)
    assert ids(outcome) == (["folio-collides"] if told else [])
    for problem in outcome.problems:
        assert told is not None and told in problem.what
        assert (problem.severity, problem.where.page, problem.where.block) == ("press", "A01", "a")


def test_a_folio_text_wider_than_the_page_is_told_once(tmp_path: Path) -> None:
    folio = {"kind": "folio", "columns": "1-6", "lines": "1", "left": "国" * 90, "right": "国"}
    assert ids(Draft(blocks=[folio]).set(tmp_path)) == ["overfull"]


def test_a_folio_has_no_rule_below_if_it_says_so(tmp_path: Path) -> None:
    folio = {"kind": "folio", "id": "a", "columns": "1-6", "lines": "1", "left": "国", "below": None}
    found = region(Draft(blocks=[folio]).set(tmp_path).made.scene, "a")
    assert not [item for item in found.items if isinstance(item, Rule)]


@pytest.mark.parametrize(
    ("area", "place", "ends"),
    [
        (("1-6", "5"), "middle", (0, 67_500, 650_000, 67_500)),
        (("1-6", "5"), "bottom", (0, 72_500, 650_000, 72_500)),
        (("1-6", "5"), "top", (0, 62_500, 650_000, 62_500)),
        (("1", "1-20"), "middle", (50_000, 2_500, 50_000, 297_500)),
    ],
)
def test_a_rule_runs_along_its_longer_side(
    tmp_path: Path, area: tuple[str, str], place: str, ends: tuple[int, int, int, int]
) -> None:
    block = {"kind": "rule", "id": "a", "columns": area[0], "lines": area[1], "place": place}
    [rule] = region(Draft(blocks=[block]).set(tmp_path).made.scene, "a").items
    assert isinstance(rule, Rule)
    assert (rule.x1 - GRID.left, rule.y1 - GRID.top, rule.x2 - GRID.left, rule.y2 - GRID.top) == ends


def test_a_character_that_no_face_has_is_named_in_furniture(tmp_path: Path) -> None:
    blocks = [
        label("1-2", "1-2", id="a", text=[{"text": "报\ue000", "style": "body"}]),
        {"kind": "folio", "id": "b", "columns": "3-6", "lines": "1", "right": "\ue001"},
    ]
    outcome = Draft(blocks=blocks).set(tmp_path)
    assert ids(outcome) == ["missing-character"] * 2
    assert [(problem.where.block, problem.where.character) for problem in outcome.problems] == [
        ("a", 1),
        ("b", 0),
    ]


def test_furniture_comes_first_in_reading_order(tmp_path: Path) -> None:
    blocks = [
        label("1", "1", id="a"),
        {"kind": "folio", "id": "b", "columns": "2", "lines": "1", "left": "一"},
    ]
    outcome = Draft(blocks=blocks).set(tmp_path)
    assert [one.id for one in outcome.made.scene.pages[0].regions] == ["b", "a"]


def test_a_rule_of_one_line_is_no_rule(tmp_path: Path) -> None:
    """Where two blocks meet on one line alone a rule there would be a stub."""
    one = Draft(blocks=[label("1-2", "1-8"), label("3-4", "8-20")], paper=RULED).set(tmp_path / "one")
    assert rules(one) == [] or all(last > first for _, first, last in rules(one))
    two = Draft(blocks=[label("1-2", "1-9"), label("3-4", "8-20")], paper=RULED).set(tmp_path / "two")
    assert rules(two)


def photo(name: str, columns: str, rows: str, **more: object) -> dict[str, Any]:
    return {"kind": "photo", "photo": name, "columns": columns, "lines": rows, **more}


def with_photos(folder: Path, *blocks: dict[str, Any], paper: dict[str, Any] = RULED) -> Outcome:
    draft = Draft(
        blocks=[block("a", "1-2", "1-30"), *blocks],
        stories={
            name: story("标题", running(300))
            for name in ("a", *(one["story"] for one in blocks if "story" in one))
        },
        photos={one["photo"]: {"file": "p.jpg", "credit": "某 摄"} for one in blocks if "photo" in one},
        pictures={"p.jpg": (600, 600)},
        paper=paper,
    )
    return draft.set(folder)


def test_no_rule_stands_between_a_photo_and_the_story_that_it_goes_with(tmp_path: Path) -> None:
    own, other = photo("p", "3-4", "1-12", goes_with="a"), block("b", "3-4", "13-30")
    # From where the other story begins, as without the photo.
    assert rules(with_photos(tmp_path / "own", own, other)) == [(2, 13, 30)]
    below = photo("p", "3-4", "19-30", goes_with="a")
    # It keeps a line of white from the place where nothing parts the two.
    assert rules(with_photos(tmp_path / "below", block("b", "3-4", "1-18"), below)) == [(2, 1, 18)]
    # A photo of another story, or of none that is said, is a neighbour as any.
    for name, more in (("b", {"goes_with": "b"}), ("none", {})):
        photo_of = photo("p", "3-4", "1-12", **more)
        assert rules(with_photos(tmp_path / name, photo_of, other)) == [(2, 1, 30)]


def test_no_rule_stands_between_two_photos_of_one_story(tmp_path: Path) -> None:
    two = [photo("p", "3-4", "1-12", goes_with="a"), photo("q", "5-6", "1-12", goes_with="a")]
    assert rules(with_photos(tmp_path / "one", *two)) == []
    two[1].pop("goes_with")
    assert rules(with_photos(tmp_path / "other", *two)) == [(4, 1, 12)]


def test_no_rule_stands_between_a_story_and_its_photos_table_or_quote(tmp_path: Path) -> None:
    def beside(name: str, other: dict[str, Any]) -> list[tuple[int, int, int]]:
        draft = Draft(
            blocks=[block("a", "1-2", "1-30"), {"columns": "3-4", "lines": "1-30", **other}],
            stories={"a": story("标题", running(300))},
            tables={"t": {"columns": [{}, {}], "rows": [["一", "二"]]}},
            photos={name: {"file": "p.jpg"} for name in ("p", "q") if other["kind"] == "photo-group"},
            pictures={"p.jpg": (900, 600)},
            paper=RULED,
        )
        return rules(draft.set(tmp_path / name))

    group = {"kind": "photo-group", "photos": ["p", "q"], "across": 1}
    assert beside("group", {**group, "goes_with": "a"}) == []
    assert beside("apart", group) == [(2, 1, 30)]
    table = {"kind": "table", "table": "t", "style": "body"}
    assert beside("own", {**table, "goes_with": "a"}) == []
    assert beside("none", table) == [(2, 1, 30)]
    assert beside("quote", {"kind": "quote", "story": "a", "text": running(300)[:8], "style": "body"}) == []


def test_a_table_goes_with_no_story_that_is_not_on_its_page(tmp_path: Path) -> None:
    table = {
        "kind": "table",
        "table": "t",
        "style": "body",
        "columns": "3-4",
        "lines": "1-9",
        "goes_with": "b",
    }
    draft = Draft([block("a", "1-2", "1-30"), table], {"a": story("标题", running(300))})
    draft.tables = {"t": {"columns": [{}, {}], "rows": [["一", "二"]]}}
    with pytest.raises(Refused) as refused:
        draft.set(tmp_path)
    (problem,) = refused.value.problems
    assert (problem.id, problem.where.field) == ("unknown-name", "goes_with")
    assert "for the table to go with" in problem.what


def test_a_paper_may_have_rules_beside_its_stories_own_photos(tmp_path: Path) -> None:
    ruled = paper_with(rules={"between_blocks": {"width_pt": 0.5}, "beside_own_photos": True})
    outcome = with_photos(tmp_path, photo("p", "3-4", "1-30", goes_with="a"), paper=ruled)
    assert rules(outcome) == [(2, 1, 30)]
    # The desk cannot object to what the paper asks for.
    assert "photo-apart" not in [
        one.id for one in raise_objections(outcome.made.scene, {}, ObjectionLimits())
    ]


def test_on_a_vertical_page_the_rule_between_dan_leaves_out_own_photos_too(tmp_path: Path) -> None:
    def level(folder: str, **more: object) -> list[Rule]:
        upright = paper_with(
            grid={"writing": "vertical", "lines": 40}, rules={"between_blocks": {"width_pt": 0.5}}
        )
        outcome = with_photos(tmp_path / folder, photo("p", "3-4", "1-30", **more), paper=upright)
        return [
            item
            for one in outcome.made.scene.pages[0].regions
            if one.kind == "rules"
            for item in one.items
            if isinstance(item, Rule)
        ]

    assert level("own", goes_with="a") == []
    assert len(level("other")) == 1
