"""A field of text -> what is wrong where it holds a mark that is not read there, or web code.

Plain text is set as it is written, braces and all, so a field with a mark is held from the press. A line that is read
(`linemarks`) holds it with what is a mark in Markdown and none of a page: a link, code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from content.characters.kinds import is_cjk
from content.characters.unseen import odd_problems
from content.characters.web_code import address_problem, find_web_code
from content.marking.commonmark import may_be_copy
from content.marking.inline_rules import parser
from content.problems import Place, Problem, Severity

_SIGNS = re.compile(r"[*_\[{^~`\\&<]")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_BREAK = re.compile(r"[<＜]\s*[|~｜～]+\s*[>＞]")
_SURE_BREAK = re.compile("<[|~]>")
_NAMES: Final = {
    "mark_open": "ruby, a name or title",
    "note": "the mark of a note",
    "script": "a superscript or subscript",
    "strong_open": "strong text",
    "em_open": "emphasised text",
    "link_open": "a link",
    "image": "a picture",
    "code_inline": "code",
}
_FOREIGN = ("a link", "a picture", "code")
"""What no line reads, nor a body."""


def find_left_in_line(text: str, where: Place, *, breaks: bool) -> list[Problem]:
    """One problem that holds the press for a line whose marks were read, with the first mark of a line break that is
    still in it, or web code. `breaks`: those were read as well, and one that is written right was escaped.
    """
    loose = [] if breaks and _SURE_BREAK.search(text) else find_loose_break(text, where, "press")
    return loose or _web_code(text, where)


def find_unread_mark(text: str, where: Place) -> list[Problem]:
    """One problem that holds the press for a field that is set as it is written, with the first such mark in it."""
    loose = find_loose_break(text, where, "press")
    if loose or not _SIGNS.search(text):
        return loose
    code = _web_code(text, where)
    if code:
        return code
    found = _marks(text)
    if found:
        # The first that is surely a mark; where none is, the copy has stars of its own.
        name, sure = next((mark for mark in found if mark[1]), found[0])
        sign = _SIGNS.search(text)
        return [_unread(text, name, replace(where, character=sign.start() if sign else None), sure)]
    escape = _ESCAPE.search(text)
    if escape is not None and any(map(is_cjk, text)):
        return [_unread(escape.group(), "an escaped mark", replace(where, character=escape.start()))]
    return []


def find_foreign_mark(written: str, text: str) -> list[Problem]:
    """The same for a line whose marks were read, as it is written and as it reads: a link, a picture, code. The place
    is left to the caller.
    """
    foreign = next((name for name, _ in _marks(written) if name in _FOREIGN), None)
    if foreign is None:
        return []
    what = f"“{text[:40]}” is printed as it is written, and this is {foreign}."
    return [Problem("stray-mark", "press", what, Place(), r"take its marks away, or write \ before each")]


def _web_code(text: str, where: Place) -> list[Problem]:
    code = next(find_web_code(text), None)
    if code is None:
        return []
    place = replace(where, character=code.start())
    what = f"“{code.group()[:40]}” is printed as it is written: it is code of a web page."
    return [Problem("stray-mark", "press", what, place, "write the character that is meant, or take it away")]


def find_loose_break(text: str, where: Place, severity: Severity) -> list[Problem]:
    """One problem for a text that prints a mark of a head's line breaks, with the first."""
    found = _BREAK.search(text)
    if found is None:
        return []
    what = f"“{found.group()}” is printed as it is written: it looks like a mark of line breaks, and is none here."
    hint = "take it away; <|> and <~> are marks in a headline, kicker, deck, jump_head or pull quote"
    if "||" in found.group() or "｜｜" in found.group():
        hint = "take it away; <||> ends a leg in a story's body, on a line of its own"
    return [Problem("stray-mark", severity, what, replace(where, character=found.start()), hint)]


def _unread(shown: str, name: str, where: Place, sure: bool = True) -> Problem:
    if not sure:
        what = f"“{shown[:40]}” is printed as it is written; in a story's body this would be {name}."
        return Problem("stray-mark", "warning", what, where, "take the marks away if they are marks")
    what = f"“{shown[:40]}” is printed as it is written: this text has no marks, and this is {name}."
    hint = "take the marks away; ruby, names and strong text stand in a story's body alone"
    return Problem("stray-mark", "press", what, where, hint)


def first_mark(text: str) -> str | None:
    """What the first mark is that a story's body would surely read in a text; None where it reads none."""
    if not _SIGNS.search(text):
        return None
    return next((name for name, sure in _marks(text) if sure), None)


def _marks(text: str) -> list[tuple[str, bool]]:
    """The marks that a story's body would read in the text, and whether each is surely one."""
    found: list[tuple[str, bool]] = []
    for block in parser().parse(f"\u3000{text}"):
        tokens = block.children or []
        for index, token in enumerate(tokens):
            if token.type in _NAMES and not _leads_nowhere(token):
                found.append((_NAMES[token.type], not _may_be_copy(tokens, index)))
    return found


def _may_be_copy(tokens: Sequence[Token], first: int) -> bool:
    """Whether strong or emphasised text that opens at a token may be none."""
    if tokens[first].type not in ("strong_open", "em_open"):
        return False
    level = tokens[first].level
    last = next(
        at for at in range(first + 1, len(tokens)) if tokens[at].level == level and tokens[at].nesting < 0
    )
    return may_be_copy(tokens, first, last)


def _leads_nowhere(token: Token) -> bool:
    """Whether a link has no address: [美](海明威) is copy."""
    return token.type == "link_open" and not re.search("[./:#]", str(token.attrs.get("href", "")))


def plain_text_problems(text: str, where: Place) -> list[Problem]:
    """One problem of each kind for a table's cell, a folio's words: with the first place of it."""
    return [*find_unread_mark(text, where), *odd_problems(text, where), *address_problem(text, where)]


def line_text_problems(text: str, where: Place, *, breaks: bool = False) -> list[Problem]:
    """The same for a line whose marks were read; `breaks`: those of line breaks as well."""
    left = find_left_in_line(text, where, breaks=breaks)
    return [*left, *odd_problems(text, where), *address_problem(text, where)]
