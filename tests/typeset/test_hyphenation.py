"""Latin words divided with a hyphen: by dictionary where the profile turns it on, and where the copy has soft hyphens."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from layout.plan.profile import Profile, load_profile, profile_names
from layout.plan.profileparts import Hyphens
from layout.plan.style import dictionary_name
from layout.typeset.breaks.break_costs import FREE, HYPHENATES, SPLITS_WORD, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.breaks.hyphenation import divisions
from layout.typeset.breaks.pinyin import syllable_starts
from tests.typeset.setting import NEWSPAPER, Case, texts

ENGLISH = load_profile("en")
HYPHENS = Hyphens(lang="en_US")
CHINESE = NEWSPAPER.model_copy(update={"name": "zh with hyphens", "hyphens": HYPHENS})


def divided(text: str, profile: Profile) -> str:
    """The text with - where a line may begin behind a hyphen, and | where without one."""
    costs = break_costs(text, classify(text, profile), profile)
    marks = {HYPHENATES: "-", FREE: "|"}
    return "".join((marks.get(costs[at], "") if at else "") + text[at] for at in range(len(text)))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("newspaper", "news-pa-per"),
        ("typography", "ty-pog-ra-phy"),
        ("hyphenation", "hy-phen-ation"),
        ("column", "column"),  # shorter than seven letters
    ],
)
def test_words_are_divided_by_their_language(word: str, parts: str) -> None:
    open_hyphens = Hyphens(lang="en_US", left=2, right=3)
    places = divisions(word, open_hyphens)
    found = "".join(("-" if at in places else "") + char for at, char in enumerate(word))
    assert found == parts


def test_no_part_is_shorter_than_the_profile_allows() -> None:
    assert divisions("typography", Hyphens(lang="en_US", left=2, right=2))[0] == 2
    assert divisions("typography", Hyphens(lang="en_US", left=3, right=3))[0] == 5
    assert divisions("typography", Hyphens(lang="en_US", left=6, right=4)) == ()
    assert divisions("hyphenation", Hyphens(lang="en_US", shortest=12)) == ()


def test_another_language_has_other_divisions() -> None:
    assert divisions("Zeitungen", Hyphens(lang="de_DE")) == (3, 6)
    assert (dictionary_name("de"), dictionary_name("en-GB"), dictionary_name("tlh")) == (
        "de",
        "en_GB",
        None,
    )
    assert divisions("internationalization", Hyphens(lang="tlh")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "天|INTERNATIONAL|地",  # capitals: a name
        "天|PostScript|地",
        "天|Format2024international|地",
        "天|well-|established|地",
        "天|news.example.com|地",
        "天|printing@example|地",
        "天|newspaper/magazine|地",
    ],
)
def test_names_addresses_and_compounds_are_not_divided(text: str) -> None:
    assert "-" not in divided(text.replace("|", ""), CHINESE).replace("well-", "")


def test_a_word_among_han_is_divided_where_the_profile_says_so() -> None:
    assert divided("天typography地", CHINESE) == "天|typog-ra-phy|地"
    assert divided("天typography地", NEWSPAPER) == "天|typography|地"
    assert divided("“Typography,”", CHINESE) == "“Typog-ra-phy,”"


@pytest.mark.parametrize("name", profile_names())
def test_papers_of_east_asia_divide_no_word_of_themselves(name: str) -> None:
    assert (load_profile(name).hyphens is None) == (name != "en")


NAMES = {
    "in |Washington |and |com-mu-ni-ties": ENGLISH,
    "Com-mu-ni-ties |in |Washington": ENGLISH,
    "“Com-mu-ni-ties |in |Washington”": ENGLISH,
    "He |said, |“Com-mu-ni-ties |grow”": ENGLISH,
    "the |“Washington |Post” |grew. |Com-mu-ni-ties |too": ENGLISH,
    "with |Mr. Washington |and |Gen. Washington": ENGLISH,
    "U.S. |Representatives |and |J. Washington": ENGLISH,
    "天|（Washington）|地|Representatives|玄": CHINESE,
    "天|地。|Com-mu-ni-ties|地": CHINESE,
}


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_not_divided_and_the_first_word_of_a_sentence_may_be(text: str) -> None:
    assert divided(text.replace("|", "").replace("-", ""), NAMES[text]) == text


def test_a_language_that_writes_nouns_with_capitals_divides_them() -> None:
    german = ENGLISH.model_copy(update={"name": "de", "lang": "de", "hyphens": Hyphens(lang="de_DE")})
    assert divided("die Zeitungen", german) == "die |Zei-tun-gen"
    english = ENGLISH.model_copy(update={"name": "de by en", "hyphens": Hyphens(lang="en_US")})
    assert divided("die Zeitungen", english) == "die |Zeitungen"


PINYIN = {
    "Zhangjiajie": "Zhang-jia-jie",
    "Shijiazhuang": "Shi-jia-zhuang",
    "Huangguoshu": "Huang-guo-shu",
    "Zhongguancun": "Zhong-guan-cun",
    "Xīnjiāng": "Xīn-jiāng",
    "Lüliangshan": "Lü-liang-shan",
    "nǚshì": "nǚ-shì",
    "fangan": "fan-gan",
    "newspaper": "newspaper",
    "Washington": "Washington",
    "zhuang": "zhuang",
    "xian'an": "xian'an",
    "": "",
}


@pytest.mark.parametrize("word", PINYIN)
def test_pinyin_has_its_syllables(word: str) -> None:
    assert "-".join(map("".join, _parts(word, syllable_starts(word)))) == PINYIN[word]


def _parts(word: str, places: tuple[int, ...]) -> list[str]:
    return [word[start:end] for start, end in pairwise((0, *places, len(word)))]


def test_pinyin_among_han_is_divided_between_its_syllables_alone() -> None:
    """GB/T 16159 6.6. The patterns of English would have Zhangji-ajie."""
    assert divisions("Zhangjiajie", HYPHENS) == (7, 8)
    assert divided("天Zhangjiajie、Shijiazhuang地", CHINESE) == "天|Zhang-jia-jie、|Shi-jia-zhuang|地"
    assert divided("天Zhangjiajie、Shijiazhuang地", NEWSPAPER) == "天|Zhangjiajie、|Shijiazhuang|地"
    # What may be either is divided where both agree.
    assert divided("天machinery地", CHINESE) == "天|machin-ery|地"
    assert divided("Zhongguancun grew", ENGLISH) == "Zhong-guan-cun |grew"
    assert divided("in Zhongguancun", ENGLISH) == "in |Zhongguancun"


def test_english_lines() -> None:
    assert (
        divided("the newspaper’s columns—and others", ENGLISH) == "the |news-pa-per’s |col-umns—|and |oth-ers"
    )
    assert divided("“quotation” of 5 km (see), NATO", ENGLISH) == "“quo-ta-tion” |of |5 km |(see), |NATO"
    plain = ENGLISH.model_copy(update={"name": "no hyphens", "hyphens": None})
    assert divided("the newspaper", plain) == "the |newspaper"


def test_characters_of_ambiguous_width_are_latin_in_a_latin_profile() -> None:
    assert classify("“a—b…c”", ENGLISH) == "AAAAAAA"
    wide = ENGLISH.model_copy(update={"name": "wide", "ambiguous_is_wide": True})
    assert classify("“a—b…c”", wide) == "HA~AEAH"


def test_soft_hyphens_of_the_copy_divide_a_word_in_any_profile() -> None:
    text = "天extra\u00adordinary地"
    assert divided(text, NEWSPAPER).replace("\u00ad", "~") == "天|extra~-ordinary|地"
    # The copy knows better than the dictionary.
    assert divided(text, CHINESE) == divided(text, NEWSPAPER)
    assert HYPHENATES not in break_costs("天\u00ad地", classify("天\u00ad地", NEWSPAPER), NEWSPAPER)


def test_a_long_word_with_divisions_is_not_cut_between_any_two_letters() -> None:
    text = "天internationalization地"
    costs = break_costs(text, classify(text, CHINESE), CHINESE)
    assert set(costs[2:-2]) == {-1, HYPHENATES}
    assert set(break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)[2:-2]) == {-1, SPLITS_WORD}


def test_no_dictionary_is_opened_before_a_long_word_is_met() -> None:
    script = (
        "import sys\n"
        "from layout.typeset.breaks.break_costs import break_costs\n"
        "from layout.typeset.breaks.classify import classify\n"
        "from layout.plan.profile import load_profile\n"
        "en = load_profile('en')\n"
        "def lay(text): break_costs(text, classify(text, en), en)\n"
        "lay('a few tiny bits'); assert 'pyphen' not in sys.modules\n"
        "lay('typography'); assert 'pyphen' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_a_million_behind_figures_is_not_divided() -> None:
    assert "mil-lion" not in divided("cost £8.4 million of", ENGLISH)
    assert "mil-lions" in divided("cost many millions of", ENGLISH)
    assert "mil-lion" in divided("cost a million of", ENGLISH)


def test_a_name_that_no_line_holds_has_a_hyphen_where_it_is_divided() -> None:
    text = "by Featherstonehaugh"
    narrow = Case(ENGLISH).set(text, 7)
    assert [(line.start, line.step) for line in narrow.lines][1:] != []
    first = narrow.lines[-2]
    assert text[: first.end].endswith(("Feath", "Feather", "Featherstone"))
    assert first.step == "forced"
    assert first.runs[-1].texts[-1] == ""  # the hyphen, which the copy has not
    # A line that holds it leaves it whole, and a profile that divides no word puts no hyphen.
    assert texts(Case(ENGLISH).set(text, 9)) == ["by ", "Featherstonehaugh"]
    undivided = ENGLISH.model_copy(update={"name": "en undivided", "hyphens": None})
    assert all(line.runs[-1].texts[-1] for line in Case(undivided).set(text, 7).lines)
