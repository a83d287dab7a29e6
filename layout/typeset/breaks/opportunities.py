"""Text, its language and a level of strictness -> where a line may begin: the setter's public answer, as offsets."""

from __future__ import annotations

import re
from typing import Literal, get_args

from layout.plan.profile import Profile, load_profile
from layout.typeset.breaks.break_costs import FORBIDDEN, FREE, HYPHENATES, break_costs
from layout.typeset.breaks.classify import classify, put_letter
from layout.typeset.breaks.expressions import find_expressions
from layout.typeset.breaks.language import language
from layout.typeset.unicode.levels import css_classes, unrestrained_classes
from layout.typeset.unicode.uax14 import LETTERS, breaks, breaks_of, joined_offsets

BreakLevel = Literal["uax14", "strict", "normal", "loose", "newspaper", "none"]
"""How strict the rules are, as `break_opportunities` tells."""

BREAK_LEVELS: tuple[BreakLevel, ...] = get_args(BreakLevel)


class UnknownLevel(ValueError):
    """There is no such level of strictness."""

    def __init__(self, level: str) -> None:
        self.level = level
        super().__init__(
            f"no level of line breaking is called {level!r}; there are {', '.join(BREAK_LEVELS)}"
        )


def break_opportunities(text: str, *, lang: str, level: BreakLevel) -> list[int]:
    """The offsets in `text` before which a line may begin.

    Offsets count code points and rise; 0 and len(text) are never among them. The place behind a forced break (line
    feed, carriage return, U+000B, U+000C, U+0085, U+2028, U+2029) always is, unless the text ends there.

    `lang` is a BCP 47 tag, in any case; one that is well-formed and not known is like `und`. `level` is

    - `uax14`: Unicode 17's default rules (UAX #14, LB1 to LB31), the same in every language;
    - `strict`, `normal`, `loose`: those of CSS Text's `line-break`, for the writing system of the language;
    - `newspaper`: the house's rules for the language, from its profile, where a line may begin at no cost;
    - `none`: marks may begin and end any line; words, numbers, …… and ——, and what no-break characters hold, are
      whole, in every language.

    What is one character to a reader (a letter and its accents, emoji that are joined, a flag, a Korean syllable) is
    parted by no level, but where UAX #14 does it (a space and an accent behind it). No word is hyphenated.
    South-East Asian text (class SA) is only parted at spaces and U+200B, as there is no dictionary. Any string is
    taken; a lone surrogate is like a letter. Work is in proportion to the text's length.

    Raises `UnknownLanguage` for what is no language tag and `UnknownLevel`; both are ValueErrors.
    """
    if level not in BREAK_LEVELS:
        raise UnknownLevel(level)
    spoken = language(lang)
    if level == "uax14":
        return breaks(text)
    if level == "newspaper":
        return _by_profile(text, spoken.profile)
    if level == "none":
        return breaks_of(_whole_numbers(text, text.translate(unrestrained_classes())))
    return breaks_of(text.translate(css_classes(level, spoken.system in ("zh", "ja"))))


def free_breaks(text: str, profile: Profile) -> set[int]:
    """The offsets in `text` where its profile lets a line begin at no cost, its end among them."""
    costs = break_costs(text, classify(text, profile), profile)
    return {offset for offset, cost in enumerate(costs) if cost == FREE}


_LONGEST_PIECE = 64
"""The most characters that are looked at for the first piece of a text."""


def find_first_piece(text: str, profile: Profile) -> str:
    """What a text begins with that is never parted: a character with the openers before it, a word, a whole …… or ——, a
    number with its unit (2024年). Marks behind it are no part of it, but the closers of its own brackets.
    """
    begin = text[:_LONGEST_PIECE]
    classes = classify(begin, profile)
    costs = break_costs(begin, classes, profile)
    held = {
        at
        for expression in find_expressions(begin, profile)
        for at in range(expression.start + 1, expression.head_end)
    }
    parted = (
        at
        for at in range(1, len(begin))
        if costs[at] not in (FORBIDDEN, HYPHENATES) and at not in held and begin[:at].strip()
    )
    found = classes[: next(parted, len(begin))]
    behind = ",.!~mDE" if "(" in found else ",.!~mDE)"
    return begin[: len(found.rstrip(behind)) or len(found)].rstrip()


_FORCED = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_IN_NUMBER = re.compile("(?<=[0-9０-９])(?:，(?=[0-9０-９]{3}(?![0-9０-９]))|[．：](?=[0-9０-９]))")


def _by_profile(text: str, name: str) -> list[int]:
    """Where the profile's rules let a line begin for nothing, and where one must."""
    free = free_breaks(text, load_profile(name)) - joined_offsets(text)
    spans = [match.span() for match in _FORCED.finditer(text)]
    for start, end in spans:
        free.difference_update(range(start, end))
    free.update(end for _, end in spans)
    return sorted(free - {0, len(text)})


def _whole_numbers(text: str, letters: str) -> str:
    """The class letters with full-width points, commas and colons inside numbers as part of these."""
    return put_letter(letters, LETTERS["IS"], [match.start() for match in _IN_NUMBER.finditer(text)])
