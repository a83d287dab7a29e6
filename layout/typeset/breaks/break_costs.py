"""Characters and their classes -> where a line may begin, and what a break there costs.

UAX #14 rules inside Latin runs; Han, marks and their neighbours go by the profile's own table,
since plain UAX #14 is wrong for Chinese: it lets · and ～ begin a line and never breaks before ……
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from layout.plan.profile import Profile
from layout.typeset.breaks.bopomofo import has_bopomofo, syllable_places
from layout.typeset.breaks.classify import LETTERS
from layout.typeset.breaks.expressions import Expression, find_expressions
from layout.typeset.breaks.hangul import before_brackets, beside_signs, inside_words
from layout.typeset.breaks.hyphenation import find_divisions, find_name_divisions
from layout.typeset.breaks.latin_holds import held_spaces, spaces_before_dashes
from layout.typeset.breaks.names import inside_names
from layout.typeset.breaks.pinyin import syllable_starts
from layout.typeset.breaks.wide_figures import WideHold, wide_holds
from layout.typeset.unicode.superscripts import SUPERSCRIPT, SUPERSCRIPTS
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
"""The same between the figures of a number that has but two, or of a telephone number."""

SPLITS_GROUP = 7
"""A line may begin here between two groups of a telephone number's full-width figures, where it is parted first."""

SPLITS_ADDRESS = 6
"""A line begins here between two letters of an address, which has no hyphen. It counts as forced, too."""

HYPHENED = (HYPHENATES, SPLITS_WORD)
"""Where a line before may end with a hyphen. A word that is split has one where the profile divides words."""

LONG_WORD = 12
"""Latin runs of more characters than this may have to be split: a narrow column has no more room."""


@cache
def _edges(profile: Profile) -> tuple[str, str]:
    """The class letters that never begin and never end a line. At level none signs stay with their numbers alone."""
    start, end = profile.not_at_start, profile.not_at_end
    if profile.level == "none":
        start = tuple(name for name in start if name == "suffix")
        end = tuple(name for name in end if name == "prefix")
    return "".join(LETTERS[name] for name in start) + " hf_xcNn^", "".join(LETTERS[name] for name in end)


@cache
def _kept_pattern(profile: Profile) -> re.Pattern[str] | None:
    """Matches a name or title that stays whole."""
    choices = [re.escape(name) for name in _longest_first(profile.keep_together)]
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
        if offset and (letter in not_at_start or _goes_on(letter, text[offset], classes[offset - 1])):
            costs[offset] = FORBIDDEN
        if letter in not_at_end:
            held = offset + 1
            costs[held] = FORBIDDEN
        elif letter in " hf_cx":
            if offset == held:  # an opener holds what is behind a space too
                held = offset + 1
            if offset + 1 == held or _holds(letter, text[offset]):
                costs[offset + 1] = FORBIDDEN
        elif letter == "s" and offset and text[offset - 1].isdigit():
            costs[offset] = FORBIDDEN
    _whole_words(text, classes, profile, costs)
    for expression in find_expressions(text, profile):
        _keep_whole(text, classes, expression, costs)
    if profile.ambiguous_is_wide and not profile.spaces_are_words and profile.level == "desk":
        for offset in inside_names(text):
            if costs[offset] == FREE:
                costs[offset] = SPLITS_UNIT
    if profile.is_latin:
        _hold_spaces(text, costs)
    kept = _kept_pattern(profile)
    if kept is not None:
        for match in kept.finditer(text):
            for offset in range(match.start() + 1, match.end()):
                if costs[offset] == FREE:
                    costs[offset] = SPLITS_UNIT
    costs[size] = FREE
    return costs


def _hold_spaces(text: str, costs: list[int]) -> None:
    """Marks the spaces of Latin text that stay inside a line where they can."""
    for places, cost in ((held_spaces(text), SPLITS_UNIT), (spaces_before_dashes(text), SPLITS_WORD)):
        for offset in places:
            if costs[offset] == FREE or text[offset - 1] == "-":  # a line may begin in 21-year-old
                costs[offset] = cost


def _goes_on(letter: str, char: str, before: str) -> bool:
    """Whether a mark is one with what is before it: a dash or ellipsis of two, and a hyphen in any profile."""
    return (letter in "DE" and letter == before) or (letter == "~" and char in _HYPHENS)


def _keep_whole(text: str, classes: str, expression: Expression, costs: list[int]) -> None:
    """Marks where an expression may be parted: inside its Latin runs as these say. What no column could hold may be
    parted all the same.
    """
    start, end = expression.start, expression.end
    if expression.is_signed and text[start] in _HYPHENS and classes[start - 1 : start] in _BEFORE_MINUS:
        costs[start] = FREE
    joints, seams = set(expression.joints), set(expression.seams)
    groups, last = end - start > LONG_WORD, start
    for offset in range(start + 1, end):
        if _is_in_run(classes, offset):
            if offset in seams:
                costs[offset] = SPLITS_UNIT
        elif costs[offset] == FREE and offset not in joints:
            if offset in seams:
                costs[offset] = SPLITS_UNIT
            elif (groups and text[offset - 1].isspace()) or offset - last > _LONGEST_PIECE:
                costs[offset] = SPLITS_WORD
            else:
                costs[offset] = FORBIDDEN
        if costs[offset] != FORBIDDEN:
            last = offset


def _is_in_run(classes: str, offset: int) -> bool:
    """Whether both neighbours of an offset are of one Latin run."""
    return classes[offset] in "A0" and classes[offset - 1] in "A0x"


def _whole_words(text: str, classes: str, profile: Profile, costs: list[int]) -> None:
    """What of words, numbers and rows of marks stays whole, and where they may be divided all the same."""
    hyphens = profile.hyphens
    for match in _LATIN.finditer(classes):
        start, end = match.span()
        _latin_breaks(text, classes, start, end, costs)
        if hyphens is not None and end - start >= hyphens.shortest:
            _divide(text, start, end, profile, costs)
        if end - start > LONG_WORD:
            _last_remedies(text[start:end], start, costs, profile)
    if _SOFT_HYPHEN in text:
        for match in _DIVIDED.finditer(text):
            costs[match.end()] = HYPHENATES
    for offset, hold in wide_holds(text):
        costs[offset] = _WIDE_HOLDS[hold]
    never_first = _never_first_pattern(profile)
    if never_first is not None:
        for match in never_first.finditer(text):
            costs[match.start()] = FORBIDDEN
    if profile.spaces_are_words:
        for offset in beside_signs(text):
            costs[offset] = FORBIDDEN
    if profile.break_hangul == "word":
        for places, cost in ((inside_words(text), SPLITS_WORD), (before_brackets(text), SPLITS_UNIT)):
            for offset in places:
                if costs[offset] == FREE:
                    costs[offset] = cost
    if profile.ambiguous_is_wide and has_bopomofo(text):
        for offset, is_tone in syllable_places(text):
            costs[offset] = FORBIDDEN if is_tone else SPLITS_UNIT
    if profile.split_three_marks and profile.level == "desk":
        for match in _THREE_MARKS.finditer(classes):
            for offset in range(match.start() + 1, match.end()):
                if classes[offset - 1 : offset + 1] != "!!":
                    costs[offset] = SPLITS_WORD


_HYPHENS = "-~‐‑‒"
_BEFORE_MINUS = tuple("H)s!.,")
_LONGEST_PIECE = 2 * LONG_WORD
_NOT_HAN = re.compile("[^H]")
_LATIN = re.compile("[A0][A0x]*")
_WIDE_HOLDS = {
    WideHold.WHOLE: FORBIDDEN,
    WideHold.FIGURE: SPLITS_FIGURE,
    WideHold.PAIR: SPLITS_PAIR,
    WideHold.UNIT: SPLITS_UNIT,
    WideHold.GROUP: SPLITS_GROUP,
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
_NEVER_FIRST = ",.;:!?)]}%'\"’”/>"
_NEVER_LAST = "([{$'\"“‘#@/<"
_HOLD_OVER_SPACES = "([{/“‘"
_OPENS = re.compile(r"""(?<![\w.,;:!?)\]}%"'’”…])["'’](?=[^\W_])|(?<=[^\x00-\u2e7f])["'](?=[A-Za-z0-9])""")
_CLOSES = re.compile(r"""(?<=[^\s([{“‘])["'](?![^\W_])|(?<=[A-Za-z0-9.,!?])["'](?=[^\x00-\u2e7f])""")
"""Straight quotes (and ’ before a word) whose neighbours say that they open or close."""

_CONNECTING = re.compile("[-~‐‑‒]+$|[-~‐‑‒]{2}")
_PLAIN_HYPHENS = ("-", "‐", "‑")
_SHORTEST_PART = 3
_ONE_LETTER = re.compile("[A-Za-z][-‐]")
_ADDRESS = re.compile(r"://|^www\.|@")
_WEB = re.compile(r"://|^www\.")
_ADDRESS_HEAD = re.compile(r"(?:[A-Za-z]+://)?(?:www\.)?")
_PART = re.compile(r"(?:://|[_@/?&=-]|(?<![0-9])\.|\.(?![0-9]))(?=[^\W_])")
_NOT_LATIN = re.compile(f"[^\\u0000-\\u024f＝＋{SUPERSCRIPTS}]")
_COMPOUND = re.compile(r"(?<=[^\W\d_]{3}[-‐])(?=\w{3})")


def _latin_breaks(text: str, classes: str, start: int, end: int, costs: list[int]) -> None:
    """Marks where a Latin run `text[start:end]` may be broken inside, and what its ends forbid."""
    run = text[start:end]
    for offset in range(start + 1, end):
        costs[offset] = FORBIDDEN
    if not _PLAIN_WORD.fullmatch(run) or run.startswith("www."):
        for boundary in _boundaries(run):
            costs[start + boundary] = FREE
    if start > 0 and (run[0] in _NEVER_FIRST or _CONNECTING.match(run)) and not _OPENS.match(text, start):
        costs[start] = FORBIDDEN
    elif text[start - 1 : start] in _PLAIN_HYPHENS and run[0].isalpha() and end - start < _SHORTEST_PART:
        costs[start] = FORBIDDEN  # 运-Y, 5G-A
    if _ONE_LETTER.fullmatch(run) and classes[end : end + 1] == "H":
        costs[end] = FORBIDDEN  # T-恤, K-팝, e-메일
    if run[-1] in _NEVER_LAST and end < len(text) and not _CLOSES.match(text, end - 1):
        costs[end] = FORBIDDEN
        while run[-1] in _HOLD_OVER_SPACES and end < len(text) and text[end] == " ":
            end += 1
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
        if 0 < boundary < len(run)
        and (_NOT_LATIN.match(run, boundary - 1) or _COMPOUND.match(run, boundary))
        and not SUPERSCRIPT.match(run, boundary)
    ]


def _divide(text: str, start: int, end: int, profile: Profile, costs: list[int]) -> None:
    """Marks where the words of a Latin run may be divided with a hyphen, but for a word that the copy itself divides
    with soft hyphens.
    """
    if _SOFT_HYPHEN in (text[start - 1 : start], text[end : end + 1]):
        return
    for place in find_divisions(text, start, end, profile):
        costs[place] = HYPHENATES


def _last_remedies(run: str, start: int, costs: list[int], profile: Profile) -> None:
    """Breaks for what no column could hold: behind a sign, else between any two letters (of an address, too)."""
    address, web = _ADDRESS.search(run) is not None, _WEB.search(run) is not None
    head = len(_ADDRESS_HEAD.findall(run)[0]) if web else 0
    plain = _PLAIN_WORD.fullmatch(run) is not None
    pieces = [0, *(at for at in range(1, len(run)) if costs[start + at] in (FREE, HYPHENATES)), len(run)]
    for first, last in pairwise(pieces):
        if last - first <= LONG_WORD and not address:
            continue
        syllables = syllable_starts(run[first:last]) or find_name_divisions(run[first:last], profile)
        for at in [first + place for place in syllables] or range(first + 2, last - 1):
            if at > head and run[at - 1].isalnum() and run[at].isalnum() and not SUPERSCRIPT.match(run, at):
                costs[start + at] = SPLITS_ADDRESS if address else SPLITS_WORD
        if "." in run or not plain:
            for match in _PART.finditer(run, first + 1, last - 2):
                slash = match.group() == "/" and not web
                costs[start + match.end()] = SPLITS_WORD if slash else SPLITS_UNIT
    open_at = [0, *(at for at in range(1, len(run)) if costs[start + at] != FORBIDDEN), len(run)]
    for first, last in pairwise(open_at):
        if last - first > LONG_WORD:
            # Figures with signs between them (0:0:0…), which nothing else parts: behind a sign.
            for at in range(first + 2, last - 1):
                if run[at].isalnum() and not run[at - 1].isalnum() and run[at - 1] not in _NEVER_LAST:
                    costs[start + at] = SPLITS_WORD
