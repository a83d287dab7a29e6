"""Traditional Chinese: marks in the middle of their em, ！？ that never give, and papers without prohibitions (CLREQ 3.1)."""

from __future__ import annotations

import pytest

from fonts.catalogue import Catalogue
from layout.plan.profile import load_profile
from layout.typeset.units.spacing import end_give
from layout.typeset.units.units import kind_of
from tests.typeset.setting import EM, Case, face_of, places
from tests.typeset.test_breaks import pieces
from tests.typeset.test_schemes import CENTRE, LEFT, RIGHT

TAIWAN = load_profile("zh-Hant-TW")
HONG_KONG = load_profile("zh-Hant-HK")
INKS = {
    **dict.fromkeys("，。、：；！？·", CENTRE),
    **dict.fromkeys("「『《（", RIGHT),
    **dict.fromkeys("」』》）", LEFT),
}
FACE = face_of(
    "traditional", "天地玄黃宇宙洪荒日月盈昃辰宿列張寒來—…3a" + "".join(INKS), inks=INKS, advances={"3": 500}
)
HK = Case(profile=HONG_KONG, face=FACE)
TW = Case(profile=TAIWAN, face=FACE)


@pytest.mark.parametrize("mark", "，。、：；！？·「」")
def test_every_mark_is_one_em_in_a_line(mark: str) -> None:
    assert TW.width(f"玄{mark}黃") == HK.width(f"玄{mark}黃") == 3


def test_a_centred_mark_gives_both_its_quarters() -> None:
    # Eight Han and a comma in 8½ em: the comma's two quarters are what is taken.
    first = HK.set("天地玄黃，宇宙洪荒日月盈昃", 8.5).lines[0]
    assert first.step == "shrink:pause"
    assert [x for text, x in places(first) if text in "，宇"] == [4 - 0.25, 4.5]


@pytest.mark.parametrize("mark", "！？")
def test_an_exclamation_never_gives(mark: str) -> None:
    """CLREQ 3.1.6: in horizontal lines of Hong Kong and Taiwan ！ and ？ take one em always."""
    first = HK.set(f"天地玄黃{mark}宇宙洪荒日月盈昃", 8.5).lines[0]
    assert "shrink" not in first.step
    other = HK.but(whole_em=()).set(f"天地玄黃{mark}宇宙洪荒日月盈昃", 8.5).lines[0]
    assert other.step == "shrink:stop"


def test_a_mark_at_the_line_end_loses_its_outer_quarter_in_hong_kong() -> None:
    first = HK.set("天地玄黃宇宙洪，荒日", 7.75).lines[0]
    assert (first.end, first.step, places(first)[-1]) == (8, "", ("，", 7))


def test_in_taiwan_a_mark_at_the_line_end_is_whole() -> None:
    """CLREQ 3.1.6: many publications of Taiwan leave marks as wide as they are; it gives only where that is needed."""
    first = TW.set("天地玄黃宇宙洪，荒日", 8).lines[0]
    assert (first.end, first.step, first.width) == (8, "", 8 * EM)
    comma = kind_of(",", EM, (EM // 4, EM // 4))
    assert (end_give(comma, TAIWAN), end_give(comma, HONG_KONG)) == (EM // 4, 0)


@pytest.mark.parametrize(
    "text",
    [
        "他|說：|「你|好，|世|界。」|她|答",
        "《論|語·|學|而》|第3版",
        "天|“地”|玄|——|黃",
        "共|30億元",
    ],
)
def test_line_breaks(text: str) -> None:
    raw = text.replace("|", "")
    assert pieces(raw, TAIWAN) == pieces(raw, HONG_KONG) == text


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("說：|「你|好。」|她", "說|：|「|你|好|。|」|她"),
        ("天！？|地", "天|！|？|地"),
        # words, numbers with their signs, dashes and ellipses are whole all the same
        ("天|——|地|……|￥300|玄|GDP|黃|25％|玄", "天|——|地|……|￥300|玄|GDP|黃|25％|玄"),
        ("天|3,500.5|地", "天|3,500.5|地"),
    ],
)
def test_a_paper_may_keep_no_prohibitions(text: str, none: str) -> None:
    """CLREQ 3.1.3, level none, common in newspapers of Taiwan and Hong Kong."""
    raw = text.replace("|", "")
    assert pieces(raw, HONG_KONG) == text
    assert pieces(raw, HONG_KONG.model_copy(update={"name": "no prohibitions", "level": "none"})) == none


@pytest.mark.parametrize("profile", ["zh-Hant-TW", "zh-Hant-HK"])
def test_a_full_width_slash_is_one_em_and_stands(profile: str) -> None:
    """CLREQ 3.1.2: most publications of Taiwan and Hong Kong give it an em; UAX #50 stands it up (U)."""
    song = Catalogue.load().resolve("song", 400).face
    level = Case(profile=load_profile(profile), face=song)
    down = Case(profile=load_profile(profile), vertical=True, face=song)
    for mark in "／＼":
        assert level.width(mark) == down.width(mark) == 1
        (run,) = down.one_line(f"天{mark}地").runs
        assert (run.turn, run.texts) == ("upright", ("天", mark, "地"))
    assert level.width("/") == 0.5


def test_a_full_width_slash_of_the_mainland_is_half_an_em_and_runs_down() -> None:
    """GB/T 15834 5.1.9 and 5.2.2."""
    song = Catalogue.load().resolve("song", 400).face
    level = Case(face=song)
    down = Case(vertical=True, face=song)
    assert level.width("／") == down.width("／") == 0.5
    slash = down.one_line("天／地").runs[1]
    assert slash.turn == "sideways"
    ink = song.ink(slash.glyphs[0])
    assert abs(slash.rise + (ink.y_min + ink.y_max) * EM // 2000) <= 1, "in the middle of the line"
