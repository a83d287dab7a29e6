"""Half-width marks that stand in Chinese to the full-width marks that a paper prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from content.characters.addresses import ADDRESS
from content.characters.kinds import is_cjk, is_set_solid
from content.characters.web_code import web_code
from content.importing.traced import Record, Traced
from content.problems import Place, Problem

_STOPS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BRACKETS = {"(": "（", ")": "）"}
_HALF_WIDTH = re.compile(r"[,;:?!().\"'\[\]]")


def widened(run: Traced, record: Record) -> Traced:
    """The run with its half-width stops and brackets made full-width where they stand in Chinese.

    A stop does where Han or a full-width mark touches it, or a Chinese quotation mark behind which Han
    stands; never between two digits (1,000, 3:30) or in Latin. A bracket does together with its partner, where
    Han touches either of the two (but not in f(x)). Half-width marks that touch Han and stay are named as doubtful.
    """
    chars = list(run.text)
    for position in _stops(run.text) | _paired_brackets(run.text):
        half = chars[position]
        chars[position] = _STOPS.get(half) or _BRACKETS[half]
        record.change("full-width", run.at[position], half, chars[position])
    wide = Traced("".join(chars), run.at)
    for at in _beside_chinese(wide.text):
        shown = wide.text[max(0, at - 4) : at + 5]
        record.doubt("half-width", run.at[at], shown, f"The half-width {wide.text[at]} was left as it is.")
    return wide


def half_width(text: str) -> list[int]:
    """Where (from 0) half-width stops, brackets and straight quotes stand in Chinese.

    They are all that an import makes full-width, and of what it leaves as doubtful all but the brackets of Latin.
    Square brackets are not among them: a paper prints them too.
    """
    if not _HALF_WIDTH.search(text):
        return []
    wide = _stops(text) | _paired_brackets(text)
    chars = [_STOPS.get(char) or _BRACKETS[char] if at in wide else char for at, char in enumerate(text)]
    latin = {at for pair in _pairs(text) for at in pair} - wide  # f(x) is meant, whatever follows
    left = {at for at in _beside_chinese("".join(chars)) if text[at] not in "[]"}
    return sorted(wide | (left - latin))


def half_width_problem(text: str, where: Place, *, prose: str | None = None) -> list[Problem]:
    """One warning for a part of the copy, with the number of such marks and the first of them.

    `prose` is the text to look in, where marks that are meant are covered; it is as long as `text`.
    """
    found = half_width(text if prose is None else prose)
    if not found:
        return []
    first = found[0]
    shown = text[max(0, first - 6) : first + 7]
    count = "A half-width mark stands" if len(found) == 1 else f"{len(found)} half-width marks stand"
    which = "" if len(found) == 1 else "the first, "
    what = f"{count} in Chinese: {which}{text[first]} in “{shown}”."
    hint = "write the full-width mark, as ，。：；？！（）“”, unless this one is meant"
    return [Problem("half-width-mark", "warning", what, replace(where, character=first), hint)]


def _beside_chinese(text: str) -> Iterator[int]:
    """The places of the half-width marks that Han or a full-width mark touches."""
    code = _in_code(text)
    for found in _HALF_WIDTH.finditer(text):
        if found.start() in code:
            continue
        before, after = _neighbours(text, found.start())
        if (_solid(before) or _solid(after)) and not (before + after).isspace():
            yield found.start()


def _solid(char: str) -> bool:
    return bool(char) and is_set_solid(char)


def _neighbours(text: str, position: int) -> tuple[str, str]:
    """The characters before and after, empty at the ends."""
    return text[position - 1 : position] if position else "", text[position + 1 : position + 2]


def _pair_in_chinese(text: str, start: int, end: int) -> bool:
    """Whether a pair of brackets stands in Chinese; f(x) does not, whatever follows."""
    if text[start] + text[end] in ("(）", "（)"):
        return True
    before, first = _neighbours(text, start)
    last, after = _neighbours(text, end)
    if any(_solid(near) and near not in "（）" for near in (first, last)):
        return True
    is_call = before.isascii() and before.isalnum()
    return not is_call and any(_solid(near) and near not in "（）" for near in (before, after))


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
    spans = [found.span() for found in (*ADDRESS.finditer(text), *web_code(text))]
    return {at for start, end in spans for at in range(start, end)}


def _after_chinese(text: str) -> list[bool]:
    """For each character whether Chinese goes before it, looking past quotation marks and half-width stops."""
    found: list[bool] = []
    chinese = False
    for char in text:
        found.append(chinese)
        # “ ” … — and a second stop (?!) don't tell a language: what stands before them does.
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
