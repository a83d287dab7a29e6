"""The marks of a head's line breaks are read, and a text that has their characters is written so that it reads back."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.marking.body import Subhead, Text
from content.marking.headmarks import FREE, Breaks, Marked, as_written, read_breaks, read_marks
from content.problems import Refused
from content.story import Story, parse_story


@pytest.mark.parametrize(
    ("written", "text", "breaks"),
    [
        ("甲乙", "甲乙", FREE),
        ("甲|乙<~>丙", "甲乙丙", Breaks((1,), (2,))),
        ("甲<|>乙<~>丙", "甲乙丙", Breaks((1,), (2,))),
        ("3<|>5<~>A", "35A", Breaks((1,), (2,))),
        ("甲||乙", "甲乙", Breaks((1,))),
        ("甲~|乙", "甲乙", Breaks((1,))),
        ("甲<~><|>乙", "甲乙", Breaks((1,))),
        ("<|>甲乙<|>", "甲乙", FREE),
        (r"甲\|乙\~", "甲|乙~", FREE),
        (r"甲<\|>乙", "甲<|>乙", FREE),
        (r"甲\乙", r"甲\乙", FREE),
        ("{漢|かん}字|乙", "漢字乙", Breaks((2,))),
        ("甲{漢字|かん|じ}<|>*乙*<~>丙", "甲漢字乙丙", Breaks((3,), (4,))),
        ("第[1|2]{.tcy}|版", "第1|2|版", FREE),
        (r"{漢\|かん}字", "{漢|かん}字", FREE),
        ("新店开张，|人气旺", "新店开张，人气旺", Breaks((5,))),
    ],
)
def test_marks(written: str, text: str, breaks: Breaks) -> None:
    assert read_breaks(written) == (text, breaks)


COPY = [
    *("3~5天", "-5~3℃", "10%~20%", "5℃~8℃", "3 ~ 5", "３~５", "约~5天", "$3~$5", "①~③", "Ⅰ~Ⅲ", "“3”~“5”"),
    *("三~五天", "周一~周五", "周六~周日", "5月~7月", "一月~三月", "上午9时~下午3时", "100米~200米"),
    *("A|B", "GDP|CPI", "观察 | 新能源", "Vol. 1 | Part 2", "New~York", "5~7일", "서울~부산"),
    *("真香~", "~真香", "好吃~~真香", "|要闻|", "３｜５", "三～五", "https://a.cn/~u"),
]


@pytest.mark.parametrize("written", COPY)
def test_what_can_be_copy_is_printed(written: str) -> None:
    assert read_marks(written) == Marked(written)


@pytest.mark.parametrize(
    "written",
    [
        "江苏省~浙江省",
        "鱼~市",
        "北京~上海",
        "老桥|2025年",
        "观察|AI浪潮",
        "上午9时|下午3时",
        "パリ~東京",
        "文化|신문",
    ],
)
def test_what_may_have_been_meant_as_a_mark_is_printed_and_told(written: str) -> None:
    read = read_marks(written)
    assert (read.text, read.breaks) == (written, FREE)
    assert [one.obeyed for one in read.bare] == [False]


def heads(front: str) -> Story:
    return parse_story(f"---\n{front}\n---\n文。", id="a", file="a.md")


def test_a_bare_mark_that_is_obeyed_is_told_with_its_place_and_a_sure_one_is_not() -> None:
    story = heads("kicker: 观察|新能源\nheadline: [头条, 老桥下的|鱼市]\ndeck: 老桥下的<|>鱼<~>市")
    assert (story.kicker, story.headline, story.deck) == (
        "观察新能源",
        ("头条", "老桥下的鱼市"),
        ("老桥下的鱼市",),
    )
    told = [(one.id, one.where.line, one.where.field, one.where.character) for one in story.doubts]
    assert told == [("head-mark", 2, "kicker", 2), ("head-mark", 3, "headline[1]", 4)]
    assert (
        story.doubts[0].what == "| between “观察” and “新能源” is a mark and not printed: a line ends there."
    )
    assert story.doubts[0].hint == r"write <|> for the mark, or \| to print it"
    assert story.breaks_in("deck[0]") == Breaks((4,), (5,))


def test_a_bare_mark_that_is_printed_is_told_where_it_may_have_been_meant() -> None:
    [told] = heads("headline: 老桥|2025年\ndeck: 3~5天").doubts
    assert (told.id, told.severity, told.where.line, told.where.character) == ("stray-mark", "warning", 2, 2)


@pytest.mark.parametrize("written", ["甲|２人", "２|甲", "甲|Ａ股", "涨５％|跌"])
def test_a_bar_beside_a_full_width_figure_letter_or_sign_is_printed_and_told(written: str) -> None:
    read = read_marks(written)
    assert (read.text, [one.obeyed for one in read.bare]) == (written, [False])


def test_a_variant_of_a_han_character_is_han() -> None:
    assert read_breaks("葛\U000e0100|城") == ("葛\U000e0100城", Breaks((2,)))


@pytest.mark.parametrize(
    ("field", "mark"),
    [
        (field, mark)
        for field in ("summary", "byline", "lead_in")
        for mark in ("<|>", "<~>", "< | >", "<｜>", "＜|＞")
        if (field, mark) != ("summary", "<~>")
    ],
)
def test_a_mark_of_line_breaks_where_there_are_none_holds_the_press(field: str, mark: str) -> None:
    [told] = heads(f"headline: 题\n{field}: 老桥{mark}鱼市").doubts
    assert (told.id, told.severity, told.where.field) == ("stray-mark", "press", field)


def test_a_mark_of_line_breaks_that_is_written_wrong_or_stands_in_the_body_is_told() -> None:
    assert [(one.id, one.severity) for one in heads("headline: 老桥<||>鱼市").doubts] == [
        ("stray-mark", "press")
    ]
    assert not heads(r"headline: 老桥<\|>鱼市").doubts
    read = parse_story("---\nheadline: 题\n---\n老桥<|>鱼市。", id="a", file="a.md")
    assert [(one.id, one.severity, one.where.field) for one in read.doubts] == [
        ("stray-mark", "warning", "body[0]")
    ]


_SIGNS = st.text(alphabet="甲乙五3A|~\\<>{} ，", max_size=20)


@given(_SIGNS)
def test_what_is_written_reads_back(text: str) -> None:
    assert read_marks(as_written(text)) == Marked(text)


@given(_SIGNS)
def test_no_character_goes_but_a_mark_that_is_sure_or_told(text: str) -> None:
    sure = "".join(re.findall(r"\{[^{}]*\}|\\[|~]|<([|~])>", text))
    read = read_marks(text)
    if read.inlines or read.faults:
        return  # ruby, of which the bars are no marks of line breaks
    told = "".join(one.char for one in read.bare if one.obeyed)
    gone = Counter(text) - Counter(read.text)
    assert gone["|"] + gone["~"] == len(sure) + len(told)
    assert set(gone) <= set("|~<>\\")


def test_a_line_of_marks_alone_is_refused_with_its_place() -> None:
    with pytest.raises(Refused) as refused:
        parse_story("---\nheadline: ['题', '~|']\n---\n文。", id="a", file="a.md")
    [problem] = refused.value.problems
    assert (problem.id, problem.where.line) == ("only-marks", 2)


def test_a_summary_and_a_subhead_have_the_mark_that_forbids_a_break_and_no_bare_ones() -> None:
    text = (
        "---\nheadline: 题\nsummary: 老桥<~>下|的~鱼市\n---\n文。\n\n## 老*桥*<~>下\\~的~鱼{市|いち}\n\n文。"
    )
    read = parse_story(text, id="a", file="a.md")
    assert read.summary == "老桥下|的~鱼市"
    assert read.breaks_in("summary") == Breaks((), (2,))
    subhead = read.body[1]
    assert isinstance(subhead, Subhead)
    assert (subhead.plain, subhead.held) == ("老桥下~的~鱼市", (2,))
    assert [run.text for run in subhead.inlines] == ["老", "桥", "下~的~鱼", "市"]
    assert not read.doubts
    plain = parse_story("---\nheadline: 题\n---\n文。\n\n## 老桥\n\n文。", id="a", file="a.md").body[1]
    assert plain == Subhead((Text("老桥"),))


def test_an_entity_in_a_subhead_with_such_a_mark_is_refused_as_elsewhere() -> None:
    with pytest.raises(Refused) as refused:
        parse_story("---\nheadline: 题\n---\n文。\n\n## 老<~>桥&#x202e;\n\n文。", id="a", file="a.md")
    assert [problem.id for problem in refused.value.problems] == ["forbidden-character"]


def test_messages_show_marks_as_they_are_written() -> None:
    [told] = read_marks(r"甲 ** 乙<|>丙\|丁").faults
    assert told.what == "** before “ 乙<|>丙|丁” has no partner and is printed."


_PIECES = [
    "{甲|乙}",
    "{甲乙|1|①}",
    "[甲]{.name}",
    "[12]{.tcy}",
    "^①^",
    "**",
    "*",
    "|",
    "~",
    "<|>",
    "<~>",
    "\\",
    "{",
    "[",
    "]",
    "}",
]


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([*_PIECES, "甲", "乙", "1", " ", "A", "，", "&lt;", "`", "_"]), max_size=25).map(
        "".join
    )
)
def test_marks_of_every_kind_in_any_order_lose_no_character(text: str) -> None:
    read = read_marks(text)
    if any(fault.severity == "refused" for fault in read.faults):
        return
    assert "".join(run.text for run in read.inlines) in ("", read.text)
    assert all(0 < at < len(read.text) for at in (*read.breaks.forced, *read.breaks.held))
    kept = Counter(read.text + "".join(ruby for run in read.inlines for ruby in run.ruby))
    written = Counter(re.sub(r"\{\.\w+\}", "", text))
    for char in "甲乙1A，①":
        assert kept[char] >= written[char]
