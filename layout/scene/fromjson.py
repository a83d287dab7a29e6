"""Turns the JSON text of a scene back into the scene, or into a message that says what is wrong with it.

What each value is called is described in `jsonfields`; here is what is said where the JSON is another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

from content.problems import Place, Problem, Refused
from layout.scene import FORMAT, Beside, GlyphRun, Ink, Picture, Rect, Scene, Span, spot_ink
from layout.scene.condition import Sharpening, Spot
from layout.scene.jsonfields import FORMS, ROWS, UNIT, JsonField

V = TypeVar("V")

_ROW_WORDS: Final[dict[object, tuple[str, str]]] = {
    Span: ("span", "a span should be a story, a part, a start and an end"),
    Beside: ("beside", "what is beside copy should be a start, an end and a text"),
    Sharpening: (
        "scene.condition.sharpening",
        "a sharpening should be a radius, a percentage and a threshold",
    ),
    Spot: ("scene.condition.spots", "a spot ink should be a name and four percentages"),
    "axes": ("scene.faces.axes", "an axis should be a tag and a number"),
    "outline": ("outline", "an outline should be a list of points, each of two whole numbers"),
    "box": ("scene.pages.box", "this should be a list of 4 numbers"),
    "legs": ("legs", "each of the legs should be a left, a top, a width and a height"),
    "areas": ("areas", "each of the areas should be a left, a top, a width and a height"),
}
"""What a list should hold, by its type or its key, and the field that a message names."""

_CHOICE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "level": ("scene.condition.level", "the level should be PDF/X-4, PDF/X-1a:2003 or proof"),
    "bleeds": (
        "region.bleeds",
        "the edges that a block bleeds over should be some of left, top, right, bottom",
    ),
    "heads": ("cells.heads", "what a cell heads should be column, row or section"),
    "turn": ("run.turn", "the turn of a run should be level, upright, sideways"),
    "marks": (
        "scene.condition.marks",
        "the marks should be some of crop, registration, color-bar, slug",
    ),
}
"""What a name should be, by its key, and the field that a message names."""

MOST_DRAWN: Final = 3000
"""How wide or high glyphs may be drawn, in thousandths of their own width or height: more than any paper asks for."""

_PATHS: Final = {"overset": "overset", "grid": "scene.pages.grid"}
"""Objects whose path in a message is not that of the object around them."""

_INK: Final = "a list of four percentages, or a spot ink's name and one"


class DamagedField(Exception):
    """What is wrong with a field; `field` is its path, such as `scene.pages[0].number`."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field
        self.what = what


def from_json(text: str, *, file: str | None = None) -> Scene:
    """The scene that `to_json` wrote. `file` names the text in a message.

    Raises Refused, with the first fault found, when the text is not JSON, is of another format, or a field
    is missing, unknown or of the wrong type: a scene is written by this program, never by hand.
    """
    try:
        data = json.loads(text, parse_constant=_no_constant)
        if isinstance(data, dict):
            if _take(data, "format", "scene") != FORMAT:
                raise DamagedField("scene.format", f"the scene is not of the format {FORMAT}")
            if _take(data, "unit", "scene") != UNIT:
                raise DamagedField("scene.unit", f"the scene's lengths are not in {UNIT}")
        return _object(Scene, data, "scene")
    except json.JSONDecodeError as error:
        raise _refuse(f"the scene is not JSON: {error.msg}", file, error.lineno, None) from error
    except DamagedField as fault:
        raise _refuse(fault.what, file, None, fault.field) from fault
    except (ValueError, RecursionError) as error:
        raise _refuse("the scene is not JSON that can be read", file, None, None) from error


def _no_constant(name: str) -> float:
    raise DamagedField("scene", f"{name} is not a number a scene can hold")


def _refuse(what: str, file: str | None, line: int | None, field: str | None) -> Refused:
    hint = "build the edition again to write it anew"
    return Refused([Problem("scene-file-damaged", "refused", what, Place(file, line, field), hint)])


def _take(data: dict[str, Any], key: str, where: str) -> Any:
    """The value of a key, which is taken out: what is left in the end is unknown."""
    if key not in data:
        raise DamagedField(f"{where}.{key}", f"the field {key} is missing")
    return data.pop(key)


def _object(kind: type[V], data: Any, where: str) -> V:
    """An object with named fields, as a value of this type."""
    if not isinstance(data, dict):
        raise DamagedField(where, f"{where} should be an object with named fields")
    values: dict[str, Any] = {}
    form = FORMS[kind]
    for field in (*form.fields, *form.blocks):
        if field.key not in data and field.default is not MISSING:
            continue
        held = _take(data, field.key, where)
        if type(held) is not field.type:  # as texts, whole numbers and flags are
            held = _Reader(field, f"{where}.{field.key}").read(field.type, held)
        if len(field.names) > 1:
            values.update(zip(field.names, held, strict=True))
        else:
            values[field.names[0]] = held
    for key in data:
        raise DamagedField(f"{where}.{key}", f"the field {key} is unknown")
    value = kind(**values)
    if isinstance(value, GlyphRun):
        _check_run(value)
    return value


class _Reader:
    """Reads what one field holds; `where` is its path."""

    __slots__ = ("_field", "_where")

    def __init__(self, field: JsonField, where: str) -> None:
        self._field = field
        self._where = where

    def read(self, type_: Any, data: Any) -> Any:
        """`data` as a value of this type."""
        key = self._field.key
        members = get_args(type_)
        origin = get_origin(type_)
        if origin in (Union, UnionType) and NoneType in members:
            return self._read_maybe(next(member for member in members if member is not NoneType), data)
        if type_ in (str, int, bool):
            if type(data) is not type_:  # bool is an int to isinstance, and no length
                raise self._wrong(type_.__name__)
            return data
        if type_ is float:
            return _as_number(data, self._where)
        if type_ is Ink:
            return self._read_ink(data)
        if type_ is Rect or type_ == tuple[int, int, int, int]:
            sides = self._read_list(data, int)
            if len(sides) != 4:
                raise self._wrong("a list of 4 int")
            return type_(*sides) if type_ is Rect else tuple(sides)
        if origin is Literal:
            if key != "level" and type(data) is not str:
                raise self._wrong("str")
            return _choose(key, members, data)
        if key == "text" and members == (str, ...):
            if type(data) is not str and (type(data) is not list or {type(piece) for piece in data} - {str}):
                raise DamagedField("run.text", "the text of a run should be a string or a list of strings")
            return tuple(data)
        if origin is tuple and members[-1] is ...:
            return self._read_many(members[0], data)
        if origin is tuple or type_ in ROWS:
            return _read_row(type_, key, data)
        if origin in (Union, UnionType):
            return _object(_item_type(members, data if isinstance(data, dict) else {}), data, self._where)
        return _object(type_, data, _PATHS.get(key, self._where))

    def _read_maybe(self, type_: Any, data: Any) -> Any:
        """A value that may be null; where it would be left out then, it may not."""
        if data is None and self._field.default is MISSING:
            return None
        if type_ is str and self._field.default is MISSING and type(data) is not str:
            raise self._wrong("str or null")
        if type_ is Span and type(data) is not list:
            raise self._wrong("list or null")
        return self.read(type_, data)

    def _read_list(self, data: Any, kind: type) -> list[Any]:
        if type(data) is not list or not {type(member) for member in data} <= {kind}:
            raise self._wrong(f"a list of {kind.__name__}")
        return data

    def _read_many(self, type_: Any, data: Any) -> tuple[Any, ...]:
        key = self._field.key
        if type_ in (str, int):
            return tuple(self._read_list(data, type_))
        if get_origin(type_) is Literal:
            return tuple(_choose(key, get_args(type_), name) for name in self._read_list(data, str))
        if type_ in ROWS or get_origin(type_) is tuple:
            return tuple(_read_row(type_, key, row) for row in self._read_list(data, list))
        if type(data) is not list:
            raise self._wrong("a list")
        return tuple(
            _Reader(self._field, f"{self._where}[{i}]").read(type_, member) for i, member in enumerate(data)
        )

    def _read_ink(self, data: Any) -> Ink:
        if type(data) is list and len(data) == 2 and type(data[0]) is str and data[0]:
            return spot_ink(data[0], _as_number(data[1], self._where))
        if type(data) is not list or len(data) != 4:
            raise self._wrong(_INK)
        cyan, magenta, yellow, black = (_as_number(percent, self._where) for percent in data)
        return Ink(cyan, magenta, yellow, black)

    def _wrong(self, kind: str) -> DamagedField:
        return DamagedField(self._where, f"the field {self._field.key} should be {kind}")


def _item_type(types: tuple[type, ...], data: Any) -> type:
    """Which of several values an object is, by its first key. An advertisement, the last, has a `box` as boxes do."""
    own = [type_ for type_ in types if FORMS[type_].fields[0].key in data]
    return own[-1] if own else Picture if Picture in types else types[0]


def _choose(key: str, names: tuple[str, ...], data: Any) -> str:
    if data not in names:
        raise DamagedField(*_CHOICE_WORDS[key])
    return str(data)


def _read_row(type_: Any, key: str, data: Any) -> Any:
    """A list that holds just what a value of this type does."""
    leaves = _leaves(type_)
    if type(data) is not list or not _fits(data, leaves):
        raise DamagedField(*_ROW_WORDS[type_ if type_ in _ROW_WORDS else key])
    return _build(type_, iter(data))


def _fits(data: list[Any], leaves: list[type]) -> bool:
    return len(data) == len(leaves) and all(
        type(part) is leaf or (leaf is float and type(part) is int)
        for part, leaf in zip(data, leaves, strict=True)
    )


def _leaves(type_: Any) -> list[type]:
    """The types of the strings and numbers that a row holds, in their order."""
    return [leaf for part in _row_types(type_) for leaf in _leaves(part)] or [type_]


def _build(type_: Any, parts: Iterator[Any]) -> Any:
    types = _row_types(type_)
    if not types:
        return next(parts)
    built = [_build(part, parts) for part in types]
    return tuple(built) if get_origin(type_) is tuple else type_(*built)


def _row_types(type_: Any) -> tuple[Any, ...]:
    """What a row is made of: none of a string or a number."""
    return tuple(field.type for field in FORMS[type_].fields) if type_ in ROWS else get_args(type_)


def _check_run(run: GlyphRun) -> None:
    for key, drawn in (("condensed", run.condensed), ("flattened", run.flattened)):
        if not 1 <= drawn <= MOST_DRAWN:
            what = f"a run's glyphs should be drawn at 1 to {MOST_DRAWN} thousandths of their size"
            raise DamagedField(f"run.{key}", what)
    if not len(run.glyphs) == len(run.xs) == len(run.texts):
        raise DamagedField("run.glyphs", "a run should have as many glyphs as places and texts")


def _as_number(value: object, where: str) -> float:
    if type(value) is int or type(value) is float:
        return value
    raise DamagedField(where, "the value should be a number")
