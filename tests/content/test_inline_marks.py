"""Ruby, names, titles, tate-chu-yoko, warichu, notes' marks and forced breaks: how they are written in a story."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content.characters.kinds import clusters, find_forbidden
from content.importing.draftfile import escape_markdown
from content.marking import markdown
from content.marking.body import Text, prose
from content.marking.commonmark import commonmark
from content.marking.inlines import MOST_UPRIGHT
from content.marking.markdown import read_body
from content.photo import read_photo
from content.problems import Refused
from content.story import LONGEST_STORY, Part, Story, parse_story
from content.table import read_table
from tests.content.problems import refused
from tests.work import calls_made

FRONT = "---\nheadline: 题\n---\n"  # the body begins on line 4


def story(body: str, front: str = FRONT) -> Story:
    return parse_story(front + body, id="lead", file="stories/lead.md")


def runs(body: str) -> tuple[Text, ...]:
    read = story(body)
    assert not read.doubts
    return read.body[0].inlines


def name(text: str) -> Text:
    return Text(text, mark="name")


SPELLINGS = {
    "甲{漢字|かん|じ}乙": (Text("甲"), Text("漢字", ruby=("かん", "じ")), Text("乙")),
    "{漢字|かんじ}": (Text("漢字", ruby=("かんじ",)),),
    "{注音|ㄓㄨˋ|ㄧㄣ}": (Text("注音", ruby=("ㄓㄨˋ", "ㄧㄣ")),),
    "{北京|Běi jīng}": (Text("北京", ruby=("Běi jīng",)),),
    "{ 漢字 | かん | じ }": (Text("漢字", ruby=("かん", "じ")),),
    "{葛󠄀飾|かつ|しか}": (Text("葛󠄀飾", ruby=("かつ", "しか")),),
    "[魯迅]{.name}的[呐喊]{.title}": (name("魯迅"), Text("的"), Text("呐喊", mark="title")),
    "[北京]{.name}[天津]{.name}": (name("北京"), name("天津")),
    "{甲|か}{乙|お}": (Text("甲", ruby=("か",)), Text("乙", ruby=("お",))),
    "[29]{.tcy}日": (Text("29", mark="tcy"), Text("日")),
    "[!?]{.tcy}": (Text("!?", mark="tcy"),),
    "[割\n注]{.warichu}": (Text("割注", mark="warichu"),),
    "[Lu\nXun]{.name}": (name("Lu Xun"),),
    "甲^1^乙^①^丙^[1]^": (
        Text("甲"),
        Text("1", mark="note"),
        Text("乙"),
        Text("①", mark="note"),
        Text("丙"),
        Text("[1]", mark="note"),
    ),
    "甲^*^乙*丙*": (Text("甲"), Text("*", mark="note"), Text("乙"), Text("丙", emphasis=True)),
    # Behind a Latin letter, a digit or a bracket it is a superscript, and no note's mark.
    "面积10^4^平方米、km^2^": (Text("面积10⁴平方米、km²"),),
    "10^-3^，10^–3^，x^n^，x^2n+1^": (Text("10⁻³，10⁻³，xⁿ，x²ⁿ⁺¹"),),
    "(x+1)^2^，W/(m^2^K)": (Text("(x+1)²，W/(m²K)"),),
    "用^14^C测": (Text("用¹⁴C测"),),
    "10^th^": (Text("10"), Text("th", mark="super")),
    "a^[1]^，b^1,2^，说^1^GDP": (
        Text("a"),
        Text("[1]", mark="note"),
        Text("，b"),
        Text("1,2", mark="note"),
        Text("，说"),
        Text("1", mark="note"),
        Text("GDP"),
    ),
    "H~2~O和CO~2~": (Text("H₂O和CO₂"),),
    "C~n~H~2n+2~，SO~4~^2-^，NO~x~": (Text("CₙH₂ₙ₊₂，SO₄²⁻，NOₓ"),),
    "x~i~，log~10~，K(AB)~2~": (Text("xᵢ，log₁₀，K(AB)₂"),),
    "v~max~，V~水~为": (
        Text("v"),
        Text("max", mark="sub"),
        Text("，V"),
        Text("水", mark="sub"),
        Text("为"),
    ),
    "甲[4]{.sup}乙[2]{.sub}": (Text("甲⁴乙₂"),),
    "甲[注]{.sup}[**2**]{.sub}": (
        Text("甲"),
        Text("注", mark="super"),
        Text("2", strong=True, mark="sub"),
    ),
    "**CO~2~**[x^2^]{.name}": (Text("CO₂", strong=True), Text("x²", mark="name")),
    "甲\\\n乙 \\\n  丙": (Text("甲\n乙\n丙"),),
    "甲**乙\\\n丙**": (Text("甲"), Text("乙\n丙", strong=True)),
    # In strong and emphasis, and round all of their own text.
    "**甲{漢字|かん|じ}**乙": (
        Text("甲", strong=True),
        Text("漢字", strong=True, ruby=("かん", "じ")),
        Text("乙"),
    ),
    "甲*[乙]{.name}*丙": (Text("甲"), Text("乙", emphasis=True, mark="name"), Text("丙")),
    "[**乙**]{.name}": (Text("乙", strong=True, mark="name"),),
    "{***漢字***|かん|じ}": (Text("漢字", strong=True, emphasis=True, ruby=("かん", "じ")),),
    "**甲^1^**": (Text("甲", strong=True), Text("1", strong=True, mark="note")),
    # The end of a source line: what a note's mark stands behind decides.
    "甲^1^\n乙": (Text("甲"), Text("1", mark="note"), Text("乙")),
    "a^[1]^\nb": (Text("a"), Text("[1]", mark="note"), Text(" b")),
    "a^1^\nb": (Text("a¹ b"),),
    "a^th^\nb": (Text("a"), Text("th", mark="super"), Text(" b")),
    "甲\n^1^": (Text("甲"), Text("1", mark="note")),
    "a\n[b]{.name}": (Text("a "), name("b")),
}


@pytest.mark.parametrize("body", SPELLINGS)
def test_each_spelling_reads_as_its_mark(body: str) -> None:
    assert runs(body) == SPELLINGS[body]


def test_subheads_have_marks_too() -> None:
    assert runs("## [呐喊]{.title}の{漢|かん}") == (
        Text("呐喊", mark="title"),
        Text("の"),
        Text("漢", ruby=("かん",)),
    )


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (r"\{漢字|かんじ}", "{漢字|かんじ}"),
        (r"\[魯迅]{.name}", "[魯迅]{.name}"),
        (r"[魯迅]\{.name}", "[魯迅]{.name}"),
        (r"甲\^1^", "甲^1^"),
        (r"x\^2^", "x^2^"),
        (r"H\~2~O", "H~2~O"),
        (r"x[2]\{.sub}", "x[2]{.sub}"),
        ("甲\\\\\n乙", "甲\\乙"),
    ],
)
def test_each_has_an_escape(body: str, printed: str) -> None:
    assert runs(body) == (Text(printed),)


def test_what_is_escaped_in_a_mark_is_its_text() -> None:
    assert runs(r"{甲\|乙\}|か\|お\}}") == (Text("甲|乙}", ruby=("か|お}",)),)
    assert runs(r"[甲\]\*]{.name}") == (name("甲]*"),)
    assert runs("{&amp;|&lt;}") == (Text("&", ruby=("<",)),)


PRINTED = [
    "{",
    "}",
    "[",
    "|",
    "^",
    "{甲}",
    "{甲 乙}",
    "[甲]",
    "[甲]{乙}",
    "[甲][乙]",
    "甲|乙",
    "x^2+y^2",
    "2^10",
]
PRINTED += ["^-^", "好^o^", "^^", "^ 1^", "^1 2^", "^1", "{甲}{乙}", "{甲} | 乙", "甲}|{乙", "[甲", "甲]"]
PRINTED += ["^123456789^", "a{.5}", "{...}"]
PRINTED += ["10^6和10^7", "10^6x10^7", "3^2^2", "x^2y^2", "m^ 2^"]
PRINTED += ["5~8℃，10%~20%", "10cm~15cm~20cm", "8m~10m和12m~15m", "Q1~Q3~Q4", "A~B~C", "5月1日~3日、8日~10日"]
PRINTED += [
    "la~la~la~",
    "Bye~bye~",
    "No~no~",
    "好~的~",
    "~数~",
    "3~5~天",
    "네~네~",
    "~",
    "H~2O",
    "H~ 2~O",
    "H~123456789~",
]


@pytest.mark.parametrize("body", PRINTED)
def test_what_is_no_spelling_is_printed_as_it_stands(body: str) -> None:
    assert runs(body) == (Text(body),)


LOOSE = [
    "{漢字|かん",
    "甲{.name}",
    "[甲] {.name}",
    "甲]{.title}",
    "[甲]{.name",
    "甲^①",
    "甲^[1]",
    "甲\\",
    "甲^12 3^",
    "水~2~",
    "[2] {.sub}",
]


@pytest.mark.parametrize("body", LOOSE)
def test_what_looks_like_a_mark_and_is_none_is_printed_and_told(body: str) -> None:
    read = story("好。\n\n" + body)
    assert read.body[1].inlines == (Text(body),)
    [doubt] = read.doubts
    assert (doubt.id, doubt.severity, doubt.where.line) == ("stray-mark", "warning", 6)
    assert "printed" in doubt.what


BAD = {
    "[甲]{.nam}": "The class .nam is not known",
    "[甲]{.人名}": "The class .人名 is not known",
    "[甲]{name}": "The class name has no dot before it",
    "[甲]{.name .title}": "more than a class",
    "[甲]{#a}": "more than a class",
    "[甲]{lang=ja}": "more than a class",
    "{漢字|か|ん|じ}": "“漢字” has 2 characters and 3 rubies",
    "{漢か゚|かん|か|x}": "has 2 characters and 3 rubies",
    "{|かん}": "Ruby has no text",
    "{ |かん}": "Ruby has no text",
    "{漢字|}": "A ruby has no text",
    "{漢字|かん|}": "A ruby has no text",
    "[]{.name}": "A name (.name) has no text",
    "[ ]{.warichu}": "A warichu (.warichu) has no text",
    "{漢{字|じ}|かん}": "Ruby stands in ruby",
    "{漢字|{かん|x}}": "Ruby stands in ruby",
    "[{甲|か}]{.name}": "Ruby stands in another mark",
    "{[甲]{.name}|か}": "A name (.name) stands in another mark",
    "[甲[乙]{.name}]{.title}": "A name (.name) stands in another mark",
    "[甲^1^]{.name}": "A name (.name) holds the mark of a note",
    "[v~max~]{.name}": "A name (.name) holds a superscript or subscript of letters",
    "[]{.sup}": "A superscript (.sup) has no text",
    "[{甲|か}]{.sub}": "Ruby stands in another mark",
    "[1234567890123456789012345]{.sub}": "A subscript (.sub) holds 25 characters",
    "[2\n3]{.sup}": "A superscript (.sup) holds the end of a line",
    "[甲**乙**]{.name}": "is strong or emphasised in a part",
    "{漢*字*|かん|じ}": "is strong or emphasised in a part",
    "{漢字|**かん**|じ}": "The text of a ruby has marks in it",
    "{漢字|<b>}": "The text of a ruby has marks in it",
    "[20245]{.tcy}": "Tate-chu-yoko (.tcy) holds 5 characters",
    "{漢\n字|かん|じ}": "Ruby holds the end of a line",
    "{漢字|か\nん|じ}": "A line ends in the text of a ruby",
    "{漢\\\n字|かん|じ}": "Ruby holds the end of a line",
    "[2\n9]{.tcy}": "Tate-chu-yoko (.tcy) holds the end of a line",
    "[甲\\\n乙]{.name}": "A name (.name) holds the end of a line",
    "\\\n甲": "would be empty",
    "甲\\\n\\\n乙": "would be empty",
}


@pytest.mark.parametrize("body", BAD)
def test_what_is_written_wrong_is_refused_with_its_line(body: str) -> None:
    (problem,) = refused(lambda: story("好。\n\n" + body))
    assert (problem.id, problem.severity) == ("bad-mark", "refused")
    assert BAD[body] in problem.what
    assert problem.where.line == (7 if body.startswith("甲\\\n\\") else 6)


def test_a_class_that_is_nearly_right_is_named() -> None:
    (problem,) = refused(lambda: story("[甲]{.titel}"))
    assert problem.hint == "did you mean `.title`?"


def test_four_characters_stand_upright_together_and_no_more() -> None:
    assert runs(f"[{'1' * MOST_UPRIGHT}]{{.tcy}}")
    refused(lambda: story(f"[{'1' * (MOST_UPRIGHT + 1)}]{{.tcy}}"))


@pytest.mark.parametrize("body", ["{甲|&#x202e;}", "{&#0;|か}", "[甲&#x202e;]{.name}"])
def test_an_entity_brings_in_nothing_that_cannot_be_printed(body: str) -> None:
    (problem,) = refused(lambda: story(body))
    assert (problem.id, problem.where.line) == ("forbidden-character", 4)


def test_what_a_page_cannot_set_is_refused_inside_of_marks_too() -> None:
    (problem,) = refused(lambda: story("甲\n[乙`丙`]{.name}\n"))
    assert (problem.id, problem.where.line) == ("not-supported", 5)


def test_lines_are_counted_on_behind_a_mark_that_holds_line_ends() -> None:
    problems = refused(lambda: story("{甲|か\nお}\n[乙\n丙]{.warichu}\n`丁`"))
    assert [(problem.id, problem.where.line) for problem in problems] == [
        ("bad-mark", 4),
        ("not-supported", 8),
    ]


def test_ruby_is_not_in_the_plain_text_and_has_parts_of_its_own() -> None:
    read = story("甲{漢字|かん|じ}乙{今日|きょう}\\\n丙^1^\n\n## {題|だい}")
    assert read.plain == "甲漢字乙今日\n丙1\n題"
    assert [part for part in read.parts if part.field.startswith("body")] == [
        Part("body[0]", "甲漢字乙今日\n丙1", 4),
        Part("body[0].ruby[0]", "かん", 4, (1, 2)),
        Part("body[0].ruby[1]", "じ", 4, (2, 3)),
        Part("body[0].ruby[2]", "きょう", 4, (4, 6)),
        Part("body[1]", "題", 7),
        Part("body[1].ruby[0]", "だい", 7, (0, 1)),
    ]
    assert read.line_of("body[1].ruby[0]") == 7


def test_copy_with_other_ruby_is_other_copy() -> None:
    assert story("{甲|か}") == story("\n{甲|か}")
    assert len({story("{甲|か}"), story("{甲|お}"), story("甲"), story("[甲]{.name}")}) == 4


@pytest.mark.parametrize(
    "body", ["甲[!?]{.tcy}乙", "甲^(1)^乙", "甲^[1]^，乙", "甲{乙|yǐ, yì}", "{北京|Běi'jīng}"]
)
def test_half_width_marks_in_notes_and_upright_ones_are_meant(body: str) -> None:
    assert not story(body).doubts


def test_half_width_marks_beside_them_are_told_at_their_place() -> None:
    for body in ("甲^1^,乙", "甲乙!?", "[29]{.tcy},甲"):
        [doubt] = story(body).doubts
        assert (doubt.id, doubt.where.character) == ("half-width-mark", 2), body
    [doubt] = story("甲{漢字|かん,じ}").doubts
    assert (doubt.where.field, doubt.where.character) == ("body[0].ruby[0]", 2)


def test_the_prose_of_a_block_is_as_long_as_its_text() -> None:
    inlines = runs("^1^甲^(1)^乙[!?]{.tcy}{丙|へい}")
    assert prose(inlines) == "0甲甲甲甲乙00丙"
    assert len(prose(inlines)) == len("".join(inline.text for inline in inlines))


PLAIN_MARKS = [
    "{漢字|かん|じ}",
    "[魯迅]{.name}",
    "[呐喊]{.title}",
    "第[12]{.tcy}版",
    "**甲**",
    "甲*乙*丙",
    "甲^①^",
    "面积10^4^",
    "CO~2~",
    "[甲](http://a.cn/x)",
    "甲`乙`丙",
    "甲&nbsp;乙",
    "甲&#12288;乙",
    "甲<br>乙",
    "<span style=x>甲</span>",
    r"\*甲",
]
FOREIGN = [text for text in PLAIN_MARKS if any(sign in text for sign in ("](", "`", "&", "<"))]
HEAD_KEYS = ["headline", "kicker", "deck", "summary", "byline", "jump_head"]


@pytest.mark.parametrize(
    ("key", "text"),
    [*(("lead_in", text) for text in PLAIN_MARKS), *((key, text) for key in HEAD_KEYS for text in FOREIGN)],
)
def test_marks_that_are_not_read_where_they_stand_hold_the_press(key: str, text: str) -> None:
    front = f"headline: 题\n{key}" if key != "headline" else key
    read = story("甲", f"---\n{front}: '{text}'\n---\n")
    [doubt] = [one for one in read.doubts if one.id == "stray-mark"]
    assert (doubt.severity, doubt.where.line) == ("press", 2 if key == "headline" else 3)
    assert str(doubt.where.field).partition("[")[0] == key
    assert any(part.text == text for part in read.parts), "it is printed as it is written"


def parts_of(key: str, text: str) -> tuple[Story, str]:
    front = f"headline: 题\n{key}" if key != "headline" else key
    return story("甲", f"---\n{front}: '{text}'\n---\n"), f"{key}[0]" if key in ("headline", "deck") else key


@pytest.mark.parametrize("key", HEAD_KEYS)
@pytest.mark.parametrize(
    ("text", "plain", "run"),
    [
        ("{漢字|かん|じ}", "漢字", Text("漢字", ruby=("かん", "じ"))),
        ("{活字|ㄏㄨㄛˊ|ㄗˋ}", "活字", Text("活字", ruby=("ㄏㄨㄛˊ", "ㄗˋ"))),
        ("[魯迅]{.name}", "魯迅", Text("魯迅", mark="name")),
        ("第[12]{.tcy}版", "第12版", Text("12", mark="tcy")),
        ("**甲**", "甲", Text("甲", strong=True)),
        ("甲^①^", "甲①", Text("①", mark="note")),
    ],
)
def test_the_parts_of_a_head_have_the_marks_of_the_body(key: str, text: str, plain: str, run: Text) -> None:
    read, part = parts_of(key, text)
    assert [found.text for found in read.parts if found.field == part] == [plain]
    assert run in read.inlines_in(part)
    assert not read.doubts


def test_ruby_of_a_head_is_a_part_behind_its_line() -> None:
    read, _ = parts_of("headline", "新{漢字|かん|じ}")
    assert read.parts[:3] == (
        Part("headline[0]", "新漢字", 2),
        Part("headline[0].ruby[0]", "かん", 2, (1, 2)),
        Part("headline[0].ruby[1]", "じ", 2, (2, 3)),
    )
    assert read.headline == ("新漢字",)


@pytest.mark.parametrize("key", HEAD_KEYS)
@pytest.mark.parametrize("text", ["{漢字|か|ん|じ}", "[甲]{.nam}", "[12345]{.tcy}", "{|か}"])
def test_a_mark_that_is_written_wrong_in_a_head_is_refused_with_its_line(key: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        parts_of(key, text)
    [problem] = refused.value.problems
    assert (problem.id, problem.where.line) == ("bad-mark", 2 if key == "headline" else 3)


@pytest.mark.parametrize(
    "text", [r"\*甲\*", r"\{漢\|かん\}", r"\[甲\]{.name}", "3*5*2", "*ST康美", "x^2+y^2"]
)
def test_what_is_escaped_or_no_mark_in_a_head_is_printed(text: str) -> None:
    read, part = parts_of("headline", text)
    assert read.headline == (text.replace("\\", ""),)
    assert read.inlines_in(part) == ()


def test_a_star_without_a_partner_in_a_head_is_told_as_in_the_body() -> None:
    read, _ = parts_of("headline", "甲 ** 乙")
    assert [(doubt.id, doubt.severity, doubt.where.field) for doubt in read.doubts] == [
        ("stray-mark", "warning", "headline[0]")
    ]
    assert read.headline == ("甲 ** 乙",)


def test_texts_of_a_photo_have_the_marks_of_the_body(tmp_path: Path) -> None:
    sheet = "file: p.jpg\ncaption: '{漢字|かん|じ}の*湖*'\ncredit: '{薔薇|ばら} 摄'\n"
    (tmp_path / "p.yaml").write_text(sheet, encoding="utf-8")
    photo = read_photo(tmp_path / "p.yaml", root=tmp_path)
    assert (photo.caption, photo.credit, photo.alt) == ("漢字の湖", "薔薇 摄", "漢字の湖")
    assert photo.inlines_in("caption")[0] == Text("漢字", ruby=("かん", "じ"))
    assert photo.inlines_in("credit")[0] == Text("薔薇", ruby=("ばら",))
    (tmp_path / "p.yaml").write_text("file: p.jpg\ncaption: '[甲]{.nam}'\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_photo(tmp_path / "p.yaml", root=tmp_path)
    [problem] = refused.value.problems
    assert (problem.id, problem.where.file, problem.where.line) == ("bad-mark", "p.yaml", 2)


def test_what_holds_the_press_is_told_before_any_number_of_warnings() -> None:
    read = story("甲 ** 乙\n\n" * 150, "---\nheadline: 题\nbyline: '甲`乙`丙'\n---\n")
    assert [one.severity for one in read.doubts if one.id == "stray-mark"][:2] == ["press", "warning"]


PLAIN = [
    "{甲} [乙] * 丙",
    "*ST康美",
    "3*5*2",
    "A&B & C",
    "x^2+y^2",
    "1<2>0",
    "2 * 3",
    "[注]",
    "甲_乙_丙",
    "C:\\甲",
    "3~5天",
    "5~8℃，10%~20%",
    "&copy",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_mark_in_a_field_of_plain_text_is_quiet(text: str) -> None:
    assert not [
        one for one in story("甲", f"---\nheadline: '{text}'\n---\n").doubts if one.id != "half-width-mark"
    ]


def test_marks_in_sheets_hold_the_press(tmp_path: Path) -> None:
    for key in ("caption", "credit", "stand_in"):
        (tmp_path / "p.yaml").write_text(f"file: p.jpg\n{key}: 甲`乙`丙\n", encoding="utf-8")
        [doubt] = read_photo(tmp_path / "p.yaml", root=tmp_path).doubts
        assert (doubt.id, doubt.severity, doubt.where.field, doubt.where.line) == (
            "stray-mark",
            "press",
            key,
            2,
        )
    (tmp_path / "t.yaml").write_text(
        "title: '甲`乙`'\ncolumns:\n- {heading: '甲<br>乙'}\nrows:\n- ['[甲](https://a.cn)']\n- ['[甲]{.name}']\n- ['*']\n",
        encoding="utf-8",
    )
    table = read_table(tmp_path / "t.yaml", root=tmp_path)
    assert [(one.severity, one.where.field) for one in table.doubts] == [
        ("press", "title"),
        ("press", "columns[0].heading"),
        ("press", "rows[0][0]"),
    ]


def test_a_character_is_what_a_reader_sees() -> None:
    assert clusters("漢字かカー1A") == list("漢字かカー1A")
    assert clusters("葛󠄀か゚e\u0301👨‍👩‍👧") == ["葛󠄀", "か゚", "e\u0301", "👨‍👩‍👧"]


NEW = re.compile(r"\{.*\||\{\s*\.|\]\{|\^\S|~\S|\\[\s#]*(?:\n|\Z)", re.DOTALL)
"""More than what the new spellings begin with."""

CHARS = st.text(alphabet="甲乙，ab1①*_ \n#-`[]{}|^~<>&;.\\!", max_size=60)
PIECES = [
    "{甲|乙}",
    "{甲乙|1|①}",
    "[甲]{.name}",
    "[ab]{.tcy}",
    "[",
    "]{.title}",
    "{",
    "|",
    "}",
    "^1^",
    "^",
    "~1~",
    "~",
    "[1]{.sub}",
    "**",
    "*",
]
PIECES += ["甲", "乙，", " ", "a", "\n", "\\\n", "\\", "\n\n", "## "]
MARKED = CHARS | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def without_the_marks(body: str) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "parser", commonmark)
        return read_body(body, "zh-Hans", file="x.md")


@settings(max_examples=600)
@given(MARKED)
def test_text_without_the_spellings_reads_as_it_did_before_them(body: str) -> None:
    assume(not NEW.search(body))
    assert read_body(body, "zh-Hans", file="x.md") == without_the_marks(body)


@pytest.mark.parametrize("body", [*SPELLINGS, *BAD, *LOOSE])
def test_text_with_them_does_not(body: str) -> None:
    """Else the comparison above would show nothing."""
    assert NEW.search(body)
    assert read_body(body, "zh-Hans", file="x.md") != without_the_marks(body)


@settings(max_examples=600)
@given(MARKED)
def test_any_marked_text_is_read_without_loss_or_refused(body: str) -> None:
    try:
        read = story(body)
    except Refused:
        return
    kept = [char for part in read.parts if part.field.startswith("body") for char in part.text]
    kept = ["1" if char in "¹₁" else char for char in kept]
    # Words of ruby stand behind their block, so only what there is counts; a class is no copy.
    without_classes = re.sub(r"\{\s*\.[^{}]*\}", "", body)
    for char in "甲乙，1①":
        assert kept.count(char) >= without_classes.count(char)


@settings(max_examples=600)
@given(st.text(alphabet="甲乙，ab1①*_ -[]{}|^~.\\!name", min_size=1, max_size=60))
def test_a_draft_has_no_marks_that_its_raw_text_did_not_mean(text: str) -> None:
    line = " ".join(text.split())
    if line and not list(find_forbidden(line)):
        read = story(escape_markdown(line))
        assert read.body[0].inlines == (Text(line),)
        assert "stray-mark" not in [doubt.id for doubt in read.doubts]


@pytest.mark.parametrize("text", ["{甲}", "x^2", "甲 | 乙", "甲^_", "{甲} {乙}"])
def test_a_draft_is_escaped_only_where_it_must_be(text: str) -> None:
    assert escape_markdown(text).replace("\\_", "_") == text


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "[",
        "{甲|",
        "^1",
        "^1^\n",
        "[甲]{.name}",
        "{甲|か}",
        "|",
        "[[甲]{.tcy}",
        "{甲|か\n",
        "\\[",
        "甲\\\n",
        "]{.name}",
        "a~2~",
        "a~",
        "~2~",
        "a^2",
        "a^2^",
        "[2]{.sub}",
    ],
)
def test_work_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    def work(copies: int) -> int:
        def read() -> None:
            read_body("甲" + unit * copies, "zh-Hans", file="x.md")

        return calls_made(read)

    work(1)
    assert work(LONGEST_STORY // 40) < 40 * work(LONGEST_STORY // 40 // 24)
