"""The structure tree of a file -> the story that a mark belongs to (ISO 32000-1 14.7)."""

from __future__ import annotations

from typing import Any, Final

import pikepdf

from content.pdf.trees import number_tree
from content.pdf.values import elements, entries, entry, identity, is_mapping, name, words

STORIES: Final = frozenset({"Art", "Article", "Sect", "Figure", "Aside"})
"""What is a story of its own. A caption is none: it belongs to the story above it."""

DEEPEST: Final = 100
MOST_KEYS: Final = 100_000


class Owner(tuple[int, int]):
    """Which element of the structure tree a mark belongs to: a key of the ParentTree, and the mark's number (MCID)
    there; -1 where the key itself is the element's.
    """

    __slots__ = ()


class Stories:
    """Which story each mark of a file belongs to. A file without a tree has none."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        root = entry(pdf.Root, "/StructTreeRoot")
        self._roles = {key: name(role) for key, role in entries(entry(root, "/RoleMap"))}
        self._parents = number_tree(entry(root, "/ParentTree"), MOST_KEYS)
        self._rows: dict[int, list[Any]] = {}
        self._titles: dict[tuple[int, int], str] = {}
        self._found: dict[Owner, str] = {}

    def story(self, owner: Owner) -> str:
        """The title of the nearest article, section, figure or aside that owns a mark; empty for none."""
        if owner not in self._found:
            self._found[owner] = self._title(self._element(owner))
        return self._found[owner]

    def _element(self, owner: Owner) -> Any:
        key, mark = owner
        if mark < 0:
            return self._parents.get(key)
        if key not in self._rows:
            self._rows[key] = elements(self._parents.get(key))
        row = self._rows[key]
        return row[mark] if mark < len(row) else None

    def _title(self, element: Any) -> str:
        climbed: list[tuple[int, int]] = []
        found = ""
        for _ in range(DEEPEST):
            if not is_mapping(element):
                break
            number = identity(element)
            if number in self._titles:
                found = self._titles[number]
                break
            if number != (0, 0):
                climbed.append(number)
            if self._role(name(entry(element, "/S"))) in STORIES:
                found = _title_of(element)
                if found:
                    break
            element = entry(element, "/P")
        self._titles |= dict.fromkeys(climbed, found)
        return found

    def _role(self, kind: str) -> str:
        """The standard type of an element, by the role map, which may lead through others."""
        for _ in range(8):
            if kind in STORIES or kind not in self._roles:
                break
            kind = self._roles[kind]
        return kind


def _title_of(element: Any) -> str:
    for key in ("/T", "/Alt", "/ActualText", "/ID"):
        if found := " ".join(words(entry(element, key)).split()):
            return found[:200]
    return ""
