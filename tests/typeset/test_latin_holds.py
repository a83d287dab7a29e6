"""Spaces of English lines: what a line is not parted at where another place can be had, and dashes that begin none."""

from __future__ import annotations

import pytest

from layout.plan.profile import Profile, load_profile
from layout.typeset.breaks.break_costs import FORBIDDEN, FREE, SPLITS_UNIT, SPLITS_WORD, break_costs
from layout.typeset.breaks.classify import classify
from layout.typeset.search import line_costs
from tests.typeset.setting import NEWSPAPER, Case

ENGLISH = load_profile("en").model_copy(update={"name": "en undivided", "hyphens": None})
_MARKS = {FREE: " ", SPLITS_UNIT: "_", SPLITS_WORD: "~"}


def marked(text: str, profile: Profile = ENGLISH) -> str:
    """The text with _ for a space that is held, ~ for one before a dash; behind another character they are added."""
    costs = break_costs(text, classify(text, profile), profile)
    found = ""
    for at, char in enumerate(text):
        before, mark = text[at - 1 : at], _MARKS.get(costs[at], "")
        if at and before == " ":
            found = found[:-1] + (mark if costs[at] != FORBIDDEN else "=")
        elif at and mark.strip():
            found += mark
        found += char
    return found


@pytest.mark.parametrize(
    "line",
    [
        "met Mr_Smith and Mrs._O’Dowd of St_Ives",
        "J._K._Rowling and J.K._Rowling",
        "Prof_A._J._P._Taylor won",
        "Henry_VIII and Ann Lee_MP went",
        "from 1_June to 6_July 2026",
        "from June_1, 2026, to May_30 next",
        "see page_5 and Section_40(2) now",
        "lost 2–_1 on 21–_83 so",
        "a 21-_year-old man",
        "rang 01632_960_417 twice",
        "to SW1A_2AA by noon",
        "a book of 313_pp. or so",
        "about 12 per_cent more",
        "said so~– and then~— went",
        "go to www._tarnmouth.example now",
    ],
)
def test_what_stays_together_in_a_line_of_english(line: str) -> None:
    plain = line.replace("–_", "–").replace("-_", "-").replace("www._", "www.")
    assert marked(plain.replace("_", " ").replace("~", " ")) == line


@pytest.mark.parametrize(
    "line",
    [
        "the Miss went home",
        "plan B was his",
        "in the U.S. Army",
        "in 2026 he may go, in March he did",
        "the page was 5 pages",
        "well-known but-for",
        "two—three 1–a",
        "may 5 men or 1 junebug",
    ],
)
def test_what_only_looks_like_it_is_free(line: str) -> None:
    assert marked(line) == line


def test_chinese_and_japanese_lines_have_no_such_rule() -> None:
    assert "_" not in marked("see Mr Smith in St Ives per cent", NEWSPAPER)


def test_a_dash_between_spaces_ends_a_line_and_begins_none() -> None:
    text = "The decision – which was taken – has infuriated all – and more – of us – too."
    english, controls = Case(ENGLISH), 0
    for ems in range(8, 25):
        assert not [line for line in english.lines(text, ems) if line.startswith("–")]
        controls += sum(line.startswith("–") for line in english.lines(text.replace("–", "–\u200b"), ems))
    assert controls


def test_a_date_is_whole_for_word_spaces_of_four_fifths_of_an_em(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "householders will pay a year from 1 June if councillors agree to it at all"
    whole = ["householders will pay a year from ", "1 June if councillors agree to it at all"]
    assert Case(ENGLISH).lines(text, 17.5) == whole
    monkeypatch.setattr(line_costs, "SPLIT_WORDS_EM", 0)
    assert Case(ENGLISH).lines(text, 17.5) != whole
