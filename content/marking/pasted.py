"""The lines of a body as they were typed or pasted -> lines in which Markdown finds the same paragraphs a reader does.

Chinese copy begins each paragraph with a blank of one or two ems and has no empty line between them. Pasted lines hold
blanks of many kinds: of nothing else they are empty lines, and four spaces are an indent, where Markdown reads code.

Copy from web pages and text files has a paragraph a line, and neither indents nor empty lines. Lists, verse and
dialogue come so too. Nothing is parted on a guess: there is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from content.characters.kinds import HAN, is_cjk
from content.characters.unseen import DEFAULT_IGNORABLE, is_blank

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
    if any(is_entry(before, line) for before, line in pairs):
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


def is_entry(before: str, line: str) -> bool:
    """Whether a line begins an entry of a list or a turn of a dialogue, behind the line before it."""
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


LEAD = re.compile(f"[\\s\u2800{DEFAULT_IGNORABLE}]*")
"""What may stand before a line's own text: blanks, and characters of no width."""
_WIDE_BLANK = re.compile("[^\\S \t]|[\u2800\u3164\uffa0]")
"""Blanks other than ASCII's. Chats that drop them at a line's start have fillers and the empty braille cell there."""
_UNSEEN = re.compile(f"[{DEFAULT_IGNORABLE}]")
_NO_COPY = re.compile(r"[ \t]*(?:[=\-]+[ \t]*\Z|[|>+:~`]|[-*][ \t]|<\|\|>[ \t]*\Z)")
"""What is no paragraph behind an indent of ASCII blanks: underlines, rows of tables, quotations, lists and code,
ends of legs.
"""
_ENTRY = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]")
"""An entry of a list. What is indented by ASCII blanks behind it is part of the list."""
_SUBHEAD = re.compile(r"#{1,6}(?:[ \t]|\Z)")
_BEGINS_TEXT = re.compile(r"[^\W_]|[“‘\"'「『《〈（(【〔［——…*]")
_ENDS_SENTENCE = re.compile(r"[.。！？!?…][”’」』）)\"']*\s*\Z")
_NOTHING_MARKED = re.compile(r"([*_]{1,3})(.+)\1")
_IN_PARAGRAPH = "\u3000"
"""What an indent becomes. Markdown takes it for text, and takes it away at a paragraph's start."""


LEAST_COPY = 4
"""So many Han characters, or words, behind four spaces or a tab are a paragraph; fewer may be anything."""


class SourceLine(NamedTuple):
    """A line for Markdown, and which line (from 0) of the body it was. `empty_mark` stood round blanks alone.

    One that is `apart` has no indent, stands between indented paragraphs, and was made a paragraph of its own.
    """

    text: str
    number: int
    empty_mark: str = ""
    apart: bool = False


def begins_paragraph(line: str) -> bool:
    """Whether a line's own indent says that a paragraph begins: an em, two spaces, a tab or more. Characters that no
    reader sees may stand before it and in it.
    """
    found = LEAD.match(line)
    lead = found.group() if found is not None else ""
    return "\t" in lead or lead.count(" ") >= 2 or _WIDE_BLANK.search(lead) is not None


def source_lines(text: str) -> Iterator[SourceLine]:
    """The lines of a body. Where a line's indent begins a paragraph an empty one stands before it."""
    before = ""
    indented = in_list = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if is_blank(line):
            before = ""
            yield SourceLine("", number)
            continue
        in_list = _ENTRY.match(line) is not None or (in_list and line[0] in " \t")
        if in_list:
            # Its indent is Markdown's, and begins no paragraph.
            before, indented = line, False
            yield SourceLine(line, number)
            continue
        marked = _NOTHING_MARKED.fullmatch(line.strip())
        if marked is not None and is_blank(marked[2]):
            before = ""
            yield SourceLine("", number, marked[1])
            continue
        own = _mend(line)
        begins = begins_paragraph(line) and _is_copy(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if before and indented and not begins and _stands_apart(line, before, following):
            yield SourceLine("", number)
            before, indented = own, False
            yield SourceLine(own, number, apart=True)
            continue
        # A forced break goes on in the same paragraph, however the next line stands.
        if before and not before.endswith("\\") and begins:
            yield SourceLine("", number)
        if not before or begins:
            indented = begins
        before = own
        yield SourceLine(own, number)


def _stands_apart(line: str, before: str, following: str) -> bool:
    """Whether a line without an indent, behind an indented paragraph, goes before another and belongs to neither."""
    if (
        _NO_COPY.match(line)
        or _SUBHEAD.match(line)
        or not (is_blank(following) or begins_paragraph(following))
    ):
        return False
    return may_be_subhead(line.strip(), before.rstrip())


def _is_copy(line: str) -> bool:
    return _WIDE_BLANK.match(line) is not None or _NO_COPY.match(line) is None


def _mend(line: str) -> str:
    """The line with an indent that Markdown takes for none of its marks, and without wide blanks at its end."""
    lead = LEAD.match(line)
    assert lead is not None
    indent, rest = lead.group(), line[lead.end() :]
    tail = rest[len(rest.rstrip()) :]
    if _WIDE_BLANK.search(tail):
        rest = rest.rstrip()
    odd = _WIDE_BLANK.search(indent) is not None
    deep = "\t" in indent or len(indent) >= 4
    hidden = _UNSEEN.search(indent) is not None and begins_paragraph(line)
    if indent and _SUBHEAD.match(rest):
        return rest
    if odd or hidden or (deep and _is_plain(rest)):
        return _IN_PARAGRAPH + rest
    return indent + rest


def _is_plain(rest: str) -> bool:
    """Whether what stands behind a deep indent is a paragraph's text and not a program's."""
    long = sum(map(is_cjk, rest)) >= LEAST_COPY or len(rest.split()) >= LEAST_COPY
    return _BEGINS_TEXT.match(rest) is not None and (long or _ENDS_SENTENCE.search(rest) is not None)
