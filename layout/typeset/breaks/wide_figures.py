"""A text -> the places where a number or word written full-width holds together, and how firmly.

Full-width figures are set as ideographs are (JLREQ 3.2.3), so a line may begin between two of them rather than be torn
before them. Inside a number the comma, the point and ・ are half an em, with nothing beside them (JLREQ 3.1.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum


class WideHold(Enum):
    """How firmly a place holds: it is never parted; it is between the figures of a number of three and more; between
    the two of one, or those of a telephone number; between a number and its letter, the two sides of a score; between
    the groups of a telephone number, where it is parted first; between two letters.
    """

    WHOLE = "whole"
    FIGURE = "figure"
    PAIR = "pair"
    UNIT = "unit"
    GROUP = "group"
    WORD = "word"


_WIDE = "０-９"
_HAN = "〇一二三四五六七八九"
_FIGURE = f"[0-9{_WIDE}{_HAN}]"
_LETTER = "Ａ-Ｚａ-ｚ"
_DASH = "－―‐"

MARK_IN_NUMBER = re.compile(
    f"[，．・·](?:(?<=[{_WIDE}]，)(?=[{_WIDE}]{{3}}(?![{_WIDE}]))|(?<=[{_WIDE}][．・·])(?=[{_WIDE}]))"
)
"""A comma that groups full-width figures by threes, a point."""

MARK_IN_HAN_NUMBER = re.compile(
    f"[・、](?:(?<=[{_HAN}]・)(?=[{_HAN}])|(?<=[{_HAN}]、)(?=[{_HAN}]{{3}}(?![{_HAN}])))"
)
"""The same between figures of Han, as in vertical Japanese. In 二、三日 (two or three days) 、 is no such comma."""

_MAY_HOLD = re.compile(f"[{_WIDE}{_LETTER}－＋〳〴・·：．∶]")

_HOLDS = re.compile(
    # What a match can begin with stands first, so that all other characters are passed over at once.
    f"(?=[0-9{_WIDE}{_LETTER}{_HAN}{_DASH}＋〳〴・·：．∶，])(?:"
    f"(?P<pair>(?<![{_WIDE}])[{_WIDE}](?=[{_WIDE}](?![{_WIDE}])))"
    f"|(?P<figure>[{_WIDE}](?=[{_WIDE}])|(?<=[{_WIDE}])，(?=[{_WIDE}]{{3}}(?![{_WIDE}])))"
    f"|(?P<word>[{_LETTER}](?=[{_LETTER}{_WIDE}]))"
    f"|(?P<unit>[{_WIDE}](?=[{_LETTER}])|(?<=[{_WIDE}])[{_DASH}](?=[{_WIDE}]))"
    f"|(?P<whole>[0-9{_WIDE}](?=[：．∶，{_DASH}][0-9{_WIDE}])|{_FIGURE}(?=[・·]{_FIGURE})"
    f"|(?<={_FIGURE})[・·](?={_FIGURE})|(?<=[0-9{_WIDE}])[：．∶](?=[0-9{_WIDE}])|[－＋](?=[0-9{_WIDE}])|[〳〴](?=〵)))"
)

_SIGN = f"・·{_DASH}"
_GROUPED = re.compile(
    f"(?<!{_FIGURE})(?<!{_FIGURE}[{_SIGN}（）]){_FIGURE}++(?:[{_SIGN}]{_FIGURE}++|（{_FIGURE}{{1,5}}）{_FIGURE}++)+"
)
_DECIMAL = re.compile(f"(?:[0０〇]|[^0０〇]{_FIGURE}*)[・·]{_FIGURE}+")
_FEWEST = 6
"""Figures of a telephone number, a postcode or a date: what has fewer is a score."""

_BEHIND_GROUP = re.compile(f"[{_SIGN}）]|{_FIGURE}(?=（)")
_BETWEEN_FIGURES = re.compile(f"[{_WIDE}](?=[{_WIDE}])")


def wide_holds(text: str) -> Iterator[tuple[int, WideHold]]:
    """Offsets before which a line begins at a price at most, each with how firmly the place holds; the last for an
    offset counts. It takes time in proportion to the text's length.
    """
    if not _MAY_HOLD.search(text):
        return
    for match in _HOLDS.finditer(text):
        yield match.end(), WideHold(match.lastgroup)
    for match in _GROUPED.finditer(text):
        number, start = match.group(), match.start()
        if _DECIMAL.fullmatch(number) or sum(map(str.isnumeric, number)) < _FEWEST:
            continue
        for place in _BEHIND_GROUP.finditer(number):
            yield start + place.end(), WideHold.GROUP
        for place in _BETWEEN_FIGURES.finditer(number):
            yield start + place.end(), WideHold.PAIR
