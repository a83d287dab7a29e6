"""An edition.yaml that is wrong in some of its pages -> the model with those pages as stubs, and what is wrong in them.

A stub has the page's name and what it shows, so that the other pages' jumps and index entries lead somewhere;
it is never made up. What is wrong outside the pages, or in a page whose name can't be read, refuses the edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from content.files import shorten
from content.problems import Place, Problem, Refused
from content.reading import Read
from content.yaml.tree import Tree, read_tree
from content.yaml.validation import validate
from layout.plan.blocks import Block
from layout.plan.edition import EditionModel
from layout.reading.brokenpages import (
    EDITION_FILE,
    SHOWN_KEYS,
    LineSpan,
    PageStub,
    stub_of,
    without_broken_pages,
)

_IN_PAGES = re.compile(r"pages\[(\d+)\](?:\.blocks\[(\d+)\])?")


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
        faulty = (number for number, page in enumerate(self.read.value.pages) if page.name in self.names)
        return replace(self.read, value=_with_blocks(self.read.value, dict.fromkeys(faulty, ())))


def _with_blocks(model: EditionModel, blocks: Mapping[int, tuple[Block, ...]]) -> EditionModel:
    """The model with other blocks on some pages, by their numbers from 0."""
    pages = tuple(
        page.model_copy(update={"blocks": blocks[number]}) if number in blocks else page
        for number, page in enumerate(model.pages)
    )
    return model.model_copy(update={"pages": pages})


def read_faulty(text: str, refusal: Refused) -> FaultyPages:
    """Reads what can be read of an edition.yaml that was refused.

    Raises a refusal with the same problems, each with its page and block, where they are no faults of single pages.
    """
    tree, _ = read_tree(text, EDITION_FILE)
    stubs: dict[int, PageStub] = {}
    if tree is None:
        tree, stubs = without_broken_pages(text, refusal.problems)
    value = tree.value if tree is not None else None
    if tree is None or not isinstance(value, dict) or not isinstance(value.get("pages"), list):
        raise refusal
    pages: list[Any] = value["pages"]
    where: dict[Problem, int | None] = {}
    if stubs:
        where = {problem: _broken_page(problem, tree, stubs) for problem in refusal.problems}
    found = validate(tree, EditionModel, EDITION_FILE)[1] if stubs else refusal.problems
    where |= {problem: _page_of(problem, tree) for problem in found if problem not in where}
    problems = [
        replace(problem, where=replace(problem.where, page=stubs[number].name))
        if number in stubs
        else replace(problem, where=on_page(problem.where, value))
        for problem, number in where.items()
    ]
    for number in {number for number in where.values() if number is not None} - set(stubs):
        stub = stub_of(pages[number])
        if stub is None:
            raise Refused(problems)
        stubs[number] = stub
    read = None if None in where.values() else _read_with(tree, stubs)
    if read is None:
        raise Refused(problems)
    located = [
        replace(problem, where=replace(problem.where, page=stubs[number].name))
        for problem, number in zip(problems, where.values(), strict=True)
        if number is not None
    ]
    return FaultyPages(read, tuple(located), frozenset(stub.name for stub in stubs.values()))


def _broken_page(problem: Problem, tree: Tree, stubs: Mapping[int, PageStub]) -> int:
    """The page that breaks the text: the one that a problem names, or the last before it that had to go."""
    told = _page_of(problem, tree)
    before = [number for number in stubs if told is None or number <= told]
    return max(before, default=min(stubs))


def _read_with(tree: Tree, stubs: Mapping[int, PageStub]) -> Read[EditionModel] | None:
    """The model with stubs in the place of pages; None where something else is wrong, too."""
    pages = [
        {"name": stubs[number].name, "blocks": []} if number in stubs else page
        for number, page in enumerate(tree.value["pages"])
    ]
    spoiled = frozenset(path for path in tree.spoiled if path[:1] != ("pages",) or path[1:2] == ())
    found, wrong = validate(
        replace(tree, value={**tree.value, "pages": pages}, spoiled=spoiled), EditionModel, EDITION_FILE
    )
    if found is None or wrong:
        return None
    model = _with_blocks(found, {number: stub.blocks for number, stub in stubs.items()})
    lines = {
        path: line
        for path, line in tree.lines.items()
        if not (len(path) > 2 and path[0] == "pages" and path[1] in stubs)
    }
    return Read(model, EDITION_FILE, MappingProxyType(lines))


def _page_of(problem: Problem, tree: Tree) -> int | None:
    """The number of the page that a problem is in, by its field, else by its line."""
    found = _IN_PAGES.match(problem.where.field or "")
    if found is not None:
        return int(found[1])
    if (problem.where.field or "").partition("[")[0] in ("", "pages") and problem.where.line is not None:
        spans = enumerate(_page_lines(tree))
        return next((number for number, (first, end) in spans if first <= problem.where.line < end), None)
    return None


def _page_lines(tree: Tree) -> list[LineSpan]:
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
    return replace(where, page=_name_in(page, "name"), block=_name_in(block, "id", *SHOWN_KEYS))


def _name_in(value: Any, *keys: str) -> str | None:
    """The first of some keys of a mapping that is text, as a name in a message."""
    names = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    return next((shorten(name) for name in names if isinstance(name, str) and name), None)
