"""The index finds its pages, quotes are the story's words, tables stand in columns, groups end level, white is meant."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Problem, Refused
from layout.makeup.blocks import MAKERS
from layout.makeup.pictures.frame import border_items
from layout.plan.blocks import BLOCK_MODELS, WhiteBlock, kinds_of
from layout.plan.grid import Area
from layout.plan.things import FOLDERS
from layout.publish import Outcome
from layout.reading.placement import empty_places
from layout.scene import Box, Ink, Item, Line, Picture, Rect, Rule, Wave
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story

BLACK = Ink(0, 0, 0, 100)


def refused(draft: Draft, folder: Path) -> list[Problem]:
    with pytest.raises(Refused) as found:
        draft.set(folder)
    return list(found.value.problems)


# Index


def indexed(folder: Path, *entries: dict[str, Any], **more: Any) -> Outcome:
    index = {
        "kind": "index",
        "id": "index",
        "columns": "3-4",
        "lines": "1-10",
        "entries": list(entries),
        **more,
    }
    pages = [
        {"name": "A01", "blocks": [block("a", "1-2", "1-20"), index]},
        {"name": "A02", "blocks": [block("b", "1-2", "1-20")]},
    ]
    stories = {
        "a": story("甲稿的标题", running(300)),
        "b": story(["乙稿", "两行"], running(300), jump_head="乙稿短题"),
    }
    return Draft(pages=pages, stories=stories).set(folder)


def test_the_index_finds_the_pages_and_the_titles(tmp_path: Path) -> None:
    outcome = indexed(
        tmp_path, {"story": "a"}, {"story": "b"}, {"story": "b", "title": "另一句"}, leaders=False
    )
    found = [line.text for line in lines(region(outcome.made.scene, "index"), "index")]
    assert found == ["甲稿的标题", "A01", "乙稿短题", "A02", "另一句", "A02"]


def test_an_entry_of_a_story_without_a_headline_holds_the_press(tmp_path: Path) -> None:
    bare = Draft(
        pages=[
            {
                "name": "A01",
                "blocks": [
                    block("a", "1-2", "1-20"),
                    {
                        "kind": "index",
                        "id": "index",
                        "columns": "3-4",
                        "lines": "1-10",
                        "entries": [{"story": "a"}],
                    },
                ],
            }
        ],
        stories={"a": story("", running(300))},
    ).set(tmp_path)
    assert "index-waits" in ids(bare)
    assert lines(region(bare.made.scene, "index"), "index")[0].text == "a"
    assert "index-waits" not in ids(indexed(tmp_path / "headed", {"story": "a"}, {"story": "b"}))


def test_pages_of_the_index_end_at_its_right_edge_and_leaders_end_before_them(tmp_path: Path) -> None:
    outcome = indexed(tmp_path, {"story": "a"}, {"story": "b"}, page="{number}版")
    made = region(outcome.made.scene, "index")
    found = lines(made, "index")
    assert [line.text for line in found if "版" in line.text] == ["1版", "2版"]
    leaders = [line for line in found if set(line.text) == {"·"}]
    pages = [line for line in found if "版" in line.text]
    assert len(leaders) == 2
    # The dots of both lines stand in columns, and half an em before the page.
    assert {dots.x + dots.measure for dots in leaders} == {min(page.runs[0].x for page in pages) - 5_000}
    assert all(page.x + page.width == made.frame.right for page in pages)


def test_a_title_that_no_break_makes_short_enough_for_its_page_is_told(tmp_path: Path) -> None:
    narrow = {"columns": "3", "page": "{page}版面"}
    crowded = indexed(tmp_path / "crowded", {"story": "a", "title": "W" * 8}, **narrow)
    [told] = [one for one in crowded.problems if one.id == "overfull"]
    assert told.what == "The title “WWWWWWWW” leaves no room for its page, A01版面."
    assert "lies-over" not in ids(crowded)
    assert "overfull" not in ids(indexed(tmp_path / "free", {"story": "a", "title": "WWW"}, **narrow))


def test_a_long_title_of_the_index_is_broken_and_its_page_stands_on_the_last_line(tmp_path: Path) -> None:
    outcome = indexed(tmp_path, {"story": "a", "title": running(30)})
    made = lines(region(outcome.made.scene, "index"), "index")
    title = [line for line in made if line.text not in ("A01",) and "·" not in line.text]
    page = next(line for line in made if line.text == "A01")
    assert "".join(line.text for line in title) == running(30)
    assert len(title) == 2 and title[0].baseline < title[1].baseline == page.baseline


@pytest.mark.parametrize("counts", [(1, 3), (3, 1), (2, 2)])
def test_a_rule_of_the_index_is_in_the_middle_of_the_white_between_two_entries(
    tmp_path: Path, counts: tuple[int, int]
) -> None:
    words = [{"story": "ab"[number], "title": running(13 * count)} for number, count in enumerate(counts)]
    outcome = indexed(tmp_path, *words, rule={"width_pt": 0.5}, title="导读", leaders=False)
    made = region(outcome.made.scene, "index")
    [rule] = [item for item in made.items if isinstance(item, Rule)]
    found = [line.baseline for line in lines(made, "index") if not line.text.startswith("A0")]
    assert len(found) == sum(counts)
    foot, head = found[counts[0] - 1] + 1_200, found[counts[0]] - 8_800  # of em boxes of 10 pt
    assert abs(rule.y1 - (foot + head) // 2) <= 1


def test_a_large_title_of_the_index_stands_in_its_block(tmp_path: Path) -> None:
    more = {"title": "导读", "title_style": "headline", "place": "top"}
    outcome = indexed(tmp_path, {"story": "a"}, **more)
    made = region(outcome.made.scene, "index")
    [title] = lines(made, "index-title")
    assert title.baseline - 30_000 * 88 // 100 >= made.frame.y  # of 30 pt, over lines of 15
    assert "lies-outside" not in ids(outcome)


def test_an_entry_of_no_page_is_refused_at_its_line(tmp_path: Path) -> None:
    index = {"kind": "index", "columns": "3-4", "lines": "1-10", "entries": [{"story": "a"}, {"story": "c"}]}
    draft = Draft(blocks=[block("a", "1-2", "1-20"), index], stories={"a": story("题", running(300))})
    [problem] = refused(draft, tmp_path)
    assert problem.id == "unknown-name" and "'c'" in problem.what
    written = (tmp_path / "edition.yaml").read_text("utf-8").splitlines()
    assert "story: c" in written[(problem.where.line or 0) - 1]


# Pull quotes


def quoting(text: str, **more: Any) -> Draft:
    quote = {
        "kind": "quote",
        "id": "q",
        "story": "a",
        "columns": "3-4",
        "lines": "1-10",
        "text": text,
        **more,
    }
    copy = "他说，潮水不等人，人也不必等潮水。说完就走了。"
    return Draft(blocks=[block("a", "1-2", "1-20"), quote], stories={"a": story("题", copy, running(280))})


def test_a_quote_is_words_of_its_story(tmp_path: Path) -> None:
    outcome = quoting("潮水不等人，|人也不必等潮水", by="看闸人").set(tmp_path / "right")
    assert [line.text for line in lines(region(outcome.made.scene, "q"), "quote")] == [
        "潮水不等人，",
        "人也不必等潮水",
        "看闸人",
    ]
    assert "copy-lost" not in ids(outcome)
    [problem] = refused(quoting("潮水不等人，人也不等潮水"), tmp_path / "wrong")
    assert (problem.id, problem.where.field, problem.where.block) == ("misquoted", "text", "q")


def test_a_quote_has_a_rule_above_and_below_unless_it_says_none(tmp_path: Path) -> None:
    def rules(folder: str, **more: Any) -> int:
        made = region(quoting("潮水不等人", **more).set(tmp_path / folder).made.scene, "q")
        return sum(isinstance(item, Rule) for item in made.items)

    assert [rules("both"), rules("one", above=None), rules("none", above=None, below=None)] == [2, 1, 0]


# The words of blocks


WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "label": ({"kind": "label", "text": [{"text": "{}", "style": "body"}]}, "text"),
    "folio": ({"kind": "folio", "left": "{}"}, "left"),
    "index title": ({"kind": "index", "title": "{}", "entries": [{"story": "a"}]}, "title"),
    "index entry": ({"kind": "index", "entries": [{"story": "a", "title": "{}"}]}, "entries"),
    "who says it": ({"kind": "quote", "story": "a", "text": "天地玄黄", "by": "{}"}, "by"),
}


def with_words(name: str, words: str) -> Draft:
    given = yaml.safe_load(json.dumps(WORDS[name][0]).replace("{}", words))
    one = {"id": "w", "columns": "3-4", "lines": "1-10", **given}
    return Draft(blocks=[block("a", "1-2", "1-20"), one], stories={"a": story("题", running(300))})


def test_a_bare_bar_in_a_pull_quote_is_told(tmp_path: Path) -> None:
    def told(text: str, folder: str) -> list[tuple[str, str | None, str | None]]:
        draft = quoting(text)
        problems = draft.set(tmp_path / folder).problems
        return [(one.id, one.where.block, one.where.field) for one in problems if "mark" in one.id]

    assert told("潮水不等人，|人也不必等潮水", "bare") == [("head-mark", "q", "text")]
    assert told("潮水不等人，<|>人也不必等潮水", "sure") == []


@pytest.mark.parametrize("name", WORDS)
def test_marks_and_unseen_characters_in_the_words_of_blocks_are_told(name: str, tmp_path: Path) -> None:
    def told(words: str, folder: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
        problems = with_words(name, words).set(tmp_path / folder).problems
        return [
            (one.id, one.severity, one.where.field, one.where.page, one.where.block)
            for one in problems
            if one.id in ("stray-mark", "unseen-character", "lookalike-character")
        ]

    place = (WORDS[name][1], "A01", "w")
    assert told("要`闻`", "mark") == [("stray-mark", "press", *place)]
    assert told("要\u200b闻", "unseen") == [("unseen-character", "warning", *place)]
    assert told("⼈物", "alike") == [("lookalike-character", "warning", *place)]
    assert told("要闻 3*5 [注]", "none") == []


@pytest.mark.parametrize("name", WORDS)
def test_words_of_blanks_alone_are_refused(name: str, tmp_path: Path) -> None:
    for number, words in enumerate(("\u3000", "\u200b", "\u00a0\u3164")):
        [problem] = refused(with_words(name, words), tmp_path / str(number))
        assert (problem.id, problem.where.page, problem.where.file) == ("blank-text", "A01", "edition.yaml")


# Tables

TABLE = {
    "title": "水位",
    "columns": [
        {"heading": "站"},
        {"heading": "米", "align": "decimal"},
        {"heading": "涨落", "align": "end"},
    ],
    "rows": [["东闸", 3.42, "涨"], ["西闸", 12.4, "落"], ["湖", 7, "平"]],
    "note": "六时",
    "source": "闸口",
}


def tabled(folder: Path, table: dict[str, Any] | str = TABLE, line: str = "1-16", **more: Any) -> Outcome:
    return Draft(
        blocks=[{"kind": "table", "table": "t", "columns": "1-2", "lines": line, **more}], tables={"t": table}
    ).set(folder)


def cells(outcome: Outcome, role: str = "table") -> dict[str, Line]:
    return {line.text: line for line in lines(region(outcome.made.scene, "t"), role)}


def test_every_cell_of_a_table_is_on_the_page(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, line="1-9")
    assert ids(outcome) == []
    found = cells(outcome)
    assert list(found) == ["东闸", "3.42", "涨", "西闸", "12.4", "落", "湖", "7", "平"]
    assert list(cells(outcome, "table-heading")) == ["站", "米", "涨落"]
    copy = {(one.story, one.part): one.text for one in outcome.made.scene.copy}
    assert copy["t", "rows[1][1]"] == "12.4" and copy["t", "note"] == "六时"


def test_points_of_figures_stand_one_below_the_other(tmp_path: Path) -> None:
    found = cells(tabled(tmp_path))

    def point(text: str) -> int:
        """Where the figure's point is, or would be."""
        [run] = found[text].runs
        return run.x + run.xs[text.index(".")] if "." in text else found[text].x + found[text].width

    assert point("3.42") == point("12.4") == point("7")
    assert found["涨"].x + found["涨"].width == found["落"].x + found["落"].width


def test_columns_by_share_and_rows_spread_over_the_block(tmp_path: Path) -> None:
    columns = [{"heading": "甲", "share": 1}, {"heading": "乙", "share": 3}]
    outcome = tabled(tmp_path, {"columns": columns, "rows": [["一", "二"], ["三", "四"], ["五", "六"]]})
    found = cells(outcome)
    # A quarter of the width less half an em at either end and the em between, and that em.
    assert found["二"].x - found["一"].x == (210_000 - 20_000) // 4 + 10_000
    steps = {found["三"].baseline - found["一"].baseline, found["五"].baseline - found["三"].baseline}
    assert max(steps) - min(steps) <= 1


def test_rows_without_room_are_told_and_hold_the_press(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, line="1-4")
    [problem] = [problem for problem in outcome.problems if problem.id == "overset"]
    assert problem.severity == "press" and "rows of the table" in problem.what
    assert problem.where.file == "tables/t.yaml"
    assert "copy-lost" not in ids(outcome)
    made = region(outcome.made.scene, "t")
    assert made.overset is not None and made.overset.characters > 0


def test_a_long_cell_is_broken_over_lines(tmp_path: Path) -> None:
    text = "这一格里的字很多很多一行放不下要分成几行才行"
    table = {"columns": [{"heading": "甲"}, {"heading": "乙"}], "rows": [[text, running(12)]]}
    outcome = tabled(tmp_path, table, line="1-5")
    found = lines(region(outcome.made.scene, "t"), "table")
    left = [line.text for line in found if line.x == found[0].x]
    right = [line.text for line in found if line.x != found[0].x]
    assert ("".join(left), "".join(right)) == (text, running(12))
    assert len(left) > 1
    assert ids(outcome) == []


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ({"columns": [{}], "rows": [["一", "二"]]}, "uneven-row"),
        ({"columns": [], "rows": [["一"]]}, "bad-length"),
        ({"columns": [{}], "rows": [["一\n二"]]}, "bad-value"),
        ({"columns": [{"align": "left"}], "rows": [["一"]]}, "bad-value"),
        ("columns: [{}]\nrows: [[&a 一], [*a]]\n", None),
    ],
)
def test_a_bad_table_is_refused_in_its_file(
    tmp_path: Path, table: dict[str, Any] | str, kind: str | None
) -> None:
    draft = Draft(
        blocks=[{"kind": "table", "table": "t", "columns": "1-2", "lines": "1-9"}], tables={"t": table}
    )
    problems = refused(draft, tmp_path)
    assert all(problem.where.file == "tables/t.yaml" and problem.where.line for problem in problems)
    assert kind is None or kind in {problem.id for problem in problems}


def test_a_table_stands_in_one_block(tmp_path: Path) -> None:
    one = {"kind": "table", "table": "t", "columns": "1", "lines": "1-9"}
    two = {**one, "id": "t2", "columns": "2"}
    problems = refused(Draft(blocks=[one, two], tables={"t": TABLE}), tmp_path / "twice")
    assert [problem.id for problem in problems] == ["table-placed-twice"]
    lost = Draft(
        blocks=[block("a", "1", "1-9")], stories={"a": story("题", running(50))}, tables={"t": TABLE}
    )
    assert [(one.kind, one.id) for one in lost.set(tmp_path / "never").edition.pool] == [("table", "t")]


# Photo groups


def grouped(folder: Path, texts: Iterable[str], **more: Any) -> Outcome:
    names = [f"p{number}" for number, _ in enumerate(texts)]
    return Draft(
        blocks=[
            {"kind": "photo-group", "id": "g", "photos": names, "columns": "1-3", "lines": "1-20", **more}
        ],
        photos={
            name: {"file": f"{name}.jpg", "caption": text} for name, text in zip(names, texts, strict=True)
        },
        pictures={f"{name}.jpg": (900, 900) for name in names},
    ).set(folder)


def pictures(outcome: Outcome) -> list[Rect]:
    return [item.rect for item in region(outcome.made.scene, "g").items if isinstance(item, Picture)]


def test_photos_of_a_row_share_its_width_and_end_level(tmp_path: Path) -> None:
    outcome = grouped(tmp_path, ["短", running(40), "短"], shares=[2, 1, 1])
    one, two, three = pictures(outcome)
    assert (one.width, two.width, three.width) == (150_000, 75_000, 75_000)  # 320 pt less two gaps of 10
    assert two.x - one.right == three.x - two.right == 10_000
    assert one.bottom == two.bottom == three.bottom and one.y == two.y == three.y
    assert not [kind for kind in ids(outcome) if kind not in ("low-resolution", "cropped-photo")]


def test_a_stack_with_its_captions_together(tmp_path: Path) -> None:
    outcome = grouped(tmp_path, ["甲", "乙"], across=1, captions="together")
    one, two = pictures(outcome)
    assert one.width == two.width == 320_000 and abs(one.height - two.height) <= 1
    found = lines(region(outcome.made.scene, "g"), "caption")
    assert [line.text for line in found] == ["甲", "乙"]
    assert all(line.baseline > two.bottom for line in found)


def test_shares_that_are_not_as_many_as_the_photos_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as found:
        grouped(tmp_path, ["甲", "乙", "丙"], shares=[1, 2])
    assert [problem.id for problem in found.value.problems] == ["uneven-shares"]


# White and holes


def partly(folder: Path, *blocks: dict[str, Any], **holes: Any) -> Outcome:
    draft = Draft(
        blocks=[block("a", "1-6", "1-20"), *blocks],
        stories={"a": story("题", running(900))},
        paper=paper_with(holes={"told": "press", **holes}),
    )
    return draft.set(folder)


def test_a_hole_is_told_with_its_cells_and_white_that_is_meant_is_none(tmp_path: Path) -> None:
    [problem] = [problem for problem in partly(tmp_path / "hole").problems if problem.id == "hole"]
    assert (problem.severity, problem.where.page) == ("press", "A01")
    assert "columns 1-6, lines 21-50" in problem.what
    white = {"kind": "white", "columns": "1-6", "lines": "21-50"}
    assert "hole" not in ids(partly(tmp_path / "white", white))
    assert "hole" not in ids(partly(tmp_path / "off", told="off"))
    assert "hole" not in ids(partly(tmp_path / "deep", lines=30))
    shallow = partly(tmp_path / "shallow", {**white, "lines": "25-50"})
    assert "hole" not in ids(shallow)
    assert "hole" in ids(partly(tmp_path / "five", {**white, "lines": "26-50"}))


areas = st.builds(
    lambda column, width, line, depth: (f"{column}-{column + width}", f"{line}-{line + depth}"),
    st.integers(1, 6),
    st.integers(0, 5),
    st.integers(1, 30),
    st.integers(0, 20),
)


@given(st.lists(areas, max_size=6), st.integers(0, 6))
def test_holes_are_empty_apart_and_all_that_are_deeper(ranges: list[tuple[str, str]], lines: int) -> None:
    blocks = [WhiteBlock(kind="white", columns=columns, lines=rows) for columns, rows in ranges]
    found = list(empty_places(blocks, (6, 30), lines))
    for number, hole in enumerate(found):
        assert hole.lines > lines
        assert not any(hole.overlap(one.area) for one in blocks)
        assert not any(hole.overlap(other) for other in found[:number])
    covered = [*(one.area for one in blocks), *found]
    for column in range(1, 7):
        run = 0
        for line in range(1, 31):
            cell = Area(column, column, line, line)
            run = 0 if any(cell.overlap(area) for area in covered) else run + 1
            assert run <= lines


# Borders

PATTERNS = ("double", "thick-thin", "wave", "twist", "fret", "checks", "squares", "dashes")


def extents(item: Item) -> tuple[int, int, int, int]:
    if isinstance(item, Wave):
        over = abs(item.height) + item.width // 2
        across = (0, over) if item.y1 == item.y2 else (over, 0)
        return item.x1 - across[0], item.y1 - across[1], item.x2 + across[0], item.y2 + across[1]
    assert isinstance(item, Box)
    edge = item.stroke_width // 2 if item.stroke else 0
    return item.rect.x - edge, item.rect.y - edge, item.rect.right + edge, item.rect.bottom + edge


@pytest.mark.parametrize("pattern", PATTERNS)
@given(st.integers(40_000, 900_000), st.integers(40_000, 900_000), st.integers(2_000, 12_000))
def test_a_border_keeps_in_its_band_on_all_four_sides(
    pattern: str, width: int, height: int, depth: int
) -> None:
    rect = Rect(50_000, 70_000, width, height)
    depth = min(depth, width // 4, height // 4)
    items = border_items(pattern, rect, depth, BLACK)
    slack = 2
    inner = (
        rect.x + depth - slack,
        rect.y + depth - slack,
        rect.right - depth + slack,
        rect.bottom - depth + slack,
    )
    for item in items:
        x1, y1, x2, y2 = extents(item)
        assert (
            rect.x - slack <= x1
            and rect.y - slack <= y1
            and x2 <= rect.right + slack
            and y2 <= rect.bottom + slack
        )
        whole = isinstance(item, Box) and item.stroke is not None
        assert (
            whole
            or x2 <= inner[0] + 2 * slack
            or y2 <= inner[1] + 2 * slack
            or x1 >= inner[2] - 2 * slack
            or y1 >= inner[3] - 2 * slack
        )


def test_repeats_of_a_border_are_whole_and_even(tmp_path: Path) -> None:
    rect = Rect(0, 0, 203_000, 97_000)
    boxes = [item.rect for item in border_items("squares", rect, 6_000, BLACK) if isinstance(item, Box)]
    top = sorted(box.x for box in boxes if box.y < 6_000)
    steps = [later - earlier for earlier, later in pairwise(top)]
    assert max(steps[1:-1]) - min(steps[1:-1]) <= 1
    # The same on all four sides: turned by half a turn the border is itself.
    turned = sorted((rect.width - box.right, rect.height - box.bottom) for box in boxes)
    assert all(
        abs(a - c) <= 1 and abs(b - d) <= 1
        for (a, b), (c, d) in zip(turned, sorted((box.x, box.y) for box in boxes), strict=True)
    )


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("depth", [6, 18])
def test_a_story_keeps_half_an_em_from_the_border_of_its_frame(
    tmp_path: Path, vertical: bool, depth: int
) -> None:
    frame = {"border": "squares", "border_pt": depth, "padding_em": 0}
    grid = {"writing": "vertical", "lines": 40} if vertical else {}
    box = {**block("a", "1-3", "1-20", frame=frame), "kind": "sidebar"}
    draft = Draft([box], {"a": story("标题", running(500))}, paper=paper_with(grid=grid))
    outcome = draft.set(tmp_path)
    found = region(outcome.made.scene, "a")
    edge = next(item.rect for item in found.items if isinstance(item, Box))
    legs = found.legs
    nearest = min(
        min(leg.x for leg in legs) - edge.x,
        edge.right - max(leg.right for leg in legs),
        min(leg.y for leg in legs) - edge.y,
        edge.bottom - max(leg.bottom for leg in legs),
    )
    assert nearest >= depth * 1000 + 5_000
    assert "lies-over" not in ids(outcome)


def test_a_border_is_in_its_ink_on_the_page(tmp_path: Path) -> None:
    frame = {"border": "fret", "border_pt": 6, "border_ink": "red"}
    motto = {
        "kind": "motto",
        "id": "m",
        "columns": "1-2",
        "lines": "1-9",
        "text": [{"text": "一", "style": "body"}],
    }
    outcome = Draft(blocks=[{**motto, "frame": frame}]).set(tmp_path / "red")
    boxes = [item for item in region(outcome.made.scene, "m").items if isinstance(item, Box) and item.fill]
    assert len(boxes) > 100 and {box.fill for box in boxes} == {Ink(0, 100, 90, 0)}
    problems = refused(Draft(blocks=[{**motto, "frame": {**frame, "border_ink": "blue"}}]), tmp_path / "blue")
    assert [problem.id for problem in problems] == ["unknown-name"]


def test_a_table_too_narrow_for_its_figures_is_told_once_and_is_not_set(tmp_path: Path) -> None:
    columns = [{"heading": "甲", "share": 1}, {"heading": "乙", "share": 1}]
    table = {"columns": columns, "rows": [["1", "12345678901234567"], ["1", "123456789012"]]}
    blocks = [{"kind": "table", "table": "t", "columns": "1", "lines": "1-12", "style": "body"}]
    outcome = Draft(blocks, tables={"t": table}).set(tmp_path)
    assert ids(outcome) == ["no-columns"]
    [told] = outcome.problems
    assert told.what.startswith("The table's 2 columns need a width of ") and told.severity == "press"
    assert (told.where.block, told.where.field) == ("t", "rows[0][1]"), "the longest word"
    made = region(outcome.made.scene, "t")
    assert made.items == () and made.overset is not None and made.overset.characters == 33
    # A share gives way to a figure that it leaves no room.
    table["rows"] = [["1", "123456789012"]]
    narrow = {"columns": [columns[0] | {"share": 9}, columns[1]], "rows": table["rows"]}
    blocks[0]["lines"] = "1-3"
    assert ids(Draft(blocks, tables={"t": narrow}).set(tmp_path / "shares")) == []


@pytest.mark.parametrize("words", ["{nummer}版", "第{page版", "page}", "{page!r}", "{}"])
def test_words_that_name_a_page_have_its_fields_alone(words: str, tmp_path: Path) -> None:
    index = {"kind": "index", "columns": "1-2", "lines": "1-12", "style": "body", "page": words}
    draft = Draft(
        [block("a", "1-3", "20-40"), {**index, "entries": [{"story": "a"}]}], {"a": story("题", running(90))}
    )
    with pytest.raises(Refused) as refused:
        draft.set(tmp_path / "index")
    assert refused.value.problems[0].where.line
    assert "{page} or {number}" in refused.value.problems[0].hint
    paper = paper_with()
    paper["jumps"] = {"to": words}
    with pytest.raises(Refused) as refused:
        Draft([block("a", "1-3", "1-20")], {"a": story("题", running(90))}, paper=paper).set(
            tmp_path / "jumps"
        )
    assert refused.value.problems[0].where.file == "paper.yaml"


def test_a_cell_that_is_broken_at_a_space_has_lost_no_copy(tmp_path: Path) -> None:
    columns = [{"heading": "潮位 单位是厘米 每日"}, {"heading": "乙"}]
    table = {"columns": columns, "rows": [["Constance Ellery of Gdansk and Leith", "1"]]}
    blocks = [{"kind": "table", "table": "t", "columns": "1", "lines": "1-12", "style": "body"}]
    outcome = Draft(blocks, tables={"t": table}).set(tmp_path)
    broken = [
        one
        for one in lines(region(outcome.made.scene, "t"), "table")
        if one.span and one.span.part == "rows[0][0]"
    ]
    assert len(broken) > 1
    assert "copy-lost" not in ids(outcome)


def test_figures_of_a_table_are_printed_as_they_are_written(tmp_path: Path) -> None:
    """To YAML 14.80 is 14.8, 007 is 7 and 0x1F is 31: to a reader they are not."""
    written = ["14.80", "007", "0x1F", "1e3", "3.50", "+5"]
    sheet = "columns:\n  - {heading: 2024}\n" + "rows:\n" + "".join(f"  - [{one}]\n" for one in written)
    blocks = [{"kind": "table", "table": "t", "columns": "1-2", "lines": "1-20", "style": "body"}]
    outcome = Draft(blocks, tables={"t": sheet}).set(tmp_path)
    found = region(outcome.made.scene, "t")
    assert [line.text for line in lines(found, "table")] == written
    assert [line.text for line in lines(found, "table-heading")] == ["2024"]


def test_every_model_of_a_block_has_its_make_up() -> None:
    assert set(MAKERS) == set(BLOCK_MODELS), "give each model of the union `Block` its row in `MAKERS`"
    kinds = [kind for model in BLOCK_MODELS for kind in kinds_of(model)]
    assert len(kinds) == len(set(kinds)) > 12


def test_what_a_block_shows_is_named_by_one_of_its_keys() -> None:
    for model in BLOCK_MODELS:
        assert (model.shown_kind is None) == (model.shown_key == "")
        assert not model.shown_key or model.shown_key in model.model_fields
        assert model.shown_kind is None or model.shown_kind in FOLDERS


PARTS = {
    "story": {"kicker", "headline", "deck", "summary", "byline", "lead_in", "jump_head", "body"},
    "photo": {"caption", "credit", "stand_in", "file"},
    "table": {"title", "head", "rows", "note", "source"},
}
"""The parts of copy that places name, by the kind of what a block shows."""


def test_no_key_of_a_block_is_called_as_a_part_of_its_copy() -> None:
    """A place names one or the other, and its line is found by that name (`Edition.located`)."""
    for model in BLOCK_MODELS:
        assert model.model_fields.keys().isdisjoint(PARTS.get(model.shown_kind or "", set())), model
