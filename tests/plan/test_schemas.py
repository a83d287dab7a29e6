"""The JSON Schemas complete and check what editors write: they say what the models say, and are the ones in the tree."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
from content.patterns import words_of
from layout.plan.schemas import MODELS, schemas

CONTENT = Path(__file__).parents[2] / "content"
SAMPLES = sorted(
    [
        *CONTENT.glob("editions/*/*.yaml"),
        *CONTENT.glob("editions/*/photos/*.yaml"),
        *CONTENT.glob("papers/*/*.yaml"),
    ]
)


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes a mapping of known keys."""
    if isinstance(schema, dict):
        own = [schema] if isinstance(schema.get("properties"), dict) else []
        return own + [one for value in schema.values() for one in objects(value)]
    return [one for value in schema for one in objects(value)] if isinstance(schema, list) else []


def test_the_schemas_of_the_tree_are_those_of_the_models() -> None:
    there = {path.name: path.read_bytes() for path in build.SCHEMAS.glob("*.json")}
    assert there == schemas(), "run `make schema`"


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_key_is_described_and_no_other_is_let_in(name: str) -> None:
    schema = json.loads(schemas()[f"{name}.schema.json"])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = objects(schema)
    assert found
    for one in found:
        assert one["additionalProperties"] is False, one.get("title")
        for key, value in one["properties"].items():
            if key != "kind":
                # A key that says the same as its model does leaves it to the model.
                model = schema.get("$defs", {}).get(value.get("$ref", "").rpartition("/")[2], {})
                described = value.get("description", model.get("description", ""))
                assert len(described) > 10, f"{one.get('title')} {key}"


def test_lengths_say_their_unit() -> None:
    for name in MODELS:
        for one in objects(json.loads(schemas()[f"{name}.schema.json"])):
            for key, value in one["properties"].items():
                for ending, unit in (
                    ("_mm", "millimetre"),
                    ("_pt", "point"),
                    ("_em", "em"),
                    ("_percent", "percent"),
                ):
                    if key.endswith(ending):
                        assert unit in value["description"], key


def test_a_single_column_may_be_a_number() -> None:
    schema = json.loads(schemas()["edition.schema.json"])
    for one in objects(schema):
        for key in {"columns", "lines"} & one["properties"].keys():
            if "anyOf" in one["properties"][key]:
                kinds = {member["type"]: member for member in one["properties"][key]["anyOf"]}
                assert set(kinds) == {"integer", "string"}
                assert re.search(kinds["string"]["pattern"], "14-70")
                assert not re.search(kinds["string"]["pattern"], "0-70")


def test_the_same_models_give_the_same_bytes() -> None:
    assert schemas() == schemas()
    assert all(data.endswith(b"}\n") and b"\r" not in data for data in schemas().values())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_each_sample_names_its_schema(path: Path) -> None:
    other = "profile" if path.parent.parent.name == "papers" else "photo"
    kind = {"edition.yaml": "edition", "paper.yaml": "paper"}.get(path.name, other)
    first = path.read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, "the first line names the schema, so that editors complete and check the file"
    assert (path.parent / named[1]).resolve() == build.SCHEMAS / f"{kind}.schema.json"
    assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict)


def test_every_pattern_is_told_in_words() -> None:
    """But for ranges of columns and lines, which say of themselves what they are."""
    found = set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', "".join(map(bytes.decode, schemas().values()))))
    names = set(
        re.findall(
            r'"patternProperties": \{\s*"((?:[^"\\]|\\.)*)"', "".join(map(bytes.decode, schemas().values()))
        )
    )
    patterns = {json.loads(f'"{one}"') for one in found | names}
    assert len(patterns) > 8
    untold = {one for one in patterns if words_of(one) == words_of("no pattern at all")}
    assert untold == {"^[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?$"}
