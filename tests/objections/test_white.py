"""Holes of white, and rules that part nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.plan.objectiontable import Objection
from layout.publishing.outcome import add_objections
from tests.editions import block, ids, story
from tests.objections.pages import Blocks, copy, fixed, found, head, japanese, page, rows, rule


@pytest.mark.parametrize(
    ("more", "told"),
    [([], "below"), ([block("b", "1-4", "12-21")], ""), ([block("b", "5-6", "12-28")], "below")],
    ids=["nothing below", "a story below", "a story aside"],
)
def test_a_rule_that_parts_nothing(tmp_path: Path, more: Blocks, told: str) -> None:
    blocks = [block("a", "1-4", "1-10"), rule("1-4", "11"), *more]
    stories = {name: story(head(3), copy(28)) for name in "ab"[: 1 + len(more)]}
    objections = found(page(tmp_path, blocks, stories).made.scene, "orphaned-rule")
    assert [one.blocks for one in objections] == [("rule-2",)] * bool(told)
    for one in objections:
        assert f"near {told}" in one.message
        assert (one.places[0].width, one.places[0].height) == (430_000, 0)


def test_an_upright_rule_parts_what_is_left_and_right_of_it(tmp_path: Path) -> None:
    lonely = [block("a", "1-2", "1-20"), rule("3", "1-20")]
    scene = page(tmp_path / "one", lonely, {"a": story(head(3), copy(34))}).made.scene
    (one,) = found(scene, "orphaned-rule", rule_apart_lines=5)
    assert "near right of" in one.message
    both = [*lonely, block("b", "4-5", "1-20")]
    stories = {name: story(head(3), copy(34)) for name in "ab"}
    assert not found(page(tmp_path / "both", both, stories).made.scene, "orphaned-rule", rule_apart_lines=5)


def test_a_hole_of_white(tmp_path: Path) -> None:
    scene = page(tmp_path / "hole", *rows(("a", "1-4", "1-50"), ("b", "5-6", "1-30"))).made.scene
    (one,) = found(scene, "white-hole")
    grid = scene.pages[0].grid
    assert grid is not None
    (place,) = one.places
    assert (place.x - grid.area.x, place.y - grid.area.y) == (440_000, 450_000)
    assert (place.width, place.height) == (210_000, 300_000)
    assert one.blocks == ("a", "b")
    assert "13.3 %" in one.message
    assert not found(scene, "white-hole", white_hole_percent=13.4)
    full = page(tmp_path / "full", *rows(("a", "1-4", "1-50"), ("b", "5-6", "1-50"))).made.scene
    assert not found(full, "white-hole")


def test_a_story_without_the_copy_for_its_area_leaves_a_hole(tmp_path: Path) -> None:
    blocks, stories = rows(("a", "1-4", "1-50"), ("b", "5-6", "1-50"))
    stories["b"] = story(head(4), copy(60))  # 30 of the 47 lines of each of its two legs
    scene = page(tmp_path, blocks, stories).made.scene
    (one,) = found(scene, "white-hole")
    assert one.places[0].height == 17 * 15_000
    assert one.blocks == ("b", "a")  # the hole is in b's area


@pytest.mark.parametrize(("depth", "told"), [("1-24", ["underset"]), ("1-12", ["objection-white-hole"])])
def test_the_white_of_a_story_that_is_under_is_told_once(tmp_path: Path, depth: str, told: list[str]) -> None:
    """It reaches on into the free line between two blocks. That below a block is another white."""
    blocks, stories = rows(("a", "1-4", "1-50"), ("b", "5-6", "1-12"), ("c", "5-6", "26-50"))
    blocks[1]["lines"] = depth
    outcome = add_objections(page(tmp_path, blocks, stories))
    known = {"underset", "objection-white-hole"}
    assert sorted(known & set(ids(outcome))) == sorted(told)


@pytest.mark.parametrize(
    ("depth", "size", "hint"),
    [
        ("1-8", 4, "the copy leaves 2 lines of that over: make the block 2 lines shallower"),
        ("1-6", 4, None),  # what the hint asks for mends it
        ("1-8", 12, None),
    ],
)
def test_white_that_the_program_gave_to_a_head_is_mended_in_the_copy_or_the_block(
    tmp_path: Path, depth: str, size: int, hint: str | None
) -> None:
    paper = fixed(fit={"mode": "free", "headline_steps": 0})
    paper["styles"]["headline"] = {**paper["styles"]["headline"], "align": "start"}
    above = {"kind": "white", "columns": "1-6", "lines": "1-10"}
    first, foot = (int(line) + 10 for line in depth.split("-"))
    blocks = [block("a", "1-6", f"{first}-{foot}"), above]
    outcome = page(tmp_path, blocks, {"a": story(head(size), copy(6 * 3))}, paper=paper)
    hints = [one.hint for one in add_objections(outcome).problems if one.id == "objection-white-hole"]
    assert len(hints) == (hint is not None)
    assert all(one.startswith(hint or "") for one in hints)


def test_the_white_between_blocks_and_of_a_page_in_the_making_is_no_hole(tmp_path: Path) -> None:
    between = page(tmp_path / "between", *rows(("a", "1-6", "1-25"), ("b", "1-6", "29-50"))).made.scene
    assert not found(between, "white-hole")
    wider = page(tmp_path / "wider", *rows(("a", "1-6", "1-25"), ("b", "1-6", "30-50"))).made.scene
    assert found(wider, "white-hole")
    begun = page(tmp_path / "begun", *rows(("a", "1-4", "1-50"))).made.scene
    assert not found(begun, "white-hole")
    assert found(begun, "white-hole", full_percent=60)


def test_a_hole_on_a_vertical_page_has_its_place_there(tmp_path: Path) -> None:
    scene = page(tmp_path, *rows(("a", "1-4", "1-40"), ("b", "5-6", "1-24")), paper=japanese()).made.scene
    (one,) = [one for one in found(scene, "white-hole") if "hole of white" in one.message]
    grid = scene.pages[0].grid
    assert grid is not None
    (place,) = one.places
    assert (place.x, place.y) == (grid.area.x, grid.area.y + 440_000)
    assert (place.width, place.height) == (16 * 15_000, 210_000)


def of_head(folder: Path, size: int, lines: int = 30, **more: object) -> list[Objection]:
    """What is told of the head of a story over three columns that copy fills: a headline of so many characters."""
    paper = japanese() if more.pop("upright", False) else fixed()
    paper["headlines"] = {"steps_up": 0, "text_beneath": False}
    align = more.pop("align", "start")
    paper["styles"]["headline"] = {**paper["styles"]["headline"], "align": align}
    blocks = [block("a", "1-3", f"1-{lines}", **more)]
    scene = page(folder, blocks, {"a": story(head(size), copy(3 * lines))}, paper=paper).made.scene
    return found(scene, "white-hole")


def test_a_head_that_is_lost_in_its_depth_leaves_a_hole_over_it(tmp_path: Path) -> None:
    (one,) = of_head(tmp_path / "deep", 9, head_lines=12)
    assert one.blocks == ("a",)
    (place,) = one.places
    # 12 lines of 15 pt are 180 pt deep; the head has its 30 pt, and a line of white under it.
    assert place.height == 180_000 + 2_500 - 30_000 - 15_000
    assert place.width == 320_000
    assert "over it, 9 lines deep" in one.message and "fills 1" in one.message
    assert not of_head(tmp_path / "as-needed", 9)
    assert not of_head(tmp_path / "little", 9, head_lines=6)  # fewer than four lines of white are none


@pytest.mark.parametrize(("lines", "told"), [(2, 0), (2.5, 1), (6, 1)])
def test_white_between_a_head_and_its_text_is_told(tmp_path: Path, lines: float, told: int) -> None:
    """The program leaves as much as the paper says; a desk takes no more than two lines, however large the head is."""
    paper = fixed(white={"under_head_lines": lines})
    paper["styles"]["headline"] = {**paper["styles"]["headline"], "size": 96, "leading": 96}
    blocks = [block("a", "1-6", "1-30", head_lines=22)]
    scene = page(tmp_path, blocks, {"a": story(head(6), copy(6 * 8))}, paper=paper).made.scene
    objections = [one for one in found(scene, "white-hole") if "under it" in one.message]
    assert len(objections) == told
    for one in objections:
        assert one.places[0].height == pytest.approx(lines * 15_000, abs=2_500)
        assert f"{lines:.0f} lines deep" in one.message
    assert not [
        one for one in found(scene, "white-hole", head_white_lines=7) if "under it" in one.message and told
    ]


def test_a_whole_dan_under_a_heading_is_a_hole(tmp_path: Path) -> None:
    """Of four dan of 100 pt nine characters fill 270 of 430 pt: text may stand in the last. Of three it may not."""

    def told(dan: int) -> list[Objection]:
        blocks = [block("a", f"1-{dan}", "1-20")]
        paper = japanese(styles={"headline": {"face": "hei", "size": 30, "align": "start"}})
        paper["headlines"] = {"steps_up": 0, "text_beneath": False}
        scene = page(
            tmp_path / str(dan), blocks, {"a": story(head(9), copy(dan * 17))}, paper=paper
        ).made.scene
        return found(scene, "white-hole")

    (one,) = told(4)
    assert one.blocks == ("a",) and one.places[0].height == 160_000
    assert not told(3)


@pytest.mark.parametrize(("size", "told"), [(4, True), (6, True), (9, True), (14, False)])
def test_an_upright_head_in_a_deep_strip_leaves_a_hole_under_it(
    tmp_path: Path, size: int, told: bool
) -> None:
    """The strip beside the legs is 30 lines of 15 pt deep; 14 characters of 30 pt leave two of them."""
    objections = of_head(tmp_path, size, head={"side": "left"})
    assert [one.blocks for one in objections] == [("a",)] * told
    for one in objections:
        (place,) = one.places
        assert place.height == pytest.approx(450_000 - size * 30_000, abs=6_000)
        assert "under it" in one.message


@pytest.mark.parametrize(("size", "told"), [(4, True), (9, False)])
def test_on_a_vertical_page_a_head_over_the_legs_leaves_a_hole_under_it(
    tmp_path: Path, size: int, told: bool
) -> None:
    """Three dan of 100 pt and two gutters are 320 pt high."""
    objections = of_head(tmp_path, size, upright=True, head_lines=5)
    assert [one.blocks for one in objections] == [("a",)] * told
    for one in objections:
        (place,) = one.places
        assert (place.width, place.height) == (75_000, 320_000 - size * 30_000)
        assert "under it" in one.message


def test_a_short_head_leaves_a_hole_at_one_side_and_none_where_it_is_centred(tmp_path: Path) -> None:
    (one,) = of_head(tmp_path / "start", 4, head_lines=5)
    assert "right of it" in one.message
    assert one.places[0].width == 320_000 - 120_000
    assert not of_head(tmp_path / "center", 4, head_lines=5, align="center")
    assert not of_head(tmp_path / "long", 6, head_lines=5)


def test_a_photo_or_copy_round_a_head_bounds_its_room(tmp_path: Path) -> None:
    """A head amid the text, and one beside which a photo stands: what is taken is no white."""
    assert not of_head(tmp_path / "amid", 9, head={"columns": "2-3", "lines": "10-13"})
    (one,) = of_head(tmp_path / "wide", 9, head={"columns": "2-3", "lines": "10-22"})
    assert one.places[0].height > 6 * 15_000


def test_white_under_a_head_is_told_once_on_a_full_page_too(tmp_path: Path) -> None:
    blocks = [block("a", "1-6", "1-50", head={"side": "left"})]
    paper = fixed()
    paper["headlines"] = {"steps_up": 0, "text_beneath": False}
    scene = page(tmp_path, blocks, {"a": story(head(5), copy(300))}, paper=paper).made.scene
    (one,) = found(scene, "white-hole")
    assert "The head of a" in one.message
