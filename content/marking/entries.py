"""The lines of a list or a dialogue (问答) -> its entries, each with its mark, or its turns, each with its label."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from content.marking.body import Text

DEEPEST_LIST: Final = 2
"""A list in a list: one deeper is refused."""

_BULLETS: Final = {"": ("•", "–"), "zh": ("•", "·"), "ja": ("・", "－"), "ko": ("•", "·")}
"""What stands for - in a list and in a list in that, by language."""

_COUNT = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"(?:[①-⓿❶-➓㈠-㉃]|[•●○■□◆◇▲△►▶▪·・‣]|[（(](?:{_COUNT}|\d{{1,3}}|[A-Za-z])[）)]"
    rf"|(?:{_COUNT}|\d{{1,3}}|[A-Za-z])(?:[、．)）]|\.(?!\d))|第{_COUNT}[章节条款]|[—–－-](?=[ \u3000]))(?=.)"
)
"""What an entry of `::: list` may begin with."""

_LABEL = re.compile(r"[^\s：:，。；、！？,;!?“”\"《》]{1,12}[：:]|[问答問QA][.．、]")
_ASKS = re.compile("[问問Q]")


def part_rows(text: str, find: Callable[[str], str]) -> list[tuple[int, str]]:
    """The lines of a paragraph in stretches that each begin where `find` finds a mark or label, with the number (from
    0) of the first line of each.
    """
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n")):
        if found and not find(line):
            found[-1] = found[-1][0], f"{found[-1][1]}\n{line}"
        else:
            found.append((number, line))
    return found


def find_mark(line: str) -> str:
    """The mark that a line of `::: list` begins with; "" for none."""
    found = _MARK.match(line)
    return found[0] if found is not None else ""


def find_label(line: str) -> str:
    """The label that a line of `::: qa` begins with; "" for none."""
    found = _LABEL.match(line)
    return found[0] if found is not None else ""


def asks_question(label: str) -> bool:
    """Whether a label is that of a question: 问：, Q:"""
    return _ASKS.match(label) is not None


def stress_label(runs: tuple[Text, ...]) -> tuple[Text, ...]:
    """The runs of a turn with its label as strong text."""
    label = find_label(runs[0].text) if runs and not runs[0].mark and not runs[0].ruby else ""
    if not label:
        return runs
    rest = replace(runs[0], text=runs[0].text[len(label) :])
    return (replace(runs[0], text=label, strong=True), *([rest] if rest.text else []), *runs[1:])


def find_bullet(lang: str, depth: int) -> str:
    """The mark of a list's entries without numbers, in a list (1) or in a list in that (2)."""
    return _BULLETS.get(lang.lower().partition("-")[0], _BULLETS[""])[depth - 1]


def numbers_of(items: Sequence[Token]) -> list[str]:
    """The marks of a list's numbered entries, as they are written; where all have one number, counted from it."""
    written = [token.info for token in items]
    if len(written) > 1 and len(set(written)) == 1:
        written = [str(int(written[0]) + at) for at in range(len(written))]
    return [f"{number}{token.markup}" for number, token in zip(written, items, strict=True)]
