"""Characters and their classes -> where a line may begin, and what a break there costs.

UAX #14 rules inside Latin runs; Han, marks and their neighbours go by the profile's own table,
since plain UAX #14 is wrong for Chinese: it lets · and ～ begin a line and never breaks before ……
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from layout.plan.profile import Hyphens, Profile
from layout.typeset.breaks.classify import LETTERS
from layout.typeset.breaks.hangul import before_brackets, inside_words
from layout.typeset.breaks.hyphenation import divisions
from layout.typeset.breaks.wide_figures import WideHold, wide_holds
from layout.typeset.unicode.uax14 import breaks

FORBIDDEN = -1
"""No line may begin here."""

FREE = 0

SPLITS_UNIT = 1
"""A line may begin here only if nothing better can be had: it parts a number from its unit, a name, an address."""

SPLITS_WORD = 2
"""A line begins here only to keep a long word inside the measure. There is no hyphen, so it counts as forced."""

HYPHENATES = 3
"""A line may begin here inside a word, with a hyphen put at the end of the line before."""

SPLITS_FIGURE = 4
"""A line may begin here, between two full-width figures of a number, rather than the line before is torn."""

SPLITS_PAIR = 5
"""The same between the figures of a number that has but two."""

SPLITS_ADDRESS = 6
"""A line begins here between two letters of an address, which has no hyphen. It counts as forced, too."""

LONG_WORD = 12
"""Latin runs of more characters than this may have to be split: a narrow column has no more room."""


@cache
def _edges(profile: Profile) -> tuple[str, str]:
    """The class letters that never begin and never end a line. At level none signs stay with their numbers alone."""
    start, end = profile.not_at_start, profile.not_at_end
    if profile.level == "none":
        start = tuple(name for name in start if name == "suffix")
        end = tuple(name for name in end if name == "prefix")
    return "".join(LETTERS[name] for name in start) + " h_xcNn", "".join(LETTERS[name] for name in end)


@cache
def _whole_pattern(profile: Profile) -> re.Pattern[str] | None:
    """Matches a number with the words that stay beside it, or a name or title that stays whole."""
    choices = []
    units = _longest_first(profile.units.split())
    han = "|".join(re.escape(unit) for unit in units if not unit.isascii())
    latin = "|".join(re.escape(unit) for unit in units if unit.isascii())
    prefixes = "|".join(map(re.escape, _longest_first(profile.number_prefixes.split())))
    if prefixes:
        choices.append(
            rf"(?:{prefixes})[0-9０-９][0-9０-９.,．，]*" + (f"[{_MYRIADS}]?(?:{han})*" if han else "")
        )
    if han:
        choices.append(rf"[0-9０-９](?:[{_MYRIADS}])?(?:{han})+")
    if latin:
        choices.append(rf"[0-9] (?:{latin})(?![A-Za-z])")
    choices += map(re.escape, _longest_first(profile.keep_together))
    if profile.keep_titles:
        choices.append(rf"[《〈][^《》〈〉]{{1,{profile.keep_titles}}}[》〉]")
    return re.compile("|".join(choices)) if choices else None


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def _never_first_pattern(profile: Profile) -> re.Pattern[str] | None:
    characters = profile.never_first if profile.level == "desk" else ""
    return re.compile(f"[{re.escape(characters)}]") if characters else None


def break_costs(text: str, classes: str, profile: Profile) -> list[int]:
    """For each offset 0 to len(text), what a line beginning there costs: `FORBIDDEN`, `FREE` or another of the costs.

    Offset 0 is forbidden (the text begins there anyway), offset len(text) is free. CLREQ 3.1.3, JLREQ 3.1.7 and 3.1.8,
    KLREQ 4.3.
    """
    not_at_start, not_at_end = _edges(profile)
    size = len(text)
    costs = [FREE] * (size + 1)
    costs[0] = FORBIDDEN
    held = -1
    # Between two Han a line may always begin, so only the neighbours of what is not Han are looked at.
    for match in _NOT_HAN.finditer(classes):
        letter, offset = match.group(), match.start()
        if offset and (letter in not_at_start or (letter in "DE" and letter == classes[offset - 1])):
            costs[offset] = FORBIDDEN
        if letter in not_at_end:
            held = offset + 1
            costs[held] = FORBIDDEN
        elif letter in " h_cx":
            if offset == held:  # an opener holds what is behind a space too
                held = offset + 1
            if offset + 1 == held or _holds(letter, text[offset]):
                costs[offset + 1] = FORBIDDEN
        elif letter == "s" and offset and text[offset - 1].isdigit():
            costs[offset] = FORBIDDEN
    _whole_words(text, classes, profile, costs)
    kept = _whole_pattern(profile)
    if kept is not None:
        for match in kept.finditer(text):
            for offset in range(match.start() + 1, match.end()):
                if costs[offset] == FREE:
                    costs[offset] = SPLITS_UNIT
    costs[size] = FREE
    return costs


def _whole_words(text: str, classes: str, profile: Profile, costs: list[int]) -> None:
    """What of words, numbers and rows of marks stays whole, and where they may be divided all the same."""
    hyphens = profile.hyphens
    for match in _LATIN.finditer(classes):
        start, end = match.span()
        _latin_breaks(text, start, end, costs)
        if hyphens is not None and end - start >= hyphens.shortest:
            _divide(text, start, end, hyphens, costs)
        if end - start > LONG_WORD:
            _last_remedies(text[start:end], start, costs)
    if _SOFT_HYPHEN in text:
        for match in _DIVIDED.finditer(text):
            costs[match.end()] = HYPHENATES
    for offset, hold in wide_holds(text):
        costs[offset] = _WIDE_HOLDS[hold]
    never_first = _never_first_pattern(profile)
    if never_first is not None:
        for match in never_first.finditer(text):
            costs[match.start()] = FORBIDDEN
    if profile.break_hangul == "word":
        for places, cost in ((inside_words(text), SPLITS_WORD), (before_brackets(text), SPLITS_UNIT)):
            for offset in places:
                if costs[offset] == FREE:
                    costs[offset] = cost
    if profile.split_three_marks and profile.level == "desk":
        for match in _THREE_MARKS.finditer(classes):
            for offset in range(match.start() + 1, match.end()):
                if classes[offset - 1 : offset + 1] != "!!":
                    costs[offset] = SPLITS_WORD


_NOT_HAN = re.compile("[^H]")
_LATIN = re.compile("[A0][A0x]*")
_MYRIADS = "万亿萬億兆만억조"
_WIDE_HOLDS = {
    WideHold.WHOLE: FORBIDDEN,
    WideHold.FIGURE: SPLITS_FIGURE,
    WideHold.PAIR: SPLITS_PAIR,
    WideHold.GROUP: SPLITS_UNIT,
    WideHold.WORD: SPLITS_WORD,
}
_SOFT_HYPHEN = "\u00ad"
_LETTER = "[A-Za-z\u00c0-\u024f]"
_DIVIDED = re.compile(f"(?<={_LETTER})\u00ad(?={_LETTER})")
_THREE_MARKS = re.compile("[).,!m]{3,}")

_HOLDING = "\u00a0\u2007\u202f\u200d"
_ZERO_WIDTH_SPACE = "\u200b"


def _holds(letter: str, char: str) -> bool:
    """Whether a space or control character keeps its neighbours on one line: no-break spaces do, the joiner of emoji,
    and all controls but the zero-width space (a soft hyphen, too, where it stands in no Latin word).
    """
    return char in _HOLDING or (letter == "c" and char != _ZERO_WIDTH_SPACE)


_PLAIN_WORD = re.compile(r"[0-9A-Za-z.,']*[0-9A-Za-z]")
_NEVER_FIRST = ",.;:!?)]}%'\"’”/"
_NEVER_LAST = "([{$'\"“‘#/"
_CONNECTING = re.compile("[-~‐‑‒]+")
_ADDRESS = re.compile(r"://|^www\.|@")
_WEB = re.compile(r"://|^www\.")
_PART = re.compile(r"(?:://|[_@/?&=-]|(?<![0-9])\.|\.(?![0-9]))(?=[^\W_])")
_LAST_LATIN = "\u024f"
_COMPOUND = re.compile(r"(?<=[^\W\d_]{3}[-‐])(?=\w{3})")


def _latin_breaks(text: str, start: int, end: int, costs: list[int]) -> None:
    """Marks where a Latin run `text[start:end]` may be broken inside, and what its ends forbid."""
    run = text[start:end]
    for offset in range(start + 1, end):
        costs[offset] = FORBIDDEN
    if not _PLAIN_WORD.fullmatch(run):
        for boundary in _boundaries(run):
            costs[start + boundary] = FREE
    if (run[0] in _NEVER_FIRST or _CONNECTING.fullmatch(run)) and start > 0:
        costs[start] = FORBIDDEN
    if run[-1] in _NEVER_LAST and end < len(text):
        costs[end] = FORBIDDEN


def _boundaries(run: str) -> list[int]:
    """Where UAX #14 breaks a run, less what a Chinese desk would not: / ends a line in addresses alone
    (GB/T 15834 5.1.9), a hyphen where three letters stand on both sides (not e-|mail), other signs never.
    Scripts beyond Latin go by UAX #14 alone. A long address may be broken behind each of its signs.
    """
    if len(run) > LONG_WORD and _ADDRESS.search(run):
        web = _WEB.search(run)
        return [match.end() for match in _PART.finditer(run) if web or match.group() != "/"]
    return [
        boundary
        for boundary in breaks(run)
        if 0 < boundary < len(run) and (run[boundary - 1] > _LAST_LATIN or _COMPOUND.match(run, boundary))
    ]


_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]+(?![\w.@/-]*[\w@/-])")


def _divide(text: str, start: int, end: int, hyphens: Hyphens, costs: list[int]) -> None:
    """Marks where the words of a Latin run may be divided with a hyphen: no address, no compound that has one already,
    nothing with digits, and no word that the copy itself divides with soft hyphens.
    """
    if _SOFT_HYPHEN in (text[start - 1 : start], text[end : end + 1]):
        return
    for match in _WORD.finditer(text[start:end]):
        for place in divisions(match.group(), hyphens):
            costs[start + match.start() + place] = HYPHENATES


def _last_remedies(run: str, start: int, costs: list[int]) -> None:
    """Breaks for what no column could hold: behind a sign, else between any two letters (of an address, too)."""
    address = _ADDRESS.search(run) is not None
    pieces = [0, *(at for at in range(1, len(run)) if costs[start + at] in (FREE, HYPHENATES)), len(run)]
    for first, last in pairwise(pieces):
        if last - first <= LONG_WORD and not address:
            continue
        for at in range(first + 2, last - 1):
            if run[at - 1].isalnum() and run[at].isalnum():
                costs[start + at] = SPLITS_ADDRESS if address else SPLITS_WORD
        if not _PLAIN_WORD.fullmatch(run):
            for match in _PART.finditer(run, first + 1, last - 2):
                slash = match.group() == "/" and not _WEB.search(run)
                costs[start + match.end()] = SPLITS_WORD if slash else SPLITS_UNIT
    open_at = [0, *(at for at in range(1, len(run)) if costs[start + at] != FORBIDDEN), len(run)]
    for first, last in pairwise(open_at):
        if last - first > LONG_WORD:
            # Figures with signs between them (0:0:0…), which nothing else parts: behind a sign.
            for at in range(first + 2, last - 1):
                if run[at].isalnum() and not run[at - 1].isalnum() and run[at - 1] not in _NEVER_LAST:
                    costs[start + at] = SPLITS_WORD
