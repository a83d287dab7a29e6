"""Lists with hanging marks, dialogues, and white between texts, on the page: where each of their lines stands.

A basic column is 100 pt wide, an em 10 pt, a line 15 pt.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.publish import Outcome
from layout.scene import Line
from tests.editions import Draft, block, ids, paper_with, prose, region, story

EM, LEADING = 10_000, 15_000
BODY = {"face": "song", "size": 10, "indent_em": 2}


def set_copy(folder: Path, *copy: str, **more: Any) -> Outcome:
    styles, grid, white = ({**more.pop(key, {})} for key in ("styles", "grid", "white"))
    front = more.pop("front", {})
    placed = {"columns": "1-2", "lines": "1-40", "legs": 1, "head_lines": 3, **more}
    paper = paper_with(styles={"body": BODY, **styles}, grid=grid, white=white)
    return Draft([block("a", **placed)], {"a": story("标题", *copy, **front)}, paper=paper).set(folder)


def texts(outcome: Outcome) -> list[Line]:
    every = [item for item in region(outcome.made.scene, "a").items if isinstance(item, Line)]
    return [line for line in every if line.role != "headline"]


def ink(line: Line) -> tuple[float, float]:
    """Where the ink of a line begins and ends behind its leg's start, in ems; glyphs are an em wide, but figures."""
    first, last = line.runs[0], line.runs[-1]
    along = [
        (run.baseline if line.vertical else run.x) - (line.baseline if line.vertical else line.x)
        for run in (first, last)
    ]
    return (along[0] + first.xs[0]) / EM, (along[1] + last.xs[-1]) / EM


def rows(outcome: Outcome) -> list[tuple[str, float]]:
    """Of each line its first characters, and how many ems behind its leg's start it begins."""
    return [(line.text[:2], round(ink(line)[0], 2)) for line in texts(outcome)]


def tops(outcome: Outcome) -> list[float]:
    """Where each text's lines are, in lines of the grid from the first one on, each place once."""
    found = [line.x if line.vertical else line.baseline for line in texts(outcome)]
    return list(dict.fromkeys(round(abs(at - found[0]) / LEADING, 3) for at in found))


def test_a_mark_hangs_before_its_text_which_begins_where_paragraphs_begin(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, prose(20), "- " + prose(30) + "\n- 又一项\n  - " + prose(25), prose(20))
    assert not {"copy-lost", "lies-over", "half-width-mark"} & set(ids(outcome))
    marks = [line for line in texts(outcome) if line.text in "•·"]
    assert [line.text for line in marks] == ["•", "•", "·"]
    entries = [line for line in texts(outcome) if line.role == "list" and line not in marks]
    assert [ink(line)[0] for line in entries] == [2, 2, 2, 3, 3]  # the indent of a paragraph, and an em more
    for mark, text in zip(marks, (entries[0], entries[2], entries[3]), strict=True):
        assert mark.baseline == text.baseline and mark.x == text.x
        assert mark.span is not None and (mark.span.start, mark.span.end) == (0, 1)
        assert text.span is not None and text.span.part == mark.span.part and text.span.start == 1
        assert (
            mark.x + mark.measure == text.x + round(ink(text)[0] * EM) - 2_500
        )  # a quarter of an em of white
    plain = set_copy(
        tmp_path / "plain", prose(20), prose(30)
    )  # the control: the lines of a paragraph go on at the edge
    assert [start for _, start in rows(plain)] == [2, 2, 0]


def test_numbers_end_at_one_place_and_the_widest_says_how_far_text_hangs(tmp_path: Path) -> None:
    outcome = set_copy(tmp_path, "9. 甲项\n10. 乙项\n100. 丙项", styles={"body": {**BODY, "indent_em": 0}})
    lines = texts(outcome)
    marks, words = lines[::2], lines[1::2]
    assert [mark.text for mark in marks] == ["9.", "10.", "100."]
    assert len({mark.x + mark.measure for mark in marks}) == 1
    assert {ink(line)[0] for line in words} == {3}
    assert (
        len({round(mark.runs[-1].x + mark.runs[-1].xs[-1]) for mark in marks}) == 1
    )  # the points stand below each other
    narrow = texts(set_copy(tmp_path / "a", "1. 甲项\n2. 乙项", styles={"body": {**BODY, "indent_em": 0}}))
    assert ink(narrow[1])[0] == 2


@pytest.mark.parametrize(
    ("mark", "ems"), [("①", 2), ("一、", 2), ("（一）", 2), ("·", 2), ("十一、", 3), ("●", 2)]
)
def test_marks_of_the_copys_own_hang_on_whole_ems(tmp_path: Path, mark: str, ems: int) -> None:
    outcome = set_copy(tmp_path, f"::: list\n{mark}{prose(30)}\n:::")
    first, *entry = texts(outcome)
    assert first.text == mark and {ink(line)[0] for line in entry} == {ems}
    gap = 0 if mark[-1] in "、）①" else 2_500
    assert first.x + first.measure == entry[0].x + ems * EM - gap
    assert "copy-lost" not in ids(outcome)
    plain = set_copy(tmp_path / "plain", mark + prose(30))  # the control: without the div it is a paragraph
    assert [round(start) for _, start in rows(plain)] == [2, 0]


def test_a_style_says_how_a_list_looks(tmp_path: Path) -> None:
    styles = {"list": {"face": "hei", "size": 9, "start_em": 1, "hanging_em": 4}}
    mark, *entry = texts(set_copy(tmp_path, "- " + prose(40), styles=styles))
    assert {round(ink(line)[0] * EM) for line in entry} == {45_000} and entry[0].runs[0].size == 9_000
    other = texts(
        set_copy(tmp_path / "b", "- " + prose(40), styles={"way": styles["list"]}, list_style="way")
    )
    assert [line.text for line in other] == [line.text for line in (mark, *entry)]
    assert other[1].runs == entry[0].runs


def test_a_list_hangs_in_a_box_in_legs_and_in_vertical_lines(tmp_path: Path) -> None:
    copy = ["- " + prose(30) + "\n- " + prose(40), "1. " + prose(20) + "\n2. " + prose(20)]
    box = set_copy(tmp_path / "box", *copy, kind="sidebar", legs=1)
    assert {ink(line)[0] for line in texts(box) if len(line.text) > 2} == {2}
    legs = set_copy(tmp_path / "legs", *copy, legs=2)
    assert {ink(line)[0] for line in texts(legs) if len(line.text) > 2} == {2}
    vertical = set_copy(tmp_path / "up", *copy, lines="1-30", grid={"writing": "vertical", "lines": 40})
    lines = texts(vertical)
    assert {ink(line)[0] for line in lines if len(line.text) > 2} == {2}
    number = next(line for line in lines if line.text == "1.")
    assert {run.turn for run in number.runs} == {
        "level"
    } and number.vertical  # the figure stands upright with its point
    for outcome in (box, legs, vertical):
        assert not {"copy-lost", "lies-over"} & set(ids(outcome))


def test_a_dialogue_has_strong_labels_and_hangs_where_its_style_says(tmp_path: Path) -> None:
    copy = f"::: qa\n问：{prose(30)}\n答：{prose(30)}\n:::"
    run_in = texts(set_copy(tmp_path, copy))
    label, text = run_in[0].runs[:2]
    assert "".join(label.texts) == "问：" and label.face.startswith("hei") and text.face.startswith("song")
    assert [round(ink(line)[0]) for line in run_in] == [2, 0, 2, 0]
    hung = texts(set_copy(tmp_path / "b", copy, styles={"qa": {**BODY, "indent_em": 0, "hanging_em": 2}}))
    assert [round(ink(line)[0]) for line in hung] == [0, 2, 0, 2]
    plain = texts(set_copy(tmp_path / "c", f"问：{prose(30)}"))
    assert plain[0].runs[0].face.startswith("song")  # the control


def test_a_line_of_white_stands_over_and_under_quotations_and_verse(tmp_path: Path) -> None:
    copy = [
        prose(15),
        "> " + prose(10),
        "> " + prose(10),
        prose(15),
        "| 甲\n| 乙\n|\n| 丙",
        prose(15),
        "- 丁\n- 戊",
        prose(15),
    ]
    # The quotation's two paragraphs stand together; between stanzas there is a line as before.
    assert tops(set_copy(tmp_path, *copy)) == [0, 2, 3, 5, 7, 8, 10, 12, 13, 14, 15]
    white = {
        "round_quotations_lines": 0,
        "round_verse_lines": 2,
        "between_stanzas_lines": 0,
        "round_lists_lines": 1,
    }
    assert tops(set_copy(tmp_path / "b", *copy, white=white)) == [0, 1, 2, 3, 6, 7, 8, 11, 13, 14, 16]


def test_half_a_line_over_and_under_a_quotation_keeps_the_body_on_the_grid(tmp_path: Path) -> None:
    copy = [prose(15), "> " + prose(40), prose(15)]
    white = {"round_quotations_lines": 0.5}
    assert tops(set_copy(tmp_path, *copy, white=white)) == [0, 1.5, 2.5, 3.5, 5]
    vertical = set_copy(
        tmp_path / "up", *copy, white=white, lines="1-30", grid={"writing": "vertical", "lines": 40}
    )
    assert tops(vertical) == [0, 1.5, 2.5, 3.5, 5]
    # At the story's end the line is over it; at a leg's head there is none, and it stands on the grid.
    assert tops(set_copy(tmp_path / "end", *copy[:2], white=white)) == [0, 2, 3, 4]
    assert tops(set_copy(tmp_path / "head", *copy[1:], white=white)) == [0, 1, 2, 4]
    for outcome in (vertical,):
        assert not {"copy-lost", "lies-over"} & set(ids(outcome))


def test_a_quotation_that_a_leg_parts_has_its_line_over_it_and_another_under_it(tmp_path: Path) -> None:
    copy = [prose(60), "> " + prose(60), prose(60)]
    outcome = set_copy(tmp_path, *copy, legs=2, white={"round_quotations_lines": 0.5})
    lines = texts(outcome)
    feet = [index for index, (line, after) in enumerate(pairwise(lines)) if after.x > line.x]
    assert len(feet) == 1 and lines[feet[0]].role == lines[feet[0] + 1].role == "quotation"
    leg = [line for line in lines if line.x == lines[-1].x]
    at = [round((line.baseline - leg[0].baseline) / LEADING, 3) for line in leg]
    quoted = sum(line.role == "quotation" for line in leg)
    assert at == [*range(quoted), *range(quoted + 1, len(leg) + 1)]


def test_a_style_has_white_of_its_own_and_the_larger_counts(tmp_path: Path) -> None:
    styles = {"note": {**BODY, "white_above_lines": 2, "white_below_lines": 0.5}}
    copy = [prose(15), "::: note\n" + prose(10) + "\n\n" + prose(10) + "\n:::", "> " + prose(10), prose(15)]
    assert tops(set_copy(tmp_path, *copy, styles=styles)) == [0, 3, 6, 8, 10]
    body = {"body": {**BODY, "white_above_lines": 1}}
    assert tops(set_copy(tmp_path / "b", prose(15), prose(15), prose(15), styles=body)) == [0, 2, 4]
    half = {"body": {**BODY, "white_above_lines": 0.5}}  # body lines stand on the grid: it is rounded up
    assert tops(set_copy(tmp_path / "c", prose(15), prose(15), styles=half)) == [0, 2]
    assert tops(set_copy(tmp_path / "d", prose(15), prose(15))) == [0, 1]  # the control


@pytest.mark.parametrize(
    ("key", "value"), [("white_above_lines", 40), ("white_below_lines", 0.3), ("white_above_lines", -1)]
)
def test_white_that_leaves_no_room_or_the_grid_is_refused_where_it_stands(
    tmp_path: Path, key: str, value: float
) -> None:
    from content.problems import Refused

    with pytest.raises(Refused) as caught:
        set_copy(tmp_path, prose(9), styles={"body": {**BODY, key: value}}, white={"round_verse_lines": 40})
    fields = {problem.where.field for problem in caught.value.problems}
    assert fields == {f"styles.body.{key}", "white.round_verse_lines"}
    assert all(problem.where.line and problem.hint for problem in caught.value.problems)


PARTS = st.sampled_from(
    [
        prose(70),
        prose(31),
        "- " + prose(33) + "\n- " + prose(11) + "\n  1. " + prose(24) + "\n  2. " + prose(8),
        "> " + prose(40),
        "| 甲甲甲甲\n| 乙乙\n|\n| 丙丙",
        "::: qa\n问：" + prose(22) + "\n答：" + prose(44) + "\n:::",
        "::: {.list .keep}\n①" + prose(22) + "\n（二）" + prose(30) + "\n:::",
        "::: keep\n" + prose(20) + "\n\n" + prose(30) + "\n:::",
        "## 小标题",
        "<||>",
        "[（某某）]{.signature}",
    ]
)


@given(
    st.lists(PARTS, min_size=1, max_size=12),
    st.fixed_dictionaries(
        {
            "legs": st.sampled_from([1, 2, [2, 1]]),
            "white": st.sampled_from([0, 0.5, 1]),
            "grid": st.sampled_from([{}, {"writing": "vertical", "lines": 40}]),
            "kind": st.sampled_from(["story", "sidebar"]),
            "drop_cap": st.sampled_from([0, 2]),
        }
    ),
)
def test_whatever_stands_in_copy_nothing_is_lost_and_nothing_overlaps(
    tmp_path_factory: pytest.TempPathFactory, copy: list[str], more: dict[str, Any]
) -> None:
    lines = more.pop("white")
    white = {f"round_{kind}_lines": lines for kind in ("quotations", "verse", "lists")}
    outcome = set_copy(
        tmp_path_factory.mktemp("any"), *copy, white=white, columns="1-3", lines="1-36", **more
    )
    assert not {"copy-lost", "lies-over", "lies-outside"} & set(ids(outcome))


@pytest.mark.parametrize("grid", [{}, {"writing": "vertical", "lines": 40}])
def test_white_over_a_paragraph_is_no_more_than_its_leg_has_left(
    tmp_path: Path, grid: dict[str, Any]
) -> None:
    """Where a leg ends, the white ends with it, and the paragraph begins the next leg."""
    styles = {"far": {**BODY, "white_above_lines": 20}}
    copy = (prose(30), f"::: far\n{prose(60)}\n\n{prose(45)}\n:::")
    outcome = set_copy(tmp_path, *copy, styles=styles, grid=grid, columns="1-5", lines="1-20", legs=5)
    found = region(outcome.made.scene, "a")
    assert found.overset is None
    tops = {(leg.x, leg.y) if not grid else (leg.right, leg.y) for leg in found.legs}
    begins = [line for line in texts(outcome) if line.span is not None and line.span.start == 0]
    assert len(begins) == 3
    for line in begins:
        along = line.baseline if line.vertical else line.x
        assert along in {y if line.vertical else x for x, y in tops}
    assert len({line.baseline if line.vertical else line.x for line in begins}) == 3
