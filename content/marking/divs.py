"""The words behind ::: in a body -> what they ask of the paragraphs up to the next :::.

| words | the paragraphs are |
|---|---|
| `letter`, `{.letter}` | in the style of the paper |
| `indent-3` | three ems further in |
| `keep` | kept together in one leg |
| `list`, `qa` | entries of a list with marks of their own; turns of a dialogue |
| `{.letter .keep}`, `letter keep` | both |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from content.files import shorten
from content.marking.body import BodyBlock, FormKind, Paragraph, Text
from content.marking.entries import asks_question, find_label
from content.marking.inlines import Findings

DEEPEST_INDENT: Final = 10
"""Ems that `::: indent-10` sets a paragraph further in."""

_INDENT = re.compile(r"indent-(\d{1,2})")
_NAME = re.compile(r"[\w-]{1,60}")
_KINDS: Final[dict[str, FormKind]] = {"list": "list", "qa": "dialogue"}


@dataclass(frozen=True, slots=True)
class Div:
    """What a div asks: a style of the paper, an indent in ems, a kind of form; and to be kept together."""

    style: str = ""
    indent_em: int = 0
    kind: FormKind = "prose"
    keep: bool = False


NO_DIV = Div()
"""Paragraphs that stand in no div."""


def read_div(words: str) -> Div | None:
    """What the words behind ::: ask; None where that is not to be understood."""
    braced = re.fullmatch(r"\{\s*(.*?)\s*\}", words)
    names = words.split() if braced is None else braced[1].split()
    if braced is not None and not all(name.startswith(".") for name in names):
        return None
    found = Div()
    for name in (name.removeprefix(".") if braced is not None else name for name in names):
        indent = _INDENT.fullmatch(name)
        if indent is not None and 0 < int(indent[1]) <= DEEPEST_INDENT and not found.indent_em:
            found = replace(found, indent_em=int(indent[1]))
        elif name == "keep" and not found.keep:
            found = replace(found, keep=True)
        elif name in _KINDS and found.kind == "prose":
            found = replace(found, kind=_KINDS[name])
        elif (
            indent is None
            and name != "keep"
            and name not in _KINDS
            and not found.style
            and _NAME.fullmatch(name)
        ):
            found = replace(found, style=name)
        else:
            return None
    return found if names else None


@dataclass(slots=True)
class OpenDiv:
    """The div that is open on `line`, 0 for none: what it `asks`, the `first` block of the body in it, and the label of
    its first turn.
    """

    asks: Div = NO_DIV
    line: int = 0
    first: int = 0
    label: str = ""

    def read(self, words: str, line: int, body: list[BodyBlock], findings: Findings, *, quoted: bool) -> None:
        """A line of colons: one with words opens a div, one without closes it."""
        found = read_div(words)
        if quoted:
            findings.bad("::: stands in a quotation", line, "write it outside, or take it away")
        elif not words and not self.line:
            findings.bad("::: closes what is not open", line, r"write ::: and a name, or \::: to print it")
        elif not words:
            self._close(body, findings)
        elif self.line:
            findings.bad("::: stands in another :::", line, "write ::: before it, which closes the other")
        elif found is None:
            hint = f"write the name of a style of the paper, indent-1 to indent-{DEEPEST_INDENT}, keep, list or qa"
            findings.bad(f"“{shorten(words, 20)}” is no name of a style", line, hint)
        else:
            self.asks, self.line, self.first, self.label = found, line, len(body), ""

    def _close(self, body: list[BodyBlock], findings: Findings) -> None:
        """What was kept together is not kept with what follows; a list or dialogue has at least one mark or label."""
        inside = [block for block in body[self.first :] if isinstance(block, Paragraph)]
        if self.asks.keep and inside and body[-1] is inside[-1]:
            body[-1] = replace(inside[-1], stay="whole")
        marked = any(block.entry is not None or find_label(block.plain) for block in inside)
        if self.asks.kind in ("list", "dialogue") and inside and not marked:
            name, mark = (
                ("list", "a mark such as ① or 一、")
                if self.asks.kind == "list"
                else ("qa", "a label such as 问：")
            )
            what = f"No paragraph of ::: {name} begins with {mark}; they are set as others are."
            findings.stray(what, self.line, "write the marks, or take ::: away")
        self.asks, self.line = NO_DIV, 0

    def end(self, findings: Findings) -> None:
        """The end of the body, which no div goes beyond."""
        if self.line:
            findings.bad("::: is not closed", self.line, "write ::: behind its last paragraph")

    def is_question(self, turn: Sequence[Text]) -> bool:
        """Whether a turn of the dialogue asks: by its label, or since it has that of the first turn."""
        label = find_label(turn[0].text) if turn else ""
        self.label = self.label or label
        return bool(label) and (label == self.label or asks_question(label))
