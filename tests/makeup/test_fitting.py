"""Copy that does not fit is made to fit inside the paper's limits and what was done is told; strict blocks are left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.copyfit import Advice, Fit, FitStep
from layout.makeup.legs.level_legs import EvenPortion, level_legs
from layout.publish import Outcome
from layout.scene import Picture, Rule
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, running, story


def one(
    folder: Path, depth: int, text: list[str], headline: str = "八个字的一行标题", **more: Any
) -> tuple[Outcome, Fit]:
    """A story over two basic columns, so many lines deep; `under` what stands so many lines deep above it."""
    white = {"over_subhead_lines": more.pop("over_subhead", 0)}
    paper = paper_with(fit=more.pop("limits", {}), headlines={"steps_up": 0}, white=white)
    under = more.pop("under", 0)
    above = [{"kind": "white", "columns": "1-3", "lines": f"1-{under}"}] if under else []
    draft = Draft(
        blocks=[*above, block("a", "1-3", f"{under + 1}-{under + depth}", **more), *more.pop("others", [])],
        stories={"a": story(headline, *text)},
        paper=paper,
    )
    outcome = draft.set(folder)
    return outcome, outcome.made.fits[0]


def test_a_story_that_fits_is_left_alone(tmp_path: Path) -> None:
    outcome, fit = one(tmp_path, 20, [running(502)])  # 3 legs of 17 lines of 10 characters, less the indent
    assert (fit.over_lines, fit.white, fit.done, fit.can) == (0, 0, (), ())
    assert "headline-stepped-down" not in ids(outcome)
    assert [(leg.room, leg.lines, leg.under_lines) for leg in fit.each_leg] == [(17, 17, 0)] * 3
    assert sum(leg.characters for leg in fit.each_leg) == 502


def test_a_headline_a_step_smaller_makes_room(tmp_path: Path) -> None:
    # 48 pt take four lines and one of white, 42 pt three and one: each of three legs gains a line of ten characters.
    def set_as(folder: str, fit: str) -> tuple[Outcome, Fit]:
        draft = Draft(
            blocks=[block("a", "1-3", "1-20", fit=fit)],
            stories={"a": story("六个字标题呢", running(470))},
            paper=paper_with(styles={"headline": {"size": 48, "leading": 50, "align": "center"}}),
        )
        outcome = draft.set(tmp_path / folder)
        return outcome, outcome.made.fits[0]

    _, as_asked = set_as("strict", "strict")
    assert list(as_asked.headline_pt) == [48]
    assert as_asked.over_lines == 3
    outcome, fit = set_as("free", "free")
    assert list(fit.headline_pt) == [42]
    assert fit.over_lines == 0
    assert [done for done in fit.done if done.what == "headline"] == [
        FitStep("headline", "headline", 0, "48 pt to 42 pt")
    ]
    [problem] = [problem for problem in outcome.problems if problem.id == "headline-stepped-down"]
    assert "to make room for the body" in problem.what


def test_what_no_change_makes_fit_stays_as_it_was_asked_for(tmp_path: Path) -> None:
    outcome, fit = one(tmp_path, 20, [running(600)])
    assert list(fit.headline_pt) == [30]
    assert fit.over_lines == 10
    assert fit.can[0] == Advice("cut", "", fit.over_characters, 0)
    assert fit.can[1] == Advice("block", "", 0, 4)  # 10 lines over three legs
    assert sum(leg.over_lines for leg in fit.each_leg) == fit.over_lines
    assert sum(leg.over_characters for leg in fit.each_leg) == fit.over_characters
    [problem] = [problem for problem in outcome.problems if problem.id == "overset"]
    assert f"cut {fit.over_characters} characters" in (problem.hint or "")
    assert "4 lines deeper" in (problem.hint or "")


def test_cutting_what_the_hint_says_makes_it_fit(tmp_path: Path) -> None:
    _, fit = one(tmp_path / "over", 20, [running(600)])
    _, cut = one(tmp_path / "cut", 20, [running(600 - fit.over_characters)])
    assert cut.over_lines == 0


def test_white_over_subheads_fills_the_legs_and_is_never_at_a_legs_head(tmp_path: Path) -> None:
    text = [
        running(90),
        "## 甲",
        running(90),
        "## 乙",
        running(90),
        "## 丙",
        running(90),
        "## 丁",
        running(74),
    ]
    limits = {"headline_steps": 0}
    _, tight = one(tmp_path / "tight", 25, text, limits={"subhead_lines": 0, **limits}, under=5)
    assert tight.white > tight.legs
    outcome, fit = one(tmp_path / "spaced", 25, text, limits={"subhead_lines": 1, **limits}, under=5)
    [done] = [done for done in fit.done if done.what == "subheads"]
    assert 0 < done.lines <= 4
    assert fit.white <= fit.legs < tight.white
    made = region(outcome.made.scene, "a")
    leg_heads = {leg.y for leg in made.legs}
    spaced = 0
    for head in lines(made, "subhead"):
        above = [line for line in lines(made, "body") if line.x < head.x + head.measure and head.x <= line.x]
        before = max((line.baseline for line in above if line.baseline < head.baseline), default=None)
        if before is None:
            assert head.baseline - min(leg_heads) < 15_000  # it stands at its leg's head, without white
        else:
            assert head.baseline - before == 30_000
            spaced += 1
    assert spaced == done.lines


def photo_inside(lines: str) -> dict[str, Any]:
    return {"kind": "photo", "photo": "p", "columns": "2", "lines": lines, "inside": "a"}


def with_photo(folder: Path, count: int, **fit: object) -> tuple[Outcome, Fit]:
    draft = Draft(
        blocks=[block("a", "1-3", "1-30"), photo_inside("10-19")],
        stories={"a": story("八个字的一行标题", running(count))},
        photos={"p": {"file": "p.jpg", "caption": "图说"}},
        pictures={"p.jpg": (600, 600)},
        paper=paper_with(fit={"headline_steps": 0, "level_legs": True, **fit}, headlines={"steps_up": 0}),
    )
    outcome = draft.set(folder)
    return outcome, next(fit for fit in outcome.made.fits if fit.story == "a")


def picture(outcome: Outcome) -> Picture:
    made = next(region for region in outcome.made.scene.pages[0].regions if region.kind == "photo")
    return next(item for item in made.items if isinstance(item, Picture))


@pytest.mark.parametrize(("count", "lines"), [(718, -1), (655, 2)])
def test_a_photo_inside_a_story_gives_or_takes_lines(tmp_path: Path, count: int, lines: int) -> None:
    strict, as_asked = with_photo(tmp_path / "strict", count, photo_lines=0)
    assert as_asked.over_lines > 0 if lines < 0 else as_asked.white > as_asked.legs
    outcome, fit = with_photo(tmp_path / "free", count, photo_lines=2)
    assert (fit.over_lines, fit.white <= fit.legs) == (0, True)
    assert FitStep("photo", "p", lines) in fit.done
    assert picture(outcome).rect.height - picture(strict).rect.height == lines * 15_000
    # The text runs round the photo as it stands: no line of it is in the photo's cells.
    rect = picture(outcome).rect
    for line in lines_of(outcome):
        inside = line.x < rect.right and line.x + line.measure > rect.x
        assert not inside or not rect.y < line.baseline < rect.bottom


def lines_of(outcome: Outcome) -> list[Any]:
    return lines(region(outcome.made.scene, "a"), "body")


def test_a_photo_is_named_where_it_could_make_the_story_fit(tmp_path: Path) -> None:
    outcome, fit = with_photo(tmp_path, 740, photo_lines=0)
    [advice] = [advice for advice in fit.can if advice.what == "photo"]
    assert advice.part == "p" and advice.lines < 0
    [problem] = [problem for problem in outcome.problems if problem.id == "overset"]
    assert f"p {-advice.lines} lines shallower" in (problem.hint or "")


def test_a_strict_block_or_paper_does_nothing_to_fit(tmp_path: Path) -> None:
    text = [prose(348), prose(368)]
    _, free = one(tmp_path / "free", 24, text, legs=2)
    _, block_strict = one(tmp_path / "block", 24, text, legs=2, fit="strict")
    _, paper_strict = one(tmp_path / "paper", 24, text, legs=2, limits={"mode": "strict"})
    assert block_strict.done == paper_strict.done == ()
    assert block_strict.set_lines == block_strict.natural_lines == free.natural_lines
    assert any(done.what == "paragraph" for done in free.done)
    _, freed = one(tmp_path / "freed", 24, text, legs=2, fit="free", limits={"mode": "strict"})
    assert freed.done == free.done


def test_the_report_says_how_each_head_came_to_its_size(tmp_path: Path) -> None:
    _, fit = one(tmp_path, 20, [running(400)], headline="这一行的标题足足有十五个字呢")
    [head] = fit.heads
    assert (head.tier, head.wanted_pt) == ("headline", 30)
    assert "".join(head.lines) == "这一行的标题足足有十五个字呢"
    assert head.tried[0].size_pt == 30 and head.tried[0].verdict.endswith("pt too long")
    assert head.tried[-1].size_pt == head.taken_pt
    assert all(0 < fill <= 1 for fill in head.fills)


@pytest.mark.parametrize(("depth", "more", "white"), [(20, 8, 1), (21, 4, 1), (22, 4, 2)])
def test_white_over_subheads_fills_legs_of_any_shape(
    depth: int, more: int, white: int, tmp_path: Path
) -> None:
    text = [
        running(90),
        "## 甲",
        running(90),
        "## 乙",
        running(90),
        "## 丙",
        running(90),
        "## 丁",
        running(84),
    ]
    shape: dict[str, Any] = {"more": [{"columns": "1", "lines": f"{depth + 1}-{depth + more}"}]}

    def set_with(folder: str, subhead_lines: int) -> tuple[Outcome, Fit]:
        limits = {"subhead_lines": subhead_lines, "headline_steps": 0}
        return one(tmp_path / folder, depth, text, limits=limits, **shape)

    _, tight = set_with("tight", 0)
    assert tight.white > tight.legs and tight.done == ()
    outcome, fit = set_with("spaced", white)
    [done] = [done for done in fit.done if done.what == "subheads"]
    assert 0 < done.lines <= 4 * white and fit.white < tight.white
    made = region(outcome.made.scene, "a")
    gaps = []
    for head in lines(made, "subhead"):
        above = [line.baseline for line in lines(made, "body") if line.x <= head.x < line.x + line.measure]
        gaps += (
            [head.baseline - max(at for at in above if at < head.baseline)]
            if min(above) < head.baseline
            else []
        )
    leading = outcome.edition.paper.grid.leading_pt * 1000
    assert gaps and {round(gap / leading) for gap in gaps} == {1 + white} and len(gaps) * white == done.lines


@given(
    st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=8),
    st.integers(1, 4),
    st.integers(3, 20),
)
def test_white_over_subheads_never_begins_or_ends_a_leg(
    kinds: list[tuple[int, bool]], legs: int, room: int
) -> None:
    pieces = [
        EvenPortion({1: 0.0, 2: 0.0}, 2, True, 1) if subhead else EvenPortion({n: 5.0, n + 1: 9.0}, n)
        for n, subhead in kinds
    ]
    fill = level_legs(pieces, legs, room, level=True)
    if sum(fill.counts) > sum(fill.depths):
        return  # what is over is cut, and filled anew
    feet, start = set(), 0
    for depth in fill.depths:
        start += depth
        feet.add(start)
    at = 0
    for piece, count in zip(pieces, fill.counts, strict=True):
        if piece.white and count == 2:
            assert at and at not in feet
        at += count


def told_of_room(outcome: Outcome) -> list[str]:
    return [one.what for one in outcome.problems if one.id in ("lies-over", "lies-outside", "over-head")]


@pytest.mark.parametrize(
    ("photo", "over"),
    [
        ({"columns": "3", "lines": "7-25"}, 2),  # the whole of the third leg, from the head's foot on
        ({"columns": "1-3", "lines": "7-13"}, 3),  # across all legs, right under the head
    ],
)
@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_a_head_takes_up_no_white_that_a_photo_stands_in(
    tmp_path: Path, photo: dict[str, Any], over: int, writing: str
) -> None:
    """Two lines of each leg are empty: the head would take them, were the photo not in the way."""

    def fitted(folder: str, *inside: dict[str, Any]) -> tuple[Outcome, Fit]:
        legs = over if inside else 3
        rows = (12 if photo["columns"] == "1-3" else 19) - 2 if inside else 17
        draft = Draft(
            blocks=[{"kind": "white", "columns": "1-3", "lines": "1"}, block("a", "1-3", "2-25"), *inside],
            stories={"a": story("八个字的一行标题", running(rows * legs * 10 - 2), summary=running(40))},
            photos={"p": {"file": "p.jpg"}} if inside else {},
            pictures={"p.jpg": (600, 600)} if inside else {},
            paper=paper_with(
                grid={"writing": writing, "lines": 40},
                fit={"headline_steps": 0, "photo_lines": 0},
                headlines={"steps_up": 0},
                styles={"summary": {"face": "kai", "size": 10, "align": "start"}},
            ),
        )
        outcome = draft.set(tmp_path / folder)
        return outcome, next(fit for fit in outcome.made.fits if fit.story == "a")

    outcome, fit = fitted("photo", {"kind": "photo", "photo": "p", "inside": "a", **photo})
    assert told_of_room(outcome) == []
    assert (fit.head_lines, fit.white) == (5, 2 * over)
    free, control = fitted("none")
    assert told_of_room(free) == []
    assert (control.head_lines, control.white) == (5 + 2, 0)


def test_no_photo_grows_up_over_a_head(tmp_path: Path) -> None:
    """The photo ends at the story's foot, and so grows at its head; two lines more would lie over the byline."""

    def fitted(folder: str, lines: str) -> tuple[Outcome, Fit]:
        draft = Draft(
            blocks=[block("a", "1-3", "1-30"), {**photo_inside(lines), "columns": "2-3"}],
            stories={"a": story("八个字的一行标题", running(10 * (24 + 2 * 4) - 102), byline="某人")},
            photos={"p": {"file": "p.jpg", "caption": "图说"}},
            pictures={"p.jpg": (600, 600)},
            paper=paper_with(fit={"headline_steps": 0, "photo_lines": 8}, headlines={"steps_up": 0}),
        )
        outcome = draft.set(tmp_path / folder)
        return outcome, next(fit for fit in outcome.made.fits if fit.story == "a")

    for first in range(6, 16):
        outcome, fit = fitted(str(first), f"{first}-30")
        assert told_of_room(outcome) == []
        grown = sum(done.lines for done in fit.done if done.what == "photo")
        assert first - grown > fit.head_lines


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(
    ("photo", "more", "wrong"),
    [
        ("4-12", {}, "over-head"),  # a photo right under the head as it was asked for
        ("9-12", {"head": {"lines": "1-2"}}, "too-deep"),  # a head with a place of its own
    ],
)
def test_a_head_is_not_stepped_up_out_of_its_place(
    tmp_path: Path, writing: str, photo: str, more: dict[str, Any], wrong: str
) -> None:
    """Of 30 pt the head has room over the photo, or in its two lines; stepped up to fill its measure it has none."""

    def fitted(folder: str, size: int, steps: int) -> tuple[Outcome, Fit]:
        draft = Draft(
            blocks=[block("a", "1-3", "1-24", **more), {**photo_inside(photo), "columns": "1-3"}],
            stories={"a": story("八个字的一行标题", running(300))},
            photos={"p": {"file": "p.jpg"}},
            pictures={"p.jpg": (600, 600)},
            paper=paper_with(
                grid={"writing": writing, "lines": 40},
                fit={"headline_steps": 0, "photo_lines": 0},
                headlines={"steps_up": steps},
                styles={"headline": {"size": size, "leading": None}},
            ),
        )
        outcome = draft.set(tmp_path / folder)
        return outcome, outcome.made.fits[0]

    outcome, fit = fitted("up", 30, 1)
    assert wrong not in ids(outcome) and "no-room" not in ids(outcome)
    assert list(fit.headline_pt) == [30]
    asked, control = fitted("asked", 40, 0)  # in three lines of 15 pt it would have a third of its white
    assert wrong in ids(asked) and control.headline_pt[0] > 30


def test_two_photos_that_grow_towards_each_other_do_not_meet(tmp_path: Path) -> None:
    def fitted(folder: str, first_foot: int) -> tuple[Outcome, Fit]:
        inside = [
            {**photo_inside(f"8-{first_foot}"), "id": "upper"},
            {**photo_inside("20-30"), "photo": "q", "id": "lower"},
        ]
        draft = Draft(
            blocks=[block("a", "1-3", "1-30"), *inside],
            stories={"a": story("八个字的一行标题", running(560))},
            photos={name: {"file": "p.jpg", "caption": "图说"} for name in "pq"},
            pictures={"p.jpg": (600, 600)},
            paper=paper_with(fit={"headline_steps": 0, "photo_lines": 3}, headlines={"steps_up": 0}),
        )
        outcome = draft.set(tmp_path / folder)
        return outcome, next(fit for fit in outcome.made.fits if fit.story == "a")

    grew = {}
    for foot in range(13, 20):
        outcome, fit = fitted(str(foot), foot)
        assert told_of_room(outcome) == []
        grew[foot] = {done.part: done.lines for done in fit.done if done.what == "photo"}
    assert any(len(both) == 2 for both in grew.values()), grew


def test_a_rule_between_legs_stops_where_something_takes_the_whole_of_one(tmp_path: Path) -> None:
    def rules(lines: str) -> list[tuple[int, int]]:
        draft = Draft(
            blocks=[block("a", "1-3", "1-30"), photo_inside(lines)],
            stories={"a": story("八个字的一行标题", running(480))},
            photos={"p": {"file": "p.jpg"}},
            pictures={"p.jpg": (600, 600)},
            paper=paper_with(
                fit={"photo_lines": 0, "headline_steps": 0},
                headlines={"steps_up": 0},
                rules={"between_legs": {"width_pt": 0.5}},
            ),
        )
        outcome = draft.set(tmp_path / lines)
        assert told_of_room(outcome) == []
        return [
            (item.x1, item.x2) for item in region(outcome.made.scene, "a").items if isinstance(item, Rule)
        ]

    assert rules("4-30") == []  # the second leg is the photo's
    assert len(rules("20-30")) == 2
