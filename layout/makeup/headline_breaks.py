"""A headline too long for its measure -> lines that break only between words, as even as they can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

OPENERS = "“‘「『（〔［｛《〈【〖([{"
CLOSERS = "”’」』）〕］｝》〉】〗)]}，。、；：？！,.;:?!·…—～％%"
"""Marks that a line of a headline doesn't end with, and those that it doesn't begin with (CLREQ 3.1.3)."""


@cache
def _parser() -> Callable[[str], list[str]]:
    import budoux

    parse: Callable[[str], list[str]] = budoux.load_default_simplified_chinese_parser().parse
    return parse


def break_headline(text: str, width: Callable[[str], int], measure: int, most: int = 3) -> list[str] | None:
    """`text` in the fewest lines (up to `most`) that each fit `measure`; None if it can't be.

    A word is never split (BudouX's model says where words part) and no mark is parted from its word; among the
    ways with the fewest lines the one whose widest line is narrowest is taken, the upper lines longer. A typed
    space is the best place to break. `width` must not shrink as a line grows.
    """
    phrases, words = (_Search(pieces, width, measure) for pieces in (_spaced(text), _pieces(text)))
    for count in range(1, most + 1):
        way = phrases.best(0, count) or words.best(0, count)
        if way is not None:
            return list(way[2])
    return None


_Way = tuple[int, tuple[int, ...], tuple[str, ...]]
"""The widest line's width, what is compared next, and the lines."""


@dataclass(slots=True)
class _Search:
    """The pieces of one headline, and the widths and best ways already found."""

    pieces: list[str]
    width: Callable[[str], int]
    measure: int
    widths: dict[tuple[int, int], int] = field(default_factory=dict)
    ways: dict[tuple[int, int], _Way | None] = field(default_factory=dict)

    def best(self, first: int, count: int) -> _Way | None:
        """The pieces from `first` on in `count` lines; None where they don't fit."""
        key = (first, count)
        if key not in self.ways:
            self.ways[key] = self._look(first, count)
        return self.ways[key]

    def _look(self, first: int, count: int) -> _Way | None:
        last = len(self.pieces)
        if count == 1:
            own = self._between(first, last)
            line = "".join(self.pieces[first:])
            return (own, (-len(line),), (line,)) if first < last and own <= self.measure else None
        found: _Way | None = None
        for end in range(first + 1, last - count + 2):
            own = self._between(first, end)
            if own > self.measure or (found is not None and own > found[0]):
                break
            rest = self.best(end, count - 1)
            if rest is None:
                continue
            line = "".join(self.pieces[first:end])
            way = (max(own, rest[0]), (-len(line), *rest[1]), (line, *rest[2]))
            found = way if found is None else min(found, way)
        return found

    def _between(self, first: int, end: int) -> int:
        key = (first, end)
        if key not in self.widths:
            self.widths[key] = self.width("".join(self.pieces[first:end]))
        return self.widths[key]


def _pieces(text: str) -> list[str]:
    """The words of a text, each with the marks and spaces that stay with it."""
    pieces: list[str] = []
    for word in (word for phrase in _spaced(text) for word in _parser()(phrase) if word):
        if pieces and _sticks(pieces[-1], word):
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def _sticks(before: str, word: str) -> bool:
    """Whether no line may begin with `word`: beside a mark, in a number or a Latin word, before a number's unit.

    The model parts 12.5 % and 第12届 inside the number.
    """
    if word[0] in CLOSERS or before.rstrip()[-1:] in OPENERS:
        return True
    if word[0].isascii() and word[0].isalnum():
        return before[-1].isascii() and not before[-1].isspace()
    return before[-1].isdecimal()


def _spaced(text: str) -> list[str]:
    """`text` cut behind its spaces, which stay with what is before them."""
    parts: list[str] = []
    for char in text:
        if (parts and not parts[-1].endswith((" ", "\u3000"))) or (parts and char in " \u3000"):
            parts[-1] += char
        else:
            parts.append(char)
    return parts
