"""Where a line may begin (CLREQ 3.1.3, GB/T 15834 5.1, UAX #14, the desk's own rules)."""

from __future__ import annotations

import pytest

from layout.plan.profile import Profile, load_profile
from layout.plan.profileparts import Hyphens
from layout.typeset.breaks.break_costs import (
    FORBIDDEN,
    FREE,
    SPLITS_ADDRESS,
    SPLITS_UNIT,
    SPLITS_WORD,
    break_costs,
)
from layout.typeset.breaks.classify import classify
from tests.typeset.setting import NEWSPAPER, PLAIN


def pieces(text: str, profile: Profile = NEWSPAPER, worst: int = FREE) -> str:
    """The text with | where a line may begin at no more than the cost `worst`."""
    costs = break_costs(text, classify(text, profile), profile)
    allowed = {FREE} | {cost for cost in (SPLITS_UNIT, SPLITS_WORD) if cost <= worst}
    return "".join(
        ("|" if offset and costs[offset] in allowed else "") + text[offset] for offset in range(len(text))
    )


@pytest.mark.parametrize(
    "text",
    [
        # never first, never last
        "天，|地",
        "天。|地",
        "天”。|地",
        "天|“地",
        "天|（地）|玄",
        "天|《地》|《玄》、|黄",
        "天|〘地〙|〝玄〟|﹙黄﹚|宇",  # brackets that the profile does not list
        "天？！|地",
        "天|￥300|地",
        "天|25℃|地",
        "天|12.5%|地",
        "天|100㎡|地",
        "天·|地",
        "天/地",
        "天／地",
        "天|300/吨",
        "天|300／吨",
        "天／km|地",
        # one — is a connector, two are a dash; three and four too
        "天—|地",
        "天～|地",
        "天|——|地",
        "天|———|地",
        "天|————|地",
        "天|……|地",
        "天|…………|地",
        "天|……，|地",
        "天|⸺|地",
        # a number is whole with its point, comma, sign, colon
        "天|-3,500.75%|地",
        "天|10:30|地",
        "天|10：30|地",
        "天|１２：３０|地",
        "天|２０２４|地",
        "天|１２．５％|地",
        "天|１，０００|地",
        "天|3×5|地",
        "天|±0.5|地",
        "天－5|地",
        "天|＋５％|地",
        "天|2024—|2025|地",
        "天|2024-11-17|地",
        "天|0519-86310000|地",
        "天|24/7|地",
        "天|100m²|地",
        "天|25°C|地",
        # but a list of numbers is not one number
        "天|3、|5，|7|地",
        # Latin
        "天|GDP|地",
        "天|e-mail|地",
        "天|Wi-Fi|地",
        "天|well-|known|地",
        "天|km/h|地",
        "天|A02/A03|地",
        "天|C++|地",
        "天|AT&T|地",
        "天|The |New |York |Times|地",
        "天|Xi’an|地",
        "天|(abc)|地",
        "天|ＧＤＰ|地",
        "天-|地",
        "天~|地",
        # spaces hold nothing; no-break spaces and an opener before them do
        "天 |地",
        "天|5\u00a0km|地",
        "天|（ 地|玄 ）|黄",
        "天|（\u3000地|玄",
        "天\u3000|地",
        # controls: a line may begin behind a zero-width space alone
        "天\u200b|地",
        "天\u200d地",
        "天\u2060地",
        "天|soft\u00adly|地",
        # what joins the character before it
        "天|葛\U000e0100|地",
        "天|e\u0301te\u0301|地",
        "天|👨\u200d👩|地",
        # addresses are broken behind their signs
        "天|https://|www.|wujin.|gov.|cn/|news/|index.|html?|id=|2024|地",
        "天|news@|wujin.|gov.|cn|地",
        "天|a@b.cn|地",
        # other scripts by UAX #14: a Tibetan line may begin behind a tsheg
        "天|བོད་|སྐད་|地",
        "天|слово|地",
    ],
)
def test_a_line_may_begin_where_the_bars_are_and_nowhere_else(text: str) -> None:
    assert pieces(text.replace("|", "")) == text


def test_breaks_are_free_between_han() -> None:
    assert pieces("天地玄黄") == "天|地|玄|黄"


def test_what_never_begins_or_ends_a_line_is_data_of_the_profile() -> None:
    none = NEWSPAPER.model_copy(update={"name": "none", "not_at_start": (), "not_at_end": ()})
    assert pieces("天，“地”") == "天，|“地”"
    assert pieces("天，“地”", none) == "天|，|“|地|”"
    # dashes and ellipses are whole in any case
    assert pieces("天……——地", none) == "天|……|——|地"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("天|2024年|地", "天|2024|年|地"),
        ("天|3万吨|地", "天|3|万|吨|地"),
        ("天|5千元|地", "天|5|千|元|地"),
        ("天|5个多月|地", "天|5|个|多|月|地"),
        ("天|1200公顷|地", "天|1200|公|顷|地"),
        ("第3版|地", "第3|版|地"),
        ("天|260 元|地", "天|260 |元|地"),
        ("天|５元|地", "天|５|元|地"),
        ("天|20000多名|地", "天|20000|多|名|地"),
        ("天|2024年|11月|17日|地", "天|2024|年|11|月|17|日|地"),
        ("天|5 |kilo|地", "天|5 |kilo|地"),  # not a unit: a word that begins like one
    ],
)
def test_a_number_keeps_its_unit_unless_nothing_better_can_be_had(text: str, without: str) -> None:
    raw = text.replace("|", "")
    assert pieces(raw) == text
    assert pieces(raw, NEWSPAPER.model_copy(update={"name": "no units", "units": ""})) == without


def test_a_number_keeps_the_word_before_it() -> None:
    none = NEWSPAPER.model_copy(update={"name": "no prefixes", "number_prefixes": ""})
    assert pieces("见第12版") == "见|第12版"
    assert pieces("见第12版", none) == "见|第|12版"
    assert pieces("见第12版", worst=SPLITS_UNIT) == "见|第|12|版"


def test_short_titles_are_whole_where_the_profile_says_so() -> None:
    titles = NEWSPAPER.model_copy(update={"name": "titles", "keep_titles": 4})
    assert pieces("看《复活》和《战争与和平》") == "看|《复|活》|和|《战|争|与|和|平》"
    assert pieces("看《复活》和《战争与和平》", titles) == "看|《复活》|和|《战|争|与|和|平》"
    assert pieces("《复活》", titles, worst=SPLITS_UNIT) == "《复|活》"


def test_a_book_keeps_dashes_and_ellipses_from_a_line_s_start() -> None:
    """CLREQ 3.1.3, the strict level; GB/T 15834 5.1.4 and 5.1.5 forbid only that they are split."""
    book = load_profile("zh-Hans-book")
    assert pieces("天——地……玄") == "天|——|地|……|玄"
    assert pieces("天——地……玄", book) == "天——|地……|玄"


def test_of_three_marks_in_a_row_the_second_may_begin_a_line_as_the_last_remedy() -> None:
    """CLREQ 3.1.3."""
    without = NEWSPAPER.model_copy(update={"name": "no remedy", "split_three_marks": False})
    assert pieces("天。』」地") == "天。』」|地"
    assert pieces("天。』」地", worst=SPLITS_WORD) == "天。|』|」|地"
    assert pieces("天。』」地", without, worst=SPLITS_WORD) == "天。』」|地"
    assert pieces("天。」地", worst=SPLITS_WORD) == "天。」|地"


def test_the_unit_breaks_are_there_as_a_remedy() -> None:
    assert pieces("天3公顷地", worst=SPLITS_UNIT) == "天|3|公|顷|地"
    assert pieces("天3万吨地", worst=SPLITS_UNIT) == "天|3万|吨|地"  # 3万 is a number by itself


def test_names_that_the_profile_lists_are_whole() -> None:
    named = NEWSPAPER.model_copy(update={"name": "named", "keep_together": ("玄黄", "宇宙洪")})
    assert pieces("天地玄黄宇宙洪荒", named) == "天|地|玄黄|宇宙洪|荒"
    assert pieces("天地玄黄", NEWSPAPER) == "天|地|玄|黄"


def test_long_words_may_be_split_as_the_last_remedy_of_all() -> None:
    word = "pneumonoultramicroscopic"
    assert pieces(f"天{word}地") == f"天|{word}|地"
    assert pieces(f"天{word}地", worst=SPLITS_UNIT) == f"天|{word}|地"
    assert pieces(f"天{word}地", worst=SPLITS_WORD) == "天|pn|" + "|".join(word[2:-2]) + "|ic|地"
    # Where it may be divided with a hyphen, no piece of it is so long.
    divided = PLAIN.but(hyphens=Hyphens(lang="en_US")).profile
    assert pieces(f"天{word}地", divided, SPLITS_WORD) == f"天|{word}|地"
    # Pinyin is parted between its syllables alone, here too.
    assert pieces("天Xishuangbannazhou地", worst=SPLITS_WORD) == "天|Xi|shuang|ban|na|zhou|地"
    assert "8921.45" in pieces("天US$1234568921.45地", worst=SPLITS_UNIT)
    assert pieces("天philosophy地", worst=SPLITS_WORD) == "天|philosophy|地"


def test_the_text_ends_where_a_line_may_begin_and_does_not_start_there() -> None:
    for text in ("天", "（", "，", "a", " ", "—"):
        costs = break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)
        assert (costs[0], costs[-1]) == (FORBIDDEN, FREE)


def test_a_long_row_of_figures_may_be_split_behind_its_signs() -> None:
    """Between a figure and its sign no line begins else; but twenty of them are wider than a narrow leg."""
    long, short = "天0:0:0:0:0:0:0:0:00地", "天12:30:45地"
    costs = break_costs(long, classify(long, PLAIN.profile), PLAIN.profile)
    split = [at for at, cost in enumerate(costs) if cost == SPLITS_WORD]
    assert split and all(long[at - 1] == ":" and long[at].isdigit() for at in split)
    costs = break_costs(short, classify(short, PLAIN.profile), PLAIN.profile)
    assert SPLITS_WORD not in costs


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("记者 王 晨 李 明 张小三", "王 晨 |李 明 |张|小|三"),
        ("（王　晨）", "（王　晨）"),
        ("买A股，", "A股，"),
        ("苏D·8K63V轿", "苏D·8K63V|轿"),
        ("J·K·罗琳", "J·K"),
        ("用iPhone 15 Pro", "iPhone 15 |Pro"),
        # The controls: words of several characters, several letters, a sign's letter, numbers side by side.
        ("记者 王晨 李明", "记|者 |王|晨 |李|明"),
        ("买GDP股，", "GDP|股，"),
        ("天5 °C地", "5 °C|地"),
        ("天12 34地", "12 |34|地"),
    ],
)
@pytest.mark.parametrize("name", ["zh-Hans-newspaper", "zh-Hant-TW", "ja-newspaper"])
def test_a_name_is_parted_only_if_nothing_better_can_be_had(name: str, text: str, parted: str) -> None:
    profile = load_profile(name)
    costs = break_costs(text, classify(text, profile), profile)
    shown = "".join(("|" if at and costs[at] == FREE else "") + char for at, char in enumerate(text))
    assert parted in shown


def test_an_address_is_never_parted_inside_its_scheme_or_www() -> None:
    text = "天https://www.wujinribao.cn/2024/index.html地"
    costs = break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)
    name = text.index("wujin")
    assert [at for at in range(2, name + 1) if costs[at] != FORBIDDEN] == [text.index("www"), name]
    # The control: between two letters of its name it may be, where nothing else can be done.
    assert costs[name + 3] == SPLITS_ADDRESS
    other = "天wwwujinribaohuagongchang.cn/index@a地"
    assert break_costs(other, classify(other, NEWSPAPER), NEWSPAPER)[4] == SPLITS_ADDRESS
