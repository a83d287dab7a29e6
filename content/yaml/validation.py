"""A read tree and a Pydantic model to the model's value, or to one plain sentence for each thing wrong."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.problems import MOST_PROBLEMS, Place, Problem, more_problems
from content.yaml.sentences import WANTED, ModelError, ReadFile, explain_errors, show_value, tag_keys
from content.yaml.tree import KeyPath, Tree, field_name

M = TypeVar("M", bound=BaseModel)


def validate(tree: Tree, model: type[M], file: str) -> tuple[M | None, list[Problem]]:
    """Makes the model's value of a tree; all problems at once, none of them below a spoiled path.

    A validator of a model that wants a problem of its own raises
    `PydanticCustomError("stable-id", "The sentence.", {"hint": "what to do"})`; a plain ValueError
    gives a problem `bad-value` with its text.
    """
    if not isinstance(tree.value, dict):
        what = "The file is empty." if tree.value is None else "The file must be a mapping of keys."
        place = Place(file=file, line=tree.lines.get((), 1))
        hint = "write `key: value` lines"
        return None, [Problem("not-a-mapping", "refused", what, place, hint)]
    data = copy.deepcopy(tree.value)
    errors: list[ModelError] = []
    for _ in range(4):  # text that looks like a number may come to light behind a union only in a second turn
        try:
            value = model.model_validate(data)
        except ValidationError as error:
            tags = tag_keys(model)
            errors = []
            for raw in error.errors(include_url=False):
                missing = raw["type"] in ("missing", "extra_forbidden")
                path = _real_path(raw["loc"], data, tags, missing=missing)
                errors.append(ModelError(path, raw["type"], raw["msg"], raw.get("ctx", {}), raw.get("input")))
            if not _as_text(errors, tree, data):
                return None, _problems(errors, tree, model, file)
        else:
            return (value, []) if not (wrong := _find_turned(value, data, tree, file)) else (None, wrong)
    return None, _problems(errors, tree, model, file)


def _real_path(location: tuple[int | str, ...], data: Any, tags: frozenset[str], *, missing: bool) -> KeyPath:
    """Pydantic's location without the names of union members that it weaves in.

    `tags` are the keys that tell members apart. A member may be called as one of its own keys is (the block of
    kind `story` has a key `story`), so the first part in such a mapping that is its tag is the member.
    """
    path: KeyPath = ()
    member = False
    for index, part in enumerate(location):
        last = index == len(location) - 1
        if not member and isinstance(data, dict) and any(data.get(key) == part for key in tags):
            member = True
            continue
        if isinstance(data, dict) and isinstance(part, str) and (part in data or (last and missing)):
            path, data = (*path, part), data.get(part)
            member = False
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            path, data = (*path, part), data[part]
            member = False
    return path


def _as_text(errors: Iterable[ModelError], tree: Tree, data: Any) -> bool:
    """Gives back their source text to plain scalars that a text field refused; whether any was changed.

    `folio: 01` is a number to YAML, but where the model wants text, `01` was meant. `~` stays empty.
    """
    changed = False
    for error in errors:
        source = tree.plain.get(error.path)
        if error.kind != "string_type" or source in (None, "", "~") or not error.path:
            continue
        *way, last = error.path
        holder = data
        for part in way:
            holder = holder[part]
        if holder[last] != source:
            holder[last] = source
            changed = True
    return changed


def _find_turned(value: Any, data: Any, tree: Tree, file: str) -> list[Problem]:
    """Values that Pydantic's lax mode let through as something else: `true` as 1, 20241125 as a date, NaN."""
    found = []
    for path in tree.plain:
        given, taken = _at(data, path), _at(value, path)
        wanted = ""
        if isinstance(given, bool) and isinstance(taken, (int, float)) and not isinstance(taken, bool):
            wanted = "a number"
        elif isinstance(given, (int, float)) and not isinstance(given, bool):
            if isinstance(taken, bool):
                wanted = "true or false"
            elif hasattr(taken, "isoformat"):
                wanted = "a date or time as 2024-11-25"
        elif isinstance(taken, float) and not math.isfinite(taken):
            wanted = "a number"
        if wanted:
            what = f"`{field_name(path)}` must be {wanted}, not {show_value(given)}."
            where = Place(file=file, line=tree.line_of(path), field=field_name(path))
            found.append(Problem("wrong-type", "refused", what, where, "correct the value"))
    return found


def _at(value: Any, path: KeyPath) -> Any:
    for part in path:
        try:
            value = getattr(value, part) if isinstance(value, BaseModel) else value[part]  # type: ignore[arg-type]
        except (AttributeError, KeyError, IndexError, TypeError):
            return None
    return value


def _problems(errors: list[ModelError], tree: Tree, model: type[BaseModel], file: str) -> list[Problem]:
    """One problem a path and kind, in the order of the file's lines; a union's members are put together."""
    groups: dict[tuple[KeyPath, str], list[ModelError]] = {}
    for error in errors:
        if tree.spoiled and any(error.path[:length] in tree.spoiled for length in range(len(error.path) + 1)):
            continue
        kind = "type" if error.kind in WANTED else error.kind
        groups.setdefault((error.path, kind), []).append(error)
    # Of a union the one member that was meant says what is wrong; that the value is no other member says nothing.
    closer = {path for path, kind in groups if kind not in ("type", "missing", "extra_forbidden")}
    # What is wrong inside a value says more than that the value, without its wrong parts, is of another type
    # or too short.
    outer = {path[:length] for path, _ in groups for length in range(len(path))}
    found = []
    counts: Counter[str] = Counter()
    rest: dict[str, Problem] = {}
    for (path, kind), group in sorted(groups.items(), key=lambda item: tree.line_of(item[0][0]) or 0):
        if (kind == "type" and path in closer) or (kind in ("type", "too_short") and path in outer):
            continue
        counts[kind] += 1
        if counts[kind] <= MOST_PROBLEMS or kind not in rest:
            problem = explain_errors(path, kind, group, ReadFile(tree, model, file))
            found.append(problem)
            if counts[kind] > MOST_PROBLEMS:
                rest[kind] = found.pop()
    found.sort(key=lambda problem: (problem.where.line or 0, problem.where.field or ""))
    return found + [more_problems(first, counts[kind] - MOST_PROBLEMS) for kind, first in rest.items()]
