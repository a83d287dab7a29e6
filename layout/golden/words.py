"""Turns two golden texts of a scene into the differences a proof-reader would mark: level 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from layout.golden.earlier import Difference

_TEXT = re.compile(r"\|([^|]*)\|([^|]*)$")
"""A line's text, between bars, and behind them what is set beside it."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Where:
    page: str | None
    region: str | None
    story: str | None


def scene_differences(golden: str, actual: str) -> list[Difference]:
    """One difference for each region with changed lines: how many, and the first of them in full.

    A region of the page now names the place; a line that is gone takes the region it had in the golden.
    """
    if golden == actual:
        return []
    old, new = golden.splitlines(), actual.splitlines()
    old_where, new_where = _places(old), _places(new)
    found: dict[_Where, list[tuple[int, str]]] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for i, j in zip_longest(range(i1, i2), range(j1, j2)):
            was, now = (None if i is None else old[i]), (None if j is None else new[j])
            if not (was or now):
                continue  # the empty lines between regions
            where = old_where[i] if j is None else new_where[j]
            number = (i if j is None else j) + 1
            found.setdefault(where, []).append((number, _said(was, now)))
    if not found:  # only empty lines or line ends: a damaged golden, which no page makes
        return [Difference("scene", "scene.txt differs in its white space alone")]
    return [_difference(where, lines) for where, lines in found.items()]


def _difference(where: _Where, lines: Sequence[tuple[int, str]]) -> Difference:
    number, first = lines[0]
    more = f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else ""
    return Difference("scene", first + more, where.page, where.region, where.story, number, len(lines))


def _places(lines: Sequence[str]) -> list[_Where]:
    """The page, region and story that each line of a golden text belongs to."""
    out: list[_Where] = []
    page = region = story = None
    for line in lines:
        if line.startswith("page "):
            page, region, story = line.removeprefix("page ").split("  number ")[0], None, None
        elif line.startswith("region "):
            region, *rest = line.removeprefix("region ").split(" · ")
            stories = [part.removeprefix("story ") for part in rest if part.startswith("story ")]
            story = stories[0] if stories else None
        out.append(_Where(page, region, story))
    return out


def _said(was: str | None, now: str | None) -> str:
    if was is None:
        return f"new: {_short(now or '')}"
    if now is None:
        return f"gone: {_short(was)}"
    old_text, new_text = _TEXT.search(was), _TEXT.search(now)
    if old_text and new_text and old_text[1] != new_text[1]:
        return _first_character(old_text[1], new_text[1])
    if old_text and new_text and old_text[2] != new_text[2]:
        beside = [_short(text[2]) or "nothing" for text in (old_text, new_text)]
        return f"beside the text “{_short(new_text[1])}” stood {beside[0]}, now {beside[1]}"
    return f"was {_short(was)}, is {_short(now)}"


def _first_character(was: str, now: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))

    def around(text: str) -> str:
        here = text[at : at + 1] or "(end)"
        return f"{text[max(0, at - 6) : at]}[{here}]{text[at + 1 : at + 7]}"

    return f"the text differs from character {at}: was …{around(was)}…, is …{around(now)}…"


def _short(line: str) -> str:
    line = _SPACE.sub(" ", line).strip()
    return line if len(line) <= 120 else line[:119] + "…"
