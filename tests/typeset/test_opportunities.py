"""Where a line may begin, by language and level (CSS Text's `line-break`, CLREQ 3.1.3, TYPOGRAPHY's table of rules)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.typeset.breaks.language import Language, UnknownLanguage, language
from layout.typeset.breaks.opportunities import BREAK_LEVELS, BreakLevel, UnknownLevel, break_opportunities
from layout.typeset.unicode import tailoring, uax14
from tests import unicode_tables
from tests.work import calls_made

CHINESE_AND_JAPANESE = [
    "zh",
    "zh-Hans",
    "zh-Hant",
    "zh-HK",
    "zh-Hant-HK",
    "zh-TW",
    "ja",
    "ja-JP",
    "yue",
    "ko-Hani",
]
OTHERS = ["ko", "en", "und", "de", "zh-Latn", "ja-Latn", "x-unknown", "qqq"]
CSS: tuple[BreakLevel, ...] = ("strict", "normal", "loose")


def marked(text: str, lang: str, level: BreakLevel) -> str:
    """The text with | where a line may begin."""
    places = set(break_opportunities(text, lang=lang, level=level))
    return "".join(("|" if place in places else "") + char for place, char in enumerate(text))


def may_begin(char: str, lang: str, level: BreakLevel, before: str = "文") -> bool:
    return len(before) in break_opportunities(f"{before}{char}字", lang=lang, level=level)


def with_class(name: str) -> list[str]:
    """Every assigned character of a Line_Break class."""
    return [
        chr(code)
        for codes, value, category in unicode_tables.ranges("LineBreak-17")
        if value == name and category != "Cn"
        for code in codes
    ]


SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿーｧｨｩｪｫｬｭｮｯｰ"
SMALL_KANA_EXTENSION = (
    "\U0001b132\U0001b150\U0001b151\U0001b152\U0001b155\U0001b164\U0001b165\U0001b166\U0001b167"
)
SUFFIXES = "°‰′″‵℃℉﹪％￠"
PREFIXES = "¤±€№﹩＄￡￥￦"
ALL, CJ = "in every language", "in Chinese and Japanese alone"

# Characters, the levels at which a line may begin with them behind an ideograph, and in which languages.
LINE_BREAK: list[tuple[str, set[BreakLevel], str]] = [
    (SMALL_KANA + SMALL_KANA_EXTENSION, {"normal", "loose"}, ALL),
    ("〜゠", {"normal", "loose"}, CJ),
    ("‐–", {"loose"}, ALL),
    ("々〻ゝゞヽヾ", {"loose"}, ALL),
    ("․‥…⋯︙\U00010af6", {"loose"}, ALL),
    ("・：；･‼⁇⁈⁉！？", {"loose"}, CJ),
    (SUFFIXES, {"loose"}, CJ),
    # what CSS leaves to UAX #14
    ("、。，．」』）】〗〕》〉］｝｡｣ﾞﾟ!?:;,.)]%", set(), ALL),
    ("天あア한「『（【〖〔《〈［｛～＝＋①￥€", set(CSS), ALL),
]


@pytest.mark.parametrize("lang", CHINESE_AND_JAPANESE + OTHERS)
@pytest.mark.parametrize("level", CSS)
def test_what_may_begin_a_line_is_css_text_s(lang: str, level: BreakLevel) -> None:
    for characters, levels, where in LINE_BREAK:
        expected = level in levels and (where == ALL or lang in CHINESE_AND_JAPANESE)
        wrong = [char for char in characters if may_begin(char, lang, level) != expected]
        assert wrong == [], f"expected {expected}"


@pytest.mark.parametrize("lang", CHINESE_AND_JAPANESE + OTHERS)
@pytest.mark.parametrize("level", CSS)
def test_a_line_may_end_with_a_wide_prefix_in_loose_chinese_and_japanese(
    lang: str, level: BreakLevel
) -> None:
    expected = level == "loose" and lang in CHINESE_AND_JAPANESE
    for char, behind in product(PREFIXES, "字1a"):
        assert (2 in break_opportunities(f"文{char}{behind}", lang=lang, level=level)) == expected, (
            char,
            behind,
        )
    # a narrow or half-width one never does, and no opener does
    assert all(2 not in break_opportunities(f"文{char}字", lang=lang, level=level) for char in "$₩「（“《")


def test_the_lists_above_are_whole() -> None:
    assert sorted(SMALL_KANA + SMALL_KANA_EXTENSION) == sorted(with_class("CJ"))
    width = unicode_tables.values("EastAsianWidth-17", "N")
    for characters, name in ((SUFFIXES, "PO"), (PREFIXES, "PR")):
        assert sorted(characters) == sorted(
            char for char in with_class(name) if width[ord(char)] in ("A", "F", "W")
        )
    assert set("․‥…⋯︙\U00010af6") == set(with_class("IN"))


@pytest.mark.parametrize("lang", ["zh", "ja", "ko", "en"])
def test_hyphens_behind_anything_but_an_ideograph_never_begin_a_line(lang: str) -> None:
    for before, char, level in product(["a", "1", "、", "）", "한"], "‐–", CSS):
        assert not may_begin(char, lang, level, before), (before, char, level)


def test_inseparable_marks_part_in_loose_alone_and_stay_behind_letters() -> None:
    assert [marked("文‥‥字……", "ja", level) for level in CSS] == ["文‥‥|字……", "文‥‥|字……", "文|‥|‥|字|…|…"]
    assert marked("well… he 12…", "en", "loose") == "well… |he |12…"


def test_a_wide_suffix_stays_with_what_is_before_it_but_in_loose_chinese() -> None:
    # CSS forbids the break before a suffix and behind a prefix, also where UAX #14 has nothing against it
    assert marked("（文）％12％￥「文", "zh", "uax14") == "（文）|％12％|￥|「文"
    expected = ["（文）％12％|￥「文", "（文）％12％|￥「文", "（文）|％12|％|￥|「文"]
    assert [marked("（文）％12％￥「文", "zh", level) for level in CSS] == expected
    assert marked("（文）％12％￥「文", "en", "loose") == expected[0]


def test_loosening_one_rule_leaves_the_others() -> None:
    # nothing is parted from an opening mark, a closing mark, a no-break character or its combining mark
    levels: tuple[BreakLevel, ...] = ("normal", "loose")
    for char, level in product("々…・％〜ー", levels):
        for text in (
            f"「{char}",
            f"{char}」",
            f"文\u2060{char}",
            f"文\u00a0{char}",
            f"{char}\u0301",
            f"文\u200d{char}",
        ):
            assert break_opportunities(text, lang="ja", level=level) == [], (text, level)


def test_the_free_class_is_what_loosens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert may_begin("‐", "zh", "loose")
    uax14.forget()
    with monkeypatch.context() as patch:
        patch.setattr(tailoring, "_free_before", lambda left, right: False)
        held = not may_begin("‐", "zh", "loose")
    uax14.forget()
    assert held


SAMPLE = "サーサ々〜：…“天·地”（天）％，１２年2026年\u200bab c"


def test_each_level_differs_from_each_other() -> None:
    found = {level: tuple(break_opportunities(SAMPLE, lang="zh", level=level)) for level in BREAK_LEVELS}
    assert len(set(found.values())) == len(BREAK_LEVELS)


def test_uax14_is_the_same_in_every_language() -> None:
    for lang in CHINESE_AND_JAPANESE + OTHERS:
        assert break_opportunities(SAMPLE, lang=lang, level="uax14") == uax14.breaks(SAMPLE)


# The house's rules: by the profile of the language.
@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh-Hans", "天，|“地”。|《玄·|黄》、|宇～|宙/洪"),
        ("zh-Hant-TW", "天，|「地」。|《玄·|黄》、|宇～|宙/洪"),
        ("zh-HK", "天，|「地」。|《玄·|黄》、|宇～|宙/洪"),
        ("und", "天，|「地」。|《玄·|黄》、|宇～|宙/洪"),
        ("zh-Hans", "天|——|地|……|玄|——|黄—|宇"),
        ("zh-Hans", "天|12.5%|地|３％|玄|￥300|黄|25℃"),
        ("zh-Hans", "天|２０２４，|5kg|地"),
        ("ja", "天、|「地」。|サ|ッ|カ|ー|々|！|？|・|玄|（黄）"),
        ("ko", "한|글|은 |“글|자” |단|위|로 |한|다."),
        ("en", "The |well-|known |New |York |Times’ |story |(24/7)."),
        ("fr", "l’eau |de |la |mer"),
    ],
)
def test_newspaper_goes_by_the_profile_of_the_language(lang: str, expected: str) -> None:
    assert marked(expected.replace("|", ""), lang, "newspaper") == expected


def test_newspapers_of_other_places_break_elsewhere() -> None:
    assert not may_begin("！", "zh-Hans", "newspaper")
    assert may_begin("！", "ja", "newspaper")
    assert may_begin("年", "ko", "newspaper", "2026")
    assert not may_begin("年", "zh-Hans", "newspaper", "2026")


# No prohibition: as many papers of Taiwan and Hong Kong are set.
@pytest.mark.parametrize(
    "expected",
    [
        "天|，|地|。|」|「|（|玄|）|！|？|、|：|；|《|黄|》",
        "サ|ッ|カ|ー|々|・|ゝ|〜|゠",
        "天|“|地|”|玄|·|黄|‧|宇|–|宙|～|洪",
        "天|……|地|……|。|……|——|玄",
        "“Hello,” |he |said… |it’s |well-|known|，|天|“Tom’s”|地",
        "天|12.5%|地|３％|玄|￥300|黄|１，２３４．５|天|℃|地|ＡＢＣ|地|２５℃",
        "天\u00a0地\u2060玄|黄",
        "か\u3099|ｶﾞ|葛\U000e0100|각|👨\u200d👩|👍🏽|🇨🇳|🇭🇰|1\ufe0f\u20e3",
        "天 |地\u3000|玄\n|黄",
    ],
)
def test_none_parts_any_two_but_words_numbers_and_long_marks(expected: str) -> None:
    text = expected.replace("|", "")
    assert marked(text, "zh-Hant-HK", "none") == expected
    assert marked(text, "ja", "none") == expected
    # every one of these differs from the strictest level
    if "，" in text or "ッ" in text:
        assert marked(text, "zh-Hant-HK", "strict") != expected


@pytest.mark.parametrize(
    "char", "、。，．：；！？」』）】〗〕》〉］｝“”‘’「『（【〖〔《〈［｛・々ー〜゠％￥‼･｡｣"
)
def test_any_wide_mark_begins_and_ends_lines_at_level_none(char: str) -> None:
    assert break_opportunities(f"文{char}字", lang="zh-Hant", level="none") == [1, 2]
    assert break_opportunities(f"文{char}字", lang="zh-Hant", level="uax14") != [1, 2]


@pytest.mark.parametrize("level", BREAK_LEVELS)
def test_forced_breaks_are_in_the_list(level: BreakLevel) -> None:
    for forced in ("\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"):
        assert break_opportunities(f"）{forced}）", lang="zh", level=level) == [1 + len(forced)], repr(forced)
        assert break_opportunities(f"天{forced}", lang="zh", level=level) == []
    assert break_opportunities("天\n\n地", lang="zh", level=level) == [2, 3]


CLUSTERS = [
    "e\u0301",
    "か\u3099",
    "葛\U000e0100",
    "❤\ufe0f",
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "🏳\ufe0f\u200d🌈",
    "🇨🇳",
    "1\ufe0f\u20e3",
    "\u1100\u1161\u11a8",
    "가\u11a8",
    "नि",
    "กำ",
    "ｶﾞ",
    "\r\n",
]


@pytest.mark.parametrize("level", BREAK_LEVELS)
@pytest.mark.parametrize("lang", ["zh-Hans", "ja", "ko", "en"])
def test_what_is_one_character_to_a_reader_is_never_parted(level: BreakLevel, lang: str) -> None:
    for cluster, before, behind in product(CLUSTERS, ["", "天", "a", "”", " "], ["", "天", "a", "，"]):
        found = break_opportunities(before + cluster + behind, lang=lang, level=level)
        inside = range(len(before) + 1, len(before) + len(cluster))
        assert not set(found) & set(inside), (cluster, before, behind)


@pytest.mark.parametrize("level", BREAK_LEVELS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "天",
        "\ud800",
        "天\ud800\udc00地",
        "\x00\x01\x7f",
        "天\x00地",
        "\ue000\U000f0000\U0010ffff",
        "\u0378\U0001fffe\ufffe",
        "\u202e天\u202c地\u2066abc\u2069\u200f",
        "\u0301\u0301",
        "\u200d\u200d天",
        "”’」』）】" * 20,
        "“‘「『（【" * 20,
    ],
)
def test_any_text_has_an_answer(text: str, level: BreakLevel) -> None:
    for lang in ("zh-Hans", "zh-HK", "ja", "ko", "en", "und"):
        found = break_opportunities(text, lang=lang, level=level)
        assert found == sorted(set(found))
        assert all(0 < place < len(text) for place in found)


@pytest.mark.parametrize("level", [level for level in BREAK_LEVELS if level != "newspaper"])
def test_ten_thousand_characters_without_a_break_are_work_in_proportion(level: BreakLevel) -> None:
    for piece in ("a", "\u0301", "“", "（", "\u200d", "1,", "…", "🇨"):
        break_opportunities(piece * 10, lang="zh", level=level)

        def calls(times: int, piece: str = piece) -> int:
            return calls_made(lambda: break_opportunities(piece * times, lang="zh", level=level))

        assert calls(10_000) <= 2 * calls(5_000) + 10
    assert break_opportunities("a" * 10_000, lang="zh", level=level) == []


@given(
    st.text(
        st.one_of(
            st.sampled_from("天。“”（）…—年12.%aé \n\u200b\u3099ー々・‐🇨👍🏽"),
            st.characters(exclude_categories=()),
        )
    ),
    st.sampled_from(["zh-Hans", "zh-TW", "zh-HK", "ja", "ko", "en", "und"]),
    st.sampled_from(BREAK_LEVELS),
)
def test_offsets_rise_and_are_inside_the_text(text: str, lang: str, level: BreakLevel) -> None:
    found = break_opportunities(text, lang=lang, level=level)
    assert found == sorted(set(found))
    assert all(0 < place < len(text) for place in found)
    assert found == break_opportunities(text, lang=lang.upper(), level=level)


def test_small_kana_are_ideographs_but_in_strict() -> None:
    # LB1 resolves class CJ to NS or ID; as an ideograph it keeps a per cent sign, as it begins a line
    assert [marked("サー%", "ja", level) for level in CSS] == ["サー|%", "サ|ー%", "サ|ー%"]


@given(st.text(st.sampled_from("天地。，“”（）「」…—–‐年12.％￥aé 〜々ー・！：\u00a0\u3099"), max_size=12))
def test_css_levels_only_add_breaks_from_strict_to_loose(text: str) -> None:
    for lang in ("zh", "ja", "ko", "en"):
        strict, normal, loose = (set(break_opportunities(text, lang=lang, level=level)) for level in CSS)
        assert strict <= normal <= loose
        assert strict <= set(break_opportunities(text, lang=lang, level="uax14"))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh", Language("zh", "zh-Hans-newspaper")),
        ("zh-CN", Language("zh", "zh-Hans-newspaper")),
        ("zh-Hans-HK", Language("zh", "zh-Hans-newspaper")),
        ("ZH-hant", Language("zh", "zh-Hant-TW")),
        ("zh-TW", Language("zh", "zh-Hant-TW")),
        ("zh-Hant-HK", Language("zh", "zh-Hant-HK")),
        ("zh-HK", Language("zh", "zh-Hant-HK")),
        ("zh-MO", Language("zh", "zh-Hant-HK")),
        ("yue", Language("zh", "zh-Hant-HK")),
        ("zh-yue-Hans-CN", Language("zh", "zh-Hans-newspaper")),
        ("cmn-Hant", Language("zh", "zh-Hant-TW")),
        ("ko-Hani", Language("zh", "zh-Hant-TW")),
        ("zh-Latn-CN-pinyin", Language("", "en")),
        ("ja", Language("ja", "ja-newspaper")),
        ("ja-JP-u-ca-japanese", Language("ja", "ja-newspaper")),
        ("und-Jpan", Language("ja", "ja-newspaper")),
        ("ko-KR", Language("ko", "ko")),
        ("en-GB-oed", Language("", "en")),
        ("de-CH-1996", Language("", "en")),
        ("en-x-house", Language("", "en")),
        ("und", Language("", "zh-Hans-newspaper")),
        ("qqq", Language("", "zh-Hans-newspaper")),
        ("i-klingon", Language("", "zh-Hans-newspaper")),
        ("x-whatever", Language("", "zh-Hans-newspaper")),
    ],
)
def test_a_language_has_a_writing_system_and_a_profile(tag: str, expected: Language) -> None:
    assert language(tag) == expected


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "z",
        "zh_CN",
        "zh-",
        "-zh",
        "zh--Hans",
        "zh Hans",
        "中文",
        "zh-Hans\n",
        "toolonglanguage",
        "zh-" * 300,
        "é",
    ],
)
def test_what_is_no_language_tag_is_told(tag: str) -> None:
    with pytest.raises(UnknownLanguage, match=r"no language tag .* zh-Hans, zh-Hant-HK") as told:
        break_opportunities("天", lang=tag, level="strict")
    assert isinstance(told.value, ValueError)
    assert len(str(told.value)) < 600


def test_an_unknown_level_is_told_with_those_there_are() -> None:
    with pytest.raises(
        UnknownLevel, match="'anywhere'; there are uax14, strict, normal, loose, newspaper, none"
    ) as told:
        break_opportunities("天", lang="zh", level="anywhere")  # type: ignore[arg-type]
    assert isinstance(told.value, ValueError)
