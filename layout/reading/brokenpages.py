"""The text of an edition.yaml that can't be parsed -> what can be, without the pages that break it, and their stubs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from content.problems import Problem
from content.yaml.tree import Tree, read_tree
from layout.reading.pagestubs import SHOWN_KEYS, PageStub, stub_blocks

EDITION_FILE = "edition.yaml"
_NAMED = re.compile(r"[\s\-{]*name\s*:\s*[\"']?([A-Za-z0-9][A-Za-z0-9\-]{0,19})\b")
_SHOWS = re.compile(rf"\b({'|'.join(SHOWN_KEYS)})\s*:[\s\"'\[]*(\w[\w\-]*)")

MOST_TRIED = 12
"""Pages that are left out, one after the other, to see whether a file can be parsed without."""

LineSpan = tuple[int, int]
"""The first line of something, from 1, and the line behind its last."""


def without_broken_pages(text: str, problems: Iterable[Problem]) -> tuple[Tree | None, dict[int, PageStub]]:
    """The tree of a text that can't be parsed, where it can be without one page, or without the pages whose lines are
    at fault; and those pages' stubs. The parser often finds a fault a page behind the one that has it.
    """
    rows = text.split("\n")
    spans = _spans(rows)
    at_fault = sorted(
        {
            number
            for problem in problems
            for number, (first, end) in enumerate(spans)
            if first <= (problem.where.line or 0) < end
        }
    )
    near = [number - 1 for number in at_fault if number > 0]
    # The parser sees what is not closed where it ends: at the next mark of its kind, or at the end of the file.
    earlier = range(max(at_fault, default=len(spans)) - 1, -1, -1)[:MOST_TRIED]
    alone = [[number] for number in (*at_fault, *near)]
    ways = [*alone, sorted({*at_fault, *near}), at_fault, *([number] for number in earlier)]
    for chosen in [list(way) for way in dict.fromkeys(map(tuple, ways)) if way][: 2 * MOST_TRIED]:
        stubs = {number: _stub_in(rows[spans[number][0] - 1 : spans[number][1] - 1]) for number in chosen}
        named = {number: stub for number, stub in stubs.items() if stub is not None}
        if len(named) < len(stubs):
            continue
        tree, wrong = read_tree(_with_stubs(rows, spans, named), EDITION_FILE)
        if tree is not None and not wrong and isinstance(tree.value, dict):
            pages = tree.value.get("pages")
            if isinstance(pages, list) and len(pages) == len(spans):
                return tree, named
    return None, {}


def _spans(rows: Sequence[str]) -> list[LineSpan]:
    """The lines of each page of a text, by the indent of its entries."""
    start = next((at for at, row in enumerate(rows) if re.match(r"pages\s*:\s*(#.*)?$", row)), None)
    if start is None:
        return []
    firsts: list[int] = []
    indent: str | None = None
    end = len(rows)
    for at in range(start + 1, len(rows)):
        entry = re.match(r"(\s*)-(\s|$)", rows[at])
        if indent is None and entry is not None:
            indent = entry[1]
        if entry is not None and entry[1] == indent:
            firsts.append(at + 1)
        elif re.match(r"[A-Za-z_]+\s*:", rows[at]):
            end = at
            break
    return list(zip(firsts, [*firsts[1:], end + 1], strict=True)) if firsts else []


def _stub_in(rows: Sequence[str]) -> PageStub | None:
    """The lines of a page that can't be parsed as a stub: its name, and what its blocks name."""
    name = next((match[1] for row in rows if (match := _NAMED.match(row)) is not None), None)
    if name is None:
        return None
    return PageStub(name, tuple(stub_blocks([_block_in(part) for part in _block_rows(rows)])))


def _block_rows(rows: Sequence[str]) -> list[list[str]]:
    """The lines of each block of a page, by the indent of its entries."""
    start = next((at for at, row in enumerate(rows) if re.match(r"[\s\-]*blocks\s*:", row)), len(rows))
    parts: list[list[str]] = []
    indent: str | None = None
    for row in rows[start + 1 :]:
        entry = re.match(r"(\s*)-(\s|$)", row)
        if entry is not None and indent is None:
            indent = entry[1]
        if entry is not None and entry[1] == indent:
            parts.append([row])
        elif parts:
            parts[-1].append(row)
    return parts


def _block_in(rows: Sequence[str]) -> Any:
    """A block by its lines; of one that can't be parsed what the first of its lines names."""
    tree, _ = read_tree("\n".join(rows), EDITION_FILE)
    if tree is not None and isinstance(tree.value, list) and tree.value:
        return tree.value[0]
    found = next((match for row in rows if (match := _SHOWS.search(row)) is not None), None)
    return {} if found is None else {found[1]: found[2]}


def _with_stubs(rows: Sequence[str], spans: Sequence[LineSpan], stubs: Mapping[int, PageStub]) -> str:
    """The text with pages as one line each, and the others where they were."""
    left = list(rows)
    for number, stub in stubs.items():
        first, end = spans[number]
        indent = rows[first - 1][: len(rows[first - 1]) - len(rows[first - 1].lstrip())]
        left[first - 1 : end - 1] = [f"{indent}- {{name: {stub.name}, blocks: []}}"] + [""] * (
            end - first - 1
        )
    return "\n".join(left)
