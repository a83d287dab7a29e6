"""Story files: what is set of the Markdown, and what is refused instead of being dropped."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.characters.half_width import find_half_width
from content.characters.kinds import find_forbidden
from content.characters.unseen import is_blank
from content.importing.draftfile import escape_markdown
from content.marking.body import Paragraph, Subhead, Text
from content.problems import MOST_PROBLEMS, Refused
from content.story import LONGEST_STORY, Story, parse_story, read_story
from content.storyfront import StoryFront
from tests.content.problems import places, refused
from tests.work import calls_made

FRONT = "---\nheadline: 题\n---\n"  # the body begins on line 4


def story(body: str, front: str = FRONT) -> Story:
    return parse_story(front + body, id="lead", file="stories/lead.md")


def marked(body: str) -> str:
    """The first paragraph with its strong text in [ ] and its emphasis in < >."""
    out = ""
    for inline in story(body).paragraphs[0].inlines:
        text = f"<{inline.text}>" if inline.emphasis else inline.text
        out += f"[{text}]" if inline.strong else text
    return out


def test_the_whole_of_a_story(tmp_path: Path) -> None:
    (tmp_path / "lead.md").write_text(
        "---\nkicker: 引题\nheadline: [第一行, 2024]\ndeck: 副题\nbyline: 记者 某某\nlead_in: 本报讯（记者 某某）\n"
        "lang: zh-Hans\n---\n\n一**二**三。\n\n## 小标题\n\n四，\n五。\n",
        encoding="utf-8",
    )
    read = read_story(tmp_path / "lead.md", root=tmp_path)
    assert read == Story(
        id="lead",
        lang="zh-Hans",
        kicker="引题",
        headline=("第一行", "2024"),
        deck=("副题",),
        byline="记者 某某",
        lead_in="本报讯（记者 某某）",
        body=(
            Paragraph((Text("一"), Text("二", strong=True), Text("三。"))),
            Subhead((Text("小标题"),), 2),
            Paragraph((Text("四，五。"),)),
        ),
    )
    assert read.file == "lead.md"
    assert read.plain == "一二三。\n小标题\n四，五。"
    assert [(part.field, part.text, part.line) for part in read.parts] == [
        ("kicker", "引题", 2),
        ("headline[0]", "第一行", 3),
        ("headline[1]", "2024", 3),
        ("deck[0]", "副题", 4),
        ("byline", "记者 某某", 5),
        ("lead_in", "本报讯（记者 某某）", 6),
        ("body[0]", "一二三。", 10),
        ("body[1]", "小标题", 12),
        ("body[2]", "四，五。", 14),
    ]
    assert read.line_of("body[2]") == 14


def test_equal_copy_is_equal_wherever_it_stands() -> None:
    assert story("\n\n\n一。") == story("一。")
    assert hash(story("\n\n\n一。")) == hash(story("一。"))
    assert story("一。") != story("二。")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("**“词”**字", "[“词”]字"),
        ("他说**“词”**字", "他说[“词”]字"),
        ("字**（甲）**乙", "字[（甲）]乙"),
        ("一、**重点：**甲，乙**重点：**丙", "一、[重点：]甲，乙[重点：]丙"),
        ("**甲。**乙", "[甲。]乙"),
        ("甲*《书》*乙", "甲<《书》>乙"),
        ("甲**“乙”**、**“丙”**丁", "甲[“乙”]、[“丙”]丁"),
        ("甲***乙***丙", "甲[<乙>]丙"),
        ("甲**乙*丙*丁**戊", "甲[乙][<丙>][丁]戊"),
        ("一**2024年，**二", "一[2024年，]二"),
        ("甲**……**乙", "甲[……]乙"),
        ("**$100**元", "[$100]元"),
        ("增长**(3%)**后", "增长[(3%)]后"),
        # As CommonMark has it where no Han is near.
        ("a*b*c **d** _e_ f_g_h", "a<b>c [d] <e> f_g_h"),
        ("3 * 4 * 5", "3 * 4 * 5"),
    ],
)
def test_marks_work_beside_han_and_full_width_marks(body: str, seen: str) -> None:
    assert marked(body) == seen
    assert "stray-mark" not in [doubt.id for doubt in story(body).doubts]


@pytest.mark.parametrize(
    "body",
    [
        "手机号138****5678和139****1234中奖。",
        "证号3204**********1234，号码12**34和56**78。",
        "共20厘米*30厘米*40厘米，又A*B*C。",
        "张*明、李*华两人到场。",
        "王**、李**、赵**三人。",
        "得主：王**，电话138****0000；李**，电话139****1111。",
        "体重10^6和10^7，又10^6、10^-3。",
        "面积x^2、y^2，又2^3^4。",
        "김*수(45)씨와 이*영씨는 갔다.",
        "It was f***ing bad, a**t and M*A*S*H.",
    ],
)
def test_stars_and_powers_of_the_copy_are_printed(body: str) -> None:
    read = story(body)
    assert read.plain == body
    assert "read-as-mark" not in [doubt.id for doubt in read.doubts]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("长*宽*高", True),
        ("其中带*的重要，其中带*的急", True),
        ("*注：带*为重点", True),
        ("宽2*高3*长4米", True),
        ("王**的话，李**的话", True),
        ("笑^_^、(^_^)", True),
        ("It was sh*t and f*ck.", True),
        ("It was *very* bad.", False),
        ("*봄*은 왔다.", False),
        ("他说*很好*的", False),
        ("说 _很好_ 的", False),
        ("今年*试行*，明年停", False),
        ("甲，**乙，丙**。丁", False),
        ("*甲，乙。*", False),
    ],
)
def test_a_pair_of_stars_that_may_be_copy_is_told(body: str, told: bool) -> None:
    read = story(body)
    assert len(read.plain) < len(body)
    assert ("read-as-mark" in [doubt.id for doubt in read.doubts]) is told


def test_marks_without_a_partner_are_printed_and_named() -> None:
    read = story("好。\n\n**甲乙\n丙*丁")
    assert read.plain == "好。\n**甲乙丙*丁"
    assert [(doubt.id, doubt.where.line) for doubt in read.doubts] == [("stray-mark", 6), ("stray-mark", 7)]
    assert {doubt.severity for doubt in read.doubts} == {"warning"}


def test_escapes_and_entities() -> None:
    assert story(r"\*甲\* &amp; &lt;b&gt; &#x4E00; \\").plain == "*甲* & <b> 一 \\"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("甲\n乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("one\ntwo", "one two"),
        ("甲\nPDF", "甲PDF"),
        ("甲：\n“乙”", "甲：“乙”"),
        ("甲……”\n“乙", "甲……”“乙"),
        ("甲**乙**\n**丙**", "甲乙丙"),
        ("かな\nカナ", "かなカナ"),
    ],
)
def test_line_ends_inside_a_paragraph(lines: str, joined: str) -> None:
    assert story(lines).plain == joined


def test_korean_keeps_its_spaces() -> None:
    assert story("대한\n민국\n大韓\n民國", "---\nheadline: a\nlang: ko\n---\n").plain == "대한 민국 大韓民國"


def test_ideographic_spaces_before_a_paragraph_are_an_indent_and_not_copy() -> None:
    assert story("　　甲。").plain == "甲。"


UNSUPPORTED = {
    "- - - 甲": 4,
    "1. 甲\n   > 乙": 5,
    "- 甲\n\n  ## 乙": 6,
    "```\n甲\n```": 4,
    "    甲": 4,
    "<div>\n甲\n</div>": 4,
    "<!-- 甲 -->": 4,
    "甲\n\n***": 6,
    "# 甲": 4,
    "#### 甲": 4,
    "##": 4,
    "甲\n===": 4,
    "|甲|乙|\n|-|-|\n|丙|丁|": 4,
    "甲\n![乙](丙)": 5,
    "甲\n\n[乙](丙)": 6,
    "<http://example.com>": 4,
    "甲`乙`": 4,
    "甲<b>乙</b>": 4,
    "甲~~乙~~": 4,
    "甲  \n乙": 4,
    "甲\t乙": 4,
    "甲\n\n[乙]: http://example.com": 6,
}


@pytest.mark.parametrize("body", UNSUPPORTED)
def test_what_a_page_cannot_set_is_named_with_its_line(body: str) -> None:
    problems = refused(lambda: story(body))
    assert {problem.id for problem in problems} == {"not-supported"}
    assert {problem.where.line for problem in problems} == {UNSUPPORTED[body]}
    assert all(problem.what.startswith("Not supported: ") for problem in problems)


def test_all_problems_of_a_story_come_together() -> None:
    problems = refused(lambda: story("# 甲\n\n乙`丙`\n", "---\nheadlin: 题\nlang: 中文\n---\n"))
    assert places(problems) == [
        ("unknown-key", 2, "headlin"),
        ("bad-value", 3, "lang"),
        ("not-supported", 5, None),
        ("not-supported", 7, None),
    ]
    assert problems[0].hint == "did you mean `headline`?"


@pytest.mark.parametrize("text", ["", "甲", "---\n", "---\nheadline: 题\n", "甲\n---\nheadline: 题\n---\n"])
def test_a_file_without_front_matter(text: str) -> None:
    problems = refused(lambda: parse_story(text, id="a", file="a.md"))
    assert "no-front-matter" in {problem.id for problem in problems}


@pytest.mark.parametrize(
    ("body", "line"),
    [("甲\0", 4), ("甲\n乙\u202e丙", 5), ("\ufffd", 4), ("甲\x85", 4), ("&#x202e;", 4), ("&#0;", 4)],
)
def test_characters_that_cannot_be_printed(body: str, line: int) -> None:
    assert places(refused(lambda: story(body))) == [("forbidden-character", line, None)]


def test_half_a_surrogate_pair_is_named_with_its_column() -> None:
    (problem,) = refused(lambda: story("甲\n乙丙\ud800"))
    assert "Line 5, column 3" in problem.what
    assert "U+D800" in problem.what


def test_decomposed_text_is_told_and_not_changed() -> None:
    read = story("cafe\u0301 \uf9d1")
    assert read.plain == "cafe\u0301 \uf9d1"
    assert [(doubt.id, doubt.severity) for doubt in read.doubts] == [("not-composed", "warning")] * 2
    assert "column 4" in read.doubts[0].what


def test_front_matter_fields_are_single_lines() -> None:
    problems = refused(lambda: story("甲", "---\nheadline: |\n  a\n  b\nkicker: ''\n---\n"))
    assert [(problem.id, problem.where.line) for problem in problems] == [
        ("not-one-line", 2),
        ("bad-length", 5),
    ]


def test_an_empty_story_is_refused_and_one_without_a_body_is_doubtful() -> None:
    assert [problem.id for problem in refused(lambda: story("", "---\nkicker: 甲\n---\n"))] == ["empty-story"]
    assert [doubt.id for doubt in story("").doubts] == ["no-body"]


def test_too_long_a_story() -> None:
    problems = refused(lambda: story("甲" * LONGEST_STORY))
    assert [problem.id for problem in problems] == ["too-large"]


@pytest.mark.parametrize("id", ["", ".a", "a b", "a/b", "x" * 81])
def test_ids(id: str) -> None:
    problems = refused(lambda: parse_story(FRONT + "甲", id=id, file="a.md"))
    assert [problem.id for problem in problems] == ["bad-story-id"]


def test_a_file_of_nothing_but_marks_is_told_briefly() -> None:
    assert len(refused(lambda: story("`甲` " * 500))) == MOST_PROBLEMS + 1
    assert len(story("**甲\n\n" * 500).doubts) == MOST_PROBLEMS + 1


@pytest.mark.parametrize("unit", ["**甲", "甲\n", "甲\n\n", "[a](", "*a_"])
def test_work_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    def work(copies: int) -> int:
        return calls_made(lambda: story("甲" + unit * copies))

    work(1)
    # 24 times the text; by the square it would take 576 times the work.
    assert work(LONGEST_STORY // 20) < 40 * work(LONGEST_STORY // 20 // 24)


@settings(max_examples=400)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_escaped_text_reads_back_as_it_was(text: str) -> None:
    line = " ".join(text.split())
    if not is_blank(line) and not list(find_forbidden(line)):
        assert story(escape_markdown(line)).plain == line


@settings(max_examples=400)
@given(st.text(alphabet="甲乙，。“”（）ab*_ \n#-`[]<>&;\\!", max_size=80))
def test_any_markdown_is_read_without_loss_or_refused(body: str) -> None:
    try:
        read = story(body)
    except Refused:
        return

    # Only marks and white space may go.
    def letters(text: str) -> str:
        return "".join(char for char in text if char in "甲乙，。“”（）ab")

    assert letters(read.plain) == letters(body)


def test_the_schema_describes_every_key() -> None:
    schema = StoryFront.model_json_schema()
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {
        "kicker",
        "headline",
        "deck",
        "summary",
        "byline",
        "signature",
        "lead_in",
        "jump_head",
        "lang",
    }
    assert all(prop["description"] for prop in schema["properties"].values())


@pytest.mark.parametrize(
    ("body", "count", "character"),
    [
        ("他说,好。", 1, 2),
        ("好,好;好:好?好!好(好)", 7, 1),
        ('他说"好"。', 2, 2),
        ("第一.好", 1, 2),
        ("他'好", 1, 1),
    ],
)
def test_half_width_marks_in_chinese_are_named_once_a_part(body: str, count: int, character: int) -> None:
    [doubt] = story(body).doubts
    assert (doubt.id, doubt.severity) == ("half-width-mark", "warning")
    assert (doubt.where.story, doubt.where.field, doubt.where.character) == ("lead", "body[0]", character)
    assert doubt.where.line is not None
    assert doubt.what.startswith("A half-width mark" if count == 1 else f"{count} half-width marks")


@pytest.mark.parametrize(
    "body",
    ["长1,000米", "在3:30开始", 'Hello, world! (yes) "no"', "f(x)函数", "好，“好”（好）：好。", "甲[注]乙"],
)
def test_half_width_marks_that_belong_there_are_not_named(body: str) -> None:
    assert not story(body).doubts


def test_half_width_marks_of_a_head_and_of_other_languages() -> None:
    text = "---\nheadline: [好, '好,好']\nlang: {}\n---\n好。\n"
    [doubt] = parse_story(text.format("zh-Hans"), id="x", file="x.md").doubts
    assert (doubt.where.line, doubt.where.field) == (2, "headline[1]")
    assert not parse_story(text.format("ko"), id="x", file="x.md").doubts


@pytest.mark.parametrize("text", [",", "好,", "(", "?“"])
def test_looking_for_half_width_marks_costs_no_more_for_each_when_there_are_many(text: str) -> None:
    few, many = (calls_made(partial(find_half_width, text * count)) for count in (500, 5000))
    assert many < 15 * few
