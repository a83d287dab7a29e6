"""Blocks and heads that count the legs of their story, where these are not the basic columns (变栏). Four columns of
10 em with their gutters are 43 em: three legs of 13 em, and gutters of 2 em.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Refused
from layout.scene import Rect, Region, Scene
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story

ON_LEGS = {"columns_are": "legs"}


def motto(columns: str, rows: str, **more: object) -> dict[str, Any]:
    text = [{"text": "引语", "style": "kicker"}]
    return {"kind": "motto", "columns": columns, "lines": rows, "inside": "a", "text": text, **more}


def made(folder: Path, *blocks: dict[str, Any], **draft: Any) -> Scene:
    outcome = Draft([*blocks], {"a": story("题", running(900))}, **draft).set(folder)
    assert "copy-lost" not in ids(outcome)
    return outcome.made.scene


def edges(found: Rect) -> tuple[int, int]:
    return found.x, found.right


def beside(found: Region, inside: Region) -> list[tuple[int, int]]:
    """Where the lines begin, and how long they are, that stand beside a block."""
    return sorted(
        {
            (line.x, line.measure)
            for line in lines(found)
            if inside.frame.y < line.baseline < inside.frame.bottom
        }
    )


def test_a_block_ends_with_the_legs_that_it_counts(tmp_path: Path) -> None:
    host = block("a", "1-4", "1-40", legs=3)
    scene = made(tmp_path / "legs", host, motto("2-3", "10-14", **ON_LEGS))
    found, inside = region(scene, "a"), next(one for one in scene.pages[0].regions if one.inside)
    xs = sorted({leg.x for leg in found.legs})
    assert [x - xs[0] for x in xs] == [0, 150_000, 300_000]
    assert edges(inside.frame) == (xs[1], xs[2] + 130_000)
    # The leg beside it is whole, and nothing is left for the others.
    assert beside(found, inside) == [(xs[0], 130_000)]

    scene = made(tmp_path / "basic", host, motto("3-4", "10-14"))
    found, inside = region(scene, "a"), next(one for one in scene.pages[0].regions if one.inside)
    assert edges(inside.frame)[0] not in xs
    assert beside(found, inside) != [(xs[0], 130_000)]


def test_what_goes_into_the_last_leg_is_the_blocks_too(tmp_path: Path) -> None:
    host, paper = block("a", "1-4", "1-40", legs=3), paper_with(fit={"remainder": "leg"})
    for columns, width in (("3", 150_000), ("2", 130_000), ("1-3", 430_000)):
        scene = made(tmp_path / columns, host, motto(columns, "10-14", **ON_LEGS), paper=paper)
        inside = next(one for one in scene.pages[0].regions if one.inside)
        assert inside.frame.width == width
        assert edges(inside.frame)[1] in {leg.right for leg in region(scene, "a").legs}


def test_on_a_vertical_page_it_counts_from_the_head(tmp_path: Path) -> None:
    paper = paper_with(grid={"writing": "vertical", "lines": 40, "columns": 6})
    for style in paper["styles"].values():
        style["profile"] = "ja-newspaper"
    host = block("a", "1-4", "1-30", legs=3)
    scene = made(tmp_path, host, motto("2-3", "10-14", **ON_LEGS), paper=paper)
    found, inside = region(scene, "a"), next(one for one in scene.pages[0].regions if one.inside)
    tops = sorted({leg.y for leg in found.legs})
    assert (inside.frame.y, inside.frame.bottom) == (tops[1], tops[2] + 130_000)


def test_a_box_in_a_story_has_its_legs(tmp_path: Path) -> None:
    box = {**block("b", "2-3", "12-24", inside="a", frame=None, **ON_LEGS), "kind": "sidebar"}
    draft = Draft(
        [box, block("a", "1-4", "1-45", legs=3)],
        {"a": story("题", running(900)), "b": story("框", running(120))},
    )
    scene = draft.set(tmp_path).made.scene
    own, legs = region(scene, "b").legs, region(scene, "a").legs
    assert {leg.x for leg in own} == {leg.x for leg in legs} - {legs[0].x}
    assert {leg.width for leg in own} == {130_000}


def test_a_head_over_two_legs_of_three(tmp_path: Path) -> None:
    host = block("a", "1-4", "1-40", legs=3, head={"columns": "1-2", **ON_LEGS})
    found = region(made(tmp_path, host), "a")
    (head,) = lines(found, "headline")
    assert (head.x, head.measure) == (found.frame.x, 280_000)
    tops = {leg.x - found.frame.x: leg.y - found.frame.y for leg in found.legs}
    assert tops == {0: 45_000, 150_000: 45_000, 300_000: 0}


@pytest.mark.parametrize(("side", "columns", "xs"), [("left", "1", [150, 300]), ("right", "3", [0, 150])])
def test_a_head_beside_the_legs_takes_one_of_them(
    side: str, columns: str, xs: list[int], tmp_path: Path
) -> None:
    head = {"side": side, "columns": columns, **ON_LEGS}
    host = block("a", "1-4", "1-45", legs=3, head=head)
    scene = made(tmp_path, host, motto("2", "20-24", **ON_LEGS))
    found, inside = region(scene, "a"), next(one for one in scene.pages[0].regions if one.inside)
    assert sorted({(leg.x - found.frame.x) // 1000 for leg in found.legs}) == xs
    assert {leg.width for leg in found.legs} == {130_000}
    # The head's leg is none of those that are counted.
    assert inside.frame.x - found.frame.x == xs[1] * 1000


def test_a_photo_on_legs_grows_with_the_copy(tmp_path: Path) -> None:
    photo = {"kind": "photo", "photo": "p", "columns": "2-3", "lines": "10-20", "inside": "a", **ON_LEGS}
    draft = Draft(
        [photo, block("a", "1-4", "1-40", legs=3)],
        {"a": story("题", running(1060))},
        paper=paper_with(fit={"headline_steps": 0}),
        photos={"p": {"file": "p.jpg", "caption": "图"}},
        pictures={"p.jpg": (600, 300)},
    )
    outcome = draft.set(tmp_path)
    [fit] = outcome.made.fits
    assert [(one.what, one.part) for one in fit.done] == [("photo", "p")]
    assert edges(region(outcome.made.scene, "p").frame) == edges(
        Rect(region(outcome.made.scene, "a").frame.x + 150_000, 0, 280_000, 0)
    )


@pytest.mark.parametrize(
    ("blocks", "problem", "said"),
    [
        ([motto("4", "10-14", **ON_LEGS)], "outside-story", "legs 4-4, lines 10-14"),
        ([motto("2", "30-41", **ON_LEGS)], "outside-story", "legs 2-2, lines 30-41"),
        ([{**motto("2", "10-14", **ON_LEGS), "inside": None}], "outside-story", "stands in no story"),
        ([motto("1-2", "10-14", **ON_LEGS), motto("2", "14-16", **ON_LEGS)], "overlap", "lies over"),
        ([motto("1", "10-14", **ON_LEGS), motto("4", "14-16")], "overlap", "lies over"),
        ([motto("2-1", "10-14", **ON_LEGS)], "off-grid", "2-1"),
    ],
)
def test_what_cannot_be_is_refused(
    blocks: list[dict[str, Any]], problem: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        made(tmp_path, block("a", "1-4", "1-40", legs=3), *blocks)
    found = [one for one in refused.value.problems if one.id == problem]
    assert found and said in found[0].what
    assert found[0].where.line


def test_neighbours_on_legs_share_none(tmp_path: Path) -> None:
    """Legs 1 and 2 lie over one basic column, and are two places all the same."""
    host = block("a", "1-4", "1-40", legs=3)
    scene = made(tmp_path, host, motto("1", "10-14", **ON_LEGS), motto("2", "10-14", **ON_LEGS))
    one, other = (found.frame for found in scene.pages[0].regions if found.inside)
    assert other.x - one.right == 20_000


def test_a_head_on_legs_that_are_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        made(tmp_path, block("a", "1-4", "1-40", legs=3, head={"columns": "2-4", **ON_LEGS}))
    assert "legs 2-4" in refused.value.problems[0].what


def spans(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.integers(1, most), min_size=2, max_size=2).map(lambda ends: f"{min(ends)}-{max(ends)}")


@st.composite
def stories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A story of six columns in any number of legs, its head anywhere, and a photo and a motto anywhere in it."""
    legs = draw(st.integers(1, 9))
    are = st.sampled_from(["basic", "legs"])
    head: dict[str, Any] = {"columns_are": draw(are), "side": draw(st.sampled_from(["top", "left", "right"]))}
    if draw(st.booleans()):
        head["columns"] = draw(spans(legs if head["columns_are"] == "legs" else 6))
    host = block("a", "1-6", "1-50", legs=legs if draw(st.booleans()) else None, head=head)
    inside = [
        motto("1", draw(spans(50)), id="m"),
        {"kind": "photo", "photo": "p", "inside": "a", "lines": draw(spans(50))},
    ]
    for one in inside:
        one["columns_are"] = draw(are)
        one["columns"] = draw(spans(legs if one["columns_are"] == "legs" else 6))
    return [host, *inside]


@given(stories())
def test_whatever_stands_on_its_legs_is_refused_or_made_up_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[dict[str, Any]]
) -> None:
    draft = Draft(
        blocks,
        {"a": story("标题", running(700), "## 小标题", running(500))},
        photos={"p": {"file": "p.jpg", "caption": "图说"}},
        pictures={"p.jpg": (60, 60)},
    )
    try:
        outcome = draft.set(tmp_path_factory.mktemp("any"))
    except Refused as refusal:
        assert {problem.id for problem in refusal.problems} <= {"overlap", "outside-story", "bad-head-place"}
        return
    assert "copy-lost" not in ids(outcome)
    scene = outcome.made.scene
    frames = [found.frame for found in scene.pages[0].regions if found.inside]
    for line in lines(region(scene, "a")):
        for frame in frames:
            beside = line.x + line.measure <= frame.x or line.x >= frame.right
            assert beside or line.baseline <= frame.y or line.baseline - 8_800 >= frame.bottom


@pytest.mark.parametrize(
    ("writing", "head", "legs"),
    [
        (
            "horizontal",
            {"columns": "3", "writing": "vertical"},
            2,
        ),  # across the lines, and so along all of them
        ("horizontal", {"columns": "3", "lines": "1-30"}, 2),
        ("horizontal", {"columns": "2", "lines": "1-30"}, 3),  # amid the legs, which stay as they are counted
        ("vertical", {"side": "right", "columns": "3", "writing": "horizontal"}, 2),
    ],
)
def test_a_block_counts_the_legs_that_a_head_beside_them_leaves(
    tmp_path: Path, writing: str, head: dict[str, str], legs: int
) -> None:
    def on_leg(number: int) -> Draft:
        photo = {"kind": "photo", "photo": "p", "inside": "a", "columns_are": "legs"}
        return Draft(
            [block("a", "1-3", "1-30", head=head), {**photo, "columns": str(number), "lines": "12-24"}],
            {"a": story("标题", running(400))},
            photos={"p": {"file": "p.jpg", "caption": "图说"}},
            pictures={"p.jpg": (60, 60)},
            paper=paper_with(grid={"writing": writing, "lines": 40}),
        )

    outcome = on_leg(legs).set(tmp_path / "last")
    assert "lies-outside" not in ids(outcome)
    with pytest.raises(Refused) as refused:
        on_leg(legs + 1).set(tmp_path / "one-more")
    assert {problem.id for problem in refused.value.problems} == {"outside-story"}
