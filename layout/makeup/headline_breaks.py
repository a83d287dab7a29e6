"""A headline too long for its measure -> lines that break only between words, as even as they can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def _parser() -> Callable[[str], list[str]]:
    import budoux

    parse: Callable[[str], list[str]] = budoux.load_default_simplified_chinese_parser().parse
    return parse


def break_headline(text: str, width: Callable[[str], int], measure: int, most: int = 3) -> list[str] | None:
    """`text` in the fewest lines (up to `most`) that each fit `measure`; None if it can't be.

    A word is never split (BudouX's model says where words part); among the ways with the fewest lines the one
    whose widest line is narrowest is taken, the upper lines longer. A typed space is the best place to break.
    """
    pieces = [part for phrase in _spaced(text) for part in _parser()(phrase) if part]
    for count in range(1, most + 1):
        ways = [way for way in _splits(pieces, count) if all(width(line) <= measure for line in way)]
        if ways:
            return min(ways, key=lambda way: (max(width(line) for line in way), [-len(line) for line in way]))
    return None


def _spaced(text: str) -> list[str]:
    """`text` cut behind its spaces, which stay with what is before them."""
    parts: list[str] = []
    for char in text:
        if (parts and not parts[-1].endswith((" ", "\u3000"))) or (parts and char in " \u3000"):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _splits(pieces: list[str], count: int) -> list[list[str]]:
    """Every way to join the pieces into `count` lines."""
    if count == 1:
        return [["".join(pieces)]] if pieces else []
    found = []
    for first in range(1, len(pieces) - count + 2):
        head = "".join(pieces[:first])
        found += [[head, *rest] for rest in _splits(pieces[first:], count - 1)]
    return found
