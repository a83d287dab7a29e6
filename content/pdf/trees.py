"""Walks through a PDF's pages, trees and objects. They end, even where references form a circle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from content.pdf.limited import Unreadable
from content.pdf.values import (
    elements,
    entries,
    entry,
    identity,
    is_container,
    is_mapping,
    raw_entries,
    whole,
)

DEEPEST: Final = 60
"""Arrays and dictionaries nested deeper than this are refused: those of real files are nested five deep."""


def inherited_entry(page: Any, key: str) -> Any:
    """A page's entry, its own or the nearest above it in the tree of pages (ISO 32000-1 7.7.3.4).

    Resources, MediaBox, CropBox and Rotate alone are inherited (table 30).
    """
    node, seen = page, set[tuple[int, int]]()
    while is_mapping(node):
        found = entry(node, key)
        if found is not None:
            return found
        seen.add(identity(node))
        node = entry(node, "/Parent")
        if identity(node) in seen:
            return None
    return None


def check_nesting(value: Any) -> None:
    """Raises Unreadable for arrays and dictionaries that are nested too deep, references not counted."""
    waiting = [(value, 0)]
    while waiting:
        holder, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unreadable(f"holds an object nested over {DEEPEST} deep")
        inner = raw_entries(holder).values() if is_mapping(holder) else elements(holder)
        waiting += [(found, depth + 1) for found in inner if is_container(found) and not found.is_indirect]


def number_tree(root: Any, most: int) -> dict[int, Any]:
    """The leaves of a number tree by their keys (ISO 32000-1 7.9.7), about `most` of them."""
    found: dict[int, Any] = {}
    waiting, seen = [root], set[tuple[int, int]]()
    while waiting and len(found) < most:
        node = waiting.pop()
        if identity(node) != (0, 0):
            if identity(node) in seen:
                continue
            seen.add(identity(node))
        pairs = elements(entry(node, "/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            if (at := whole(key)) is not None:
                found.setdefault(at, value)
        waiting += reversed(elements(entry(node, "/Kids")))
    return found


def everything(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Every dictionary and stream of the file, those within others too, each behind the object that it is of.

    Objects that nothing points to are among them: a plant's program may take them out of the file all the same.
    """
    for top in pdf.objects:
        stack = [top]
        while stack:
            value = stack.pop()
            if is_mapping(value):
                yield top, value
                inner = [held for _, held in entries(value)]
            else:
                inner = elements(value)
            # What has a number of its own comes by itself.
            stack += [
                held
                for held in inner
                if isinstance(held, pikepdf.Dictionary | pikepdf.Array) and not held.is_indirect
            ]
