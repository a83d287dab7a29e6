"""Overlays as values: what they draw stands where the scene says, and labels cover no type."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from content.problems import Place, Problem, Refused
from fonts.catalogue import Catalogue
from layout.overlays.drawing import draw_overlays
from layout.overlays.grid import EDGE, FIFTH
from layout.overlays.order import DASH
from layout.overlays.order import INK as ORDER
from layout.overlays.overset import MOST_LINES, PALE, find_words
from layout.plan.grid import Grid, make_grid
from layout.plan.objectiontable import Objection
from layout.plan.paper import Paper
from layout.publishing.overlays import FaceHand, Wrong, edition_layers, pointed_at, read_overlays
from layout.scene import Line, Overset, Rect, Scene, Span
from layout.scene.overlay import NAMES, Drawn, Label, Overlay, Patch, PenStroke, Pointed
from layout.scene.places import filled_rect
from tests.editions import PAPER, Draft, block, paper_with, prose, region, running, story


@pytest.fixture(scope="module")
def hand() -> FaceHand:
    return FaceHand(Catalogue.load().resolve("hei", 500).face, "zh-Hans")


def drawn(name: str, scene: Scene, hand: FaceHand, *pointed: Pointed) -> Overlay:
    (overlay,) = draw_overlays([name], scene, scene.pages[0], pointed, hand)
    return overlay


def labels(overlay: Overlay) -> list[Label]:
    return [item for item in overlay.items if isinstance(item, Label)]


def strokes(overlay: Overlay) -> list[PenStroke]:
    return [item for item in overlay.items if isinstance(item, PenStroke)]


def is_outlined(rect: Rect, items: tuple[Drawn, ...]) -> bool:
    """Whether all four sides of a rectangle are drawn."""
    ends = {frozenset({(one.x1, one.y1), (one.x2, one.y2)}) for one in items if isinstance(one, PenStroke)}
    corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
    return all(frozenset({corners[at], corners[at - 1]}) in ends for at in range(4))


def made(
    tmp_path: Path, *blocks: dict[str, object], paper: dict[str, object] | None = None, **count: int
) -> Scene:
    stories = {name: story("标题", running(long)) for name, long in count.items()}
    return Draft([*blocks], stories, paper=paper or PAPER).set(tmp_path).made.scene


def grid_of(paper: dict[str, object]) -> Grid:
    return make_grid(Paper.model_validate(paper))


@pytest.mark.parametrize("vertical", [False, True])
def test_the_grid_overlay_stands_where_the_grid_says(tmp_path: Path, hand: FaceHand, vertical: bool) -> None:
    turned = {"writing": "vertical", "columns": 5, "lines": 42}
    paper = paper_with(grid=turned) if vertical else PAPER
    grid = grid_of(paper)
    scene = made(tmp_path, block("a", "1-2", "1-20"), paper=paper, a=300)
    assert grid.vertical == vertical
    overlay = drawn("grid", scene, hand)
    edges = {(one.x1, one.y1, one.x2, one.y2) for one in strokes(overlay) if one.colour == EDGE}
    fifths = {(one.x1, one.y1, one.x2, one.y2) for one in strokes(overlay) if one.colour == FIFTH}
    wanted, ends = set(), set()
    area = grid.type_area
    for number in range(1, grid.columns + 1):
        for x in (grid.column_x(number), grid.column_x(number) + grid.column):
            rect = grid.on_page(Rect(x, area.y, 0, area.height))
            wanted.add((rect.x, rect.y, rect.right, rect.bottom))
    for number in range(5, grid.lines + 1, 5):
        rect = grid.on_page(Rect(area.x, grid.line_y(number + 1), area.width, 0))
        ends.add((rect.x, rect.y, rect.right, rect.bottom))
    assert edges == wanted
    assert fifths == ends
    columns = [str(number) for number in range(1, grid.columns + 1)]
    fives = [str(number) for number in range(5, grid.lines + 1, 5)]
    assert sorted(one.text for one in labels(overlay)) == sorted(2 * columns + 2 * fives)


def test_line_numbers_stand_level_with_their_lines(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-20"), a=300)
    grid = grid_of(PAPER)
    found = [one for one in labels(drawn("grid", scene, hand)) if one.text == "10"]
    assert [one.rect.y + one.rect.height // 2 for one in found] == [grid.line_y(10) + grid.leading // 2] * 2


def test_a_page_without_a_grid_has_no_grid_overlay(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-20"), a=300)
    page = replace(scene.pages[0], grid=None)
    assert draw_overlays(["grid"], scene, page, (), hand) == (Overlay("grid", ()),)


def test_frames_outline_every_area_and_leg_and_name_the_block(tmp_path: Path, hand: FaceHand) -> None:
    shape = {**block("a", "1-4", "1-20", more=[{"columns": "1-2", "lines": "21-30"}]), "id": "lead"}
    scene = made(tmp_path, shape, a=600)
    overlay = drawn("frames", scene, hand)
    found = region(scene, "lead")
    assert len(found.areas) == 2
    assert all(is_outlined(area, overlay.items) for area in found.areas)
    assert all(is_outlined(leg, overlay.items) for leg in found.legs)
    assert not is_outlined(replace(found.frame, width=found.frame.width + 1), overlay.items)
    assert [one.text for one in labels(overlay)] == ["lead · a"]


def test_overset_stands_at_the_foot_of_the_last_leg_in_its_measure(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-12"), a=500)
    found = region(scene, "a")
    leg, over = found.legs[-1], found.overset
    assert over is not None
    overlay = drawn("overset", scene, hand)
    head, *rows = labels(overlay)
    assert head.text == f"溢出{over.lines}行{over.characters}字"
    assert (head.rect.y, head.origin[0]) == (leg.bottom, leg.x)
    assert len(rows) == min(over.lines, MOST_LINES)
    assert all(one.ground == PALE and one.origin[0] == leg.x for one in rows)
    shown = "".join(one.text for one in rows)
    copy = next(one.text for one in scene.copy if one.part == "body[0]")
    assert shown.endswith("…")
    assert copy.endswith(find_words(scene, over))
    assert find_words(scene, over).startswith(shown[:-1])
    assert all(hand.width(one.text, one.size) <= leg.width for one in rows)
    # The leader begins at the leg's last line and ends at the box.
    path = strokes(overlay)[:3]
    assert leg.bottom - grid_of(PAPER).leading <= path[0].y1 <= leg.bottom
    assert (path[-1].x2, path[-1].y2) == (head.rect.x, head.rect.y + head.rect.height // 2)


def test_overset_under_which_type_stands_goes_into_the_foot_margin(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-12"), block("b", "1-2", "13-30"), a=500, b=250)
    overlay = drawn("overset", scene, hand)
    head, *rows = labels(overlay)
    leg = region(scene, "a").legs[-1]
    assert head.rect.y >= grid_of(PAPER).type_area.bottom
    assert head.origin[0] == leg.x
    assert rows
    gutter = leg.x - grid_of(PAPER).gutter // 2
    assert (gutter, head.rect.y + head.rect.height // 2) in [(one.x2, one.y2) for one in strokes(overlay)]


def test_a_page_on_which_all_copy_fits_has_no_overset_drawn(tmp_path: Path, hand: FaceHand) -> None:
    assert drawn("overset", made(tmp_path, block("a", "1-2", "1-30"), a=200), hand).items == ()


def test_words_that_the_copy_does_not_tell_are_those_of_the_overset(tmp_path: Path) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-30"), a=200)
    assert find_words(scene, Overset(1, 4, "围绕自身", (Span("gone", "body[0]", 0, 4),))) == "围绕自身"


def test_objections_are_tinted_numbered_and_told_the_gravest_first(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-30"), a=200)
    place, other = Rect(100_000, 300_000, 50_000, 20_000), Rect(300_000, 400_000, 60_000, 20_000)
    pointed = (
        Pointed("note", (), "看一眼"),
        Pointed("warning", (other,), "碰题"),
        Pointed("press", (place, other), "溢出"),
    )
    overlay = drawn("objections", scene, hand, *pointed)
    numbers = [one.text for one in labels(overlay) if one.ground is not None]
    legend = [one for one in labels(overlay) if one.ground is None]
    assert [one.text for one in legend] == ["1 溢出", "2 碰题", "3 看一眼"]
    assert numbers == ["1", "1", "2"]
    assert {item.rect for item in overlay.items if isinstance(item, Patch)} == {place, other}
    assert is_outlined(place, overlay.items)
    assert all(one.rect.y >= scene.pages[0].height for one in legend)
    assert overlay.foot >= legend[-1].rect.bottom - scene.pages[0].height - scene.condition.bleed
    assert drawn("objections", scene, hand) == Overlay("objections", ())


def test_the_order_goes_from_leg_to_leg_and_from_story_to_story(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-12"), block("b", "3-4", "1-12"), a=150, b=150)
    overlay = drawn("order", scene, hand)
    assert [one.text for one in labels(overlay)] == ["1", "2"]
    legs = region(scene, "a").legs
    way = (legs[0].x + legs[0].width // 2, legs[0].bottom, legs[1].x + legs[1].width // 2, legs[1].y)
    assert way in [(one.x1, one.y1, one.x2, one.y2) for one in strokes(overlay)]
    (onward,) = [one for one in strokes(overlay) if one.dash == DASH]
    frame = region(scene, "b").frame
    assert onward.colour == ORDER
    assert (onward.x1, onward.y1) == (legs[1].x + legs[1].width // 2, legs[1].bottom)
    assert (onward.x2, onward.y2) == (frame.x + frame.width // 2, frame.y)


def test_labels_cover_no_type_and_no_other_label(tmp_path: Path, hand: FaceHand) -> None:
    blocks = [block("a", "1-2", "1-20"), block("b", "3-6", "1-20"), block("c", "1-6", "21-50")]
    scene = made(tmp_path, *blocks, a=900, b=1600, c=3600)
    overlays = draw_overlays(
        list(NAMES), scene, scene.pages[0], [Pointed("press", (region(scene, "c").frame,), "x")], hand
    )
    flags = [one.rect for overlay in overlays if overlay.name != "overset" for one in labels(overlay)]
    type_ = [
        filled_rect(item) for one in scene.pages[0].regions for item in one.items if isinstance(item, Line)
    ]
    assert len(flags) > 30
    assert not [(one, other) for at, one in enumerate(flags) for other in flags[:at] if one.overlaps(other)]
    assert not [(one, other) for one in flags for other in type_ if one.overlaps(other)]


def test_names_are_read_once_each_in_the_order_that_they_are_drawn() -> None:
    assert read_overlays(" order,grid, grid,") == ("grid", "order")
    assert read_overlays("") == ()
    with pytest.raises(Refused) as refused:
        read_overlays("grids,frames,zzzz")
    first, second = refused.value.problems
    assert (first.id, first.hint) == ("overlay-unknown", "did you mean `grid`?")
    assert "grid, frames, overset, objections, order" in second.hint


def test_a_character_that_the_face_has_not_is_marked(hand: FaceHand) -> None:
    assert hand.letters("一\n\U0010fffd二") == "一 〓二"


def test_layers_are_of_every_page_and_of_no_other_overlay(tmp_path: Path, hand: FaceHand) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-20"), a=300)
    layers = edition_layers(("grid", "order"), scene, Wrong(), hand.face)
    assert [one.name for one in layers.pages["A01"]] == ["grid", "order"]


def test_problems_and_objections_point_at_their_places_once_each(tmp_path: Path) -> None:
    scene = made(tmp_path, block("a", "1-2", "1-12"), a=150)
    page = scene.pages[0]
    gap = Rect(1_000, 2_000, 3_000, 4_000)
    raised = Objection("tombstone", "warning", "A01", ("a",), (gap,), "碰题。", "隔开", "desk")
    problems = [
        Problem("overset", "press", "多了。", Place(page="A01", block="a"), "删"),
        Problem("thin-line", "warning", "太细。", Place(page="A01", area_mm=(10, 20, 30, 50)), "加粗"),
        Problem("no-date", "warning", "没有日期。", Place(), "写上"),
        Problem("overset", "press", "多了。", Place(page="A02", block="a"), "删"),
        Problem("objection-tombstone", "warning", "碰题。", Place(page="A01", block="a"), "隔开"),
    ]
    note = replace(raised, id="grey", severity="note", message="太灰。")
    signed = replace(raised, id="rank", message="轻重倒置。")
    found = list(pointed_at(page, Wrong(problems, [raised, note, signed, replace(note, page="A02")])))
    assert [one.message.split(" ")[0] for one in found] == [
        "overset",
        "thin-line",
        "no-date",
        "tombstone",
        "grey",
    ]
    whole, area, nowhere, *objected = (one.places for one in found)
    assert whole == (region(scene, "a").frame,)
    assert [
        round(side * 25.4 / 72_000, 2) for side in (area[0].x, area[0].y, area[0].width, area[0].height)
    ] == [
        10,
        20,
        20,
        30,
    ]
    assert nowhere == ()
    assert objected == [(gap,), (gap,)]


def test_no_line_of_an_overset_box_begins_with_a_mark(tmp_path: Path, hand: FaceHand) -> None:
    # Nine characters to a line, of which every fifth is a mark.
    paper = paper_with(grid={"column_em": 9})
    draft = Draft([block("a", "1", "1-9")], {"a": story("标题", prose(300))}, paper=paper)
    scene = draft.set(tmp_path).made.scene
    _, *rows = labels(drawn("overset", scene, hand))
    assert len(rows) == MOST_LINES
    assert not [one.text for one in rows if one.text[0] in "，。"]
    assert {len(one.text) for one in rows[:-1]} >= {8, 9}


def test_a_vertical_story_goes_on_at_the_left_of_its_last_leg(tmp_path: Path, hand: FaceHand) -> None:
    paper = paper_with(grid={"writing": "vertical", "lines": 40})
    draft = Draft([block("a", "1-2", "1-12")], {"a": story("标题", prose(400))}, paper=paper)
    scene = draft.set(tmp_path).made.scene
    leg = region(scene, "a").legs[-1]
    found = labels(drawn("overset", scene, hand))
    strips = [one.rect for one in found if one.ground is not None]
    chars = [one for one in found if one.ground is None]
    assert strips[0].right == leg.x
    assert all(one.right == other.x for other, one in pairwise(strips))
    assert "".join(one.text for one in chars).startswith("溢出")
    # Characters one below the other at the pitch of the body's, marks in their vertical forms.
    column = [one for one in chars if strips[1].x <= one.origin[0] < strips[1].right]
    assert [one.rect.y - leg.y for one in column][:3] == [-1_500, 8_500, 18_500]
    assert {"︐", "︒"} & {one.text for one in chars}
    assert not {"，", "。"} & {one.text for one in chars}
