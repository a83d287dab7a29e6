"""What the benchmark of lines counts: each fault of a line, and something like it that is none."""

from __future__ import annotations

import copy
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.lines import __main__ as tool
from benchmarks.lines.copytext import COPY, make_copy
from benchmarks.lines.customs import CUSTOMS
from benchmarks.lines.faults import SeenLine, Shown, find_faults, widest_white
from benchmarks.lines.figures import SeenParagraph, count_faults
from benchmarks.lines.pages import see_edition
from tests.editions import PAPER, Draft, block, prose, running, story

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")


def see(text: str, *, pitch: float = 1.0, space: float = 0.3, short: bool = False) -> list[SeenLine]:
    """Lines of a text with `|` at their ends, `=` where a hyphen is drawn: a glyph is one em, the next stands `pitch`
    behind it, or `space` behind a space. All but the last are full, unless they are `short`.
    """
    lines: list[SeenLine] = []
    at = 0
    for line in text.split("|"):
        copy, shown, pen = line.removesuffix("="), [], 0.0
        for char in copy:
            shown.append(Shown(char, pen, 1.0))
            pen += space if char == " " else pitch
        shown += [Shown("", pen, 0.3)] * (copy != line)
        lines.append(SeenLine(at, at + len(copy), tuple(shown), pen + short, pen))
        at += len(copy)
    return lines


def find_kinds(
    language: str, marked: str, *, pitch: float = 1.0, space: float = 0.3, short: bool = False
) -> set[str]:
    lines = see(marked, pitch=pitch, space=space, short=short)
    text = marked.replace("|", "").replace("=", "")
    return {fault.kind for fault in find_faults(text, lines, CUSTOMS[language])}


@pytest.mark.parametrize(
    ("language", "marked", "kind"),
    [
        ("zh-Hans", "今天下雨|，明天放晴", "bad start"),
        ("zh-Hans", "放假五月1日|-3日商场", "bad start"),
        ("zh-Hans", "气温10℃|~15℃阵雨", "bad start"),
        ("zh-Hans", "他笑着说：“|你们来了", "bad end"),
        ("zh-Hans", '观众齐喊"|encore"三次', "bad end"),
        ("zh-Hans", "农户共有1| 234户人家", "digits"),
        ("zh-Hans", "共有12|34户人家", "digits"),
        ("zh-Hans", "行程共12|公里多路", "unit"),
        ("zh-Hans", "浓度为3 |mg/L左右", "unit"),
        ("zh-Hans", "占比约为≥|14%左右", "sign"),
        ("zh-Hans", "价格为US$ |12左右的", "currency"),
        ("zh-Hans", "减排H|₂O两吨多", "script"),
        ("zh-Hans", "北纬24°|30′附近的", "script"),
        ("zh-Hans", "展出的东风|-41模型", "model"),
        ("zh-Hans", "样品为№|231号的", "numero"),
        ("zh-Hans", "他停了…|…又说道", "pair"),
        ("zh-Hans", "这款Quick|Note很好用", "word"),
        ("zh-Hans", "乐队 in the ’|90s style", "word"),
        ("zh-Hans", "昨天天气很|好。", "runt"),
        ("ja", "人口は２|５４人です", "wide figures"),
        ("ja", "住所は〒|123-4567へ", "numero"),
        ("ko by word", "그는 ‘말’|이라고 했다", "particle"),
        ("ko", "그는 ‘말!|’이라고 했다", "bad start"),
        ("en", "all the students|’ union met", "bad start"),
        ("ko by word", "그는 한국|말로 했다", "hangul word"),
        ("en", "all of them |– sang it well", "dash first"),
        ("en", "see page No. |12 of it all", "numero"),
        ("en", "she came at 9 |a.m. as ever", "unit"),
        ("en", "the end of the |day", "runt"),
        ("en", "com=|mittee meets", "hyphen"),
        ("en", "com=|mit=|tee well-|known in town", "hyphens in a row"),
    ],
)
def test_a_fault_is_counted(language: str, marked: str, kind: str) -> None:
    assert kind in find_kinds(language, marked)


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("zh-Hans", "今天下雨，|明天放晴了"),
        ("zh-Hans", "放假五月1日-|3日商场"),
        ("zh-Hans", "昨夜气温|-18.5℃以下"),
        ("zh-Hans", '观众齐喊|"encore"三次'),
        ("zh-Hans", "热线为0519-|8631转"),
        ("zh-Hans", "详见https://www.new|s.example.com网站"),
        ("zh-Hans", "乐队 in the |’90s style"),
        ("zh-Hans", "他停了停|……又说道"),
        ("zh-Hans", "昨天天气|很好。"),
        ("ja", "いつか|～１６日まで"),
        ("ja", "歌を披露し、|’90sの曲へ"),
        ("ko", "그는 ‘말’|이라고 했다"),
        ("en", "all of them – |sang it well"),
        ("en", "the end of the |story"),
        ("en", "students’ |union meets"),
    ],
)
def test_what_is_no_fault_is_not_counted(language: str, marked: str) -> None:
    assert find_kinds(language, marked) == set()


@pytest.mark.parametrize(
    ("language", "text", "pitch", "kinds"),
    [
        ("ja", "電話番号", 1.3, {"torn"}),
        ("ja", "電話番号", 1.2, set()),
        ("zh-Hans", "「話」，。", 1.3, set()),
        ("en", "Fish", 1.1, {"letterspaced"}),
        ("en", "Fish", 1.03, set()),
        ("en", "a b", 1.0, {"loose"}),
        ("en", "https://example.com", 1.1, {"letterspaced address"}),
    ],
)
def test_white_is_measured_from_the_glyphs(language: str, text: str, pitch: float, kinds: set[str]) -> None:
    assert find_kinds(language, text, pitch=pitch, space=pitch) == kinds


def test_lines_out_of_their_measure_are_counted() -> None:
    line = SeenLine(0, 2, (Shown("天", 0, 1), Shown("地", 1.5, 1)), measure=2, width=2.5)
    assert [fault.kind for fault in find_faults("天地", [line], CUSTOMS["ja"])] == ["torn", "overfull"]
    assert widest_white(line) == 0.5
    assert find_kinds("zh-Hans", "昨天天气|今天天气", short=True) == {"short"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_is_varied_and_the_same_each_time(language: str) -> None:
    made = make_copy(language, 20_000)
    assert made == make_copy(language, 20_000)
    assert 20_000 <= sum(map(len, made)) < 21_500
    assert len(set(made)) > 0.9 * len(made)
    assert not any("{" in paragraph or "}" in paragraph for paragraph in made)
    assert len({char for paragraph in made for char in paragraph}) > 75
    assert (COPY / f"{language}.txt").exists()


def test_figures_are_written_and_shown_beside_those_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "before.json"
    command = ["lines", "--languages", "ko", "--measures", "13", "--characters", "300", "--json"]
    monkeypatch.setattr(sys, "argv", [*command, str(before)])
    monkeypatch.setattr(sys, "path", list(sys.path))
    tool.main()
    (figures,) = json.loads(before.read_text("utf-8"))
    assert (figures["copy"], figures["ems"]) == ("ko", 13)
    assert figures["lines"] > figures["full"] > 0
    assert figures["widest"] >= figures["widest_99"] > 0
    monkeypatch.setattr(sys, "argv", [*command, str(tmp_path / "now.json"), "--before", str(before)])
    capsys.readouterr()
    tool.main()
    assert f"{figures['lines']} → {figures['lines']}" in capsys.readouterr().out


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_the_lines_of_a_page_are_counted_from_its_glyphs(tmp_path: Path, writing: str) -> None:
    paper: dict[str, Any] = copy.deepcopy(PAPER)
    paper["grid"] |= {"writing": writing, "columns": 4, "lines": 30}
    first = "这里有一句话" + "长" * 4 + "共12公里，"
    text = story("标题", first + running(60), prose(100), lang="zh-Hans")
    folder = Draft([block("lead", "1-2", "1-20", drop_cap=2)], {"lead": text}, paper=paper).write(
        tmp_path / "page"
    )
    seen = see_edition(folder)
    assert [paragraph.text for paragraph in seen] == [first + running(60), prose(100)]
    shown = "".join("".join(glyph.text for glyph in line.glyphs) for line in seen[1].lines)
    assert shown == seen[1].text
    figures, faults = count_faults("page", seen)
    assert figures.lines == sum(len(paragraph.lines) for paragraph in seen)
    # Places are read along the line: glyphs of lines that run the other way would lie over each other, or far apart.
    assert {fault.kind for fault in faults} <= {"stretched everywhere"}
    assert figures.widest < 0.25
    side_by_side = any(glyph.text == "12" for line in seen[0].lines for glyph in line.glyphs)
    assert side_by_side == (writing == "vertical")
    wider = replace(seen[1].lines[0], glyphs=tuple(g._replace(x=g.x * 1.4) for g in seen[1].lines[0].glyphs))
    (torn,) = count_faults("page", [SeenParagraph(seen[1].text, [wider], CUSTOMS["zh-Hans"])])[1]
    assert torn.kind == "torn"
