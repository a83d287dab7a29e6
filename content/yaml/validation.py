"""A read tree and a Pydantic model to the model's value, or to one plain sentence for each thing wrong."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.files import shorten
from content.nearest import meant
from content.patterns import words_of
from content.problems import MOST_PROBLEMS, Place, Problem, more_problems
from content.yaml.model_keys import keys_at, tag_keys
from content.yaml.tree import KeyPath, Tree, field_name

M = TypeVar("M", bound=BaseModel)

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
    "none_required": "empty",
    "date_type": "a date as 2024-11-25",
    "date_parsing": "a date as 2024-11-25",
    "date_from_datetime_parsing": "a date as 2024-11-25",
    "date_from_datetime_inexact": "a date as 2024-11-25",
}
"""What a field must be, by the type of Pydantic's error: the end of the sentence `… must be`."""

_BOUNDS = {
    "greater_than": ("more than {}", "gt"),
    "greater_than_equal": ("{} or more", "ge"),
    "less_than": ("less than {}", "lt"),
    "less_than_equal": ("{} or less", "le"),
    "multiple_of": ("a multiple of {}", "multiple_of"),
}


@dataclass(frozen=True, slots=True)
class _Error:
    """One error of Pydantic at its real path (the tags of unions taken out)."""

    path: KeyPath
    kind: str
    message: str
    context: Mapping[str, Any]
    given: Any


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
        return None, [Problem(id="not-a-mapping", severity="refused", what=what, where=place, hint=hint)]
    data = copy.deepcopy(tree.value)
    errors: list[_Error] = []
    for _ in range(4):  # text that looks like a number may come to light behind a union only in a second turn
        try:
            value = model.model_validate(data)
        except ValidationError as error:
            tags = tag_keys(model)
            errors = [_understand(raw, data, tags) for raw in error.errors(include_url=False)]
            if not _as_text(errors, tree, data):
                return None, _problems(errors, tree, model, file)
        else:
            return (value, []) if not (wrong := _find_turned(value, data, tree, file)) else (None, wrong)
    return None, _problems(errors, tree, model, file)


def _understand(raw: Any, data: Any, tags: frozenset[str]) -> _Error:
    return _Error(
        path=_real_path(raw["loc"], data, tags, missing=raw["type"] in ("missing", "extra_forbidden")),
        kind=raw["type"],
        message=raw["msg"],
        context=raw.get("ctx", {}),
        given=raw.get("input"),
    )


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


def _as_text(errors: Iterable[_Error], tree: Tree, data: Any) -> bool:
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
            found.append(
                _problem(
                    "wrong-type",
                    f"`{field_name(path)}` must be {wanted}, not {_show(given)}.",
                    Place(file=file, line=tree.line_of(path), field=field_name(path)),
                    "correct the value",
                )
            )
    return found


def _at(value: Any, path: KeyPath) -> Any:
    for part in path:
        try:
            value = getattr(value, part) if isinstance(value, BaseModel) else value[part]  # type: ignore[arg-type]
        except (AttributeError, KeyError, IndexError, TypeError):
            return None
    return value


def _problem(id: str, what: str, where: Place, hint: str) -> Problem:
    return Problem(id=id, severity="refused", what=what, where=where, hint=hint)


def _problems(errors: list[_Error], tree: Tree, model: type[BaseModel], file: str) -> list[Problem]:
    """One problem a path and kind, in the order of the file's lines; a union's members are put together."""
    groups: dict[tuple[KeyPath, str], list[_Error]] = {}
    for error in errors:
        if tree.spoiled and any(error.path[:length] in tree.spoiled for length in range(len(error.path) + 1)):
            continue
        kind = "type" if error.kind in _WANTED else error.kind
        groups.setdefault((error.path, kind), []).append(error)
    # Of a union the one member that was meant says what is wrong; that the value is no other member says nothing.
    closer = {path for path, kind in groups if kind not in ("type", "missing", "extra_forbidden")}
    # What is wrong inside a value says more than that the value, without its wrong parts, is of another type
    # or too short.
    outer = {path[:length] for path, _ in groups for length in range(len(path))}
    found = []
    told: Counter[str] = Counter()
    rest: dict[str, Problem] = {}
    for (path, kind), group in sorted(groups.items(), key=lambda item: tree.line_of(item[0][0]) or 0):
        if (kind == "type" and path in closer) or (kind in ("type", "too_short") and path in outer):
            continue
        told[kind] += 1
        if told[kind] <= MOST_PROBLEMS or kind not in rest:
            problem = _explain(path, kind, group, _In(tree, model, file))
            found.append(problem)
            if told[kind] > MOST_PROBLEMS:
                rest[kind] = found.pop()
    found.sort(key=lambda problem: (problem.where.line or 0, problem.where.field or ""))
    return found + [more_problems(first, told[kind] - MOST_PROBLEMS) for kind, first in rest.items()]


@dataclass(frozen=True, slots=True)
class _In:
    """A file that was read: its tree, the model it is to be, and how messages call it."""

    tree: Tree
    model: type[BaseModel]
    file: str


def _explain(path: KeyPath, kind: str, group: list[_Error], read: _In) -> Problem:
    """The problem that errors of one kind at one path are."""
    name = field_name(path)
    where = Place(file=read.file, line=read.tree.line_of(path), field=name or None)
    if kind == "type":
        wanted = " or ".join(dict.fromkeys(_WANTED[error.kind] for error in group))
        what = f"`{name}` must be {wanted}, not {_show(group[0].given)}."
        return _problem("wrong-type", what, where, "correct the value")
    if kind == "extra_forbidden":
        return _unknown_key(path, where, read.model)
    if kind == "union_tag_invalid":
        tag_path = (*path, str(group[0].context.get("discriminator")).strip("'"))
        where = Place(file=read.file, line=read.tree.line_of(tag_path), field=field_name(tag_path))
    return _say_error(group[0], name, where)


def _say_error(error: _Error, name: str, where: Place) -> Problem:
    """The sentence for an error that is neither a wrong type nor an unknown key."""
    kind, context = error.kind, error.context
    if kind == "missing":
        return _problem("missing-key", f"`{name}` is missing.", where, f"add the key `{error.path[-1]}`")
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        bound = context.get(key)
        wanted = words.format(f"{bound:g}" if isinstance(bound, float) else bound)
        what = f"`{name}` must be {wanted}, not {_show(error.given)}."
        return _problem("out-of-range", what, where, "correct the value")
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected"))
        choices = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        hint = meant(str(error.given), choices, "take one of these")
        return _problem("bad-value", f"`{name}` must be {expected}, not {_show(error.given)}.", where, hint)
    if kind in ("too_short", "string_too_short", "too_long", "string_too_long"):
        short = kind.endswith("short")
        bound = context.get("min_length" if short else "max_length")
        unit = "characters" if kind.startswith("string") else "entries"
        what = f"`{name}` needs at least {bound} {unit}." if short else f"`{name}` holds over {bound} {unit}."
        return _problem("bad-length", what, where, "add what is missing" if short else "shorten it")
    if kind == "string_pattern_mismatch":
        wanted = words_of(str(context.get("pattern")))
        return _problem(
            "bad-value", f"`{name}` must be {wanted}, not {_show(error.given)}.", where, "correct it"
        )
    if kind == "union_tag_not_found":
        key = str(context.get("discriminator")).strip("'")
        return _problem("missing-key", f"`{name}.{key}` is missing.", where, f"add the key `{key}`")
    if kind == "union_tag_invalid":
        key, tag = str(context.get("discriminator")).strip("'"), str(context.get("tag"))
        tags = [word.strip("' ") for word in str(context.get("expected_tags")).split(",")]
        what = f"`{name}.{key}` must be one of {', '.join(tags)}, not {_show(tag)}."
        return _problem("bad-value", what, where, meant(tag, tags, "take one of these"))
    if kind in ("value_error", "assertion_error"):
        said = str(context.get("error") or error.message)
        return _problem("bad-value", _sentence(name, said), where, "correct the value")
    if "hint" in context:
        return _problem(kind.replace("_", "-"), _sentence(name, error.message), where, str(context["hint"]))
    return _problem("bad-value", _sentence(name, error.message), where, "correct the value")


def _sentence(name: str, said: str) -> str:
    said = said.rstrip(".") + "."
    return f"`{name}`: {said}" if name and name not in said else said


def _unknown_key(path: KeyPath, where: Place, model: type[BaseModel]) -> Problem:
    key = str(path[-1])
    known = keys_at(model, path[:-1])
    hint = meant(key, known, f"the keys here are {', '.join(known)}" if known else "delete it")
    return _problem("unknown-key", f"`{field_name(path)}` is not a known key.", where, hint)


def _show(value: Any) -> str:
    """A value as the editor wrote it, shortened."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"“{shorten(str(value))}”" if isinstance(value, str) else shorten(str(value))
