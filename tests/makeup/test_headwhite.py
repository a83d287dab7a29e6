"""White belongs above a head: under it and between its tiers a paper says how much there is; what is over goes above."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from layout.makeup.copyfit import Fit
from layout.publish import Outcome
from layout.scene import HEAD_ROLES, Line, Mpt, Picture, Rect, Scene
from layout.scene.geometry import turned_back
from layout.scene.places import filled_rect
from tests.editions import Draft, block, ids, paper_with, region, running, story

LEADING, INSET = 15_000, 2_500

FULL: dict[str, Any] = {"kicker": "引题一行", "deck": "副题也是一行", "byline": "某人"}


class Measured:
    """The white over, between and under the lines of a head, along the page's lines, in thousandths of a point."""

    def __init__(self, scene: Scene, name: str) -> None:
        page, found = scene.pages[0], region(scene, name)
        vertical = page.grid is not None and page.grid.vertical

        def flat(rect: Rect) -> Rect:
            return turned_back(rect, page.width) if vertical else rect

        items = [item for item in found.items if isinstance(item, Line) and item.text.strip()]
        head = [flat(filled_rect(line)) for line in items if line.role in HEAD_ROLES]
        body = [flat(filled_rect(line)) for line in items if line.role not in HEAD_ROLES]
        self.top = head[0].y
        self.over: Mpt = head[0].y - flat(found.frame).y
        self.between: list[Mpt] = [after.y - before.bottom for before, after in pairwise(head)]
        below = [line for line in body if line.y >= head[-1].bottom and line.x < head[-1].right]
        self.under: Mpt = min(line.y for line in below) - head[-1].bottom if below else -1


def paper(writing: str = "horizontal", **more: Any) -> dict[str, Any]:
    grid = {"writing": writing, "lines": 40} if writing == "vertical" else {}
    return paper_with(**{"grid": grid, "headlines": {"steps_up": 0}, **more})


def headed(
    folder: Path, text: str = "", lines: str = "1-30", given: dict[str, Any] | None = None, **more: Any
) -> Outcome:
    """A story over three columns, with nothing else on the page but what is asked for."""
    return Draft(
        blocks=[*more.pop("above", []), block("a", "1-3", lines, **more)],
        stories={"a": text or story("八个字的一行标题", running(500)), "top": story("", running(320))},
        paper=given or paper(fit={"mode": "strict"}),
    ).set(folder)


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("head_lines", [None, 4, 9, 20])
def test_what_a_head_has_over_its_lines_is_above_them(
    tmp_path: Path, writing: str, head_lines: int | None
) -> None:
    more: dict[str, Any] = {} if head_lines is None else {"head_lines": head_lines}
    given = paper(writing, fit={"mode": "strict"})
    outcome = headed(tmp_path, given=given, **more)
    white = Measured(outcome.made.scene, "a")
    depth = outcome.made.fits[0].head_lines
    assert 0 < white.under <= LEADING
    assert white.over >= white.under
    # Nothing is lost: from the block's first line to that of the body.
    assert white.over + 30_000 + white.under == depth * LEADING + INSET
    assert depth == (head_lines or 3)


def test_the_white_under_a_head_is_the_papers(tmp_path: Path) -> None:
    def under(lines: float, head_lines: int = 20) -> Mpt:
        given = paper(fit={"mode": "strict"}, white={"under_head_lines": lines})
        outcome = headed(tmp_path / f"{lines} {head_lines}", given=given, head_lines=head_lines)
        return Measured(outcome.made.scene, "a").under

    assert [under(lines) for lines in (0, 0.5, 1, 3)] == [0, 7_500, 15_000, 45_000]
    # The head is as deep as that needs, and has no more under it than above.
    assert under(3, 1) == 1.5 * LEADING
    assert under(1, 1) == 7_500


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(("ems", "expected"), [(0, [0, 0, 0]), (0.5, [7, 7, 5]), (2, [28, 28, 20])])
def test_between_two_tiers_is_what_the_paper_says_of_the_smaller(
    tmp_path: Path, writing: str, ems: float, expected: list[int]
) -> None:
    text = story("八个字的一行标题", running(300), **FULL)
    given = paper(writing, fit={"mode": "strict"}, white={"between_tiers_em": ems})
    outcome = headed(tmp_path, text, given=given)
    white = Measured(outcome.made.scene, "a")
    assert white.between == [gap * 1_000 for gap in expected]
    assert 0 < white.under <= LEADING
    high = sum(white.between) + 68_000
    assert outcome.made.fits[0].head_lines == -(-high // LEADING) + 1


def test_lines_of_one_tier_keep_the_leading_of_their_style(tmp_path: Path) -> None:
    text = story(["八个字的一行标题", "八个字的二行标题"], running(300), deck=["副题一", "副题二"])
    given = paper(fit={"mode": "strict"}, white={"between_tiers_em": 2})
    assert Measured(headed(tmp_path, text, given=given).made.scene, "a").between == [6_000, 28_000, 3_500]


def test_a_summary_is_a_tier_too(tmp_path: Path) -> None:
    text = story("八个字的一行标题", running(300), summary=running(50))
    styles = {"summary": {"face": "song", "size": 12, "leading": 16}}
    white = Measured(headed(tmp_path, text, given=paper(styles=styles)).made.scene, "a")
    assert white.between[0] == 6_000 and set(white.between[1:]) == {4_000}


def test_descenders_keep_clear_of_the_tier_and_the_text_under_them(tmp_path: Path) -> None:
    """Of 30 pt 3.9 pt reach under the em box, where the line has such letters."""
    plain = headed(tmp_path / "plain", story("一行GDP的标题", running(300), deck="副题"))
    deep = headed(tmp_path / "deep", story("一行Gjp的标题", running(300), deck="副题"))
    gaps = [Measured(outcome.made.scene, "a").between for outcome in (plain, deep)]
    assert gaps == [[7_000], [10_900]]


@pytest.mark.parametrize("size", [20, 44])
def test_under_a_latin_head_is_a_line_from_its_baseline(tmp_path: Path, size: int) -> None:
    """A quarter of the size is under the baseline. What has descenders keeps half a line under them, and stands as a
    line without them does where that leaves room for it.
    """
    profile = {"profile": "en", "size": 10}
    given = {
        **paper(
            fit={"mode": "strict"},
            styles={
                "body": {**profile, "face": "serif"},
                "headline": {**profile, "face": "serif", "size": size, "align": "start"},
            },
        ),
        "lang": "en",
    }

    def under(folder: str, headline: str) -> Mpt:
        text = story(headline, "word " * 200, lang="en")
        made = headed(tmp_path / folder, text, given=given, head_lines=12)
        return Measured(made.made.scene, "a").under + size * 120

    plain, deep = under("plain", "No such tail"), under("deep", "Paying")
    assert plain == LEADING
    assert deep == max(plain, size * 250 + LEADING // 2)


def slack(folder: Path, over: int, depth: int = 12, **more: Any) -> tuple[Measured, Fit]:
    """A story under another, whose copy leaves `over` lines of each leg empty."""
    text = more.pop("text", "八个字的一行标题")
    front = more.pop("front", {})
    given = paper(more.pop("writing", "horizontal"), fit={"headline_steps": 0}, **more.pop("papers", {}))
    above = more.pop("above", [block("top", "1-3", "1-11")])
    first = 13 if above else 1
    room = more.pop("room", depth - 3)
    copy = running((room - over) * 3 * 10 - 2)
    outcome = headed(
        folder, story(text, copy, **front), f"{first}-{first + depth - 1}", given, above=above, **more
    )
    (fit,) = [fit for fit in outcome.made.fits if fit.story == "a"]
    return Measured(outcome.made.scene, "a"), fit


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("over", [1, 2, 3])
def test_white_that_the_body_leaves_over_goes_above_its_head(tmp_path: Path, writing: str, over: int) -> None:
    full, _ = slack(tmp_path / "full", 0, writing=writing)
    white, fit = slack(tmp_path / "over", over, writing=writing)
    assert (fit.head_lines, fit.white) == (3 + over, 0)
    assert [(done.what, done.lines) for done in fit.done] == [("head-white", over)]
    assert white.under <= LEADING
    assert white.over + white.under == full.over + full.under + over * LEADING


@pytest.mark.parametrize(
    ("more", "head"),
    [
        ({"above": []}, 3),  # nothing is above: it stays level with its neighbours
        ({"above": [{"kind": "folio", "left": "报眉", "columns": "1-6", "lines": "1-2"}]}, 3),
        ({"frame": {"stroke": {}}, "room": 7}, 3),
        ({"text": "一个短标题", "papers": {"styles": {"headline": {"size": 18, "leading": 20}}}}, 3),
        ({"head_lines": 3}, 3),
        ({"fit": "strict"}, 3),
    ],
    ids=["top of the page", "under a folio", "a box", "a brief", "a depth of its own", "strict"],
)
def test_a_head_that_parts_its_story_from_no_other_takes_no_filling_white(
    tmp_path: Path, more: dict[str, Any], head: int
) -> None:
    _, fit = slack(tmp_path, 2, **more)
    assert fit.head_lines == head
    assert fit.white > fit.legs
    assert not [done for done in fit.done if done.what == "head-white"]


def test_in_a_frame_the_white_over_a_head_is_about_that_under_it(tmp_path: Path) -> None:
    """The frame has a line over the head's own; what the head takes of it is counted."""
    outcome = headed(tmp_path / "all", frame={"stroke": {"width_pt": 0.5}})
    white = Measured(outcome.made.scene, "a")
    assert outcome.made.fits[0].head_lines == 3
    assert (white.over - INSET, white.under) == (LEADING, LEADING)
    over_two = headed(
        tmp_path / "two", story("六个字的标题", running(500)), frame={"stroke": {}}, head={"columns": "1-2"}
    )
    assert Measured(over_two.made.scene, "a").under == LEADING


@pytest.mark.parametrize(
    ("head", "deep"),
    [
        ({"columns": "1-2"}, 3),  # over two legs of three
        ({"lines": "1-8"}, 8),  # over all, with lines of its own
        ({"columns": "1-2", "lines": "9-17"}, 9),  # amid the text
    ],
)
def test_a_head_that_text_runs_round_has_its_white_above_it(
    tmp_path: Path, head: dict[str, str], deep: int
) -> None:
    outcome = headed(tmp_path, story("六个字的标题", running(500)), head=head)
    white = Measured(outcome.made.scene, "a")
    assert 0 < white.under <= LEADING
    first = int(head.get("lines", "1").partition("-")[0]) - 1
    assert white.over - first * LEADING + 30_000 + white.under == deep * LEADING + INSET
    assert white.over - first * LEADING >= white.under


def test_a_head_in_a_column_of_its_own_begins_level_with_the_text(tmp_path: Path) -> None:
    outcome = headed(tmp_path, story("标题字", running(500)), head={"side": "left", "columns": "1"})
    made = region(outcome.made.scene, "a")
    first = min(filled_rect(line).y for line in made.lines if line.role == "body")
    assert Measured(outcome.made.scene, "a").top == first


def test_white_that_leaves_no_room_is_told_where_it_is(tmp_path: Path) -> None:
    text = story("八个字的一行标题", running(300), **FULL)
    for key in ("between_tiers_em", "under_head_lines"):
        outcome = headed(tmp_path / key, text, given=paper(white={key: 40}))
        (problem,) = [problem for problem in outcome.problems if problem.id == "no-room"]
        assert (problem.severity, problem.where.block) == ("press", "a")
        assert not {"lies-over", "copy-lost"} & set(ids(outcome))
        with pytest.raises(Refused) as refusal:
            headed(tmp_path / f"more {key}", text, given=paper(white={key: 41}))
        (refused,) = refusal.value.problems
        assert refused.where.field == f"white.{key}" and refused.where.line


@pytest.mark.parametrize(("first", "lines", "told"), [(8, 7, 0), (7, 6, 0), (6, 7, 1)])
def test_a_head_makes_way_for_a_photo_that_begins_in_its_white(
    tmp_path: Path, first: int, lines: int, told: int
) -> None:
    """70 pt of type, 20 of white between and a line: seven lines of 15 pt. In six its white is 20 of 35 pt."""
    text = story("八个字的一行标题", running(300), kicker="引题一行", deck="副题也是一行", byline="某人九磅")
    photo = {"kind": "photo", "photo": "p", "columns": "1-3", "lines": f"{first}-16", "inside": "a"}
    outcome = Draft(
        blocks=[block("a", "1-3", "1-40"), photo],
        stories={"a": text},
        photos={"p": {"file": "p.jpg"}},
        pictures={"p.jpg": (600, 600)},
        paper=paper(
            styles={"byline": {"face": "song", "size": 12, "align": "center"}}, fit={"photo_lines": 0}
        ),
    ).set(tmp_path)
    (fit,) = outcome.made.fits
    assert fit.head_lines == lines
    assert ids(outcome).count("over-head") == told
    whole = [7_000, 7_000, 6_000]
    gaps = Measured(outcome.made.scene, "a").between
    assert gaps == (whole if lines == 7 else [gap * 571 // 1000 for gap in whole])
    (shown,) = (item for item in region(outcome.made.scene, "p").items if isinstance(item, Picture))
    head = [line for line in region(outcome.made.scene, "a").lines if line.role in HEAD_ROLES]
    assert told or shown.rect.y - filled_rect(head[-1]).bottom >= LEADING // 2


@pytest.mark.parametrize("kind", ["photo", "photo-group"])
@pytest.mark.parametrize(
    ("first", "given", "begins"),
    [
        (6, {}, 8),  # in the white of the head, and in its byline
        (7, {}, 8),
        (9, {}, 8),  # with a line of text over it
        (10, {}, 8),
        (8, {}, 8),
        (11, {}, 11),  # a leg has three lines over it
        (10, {"photo_lines": 1}, 10),
        (9, {"photo_lines": 0}, 9),
        (9, {"mode": "strict"}, 9),
    ],
)
def test_a_picture_right_under_a_head_begins_with_its_legs(
    tmp_path: Path, first: int, given: dict[str, Any], begins: int, kind: str
) -> None:
    """The head takes seven lines of 15 pt. The picture keeps its foot, and how much deeper it is is told."""
    text = story("八个字的一行标题", running(840), kicker="引题一行", deck="副题也是一行", byline="某人九磅")
    shown = {"photo": "p"} if kind == "photo" else {"photos": ["p", "q"]}
    for writing in ("horizontal", "vertical"):
        head = {"side": "right"} if writing == "vertical" else {}
        picture = {"kind": kind, "columns": "2-3", "lines": f"{first}-20", "inside": "a", "id": "it", **shown}
        outcome = Draft(
            blocks=[block("a", "1-3", "1-40", head=head), picture],
            stories={"a": text},
            photos={name: {"file": "p.jpg"} for name in shown.get("photos", "p")},
            pictures={"p.jpg": (600, 600)},
            paper=paper(
                writing,
                styles={"byline": {"face": "song", "size": 12, "align": "center"}},
                fit={"headline_steps": 0, **given},
            ),
        ).set(tmp_path / writing)
        scene, (fit,) = outcome.made.scene, outcome.made.fits
        frames = [region(scene, name).frame for name in ("a", "it")]
        if writing == "vertical":
            frames = [turned_back(frame, scene.pages[0].width) for frame in frames]
        own, pictured = frames
        assert fit.head_lines == 7
        assert (pictured.y - own.y, pictured.bottom - own.y) == ((begins - 1) * LEADING, 20 * LEADING)
        assert [step.lines for step in fit.done if step.what == "photo"] == [first - begins] * (
            first != begins
        )
        assert not {"over-head", "lies-over"} & set(ids(outcome))


@pytest.mark.parametrize(("over", "lines"), [(0, 7), (1, 6), (3, 6), (4, 7)])
def test_a_head_gives_a_line_of_its_white_where_nothing_else_makes_its_text_fit(
    tmp_path: Path, over: int, lines: int
) -> None:
    """Seven lines of 15 pt, of which 70 pt are type; 13 are left to each of three legs, and 14 under six."""
    copy = running(13 * 3 * 10 + over * 10 - 2)
    given = paper(
        fit={"headline_steps": 0, "level_legs": False},
        styles={"byline": {"face": "song", "size": 12, "align": "center"}},
    )
    text = story("八个字的一行标题", copy, kicker="引题一行", deck="副题也是一行", byline="某人九磅")
    outcome = headed(tmp_path / "free", text, "1-20", given)
    (fit,) = outcome.made.fits
    assert fit.head_lines == lines
    assert [(done.what, done.lines) for done in fit.done] == [("head-white", -1)] * (lines == 6)
    assert ids(outcome).count("overset") == (over == 4)
    white = Measured(outcome.made.scene, "a")
    assert white.over >= white.under > 0
    strict = headed(tmp_path / "strict", text, "1-20", given, fit="strict")
    assert strict.made.fits[0].head_lines == 7


def rest(folder: Path, styles: dict[str, Any] | None = None, **more: Any) -> tuple[set[int], Outcome]:
    """The sizes of the head of a story's rest on another page, in thousandths of a point."""
    first = block("a", "1-3", "1-12", jump_to="A02")
    second = block("a", "1-3", "1-20", jump_from="A01", **more)
    outcome = Draft(
        pages=[{"name": "A01", "blocks": [first]}, {"name": "A02", "blocks": [second]}],
        stories={"a": story("标题", *[f"{running(40)}{running(40)}" for _ in range(8)])},
        paper=paper(styles=styles or {}),
    ).set(folder)
    made = next(found for found in outcome.made.scene.pages[1].regions if found.id == "a")
    lines = [line for line in made.lines if line.role == "headline"]
    return {run.size for line in lines for run in line.runs}, outcome


def test_the_head_of_a_continuation_is_two_steps_smaller(tmp_path: Path) -> None:
    # 30 is no step of the ladder: 26 and 24 are the two under it.
    found, outcome = rest(tmp_path / "plain")
    assert found == {24_000}
    assert "headline-stepped-down" not in ids(outcome)
    first = region(outcome.made.scene, "a")
    assert {run.size for line in first.lines if line.role == "headline" for run in line.runs} == {30_000}
    small, _ = rest(tmp_path / "small", {"headline": {"face": "hei", "size": 15}})
    assert small == {14_000}  # the least size of headlines


def test_the_style_of_a_continuations_head_is_the_papers_or_its_blocks(tmp_path: Path) -> None:
    own = {"jump-head": {"face": "hei", "size": 20}, "other": {"face": "hei", "size": 12}}
    assert rest(tmp_path / "paper", own)[0] == {20_000}
    assert rest(tmp_path / "block", own, jump_head_style="other")[0] == {12_000}
    assert rest(tmp_path / "headline", own, headline_style="headline")[0] == {30_000}
    _, wrong = rest(tmp_path / "unknown", own, jump_head_style="other")
    assert "no-style" not in ids(wrong)


@pytest.mark.parametrize(
    ("more", "kicker", "level"),
    [
        ({}, "", True),
        ({"headline_style": "deck"}, "", False),
        ({}, "引题", False),
        ({"lines": "12-20"}, "", False),
    ],
)
def test_heads_of_a_kind_that_begin_level_side_by_side_stay_level(
    tmp_path: Path, more: dict[str, Any], kicker: str, level: bool
) -> None:
    """Briefs in a row: the first has two lines of a leg empty, which a head alone would take."""
    above: dict[str, Any] = {"kind": "white", "columns": "1-3", "lines": "1-10"}
    outcome = Draft(
        blocks=[above, block("a", "1", "11-20"), {**block("b", "2", "11-20"), **more}],
        stories={
            "a": story("三字题", running(48)),
            "b": story("三字题", running(50), **({"kicker": kicker} if kicker else {})),
        },
        paper=paper(
            styles={"headline": {"size": 24, "leading": 30}, "deck": {"size": 24, "leading": 30}},
            fit={"headline_steps": 0, "level_legs": False},
        ),
    ).set(tmp_path)
    fit = outcome.made.fits[0]
    taken = [step.lines for step in fit.done if step.what == "head-white"]
    assert (taken == []) is level
    assert level or fit.white == 0
