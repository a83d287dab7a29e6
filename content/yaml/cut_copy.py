"""The YAML of copy -> the places where YAML may have cut the copy: at a comma in a list, at a # behind a space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml

from content.files import shorten
from content.problems import Place, Problem
from content.yaml.tree import parse_events

_PYTHON: Any = yaml.SafeLoader  # the C parser gives no tokens

COPY_KEYS: Final = frozenset(
    (
        *("kicker", "headline", "deck", "summary", "byline", "signature", "lead_in", "jump_head"),
        *("caption", "credit", "alt", "stand_in", "title", "note", "source"),
    )
)
"""Keys of front matter and of sheets whose values are printed, or read aloud."""

SHEETS: Final = frozenset(("headline", "caption", "note"))
"""Keys that the models of stories, photos and tables have, one each, and no other file's model."""

_KEY = re.compile(r"([A-Za-z_]\w*) *:(?: |$)")
_COMMENT = re.compile(r"[ \t]*(?<![^ \t:])(#.*)")
_IN_QUOTES = "put the text into quotes"


def cut_copy(text: str, file: str, first_line: int = 1) -> Iterator[Problem]:
    """A warning for each value of copy that may be cut. The text is YAML without a fault; `first_line` is its first
    line in `file`.
    """
    rows = text.split("\n")
    commented = re.search(r"[ \t:]#", text) is not None
    for row, token in sorted(_last_tokens(text).items()) if commented else ():
        comment = _COMMENT.match(rows[row], token.end_mark.column) if row < len(rows) else None
        key = _key_over(rows, row)
        if comment is not None and key in COPY_KEYS and _may_be_copy(comment[1], token, rows[row + 1 :]):
            what = f"“{shorten(comment[1], 40)}” is a comment to YAML and is not printed."
            hint = f"{_IN_QUOTES} if it is copy, or the comment on a line of its own"
            yield Problem("comment-in-copy", "warning", what, Place(file, row + first_line, key), hint)
    for before, behind in _cut_at_commas(text):
        row = before.end_mark.line
        key = _key_over(rows, row)
        if key in COPY_KEYS:
            parts = f"“{shorten(before.value, 30)}” and “{shorten(behind.value, 30)}”"
            what = f"{parts} are two lines: the comma between them parts a list."
            hint = f"{_IN_QUOTES} if it is one, or a space behind the comma"
            yield Problem("comma-in-list", "warning", what, Place(file, row + first_line, key), hint)


def _key_over(rows: list[str], row: int) -> str:
    """The key at the left margin that a row belongs to."""
    found = next((key for at in range(row, -1, -1) if (key := _KEY.match(rows[at]))), None)
    return found[1] if found is not None else ""


def _may_be_copy(comment: str, token: Any, below: list[str]) -> bool:
    """Whether a comment may have been meant as copy: behind a plain value, or in the place of one."""
    if isinstance(token, yaml.ScalarToken):
        return bool(token.plain) and token.end_mark.column > 0
    if not isinstance(token, yaml.ValueToken):
        return False
    has_value = bool(below) and re.match(r" |- ", below[0]) is not None
    return not has_value or not comment.startswith("# ")


def _last_tokens(text: str) -> dict[int, Any]:
    """The last token that ends in each row (from 0)."""
    scan: Callable[..., Iterator[Any]] = yaml.scan
    tokens = (token for token in scan(text, Loader=_PYTHON) if token.start_mark.index < token.end_mark.index)
    return {token.end_mark.line: token for token in tokens}


def _cut_at_commas(text: str) -> Iterator[tuple[Any, Any]]:
    """Neighbours in a list in brackets, without quotes, that look like one text cut at a comma: 3,000人, or a sentence
    that goes on in a small letter.
    """
    before: Any = None
    for event in parse_events(text):
        plain = isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.style in (None, "")
        if plain and before is not None:
            between = text[before.end_mark.index : event.start_mark.index]
            tight = between == ","
            goes_on = between.strip() == "," and event.value[:1].islower() and event.value[:1].isascii()
            if tight or goes_on:
                yield before, event
        before = event if plain else None
