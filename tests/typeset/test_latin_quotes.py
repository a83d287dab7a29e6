"""Curly quotes and apostrophes of Latin words among Han: part of the word, proportional (CLREQ 3.2, UAX #14 LB19)."""

from __future__ import annotations

import pytest

from fonts.catalogue import Catalogue
from layout.plan.profile import load_profile
from layout.typeset import Font, Inline, ParagraphStyle, break_opportunities, set_paragraph
from layout.typeset.breaks.classify import classify
from layout.typeset.breaks.latin_quotes import REACH, find_latin_quotes
from tests.typeset.setting import NEWSPAPER
from tests.typeset.test_breaks import pieces


def latin(text: str) -> str:
    """The text with ^ before each quote that is Latin."""
    places = find_latin_quotes(text)
    return "".join(("^" if at in places else "") + char for at, char in enumerate(text))


@pytest.mark.parametrize(
    "text",
    [
        # apostrophes: in a word, before it, behind it
        "去Xi^’an玩",
        "听the ^’90s的歌",
        "听^’90s的歌",
        "听students^’ union讲",
        "听Rock ^’n^’ Roll和",
        "听Rock ^‘n^’ Roll和",
        "听^‘90s的歌",
        "说“the ^’90s”好",
        "90^’s和它",
        "Hawai^‘i的",
        "5^’30^”的",
        "听^’tis和^’em的",
        "他说‘the ^’90s’好",
        "他说‘students^’ union’好",
        # a pair amid Latin words, one inside another
        "歌词I said ^“hello” to you了".replace("”", "^”"),
        "他说：“The so-called ^“new^” economy is here.”他",
        "（He said ^“no^” to us）",
        "^“Hello,^” he said",
        "He said ^“hello world^”",
        "^“Hello world^”",
        # the sentence's own, also round Latin words
        "“GDP”增长",
        "说“GDP”很高",
        "说‘GDP’很高",
        "说“hello world”很高",
        "说“Hello world.”他走",
        "Apple“灵动岛”功能",
        "发布Apple “Vision Pro”了",
        "“GDP”",
        "（“GDP”）",
        "天地’玄黄",
        "说“GDP很高",
        "他说：‘你好’90后",
        "说：“" + "天地玄黄" * 12 + "到2024”。",
        "说‘" + "天地玄黄" * 12 + "到2024’。",
        "说‘" + "天地玄黄" * 12 + "增GDP’。",
        "说‘" + "天地玄黄" * 12 + "好’GDP",
        "‘2024年",
    ],
)
def test_which_quotes_are_latin(text: str) -> None:
    assert latin(text.replace("^", "")) == text


def test_quotes_farther_apart_than_the_reach_are_judged_by_their_side() -> None:
    words = "far and wide " * REACH
    assert latin(f"He said “{words}end” to us") == f"He said ^“{words}end^” to us"
    assert latin(f"他说“{words}end”了") == f"他说“{words}end”了"


@pytest.mark.parametrize(
    "name", ["zh-Hans-newspaper", "zh-Hans-book", "zh-Hant-TW", "zh-Hant-HK", "ja-newspaper", "ko"]
)
@pytest.mark.parametrize("vertical", [False, True])
def test_they_are_as_wide_as_the_word_s_face_has_them_and_no_gap_is_inside(name: str, vertical: bool) -> None:
    font = Font(Catalogue.load().resolve("song", 400).face, size=10_000)
    style = ParagraphStyle(load_profile(name), "start", vertical=vertical)

    def width(text: str) -> int:
        (line,) = set_paragraph([Inline(text, font)], style, 10_000_000).lines
        return line.width

    assert width("听the ’90s的") - width("听the 90s的") < 4_000
    assert width("听students’ union的") - width("听students union的") < 4_000
    assert width("to “hello” us") - width("to hello us") < 10_000


def test_without_the_rule_an_apostrophe_is_an_em() -> None:
    """The control: a Chinese quote round the same word is an em with its blank."""
    classes = classify("说‘90’和’90s", NEWSPAPER)
    assert classes == "H(00)HA00A"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ('he |said |"hello" |to |the |"old" |town', "en"),
        ("he |said |'hello' |to |the |’90s |and |'tis |so", "en"),
        ("he |said |“hello” |to |students’ |union", "en"),
        ("听|the |’90s|的|歌", "zh-Hans"),
        ("听|Rock |’n’ |Roll|了", "zh-Hans"),
        ('他|说|"hello"|了', "zh-Hans"),
        ("他|说|'hello'|了", "zh-Hans"),
        ("聽|the |’90s|的|歌", "zh-Hant-TW"),
        ("그|는 |the |’90s |음|악", "ko"),
    ],
)
def test_a_line_may_begin_with_a_word_s_quote_and_never_behind_it(text: str, lang: str) -> None:
    plain = text.replace("|", "")
    places = break_opportunities(plain, lang=lang, level="newspaper")
    assert "".join(("|" if at in places else "") + char for at, char in enumerate(plain)) == text


def test_straight_quotes_that_may_open_or_close_stand_at_no_line_s_edge() -> None:
    assert pieces('说"你好"了') == '说"你|好"了'


def test_a_slash_or_bracket_of_a_word_is_no_line_s_end_with_a_space_either() -> None:
    """GB/T 15834 5.1.9, UAX #14 LB14."""
    assert pieces("GDP/ 天") == "GDP/ 天"
    assert pieces("天( abc") == "天|( abc"
    assert pieces("GDP 天") == "GDP |天"
