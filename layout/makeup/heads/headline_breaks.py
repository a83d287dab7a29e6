"""A headline too long for its measure -> lines that break only between words, at the best places, evenly.

Where a line may begin at all is the setter's rule. BudouX's model of the language says where words part; it is often
right and sometimes not, so a space, a mark or the edge of a quotation is preferred to it, and nothing inside 《》 is
broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf

from layout.plan.profile import Profile
from layout.typeset import free_breaks

MOST_LINES = 3
"""Lines that one line of a headline is broken into: more are a paragraph."""

AT_SPACE = 0.0
BEHIND_MARK = 1.0
AT_BRACKET = 4.0
AT_WORD = 8.0
IN_BRACKETS = 25.0
"""What a break costs: at a typed space, behind a mark, at the edge of brackets, where a word ends, inside brackets."""

SHORT_QUOTE = 10
"""Characters that are not broken inside quotation marks or brackets; a longer quotation may be."""

UNEVEN = 40.0
"""What a line that is a whole measure longer or shorter than the others would cost."""

_MARK = re.compile(r"(?:——|[，。；：！？、])+")
_BRACKETS = re.compile("《[^》]*》|〈[^〉]*〉|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|（[^）]*）|【[^】]*】")
_SPACE = re.compile("[ \u3000]+")


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


def break_headline(
    text: str, width: Callable[[str], int], measure: int, profile: Profile, within: Within = Within()
) -> list[str] | None:
    """`text` in the fewest lines (up to `within.most`) that each fit `measure`; None if it can't be.

    Of the ways with the fewest lines the one with the best breaks and the most even lines is taken. `width` gives a
    line's natural width and must not shrink as the line grows.
    """
    if width(text) <= measure:
        return [text]
    costs = {at: cost for at, cost in breaks_of(text, profile).items() if at not in within.held}
    for count in range(2, within.most + 1):
        ends = _best_ends(text, costs, width, measure, count)
        if ends is not None:
            return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]
    return None


def breaks_of(text: str, profile: Profile) -> dict[int, float]:
    """The offsets at which a headline's next line may begin, each with its cost."""
    found: dict[int, float] = {}
    at = 0
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
        found |= {start: AT_BRACKET, end: AT_BRACKET}
    found |= {match.end(): BEHIND_MARK for match in _MARK.finditer(text)}
    found |= {match.end(): AT_SPACE for match in _SPACE.finditer(text)}
    allowed = free_breaks(text, profile)
    return {
        offset: cost
        for offset, cost in sorted(found.items())
        if 0 < offset < len(text) and offset in allowed and text[offset] not in "—…"
    }


def _best_ends(
    text: str, costs: Mapping[int, float], width: Callable[[str], int], measure: int, count: int
) -> tuple[int, ...] | None:
    """Where each of `count` lines ends, the last at the text's end; None if some line must be too long."""
    offsets = [0, *costs, len(text)]
    ideal = width(text) / count
    widths: dict[tuple[int, int], int] = {}

    def line_cost(start: int, end: int) -> float:
        """How far a line is from the others' width; infinite for one that doesn't fit."""
        key = (start, end)
        if key not in widths:
            widths[key] = width(text[start:end])
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
