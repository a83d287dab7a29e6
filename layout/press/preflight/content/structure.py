"""The structure tree of a file -> the story that a mark belongs to (ISO 32000-1 14.7)."""

from __future__ import annotations

from typing import Any, Final

import pikepdf

from layout.press.preflight.content.entries import entries, entry, items, name, object_number, text, whole
from layout.press.preflight.content.marks import Owner

STORIES: Final = frozenset({"Art", "Article", "Sect", "Figure", "Aside"})
"""What is a story of its own. A caption is none: it belongs to what stands above it."""

DEEPEST: Final = 100
MOST_KEYS: Final = 100_000


class Structure:
    """Which story each mark of a file belongs to. A file without a tree has none."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        root = entry(pdf.Root, "/StructTreeRoot")
        self._roles = {key[1:]: name(role) for key, role in entries(entry(root, "/RoleMap")).items()}
        self._parents = _number_tree(entry(root, "/ParentTree"))
        self._titles: dict[tuple[int, int], str] = {}
        self._found: dict[Owner, str] = {}

    def story(self, owner: Owner) -> str:
        """The title of the nearest article, section, figure or aside that owns a mark; empty for none."""
        if owner not in self._found:
            key, mark = owner
            element = self._parents.get(key)
            if mark >= 0:
                row = element if isinstance(element, pikepdf.Array) else None
                element = _at(row, mark)
            self._found[owner] = self._title(element)
        return self._found[owner]

    def _title(self, element: Any) -> str:
        climbed: list[tuple[int, int]] = []
        found = ""
        for _ in range(DEEPEST):
            if not isinstance(element, pikepdf.Dictionary):
                break
            number = object_number(element)
            if number in self._titles:
                found = self._titles[number]
                break
            if number[0]:
                climbed.append(number)
            if self._role(name(entry(element, "/S"))) in STORIES:
                found = _says(element)
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


def _says(element: Any) -> str:
    for key in ("/T", "/Alt", "/ActualText", "/ID"):
        if found := " ".join(text(entry(element, key)).split()):
            return found[:200]
    return ""


def _at(row: Any, index: int) -> Any:
    try:
        return row[index] if row is not None and index < len(row) else None
    except (pikepdf.PdfError, IndexError, ValueError):
        return None


def _number_tree(root: Any) -> dict[int, Any]:
    """The leaves of a number tree, by their keys (ISO 32000-1 7.9.7)."""
    found: dict[int, Any] = {}
    waiting, seen = [root], set()
    while waiting and len(found) < MOST_KEYS:
        node = waiting.pop()
        number = object_number(node)
        if number[0] and number in seen:
            continue
        seen.add(number)
        pairs = items(entry(node, "/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            found.setdefault(whole(key, -1), value)
        waiting += reversed(items(entry(node, "/Kids"), 10_000))
    return found
