"""Pages that can't be made: everything that is wrong is told in one run, each at its place, and nothing falls."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Problem, Refused
from tests.editions import Draft, block, ids, running, story


def refused(draft: Draft, folder: Path) -> list[Problem]:
    with pytest.raises(Refused) as found:
        draft.set(folder)
    return list(found.value.problems)


def test_all_that_is_wrong_with_where_things_stand_is_told_in_one_run(tmp_path: Path) -> None:
    pages: list[dict[str, Any]] = [
        {
            "name": "A01",
            "blocks": [
                block("twice", "1-2", "1-10"),
                block("over", "2-3", "5-14", id="over"),
                block("off", "5-9", "1-60"),
                block("round", "1", "20-30", jump_to="A02"),
                block("alone", "2", "20-30", jump_to="A09"),
                block("bent", "3", "20-30", more=[{"columns": "5", "lines": "20-30"}]),
                {"kind": "quote", "story": "twice", "text": "没有说过的话", "columns": "4", "lines": "20-30"},
                {"kind": "index", "columns": "6", "lines": "20-30", "entries": [{"story": "nowhere"}]},
                {"kind": "photo", "photo": "gone", "columns": "4", "lines": "31-40"},
                {"kind": "photo", "photo": "p", "columns": "5", "lines": "31-40", "wrap": "outline"},
                {
                    "kind": "motto",
                    "columns": "6",
                    "lines": "31-40",
                    "inside": "nobody",
                    "text": [{"text": "一", "style": "no"}],
                },
            ],
        },
        {
            "name": "A02",
            "blocks": [
                block("twice", "1-2", "1-10", id="again"),
                block("round", "1", "20-30", jump_from="A01", jump_to="A01"),
            ],
        },
    ]
    names = ("twice", "over", "off", "round", "alone", "bent", "lost")
    draft = Draft(
        pages=pages,
        stories={name: story("题", running(60)) for name in names},
        photos={"p": {"file": "p.jpg"}},
        pictures={"p.jpg": (300, 300)},
    )
    problems = refused(draft, tmp_path)
    found = {problem.id for problem in problems}
    assert {
        "story-placed-twice",
        "overlap",
        "off-grid",
        "apart",
        "misquoted",
        "no-outline",
        "missing-file",
        "unknown-name",
    } <= found
    assert any("jump" in kind for kind in found)
    for problem in problems:
        assert problem.hint
        assert problem.where.file, problem
        if problem.where.file == "edition.yaml":
            assert problem.where.line, problem


def test_all_that_finds_no_room_is_told_in_one_run_and_the_proof_can_be_made(tmp_path: Path) -> None:
    draft = Draft(
        blocks=[
            block("long", "1", "1-20"),  # a headline that no size fits
            block("shallow", "2-3", "1-2"),  # a head that leaves no line for the body
            block("narrow", "4", "1-20", legs=20),  # legs of no width
            {"kind": "photo", "photo": "p", "columns": "5", "lines": "1-2"},  # a caption that leaves no photo
            {
                "kind": "photo-group",
                "id": "g",
                "photos": ["q", "r"],
                "columns": "6",
                "lines": "1-3",
                "across": 2,
            },
            block("full", "1-3", "22-40"),
            {"kind": "table", "table": "t", "columns": "4-6", "lines": "22-23"},
            {
                "kind": "quote",
                "id": "q1",
                "story": "full",
                "columns": "4",
                "lines": "26",
                "text": running(30)[:20],
            },
        ],
        stories={
            "long": story(running(200), running(60)),
            "shallow": story(["题", "题"], running(60), kicker="引题"),
            "narrow": story("题", running(60)),
            "full": story("题", running(900)),
        },
        photos={
            "p": {"file": "p.jpg", "caption": running(80)},
            "q": {"file": "q.jpg", "caption": running(60)},
            "r": {"file": "r.jpg", "caption": running(60)},
        },
        pictures={"p.jpg": (300, 300), "q.jpg": (300, 300), "r.jpg": (300, 300)},
        tables={"t": {"columns": [{}, {}], "rows": [["一", "二"]] * 9}},
    )
    outcome = draft.set(tmp_path)
    told = {(problem.where.block, problem.id) for problem in outcome.problems}
    assert {
        ("long", "headline-too-long"),
        ("shallow", "no-room"),
        ("narrow", "no-room"),
        ("p", "no-room"),
        ("g", "no-room"),
        ("full", "overset"),
        ("t", "overset"),
        ("q1", "too-deep"),
    } <= told
    assert "copy-lost" not in ids(outcome)
    for problem in outcome.problems:
        assert problem.where.page == "A01" and problem.where.file and problem.hint


def test_a_thousand_blocks_on_a_page_are_set_or_refused_in_a_moment(tmp_path: Path) -> None:
    apart = [
        {
            "kind": "motto",
            "columns": str(1 + at % 6),
            "lines": str(1 + at // 6),
            "text": [{"text": "一", "style": "body"}],
        }
        for at in range(300)
    ]
    begin = time.process_time()
    Draft(blocks=apart).set(tmp_path / "apart")
    on_one_spot = [{**apart[0], "id": f"b{at}"} for at in range(1000)]
    problems = refused(Draft(blocks=on_one_spot), tmp_path / "spot")
    assert sum(problem.id == "overlap" for problem in problems) == 100
    assert ["899 more places" in one.what for one in problems if one.id == "more-problems"] == [True]
    too_many = refused(Draft(blocks=[*on_one_spot, *on_one_spot]), tmp_path / "many")
    assert [problem.where.field for problem in too_many] == ["pages[0].blocks"]
    assert time.process_time() - begin < 60  # seconds: what grew with the square of them would take minutes


ranges = st.builds(lambda first, more: f"{first}-{first + more}", st.integers(1, 8), st.integers(0, 6))
lines_ranges = st.builds(
    lambda first, more: f"{first}-{first + more}", st.integers(1, 55), st.integers(0, 30)
)
blocks = st.one_of(
    st.builds(
        lambda columns, lines, legs, cap, side: block(
            "a", columns, lines, legs=legs, drop_cap=cap, head={"side": side}
        ),
        ranges,
        lines_ranges,
        st.integers(1, 12),
        st.integers(0, 6),
        st.sampled_from(["top", "left", "right"]),
    ),
    st.builds(
        lambda columns, lines: {
            "kind": "quote",
            "story": "a",
            "text": "宇宙",
            "columns": columns,
            "lines": lines,
            "inside": "a",
        },
        ranges,
        lines_ranges,
    ),
    st.builds(
        lambda columns, lines, wrap: {
            "kind": "photo",
            "photo": "p",
            "columns": columns,
            "lines": lines,
            "inside": "a",
            "wrap": wrap,
        },
        ranges,
        lines_ranges,
        st.sampled_from(["box", "outline"]),
    ),
    st.builds(
        lambda columns, lines: {"kind": "table", "table": "t", "columns": columns, "lines": lines},
        ranges,
        lines_ranges,
    ),
)


@given(st.lists(blocks, min_size=1, max_size=5))
def test_whatever_stands_where_it_is_refused_or_made_up_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, Any]]
) -> None:
    draft = Draft(
        blocks=made,
        stories={"a": story("标题", running(400), "## 小标题", running(200))},
        photos={"p": {"file": "p.jpg", "caption": "图说", "outline": [[0, 0.5], [0.5, 0], [1, 1]]}},
        pictures={"p.jpg": (60, 60)},
        tables={"t": {"title": "表", "columns": [{}, {"align": "decimal"}], "rows": [["一", "2.5"]] * 3}},
    )
    try:
        outcome = draft.set(tmp_path_factory.mktemp("any"))
    except Refused as refusal:
        assert all(problem.where.file for problem in refusal.problems), refusal.problems
        return
    assert "copy-lost" not in ids(outcome)
