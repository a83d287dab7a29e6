"""A first letter stands so many lines deep on the grid, its paragraph goes on beside it, and no character is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Line
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, running, story

ENGLISH = (
    "Once upon a time a printer kept his largest letters in a case of their own, and took one out for the first word "
    "of each story. The compositor cut the lines beside it short, so that the letter and the lines stood level at the "
    "foot, and the reader knew without being told where to begin. Nobody counted how many readers began elsewhere."
)
LATIN = {"profile": "en", "indent_em": 0}


def capped(
    folder: Path, text: str, lines_deep: int, *, columns: str = "1-3", english: bool = False, **more: Any
) -> Outcome:
    styles: dict[str, Any] = {
        "body": {"face": "song", "size": 10, "strong": {"face": "hei"}, "emphasis": {"face": "song"}}
    }
    if english:
        styles["body"] |= LATIN
    front = {"lang": "en"} if english else {}
    return Draft(
        blocks=[block("a", columns, "1-14", drop_cap=lines_deep, **more)],
        stories={"a": story("标题", text, **front)},
        paper=paper_with(styles=styles),
    ).set(folder)


def body(outcome: Outcome) -> list[Line]:
    return lines(region(outcome.made.scene, "a"), "body")


def size(line: Line) -> int:
    return max(run.size for run in line.runs)


def test_a_capital_reaches_from_the_first_lines_capitals_to_the_last_lines_foot(tmp_path: Path) -> None:
    outcome = capped(tmp_path, ENGLISH, 3, english=True, legs=1)
    letter, *rest = body(outcome)
    assert letter.text == "O"
    assert letter.baseline == rest[2].baseline
    # Capitals of the body are h·10 pt over the first baseline; the letter's are h·size over the third, 30 pt below.
    height = (size(letter) - 10_000) / 30_000  # 1 / h
    assert 1.2 < height < 1.6  # capitals are from .62 to .83 of an em
    beside, after = rest[:3], rest[3]
    assert len({line.x for line in beside}) == 1 and beside[0].x > after.x == letter.x
    assert beside[0].measure == after.measure - (beside[0].x - after.x)
    assert "".join(line.text for line in (letter, rest[0])).startswith("Once upon")


def test_a_han_letter_fills_the_lines_and_leaves_whole_characters_beside_it(tmp_path: Path) -> None:
    outcome = capped(tmp_path, running(300), 2)
    letter, *rest = body(outcome)
    assert (letter.text, size(letter)) == ("天", 25_000)  # a line of 15 pt and an em of 10
    top = rest[0].baseline - 8_800
    assert letter.baseline - 0.88 * 25_000 == top
    assert rest[0].x - letter.x == 30_000  # 25 pt and a quarter of an em, in whole ems
    assert rest[0].measure == 70_000
    assert rest[2].measure == 100_000


def test_an_opening_mark_is_taken_with_its_letter(tmp_path: Path) -> None:
    outcome = capped(tmp_path, "“Once” is how stories begin. " + ENGLISH, 2, english=True)
    assert body(outcome)[0].text == "“O"


def test_every_character_is_on_the_page_and_the_word_is_read_in_one_piece(tmp_path: Path) -> None:
    outcome = capped(tmp_path, ENGLISH, 3, english=True)
    assert "copy-lost" not in ids(outcome)
    made, catalogue = set_edition(tmp_path)
    scene = made.made.scene
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    pdf = write_pdf(scene, scene.pages, resources)
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert re.search(r"O\s*nce\s+upon\s+a\s+time", text)


@pytest.mark.parametrize("text", ["短。", "## 小标题", "天"])
def test_a_body_without_room_for_an_initial_has_none(tmp_path: Path, text: str) -> None:
    outcome = capped(tmp_path, text, 3)
    assert all(size(line) <= 10_000 for line in body(outcome))
    assert "copy-lost" not in ids(outcome)
    if text == "短。":
        [problem] = [problem for problem in outcome.problems if problem.id == "no-initial"]
        assert (problem.severity, problem.where.field) == ("warning", "body[0]")


def test_the_rest_of_a_story_that_jumps_has_no_initial(tmp_path: Path) -> None:
    pages = [
        {"name": "A01", "blocks": [block("a", "1-3", "1-10", jump_to="A02", drop_cap=2)]},
        {"name": "A02", "blocks": [block("a", "1-3", "1-40", jump_from="A01", drop_cap=2)]},
    ]
    outcome = Draft(pages=pages, stories={"a": story("标题", *[prose(160)] * 5)}).set(tmp_path)
    assert "copy-lost" not in ids(outcome)
    first, second = outcome.made.scene.pages
    assert max(size(line) for line in lines(first.regions[-1], "body")) == 25_000
    assert max(size(line) for line in lines(second.regions[-1], "body")) == 10_000


@given(st.integers(1, 220), st.integers(2, 6), st.integers(1, 4))
def test_whatever_the_length_nothing_is_lost_and_nothing_overlaps(
    tmp_path_factory: pytest.TempPathFactory, count: int, deep: int, legs: int
) -> None:
    outcome = capped(tmp_path_factory.mktemp("cap"), running(count), deep, legs=legs, columns="1-2")
    assert "copy-lost" not in ids(outcome)
    found = body(outcome)
    large = [line for line in found if size(line) > 10_000]
    assert len(large) <= 1
    for letter in large:
        right, first = letter.x + letter.width, letter.baseline - size(letter)
        for line in found:
            beside = (
                line is not letter and letter.x <= line.x < right and first < line.baseline <= letter.baseline
            )
            assert not beside, f"“{line.text}” stands on the initial"


def test_a_short_story_with_an_initial_ends_level_on_a_vertical_page_too(tmp_path: Path) -> None:
    """White of a vertical story is at the left of all its legs, and not in the last ones whole."""
    paper = paper_with(grid={"writing": "vertical", "lines": 40})
    for style in paper["styles"].values():
        style["profile"] = "ja-newspaper"
    whole = block("a", "1-3", "1-30", drop_cap=2, head={"side": "right"})
    draft = Draft([whole], {"a": story("題", running(160))}, paper=paper)
    found = body(draft.set(tmp_path))
    depths = [len([line for line in found if line.baseline // 110_000 == leg]) for leg in range(3)]
    depths[0] -= 1  # the letter is a line of its own
    assert sum(depths) >= 16
    assert depths[0] == depths[1] >= depths[2] >= depths[0] - 2


@pytest.mark.parametrize(
    ("copy", "large"),
    [
        ("2024年是", "2024年"),
        ("2024年11月", "2024年"),
        ("2024，", "2024"),
        ("12.5%的", "12.5%"),
        ("3万吨的", "3万吨"),
        ("……后来", "……"),
        ("——后来", "——"),
        ("“天地", "“天"),
        ("《天地》", "《天"),
        ("“2024年是", "“2024年"),
        ("啊！天", "啊"),
        ("天……地", "天"),
        ("（一）天", "（一）"),
        ("GDP增长", "GDP"),
        ("Wi-Fi的", "Wi-Fi"),
        ("’90s的", "’90s"),
        ("葛\U000e0100地", "葛\U000e0100"),
        ("天地", "天"),  # the control: Han are parted
    ],
)
def test_what_no_line_s_end_parts_is_set_large_as_a_whole(tmp_path: Path, copy: str, large: str) -> None:
    outcome = capped(tmp_path, copy + running(300), 2, columns="1-4", legs=1)
    letter, first = body(outcome)[:2]
    assert letter.text == large
    assert size(first) == 10_000 and first.text.startswith((copy + running(300))[len(large) :][:4])
    assert not {"copy-lost", "no-initial"} & set(ids(outcome))


@pytest.mark.parametrize(
    ("copy", "large"),
    [
        ("GDP rose. ", "G"),
        ("2024 was a year. ", "2024"),
        ("“Once. ", "“O"),
        ("’Tis so. ", "’T"),
        ("e\u0301te\u0301. ", "e\u0301"),
    ],
)
def test_of_words_in_latin_papers_one_letter_is_set_large(tmp_path: Path, copy: str, large: str) -> None:
    outcome = capped(tmp_path, copy + ENGLISH, 2, english=True, columns="1-4", legs=1)
    assert body(outcome)[0].text == large


@pytest.mark.parametrize(("copy", "fits"), [("2024年11月", False), ("20年11月", True)])
def test_a_piece_that_would_take_half_of_its_lines_is_left_small_and_told(
    tmp_path: Path, copy: str, fits: bool
) -> None:
    outcome = capped(tmp_path, copy + running(300), 3, columns="1-2", legs=1)
    assert (size(body(outcome)[0]) > 10_000) == fits
    told = [problem for problem in outcome.problems if problem.id == "no-initial"]
    assert len(told) == (not fits)
    assert all("“2024年”" in problem.what and problem.where.field == "body[0]" for problem in told)


@pytest.mark.parametrize(
    ("copy", "large"), [("2024年11月", "2024年"), ("……後", "……"), ("“天", "“天"), ("天", "天")]
)
def test_on_a_vertical_page_a_whole_piece_is_large_too(tmp_path: Path, copy: str, large: str) -> None:
    paper = paper_with(grid={"writing": "vertical", "lines": 40})
    for style in paper["styles"].values():
        style["profile"] = "zh-Hant-TW"
    blocks = [block("a", "1-3", "1-30", drop_cap=2, legs=1)]
    draft = Draft(blocks, {"a": story("題", copy + running(300))}, paper=paper)
    outcome = draft.set(tmp_path)
    letter, first = body(outcome)[:2]
    assert letter.text == large
    assert size(letter) == 25_000 and size(first) == 10_000
    assert "copy-lost" not in ids(outcome)


def beside_white(folder: Path, columns: str, at: str, *, own: str = "1-3") -> Outcome:
    """A story of a leg with an initial of three lines from line 4 on, and white that stands in it."""
    return Draft(
        blocks=[
            block("a", own, "1-20", drop_cap=3, legs=1, head_lines=3),
            {"kind": "white", "inside": "a", "columns": columns, "lines": at},
        ],
        stories={"a": story("标题", running(220))},
        paper=paper_with(styles={"body": {"face": "song", "size": 10}}),
    ).set(folder)


@pytest.mark.parametrize("at", ["4-4", "4-5", "5-6", "6-12", "4-12"])
def test_lines_beside_it_that_begin_at_one_edge_may_end_at_two(tmp_path: Path, at: str) -> None:
    letter, *rest = body(beside_white(tmp_path, "3", at))
    assert size(letter) > 30_000
    assert len({line.x for line in rest[:3]}) == 1 and rest[0].x - letter.x == 50_000
    first, last = map(int, at.split("-"))
    measures = [160_000 if first <= line <= last else 270_000 for line in (4, 5, 6)]
    assert [line.measure for line in rest[:3]] == measures


def told(outcome: Outcome) -> str:
    [problem] = [problem for problem in outcome.problems if problem.id == "no-initial"]
    assert problem.where.field == "body[0]" and problem.hint
    return problem.what


def test_why_there_is_no_initial_is_told_as_it_is(tmp_path: Path) -> None:
    before = beside_white(tmp_path / "before", "1", "5-6")
    assert "begin at one edge" in told(before)
    narrow = beside_white(tmp_path / "narrow", "2", "4-5", own="1-2")
    assert "leaves 5.0 em to a line beside it" in told(narrow)
    deep = capped(tmp_path / "deep", running(300), 6, columns="1-3", legs=3)
    assert "leaves 1.0 em to a line beside it" in told(deep)
    short = capped(tmp_path / "short", running(20), 3, columns="1-3", legs=1)
    assert "its paragraph has 1 to stand beside" in told(short)
    low = capped(tmp_path / "low", running(85), 3, columns="1-6", legs=3)
    assert "its leg ends" in told(low)


@pytest.mark.parametrize(
    ("copy", "large"),
    [
        ("２０２６年的", "２０２６年"),
        ("“3月，", "“3月"),
        ("G20峰会", "G20"),
        ("——后来", "——"),
        ("《天地》", "《天"),
    ],
)
def test_an_indivisible_piece_is_whole_beside_a_box_too(tmp_path: Path, copy: str, large: str) -> None:
    outcome = Draft(
        blocks=[
            block("a", "1-4", "1-20", drop_cap=2, legs=1, head_lines=3),
            {"kind": "white", "inside": "a", "columns": "4", "lines": "4-4"},
        ],
        stories={"a": story("标题", copy + running(400))},
        paper=paper_with(styles={"body": {"face": "song", "size": 10}}),
    ).set(tmp_path)
    letter, first, second = body(outcome)[:3]
    assert letter.text == large and first.x == second.x and first.measure < second.measure
    assert "copy-lost" not in ids(outcome)
