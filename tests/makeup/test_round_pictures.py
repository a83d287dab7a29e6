"""Text keeps white from what stands in its story, and no line or subhead of it stands alone there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.problems import Refused
from layout.makeup.legs.uneven_legs import LegRoom
from layout.publish import Outcome
from layout.scene import Box, Line, Picture, Rect
from layout.scene.geometry import turned_back
from layout.scene.places import filled_rect
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, running, story

EM, LEADING, INSET = 10_000, 15_000, 2_500
PHOTO: dict[str, Any] = {"kind": "photo", "photo": "p", "columns": "1", "lines": "11-20", "inside": "a"}


def draft_round(*body: str, inside: dict[str, Any] = PHOTO, lines: str = "1-40", **paper: Any) -> Draft:
    """A story of two legs without a head, and what stands in it."""
    return Draft(
        blocks=[block("a", "1-2", lines), inside],
        stories={"a": story("", *body), "b": story("", running(40))},
        photos={"p": {"file": "p.jpg"}},
        pictures={"p.jpg": (1200, 900)},
        paper=paper_with(**paper),
    )


def shown(outcome: Outcome, name: str = "p") -> Rect:
    """Where a photo or a box is on the page."""
    found = (item.rect for item in region(outcome.made.scene, name).items if isinstance(item, Picture | Box))
    return next(found)


def body(outcome: Outcome) -> list[Line]:
    return [line for line in lines(region(outcome.made.scene, "a")) if line.role in ("body", "subhead")]


def white_round(outcome: Outcome, rect: Rect) -> dict[str, int]:
    """From what stands in a story to the em boxes of the nearest lines on each side, along the lines of the page."""
    width = outcome.made.scene.pages[0].width
    vertical = body(outcome)[0].vertical
    boxes = [
        turned_back(filled_rect(line), width) if vertical else filled_rect(line) for line in body(outcome)
    ]
    own = turned_back(rect, width) if vertical else rect
    level = [box for box in boxes if box.y < own.bottom and box.bottom > own.y]
    across = [box for box in boxes if box.x < own.right and box.right > own.x]
    found = {
        "over": min((own.y - box.bottom for box in across if box.bottom <= own.y), default=-1),
        "under": min((box.y - own.bottom for box in across if box.y >= own.bottom), default=-1),
        "before": min((own.x - box.right for box in level if box.right <= own.x), default=-1),
        "behind": min((box.x - own.right for box in level if box.x >= own.right), default=-1),
    }
    return {side: white for side, white in found.items() if white >= 0}


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(
    ("asked", "white"), [(1.0, 15_000), (0.5, 7_500), (0.0, 5_000), (1.6, 24_000), (2.0, 30_000)]
)
def test_a_picture_gives_the_part_of_a_line_and_text_the_whole_ones(
    tmp_path: Path, asked: float, white: int, writing: str
) -> None:
    draft = draft_round(
        running(900), white={"round_over_lines": asked}, grid={"writing": writing, "lines": 40}
    )
    outcome = draft.set(tmp_path)
    assert white_round(outcome, shown(outcome))["over"] == white
    # Lines stand on the grid all the same.
    tops = {filled_rect(line).x if writing == "vertical" else filled_rect(line).y for line in body(outcome)}
    assert len({top % LEADING for top in tops}) == 1


def test_without_text_over_it_a_picture_begins_level_with_the_lines_beside_it(tmp_path: Path) -> None:
    outcome = draft_round(running(900), inside=PHOTO | {"lines": "1-10"}).set(tmp_path)
    assert shown(outcome).y == min(filled_rect(line).y for line in body(outcome))


def test_a_block_may_ask_for_other_white_than_the_paper(tmp_path: Path) -> None:
    inside = PHOTO | {"white_round": {"over_lines": 3, "before_em": 2, "behind_em": 3}, "columns": "2-3"}
    draft = draft_round(running(1200), inside=inside)
    draft.blocks[0]["columns"] = "1-4"
    outcome = draft.set(tmp_path)
    found = white_round(outcome, shown(outcome))
    assert found["over"] == 45_000
    # A gutter of an em is between the legs; lines are shorter by the whole ems that are asked for more.
    assert (found["before"], found["behind"]) == (20_000, 30_000)
    plain = draft_round(running(1200), inside=PHOTO | {"columns": "2-3"})
    plain.blocks[0]["columns"] = "1-4"
    found = white_round(outcome := plain.set(tmp_path / "plain"), shown(outcome))
    assert (found["over"], found["before"], found["behind"]) == (15_000, 10_000, 10_000)


def test_white_round_a_block_that_stands_in_no_story_is_refused(tmp_path: Path) -> None:
    draft = draft_round(running(300), lines="1-10")
    draft.blocks[1] = {
        "kind": "photo",
        "photo": "p",
        "columns": "1",
        "lines": "11-20",
        "white_round": {"over_lines": 1},
    }
    with pytest.raises(Refused) as refused:
        draft.set(tmp_path)
    [problem] = refused.value.problems
    assert (problem.id, problem.where.field) == ("outside-story", "white_round")


def test_a_framed_box_gives_half_a_line_and_keeps_its_text_on_the_grid(tmp_path: Path) -> None:
    inside = {"kind": "sidebar", "story": "b", "columns": "1", "lines": "11-18", "inside": "a"}
    outcome = draft_round(running(900), inside=inside).set(tmp_path)
    box = shown(outcome, "b")
    found = white_round(outcome, box)
    assert found["over"] == found["under"] == 5_000 + LEADING // 2
    (first, *_) = lines(region(outcome.made.scene, "b"))
    assert filled_rect(first).y - box.y >= LEADING // 2
    assert (first.baseline - body(outcome)[0].baseline) % LEADING == 0


def test_text_keeps_a_line_from_what_can_give_none(tmp_path: Path) -> None:
    inside = {"kind": "story", "story": "b", "columns": "1", "lines": "11-18", "inside": "a"}
    outcome = draft_round(running(900), inside=inside).set(tmp_path)
    inner = lines(region(outcome.made.scene, "b"))
    top = min(filled_rect(line).y for line in inner)
    assert top - foot_over(outcome, top) == LEADING + 5_000
    tight = draft_round(running(900), inside=inside, white={"round_lines": 0}).set(tmp_path / "tight")
    assert top - foot_over(tight, top) == 5_000


def foot_over(outcome: Outcome, top: int) -> int:
    """Where the last line of the first leg over a height ends."""
    first = region(outcome.made.scene, "a").legs[0]
    own = [filled_rect(line) for line in body(outcome) if line.x < first.right]
    return max(box.bottom for box in own if box.bottom <= top)


@pytest.mark.parametrize(
    "key", ["round_lines", "round_over_lines", "round_under_lines", "round_beside_em", "over_subhead_lines"]
)
def test_white_that_leaves_no_room_is_told_and_nothing_is_covered(tmp_path: Path, key: str) -> None:
    most = 8 if key == "over_subhead_lines" else 40
    draft = draft_round(prose(300), "## 小标题", prose(300), white={key: most}, lines="1-22")
    told = ids(draft.set(tmp_path))
    assert not {"item-outside", "items-overlap", "copy-lost"} & set(told), told


def alone(outcome: Outcome) -> list[str]:
    """Lines that stand alone over or under a gap in their leg, or at its ends, and subheads without two lines of text;
    counted from what stands on the page.
    """
    made = region(outcome.made.scene, "a")
    found: list[str] = []
    for leg in made.legs:
        own = [
            line
            for line in body(outcome)
            if leg.x <= line.x < leg.right and leg.y <= line.baseline < leg.bottom
        ]
        parts = [line.span.part if line.span else "" for line in own]
        every = [line.span.part if line.span else "" for line in body(outcome)]
        for at, line in enumerate(own):
            if line.role == "subhead" and len(own) - at - 1 < 2 and line is not body(outcome)[-1]:
                found.append(line.text)
        if own and own[-1].role == "body" and parts.count(parts[-1]) == 1 < every.count(parts[-1]):
            found.append(own[-1].text)
        if own and own[0].role == "body" and parts.count(parts[0]) == 1 < every.count(parts[0]):
            found.append(own[0].text)
    return found


@pytest.mark.parametrize("before", range(50, 110, 6))
def test_no_subhead_and_no_line_stands_alone_over_a_picture(tmp_path: Path, before: int) -> None:
    outcome = draft_round(prose(before), "## 小标题", prose(160), prose(150), prose(90)).set(tmp_path)
    assert alone(outcome) == []
    assert not {"lone-line", "hanging-subhead"} & set(ids(outcome))


def test_without_the_rule_subheads_and_lines_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leg_ends(room: LegRoom, depths: Sequence[int]) -> tuple[int, ...]:
        return tuple(accumulate(depths))

    monkeypatch.setattr(LegRoom, "feet", leg_ends)
    found = []
    for before in range(50, 110, 6):
        draft = draft_round(prose(before), "## 小标题", prose(160), prose(150), prose(90))
        draft.paper = paper_with(fit={"photo_lines": 0, "subhead_lines": 0})
        found += alone(draft.set(tmp_path / str(before)))
    assert len(found) > 2


LENGTHS = st.lists(st.integers(12, 160), min_size=2, max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths=LENGTHS, top=st.integers(4, 14), depth=st.integers(4, 9), subheads=st.booleans())
def test_what_stands_alone_beside_a_picture_is_told(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], top: int, depth: int, subheads: bool
) -> None:
    texts = [text for length in lengths for text in (*["## 小标题"] * subheads, prose(length))]
    inside = PHOTO | {"lines": f"{top}-{top + depth}"}
    outcome = draft_round(
        *texts, inside=inside, lines="1-60", grid={"lines": 60}, trim={"height_mm": 400}
    ).set(tmp_path_factory.mktemp("random"))
    told = [problem for problem in outcome.problems if problem.id in ("lone-line", "hanging-subhead")]
    assert bool(told) or alone(outcome) == []
    assert "copy-lost" not in ids(outcome)


def test_a_leg_ends_a_line_short_over_a_picture_rather_than_part_the_last_line(tmp_path: Path) -> None:
    """A paragraph of 11 lines that can't be longer, over a picture after ten: nine stand over it and two under it."""
    outcome = draft_round(running(108), running(80), running(60)).set(tmp_path)
    made = region(outcome.made.scene, "a")
    over = [
        line for line in body(outcome) if line.x < made.legs[1].x + 1 and line.baseline < shown(outcome).y
    ]
    assert len(over) == 9
    assert alone(outcome) == []


def reading_order(outcome: Outcome) -> list[tuple[int, int]]:
    """Where copy goes on elsewhere than on the next line of its leg: along the lines and across them."""
    width = outcome.made.scene.pages[0].width
    order: list[tuple[int, int]] = []
    foot = 0
    for line in body(outcome):
        own = filled_rect(line)
        box = turned_back(own, width) if line.vertical else own
        if not order or box.y != foot + LEADING - EM:
            order.append((box.x, box.y))
        foot = box.bottom
    return order


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("legs_under", ["on", "anew"])
def test_legs_begin_anew_under_what_stands_across_all_of_them(
    tmp_path: Path, legs_under: str, writing: str
) -> None:
    indents = {"body": {"face": "song", "size": 10}}
    draft = draft_round(
        running(640),
        inside=PHOTO | {"columns": "1-2", "lines": "15-24"},
        styles=indents,
        grid={"writing": writing, "lines": 40},
    )
    draft.blocks[0]["legs_under"] = legs_under
    order = reading_order(draft.set(tmp_path / "block"))
    assert len(order) == 4
    xs = [x for x, _ in order]
    down = [y for _, y in order]
    if legs_under == "on":
        assert xs[0] == xs[1] < xs[2] == xs[3] and down[0] < down[1] > down[2] < down[3]
    else:
        assert xs[0] == xs[2] < xs[1] == xs[3] and down[0] == down[1] < down[2] == down[3]
    # The paper may say it for all of its stories.
    assert isinstance(draft.paper, dict)
    del draft.blocks[0]["legs_under"]
    draft.paper["fit"] = {"legs_under": legs_under}
    assert reading_order(draft.set(tmp_path / "paper")) == order


def test_the_least_measure_beside_an_outline_is_a_key_of_its_own(tmp_path: Path) -> None:
    def shortest(folder: str, **fit: float) -> int:
        draft = draft_round(
            running(1600), inside=PHOTO | {"columns": "2-3", "wrap": "outline", "lines": "8-27"}, fit=fit
        )
        draft.blocks[0]["columns"] = "1-4"
        draft.photos["p"] = {"file": "p.jpg", "outline": [[0.5, 0], [1, 0.5], [0.5, 1], [0, 0.5]]}
        return min(line.measure for line in body(draft.set(tmp_path / folder)))

    assert 4 * EM <= shortest("default") < 6 * EM
    assert shortest("six", least_outline_measure_em=6) >= 6 * EM
    # Beside boxes the other key counts alone.
    assert 4 * EM <= shortest("boxes", least_measure_em=9) < 6 * EM


@pytest.mark.parametrize(("lines", "told"), [("9-10", True), ("8-13", False)])
def test_a_block_with_no_room_for_its_white_is_told(tmp_path: Path, lines: str, told: bool) -> None:
    """It keeps its lines and stands near to the text: else it would lose them."""
    quote = {
        "kind": "quote",
        "id": "q",
        "story": "a",
        "inside": "a",
        "columns": "2",
        "lines": lines,
        "style": "kicker",
    }
    draft = Draft(
        [block("a", "1-3", "1-20"), {**quote, "text": "潮水不等人"}],
        {"a": story("标题", prose(200) + "潮水不等人。" + prose(200))},
    )
    problems = [problem for problem in draft.set(tmp_path).problems if problem.where.block == "q"]
    assert [problem.id for problem in problems] == ["crowded-block"] * told
