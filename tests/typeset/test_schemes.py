"""The schemes of mark widths (全角, 行末半角, 开明, 半角), and the width of every pair of marks of every profile."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

import pytest

from fonts.catalogue import Catalogue
from fonts.face import Face
from layout.plan.profile import Profile, load_profile
from tests.typeset.setting import EM, PLAIN, Case, face_of, places

SIMPLIFIED = load_profile("zh-Hans-newspaper")
TRADITIONAL = load_profile("zh-Hant-HK")
JAPANESE = load_profile("ja-book")

OPENERS = "“‘「『（【〖〔《〈［｛"
CLOSERS = "”’」』）】〗〕》〉］｝"
POINTS = "，、；：。．"
EXCLAIMS = "！？"
DOT = "·"


@pytest.mark.parametrize(
    ("scheme", "point", "stop", "bracket"),
    [("full", 1, 1, 1), ("line-end-half", 1, 1, 1), ("kaiming", 0.5, 1, 0.5), ("half", 0.5, 0.5, 0.5)],
)
def test_marks_in_a_line(scheme: str, point: float, stop: float, bracket: float) -> None:
    case = PLAIN.but(mark_scheme=scheme)
    assert {case.width(mark) for mark in "，、；："} == {point}
    assert {case.width(mark) for mark in "。！？"} == {stop}
    assert {case.width(mark) for mark in "（）《》“”"} == {bracket}
    assert {case.width(mark) for mark in "·"} == {0.5}
    assert {case.width(mark) for mark in ("——", "……")} == {2}


@pytest.mark.parametrize(
    ("scheme", "start", "end"),
    [("full", 0, 1), ("line-end-half", -0.5, 0.5), ("kaiming", -0.5, 0.5), ("half", -0.5, 0.5)],
)
def test_marks_at_a_line_s_edges(scheme: str, start: float, end: float) -> None:
    """`start` is the origin of an opener that begins a line, `end` the room of a full stop that ends one."""
    case = PLAIN.but(mark_scheme=scheme)
    assert places(case.set("天地玄黄宇宙“洪荒日月盈昃辰宿", 6).lines[1])[0] == ("“", start)
    first = case.set("天地玄黄宇宙洪。荒日", 7 + end).lines[0]
    assert (first.end, first.width, first.step) == (8, (7 + end) * EM, "")


@pytest.mark.parametrize(
    ("scheme", "widths"),
    [
        ("full", [1.5, 1.5, 1.5, 1.5, 2]),
        ("line-end-half", [1.5, 1.5, 1.5, 1.5, 2]),
        ("kaiming", [1, 1, 1, 1.5, 1.5]),
        ("half", [1, 1, 1, 1, 1.5]),
    ],
)
def test_adjacent_marks_under_each_scheme(scheme: str, widths: list[float]) -> None:
    case = PLAIN.but(mark_scheme=scheme)
    assert [case.width(pair) for pair in ("》《", "，“", "。”", "”。", "。’”")] == widths


def test_what_has_no_blank_has_nothing_to_give() -> None:
    text = "天，地玄黄（宇宙洪）荒日月盈昃辰宿列张"
    assert PLAIN.set(text, 10).lines[0].step == "shrink:bracket"
    half = PLAIN.but(mark_scheme="half")
    assert not any("shrink" in line.step for size in (9, 9.5, 10, 11) for line in half.set(text, size).lines)


@pytest.mark.parametrize("gap", [0, 0.125, 0.25])
def test_the_gap_of_han_and_latin_is_the_profile_s_choice(gap: float) -> None:
    """CLREQ 3.2.2 (up to a quarter), CSS Text 4 (an eighth); none at a line's edges nor beside a Chinese mark."""
    case = PLAIN.but(han_latin_gap_em=PLAIN.profile.han_latin_gap_em.model_copy(update={"natural": gap}))
    assert case.width("文A4文") == 3 + 2 * gap
    assert case.width("，A，") == 2.5
    assert case.one_line("A4").width == EM
    assert load_profile("zh-Hans-book").han_latin_gap_em.natural == 0.125


# Every pair of marks. The expected width is worked out from the words of the standards alone, not from the setter's
# tables: CSS Text 4 says of which two adjacent full-width marks one is set half-width; CLREQ 3.1.6 adds ！？ and the
# centred marks of Taiwan and Hong Kong; GB/T 15834 5.1.2 pairs ！？; JLREQ table 1 has the Japanese exceptions.


def simplified(first: str, second: str) -> float:
    wide = {True: 1.0, False: 0.5}
    halves = 0
    if first in EXCLAIMS and second in EXCLAIMS:
        return 1
    closing = CLOSERS + POINTS + EXCLAIMS
    # "Set fullwidth closing punctuation half-width if the next is closing or a middle dot."
    if first in closing and second in closing + DOT:
        halves += 1
    # "Set fullwidth opening punctuation half-width if the previous is opening, closing or a middle dot."
    if second in OPENERS and first in OPENERS + closing + DOT:
        halves += 1
    return wide[first != DOT] + wide[second != DOT] - 0.5 * halves


def traditional(first: str, second: str) -> float:
    """Marks that stand in the middle of their em have a quarter at each side to give; ！？ nothing, an interpunct none."""
    after = {**dict.fromkeys(CLOSERS, 0.5), **dict.fromkeys(POINTS, 0.25)}.get(first, 0)
    before = {**dict.fromkeys(OPENERS, 0.5), **dict.fromkeys(POINTS, 0.25)}.get(second, 0)
    # "Any two adjacent marks that take two ems should be reduced to one and a half", as far as their blanks meet.
    return 2 - min(0.5, after + before)


def japanese(first: str, second: str) -> float:
    dots = "・：；"
    stops = "。．、，"
    if second in OPENERS and first in OPENERS + CLOSERS + stops + dots:
        return 1.5
    if first in CLOSERS and second in CLOSERS + stops + dots:
        return 1.5
    if first in stops and second in CLOSERS + stops:
        return 1.5
    return 2


CENTRE = (400, 200, 600, 700)
LEFT = (0, -120, 500, 880)
RIGHT = (500, -120, 1000, 880)


def marks_of(profile: Profile) -> str:
    """The marks that stand in an em (or half of one) of their own, whatever the face."""
    classes = profile.classes
    found = classes.opener + classes.closer + classes.pause + classes.stop + classes.middle + EXCLAIMS
    if profile.lang == "ja":
        return "".join(
            mark for mark in found if mark not in "“‘”’〘〝｟〙〟｠"
        )  # curly quotes are Latin there
    return "".join(mark for mark in found if mark not in "‧・•")


@cache
def square_of(name: str) -> Face:
    """A face whose marks stand as those of one place do."""
    profile = load_profile(name)
    inks = dict.fromkeys(profile.classes.opener, RIGHT) | dict.fromkeys(profile.classes.closer, LEFT)
    own = CENTRE if name.startswith("zh-Hant") else LEFT
    inks |= dict.fromkeys(profile.classes.pause + profile.classes.stop, own)
    inks |= dict.fromkeys(EXCLAIMS, LEFT if name.startswith("zh-Hans") else CENTRE)
    inks |= dict.fromkeys(profile.classes.middle, CENTRE)
    return face_of(f"marks-{name}", "天地" + "".join(inks), inks=inks)


Expected = Callable[[str, str], float]
PAIRS = [
    ("zh-Hans-newspaper", simplified),
    ("zh-Hans-book", simplified),
    ("zh-Hant-TW", traditional),
    ("zh-Hant-HK", traditional),
    ("ja-book", japanese),
    ("ja-newspaper", japanese),
]


def wrong_pairs(case: Case, expected: Expected) -> dict[str, tuple[float, float]]:
    marks = marks_of(case.profile)
    found = {}
    for first in marks:
        for second in marks:
            width, wanted = case.width(first + second), expected(first, second)
            if abs(width - wanted) > 0.001:
                found[first + second] = (width, wanted)
    return found


@pytest.mark.parametrize(("name", "expected"), PAIRS)
def test_the_width_of_every_pair_of_marks(name: str, expected: Expected) -> None:
    case = Case(profile=load_profile(name), face=square_of(name))
    assert len(marks_of(case.profile)) >= 29
    assert wrong_pairs(case, expected) == {}


@pytest.mark.parametrize(("name", "expected"), PAIRS)
def test_the_width_of_every_pair_of_marks_in_the_house_s_song(name: str, expected: Expected) -> None:
    """The same in the real face, whose ink says where its blanks are."""
    song = Catalogue.load().resolve("song", 400).face
    case = Case(profile=load_profile(name), face=song)
    assert wrong_pairs(case, expected) == {}


def test_pairs_are_wrong_where_the_rule_is_turned_off() -> None:
    tight = Case(profile=SIMPLIFIED, face=square_of("zh-Hans-newspaper")).but(tight_adjacent_marks=True)
    wrong = wrong_pairs(tight, simplified)
    assert list(wrong["”“"]) == [1, 1.5]
    assert len(wrong) == (len(CLOSERS) + len(POINTS) + len(EXCLAIMS)) * len(OPENERS)
    loose = Case(profile=JAPANESE, face=square_of("ja-book")).but(keep_blanks=())
    assert wrong_pairs(loose, japanese)["、・"] == (1.5, 2)


def test_every_mark_of_the_profiles_is_a_mark() -> None:
    for name, _ in PAIRS:
        for mark in marks_of(load_profile(name)):
            assert unicodedata.category(mark)[0] == "P", mark
