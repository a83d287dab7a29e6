"""Turns a scene into JSON text; with `from_json` and `scene_text`, all written forms of a scene are here.

Each set line of text, box, rule and picture has a line of its own, so that a diff of two versions reads as a
proof-reader's note. Lengths in the JSON are thousandths of a point, as in the scene itself. `jsonfields` says what
the values are called.
"""

from __future__ import annotations

import json
from typing import Any

from layout.scene import FORMAT, GlyphRun, Ink, Scene
from layout.scene.astext import scene_text
from layout.scene.fromjson import from_json
from layout.scene.jsonfields import FORMS, ROWS, UNIT

__all__ = ["UNIT", "from_json", "scene_text", "to_json"]

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def to_json(scene: Scene) -> str:
    """The scene as JSON: one line a face, a text of the copy, a region's head, an item of a region.

    The same scene gives the same text always. Raises ValueError for an ink or axis that is no finite number.
    """
    head = {"format": FORMAT, "unit": UNIT, **_object(scene)}
    rows = [f"{_encode(key)}:{_encode(value)}" for key, value in head.items()]
    return "{\n" + ",\n".join([*rows, *_blocks(scene)]) + "\n}\n"


def _row(value: Any) -> str:
    """A value that has a line of its own: its blocks follow on lines of theirs."""
    return ",".join([_encode(_object(value))[:-1], *_blocks(value)]) + "}"


def _blocks(value: Any) -> list[str]:
    blocks = []
    for field in FORMS[type(value)].blocks:
        body = ",\n".join(map(_row, getattr(value, field.key)))
        blocks.append(f'"{field.key}":[\n{body}\n]' if body else f'"{field.key}":[]')
    return blocks


def _object(value: Any) -> dict[str, Any]:
    """A value's keys, but for its blocks."""
    form = FORMS[type(value)]
    data = {
        field.key: held if field.plain else _data(held)
        for field, held in zip(form.fields, form.get(value), strict=True)
        if held != field.default
    }
    if isinstance(value, GlyphRun) and {*map(len, value.texts)} <= {1}:
        # Nearly every glyph stands for one character: then the text is one string, which a person can read.
        data["text"] = "".join(value.texts)
    return data


def _data(value: Any) -> Any:
    kind = type(value)
    if kind is Ink:
        if value.spot:
            return [value.spot, _number(value.tint)]
        return [_number(value.cyan), _number(value.magenta), _number(value.yellow), _number(value.black)]
    if kind in ROWS:
        held = FORMS[kind].get(value)
        flat = [part for parts in held for part in (parts if type(parts) is tuple else (parts,))]
        return [_number(part) if type(part) is float else part for part in flat]
    if kind is tuple:
        return [_data(part) for part in value]
    if kind is int or kind is float:
        return _number(value)
    return value if value is None or kind is str else _object(value)


def _number(value: float) -> float:
    """Whole numbers as integers, so that 100 and 100.0, which are equal, are written alike."""
    return int(value) if value == value // 1 else value
