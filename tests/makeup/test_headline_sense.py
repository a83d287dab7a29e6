"""A head breaks first where its writer put a mark, then between words; and it tears nothing that belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.problems import Problem
from layout.makeup.copyfit import TierFit
from layout.makeup.text.headline_breaks import Within, break_at_joints, break_headline
from layout.plan.profile import Profile, load_profile
from layout.publish import Outcome
from tests.editions import Draft, block, ids, paper_with, running, story

ZH, EN, KO, JA = (load_profile(name) for name in ("zh-Hans-newspaper", "en", "ko", "ja-newspaper"))


def measure(text: str) -> int:
    """How wide a text is: two for a character as wide as an em."""
    return sum(2 if ord(char) > 0x2E00 else 1 for char in text.strip())


def at_marks(text: str, em: float, profile: Profile = ZH) -> list[str] | None:
    found = break_at_joints(text, lambda start, end: measure(text[start:end]), int(2 * em), profile)
    return None if found is None else [text[start:end].strip() for start, end in found]


def between_words(text: str, em: float, profile: Profile, *, bad_too: bool = True) -> list[str] | None:
    within = Within(bad_too=bad_too)
    found = break_headline(text, lambda start, end: measure(text[start:end]), int(2 * em), profile, within)
    return None if found is None else [text[start:end].strip() for start, end in found]


@pytest.mark.parametrize(
    ("profile", "text", "em", "expected"),
    [
        (ZH, "渡口停航四十年，老船工回来了", 8, ["渡口停航四十年，", "老船工回来了"]),
        (ZH, "老街改造　留住烟火气", 6, ["老街改造", "留住烟火气"]),
        (ZH, "老街改造 留住烟火气", 6, ["老街改造", "留住烟火气"]),
        (ZH, "防汛提级：全市夜间值守", 7, ["防汛提级：", "全市夜间值守"]),
        (ZH, "一条河——两座城的百年", 7, ["一条河——", "两座城的百年"]),
        (ZH, "老戏台拆不拆？村民说了算", 7, ["老戏台拆不拆？", "村民说了算"]),
        (ZH, "水退了，路通了，人回来了", 5, ["水退了，", "路通了，", "人回来了"]),
        (JA, "本文の字　面積は倍に", 6, ["本文の字", "面積は倍に"]),
        (KO, "집값 하락…정부 대책 발표", 9, ["집값 하락…", "정부 대책 발표"]),
        (KO, "강 건너 출근길, 다리 하나로 짧아졌다", 13, ["강 건너 출근길,", "다리 하나로 짧아졌다"]),
        (
            EN,
            "Bridge reopens: first train crosses the Skerrow",
            17,
            ["Bridge reopens:", "first train crosses the Skerrow"],
        ),
        (EN, "Floods – hundreds leave homes", 11, ["Floods –", "hundreds leave homes"]),
        # What is no joint of the sense, or tears a title, and a label by itself.
        (ZH, "茶、米、油价格上涨", 5, None),
        (ZH, "《你好，李焕英》热映", 6, None),
        (ZH, "新 iPhone 发布会", 5, None),
        (ZH, "快讯：渡口今晨恢复通航了啊", 11, None),
        (EN, "Council raises 1,000 fees", 8, None),
        (EN, "Council raises fees for bins", 8, None),
    ],
)
def test_a_head_breaks_at_the_marks_of_its_writer(
    profile: Profile, text: str, em: float, expected: list[str] | None
) -> None:
    assert at_marks(text, em, profile) == expected


@pytest.mark.parametrize(
    ("profile", "text", "em", "expected"),
    [
        (ZH, "沪指收报三千二百点", 6, ["沪指收报", "三千二百点"]),
        (ZH, "市民赶早市买新鲜蔬菜", 6, ["市民赶早市", "买新鲜蔬菜"]),
        (ZH, "央行降准释放长期资金", 6, ["央行降准", "释放长期资金"]),
        (ZH, "全市中小学九月一日如期开学", 8, ["全市中小学九月", "一日如期开学"]),
        (
            EN,
            "Council raises fees for garden bins in the new year",
            10,
            ["Council raises fees", "for garden bins", "in the new year"],
        ),
        (
            EN,
            "Mayor Jean Tolliver opens Mill Lane bridge",
            13,
            ["Mayor Jean Tolliver", "opens Mill Lane bridge"],
        ),
        (KO, "서울로 가는 길이 열린 날", 8, ["서울로 가는 길이", "열린 날"]),
        (KO, "사과 한 상자 9만 원", 6, ["사과 한 상자", "9만 원"]),
    ],
)
def test_a_head_breaks_between_groups_of_sense(
    profile: Profile, text: str, em: float, expected: list[str]
) -> None:
    assert between_words(text, em, profile) == expected


@pytest.mark.parametrize(
    ("profile", "text", "em"),
    [
        (KO, "건너편이라는 말", 6),
        (KO, "먹을 수", 3),
        (EN, "Walk to the quay", 4),
        (JA, "生きることの意味", 5),
        (ZH, "他把船票给了", 4),
    ],
)
def test_what_leans_on_its_neighbour_is_torn_from_it_only_where_nothing_else_fits(
    profile: Profile, text: str, em: float
) -> None:
    assert between_words(text, em, profile, bad_too=False) is None
    assert between_words(text, em, profile) is not None
    loose = profile.model_copy(
        update={"name": f"{profile.name} loose", "head_words": type(profile.head_words)()}
    )
    if profile is not ZH:
        assert between_words(text, em, loose, bad_too=False) is not None


def test_an_editor_may_forbid_a_mark() -> None:
    text = "渡口停航四十年，老船工回来了"
    held = Within(held=frozenset({8}))
    assert break_at_joints(text, lambda start, end: measure(text[start:end]), 16, ZH, held) is None


def headed(folder: Path, headline: str, count: int = 400, **more: object) -> tuple[Outcome, TierFit]:
    """A head of 30 pt in a measure of 210 pt."""
    given = paper_with(styles={"headline": {"size": 30, "leading": 36, "align": "center"}})
    outcome = Draft(
        [block("a", "1-2", "1-30", **more)], {"a": story(headline, running(count))}, paper=given
    ).set(folder)
    return outcome, next(tier for tier in outcome.made.fits[0].heads if tier.tier == "headline")


def broken_by_program(outcome: Outcome) -> list[Problem]:
    return [problem for problem in outcome.problems if problem.id == "headline-broken"]


def test_a_head_keeps_its_size_where_its_marks_let_it(tmp_path: Path) -> None:
    outcome, marked = headed(tmp_path / "marked", "今晨大雾，渡船停航")
    assert (marked.taken_pt, marked.lines, marked.at_marks) == (30, ("今晨大雾，", "渡船停航"), True)
    assert not broken_by_program(outcome)  # the writer said where
    assert "headline-stepped-down" not in ids(outcome)
    _, plain = headed(tmp_path / "plain", "今晨大雾渡船停航")
    assert (plain.taken_pt, plain.lines) == (26, ("今晨大雾渡船停航",))


def test_a_head_is_stepped_down_for_its_marks_before_it_is_broken_elsewhere(tmp_path: Path) -> None:
    # Eight characters and a comma of half an em: 255 of 210 pt at its size, 204 at 24 pt.
    outcome, tier = headed(tmp_path, "渡口停航四十年整，老船工回来了")
    assert (tier.taken_pt, tier.lines) == (24, ("渡口停航四十年整，", "老船工回来了"))
    assert "headline-stepped-down" in ids(outcome)


def test_lines_that_an_editor_chose_are_set_smaller_rather_than_broken_at_marks(tmp_path: Path) -> None:
    _, tier = headed(tmp_path, "今晨大雾，渡船停航<|>三日")
    assert tier.lines == ("今晨大雾，渡船停航", "三日")
    assert tier.taken_pt < 30


def test_a_head_is_set_in_one_smaller_line_where_two_leave_the_body_no_room(tmp_path: Path) -> None:
    roomy, tier = headed(tmp_path / "roomy", "今晨大雾，渡船停航", 470)
    assert len(tier.lines) == 2 and "overset" not in ids(roomy)
    full, tier = headed(tmp_path / "full", "今晨大雾，渡船停航", 520)
    assert (len(tier.lines), tier.taken_pt) == (1, 24)
    assert "overset" not in ids(full)


def test_a_head_is_set_in_one_smaller_line_where_two_are_more_than_its_block_gives(tmp_path: Path) -> None:
    _, tier = headed(tmp_path, "今晨大雾，渡船停航", head_lines=3)
    assert (len(tier.lines), tier.taken_pt) == (1, 24)
