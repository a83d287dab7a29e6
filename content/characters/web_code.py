"""A text -> what it has of web pages: addresses, those that run on into the words behind them, entities and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from typing import Final

from content.characters.kinds import HAN
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


# Marks at its end are not of it, nor is what stands behind a full-width mark; one with a backslash is Markdown.
_REST = r"[^\s<>\\，。；：！？、“”‘’（）《》〈〉【】「」『』〔〕…—|\]})]+(?<![*_~.,:;!?'\"\[({^`])(?!\\)"
ADDRESS: Final = re.compile(rf"(?:(?:https?|ftp)://|www\.){_REST}", re.IGNORECASE)
"""The address of a web page in copy."""

_HAN = re.compile(f"[{HAN}]")
_LATIN_THEN_HAN = re.compile(f"[A-Za-z0-9][{HAN}]")


def address_problem(text: str, where: Place) -> list[Problem]:
    """One warning for a text in which an address goes on in Han without a space or a mark, with the first of these."""
    found = next(find_running_on(text), None)
    if found is None:
        return []
    start, shown = found
    what = f"The address “{shown[:60]}” goes on in Han: nobody sees where it ends."
    hint = "put a space, a mark or brackets round it, unless all of it is the address"
    return [Problem("address-runs-on", "warning", what, replace(where, character=start), hint)]


def find_running_on(text: str) -> Iterator[tuple[int, str]]:
    """The addresses that go on in Han: where each begins, and the whole of it. A host may be in Han: 例子.cn."""
    for found in ADDRESS.finditer(text):
        host, _, path = found.group().rpartition("://")[2].partition("/")
        if _HAN.search(path) or _LATIN_THEN_HAN.search(host.rpartition(".")[2]):
            yield found.start(), found.group()
