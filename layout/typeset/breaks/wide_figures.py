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
    the two of one; between groups of figures, where a number is parted first; between two letters.
    """

    WHOLE = "whole"
    FIGURE = "figure"
    PAIR = "pair"
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
    f"|(?P<group>[{_WIDE}](?=[{_LETTER}])|(?<=[{_WIDE}])[{_DASH}](?=[{_WIDE}]))"
    f"|(?P<whole>[0-9{_WIDE}](?=[：．∶，{_DASH}][0-9{_WIDE}])|{_FIGURE}(?=[・·]{_FIGURE})"
    f"|(?<={_FIGURE})[・·](?={_FIGURE})|(?<=[0-9{_WIDE}])[：．∶](?=[0-9{_WIDE}])|[－＋](?=[0-9{_WIDE}])|[〳〴](?=〵)))"
)

_GROUPED = re.compile(
    f"(?<!{_FIGURE})(?<!{_FIGURE}[・·])(?=(?:[0０〇]{_FIGURE}+|{_FIGURE}+[・·]{_FIGURE}+)[・·]{_FIGURE})"
    f"{_FIGURE}++(?:[・·]{_FIGURE}++)+"
)
"""Figures in groups by ・, as telephone numbers are: there it is no decimal point. They begin with 0 or are three."""

_GROUP_END = re.compile("[・·]")
_IN_BRACKETS = re.compile(f"(?<={_FIGURE})（({_FIGURE}{{1,5}})）(?={_FIGURE})")


def wide_holds(text: str) -> Iterator[tuple[int, WideHold]]:
    """Offsets before which a line begins at a price at most, each with how firmly the place holds; the last for an
    offset counts. It takes time in proportion to the text's length.
    """
    if not _MAY_HOLD.search(text):
        return
    for match in _HOLDS.finditer(text):
        yield match.end(), WideHold(match.lastgroup)
    for match in _GROUPED.finditer(text):
        for mark in _GROUP_END.finditer(match.group()):
            yield match.start() + mark.end(), WideHold.GROUP
    if "（" in text:
        for match in _IN_BRACKETS.finditer(text):
            yield match.start(), WideHold.GROUP
            yield match.end(), WideHold.GROUP
