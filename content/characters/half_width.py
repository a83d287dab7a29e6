"""A text -> its half-width marks that stand in Chinese, and the full-width marks that a paper prints for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from content.characters.kinds import is_cjk, is_set_solid
from content.characters.web_code import ADDRESS, find_web_code
from content.problems import Place, Problem

_STOPS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BRACKETS = {"(": "（", ")": "）"}
_HALF_WIDTH = re.compile(r"[,;:?!().\"'\[\]]")


def full_width_marks(text: str) -> dict[int, str]:
    """The full-width mark for each half-width stop and bracket that stands in Chinese, by its place (from 0).

    A stop does where Han or a full-width mark touches it, or a Chinese quotation mark behind which Han
    stands; never between two digits (1,000, 3:30) or in Latin. A bracket does together with its partner, where
    Han touches either of the two (but not in f(x)).
    """
    places = _stops(text) | _paired_brackets(text)
    return {at: _STOPS.get(text[at]) or _BRACKETS[text[at]] for at in sorted(places)}


def find_half_width(text: str) -> list[int]:
    """Where (from 0) half-width stops, brackets and straight quotes stand in Chinese.

    They are all that an import makes full-width, and of what it leaves as doubtful all but the brackets of Latin.
    Square brackets are not among them: a paper prints them too.
    """
    if not _HALF_WIDTH.search(text):
        return []
    wide = full_width_marks(text)
    latin = {at for pair in _pairs(text) for at in pair} - wide.keys()  # f(x) is meant, whatever follows
    widened = "".join(wide.get(at, char) for at, char in enumerate(text))
    left = {at for at in find_beside_chinese(widened) if text[at] not in "[]"}
    return sorted(wide.keys() | (left - latin))


def half_width_problem(text: str, where: Place, *, prose: str | None = None) -> list[Problem]:
    """One warning for a part of the copy, with the number of such marks and the first of them.

    `prose` is the text to look in, where marks that are meant are covered; it is as long as `text`.
    """
    found = find_half_width(text if prose is None else prose)
    if not found:
        return []
    first = found[0]
    shown = text[max(0, first - 6) : first + 7]
    count = "A half-width mark stands" if len(found) == 1 else f"{len(found)} half-width marks stand"
    which = "" if len(found) == 1 else "the first, "
    what = f"{count} in Chinese: {which}{text[first]} in “{shown}”."
    hint = "write the full-width mark, as ，。：；？！（）“”, unless this one is meant"
    return [Problem("half-width-mark", "warning", what, replace(where, character=first), hint)]


def find_beside_chinese(text: str) -> Iterator[int]:
    """The places of the half-width marks that Han or a full-width mark touches."""
    code = _in_code(text)
    for found in _HALF_WIDTH.finditer(text):
        if found.start() in code:
            continue
        before, after = _neighbours(text, found.start())
        if (is_set_solid(before) or is_set_solid(after)) and not (before + after).isspace():
            yield found.start()


def _neighbours(text: str, position: int) -> tuple[str, str]:
    """The characters before and after, empty at the ends."""
    return text[position - 1 : position] if position else "", text[position + 1 : position + 2]


def _pair_in_chinese(text: str, start: int, end: int) -> bool:
    """Whether a pair of brackets stands in Chinese; f(x) does not, whatever follows."""
    if text[start] + text[end] in ("(）", "（)"):
        return True
    before, first = _neighbours(text, start)
    last, after = _neighbours(text, end)
    if any(is_set_solid(near) and near not in "（）" for near in (first, last)):
        return True
    is_call = before.isascii() and before.isalnum()
    return not is_call and any(is_set_solid(near) and near not in "（）" for near in (before, after))


def _stops(text: str) -> set[int]:
    """Positions of the half-width stops that Chinese touches on one side."""
    stops = {at for at, char in enumerate(text) if char in _STOPS}
    if not stops:
        return stops
    stops -= _in_code(text)
    before = _after_chinese(text)
    behind = _after_chinese(text[::-1])[::-1]
    return {at for at in stops if before[at] or behind[at]}


def _in_code(text: str) -> set[int]:
    """The places inside of addresses and of entities (&nbsp;), whose marks are none of the copy's."""
    spans = [found.span() for found in (*ADDRESS.finditer(text), *find_web_code(text))]
    return {at for start, end in spans for at in range(start, end)}


def _after_chinese(text: str) -> list[bool]:
    """For each character whether Chinese goes before it, looking past quotation marks and half-width stops."""
    found: list[bool] = []
    chinese = False
    for char in text:
        found.append(chinese)
        # “ ” … — and a second stop (?!) belong to no language: what is before them does.
        if is_set_solid(char):
            chinese = True
        elif not is_cjk(char) and char not in _STOPS:
            chinese = False
    return found


def _paired_brackets(text: str) -> set[int]:
    """Positions of the half-width brackets whose pair stands in Chinese. A pair may be of mixed width."""
    pairs = (pair for pair in _pairs(text) if _pair_in_chinese(text, *pair))
    return {at for pair in pairs for at in pair if text[at] in _BRACKETS}


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where each pair of brackets opens and closes."""
    open_at: list[int] = []
    for position, char in enumerate(text):
        if char in "(（":
            open_at.append(position)
        elif char in ")）" and open_at:
            yield open_at.pop(), position
