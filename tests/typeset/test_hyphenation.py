"""Latin words divided with a hyphen: by dictionary where the profile turns it on, and where the copy has soft hyphens."""

from __future__ import annotations

import subprocess
import sys

import pytest

from layout.plan.profile import Hyphens, Profile, load_profile
from layout.plan.style import dictionary_name
from layout.typeset.breaks.break_costs import FREE, HYPHENATES, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.breaks.hyphenation import divisions
from tests.typeset.setting import NEWSPAPER

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
    assert divided("天typography地", NEWSPAPER) == "天|typog-ra-phy|地"
    assert (
        divided("天typography地", NEWSPAPER.model_copy(update={"name": "none", "hyphens": None}))
        == "天|typography|地"
    )
    assert divided("“Typography,”", CHINESE) == "“Typog-ra-phy,”"


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
    assert len(set(break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)[2:-2])) == 2


def test_no_dictionary_is_opened_before_a_long_word_is_met() -> None:
    script = (
        "import sys\n"
        "from layout.typeset.breaks.break_costs import break_costs\n"
        "from layout.typeset.breaks.classify import classify\n"
        "from layout.plan.profile import load_profile\n"
        "en = load_profile('en')\n"
        "def lay(text): break_costs(text, classify(text, en), en)\n"
        "lay('a few short words'); assert 'pyphen' not in sys.modules\n"
        "lay('typography'); assert 'pyphen' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
