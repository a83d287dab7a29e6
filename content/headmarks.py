r"""A line of a head as it is written -> its text, and where its editor forces a line break (`|`) or forbids one (`~`).

`\|` and `\~` are the characters themselves, and so is `|` between braces: ruby, which a head has not, is told as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"(\{[^{}]*\})|\\([|~])|([|~])")


@dataclass(frozen=True, slots=True)
class Breaks:
    """Offsets in a text: a line of it ends before each of `forced`, and none before one of `held`."""

    forced: tuple[int, ...] = ()
    held: tuple[int, ...] = ()


FREE = Breaks()
"""The breaks of a text without marks: the program chooses."""


def read_breaks(written: str) -> tuple[str, Breaks]:
    """The text without its marks, and what they say. Marks at its ends, and forced breaks that are held too, say
    nothing.
    """
    text = ""
    forced: set[int] = set()
    held: set[int] = set()
    end = 0
    for match in _MARK.finditer(written):
        text += written[end : match.start()] + (match[1] or match[2] or "")
        end = match.end()
        if match[3] is not None:
            (forced if match[3] == "|" else held).add(len(text))
    text += written[end:]
    inside = range(1, len(text))
    return text, Breaks(
        tuple(sorted(at for at in forced if at in inside)),
        tuple(sorted(at for at in held - forced if at in inside)),
    )


def as_written(text: str) -> str:
    """A text as a line of a head is written, so that it is read back as it is."""
    return re.sub(r"([|~])", r"\\\1", text)
