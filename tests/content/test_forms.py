"""Quotations, verse, paragraphs in a style of the paper and signatures: how copy spells them, and what is told of them."""

from __future__ import annotations

import contextlib
import time

import pytest

from content.importing.draftfile import escape_markdown
from content.marking.body import PROSE, Form, Paragraph
from content.problems import Refused
from content.shorter import cut_at_end, cut_in, with_more
from content.story import Story, parse_story
from tests.content.problems import refused

FRONT = "---\nheadline: 题\n---\n"
"""The body begins on line 4."""


def read(body: str, front: str = FRONT) -> Story:
    return parse_story(front + body, id="a", file="a.md")


def forms(body: str) -> list[tuple[str, Form]]:
    return [(paragraph.plain, paragraph.form) for paragraph in read(body).paragraphs]


def told(body: str) -> list[tuple[str, int | None]]:
    return [(problem.id, problem.where.line) for problem in read(body).doubts]


def wrong(body: str) -> list[tuple[str, int | None]]:
    return [(problem.id, problem.where.line) for problem in refused(lambda: read(body))]


def test_a_quotation_has_paragraphs_and_may_hold_another() -> None:
    assert forms("甲。\n\n> 乙乙\n> 丙。\n>\n> 丁。\n>> 戊。\n\n己。") == [
        ("甲。", PROSE),
        ("乙乙丙。", Form("quotation", 1)),
        ("丁。", Form("quotation", 1)),
        ("戊。", Form("quotation", 2)),
        ("己。", PROSE),
    ]
    assert told("> 乙乙\n> 丙。\n\n己。") == []


def test_a_sign_that_may_be_no_quotation_is_told() -> None:
    assert told(">80%的人来过。") == [("read-as-mark", 4)]
    assert told("> 乙。\n丙。") == [("doubtful-paragraph", 5)]
    assert forms(r"\>80%的人来过。") == [(">80%的人来过。", PROSE)]


@pytest.mark.parametrize("body", [">" * 4 + " 甲", ">" * 100 + " 甲", "> ## 甲", "> - 甲", ">     甲"])
def test_what_a_quotation_cannot_hold_is_refused(body: str) -> None:
    assert wrong(body) == [("not-supported", 4)]


def test_verse_keeps_its_lines_and_is_parted_into_stanzas() -> None:
    verse = Form("verse")
    assert forms("| 床前明月光\n| 疑是地上霜\\\n|\n| 　举头望明月\n|   低头\n丙。") == [
        ("床前明月光\n疑是地上霜", verse),
        ("　举头望明月\n\u00a0\u00a0低头", verse),
        ("丙。", PROSE),
    ]
    assert [paragraph.line for paragraph in read("| 甲\n| 乙\n|\n| 丙").paragraphs] == [4, 7]
    assert forms("> | 甲\n> | 乙") == [("甲\n乙", Form("verse", 1))]
    strong, plain = read("| **甲**\n| {乙|yǐ}").paragraphs[0].inlines[0], read("甲|乙").paragraphs[0]
    assert strong.strong and plain == Paragraph(plain.inlines)


def test_a_bar_alone_and_a_row_of_a_table_are_no_verse() -> None:
    assert told("|没有空格") == [("stray-mark", 4)]
    assert forms("|") == [("|", PROSE)]
    assert wrong("| 甲 | 乙 |\n| 丙 | 丁 |") == [("not-supported", 4)]


def test_a_div_names_a_style_or_an_indent() -> None:
    assert forms(
        "::: letter\n甲。\n\n乙。\n:::\n丙。\n\n::: {.indent-3}\n丁。\n:::\n::: poem\n| 戊\n:::"
    ) == [
        ("甲。", Form(style="letter")),
        ("乙。", Form(style="letter")),
        ("丙。", PROSE),
        ("丁。", Form(indent_em=3)),
        ("戊", Form("verse", style="poem")),
    ]
    assert forms(r"\::: letter") == [("::: letter", PROSE)]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("::: letter\n甲", 4),
        ("甲\n\n:::", 6),
        ("::: a\n::: b\n甲\n:::", 5),
        ("::: indent-11\n甲\n:::", 4),
        ("::: indent-0\n甲\n:::", 4),
        ("::: 两个 名字\n甲\n:::", 4),
        ("> ::: a\n> 甲", 4),
    ],
)
def test_a_div_that_is_written_wrong_is_refused(body: str, line: int) -> None:
    assert ("bad-mark", line) in wrong(body)


def test_a_signature_ends_its_paragraph_and_is_part_of_its_copy() -> None:
    [paragraph] = read("甲完。 \n[（记者 张三 李四）]{.signature}").paragraphs
    assert paragraph.plain == "甲完。（记者 张三 李四）"
    assert paragraph.signature is not None and paragraph.signature.text == "（记者 张三 李四）"
    assert "".join(run.text for run in paragraph.unsigned) == "甲完。"
    [other] = read("甲完。（记者 张三 李四）").paragraphs
    assert other.signature is None


def test_a_signature_of_the_front_matter_is_the_last_part() -> None:
    story = read("甲。", "---\nheadline: 题\nsignature: （记者 张三）\n---\n")
    assert (story.parts[-1].field, story.parts[-1].text, story.parts[-1].line) == (
        "signature",
        "（记者 张三）",
        3,
    )
    found = read("甲。", "---\nheadline: 题\nsignature: （[张三]{.name}）\n---\n").doubts
    assert [(problem.id, problem.severity, problem.where.line) for problem in found] == [
        ("stray-mark", "press", 3)
    ]


@pytest.mark.parametrize(
    "body", ["甲[丙]{.signature}乙", "## 甲[丙]{.signature}", f"[{'名' * 301}]{{.signature}}"]
)
def test_a_signature_in_a_wrong_place_or_too_long_is_refused(body: str) -> None:
    assert wrong(body) == [("bad-mark", 4)]


def test_trials_with_shorter_and_longer_copy_keep_the_signature() -> None:
    story = read("甲乙丙丁戊己。[（某）]{.signature}")

    def plain(changed: Story | None) -> str:
        assert changed is not None
        return changed.plain

    assert plain(cut_at_end(story, 2)) == "甲乙丙丁戊（某）"
    assert plain(cut_in(story, 0, 2)) == "甲乙丙丁。（某）"
    assert plain(with_more(story, 2)) == "甲乙丙丁戊己。甲乙（某）"
    assert cut_at_end(story, 7) is None


def test_trials_with_shorter_and_longer_copy_keep_the_mark_of_an_entry() -> None:
    story = read("- 甲乙\n- 丙丁戊己。")
    shorter, longer = cut_at_end(story, 3), with_more(story, 2)
    assert shorter is not None and [part.plain for part in shorter.body] == ["•甲乙", "•丙丁"]
    assert longer is not None and longer.body[1].plain == "•丙丁戊己。甲乙"
    # An entry goes as a whole: its mark alone would be an empty paragraph.
    gone = cut_at_end(story, 5)
    assert gone is not None and [part.plain for part in gone.body] == ["•甲乙"]


@pytest.mark.parametrize("text", ["> 引用", "| 竖线", "::: 冒号", ":::", "[名]{.signature}"])
def test_an_import_escapes_what_it_did_not_mean(text: str) -> None:
    assert read(escape_markdown(text)).plain == text


@pytest.mark.parametrize(
    "body",
    [
        "| 一行\n" * 10_000,
        ":" * 100_000,
        "| " + "\\" * 90_000,
        "> " * 50_000 + "甲",
        "[甲]{.signature}" * 9_000,
    ],
)
def test_bodies_made_to_be_slow_are_read_or_refused_at_once(body: str) -> None:
    began = time.perf_counter()
    with contextlib.suppress(Refused):
        read(body)
    assert time.perf_counter() - began < 5
