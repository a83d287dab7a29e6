"""Heads, captions, labels, quotes and index entries with ruby and other marks: all is on the page, with room beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from content.problems import Refused
from layout.makeup.text.headline_breaks import break_headline, chop_headline
from layout.makeup.text.wording import Wording, join_wordings, read_wording
from layout.plan.profile import load_profile
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Beside, GlyphRun, Line, Wave
from layout.scene.proofs.copyproof import lost_copy
from layout.scene.proofs.roomproof import lies_wrong
from tests.editions import Draft, block, ids, lines, paper_with, prose, region, running, story

PROFILE = load_profile("zh-Hans-newspaper")
HEAD: dict[str, Any] = {
    "kicker": "[鲁迅]{.name}的{北京|Běijīng}",
    "deck": "第[12]{.tcy}回**大**会",
    "summary": "要{点|てん}は" + running(20),
    "byline": "記者 {薔薇|ばら}",
}
HEADLINE = ["{漢字|かん|じ}の[25]{.tcy}日", "*重要*な{東京|とうきょう}会"]
PARTS = ("kicker", "headline", "deck", "summary", "byline")


def paper(writing: str = "horizontal", **styles: dict[str, Any]) -> dict[str, Any]:
    more = {"summary": {"face": "song", "size": 10}, "label": {"face": "hei", "size": 20, "leading": 24}}
    made = paper_with(grid={"writing": writing, "columns": 5, "lines": 40}, styles=more)
    made["trim"] = {"width_mm": 300, "height_mm": 320}
    for name, style in styles.items():
        made["styles"][name] |= style
    return made


def headed(folder: Path, headline: str | list[str], writing: str = "horizontal", **front: Any) -> Outcome:
    copy = story(headline, prose(400), **front)
    return Draft(blocks=[block("a", "1-3", "1-30")], stories={"a": copy}, paper=paper(writing)).set(folder)


def beside(line: Line) -> list[GlyphRun]:
    return [run for run in line.runs if run.annotation]


def reads(line: Line) -> str:
    return "".join(text for run in beside(line) for text in run.texts)


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_what_stands_beside_the_lines_of_a_head_is_on_the_page_with_them(
    tmp_path: Path, writing: str
) -> None:
    outcome = headed(tmp_path, HEADLINE, writing, **HEAD)
    scene = outcome.made.scene
    assert lost_copy(scene) == ()
    assert lies_wrong(scene) == ()
    assert {problem.id for problem in outcome.problems} <= {"underset", "loose-line"}
    copies = {copy.part: copy for copy in scene.copy}
    assert copies["headline[0]"].text == "漢字の25日"
    assert copies["headline[0]"].beside == (Beside(0, 1, "かん"), Beside(1, 2, "じ"))
    assert copies["kicker"].beside == (Beside(0, 2, ""), Beside(3, 5, "Běijīng"))
    found = region(scene, "a")
    set_lines = {part: lines(found, part) for part in PARTS}
    assert [reads(line) for line in set_lines["headline"]] == ["かんじ", "とうきょう"]
    assert [reads(line) for part in ("kicker", "byline") for line in set_lines[part]] == ["Běijīng", "ばら"]
    assert len(set_lines["kicker"][0].marks) == 1
    assert {line.vertical for part in PARTS for line in set_lines[part]} == {writing == "vertical"}
    level = [run.texts for line in set_lines["headline"] for run in line.runs if run.turn == "level"]
    assert (("2", "5") in level) == (writing == "vertical") or level[0][:1] != ("2",)
    strong = {run.face for run in set_lines["deck"][0].runs if "大" in run.texts}
    assert strong.isdisjoint(run.face for run in set_lines["deck"][0].runs if "会" in run.texts)


def tops(line: Line) -> list[int]:
    """Where the em boxes of a level line begin, of its text and of what stands over it."""
    return [run.baseline - run.size * 88 // 100 for run in line.runs]


def test_a_head_is_as_deep_as_its_ruby_asks(tmp_path: Path) -> None:
    plain = headed(tmp_path / "plain", ["漢字", "東京"], kicker="引题")
    ruby = headed(tmp_path / "ruby", ["{漢字|かん|じ}", "{東京|とう|きょう}"], kicker="引题")
    below: dict[str, int] = {}
    for name, outcome in (("plain", plain), ("ruby", ruby)):
        found = region(outcome.made.scene, "a")
        kicker, (first, second) = lines(found, "kicker")[0], lines(found, "headline")
        foot = kicker.baseline + 14_000 * 12 // 100
        assert min(tops(first)) >= foot
        assert min(tops(second)) >= first.baseline + first.runs[0].size * 12 // 100
        below[name] = min(line.baseline for line in lines(found))
    # The body begins on a line of the grid, as it does without ruby.
    assert (below["ruby"] - below["plain"]) % 15_000 == 0
    assert below["ruby"] - below["plain"] >= 15_000


def test_ruby_over_a_head_s_first_line_stays_in_its_block(tmp_path: Path) -> None:
    outcome = headed(tmp_path, "{漢字|かん|じ}")
    found = region(outcome.made.scene, "a")
    [line] = lines(found, "headline")
    assert min(tops(line)) >= found.frame.y


def test_dots_under_a_head_keep_clear_of_the_tier_below(tmp_path: Path) -> None:
    def white(folder: str, headline: str) -> int:
        dots = paper(headline={"emphasis_dots": "•"})
        copy = {"a": story(headline, prose(400), deck="副题")}
        outcome = Draft(blocks=[block("a", "1-3", "1-30")], stories=copy, paper=dots).set(tmp_path / folder)
        found = region(outcome.made.scene, "a")
        [line], [deck] = lines(found, "headline"), lines(found, "deck")
        assert bool(beside(line)) == ("*" in headline)
        return deck.baseline - line.baseline

    assert white("dots", "*重要*的会") > white("plain", "重要的会")


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("建设[2026]{.tcy}", "2026"),
        ("建设{紫陽花|あじさい}", "紫陽花"),
        ("会见[王小明]{.name}", "王小明"),
    ],
)
def test_no_line_of_a_head_begins_inside_a_marked_stretch(written: str, whole: str) -> None:
    words = read_wording(f"全市{written}提速全面")
    inside = range(words.text.index(whole) + 1, words.text.index(whole) + len(whole))
    assert words.held == frozenset(inside)
    assert read_wording(f"全市{whole}提速").held == frozenset()


def test_a_note_stays_with_what_is_before_it() -> None:
    assert read_wording("新闻^①^出版").held == {2}


def test_parts_of_marked_words_keep_their_marks() -> None:
    words = read_wording("新{漢字|かん|じ}{東京|とうきょう}会")
    assert words.part(2, 6).inlines == read_wording("{字|じ}{東京|とうきょう}会").inlines
    assert words.part(4, 6) == Wording(
        "京会", inlines=read_wording("京会").inlines or words.part(4, 6).inlines
    )
    assert "".join(run.text for run in words.part(1, 4).inlines) == words.part(1, 4).text == "漢字東"
    assert join_wordings([read_wording("{漢|かん}"), Wording("乙")]).text == "漢 乙"
    assert join_wordings([Wording("甲"), Wording("乙")]) == Wording("甲 乙")


def test_a_broken_head_has_its_ruby_on_the_lines_of_its_words(tmp_path: Path) -> None:
    written = "{滨湖|ビンフ}新区建设<|>{全面|ゼンメン}提速"
    outcome = headed(tmp_path, written)
    first, second = lines(region(outcome.made.scene, "a"), "headline")
    assert (first.text, reads(first)) == ("滨湖新区建设", "ビンフ")
    assert (second.text, reads(second)) == ("全面提速", "ゼンメン")
    assert lost_copy(outcome.made.scene) == ()


def test_marked_type_is_tracked_with_the_rest_of_its_line(tmp_path: Path) -> None:
    def width(folder: str, headline: str, tracking: float) -> int:
        wide = paper(headline={"align": "start"})
        wide["headlines"] = {"tracking_em": tracking, "steps_up": 0}
        copy = {"a": story(headline, prose(400))}
        outcome = Draft(blocks=[block("a", "1-3", "1-30")], stories=copy, paper=wide).set(tmp_path / folder)
        [line] = lines(region(outcome.made.scene, "a"), "headline")
        return line.width

    assert width("tracked", "新区**建设**全面提速", 0.4) > width("not", "新区**建设**全面提速", 0)
    assert width("tracked-plain", "新区建设全面提速", 0.4) == width(
        "tracked-strong", "**新区**建设全面提速", 0.4
    )


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("全市植树造林3万-5万亩", 10, ["全市植树", "造林3万-5万亩"]),
        ("景区收入1 234万元创新高", 12, ["景区收入", "1 234万元创新高"]),
        ("气温-18.5℃创新低", 8, ["气温-18.5℃", "创新低"]),
        ("今年5月1日-5月3日高速免费", 12, ["今年5月1日-5月3日", "高速免费"]),
        ("听students union讲the ’90s", 12, ["听students ", "union讲the ", "’90s"]),
        ('讲students "union" story', 15, ["讲students ", '"union" story']),
        ("C919首飞A股大涨", 8, ["C919首飞", "A股大涨"]),
        ("观众用ChatGPT写新闻", 10, ["观众用", "ChatGPT写新闻"]),
    ],
)
def test_a_head_parts_no_number_and_no_latin_word(text: str, measure: int, expected: list[str]) -> None:
    found = break_headline(text, lambda start, end: len(text[start:end].strip()), measure, PROFILE)
    assert found is not None
    assert [text[start:end] for start, end in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("international news", ["international ", "news"]),
        ("国庆阅兵东风-41首次亮相", ["国庆阅兵", "东风-41首次", "亮相"]),
        ("景区1 234 567万元", ["景区", "1 234 567万元"]),
        ("대한민국만세삼창 간다", ["대한민국만세삼창 ", "간다"]),
        # Han is broken where the setter lets a line begin: nothing else makes it fit.
        ("天地玄黄宇宙洪荒日月", ["天地玄", "黄宇宙", "洪荒日月"]),
    ],
)
def test_what_no_break_lets_fit_is_left_too_long_and_whole(text: str, expected: list[str]) -> None:
    profile = load_profile("ko") if "대" in text else PROFILE
    found = chop_headline(text, lambda start, end: len(text[start:end].strip()), 5, profile)
    assert [text[start:end] for start, end in found] == expected
    assert "".join(text[start:end] for start, end in found) == text


def test_a_word_wider_than_its_measure_is_told_with_how_much_it_is_too_long(tmp_path: Path) -> None:
    copy = {"a": story("Antidisestablishmentarianism", prose(300))}
    outcome = Draft(blocks=[block("a", "1", "1-30")], stories=copy).set(tmp_path)
    [line] = lines(region(outcome.made.scene, "a"), "headline")
    assert line.text == "Antidisestablishmentarianism"
    [told] = [problem for problem in outcome.problems if problem.id == "overfull"]
    assert (told.severity, told.where.field) == ("press", "headline[0]")
    assert f"is {(line.width - line.measure) / 1000:.1f} pt wider than its measure" in told.what


def test_the_rest_of_a_story_has_its_marked_head(tmp_path: Path) -> None:
    def jumped(folder: str, **front: Any) -> Line:
        pages = [
            {"name": "A01", "blocks": [block("a", "1-2", "1-12", jump_to="A02")]},
            {"name": "A02", "blocks": [block("a", "1-2", "1-30", jump_from="A01")]},
        ]
        copy = {"a": story(["{漢字|かん|じ}", "乙"], prose(700), **front)}
        outcome = Draft(pages=pages, stories=copy).set(tmp_path / folder)
        scene = outcome.made.scene
        assert lost_copy(scene) == ()
        [head] = [line for one in scene.pages[1].regions for line in lines(one, "headline")]
        return head

    assert (jumped("own", jump_head="{東京|とうきょう}").text, reads(jumped("again"))) == ("東京", "かんじ")
    assert jumped("joined").text == "漢字 乙"


def test_captions_and_credits_have_ruby_and_the_room_for_it(tmp_path: Path) -> None:
    def captions(folder: str, caption: str, credit: str) -> list[Line]:
        photo = {"file": "p.jpg", "caption": caption, "credit": credit, "alt": "湖"}
        shown = {"kind": "photo", "photo": "p", "columns": "1-2", "lines": "1-20"}
        draft = Draft(blocks=[shown], photos={"p": photo}, pictures={"p.jpg": (1200, 800)})
        outcome = draft.set(tmp_path / folder)
        assert lost_copy(outcome.made.scene) == ()
        assert lies_wrong(outcome.made.scene) == ()
        found = region(outcome.made.scene, "p")
        return [*lines(found, "caption"), *lines(found, "credit")]

    marked = captions("marked", "{湖面|こめん}" + running(60) + "**重**要", "{薔薇|ばら} 摄")
    plain = captions("plain", "湖面" + running(60) + "重要", "薔薇 摄")
    assert [line.text for line in marked] == [line.text for line in plain]
    assert "".join(map(reads, marked)) == "こめんばら"
    leading = {
        name: own[1].baseline - own[0].baseline for name, own in (("plain", plain), ("marked", marked))
    }
    assert leading == {"plain": 12_000, "marked": 12_000}
    crowded = captions("title", "[呐喊]{.title}" + running(60), "某 摄")
    assert [type(mark) for mark in crowded[0].marks] == [Wave]


def test_captions_open_their_lines_where_ruby_needs_it(tmp_path: Path) -> None:
    tight = paper_with(styles={"caption": {"face": "hei", "size": 8, "leading": 9}})
    photo = {"file": "p.jpg", "caption": "湖面" + running(40) + "{薔薇|ばら}", "alt": "湖"}
    shown = {"kind": "photo", "photo": "p", "columns": "1-2", "lines": "1-20"}
    draft = Draft(blocks=[shown], photos={"p": photo}, pictures={"p.jpg": (1200, 800)}, paper=tight)
    outcome = draft.set(tmp_path)
    first, second, *_ = lines(region(outcome.made.scene, "p"), "caption")
    assert second.baseline - first.baseline == 12_000


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_labels_quotes_and_indexes_have_marks(tmp_path: Path, writing: str) -> None:
    label = {"text": "{重点|じゅうてん}项目", "style": "label"}
    blocks = [
        block("a", "1-2", "1-20"),
        {"kind": "label", "columns": "3-4", "lines": "1-8", "text": [label, {**label, "text": "**进行**时"}]},
        {
            "kind": "quote",
            "story": "a",
            "text": "天{地玄|じげん}黄",
            "by": "{薔薇|ばら}",
            "columns": "3-4",
            "lines": "9-20",
            "style": "label",
        },
        {
            "kind": "index",
            "entries": [{"story": "a"}, {"story": "a", "title": "{导读|どうどく}"}],
            "title": "{要闻|ようぶん}",
            "columns": "1-2",
            "lines": "21-38",
            "style": "label",
        },
    ]
    copy = {"a": story("{漢字|かん|じ}", "天地玄黄" + prose(200))}
    outcome = Draft(blocks=blocks, stories=copy, paper=paper(writing)).set(tmp_path)
    assert not [problem for problem in outcome.problems if problem.severity != "warning"]
    assert lies_wrong(outcome.made.scene) == ()
    said = [
        reads(line)
        for found in outcome.made.scene.pages[0].regions
        for line in found.lines
        if line.span is None and beside(line)
    ]
    assert said == ["じゅうてん", "じげん", "ばら", "ようぶん", "かんじ", "どうどく"]


def test_a_mark_that_is_written_wrong_in_the_words_of_a_block_is_refused(tmp_path: Path) -> None:
    label = {
        "kind": "label",
        "columns": "1",
        "lines": "1-4",
        "text": [{"text": "[甲]{.nam}", "style": "label"}],
    }
    with pytest.raises(Refused) as refused:
        Draft(blocks=[label], paper=paper()).set(tmp_path)
    assert [problem.id for problem in refused.value.problems] == ["bad-mark"]


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_the_text_of_a_press_file_has_heads_without_their_marks(tmp_path: Path, writing: str) -> None:
    copy = {"a": story(HEADLINE, prose(400), **HEAD)}
    draft = Draft(blocks=[block("a", "1-3", "1-30")], stories=copy, paper=paper(writing))
    draft.write(tmp_path)
    outcome, catalogue = set_edition(tmp_path)
    scene = outcome.made.scene
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    page = pypdfium2.PdfDocument(write_pdf(scene, scene.pages, resources))[0].get_textpage()
    text = "".join(page.get_text_range().split())
    assert "漢字の25日" in text
    assert "重要な東京会" in text
    assert "第12回大会" in text
    assert not {"{", "[", "*", "|"}.intersection(text)


SUBHEAD = "让老旧小区改造工程全面启动"


def test_lines_of_a_subhead_break_between_words_and_those_of_a_paragraph_anywhere(tmp_path: Path) -> None:
    def broken(folder: str, written: str, role: str) -> list[str]:
        styles = {"body": {"face": "song", "size": 10, "indent_em": 0}}
        copy = {"a": story("题", running(60), written, running(60))}
        draft = Draft(blocks=[block("a", "1", "1-30")], stories=copy, paper=paper_with(styles=styles))
        outcome = draft.set(tmp_path / folder)
        assert lost_copy(outcome.made.scene) == ()
        found = lines(region(outcome.made.scene, "a"), role)
        return [line.text for line in found if line.span is not None and line.span.part == "body[1]"]

    assert broken("subhead", f"## {SUBHEAD}", "subhead") == ["让老旧小区改造", "工程全面启动"]
    assert broken("body", SUBHEAD, "body") == ["让老旧小区改造工程全", "面启动"]
    # A word wider than its leg is parted all the same.
    assert "".join(broken("wide", "## " + "甲" * 23, "subhead")) == "甲" * 23
    assert broken("held", "## 让老旧小区改造<~>工程全面启动", "subhead")[0] == "让老旧小区"
    assert broken("ruby", "## 让老旧小区{改造工程|まなび}全面启动", "subhead")[0] == "让老旧小区"


@pytest.mark.parametrize("held", [True, False])
def test_an_editor_holds_characters_of_a_caption_and_a_summary_together(tmp_path: Path, held: bool) -> None:
    mark = "<~>" if held else ""
    text = f"天地玄黄宇宙洪荒日月盈昃{mark}辰宿列张"
    photo = {"file": "p.jpg", "caption": text, "alt": "湖"}
    shown = {"kind": "photo", "photo": "p", "columns": "2", "lines": "1-20"}
    draft = Draft(
        blocks=[block("a", "1", "1-30"), shown],
        stories={"a": story("题", running(60), summary=f"天地玄黄宇宙洪荒日月{mark}盈昃辰宿列张")},
        photos={"p": photo},
        pictures={"p.jpg": (1200, 800)},
        paper=paper_with(styles={"summary": {"face": "song", "size": 10}}),
    )
    scene = draft.set(tmp_path).made.scene
    first = lines(region(scene, "p"), "caption")[0].text, lines(region(scene, "a"), "summary")[0].text
    assert first == (
        ("天地玄黄宇宙洪荒日月盈", "天地玄黄宇宙洪荒日")
        if held
        else ("天地玄黄宇宙洪荒日月盈昃", "天地玄黄宇宙洪荒日月")
    )


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize(
    "headline",
    [
        "{甲|" + "ア" * 120 + "}",
        "".join(f"{{甲{number}|あ|い}}" for number in range(10)),
        "[12]{.tcy}" * 30,
        "甲[" + "小" * 60 + "]{.warichu}",
        "**{活字|ㄏㄨㄛˊ|ㄗˋ}**^①^" * 12,
        "1" * 200,
        "“‘{甲|か}",
    ],
)
def test_marks_of_a_kind_in_any_number_are_set_or_told(tmp_path: Path, writing: str, headline: str) -> None:
    outcome = headed(tmp_path, headline, writing)
    assert "copy-lost" not in ids(outcome)
    [copy] = [copy for copy in outcome.made.scene.copy if copy.part == "headline[0]"]
    found = [line for line in lines(region(outcome.made.scene, "a"), "headline") if line.span is not None]
    assert "".join(copy.text[line.span.start : line.span.end] for line in found if line.span) == copy.text
    wide = [line for line in found if line.step == "overfull"]
    assert len(wide) == ids(outcome).count("overfull")
