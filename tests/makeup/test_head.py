"""Heads come in the size that fits: stepped down the ladder, then broken at words, and never smaller than allowed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problems import Problem
from layout.makeup.text.headline_breaks import break_headline
from layout.plan.profile import Profile, load_profile
from layout.plan.style import SIZE_LADDER
from layout.press.document import Resources, write_pdf
from layout.publish import Outcome, set_edition
from layout.scene import Line
from tests.editions import Draft, block, ids, lines, paper_with, region, running, story
from tests.work import calls_made

PROFILE = load_profile("zh-Hans-newspaper")


def headed(folder: Path, headline: str | list[str], columns: str = "1-2", **styles: object) -> Outcome:
    paper = paper_with(styles={"headline": {"size": 30, "leading": 36, "align": "center", **styles}})
    draft = Draft(
        blocks=[block("a", columns, "1-40")], stories={"a": story(headline, running(500))}, paper=paper
    )
    return draft.set(folder)


def sizes(outcome: Outcome) -> set[float]:
    return {run.size / 1000 for line in headlines(outcome) for run in line.runs}


def headlines(outcome: Outcome) -> list[Line]:
    return lines(region(outcome.made.scene, "a"), "headline")


def test_a_headline_that_fits_keeps_its_size(tmp_path: Path) -> None:
    outcome = headed(tmp_path, "七个字的标题呢")  # 7 · 30 = 210 pt, the measure to the point
    assert sizes(outcome) == {30}
    assert "headline-stepped-down" not in ids(outcome)
    [line] = headlines(outcome)
    assert (line.measure, line.width) == (210_000, 210_000)


def test_a_headline_a_little_too_long_is_stepped_down_the_ladder(tmp_path: Path) -> None:
    outcome = headed(tmp_path, "这是八个字的标题")  # 8 · 26 = 208 pt
    assert sizes(outcome) == {26} <= set(SIZE_LADDER)
    [line] = headlines(outcome)
    assert line.width <= line.measure
    problem = next(problem for problem in outcome.problems if problem.id == "headline-stepped-down")
    assert problem.severity == "warning"
    assert "26 pt instead of 30 pt" in problem.what
    assert (problem.where.story, problem.where.field) == ("a", "headline[0]")


def test_lines_of_one_headline_are_stepped_down_together(tmp_path: Path) -> None:
    outcome = headed(tmp_path, ["短标题", "这是八个字的标题"])
    assert sizes(outcome) == {26}
    assert len(headlines(outcome)) == 2


def test_a_headline_much_too_long_is_broken_at_words_at_its_full_size(tmp_path: Path) -> None:
    outcome = headed(
        tmp_path, "滨湖新区建设全面提速"
    )  # 10 · 30 = 300 pt; stepping down to 21 would be too much
    assert sizes(outcome) == {30}
    found = [line.text for line in headlines(outcome)]
    assert "".join(found) == "滨湖新区建设全面提速"
    assert len(found) == 2
    assert all(line.width <= line.measure for line in headlines(outcome))
    assert "copy-lost" not in ids(outcome)


def test_a_headline_that_no_size_fits_is_named_and_not_set_smaller_than_allowed(tmp_path: Path) -> None:
    outcome = headed(tmp_path, running(100))  # 15 characters of the least headline to a line
    assert sizes(outcome) == {14}
    problem = next(problem for problem in outcome.problems if problem.id == "headline-too-long")
    assert (problem.severity, problem.where.field) == ("press", "headline[0]")
    assert "characters too long for 3 lines" in problem.what
    # It is broken all the same, so that the proof shows it and it covers nothing else.
    assert all(line.width <= line.measure for line in headlines(outcome))
    assert "copy-lost" not in ids(outcome)


def test_a_break_that_the_program_chose_is_told_and_one_at_a_typed_space_is_not(tmp_path: Path) -> None:
    for name in ("chosen", "sure", "uneven", "typed"):
        (tmp_path / name).mkdir()
    chosen = headed(tmp_path / "chosen", "入冬以来多地气温下降")
    [problem] = [problem for problem in chosen.problems if problem.id == "headline-broken"]
    assert problem.severity == "warning"
    assert "／".join(line.text for line in headlines(chosen)) in problem.what
    # Where the model is sure of the word's end, and the lines look even, nobody need read it.
    sure = headed(tmp_path / "sure", "滨湖新区建设全面提速")
    assert [line.text for line in headlines(sure)] == ["滨湖新区", "建设全面提速"]
    assert "headline-broken" not in ids(sure)
    uneven = headed(tmp_path / "uneven", "市中心老街区改造完成")
    assert [len(line.text) for line in headlines(uneven)] == [3, 7]
    assert "headline-broken" in ids(uneven)
    typed = headed(tmp_path / "typed", "滨湖新区建设 全面提速不停")
    assert len(headlines(typed)) == 2
    assert "headline-broken" not in ids(typed)


def test_the_least_size_is_the_papers(tmp_path: Path) -> None:
    draft = Draft(
        blocks=[block("a", "1-2", "1-40")],
        stories={"a": story(running(40), running(500))},
        paper=paper_with(fit={"least_headline_pt": 18}),
    )
    assert sizes(draft.set(tmp_path)) == {18}


@pytest.mark.parametrize("text", [running(300), "A" * 300, "word " * 59, "一、" * 150, "“" * 300])
def test_the_longest_headlines_are_little_work(tmp_path: Path, text: str) -> None:
    outcomes = []
    # Trying every way to break 300 characters over three lines would be a hundred million calls.
    assert calls_made(lambda: outcomes.append(headed(tmp_path, text.strip()))) < 2_000_000
    assert "copy-lost" not in ids(outcomes[0])


def test_a_headline_wider_than_any_page_is_kept_whole(tmp_path: Path) -> None:
    outcome = headed(tmp_path, running(300), columns="1-6", size=1000, leading=1000)
    assert "".join(line.text for line in headlines(outcome)) == running(300)
    assert "copy-lost" not in ids(outcome)


@pytest.mark.parametrize("part", ["kicker", "headline", "deck", "byline"])
def test_a_character_that_no_face_has_is_named_in_a_head_too(tmp_path: Path, part: str) -> None:
    front = {"headline": "标题"} | {part: "引\ue000题\ue000"}
    headline = str(front.pop("headline"))
    outcome = Draft(
        blocks=[block("a", "1-2", "1-40")], stories={"a": story(headline, running(500), **front)}
    ).set(tmp_path)
    [problem] = [problem for problem in outcome.problems if problem.id == "missing-character"]
    field = f"{part}[0]" if part in ("headline", "deck") else part
    assert (problem.severity, problem.where.field, problem.where.character) == ("press", field, 1)
    assert "U+E000" in problem.what and "2 places" in problem.what


def test_a_part_without_a_style_is_a_problem_for_the_press(tmp_path: Path) -> None:
    paper = paper_with()
    del paper["styles"]["kicker"]
    outcome = Draft(
        blocks=[block("a", "1-2", "1-40")],
        stories={"a": story("标题", running(500), kicker="引题")},
        paper=paper,
    ).set(tmp_path)
    problem = next(problem for problem in outcome.problems if problem.id == "no-style")
    assert (problem.severity, problem.where.story, problem.where.field) == ("press", "a", "kicker_style")
    assert lines(region(outcome.made.scene, "a"), "kicker")


def width(text: str) -> int:
    return len(text.strip())


def broken(text: str, measure: int, profile: Profile = PROFILE) -> list[str] | None:
    """The lines of a headline in which every character is one wide."""
    found = break_headline(text, lambda start, end: width(text[start:end]), measure, profile)
    return None if found is None else [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("全市GDP达1.2万亿元", 10, ["全市GDP达", "1.2万亿元"]),
        ("第12届“龙城杯”——2024年全国赛", 12, ["第12届“龙城杯”——", "2024年全国赛"]),
        ("武高新点“绿”成金 激发清洁生产新动能", 10, ["武高新点“绿”成金 ", "激发清洁生产新动能"]),
        ("短", 10, ["短"]),
        # Names, titles and short quotations stay whole, whatever the word model says.
        ("全市上下认真学习习近平同志重要讲话精神", 12, ["全市上下认真学习", "习近平同志重要讲话精神"]),
        ("徜徉《汉正街口》看老城", 7, ["徜徉", "《汉正街口》", "看老城"]),
        ("博物馆推出“AI导览”新服务", 8, ["博物馆推出", "“AI导览”", "新服务"]),
        ("ABCDEFGH", 4, None),
    ],
)
def test_headlines_break_between_words(text: str, measure: int, expected: list[str] | None) -> None:
    assert broken(text, measure) == expected


@pytest.mark.parametrize(
    ("lang", "text", "measure", "expected"),
    [
        # The model of simplified Chinese parts 支え|た; 支えた is one word.
        ("ja", "活版印刷を支えた職人たちの記憶", 8, ["活版印刷を支えた", "職人たちの記憶"]),
        ("zh-Hans", "活版印刷を支えた職人たちの記憶", 8, ["活版印刷を支え", "た職人たちの記憶"]),
        (
            "zh-Hant-TW",
            "鉛字排版的記憶正從臺北街頭慢慢消失",
            8,
            ["鉛字排版的記憶", "正從臺北街頭", "慢慢消失"],
        ),
        # Languages that write spaces are parted there and nowhere else.
        ("ko", "활판 인쇄의 기억을 다음 세대로", 10, ["활판 인쇄의 ", "기억을 다음 세대로"]),
        ("ko", "김 씨는 “간다”고 말했다", 9, ["김 씨는 ", "“간다”고 말했다"]),
        ("zh-Hant-TW", "全新ChatGPT-4o免費用", 12, ["全新ChatGPT-4o", "免費用"]),
    ],
)
def test_words_are_those_of_the_headline_s_language(
    lang: str, text: str, measure: int, expected: list[str]
) -> None:
    profile = PROFILE.model_copy(update={"lang": lang})
    assert broken(text, measure, profile) == expected


def test_a_typed_space_is_where_a_headline_breaks() -> None:
    # By evenness alone the first line would be longer.
    assert broken("崇尚实干 勇争一流走在最前列", 10) == [
        "崇尚实干 ",
        "勇争一流走在最前列",
    ]


@given(
    st.text(alphabet="武进高新区“”（），。、1234.AB 的在建设发展", min_size=1, max_size=40),
    st.integers(2, 20),
)
def test_a_broken_headline_loses_nothing_and_parts_no_mark_from_its_word(text: str, measure: int) -> None:
    text = text.strip()
    found = broken(text, measure)
    if found is None or not text:
        return
    assert "".join(found) == text
    assert 1 <= len(found) <= 3
    assert all(width(line) <= measure for line in found)
    for before, after in pairwise(found):
        assert after[0] not in PROFILE.classes.closer + PROFILE.classes.pause + PROFILE.classes.stop
        assert before.rstrip()[-1] not in PROFILE.classes.opener
        assert not (before[-1].isdecimal() and after[0].isdecimal())


def test_a_short_headline_goes_up_the_ladder_where_that_fills_its_measure(tmp_path: Path) -> None:
    # 6 · 26 = 156 of 210 pt, under four fifths; 6 · 36 = 216 is too long. Of 5: 5 · 36 = 180, and one step is enough.
    assert sizes(headed(tmp_path / "six", "六个字的标题", size=26, leading=30)) == {26}
    assert sizes(headed(tmp_path / "five", "五字的标题", size=26, leading=30)) == {36}
    # 2 · 42 = 84 pt would not fill the measure either, so it keeps its style's size.
    assert sizes(headed(tmp_path / "two", "标题", size=26, leading=30)) == {26}


def test_steps_up_are_as_many_as_the_paper_allows(tmp_path: Path) -> None:
    def at(steps: int) -> set[float]:
        paper = paper_with(
            styles={"headline": {"size": 26, "leading": 30, "align": "center"}}, headlines={"steps_up": steps}
        )
        blocks, stories = [block("a", "1-2", "1-40")], {"a": story("五字的标题", running(500))}
        return sizes(Draft(blocks=blocks, stories=stories, paper=paper).set(tmp_path / str(steps)))

    assert [at(0), at(1), at(2)] == [{26}, {36}, {42}]


def test_an_editor_forces_and_forbids_breaks(tmp_path: Path) -> None:
    forced = headed(tmp_path / "forced", "滨湖|新区建设全面提速")
    assert [line.text for line in headlines(forced)] == ["滨湖", "新区建设全面提速"]
    assert "headline-broken" not in ids(forced)
    assert "copy-lost" not in ids(forced)
    assert "head-mark" in ids(forced)
    sure = headed(tmp_path / "sure", "滨湖<|>新区建设全面提速")
    assert headlines(sure)[0].text == "滨湖"
    assert "head-mark" not in ids(sure)
    assert [fit.heads[0].marked for one in (forced, sure) for fit in one.made.fits] == [
        ("滨湖|新区建设全面提速",)
    ] * 2
    free = headed(tmp_path / "free", "滨湖新区建设全面提速")
    assert [line.text for line in headlines(free)] == ["滨湖新区", "建设全面提速"]
    held = headed(tmp_path / "held", "滨湖新区<~>建设全面提速")
    assert "滨湖新区" not in [line.text for line in headlines(held)]
    assert "".join(line.text for line in headlines(held)) == "滨湖新区建设全面提速"
    plain = headed(tmp_path / "plain", r"一\|二\~三")
    assert [line.text for line in headlines(plain)] == ["一|二~三"]
    copy = headed(tmp_path / "copy", "鱼~市持续3~5天")
    assert "".join(line.text for line in headlines(copy)) == "鱼~市持续3~5天"
    assert copy.made.fits[0].heads[0].marked == ()


def test_a_headline_is_tracked_out_to_its_measure_up_to_the_limit(tmp_path: Path) -> None:
    def at(tracking: float) -> Line:
        paper = paper_with(
            styles={"headline": {"size": 30, "leading": 36, "align": "center"}},
            headlines={"tracking_em": tracking, "steps_up": 0},
        )
        blocks, stories = [block("a", "1-2", "1-40")], {"a": story("六个字的标题", running(500))}
        [line] = headlines(Draft(blocks=blocks, stories=stories, paper=paper).set(tmp_path / str(tracking)))
        return line

    # 180 of 210 pt: 30 pt in five gaps are 6 pt, 0.2 em.
    assert at(0.2).text == at(0).text
    [run] = at(0.2).runs
    assert {later - earlier for earlier, later in pairwise(run.xs)} == {36_000}
    [untracked] = at(0.19).runs
    assert {later - earlier for earlier, later in pairwise(untracked.xs)} == {30_000}


def test_a_summary_is_set_as_lines_under_the_deck(tmp_path: Path) -> None:
    text = running(45)
    paper = paper_with(styles={"summary": {"face": "song", "size": 10, "leading": 15}})
    draft = Draft(
        blocks=[block("a", "1-2", "1-40")],
        stories={"a": story("标题", running(500), deck="副题", summary=text, byline="某某")},
        paper=paper,
    )
    outcome = draft.set(tmp_path)
    made = region(outcome.made.scene, "a")
    found = lines(made, "summary")
    assert [line.text for line in found] == [text[:21], text[21:42], text[42:]]
    deck, byline = lines(made, "deck")[0], lines(made, "byline")[0]
    assert deck.baseline < found[0].baseline < found[-1].baseline < byline.baseline
    assert "copy-lost" not in ids(outcome)


def test_the_white_of_a_head_is_the_papers(tmp_path: Path) -> None:
    def depth(white: int) -> int:
        draft = Draft(
            blocks=[block("a", "1-2", "1-40", fit="strict")],
            stories={"a": story("七个字的标题呢", running(700))},
            paper=paper_with(headlines={"white_lines": white}),
        )
        return draft.set(tmp_path / str(white)).made.fits[0].head_lines

    assert [depth(0), depth(1), depth(3)] == [2, 3, 5]


def test_type_is_condensed_up_to_the_limit_before_it_is_stepped_down(tmp_path: Path) -> None:
    def at(percent: float) -> Line:
        paper = paper_with(
            styles={"headline": {"size": 30, "leading": 36, "align": "start"}},
            headlines={"condense_percent": percent},
        )
        # 8 · 30 = 240 of 210 pt: an eighth too long.
        blocks, stories = [block("a", "1-2", "1-40")], {"a": story("这是八个字的标题", running(500))}
        outcome = Draft(blocks=blocks, stories=stories, paper=paper).set(tmp_path / str(percent))
        assert "copy-lost" not in ids(outcome)
        [line] = headlines(outcome)
        return line

    [stepped] = at(12).runs
    assert (stepped.size, stepped.condensed) == (26_000, 1000)
    line = at(13)
    [run] = line.runs
    assert (run.size, run.condensed) == (30_000, 875)
    assert {later - earlier for earlier, later in pairwise(run.xs)} == {26_250}
    assert line.width <= line.measure <= 210_000


def test_condensed_type_is_drawn_narrower_in_the_file(tmp_path: Path) -> None:
    paper = paper_with(
        styles={"headline": {"size": 30, "leading": 36, "align": "start"}}, headlines={"condense_percent": 20}
    )
    draft = Draft(
        blocks=[block("a", "1-2", "1-40")],
        stories={"a": story("这是八个字的标题", running(500))},
        paper=paper,
    )
    draft.write(tmp_path)
    outcome, catalogue = set_edition(tmp_path)
    scene = outcome.made.scene
    resources = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    page = pypdfium2.PdfDocument(write_pdf(scene, scene.pages, resources))[0].get_textpage()
    text = page.get_text_range()
    start = text.index("这是八个字的标题")
    boxes = [page.get_charbox(start + at, loose=True) for at in range(8)]
    steps = [later[0] - earlier[0] for earlier, later in pairwise(boxes)]
    assert all(abs(step - 26.25) < 0.02 for step in steps)
    assert all(abs(box[2] - box[0] - 26.25) < 0.1 for box in boxes)


def test_tiers_keep_together_in_a_place_much_deeper_than_they_need(tmp_path: Path) -> None:
    """A head beside the legs in a column of its own: its white is below it, not between its lines."""
    head = {"side": "left", "columns": "1"}
    draft = Draft(
        [block("a", "1-4", "1-40", head=head)],
        {"a": story("标题字", running(800), deck="副题", kicker="引题")},
    )
    found = region(draft.set(tmp_path).made.scene, "a")
    kicker, headline, deck = (lines(found, role)[0] for role in ("kicker", "headline", "deck"))
    smallest = 14_000
    assert (
        kicker.baseline - found.frame.y <= 2 * smallest + 2_500
    )  # an em of white over its em box, and the grid's
    assert headline.baseline - kicker.baseline <= 30_000 + 3 * smallest // 2
    assert deck.baseline - headline.baseline <= 30_000 + 3 * smallest // 2
    assert found.frame.bottom - deck.baseline > 20 * 15_000


def test_a_head_is_set_a_little_smaller_rather_than_in_a_line_more(tmp_path: Path) -> None:
    """SideWords that take three lines of 30 pt in 210 pt take two of 26 pt."""
    title = "春天的报纸在清早送到读者手中"  # 14 characters: seven to a line would part 清早
    outcome = headed(tmp_path / "near", title)
    assert len(headlines(outcome)) == 2 and sizes(outcome) == {26}
    long = headed(tmp_path / "far", title + "与编辑部")  # nine to a line would need 22 pt
    assert len(headlines(long)) == 3 and sizes(long) == {30}


@pytest.mark.parametrize(
    ("writing", "head", "deep"),
    [
        ("horizontal", {"lines": "6-7"}, "deep"),
        ("horizontal", {"columns": "1-2", "lines": "6-7"}, "deep"),
        ("horizontal", {"side": "left", "columns": "1", "writing": "vertical"}, "wide"),
        ("vertical", {"lines": "6-7"}, "wide"),
    ],
)
def test_a_head_deeper_than_its_place_is_told_once(
    tmp_path: Path, writing: str, head: dict[str, str], deep: str
) -> None:
    def told(folder: str, size: int) -> list[Problem]:
        draft = Draft(
            [block("a", "1-3", "1-30", head=head)],
            {"a": story("题", running(300))},
            paper=paper_with(
                grid={"writing": writing, "lines": 40},
                styles={"headline": {"face": "hei", "weight": 700, "size": size, "align": "start"}},
                headlines={"steps_up": 0},
                fit={"mode": "strict", "least_headline_pt": 200},
            ),
        )
        names = ("too-deep", "lies-over", "lies-outside")
        return [one for one in draft.set(tmp_path / folder).problems if one.id in names]

    assert told("small", 28) == []  # two lines of 15 pt
    [problem] = told("large", 120)
    assert (problem.id, problem.severity, problem.where.block) == ("too-deep", "press", "a")
    assert problem.what.startswith(f"The head is 120.0 pt {deep}, its place ")


def test_descenders_among_han_keep_clear_of_the_tier_below(tmp_path: Path) -> None:
    def white(folder: str, words: str) -> int:
        draft = Draft([block("a", "1-4", "1-20")], {"a": story(words, running(100), deck="副题在下面")})
        made = region(draft.set(tmp_path / folder).made.scene, "a")
        [headline], [deck] = lines(made, "headline"), lines(made, "deck")
        assert headline.runs[0].size == 30_000
        return deck.baseline - headline.baseline

    plain = white("plain", "GDP又在一二三四五六上涨")
    assert white("descending", "Gjpq又在一二三四五六上涨") >= plain + 30_000 * 13 // 100
