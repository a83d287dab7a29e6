"""Fields of folios, panels and imprints are the issue's; dates and pages that are not are told; so are grids apart."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from content.problems import Problem, Refused
from layout.plan.dates import DatesModel
from layout.reading.folder import load_edition
from layout.reading.furniture.datewords import (
    DATE_WORDS,
    find_date_words,
    write_date,
    write_era,
    write_number,
)
from layout.reading.furniture.founddates import find_dates, find_eras, find_weekdays
from tests.editions import Draft, block, paper_with, prose, story

DAY = datetime.date(2026, 11, 30)


def folio(**texts: object) -> dict[str, Any]:
    return {"kind": "folio", "columns": "1-6", "lines": "1-2", **texts}


def paper_in(lang: str, **more: Any) -> dict[str, Any]:
    return {**paper_with(), "lang": lang, **more}


def read(draft: Draft, folder: Path) -> tuple[Any, list[Problem]]:
    """An edition as it is read, and what is told of it; nothing of one that is refused."""
    draft.more = {"date": "2026-11-30", **draft.more}
    try:
        edition = load_edition(draft.write(folder))
    except Refused as refusal:
        return None, list(refusal.problems)
    return edition, list(edition.problems)


def told(draft: Draft, folder: Path) -> list[tuple[str, str, str | None]]:
    """The id, severity and key of each problem."""
    return [(problem.id, problem.severity, problem.where.field) for problem in read(draft, folder)[1]]


@pytest.mark.parametrize(
    ("lang", "date", "weekday"),
    [
        ("zh-Hans", "2026年11月30日", "星期一"),
        ("zh-Hant-TW", "2026年11月30日", "星期一"),
        ("ja", "2026年11月30日", "月曜日"),
        ("ko", "2026년 11월 30일", "월요일"),
        ("en", "30 November 2026", "Monday"),
        ("en-US", "November 30, 2026", "Monday"),
        ("de", "30. November 2026", "Montag"),
        ("fr", "30 novembre 2026", "lundi"),
    ],
)
def test_a_date_is_written_in_the_papers_language(tmp_path: Path, lang: str, date: str, weekday: str) -> None:
    draft = Draft([folio(left="{date}", right="{weekday}")], paper=paper_in(lang))
    edition, problems = read(draft, tmp_path)
    [made] = edition.model.pages[0].blocks
    assert (made.left, made.right) == (date, weekday)
    assert problems == []


def test_fields_are_the_issues_and_its_pages(tmp_path: Path) -> None:
    ear = [
        {"text": "第{issue}期　今日{pages}版", "style": "body"},
        {"text": "{lunar} {{date}} {字|zì}", "style": "body"},
    ]
    pages = [
        {"name": "A01", "section": "要闻", "blocks": [folio(left="{paper}", center="{page} {section}", right="{number}")]},
        {
            "name": "B02",
            "blocks": [
                folio(left="{section}", center="{year}/{month}/{day} {month_name}", right="{{{page}}}"),
                {"kind": "ear", "columns": "1-6", "lines": "4-8", "text": ear},
            ],
        },
    ]  # fmt: skip
    edition, problems = read(Draft(pages=pages, more={"issue": 12345, "lunar": "丙午年十月廿二"}), tmp_path)
    first, second = (page.blocks for page in edition.model.pages)
    assert (first[0].left, first[0].center, first[0].right) == ("方格报", "A01 要闻", "1")
    assert (second[0].left, second[0].center, second[0].right) == ("B", "2026/11/30 十一月", "{B02}")
    assert [bit.text for bit in second[1].text] == [
        "第12345期　今日2版",
        "丙午年十月廿二 \\{date} {字|zì}",
    ]
    assert problems == []


def test_what_a_field_stands_for_is_no_mark(tmp_path: Path) -> None:
    draft = Draft(
        [{"kind": "ear", "columns": "1", "lines": "1-4", "text": [{"text": "{issue}", "style": "body"}]}],
        more={"issue": "*1*"},
    )
    edition, problems = read(draft, tmp_path)
    assert edition.model.pages[0].blocks[0].text[0].text == "\\*1\\*"
    assert problems == []


@pytest.mark.parametrize(
    ("lang", "writing", "expected"),
    [
        ("zh-Hans", "vertical", ("二〇二六年十一月三十日", "一二三四五")),
        ("ja", "vertical", ("二〇二六年十一月三十日", "一二三四五")),
        ("ko", "vertical", ("2026년 11월 30일", "12345")),
        ("zh-Hans", "horizontal", ("2026年11月30日", "12345")),
    ],
)
def test_vertical_lines_have_han_figures(
    tmp_path: Path, lang: str, writing: str, expected: tuple[str, str]
) -> None:
    placed = {"kind": "folio", "columns": "1", "lines": "1-40", "writing": writing}
    draft = Draft(
        [{**placed, "left": "{date}", "right": "{issue}"}], paper=paper_in(lang), more={"issue": 12345}
    )
    edition, problems = read(draft, tmp_path)
    assert (edition.model.pages[0].blocks[0].left, edition.model.pages[0].blocks[0].right) == expected
    assert problems == []


def test_a_paper_says_how_its_dates_are_written(tmp_path: Path) -> None:
    dates = {"date": "{weekday} {day}.{month}.{year}", "weekdays": list("一二三四五六日")}
    edition, _ = read(Draft([folio(left="{date}")], paper=paper_in("zh-Hans", dates=dates)), tmp_path / "a")
    assert edition.model.pages[0].blocks[0].left == "一 30.11.2026"
    words = {**dates, "months": [f"M{number}" for number in range(1, 13)]}
    draft = Draft([folio(left="{date}", right="{month_name}")], paper=paper_in("vi", dates=words))
    edition, _ = read(draft, tmp_path / "b")
    assert edition.model.pages[0].blocks[0].right == "M11"


@pytest.mark.parametrize(
    ("day", "lang", "era"),
    [
        ((2026, 11, 30), "ja", "令和8年"),
        ((2019, 5, 1), "ja", "令和元年"),
        ((2019, 4, 30), "ja", "平成31年"),
        ((1867, 1, 1), "ja", None),
        ((2026, 11, 30), "zh-Hant-TW", "中華民國115年"),
        ((2026, 11, 30), "zh-Hans", None),
    ],
)
def test_eras(day: tuple[int, int, int], lang: str, era: str | None) -> None:
    assert write_era(datetime.date(*day), lang, "arabic") == era


def test_han_figures() -> None:
    numbers = (1, 10, 11, 20, 30, 99, 115)
    assert [write_number(number, "han") for number in numbers] == [
        *("一", "十", "十一", "二十", "三十", "九十九"),
        "一一五",
    ]


def test_all_that_is_wrong_with_fields_is_told_at_once(tmp_path: Path) -> None:
    blocks = [
        folio(left="{dat}", right="{日期}"),
        {"kind": "ear", "columns": "1", "lines": "4", "text": [{"text": "{nr}", "style": "body"}]},
    ]
    found = read(Draft(blocks), tmp_path)[1]
    assert [problem.where.field for problem in found] == [
        "pages[0].blocks[0].left",
        "pages[0].blocks[0].right",
        "pages[0].blocks[1].text[0].text",
    ]
    assert all("{date}, {weekday}" in (problem.hint or "") for problem in found)
    assert all(problem.where.line for problem in found)


def test_a_field_that_nothing_fills_is_told(tmp_path: Path) -> None:
    draft = Draft([folio(left="{issue}", center="{lunar}", right="{imprint} {era}")])
    assert told(draft, tmp_path / "a") == [("empty-field", "refused", key) for key in ("left", "center", "right", "right")]  # fmt: skip
    draft = Draft([folio(left="{date}")], paper=paper_in("vi"))
    assert told(draft, tmp_path / "b") == [("empty-field", "refused", "left")]


def test_every_language_reads_the_dates_that_it_writes() -> None:
    wrong = []
    for tag in DATE_WORDS:
        words = find_date_words(tag, DatesModel())
        assert words is not None
        for past in range(0, 800, 9):
            day = datetime.date(2025, 1, 1) + datetime.timedelta(days=past)
            written = write_date(day, words, "arabic")
            for line in (
                f"{written['date']} {written['weekday']}",
                f"{written['weekday']}, {written['date']}",
            ):
                dates, weekdays = find_dates(line, day), find_weekdays(line)
                if [date.may_be(day) for date in dates] != [True] or [
                    found.weekday for found in weekdays
                ] != [day.weekday()]:
                    wrong.append(line)
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        *(
            "2024年1月1日",
            "二〇二四年一月一日",
            "２０２４年１月１日",
            "民國一一三年一月一日",
            "令和6年1月1日",
        ),
        *("2024년 1월 1일", "2024-01-01", "2024.1.1", "2024. 1. 1.", "1.1.2024", "1/1/2024", "1月1日"),
        *("1 January 2024", "January 1st, 2024", "Jan. 1, 2024", "1er janvier 2024", "1 de enero de 2024"),
    ],
)
def test_a_date_that_is_not_the_editions_is_told(tmp_path: Path, line: str) -> None:
    assert told(Draft([folio(left=line)]), tmp_path) == [("wrong-date", "press", "left")]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "2026年11月30日",
            "二〇二六年十一月三十日",
            "2026年（令和8年）11月30日",
            "30/11/2026",
            "11/30/2026",
        ),
        *(
            "丙午年十月廿二日",
            "农历十月二十二日",
            "1957年3月1日创刊",
            "CN 32-0042",
            "025-1234-5678",
            "26年11月30日",
        ),
        *("每周三出版", "周一至周五", "第12期", "Monday to Friday", "No. 4,127 · £1.80"),
    ],
)
def test_of_the_editions_date_and_of_what_is_none_nothing_is_told(tmp_path: Path, line: str) -> None:
    assert told(Draft([folio(left=line)]), tmp_path) == []


@pytest.mark.parametrize(
    "line", ["星期三", "周三", "週三", "礼拜三", "水曜日", "수요일", "Wednesday", "mercredi", "11月30日（水）", "Wed, Nov 30"]
)  # fmt: skip
def test_a_weekday_that_is_not_the_editions_is_told(tmp_path: Path, line: str) -> None:
    assert told(Draft([folio(right=line)]), tmp_path) == [("wrong-date", "press", "right")]


def test_an_era_beside_the_year_is_held_against_it(tmp_path: Path) -> None:
    draft = Draft([folio(left="2026年（令和7年）11月30日")], paper=paper_in("ja"))
    assert told(draft, tmp_path) == [("wrong-date", "press", "left")]
    assert find_eras("令和8年") == [("令和8年", 2026)]


def test_of_a_panel_only_its_dateline_is_held_against_the_edition(tmp_path: Path) -> None:
    def panel(kind: str, *texts: str) -> dict[str, Any]:
        lines = [{"text": text, "style": "body"} for text in texts]
        return {"kind": kind, "columns": "1-6", "lines": "1-9", "text": lines}

    stale = panel("ear", "2024年1月1日　星期三", "2024年1月1日", "地址：5月4日路")
    assert told(Draft([stale]), tmp_path / "a") == [
        ("wrong-date", "press", "text"),
        ("wrong-date", "press", "text"),
        ("wrong-date", "press", "text"),
    ]
    for number, kind in enumerate(("label", "motto")):
        assert told(Draft([panel(kind, "2024年1月1日")]), tmp_path / f"b{number}") == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        *(
            ("B07 副刊", "warning"),
            ("A02", "press"),
            ("第七版　副刊", "press"),
            ("7面", "press"),
            ("7면", "press"),
        ),
        *(("Page 7", "press"), ("07", "press"), ("二版", "press")),
    ],
)
def test_a_page_that_is_not_its_own_is_told(tmp_path: Path, text: str, severity: str) -> None:
    pages = [{"name": "A01", "blocks": [folio(right=text)]}, {"name": "A02", "blocks": [folio(left="A02")]}]
    assert told(Draft(pages=pages), tmp_path) == [("wrong-page", severity, "right")]


@pytest.mark.parametrize(
    "text",
    [
        *("A01 要闻", "第一版", "1면", "Page 1", "01", "头版", "今日8版", "共 12 版", "对开四版", "G20"),
        *("G7 峰会", "CN 32-0042", "第12345期", "Ａ０１　B07 见内页"),
    ],
)  # fmt: skip
def test_of_its_own_page_and_of_what_is_none_nothing_is_told(tmp_path: Path, text: str) -> None:
    right = "A01" if text == "G20" else ""
    assert told(Draft([folio(left=text, right=right)]), tmp_path) == []


def test_a_jump_to_an_earlier_page_is_told(tmp_path: Path) -> None:
    def jumping(first: str, second: str) -> Draft:
        parts = {
            first: block("s", "1-6", "1-20", jump_to=second),
            second: block("s", "1-6", "1-30", jump_from=first),
        }
        pages = [{"name": name, "blocks": [parts[name]]} for name in ("A01", "A02")]
        return Draft(pages=pages, stories={"s": story("标题", *[prose(300)] * 6)})

    assert told(jumping("A02", "A01"), tmp_path / "a") == [("jump-back", "warning", "jump_to")]
    assert told(jumping("A01", "A02"), tmp_path / "b") == []


IMPRINT = {"text": ["国内统一连续出版物号 CN 32-0042　第{issue}期"], "required": True}


def test_an_imprint_that_the_paper_wants_is_told_where_page_one_has_none(tmp_path: Path) -> None:
    def with_blocks(*blocks: dict[str, Any]) -> Draft:
        paper = paper_with(styles={"imprint": {"face": "song", "size": 7.5}})
        return Draft(list(blocks), paper={**paper, "imprint": IMPRINT}, more={"issue": 5})

    assert told(with_blocks(folio(left="{date}")), tmp_path / "a") == [("no-imprint", "press", "name")]
    own = {"kind": "imprint", "columns": "1-6", "lines": "4"}
    by_hand = {
        **own,
        "kind": "ear",
        "text": [{"text": "第 5 期 国内统一连续出版物号 CN32-0042 第5期", "style": "body"}],
    }
    for number, there in enumerate((own, folio(center="{imprint}"), by_hand)):
        assert told(with_blocks(there), tmp_path / f"b{number}") == []
    edition, _ = read(with_blocks(own), tmp_path / "c")
    assert [(bit.text, bit.style) for bit in edition.model.pages[0].blocks[0].text] == [
        ("国内统一连续出版物号 CN 32-0042　第5期", "imprint")
    ]


def test_an_imprint_that_is_not_there_is_refused(tmp_path: Path) -> None:
    own = {"kind": "imprint", "columns": "1-6", "lines": "4"}
    assert [id for id, _, _ in told(Draft([own]), tmp_path / "a")] == ["empty-field"]
    draft = Draft([own], paper={**paper_with(), "imprint": {"text": ["刊号"]}})
    assert [id for id, _, _ in told(draft, tmp_path / "b")] == ["unknown-name"]  # its style
    for number, there in enumerate((own, folio(left="{imprint}"))):
        paper = {**paper_with(styles={"imprint": {"size": 7.5}}), "imprint": {"text": IMPRINT["text"]}}
        draft = Draft([there], paper=paper)  # which has no number
        assert [id for id, _, _ in told(draft, tmp_path / f"d{number}")] == ["empty-field"]
    for number, wrong in enumerate(({"required": True}, {"text": ["{imprint}"]}, {"text": ["{cn}"]})):
        draft = Draft([folio(left="A01")], paper={**paper_with(), "imprint": wrong})
        assert len(read(draft, tmp_path / f"c{number}")[1]) == 1


def gridded(folder: Path, **keys: Any) -> list[Problem]:
    """What is told of an edition whose second page is made up on a grid with other keys."""
    paper = paper_with()
    paper["grids"] = {"other": {**paper["grid"], **keys.pop("grid", {})}}
    paper.update(keys)
    pages = [
        {"name": "A01", "blocks": [folio(left="{page}")]},
        {"name": "A02", "grid": "other", "blocks": [folio(left="{page}")]},
        {"name": "A03", "grid": "other", "blocks": [folio(left="{page}")]},
    ]
    return read(Draft(pages=pages, paper=paper), folder)[1]


def test_grids_that_do_not_share_their_type_area_are_told_by_how_much(tmp_path: Path) -> None:
    [area, own] = gridded(tmp_path / "a", grid={"top_mm": 23})
    assert (area.id, area.severity, area.where.page) == ("grids-apart", "warning", "A02")
    assert area.where.line and "Pages A02, A03 have" in area.what
    assert "its head is 3.0 mm further down, its foot is 3.0 mm further down" in area.what
    assert "folio of page A02 stands 3.0 mm lower" in own.what
    [narrow] = gridded(tmp_path / "b", grid={"column_em": 9.5})
    assert "left edge is 5.3 mm further right, its right edge is 5.3 mm further left" in narrow.what
    [short] = gridded(tmp_path / "c", grid={"lines": 49})
    assert "its foot is 5.3 mm further up" in short.what and "head" not in short.what


def test_grids_that_share_it_or_may_differ_are_not_told(tmp_path: Path) -> None:
    # Twelve columns where the other has six.
    assert gridded(tmp_path / "a", grid={"columns": 12, "column_em": 4.5}) == []
    assert gridded(tmp_path / "b", grid={"top_mm": 23}, type_areas="free") == []
    alone = paper_with()
    alone["grids"] = {"other": {**alone["grid"], "top_mm": 23}}
    assert read(Draft([folio(left="A01")], paper=alone), tmp_path / "c")[1] == []


def test_a_vertical_grid_is_held_against_the_level_one(tmp_path: Path) -> None:
    def upright(lines: int) -> list[Problem]:
        paper = paper_with()
        # 650 pt wide, 750 pt deep: the white of a line is at the sides of one, and over and under the other.
        own = {"writing": "vertical", "columns": 5, "column_em": 14.1, "leading_pt": 16.25, "lines": lines}
        paper["grids"] = {"upright": {**paper["grid"], **own, "top_mm": 20.8}}
        pages = [
            {"name": "A01", "blocks": [folio(left="{page}")]},
            {
                "name": "A02",
                "grid": "upright",
                "blocks": [{"kind": "folio", "place": "head", "left": "{page}"}],
            },
        ]
        folder = tmp_path / str(lines)
        return read(Draft(pages=pages, paper=paper), folder)[1]

    [problem] = [problem for problem in upright(30) if "type area" in problem.what]
    assert "left edge" in problem.what and "Page A02 has" in problem.what
