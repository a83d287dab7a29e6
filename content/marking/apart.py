"""The lines that are joined into one paragraph -> why they may have been meant as several; a line that stands apart.

Copy from web pages and text files has a paragraph a line, and neither indents nor empty lines. Lists, verse and
dialogue come so too. Nothing is parted on a guess: there is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from content.characters.kinds import HAN

LONG: Final = 40
"""Two lines that both end as sentences are two paragraphs where one has at least this many characters."""

SHORT: Final = 12
"""Lines of at most this many characters are verse, or an address: no column that was read is narrower."""

SUBHEAD: Final = 30
"""A line of at most this many characters may be a subhead."""

_COUNT = "[一二三四五六七八九十]{1,3}"
_BEGINS = re.compile(
    rf"{_COUNT}[、.．]|[（(](?:{_COUNT}|\d{{1,3}})[）)]|\d{{1,3}}(?:[、．)）]|\.(?!\d))|[①-⓿❶-➓㈠-㉃•●○■◆▲►▪]"
    r"|[—–―]|第[一二三四五六七八九十\d]{1,4}[章节条款]|[问答QA][:：]|[-*+·][ \u3000]|\\[-*+]|>"
)
_SAID = re.compile('[“「『"]')
_SENTENCE = re.compile(r"[。！？!?…；;：:.][”’」』）)\"']*\Z")
_SPEECH = re.compile('[。！？!?…][”」』"]\\Z')
_CLAUSE = re.compile(r"[，、。；：！？…,;:!?.][”’」』）)\"']*\Z")
_ENDED = re.compile(r"[。！？!?…][”’」』）)\"']*\Z")
_HAN = re.compile(f"[{HAN}]")


def why_apart(lines: Sequence[str], *, narrow: bool = False) -> str | None:
    """Why the lines of one paragraph may be several, in the words that end “they …”; None where they are one.

    `narrow`: the lines may be those of a narrow column that was read, which are short without a meaning.
    """
    pairs = list(pairwise(lines))
    if any(_is_entry(before, line) for before, line in pairs):
        return "begin as the entries of a list or the turns of a dialogue do"
    ended = sum(_ENDED.search(before) is not None for before, _ in pairs)
    if len(lines) == 2 and ended and _ENDED.search(lines[1]) and max(map(len, lines)) >= LONG:
        return "end as sentences do"
    if ended >= 2 and 2 * ended >= len(pairs):
        return "end as sentences do"
    if len(pairs) >= 2 and all(_CLAUSE.search(before) for before, _ in pairs):
        return "end as clauses do, as verse has it"
    short = len(pairs) >= 2 and all(len(line) <= SHORT and _HAN.search(line) for line in lines)
    if short and not narrow and not any(_CLAUSE.search(before) for before, _ in pairs):
        return "are as short as verse"
    return None


def _is_entry(before: str, line: str) -> bool:
    if _SAID.match(line):
        return _SAID.match(before) is not None and _SPEECH.search(before) is not None
    return _BEGINS.match(line) is not None and (
        _SENTENCE.search(before) is not None or _BEGINS.match(before) is not None
    )


def may_be_subhead(line: str, before: str) -> bool:
    """Whether a line without an indent, between indented paragraphs, is none of the one before it: that has ended, and
    this is short and does not end.
    """
    return (
        bool(line) and len(line) <= SUBHEAD and _ENDED.search(before) is not None and not _CLAUSE.search(line)
    )
