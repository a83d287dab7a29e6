"""A field of plain text -> what is wrong where it holds a mark that is read in a story's body alone, or web code.

Such a field is set as it is written, braces and all, so one with a mark is held from the press.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from content.characters import is_cjk
from content.inline_rules import parser
from content.problems import Place, Problem
from content.web_code import web_code

_SIGNS = re.compile(r"[*_\[{^`\\&<]")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_NAMES: Final = {
    "mark_open": "ruby, a name or title",
    "note": "the mark of a note",
    "strong_open": "strong text",
    "em_open": "emphasised text",
    "link_open": "a link",
    "image": "a picture",
    "code_inline": "code",
}


def unread_mark(text: str, where: Place) -> list[Problem]:
    """One problem that holds the press for a field that is set as it is written, with the first such mark in it."""
    if not _SIGNS.search(text):
        return []
    code = next(web_code(text), None)
    if code is not None:
        place = replace(where, character=code.start())
        what = f"“{code.group()[:40]}” is printed as it is written: it is code of a web page."
        return [
            Problem("stray-mark", "press", what, place, "write the character that is meant, or take it away")
        ]
    name = _first_mark(text)
    if name is not None:
        sign = _SIGNS.search(text)
        return [_unread(text, name, replace(where, character=sign.start() if sign else None))]
    escape = _ESCAPE.search(text)
    if escape is not None and any(map(is_cjk, text)):
        return [_unread(escape.group(), "an escaped mark", replace(where, character=escape.start()))]
    return []


def _unread(shown: str, name: str, where: Place) -> Problem:
    what = f"“{shown[:40]}” is printed as it is written: this text has no marks, and this is {name}."
    hint = "take the marks away; ruby, names and strong text stand in a story's body alone"
    return Problem("stray-mark", "press", what, where, hint)


def _first_mark(text: str) -> str | None:
    """What the first mark is that a story's body would read in the text; None where it would print all of it."""
    for block in parser().parse(f"\u3000{text}"):
        for token in block.children or ():
            if token.type in _NAMES:
                return _NAMES[token.type]
    return None
