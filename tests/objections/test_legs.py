"""Legs with hardly a line, legs that are not level, fields of grey."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from layout.publish import Outcome
from layout.scene import Line, Region, Scene
from layout.scene.astext import scene_text
from layout.scene.tojson import from_json, to_json
from tests.editions import block, lines, region, running, story
from tests.objections.pages import UPRIGHT, copy, fixed, found, head, japanese, page, rows


def test_a_leg_of_two_lines_is_short(tmp_path: Path) -> None:
    five = page(tmp_path / "five", [block("a", "1-2", "1-7")], {"a": story(head(4), copy(5))})
    (one,) = found(five.made.scene, "short-leg")
    second = region(five.made.scene, "a").legs[1]
    assert one.blocks == ("a",)
    assert (one.places[0].x, one.places[0].width) == (second.x, second.width)
    assert "2 lines" in one.message
    assert not found(five.made.scene, "short-leg", short_leg_lines=2)
    six = page(tmp_path / "six", [block("a", "1-2", "1-7")], {"a": story(head(4), copy(6))})
    assert not found(six.made.scene, "short-leg")


def test_several_short_legs_of_a_story_are_told_together(tmp_path: Path) -> None:
    outcome = page(tmp_path, [block("a", "1-3", "1-7")], {"a": story(head(4), copy(6))})
    (one,) = found(outcome.made.scene, "short-leg")
    assert len(one.places) == 3
    assert one.message == "3 legs of a have 2 lines."


def test_a_story_in_one_leg_may_be_short(tmp_path: Path) -> None:
    outcome = page(tmp_path, [block("a", "1-2", "1-7", legs=1)], {"a": story(head(4), running(20))})
    assert len(lines(region(outcome.made.scene, "a"))) == 2
    assert not found(outcome.made.scene, "short-leg")


def wrapped(folder: Path, foot: int, lang: str = "en") -> Outcome:
    """A story of four legs with a motto in two of them that ends on line `foot` of 30."""
    motto = {
        "kind": "motto",
        "columns": "2-3",
        "lines": f"16-{foot}",
        "inside": "a",
        "text": [{"text": "引语", "style": "kicker"}],
    }
    paper = {**fixed(), "lang": lang}
    return page(folder, [block("a", "1-4", "1-30"), motto], {"a": story(head(4), running(1200))}, paper=paper)


def test_few_lines_that_wrap_under_something_are_told_in_western_papers(tmp_path: Path) -> None:
    few = wrapped(tmp_path / "few", 26).made.scene
    one, other = found(few, "dog-leg")
    grid = few.pages[0].grid
    assert grid is not None
    assert [place.x - grid.area.x for found in (one, other) for place in found.places] == [110_000, 220_000]
    assert "4 lines of a wrap" in one.message
    assert not found(wrapped(tmp_path / "six", 24).made.scene, "dog-leg")
    assert not found(wrapped(tmp_path / "zh", 26, "zh-Hans").made.scene, "dog-leg")


def of_region(scene: Scene, name: str, **more: Any) -> Scene:
    """The scene with other fields of a region of its one page."""
    (one,) = scene.pages
    regions = tuple(replace(at, **more) if at.id == name else at for at in one.regions)
    return replace(scene, pages=(replace(one, regions=regions),))


def without_last_lines(scene: Scene, name: str, count: int) -> Scene:
    """The scene without the last lines of a story, as a page would be whose copy was cut after it was set."""
    story_region = region(scene, name)
    body = [item for item in story_region.items if isinstance(item, Line) and item.role == "body"]
    kept = (
        tuple(item for item in story_region.items if item not in body[-count:])
        if count
        else story_region.items
    )
    return of_region(scene, name, items=kept)


@pytest.mark.parametrize(("cut", "told"), [(0, False), (2, False), (3, True)])
def test_legs_that_begin_level_must_end_so(tmp_path: Path, cut: int, told: bool) -> None:
    made = page(tmp_path, *rows(("a", "1-4", "1-20"))).made.scene
    scene = without_last_lines(made, "a", cut)
    objections = found(scene, "dog-leg")
    assert [one.blocks for one in objections] == [("a",)] * told
    if told:
        assert len(objections[0].places) == 4
        assert "from 14 to 17 lines deep" in objections[0].message
        assert not found(scene, "dog-leg", uneven_lines=3)


def test_white_over_subheads_is_part_of_a_leg(tmp_path: Path) -> None:
    """Legs that end level do so whatever white is in them: the first has three subheads, the others none."""
    text = [copy(4), "## 甲", copy(3), "## 乙", copy(3), "## 丙", copy(3 + 3 * 20)]
    blocks = [block("a", "1-4", "1-26")]
    white = {"white": {"over_subhead_lines": 1}}
    outcome = page(tmp_path, blocks, {"a": story(head(4), *text)}, paper=fixed(**white))
    own = region(outcome.made.scene, "a")
    at = [line.x for line in own.lines if line.role in ("body", "subhead")]
    counts = [at.count(leg.x) for leg in own.legs]
    assert max(counts) - min(counts) > 2
    assert not found(outcome.made.scene, "dog-leg")


def measure_legs(own: Region) -> list[int]:
    """How many body lines stand in each leg of a story."""
    at = [(line.x, line.baseline) for line in lines(own, "body")]
    return [sum(leg.x <= x < leg.right and leg.y <= y < leg.bottom for x, y in at) for leg in own.legs]


@pytest.mark.parametrize("paper", [fixed(), japanese()], ids=["level", "vertical"])
@pytest.mark.parametrize(
    "text",
    [[copy(6), "<||>", copy(36)], [copy(6), "::: keep", copy(9), ":::", copy(27)]],
    ids=["an end of a leg", "what stays in one"],
)
def test_legs_that_the_copy_ends_may_be_less_deep(
    tmp_path: Path, text: list[str], paper: dict[str, Any]
) -> None:
    outcome = page(tmp_path, [block("a", "1-4", "1-16")], {"a": story(head(4), *text)}, paper=paper)
    own = region(outcome.made.scene, "a")
    assert own.leg_ends == (0,)
    depths = measure_legs(own)
    assert depths[0] == 6 and min(depths[1:]) >= 10
    scene = outcome.made.scene
    assert not found(scene, "dog-leg")
    assert " · copy ends leg 1\n" in scene_text(scene.pages[0])
    assert from_json(to_json(scene)) == scene
    # The controls: legs that the copy does not end, and those behind such a one, must be level.
    assert found(of_region(scene, "a", leg_ends=()), "dog-leg")
    if not paper["grid"].get("writing"):
        assert found(without_last_lines(scene, "a", 5), "dog-leg")


def test_a_story_that_is_shaped_may_have_legs_of_two_depths(tmp_path: Path) -> None:
    shape = block("a", "1-4", "1-20", more=[{"columns": "1-2", "lines": "21-30"}])
    outcome = page(tmp_path, [shape], {"a": story(head(4), copy(88))})
    depths = [leg.height for leg in region(outcome.made.scene, "a").legs]
    assert max(depths) - min(depths) == 10 * 15_000
    assert not found(outcome.made.scene, "dog-leg")


def test_the_last_leg_of_a_vertical_page_has_what_is_left(tmp_path: Path) -> None:
    blocks, stories = [block("a", "1-3", "1-20")], {"a": story(head(4), copy(40))}
    assert not found(page(tmp_path, blocks, stories, paper=japanese()).made.scene, "dog-leg")


@pytest.mark.parametrize(
    ("legs", "deep", "paragraphs", "grey"),
    [
        ("1-3", 20, 1, True),
        ("1-3", 19, 1, False),
        ("1-2", 20, 1, False),
        ("1-3", 22, 2, False),
    ],
    ids=["twenty lines in three legs", "nineteen", "two legs", "with subheads"],
)
def test_fields_of_grey(tmp_path: Path, legs: str, deep: int, paragraphs: int, grey: bool) -> None:
    count = int(legs[-1]) * deep
    copies = [copy(count)] if paragraphs == 1 else []
    for _ in range(6 if paragraphs > 1 else 0):
        copies += ["## 小标题", copy(count // 6 - 1)]
    blocks: list[dict[str, Any]] = [block("a", legs, f"1-{deep + 3}")]
    made = page(tmp_path, blocks, {"a": story(head(4), *copies)}, paper=japanese()).made.scene
    objections = found(made, "grey")
    assert [one.blocks for one in objections] == [("a",)] * grey
    if grey:
        (place,) = objections[0].places
        assert (place.width, place.height) == (deep * 15_000 - 5_000, 320_000)


def test_a_signature_behind_a_line_makes_no_line_more(tmp_path: Path) -> None:
    # Five lines of ten, the last of them short: the second leg has two, and its signature behind one of them.
    signed = copy(4) + "天地。[（某某）]{.signature}"
    outcome = page(tmp_path, [block("a", "1-2", "1-7")], {"a": story(head(4), signed)})
    assert lines(region(outcome.made.scene, "a"), "signature")
    (one,) = found(outcome.made.scene, "short-leg")
    assert "2 lines" in one.message


def test_legs_of_verse_end_where_stanzas_do(tmp_path: Path) -> None:
    stanza = "| 天地玄黄\n| 宇宙洪荒\n| 日月盈昃\n| 辰宿列张\n"
    poem = "|\n".join([stanza] * 5)
    verse = page(tmp_path / "verse", [block("a", "1-3", "1-30")], {"a": story(head(4), poem)})
    assert not found(verse.made.scene, "dog-leg")
    legs = region(verse.made.scene, "a").legs
    counts = [
        sum(leg.x <= line.x < leg.right for line in lines(region(verse.made.scene, "a"), "verse"))
        for leg in legs
    ]
    assert counts == [8, 8, 4]


def crossed(folder: Path, columns: str, lines: str = "14-22", **more: Any) -> Outcome:
    """A story of four legs with a motto that stands in some of them."""
    motto: dict[str, Any] = {"kind": "motto", "columns": columns, "lines": lines, "inside": "a"}
    motto["text"] = [{"text": "引语", "style": "kicker"}]
    blocks = [block("a", "1-4", "1-30", **more), motto]
    return page(folder, blocks, {"a": story(head(4), running(680))})


def test_what_stands_across_all_legs_amid_the_text_is_told(tmp_path: Path) -> None:
    across = crossed(tmp_path / "across", "1-4").made.scene
    (one,) = found(across, "cut-legs")
    legs = region(across, "a").legs
    assert (one.blocks, one.places[0].y, one.places[0].bottom) == (("a",), legs[0].bottom, legs[1].y)
    assert (one.places[0].x, one.places[0].right) == (legs[0].x, legs[-1].right)
    # A leg beside it, the foot or the head of the legs, or legs that begin anew, leave no doubt.
    assert not found(crossed(tmp_path / "three", "1-3").made.scene, "cut-legs")
    assert not found(crossed(tmp_path / "foot", "1-4", "24-30").made.scene, "cut-legs")
    assert not found(crossed(tmp_path / "head", "1-4", "4-10").made.scene, "cut-legs")
    assert not found(crossed(tmp_path / "anew", "1-4", legs_under="anew").made.scene, "cut-legs")


def test_a_head_amid_the_text_is_no_cut(tmp_path: Path) -> None:
    blocks = [block("a", "1-4", "1-30", head={"lines": "12-16"})]
    outcome = page(tmp_path, blocks, {"a": story(head(6), running(900))})
    assert not found(outcome.made.scene, "cut-legs")


def stacked(folder: Path, second: str, *more: dict[str, Any], **keys: Any) -> Scene:
    """A story of ten lines, and under it, from the first of some lines on, one whose head stands beside its text."""
    blocks = [
        block("a", "1-3", "1-10"),
        block("b", "1-3", second, **{"head": {"side": "left"}, **keys}),
        *more,
    ]
    stories = {"a": story(head(4), copy(3 * 7)), "b": story(head(4), copy(3 * 20))}
    return page(folder, blocks, stories).made.scene


def test_the_text_of_one_story_right_under_that_of_another_is_told(tmp_path: Path) -> None:
    (one,) = found(stacked(tmp_path / "near", "11-22"), "close-bodies")
    assert one.blocks == ("b", "a")
    assert {place.height for place in one.places} == {5_000}  # half of the white between two lines, twice
    assert one.message.startswith("The text of b stands 1.8 mm under that of a")
    assert one.hint.startswith("leave a line of white between them")
    assert not found(stacked(tmp_path / "near", "11-22"), "close-bodies", bodies_apart_lines=0.3)


@pytest.mark.parametrize(
    ("second", "more", "keys"),
    [
        ("12-23", [], {}),  # a line of white
        ("11-22", [], {"head": {}}),  # a head
        ("12-23", [{"kind": "rule", "columns": "1-3", "lines": "11"}], {}),
        ("11-22", [], {"kind": "sidebar", "frame": {"stroke": {"width_pt": 0.5}}}),
    ],
    ids=["white", "head", "rule", "frame"],
)
def test_text_with_something_between_is_not_too_near(
    tmp_path: Path, second: str, more: list[dict[str, Any]], keys: dict[str, Any]
) -> None:
    assert not found(stacked(tmp_path, second, *more, **keys), "close-bodies")


@pytest.mark.parametrize(("gutter", "ruled", "told"), [(0.4, False, 1), (0.5, False, 0), (0.4, True, 0)])
@pytest.mark.parametrize("upright", [False, True])
def test_text_side_by_side_has_half_an_em_or_a_rule_between(
    tmp_path: Path, gutter: float, ruled: bool, told: int, upright: bool
) -> None:
    grid = {"gutter_em": gutter, **(UPRIGHT if upright else {})}
    paper = fixed(grid=grid, rules={"between_blocks": {"width_pt": 0.5}} if ruled else {})
    blocks = [block("a", "1-2", "1-20"), block("b", "3-4", "1-20")]
    stories = {name: story(head(4), copy(2 * 17)) for name in "ab"}
    objections = found(page(tmp_path, blocks, stories, paper=paper).made.scene, "close-bodies")
    assert [one.blocks for one in objections] == [("b", "a")] * told
    for one in objections:
        assert ("under" if upright else "beside") in one.message and "half an em" in one.hint
