"""A text of copy -> the places inside it where a sentence ends and another begins, or a clause does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.typeset import Inline

_END = re.compile('(?:[。！？!?…]+[”’」』）》]*)(?=.)|(?:[.][”’)"\']* )(?=[A-Z“‘"])', re.DOTALL)

_CLAUSE = re.compile("[，；：、](?=.)|[,;:][”’)\"']* (?=.)|—+(?=[^—])", re.DOTALL)


def sentence_ends(inlines: Sequence[Inline]) -> Iterator[int]:
    """Offsets inside the joined text at which a new sentence begins, none of them inside a marked stretch."""
    return _ends(_END, inlines)


def clause_ends(inlines: Sequence[Inline]) -> Iterator[int]:
    """The same of clauses: behind a comma, a semicolon, a colon or a dash."""
    return _ends(_CLAUSE, inlines)


def _ends(pattern: re.Pattern[str], inlines: Sequence[Inline]) -> Iterator[int]:
    text = "".join(inline.text for inline in inlines)
    inside: set[int] = set()
    at = 0
    for inline in inlines:
        if inline.mark is not None:
            inside.update(range(at + 1, at + len(inline.text)))
        at += len(inline.text)
    for match in pattern.finditer(text):
        if (
            0 < match.end() < len(text)
            and match.end() not in inside
            and not _is_quote_open(text[: match.end()])
        ):
            yield match.end()


def _is_quote_open(text: str) -> bool:
    """Whether a quotation or a bracket is open where a text ends: a page does not turn inside one."""
    return any(
        text.count(opening) > text.count(closing)
        for opening, closing in ("“”", "「」", "『』", "（）", "《》")
    )


def cut_inlines(inlines: Sequence[Inline], start: int, end: int | None = None) -> list[Inline]:
    """The inlines from one offset of their joined text up to another, or up to its end."""
    found, at = [], 0
    for inline in inlines:
        text = inline.text[max(start - at, 0) : None if end is None else max(end - at, 0)]
        at += len(inline.text)
        if text:
            found.append(inline if text == inline.text else replace(inline, text=text))
    return found
