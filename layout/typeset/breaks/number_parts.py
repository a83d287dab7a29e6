"""A profile -> the patterns of what belongs to a number: signs and words before it, marks, units and words behind it.

Units of measure are a grammar, a prefix and a unit (SI brochure 9, tables 2 to 8; GB 3101), and no list. Words of a
language are its profile's (`units`, `number_prefixes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from layout.plan.profile import Profile

FIGURES = "0-9０-９"
"""Figures, as the inside of a regular expression's set; so are the other constants of capitals."""

SPACES = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""Spaces that a number may have inside, or between itself and its unit."""

CONNECTORS = "\\-‐‑‒–—―−~～〜∼－"
"""What joins the ends of a range and the parts of a telephone or model number, or is a sign before a number."""

MYRIADS = "万亿萬億兆千百만억조천백"
"""Numerals that are written behind figures, and have figures behind them (3万5千, 1억2천만)."""

LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
"""Letters of words that a number may be glued to; × and ÷ are none."""

OPERATORS = "×÷*+=＋＝"

_SIGNS = "+＋±∓×÷=＝<>＜＞≤≥≦≧≪≫≈≒≅≃≡≠∝√∠∥№〒℡☎§¶#＃@＠"
_CURRENCY = "$¢£¤¥฿₠-⃀＄￠￡￥￦"
_CURRENCY_BEHIND = "$¢£฿₠-⃀￠"
_CODES = "USD EUR GBP CHF AUD CAD NZD SGD JPY CNY RMB HKD MOP TWD NTD KRW INR RUB THB Rs"
_ABBREVIATIONS = (
    "No Nos no nos Nr Fig Figs fig figs p pp P Pp vol vols Vol Vols ch chs Ch Chs sec Sec Sect Art Eq Eqs Tab Ref ca"
    " c approx Tel tel Fax fax Ext ext Op Apt Rm Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec"
)
"""Words that are written short, with a stop, before a number."""

_MARKS = "%‰‱％﹪°º℃℉′″‴㎎-㏘㍱-㏟Å℧Ω"
_PREFIXES = "da|[KMGTPE]i|[PTGMkhdcmµμnpf]|u(?!s)"
"""Those in use; with all of them "5 at", "5 as" and "5 us" would be measures."""

_UNITS = (
    "mol|cd|Hz|rad|sr|Pa|Wb|lm|lx|Bq|Gy|Sv|kat|eV|bar|bit|bps|Wh|Ah|VA|var|cal|Cal|Torr|Da|dB|Np|Ci|gal|gf|ha|ppi|dpi"
    "|mph|min|mmHg|rpm|ppm|ppb|fps|ft|yd|mi|oz|lbs|lb|kn|nmi|NM|px|pt"
    "|h|d|K|m|g|s|A(?! [a-z])|N|J|W|C|V|F|Ω|Ω|S|T|H|L|l|t|B|b"
)
_WORDS = "million billion trillion mn bn tn percent a.m. p.m. am pm AM PM BC BCE AD CE"
_POWER = r"(?:[²³¹⁰⁴-⁹⁻]+|\^?[-−]?[1-9](?![0-9]))?"
_UNIT = rf"(?:(?:{_PREFIXES})?(?:{_UNITS})|[°º][CFKR]|[℃℉㎎-㏘㍱-㏟]){_POWER}"
_MEASURE = rf"{_UNIT}(?:[/／·⋅∙*×]{_UNIT})*+(?![{LETTERS}0-9'’])"
_SPACE = f"[{SPACES}]?"
_SCRIPTS = "[ªº²³¹¼½¾⅐-⅞⁰ⁱ⁴-₎ₐ-ₜ]"


class NumberParts(NamedTuple):
    """What belongs to numbers in one profile: the pattern `before` one, which is asked only behind a character of
    `ends`, and the pattern `behind` one. Their group `word` is a word of the profile's, which may be parted from it.
    """

    ends: frozenset[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def number_parts(profile: Profile) -> NumberParts:
    return NumberParts(_ends_before(profile), _before_pattern(profile), _behind_pattern(profile))


def _ends_before(profile: Profile) -> frozenset[str]:
    """The characters that what belongs to the number behind it may end with."""
    words = (*_CODES.split(), *profile.number_prefixes.split())
    currency = "".join(map(chr, (*range(0x20A0, 0x20C1), *map(ord, "$¢£¤¥฿＄￠￡￥￦"))))
    return frozenset(_SIGNS + currency + SPACES + ".°º" + "".join(word[-1] for word in words))


def _before_pattern(profile: Profile) -> re.Pattern[str]:
    """Matches, at the end of the text before a number, one thing that belongs to it."""
    words = profile.number_prefixes.split()
    latin = [re.escape(word) for word in _longest_first(words) if word.isascii()]
    latin += [rf"{word}\." for word in _longest_first(_ABBREVIATIONS.split())]
    han = [re.escape(word) for word in _longest_first(words) if not word.isascii()]
    return re.compile(
        rf"(?:(?<![A-Za-z])[A-Z]{{1,3}})?[{_CURRENCY}]{_SPACE}$"
        rf"|[{re.escape(_SIGNS)}]+{_SPACE}$"
        rf"|(?<![A-Za-z])(?:(?:{'|'.join(_CODES.split())})\.?|{'|'.join(latin)}|[Nn][°º]){_SPACE}$"
        rf"|(?P<word>{'|'.join(han) or '(?!)'}|(?<=[第제]){_SPACE})$"
    )


def _behind_pattern(profile: Profile) -> re.Pattern[str]:
    """Matches what belongs to a number from its end on; its words with the space before them."""
    units = _longest_first(profile.units.split())
    han = "|".join(re.escape(unit) for unit in units if not unit.isascii()) or "(?!)"
    latin = "|".join(re.escape(unit) for unit in (*units, *_WORDS.split()) if unit.isascii())
    marks = _MARKS + re.escape(profile.classes.suffix)
    money = rf"[{_CURRENCY_BEHIND}](?!{_SPACE}[{FIGURES}])"
    # A profile without units lets Han numerals be parted too.
    numerals = f"[{MYRIADS}]+" if units else "(?!)"
    myriads = rf"{_SPACE}{numerals}(?:{_SPACE}(?:(?:{han})+|{_MEASURE}|{money}))?"
    return re.compile(
        rf"{_SCRIPTS}*(?:{_SPACE}[¼½¾⅐-⅞])?(?:"
        rf"{_SPACE}[°º′″‴'\"]{_SPACE}[NSEWＮＳＥＷ](?![A-Za-z])"
        rf"|{_SPACE}{_MEASURE}"
        rf"|{_SPACE}[{marks}]+|'(?=[{FIGURES}])|\"(?![{FIGURES}A-Za-z])"
        rf"|{_SPACE}{money}|[{SPACES}](?:{'|'.join(_CODES.split())})(?![{LETTERS}])"
        rf"|(?P<word>{myriads}|{_SPACE}(?:{han})+|[{SPACES}](?:{latin})(?![{LETTERS}]))"
        rf")?(?:[+＋](?![{FIGURES}]))?"
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
