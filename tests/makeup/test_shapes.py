"""Stories of any shape: legs, heads beside and amid the text, what text runs round, jumps. Column n begins 110 pt after
column n − 1, a line is 15 pt deep.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from tests.editions import HAN, Draft, block, ids, lines, paper_with, region, running, story


def legs_of(tmp_path: Path, *blocks: dict[str, Any], count: int = 600) -> list[tuple[int, int, int, int]]:
    draft = Draft([*blocks], {"a": story("题", running(count))})
    return [
        (leg.x // 1000, leg.y // 1000, leg.width // 1000, leg.height // 15_000)
        for leg in region(draft.set(tmp_path).made.scene, "a").legs
    ]


def test_an_l_has_two_long_legs_and_two_short_ones(tmp_path: Path) -> None:
    square = legs_of(tmp_path / "square", block("a", "1-4", "1-20", head_lines=5))
    shape = legs_of(
        tmp_path / "l", block("a", "1-4", "1-20", head_lines=5, more=[{"columns": "1-2", "lines": "21-30"}])
    )
    assert [leg[3] for leg in square] == [15, 15, 15, 15]
    assert [leg[3] for leg in shape] == [25, 25, 15, 15]
    assert [leg[0] for leg in shape] == [leg[0] for leg in square]


def test_a_region_names_every_rectangle_of_its_block_and_a_plain_one_its_frame_alone(tmp_path: Path) -> None:
    shape = block("a", "1-4", "1-20", more=[{"columns": "1-2", "lines": "21-30"}])
    draft = Draft(
        [shape, block("b", "5-6", "1-10")], {"a": story("题", running(600)), "b": story("题", running(90))}
    )
    scene = draft.set(tmp_path).made.scene
    first, second = region(scene, "a").areas
    assert first == region(scene, "a").frame
    assert (second.x, second.y) == (first.x, first.bottom)
    assert (second.width, second.height) == (210_000, 150_000)
    assert region(scene, "b").areas == ()
    assert region(scene, "b").places == (region(scene, "b").frame,)


def test_text_runs_round_what_stands_inside_and_nothing_is_lost(tmp_path: Path) -> None:
    inside = {
        "kind": "motto",
        "columns": "2-3",
        "lines": "10-14",
        "inside": "a",
        "text": [{"text": "引语", "style": "kicker"}],
    }
    draft = Draft([block("a", "1-4", "1-30"), inside], {"a": story("题", running(700))})
    outcome = draft.set(tmp_path)
    scene = outcome.made.scene
    frame = next(one for one in scene.pages[0].regions if one.inside == "a").frame
    body = lines(region(scene, "a"))
    for line in body:
        beside = line.x + line.measure <= frame.x or line.x >= frame.right
        assert beside or line.baseline <= frame.y or line.baseline - 8_800 >= frame.bottom
    assert any(line.baseline < frame.y for line in body if line.x == frame.x)
    assert any(line.baseline > frame.bottom for line in body if line.x == frame.x)
    assert "copy-lost" not in ids(outcome)
    assert sum(len(line.text) for line in body) == 700


def test_a_head_beside_the_legs_is_vertical_and_leaves_them_the_rest(tmp_path: Path) -> None:
    draft = Draft(
        [block("a", "1-3", "1-20", legs=2, head={"side": "left"})],
        {"a": story("竖题", running(300))},
        paper=paper_with(headlines={"text_beneath": False}),
    )
    found = region(draft.set(tmp_path).made.scene, "a")
    (head,) = lines(found, "headline")
    assert head.vertical
    assert head.x < found.legs[0].x
    assert [leg.y for leg in found.legs] == [found.frame.y] * 2


def test_what_is_left_over_goes_into_the_last_leg_if_the_paper_says_so(tmp_path: Path) -> None:
    widths = {}
    for remainder in ("gutters", "leg"):
        paper = paper_with(fit={"remainder": remainder})
        # Five basic columns are 54 em: three legs of 17 with two gutters leave one em over.
        draft = Draft([block("a", "1-5", "1-20", legs=3)], {"a": story("题", running(600))}, paper=paper)
        widths[remainder] = [
            leg.width // 10_000 for leg in region(draft.set(tmp_path / remainder).made.scene, "a").legs
        ]
    assert widths == {"gutters": [17, 17, 17], "leg": [17, 17, 18]}


def jump_pages(**second: object) -> list[dict[str, Any]]:
    return [
        {"name": "A01", "blocks": [block("a", "1-2", "1-12", jump_to="A03")]},
        {"name": "A02", "blocks": []},
        {"name": "A03", "blocks": [block("a", "1-2", "1-40", **second)]},
    ]


COPY = "".join(f"{running(17)}{running(23)}" for _ in range(4))


def test_a_story_jumps_at_a_sentence_inside_a_paragraph(tmp_path: Path) -> None:
    draft = Draft(
        pages=jump_pages(jump_from="A01"),
        stories={"a": story("很长的题", COPY, COPY, COPY, jump_head="短题")},
    )
    outcome = draft.set(tmp_path)
    first, second = (outcome.made.scene.pages[number].regions[-1] for number in (0, 2))
    assert [line.text for line in lines(first, "jump")] == ["（下转第3版）"]
    assert [line.text for line in lines(second, "jump")] == ["（上接第1版）"]
    assert [line.text for line in lines(second, "headline")] == ["短题"]
    before, behind = lines(first)[-1].span, lines(second)[0].span
    assert before is not None
    assert behind is not None
    assert (before.part, before.end) == (behind.part, behind.start)
    assert lines(first)[-1].text.endswith("。")
    assert 0 < before.end < len(COPY)
    assert "copy-lost" not in ids(outcome)


@pytest.mark.parametrize("count", [62, 85])
def test_the_first_part_of_a_story_that_jumps_fills_its_legs_under_a_photo(
    tmp_path: Path, count: int
) -> None:
    """The lines under the photo have room for no sentence more, until it is shallower."""

    def lines_under(name: str, **fit: Any) -> list[int]:
        first = block("a", "1-3", "1-20", jump_to="A02")
        photo = {"kind": "photo", "photo": "p", "columns": "2-3", "lines": "4-17", "inside": "a"}
        copy = "".join(running(count) for _ in range(12))
        outcome = Draft(
            pages=[
                {"name": "A01", "blocks": [first, photo]},
                {"name": "A02", "blocks": [block("a", "1-3", "1-40", jump_from="A01")]},
            ],
            stories={"a": story("题", copy, copy)},
            photos={"p": {"file": "p.jpg"}},
            pictures={"p.jpg": (1200, 900)},
            paper=paper_with(headlines={"steps_up": 0}, fit=fit),
        ).set(tmp_path / name)
        foot = region(outcome.made.scene, "p").frame.bottom
        made = outcome.made.scene.pages[0].regions[-2]
        under = [line for line in lines(made) if line.baseline > foot and line.x > made.legs[0].right]
        assert "lies-over" not in ids(outcome)
        return sorted(sum(line.x == x for line in under) for x in {line.x for line in under})

    assert min(lines_under("free")) >= 3
    assert max(lines_under("held", photo_lines=0)) < 3


def test_where_no_sentence_ends_a_story_jumps_at_a_clause_and_that_is_told(tmp_path: Path) -> None:
    """A paragraph of one sentence longer than the first part: cut behind a comma near the foot, not pages away."""
    clauses = "，".join([HAN[:14]] * 40) + "。"
    short = "一句短的。再一句。"

    def cut(folder: str, *paragraphs: str) -> tuple[str, list[str]]:
        draft = Draft(
            pages=jump_pages(jump_from="A01"), stories={"a": story("题", *paragraphs, jump_head="题")}
        )
        outcome = draft.set(tmp_path / folder)
        assert "copy-lost" not in ids(outcome)
        return lines(outcome.made.scene.pages[0].regions[-1])[-1].text, ids(outcome)

    text, told = cut("clause", short + clauses)
    assert text.endswith("，") and "jump-in-a-sentence" in told
    text, told = cut("sentence", COPY, COPY, COPY)
    assert text.endswith("。") and "jump-in-a-sentence" not in told
    _, told = cut("none", HAN * 20)
    assert "no-place-to-jump" in told


@pytest.mark.parametrize(
    ("pages", "problem"),
    [
        (jump_pages(jump_from="A02"), "jump-unanswered"),
        (jump_pages(jump_from="A09"), "jump-nowhere"),
        (jump_pages(jump_from="A01", jump_to="A01"), "jump-unanswered"),
    ],
)
def test_jumps_must_meet(tmp_path: Path, pages: list[dict[str, Any]], problem: str) -> None:
    outcome = Draft(pages=pages, stories={"a": story("题", COPY)}).set(tmp_path)
    assert {one.severity for one in outcome.problems if one.id == problem} == {"refused"}
    assert outcome.edition.held and not outcome.ready
    meeting = Draft(pages=jump_pages(jump_from="A01"), stories={"a": story("题", COPY)})
    assert not meeting.set(tmp_path / "meeting").edition.held


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"more": [{"columns": "5", "lines": "30-40"}]}, "apart"),
        ({"more": [{"columns": "1", "lines": "20-30"}]}, "overlap"),
        ({"head": {"columns": "4-5"}}, "bad-head-place"),
        ({"head": {"side": "bottom"}}, "bad-head-place"),
        ({"inside": "b"}, "unknown-name"),
        (
            {"frame": {"border": "fret", "border_pt": 40}, "more": [{"columns": "1", "lines": "21-30"}]},
            "framed-shape",
        ),
    ],
)
def test_shapes_that_cannot_be_are_refused_with_their_place(
    tmp_path: Path, more: dict[str, Any], problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        Draft([block("a", "1-4", "1-20", **more)], {"a": story("题", running(100))}).set(tmp_path)
    (one,) = [one for one in refused.value.problems if one.id == problem]
    assert (one.where.page, one.where.block) == ("A01", "a")
    assert one.where.line


@pytest.mark.parametrize(
    ("rows", "head", "told"),
    [
        ("2-6", {}, True),
        ("8-12", {}, False),
        ("2-6", {"columns": "1-2"}, False),
        ("2-6", {"columns": "3-4"}, True),
    ],
)
def test_what_stands_in_a_story_may_not_lie_over_its_head(
    rows: str, head: dict[str, Any], told: bool, tmp_path: Path
) -> None:
    """Text runs round it; a head would be covered, and nothing that is printed may be."""
    inside = {"kind": "motto", "columns": "3", "lines": rows, "inside": "a"}
    inside["text"] = [{"text": "语", "style": "kicker"}]  # type: ignore[assignment]
    outcome = Draft([block("a", "1-4", "1-30", head=head), inside], {"a": story("标题", running(700))}).set(
        tmp_path
    )
    assert ("over-head" in ids(outcome)) is told
    for one in outcome.problems:
        if one.id == "over-head":
            assert one.what == f"The motto in lines {rows} of the story lies over its head."
    assert outcome.ready is not told or "overset" in ids(outcome)
