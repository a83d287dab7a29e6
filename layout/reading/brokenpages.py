"""The text of an edition.yaml that can't be parsed -> what can be, without the pages that break it, and their stubs.

A page's stub is its name, and what it shows as far as that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from content.problems import Problem
from content.yaml.tree import Tree, read_tree
from layout.plan.blocks import BLOCK_MODELS, Block, kinds_of
from layout.plan.things import ThingKind

SHOWN_KEYS: dict[str, ThingKind] = {
    model.shown_key: model.shown_kind for model in BLOCK_MODELS if model.shown_kind is not None
}
"""The keys of blocks that name what they show, with the kind of it."""

_KEYS_OF = {
    kind: (model.shown_key,) if model.shown_kind is not None else ()
    for model in BLOCK_MODELS
    for kind in kinds_of(model)
}
_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]{0,19}\Z")

EDITION_FILE = "edition.yaml"
_NAMED = re.compile(r"[\s\-{]*name\s*:\s*[\"']?([A-Za-z0-9][A-Za-z0-9\-]{0,19})\b")
_SHOWS = re.compile(rf"\b({'|'.join(SHOWN_KEYS)})\s*:[\s\"'\[]*(\w[\w\-]*)")

MOST_TRIED = 12
"""Pages that are left out, one after the other, to see whether a file can be parsed without."""

LineSpan = tuple[int, int]
"""The first line of something, from 1, and the line behind its last."""


@dataclass(frozen=True, slots=True)
class PageStub:
    """A page's name, and blocks of one cell that show what is on it."""

    name: str
    blocks: tuple[Block, ...]


def stub_of(page: Any) -> PageStub | None:
    """A page that was parsed as a stub; None for one without a name."""
    name = page.get("name") if isinstance(page, dict) else None
    if not isinstance(name, str) or not _NAME.match(name):
        return None
    blocks = page.get("blocks")
    return PageStub(name, tuple(stub_blocks(blocks if isinstance(blocks, list) else [])))


def stub_blocks(blocks: Iterable[Any]) -> Iterator[Block]:
    """What blocks show, in blocks of one cell. One of no known kind shows what any of its keys names."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        jumps = {key: block.get(key) for key in ("jump_to", "jump_from") if isinstance(block.get(key), str)}
        kind = block.get("kind")
        for key in _KEYS_OF.get(kind, SHOWN_KEYS) if isinstance(kind, str) else SHOWN_KEYS:
            names, thing = block.get(key), SHOWN_KEYS[key]
            for name in names if isinstance(names, list) else (names,):
                values = {"kind": thing, thing: name, "columns": 1, "lines": 1}
                found = _block({**values, **jumps} if thing == "story" else values) or _block(values)
                yield from () if found is None else (found,)


def _block(values: dict[str, Any]) -> Block | None:
    try:
        return _BLOCK.validate_python(values)
    except ValidationError:
        return None


def without_broken_pages(text: str, problems: Iterable[Problem]) -> tuple[Tree | None, dict[int, PageStub]]:
    """The tree of a text that can't be parsed, where it can be without one page, or without the pages whose lines are
    at fault; and those pages' stubs. The parser often finds a fault a page behind the one that has it.
    """
    rows = text.split("\n")
    spans = _spans(rows, r"pages\s*:\s*(#.*)?$")
    lines = {problem.where.line or 0 for problem in problems}
    at_fault = [
        number for number, (first, end) in enumerate(spans) if any(first <= line < end for line in lines)
    ]
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


def _spans(rows: Sequence[str], key: str) -> list[LineSpan]:
    """The lines of each entry of a list, by the indent of the first; `key` is the pattern of the line that opens it."""
    start = next((at for at, row in enumerate(rows) if re.match(key, row)), len(rows))
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
    spans = _spans(rows, r"[\s\-]*blocks\s*:")
    return PageStub(name, tuple(stub_blocks([_block_in(rows[first - 1 : end - 1]) for first, end in spans])))


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
