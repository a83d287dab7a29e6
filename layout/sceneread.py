"""Turns the JSON text of a scene back into the scene, or into a message that says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from content.problems import Place, Problem, Refused
from layout.scene import (
    FORMAT,
    Box,
    Condition,
    CopyText,
    FaceRef,
    GlyphRun,
    Ink,
    Item,
    Line,
    Overset,
    Page,
    Picture,
    Rect,
    Region,
    Rule,
    Scene,
    Span,
)

UNIT = "pt/1000"
"""What the JSON says of its lengths: thousandths of a point."""

_LEVELS = ("PDF/X-4", "PDF/X-1a:2003", "proof")

V = TypeVar("V")


def from_json(text: str, *, file: str | None = None) -> Scene:
    """The scene that `to_json` wrote. `file` names the text in a message.

    Raises Refused, with the first fault found, when the text is not JSON, is of another format, or a field
    is missing, unknown or of the wrong type: a scene is written by this program, never by hand.
    """
    try:
        data = json.loads(text, parse_constant=_no_constant)
        return _scene(_Fields(data, "scene"))
    except json.JSONDecodeError as error:
        raise _refused(f"the scene is not JSON: {error.msg}", file, error.lineno, None) from error
    except _Fault as fault:
        raise _refused(fault.what, file, None, fault.field) from fault
    except (ValueError, RecursionError) as error:
        raise _refused("the scene is not JSON that can be read", file, None, None) from error


def _no_constant(name: str) -> float:
    raise _Fault("scene", f"{name} is not a number a scene can hold")


def _refused(what: str, file: str | None, line: int | None, field: str | None) -> Refused:
    hint = "build the edition again to write it anew"
    return Refused([Problem("scene-file-damaged", "refused", what, Place(file, line, field), hint)])


class _Fault(Exception):
    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field
        self.what = what


class _Fields:
    """The keys of one JSON object, each asked for once by type; what nobody asked for is a fault."""

    __slots__ = ("_data", "_where")

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise _Fault(where, f"{where} should be an object with named fields")
        self._data = data
        self._where = where

    def has(self, key: str) -> bool:
        return key in self._data

    def any(self, key: str) -> Any:
        try:
            return self._data.pop(key)
        except KeyError:
            raise _Fault(f"{self._where}.{key}", f"the field {key} is missing") from None

    def one(self, key: str, kind: type[V]) -> V:
        value = self.any(key)
        if type(value) is not kind:  # bool is an int to isinstance, and no length
            raise self._wrong(key, kind.__name__)
        return value

    def maybe(self, key: str, kind: type[V]) -> V | None:
        value = self.any(key)
        if value is not None and type(value) is not kind:
            raise self._wrong(key, f"{kind.__name__} or null")
        return value

    def number(self, key: str) -> float:
        return _as_number(self.any(key), f"{self._where}.{key}")

    def many(self, key: str, kind: type[V], count: int | None = None) -> tuple[V, ...]:
        values = self.any(key)
        if type(values) is not list or not {type(v) for v in values} <= {kind}:
            raise self._wrong(key, f"a list of {kind.__name__}")
        if count is not None and len(values) != count:
            raise self._wrong(key, f"a list of {count} {kind.__name__}")
        return tuple(values)

    def each(self, key: str, read: Callable[[_Fields], V]) -> tuple[V, ...]:
        values = self.any(key)
        if type(values) is not list:
            raise self._wrong(key, "a list")
        return tuple(_read_all(read, value, f"{self._where}.{key}[{i}]") for i, value in enumerate(values))

    def rect(self, key: str) -> Rect:
        return Rect(*self.many(key, int, 4))

    def ink(self, key: str) -> Ink | None:
        value = self.any(key)
        where = f"{self._where}.{key}"
        if value is None:
            return None
        if type(value) is not list or len(value) != 4:
            raise self._wrong(key, "a list of four percentages")
        return Ink(*(_as_number(v, where) for v in value))

    def needed_ink(self, key: str) -> Ink:
        ink = self.ink(key)
        if ink is None:
            raise self._wrong(key, "a list of four percentages")
        return ink

    def spent(self) -> None:
        if self._data:
            key = next(iter(self._data))
            raise _Fault(f"{self._where}.{key}", f"the field {key} is unknown")

    def _wrong(self, key: str, kind: str) -> _Fault:
        return _Fault(f"{self._where}.{key}", f"the field {key} should be {kind}")


def _as_number(value: object, where: str) -> float:
    if type(value) is int or type(value) is float:
        return value
    raise _Fault(where, "the value should be a number")


def _read_all(read: Callable[[_Fields], V], value: object, where: str) -> V:
    fields = _Fields(value, where)
    result = read(fields)
    fields.spent()
    return result


def _scene(data: _Fields) -> Scene:
    if data.any("format") != FORMAT:
        raise _Fault("scene.format", f"the scene is not of the format {FORMAT}")
    if data.any("unit") != UNIT:
        raise _Fault("scene.unit", f"the scene's lengths are not in {UNIT}")
    scene = Scene(
        edition=data.one("edition", str),
        title=data.one("title", str),
        paper=data.one("paper", str),
        issued=data.one("issued", str),
        lang=data.one("lang", str),
        condition=_read_all(_condition, data.any("condition"), "scene.condition"),
        faces=data.each("faces", _face),
        copy=data.each("copy", _copy_text),
        pages=data.each("pages", _page),
    )
    data.spent()
    return scene


def _condition(data: _Fields) -> Condition:
    level = data.any("level")
    if level not in _LEVELS:
        raise _Fault("scene.condition.level", "the level should be PDF/X-4, PDF/X-1a:2003 or proof")
    return Condition(
        level=level,
        identifier=data.one("identifier", str),
        registry=data.one("registry", str),
        profile=data.one("profile", str),
        ink_limit=data.number("ink_limit"),
        bleed=data.one("bleed", int),
        picture_ppi=data.one("picture_ppi", int),
    )


def _copy_text(data: _Fields) -> CopyText:
    return CopyText(story=data.one("story", str), part=data.one("part", str), text=data.one("text", str))


def _face(data: _Fields) -> FaceRef:
    axes = []
    for pair in data.many("axes", list):
        if len(pair) != 2 or type(pair[0]) is not str:
            raise _Fault("scene.faces.axes", "an axis should be a tag and a number")
        axes.append((pair[0], _as_number(pair[1], "scene.faces.axes")))
    return FaceRef(
        id=data.one("face", str),
        file=data.one("file", str),
        sha256=data.one("sha256", str),
        index=data.one("index", int),
        axes=tuple(axes),
    )


def _page(data: _Fields) -> Page:
    return Page(
        name=data.one("page", str),
        number=data.one("number", int),
        width=data.one("width", int),
        height=data.one("height", int),
        regions=data.each("regions", _region),
    )


def _region(data: _Fields) -> Region:
    overset = data.any("overset")
    return Region(
        id=data.one("region", str),
        kind=data.one("kind", str),
        story=data.maybe("story", str),
        lang=data.one("lang", str),
        frame=data.rect("frame"),
        items=data.each("items", _item),
        overset=None if overset is None else _read_all(_overset, overset, "overset"),
    )


def _overset(data: _Fields) -> Overset:
    return Overset(
        lines=data.one("lines", int),
        characters=data.one("characters", int),
        text=data.one("text", str),
        spans=tuple(_span(span) for span in data.many("spans", list)),
    )


def _span(data: list[Any]) -> Span:
    if [type(value) for value in data] == [str, str, int, int]:
        return Span(*data)
    raise _Fault("span", "a span should be a story, a part, a start and an end")


def _item(data: _Fields) -> Item:
    if data.has("line"):
        span = data.maybe("span", list)
        return Line(
            role=data.one("line", str),
            x=data.one("x", int),
            baseline=data.one("baseline", int),
            measure=data.one("measure", int),
            width=data.one("width", int),
            justified=data.one("justified", bool),
            step=data.one("step", str),
            span=None if span is None else _span(span),
            runs=data.each("runs", _run),
        )
    if data.has("box"):
        return Box(data.rect("box"), data.ink("fill"), data.ink("stroke"), data.one("stroke_width", int))
    if data.has("rule"):
        x1, y1, x2, y2 = data.many("rule", int, 4)
        return Rule(x1, y1, x2, y2, width=data.one("width", int), ink=data.needed_ink("ink"))
    crop = data.many("crop", int, 4)
    return Picture(
        photo=data.one("picture", str),
        file=data.one("file", str),
        sha256=data.one("sha256", str),
        rect=data.rect("rect"),
        crop=(crop[0], crop[1], crop[2], crop[3]),
        alt=data.one("alt", str),
    )


def _run(data: _Fields) -> GlyphRun:
    text = data.any("text")
    if type(text) is not str and (type(text) is not list or {type(piece) for piece in text} - {str}):
        raise _Fault("run.text", "the text of a run should be a string or a list of strings")
    run = GlyphRun(
        face=data.one("face", str),
        size=data.one("size", int),
        ink=data.needed_ink("ink"),
        x=data.one("x", int),
        baseline=data.one("baseline", int),
        glyphs=data.many("glyphs", int),
        xs=data.many("xs", int),
        texts=tuple(text),
    )
    if not len(run.glyphs) == len(run.xs) == len(run.texts):
        raise _Fault("run.glyphs", "a run should have as many glyphs as places and texts")
    return run
