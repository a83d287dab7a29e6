"""An error of Pydantic at a place of a file -> the problem, as one plain sentence, by the keys that the model knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from content.files import shorten
from content.nearest import meant
from content.patterns import words_of
from content.problems import Place, Problem
from content.yaml.tree import KeyPath, Tree, field_name


@lru_cache(maxsize=64)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def tag_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys whose value says which member of a union a mapping is: `kind`."""
    found: set[str] = set()
    left: list[Any] = [_schema(model)]
    while left:
        shape = left.pop()
        if isinstance(shape, dict):
            tagged = shape.get("discriminator")
            if isinstance(tagged, dict) and isinstance(tagged.get("propertyName"), str):
                found.add(tagged["propertyName"])
            left += shape.values()
        elif isinstance(shape, list):
            left += shape
    return frozenset(found)


def keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that the model knows at `path`: by its JSON Schema, where unions and lists are one case."""
    schema = _schema(model)
    shapes = _members(schema, schema)
    for part in path:
        inner: list[Any] = []
        for shape in shapes:
            if isinstance(part, int):
                inner += [shape.get("items"), *shape.get("prefixItems", [])]
            else:
                inner += [shape.get("properties", {}).get(part), shape.get("additionalProperties")]
        shapes = [member for shape in inner if isinstance(shape, dict) for member in _members(shape, schema)]
    return sorted({key for shape in shapes for key in shape.get("properties", {})})


def _members(shape: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """A schema with its references followed and its unions opened."""
    reference = shape.get("$ref")
    if isinstance(reference, str):
        return _members(schema["$defs"][reference.rsplit("/", 1)[-1]], schema)
    members = [*shape.get("anyOf", []), *shape.get("oneOf", []), *shape.get("allOf", [])]
    return [shape, *(inner for member in members for inner in _members(member, schema))]


WANTED = {
    kind: words
    for words, kinds in {
        "text": "string_type",
        "a whole number": "int_type int_parsing int_from_float int_parsing_size",
        "a number": "float_type float_parsing finite_number",
        "true or false": "bool_type bool_parsing",
        "a list": "list_type tuple_type set_type frozen_set_type",
        "a mapping": "dict_type",
        "a mapping of keys": "model_type model_attributes_type",
        "empty": "none_required",
        "a date as 2024-11-25": "date_type date_parsing date_from_datetime_parsing date_from_datetime_inexact",
    }.items()
    for kind in kinds.split()
}
"""What a field must be, by the type of Pydantic's error: the end of the sentence `… must be`."""

_BOUNDS = {
    "greater_than": ("more than {}", "gt"),
    "greater_than_equal": ("{} or more", "ge"),
    "less_than": ("less than {}", "lt"),
    "less_than_equal": ("{} or less", "le"),
    "multiple_of": ("a multiple of {}", "multiple_of"),
}

_CORRECT = "correct the value"
_ONE_OF_THESE = "take one of these"


@dataclass(frozen=True, slots=True)
class ModelError:
    """One error of Pydantic at its real path (the tags of unions taken out)."""

    path: KeyPath
    kind: str
    message: str
    context: Mapping[str, Any]
    given: Any


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its tree, the model it is to be, and how messages call it."""

    tree: Tree
    model: type[BaseModel]
    file: str


class _Said(NamedTuple):
    """A problem but for its place: such an error refuses the file."""

    id: str
    what: str
    hint: str


def explain_errors(path: KeyPath, kind: str, group: list[ModelError], read: ReadFile) -> Problem:
    """The problem that errors of one kind at one path are."""
    name = field_name(path)
    where = Place(file=read.file, line=read.tree.line_of(path), field=name or None)
    if kind == "type":
        wanted = " or ".join(dict.fromkeys(WANTED[error.kind] for error in group))
        given = show_value(group[0].given)
        said = _Said("wrong-type", f"`{name}` must be {wanted}, not {given}.", _CORRECT)
    elif kind == "extra_forbidden":
        known = keys_at(read.model, path[:-1])
        hint = meant(str(path[-1]), known, f"the keys here are {', '.join(known)}" if known else "delete it")
        said = _Said("unknown-key", f"`{name}` is not a known key.", hint)
    else:
        said = _say_error(group[0], name)
    if kind == "union_tag_invalid":
        tag_path = (*path, str(group[0].context.get("discriminator")).strip("'"))
        where = Place(file=read.file, line=read.tree.line_of(tag_path), field=field_name(tag_path))
    return Problem(said.id, "refused", said.what, where, said.hint)


def _say_error(error: ModelError, name: str) -> _Said:
    """What is said of an error that is neither a wrong type nor an unknown key."""
    kind, context, given = error.kind, error.context, show_value(error.given)
    if kind == "missing":
        return _Said("missing-key", f"`{name}` is missing.", f"add the key `{error.path[-1]}`")
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        bound = context.get(key)
        wanted = words.format(f"{bound:g}" if isinstance(bound, float) else bound)
        return _Said("out-of-range", f"`{name}` must be {wanted}, not {given}.", _CORRECT)
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected"))
        choices = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        hint = meant(str(error.given), choices, _ONE_OF_THESE)
        return _Said("bad-value", f"`{name}` must be {expected}, not {given}.", hint)
    if kind in ("too_short", "string_too_short", "too_long", "string_too_long"):
        unit = "characters" if kind.startswith("string") else "entries"
        if kind.endswith("short"):
            what = f"`{name}` needs at least {context.get('min_length')} {unit}."
            return _Said("bad-length", what, "add what is missing")
        return _Said("bad-length", f"`{name}` holds over {context.get('max_length')} {unit}.", "shorten it")
    if kind == "string_pattern_mismatch":
        wanted = words_of(str(context.get("pattern")))
        return _Said("bad-value", f"`{name}` must be {wanted}, not {given}.", "correct it")
    key = str(context.get("discriminator")).strip("'")
    if kind == "union_tag_not_found":
        return _Said("missing-key", f"`{name}.{key}` is missing.", f"add the key `{key}`")
    if kind == "union_tag_invalid":
        tag = str(context.get("tag"))
        tags = [word.strip("' ") for word in str(context.get("expected_tags")).split(",")]
        what = f"`{name}.{key}` must be one of {', '.join(tags)}, not {show_value(tag)}."
        return _Said("bad-value", what, meant(tag, tags, _ONE_OF_THESE))
    own = kind in ("value_error", "assertion_error")
    said = str(context.get("error") or error.message) if own else error.message
    if "hint" in context and not own:
        return _Said(kind.replace("_", "-"), _sentence(name, said), str(context["hint"]))
    return _Said("bad-value", _sentence(name, said), _CORRECT)


def _sentence(name: str, said: str) -> str:
    said = said.rstrip(".") + "."
    return f"`{name}`: {said}" if name and name not in said else said


def show_value(value: Any) -> str:
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
