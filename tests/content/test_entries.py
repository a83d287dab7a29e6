"""Lists, dialogues, what stays in one leg and ends of legs: how copy spells them, and what is told of them."""

from __future__ import annotations

import pytest

from content.marking.body import PROSE, Form, Paragraph, Subhead
from content.story import Story, parse_story
from tests.content.problems import refused


def read(body: str, lang: str = "zh-Hans") -> Story:
    """The body begins on line 5."""
    return parse_story(f"---\nheadline: 题\nlang: {lang}\n---\n{body}", id="a", file="a.md")


def entries(body: str, lang: str = "zh-Hans") -> list[tuple[int, str, str]]:
    """Of each paragraph how deep in lists it is, its mark and its words."""
    return [
        (
            paragraph.form.depth if paragraph.form.kind == "list" else 0,
            "" if paragraph.entry is None else paragraph.entry.text,
            "".join(run.text for run in paragraph.words),
        )
        for paragraph in read(body, lang).paragraphs
    ]


def told(body: str) -> list[tuple[str, int | None]]:
    return [(problem.id, problem.where.line) for problem in read(body).doubts]


def wrong(body: str) -> list[tuple[str, int | None]]:
    return [(problem.id, problem.where.line) for problem in refused(lambda: read(body))]


def test_a_list_has_marks_and_may_hold_another() -> None:
    body = "前：\n\n- 甲项\n  接着。\n- 乙项\n    - 丙\n    - 丁\n\n  又一段。\n\n后来。"
    assert entries(body) == [
        (0, "", "前："),
        (1, "•", "甲项接着。"),
        (1, "•", "乙项"),
        (2, "·", "丙"),
        (2, "·", "丁"),
        (1, "", "又一段。"),
        (0, "", "后来。"),
    ]
    assert told(body) == []
    assert [paragraph.plain for paragraph in read("- 甲").paragraphs] == ["•甲"]
    assert [paragraph.line for paragraph in read(body).paragraphs] == [5, 7, 9, 10, 11, 13, 15]


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("1. 甲\n2. 乙\n4. 丙", ["1.", "2.", "4."]),
        ("1. 甲\n1. 乙\n1. 丙", ["1.", "2.", "3."]),
        ("9) 甲\n10) 乙", ["9)", "10)"]),
        ("1. 甲\n   1. 乙\n   1. 丙\n1. 丁", ["1.", "1.", "2.", "2."]),
        ("1. 甲\n\n2. 乙", ["1.", "2."]),
    ],
)
def test_numbers_are_those_that_are_written_or_counted_where_all_are_one(body: str, marks: list[str]) -> None:
    assert [mark for _, mark, _ in entries(body)] == marks
    assert told(body) == []


@pytest.mark.parametrize(
    ("lang", "marks"), [("en", ["•", "–"]), ("ja", ["・", "－"]), ("zh-Hant-TW", ["•", "·"])]
)
def test_what_stands_for_a_hyphen_is_the_languages(lang: str, marks: list[str]) -> None:
    assert [mark for _, mark, _ in entries("- one\n  - two", lang)] == marks


def test_marks_of_the_copys_own_are_kept_in_a_div() -> None:
    body = "::: list\n①头一件。\n② 第二件，\n接着说。\n\n一、第三件\n（四）第四件\n· 第五件\n• 第六件\n:::\n①不在内。"
    assert entries(body) == [
        (1, "①", "头一件。"),
        (1, "②", "第二件，接着说。"),
        (1, "一、", "第三件"),
        (1, "（四）", "第四件"),
        (1, "·", "第五件"),
        (1, "•", "第六件"),
        (0, "", "①不在内。"),
    ]
    assert [paragraph.line for paragraph in read(body).paragraphs][:3] == [6, 7, 10]


@pytest.mark.parametrize(
    "copy",
    [
        "一、建立制度。",
        "① 建立制度。",
        "· 建立制度。",
        "• 建立制度。",
        "　　1. 建立制度。",
        r"\- 甲",
        r"1\. 甲",
    ],
)
def test_without_a_div_they_are_paragraphs_as_ever(copy: str) -> None:
    [paragraph] = read(copy).paragraphs
    assert paragraph.form == PROSE and paragraph.entry is None
    assert paragraph.plain == copy.strip().replace("\\", "")


def test_turns_of_a_dialogue_have_strong_labels_and_questions_stay_with_what_follows() -> None:
    body = "::: qa\n问：为什么？\n答：因为近。\n也因为快。\n\n记者：几点？\n\n他没有回答。\n:::"
    story = read(body)
    assert [(one.plain, one.form.kind, one.stay) for one in story.paragraphs] == [
        ("问：为什么？", "dialogue", "next"),
        ("答：因为近。也因为快。", "dialogue", ""),
        ("记者：几点？", "dialogue", ""),
        ("他没有回答。", "dialogue", ""),
    ]
    assert [one.inlines[0].text for one in story.paragraphs if one.inlines[0].strong] == [
        "问：",
        "答：",
        "记者：",
    ]
    named = read("::: qa\n记者：为什么？\n王明：因为近。\n记者：还有呢？\n:::").paragraphs
    assert [one.stay for one in named] == ["next", "", "next"]
    assert read("Q: why?", "en").paragraphs[0].form == PROSE  # the control: no div, no dialogue
    [why, _] = read("::: qa\nQ: Why?\nA: So.\n:::", "en").paragraphs
    assert (why.inlines[0].text, why.plain) == ("Q:", "Q: Why?")


def test_what_is_kept_together_is_kept_with_what_follows_but_for_the_last() -> None:
    story = read("::: {.letter .keep}\n甲。\n\n乙。\n:::\n丙。\n\n::: keep\n丁。\n:::")
    assert [(one.plain, one.stay, one.form.style) for one in story.paragraphs] == [
        ("甲。", "next", "letter"),
        ("乙。", "whole", "letter"),
        ("丙。", "", ""),
        ("丁。", "whole", ""),
    ]


def test_the_end_of_a_leg_is_a_line_of_its_own() -> None:
    story = read("甲。\n<||>\n乙。\n\n<||>\n## 丙\n丁。\n\n::: letter\n戊。\n<||>\n己。\n:::")
    assert [(block.plain, block.begins_leg) for block in story.body] == [
        ("甲。", False),
        ("乙。", True),
        ("丙", True),
        ("丁。", False),
        ("戊。", False),
        ("己。", True),
    ]
    assert isinstance(story.body[2], Subhead) and isinstance(story.body[1], Paragraph)
    assert story.plain == "甲。\n乙。\n丙\n丁。\n戊。\n己。"
    assert [(one.plain, one.begins_leg) for one in read("　　甲。\n<||>\n　　乙。").paragraphs] == [
        ("甲。", False),
        ("乙。", True),
    ]


def test_the_end_of_a_leg_where_there_is_none_is_told() -> None:
    assert told("<||>\n\n甲。") == [("stray-mark", 5)]
    assert told("甲。\n\n<||>\n\n<||>\n\n乙。\n\n<||>") == [("stray-mark", 9), ("stray-mark", 13)]
    [problem] = read("甲<||>乙").doubts
    assert (problem.id, problem.where.line) == ("stray-mark", 5) and "on a line of its own" in problem.hint
    [problem] = parse_story("---\nheadline: 甲<||>乙\n---\n丙。", id="a", file="a.md").doubts
    assert (problem.id, problem.severity, problem.where.field) == ("stray-mark", "press", "headline[0]")


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("> 甲\n> <||>\n> 乙", [("bad-mark", 6)]),
        ("- 甲\n\n  <||>", [("bad-mark", 7)]),
        ("> - 甲", [("not-supported", 5)]),
        ("\n".join(f"{'  ' * deep}- 甲" for deep in range(9)), [("not-supported", 7)]),
        ("- 甲\n  - 乙\n    - 丙\n\n后。\n\n- > 丁", [("not-supported", 7), ("not-supported", 11)]),
        ("::: {.a .b}\n甲\n:::", [("bad-mark", 5), ("bad-mark", 7)]),
        ("::: {.keep .keep}\n甲\n\n::: {keep}\n乙", [("bad-mark", 5), ("bad-mark", 8)]),
        ("::: {.list .qa}\n甲", [("bad-mark", 5)]),
        ("::: list\n- 甲", [("bad-mark", 5)]),
    ],
)
def test_what_is_written_wrong_is_refused_with_its_line_and_all_at_once(
    body: str, problems: list[tuple[str, int]]
) -> None:
    assert wrong(body) == problems


def test_a_list_or_dialogue_without_a_mark_and_an_entry_without_words_are_told() -> None:
    assert told("::: list\n甲。\n:::") == [("stray-mark", 5)]
    assert told("::: qa\n甲。\n:::") == [("stray-mark", 5)]
    assert told("- 甲\n-\n- 乙") == [("blank-paragraph", 6)]
    assert told("::: list\n- 甲。\n:::") == []


def test_the_same_copy_reads_the_same_in_one_paragraph_or_more() -> None:
    assert entries("::: list\n①甲\n②乙\n:::") == entries("::: list\n①甲\n\n②乙\n:::")
    assert Form("list", 1) == read("- 甲").paragraphs[0].form
