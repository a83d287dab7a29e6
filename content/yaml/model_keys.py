"""A Pydantic model -> the keys that it knows and those that tell the members of its unions apart (JSON Schema)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from content.yaml.tree import KeyPath


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
