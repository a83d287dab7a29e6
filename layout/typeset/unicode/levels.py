"""The levels of CSS `line-break`, and the level of no prohibition -> the classes that each gives to characters.

Each is UAX #14 with the classes of some characters changed. CSS Text 3 (and 4, which has the same list), "Line Breaking
Strictness"; the hyphens ‐ and – as the working group resolved in 2020 and the web platform's tests have it since:
never first in `normal` and `strict`, first behind an ideograph in `loose`, whatever the language.
"""

from __future__ import annotations

from functools import cache

from layout.typeset.unicode.uax14 import Classes

ITERATION = "々〻ゝゞヽヾ"
HYPHEN_LIKE = "〜゠"
HYPHENS = "‐–"
CENTRED = "・：；･！？"
CENTRED_NARROW = "‼⁇⁈⁉"
"""Centred marks that are not East Asian by their width."""

_WIDE_AFFIXES = ("PO+", "PO~", "PR+", "PR~")
_MARKS = ("OP+", "CL+", "EX+", "NS+", "CJ+")
_VOICED = "ﾞﾟ"
_WIDE_DIGITS = "０１２３４５６７８９"
_WIDE_LETTERS = "".join(map(chr, [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))


@cache
def css_classes(level: str, chinese_or_japanese: bool) -> Classes:
    """The classes of `strict`, `normal` or `loose`, in text whose writing system is Chinese or Japanese, or is not."""
    kinds = {"CJ+": "NS+" if level == "strict" else "ID+"}
    own: dict[str, str] = {}
    loose_here = level == "loose" and chinese_or_japanese
    for kind in _WIDE_AFFIXES:
        kinds[kind] = kind + ("^" if loose_here else "&")
    if level != "strict" and chinese_or_japanese:
        own |= dict.fromkeys(HYPHEN_LIKE, "FR+")
    if level == "loose":
        kinds |= {"IN": "IN^", "IN+": "IN+^"}
        own |= dict.fromkeys(ITERATION, "FR+") | dict.fromkeys(HYPHENS, "HH^")
    if loose_here:
        own |= dict.fromkeys(CENTRED, "FR+") | dict.fromkeys(CENTRED_NARROW, "FR")
    return Classes(lambda kind: kinds.get(kind, kind), own)


@cache
def unrestrained_classes() -> Classes:
    """The classes of the level `none`: wide marks may begin and end any line (CLREQ, Taiwan and Hong Kong).

    Marks that Western text has too are free beside Han and kana alone. Words and numbers are whole, also those
    written full-width, and so are …… and ——, which may begin a line.
    """
    kinds = dict.fromkeys(_MARKS, "FR+") | {kind: kind + "_" for kind in (*_WIDE_AFFIXES, "IN", "IN+")}
    own = {
        **dict.fromkeys(CENTRED_NARROW, "FR+"),
        **dict.fromkeys(HYPHENS, "HH_"),
        **dict.fromkeys(_VOICED, "CM"),
        **dict.fromkeys(_WIDE_DIGITS, "NU+"),
        **dict.fromkeys(_WIDE_LETTERS, "AL+"),
        **dict.fromkeys("“‘", "QU<_"),
        **dict.fromkeys("”’", "QU>_"),
        "‧": "BA_",
    }
    return Classes(lambda kind: kinds.get(kind, kind), own)
