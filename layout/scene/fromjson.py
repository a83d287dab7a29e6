"""Turns the JSON text of a scene back into the scene, or into a message that says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any, get_args

from content.problems import Place, Problem, Refused
from layout.scene import (
    FORMAT,
    Advert,
    Beside,
    Box,
    CopyText,
    FaceRef,
    GlyphRun,
    Item,
    Line,
    Overset,
    Page,
    PageGrid,
    Picture,
    Rect,
    Region,
    Rule,
    Scene,
    Span,
    Turn,
    Wave,
)
from layout.scene.condition import Condition, Level, PrinterMark, Sharpening, Spot
from layout.scene.jsonfields import Fault, Fields, as_number, read_all

UNIT = "pt/1000"
"""What the JSON says of its lengths: thousandths of a point."""

_LEVELS = get_args(Level)

_MARKS: dict[str, PrinterMark] = {
    "crop": "crop",
    "registration": "registration",
    "color-bar": "color-bar",
    "slug": "slug",
}

_TURNS: dict[str, Turn] = {"level": "level", "upright": "upright", "sideways": "sideways"}


def from_json(text: str, *, file: str | None = None) -> Scene:
    """The scene that `to_json` wrote. `file` names the text in a message.

    Raises Refused, with the first fault found, when the text is not JSON, is of another format, or a field
    is missing, unknown or of the wrong type: a scene is written by this program, never by hand.
    """
    try:
        data = json.loads(text, parse_constant=_no_constant)
        return _scene(Fields(data, "scene"))
    except json.JSONDecodeError as error:
        raise _refused(f"the scene is not JSON: {error.msg}", file, error.lineno, None) from error
    except Fault as fault:
        raise _refused(fault.what, file, None, fault.field) from fault
    except (ValueError, RecursionError) as error:
        raise _refused("the scene is not JSON that can be read", file, None, None) from error


def _no_constant(name: str) -> float:
    raise Fault("scene", f"{name} is not a number a scene can hold")


def _refused(what: str, file: str | None, line: int | None, field: str | None) -> Refused:
    hint = "build the edition again to write it anew"
    return Refused([Problem("scene-file-damaged", "refused", what, Place(file, line, field), hint)])


def _scene(data: Fields) -> Scene:
    if data.any("format") != FORMAT:
        raise Fault("scene.format", f"the scene is not of the format {FORMAT}")
    if data.any("unit") != UNIT:
        raise Fault("scene.unit", f"the scene's lengths are not in {UNIT}")
    scene = Scene(
        edition=data.one("edition", str),
        title=data.one("title", str),
        paper=data.one("paper", str),
        issued=data.one("issued", str),
        lang=data.one("lang", str),
        condition=read_all(_condition, data.any("condition"), "scene.condition"),
        faces=data.each("faces", _face),
        copy=data.each("copy", _copy_text),
        pages=data.each("pages", _page),
    )
    data.spent()
    return scene


def _condition(data: Fields) -> Condition:
    level = data.any("level")
    if level not in _LEVELS:
        raise Fault("scene.condition.level", "the level should be PDF/X-4, PDF/X-1a:2003 or proof")
    return Condition(
        level=level,
        identifier=data.one("identifier", str),
        registry=data.one("registry", str),
        profile=data.one("profile", str),
        ink_limit=data.number("ink_limit"),
        bleed=data.one("bleed", int),
        picture_ppi=data.one("picture_ppi", int),
        line_art_ppi=data.one("line_art_ppi", int),
        sharpening=_sharpening(data),
        spots=tuple(map(_spot, data.many("spots", list))) if data.has("spots") else (),
        marks=_marks(data),
        margin=data.one("margin", int) if data.has("margin") else 0,
    )


def _sharpening(data: Fields) -> Sharpening | None:
    if not data.has("sharpening"):
        return None
    where = "scene.condition.sharpening"
    radius, percent, threshold = _counted(data.any("sharpening"), 3, where)
    if type(percent) is not int or type(threshold) is not int:
        raise Fault(where, "a sharpening should be a radius, a percentage and a threshold")
    return Sharpening(as_number(radius, where), percent, threshold)


def _spot(data: list[Any]) -> Spot:
    where = "scene.condition.spots"
    name, *looks = _counted(data, 5, where)
    if type(name) is not str:
        raise Fault(where, "a spot ink should be a name and four percentages")
    cyan, magenta, yellow, black = (as_number(one, where) for one in looks)
    return Spot(name, (cyan, magenta, yellow, black))


def _marks(data: Fields) -> tuple[PrinterMark, ...]:
    if not data.has("marks"):
        return ()
    names = data.many("marks", str)
    if not set(names) <= _MARKS.keys():
        raise Fault("scene.condition.marks", f"the marks should be some of {', '.join(_MARKS)}")
    return tuple(_MARKS[name] for name in names)


def _counted(value: object, count: int, where: str) -> list[Any]:
    if not isinstance(value, list) or len(value) != count:
        raise Fault(where, f"this should be a list of {count}")
    return value


def _copy_text(data: Fields) -> CopyText:
    return CopyText(
        story=data.one("story", str),
        part=data.one("part", str),
        text=data.one("text", str),
        beside=tuple(_beside(one) for one in data.many("beside", list)) if data.has("beside") else (),
    )


def _beside(data: list[Any]) -> Beside:
    if [type(value) for value in data] == [int, int, str]:
        return Beside(*data)
    raise Fault("beside", "what is beside copy should be a start, an end and a text")


def _face(data: Fields) -> FaceRef:
    axes = []
    for pair in data.many("axes", list):
        if len(pair) != 2 or type(pair[0]) is not str:
            raise Fault("scene.faces.axes", "an axis should be a tag and a number")
        axes.append((pair[0], as_number(pair[1], "scene.faces.axes")))
    return FaceRef(
        id=data.one("face", str),
        file=data.one("file", str),
        sha256=data.one("sha256", str),
        index=data.one("index", int),
        axes=tuple(axes),
    )


def _page(data: Fields) -> Page:
    return Page(
        name=data.one("page", str),
        number=data.one("number", int),
        width=data.one("width", int),
        height=data.one("height", int),
        regions=data.each("regions", _region),
        grid=read_all(_grid, data.any("grid"), "scene.pages.grid") if data.has("grid") else None,
    )


def _grid(data: Fields) -> PageGrid:
    return PageGrid(
        area=data.rect("area"),
        columns=data.one("columns", int),
        column=data.one("column", int),
        gutter=data.one("gutter", int),
        lines=data.one("lines", int),
        leading=data.one("leading", int),
        em=data.one("em", int),
        vertical=data.flag("vertical"),
    )


def _region(data: Fields) -> Region:
    overset = data.any("overset")
    return Region(
        id=data.one("region", str),
        kind=data.one("kind", str),
        story=data.maybe("story", str),
        lang=data.one("lang", str),
        frame=data.rect("frame"),
        items=data.each("items", _item),
        overset=None if overset is None else read_all(_overset, overset, "overset"),
        legs=_rects(data, "legs"),
        goes_with=data.one("goes_with", str) if data.has("goes_with") else None,
        inside=data.one("inside", str) if data.has("inside") else None,
        areas=_rects(data, "areas"),
    )


def _rects(data: Fields, key: str) -> tuple[Rect, ...]:
    """A list of rectangles that is only written where there are some."""
    rects = data.many(key, list) if data.has(key) else ()
    if any([type(edge) for edge in rect] != [int, int, int, int] for rect in rects):
        raise Fault(key, f"each of the {key} should be a left, a top, a width and a height")
    return tuple(Rect(*rect) for rect in rects)


def _overset(data: Fields) -> Overset:
    return Overset(
        lines=data.one("lines", int),
        characters=data.one("characters", int),
        text=data.one("text", str),
        spans=tuple(_span(span) for span in data.many("spans", list)),
    )


def _span(data: list[Any]) -> Span:
    if [type(value) for value in data] == [str, str, int, int]:
        return Span(*data)
    raise Fault("span", "a span should be a story, a part, a start and an end")


def _item(data: Fields) -> Item:
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
            marks=data.each("marks", _stroke) if data.has("marks") else (),
            vertical=data.flag("vertical"),
        )
    if data.has("advert"):  # it has a box of its own, a part of its page
        return _advert(data)
    if data.has("box"):
        return Box(data.rect("box"), data.ink("fill"), data.ink("stroke"), data.one("stroke_width", int))
    if data.has("rule") or data.has("wave"):
        return _stroke(data)
    crop = data.many("crop", int, 4)
    return Picture(
        photo=data.one("picture", str),
        file=data.one("file", str),
        sha256=data.one("sha256", str),
        rect=data.rect("rect"),
        crop=(crop[0], crop[1], crop[2], crop[3]),
        alt=data.one("alt", str),
        outline=_outline(data),
    )


def _outline(data: Fields) -> tuple[tuple[int, int], ...]:
    if not data.has("outline"):
        return ()
    points = data.many("outline", list)
    if any([type(side) for side in point] != [int, int] for point in points):
        raise Fault("outline", "an outline should be a list of points, each of two whole numbers")
    return tuple((point[0], point[1]) for point in points)


def _advert(data: Fields) -> Advert:
    where = "scene.pages.box"
    left, bottom, right, top = (as_number(side, where) for side in _counted(data.any("box"), 4, where))
    return Advert(
        advert=data.one("advert", str),
        file=data.one("file", str),
        sha256=data.one("sha256", str),
        rect=data.rect("rect"),
        box=(left, bottom, right, top),
        alt=data.one("alt", str),
    )


def _rule(data: Fields) -> Rule:
    x1, y1, x2, y2 = data.many("rule", int, 4)
    return Rule(x1, y1, x2, y2, width=data.one("width", int), ink=data.needed_ink("ink"))


def _stroke(data: Fields) -> Rule | Wave:
    if not data.has("wave"):
        return _rule(data)
    x1, y1, x2, y2 = data.many("wave", int, 4)
    return Wave(
        x1,
        y1,
        x2,
        y2,
        width=data.one("width", int),
        ink=data.needed_ink("ink"),
        length=data.one("length", int),
        height=data.one("height", int),
    )


def _turn(data: Fields) -> Turn:
    if not data.has("turn"):
        return "level"
    turn = _TURNS.get(data.one("turn", str))
    if turn is None:
        raise Fault("run.turn", f"the turn of a run should be {', '.join(_TURNS)}")
    return turn


def _run(data: Fields) -> GlyphRun:
    text = data.any("text")
    if type(text) is not str and (type(text) is not list or {type(piece) for piece in text} - {str}):
        raise Fault("run.text", "the text of a run should be a string or a list of strings")
    run = GlyphRun(
        face=data.one("face", str),
        size=data.one("size", int),
        ink=data.needed_ink("ink"),
        x=data.one("x", int),
        baseline=data.one("baseline", int),
        glyphs=data.many("glyphs", int),
        xs=data.many("xs", int),
        texts=tuple(text),
        turn=_turn(data),
        annotation=data.flag("annotation"),
        condensed=data.one("condensed", int) if data.has("condensed") else 1000,
    )
    if not 1 <= run.condensed <= 1000:
        raise Fault("run.condensed", "the width of a run's glyphs should be 1 to 1000 thousandths")
    if not len(run.glyphs) == len(run.xs) == len(run.texts):
        raise Fault("run.glyphs", "a run should have as many glyphs as places and texts")
    return run
