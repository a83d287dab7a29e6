"""A headline too long for its measure -> lines that break only between words, at the best places, evenly.

Where a line may begin at all is the setter's rule. BudouX's model of the language says where words part; it is often
right and sometimes not, so a space, a mark or the edge of a quotation is preferred to it, and nothing inside 《》 is
broken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf

from content.characters.kinds import HAN
from layout.plan.profile import Profile
from layout.typeset import find_expressions, free_breaks

MOST_LINES = 3
"""Lines that one line of a headline is broken into: more are a paragraph."""

AT_SPACE = 0.0
BEHIND_MARK = 1.0
AT_BRACKET = 4.0
AT_WORD = 8.0
AT_SCRIPT = 12.0
IN_EXPRESSION = 24.0
IN_BRACKETS = 25.0
"""What a break costs: at a typed space, behind a mark, at the edge of brackets, where a word ends, where Latin and Han
meet, between the parts of a date or behind the connector of a range, inside brackets.
"""

SHORT_QUOTE = 10
"""Characters that are not broken inside quotation marks or brackets; a longer quotation may be."""

UNEVEN = 40.0
"""What a line that is a whole measure longer or shorter than the others would cost."""

_MARK = re.compile(r"(?:——|[，。；：！？、])+")
_BRACKETS = re.compile("《[^》]*》|〈[^〉]*〉|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|（[^）]*）|【[^】]*】")
_SPACE = re.compile("[ \u3000]+")

_HAN_KANA = re.compile(f"[{HAN}\u3041-\u30ff]")
_LATIN_WORD = re.compile(r"[A-Za-z][\w.'’-]+[0-9A-Za-z]", re.ASCII)
"""One of three letters and more: A股 and 5G are words with their Han."""

_OPENS_WORD = re.compile("(?<=[ \u3000])[\"'“‘’](?=[0-9A-Za-z])")
"""A quotation mark or an apostrophe before a word, behind a space: a line may begin with it."""


@dataclass(frozen=True, slots=True)
class Within:
    """The most lines that a text may be broken into, and the offsets where its editor forbids a break."""

    most: int = MOST_LINES
    held: frozenset[int] = frozenset()


@cache
def _parser(lang: str) -> Callable[[str], list[str]]:
    """What parts a language's words; those of a language that writes spaces are parted by them alone."""
    import budoux

    primary, _, rest = lang.partition("-")
    if primary == "ja":
        loaded = budoux.load_default_japanese_parser()
    elif primary == "zh" and rest.partition("-")[0] in ("Hant", "TW", "HK", "MO"):
        loaded = budoux.load_default_traditional_chinese_parser()
    elif primary == "zh":
        loaded = budoux.load_default_simplified_chinese_parser()
    else:
        return lambda text: [text]
    parse: Callable[[str], list[str]] = loaded.parse
    return parse


Width = Callable[[int, int], int]
"""The natural width of a line that has the characters from one offset up to another; it doesn't shrink as it grows."""


def break_headline(
    text: str, width: Width, measure: int, profile: Profile, within: Within = Within()
) -> list[tuple[int, int]] | None:
    """Where each line begins and ends of the fewest (up to `within.most`) that each fit `measure`; None if none do.

    Of the ways with the fewest lines the one with the best breaks and the most even lines is taken.
    """
    if width(0, len(text)) <= measure:
        return [(0, len(text))]
    costs = {at: cost for at, cost in breaks_of(text, profile).items() if at not in within.held}
    for count in range(2, within.most + 1):
        ends = _best_ends(text, costs, width, measure, count)
        if ends is not None:
            return list(zip((0, *ends), ends, strict=False))
    return None


def chop_headline(
    text: str, width: Width, measure: int, profile: Profile, within: Within = Within()
) -> list[tuple[int, int]]:
    """The lines of a text that is too long for any number of lines worth setting, in as many as it takes. They break
    between words where that leaves a line half full at least, else, in Chinese and Japanese, where the setter lets a
    line begin. No Latin or Korean word is torn, nor a number: what is wider than the measure is left so.
    """
    size = len(text)
    costs = breaks_of(text, profile)
    words = {at for at, cost in costs.items() if cost < IN_EXPRESSION} - within.held
    free = set() if _writes_spaces(profile) else free_breaks(text, profile) - within.held
    free -= _inside_expressions(text, profile)
    # 东风-41: how long the name before the hyphen is, the model of the language alone can say.
    starts = (found.start for found in find_expressions(text, profile))
    free -= {start for start in starts if text[start + 1 : start + 2] in ("-", "‐")} - words
    places = [*sorted(at for at in words | free if 0 < at < size), size]
    lines: list[tuple[int, int]] = []
    start = number = 0
    while start < size:
        end = at_word = 0
        while number < len(places) and (not end or width(start, places[number]) <= measure):
            end = places[number]
            if end in words and 2 * width(start, end) >= measure:
                at_word = end
            number += 1
        if end < size and at_word:
            end = at_word
            number = bisect_right(places, end)
        lines.append((start, end))
        start = end
    return lines


def breaks_of(text: str, profile: Profile) -> dict[int, float]:
    """The offsets at which a headline's next line may begin, each with its cost."""
    found: dict[int, float] = {}
    at = 0
    spaced = _writes_spaces(profile)
    for word in _parser(profile.lang)(text):
        at += len(word)
        found[at] = AT_WORD
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        whole = text[start] in "《〈" or end - start - 2 <= SHORT_QUOTE
        for offset in [offset for offset in found if start < offset < end]:
            if whole:
                del found[offset]
            else:
                found[offset] = IN_BRACKETS
        if not spaced:  # “간다”고 is one word
            found |= {start: AT_BRACKET, end: AT_BRACKET}
    found |= {match.end(): BEHIND_MARK for match in _MARK.finditer(text)}
    found |= {match.end(): AT_SPACE for match in _SPACE.finditer(text)}
    found |= {at: found.get(at, AT_SCRIPT) for at in _word_edges(text)}
    found |= {at: IN_EXPRESSION for whole in find_expressions(text, profile) for at in whole.joints}
    allowed = free_breaks(text, profile).union(match.start() for match in _OPENS_WORD.finditer(text))
    allowed -= _inside_expressions(text, profile)
    return {
        offset: cost
        for offset, cost in sorted(found.items())
        if 0 < offset < len(text) and offset in allowed and text[offset] not in "—…"
    }


def _writes_spaces(profile: Profile) -> bool:
    """Whether words of the profile's language are parted by spaces."""
    return not profile.lang.lower().startswith(("zh", "ja"))


def _word_edges(text: str) -> Iterator[int]:
    """Where Han and Latin words meet, which no model of a language knows."""
    for match in _LATIN_WORD.finditer(text):
        start, end = match.span()
        if start and _HAN_KANA.match(text, start - 1):
            yield start
        if _HAN_KANA.match(text, end):
            yield end


def _inside_expressions(text: str, profile: Profile) -> set[int]:
    """The offsets inside numbers with what belongs to them; not those between the parts of a date, or behind the
    connector of a range.
    """
    return {
        at
        for found in find_expressions(text, profile)
        for at in range(found.start + 1, found.end)
        if at not in found.joints
    }


def _best_ends(
    text: str, costs: Mapping[int, float], width: Width, measure: int, count: int
) -> tuple[int, ...] | None:
    """Where each of `count` lines ends, the last at the text's end; None if some line must be too long."""
    offsets = [0, *costs, len(text)]
    ideal = width(0, len(text)) / count
    widths: dict[tuple[int, int], int] = {}

    def line_cost(start: int, end: int) -> float:
        """How far a line is from the others' width; infinite for one that doesn't fit."""
        key = (start, end)
        if key not in widths:
            widths[key] = width(start, end)
        over = widths[key]
        return inf if over > measure else UNEVEN * ((over - ideal) / measure) ** 2

    ways: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for number in range(1, count + 1):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (spent, ends) in ways[-1].items():
            for end in offsets[offsets.index(start) + 1 :]:
                own = line_cost(start, end)
                if own == inf:
                    break
                if (end == len(text)) != (number == count):
                    continue
                total = spent + own + costs.get(end, 0.0)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, (*ends, end))
        ways.append(reached)
    best = ways[-1].get(len(text))
    return best[1] if best else None
