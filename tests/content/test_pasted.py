"""Copy as it is pasted: indents that begin paragraphs, lines of blanks alone, addresses and signs that are no marks."""

from __future__ import annotations

import pytest

from content.importing.importer import import_copy
from content.marking.body import Subhead
from content.problems import Problem, Refused
from content.story import Story, parse_story


def story(body: str, front: str = "headline: 题") -> Story:
    return parse_story(f"---\n{front}\n---\n{body}", id="a", file="a.md")


def told(read: Story) -> list[tuple[str, int | None]]:
    return [(one.id, one.where.line) for one in read.doubts if one.id != "half-width-mark"]


INDENTS = {
    "two ems": "\u3000\u3000",
    "one em": "\u3000",
    "two spaces": "  ",
    "four spaces": "    ",
    "a tab": "\t",
    "no-break spaces": "\u00a0\u00a0",
    "em spaces": "\u2003\u2003",
    "a mixture": " \u3000\t",
    "a character of no width before ems": "\u200b\u3000\u3000",
    "a mark of byte order before ems": "\ufeff\u3000\u3000",
    "a joiner amid spaces": " \u200d ",
    "a filler and an em": "\u3164\u2003",
    "fillers": "\u3164\u3164",
    "empty braille cells": "\u2800\u2800",
}


@pytest.mark.parametrize("indent", INDENTS.values(), ids=INDENTS)
def test_an_indented_line_begins_a_paragraph(indent: str) -> None:
    read = story(f"{indent}第一段讲步道。\n{indent}第二段讲菜场，\n还没有完。\n{indent}第三段讲电梯。")
    assert [(one.plain, one.line) for one in read.body] == [
        ("第一段讲步道。", 4),
        ("第二段讲菜场，还没有完。", 5),
        ("第三段讲电梯。", 7),
    ]
    assert not told(read)


@pytest.mark.parametrize("indent", INDENTS.values(), ids=INDENTS)
def test_an_import_knows_paragraphs_by_their_indent(indent: str) -> None:
    raw = f"河边新开一家书店\n\n{indent}书店有两层，一层卖书，\n{indent}二层喝茶。\n{indent}店主姓白。"
    [drafted] = import_copy(raw).stories
    assert [one.text.text for one in drafted.body] == ["书店有两层，一层卖书，", "二层喝茶。", "店主姓白。"]


def test_one_space_or_none_begins_no_paragraph() -> None:
    assert [one.plain for one in story("第一行，\n 第二行，\n第三行。").body] == ["第一行，第二行，第三行。"]
    [drafted] = import_copy("题\n\n第一行，\n 第二行，\n第三行。").stories
    assert [one.text.text for one in drafted.body] == ["第一行，第二行，第三行。"]


def test_a_line_behind_a_forced_break_stays_in_its_paragraph() -> None:
    assert [one.plain for one in story("床前明月光，\\\n\u3000疑是地上霜。").body] == [
        "床前明月光，\n\u3000疑是地上霜。"
    ]


def test_an_indented_subhead_is_one() -> None:
    for indent in ("\u3000\u3000", "    ", "\t", "\u200b"):
        assert isinstance(story(f"{indent}## 小题\n文。").body[0], Subhead)


@pytest.mark.parametrize("code", ["    x = 1\n    y = 2", "\treturn", "    甲", "    - 甲乙丙丁。"])
def test_what_is_plainly_no_paragraph_is_refused_as_before(code: str) -> None:
    with pytest.raises(Refused) as caught:
        story(code)
    assert {(one.id, one.where.line) for one in caught.value.problems} == {("not-supported", 4)}


BLANKS = [
    "\u3000",
    "\u00a0",
    "\u2003\u202f",
    "\u200b",
    "\u2060",
    "\u3164",
    "\u00ad",
    "\u034f",
    "\u180e",
    "\ufe0f",
    "\u2800",
]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_a_line_of_blanks_alone_is_an_empty_one(blank: str) -> None:
    read = story(f"甲。\n{blank}\n乙。\n\n{blank}\n\n丙。")
    assert [(one.plain, one.line) for one in read.body] == [("甲。", 4), ("乙。", 6), ("丙。", 10)]
    assert not told(read)


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize("form", ["**{}**", "*{}*", "{entity}", "## {entity}"])
def test_a_paragraph_that_shows_nothing_is_left_out_and_told(blank: str, form: str) -> None:
    entity = "".join(f"&#x{ord(char):x};" for char in blank)
    read = story(f"甲。\n\n{form.format(blank, entity=entity)}\n\n乙。")
    assert [one.plain for one in read.body] == ["甲。", "乙。"]
    assert told(read) == [("blank-paragraph", 6)]


@pytest.mark.parametrize("blank", ["\u3000", "\u200b", "\u3164", "\u00ad\u2060"], ids=ascii)
@pytest.mark.parametrize("key", ["kicker", "deck", "summary", "byline", "lead_in", "jump_head"])
def test_a_field_that_shows_nothing_is_refused(key: str, blank: str) -> None:
    with pytest.raises(Refused) as caught:
        story("文。", f'headline: 题\n{key}: "{blank}"')
    [problem] = caught.value.problems
    assert (problem.id in ("blank-text", "bad-length"), problem.where.line, problem.where.field) == (
        True,
        3,
        key,
    )


def test_a_lead_in_keeps_the_gap_behind_it() -> None:
    assert story("今天。", "headline: 题\nlead_in: 本报讯\u3000").lead_in == "本报讯\u3000"
    assert story("今天。", "headline: 题\nlead_in: '\u3000本报讯 '").lead_in == "本报讯"


def test_any_line_end_parts_lines_in_raw_text() -> None:
    def body(raw: str) -> list[str]:
        [drafted] = import_copy(f"## 题\n\n{raw}").stories
        return [one.text.text for one in drafted.body]

    for end in ("\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"):
        assert body(f"第一行，{end}第二行。") == ["第一行，第二行。"], ascii(end)
        assert body(f"第一段。{end}\u3000\u3000第二段。") == ["第一段。", "第二段。"], ascii(end)
    for end in ("\u2029", "\x0c", "\r\n\u3000\r\n"):
        assert body(f"第一段。{end}第二段。") == ["第一段。", "第二段。"], ascii(end)


def test_a_line_that_no_reader_sees_is_dropped_from_raw_text_and_listed() -> None:
    draft = import_copy("## 题\n\n甲。\n\u200b\u2060\n乙。")
    assert [one.text.text for one in draft.stories[0].body] == ["甲。", "乙。"]
    assert [(one.line, one.before, one.after) for one in draft.changes if one.kind == "unseen"] == [
        (4, "\u200b\u2060", "")
    ]


ADDRESSES = [
    "https://例子.cn/a_b*c/*d",
    "http://a.cn/*a*/b_c_d",
    "https://a.cn/~u/[x]/y",
    "www.a.cn/a*b*c",
    "https://a.cn/?a=**1**&b=_x_&c=^1^d",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_has_no_marks_in_it(address: str) -> None:
    assert story(f"见 {address} 一文。").plain == f"见 {address} 一文。"
    assert story(f"见**{address}**。").plain == f"见{address}。"


def test_an_address_that_runs_on_into_han_is_told() -> None:
    assert told(story("见https://a.cn/x详情。")) == [("address-runs-on", 4)]
    assert told(story("见https://a.cn详情。")) == [("address-runs-on", 4)]
    for clear in ("见https://a.cn/x，详情", "见https://例子.cn/x 。", "见https://例子.中国（官网）"):
        assert not told(story(clear))


def test_a_star_that_is_copy_is_printed() -> None:
    for copy in ("*ST长生、*ST康得", "3*5*2厘米"):
        read = story(copy)
        assert read.plain == copy
        assert not told(read)
    assert story("文*强*文").plain == "文强文"


def test_marks_round_a_blank_inside_a_paragraph_are_told() -> None:
    assert [one[0] for one in told(story("文**\u3000**文"))] == ["stray-mark", "stray-mark"]


def of(problems: tuple[Problem, ...], id: str) -> list[Problem]:
    return [one for one in problems if one.id == id]


def test_web_code_that_is_printed_is_told_and_what_markdown_reads_is_not() -> None:
    read = story("天气&amp;nbsp;好。&lt;br&gt;\n\n一&nbsp;二，&lt;甲&gt;，A&amp;B。")
    assert [(one.where.line, one.severity) for one in of(read.doubts, "stray-mark")] == [(4, "warning")]
    assert "“&nbsp;” (the first of 2)" in of(read.doubts, "stray-mark")[0].what


def test_web_code_odd_characters_and_addresses_of_raw_text_are_doubts_and_stay() -> None:
    raw = "天&nbsp;地<br>玄\u200b黄⼈，见https://a.cn/x一文。"
    draft = import_copy(f"## 题\n\n{raw}")
    assert draft.stories[0].body[0].text.text == raw
    assert [(one.kind, one.column) for one in draft.doubts] == [
        ("web-code", 2),
        ("web-code", 9),
        ("odd-character", 14),
        ("odd-character", 16),
        ("address", 19),
    ]


@pytest.mark.parametrize(
    ("body", "told_on"),
    [
        ("——你去吗？\n——我不去。", [4]),
        ("“你去吗？”\n“我不去。”", [4]),
        ("一、时间：今天\n二、地点：渡口", [4]),
        ("各单位：\n1、交表。\n2、交人。", [4]),
        ("床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。", [4]),
        ("我来到渡口\n看见一条船\n船上没有人", [4]),
        (f"今天讲步道{'很长' * 20}。\n明天讲菜场。", [4]),
        # Copy that was broken by hand, or at a column's end.
        ("今天讲步道，也要讲一讲城里的东\n西和的菜场。明天不\n讲。", []),
        ("今天讲步道。\n明天讲菜场。", []),
        ("他说——\n——也没有说完。", []),
        ("第一行讲步道，\\\n第二行讲菜场，\\\n第三行。", []),
        ("他读了“天地”\n“玄黄”两篇。", []),
    ],
)
def test_lines_that_may_be_paragraphs_are_told(body: str, told_on: list[int]) -> None:
    read = story(body)
    assert len(read.body) == 1
    assert [one.where.line for one in of(read.doubts, "doubtful-paragraph")] == told_on


def test_a_short_line_between_indented_paragraphs_stands_apart() -> None:
    text = "　　渡口还在。\n渡口的历史\n　　它有三百年。\n\n　　船，\n来了\n　　又走。\n也走。"
    read = story(text)
    assert [one.plain for one in read.body] == [
        "渡口还在。",
        "渡口的历史",
        "它有三百年。",
        "船，来了",
        "又走。也走。",
    ]
    assert [one.where.line for one in of(read.doubts, "doubtful-paragraph")] == [5]
    [drafted] = import_copy(f"# 渡口\n\n{text}").stories
    assert [one.text.text for one in drafted.body] == [one.plain for one in read.body]


def test_an_import_tells_lines_that_may_be_paragraphs() -> None:
    def joined(raw: str) -> list[int]:
        return [one.line for one in import_copy(f"# 题\n\n{raw}").doubts if one.kind == "joined"]

    assert joined("——你去吗？\n我不去。\n你呢？\n不去。\n") == [3]
    assert joined("今天讲了步道。\n明天讲菜场。\n后天讲电梯。\n") == [3]
    # A narrow column that was read.
    assert joined("今天讲了步道和菜\n场。明天要讲电梯，\n后天再讲书店。\n") == []


@pytest.mark.parametrize(
    "rows",
    [
        ["——你去吗？", "——我不去。"],
        ["一、修路灯", "二、开早市", "三、通公交。"],
        ["问：什么时候？", "答：这个月。"],
        ["① 头一件", "② 第二件。"],
        ["议定几件事：", "（一）修路灯", "（二）开早市。"],
    ],
)
def test_an_import_joins_no_entries_of_a_list_or_turns_of_a_dialogue(rows: list[str]) -> None:
    [story] = import_copy("# 题\n\n" + "\n".join(rows) + "\n").stories
    assert [block.text.text for block in story.body] == rows
    [story] = import_copy(
        "# 题\n\n" + "\n".join(row.lstrip("一二三、问答：—①②（）") for row in rows) + "\n"
    ).stories
    assert len(story.body) == 1  # the control: lines that begin as text does


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("**昨天**讲步道。", ["mark"]),
        ("看`代码`。", ["mark"]),
        ("> 引用一句。", ["mark"]),
        ("- 讲步道。", ["mark"]),
        ("甲公司\t12人\t苏州。", ["tab"]),
        ("手机138****5678，3*4米，5<6，C++。", []),
        ("-5℃，*ST康美，#话题#。", []),
    ],
)
def test_an_import_names_marks_of_markdown_and_tabs(raw: str, kinds: list[str]) -> None:
    found = import_copy(f"# 题\n\n{raw}\n").doubts
    assert [one.kind for one in found if one.kind in ("mark", "tab")] == kinds
