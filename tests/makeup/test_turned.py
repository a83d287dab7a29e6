"""Stories whose lines run across their page's: they stand on a grid of their own in their block (竖排诗词, 横組みの囲み).

On the level page column n begins 110 pt after column n − 1 and lines are 15 pt apart; a line's em box is 2.5 pt inside of
its cell at its top and at its foot. On the vertical page the same holds for x and y the other way round.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.problems import Refused
from layout.publish import Outcome, publish
from layout.scene import Box, Line, Rect, Region
from layout.scene.astext import scene_text
from layout.scene.fromjson import from_json
from layout.scene.tojson import to_json
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, running, story

LEADING, EM, INSET = 15_000, 10_000, 2_500
UPRIGHT: dict[str, Any] = {"writing": "vertical"}
LEVEL: dict[str, Any] = {"writing": "horizontal"}
WRONG = ("lies-over", "lies-outside", "copy-lost", "over-head", "overfull", "too-deep")


def paper(*, vertical: bool = False, **more: dict[str, Any]) -> dict[str, Any]:
    grid: dict[str, Any] = {"writing": "vertical", "lines": 40} if vertical else {}
    own = {"headlines": {"steps_up": 0}, **more}
    return paper_with(grid=grid, **own)


def set_turned(folder: Path, own: dict[str, Any], *copy: str, **more: Any) -> tuple[Outcome, Region]:
    front = more.pop("front", {})
    headline = more.pop("headline", "标题")
    blocks = [own, *more.pop("blocks", [])]
    stories = {"a": story(headline, *copy, **front), **more.pop("stories", {})}
    outcome = Draft(blocks, stories, **{"paper": paper(), **more}).set(folder)
    assert not set(ids(outcome)) & set(WRONG), outcome.problems
    return outcome, region(outcome.made.scene, "a")


def em_boxes(found: list[Line]) -> Rect:
    """What the em boxes of body lines hull, each as long as its measure."""
    half = EM // 2
    if found[0].vertical:
        x, right = min(line.x for line in found) - half, max(line.x for line in found) + half
        y, bottom = min(line.baseline for line in found), max(line.baseline + line.measure for line in found)
    else:
        x, right = min(line.x for line in found), max(line.x + line.measure for line in found)
        y = min(line.baseline for line in found) - EM * 88 // 100
        bottom = max(line.baseline for line in found) + EM * 12 // 100
    return Rect(x, y, right - x, bottom - y)


def test_a_vertical_story_fills_its_block_from_edge_to_edge(tmp_path: Path) -> None:
    own = block("a", "1-4", "1-20", **UPRIGHT)
    _, found = set_turned(tmp_path, own, running(800), headline="")
    body = lines(found)
    assert all(line.vertical for line in body)
    # 295 pt are two dan of 14 em with a gutter of 15 pt; 430 pt are 29 lines, so far apart that the last is at the edge.
    assert sorted({line.measure for line in body}) == [140_000]
    assert len({line.baseline for line in body}) == 2
    axes = sorted({line.x for line in body}, reverse=True)
    [pitch] = {before - after for before, after in pairwise(axes)}
    assert LEADING <= pitch <= LEADING * 11 // 10
    hull = em_boxes(body)
    assert hull.right == found.frame.right
    assert 0 <= hull.x - found.frame.x < len(axes)
    assert (hull.y, hull.bottom) == (found.frame.y + INSET, found.frame.bottom - INSET)
    # Its copy begins at the upper right and is read dan by dan.
    assert (body[0].baseline, body[0].x) == (hull.y, axes[0])
    assert [leg.y for leg in found.legs] == sorted(leg.y for leg in found.legs)


def test_a_story_in_its_page_s_own_writing_stands_on_the_page_s_grid(tmp_path: Path) -> None:
    for vertical in (False, True):
        scenes = []
        for name, more in (("said", UPRIGHT if vertical else LEVEL), ("unsaid", {})):
            own = block("a", "1-4", "1-20", **more)
            outcome, _ = set_turned(
                tmp_path / f"{name}{vertical}", own, prose(300), paper=paper(vertical=vertical)
            )
            scenes.append(outcome.made.scene)
        assert scene_text(scenes[0].pages[0]) == scene_text(scenes[1].pages[0])


def test_a_level_story_of_a_vertical_page(tmp_path: Path) -> None:
    own = block("a", "1-3", "1-20", **LEVEL)
    _, found = set_turned(tmp_path, own, running(450), headline="", paper=paper(vertical=True))
    body = lines(found)
    assert not any(line.vertical for line in body)
    # 295 pt wide: two legs of 14 em; 320 pt high: 21 lines.
    assert {line.measure for line in body} == {140_000}
    rows = sorted({line.baseline for line in body})
    [pitch] = {after - before for before, after in pairwise(rows)}
    assert LEADING <= pitch <= LEADING * 11 // 10
    hull = em_boxes(body)
    assert (hull.x, hull.right) == (found.frame.x + INSET, found.frame.right - INSET)
    assert hull.y == found.frame.y
    assert body[0].x == hull.x and body[0].baseline == rows[0]


@pytest.mark.parametrize(("vertical", "writing"), [(False, UPRIGHT), (True, LEVEL)])
@pytest.mark.parametrize("frame", [{"stroke": {"width_pt": 1}}, {"border": "fret", "border_pt": 6}])
def test_a_frame_keeps_its_padding_on_all_four_sides(
    tmp_path: Path, vertical: bool, writing: dict[str, Any], frame: dict[str, Any]
) -> None:
    own = {**block("a", "1-3", "1-20", frame=frame, **writing), "kind": "sidebar"}
    _, found = set_turned(tmp_path, own, running(900), headline="", paper=paper(vertical=vertical))
    edge = next(item.rect for item in found.items if isinstance(item, Box))
    hull = em_boxes(lines(found))
    deep = 6_000 if "border" in frame else 0
    for white in (hull.x - edge.x, edge.right - hull.right, hull.y - edge.y, edge.bottom - hull.bottom):
        assert EM <= white - deep <= 2 * EM


def test_a_poem_in_a_box_on_a_level_page(tmp_path: Path) -> None:
    """Its head stands at the right, its lines left of it, larger than the grid's lines would allow."""
    styles = {"verse": {"face": "song", "size": 13}, "poem": {"face": "song", "size": 13}}
    own = {**block("a", "1-3", "1-14", legs=1, body_style="poem", **UPRIGHT), "kind": "sidebar"}
    poem = "| 河水瘦下去，\n| 露出一只去年的鞋。\n| 鞋里住着一尾鱼，\n| 它不知道自己"
    _, found = set_turned(tmp_path, own, poem, front={"byline": "某某"}, paper=paper(styles=styles))
    (head,) = lines(found, "headline")
    verse = lines(found, "verse")
    assert head.vertical and all(line.vertical for line in verse)
    axes = [line.x for line in verse]
    assert head.x > axes[0] and axes == sorted(axes, reverse=True)
    # Larger type, larger distance: 13 pt as 10 in 15.
    assert {before - after for before, after in pairwise(axes)} <= set(range(19_500, 21_450))


def test_heads_marks_and_forms_of_a_turned_story(tmp_path: Path) -> None:
    own = block("a", "1-6", "1-40", drop_cap=2, legs=3, **UPRIGHT)
    copy = (
        prose(90),
        "## 小标题",
        "{春秋|chūnqiū}" + prose(200),
        "> " + prose(60),
        "| 一行诗\n| 又一行诗",
        prose(300),
    )
    front = {"deck": "副题在旁边", "kicker": "引题", "byline": "某某"}
    outcome, found = set_turned(tmp_path, own, *copy, front=front, headline="竖排的标题")
    for role in ("kicker", "headline", "deck", "byline", "body", "subhead", "verse"):
        assert [line.vertical for line in lines(found, role)], role
        assert all(line.vertical for line in lines(found, role)), role
    assert any(run.annotation for line in lines(found) for run in line.runs)
    assert max(run.size for line in lines(found) for run in line.runs) > 20_000  # the large first letter
    # A head of three characters' height takes one dan.
    (head,) = lines(found, "headline")
    assert len({leg.right for leg in found.legs}) > 1
    assert head.measure < found.frame.height
    text = scene_text(outcome.made.scene.pages[0])
    assert text.count("vert  ") >= len(lines(found))
    assert scene_text(from_json(to_json(outcome.made.scene)).pages[0]) == text


def test_a_level_head_over_a_vertical_story_of_a_level_page(tmp_path: Path) -> None:
    own = block("a", "1-4", "1-20", head={"writing": "horizontal"}, **UPRIGHT)
    _, found = set_turned(tmp_path, own, running(400))
    (head,) = lines(found, "headline")
    assert not head.vertical
    assert head.baseline < min(line.baseline for line in lines(found))
    assert head.measure > found.frame.width * 9 // 10


@pytest.mark.parametrize("vertical", [False, True])
def test_text_runs_round_a_photo_in_a_turned_story(tmp_path: Path, vertical: bool) -> None:
    own = block("a", "1-4", "1-24", legs=2, **(LEVEL if vertical else UPRIGHT))
    photo = {"kind": "photo", "photo": "p", "columns": "2-3", "lines": "10-18", "inside": "a"}
    outcome, found = set_turned(
        tmp_path,
        own,
        prose(500),
        blocks=[photo],
        photos={"p": {"file": "p.jpg", "caption": "图", "credit": "某某摄"}},
        pictures={"p.jpg": (600, 400)},
        paper=paper(vertical=vertical),
    )
    frame = region(outcome.made.scene, "p").frame
    near = []
    for line in lines(found):
        box = em_boxes([line])
        across = max(frame.x - box.right, box.x - frame.right)
        down = max(frame.y - box.bottom, box.y - frame.bottom)
        assert max(across, down) >= EM // 2
        near.append(max(across, down))
    assert min(near) < 3 * EM


def test_what_has_no_room_is_told_and_how_to_mend_it(tmp_path: Path) -> None:
    outcome, found = set_turned(tmp_path, block("a", "1-3", "1-20", **UPRIGHT), running(900))
    problem = next(one for one in outcome.problems if one.id == "overset")
    assert (problem.where.story, problem.where.field) == ("a", "body[0]")
    assert "make the block" in problem.hint and problem.hint.endswith("deeper")
    assert found.overset is not None
    [fit] = outcome.made.fits
    deeper = int(problem.hint.partition("make the block ")[2].partition(" ")[0])
    own = block("a", "1-3", f"1-{20 + deeper}", **UPRIGHT)
    mended, _ = set_turned(tmp_path / "mended", own, running(900))
    assert fit.over_lines and not mended.made.fits[0].over_lines


def test_a_block_without_room_for_a_line_is_told(tmp_path: Path) -> None:
    frame = {"stroke": {"width_pt": 1}, "padding_em": 10}
    own = {**block("a", "1", "1-20", frame=frame, **UPRIGHT), "kind": "sidebar"}
    outcome, found = set_turned(tmp_path, own, running(100))
    problem = next(one for one in outcome.problems if one.id == "no-room")
    assert problem.hint.endswith("columns 1-1, lines 1-20")
    assert found.overset is not None


def test_a_story_jumps_from_level_to_vertical(tmp_path: Path) -> None:
    pages = [
        {"name": "A01", "blocks": [block("a", "1-2", "1-12", jump_to="A02")]},
        {"name": "A02", "blocks": [block("a", "1-4", "1-40", jump_from="A01", **UPRIGHT)]},
    ]
    copy = prose(420)
    outcome = Draft(pages=pages, stories={"a": story("标题", copy)}, paper=paper()).set(tmp_path)
    assert not set(ids(outcome)) & set(WRONG)
    level, upright = (region(outcome.made.scene, "a"), outcome.made.scene.pages[1].regions[-1])
    assert not any(line.vertical for line in level.lines)
    assert all(line.vertical for line in upright.lines)
    spans = [line.span for found in (level, upright) for line in lines(found) if line.span is not None]
    body = [span for span in spans if span.part == "body[0]"]
    assert body[0].start == 0 and body[-1].end == len(copy)
    assert all(before.end == after.start for before, after in pairwise(body))


def test_a_box_in_another_story_runs_across_it(tmp_path: Path) -> None:
    box = {**block("b", "2-3", "8-20", inside="a", columns_are="legs", **UPRIGHT), "kind": "sidebar"}
    _, host = set_turned(
        tmp_path,
        block("a", "1-4", "1-40", legs=3),
        prose(700),
        blocks=[box],
        stories={"b": story("框", prose(90))},
    )
    assert not any(line.vertical for line in lines(host))


@pytest.mark.parametrize(
    ("more", "problem", "said"),
    [
        ({"more": [{"columns": "1", "lines": "21-30"}]}, "framed-shape", "must be a rectangle"),
        ({"head": {"columns": "3"}, "legs": 2}, "bad-head-place", "1-2"),
        ({"head": {"side": "left"}}, "bad-head-place", "write right, top or bottom"),
        ({"head": {"lines": "60-70"}}, "bad-head-place", "1-29"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, more: dict[str, Any], problem: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        Draft([block("a", "1-4", "1-20", **UPRIGHT, **more)], {"a": story("题", running(90))}).set(tmp_path)
    [found] = [one for one in refused.value.problems if one.id == problem]
    assert said in f"{found.what} {found.hint}"
    assert found.where.line


def test_its_legs_are_no_columns_of_the_page(tmp_path: Path) -> None:
    photo = {"kind": "motto", "columns": "1", "lines": "5-9", "inside": "a", "columns_are": "legs"}
    photo["text"] = [{"text": "语", "style": "kicker"}]  # type: ignore[assignment]
    with pytest.raises(Refused) as refused:
        Draft([block("a", "1-4", "1-20", **UPRIGHT), photo], {"a": story("题", running(90))}).set(tmp_path)
    assert [one.id for one in refused.value.problems] == ["outside-story"]


def test_type_larger_than_its_own_leading_is_refused(tmp_path: Path) -> None:
    styles = {"poem": {"face": "song", "size": 20}, "crowded": {"face": "song", "size": 20, "leading": 18}}
    roomy = block("a", "1-4", "1-20", body_style="poem", **UPRIGHT)
    set_turned(tmp_path / "roomy", roomy, running(40), paper=paper(styles=styles))
    for more in ({"body_style": "crowded", **UPRIGHT}, {"body_style": "poem"}):
        with pytest.raises(Refused) as refused:
            set_turned(
                tmp_path / str(len(more)),
                block("a", "1-4", "1-20", **more),
                running(40),
                paper=paper(styles=styles),
            )
        assert [one.id for one in refused.value.problems] == ["over-leading"]


def test_a_page_with_both_writings_is_printed(tmp_path: Path) -> None:
    own = {**block("a", "1-3", "1-20", **UPRIGHT), "kind": "sidebar"}
    draft = Draft(
        [own, block("b", "4-6", "1-20")],
        {"a": story("竖排", prose(250)), "b": story("横排", prose(330))},
        paper=paper(),
    )
    outcome = publish(draft.write(tmp_path / "ed"), tmp_path / "out", dpi=40)
    assert outcome.ready, outcome.problems
    assert not [one for one in outcome.problems if one.severity != "warning"]


@st.composite
def blocks_of_any_shape(draw: st.DrawFn) -> tuple[bool, dict[str, Any]]:
    """Whether the page is vertical, and a block of a story that is not."""
    vertical = draw(st.booleans())
    first = draw(st.integers(1, 5))
    last = min(6, first + draw(st.integers(0, 3)))
    heads = (
        [{}, {"side": "left"}]
        if vertical
        else [{}, {"side": "top"}, {"writing": "horizontal"}, {"side": "right"}]
    )
    more = {
        "legs": draw(st.one_of(st.none(), st.integers(1, 4))),
        "frame": draw(st.sampled_from([None, {"stroke": {"width_pt": 0.5}}])),
        "head": draw(st.sampled_from(heads)),
    }
    own = block("a", f"{first}-{last}", f"1-{draw(st.integers(3, 40))}", **more)
    return vertical, own | (LEVEL if vertical else UPRIGHT)


@settings(max_examples=15, deadline=None)
@given(blocks_of_any_shape())
def test_any_block_keeps_its_copy_and_covers_nothing(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[bool, dict[str, Any]]
) -> None:
    vertical, own = drawn
    draft = Draft(
        [own], {"a": story("标题几个字", prose(160), "## 小标题", prose(90))}, paper=paper(vertical=vertical)
    )
    outcome = draft.set(tmp_path_factory.mktemp("any"))
    told = set(ids(outcome))
    assert "copy-lost" not in told
    if not told & {"no-room", "too-deep", "overfull", "headline-too-long", "over-head"}:
        assert not told & {"lies-over", "lies-outside"}, outcome.problems
