"""Heads take the legs and lines that their own lines fill, and the text runs on beneath them and beside what is shorter.

Column n begins 110 pt after column n − 1 and is 100 pt wide or, on a vertical page, high; lines are 15 pt apart.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.problems import Refused
from layout.publish import Outcome
from layout.scene import Line, Page, Region
from layout.scene.proofs.roomproof import lies_wrong
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story

LEADING, EM, INSET = 15_000, 10_000, 2_500
HEADLINE = {"face": "hei", "weight": 700, "size": 30, "leading": 36, "align": "start"}
DECK = {"face": "song", "size": 14, "align": "start"}


def paper(*, vertical: bool = True, **headlines: object) -> dict[str, Any]:
    grid = {"writing": "vertical", "lines": 40} if vertical else {}
    own = {"steps_up": 0, **headlines}
    return paper_with(grid=grid, styles={"headline": HEADLINE, "deck": DECK}, headlines=own)


def made(folder: Path, own: dict[str, Any], paper: dict[str, Any], **front: object) -> tuple[Outcome, Region]:
    headline = str(front.pop("headline", "标题"))
    count = int(str(front.pop("count", 300)))
    inside: list[dict[str, Any]] = front.pop("inside", [])  # type: ignore[assignment]
    draft = Draft([own, *inside], {"a": story(headline, running(count), **front)}, paper=paper)
    outcome = draft.set(folder)
    wrong = [
        one for one in outcome.problems if one.id in ("lies-over", "lies-outside", "copy-lost", "too-deep")
    ]
    assert not wrong, wrong
    return outcome, region(outcome.made.scene, "a")


def rows(found: Region) -> dict[int, int]:
    """The number of the first line of each dan, counted from the block's right edge, by the dan's number."""
    first: dict[int, int] = {}
    for line in lines(found):
        first.setdefault((line.baseline - found.frame.y) // 110_000, (found.frame.right - line.x) // LEADING)
    return first


def foot(line: Line) -> int:
    """Where the em box of a vertical line's last character ends."""
    return line.baseline + line.width


@pytest.mark.parametrize(
    ("headline", "more", "begin"),
    [
        ("三个字", {}, {0: 3, 1: 0, 2: 0}),  # 90 of the 100 pt of a dan
        ("四个字的", {}, {0: 3, 1: 3, 2: 0}),  # 120 pt: two
        ("八个字那么长的标", {}, {0: 3, 1: 3, 2: 3}),  # 240 pt: all three
        ("三个字", {"head": {"side": "right"}}, {0: 3, 1: 3, 2: 3}),
    ],
)
def test_a_head_of_a_vertical_page_takes_the_dan_that_it_fills(
    tmp_path: Path, headline: str, more: dict[str, Any], begin: dict[int, int]
) -> None:
    _, found = made(tmp_path, block("a", "1-3", "1-20", **more), paper(), headline=headline)
    assert rows(found) == begin
    (head,) = lines(found, "headline")
    beside = [line for line in lines(found) if line.baseline < head.baseline + head.measure]
    # The right side of the body's em boxes to the left side of the head's: a line of the grid, less its own white.
    white = head.x - 15_000 - max(line.x + 5_000 for line in beside)
    assert 0 < white <= LEADING * 3 // 2


def test_a_paper_may_set_heads_over_all_dan(tmp_path: Path) -> None:
    _, found = made(tmp_path, block("a", "1-3", "1-20"), paper(text_beneath=False), headline="三个字")
    assert rows(found) == {0: 3, 1: 3, 2: 3}


def test_a_head_that_takes_fewer_dan_is_stepped_up_to_fill_those_alone(tmp_path: Path) -> None:
    _, found = made(tmp_path, block("a", "1-3", "1-20"), paper(steps_up=6), headline="两个")
    (head,) = lines(found, "headline")
    assert head.measure == 100_000
    assert 80_000 <= head.width <= 100_000


@pytest.mark.parametrize(("more", "dan"), [({}, 1), ({"sleeve_columns": 2}, 2), ({"sleeve_columns": 3}, 3)])
def test_what_follows_a_headline_has_dan_of_its_own(tmp_path: Path, more: dict[str, Any], dan: int) -> None:
    own = block("a", "1-4", "1-20", head=more)
    _, found = made(tmp_path, own, paper(), headline="八个字那么长的标", deck="副题五个字", count=400)
    [headline], [deck] = lines(found, "headline"), lines(found, "deck")
    assert deck.x < headline.x
    assert deck.measure == dan * 110_000 - 10_000
    begin = rows(found)
    under, beside = {begin[at] for at in range(dan)}, {begin[at] for at in range(dan, 3)}
    assert len(under) == 1 and begin[3] == 0
    if dan == 3:
        return
    assert len(beside) == 1 and under.pop() > max(beside)
    body = [line for line in lines(found) if (line.baseline - found.frame.y) // 110_000 in range(dan, 3)]
    white = headline.x - 15_000 - max(line.x + 5_000 for line in body)
    assert LEADING // 3 <= white < LEADING * 4 // 3


def test_the_room_proof_tells_copy_inside_a_head_and_not_beside_its_sleeve(tmp_path: Path) -> None:
    own = block("a", "1-4", "1-20")
    outcome, found = made(tmp_path, own, paper(), headline="八个字那么长的标", deck="副题五个字", count=400)
    [headline], [deck] = lines(found, "headline"), lines(found, "deck")
    body = next(line for line in lines(found) if (line.baseline - found.frame.y) // 110_000 == 1)

    def told(moved: int) -> list[str]:
        runs = tuple(replace(run, x=run.x + moved) for run in body.runs)
        there = replace(body, x=body.x + moved, runs=runs)
        items = tuple(there if item is body else item for item in found.items)
        page: Page = outcome.made.scene.pages[0]
        regions = tuple(replace(found, items=items) if one is found else one for one in page.regions)
        scene = replace(outcome.made.scene, pages=(replace(page, regions=regions),))
        return [one.id for one in lies_wrong(scene, ())]

    assert told(0) == []
    assert told(headline.x - body.x) != []
    down = (lines(found)[0].baseline - body.baseline, deck.x)
    assert down[0] < 0 < down[1]


def side(folder: Path, columns: str = "1-3", last: int = 20, **more: Any) -> tuple[Outcome, Region]:
    head = {"side": more.pop("side", "left"), **more.pop("head", {})}
    headlines = more.pop("headlines", {})
    own = block("a", columns, f"1-{last}", head=head, **more.pop("own", {}))
    return made(folder, own, paper(vertical=False, **headlines), count=more.pop("count", 330), **more)


@pytest.mark.parametrize(("where", "at"), [("left", 0), ("right", 2)])
def test_text_runs_on_beneath_a_vertical_head_and_keeps_its_measure(
    tmp_path: Path, where: str, at: int
) -> None:
    _, found = side(tmp_path, side=where, headline="三个字")
    (head,) = lines(found, "headline")
    assert {leg.width for leg in found.legs} == {100_000}
    tops = [leg.y - found.frame.y for leg in sorted(found.legs, key=lambda leg: leg.x)]
    assert [top == 0 for top in tops] == [number != at for number in range(3)]
    beneath = next(leg for leg in found.legs if leg.y != found.frame.y)
    # From em box to em box: half a line at least, a line at most.
    white = beneath.y + INSET - foot(head)
    assert LEADING // 2 <= white <= LEADING
    # It stands in the middle of its leg, level with the first lines beside it.
    assert abs(head.x - (beneath.x + beneath.right) // 2) <= 1
    assert head.baseline == found.frame.y + 2_500


@pytest.mark.parametrize(("size", "spaced"), [(30, False), (26, False), (22, True)])
def test_a_vertical_head_is_spaced_to_leave_a_line_beneath_at_most(
    tmp_path: Path, size: int, spaced: bool
) -> None:
    # 4 · 22 = 88 pt and half a line are seven lines of 15 pt: 2 pt more than a line is left, in three gaps.
    own = paper(vertical=False)
    own["styles"]["headline"] = {**HEADLINE, "size": size, "leading": size + 6}
    headline = "四个字的" if size == 22 else "三个字"
    _, found = made(
        tmp_path, block("a", "1-3", "1-20", head={"side": "left"}), own, headline=headline, count=330
    )
    (head,) = lines(found, "headline")
    beneath = next(leg for leg in found.legs if leg.y != found.frame.y)
    assert LEADING // 2 <= beneath.y + INSET - foot(head) <= LEADING + 10
    [run] = head.runs
    steps = {after - before for before, after in pairwise(run.xs)}
    assert (min(steps) > size * 1000) is spaced
    assert max(steps) <= size * 1250


def test_a_paper_may_keep_the_place_beneath_a_head_white(tmp_path: Path) -> None:
    _, found = side(tmp_path, headlines={"text_beneath": False}, headline="三个字", count=200)
    assert {leg.y for leg in found.legs} == {found.frame.y}


def test_a_head_that_is_given_lines_keeps_them(tmp_path: Path) -> None:
    _, found = side(tmp_path, head={"lines": "1-10"}, headline="三个字", count=250)
    assert sorted(leg.y - found.frame.y for leg in found.legs) == [0, 0, 10 * LEADING]


def test_a_head_as_deep_as_the_legs_leaves_them_whole_ems(tmp_path: Path) -> None:
    # 12 characters are 360 of 365 pt; 30 pt and an em of 32 columns' ems leave 27: two legs of 13 em, or three of 8.
    _, found = side(tmp_path, last=25, headline="一二三四五六七八九十一二", count=300)
    assert len({leg.width for leg in found.legs}) == 1
    [width] = {leg.width for leg in found.legs}
    assert width % EM == 0 and width >= 80_000
    xs = sorted(leg.x for leg in found.legs)
    assert {after - before - width for before, after in pairwise(xs)} == {EM}
    assert max(leg.right for leg in found.legs) == found.frame.right
    (head,) = lines(found, "headline")
    assert head.x + 15_000 + EM // 2 <= xs[0]


@pytest.mark.parametrize(
    ("side", "size", "widths"),
    [
        ("left", 60, [210, 100]),  # the head takes the first leg whole
        ("right", 60, [100, 210]),
        ("left", 30, [80, 180, 80]),  # it takes 40 pt, and the legs share the rest: whole ems of 87.5 and 185
        ("right", 30, [80, 180, 80]),
    ],
)
def test_beside_a_head_as_deep_as_they_unequal_legs_stay_so(
    tmp_path: Path, side: str, size: int, widths: list[int]
) -> None:
    head = {"side": side, "writing": "vertical", "lines": "1-20"}
    own = block("a", "1-4", "1-20", legs=[1, 2, 1], head=head)
    styles = {"headline": {**HEADLINE, "size": size, "leading": size}}
    outcome, found = made(tmp_path, own, paper_with(styles=styles, headlines={"steps_up": 0}), count=500)
    assert [leg.width // 1000 for leg in found.legs] == widths
    assert "no-room" not in ids(outcome)
    [line] = lines(found, "headline")
    ends = found.frame.x, found.frame.right
    assert (line.x < min(leg.x for leg in found.legs)) == (side == "left")
    assert ends[0] < line.x < ends[1]


@pytest.mark.parametrize("lines_of_head", ["27-29", "15-17"])
@pytest.mark.parametrize("more", [[], [{"columns": "4", "lines": "30-34"}]])
def test_a_head_at_the_end_of_its_story_stands_inside_of_it(
    tmp_path: Path, lines_of_head: str, more: list[dict[str, str]]
) -> None:
    """A headline of 30 pt, 5 between and a byline of 10 fill three lines: no body line follows an inset behind them."""
    own = block("a", "3-4", "1-29", head={"lines": lines_of_head, "side": "right"})
    outcome, found = made(
        tmp_path,
        {**own, **({"more": more} if more else {})},
        paper(),
        byline="本报记者 某某某",
        headline="标题几个字",
    )
    assert "too-deep" not in ids(outcome)
    [headline], [byline] = lines(found, "headline"), lines(found, "byline")
    cells = [found.frame.right - LEADING * int(number) for number in lines_of_head.split("-")]
    right, left = cells[0] + LEADING, cells[1]
    if lines_of_head == "27-29":
        assert (right - headline.x, byline.x - left) == (15_000, 5_000)
    else:  # the control: amid the story body lines keep an inset from the cells
        assert (right - headline.x, byline.x - left) == (15_000 + INSET, 5_000 - INSET)


def test_text_runs_round_a_head_in_a_single_leg(tmp_path: Path) -> None:
    _, found = side(tmp_path, columns="1-2", own={"legs": 1}, headline="三个字", count=250)
    measures = [line.measure for line in lines(found)]
    assert sorted(set(measures)) == [160_000, 210_000]
    assert measures == sorted(measures)


def test_blocks_count_the_legs_beside_a_head(tmp_path: Path) -> None:
    text = [{"text": "引语", "style": "kicker"}]
    inside = {"kind": "motto", "lines": "1-6", "inside": "a", "text": text, "columns_are": "legs"}
    places = {}
    for columns in ("1-3", "1-2", "3", "1"):
        outcome, found = side(
            tmp_path / columns, headline="三个字", count=200, inside=[{**inside, "columns": columns}]
        )
        assert "over-head" not in ids(outcome)
        frame = next(one.frame for one in outcome.made.scene.pages[0].regions if one.inside)
        places[columns] = (frame.x - found.frame.x) // 1000, (frame.right - found.frame.x) // 1000
    assert places == {"1-3": (110, 320), "1-2": (110, 320), "3": (220, 320), "1": (110, 210)}


def test_a_level_head_is_over_all_of_a_vertical_story(tmp_path: Path) -> None:
    """With a frame and a photo inside it too; and the dan beneath it are alike and hold whole ems."""
    text = [{"text": "引语", "style": "kicker"}]
    inside = {
        "kind": "motto",
        "lines": "8-12",
        "columns": "1",
        "columns_are": "legs",
        "inside": "a",
        "text": text,
    }
    for name, frame in (("plain", None), ("framed", {"stroke": {"width_pt": 0.5}})):
        own = block("a", "1-3", "1-20", head={"writing": "horizontal"}, frame=frame)
        _, found = made(tmp_path / name, own, paper(), headline="七个字的横题呢", inside=[inside])
        (head,) = lines(found, "headline")
        assert not head.vertical
        assert head.measure == (20 - 2 * bool(frame)) * LEADING - 5_000
        assert len({leg.height for leg in found.legs}) == 1
        assert found.legs[0].height % EM == 0
        # Under the head's em box an em of the body at most, to where the dan begin.
        white = min(leg.y for leg in found.legs) - (head.baseline + 30_000 * 12 // 100)
        assert EM <= white <= LEADING


def test_a_level_head_over_some_dan_takes_the_lines_that_it_fills(tmp_path: Path) -> None:
    own = block("a", "1-3", "1-20", head={"columns": "1", "writing": "horizontal"})
    _, found = made(tmp_path, own, paper(), headline="横题")
    begin = rows(found)
    assert begin == {0: 5, 1: 0, 2: 0}  # 60 pt and half a line are five lines


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"sleeve_columns": 5}, "has 4 legs"),
        ({"sleeve_lines": 3}, "write `sleeve_columns`"),
        ({"side": "left", "sleeve_columns": 1}, "write `sleeve_lines`"),
        ({"side": "left", "sleeve_lines": 21}, "has 20 lines"),
    ],
)
def test_a_sleeve_without_room_is_refused(tmp_path: Path, head: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        Draft([block("a", "1-4", "1-20", head=head)], {"a": story("题", running(100))}).set(tmp_path)
    [problem] = refused.value.problems
    assert (problem.id, problem.where.block) == ("bad-head-place", "a")
    assert said in f"{problem.what} {problem.hint}"


def test_the_deck_of_a_vertical_head_has_lines_of_its_own(tmp_path: Path) -> None:
    _, plain = side(tmp_path / "plain", columns="1-4", deck="副题一二三四五六七", headline="六个字的竖题")
    assert len(lines(plain, "deck")) == 1
    _, own = side(
        tmp_path / "own",
        columns="1-4",
        deck="副题一二三四五六七",
        headline="六个字的竖题",
        head={"sleeve_lines": 5},
    )
    found = lines(own, "deck")
    assert len(found) == 2
    assert all(line.measure == 5 * LEADING - 5_000 >= line.width for line in found)


@st.composite
def heads_of_any_kind(draw: st.DrawFn) -> tuple[bool, dict[str, Any], dict[str, str]]:
    """Whether the page is vertical, a story's block with a head at any side of it, and what is beside its headline."""
    vertical = draw(st.booleans())
    first = draw(st.integers(1, 4))
    sides = ["right", "top", "bottom"] if vertical else ["top", "left", "right"]
    head = {"side": draw(st.sampled_from(sides))} if draw(st.booleans()) else {}
    if draw(st.booleans()):
        head["writing"] = "horizontal" if vertical else "vertical"
    more = {
        "legs": draw(st.sampled_from([None, 1, 2, 3])),
        "kind": draw(st.sampled_from(["story", "sidebar"])),
        "head": head,
    }
    columns = f"{first}-{draw(st.integers(first, 6))}"
    front = draw(
        st.sampled_from(
            [{}, {"deck": "副题"}, {"deck": "副题一" * 6, "byline": "某某"}, {"kicker": "引题在前"}]
        )
    )
    return vertical, {**block("a", columns, f"1-{draw(st.integers(6, 40))}"), **more}, front


@settings(max_examples=15, deadline=None)
@given(heads_of_any_kind(), st.sampled_from(["题", "标题几个字", "这是一个相当长的标题要分行"]))
def test_a_head_at_any_side_covers_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[bool, dict[str, Any], dict[str, str]],
    headline: str,
) -> None:
    vertical, own, front = drawn
    draft = Draft([own], {"a": story(headline, running(250), **front)}, paper=paper(vertical=vertical))
    told = set(ids(draft.set(tmp_path_factory.mktemp("any"))))
    assert "copy-lost" not in told
    if not told & {"no-room", "too-deep", "overfull", "headline-too-long"}:
        assert not told & {"lies-over", "lies-outside"}
