"""YAML text to plain values that remember their lines, by the core schema of YAML 1.2.

Only what an editor needs is read: one document of mappings, lists and scalars. Anchors, aliases and tags are
refused (they are how a small file becomes a huge value, or an object), and so are keys that stand twice.
YAML 1.1's surprises are off: `no` and `on` are text, `1:30` is text, a date is text until a model asks
for a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from content.characters.kinds import find_forbidden, forbidden_problems
from content.files import shorten
from content.problems import Place, Problem
from content.yaml.faults import syntax_problems, wide_colons

KeyPath = tuple[str | int, ...]
"""The keys and list indices (from 0) that lead from the top of a file to a value."""

DEEPEST = 30
"""Mappings and lists nested deeper than this are refused."""

_WRITE_OUT = "write the value out in each place"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Nineteen digits and more are no count or measure, and would let a file ask for a huge integer.
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_OTHER_BASE = re.compile(r"0o[0-7]{1,18}\Z|0x[0-9a-fA-F]{1,14}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,2})?\Z")


def nearest_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of the key at `path`, or of its nearest ancestor."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path)


@dataclass(frozen=True, slots=True)
class Tree:
    """One read document.

    `value` is made of dict, list, str, int, float, bool and None; `lines` gives the line (from 1) of the key
    or list entry at each path; `plain` the source text of each unquoted scalar. `spoiled` holds the paths
    whose value could not be taken and stands as None.
    """

    value: Any
    lines: dict[KeyPath, int]
    plain: dict[KeyPath, str]
    spoiled: frozenset[KeyPath] = frozenset()

    def line_of(self, path: KeyPath) -> int | None:
        """The line of the key at `path`, or of its nearest ancestor."""
        return nearest_line(self.lines, path)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; `key` is the key that waits for its value."""

    value: dict[str, Any] | list[Any]
    path: KeyPath
    key: str | None = None
    key_line: int = 0


@dataclass(slots=True)
class _Builder:
    file: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    plain: dict[KeyPath, str] = field(default_factory=dict)
    spoiled: set[KeyPath] = field(default_factory=set)
    top: Any = None
    stack: list[_Open] = field(default_factory=list)

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def problem(self, id: str, event: Any, what: str, hint: str, name: str | None = None) -> None:
        place = Place(file=self.file, line=self.line(event), field=name)
        self.problems.append(Problem(id, "refused", what, place, hint))

    def place(self, event: Any, value: Any) -> KeyPath:
        """Puts a value where the open mapping or list wants it, and says at which path that is."""
        if not self.stack:
            self.top = value
            self.lines[()] = self.line(event)
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            path = (*parent.path, len(parent.value))
            parent.value.append(value)
            self.lines[path] = self.line(event)
            return path
        key, parent.key = parent.key or "", None
        path = (*parent.path, key)
        if key not in parent.value:  # of a key that stands twice the first holds
            self.lines[path] = parent.key_line
            parent.value[key] = value
        return path

    def wants_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def take_key(self, event: Any) -> None:
        parent = self.stack[-1]
        key: str = event.value
        path = (*parent.path, key)
        if key in parent.value:
            what = f"The key `{shorten(key)}` stands twice; the first is on line {self.lines[path]}."
            self.problem("duplicate-key", event, what, "keep one of them", field_name(path))
        parent.key, parent.key_line = key, self.line(event)

    def take_scalar(self, event: Any) -> None:
        if names := ", ".join(dict.fromkeys(spot.name for spot in find_forbidden(event.value))):
            what = f"The text holds {shorten(names, 200)}, which can't be printed."
            hint = "delete it, or put in the character that was meant"
            self.problem("forbidden-character", event, what, hint)
        if self.wants_key():
            self.take_key(event)
            return
        is_plain: bool = event.implicit[0]
        path = self.place(event, core_value(event.value) if is_plain else event.value)
        if is_plain:
            self.plain.setdefault(path, event.value)

    def take(self, event: Any) -> bool:
        """Takes one parser event; False when nothing that follows can be read."""
        is_alias = isinstance(event, yaml.AliasEvent)
        if getattr(event, "anchor", None) is not None and not is_alias:
            self.problem("anchor", event, "Anchors (&) are not supported.", _WRITE_OUT)
        if (tag := getattr(event, "tag", None)) is not None:
            self.problem("tag", event, f"Tags ({shorten(tag)}) are not supported.", "write the plain value")
        if is_alias:
            self.problem("alias", event, "Aliases (*) are not supported.", _WRITE_OUT)
            if self.wants_key():
                return False
            self.spoiled.add(self.place(event, None))
        elif isinstance(event, yaml.ScalarEvent):
            self.take_scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if self.wants_key():
                self.problem("bad-key", event, "A key must be text, not a list.", "write a word as key")
                return False
            if len(self.stack) == DEEPEST:
                what = f"Values are nested over {DEEPEST} deep."
                self.problem("nested-too-deep", event, what, "flatten the file")
                return False
            value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(value, self.place(event, value)))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        return True


def read_tree(text: str, file: str, *, first_line: int = 1) -> tuple[Tree | None, list[Problem]]:
    """Reads one YAML document and finds all that is wrong with its form.

    `first_line` is the line of the file on which `text` begins (front matter does not begin on line 1).
    The tree is None where the text can't be parsed to its end.
    """
    if found := forbidden_problems(text, file, first_line=first_line):
        # The parser stops at some of these and passes others; what it would say adds nothing.
        return None, found
    builder = _Builder(file, first_line)
    documents = 0
    try:
        for event in parse_events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    hint = "keep one document in a file"
                    builder.problem("two-documents", event, "A second document begins here.", hint)
                    break
            elif not builder.take(event):
                return None, builder.problems
    except yaml.YAMLError as error:
        return None, [*builder.problems, *syntax_problems(error, text, file, first_line)]
    if isinstance(builder.top, str) and (
        wide := wide_colons(text, range(text.count("\n") + 1), file, first_line)
    ):
        return None, [*builder.problems, *wide]
    return Tree(builder.top, builder.lines, builder.plain, frozenset(builder.spoiled)), builder.problems


def core_value(text: str) -> str | int | float | bool | None:
    """What an unquoted scalar is by the core schema of YAML 1.2 (10.3.2), but never infinite nor NaN."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text):
        return int(text)
    if _OTHER_BASE.match(text):
        return int(text, 0)
    if _FLOAT.match(text):
        return float(text)
    return text


def field_name(path: KeyPath) -> str:
    """A path as messages write it: `pages[0].blocks[2].area`, list indices from 0."""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{shorten(part)}"
    return name.removeprefix(".")


def parse_events(text: str) -> Iterator[Any]:
    """The parser's events. Raises yaml.YAMLError as they are taken."""
    parse: Callable[..., Iterator[Any]] = yaml.parse
    return parse(text, Loader=_LOADER)
