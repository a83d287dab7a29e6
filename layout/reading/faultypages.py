"""An edition.yaml that is wrong in some of its pages -> the model with those pages as stubs, and what is wrong in them.

A stub has the page's name and says what stands on it, so that the other pages' jumps and index entries lead somewhere;
it is never made up. What is wrong outside the pages, or in a page whose name can't be read, refuses the edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from content.files import shorten
from content.problems import Place, Problem, Refused
from content.reading import Read
from content.yaml.tree import Tree, read_tree
from content.yaml.validation import validate
from layout.plan.blocks import Block
from layout.plan.edition import EditionModel

_FILE = "edition.yaml"
_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
_SHOWN = ("story", "photo", "advert", "table")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]{0,19}\Z")
_IN_PAGES = re.compile(r"pages\[(\d+)\](?:\.blocks\[(\d+)\])?")
_NAMED = re.compile(r"[\s\-{]*name\s*:\s*[\"']?([A-Za-z0-9][A-Za-z0-9\-]{0,19})\b")
_SHOWS = re.compile(r"\b(story|photo|advert|table)\s*:[\s\"'\[]*(\w[\w\-]*)")


MOST_TRIED = 12
"""Pages that are left out, one after the other, to see whether a file can be parsed without."""

Lines = tuple[int, int]
"""The first line of something, from 1, and the line behind its last."""


@dataclass(frozen=True, slots=True)
class FaultyPages:
    """The edition's model, what is wrong in its faulty pages, and their names."""

    read: Read[EditionModel]
    problems: tuple[Problem, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def without_faulty(self) -> Read[EditionModel]:
        """The same with nothing on the faulty pages."""
        if not self.names:
            return self.read
        pages = tuple(
            page.model_copy(update={"blocks": ()}) if page.name in self.names else page
            for page in self.read.value.pages
        )
        return replace(self.read, value=self.read.value.model_copy(update={"pages": pages}))


def read_faulty(text: str, refusal: Refused) -> FaultyPages:
    """Reads what can be read of an edition.yaml that was refused.

    Raises a refusal with the same problems, each with its page and block, where they are no faults of single pages.
    """
    tree, _ = read_tree(text, _FILE)
    stubs: dict[int, _Stub] = {}
    if tree is None:
        tree, stubs = _without_broken(text, refusal.problems)
    value = tree.value if tree is not None else None
    if tree is None or not isinstance(value, dict) or not isinstance(value.get("pages"), list):
        raise refusal
    pages: list[Any] = value["pages"]
    where: dict[Problem, int | None] = {}
    if stubs:
        where = {one: _broken_page(one, tree, stubs) for one in refusal.problems}
    found = validate(tree, EditionModel, _FILE)[1] if stubs else refusal.problems
    where |= {one: _page_of(one, tree) for one in found if one not in where}
    problems = [
        replace(one, where=replace(one.where, page=stubs[number].name))
        if number in stubs
        else replace(one, where=on_page(one.where, value))
        for one, number in where.items()
    ]
    for number in {one for one in where.values() if one is not None} - set(stubs):
        stub = _stub_of(pages[number])
        if stub is None:
            raise Refused(problems)
        stubs[number] = stub
    read = None if None in where.values() else _read_with(tree, stubs)
    if read is None:
        raise Refused(problems)
    located = [
        replace(one, where=replace(one.where, page=stubs[number].name))
        for one, number in zip(problems, where.values(), strict=True)
        if number is not None
    ]
    return FaultyPages(read, tuple(located), frozenset(stub.name for stub in stubs.values()))


@dataclass(frozen=True, slots=True)
class _Stub:
    name: str
    blocks: tuple[Block, ...]


def _broken_page(problem: Problem, tree: Tree, stubs: Mapping[int, _Stub]) -> int:
    """The page that breaks the text: the one that a problem is told in, or the last before it that had to go."""
    told = _page_of(problem, tree)
    before = [number for number in stubs if told is None or number <= told]
    return max(before, default=min(stubs))


def _read_with(tree: Tree, stubs: Mapping[int, _Stub]) -> Read[EditionModel] | None:
    """The model with stubs in the place of pages; None where something else is wrong, too."""
    pages = [
        {"name": stubs[number].name, "blocks": []} if number in stubs else page
        for number, page in enumerate(tree.value["pages"])
    ]
    spoiled = frozenset(path for path in tree.spoiled if path[:1] != ("pages",) or path[1:2] == ())
    found, wrong = validate(
        replace(tree, value={**tree.value, "pages": pages}, spoiled=spoiled), EditionModel, _FILE
    )
    if found is None or wrong:
        return None
    model = found.model_copy(
        update={
            "pages": tuple(
                page.model_copy(update={"blocks": stubs[number].blocks}) if number in stubs else page
                for number, page in enumerate(found.pages)
            )
        }
    )
    lines = {
        path: line
        for path, line in tree.lines.items()
        if not (len(path) > 2 and path[0] == "pages" and path[1] in stubs)
    }
    return Read(model, _FILE, MappingProxyType(lines))


def _stub_of(page: Any) -> _Stub | None:
    """A page that was parsed as a stub; None for one without a name."""
    name = page.get("name") if isinstance(page, dict) else None
    if not isinstance(name, str) or not _NAME.match(name):
        return None
    blocks = page.get("blocks")
    return _Stub(name, tuple(_stub_blocks(blocks if isinstance(blocks, list) else [])))


def _stub_blocks(blocks: Sequence[Any]) -> Iterator[Block]:
    """What stands on a page, in blocks of one cell."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        photos = block.get("photos")
        named = [(kind, block.get(kind)) for kind in _SHOWN]
        named += [("photo", one) for one in (photos if isinstance(photos, list) else ())]
        jumps = {key: block.get(key) for key in ("jump_to", "jump_from") if isinstance(block.get(key), str)}
        for kind, name in named:
            if isinstance(name, str) and block.get("kind") != "quote":
                made = {"kind": kind, kind: name, "columns": 1, "lines": 1}
                found = _made({**made, **jumps} if kind == "story" else made) or _made(made)
                yield from () if found is None else (found,)


def _made(value: dict[str, Any]) -> Block | None:
    try:
        return _BLOCK.validate_python(value)
    except ValidationError:
        return None


def _page_of(problem: Problem, tree: Tree) -> int | None:
    """The number of the page that a problem is in, by its field, else by its line."""
    found = _IN_PAGES.match(problem.where.field or "")
    if found is not None:
        return int(found[1])
    if (problem.where.field or "").partition("[")[0] in ("", "pages") and problem.where.line is not None:
        return next(
            (
                number
                for number, (first, end) in enumerate(_page_lines(tree))
                if first <= problem.where.line < end
            ),
            None,
        )
    return None


def _page_lines(tree: Tree) -> list[Lines]:
    """The lines of each page of a tree."""
    firsts = [tree.lines.get(("pages", number), 0) for number in range(len(tree.value["pages"]))]
    behind = [
        line
        for path, line in tree.lines.items()
        if len(path) == 1 and firsts and line > max(firsts) and path != ("pages",)
    ]
    ends = [*firsts[1:], min(behind, default=10**9)]
    return list(zip(firsts, ends, strict=True)) if firsts else []


def on_page(where: Place, value: Any) -> Place:
    """A place in edition.yaml with the page and block as the file names them, where it does."""
    found = _IN_PAGES.match(where.field or "")
    if found is None:
        return where
    page = block = None
    try:
        page = value["pages"][int(found[1])]
        block = page["blocks"][int(found[2])] if found[2] else None
    except (KeyError, IndexError, TypeError):
        pass  # what is wrong may be just this
    return replace(
        where, page=_called(page, "name"), block=_called(block, "id", "story", "photo", "advert", "table")
    )


def _called(value: Any, *keys: str) -> str | None:
    """The first of some keys of a mapping that is text, as a name in a message."""
    names = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    return next((shorten(name) for name in names if isinstance(name, str) and name), None)


def _without_broken(text: str, problems: Iterable[Problem]) -> tuple[Tree | None, dict[int, _Stub]]:
    """The tree of a text that can't be parsed, where it can be without one page, or without the pages whose lines are
    at fault; and those pages' stubs. A fault is often told a page further on than it is.
    """
    rows = text.split("\n")
    spans = _spans(rows)
    at_fault = sorted(
        {
            number
            for one in problems
            for number, (first, end) in enumerate(spans)
            if first <= (one.where.line or 0) < end
        }
    )
    near = [number - 1 for number in at_fault if number > 0]
    # What is not closed is told where it ends: at the next mark of its kind, or at the end of the file.
    earlier = range(max(at_fault, default=len(spans)) - 1, -1, -1)[:MOST_TRIED]
    alone = [[number] for number in (*at_fault, *near)]
    ways = [*alone, sorted({*at_fault, *near}), at_fault, *([number] for number in earlier)]
    for chosen in [list(one) for one in dict.fromkeys(map(tuple, ways)) if one][: 2 * MOST_TRIED]:
        stubs = {number: _stub_in(rows[spans[number][0] - 1 : spans[number][1] - 1]) for number in chosen}
        named = {number: stub for number, stub in stubs.items() if stub is not None}
        if len(named) < len(stubs):
            continue
        tree, wrong = read_tree(_stubbed(rows, spans, named), _FILE)
        if tree is not None and not wrong and isinstance(tree.value, dict):
            pages = tree.value.get("pages")
            if isinstance(pages, list) and len(pages) == len(spans):
                return tree, named
    return None, {}


def _spans(rows: Sequence[str]) -> list[Lines]:
    """The lines of each page of a text, by how far its entries stand in."""
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


def _stub_in(rows: Sequence[str]) -> _Stub | None:
    """The lines of a page that can't be parsed as a stub: its name, and what its blocks name."""
    name = next((match[1] for row in rows if (match := _NAMED.match(row)) is not None), None)
    if name is None:
        return None
    return _Stub(name, tuple(_stub_blocks([_block_in(part) for part in _block_rows(rows)])))


def _block_rows(rows: Sequence[str]) -> list[list[str]]:
    """The lines of each block of a page, by how far its entries stand in."""
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
    tree, _ = read_tree("\n".join(rows), _FILE)
    if tree is not None and isinstance(tree.value, list) and tree.value:
        return tree.value[0]
    found = next((match for row in rows if (match := _SHOWS.search(row)) is not None), None)
    return {} if found is None else {found[1]: found[2]}


def _stubbed(rows: Sequence[str], spans: Sequence[Lines], stubs: Mapping[int, _Stub]) -> str:
    """The text with pages as one line each, and the others where they were."""
    left = list(rows)
    for number, stub in stubs.items():
        first, end = spans[number]
        indent = rows[first - 1][: len(rows[first - 1]) - len(rows[first - 1].lstrip())]
        left[first - 1 : end - 1] = [f"{indent}- {{name: {stub.name}, blocks: []}}"] + [""] * (
            end - first - 1
        )
    return "\n".join(left)
