"""Newspaper copy at every measure from 8 to 24 em: what a proof-reader would count, and what a greedy setter would get."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from layout.typeset.paragraph import prepare_paragraph, set_prepared, set_way
from layout.typeset.search.line_costs import Search
from layout.typeset.search.ways import ParagraphWay
from tests.typeset.setting import PLAIN, Case, mpt, places, square
from tests.typeset.texts import KINDS

MEASURES = range(8, 25)
SETTER = Case(indent=2, face=square("texts", "".join(sorted(set("".join(KINDS.values())))) + "〓"))
"""The test face has no 〓 to need: it holds every character of the copy."""

NEVER_FIRST = set("。．，、：；！？”’」』）】〗〕》〉］｝·‧・～–/／%％‰℃")
NEVER_LAST = set("“‘「『（【〖〔《〈［｛/／￥")
UNIT = "年月日时分秒元万亿个名人家米吨岁版期次倍户亩公里度℃%"


def paragraphs(kind: str) -> list[str]:
    return KINDS[kind].split("\n")


@cache
def counted(text: str, measure: int, greedy: bool = False) -> tuple[Counter[str], float]:
    """The faults in a paragraph's lines, and its widest gap between Han, in ems."""
    prepared = prepare_paragraph(SETTER.inlines(text), SETTER.style)
    if greedy:
        search, first, ends = Search(prepared), 0, []
        while first < len(prepared.units.kinds):
            ends.append(min(search.finder(mpt(measure))(first), key=lambda line: line[1])[0])
            first = ends[-1] + 1
        found = set_way(prepared, mpt(measure), ParagraphWay(0.0, 0, tuple(ends)))
    else:
        found = set_prepared(prepared, mpt(measure))
    faults: Counter[str] = Counter(lines=len(found.lines))
    widest = 0.0
    for number, line in enumerate(found.lines):
        written = text[line.start : line.end].strip()
        last = number == len(found.lines) - 1
        if number:
            before, after = text[line.start - 1], text[line.start]
            connector = written.startswith("—") and not written.startswith("——")
            faults["first"] += written[0] in NEVER_FIRST or connector
            inside = _in_address(text, line.start)
            faults["split"] += before.isdigit() and (after in UNIT or after.isdigit()) and not inside
            faults["dash"] += before == after and before in "—…"
            parted = re.match("[A-Za-z]{2}", before + after) and not inside
            # A hyphen is no character of the copy: it has no text.
            hyphened = found.lines[number - 1].runs[-1].texts[-1] == ""
            faults["word"] += bool(parted and not hyphened)
            faults["hyphen"] += bool(parted and hyphened)
            faults["runt"] += last and len(re.sub(r"\W", "", written)) <= 1
        if last:
            continue
        faults["last"] += written[-1] in NEVER_LAST and not _in_address(text, line.end)
        # A line of words alone, or of a word beside a single Han, is left short rather than its letters spaced.
        words = not re.search("[\u4e00-\u9fff，。、][\u4e00-\u9fff]", written)
        faults["not flush"] += line.width != line.measure and not words
        for (char, x), (following, y) in pairwise(places(line)):
            if "\u4e00" <= char <= "\u9fff" and "\u4e00" <= following <= "\u9fff":
                widest = max(widest, y - x - 1)
    return faults, round(widest, 3)


_ADDRESS = re.compile(r"(?:https?://|[a-z.-]+@)[\w./?=&-]+", re.ASCII)


def _in_address(text: str, offset: int) -> bool:
    """Whether a break is inside an address, which may be broken behind its signs, and at 8 em anywhere."""
    return any(match.start() < offset < match.end() for match in _ADDRESS.finditer(text))


def total(kind: str, measures: range, greedy: bool = False) -> tuple[Counter[str], float]:
    results = [counted(text, measure, greedy) for text in paragraphs(kind) for measure in measures]
    return sum((faults for faults, _ in results), Counter()), max(widest for _, widest in results)


@pytest.mark.parametrize("kind", KINDS)
def test_no_forbidden_line_start_or_end_and_no_split_pair(kind: str) -> None:
    faults, _ = total(kind, MEASURES)
    assert faults["lines"] > 100
    assert {name: faults[name] for name in ("first", "last", "dash", "runt")} == dict.fromkeys(
        ("first", "last", "dash", "runt"), 0
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_but_the_last_is_flush(kind: str) -> None:
    assert total(kind, MEASURES)[0]["not flush"] == 0


@pytest.mark.parametrize(
    ("kind", "most"), [("news", 1), ("figures", 14), ("speech", 0), ("latin", 0), ("culture", 0)]
)
def test_numbers_keep_their_units_where_the_measure_allows(kind: str, most: int) -> None:
    faults, _ = total(kind, MEASURES)
    assert faults["split"] <= most
    assert faults["word"] == 0
    assert faults["hyphen"] == 0  # Chinese newspapers divide no word


def test_without_the_rule_numbers_lose_their_units() -> None:
    free = Case(PLAIN.but(units="").profile, indent=2, face=SETTER.face)
    pairs = [
        pair
        for text in paragraphs("figures")
        for measure in MEASURES
        for pair in pairwise(free.lines(text, measure))
    ]
    assert sum(before[-1].isdigit() and after[0] in UNIT for before, after in pairs) > 16


@pytest.mark.parametrize(
    ("kind", "measure", "most"),
    [
        # A gap of 1/11 em is what a line of twelve Han needs to fill thirteen; 1/8 one of nine behind an indent.
        ("news", 13, 0.091),
        ("speech", 13, 0.091),
        ("culture", 13, 0.125),
        ("news", 15, 0.091),
        ("speech", 15, 0.091),
        ("culture", 15, 0.091),
        ("news", 20, 0.034),
        ("speech", 20, 0.1),
        ("culture", 20, 0.05),
    ],
)
def test_gaps_between_han_stay_narrow(kind: str, measure: int, most: float) -> None:
    assert total(kind, range(measure, measure + 1))[1] <= most


def test_line_by_line_the_same_copy_comes_out_worse() -> None:
    best = sum((total(kind, MEASURES)[0] for kind in KINDS), Counter())
    greedy = sum((total(kind, MEASURES, greedy=True)[0] for kind in KINDS), Counter())
    assert best["runt"] == 0 < greedy["runt"]
    assert best["split"] <= greedy["split"]
