"""Half-width marks that stand in Chinese to the full-width marks that a paper prints."""

from __future__ import annotations

import re

from content.characters import is_cjk, is_set_solid
from content.traced import Record, Traced

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
    for found in _HALF_WIDTH.finditer(wide.text):
        before, after = _neighbours(wide.text, found.start())
        if (_solid(before) or _solid(after)) and not (before + after).isspace():
            shown = wide.text[max(0, found.start() - 4) : found.start() + 5]
            record.doubt(
                "half-width",
                run.at[found.start()],
                shown,
                f"The half-width {found.group()} was left as it is.",
            )
    return wide


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
    return {
        found.start()
        for found in re.finditer("[,;:?!]", text)
        if _in_chinese(text, found.start(), -1) or _in_chinese(text, found.start(), 1)
    }


def _in_chinese(text: str, position: int, step: int) -> bool:
    """Whether Chinese touches the mark on one side, looking past quotation marks and other half-width stops."""
    position += step
    while 0 <= position < len(text):
        char = text[position]
        if is_set_solid(char):
            return True
        # “ ” … — and a second stop (?!) don't tell a language: what stands behind them does.
        if not is_cjk(char) and char not in _STOPS:
            return False
        position += step
    return False


def _paired_brackets(text: str) -> set[int]:
    """Positions of the half-width brackets whose pair stands in Chinese. A pair may be of mixed width."""
    found: set[int] = set()
    open_at: list[int] = []
    for position, char in enumerate(text):
        if char in "(（":
            open_at.append(position)
        elif char in ")）" and open_at:
            start = open_at.pop()
            if _pair_in_chinese(text, start, position):
                found |= {at for at in (start, position) if text[at] in _BRACKETS}
    return found
