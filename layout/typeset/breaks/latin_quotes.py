"""A text in Chinese, Japanese or Korean -> the curly quotes and apostrophes in it that belong to Latin words.

In Unicode “ ” ‘ ’ are the marks of both scripts. One is Latin

- as an apostrophe: in a word (Xi’an), at its end (students’ union), before it (’90s, Rock ’n’ Roll);
- in a pair that holds no Han and stands amid Latin words: to its left and right, behind spaces and Latin marks, is a
  Latin letter or a figure, or on one side the text's end or another quote (He said “hello world” to us).

All others are the language's own, also round Latin words: “GDP” in a sentence of Han (CLREQ 3.1.1, 3.2). What is
farther than `REACH` has no say, so that a text of any length is judged in parts.
"""

from __future__ import annotations

import re

REACH = 40
"""Characters in which the other quote of a pair is looked for."""

_NEAR = 8
"""Spaces and marks that are passed over beside a pair."""

_QUOTE = re.compile("[“”‘’]")
_WORD = "0-9A-Za-z\u00c0-\u058f"
_BESIDE_WORD = re.compile(rf"[“”‘’](?:(?<=[“‘’])(?=[{_WORD}($£])|(?<=[{_WORD}.,!?;:)][”’]))")
_CHAR_OF_WORD = re.compile(f"[{_WORD}]")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_BEFORE_WORD = ("", " ", "\u00a0", "\t", "(", "[", "-", "/", '"', "“", "‘")
_SHORT = re.compile("’(?:[0-9]{2}s?|[nN]’?|[tT]is|[tT]was|[eE]m|[tT]il|[cC]ause)(?![0-9A-Za-z])")
"""Words that are written short, with an apostrophe before them: also directly behind Han."""

_MINUTES = re.compile("[’′'][0-9]{1,2}$")
_DECADE = re.compile("‘[0-9]{2}s?(?![0-9A-Za-z])")
_PASSED = frozenset(" \u00a0\t,.;:!?'\"-–—")
_EDGES = frozenset("“”‘’([)]")
_PARTNERS = {"“": "”", "‘": "’", "”": "“", "’": "‘"}
_SPACED_WORDS = re.compile(f"[{_WORD},.] [{_WORD}]")


def find_latin_quotes(text: str) -> list[int]:
    """The offsets of the quotes and apostrophes that are Latin."""
    return [match.start() for match in _BESIDE_WORD.finditer(text) if _is_latin(text, match.start())]


def _is_latin(text: str, at: int) -> bool:
    char = text[at]
    if (char == "’" and _is_apostrophe(text, at)) or (char == "‘" and _is_inside(text, at)):
        return True
    partner = _partner(text, at)
    if partner is None:
        return _stands_alone(text, at)
    first, last = sorted((at, partner))
    return _is_latin_pair(text, first, last)


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether ’ is no closing quote: inside a word; before one, behind a space, or a word that is known for it; behind
    one where no ‘ is open, if it is an owner's or a Latin word follows (the opener may be beyond `REACH`).
    """
    before, after = _is_of_word(text, at - 1), _is_of_word(text, at + 1)
    if before and after:
        return True
    if after:
        short = _SHORT.match(text, at) is not None
        return text[at - 1 : at] in _BEFORE_WORD or (short and _opener(text, at) is None)
    if not before:
        return False
    goes_on = text[at - 1] in "sSnN" or (text[at + 1 : at + 2] == " " and _is_of_word(text, at + 2))
    return (goes_on and _opener(text, at) is None) or _is_possessive(text, at)


def _is_possessive(text: str, at: int) -> bool:
    """Whether ’ behind an s is the owner's, and a later ’ closes the quote: ‘the students’ union’."""
    if text[at - 1] not in "sS" or text[at + 1 : at + 2] != " " or not _is_of_word(text, at + 2):
        return False
    later = next(
        (
            match.start()
            for match in _QUOTE.finditer(text, at + 1, at + REACH)
            if not _is_inside(text, match.start())
        ),
        None,
    )
    return later is not None and text[later] == "’" and not text[later - 1].isspace()


def _is_inside(text: str, at: int) -> bool:
    """Whether a ’ closes no quote since it stands inside a word, or before one behind a space."""
    return _is_of_word(text, at + 1) and (_is_of_word(text, at - 1) or text[at - 1 : at] in _PASSED)


def _closes_none(text: str, at: int) -> bool:
    return _is_inside(text, at) or (_is_of_word(text, at - 1) and _is_possessive(text, at))


def _is_of_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _CHAR_OF_WORD.match(text, at) is not None


def _opener(text: str, at: int) -> int | None:
    """Where the ‘ is that a ’ would close."""
    return _partner_before(text, at, "‘’")


def _partner(text: str, at: int) -> int | None:
    """Where the other quote of a pair is."""
    char = text[at]
    if char in "”’":
        return _partner_before(text, at, _PARTNERS[char] + char)
    closing = _PARTNERS[char]
    for match in _QUOTE.finditer(text, at + 1, at + REACH):
        if match.group() == char:
            return None
        if match.group() == closing and not (closing == "’" and _closes_none(text, match.start())):
            return match.start()
    return None


def _partner_before(text: str, at: int, pair: str) -> int | None:
    for place in range(at - 1, max(at - REACH, 0) - 1, -1):
        char = text[place]
        if char == pair[0]:
            return place
        if char == pair[1] and not (char == "’" and _closes_none(text, place)):
            return None
    return None


def _is_latin_pair(text: str, first: int, last: int) -> bool:
    if _WIDE.search(text, first, last) is not None:
        return False
    before, after = _neighbour(text, first, -1), _neighbour(text, last, 1)
    if before == after == "edge":
        whole = not text[:first].strip() and not text[last + 1 :].strip()
        return whole and _SPACED_WORDS.search(text, first, last) is not None
    return "wide" not in (before, after)


def _stands_alone(text: str, at: int) -> bool:
    """Whether a quote whose partner is far off, or missing, is amid Latin words; ‘ before a year is an apostrophe, and
    ” behind minutes or feet a mark of what is smaller.
    """
    char = text[at]
    if (char == "‘" and _DECADE.match(text, at)) or (
        char == "”" and _MINUTES.search(text, max(at - 3, 0), at)
    ):
        return True
    opens = char in "“‘"
    inside = (at, at + REACH) if opens else (max(at - REACH, 0), at)
    beside = _neighbour(text, at, -1 if opens else 1)
    return beside == "word" and _WIDE.search(text, *inside) is None


def _neighbour(text: str, at: int, step: int) -> str:
    """What stands before (`step` -1) or behind (1) an offset: a "word", an "edge", or else "wide"."""
    for place in range(at + step, at + step * (_NEAR + 1), step):
        if not 0 <= place < len(text):
            return "edge"
        if text[place] in _EDGES:
            return "edge"
        if _is_of_word(text, place):
            return "word"
        if text[place] not in _PASSED:
            return "wide"
    return "wide"
