"""Spaces of a fixed width keep it, middle dots of all kinds are one mark, and a bullet stays one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from fonts.catalogue import Catalogue
from layout.plan.profile import Profile, load_profile, profile_names
from layout.typeset.breaks.break_costs import FORBIDDEN, FREE, break_costs
from layout.typeset.breaks.classify import FIXED_SPACES, classify
from layout.typeset.lines import SetLine
from layout.typeset.units.glyphs import Manner
from layout.typeset.units.marks import measured_mark
from tests.typeset.setting import ALL, EM, NEWSPAPER, PLAIN, Case, face_of, mpt, places, texts

KOREAN, JAPANESE, TAIWAN, BOOK = map(load_profile, ("ko", "ja-newspaper", "zh-Hant-TW", "zh-Hans-book"))
WIDTHS = {
    "\u2000": 0.5,
    "\u2001": 1,
    "\u2002": 0.5,
    "\u2003": 1,
    "\u2004": 0.3333,
    "\u2005": 0.25,
    "\u2006": 0.1667,
    "\u2007": 0.5,  # a digit of the test face
    "\u2008": 0.5,  # its full stop
    "\u2009": 0.2,
    "\u200a": 0.1,
    "\u202f": 0.2,
    "\u205f": 0.2222,
}


def white(line: SetLine, before: str = "1") -> float:
    """What stands between a figure of half an em and what follows the space behind it."""
    found = [place for place in places(line) if place[0] not in FIXED_SPACES + " \u00a0"]
    return next(round(y - x - 0.5, 4) for (char, x), (_, y) in pairwise(found) if char == before)


@pytest.mark.parametrize("space", WIDTHS)
def test_a_fixed_space_is_as_wide_as_it_says_whatever_the_line_needs(space: str) -> None:
    assert set(WIDTHS) == set(FIXED_SPACES)
    text = f"天地1{space}2玄黄宇，宙洪荒日月盈昃辰宿列张寒来暑往"
    assert white(PLAIN.one_line(text)) == WIDTHS[space]
    filled = [PLAIN.set(text, measure / 4).lines[0] for measure in range(28, 44)]
    whole = [line for line in filled if line.end > text.index("玄")]
    assert {line.step for line in whole} - {""}, "lines that were shrunk and stretched"
    assert {white(line) for line in whole} == {WIDTHS[space]}


@pytest.mark.parametrize("space", " \u00a0")
def test_the_word_space_gives_and_so_does_the_one_that_holds(space: str) -> None:
    """The control: UAX #14 5.1 lets these two be expanded."""
    text = f"天地1{space}2玄黄宇，宙洪荒日月盈昃辰宿列张寒来暑往"
    lines = [PLAIN.set(text, measure / 4).lines[0] for measure in range(28, 44)]
    assert len({white(line) for line in lines if line.end > text.index("玄")}) > 1


@pytest.mark.parametrize("name", profile_names())
def test_where_a_line_may_begin_behind_one(name: str) -> None:
    profile = load_profile(name)
    for space in FIXED_SPACES:
        text = f"ab{space}cd"
        costs = break_costs(text, classify(text, profile), profile)
        assert costs[2] == FORBIDDEN
        assert costs[3] == (FORBIDDEN if space in "\u2007\u202f" else FREE), (
            "UAX #14: GL, and BA for the others"
        )


def test_it_vanishes_at_a_line_s_end_and_none_begins_a_line() -> None:
    found = PLAIN.set("天地玄\u2003黄宇宙", 3)
    assert texts(found) == ["天地玄\u2003", "黄宇宙"]
    assert found.lines[0].width == 3 * EM
    text = "天地玄\u2002黄宇\u2009宙洪\u200a荒" * 3
    assert not any(line[0] in FIXED_SPACES for size in range(8, 40) for line in PLAIN.lines(text, size / 4))


def test_the_house_s_faces_have_one_width_of_each() -> None:
    """Noto's CJK faces have the word space for most of them."""
    song = Catalogue.load().resolve("song", 400).face
    assert song.advance(song.glyph("\u200a", "zh-Hans")) == song.advance(song.glyph(" ", "zh-Hans"))
    case = replace(PLAIN, face=song)
    found = [place for place in places(case.one_line("地\u200a玄")) if place[0] in "地玄"]
    assert found[1][1] - found[0][1] == 1.1
    digit = song.advance(song.glyph("0", "zh-Hans")) / 1000
    found = [place for place in places(case.one_line("地\u2007玄")) if place[0] in "地玄"]
    assert round(found[1][1] - found[0][1], 3) == round(1 + digit, 3)


DOTS = "•･∙⋅"
DOTTED = face_of("dots", ALL + DOTS + "‧・ㆍ한국，、", advances=dict.fromkeys("･", 500))


def pieces(text: str, profile: Profile = NEWSPAPER) -> str:
    costs = break_costs(text, classify(text, profile), profile)
    return "".join(("|" if at and costs[at] == FREE else "") + char for at, char in enumerate(text))


@pytest.mark.parametrize("dot", DOTS + "·‧・")
@pytest.mark.parametrize("profile", [NEWSPAPER, BOOK, TAIWAN, KOREAN])
def test_a_middle_dot_of_any_kind_never_begins_a_line(profile: Profile, dot: str) -> None:
    assert pieces(f"约翰{dot}肯尼迪", profile).count(f"|{dot}") == 0
    assert pieces(f"J{dot}K{dot}罗琳", profile).count(f"|{dot}") == 0
    assert pieces(f"《甲》{dot}《乙》", profile).count(f"|{dot}") == 0


@pytest.mark.parametrize("dot", DOTS + "·‧・")
def test_it_is_as_wide_as_the_language_s_own(dot: str) -> None:
    for profile, em in ((NEWSPAPER, 0.5), (TAIWAN, 1), (KOREAN, 0.5), (JAPANESE, 1)):
        case = Case(profile, face=DOTTED)
        line = case.one_line(f"天{dot}地")
        found = dict(places(line))
        assert found["地"] - found["天"] == 1 + em, (profile.name, dot)
        assert dot in found, "the copy keeps its character"


@pytest.mark.parametrize(
    ("profile", "own"), [(NEWSPAPER, "·"), (TAIWAN, "·"), (KOREAN, "·"), (JAPANESE, "・")]
)
def test_what_stands_for_one_is_drawn_as_the_language_s_own(profile: Profile, own: str) -> None:
    case = Case(profile, face=DOTTED)
    for dot in DOTS + "·‧・":
        mark = measured_mark(dot, "m", case.font, Manner(profile))
        assert mark is not None
        assert mark.glyphs[1] == tuple(DOTTED.glyphs(own, profile.lang))
    # A face that has no other keeps the copy's own.
    nakaguro = face_of("nakaguro", "天・〓")
    mark = measured_mark("・", "m", Case(face=nakaguro).font, Manner(NEWSPAPER))
    assert mark is not None
    assert mark.glyphs[1] == tuple(nakaguro.glyphs("・", "zh-Hans"))


def test_a_bullet_stays_one() -> None:
    assert pieces("如下：•甲；•乙") == "如|下：|•|甲；|•|乙"
    assert pieces("天 • 地") == "天 |• |地"
    assert classify("•天\n•地", NEWSPAPER) == "HHNHH"
    # The control: between two characters of a name it is none.
    assert classify("天•地", NEWSPAPER) == "HmH"


def test_a_dot_between_latin_letters_is_an_operator() -> None:
    assert classify("kW⋅h", NEWSPAPER) == "AAAA"
    assert classify("J·K", JAPANESE) == "AAA"
    assert classify("J·K", NEWSPAPER) == "AmA"
    assert classify("约翰•肯", load_profile("en")) == "HHAH"


def test_a_measure_of_nothing_but_spaces_and_dots() -> None:
    for text in (FIXED_SPACES * 20, DOTS * 40, "•\u2003" * 50, "天\u202f" * 50):
        found = PLAIN.set_to(text, mpt(3))
        assert "".join(texts(found)) == text
