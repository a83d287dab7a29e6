"""A text -> the addresses of web pages in it, and those that run on into the words behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from content.characters.kinds import HAN
from content.problems import Place, Problem

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
