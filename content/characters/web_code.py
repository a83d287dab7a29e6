"""A text -> the code of web pages that it prints: entities and tags, as copy has that was pasted with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5

from content.problems import Place, Problem

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(
    r"</?(?:a|article|b|big|blockquote|br|center|code|dd|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|li|"
    r"nobr|o:p|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video|wbr)"
    r"(?:\s[^<>]*)?/?>|<!--|-->",
    re.IGNORECASE,
)


def find_web_code(text: str) -> Iterator[re.Match[str]]:
    """The entities (`&nbsp;`) and tags (`<br>`) in a text, in order."""
    found = [match for match in _ENTITY.finditer(text) if match[0][1] == "#" or match[0][1:] in html5]
    return iter(sorted((*found, *_TAG.finditer(text)), key=lambda match: match.start()))


def web_code_problem(text: str, where: Place) -> list[Problem]:
    """One warning for a text that prints web code, with the first of it."""
    found = list(find_web_code(text))
    if not found:
        return []
    more = f" (the first of {len(found)})" if len(found) > 1 else ""
    what = f"“{found[0].group()[:40]}”{more} is printed as it is written: it is code of a web page."
    hint = "write the character that is meant, or take it away"
    return [Problem("stray-mark", "warning", what, replace(where, character=found[0].start()), hint)]
