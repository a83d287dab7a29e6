"""A headline too long for its measure -> lines that break only between words, at the best places, evenly.

Where a line may begin at all is the setter's rule, and where words end `phrases` says. A space, a mark or the edge of a
quotation is preferred to that, and nothing inside 《》 is broken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from content.characters.kinds import HAN
from layout.makeup.text.phrases import AT_SPACE, AT_WORD, find_word_ends, writes_spaces
from layout.plan.profile import Profile
from layout.typeset import find_expressions, free_breaks

MOST_LINES = 3
"""Lines that one line of a headline is broken into: more are a paragraph."""

BEHIND_MARK = 1.0
AT_BRACKET = 4.0
AT_SCRIPT = 12.0
IN_EXPRESSION = 24.0
IN_BRACKETS = 25.0
"""What a break costs: behind a mark, at the edge of brackets, where Latin and Han meet, between the parts of a date or
behind the connector of a range, inside brackets. What one costs at a space or between words `phrases` says.
"""

BAD_BREAK = 20.0
"""What costs so much and more tears a word from what it leans on, a number or a quotation: a smaller size is better."""

SHORT_QUOTE = 10
"""Characters that are not broken inside quotation marks or brackets; a longer quotation may be."""

UNEVEN = 40.0
"""What a line that is a whole measure longer or shorter than the others would cost."""

_WIDE = f"{HAN}\u3001-\u303f\u3041-\u30ff\uff00-\uffef“”‘’"
_MARK = re.compile(r"(?:——|…+|[，。；：！？、,;:!?])+[”’」』）]*")
_JOINT = re.compile(r"(?:——|…+|[，。；：！？])+[”’」』）]*[ \u3000]*")
_SPACED_JOINT = re.compile(
    r"(?:…+|[，。；：！？]|[,;:!?.](?=[”’\"'）)]*\s)|(?<=\s)[–—](?=\s)|(?<=\w)—(?=\w))+[”’\"'」』）)]*\s*"
)
"""Where a sentence has a joint: behind a comma, colon, semicolon, dash, ellipsis or its end. A 、 is none. The second
is that of languages that write spaces.
"""

_BRACKETS = re.compile("《[^》]*》|〈[^〉]*〉|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|（[^）]*）|【[^】]*】")
_SPACE = re.compile("[ \u3000]+")
_WIDE_SPACE = re.compile(f"\u3000+|(?<=[{_WIDE}]) +(?=[{_WIDE}])")
"""A space that a writer of Chinese or Japanese put between two parts of a head."""

SHORTEST_SHARE = 3
"""Of lines that break where the writer put a mark none is shorter than the longest by more than so many times: “快讯：”
by itself is no line of a head.
"""

EVEN_SHARE = 2
"""Lines of which the longest is no longer than so many times the shortest look even."""

_HAN_KANA = re.compile(f"[{HAN}\u3041-\u30ff]")
_LATIN_WORD = re.compile(r"[A-Za-z][\w.'’-]+[0-9A-Za-z]", re.ASCII)
"""One of three letters and more: A股 and 5G are words with their Han."""

_OPENS_WORD = re.compile("(?<=[ \u3000])[\"'“‘’](?=[0-9A-Za-z])")
"""A quotation mark or an apostrophe before a word, behind a space: a line may begin with it."""


@dataclass(frozen=True, slots=True)
class Within:
    """The most lines that a text may be broken into, the offsets where its editor forbids a break, and whether breaks
    that tear what belongs together may be taken (`BAD_BREAK`).
    """

    most: int = MOST_LINES
    held: frozenset[int] = frozenset()
    bad_too: bool = True

    def allows(self, at: int, cost: float) -> bool:
        """Whether a line may begin at an offset where a break costs so much."""
        return at not in self.held and (self.bad_too or cost < BAD_BREAK)


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
    costs = {at: cost for at, cost in breaks_of(text, profile).items() if within.allows(at, cost)}
    for count in range(2, within.most + 1):
        ends = _best_ends(text, costs, width, measure, count)
        if ends is not None:
            return list(zip((0, *ends), ends, strict=False))
    return None


def break_at_joints(
    text: str, width: Width, measure: int, profile: Profile, within: Within = Within()
) -> list[tuple[int, int]] | None:
    """The same, broken nowhere but where the writer put a mark (转行不破意); None too where a line would be much
    shorter than another.
    """
    joints = joints_of(text, profile)
    costs = dict.fromkeys(sorted(joints - within.held), 0.0)
    for count in range(2, min(within.most, len(costs) + 1) + 1):
        ends = _best_ends(text, costs, width, measure, count)
        if ends is not None:
            lines = list(zip((0, *ends), ends, strict=False))
            widths = [width(*line) for line in lines]
            if min(widths) * SHORTEST_SHARE >= max(widths):
                return lines
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
    free = set() if writes_spaces(profile) else free_breaks(text, profile) - within.held
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
    found = dict(find_word_ends(text, profile))
    spaced = writes_spaces(profile)
    if not spaced:
        found |= {match.end(): AT_SPACE for match in _SPACE.finditer(text)}
    found |= {match.end(): min(BEHIND_MARK, found.get(match.end(), inf)) for match in _MARK.finditer(text)}
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        whole = _is_whole(text, start, end)
        for offset in [offset for offset in found if start < offset < end]:
            if whole:
                del found[offset]
            elif found[offset] > BEHIND_MARK:
                found[offset] = IN_BRACKETS
        if not spaced:  # “간다”고 is one word
            found |= {start: AT_BRACKET, end: AT_BRACKET}
    found |= {at: min(AT_SCRIPT, found.get(at, inf)) for at in _word_edges(text)}
    found |= {at: IN_EXPRESSION for whole in find_expressions(text, profile) for at in whole.joints}
    allowed = free_breaks(text, profile).union(match.start() for match in _OPENS_WORD.finditer(text))
    allowed -= _inside_expressions(text, profile)
    return {
        offset: cost
        for offset, cost in sorted(found.items())
        if 0 < offset < len(text) and offset in allowed and text[offset] not in "—…"
    }


def has_doubt(text: str, spans: Sequence[tuple[int, int]], width: Width, profile: Profile) -> bool:
    """Whether an editor should read the breaks of a text: one is not where its writer put a mark or the language's
    model is sure that a word ends, or the lines are uneven.
    """
    if len(spans) < 2:
        return False
    costs, joints = breaks_of(text, profile), joints_of(text, profile)
    sure = all(start in joints or costs.get(start, inf) <= AT_WORD for start, _ in spans[1:])
    widths = [width(*span) for span in spans]
    return not sure or max(widths) > EVEN_SHARE * min(widths)


def joints_of(text: str, profile: Profile) -> frozenset[int]:
    """The offsets behind the marks that the writer put between the parts of a headline's sense: a comma, colon or dash,
    between Han and kana a space.
    """
    if writes_spaces(profile):
        found = {match.end() for match in _SPACED_JOINT.finditer(text)}
    else:
        found = {match.end() for mark in (_JOINT, _WIDE_SPACE) for match in mark.finditer(text)}
    return frozenset(found & breaks_of(text, profile).keys())


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a quotation or what is in brackets is a title, or so short that no line ends inside it."""
    return text[start] in "《〈" or end - start - 2 <= SHORT_QUOTE


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
