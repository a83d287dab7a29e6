"""Tables: how white is shared out, what keeps off rules and tints, how figures stand, what cells cover, rows on legs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from content.problems import Refused
from layout.makeup.furniture.tables.figures import whole_end
from layout.publish import Outcome
from layout.scene import Box, Line, Region, Rule
from layout.scene.fromjson import from_json
from layout.scene.proofs.copyproof import lost_copy
from layout.scene.proofs.roomproof import lies_wrong
from layout.scene.tojson import to_json
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, story

EM, LEADING = 10_000, 15_000

ROWS = {
    "columns": [{"heading": "站"}, {"heading": "水位"}],
    "rows": [["东闸", "高"], ["西闸", "低"], ["湖心", "平"]],
}


def placed(line: str = "1-12", **more: Any) -> dict[str, Any]:
    return {"kind": "table", "table": "t", "columns": "1-2", "lines": line, "style": "body", **more}


def tabled(folder: Path, table: dict[str, Any], line: str = "1-12", **more: Any) -> Outcome:
    """A table in two columns of the round paper; `white` are keys of that section of the paper."""
    white = more.pop("white", {})
    paper = paper_with(
        white=white,
        styles={
            "big": {"face": "hei", "size": 30, "align": "center"},
            "solid": {"face": "song", "size": 10, "leading": 10},
        },
    )
    outcome = Draft(blocks=[placed(line, **more)], tables={"t": table}, paper=paper).set(folder)
    scene = outcome.made.scene
    assert lost_copy(scene) == () and lies_wrong(scene) == ()
    assert from_json(to_json(scene)) == scene
    return outcome


def made(outcome: Outcome) -> Region:
    return region(outcome.made.scene, "t")


def line_of(outcome: Outcome, text: str) -> Line:
    return next(line for line in made(outcome).lines if line.text == text)


def left(line: Line) -> int:
    return line.runs[0].x + line.runs[0].xs[0]


def level_rules(found: Region) -> list[Rule]:
    return sorted(
        (item for item in found.items if isinstance(item, Rule)), key=lambda rule: (rule.y1, rule.x1)
    )


# White


def steps(outcome: Outcome, role: str = "table") -> set[int]:
    """From baseline to baseline of a table's rows, to a hundredth of a point."""
    baselines = sorted({line.baseline for line in lines(made(outcome), role)})
    return {round((after - before) / 10) for before, after in pairwise(baselines)}


def test_rows_stretch_by_a_line_of_the_grid_and_the_rest_stays_at_the_foot(tmp_path: Path) -> None:
    # Rows of 12.5 pt: four of them, and white between them and at either rule of 4 × 12.5 pt at most.
    tight = tabled(tmp_path / "tight", ROWS, "1-7")
    assert steps(tight) == {(12_500 + (100_000 - 50_000) // 8 * 2) // 10} and ids(tight) == []
    deep = tabled(tmp_path / "deep", ROWS, "1-20")
    assert steps(deep) == {(12_500 + LEADING) // 10}
    foot = max(rule.y1 for rule in level_rules(made(deep)))
    assert made(deep).frame.y + 2_500 + 4 * (12_500 + LEADING) == foot
    [told] = deep.problems
    assert (told.id, told.severity, told.where.block, told.where.field) == (
        "underset",
        "warning",
        "t",
        "lines",
    )
    rest = made(deep).frame.bottom - 2_500 - foot
    assert f"leave {rest // LEADING} lines empty at its foot" in told.what and rest // LEADING == 12


def test_a_paper_may_let_rows_stretch_further_or_not_at_all(tmp_path: Path) -> None:
    wide = tabled(tmp_path / "wide", ROWS, "1-20", white={"rows_lines": 40})
    assert steps(wide) == {(295_000 // 8 * 2 - 0) // 10 - (50_000 // 8 * 2) // 10 + 1_250}
    assert ids(wide) == []
    none = tabled(tmp_path / "none", ROWS, "1-20", white={"rows_lines": 0})
    assert steps(none) == {1_250}


@pytest.mark.parametrize("place", ["top", "middle", "bottom"])
def test_a_place_that_is_asked_for_is_no_white_to_tell(place: str, tmp_path: Path) -> None:
    assert ids(tabled(tmp_path, ROWS, "1-20", place=place)) == []


def index_of(folder: Path, line: str, **more: Any) -> Outcome:
    entries = [{"story": name} for name in "ab"]
    index = {
        "kind": "index",
        "id": "t",
        "columns": "1-2",
        "lines": line,
        "entries": entries,
        "title": "导读",
        **more,
    }
    pages = [
        {"name": "A01", "blocks": [index]},
        {
            "name": "A02",
            "blocks": [block(name, "1-6", span) for name, span in (("a", "1-20"), ("b", "21-40"))],
        },
    ]
    return Draft(pages=pages, stories={name: story("标题", prose(90)) for name in "ab"}).set(folder)


def test_an_index_stretches_by_a_line_at_most_too(tmp_path: Path) -> None:
    def told(outcome: Outcome) -> list[str]:
        return [one.what for one in outcome.problems if one.id == "underset" and one.where.block == "t"]

    deep = index_of(tmp_path / "deep", "1-20")
    title, *entries = [*lines(made(deep), "index-title"), *lines(made(deep), "index")]
    baselines = sorted({title.baseline, *(line.baseline for line in entries)})
    assert {after - before for before, after in pairwise(baselines)} == {12_500 + LEADING}
    assert title.baseline == made(deep).frame.y + 2_500 + 1_250 + 8_800, "it begins at the head"
    assert told(deep) == [
        "The block's rows are spread as far as they may be, and leave 15 lines empty at its foot."
    ]
    shallow = index_of(tmp_path / "shallow", "1-4")
    baselines = sorted({line.baseline for line in made(shallow).lines})
    assert {after - before for before, after in pairwise(baselines)} == {12_500 + (55_000 - 37_500) // 2}
    assert told(shallow) == []


def test_an_index_in_a_tint_keeps_half_an_em_and_its_pages_end_at_the_right(tmp_path: Path) -> None:
    outcome = index_of(tmp_path, "1-6", frame={"tint": "tint"})
    [tint] = [item for item in made(outcome).items if isinstance(item, Box)]
    pages = [line for line in made(outcome).lines if line.text.startswith("A0")]
    assert {tint.rect.right - (line.x + line.width) for line in pages} == {EM}
    assert min(line.baseline - 8_800 for line in made(outcome).lines) - tint.rect.y >= EM // 2
    assert min(left(line) for line in made(outcome).lines) - tint.rect.x == EM


def test_an_index_in_a_pattern_keeps_half_an_em_from_it(tmp_path: Path) -> None:
    border = {"border": "checks", "border_pt": 8}
    outcome = index_of(tmp_path, "1-7", frame={**border, "padding_em": 0}, place="top")
    found = made(outcome)
    inner = found.frame.y + 2_500 + 8_000, found.frame.x + 8_000, found.frame.right - 8_000
    assert min(line.baseline - 8_800 for line in found.lines) - inner[0] == EM // 2 + 1_250
    assert min(map(left, found.lines)) - inner[1] == EM // 2
    assert inner[2] - max(line.x + line.width for line in found.lines) == EM // 2


def test_a_quote_keeps_in_the_middle_of_its_rules(tmp_path: Path) -> None:
    quote = {
        "kind": "quote",
        "id": "t",
        "story": "a",
        "columns": "3-4",
        "lines": "1-20",
        "text": "天地玄黄",
        "by": "某人",
        "by_style": "caption",
    }
    outcome = Draft(blocks=[block("a", "1-2", "1-20"), quote], stories={"a": story("题", prose(300))}).set(
        tmp_path
    )
    words, by = lines(made(outcome), "quote")
    # The em boxes of 10 and 8 pt stand in lines of 12.5 and 12 pt.
    assert by.baseline - 7_040 - words.baseline - 1_200 == 1_250 + LEADING + 2_000
    above, below = level_rules(made(outcome))
    assert abs((words.baseline - 8_800 - above.y1 - 1_250) - (below.y1 - by.baseline - 960 - 2_000)) <= 1


# Cells, rules and tints


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_cells_keep_half_an_em_from_the_edge_and_an_em_from_each_other(tmp_path: Path, writing: str) -> None:
    table = {
        "columns": [{"heading": "甲"}, {"heading": "乙", "align": "end", "grouped": False}],
        "rows": [["一" * 7, "二" * 7]],
    }
    outcome = tabled(tmp_path, table, heading_tint="tint", row_tint="tint", writing=writing)
    first, second = (line_of(outcome, sign * 7) for sign in "一二")
    frame = made(outcome).frame
    if writing == "vertical":
        ends = [(line.baseline, line.baseline + line.width) for line in (first, second)]
        start, end = frame.y + 2_500, frame.bottom - 2_500
    else:
        ends = [(left(line), line.x + line.width) for line in (first, second)]
        start, end = frame.x, frame.right
    assert (ends[0][0] - start, end - ends[1][1]) == (EM // 2, EM // 2)
    assert ends[1][0] - ends[0][1] >= EM


def test_a_paper_may_set_the_white_of_cells_and_columns(tmp_path: Path) -> None:
    table = {"columns": [{}, {}], "rows": [["一", "二"]]}
    outcome = tabled(tmp_path, table, "1-2", white={"cell_em": 0, "between_columns_em": 4})
    assert left(line_of(outcome, "一")) == made(outcome).frame.x
    # Each column has half of what is over: 210 pt less the 40 between.
    assert left(line_of(outcome, "二")) - left(line_of(outcome, "一")) == 85_000 + 40_000


def test_type_set_solid_touches_no_rule_and_no_tint(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, ROWS, "1-4", style="solid", heading_tint="tint", row_tint="tint", place="top")
    rules = sorted({rule.y1 for rule in level_rules(made(outcome))})
    assert len(rules) == 5
    for line in made(outcome).lines:
        above = max(y for y in rules if y < line.baseline)
        below = min(y for y in rules if y > line.baseline)
        assert line.baseline - 8_800 - above >= EM // 8 and below - line.baseline - 1_200 >= EM // 8


def test_every_other_row_is_tinted_from_rule_to_rule(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, ROWS, "1-6", row_tint="tint", heading_tint="red")
    tints = sorted((item.rect.y, item.rect.bottom) for item in made(outcome).items if isinstance(item, Box))
    ys = [rule.y1 for rule in level_rules(made(outcome))]
    assert tints == [(ys[0], ys[1]), (ys[2], ys[3])]
    plain = tabled(tmp_path / "plain", ROWS, "1-6")
    assert not [item for item in made(plain).items if isinstance(item, Box)]


def test_the_source_has_a_line_of_its_own_at_the_right(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, {**ROWS, "note": "六时", "source": "闸口"}, "1-7")
    note, source = lines(made(outcome), "table-note")
    assert (note.text, source.text) == ("六时", "来源：闸口")
    assert source.baseline - note.baseline == 12_500
    assert source.x + source.width == made(outcome).frame.right and left(note) == made(outcome).frame.x


@pytest.mark.parametrize(
    ("source", "words", "printed"),
    [
        ("数据来源：统计局", None, "数据来源：统计局"),
        ("（来源：统计局）", None, "（来源：统计局）"),
        ("统计局", "据{source}", "据统计局"),
        ("**统计局**", None, "来源：统计局"),
    ],
)
def test_a_source_is_named_once(tmp_path: Path, source: str, words: str | None, printed: str) -> None:
    more = {} if words is None else {"source_words": words}
    outcome = tabled(tmp_path, {**ROWS, "source": source}, "1-6", **more)
    [line] = lines(made(outcome), "table-note")
    assert line.text == printed and ids(outcome) == []


# Figures


def test_figures_stand_as_a_group_in_the_middle_under_their_heading(tmp_path: Path) -> None:
    columns = [
        {"heading": "站"},
        {"heading": "水位米", "align": "decimal"},
        {"heading": "净胜球", "align": "end"},
    ]
    rows = [["东闸", 3.42, "+17"], ["西闸", "12.4", "-3"], ["湖", "7", "5"], ["海", "—", "—"]]
    outcome = tabled(tmp_path, {"columns": columns, "rows": rows}, "1-7")

    def middle(texts: list[str]) -> float:
        found = [line_of(outcome, text) for text in texts]
        return (min(map(left, found)) + max(line.x + line.width for line in found)) / 2

    heads = {text: line_of(outcome, text) for text in ("水位米", "净胜球")}
    for text, figures in (("水位米", ["3.42", "12.4", "7"]), ("净胜球", ["+17", "-3", "5"])):
        head = heads[text]
        assert abs(middle(figures) - (left(head) + head.x + head.width) / 2) <= 2
    ends = {line_of(outcome, text).x + line_of(outcome, text).width for text in ("+17", "-3", "5")}
    assert max(ends) - min(ends) <= 1
    # A dash stands in the middle of the figures.
    dashes = [line for line in lines(made(outcome), "table") if line.text == "—"]
    assert abs((left(dashes[0]) + dashes[0].x + dashes[0].width) / 2 - middle(["3.42", "12.4", "7"])) <= 2
    flush = [columns[0], columns[1], {**columns[2], "grouped": False}]
    at_end = tabled(tmp_path / "flush", {"columns": flush, "rows": rows}, "1-7")
    last = line_of(at_end, "+17")
    assert abs(last.x + last.width - (made(at_end).frame.right - EM // 2)) <= 3


@pytest.mark.parametrize(
    ("text", "lang", "whole"),
    [
        ("3.42", "zh", "3"),
        ("1,234.5", "zh", "1,234"),
        ("3,42", "zh", "3"),
        ("↑1 234%", "zh", "↑1 234"),
        ("-0.8", "zh", "-0"),
        ("12米", "zh", "12"),
        ("6:30", "zh", "6"),
        ("1.234,5", "de", "1.234"),
        ("3,42", "de", "3"),
        ("持平", "zh", None),
        ("—", "zh", None),
    ],
)
def test_a_figure_is_parted_at_its_point_or_its_unit(text: str, lang: str, whole: str | None) -> None:
    end = whole_end(text, lang)
    assert (None if end is None else text[:end]) == whole


def test_points_signs_and_units_stand_one_below_the_other(tmp_path: Path) -> None:
    texts = ["-0.8%", "12.25%", "3%", "1,234.5%"]
    table = {"columns": [{}, {"align": "decimal"}], "rows": [["一", text] for text in texts]}
    outcome = tabled(tmp_path, table, "1-6")
    places = set()
    for text in texts:
        [run] = line_of(outcome, text).runs
        at = text.index(".") if "." in text else text.index("%")
        places.add(run.x + run.xs[at])
    assert max(places) - min(places) <= 1


def test_a_column_of_figures_alone_needs_no_word_for_it(tmp_path: Path) -> None:
    rows = [["1", "6:30", "2026", "红枫 3"], ["12", "11:05", "—", "12"], ["合计", "", "", ""]]
    table = {
        "columns": [{"heading": "班次"}, {}, {}, {}],
        "rows": [*rows[:2], {"kind": "total", "cells": rows[2]}],
    }
    ends = {}
    for folder, sheet in (("figures", {**table, "rows": rows[:2]}), ("words", table)):
        outcome = tabled(tmp_path / folder, sheet, "1-6")
        one, twelve = (line_of(outcome, text) for text in ("1", "12"))
        ends[folder] = one.x + one.width - twelve.x - twelve.width, left(one) - left(twelve)
        colons = [
            line.runs[0].x + line.runs[0].xs[line.text.index(":")]
            for line in made(outcome).lines
            if ":" in line.text
        ]
        assert abs(colons[0] - colons[1]) <= 1
    assert ends["figures"][0] == 0 and ends["words"][1] == 0, "a word among them, and they begin at one edge"
    places = {line.span.part: left(line) for line in lines(made(outcome), "table") if line.span is not None}
    assert places["rows[0][3]"] == places["rows[1][3]"], "text and a figure begin at one edge"


def test_the_longest_column_has_what_the_others_leave(tmp_path: Path) -> None:
    long = "每逢初一十五与节假日加开一班，雾天停航另行通知乘客"
    columns = [{"heading": "班"}, {"heading": "离岸时间", "align": "decimal"}, {"heading": "备注"}]
    outcome = tabled(tmp_path, {"columns": columns, "rows": [[1, "6.30", long], [2, "7.00", ""]]}, "1-5")
    assert line_of(outcome, "离岸时间").width, "no heading is broken for it"
    parts = [line for line in lines(made(outcome), "table") if line.text and line.text in long]
    assert "".join(line.text for line in parts) == long and len(parts) == 2
    assert max(line.x + line.width for line in parts) <= made(outcome).frame.right - EM // 2


# Spans


LEAGUE = {
    "columns": [{}, {"heads_rows": True}, *({"heading": sign, "align": "end"} for sign in "胜负胜负")],
    "heads": [
        [
            {"text": "名次", "down": 2},
            {"text": "球队", "down": 2},
            {"text": "主场", "across": 2},
            {"text": "客场", "across": 2},
        ]
    ],
    "rows": [[1, "甲", 5, 1, 3, 2], [2, "乙", 4, 2, 4, 0]],
}


def test_headings_are_merged_and_rules_hold_their_groups_together(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, LEAGUE, "1-6")
    wins = sorted((line for line in lines(made(outcome), "table-heading") if line.text in "胜负"), key=left)
    for text, own in (("主场", wins[:2]), ("客场", wins[2:])):
        head = line_of(outcome, text)
        middle = (left(head) + head.x + head.width) / 2
        assert own[0].x < middle < own[1].x + own[1].width and head.baseline < own[0].baseline
    under = [rule for rule in level_rules(made(outcome)) if rule.x2 - rule.x1 < 100_000]
    assert len(under) == 2 and under[0].y1 == under[1].y1
    assert under[1].x1 - under[0].x2 == EM, "they are parted by the white between columns"
    # What reaches down stands in the middle of both rows.
    rank, deep = line_of(outcome, "名次"), wins[0].baseline
    assert abs(rank.baseline - (line_of(outcome, "主场").baseline + deep) // 2) <= 1
    places = {
        cell.part: (cell.row, cell.column, cell.down, cell.across, cell.heads) for cell in made(outcome).cells
    }
    assert places["heads[0][0]"] == (0, 0, 2, 1, "column")
    assert places["heads[0][3]"] == (0, 4, 1, 2, "column")
    assert places["head[2]"] == (1, 2, 1, 1, "column")
    assert places["rows[1][1]"] == (3, 1, 1, 1, "row")
    assert places["rows[1][2]"] == (3, 2, 1, 1, "")


def test_no_rule_runs_through_a_cell_that_reaches_down(tmp_path: Path) -> None:
    rows = [[{"text": "东城", "down": 2}, "工业"], ["农业"], ["西城", "工业"]]
    outcome = tabled(tmp_path, {"columns": [{}, {}], "rows": rows}, "1-6", outer_rule=None)
    short, whole = level_rules(made(outcome))
    line = line_of(outcome, "东城")
    assert short.x1 > line.x + line.width and short.x2 == whole.x2 == made(outcome).frame.right
    assert whole.x1 == made(outcome).frame.x
    first, second = (
        one.baseline
        for one in lines(made(outcome), "table")
        if one.text in ("工业", "农业") and one.baseline < whole.y1
    )
    assert abs(line.baseline - (first + second) // 2) <= 1


def test_sums_and_sections_stand_out(tmp_path: Path) -> None:
    rows = [
        {"kind": "section", "cells": ["城区"]},
        ["东城", 3],
        {"kind": "subtotal", "cells": ["合计", 3]},
        {"kind": "total", "cells": ["总计", "3.5"]},
    ]
    outcome = tabled(tmp_path, {"columns": [{}, {"align": "decimal"}], "rows": rows}, "1-6", outer_rule=None)
    faces = {line.text: line.runs[0].face for line in lines(made(outcome), "table")}
    assert faces["城区"] == faces["合计"] == faces["总计"] != faces["东城"]
    assert [rule.width for rule in level_rules(made(outcome))] == [250, 500, 500]
    own = tabled(
        tmp_path / "own", {"columns": [{}, {"align": "decimal"}], "rows": rows}, "1-9", total_style="big"
    )
    assert line_of(own, "总计").runs[0].size == 30_000


def test_a_score_is_large_and_its_row_as_deep_as_it_needs(tmp_path: Path) -> None:
    columns = [{"align": "end", "share": 2}, {"align": "center", "share": 1}, {"share": 2}]
    rows = [["红枫", {"text": "3∶2", "style": "big"}, "锦绣"], ["戴 67'", "", "罗 12'"]]
    outcome = tabled(tmp_path, {"columns": columns, "rows": rows}, "1-5", outer_rule=None, rule=None)
    score, team = line_of(outcome, "3∶2"), line_of(outcome, "红枫")
    goals = line_of(outcome, "戴 67'")
    assert abs(team.x + team.width - goals.x - goals.width) <= 1, "both end where the score's column begins"
    assert abs(left(score) - team.x - team.width - EM) <= 3
    assert score.runs[0].size == 30_000
    middle = score.baseline - 30_000 * 38 // 100
    assert abs(middle - (team.baseline - 3_800)) <= 1
    unknown = {"columns": [{}], "rows": [[{"text": "一", "style": "nowhere"}]]}
    [told] = [one for one in tabled(tmp_path / "unknown", unknown, "1").problems if one.id == "no-style"]
    assert (told.where.file, told.where.field, told.severity) == ("tables/t.yaml", "rows[0][0]", "press")


def test_marks_of_the_body_are_read_in_cells(tmp_path: Path) -> None:
    rows = [["{服务|ふくむ}", "**甲**"], ["10^th^", "[乙]{.name}"]]
    outcome = tabled(tmp_path, {"columns": [{}, {}], "rows": rows, "title": "表^1^"}, "1-7")
    ruby = line_of(outcome, "服务")
    assert any(run.annotation for run in ruby.runs)
    assert (
        line_of(outcome, "乙").marks
        and line_of(outcome, "甲").runs[0].face != line_of(outcome, "乙").runs[0].face
    )
    over = min(run.baseline for run in ruby.runs if run.annotation) - 5_000
    above = max(rule.y1 for rule in level_rules(made(outcome)) if rule.y1 < ruby.baseline)
    assert over >= above, "the ruby stands under the rule"


# Legs


TIMES = {
    "columns": [{"heading": "班", "align": "end"}, {"heading": "离岸", "align": "decimal"}],
    "rows": [[n, f"{n}:00"] for n in range(1, 12)],
    "source": "渡口",
}


def test_rows_go_on_in_further_legs_under_their_headings(tmp_path: Path) -> None:
    outcome = tabled(tmp_path, {**TIMES, "title": "渡船"}, "1-9", legs=2)
    heads = [line for line in lines(made(outcome), "table-heading") if line.text == "离岸"]
    assert len(heads) == 2 and heads[0].baseline == heads[1].baseline
    assert [head.span is not None for head in heads] == [True, False], "the second is no copy"
    first, last = line_of(outcome, "6:00"), line_of(outcome, "7:00")
    assert left(heads[1]) - left(heads[0]) == 110_000
    assert abs(left(last) - left(first) - 110_000) <= 150, "7 stands a hair nearer to a colon than 6"
    assert line_of(outcome, "7:00").baseline == line_of(outcome, "1:00").baseline
    assert [line_of(outcome, f"{n}:00").baseline for n in range(1, 6)] == [
        line_of(outcome, f"{n}:00").baseline for n in range(7, 12)
    ]
    source = line_of(outcome, "来源：渡口")
    assert source.x + source.width == made(outcome).frame.right
    one = tabled(tmp_path / "one", {**TIMES, "title": "渡船"}, "1-15")
    assert len([line for line in lines(made(one), "table-heading") if line.text == "离岸"]) == 1


def test_no_leg_parts_what_belongs_together(tmp_path: Path) -> None:
    rows = [
        [{"text": "甲", "down": 2}, "1"],
        ["2"],
        {"kind": "section", "cells": ["乙组"]},
        ["乙", "3"],
        ["丙", "4"],
        {"kind": "total", "cells": ["计", "10"]},
    ]
    outcome = tabled(tmp_path, {"columns": [{}, {}], "rows": rows}, "1-6", legs=2)
    side = {line.text: left(line) < made(outcome).frame.x + 100_000 for line in made(outcome).lines}
    assert side["1"] == side["2"] and side["乙组"] == side["3"] and side["4"] == side["10"]
    assert side["1"] and not side["10"]


def test_a_table_stands_in_a_story_and_in_a_vertical_page(tmp_path: Path) -> None:
    inside = placed("10-16", inside="a", columns="2")
    level = Draft(
        blocks=[block("a", "1-3", "1-30"), inside], stories={"a": story("题", prose(700))}, tables={"t": ROWS}
    ).set(tmp_path / "inside")
    assert lies_wrong(level.made.scene) == () and lost_copy(level.made.scene) == ()
    paper = paper_with(grid={"writing": "vertical", "lines": 40})
    for writing in (None, "horizontal"):
        more = {} if writing is None else {"writing": writing}
        draft = Draft(
            blocks=[placed("1-12", **more)], tables={"t": {**LEAGUE, "source": "区足协"}}, paper=paper
        )
        scene = draft.set(tmp_path / str(writing)).made.scene
        assert lies_wrong(scene) == () and lost_copy(scene) == ()
        found = region(scene, "t")
        assert {line.vertical for line in found.lines} == {writing is None} and found.overset is None


# Bad input


BAD: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"rows": [["一", {"text": "二", "across": 2}]]}, [("cell-over-edge", "rows[0][1]")]),
    ({"rows": [["一", {"text": "二", "down": 2}]]}, [("cell-over-edge", "rows[0][1]")]),
    (
        {"rows": [["一", {"text": "二", "down": 2}], [{"text": "三", "across": 2}]]},
        [("cells-overlap", "rows[1][0]")],
    ),
    ({"rows": [["一", {"text": "二", "down": 2}], ["三", "四"]]}, [("uneven-row", "rows[1]")]),
    ({"rows": [["一"], ["二", "三", "四"]]}, [("uneven-row", "rows[0]"), ("uneven-row", "rows[1]")]),
    (
        {"heads": [[{"text": "甲", "down": 2}, {"text": "乙", "across": 4}]], "rows": [["一", "二"]]},
        [("cells-overlap", "columns[0].heading"), ("cell-over-edge", "heads[0][1]")],
    ),
    ({"columns": [{}] * 41, "rows": [["一"] * 41]}, [("bad-length", "columns"), ("bad-length", "rows[0]")]),
    ({"rows": [["一", {"text": "二", "across": 0}]]}, [("out-of-range", "rows[0][1].across")]),
    ({"rows": [{"kind": "sum", "cells": ["一", "二"]}]}, [("bad-value", "rows[0].kind")]),
]


@pytest.mark.parametrize(("table", "faults"), BAD)
def test_cells_without_a_place_are_told_all_at_once(
    tmp_path: Path, table: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    sheet = {"columns": [{"heading": "甲"}, {"heading": "乙"}], **table}
    with pytest.raises(Refused) as found:
        Draft(blocks=[placed()], tables={"t": sheet}).set(tmp_path)
    told = found.value.problems
    assert sorted((one.id, one.where.field) for one in told) == sorted(faults)
    assert all(one.where.file == "tables/t.yaml" and one.where.line for one in told)


def test_tables_that_have_no_room_are_told_together_and_cover_nothing(tmp_path: Path) -> None:
    many = {"columns": [{}] * 40, "rows": [["3.42"] * 40]}
    wide = tabled(tmp_path / "wide", ROWS, white={"cell_em": 20})
    assert ids(wide) == ["no-columns"] and made(wide).overset is not None
    blocks = [placed(id="a", table="a"), {**placed(id="b", table="b", legs=8), "columns": "3-4"}]
    outcome = Draft(blocks=blocks, tables={"a": many, "b": ROWS}).set(tmp_path / "both")
    assert ids(outcome) == ["no-columns", "no-columns"]
    assert [one.where.block for one in outcome.problems] == ["a", "b"]
    assert lost_copy(outcome.made.scene) == () and lies_wrong(outcome.made.scene) == ()
    low = tabled(tmp_path / "low", {**LEAGUE, "title": "积分", "source": "某"}, "1-2")
    assert ids(low) == ["overset"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"legs": 9}, "legs"),
        ({"source_words": "来源"}, "source_words"),
        ({"row_tint": "nowhere"}, "row_tint"),
        ({"total_style": "nowhere"}, "total_style"),
    ],
)
def test_bad_keys_of_a_table_s_block_are_told(tmp_path: Path, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as found:
        Draft(blocks=[placed(**more)], tables={"t": ROWS}).set(tmp_path)
    [told] = found.value.problems
    assert (told.where.file, (told.where.field or "").rpartition(".")[2]) == ("edition.yaml", field)
