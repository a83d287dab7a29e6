"""The models of the input files -> their JSON Schemas, for editors that complete and check YAML."""

from __future__ import annotations

import json

from pydantic import BaseModel

from content.advert import AdvertSheet
from content.photo import PhotoSheet
from content.storyfront import StoryFront
from content.tablesheet import TableSheet
from layout.plan.edition import EditionModel
from layout.plan.paper import Paper
from layout.plan.profile import Profile

MODELS: dict[str, type[BaseModel]] = {
    "edition": EditionModel,
    "paper": Paper,
    "story": StoryFront,
    "photo": PhotoSheet,
    "advert": AdvertSheet,
    "table": TableSheet,
    "profile": Profile,
}
"""Each input file's model by the name of its schema; `story` is the front matter of a story's Markdown."""


def schemas() -> dict[str, bytes]:
    """File name -> JSON Schema (draft 2020-12)."""
    found = {}
    for name, model in MODELS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        found[f"{name}.schema.json"] = (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
    return found
